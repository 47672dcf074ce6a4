"""Document and Case: what rules are held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from clausecheck.mentions import Mention
from clausecheck.parties import PartyName
from clausecheck.text import Clause, DefinedTerm, Sentence, Source
from clausecheck.timeline import Timeline


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
