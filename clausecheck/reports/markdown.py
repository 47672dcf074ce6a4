"""The report as Markdown, for a pull request, a wiki or a mail: plain CommonMark, with `<b>` around the evidence.

Every text is escaped: nothing in a contract can become markup, a link, an image or HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from clausecheck.findings import Finding, Report
from clausecheck.patterns import later
from clausecheck.reports import citing, events, facts, said, wording
from clausecheck.reports.course import courses, names
from clausecheck.reports.harmless import visible
from clausecheck.reports.marks import Mark, Piece, excerpt
from clausecheck.reports.phrases import LABEL
from clausecheck.reports.points import Point, contract_of, evidence_in, points, remedies_of
from clausecheck.reports.wording import word
from clausecheck.text import Bilingual

_SPECIAL = later(r"[\\`*_{}\[\]<>#|~$&!@]|://|(?<=www)\.|^\s*(?:[-+=]|\d+[.)])", re.MULTILINE | re.IGNORECASE)


def render(report: Report, language: str = "zh") -> str:
    """The report in `language`; ends in a line feed."""
    return "\n".join(_clean(_lines(report, language))) + "\n"


def escaped(text: str) -> str:
    """`text` made visible and with every mark-up character set apart; line feeds become spaces."""
    return _SPECIAL.sub(_set_apart, " ".join(visible(text).split()))


def _set_apart(match: re.Match[str]) -> str:
    found = match[0]
    if found == "://":
        return "\\://"
    return f"{found[:-1]}\\{found[-1]}" if found[-1] != "<" else "&lt;"


def _lines(report: Report, language: str) -> Iterator[str]:
    yield f"# {LABEL['report'].in_(language)}: {escaped(contract_of(report).name)}"
    yield ""
    yield f"**{said.answer(report).in_(language)}**"
    for line in (said.stake(report), said.open_questions(report), said.left_out(report)):
        yield from ["", escaped(line.in_(language))] if line else []
    for position, point in enumerate(points(report), 1):
        yield from _point(report, point, position, language)
    yield from _questions(report, language)
    yield from _resembling(report, language)
    yield from _remedies(report, language)
    yield from _timeline(report, language)
    yield from _facts(report, language)
    yield from _coverage(report, language)
    yield from ["", "---", ""]
    yield from [wording.MAPPED_NOTE.in_(language), ""] if citing.mapped(report) else []
    yield wording.NOT_ADVICE.in_(language)


def _point(report: Report, point: Point, position: int, language: str) -> Iterator[str]:
    lead = point.lead
    level = word(wording.SEVERITY, lead.severity).in_(language)
    yield from ["", f"## {position}. \\[{level}\\] {escaped(lead.title.in_(language))}", ""]
    yield escaped(lead.message.in_(language))
    yield from _quotes(report, lead, language)
    yield ""
    yield from _item("why", [lead.why], language)
    yield from _item("because", list(lead.because), language)
    yield from _item("court", citing.court_lines(lead), language)
    yield from _item("ground", [said.effect(lead)], language)
    yield from _item("authorities", citing.authorities(lead), language)
    yield from _item("confidence", [said.basis(lead)], language)
    yield from _item("cost", [said.cost(point, remedies_of(point, report), report)], language)
    yield from _item("suggest_long", [lead.suggest], language)
    yield from _item("advice_long", [lead.advice], language)
    yield from _item("answer_long", [lead.answer], language)
    if lead.docs:
        yield f"- {LABEL['rule'].in_(language)}: <{visible(lead.docs)}>"
    yield from _item("also", [said.also(finding) for finding in point.also], language)


def _quotes(report: Report, finding: Finding, language: str) -> Iterator[str]:
    contract = contract_of(report)
    for source in report.sources:
        rests = evidence_in(finding.evidence, source)
        marks = [Mark(item.start, item.end, 1) for item in rests]
        if source.role == "happened" and rests:
            yield from _quote(said.source_head(source).in_(language), [Piece(0, events.told(rests).in_(language))])
        elif source.id == contract.id:
            for clause in finding.clauses:
                head = said.paged(said.clause(clause), source, clause.start)
                shown = excerpt(source.text, clause.start, clause.end, marks)
                yield from _quote(head.in_(language), shown)
        elif marks:
            start, end = said.around(source.text, min(m.start for m in marks), max(m.end for m in marks))
            head = said.paged(said.source_head(source), source, marks[0].start)
            yield from _quote(head.in_(language), excerpt(source.text, start, end, marks))


def _quote(heading: str, shown: Iterable[Piece]) -> Iterator[str]:
    yield from ["", f"**{escaped(heading)}**", ">", "> " + "".join(map(_piece, shown)).strip()]


def _piece(piece: Piece) -> str:
    left, right = piece.text[:1].isspace(), piece.text[-1:].isspace()
    inner = f"{' ' if left else ''}{escaped(piece.text)}{' ' if right else ''}"
    return f"<b>{inner}</b>" if piece.marked else inner


def _item(label: str, texts: list[Bilingual], language: str) -> Iterator[str]:
    for text in texts:
        if said.filled(text):
            yield f"- {LABEL[label].in_(language)}: {escaped(text.in_(language))}"


def _questions(report: Report, language: str) -> Iterator[str]:
    yield from _section("questions", language) if report.undetermined else []
    for item in report.undetermined:
        where = ", ".join(escaped(said.place(clause).in_(language)) for clause in item.clauses)
        yield f"- {escaped(item.ask.in_(language))} ({where + '; ' if where else ''}{escaped(item.rule)})"
        yield from [f"  {LABEL['contradiction'].in_(language)}"] if item.contradiction else []


def _resembling(report: Report, language: str) -> Iterator[str]:
    yield from _section("resembling", language) if report.resembling else []
    yield from [LABEL["resembling_note"].in_(language), ""] if report.resembling else []
    for item in report.resembling:
        yield f"- {escaped(said.place(item.clause).in_(language))}: “{escaped(item.quote)}”"
        yield f"  {escaped(said.resembles(item).in_(language))}"


def _remedies(report: Report, language: str) -> Iterator[str]:
    yield from _section("remedies", language) if report.remedies else []
    for number, remedy in enumerate(report.remedies, 1):
        yield f"{number}. **{escaped(said.remedy_head(remedy).in_(language))}**"
        yield from _item("condition", [remedy.condition], language)
        yield from _item("arithmetic", [Bilingual(remedy.arithmetic, remedy.arithmetic)], language)
        yield from _item("missing", list(remedy.missing), language)
        yield from _item("basis", [citing.cite_of(authority, report) for authority in remedy.basis], language)


def _facts(report: Report, language: str) -> Iterator[str]:
    yield from _section("own_words", language) if report.facts else []
    yield from (f"- {escaped(line.in_(language))}" for _, line in facts.lines(report))


def _timeline(report: Report, language: str) -> Iterator[str]:
    found = courses(report)
    yield from _section("timeline", language) if found else []
    for course in found:
        first = [LABEL[f"{course.first}_first"].in_(language)] if course.first else []
        yield f"**{escaped(' · '.join([*first, said.source_head(course.source).in_(language)]))}**"
        yield ""
        for arrow in course.arrows:
            order = f"{names(course.rows[arrow.start]).in_(language)} → {names(course.rows[arrow.end]).in_(language)}"
            yield f"1. {escaped(order)}: {escaped(arrow.steps[0].quote)}"
        yield ""


def _coverage(report: Report, language: str) -> Iterator[str]:
    coverage = report.coverage
    yield from _section("coverage", language)
    yield f"- {LABEL['read'].in_(language)}: {wording.count(coverage.clauses, '条', 'clause', 'clauses').in_(language)}"
    for pack in coverage.packs:
        yield f"- {LABEL['rules'].in_(language)}: {escaped(f'{pack.name} {pack.version}')} ({pack.rules})"
    yield from _item("notes", [note for source in report.sources for note in source.notes], language)
    yield from _item("not_checked_long", [said.not_checked(item) for item in coverage.not_checked], language)
    untouched = ", ".join(escaped(said.place(clause).in_(language)) for clause in coverage.untouched)
    if untouched:
        yield f"- {LABEL['untouched'].in_(language)}: {untouched}"


def _section(label: str, language: str) -> list[str]:
    return ["", f"## {LABEL[label].in_(language)}", ""]


def _clean(lines: Iterable[str]) -> Iterator[str]:
    """Never two blank lines together."""
    blank = False
    for line in lines:
        if line or not blank:
            yield line
        blank = not line
