"""The leading case as a test: its seven steps, and that each finding rests on exactly what it says it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pytest

from clausecheck.checker import DEFAULT_PACKS, examine
from clausecheck.findings import RANK, Finding, Report
from clausecheck.readers import from_text
from clausecheck.readers.case_file import CaseSources, load_case
from clausecheck.rulebook import open_rulebook

ROOT = Path(__file__).parent.parent / "samples" / "meilan"
LANGUAGES = ("zh", "en")


@dataclass(frozen=True)
class Step:
    """One step of the court's reasoning as the report must show it. `quotes`: (source, zh words, en words)."""

    number: int
    doctrine: str
    ground: str
    severity: str  # at least
    clause: str  # number of the clause with the burden; "" where the events carry it
    quotes: tuple[tuple[str, str, str], ...]


STEPS = (
    Step(1, "short-payment-window", "invalid-standard-term", "medium", "9", (("contract", "付清尾款", "pay"),)),
    Step(1, "deposit-forfeiture-unconditional", "deposit-rule", "medium", "10", (("contract", "不予退", "not refunded"),)),
    Step(2, "payment-before-inspection", "invalid-standard-term", "high", "9", (("contract", "付清尾款", "pay"),)),
    Step(3, "promise-conduct-mismatch", "good-faith", "high", "9", (("promised-1", "验车", "inspect"),)),
    Step(4, "payment-before-production-or-date", "invalid-standard-term", "medium", "8", (("contract", "尚未排产", "before the vehicle is scheduled"),)),
    Step(5, "unilateral-scheduling", "breach-of-agreement", "high", "", (("agreed-1", "延期", "kept"), ("happened", "PAYMENT_DEMANDED", "PAYMENT_DEMANDED"))),
    Step(5, "supplement-overridden", "breach-of-agreement", "medium", "21", (("contract", "以本协议为准", "prevails"),)),
    Step(7, "group-liability-disclaimer", "parties", "low", "22", (("contract", "品牌方", "liab"),)),
)
NUMERALS = {"7": "第七条", "8": "第八条", "9": "第九条", "10": "第十条", "21": "第二十一条", "22": "第二十二条"}


@lru_cache(maxsize=4)
def sources(language: str) -> CaseSources:
    return load_case(ROOT / language / "case.yaml")


def report_of(case: CaseSources) -> Report:
    return examine(case, open_rulebook(DEFAULT_PACKS))


@lru_cache(maxsize=4)
def whole(language: str) -> Report:
    return report_of(sources(language))


def quotes(finding: Finding, source: str) -> str:
    return " … ".join(e.quote for e in finding.evidence if e.source == source)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("step", STEPS, ids=lambda s: f"{s.number}-{s.doctrine}")
def test_meilan_seven_steps(step: Step, language: str) -> None:
    found = [f for f in whole(language).findings if f.doctrine == step.doctrine]
    number = NUMERALS.get(step.clause) if language == "zh" else step.clause
    here = [f for f in found if not step.clause or f.clauses[0].number == number]
    assert here, [(f.doctrine, f.clauses[0].number) for f in found]
    finding = max(here, key=lambda f: len({e.source for e in f.evidence}))
    assert finding.ground == step.ground
    assert RANK[finding.severity] >= RANK[step.severity]
    for source, zh, en in step.quotes:
        assert (zh if language == "zh" else en) in quotes(finding, source)


@pytest.mark.parametrize("language", LANGUAGES)
def test_meilan_step_6_doubles_the_deposit_on_its_own_condition(language: str) -> None:
    remedies = {r.kind: r for r in whole(language).remedies}
    assert remedies["deposit-doubled"].amount == Decimal(10_000)
    assert "cn-civil-code-587" in remedies["deposit-doubled"].basis
    assert remedies["deposit-returned-once"].amount == Decimal(5_000)
    assert remedies["balance"].amount == Decimal(313_900)
    assert any(r.date == "2025-07-14" for r in whole(language).remedies)


@pytest.mark.parametrize("language", LANGUAGES)
def test_meilan_names_no_article_and_no_finality(language: str) -> None:
    reasoning = [r for f in whole(language).findings for r in f.reasoning]
    assert {r.ground for r in reasoning} >= {"invalid-standard-term", "good-faith", "breach-of-agreement"}
    cited = [c for f in whole(language).findings for c in f.cases if c.id == "case-meilan-2025-xiaomi-deposit"]
    assert cited and all(c.status == "first-instance" for c in cited)


def kept(report: Report) -> dict[tuple[str, str], str]:
    """(rule, first words of the burden clause) → severity, so that a finding is known again after a cut."""
    text = report.sources[0].text
    return {(f.rule, text[f.clauses[0].start : f.clauses[0].end].strip()[:30]): f.severity for f in report.findings}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ["promised", "agreed", "happened"])
def test_leaving_out_a_source_takes_exactly_what_rests_on_it(role: str, language: str) -> None:
    full, case = whole(language), sources(language)
    parts = {"promised": case.promised, "agreed": case.agreed, "happened": case.happened}
    parts[role] = None if role == "happened" else ()
    less = report_of(CaseSources(case.contract, parts["promised"], parts["agreed"], parts["happened"]))  # type: ignore[arg-type]
    resting = {(f.rule) for f in full.findings if any(e.source.startswith(role) for e in f.evidence)}
    before, after = kept(full), kept(less)
    changed = {rule for (rule, at), severity in before.items() if after.get((rule, at)) != severity}
    assert changed <= resting
    assert {rule for rule, _ in set(after) - set(before)} <= resting, "a finding may only move to another clause"
    assert resting, "the source counts for something"
    assert role in {gap.what for gap in less.coverage.not_checked}


@pytest.mark.parametrize("language", LANGUAGES)
def test_leaving_out_a_clause_takes_exactly_what_rests_on_it(language: str) -> None:
    full, case = whole(language), sources(language)
    before = kept(full)
    burdens = sorted({(f.clauses[0].start, f.clauses[0].end) for f in full.findings if f.clauses[0].number})
    text = case.contract.text
    for start, end in burdens:
        blank = text[start:end].split()[0] + (" 空白。\n" if language == "zh" else " Blank.\n")  # references stay right
        less = report_of(CaseSources(from_text(text[:start] + blank + text[end:]), case.promised, case.agreed, case.happened))
        resting = {f.rule for f in full.findings if any(c.start < end and start < c.end for c in f.clauses) or
                   any(e.source == "contract" and e.start < end and start < e.end for e in f.evidence)}
        after = kept(less)
        gone = {f.rule for f in full.findings if (f.clauses[0].start, f.clauses[0].end) == (start, end)}
        changed = {rule for (rule, at), severity in before.items() if after.get((rule, at)) != severity}
        assert gone <= changed, text[start : start + 40]
        assert changed <= resting, text[start : start + 40]
