"""English lists of steps and verbless pairs: "in this order: inspection, payment", "no money, no viewing"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from clausecheck.chunks.en.drafts import Draft, Drafts

_FIRST = frozenset(["first", "firstly", "1", "now"])
_LATER = frozenset(["second", "secondly", "then", "later", "afterwards", "next", "last", "third", "thereafter", "2"])
Items = Sequence[Sequence[int]]


def listed(a: Drafts) -> None:
    """Turn a list whose order is announced, or told by its own words, into parts that follow each other."""
    if a.words.unordered.search(a.view):
        return
    for n in range(len(a.all)):
        items = _items(a, a.all[n]) if a.all[n].relation in ("main", "and", "then") else []
        if len(items) < 2 or _pair(a, n, items):
            continue
        if _announced(a, a.all[n], items) or _ordinal(a, items):
            _chain(a, n, items)


def _items(a: Drafts, d: Draft) -> list[list[int]]:
    """The draft's own tokens cut at commas, arrows and "and", those with an event."""
    items: list[list[int]] = [[]]
    for k in d.own:
        if a.tokens[k].tag in (",", "C", ":") or a.tokens[k].text in ("->", "=>", "→", ">"):
            items.append([])
        else:
            items[-1].append(k)
    return [i for i in items if i and a.events_in(i)]


def _announced(a: Drafts, d: Draft, items: Items) -> bool:
    """Do the words of the same sentence announce the order, and are the items no clauses of their own?"""
    if a.words.ordered.search(a.view) is None:
        return False
    if d.group is None or d.group.verb < 0:
        return True
    verb = d.group.start
    return all(i[0] > verb or i[-1] < verb for i in items) and not any(verb in i for i in items[1:])


def _ordinal(a: Drafts, items: Items) -> bool:
    texts = [{a.tokens[k].text for k in i} for i in items]
    return bool(texts[0] & _FIRST) and all(t & _LATER for t in texts[1:])


def _pair(a: Drafts, n: int, items: Items) -> bool:
    """ "No money, no viewing": without the first the second is refused."""
    d = a.all[n]
    starts = [a.tokens[i[0]].text for i in items]
    if len(items) != 2 or d.group is not None or starts[0] not in ("no", "without") or starts[1] != "no":
        return False
    first = items[0]
    a.all.append(Draft(first[0], first[-1] + 1, list(first), n, "if", -1, "is", "polarity", fixed="pending"))
    d.own, d.sign = list(items[1]), -1
    return True


def _chain(a: Drafts, n: int, items: Items) -> None:
    d = a.all[n]
    d.own = [k for k in d.own if k <= items[0][-1]]
    d.anaphoric = False
    if d.head is None:
        d.relation = "main"
    previous = n
    for item in items[1:]:
        a.all.append(
            replace(
                d,
                start=item[0],
                end=item[-1] + 1,
                own=list(item),
                head=previous,
                relation="then",
                cue=None,
                rule="none",
                fixed=None,
                splits=(),
                region=None,
            )
        )
        previous = len(a.all) - 1
