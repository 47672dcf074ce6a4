"""Elements tried on a contract before there is a rule: where they are met, and what no concept touches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from clausecheck.conditions.concept import Concept, Element, solve
from clausecheck.conditions.nearness import Near
from clausecheck.conditions.places import STEPS, OutOfSteps, Reading, Use, evidence_of, whole
from clausecheck.conditions.walking import needs, walk, with_burden
from clausecheck.engine.claims import Court, Unit
from clausecheck.engine.structure import Structure
from clausecheck.explanations import Hit, Miss
from clausecheck.findings import ClauseRef
from clausecheck.lexicon import PERIOD, Lexicon
from clausecheck.parties.words import LABELS, is_party_word, usual_roles
from clausecheck.places import rules_root
from clausecheck.rules import Pack, Scope, Within
from clausecheck.strictyaml import read
from clausecheck.text import Clause, Sentence

if TYPE_CHECKING:
    from clausecheck.document import Case, Document


def hits(when: tuple[Element, ...], case: Case, scope: Scope = "clause",
         within: Within | None = None) -> tuple[Hit, ...]:
    """Every clause in which all elements are met or may be met, in text order, with all the words that meet them."""
    elements = with_burden(when)
    court = Court(whole(case), Structure(case.contract))
    found: dict[int, list[Reading]] = {}
    for unit in court.units_of(scope, within):
        if all(any(c in unit.place.parts[0].mentions for c in concepts) for concepts in needs(elements)):
            for reading in _readings(elements, unit, court):
                clauses = court.structure.clauses_of(reading, unit.clauses) or (0,)
                found.setdefault(clauses[0], []).append(reading)
    return tuple(_hit(case.contract.clauses[clause], readings) for clause, readings in sorted(found.items()))


def _readings(elements: Sequence[Element], unit: Unit, court: Court) -> Iterator[Reading]:
    court.whole.steps = STEPS
    try:
        yield from solve(elements, unit.place, {})
    except OutOfSteps:
        return


def _hit(clause: Clause, readings: Sequence[Reading]) -> Hit:
    """The readings of one clause as one hit; where one is certain, those that are not are left out."""
    certain = [r for r in readings if r.value]
    uses = (use for r in certain or readings for use in r.uses)
    ordered = sorted(evidence_of(uses), key=lambda e: (e.source != "contract", e.source, e.start, e.end, e.element))
    return Hit(True if certain else None, _ref(clause), tuple(ordered))


def misses(document: Document, lexicon: Lexicon, packs: Iterable[Pack]) -> tuple[Miss, ...]:
    """The sentences of which no concept says what is done, though they name a sanction, a right or a party.

    A thing, a party or a length of time that is merely named (goods, the price) says nothing of what is done, nor does
    a bare "must" or "may", nor one word of a class.
    """
    classes = _word_classes(packs)
    text = document.source.text
    bare = [pattern for language in ("zh", "en") for _, pattern in _words(language)]
    told = {m.sentence for m in document.mentions
            if m.concept != PERIOD and m.concept not in classes
            and lexicon.concepts[m.concept].kind not in ("thing", "party")
            and not is_party_word(text[m.start : m.end])
            and not any(pattern.fullmatch(text[m.start : m.end].lower()) for pattern in bare)}
    asked = [s for c in document.clauses if c.kind == "clause" for s in c.sentences if s.language in ("zh", "en")]
    found = [_miss(s, document) for s in asked if s.index not in told]
    return tuple(m for m in found if m is not None)


def _word_classes(packs: Iterable[Pack]) -> frozenset[str]:
    """The concepts that rules name only beside one another (`near:`)."""
    beside, alone = set[str](), set[str]()
    for elements in (part for pack in packs for rule in pack.rules for part in (rule.when, rule.unless)):
        near = {id(e) for n in walk(elements) if isinstance(n, Near) for e in walk(n.inner)}
        for element in walk(elements):
            if isinstance(element, Concept):
                (beside if id(element) in near else alone).add(element.concept)
    return frozenset(beside - alone)


def _miss(sentence: Sentence, document: Document) -> Miss | None:
    words = []
    for kind, pattern in _words(sentence.language):
        for match in pattern.finditer(sentence.view):
            span = sentence.span(*match.span())
            words.append((kind, Use(kind, document.source, span.start, span.end).evidence()))
    if not words:
        return None
    words.sort(key=lambda pair: (pair[1].start, pair[0]))
    return Miss(_ref(document.clauses[sentence.clause]), sentence.start, sentence.end, tuple(words))


@lru_cache(maxsize=2)
def _words(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = read(rules_root() / "lexicon" / "cues.misses.yaml")
    classes: dict[str, Iterable[str]] = {kind: map(str, table[kind][language]) for kind in ("sanction", "right")}
    parties = [w for w in (*usual_roles(), *LABELS) if len(w) > 1]
    classes["party"] = (w for w in parties if w.isascii() == (language == "en"))
    return tuple((kind, _pattern(words, language)) for kind, words in classes.items())


def _pattern(words: Iterable[str], language: str) -> re.Pattern[str]:
    longest = sorted(set(words), key=lambda w: (-len(w), w))
    if language != "en":
        return re.compile("|".join(map(re.escape, longest)))
    return re.compile(rf"\b(?:{'|'.join(re.escape(w).replace(re.escape('*'), '[a-z-]*') for w in longest)})\b")


def _ref(clause: Clause) -> ClauseRef:
    return ClauseRef(clause.number, clause.heading, clause.start, clause.end)
