"""What the papers say of themselves, as phrases for every report: "price: 318,900 CNY", "payee: not stated"."""

from __future__ import annotations

from decimal import Decimal

from clausecheck.findings import Fact, Report
from clausecheck.reports import wording
from clausecheck.reports.phrases import LABEL
from clausecheck.reports.wording import Words, word
from clausecheck.text import Bilingual

B = Bilingual
KIND: Words = {
    "signs": B("签约方", "who signs"), "sells": B("卖方", "who sells"), "makes": B("生产者", "who makes it"),
    "collects": B("收款方", "who takes the money"), "promises": B("公开承诺者", "who promised in public"),
    "prevails": B("以哪种文本为准", "which text prevails"), "price": B("价款", "price"),
    "deposit": B("定金", "earnest money"),
    "deposit-unclear": B("押金或定金", "deposit"), "advance": B("预付款", "advance"), "balance": B("尾款", "balance"),
    "instalment": B("分期款", "instalment"), "delivery-day": B("交付日期", "day of delivery"),
    "payment-day": B("付款日期", "day of payment"), "signing-day": B("签订日期", "day of signature"),
    "figures": B("大小写金额", "figures and words"),
}  # fmt: skip
STATE: Words = {
    "blank": B("空着未填", "left blank"), "not stated": LABEL["not_stated"], "differs": B("不一致", "not alike"),
}


def lines(report: Report) -> list[tuple[Fact, Bilingual]]:
    """Each fact with what is said of it; the same said once."""
    found: dict[Bilingual, Fact] = {}
    for fact in report.facts:
        found.setdefault(_line(fact), fact)
    return [(fact, line) for line, fact in found.items()]


def _line(fact: Fact) -> Bilingual:
    kind, value = word(KIND, fact.kind), _value(fact)
    return Bilingual(f"{kind.zh}：{value.zh}", f"{kind.en}: {value.en}")


def _value(fact: Fact) -> Bilingual:
    if fact.value is None:
        return word(STATE, fact.state)
    if fact.state == "differs":
        said = word(STATE, fact.state)
        return Bilingual(f"{fact.value}（{said.zh}）", f"{fact.value} ({said.en})")
    if fact.unit == "language":
        return word(wording.LANGUAGE, fact.value)
    if fact.unit in ("name", "date"):
        return Bilingual(fact.value, fact.value)
    if fact.unit == "share":
        share = f"{(Decimal(fact.value) * 100).normalize():f}%"
        return Bilingual(share, share)
    return wording.money(Decimal(fact.value), fact.unit)
