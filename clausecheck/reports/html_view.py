"""What the page shows, worked out before the template runs: numbered entries, quotes, papers with their marks.

Findings are numbered in the order of the page: by ground, the ground with the gravest finding first. Each place in a
source that anything links to has the id `w-<source>-<offset>`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clausecheck.findings import RANK, Cited, ClauseRef, Evidence, Finding, Report
from clausecheck.reports import events, said
from clausecheck.reports.comparison import Change, suggested
from clausecheck.reports.marks import Mark, Piece, excerpt, pieces
from clausecheck.reports.points import Point, contract_of, evidence_in, points, remedies_of
from clausecheck.reports.wording import KIND
from clausecheck.text import Bilingual, Source

_KINDS = tuple(KIND)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of one source under a heading, with the id of their place in the papers.

    `told`: what is shown instead of them, in either language: events.
    """

    heading: Bilingual
    link: str
    language: str
    pieces: list[Piece]
    told: Bilingual = Bilingual("", "")


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding as the page shows it: its number there, its point's position, its quotes, its evidence with links, the
    clause turned into the suggested wording, the money that its point is about."""

    number: int
    finding: Finding
    point: int
    quotes: list[Quote]
    evidence: list[tuple[Evidence, str, Source]]
    changes: list[Change]
    cost: Bilingual


@dataclass(frozen=True, slots=True)
class Paper:
    """A source in full: pieces in order, the severity that each marked piece shows, the offsets that need an id."""

    index: int
    source: Source
    pieces: list[Piece]
    severities: dict[int, str]  # by Piece.start
    anchors: frozenset[int]


@dataclass(frozen=True, slots=True)
class LawRow:
    """An authority in the list of all that are cited: its number there, and the entries that cite it."""

    number: int
    cited: Cited
    findings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PointRow:
    """A point in the list at the top: its position, the entry that speaks, the others."""

    position: int
    lead: Entry
    also: list[Entry]


def entries(report: Report) -> list[Entry]:
    """Every finding, in the order of the page."""
    grouped = {id(f): (n, point) for n, point in enumerate(points(report), 1) for f in point.findings}
    gravest = _gravest(report.findings)
    order = sorted(
        report.findings,
        key=lambda f: (-gravest[f.ground], _first(f.ground, report), -RANK[f.severity], grouped[id(f)][0]),
    )
    return [_entry(report, n, f, *grouped[id(f)]) for n, f in enumerate(order, 1)]


def grounds(found: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Entries by ground, in the order of the page."""
    grouped: dict[str, list[Entry]] = {}
    for entry in found:
        grouped.setdefault(entry.finding.ground, []).append(entry)
    return grouped


def point_rows(report: Report, found: Iterable[Entry]) -> list[PointRow]:
    """The points, the gravest first."""
    by_finding = {id(entry.finding): entry for entry in found}
    return [_row(n, point, by_finding) for n, point in enumerate(points(report), 1)]


def papers(report: Report, found: Sequence[Entry]) -> list[Paper]:
    """Every source in full, marked."""
    return [_paper(index, source, report, found) for index, source in enumerate(report.sources)]


def law(found: Sequence[Entry]) -> dict[str, LawRow]:
    """Every authority that is cited, by id: statutes first, then as the findings name them."""
    cited: dict[str, Cited] = {}
    citing: dict[str, list[int]] = {}
    for entry in found:
        for item in entry.finding.authorities:
            cited.setdefault(item.id, item)
            citing.setdefault(item.id, []).append(entry.number)
    ranked = sorted(cited.values(), key=lambda item: (_KINDS.index(item.kind) if item.kind in _KINDS else len(_KINDS)))
    return {item.id: LawRow(n, item, tuple(dict.fromkeys(citing[item.id]))) for n, item in enumerate(ranked, 1)}


def link(report: Report, source: str, offset: int) -> str:
    """The id of a place in a source (by Source.id)."""
    return f"w-{next((n for n, item in enumerate(report.sources) if item.id == source), 0)}-{offset}"


def _entry(report: Report, number: int, finding: Finding, position: int, point: Point) -> Entry:
    cost = said.cost(point, remedies_of(point, report), report) if finding is point.lead else Bilingual("", "")
    evidence = list(_evidence(report, finding.evidence))
    return Entry(number, finding, position, _quotes(report, finding), evidence, suggested(report, finding), cost)


def _gravest(findings: Iterable[Finding]) -> dict[str, int]:
    found: dict[str, int] = {}
    for finding in findings:
        found[finding.ground] = max(found.get(finding.ground, 0), RANK[finding.severity])
    return found


def _first(ground: str, report: Report) -> int:
    return next(n for n, finding in enumerate(report.findings) if finding.ground == ground)


def _row(position: int, point: Point, by_finding: dict[int, Entry]) -> PointRow:
    return PointRow(position, by_finding[id(point.lead)], [by_finding[id(finding)] for finding in point.also])


def _quotes(report: Report, finding: Finding) -> list[Quote]:
    contract, found = contract_of(report), []
    marks = _marks(evidence_in(finding.evidence, contract))
    for clause in finding.clauses:
        start = said.body(contract.text, clause)
        start = clause.start if any(clause.start <= mark.start < start for mark in marks) else start
        shown = excerpt(contract.text, start, clause.end, marks)
        place = link(report, contract.id, clause.start)
        head = said.paged(said.clause(clause), contract, clause.start)
        found.append(Quote(head, place, contract.language, shown))
    for source in report.sources:
        own = _marks(evidence_in(finding.evidence, source))
        if own and source.id != contract.id:
            start, end = said.around(source.text, min(m.start for m in own), max(m.end for m in own))
            head = said.paged(said.source_head(source), source, own[0].start)
            place = link(report, source.id, own[0].start)
            shown = excerpt(source.text, start, end, own)
            found.append(Quote(head, place, source.language, shown, _told(finding, source)))
    return found


def _told(finding: Finding, source: Source) -> Bilingual:
    return events.told(evidence_in(finding.evidence, source)) if source.role == "happened" else Bilingual("", "")


def _marks(evidence: Iterable[Evidence], number: int = 0) -> list[Mark]:
    return [Mark(item.start, item.end, number) for item in evidence]


def _evidence(report: Report, evidence: Iterable[Evidence]) -> Iterable[tuple[Evidence, str, Source]]:
    sources = {source.id: source for source in report.sources}
    for item in evidence:
        if item.source in sources:
            yield item, link(report, item.source, item.start), sources[item.source]


def _paper(index: int, source: Source, report: Report, found: Sequence[Entry]) -> Paper:
    marks = [m for e in found for m in _marks(evidence_in(e.finding.evidence, source), e.number)]
    anchors = _anchors(source, report)
    cut = pieces(source.text, 0, len(source.text), marks, anchors)
    level = {entry.number: entry.finding.severity for entry in found}
    severities = {p.start: max((level[n] for n in p.findings), key=lambda s: RANK[s]) for p in cut if p.findings}
    return Paper(index, source, cut, dict(severities), frozenset(anchors))


def _anchors(source: Source, report: Report) -> set[int]:
    """Offsets in `source` that something on the page links to."""
    evidence = [e for f in report.findings for e in f.evidence] + [e for u in report.undetermined for e in u.evidence]
    found = {item.start for item in evidence if item.source == source.id}
    found.update(step.start for step in report.timeline if step.source == source.id)
    if source.id == contract_of(report).id:
        found.update(clause.start for clause in _clauses(report))
        found.update(party.start for party in report.parties)
    return found


def _clauses(report: Report) -> Iterable[ClauseRef]:
    for finding in (*report.findings, *report.suppressed):
        yield from finding.clauses
    for question in report.undetermined:
        yield from question.clauses
    yield from (item.clause for item in report.resembling)
    yield from report.coverage.untouched
