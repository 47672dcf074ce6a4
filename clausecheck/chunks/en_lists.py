"""English lists of steps and verbless pairs: "in this order: inspection, payment", "no money, no viewing"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clausecheck.chunks.en import Assembly

_FIRST = frozenset(["first", "firstly", "1", "now"])
_LATER = frozenset(["second", "secondly", "then", "later", "afterwards", "next", "last", "third", "thereafter", "2"])


def listed(a: Assembly) -> None:
    """Turn a list whose order is announced, or told by its own words, into parts that follow each other."""
    for n in range(len(a.drafts)):
        d = a.drafts[n]
        if d["relation"] not in ("main", "and", "then") or a.words.unordered.search(a.view):
            continue
        items = _items(a, n)
        if len(items) < 2:
            continue
        if _pair(a, n, items):
            continue
        if _announced(a, n, items) or _ordinal(a, items):
            _chain(a, n, items)


def _items(a: Assembly, n: int) -> list[list[int]]:
    """The draft's own tokens cut at commas, arrows and "and", those with an event."""
    items: list[list[int]] = [[]]
    for k in a.drafts[n]["own"]:
        if a.tokens[k].tag in (",", "C", ":") or a.tokens[k].text in ("->", "=>", "→", ">"):
            items.append([])
        else:
            items[-1].append(k)
    return [i for i in items if i and a.events_in(i)]


def _announced(a: Assembly, n: int, items: Sequence[Sequence[int]]) -> bool:
    """Do the words of the same sentence announce the order, and are the items no clauses of their own?"""
    d = a.drafts[n]
    if a.words.ordered.search(a.view) is None:
        return False
    group = d["group"]
    return group is None or group.verb < 0 or all(i[0] > group.start or i[-1] < group.start for i in items) and not any(
        group.start in i for i in items[1:])


def _ordinal(a: Assembly, items: Sequence[Sequence[int]]) -> bool:
    texts = [{a.tokens[k].text for k in i} for i in items]
    return bool(texts[0] & _FIRST) and all(t & _LATER for t in texts[1:])


def _pair(a: Assembly, n: int, items: Sequence[Sequence[int]]) -> bool:
    """ "No money, no viewing": without the first the second is refused."""
    d = a.drafts[n]
    starts = [a.tokens[i[0]].text for i in items]
    if len(items) != 2 or d["group"] is not None or starts[0] not in ("no", "without") or starts[1] != "no":
        return False
    first = items[0]
    a.drafts.append({**d, "start": first[0], "end": first[-1] + 1, "own": list(first), "head": n, "relation": "if", "cue": None,
                     "sign": -1, "rule": "polarity", "fixed": "pending", "splits": (), "region": -1})
    d.update(own=list(items[1]), sign=-1)
    return True


def _chain(a: Assembly, n: int, items: Sequence[Sequence[int]]) -> None:
    d = a.drafts[n]
    previous = n
    d["own"] = [k for k in d["own"] if k <= items[0][-1]]
    d.update(relation="main" if d["head"] is None else d["relation"], anaphoric=False)
    if d["relation"] == "then" and d["head"] is None:
        d["relation"] = "main"
    for item in items[1:]:
        a.drafts.append({**d, "start": item[0], "end": item[-1] + 1, "own": list(item), "head": previous, "relation": "then", "cue": None,
                         "rule": "none", "fixed": None, "splits": (), "region": -1, "anaphoric": False})
        previous = len(a.drafts) - 1
