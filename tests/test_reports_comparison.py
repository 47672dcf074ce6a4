"""The suggested wording beside the clause: readable, complete, and only where the clause has to change."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_strategies import reports
from sample_reports import QUOTES, sample

from clausecheck.findings import Report
from clausecheck.reports import html
from clausecheck.reports.comparison import Change, compare, suggested
from clausecheck.reports.points import contract_of
from clausecheck.text import Bilingual


def written(changes: list[Change]) -> str:
    """Lost words in [-…-], new ones in {+…+}."""
    frame = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return "".join(frame[change.kind].format(change.text) for change in changes)


@pytest.mark.parametrize(
    "old, new, shown",
    [
        ("乙方应在收到通知后3日内付清尾款。", "乙方应在验车合格后3日内付清尾款。", "乙方应在[-收到通知-]{+验车合格+}后3日内付清尾款。"),
        ("The Buyer pays within 3 days of the notice.", "The Buyer pays within 30 days of the notice.",
         "The Buyer pays within [-3-]{+30+} days of the notice."),
        ("同一句话。", "同一句话。", "同一句话。"),
        ("", "新的话。", "{+新的话。+}"),
        # an island of one word, or of small words, is no common ground
        ("甲方可以随时取消订单，概不负责。", "任何一方违约的，应当赔偿对方的损失；甲方亦同。",
         "[-甲方可以随时取消订单，概不负责。-]{+任何一方违约的，应当赔偿对方的损失；甲方亦同。+}"),
        ("The risk of the goods is for the Buyer in all cases.", "We bear what happens to it in the time of our holding it.",
         "[-The risk of the goods is for the Buyer in all cases.-]{+We bear what happens to it in the time of our holding it.+}"),
    ],
)  # fmt: skip
def test_what_stays_goes_and_comes(old: str, new: str, shown: str) -> None:
    assert written(compare(old, new)) == shown


def test_a_party_is_not_cut_in_two() -> None:
    shown = written(compare("甲方与乙方另行达成的约定不算数。", "甲方与双方另行达成的约定算数。"))
    assert "乙[-" not in shown and "[-乙方-]{+双方+}" in shown


@settings(deadline=None)
@given(st.text("甲乙方付清尾款验车后。 the Buyer pays 3.,\n", max_size=80), st.text("甲乙方付清尾款验车后。 the Buyer pays 3.,\n", max_size=80))
def test_both_texts_are_there_in_full(old: str, new: str) -> None:
    changes = compare(old, new)
    assert "".join(change.text for change in changes if change.kind != "new") == old
    assert "".join(change.text for change in changes if change.kind != "gone") == new
    assert all(a.kind != b.kind for a, b in zip(changes, changes[1:], strict=False))


def test_very_long_texts_are_set_one_after_the_other() -> None:
    old, new = "甲" * 2000, "甲" * 1999 + "乙"
    assert compare(old, new) == [Change("gone", old), Change("new", new)]


def one_clause(text: str, quotes: list[str], suggestion: str) -> Report:
    """The sample's first finding on a contract of one clause, resting on `quotes`."""
    report = sample("zh")
    finding = report.findings[0]
    clause = replace(finding.clauses[0], number="第三条", heading="付款", start=0, end=len(text))
    shown = tuple(replace(finding.evidence[0], quote=q, start=text.index(q), end=text.index(q) + len(q)) for q in quotes)
    finding = replace(finding, clauses=(clause,), evidence=shown, suggest=Bilingual(suggestion, ""))
    return replace(report, sources=(replace(report.sources[0], text=text),), findings=(finding,))


def test_only_sentences_with_evidence_are_replaced() -> None:
    text = "第三条 付款\n尾款以转账支付。付清尾款前不得验车。发票由甲方开具。\n"
    report = one_clause(text, ["不得验车"], "乙方验车后付清尾款。")
    assert written(suggested(report, report.findings[0])) == (
        "尾款以转账支付。{+乙方验车后+}付清尾款[-前不得验车。-]{+。+}发票由甲方开具。"
    )


def test_a_number_in_the_line_stays() -> None:
    report = one_clause("第三条 付清尾款前不得验车。", ["不得验车"], "乙方验车后付清尾款。")
    assert written(suggested(report, report.findings[0])) == "第三条 {+乙方验车后+}付清尾款[-前不得验车。-]{+。+}"


def test_the_sides_are_called_as_the_contract_calls_them() -> None:
    report = one_clause("第三条 乙方付清尾款前不得验车，甲方概不负责。乙方逾期的，甲方可以取消。", ["不得验车"], "买方验车后向卖方付款。")
    assert suggested(report, report.findings[0]) == [Change("new", "乙方验车后向甲方付款。")]


def test_a_wording_that_has_nothing_in_common_with_the_clause_stands_alone() -> None:
    report = one_clause("第三条 网站上的介绍不构成合同内容。发票由甲方开具。", ["不构成合同内容"], "收款公司承担连带责任。")
    assert suggested(report, report.findings[0]) == [Change("new", "收款公司承担连带责任。")]
    page = html.render(report, "zh")
    assert '<p class="changed" lang="zh-CN">收款公司承担连带责任。</p>' in page
    assert "<ins>" not in page.split('class="suggest"')[1].split('class="facts"')[0]


def test_nothing_suggested_is_nothing_to_compare() -> None:
    report = one_clause("第三条 付清尾款前不得验车。", ["不得验车"], "")
    assert suggested(report, report.findings[0]) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_comparison_is_in_the_language_of_the_contract(language: str) -> None:
    report = sample(language)
    shown = "".join(change.text for change in suggested(report, report.findings[0]) if change.kind != "new")
    assert QUOTES[language]["pay"] in shown
    assert shown in contract_of(report).text


@settings(deadline=None, max_examples=60)
@given(reports)
def test_random_reports_keep_the_clause(report: Report) -> None:
    for finding in report.findings:
        kept = "".join(change.text for change in suggested(report, finding) if change.kind != "new")
        assert kept in contract_of(report).text
