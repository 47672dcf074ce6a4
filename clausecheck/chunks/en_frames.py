"""English frames: two events and the words between them ("payment precedes inspection", "X is a condition of Y")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clausecheck.chunks.en_words import Frame

if TYPE_CHECKING:
    from clausecheck.chunks.en import _Assembly


@dataclass(frozen=True, slots=True)
class Split:
    """Where a frame cuts a draft: its words are the tokens [start, end)."""

    draft: int
    start: int
    end: int
    frame: Frame


def split_frames(a: _Assembly) -> None:
    """Cut every draft that a frame governs into the two events it orders."""
    for n in range(len(a.drafts)):
        split = _find(a, n)
        if split is not None:
            _apply(a, split)


def _find(a: _Assembly, n: int) -> Split | None:
    d = a.drafts[n]
    own = d["own"]
    if len(own) < 2:
        return None
    found: list[Split] = []
    for frame in a.words.frames:
        for m in frame.pattern.finditer(a.view, a.tokens[own[0]].start, a.tokens[max(own)].end):
            inside = [k for k, t in enumerate(a.tokens) if m.start() <= t.start and t.end <= m.end()]
            if inside and all(k in own for k in inside) and not _noun(a, inside):
                found.append(Split(n, inside[0], inside[-1] + 1, frame))
    usable = [s for s in found if _right(a, s)]
    return max(usable, key=lambda s: s.end - s.start, default=None)


def _noun(a: _Assembly, inside: list[int]) -> bool:
    """A lone word that stands behind a determiner is a noun, not a frame's verb."""
    k = inside[0]
    return len(inside) == 1 and k > 0 and a.tokens[k - 1].tag in ("D", "I")


def _right(a: _Assembly, s: Split) -> list[int]:
    return [k for k in a.drafts[s.draft]["own"] if k >= s.end]


def _apply(a: _Assembly, s: Split) -> None:
    d = a.drafts[s.draft]
    left = [k for k in d["own"] if k < s.start]
    right = _right(a, s)
    denied = a.reader.negation(a.regions[d["region"]], [k for k in d["own"] if k < s.end + 1]) < 0 if d["region"] >= 0 else d["sign"] < 0
    if a.events_in(left):
        _cut(a, s, left, right, denied)
    elif d["relation"] == "relative":
        _antecedent(d, s, right, denied)
    elif d["relation"] in ("main", "and") and a.extraposed(s.draft) is not None:
        _extraposed(a, s, right, denied)
    elif d["relation"] in ("main", "and", "then") and left and a.tokens[left[0]].tag == "P":
        d["relation"], d["anaphoric"] = ("then" if s.frame.first == "left" else d["relation"]), True


def _cut(a: _Assembly, s: Split, left: list[int], right: list[int], denied: bool) -> None:
    d = a.drafts[s.draft]
    first, second = (left, right) if s.frame.first == "left" else (right, left)
    child: dict[str, Any] = {
        **d, "start": first[0], "end": first[-1] + 1, "own": first, "relation": "after", "head": s.draft, "cue": (s.start, s.end),
        "sign": 1, "rule": "none", "fixed": "pending" if denied and s.frame.denied == "reversed" else "done",
        "region": -1, "splits": (), "group": None, "subject": None, "asserted": True, "keep": True,
    }
    d["sign"] = -1 if denied and s.frame.denied == "nothing" else 1
    d["own"] = second
    d["subject"] = None
    a.drafts.append(child)


def _antecedent(d: dict[str, Any], s: Split, right: list[int], denied: bool) -> None:
    """ "…, which follows payment": the relative orders its antecedent's event and its own."""
    if s.frame.first == "right":
        d.update(relation="after", fixed="pending" if denied else "done", sign=1, own=right)
    else:
        d.update(relation="then" if not denied else "and", sign=1, own=right)


def _extraposed(a: _Assembly, s: Split, right: list[int], denied: bool) -> None:
    """ "It is a condition of X that Y"."""
    d = a.drafts[s.draft]
    n = a.extraposed(s.draft)
    if n is None:
        return
    other = a.drafts[n]
    other.update(relation="after", head=s.draft, fixed="pending" if denied else "done" if other["sign"] >= 0 else "pending", asserted=True)
    d.update(sign=1, own=right)
