"""One authority or decided case, as `clausecheck authorities ID` prints it: with its status and what is not known.

The leading case has a page of its own: its facts, its grounds kept apart, its reasoning step by step with the rules
that rest on each step.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.text import Text

from clausecheck.authorities import Law
from clausecheck.authorities.provisions import Authority, CaseRef, DecidedCase, Ref
from clausecheck.findings import Reasoning
from clausecheck.reports import citing, wording
from clausecheck.reports.layout import Page
from clausecheck.reports.phrases import FIGURE, LABEL
from clausecheck.reports.said import filled
from clausecheck.reports.wording import joined, word
from clausecheck.text import Bilingual

_NUMBER = 4  # cells before a step


def describe(law: Law, name: str, language: str, rules: Mapping[str, Sequence[str]] | None = None) -> str:
    """Lines about an authority or a case; `rules`: doctrine → the rules for it. Raises KeyError for an unknown id."""
    if name in law.authorities:
        lines = _authority(law, law.authorities[name], language)
    elif name == law.leading.case:
        lines = _leading(law, language, rules or {})
    else:
        lines = _case(law, law.cases[name], language)
    return "\n".join(line.plain for line in lines)


def _authority(law: Law, authority: Authority, language: str) -> list[Text]:
    instrument = authority.instrument
    page = Page(language, 80, False)
    page.text(Text(f"{authority.cite.in_(language)}"))
    page.text(Text(authority.id))
    page.gap()
    page.text(Text(authority.summary.in_(language)))
    page.gap()
    number = f" ({instrument.number})" if instrument.number else ""
    page.item("instrument", Bilingual(f"{instrument.title.zh}{number}", f"{instrument.title.en}{number}"))
    page.item("status", joined([word(wording.KIND, instrument.level), word(wording.STATUS, instrument.status)]),
              _same(instrument.status_note))
    page.item("in_force", _same(instrument.effective_date) if instrument.effective_date else LABEL["not_stated"])
    page.item("effect", word(wording.EFFECT, authority.effect))
    page.item("checked", word(wording.CHECKED, authority.confidence))
    page.item("note", _same(authority.note))
    roles = {name: _role(law.doctrines[name].authorities, authority.id) for name in authority.doctrines}
    page.item("doctrines", *_by_role(roles))
    return page.lines


def _case(law: Law, case: DecidedCase, language: str) -> list[Text]:
    page = Page(language, 80, False)
    page.text(Text(f"{case.court.in_(language)}, {case.date}" if case.date else case.court.in_(language)))
    page.text(Text(case.id))
    page.gap()
    page.text(Text(case.holding.in_(language)))
    page.gap()
    page.item("status", word(wording.STATUS, case.status), case.status_note)
    page.item("outcome", word(wording.SIDE, case.side))
    page.item("case_number", _same(case.case_no) if case.case_no else LABEL["not_seen"])
    page.item("checked", word(wording.CHECKED, case.confidence))
    page.item("reported", *map(_same, case.sources))
    page.item("doctrines", *_by_role({name: _role(law.doctrines[name].cases, case.id) for name in case.doctrines}))
    return page.lines


def _same(text: str) -> Bilingual:
    """What the law files hold in one language only."""
    return Bilingual(text, text)


def _role(refs: Sequence[Ref | CaseRef], name: str) -> str:
    return next((ref.role for ref in refs if ref.id == name), "support")


def _by_role(roles: Mapping[str, str]) -> list[Bilingual]:
    """Doctrines behind the role that an authority or a case plays for them: what is contrary is said to be so."""
    lines = []
    for role in dict.fromkeys(roles.values()):
        names, label = ", ".join(name for name, own in roles.items() if own == role), word(wording.ROLE, role)
        lines.append(Bilingual(f"{label.zh}：{names}", f"{label.en}: {names}"))
    return lines


def _leading(law: Law, language: str, rules: Mapping[str, Sequence[str]]) -> list[Text]:
    leading, case = law.leading, law.cases[law.leading.case]
    page = Page(language, 80, False)
    page.text(Text(f"{case.court.in_(language)}, {case.date}"))
    page.text(Text(case.id))
    page.gap()
    page.text(Text(case.line.in_(language)))
    page.rule(LABEL["happened"].in_(language))
    for fact in leading.facts:
        page.labelled("-", [Text(fact.in_(language))], _NUMBER)
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
    page.item("unknown", *leading.unknown)
    page.item("against", *_against(law, case))
    page.item("reported", *(Bilingual(source, source) for source in case.sources))
    return page.lines


def _against(law: Law, case: DecidedCase) -> list[Bilingual]:
    """Decisions that went the other way on a doctrine of the case."""
    found = {c.id: c for name in case.doctrines for c in law.cases_cited(name) if c.role == "contrary"}
    return [Bilingual(f"{c.line.zh} —— {citing.case_head(c).zh}", f"{c.line.en} — {citing.case_head(c).en}")
            for c in found.values()]


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
