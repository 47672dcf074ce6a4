"""Sums, shares, periods and dates, read from one line each."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.quantities import Amount, read_amounts, read_conflicts, read_days, read_periods

HAN = "零一二三四五六七八九"


def language(line: str) -> str:
    return "zh" if any("\u4e00" <= c <= "\u9fff" for c in line) else "en"


def money(line: str) -> list[tuple[str, str | None, str | None]]:
    """What was read as sums: figure (or low-high), currency, per."""
    return [(figure(a, "value"), a.currency, a.per) for a in read_amounts(line, language(line)) if a.value is not None]


def figure(amount: Amount, kind: str) -> str:
    low = plain(getattr(amount, kind))
    return low if amount.upper is None else f"{low}-{plain(amount.upper)}"


def plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


SUMS = [
    ("车价为318,900 元", "318900", "CNY", None),
    ("定金5000元", "5000", "CNY", None),
    ("人民币叁拾壹万捌仟玖佰元整", "318900", "CNY", None),
    ("人民币318900元(大写:叁拾壹万捌仟玖佰元整)", "318900", "CNY", None),
    ("合计¥318,900.00(大写:人民币叁拾壹万捌仟玖佰元整)", "318900", "CNY", None),
    ("人民币(大写)伍仟元整", "5000", "CNY", None),
    ("总价31.89万元", "318900", "CNY", None),
    ("总价 31.89 万元", "318900", "CNY", None),
    ("成交价31.89万", "318900", None, None),
    ("注册资本3.5亿元", "350000000", "CNY", None),
    ("一亿二千万元", "120000000", "CNY", None),
    ("定金五千元", "5000", "CNY", None),
    ("定金5千元", "5000", "CNY", None),
    ("尾款3万5千元", "35000", "CNY", None),
    ("两万元", "20000", "CNY", None),
    ("三万五元", "35000", "CNY", None),
    ("一千零五十元", "1050", "CNY", None),
    ("一万零三元", "10003", "CNY", None),
    ("rmb 318,900元", "318900", "CNY", None),
    ("cny5000", "5000", "CNY", None),
    ("￥5,000", "5000", "CNY", None),
    ("港币5,000元", "5000", "HKD", None),
    ("5000港元", "5000", "HKD", None),
    ("新台币30,000元", "30000", "TWD", None),
    ("800美元", "800", "USD", None),
    ("5000日元", "5000", "JPY", None),
    ("200欧元", "200", "EUR", None),
    ("50块钱", "50", "CNY", None),
    ("逾期每日支付违约金500元", "500", "CNY", "day"),
    ("保管费80元/天", "80", "CNY", "day"),
    ("每天收取80元", "80", "CNY", "day"),
    ("每逾期一日,出卖人支付200元", "200", "CNY", "day"),
    ("每月15日前支付3000元", "3000", "CNY", "month"),
    ("会员费299元/月", "299", "CNY", "month"),
    ("每平方米12000元", "12000", "CNY", "unit"),
    ("单价12000元/平方米", "12000", "CNY", "unit"),
    ("每次收取20元", "20", "CNY", "unit"),
    ("费用1000至2000元", "1000-2000", "CNY", None),
    ("费用1000元至2000元", "1000-2000", "CNY", None),
    ("车价:318,900", "318900", None, None),
    ("尾款为 313,900", "313900", None, None),
    ("the price is rmb 318,900", "318900", "CNY", None),
    ("a deposit of 5 000 yuan", "5000", "CNY", None),
    ("318,900.00 chinese yuan", "318900", "CNY", None),
    ("cny 1.5 million", "1500000", "CNY", None), ("rmb 5k", "5000", "CNY", None),
    ("five thousand yuan", "5000", "CNY", None),
    ("three hundred and eighteen thousand nine hundred yuan", "318900", "CNY", None),
    ("five thousand (5,000) yuan", "5000", "CNY", None),
    ("hk$5,000", "5000", "HKD", None),
    ("nt$3,000", "3000", "TWD", None),
    ("us$20", "20", "USD", None),
    ("$1,200", "1200", "USD", None),
    ("€15.50", "15.5", "EUR", None),
    ("40 euros", "40", "EUR", None),
    ("£12,000", "12000", "GBP", None),
    ("12 pounds sterling", "12", "GBP", None),
    ("purchase price: 318,900", "318900", None, None),
    ("a storage fee of rmb 80 per day", "80", "CNY", "day"),
    ("for each day of delay the dealer pays the customer cny 80", "80", "CNY", "day"),
    ("a monthly fee of 299 yuan", "299", "CNY", "month"),
    ("rmb 2 per kilometre", "2", "CNY", "unit"),
    ("50-60万元", "500000-600000", "CNY", None),
    ("50万-60万元", "500000-600000", "CNY", None),
    ("罚款伍佰元/次", "500", "CNY", "unit"),
    ("eur 1.28m on signing", "1280000", "EUR", None),
    ("$50k", "50000", "USD", None),
    ("rmb 1,000 to 2,000", "1000-2000", "CNY", None),
]


@pytest.mark.parametrize(("line", "value", "currency", "per"), SUMS, ids=[s[0] for s in SUMS])
def test_sums(line: str, value: str, currency: str | None, per: str | None) -> None:
    assert money(line) == [(value, currency, per)]


SHARES = [
    ("车价的20%", "0.2", "车价", None),
    ("车价30%作为定金", "0.3", "车价", None),
    ("车价20％", "0.2", "车价", None),
    ("支付30%的车款", "0.3", "车款", None),
    ("合同总价款的百分之二十", "0.2", "合同总价款", None),
    ("乙方按合同总价款的20%支付违约金", "0.2", "合同总价款", None),
    ("不超过合同标的额的百分之二十", "0.2", "合同标的额", None),
    ("定金不得超过总价的百分之20", "0.2", "总价", None),
    ("首付两成", "0.2", None, None),
    ("首付三成半", "0.35", None, None),
    ("支付房款的三分之一", None, "房款", None),
    ("退还车款的一半", "0.5", "车款", None),
    ("每日万分之五", "0.0005", None, "day"),
    ("按日万分之三", "0.0003", None, "day"),
    ("日万分之五", "0.0005", None, "day"),
    ("每逾期一日,按房价款的万分之一支付", "0.0001", "房价款", "day"),
    ("逾期每日按车价万分之三支付", "0.0003", "车价", "day"),
    ("每日按未付款项的0.05%计收", "0.0005", "未付款项", "day"),
    ("千分之五", "0.005", None, None),
    ("5‰", "0.005", None, None),
    ("百分之百", "1", None, None),
    ("百分之零点五", "0.005", None, None),
    ("年利率24%", "0.24", None, "year"),
    ("月息2%", "0.02", None, "month"),
    ("百分之二十至三十", "0.2-0.3", None, None),
    ("百分之十至百分之十五", "0.1-0.15", None, None),
    ("10%-15%", "0.1-0.15", None, None),
    ("10-15%", "0.1-0.15", None, None),
    ("20% of the price", "0.2", "price", None),
    ("20 per cent of the total purchase price", "0.2", "total purchase price", None),
    ("twenty per cent (20%) of the price", "0.2", "price", None),
    ("twenty percent", "0.2", None, None),
    ("one fifth of the price", "0.2", "price", None),
    ("two thirds of the fee", None, "fee", None),
    ("half of the price", "0.5", "price", None),
    ("half the deposit", "0.5", None, None),
    ("10% to 15% of the price", "0.1-0.15", "price", None),
    ("0.05% per day", "0.0005", None, "day"),
    ("0.05% of the price for each day of delay", "0.0005", "price", "day"),
    ("0.05% per day of the outstanding sum", "0.0005", "outstanding sum", "day"),
    ("at a daily rate of 0.05%", "0.0005", None, "day"),
    ("12% a year", "0.12", None, "year"),
    ("一次付清九成五", "0.95", None, None),
    ("逾期一天付总价百分之一", "0.01", "总价", "day"),
    ("每迟一日加收应付款项0.5‰", "0.0005", "应付款项", "day"),
    ("应付金额的万分之五", "0.0005", "应付金额", None),
    ("0.05 percent per diem", "0.0005", None, "day"),
    ("nine tenths of the price", "0.9", "price", None),
    ("上牌后付半成", "0.05", None, None),
    ("五分之一的房款", "0.2", "房款", None),
    ("five per thousand", "0.005", None, None),
]


@pytest.mark.parametrize(("line", "share", "basis", "per"), SHARES, ids=[s[0] for s in SHARES])
def test_shares(line: str, share: str | None, basis: str | None, per: str | None) -> None:
    (amount,) = read_amounts(line, language(line))
    assert share is None or figure(amount, "share") == share
    assert (line[slice(*amount.basis)] if amount.basis else None) == basis
    assert amount.per == per
    assert amount.value is None and amount.currency is None


def test_thirds_are_as_exact_as_decimals_go() -> None:
    assert [read_amounts(s, language(s))[0].share for s in ("三分之一", "one third of the price")] == [
        Decimal(1) / 3
    ] * 2


PERIODS = [
    ("三日内付清", "3 day"),
    ("7天", "7 day"),
    ("七天内", "7 day"),
    ("7个自然日", "7 day"),
    ("7个日历天", "7 day"),
    ("十五个工作日", "15 working-day"),
    ("15 个工作日", "15 working-day"),
    ("三个交易日", "3 working-day"),
    ("24小时内", "24 hour"),
    ("四十八(48)小时", "48 hour"),
    ("三十（30）日", "30 day"),
    ("30分钟", "30 minute"),
    ("一周内", "1 week"),
    ("两个星期", "2 week"),
    ("1个月", "1 month"),
    ("六个月", "6 month"),
    ("半年", "0.5 year"),
    ("半个月", "0.5 month"),
    ("一个半月", "1.5 month"),
    ("一年半", "1.5 year"),
    ("两年", "2 year"),
    ("一个季度", "3 month"),
    ("质保三年或10万公里", "3 year"),
    ("第7日", "7 day"),
    ("3-5日", "3 day 5"),
    ("3至5个工作日", "3 working-day 7"),
    ("三日至五日", "3 day 5"),
    ("自2024年7月19日起360天", "360 day"),
    ("five days", "5 day"),
    ("seven (7) days", "7 day"),
    ("two working days", "2 working-day"),
    ("15 business days", "15 working-day"),
    ("seven natural days", "7 day"),
    ("forty-eight (48) hours", "48 hour"),
    ("a 30-day period", "30 day"),
    ("seven days' notice", "7 day"),
    ("one month", "1 month"),
    ("within a month", "1 month"),
    ("within a week of the notice", "1 week"),
    ("half a year", "0.5 year"),
    ("one and a half years", "1.5 year"),
    ("a fortnight", "2 week"),
    ("twelve months", "12 month"),
    ("360 days from 19 july 2024", "360 day"),
    ("3 to 5 days", "3 day 5"),
    ("between 3 and 5 business days", "3 working-day 7"),
    ("on the 7th day after notice", "7 day"),
    ("72h内付款", "72 hour"),
    ("1年零6个月", "545 day"),
    ("三个月零五天", "95 day"),
    ("two years and six months", "910 day"),
    ("20 minutes", "20 minute"),
    ("by the third working day after notice", "3 working-day"),
    ("on the tenth day after arrival", "10 day"),
]


@pytest.mark.parametrize(("line", "expected"), PERIODS, ids=[p[0] for p in PERIODS])
def test_periods(line: str, expected: str) -> None:
    (period,) = read_periods(line, language(line))
    upper = "" if period.upper is None else f" {plain(period.upper)}"
    assert f"{plain(period.value)} {period.unit}{upper}" == expected


@pytest.mark.parametrize(
    ("line", "days"),
    [("5个工作日", "7"), ("48小时", "2"), ("2个月", "60"), ("半年", "182.5"), ("two weeks", "14"), ("36 hours", "1.5")],
)
def test_periods_compare_in_calendar_days(line: str, days: str) -> None:
    assert read_periods(line, language(line))[0].days == Decimal(days)


NOTHING = [
    "第三条", "第3.2条", "依据本合同第五条第二款", "衡运x5豪华型一台", "su7 max", "续航610公里", "82 kwh 电池", "1.5t 发动机",
    "一式三份", "三方协商", "九成新", "已完成交付", "十分重要", "统一安排", "万一发生", "2024年款", "三年级", "18周岁",
    "24小时客服热线", "每月15日", "第二年", "clause 3.2", "article 497", "2 copies", "610 km", "an 82 kwh pack",
    "a third party", "the second half", "24-hour hotline", "model x5", "version 2.0", "tel. 400-123-4567", "on the first day", "the second half", "半成品", "21 英寸轮毂",
    "the 15th day of each month", "2026 model", "26年3月1日", "每逾期一日", "you may cancel", "20 percentage points", "两元件", "身份证号码 110101",
]  # fmt: skip


@pytest.mark.parametrize("line", NOTHING)
def test_what_is_no_quantity_is_left_out(line: str) -> None:
    assert read_amounts(line, language(line)) == () and read_periods(line, language(line)) == ()


@pytest.mark.parametrize(
    "line", [
        "____元", "定金人民币＿＿＿元整", "【 】元", "____%", "百分之____", "rmb ____", "[ ] yuan", "total price: [●]", "总价：【】",
        "deposit: ______", "总价元", "定金：元", "车价为元整", "price: rmb", "¥□□□□元", "price .......... yuan", "总价：待定", "price: tbd",
        "deposit | ____", "balance: to be agreed",
    ]
)
def test_a_blank_is_neither_a_sum_nor_a_share(line: str) -> None:
    (blank,) = read_amounts(line, language(line))
    assert blank.value is None and blank.share is None and blank.start < blank.end


FORMS = [
    ("定金(元):5000", "5000", "CNY"), ("deposit (rmb): 5,000", "5000", "CNY"), ("总价(万元):31.89", "318900", "CNY"),
    ("定金 | 5,000", "5000", None), ("定金：5，000元", "5000", "CNY"), ("price (usd): 31,890", "31890", "USD"),
    ("(小写)¥318900.00元，(大写)人民币叁拾壹万捌仟玖佰元整", "318900", "CNY"),
    ("318,900元，大写叁拾壹万捌仟玖佰元整", "318900", "CNY"), ("318,900元 | 大写 | 叁拾壹万捌仟玖佰元整", "318900", "CNY"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "sum_", "currency"), FORMS)
def test_the_figures_of_a_form(line: str, sum_: str, currency: str | None) -> None:
    assert money(line) == [(sum_, currency, None)]


@pytest.mark.parametrize("line", ["总价(万元):____", "金额(万元)", "定金额度", "价款元素", "总价：第一期支付"])
def test_a_unit_or_a_label_is_no_figure(line: str) -> None:
    assert all(a.value is None and a.share is None for a in read_amounts(line, "zh"))


@pytest.mark.parametrize(("line", "figures"), [
    ("总价318,900元（大写：叁拾壹万捌仟元整）", ["318900", "318000"]),
    ("price: rmb 318,900 (rmb three hundred thousand only)", ["318900", "300000"]),
    ("总价318,900元，定金伍仟元整", []), ("总价318,900元（大写：叁拾壹万捌仟玖佰元整）", []), ("车价300,000元，定金5,000元", []),
])  # fmt: skip
def test_figures_and_words_that_differ_are_a_conflict(line: str, figures: list[str]) -> None:
    assert [plain(a.value) for pair in read_conflicts(line, language(line)) for a in pair if a.value] == figures


DAYS = [
    "2024年7月19日", "2024 年 7 月 19 日", "2024年07月19号", "二〇二四年七月十九日", "2024-07-19", "2024/7/19", "2024.7.19",
    "19 july 2024", "19th of july 2024", "19th day of july, 2024", "july 19, 2024", "july 19th, 2024", "jul. 19, 2024",
]  # fmt: skip


@pytest.mark.parametrize("line", DAYS)
def test_days(line: str) -> None:
    (day,) = read_days(f"on {line} or", "en")
    assert day.value == date(2024, 7, 19) and f"on {line} or"[day.start : day.end] == line
    assert read_amounts(line, language(line)) == () and read_periods(line, language(line)) == ()


@pytest.mark.parametrize(
    "line", ["2024-13-40", "31 february 2024", "2024年2月30日", "version 1.2.3", "you may 2 of them"]
)
def test_no_day_that_does_not_exist(line: str) -> None:
    assert read_days(line, "en") == ()


def test_spans_cover_the_words_of_the_quantity() -> None:
    line = "车价人民币318,900 元,7个工作日内付清车价的20%"
    assert [line[a.start : a.end] for a in read_amounts(line, "zh")] == ["人民币318,900 元", "20%"]
    assert [line[p.start : p.end] for p in read_periods(line, "zh")] == ["7个工作日"]


def test_several_sums_in_one_sentence_stay_apart() -> None:
    line = "指导价329,900元,成交价318,900元,定金5,000元,尾款313,900元"
    assert [a.value for a in read_amounts(line, "zh")] == [329900, 318900, 5000, 313900]


def chinese(n: int) -> str:
    """An independent writer of 1…9999, to read back."""
    digits, units = f"{n:04d}", "千百十"
    text = ""
    for place, digit in enumerate(digits):
        if digit != "0":
            text += HAN[int(digit)] + (units[place] if place < 3 else "")
        elif text and not text.endswith("零") and digits[place:].strip("0"):
            text += "零"
    return text


@given(st.integers(1, 9999), st.integers(0, 9999))
def test_chinese_numerals_are_read_back(high: int, low: int) -> None:
    gap = "零" if 0 < low < 1000 else ""
    line = f"{chinese(high)}万{gap}{chinese(low) if low else ''}元"
    assert read_amounts(line, "zh")[0].value == high * 10000 + low


@given(st.decimals(0, 10**9, places=2, allow_nan=False))
def test_grouped_figures_are_read_back(value: Decimal) -> None:
    assert read_amounts(f"共{value:,.2f}元", "zh")[0].value == value


@given(st.text(alphabet="一二三百千万分之日天元%-至0123456789,. ()每按的价款_daysofthe", max_size=80))
def test_any_text_gives_ordered_spans_with_one_figure(line: str) -> None:
    for found in (read_amounts(line, "zh"), read_amounts(line, "en"), read_periods(line, "zh"), read_days(line, "zh")):
        ends = [0, *(q.end for q in found)]
        assert all(end <= q.start < q.end <= len(line) for end, q in zip(ends, found, strict=False))
    assert all(a.value is None or a.share is None for a in read_amounts(line, "zh"))


@pytest.mark.parametrize(
    "unit", ["9", "一", "百分之", "5% of the ", "每日", "____", "one hundred and ", "3-", "2024-07-19 ", "价款的"]
)
def test_long_runs_of_figures_are_read(unit: str) -> None:
    line = unit * (16_000 // len(unit))
    for read in (read_amounts, read_periods, read_days):
        for language in ("zh", "en"):
            assert all(0 <= q.start < q.end <= len(line) for q in read(line, language))
