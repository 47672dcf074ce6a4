"""How English verbs of paying and looking find their objects: patterns from `cues.en.yaml`, and what stands between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from clausecheck.chunks import Hit
from clausecheck.chunks.cues import words as classes
from clausecheck.chunks.en.words import words
from clausecheck.patterns import later

MONEY = ("BALANCE", "PRICE", "DEPOSIT", "ADVANCE", "DEPOSIT_UNCLEAR", "OTHER_MONEY")
_STOP = later(r"[,;:()!?]|\.(?=\s|$)")
_OTHERS = frozenset(["who", "whose", "which", "that"])  # "is given to pupils whose tuition …": another's money
_WORD = later(r"[\w'%.-]+")


@dataclass(frozen=True, slots=True)
class ObjectWords:
    """The patterns by which objects are found."""

    pays: re.Pattern[str]  # pays for itself, with no money named
    receives: re.Pattern[str]  # takes or holds back money
    needs_object: re.Pattern[str]  # its money stands behind it
    seller_before: re.Pattern[str]  # the seller does it, in the active voice
    seller_behind: re.Pattern[str]  # "… by the seller"
    never_looked_at: frozenset[str]
    gap: frozenset[str]  # what may stand between a verb and its object
    looks: re.Pattern[str]  # looking that needs no goods beside it
    looks_at: re.Pattern[str]  # looks only at goods that stand behind it


@cache
def object_words() -> ObjectWords:
    """The patterns, compiled at first use."""
    seller, between = _any("sellers"), _any("between_party_and_verb")
    return ObjectWords(
        pays=re.compile(_any("self_paying")),
        receives=re.compile(_any("receiving")),
        needs_object=re.compile(_any("object_behind") + r"s?(?: over)?"),
        seller_before=re.compile(rf"\b{seller}(?:\W+{between}){{0,4}}\W+$"),
        seller_behind=re.compile(rf"\W+(?:\w+\W+){{0,3}}?by (?:the |our |its |a )?(?:own )?{seller}\b"),
        never_looked_at=frozenset(classes("en", "never_looked_at")),
        gap=frozenset(classes("en", "between_verb_and_object")),
        looks=re.compile(_any("looking_alone") + "$"),
        looks_at=re.compile(_any("looking_at_goods")),
    )


def _any(name: str) -> str:
    return f"(?:{'|'.join(classes('en', name))})"


def segment(view: str, at: int) -> tuple[int, int]:
    """The stretch between two marks of punctuation that holds `at`."""
    start = max((m.end() for m in _STOP.finditer(view, 0, at)), default=0)
    stop = _STOP.search(view, at)
    return start, stop.start() if stop else len(view)


def longest(hits: Sequence[Hit], names: Sequence[str]) -> list[Hit]:
    """The hits of these concepts that no longer one of them contains."""
    found = [h for h in hits if h[0] in names]
    return [h for h in found if not any(
        o != h and o[1] <= h[1] and h[2] <= o[2] and o[2] - o[1] > h[2] - h[1] for o in found)]


def between(view: str, start: int, end: int) -> list[str]:
    """The words between two places."""
    return _WORD.findall(view[start:end])


def reaches(view: str, start: int, end: int, most: int, extra: str = "") -> bool:
    """May a verb that ends at `start` have its object at `end`: at most `most` words, all of a noun phrase?

    `extra`: a pattern of further words that may stand there, besides parties where it is given.
    """
    gap = between(view, start, end)
    allowed = object_words().gap
    if len(gap) > 1 and gap[-1] not in allowed and gap[-2] in ("the", "its", "their", "your", "our", "any"):
        gap = gap[:-1]  # "the hotel rooms": what the goods are of
    if extra:
        return len(gap) <= most and all(
            w in allowed or w in words().persons or re.search(extra, w) is not None for w in gap)
    return len(gap) <= most and all(w in allowed or w[0].isdigit() for w in gap)


def seller_acts(view: str, verb: Hit) -> bool:
    """Is the seller the one who does this, in the active voice or by name?"""
    known = object_words()
    return bool(known.seller_before.search(view[: verb[1]])) or bool(known.seller_behind.match(view, verb[2]))


def money_of(view: str, verb: Hit, money: Sequence[Hit]) -> Hit | None:
    """The money a verb is about: the nearest after it with nothing but its noun phrase between, else before it."""
    start, stop = segment(view, verb[1])
    after = [t for t in money if verb[2] <= t[1] < stop]
    if after and reaches(view, verb[2], after[0][1], 7):
        return after[0]
    inside = [t for t in money if verb[1] <= t[1] < verb[2] or t[1] <= verb[1] < t[2]]
    if inside:
        return inside[0]
    before = [t for t in money if start <= t[1] and t[2] <= verb[1]]
    if before and len(between(view, before[-1][2], verb[1])) <= 9:
        return before[-1]
    if after:
        gap = between(view, verb[2], after[0][1])
        if len(gap) <= 3 and _OTHERS.isdisjoint(gap):
            return after[0]
    return None
