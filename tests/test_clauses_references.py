"""Cross-references and defined terms."""

from __future__ import annotations

import pytest

from clausecheck.clauses import citations, defined_terms, split

ZH = """购车合同
第一条 定金为5,000元。
第二条 付款
（一）尾款于验车后付清。
（二）逾期付款的，支付违约金。
第三条 交付
3.1 卖方通知买方验车。
3.2 买方验车后提车。
第四条 卖方逾期交车的，买方可以解除合同。
　　卖方应当退还已付款。
第五条 {0}
第六条 其他。
附件一 配置表
"""
EN = """CAR SALE
1. Deposit
1.1 The Buyer pays a deposit.
1.2 The deposit counts towards the price.
2. Payment. The Buyer shall:
(a) pay the balance; and
(b) sign the receipt.
3. Delivery. {0}
Section IV. Inspection is free.
Schedule 1 - Prices
Price: RMB 5,000
"""


def cited(template: str, words: str, language: str) -> list[tuple[str, str | None]]:
    text = template.format(words)
    clauses = citations(split(text, language))
    place = text.index(words)
    found = [c for clause in clauses for c in clause.cites if place <= c.start < place + len(words)]
    return [(text[c.start : c.end], None if c.target is None else clauses[c.target].number) for c in found]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("依第一条办理。", [("第一条", "第一条")]),
        ("依本合同第二条第（二）项办理。", [("第二条第（二）项", "（二）")]),
        ("依第二条第一项、第四条第一款办理。", [("第二条第一项", "（一）"), ("第四条第一款", "第四条")]),
        ("按照3.2条约定办理。", [("3.2", "3.2")]),
        ("款项付清后（见 3.1）办理。", [("3.1", "3.1")]),
        ("违反前条的，解除合同。", [("前条", "第四条")]),
        ("适用上一条的规定。", [("上一条", "第四条")]),
        ("下一条另有约定的除外。", [("下一条", "第六条")]),
        ("配置见附件一。", [("附件一", "附件一")]),
        ("适用第九条。", [("第九条", None)]),
        ("适用《民法典》第五百八十六条、第一条的规定。", []),
        ("适用消费者权益保护法第二条。", []),
        ("价款3.1万元，期限3.2年。", []),
    ],
)
def test_chinese_references(words: str, expected: list[tuple[str, str | None]]) -> None:
    assert cited(ZH, words, "zh") == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Payment under clause 2(b) comes first.", [("clause 2(b)", "(b)")]),
        ("As set out in 1.2, it counts.", [("1.2", "1.2")]),
        ("See clauses 1.1 and 1.2 for this.", [("clauses 1.1", "1.1"), ("1.2", "1.2")]),
        ("The preceding clause applies.", [("preceding clause", "2")]),
        ("Section IV applies.", [("Section IV", "Section IV")]),
        ("Prices stand in Schedule 1 below.", [("Schedule 1", "Schedule 1")]),
        ("Clause 9 applies.", [("Clause 9", None)]),
        ("Articles 586 and 587 of the Civil Code apply.", []),
        ("The price is RMB 1.1 million, 1.2 % of it now.", []),
    ],
)
def test_english_references(words: str, expected: list[tuple[str, str | None]]) -> None:
    assert cited(EN, words, "en") == expected


def test_references_inside_an_article() -> None:
    text = "第一条 付款\n（一）先付定金。\n（二）前项所述定金，适用本条第（一）项。\n第二条 其他。\n"
    clauses = citations(split(text, "zh"))
    assert [(text[c.start : c.end], clauses[c.target or 0].number) for c in clauses[2].cites] == [
        ("前项", "（一）"), ("本条第（一）项", "（一）")
    ]  # fmt: skip


def test_references_beside_an_english_item() -> None:
    clauses = citations(split("1. The Buyer shall:\n(a) pay; and\n(b) comply with paragraph (a) above.\n", "en"))
    assert [clauses[c.target or 0].number for c in clauses[2].cites] == ["(a)"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“交付条件”指乙方付清尾款。其他略。", [("交付条件", "乙方付清尾款。")]),
        ("本协议所称“付款确认”，是指卖方确认收款。", [("付款确认", "卖方确认收款。")]),
        ("本合同由谢女士（以下简称“乙方”）签订。", [("乙方", "谢女士")]),
        ("星野汽车有限公司（下称甲方）交车。", [("甲方", "星野汽车有限公司")]),
        ("由云岚汽车销售公司（以下称“我们”，地址见签署页）订立。", [("我们", "云岚汽车销售公司")]),
        ('"Completion" means the day of handover. The rest follows.', [("Completion", "the day of handover.")]),
        ('The Buyer pays the rest of the price (the "Balance") on notice.', [("Balance", "the rest of the price")]),
        ('Between Starfall Co., Ltd. ("we", "us") and others.', [("we", "Starfall Co., Ltd."), ("us", "Starfall Co., Ltd.")]),
        ('Ms Li (hereinafter called the "Customer") pays.', [("Customer", "Ms Li")]),
        ("He said “yes” and left (the car stayed).", []),
    ],
)
def test_defined_terms(text: str, expected: list[tuple[str, str]]) -> None:
    terms = defined_terms(text, split(text, "zh"))
    assert [(t.term, text[t.meaning.start : t.meaning.end]) for t in terms] == expected
    assert all(text[t.start : t.end].count(t.term) for t in terms)
