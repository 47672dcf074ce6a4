"""What the papers say of themselves: key terms with their blanks, who does what, which text prevails, what is asked."""

from __future__ import annotations

import pytest

from clausecheck import check
from clausecheck.findings import Fact, Report
from clausecheck.reports import markdown, terminal

HEAD = "汽车订购协议\n甲方（销售方）：远岚汽车销售有限公司\n乙方（订购人）：何女士\n"
TAIL = "第一条 甲方交付车辆。\n第二条 乙方验车之后付款。\n"


def known(text: str, **more: object) -> dict[str, list[Fact]]:
    report = check(text, **more)  # type: ignore[arg-type]
    texts = {source.id: source.text for source in report.sources}
    found: dict[str, list[Fact]] = {}
    for fact in report.facts:
        assert (fact.state == "not stated") == (fact.end == 0) and (fact.value is None) == (fact.state in ("blank", "not stated"))
        assert fact.end == 0 or texts[fact.source or ""][fact.start : fact.end].strip()
        found.setdefault(fact.kind, []).append(fact)
    return found


def asked(report: Report) -> set[str]:
    return {question.rule for question in report.undetermined}


@pytest.mark.parametrize(("line", "kind", "value", "unit"), [
    ("车辆总价：人民币叁拾壹万捌仟玖佰元整", "price", "318900", "CNY"), ("车辆总价 | 318,900元", "price", "318900", "CNY"),
    ("车辆总价（万元）：31.89", "price", "318900", "CNY"), ("定金：５，０００元", "deposit", "5000", "CNY"),
    ("定金：百分之二十", "deposit", "0.2", "share"), ("尾款：313,900元", "balance", "313900", "CNY"),
    ("订金：1,000元", "advance", "1000", "CNY"), ("第二期：40,000元", "instalment", "40000", "CNY"), ("首付款：30%", "instalment", "0.3", "share"),
    ("交车日期：2026年9月30日", "delivery-day", "2026-09-30", "date"), ("付款日期：2026年8月1日", "payment-day", "2026-08-01", "date"),
    ("生产厂家：远岚汽车制造有限公司", "makes", "远岚汽车制造有限公司", "name"), ("户名：云岚（琼海）科技有限公司", "collects", "云岚（琼海）科技有限公司", "name"),
])  # fmt: skip
def test_a_line_of_a_form_gives_a_fact(line: str, kind: str, value: str, unit: str) -> None:
    (fact,) = known(f"{HEAD}{line}\n{TAIL}")[kind]
    assert (fact.state, fact.value, fact.unit) == ("stated", value, unit)


@pytest.mark.parametrize("lines", [
    "车辆总价 定金 尾款\n318,900元 5,000元 313,900元", "车辆总价\n318,900元\n定金\n5,000元\n尾款\n31.39万元",
    "Total price   Earnest money   Balance\nRMB 318,900   RMB 5,000   RMB 313,900",
    "Total price:\n\nRMB 318,900\n\nEarnest money:\n\nRMB 5,000\n\nBalance:\n\nRMB 313,900",
])
def test_labels_above_their_sums(lines: str) -> None:
    found = known(f"{HEAD}{lines}\n{TAIL}")
    assert [found[kind][0].value for kind in ("price", "deposit", "balance")] == ["318900", "5000", "313900"]
    assert all(len(found[kind]) == 1 for kind in ("price", "deposit", "balance"))


@pytest.mark.parametrize("lines", ["车辆总价 定金 尾款\n318,900元 5,000元", "定金\n1. 买方支付定金。", "尾款\n30日内付清", "Deposit\n30 days", "Price\n2026"])
def test_lines_that_are_no_labels_and_sums(lines: str) -> None:
    assert not [f for kind in ("deposit", "balance") for f in known(f"{HEAD}{lines}\n{TAIL}").get(kind, [])]


@pytest.mark.parametrize(("line", "kind"), [
    ("车辆总价：____元，大写____", "price"), ("车辆总价：【　】元", "price"), ("车辆总价：      元", "price"), ("车辆总价：[●]", "price"),
    ("尾款：____元", "balance"), ("交车日期：____年__月__日", "delivery-day"),
])  # fmt: skip
def test_a_blank_is_a_fact_and_no_number(line: str, kind: str) -> None:
    (fact,) = known(f"{HEAD}{line}\n{TAIL}")[kind]
    assert (fact.state, fact.value) == ("blank", None)


def test_a_blank_price_is_asked_once_and_nothing_is_compared_with_it() -> None:
    assert "facts/price" in asked(check(f"{HEAD}车辆总价：____元\n{TAIL}"))
    report = check(f"{HEAD}车辆总价：____元\n定金：60,000元\n第一条 乙方逾期付款的，定金不予退还。\n{TAIL}")
    assert "cn-consumer/deposit-over-20-percent" in asked(report) and "facts/price" not in asked(report)
    assert not any(finding.doctrine == "deposit-over-20-percent" for finding in report.findings)


def test_figures_and_words_that_differ_are_said_and_asked() -> None:
    text = f"{HEAD}车辆总价：318,900元（大写：叁拾壹万捌仟元整）\n{TAIL}"
    (fact,) = known(text)["figures"]
    assert (fact.state, fact.value) == ("differs", "318900 / 318000")
    report = check(text)
    assert "facts/figures" in asked(report)
    assert "318900 / 318000（不一致）" in markdown.render(report, "zh") and "318900 / 318000" in terminal.render(report, "en")


def test_the_money_of_earnest_money_is_no_price() -> None:
    text = "Order\nSeller: Velocity Ltd.\nBuyer: Ms Li\nPrice: RMB 318,900\n1. The Buyer pays earnest money of RMB 5,000.\n2. The Seller delivers.\n"
    found = known(text)
    assert [f.value for f in found["price"]] == ["318900"] and [f.value for f in found["deposit"]] == ["5000"]


def test_who_does_what_or_not_stated() -> None:
    found = known(HEAD + TAIL)
    assert {act: found[act][0].value for act in ("signs", "sells", "makes", "collects")} == {
        "signs": "远岚汽车销售有限公司", "sells": "远岚汽车销售有限公司", "makes": None, "collects": None}
    assert found["price"][0].state == "not stated" and "promises" not in found


def test_the_name_under_the_contract_signs() -> None:
    text = "Order\nSeller: Velocity Ltd.\nBuyer: Ms Li\n1. The Seller delivers.\n2. The Buyer pays.\nSeller (signature): Velocity East Ltd.\nBuyer (signature): Ms Li\n"
    assert known(text)["signs"][0].value == "Velocity East Ltd."


def test_who_promised_stands_in_the_statement() -> None:
    reply = "---\nby: 远岚集团官方微博\ndate: 2024-05-01\n---\n我们支持用户先验车，验车满意后再支付尾款。\n"
    (fact,) = known(HEAD + TAIL, promised=[reply])["promises"]
    assert (fact.value, fact.source) == ("远岚集团官方微博", "promised-1")
    (unsaid,) = known(HEAD + TAIL, promised=["我们支持用户先验车，验车满意后再支付尾款。\n"])["promises"]
    assert unsaid.state == "not stated"


@pytest.mark.parametrize(("more", "questions"), [
    ("", set()),
    ("户名：远岚汽车销售有限公司\n", set()),
    ("户名：云岚科技有限公司\n", {"facts/single-shareholder"}),
    ("第三条 各关联公司独立承担责任，互不连带，乙方仅可向签约门店主张权利。\n", {"facts/single-shareholder", "facts/payee"}),
])  # fmt: skip
def test_companies_are_asked_after_where_they_matter(more: str, questions: set[str]) -> None:
    text = HEAD + TAIL + more if more.startswith("第") else HEAD + more + TAIL
    report = check(text)
    assert {rule for rule in asked(report) if rule.startswith("facts/")} == questions
    for question in report.undetermined:
        texts = {source.id: source.text for source in report.sources}
        assert all(e.quote == texts[e.source][e.start : e.end] for e in question.evidence)


def test_who_received_the_money_is_not_asked_where_it_is_known() -> None:
    text = f"{HEAD}{TAIL}第三条 各关联公司独立承担责任，互不连带，乙方仅可向签约门店主张权利。\n"
    happened = "- {event: MONEY_RECEIVED_BY, on: 2024-07-19, by: maker}\n"
    assert {rule for rule in asked(check(text, happened=happened)) if rule.startswith("facts/")} == {"facts/single-shareholder"}


@pytest.mark.parametrize(("text", "state", "value"), [
    ("两种文本不一致的，以英文文本为准。", "stated", "en"), ("If the texts differ, the Chinese version prevails.", "stated", "zh")])
def test_which_text_prevails_is_a_fact(text: str, state: str, value: str) -> None:
    (fact,) = known(f"{HEAD}{TAIL}第三条 {text}\n")["prevails"]
    assert (fact.state, fact.value) == (state, value)
