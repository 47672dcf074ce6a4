"""The operator `near`: elements that stand together in a sentence, none further than some words from the first.

Long sentences hold words of every kind; only those that stand together say something together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import ClassVar

from clausecheck.conditions.concept import Concept, Element, once
from clausecheck.conditions.operators import OneSentence
from clausecheck.conditions.places import Names, Part, Place, Reading
from clausecheck.conditions.walking import needs, walk
from clausecheck.mentions import Mention

_REACH = {"zh": 30, "en": 110}  # characters to either side: some fifteen words
_WIDE = "\u2e7f"  # from here on a character is Chinese


@dataclass(frozen=True, slots=True)
class Near(OneSentence):
    """`near:` every element is met within reach of the first one; silence (`none`) is heard in the whole scope, since
    what makes an act fair is often said in the next sentence."""

    word: ClassVar[str] = "near"

    def readings(self, place: Place, names: Names) -> Iterator[Reading]:
        asked, named = _asked(self.inner)
        for seen in place.parts:
            if not asked or any(all(c not in seen.mentions for c in concepts) for concepts in asked):
                continue
            for sentence in place.whole.sentences(seen, None):
                if all(not concepts.isdisjoint(sentence.mentions) for concepts in asked):
                    for window in _windows(sentence, asked[0], named):
                        yield from _solve(self.inner, replace(place, parts=(window,)), names)


def _solve(elements: Sequence[Element], place: Place, names: Names, taken: frozenset[tuple[int, int]] = frozenset()
           ) -> Iterator[Reading]:
    """Every way in which all elements are met, each by words of its own: a word of two classes fills one place only."""
    if not elements:
        yield Reading(True, names)
        return
    free = (r for r in elements[0].readings(place, names) if taken.isdisjoint(_spans(r)))
    for reading in free if elements[0].binds else once(free):
        for rest in _solve(elements[1:], place, reading.names, taken | _spans(reading)):
            yield reading.then(rest)


def _spans(reading: Reading) -> frozenset[tuple[int, int]]:
    return frozenset((met.mention.start, met.mention.end) for met in reading.met)


@lru_cache(maxsize=1000)
def _asked(elements: tuple[Element, ...]) -> tuple[tuple[frozenset[str], ...], frozenset[str]]:
    """What a place must hold, and every concept that is named."""
    return needs(elements), frozenset(e.concept for e in walk(elements) if isinstance(e, Concept))


def _windows(sentence: Part, first: frozenset[str], named: frozenset[str]) -> Iterator[Part]:
    """For each mention of the first element's concepts, the mentions of those named within its reach."""
    text = sentence.document.source.text
    for anchor in (m for concept in sorted(first) for m in sentence.mentions.get(concept, ())):
        reach = _REACH["zh" if text[anchor.start] > _WIDE else "en"]
        held = {concept: tuple(m for m in found if _apart(text, anchor, m) <= reach)
                for concept, found in sentence.mentions.items() if concept in named}
        yield Part(sentence.document, {concept: found for concept, found in held.items() if found})


def _apart(text: str, one: Mention, other: Mention) -> int:
    """How many characters from the first's nearer end to the other's farther one, however lines are broken."""
    start, end = (one.end, other.end) if other.start >= one.start else (other.start, one.start)
    return len(("" if text[one.start] > _WIDE else " ").join(text[start:end].split()))
