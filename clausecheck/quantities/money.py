"""What stands around a number and makes money or a share of it: currency, percent sign, rate, basis.

Every look to the left or right is bounded (`_LEFT`, `_RIGHT` characters), so that reading a sentence takes linear time.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from clausecheck.patterns import later

Per = Literal["hour", "day", "week", "month", "year", "unit"]
_LEFT, _RIGHT = 96, 64

# Code → spellings in front of the figure; code → spellings after it. Longer ones stand before their own beginnings.
_BEFORE = {
    "HKD": r"hk\$|hkd|港币|港元",
    "TWD": r"nt\$|ntd|twd|新台币",
    "SGD": r"s\$|sgd|新加坡元",
    "AUD": r"a\$|aud|澳元",
    "CAD": r"c\$|cad|加元",
    "USD": r"us\$|usd|美元|\$",
    "EUR": r"eur|€|欧元",
    "GBP": r"gbp|£|英镑",
    "JPY": r"jpy|日元",
    "CNY": r"人民币|rmb ?[¥￥]|cn[¥￥]|rmb|cny|[¥￥]",
}
_AFTER = {
    "HKD": r"港元|港币|hkd|(?:hong kong|hk) dollars?",
    "TWD": r"新台币|ntd|twd|new taiwan dollars?",
    "SGD": r"新加坡元|新币|sgd|singapore dollars?",
    "AUD": r"澳元|aud|australian dollars?",
    "CAD": r"加元|cad|canadian dollars?",
    "USD": r"美元|美金|usd|us dollars?|dollars?",
    "EUR": r"欧元|eur|euros?|€(?!\s?\d)",
    "GBP": r"英镑|gbp|pounds?(?: sterling)?|£(?!\s?\d)",
    "JPY": r"日元|日圆|jpy|yen",
    "CNY": r"元人民币|人民币|元(?![素件器旦])|圆|块钱?|(?:chinese |rmb )?yuan(?: renminbi)?|renminbi|rmb|cny",
}
_CURRENCY_BEFORE = later(
    r"(?:" + "|".join(f"(?P<{code}>(?<![a-z])(?:{forms}))" for code, forms in _BEFORE.items()) + r")"
    r"\s{0,2}(?:[(（]?大写[)）]?)?[:：]?\s{0,2}$"
)
_CURRENCY_AFTER = later(
    r"\s{0,2}(?:" + "|".join(f"(?P<{code}>(?:{forms})(?![a-z]))" for code, forms in _AFTER.items()) + r")[整正]?"
)
_UNIT_LABEL = r"(?:\s?[(（](?:单位[:：]?)?[^()（）\d]{1,6}[)）])?"
_SUM_BEFORE = later(
    r"(?:[价款金费额]|price|deposit|balance|sum|amount|fee|total|instal?lments?|payment)"
    rf"{_UNIT_LABEL}(?:\s?(?:[:：=|为是计共]|of|is|at|to|being|amounts? to)){{0,3}}\s{{0,4}}$"
)
_IN_LABEL = later(
    r"[(（](?:单位[:：]?)?(?P<myriad>万)?(?:(?P<CNY>元|人民币元?|rmb|cny|yuan|[¥￥])|(?P<USD>美元|usd|us\$|\$)"
    r"|(?P<EUR>eur|€|欧元)|(?P<GBP>gbp|£|英镑)|(?P<HKD>hkd|hk\$|港[元币]))[)）]\s{0,2}[:：=|为]\s{0,2}$"
)
_NOT_A_SUM = later(r"\s{0,2}(?:[a-z%‰年月日号天周个公千平米次件份套台辆条款章页户人岁元成倍分]|per|-|/|\.\d)")

_SHARE_AFTER = later(
    r"\s{0,2}(?:(?P<hundred>[%％]|per ?cent(?!age)|pct(?![a-z]))|(?P<thousand>‰|per mille|per thousand)"
    r"|(?P<myriad>per ten thousand)|(?P<tenth>成(?![为本立员交都绩功分套品熟果长新色就]))"
    r"(?P<half>[半一二三四五六七八九](?![成年月日天十百千万]))?)"
)
_SHARE_OF = {"hundred": Decimal(100), "thousand": Decimal(1000), "myriad": Decimal(10000), "tenth": Decimal(10)}
HALF_ZH = later(r"一半|半数|(?P<tenth>(?<![成\d])半成(?![品熟年]))")
FRACTION_EN = later(
    r"(?<![a-z])(?:(?P<n>one|two|three|four|five|six|seven|eight|nine|a)[ -]"
    r"(?P<d>half|halves|thirds?|quarters?|fourths?|fifths?|tenths?)"
    r"|(?P<bare>half))(?= of (?!us\b|them\b)|(?: the| its| their| that)? (?:price|balance|deposit|fees?|sum|amount)\b)"
)
_PARTS = {"half": 2, "halv": 2, "thir": 3, "quar": 4, "four": 4, "fift": 5, "tent": 10}
_TIMES = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
_EN_PER = {u: u for u in ("hour", "day", "week", "month", "year")} | {"annum": "year", "diem": "day"}
_ZH_PER: dict[str, Per] = {"小时": "hour", "日": "day", "天": "day", "周": "week", "月": "month", "年": "year"}
_ZH_UNIT = r"(?:小时|日(?![期内前起常后程本元])|天|周|月|年)"
_ZH_EACH = later(
    r"(?:(?:[每按逐](?:逾期|迟延|延迟|延误|拖延|超过|延期|晚|迟)?(?:一|1)?|(?:逾期|迟延|延误|晚|迟)(?:一|1))个?"
    rf"(?P<unit>{_ZH_UNIT})"
    r"(?:的?\d{1,2}[日号])?(?:[^，,。;；\d]{0,14}|[^，,。;；\d]{0,6}[，,][^，,。;；\d]{0,20})"
    r"|(?<![\d一二三四五六七八九十同当])(?P<rate>[日月年])(?:利率|化利率|息|化)?(?:按|为|是|以)?)$"
)
_ZH_EACH_THING = later(
    r"每(?:一|1)?(?:平方米|公里|千米|次|件|平米|㎡|课时|节|人|份|台|度|位|单)[^，,。;；\d]{0,8}$"
)
_ZH_RATE_AFTER = later(r"\s?(?:/|每)\s?(?:个)?(?P<unit>小时|日|天|周|月|年|[^\s，。;；,.]{1,4})")
_EN_RATE_AFTER = later(
    r"(?: of(?: (?!and\b|or\b|as\b|at\b)[a-z'-]+){1,7}?)? ?(?:/|(?:per|an?|(?:for )?(?:each|every|any))\b) ?"
    r"(?:calendar |working |business |full |further |started |whole )?"
    r"(?P<unit>hour|day|week|month|year|annum|diem)(?![a-z])"
    r"| ?(?:/|per |each |for each )(?P<thing>[a-z]{1,16})"
)
_EN_EACH = later(
    r"(?:for (?:each|every)(?: [a-z]+)? (?P<unit>hour|day|week|month|year)\b[^.;\d]{0,80}"
    r"|(?P<adverb>hourly|daily|weekly|monthly|yearly|annual)(?: [a-z-]+){0,4}? ?)$"
)
_ADVERB: dict[str, Per] = {
    "hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "annual": "year"
}  # fmt: skip
_CJK = r"[\u4e00-\u9fff]"
_SUM_NOUN = r"(?:款项?|价格?|费用?|金额?|总额|余额|房价|报酬|金|额)"
_BASIS_CUE = later(
    r"按照|相当于|不超过|不高于|不低于|不少于|支付|收取|扣除|超过|低于|承担|缴纳|赔偿|退还|返还|(?<![应已未所待])付(?!款)|即|[按以为至到得其并是占达收过扣交减退于向]"
)
_BASIS_LEFT = later(rf"(?P<of>{_CJK}{{1,14}}?)\s?(?:[每按逐]?{_ZH_UNIT}\s?)?(?:[按以]\s?)?$")
_BASIS_RIGHT_ZH = later(
    r"\s?的?(?P<of>(?:购车|合同|剩余|全部|房屋|商品房)?(?:总价款?|车款|车价|房价款?|价款|货款|学费|尾款|余款|全款|房款))"
)
_STOP = (
    "as|for|per|by|on|in|at|if|is|are|shall|will|must|may|to|within|when|and|or|each|every|paid|with|which|that|upon|"
    "before|after|of|a"
)
_BASIS_RIGHT_EN = later(
    r"(?: (?:per|a|for each|for every) (?:day|week|month|year|annum))?"
    r" of (?:the |that |this |its |such |your |our |any |all )?"
    rf"(?P<of>[a-z'’-]+(?: (?!(?:{_STOP})\b)[a-z'’-]+){{0,4}})"
)


def currency(view: str, start: int, end: int) -> tuple[int, int, str] | None:
    """The sum that the number [start, end) is: its span with the currency's words, and the code; None for no sum."""
    left = view[max(0, start - 16) : start]
    before, after = _CURRENCY_BEFORE.search(left), _CURRENCY_AFTER.match(view, end, end + 32)
    if before is None and after is None:
        label = None if is_counted(view, end) else _IN_LABEL.search(left)
        return (start, end, str(label.lastgroup)) if label else None
    code = (before or after).lastgroup  # type: ignore[union-attr]
    begin = start - len(left) + before.start() if before else start
    return begin, after.end() if after else end, str(code)


def label_scale(view: str, start: int) -> int:
    """By what the label of a figure multiplies it: 10,000 in 总价（万元）：31.89, else 1."""
    label = _IN_LABEL.search(view[max(0, start - 16) : start])
    return 10_000 if label and label["myriad"] else 1


def scaled(view: str, end: int) -> tuple[int, int]:
    """€1.28m, $50k: the end of the letter behind a figure with its currency in front, and by what it multiplies."""
    letter = view[end : end + 1]
    if letter in ("m", "k") and not view[end + 1 : end + 2].isalnum():
        return end + 1, 10**6 if letter == "m" else 1000
    return end, 1


def is_bare_sum(view: str, start: int, end: int) -> bool:
    """A figure without a currency that is money all the same: "price: 318,900", 车价31.89万."""
    return _SUM_BEFORE.search(view[max(0, start - 28) : start]) is not None and not is_counted(view, end)


def is_counted(view: str, end: int) -> bool:
    """Does a unit, a counted thing or a further figure follow the number that ends here? Then it is no bare sum."""
    return _NOT_A_SUM.match(view, end) is not None


def share(view: str, end: int, value: Decimal) -> tuple[int, Decimal] | None:
    """The share that a number ending at `end` is (20% → 0.2, 两成 → 0.2), with the end of its words."""
    found = _SHARE_AFTER.match(view, end)
    if found is None:
        return None
    kind = next(k for k in _SHARE_OF if found[k])
    if kind == "tenth" and not 1 <= value < 10:
        return None
    return found.end(), (value + _tenth_part(found["half"])) / _SHARE_OF[kind]


def _tenth_part(words: str | None) -> Decimal:
    """What stands behind 成: 三成半 → 0.5, 九成五 → 0.5."""
    if not words:
        return Decimal(0)
    return Decimal("0.5") if words == "半" else Decimal("一二三四五六七八九".index(words) + 1) / 10


def english_fraction(match: re.Match[str]) -> Decimal:
    """The value of a FRACTION_EN match: one fifth → 0.2, half → 0.5."""
    if match["bare"]:
        return Decimal("0.5")
    return Decimal(_TIMES[match["n"]]) / _PARTS[match["d"][:4]]


def rate(view: str, start: int, end: int, *, is_share: bool) -> Per | None:
    """Per what the amount [start, end) is due: 每日万分之五, 80元/天, CNY 80 per day, for each day of delay …"""
    left = view[max(0, start - _LEFT) : start]
    return _rate_after(view, end) or _rate_before(left, is_share)


def _rate_after(view: str, end: int) -> Per | None:
    found = _EN_RATE_AFTER.match(view, end, end + _RIGHT) or _ZH_RATE_AFTER.match(view, end, end + 8)
    if found is None:
        return None
    unit = found["unit"] or ""
    return _EN_PER.get(unit) or _ZH_PER.get(unit, "unit")  # type: ignore[return-value]


def _rate_before(left: str, is_share: bool) -> Per | None:
    found = _ZH_EACH.search(left)
    if found and (found["unit"] or is_share):
        return _ZH_PER[found["unit"] or found["rate"]]
    english = _EN_EACH.search(left)
    if english:
        return _EN_PER[english["unit"]] if english["unit"] else _ADVERB[english["adverb"]]  # type: ignore[return-value]
    return "unit" if _ZH_EACH_THING.search(left) else None


def basis(view: str, start: int, end: int) -> tuple[int, int] | None:
    """View span of the words that the share [start, end) is of: 车价 in 车价的20%, price in "20% of the price"."""
    for pattern in (_BASIS_RIGHT_EN, _BASIS_RIGHT_ZH):
        found = pattern.match(view, end, end + _RIGHT)
        if found:
            return found.span("of")
    left = view[max(0, start - _LEFT) : start]
    before = _BASIS_LEFT.search(left)
    if before is None or not re.search(f"(?:[的之]|{_SUM_NOUN})$", before["of"]):
        return None
    return _trim_basis(before["of"], start - len(left) + before.start("of"))


def _trim_basis(words: str, offset: int) -> tuple[int, int] | None:
    """Drop what stands before the last verb or preposition: 甲方按合同总价 → 合同总价."""
    cut = max((m.end() for m in _BASIS_CUE.finditer(words)), default=0)
    words_left = words[cut:].rstrip("的之")
    return (offset + cut, offset + cut + len(words_left)) if words_left else None
