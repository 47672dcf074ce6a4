"""The report in a terminal: the answer first, then each point with its words, law, money and what to ask for instead.

Nothing is left to colour: marked words stand in brackets where there is none. Contract text never reaches the terminal
but through `harmless`, and no markup is read in it. Rich is imported with this module, so import it late.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import StringIO

from rich.console import Console
from rich.text import Text

from clausecheck.findings import ClauseRef, Report
from clausecheck.reports import citing, said
from clausecheck.reports.harmless import inline
from clausecheck.reports.layout import Page
from clausecheck.reports.points import contract_of, points
from clausecheck.reports.terminal_sections import (
    STYLES,
    add_coverage,
    add_facts,
    add_point,
    add_questions,
    add_remedies,
    add_resembling,
    add_timeline,
)
from clausecheck.reports.wording import MAPPED_NOTE, NOT_ADVICE, SEVERITY, word
from clausecheck.text import Bilingual


def render(report: Report, language: str = "zh", *, width: int = 80, colour: bool = False, short: bool = False,
           lawyer: bool = False) -> str:
    """The report as lines of at most `width` cells (30 to 100 are used), with ANSI styles only if `colour`.

    `short` gives one line a finding instead, `file: clause: severity: title (rule)`, never broken; `lawyer` says also
    what the seller may answer.
    """
    lines = _short(report, language) if short else _full(report, Page(language, width, colour), lawyer)
    return printed(lines, colour)


def _full(report: Report, page: Page, lawyer: bool) -> list[Text]:
    _summary(report, page)
    told: dict[Bilingual, int] = {}
    for position, point in enumerate(points(report), 1):
        add_point(report, point, position, page, told, lawyer=lawyer)
    add_questions(report, page)
    add_resembling(report, page)
    add_remedies(report, page)
    add_timeline(report, page)
    add_facts(report, page)
    add_coverage(report, page)
    page.gap()
    if citing.mapped(report):
        page.text(Text(MAPPED_NOTE.in_(page.language), "dim"))
    page.text(Text(NOT_ADVICE.in_(page.language), "dim"))
    return page.lines


def _summary(report: Report, page: Page) -> None:
    for source in report.sources:
        kind = inline(said.source(source).in_(page.language))
        page.text(Text.assemble((inline(source.name), "bold"), (f"  {kind}", "dim")))
    page.gap()
    total = said.answer(report).in_(page.language) + ("" if report.findings else page.stop)
    page.text(Text(total, "bold"))
    for line in (said.stake(report), said.open_questions(report), said.left_out(report)):
        if line:
            page.text(Text(inline(line.in_(page.language))))


def _short(report: Report, language: str) -> Iterator[Text]:
    """A finding a line; where the clause has neither number nor heading, the line of the text tells the place."""
    contract = contract_of(report)
    name = inline(contract.name)
    if not report.findings:
        yield Text(f"{name}: {said.answer(report).in_(language)}")
    for point in points(report):
        for finding in point.findings:
            clause = finding.clauses[0] if finding.clauses else ClauseRef("", "", 0, 0)
            at = contract.text.count("\n", 0, clause.start) + 1
            nameless = not (clause.number or clause.heading.strip())
            where = said.place(clause).in_(language)
            line = Text(f"{name}:{at}: {inline(where)}: " if nameless else f"{name}: {inline(where)}: ")
            line.append(word(SEVERITY, finding.severity).in_(language), STYLES[finding.severity])
            yield line.append(f": {inline(finding.title.in_(language))} ({inline(finding.rule)})")


def printed(lines: Iterable[Text], colour: bool) -> str:
    """The lines as one string. The console is told everything, so that no variable of the environment changes it."""
    if not colour:
        return "".join(f"{line.plain}\n" for line in lines)
    buffer = StringIO()
    console = Console(
        file=buffer,
        force_terminal=True,
        color_system="standard",
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
        _environ={},
    )
    for line in lines:
        console.print(line, soft_wrap=True)
    return buffer.getvalue()
