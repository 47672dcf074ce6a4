"""How authorities and decided cases are cited: the same phrases in every format, status and "our mapping" with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from clausecheck.findings import CaseCited, Cited, Finding, Reasoning, Report
from clausecheck.reports import wording
from clausecheck.reports.phrases import LABEL
from clausecheck.reports.said import filled
from clausecheck.reports.wording import count, joined, word
from clausecheck.text import Bilingual

_ORDINARY = (word(wording.ROLE, "support"), word(wording.STATUS, "in-force"))
_SELF_EVIDENT = (*_ORDINARY, word(wording.ROLE, "ground"))


def tags(item: Cited) -> list[Bilingual]:
    """Role, "our mapping" where it is, and status of an authority, in that order."""
    mapped = [word(wording.LINK, "mapped")] if item.link == "mapped" else []
    return [word(wording.ROLE, item.role), *mapped, word(wording.STATUS, item.status)]


def authorities(finding: Finding) -> list[Bilingual]:
    """Each authority on one line: its short cite with its tags in brackets."""
    return [bracketed(item.cite, tags(item)) for item in finding.authorities]


def case_tags(item: CaseCited) -> list[Bilingual]:
    return [word(wording.ROLE, item.role), word(wording.STATUS, item.status)]


def case_head(item: CaseCited) -> Bilingual:
    """Court and day, with role and status in brackets."""
    return bracketed(dated(item), case_tags(item))


def dated(item: CaseCited) -> Bilingual:
    """Court and day."""
    return joined([item.court, Bilingual(item.date, item.date)]) if item.date else item.court


def court_lines(finding: Finding) -> list[Bilingual]:
    """What courts reasoned, one line each with source and standing: the leading case's first step, then other cases."""
    lines = [(step.text, reasoned_by(step, finding)) for step in finding.reasoning[:1]]
    lines += [(item.line, case_head(item)) for item in other_cases(finding)]
    return [Bilingual(f"{line.zh} —— {head.zh}", f"{line.en} — {head.en}") for line, head in lines]


def court_in_brief(finding: Finding) -> list[Bilingual]:
    """The first line of `court_lines`, every contrary case, and how many more there are."""
    lines, cases = court_lines(finding), other_cases(finding)
    contrary = [
        line for line, item in zip(lines[len(lines) - len(cases) :], cases, strict=True) if item.role == "contrary"
    ]
    shown = [*lines[:1], *(line for line in contrary if line not in lines[:1])]
    rest = len(lines) - len(shown)
    return shown + ([Bilingual(f"另有 {rest} 例", count(rest, "", "more case", "more cases").en)] if rest else [])


def grounds(finding: Finding) -> Bilingual:
    """The authorities that are the finding's ground or speak against it, each with what is not ordinary of it."""
    shown = [item for item in finding.authorities if item.role in ("ground", "contrary")]
    return _side_by_side(
        [bracketed(_listed(items), list(tagged)) for tagged, items in _by_tags(shown, _telling_tags).items()]
    )


def law_in_brief(finding: Finding) -> list[Bilingual]:
    """Grounds, what speaks against the finding, then all others: a line for each with the same tags, these said once.

    "In force" and "supports" are said only where it is otherwise.
    """
    apart = [item for item in finding.authorities if item.role in ("ground", "contrary")]
    rest = [item for item in finding.authorities if item not in apart]
    lines = [bracketed(_listed(items), list(tagged)) for tagged, items in _by_tags(apart, tags).items()]
    support = word(wording.ROLE, "support")
    cites = [bracketed(_listed(items), list(tagged)) for tagged, items in _by_tags(rest, _rare_tags).items()]
    listed = _side_by_side(cites)
    return lines + ([Bilingual(f"{support.zh}：{listed.zh}", f"{support.en}: {listed.en}")] if rest else [])


def _telling_tags(item: Cited) -> list[Bilingual]:
    return [tag for tag in tags(item) if tag not in _SELF_EVIDENT]


def _rare_tags(item: Cited) -> list[Bilingual]:
    return [tag for tag in tags(item) if tag not in _ORDINARY]


def _by_tags(
    items: Iterable[Cited], of: Callable[[Cited], list[Bilingual]]
) -> dict[tuple[Bilingual, ...], list[Cited]]:
    grouped: dict[tuple[Bilingual, ...], list[Cited]] = {}
    for item in items:
        grouped.setdefault(tuple(of(item)), []).append(item)
    return grouped


def _listed(items: Sequence[Cited]) -> Bilingual:
    """Cites that share what is said in the brackets behind them: set apart less than those that do not."""
    return Bilingual("、".join(item.cite.zh for item in items), ", ".join(item.cite.en for item in items))


def _side_by_side(texts: Sequence[Bilingual]) -> Bilingual:
    return Bilingual("；".join(text.zh for text in texts), "; ".join(text.en for text in texts))


def reasoned_by(step: Reasoning, finding: Finding) -> Bilingual:
    """Which court reasoned so and how the case is known."""
    case = next((item for item in finding.cases if item.id == step.case), None)
    if case is None or not filled(step.known):
        return case_head(case) if case else step.known
    where = dated(case)
    return Bilingual(f"{where.zh}；{step.known.zh}", f"{where.en}; {step.known.en}")


def relief(step: Reasoning) -> Bilingual:
    """The ground of a step of reasoning, and what follows from it."""
    ground = word(wording.GROUND, step.ground)
    if not filled(step.relief):
        return ground
    follows = LABEL["follows"]
    return Bilingual(f"{ground.zh}；{follows.zh}：{step.relief.zh}", f"{ground.en}; {follows.en}: {step.relief.en}")


def other_cases(finding: Finding) -> list[CaseCited]:
    """The cases of a finding but those whose reasoning it gives step by step."""
    told = {step.case for step in finding.reasoning}
    return [item for item in finding.cases if item.id not in told]


def mapped(report: Report) -> bool:
    """Is any authority of the report tied to its clause by us alone?"""
    return any(item.link == "mapped" for finding in report.findings for item in finding.authorities)


def cite_of(authority: str, report: Report) -> Bilingual:
    """The cite of an authority id as the report or some finding gives it; the id itself where none does."""
    for known in report.cites:
        if known.id == authority:
            return known.cite
    for finding in report.findings:
        for item in finding.authorities:
            if item.id == authority:
                return item.cite
    return Bilingual(authority, authority)


def bracketed(text: Bilingual, tagged: list[Bilingual]) -> Bilingual:
    if not tagged:
        return text
    return Bilingual(
        f"{text.zh}（{'；'.join(tag.zh for tag in tagged)}）", f"{text.en} ({'; '.join(tag.en for tag in tagged)})"
    )
