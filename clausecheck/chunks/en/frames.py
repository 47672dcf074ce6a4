"""English frames: two events and the words between them ("payment precedes inspection", "X is a condition of Y")."""

from __future__ import annotations

from dataclasses import dataclass, replace

from clausecheck.chunks import Relation
from clausecheck.chunks.en.drafts import Draft, Drafts, Status
from clausecheck.chunks.en.words import Frame
from clausecheck.patterns import later

_LATE = later(r"\b(?:late|delay(?:s|ed|ing)?|belated|deferred|non-payment|postponed)\b")
_NO = ("no", "neither", "none", "nothing", "nobody")


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


def split_frames(a: Drafts) -> None:
    """Cut every draft that a frame governs into the two events it orders."""
    for n in range(len(a.all)):
        split = _find(a, n)
        if split is not None:
            _apply(a, split)


def _find(a: Drafts, n: int) -> Split | None:
    own = a.all[n].own
    if len(own) < 2:
        return None
    found: list[Split] = []
    for frame, start, end in a.frames:
        inside = [k for k, t in enumerate(a.tokens) if start <= t.start and t.end <= end]
        if inside and inside[-1] not in own:  # "affected by | the fact that …"
            inside = _shorter(a, frame, inside, own)
        if inside and all(k in own for k in inside) and not _noun(a, inside):
            found.append(Split(n, inside[0], inside[-1] + 1, frame))
    usable = [s for s in found if _side(a, s, right=True) is not None]
    return max(usable, key=lambda s: s.end - s.start, default=None)


def _shorter(a: Drafts, frame: Frame, inside: list[int], own: list[int]) -> list[int]:
    """The longest beginning of a frame's words that is the draft's own and still the frame; else nothing."""
    start = a.tokens[inside[0]].start
    for n in range(len(inside) - 1, 0, -1):
        if inside[n - 1] in own and frame.pattern.fullmatch(a.view, start, a.tokens[inside[n - 1]].end):
            return inside[:n]
    return []


def _noun(a: Drafts, inside: list[int]) -> bool:
    """A lone word that stands behind a determiner is a noun, not a frame's verb."""
    k = inside[0]
    determined = k > 0 and a.tokens[k - 1].tag in ("D", "I")
    return len(inside) == 1 and (determined or a.tokens[k].tag == "N" and a.tokens[k].text.isalpha())


def _side(a: Drafts, s: Split, right: bool) -> Side | None:
    """The events of one side: the draft's own words, else a clause that stands there (the fact that …)."""
    own = tuple(k for k in a.all[s.draft].own if (k >= s.end if right else k < s.start))
    if a.events_in(own):
        return Side(own)
    for n, q in enumerate(a.all):
        there = q.start >= s.end if right else q.start < s.start
        asked = q.relation == "without" and s.frame.first == "right" and a.tokens[q.start].text == "whether"
        told = asked or q.relation in ("content", "relative", "purpose")
        if q.head == s.draft and there and told and a.events_in(q.own):
            return Side(own, n)
    return None


def _apply(a: Drafts, s: Split) -> None:
    d = a.all[s.draft]
    right, left = _side(a, s, right=True), _side(a, s, right=False)
    if right is None:
        return
    denied = a.reader.sign_of_negators(_verbal(a, d, s)) < 0
    if left is not None:
        _cut(a, s, left, right, denied)
    elif d.relation == "relative" or d.head is not None and d.joined and a.events_in(a.all[d.head].own):
        _antecedent(d, s, right, denied)
    elif d.relation in ("main", "and"):
        _extraposed(a, s, right, denied)


def _verbal(a: Drafts, d: Draft, s: Split) -> list[int]:
    """The tokens whose negators deny the frame: its verb's, and a "no" that opens the subject."""
    before = [k for k in d.own if k <= s.end]
    if d.group is None or d.group.start > s.start:
        return before
    return [k for k in before if k >= d.group.start or k == d.own[0] and a.tokens[k].text in _NO]


def _cut(a: Drafts, s: Split, left: Side, right: Side, denied: bool) -> None:
    """Make one side the head, the other the part that comes first (or the ground)."""
    first, second = (right, left) if s.frame.first in ("right", "refused") else (left, right)
    ground = _is_ground(a, s, second)
    nothing = denied and s.frame.denied == "nothing"
    sign = _ground_sign(a, s, second, denied) if ground else -1 if nothing else 1
    head = _head(a, s, second, sign)
    status: Status = "pending" if denied and s.frame.denied == "reversed" else "done"
    relation: Relation = "because" if ground else "after"
    if s.frame.first == "together":
        relation, status = "same", "same"
    if first.draft is not None:
        child = a.all[first.draft]
        if ground:
            status = "done" if child.sign > 0 else "pending"
    else:
        child = _child(a, s, first, second)
        if ground:
            undone = a.reader.sign_of_negators(first.own) < 0 or a.lacks(first.own)
            child.sign, status = (-1, "pending") if undone else (1, "done")
    child.relation, child.head, child.fixed, child.asserted = relation, head, status, True
    if second.draft is None:
        d = a.all[s.draft]
        d.own, d.sign, d.subject = list(second.own), sign, None
    elif first.draft is not None:
        a.all[s.draft].own = list(second.own)


def _is_ground(a: Drafts, s: Split, second: Side) -> bool:
    """Is one side the ground for refusing the other: by the frame, or since it "entitles to withhold"?"""
    if s.frame.first in ("ground", "refuses", "refused", "neutral"):
        return True
    refusing = second.draft is None and (a.blocks(second.own) or a.reader.refusals(second.own) < 0)
    return s.frame.first == "left" and s.frame.denied == "nothing" and refusing


def _head(a: Drafts, s: Split, second: Side, sign: int) -> int:
    """Give the side that depends the place of the whole; its index."""
    d = a.all[s.draft]
    if second.draft is None:
        return s.draft
    q = a.all[second.draft]
    q.relation, q.head, q.rule, q.cue, q.sign = d.relation, d.head, "none", d.cue, sign
    return second.draft


def _child(a: Drafts, s: Split, first: Side, second: Side) -> Draft:
    """The draft of the side that comes first; where the other has a draft of its own, the frame's own draft is free."""
    d = a.all[s.draft]
    child = replace(
        d,
        start=first.own[0],
        end=first.own[-1] + 1,
        own=list(first.own),
        cue=(s.start, s.end),
        rule="none",
        splits=(),
        group=None,
        subject=None,
        sign=1,
        keep=True,
        region=None,
    )
    if second.draft is None:
        a.all.append(child)
    else:
        a.all[s.draft] = child
    return child


def _ground_sign(a: Drafts, s: Split, side: Side, denied: bool) -> int:
    """The sign of an act for which something is no reason, or to which it is irrelevant."""
    sign = 1 if s.frame.first == "neutral" else -1 if denied else 1
    if s.frame.first in ("refuses", "refused"):
        sign = 1 if denied else -1
    if side.draft is not None:
        return sign * a.all[side.draft].sign * (a.all[s.draft].sign or 1)  # its own sign, without the frame's denial
    if a.blocks(side.own):
        return -sign
    if _LATE.search(a.text(side.own)):
        sign = -sign
    return sign * a.reader.refusals(side.own)


def _antecedent(d: Draft, s: Split, right: Side, denied: bool) -> None:
    """ "…, which follows payment": the relative orders its antecedent's event and its own."""
    if s.frame.first == "right":
        d.relation, d.fixed = "after", "pending" if denied else "done"
    elif s.frame.first == "left":
        d.relation = "and" if denied else "then"
    else:
        return
    d.sign, d.own = 1, list(right.own)


def _extraposed(a: Drafts, s: Split, right: Side, denied: bool) -> None:
    """ "It is a condition of X that Y": Y comes first."""
    d = a.all[s.draft]
    that = next((q for q in a.all if q.head == s.draft and q.relation in ("content", "relative")), None)
    if that is None or not any(a.tokens[k].text == "it" for k in d.own[:3]):
        return
    that.relation, that.head, that.asserted = "after", s.draft, True
    that.fixed = "pending" if denied or that.sign < 0 else "done"
    d.sign, d.own = 1, list(right.own)
