"""Why a rule did or did not match, as plain data: what the engine explains and the reports print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from clausecheck.findings import ClauseRef, Evidence
from clausecheck.text import Bilingual

ABSENT = Bilingual("没有提到", "it is not mentioned")
Verdict = Literal["found", "undetermined", "not found"]


@dataclass(frozen=True, slots=True)
class Cue:
    """What decided a qualifier of a mention: `words` of the text, where any did, and how they did."""

    concept: str
    qualifier: str  # negated | late | by
    value: str  # true | false | unknown, or the party
    how: Bilingual
    words: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Nearest:
    """A mention that came nearest to meeting an element, and what it fails."""

    evidence: Evidence
    fails: tuple[Bilingual, ...]


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step of the timeline: `before` comes before `after`, or with it (`same`). No words: true of the world."""

    before: str
    after: str
    same: bool
    words: Evidence | None


@dataclass(frozen=True, slots=True)
class Explained:
    """An element or defence: its value, what met it or came nearest, and why; the elements inside."""

    element: str
    value: bool | None
    evidence: tuple[Evidence, ...] = ()  # of the elements inside too
    nearest: Nearest | None = None
    note: Bilingual | None = None
    cues: tuple[Cue, ...] = ()
    path: tuple[PathStep, ...] = ()
    inner: tuple[Explained, ...] = ()

    @property
    def absent(self) -> bool:
        """Not met, and nothing is there that might have met it."""
        return self.value is False and self.note == ABSENT and not self.inner


@dataclass(frozen=True, slots=True)
class ExplainedLevel:
    """A level and its elements; `speaks` is the one that graded the finding."""

    severity: str
    effect: str
    when: tuple[Explained, ...]
    speaks: bool = False


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What one change would make of it: a severity, "undetermined" or "not found"."""

    change: Bilingual
    outcome: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A rule held against a case. `clauses`: numbers of the clauses of the place that came nearest."""

    rule: str
    title: Bilingual
    verdict: Verdict
    severity: str | None
    clauses: tuple[str, ...]
    when: tuple[Explained, ...]
    unless: tuple[Explained, ...]
    levels: tuple[ExplainedLevel, ...]
    what_if: tuple[WhatIf, ...] = ()
    note: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where elements are met (True) or may be met (None): the clause, and the words that met them."""

    value: bool | None
    clause: ClauseRef
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Miss:
    """A sentence that no concept touched though it has a word that counts, by kind: sanction, right or party."""

    clause: ClauseRef
    start: int
    end: int
    words: tuple[tuple[str, Evidence], ...]
