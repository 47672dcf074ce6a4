"""Document and Case: what rules are held against, and how a source becomes one.

    source ─ split ─▶ clauses ─ find ─▶ hits ─ chunk, qualify ─▶ mentions ─ order ─▶ timeline
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from clausecheck import clauses as splitting
from clausecheck import timeline
from clausecheck.chunks import Part, chunk
from clausecheck.clauses.terms import defined_terms
from clausecheck.lexicon import Hit, Lexicon
from clausecheck.mentions import Mention
from clausecheck.parties import PartyName, find_parties, resolver
from clausecheck.qualify import Resolver, qualify
from clausecheck.quantities import read_amounts, read_periods
from clausecheck.statements import not_own
from clausecheck.text import Citation, Clause, DefinedTerm, Sentence, Source
from clausecheck.timeline import Timeline

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Document:
    """One source, read: its clauses, parties, mentions (in text order) and timeline."""

    source: Source
    clauses: tuple[Clause, ...]
    parties: tuple[PartyName, ...]
    terms: tuple[DefinedTerm, ...]
    mentions: tuple[Mention, ...]
    timeline: Timeline

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(s for c in self.clauses for s in c.sentences)


@dataclass(frozen=True, slots=True)
class Happening:
    """One dated event of `happened`: an uppercase event name, its day, and what more was given (amount, by, to, …)."""

    event: str
    on: date | None
    start: int  # where it stands in the source's text
    end: int
    more: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Case:
    """A contract with what was promised, agreed and what happened. A role with no source was not checked."""

    contract: Document
    promised: tuple[Document, ...] = ()
    agreed: tuple[Document, ...] = ()
    happened: tuple[Happening, ...] | None = None  # None: not given
    happened_source: Source | None = None


def read(source: Source, lexicon: Lexicon, doc: Doc | None = None) -> Document:
    """Source → Document. With a spaCy Doc of the same text its clauses go through `doc.spans["clauses"]`."""
    clauses = splitting.split(source.text, source.language, source.body)
    if doc is not None:
        annotate(doc, clauses=clauses)
        clauses = clauses_of(doc)
    terms = defined_terms(source.text, clauses)
    parties = find_parties(source.text, clauses, terms)
    sentences = [s for c in clauses for s in c.sentences]
    foreign = _foreign(source, sentences)
    parts: list[tuple[Part, ...]] = []
    mentions: list[Mention] = []
    resolve = resolver(parties)
    for sentence in sentences:
        chunked, found = _sentence(sentence, lexicon, resolve, len(mentions), sentence.index in foreign)
        parts.append(chunked)
        mentions += found
    order = timeline.build(sentences, parts, mentions, clauses, terms)
    return Document(source, clauses, parties, terms, tuple(mentions), order)
