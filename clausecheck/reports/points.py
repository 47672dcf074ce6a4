"""What a reader takes as one: findings grouped into points, the points counted, the money weighed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from clausecheck.findings import NO_CLAIM, RANK, Evidence, Finding, Remedy, Report, Severity
from clausecheck.text import Source


@dataclass(frozen=True, slots=True)
class Point:
    """Findings that share a burden. `lead` has the highest severity and speaks; `also` stand under it."""

    number: int
    lead: Finding
    also: tuple[Finding, ...]

    @property
    def severity(self) -> Severity:
        return self.lead.severity

    @property
    def findings(self) -> tuple[Finding, ...]:
        return (self.lead, *self.also)


def points(report: Report) -> tuple[Point, ...]:
    """The report's points, the gravest first, then in the order of their numbers."""
    grouped: dict[int, list[Finding]] = {}
    for finding in report.findings:
        grouped.setdefault(finding.point, []).append(finding)
    found = (_point(number, findings) for number, findings in grouped.items())
    return tuple(sorted(found, key=lambda point: (-RANK[point.severity], point.number)))


def by_severity(severities: Iterable[Severity]) -> dict[Severity, int]:
    """How many of each, the gravest first, zeros included."""
    counted = Counter(severities)
    return {"high": counted["high"], "medium": counted["medium"], "low": counted["low"]}


def at_stake(remedies: Iterable[Remedy]) -> dict[str, Decimal]:
    """The largest sum to be claimed in each currency ("" where none is said): remedies are alternatives."""
    largest: dict[str, Decimal] = {}
    for remedy in remedies:
        if remedy.amount is not None and remedy.kind not in NO_CLAIM:
            currency = remedy.currency or ""
            largest[currency] = max(largest.get(currency, remedy.amount), remedy.amount)
    return largest


def remedies_of(point: Point, report: Report) -> tuple[int, ...]:
    """Numbers (from 1) of the remedies that rest on an authority which this point cites."""
    cited = {authority.id for finding in point.findings for authority in finding.authorities}
    return tuple(n for n, remedy in enumerate(report.remedies, 1) if cited.intersection(remedy.basis))


def contract_of(report: Report) -> Source:
    """The contract among the sources; the first source where none has that role. Raises IndexError without sources."""
    return next((source for source in report.sources if source.role == "contract"), report.sources[0])


def evidence_in(evidence: Iterable[Evidence], source: Source) -> tuple[Evidence, ...]:
    return tuple(item for item in evidence if item.source == source.id)


def _point(number: int, findings: list[Finding]) -> Point:
    lead = max(findings, key=lambda finding: RANK[finding.severity])
    return Point(number, lead, tuple(finding for finding in findings if finding is not lead))
