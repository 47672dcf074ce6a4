"""One pass over a sentence that finds every occurrence of every concept."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from typing import NamedTuple

from clausecheck.lexicon.concepts import AMOUNT, LANGUAGES, Concept, Hit
from clausecheck.lexicon.forms import (
    Special,
    at_words,
    fold_forms,
    special,
    splits_denial,
    splits_party,
    spread,
    word_end,
)
from clausecheck.matching import Automaton, build
from clausecheck.patterns import later
from clausecheck.strictyaml import hint
from clausecheck.text import Sentence

_BREATH = later(r"[,，;；:：。！？!?()（）]|\.(?=\s|$)")


class _Ready(NamedTuple):
    """The forms of a language by number: their concepts, those that are more than a literal, and what finds them."""

    concepts: list[str]
    special: dict[int, Special]
    automaton: Automaton


class Lexicon:
    """All concepts of the loaded packs, with one automaton a language. Immutable once made."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.concepts: dict[str, Concept] = {c.id: c for c in concepts}
        self.ordered: frozenset[str] = frozenset()
        self._ready: dict[str, _Ready] = {}
        self._joined = _by_part(self.concepts.values())

    def find(self, sentence: Sentence, amounts: Sequence[tuple[int, int]] = (), given: Sequence[Hit] = ()) -> list[Hit]:
        """Every mention of every concept in the sentence, in text order.

        `amounts`: view spans of sums of money; `given`: what else is known to stand there.
        """
        if sentence.language not in LANGUAGES:
            return []
        plain = self._prune([*self._matches(sentence), *given])
        joined = self._join(sentence, plain, amounts)
        return sorted({*plain, *joined}, key=lambda h: (h.start, h.end, h.concept, h.anchor))

    def ordering(self, concepts: frozenset[str]) -> Lexicon:
        """The same words, with these concepts ordered in time beside the events that always are (`chunks.EVENTS`)."""
        if concepts == self.ordered:
            return self
        other = copy(self)
        other.ordered = concepts
        return other

    def suggest(self, name: str) -> str:
        """" — did you mean X?" for an unknown concept, or nothing."""
        return hint(name, self.concepts)

    def _matches(self, sentence: Sentence) -> list[Hit]:
        view, language = sentence.view, sentence.language
        chinese = language == "zh"
        words = self._words(language)
        hits: list[Hit] = []
        seen: set[int] = set()
        for number, start, end in words.automaton.find(view):
            more = words.special.get(number)
            if more is None or more.gapped is None:
                stem = more is not None and more.stem
                if not splits_party(view, start) if chinese else at_words(view, start, end, stem):
                    stop = word_end(view, end) if stem else end
                    hits.append(Hit(words.concepts[number], start, stop, (start, stop)))
            elif number not in seen:
                seen.add(number)
                concept = words.concepts[number]
                event = self.concepts[concept].kind == "event"  # denied by its part of the sentence
                hits += [Hit(concept, *span, span) for span in spread(more.gapped, view, language, denied=event)]
        if not chinese:
            return hits
        return [h for h in hits
                if not (splits_denial(view, h.start) and self.concepts[h.concept].kind == "circumstance")]

    def _words(self, language: str) -> _Ready:
        """The forms of a language and their automaton, made at first use: a run seldom needs both languages."""
        if language not in self._ready:
            concepts: list[str] = []
            forms: list[str] = []
            for concept in self.concepts.values():
                mine = concept.forms.get(language, ())
                forms += mine
                concepts += [concept.id] * len(mine)
            literals = fold_forms(forms)
            more: dict[int, Special] = {}
            for n in [n for n, view in enumerate(literals) if "*" in view or "…" in view or not view]:
                more[n] = special(concepts[n], literals[n], language)
                literals[n] = more[n].literal
            self._ready[language] = _Ready(concepts, more, build(literals))
        return self._ready[language]

    def _prune(self, hits: list[Hit]) -> list[Hit]:
        """Drop what a longer form of the same concept, another event's longer form, or a mask contains."""
        kinds = [self.concepts[h.concept].kind for h in hits]
        order = sorted(range(len(hits)), key=lambda n: (hits[n].start, -hits[n].end, kinds[n] != "mask"))
        masked = 0  # where the masks so far end
        longest: dict[str, Hit] = {}  # of each concept so far, the one that reaches furthest
        events: list[Hit] = []  # those so far that may still hold another one
        dropped: set[int] = set()
        for n in order:
            hit, kind = hits[n], kinds[n]
            if kind == "mask":
                masked = max(masked, hit.end)
                continue
            if kind == "event":
                events = [e for e in events if e.end > hit.start]
            if hit.end <= masked or _within(hit, longest.get(hit.concept)) or (
                    kind == "event" and any(_within(hit, e) and not self._makes(hit, e) for e in events)):
                dropped.add(n)
            if hit.concept not in longest or longest[hit.concept].end < hit.end:
                longest[hit.concept] = hit
            if kind == "event":
                events.append(hit)
        return [h for n, h in enumerate(hits) if n not in dropped and kinds[n] != "mask"]

    def _makes(self, part: Hit, whole: Hit) -> bool:
        """Is the one among the concepts that make the other?"""
        return part.concept == whole.concept or any(part.concept in way for way in self.concepts[whole.concept].joins)

    def _join(self, sentence: Sentence, hits: list[Hit], amounts: Sequence[tuple[int, int]]) -> list[Hit]:
        """Concepts made of others in one breath, anchored on their event."""
        things = [*hits, *(Hit(AMOUNT, s, e, (s, e)) for s, e in amounts)]
        joined: list[Hit] = []
        for _ in range(2):  # a joined concept may be part of another; two storeys are enough and bounded
            known = set(joined)
            fresh = [h for h in self._joins_of(sentence, [*things, *joined]) if h not in known]
            if not fresh:
                break
            joined += fresh
        return joined

    def _joins_of(self, sentence: Sentence, hits: list[Hit]) -> list[Hit]:
        if not hits:
            return []
        breaks = [m.start() for m in _BREATH.finditer(sentence.view)]
        breaths: dict[int, list[Hit]] = defaultdict(list)
        for hit in hits:
            breaths[bisect_right(breaks, hit.anchor[0])].append(hit)
        return [h for near in breaths.values() for h in self._joins_within(sentence, near)]

    def _joins_within(self, sentence: Sentence, hits: list[Hit]) -> list[Hit]:
        here: dict[str, list[Hit]] = {}
        for hit in hits:
            here.setdefault(hit.concept, []).append(hit)
        found: list[Hit] = []
        for concept, way in sorted({w for part in here for w in self._joined.get(part, ())}):
            if all(part in here for part in way):
                one = self.concepts[concept]
                found += _chain(one, way, here, sentence) if one.in_order else _pair(concept, way, here, self.concepts)
        return found


def _within(hit: Hit, other: Hit | None) -> bool:
    """Does the other, which begins no later, hold this one and more?"""
    return other is not None and hit.end <= other.end and (hit.start, hit.end) != (other.start, other.end)


def _by_part(concepts: Iterable[Concept]) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    parts: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for concept in concepts:
        for way in concept.joins:
            for part in way:
                parts[part].append((concept.id, way))
    return parts


def _pair(concept: str, way: tuple[str, ...], hits: Mapping[str, list[Hit]],
          concepts: Mapping[str, Concept]) -> list[Hit]:
    """One hit for each occurrence of the event of `way`, with the nearest occurrence of each other part."""
    lead = next((p for p in way if p in concepts and concepts[p].kind == "event"), way[0])
    found = []
    for verb in hits[lead]:
        others = [_nearest(verb, hits[p]) for p in way if p != lead]
        near = [o for o in others if o is not None]
        if len(near) == len(way) - 1:
            start = min([verb.start, *(o.start for o in near)])
            end = max([verb.end, *(o.end for o in near)])
            found.append(Hit(concept, start, end, verb.anchor))
    return found


# what may stand between concepts joined in order: "may not unreasonably change", never "shall not be liable for claims"
_BETWEEN = {"zh": later(r"[^，。；,;]{0,8}"), "en": later(r"(?:\W+(?!(?:be|have)\b)[\w'-]+){0,4}\W+")}


def _chain(concept: Concept, way: tuple[str, ...], hits: Mapping[str, list[Hit]], sentence: Sentence) -> list[Hit]:
    """One hit for each occurrence of the first of `way` behind which the others stand in turn."""
    gap = _BETWEEN[sentence.language]
    found = []
    for first in hits[way[0]]:
        end = first.end
        for part in way[1:]:
            behind = [h for h in hits[part] if h.start >= end and gap.fullmatch(sentence.view, end, h.start)]
            if not behind:
                break
            end = min(behind, key=lambda h: h.start).end
        else:
            found.append(Hit(concept.id, first.start, end, first.anchor))
    return found


def _nearest(verb: Hit, things: list[Hit]) -> Hit | None:
    apart = [t for t in things if t.end <= verb.start or t.start >= verb.end]
    return min(apart, key=lambda t: max(verb.start - t.end, t.start - verb.end), default=None)
