"""The sections of the terminal report, each written onto a Page; a section with nothing to say leaves no trace."""

from __future__ import annotations

from rich.text import Text

from clausecheck.findings import Finding, Remedy, Report
from clausecheck.reports import citing, events, facts, said
from clausecheck.reports.course import Course, courses, names
from clausecheck.reports.harmless import inline, visible
from clausecheck.reports.layout import Page
from clausecheck.reports.marks import Mark, Piece, excerpt
from clausecheck.reports.phrases import LABEL
from clausecheck.reports.points import Point, contract_of, evidence_in, remedies_of
from clausecheck.reports.wording import SEVERITY, word
from clausecheck.text import Bilingual

STYLES = {"high": "bold red", "medium": "bold yellow", "low": "bold cyan"}
_NUMBER = 4  # cells before what is numbered
_LISTED = 12  # untouched clauses and timeline steps named before "and more"


def add_point(report: Report, point: Point, position: int, page: Page, told: dict[Bilingual, int], *,
              lawyer: bool = False) -> None:
    """One point: what it says, the words, why, the money, what to do and to ask for, the law, its other findings.

    What a court said is told once and then referred to: `told` is the point (by position) that told it. `lawyer`: what
    the seller may answer, too.
    """
    lead = point.lead
    page.rule(f"{position} - {word(SEVERITY, lead.severity).in_(page.language).upper()}", STYLES[lead.severity])
    page.text(Text(inline(lead.title.in_(page.language)), "bold"))
    page.text(Text(visible(lead.message.in_(page.language))))
    _add_quotes(report, lead, page)
    page.gap()
    page.item("why", lead.why)
    page.item("cost", said.cost(point, remedies_of(point, report), report))
    page.item("advice", lead.advice)
    page.item("suggest", lead.suggest, style="green")
    page.item("court", *_court(lead, position, told))
    page.item("ground", said.effect(lead))
    page.item("authorities", *citing.law_in_brief(lead))
    page.item("confidence", said.basis(lead))
    page.item("because", *lead.because)
    page.item("answer", *([lead.answer] if lawyer else []))
    page.item("rule", *([_plain(lead.docs, lead.docs)] if lead.docs else []))
    page.item("also", *(said.also(finding) for finding in point.also))


def add_questions(report: Report, page: Page) -> None:
    """What is undetermined: the question, and the clause it is about."""
    if not report.undetermined:
        return
    page.rule(LABEL["questions"].in_(page.language))
    page.text(Text(LABEL["questions_note"].in_(page.language), "dim"))
    for item in report.undetermined:
        where = "；".join(said.place(clause).in_(page.language) for clause in item.clauses) or "–"
        asked = [Text(visible(item.ask.in_(page.language)))]
        asked += [Text(LABEL["contradiction"].in_(page.language))] if item.contradiction else []
        page.labelled("?", [*asked, Text(f"{inline(where)} · {inline(item.rule)}", "dim")], _NUMBER)


def add_resembling(report: Report, page: Page) -> None:
    """Sentences that no rule met and that resemble an example: to be read, no findings."""
    if not report.resembling:
        return
    page.rule(LABEL["resembling"].in_(page.language))
    page.text(Text(LABEL["resembling_note"].in_(page.language), "dim"))
    for item in report.resembling:
        where = inline(said.place(item.clause).in_(page.language))
        words = Text(f"{where}{'：' if page.language == 'zh' else ': '}“{inline(item.quote)}”")
        page.labelled("-", [words, Text(inline(said.resembles(item).in_(page.language)), "dim")], _NUMBER)


def add_remedies(report: Report, page: Page) -> None:
    """Sums and days, each with its condition, arithmetic and basis."""
    if not report.remedies:
        return
    page.rule(LABEL["remedies"].in_(page.language))
    page.text(Text(LABEL["remedies_note"].in_(page.language), "dim"))
    for number, remedy in enumerate(report.remedies, 1):
        head = Text(inline(said.remedy_head(remedy).in_(page.language)), "bold")
        rest = [Text(visible(text.in_(page.language))) for text in _remedy_lines(remedy, report) if said.filled(text)]
        page.labelled(f"{number}", [head, *rest], _NUMBER)


def add_facts(report: Report, page: Page) -> None:
    """Who does what, and the key terms, in the papers' own words."""
    if not report.facts:
        return
    page.rule(LABEL["own_words"].in_(page.language))
    for _, line in facts.lines(report):
        page.text(Text(inline(line.in_(page.language))))


def add_timeline(report: Report, page: Page) -> None:
    """The order of events, the contract's and beside it what was promised, each step with its words."""
    found = courses(report)
    if not found:
        return
    page.rule(LABEL["timeline"].in_(page.language))
    for course in found:
        page.gap()
        first = LABEL[f"{course.first}_first"].in_(page.language) if course.first else ""
        head = inline(said.source_head(course.source).in_(page.language))
        page.text(Text.assemble((first, "bold"), "  " if first else "", (head, "dim")))
        for arrow in course.arrows[:_LISTED]:
            order = f"{_row(course, arrow.start, page)} → {_row(course, arrow.end, page)}"
            words = [Text(f"“{inline(step.quote)}”") for step in arrow.steps[:1]]
            page.labelled("-", [Text(inline(order), "bold"), *words], _NUMBER)
        if len(course.arrows) > _LISTED:
            page.labelled("-", [Text(f"+{len(course.arrows) - _LISTED}", "dim")], _NUMBER)


def _row(course: Course, index: int, page: Page) -> str:
    return names(course.rows[index]).in_(page.language)


def add_coverage(report: Report, page: Page) -> None:
    """What was read with which rules, what was not checked and why, and which clauses nothing touched."""
    coverage = report.coverage
    page.rule(LABEL["coverage"].in_(page.language))
    page.item("read", _plain(f"{coverage.clauses} 条", f"{coverage.clauses} clauses"))
    page.item("rules", *(_plain(f"{p.name} {p.version}（{p.rules} 条规则）", f"{p.name} {p.version} ({p.rules} rules)")
                         for p in coverage.packs))  # fmt: skip
    page.item("notes", *(note for source in report.sources for note in source.notes))
    page.item("not_checked", *(said.not_checked(item) for item in coverage.not_checked))
    if coverage.untouched:
        named = ", ".join(inline(said.place(clause).in_(page.language)) for clause in coverage.untouched[:_LISTED])
        more = " …" if len(coverage.untouched) > _LISTED else ""
        page.item("untouched_short", _plain(f"{len(coverage.untouched)} 条：{named}{more}",
                                            f"{len(coverage.untouched)}: {named}{more}"))  # fmt: skip


def _add_quotes(report: Report, finding: Finding, page: Page) -> None:
    """Each clause of the finding with its evidence marked, then the evidence from the other sources."""
    contract = contract_of(report)
    marks = [Mark(item.start, item.end, 1) for item in evidence_in(finding.evidence, contract)]
    for clause in finding.clauses:
        quoted = excerpt(contract.text, clause.start, clause.end, marks)
        opening = clause.number or clause.heading.strip()
        named = bool(opening) and bool(quoted) and quoted[0].text.startswith(opening)
        where = said.paged(said.clause(clause), contract, clause.start)
        itself = named and where == said.clause(clause)
        page.quote("" if itself else where.in_(page.language), quoted)
    for source in report.sources:
        rests = evidence_in(finding.evidence, source)
        own = [Mark(item.start, item.end, 1) for item in rests]
        if source.role == "happened" and rests:
            page.quote(said.source_head(source).in_(page.language), [Piece(0, events.told(rests).in_(page.language))])
        elif source.id != contract.id and own:
            start, end = said.around(source.text, min(m.start for m in own), max(m.end for m in own))
            head = said.paged(said.source_head(source), source, own[0].start)
            page.quote(head.in_(page.language), excerpt(source.text, start, end, own))


def _court(lead: Finding, position: int, told: dict[Bilingual, int]) -> list[Bilingual]:
    lines, known = [], citing.court_lines(lead)
    for line in citing.court_in_brief(lead):
        before = told.setdefault(line, position) if line in known else position
        lines.append(line if before == position else _plain(f"同第 {before} 处", f"as under point {before}"))
    return list(dict.fromkeys(lines))


def _remedy_lines(remedy: Remedy, report: Report) -> list[Bilingual]:
    cites = [citing.cite_of(authority, report) for authority in remedy.basis]
    basis = _plain("；".join(cite.zh for cite in cites), "; ".join(cite.en for cite in cites))
    missing = [_plain(f"{LABEL['missing'].zh}：{m.zh}", f"{LABEL['missing'].en}: {m.en}") for m in remedy.missing]
    return [remedy.condition, _plain(remedy.arithmetic, remedy.arithmetic), *missing, basis]


def _plain(zh: str, en: str) -> Bilingual:
    return Bilingual(zh, en)
