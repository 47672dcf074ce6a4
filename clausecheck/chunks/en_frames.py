"""English frames: two events and the words between them ("payment precedes inspection", "X is a condition of Y")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clausecheck.chunks.en_words import Frame

if TYPE_CHECKING:
    from clausecheck.chunks.en import Assembly

_LATE = re.compile(r"\b(?:late|delay(?:s|ed|ing)?|belated|deferred|non-payment|postponed)\b")


@dataclass(frozen=True, slots=True)
class Split:
    """Where a frame cuts a draft: its words are the tokens [start, end)."""

    draft: int
    start: int
    end: int
    frame: Frame


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a frame: tokens of the draft itself, or another draft that stands there."""

    own: tuple[int, ...]
    draft: int | None = None


def split_frames(a: Assembly) -> None:
    """Cut every draft that a frame governs into the two events it orders."""
    for n in range(len(a.drafts)):
        split = _find(a, n)
        if split is not None:
            _apply(a, split)


def _find(a: Assembly, n: int) -> Split | None:
    own = a.drafts[n]["own"]
    if len(own) < 2:
        return None
    found: list[Split] = []
    for frame in a.words.frames:
        for m in frame.pattern.finditer(a.view, a.tokens[own[0]].start, a.tokens[max(own)].end):
            inside = [k for k, t in enumerate(a.tokens) if m.start() <= t.start and t.end <= m.end()]
            if inside and all(k in own for k in inside) and not _noun(a, inside):
                found.append(Split(n, inside[0], inside[-1] + 1, frame))
    usable = [s for s in found if _side(a, s, right=True) is not None]
    return max(usable, key=lambda s: s.end - s.start, default=None)


def _noun(a: Assembly, inside: list[int]) -> bool:
    """A lone word that stands behind a determiner is a noun, not a frame's verb."""
    k = inside[0]
    return len(inside) == 1 and (k > 0 and a.tokens[k - 1].tag in ("D", "I") or a.tokens[k].tag == "N" and a.tokens[k].text.isalpha())


def _side(a: Assembly, s: Split, right: bool) -> Side | None:
    """The events of one side: the draft's own words, else a clause that stands there (the fact that …)."""
    own = tuple(k for k in a.drafts[s.draft]["own"] if (k >= s.end if right else k < s.start))
    if a.events_in(own):
        return Side(own)
    for n, q in enumerate(a.drafts):
        there = q["start"] >= s.end if right else q["start"] < s.start
        if q["head"] == s.draft and there and q["relation"] in ("content", "relative", "purpose") and a.events_in(q["own"]):
            return Side(own, n)
    return None


def _apply(a: Assembly, s: Split) -> None:
    d = a.drafts[s.draft]
    right = _side(a, s, right=True)
    left = _side(a, s, right=False)
    if right is None:
        return
    denied = a.reader.sign_of_negators(_verbal(a, d, s)) < 0
    if left is not None:
        _cut(a, s, left, right, denied)
    elif d["relation"] == "relative":
        _antecedent(d, s, right, denied)
    elif d["head"] is not None and d["joined"] and a.events_in(a.drafts[d["head"]]["own"]):
        _antecedent(d, s, right, denied)
    elif d["relation"] in ("main", "and") and a.extraposed(s.draft) is not None:
        _extraposed(a, s, right, denied)


def _verbal(a: Assembly, d: dict[str, Any], s: Split) -> list[int]:
    """The tokens whose negators deny the frame: its verb's, and a "no" that opens the subject."""
    group = d["group"]
    before = [k for k in d["own"] if k <= s.end]
    if group is None or group.start > s.start:
        return before
    return [k for k in before if k >= group.start or k == d["own"][0] and a.tokens[k].text in ("no", "neither", "none", "nothing", "nobody")]


def _cut(a: Assembly, s: Split, left: Side, right: Side, denied: bool) -> None:
    """Make one side the head, the other the part that comes first (or the ground)."""
    d = a.drafts[s.draft]
    first, second = (right, left) if s.frame.first in ("right", "refused") else (left, right)
    fixed: str = "pending" if denied and s.frame.denied == "reversed" else "done"
    sign = -1 if denied and s.frame.denied == "nothing" else 1
    ground = s.frame.first in ("ground", "refuses", "refused", "neutral") or s.frame.first == "left" and s.frame.denied == "nothing" and a.refusing(second)
    if ground:
        fixed, sign = "polarity", _ground_sign(a, s, second, denied)
    head = s.draft
    if second.draft is not None:
        head = second.draft
        a.drafts[head].update(relation=d["relation"], head=d["head"], rule="none", cue=d["cue"], sign=sign)
    child: dict[str, Any] = {
        **d, "relation": "because" if ground else "after", "head": head, "cue": (s.start, s.end), "rule": "none",
        "region": -1, "splits": (), "group": None, "subject": None, "asserted": True, "keep": True, "sign": 1, "fixed": fixed,
    }
    if first.draft is not None:
        child = a.drafts[first.draft]
        child.update(relation="because" if ground else "after", head=head, fixed=fixed, asserted=True)
        if ground:
            child["fixed"] = "done" if child["sign"] > 0 else "pending"
        d["own"] = list(second.own)
    else:
        child.update(start=first.own[0], end=first.own[-1] + 1, own=list(first.own))
        if ground:
            undone = a.reader.sign_of_negators(first.own) < 0 or a.lacks(first.own)
            child.update(fixed="pending" if undone else "done", sign=-1 if undone else 1)
        if second.draft is None:
            d["own"] = list(second.own)
            a.drafts.append(child)
        else:
            d.update(child)
            d["keep"] = True
    if second.draft is None:
        d.update(sign=sign, subject=None)


def _ground_sign(a: Assembly, s: Split, side: Side, denied: bool) -> int:
    """The sign of an act for which something is no reason, from which it does not relieve, or to which it is irrelevant."""
    sign = 1 if s.frame.first == "neutral" else -1 if denied else 1
    if s.frame.first in ("refuses", "refused"):
        sign = -1 if not denied else 1
    if side.draft is not None:
        return sign * int(a.drafts[side.draft]["sign"])
    text = a.text(side.own)
    if a.blocks(side.own):
        return -sign
    if _LATE.search(text):
        sign = -sign
    return sign * a.reader.refusals(side.own)


def _antecedent(d: dict[str, Any], s: Split, right: Side, denied: bool) -> None:
    """ "…, which follows payment": the relative orders its antecedent's event and its own."""
    if s.frame.first == "right":
        d.update(relation="after", fixed="pending" if denied else "done", sign=1, own=list(right.own))
    elif s.frame.first == "left":
        d.update(relation="then" if not denied else "and", sign=1, own=list(right.own))


def _extraposed(a: Assembly, s: Split, right: Side, denied: bool) -> None:
    """ "It is a condition of X that Y"."""
    d = a.drafts[s.draft]
    n = a.extraposed(s.draft)
    if n is None:
        return
    other = a.drafts[n]
    other.update(relation="after", head=s.draft, fixed="pending" if denied or other["sign"] < 0 else "done", asserted=True)
    d.update(sign=1, own=list(right.own))
