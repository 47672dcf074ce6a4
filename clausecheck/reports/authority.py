"""One authority or decided case, as `clausecheck authorities ID` prints it: with its status and what is not known.

The leading case has a page of its own: its facts, its grounds kept apart, its reasoning step by step with the rules
that rest on each step.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.text import Text

from clausecheck.authorities import Law
from clausecheck.authorities.provisions import Authority, DecidedCase
from clausecheck.findings import Reasoning
from clausecheck.reports import wording
from clausecheck.reports.layout import Page
from clausecheck.reports.phrases import FIGURE, LABEL
from clausecheck.reports.said import filled
from clausecheck.reports.wording import word
from clausecheck.text import Bilingual

_NUMBER = 4  # cells before a step


def describe(law: Law, name: str, language: str, rules: Mapping[str, Sequence[str]] | None = None) -> str:
    """Lines about an authority or a case; `rules`: doctrine → the rules for it. Raises KeyError for an unknown id."""
    if name in law.authorities:
        return "\n".join(_authority(law.authorities[name], language))
    if name == law.leading.case:
        return "\n".join(line.plain for line in _leading(law, language, rules or {}))
    return "\n".join(_case(law.cases[name], language))


def _authority(authority: Authority, language: str) -> list[str]:
    instrument = authority.instrument
    number = f" ({instrument.number})" if instrument.number else ""
    article = f", article {authority.article}" if authority.article else ""
    return [
        line
        for line in (
            f"{authority.id}",
            f"  {instrument.title.in_(language)}{number}{article}",
            f"  {instrument.level}, {instrument.status}, in force from {instrument.effective_date or 'not stated'}",
            f"  status note: {instrument.status_note}" if instrument.status_note else "",
            f"  {authority.summary.in_(language)}",
            f"  effect: {authority.effect}; how well the text was checked: {authority.confidence}",
            f"  note: {authority.note}" if authority.note else "",
            f"  doctrines: {', '.join(authority.doctrines)}",
        )
        if line
    ]


def _case(case: DecidedCase, language: str) -> list[str]:
    return [
        line
        for line in (
            f"{case.id}",
            f"  {case.court.in_(language)}, {case.date}; case number: {case.case_no or 'not seen'}",
            f"  status: {case.status}. {case.status_note.in_(language)}",
            f"  {case.holding.in_(language)}",
            f"  outcome: {case.side}; confidence: {case.confidence}",
            *(f"  source: {source}" for source in case.sources),
            f"  doctrines: {', '.join(case.doctrines)}",
        )
        if line
    ]


def _leading(law: Law, language: str, rules: Mapping[str, Sequence[str]]) -> list[Text]:
    leading, case = law.leading, law.cases[law.leading.case]
    page = Page(language, 80, False)
    page.text(Text(f"{case.court.in_(language)}, {case.date}"))
    page.text(Text(case.id))
    page.gap()
    page.text(Text(case.line.in_(language)))
    page.rule(LABEL["facts"].in_(language))
    for name, figure in leading.figures.items():
        page.labelled("-", [Text(f"{word(FIGURE, name).in_(language)}: {figure}")], _NUMBER)
    page.rule(LABEL["grounds_apart"].in_(language))
    for ground, needs in leading.grounds:
        page.labelled("-", [Text(f"{word(wording.GROUND, ground).in_(language)}: {needs.in_(language)}")], _NUMBER)
    page.rule(LABEL["steps"].in_(language))
    for step, doctrines in leading.steps:
        resting = [rule for doctrine in doctrines for rule in rules.get(doctrine, ())]
        page.labelled(str(step.step), _step(law, step, resting, language), _NUMBER)
    page.rule(LABEL["standing"].in_(language))
    page.item("status", word(wording.STATUS, case.status), case.status_note, leading.known)
    number = Bilingual(case.case_no, case.case_no)
    page.item("case_number", number if filled(number) else LABEL["not_seen"])
    page.item("reported", *(Bilingual(source, source) for source in case.sources))
    return page.lines


def _step(law: Law, step: Reasoning, rules: Sequence[str], language: str) -> list[Text]:
    cites = [law.authorities[name].cite.in_(language) for name in step.authorities]
    lines = [
        (None, step.text.in_(language)),
        ("follows", step.relief.in_(language)),
        ("our_mapping", ", ".join(cites)),
        ("rules", ", ".join(dict.fromkeys(rules))),
    ]
    head = Text(word(wording.GROUND, step.ground).in_(language), "bold")
    return [head, *(Text(f"{LABEL[name].in_(language)}: {text}" if name else text) for name, text in lines if text)]
