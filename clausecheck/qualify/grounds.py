"""On what an event follows: parts that condition its own, and the fault that is told just before its consequence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from clausecheck.chunks import Part
from clausecheck.mentions import Party
from clausecheck.patterns import later
from clausecheck.text import Sentence

_CONDITIONAL = ("if", "unless", "relative", "because", "after", "same")
_FAULT = frozenset(["DEFAULT", "CANCEL", "REJECT"])
_CONSEQUENCE = frozenset(["REFUND", "FORFEIT", "CANCEL"])
_STOP = later(r"[;；。!！?？]")
_COMMA = later(r"[,，]")
_NEAR = 120  # characters between a ground and what follows from it


class Occurrence(NamedTuple):
    """A concept found in a sentence's view. `kind` and `actor` are the concept's own; `anchor` is its verb."""

    concept: str
    start: int
    end: int
    kind: str
    actor: Party | None = None
    anchor: tuple[int, int] | None = None

    @property
    def at(self) -> tuple[int, int]:
        """Where its part is looked for: the verb of a joined concept, else the whole."""
        return self.anchor or (self.start, self.end)


def grounds(
    sentence: Sentence, parts: Sequence[Part], found: Sequence[Occurrence], homes: Sequence[int | None],
    late: Sequence[bool], supposed: Sequence[bool],
) -> tuple[list[tuple[int, ...]], frozenset[int]]:
    """For each occurrence the indices of those on which it follows; and those that are only supposed by that.

    `homes`: the part of each; `late`, `supposed`: what was read of it.
    """
    follows = [set(c) for c in _in_parts(parts, homes, found, late)]
    told: set[int] = set()
    for n, o in enumerate(found):
        if o.kind not in ("event", "state") or supposed[n]:
            continue
        before = list(_before(sentence, found, n))
        follows[n].update(k for k in before if supposed[k])
        if o.concept in _CONSEQUENCE:
            faults = {k for k in before if _fault(sentence, parts, found, homes[k], k, o.at[0])}
            follows[n] |= faults
            told |= faults
    return [tuple(sorted(f)) for f in follows], frozenset(told)


def _before(sentence: Sentence, found: Sequence[Occurrence], n: int) -> Iterator[int]:
    """The events near before the one at `n`, with no full stop or semicolon between."""
    start = found[n].at[0]
    for k in range(n - 1, -1, -1):
        o = found[k]
        if start - o.start > _NEAR:
            return
        if o.kind == "event" and o.at[1] <= start and not _STOP.search(sentence.view, o.at[1], start):
            yield k


def _fault(
    sentence: Sentence, parts: Sequence[Part], found: Sequence[Occurrence], home: int | None, k: int, start: int
) -> bool:
    """Is it a fault told without an "if" in the stretch before its consequence (违约，没收定金)?"""
    if found[k].concept not in _FAULT or home is None or not _COMMA.search(sentence.view, found[k].at[1], start):
        return False
    part = parts[home]
    return part.modality == "is" and part.sign > 0 and not part.past


def _in_parts(
    parts: Sequence[Part], homes: Sequence[int | None], found: Sequence[Occurrence], late: Sequence[bool]
) -> list[tuple[int, ...]]:
    """For each occurrence those on which it follows: in parts that condition its own or one that it goes on from."""
    owned: dict[int | None, list[int]] = {}
    for k, o in enumerate(found):
        if o.kind in ("event", "state"):
            owned.setdefault(homes[k], []).append(k)
    own = {h for h in homes if h is not None}
    above = {h: [k for ground in _grounds(parts, h) for k in owned.get(ground, ())] for h in own}
    causes = [k for k, o in enumerate(found) if o.concept == "DEFAULT" or late[k]]
    return [() if h is None else tuple(sorted({*above[h], *_within(homes, found, late, causes, n)}))
            for n, h in enumerate(homes)]


def _grounds(parts: Sequence[Part], own: int) -> set[int]:
    """The parts that condition a part or one that it goes on from, and what goes on from those."""
    supporting = _above(parts, own)
    others = [(m, p) for m, p in enumerate(parts) if m not in supporting]
    grounds = {m for m, p in others if p.relation in _CONDITIONAL and p.head in supporting}
    return grounds | {m for m, p in others if p.relation in ("content", "and", "relative") and p.head in grounds}


def _above(parts: Sequence[Part], own: int) -> set[int]:
    """The part itself and those whose conditions it shares: what it goes on from, what governs it."""
    chain: set[int] = set()
    here: int | None = own
    while here is not None and here not in chain:
        chain.add(here)
        here = parts[here].head if parts[here].relation in ("and", "then", "content", "purpose") else None
    return chain


def _within(
    homes: Sequence[int | None], found: Sequence[Occurrence], late: Sequence[bool], causes: Sequence[int], n: int
) -> list[int]:
    """ "A defaulting seller refunds double", "late payment forfeits": the ground stands in the same part."""
    if found[n].concept == "DEFAULT" or late[n] or found[n].kind != "event":
        return []
    return [k for k in causes if k != n and homes[k] == homes[n] and found[k].end <= found[n].start]
