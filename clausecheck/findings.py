"""Findings, points and the report: plain data, the same object that `--format json` prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from clausecheck.parties import PartyName
from clausecheck.text import Bilingual, Clause, Source

Severity = Literal["high", "medium", "low"]
RANK: dict[str, int] = {"low": 1, "medium": 2, "high": 3}

_STOPS = ".．、 "  # what may stand behind a number


@dataclass(frozen=True, slots=True)
class ClauseRef:
    """A clause as a finding names it. `start`, `end` in the contract's text."""

    number: str  # its own, as printed: "（二）"
    heading: str
    start: int
    end: int
    above: str = ""  # the number that it stands under, where its own does not tell: "三"


def reference(clause: Clause, clauses: Sequence[Clause]) -> ClauseRef:
    """A clause of `clauses` as a finding names it: （二） with the 三 that it stands under, 3.2 alone."""
    return ClauseRef(clause.number, clause.heading, clause.start, clause.end, _above(clause, clauses))


def _above(clause: Clause, clauses: Sequence[Clause]) -> str:
    if not clause.number or clause.parent is None or clause.number.rstrip(_STOPS).lower() == ".".join(clause.path):
        return ""
    parent = clauses[clause.parent]
    number = parent.number.rstrip(_STOPS)
    return "" if number and clause.number.startswith(number) else _above(parent, clauses) + number


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that met one element. `source` is a Source.id; `quote == text[start:end]` there."""

    element: str  # the element as the rule writes it: "PAY_BALANCE", "before: [PAY_BALANCE, INSPECT]", …
    quote: str
    source: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cited:
    """An authority as a finding cites it."""

    id: str
    kind: str  # statute, administrative-regulation, …
    role: str  # ground | support | contrary | administrative
    link: str  # stated | mapped
    status: str
    cite: Bilingual
    summary: Bilingual


@dataclass(frozen=True, slots=True)
class CaseCited:
    """A decided case, penalty or report that bears on a finding: support, contrary, fact-pattern or pending."""

    id: str
    role: str
    status: str
    court: Bilingual
    date: str
    line: Bilingual  # one line of its reasoning, in our words
    note: Bilingual  # status and what is not known


@dataclass(frozen=True, slots=True)
class Reasoning:
    """A step of the leading case's reasoning that concerns a doctrine. `authorities` are mapped by us, not by it."""

    case: str
    step: int
    ground: str
    text: Bilingual
    relief: Bilingual
    authorities: tuple[str, ...]
    known: Bilingual  # how the case is known: first instance, press, finality unknown, articles mapped by us


@dataclass(frozen=True, slots=True)
class Suppression:
    """Why a finding is not told: `by` a side file, with its reason and last day, or a baseline that knew it."""

    by: Literal["side-file", "baseline"]
    reason: str
    until: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule met. The first of `clauses` is where the burden on the buyer stands."""

    rule: str
    doctrine: str
    ground: str
    severity: Severity
    effect: str
    confidence: int
    because: tuple[Bilingual, ...]
    point: int
    clauses: tuple[ClauseRef, ...]
    evidence: tuple[Evidence, ...]
    title: Bilingual
    message: Bilingual
    why: Bilingual
    advice: Bilingual
    suggest: Bilingual
    authorities: tuple[Cited, ...]
    cases: tuple[CaseCited, ...] = ()
    reasoning: tuple[Reasoning, ...] = ()
    suppression: Suppression | None = None
    docs: str | None = None  # the address of the rule's page, where a base is configured
    answer: Bilingual = Bilingual("", "")  # what the seller may answer: the exception, and decisions the other way


@dataclass(frozen=True, slots=True)
class Undetermined:
    """Nothing refutes the rule, something is unknown: the question that would settle it."""

    rule: str
    doctrine: str
    ask: Bilingual
    clauses: tuple[ClauseRef, ...]
    evidence: tuple[Evidence, ...]
    contradiction: bool = False  # the contract orders the events both ways: read against its drafter


@dataclass(frozen=True, slots=True)
class Resemblance:
    """A sentence that no rule met and that resembles an example of one: to be read, never a finding.

    `quote == text[start:end]` of the contract; `rule` is the one whose violating `example` it resembles.
    """

    clause: ClauseRef
    quote: str
    start: int
    end: int
    doctrine: str
    rule: str
    title: Bilingual  # of the rule
    example: str


@dataclass(frozen=True, slots=True)
class PackInfo:
    name: str
    version: str
    rules: int


@dataclass(frozen=True, slots=True)
class NotChecked:
    """What was not checked, and why: "promised" · no file given."""

    what: str
    why: Bilingual


SECTORS = ("any", "vehicle", "housing", "prepaid", "online", "education", "medical", "travel", "finance")
"""What is sold, as rules and settings name it."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is sold and who buys, with the words that decided; `given`: said by whoever asked, not read."""

    sectors: tuple[str, ...] = ()  # none: the words do not tell
    given: bool = False
    evidence: tuple[Evidence, ...] = ()
    consumer: bool | None = None  # False: a company, or for resale; None: the words do not tell
    buyer_given: bool = False
    buyer_evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was read: number of clauses, those that no concept touched, the packs, what was not checked."""

    clauses: int
    untouched: tuple[ClauseRef, ...]
    packs: tuple[PackInfo, ...]
    not_checked: tuple[NotChecked, ...]
    subject: Subject = Subject()


@dataclass(frozen=True, slots=True)
class Remedy:
    """One sum or date with its condition and arithmetic. `amount` is None for a date or where a figure is missing."""

    kind: str
    amount: Decimal | None
    currency: str | None
    condition: Bilingual
    basis: tuple[str, ...]  # authority ids
    arithmetic: str
    missing: tuple[Bilingual, ...] = ()
    date: str | None = None


# Remedies whose sum is no claim of the buyer: what is left to pay, a cap, a risk.
NO_CLAIM = frozenset({"balance", "deposit-share", "deposit-cap", "deposit-lost"})


@dataclass(frozen=True, slots=True)
class AuthorityCite:
    """How an authority is cited that a remedy or a step of reasoning names by its id alone."""

    id: str
    cite: Bilingual


@dataclass(frozen=True, slots=True)
class Step:
    """One edge of a source's timeline, with the words that say so. `same`: both at one time, neither is first."""

    before: str
    after: str
    source: str
    quote: str
    start: int
    end: int
    same: bool = False


FactState = Literal["stated", "blank", "not stated", "differs"]


@dataclass(frozen=True, slots=True)
class Fact:
    """What the papers say of one thing: a term, who does what, which language prevails. [start, end) of its words.

    `state`: stated; blank (a place for it was left empty); not stated (no words: start and end are 0); differs (it is
    given twice and not alike).
    """

    kind: str  # price, deposit, balance, …; signs, sells, makes, collects, promises; prevails
    state: FactState
    value: str | None  # "318900", "0.2", "2026-09-30", "zh", a name; both figures where they differ
    unit: str | None  # "CNY", …; "share", "date", "language", "name"; None for a sum in no stated currency
    source: str | None  # Source.id
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that is said of one case."""

    sources: tuple[Source, ...]
    parties: tuple[PartyName, ...]
    coverage: Coverage
    findings: tuple[Finding, ...]
    undetermined: tuple[Undetermined, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    timeline: tuple[Step, ...] = ()
    suppressed: tuple[Finding, ...] = ()
    cites: tuple[AuthorityCite, ...] = ()  # of every authority that remedies and reasoning name, by id
    facts: tuple[Fact, ...] = ()  # in text order, who does what first
    resembling: tuple[Resemblance, ...] = ()  # the most alike first: read them yourself

    def to_dict(self) -> dict[str, Any]:
        """The object that `--format json` prints (docs/python.md; schema/report.schema.json)."""
        from clausecheck.reports.json import to_dict

        return to_dict(self)
