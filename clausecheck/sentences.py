"""One sentence, read: its parts, what it mentions with all qualifiers, and the lengths of time that it names.

Reading depends on nothing but the sentence's words, its language and whom its words for parties mean. Agreements repeat
each other's wording, so a sentence that was read before is not read again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from clausecheck.chunks import EVENTS, OWN, Part
from clausecheck.chunks.reading import read_parts
from clausecheck.lexicon import PERIOD, Hit, Lexicon
from clausecheck.mentions import Party
from clausecheck.qualify import Occurrence, Qualified, Resolver, qualify
from clausecheck.quantities import Amount, Period, read_amounts, read_periods
from clausecheck.text import Sentence

Also = tuple[tuple[str, int, int], ...]  # names with their places in the view
_KEPT = 4096  # sentences a lexicon remembers: some tens of megabytes
_LONGEST = 2000  # characters of a sentence that is worth remembering


class Reading(NamedTuple):
    """What a sentence says; positions are those of its view, `found` is in text order."""

    parts: tuple[Part, ...]
    found: tuple[Occurrence, ...]
    qualified: tuple[Qualified, ...]  # one for each of `found`
    periods: tuple[Period, ...]
    amounts: tuple[Amount, ...]
    order: tuple[int, ...]  # indices into `found` and `periods`, one after the other, as they stand in the text


SILENCE = Reading((), (), (), (), (), ())  # of a sentence that is not read


class _Kept(NamedTuple):
    """A reading, and whom each word meant when it was made."""

    meant: tuple[tuple[str, Party | None], ...]
    reading: Reading


def read_sentence(sentence: Sentence, lexicon: Lexicon, resolve: Resolver, also: Also = ()) -> Reading:
    """Sentence → Reading. `resolve`: words for a party → the party meant, or None.

    `also`: what else stands in the sentence, in this contract: concepts, and names that it gave to what it tells.
    """
    memory = _memory(lexicon)
    key = (sentence.language, sentence.view, also)
    for kept in memory.get(key, ()):
        if all(resolve(words) == party for words, party in kept.meant):
            memory.move_to_end(key)
            return kept.reading
    meant: dict[str, Party | None] = {}

    def noted(words: str) -> Party | None:
        meant[words] = resolve(words)
        return meant[words]

    reading = _read(sentence, lexicon, noted, also)
    if len(sentence.view) <= _LONGEST:
        memory[key] = (*memory.get(key, ())[-3:], _Kept(tuple(meant.items()), reading))
        while len(memory) > _KEPT:
            memory.popitem(last=False)
    return reading


@lru_cache(maxsize=4)
def _memory(lexicon: Lexicon) -> OrderedDict[tuple[str, str, Also], tuple[_Kept, ...]]:
    """What was read with these words, by language, wording and what else stands there; the least used goes first."""
    return OrderedDict()


def _read(sentence: Sentence, lexicon: Lexicon, resolve: Resolver, also: Also) -> Reading:
    amounts = read_amounts(sentence.view, sentence.language)
    given = [Hit(name, start, end, (start, end)) for name, start, end in also if name in lexicon.concepts]
    hits = lexicon.find(sentence, [(a.start, a.end) for a in amounts], given)
    own = [(OWN + h.concept, *h.anchor) for h in hits if h.concept in lexicon.ordered]
    events, parts = read_parts(sentence, [(h.concept, *h.anchor) for h in hits],
                               [*(a for a in also if a[0] not in lexicon.concepts), *own])
    found = sorted(_occurrences(lexicon, hits, events), key=lambda o: (o.start, o.end, o.concept))
    # lengths of time are mentions where the lexicon asks for them
    periods = read_periods(sentence.view, sentence.language) if PERIOD in lexicon.concepts else ()
    spans = [*((o.start, o.end) for o in found), *((p.start, p.end) for p in periods)]
    return Reading(parts, tuple(found), tuple(qualify(sentence, parts, found, resolve)), periods, amounts,
                   tuple(sorted(range(len(spans)), key=spans.__getitem__)))


def _occurrences(lexicon: Lexicon, hits: Sequence[Hit], events: Sequence[tuple[str, int, int]]) -> Iterator[Occurrence]:
    """Words that are no ordered event as the lexicon found them; ordered events as the chunker resolved them."""
    for hit in hits:
        concept = lexicon.concepts[hit.concept]
        if hit.concept not in EVENTS and concept.kind != "mask":
            yield Occurrence(hit.concept, hit.start, hit.end, concept.kind, concept.actor, hit.anchor)
    for name, start, end in events:
        if name in EVENTS and name in lexicon.concepts:
            concept = lexicon.concepts[name]
            yield Occurrence(name, start, end, concept.kind, concept.actor)
    for hit in hits:  # a notice that goes by its own name is still a notice
        if hit.concept == "NOTIFY" and any(n not in EVENTS and s < hit.end and hit.start < e for n, s, e in events):
            concept = lexicon.concepts["NOTIFY"]
            yield Occurrence("NOTIFY", hit.start, hit.end, concept.kind, concept.actor)
