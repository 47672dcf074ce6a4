"""Numbers as a contract writes them: 318,900, 5 000, 31.89万, 叁拾壹万捌仟玖佰, forty-eight (48), one and a half."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from clausecheck.patterns import later

_ZH_DIGITS = {
    c: v
    for v, cs in enumerate(("零〇", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for c in cs
}
_ZH_DIGITS |= {"兩": 2, "貳": 2, "陸": 6, "參": 3}
_ZH_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_ZH_BIG = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_ZH_SHORT = {"廿": "二十", "卅": "三十"}
_ZH_RUN = "[" + "".join([*_ZH_DIGITS, *_ZH_TENS, *_ZH_BIG, *_ZH_SHORT]) + "]"

_EN_ONES = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_EN_TENS = dict(
    zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10), strict=True)
)
_EN_BIG = {"hundred": 100, "thousand": 1000, "million": 10**6}
_EN_WORD = "(?:" + "|".join(sorted([*_EN_ONES, *_EN_TENS, *_EN_BIG], key=len, reverse=True)) + ")"

# Every quantifier is bounded, so that a hostile text costs a constant factor and no more.
_FIGURE = (
    r"(?<![\d.])(?:\d{1,3}(?:[,，]\d{3}){1,5}|\d{1,3}(?:[ \u00a0]\d{3}){1,5}(?![\d,])|\d{1,15})(?:\.\d{1,6})?(?!\d)"
)
_SCALE = r"(?:\s?(?P<scale>[万萬亿億]|[千百](?![米克瓦分卡])|(?:thousand|million|k)\b))?"
_ZH = rf"{_ZH_RUN}{{1,24}}(?:点{_ZH_RUN}{{1,6}})?"
_EN = rf"(?<![a-z])(?:(?:a )?{_EN_WORD})(?:(?: and |[ -]){_EN_WORD}){{0,10}}(?![a-z])(?:(?P<half> and a half)\b)?"
_NUMBER = {
    "zh": later(rf"(?P<figure>{_FIGURE}){_SCALE}|(?P<zh>{_ZH})"),
    "en": later(rf"(?P<figure>{_FIGURE}){_SCALE}|(?P<en>{_EN})"),
    "": later(rf"(?P<figure>{_FIGURE}){_SCALE}|(?P<zh>{_ZH})|(?P<en>{_EN})"),
}
_SCALES = {**_ZH_BIG, "千": 1000, "百": 100, "k": 1000, "thousand": 1000, "million": 10**6}
_REPEAT_GAP = later(r"\s?[(（]\s?(?:大写[:：]?|即)?\s?$")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a sentence's view. `words`: written in words, not in figures."""

    start: int
    end: int
    value: Decimal
    words: bool
    scale: int = 1  # of a figure with its own multiplier: 10000 in 60万


def chinese_value(run: str) -> Decimal:
    """叁拾壹万捌仟玖佰 → 318900, 二〇二四 → 2024, 零点五 → 0.5, 百 (of 百分之) → 100."""
    whole, _, fraction = run.partition("点")
    total = _chinese_integer("".join(_ZH_SHORT.get(c, c) for c in whole))
    if not fraction:
        return Decimal(total)
    return Decimal(f"{total}.{''.join(str(_ZH_DIGITS.get(c, 0)) for c in fraction)}")


def _chinese_integer(run: str) -> int:
    if all(c in _ZH_DIGITS for c in run):
        return int("".join(str(_ZH_DIGITS[c]) for c in run))
    total = section = digit = 0
    unit = 1
    for c in run:
        if c in _ZH_DIGITS:
            digit, unit = _ZH_DIGITS[c], (1 if _ZH_DIGITS[c] == 0 else unit)
        elif c in _ZH_TENS:
            unit = _ZH_TENS[c]
            section, digit = section + (digit or 1) * unit, 0
        else:
            unit = _ZH_BIG[c]
            total = _scaled(total, section + digit, unit)
            section = digit = 0
    # 三万五 and 一百二 leave out the last unit, one tenth of the one before.
    return total + section + digit * (unit // 10 if unit > 10 and digit else 1)


def _scaled(total: int, section: int, unit: int) -> int:
    """一亿二千万: 万 scales its own section, 亿 all that stands before it."""
    return total + (section or 1) * unit if unit == 10**4 else ((total + section) or 1) * unit


def english_value(words: str) -> Decimal:
    """forty-eight → 48, one hundred and twenty → 120, three hundred eighteen thousand nine hundred → 318900."""
    total = section = 0
    for word in re.findall(r"[a-z]+", words):
        if word in _EN_ONES or word in _EN_TENS:
            section += _EN_ONES.get(word, 0) or _EN_TENS.get(word, 0)
        elif word == "hundred":
            section = (section or 1) * 100
        elif word in _EN_BIG:
            total, section = total + (section or 1) * _EN_BIG[word], 0
    return Decimal(total + section)


@lru_cache(maxsize=256)
def read_numbers(view: str, language: str) -> tuple[Number, ...]:
    """All numbers of a view from left to right; "forty-eight (48)" and "30（三十）" are one number."""
    found = [_number(m) for m in _NUMBER.get(language, _NUMBER[""]).finditer(view)]
    merged: list[Number] = []
    for number in found:
        if merged and _repeats(view, merged[-1], number):
            merged[-1] = Number(merged[-1].start, number.end + 1, number.value, merged[-1].words)
        elif merged and merged[-1].end == number.start and view[number.start - 1] in _ZH_BIG:  # 3万5千
            merged[-1] = Number(merged[-1].start, number.end, merged[-1].value + number.value, False)
        else:
            merged.append(number)
    return tuple(merged)


def _number(match: re.Match[str]) -> Number:
    groups = match.groupdict()
    if groups["figure"] is not None:
        scale = _SCALES.get(groups["scale"] or "", 1)
        value = Decimal(re.sub(r"[,， \u00a0]", "", groups["figure"])) * scale
        return Number(match.start(), match.end(), value, False, scale)
    if groups.get("zh"):
        return Number(match.start(), match.end(), chinese_value(match.group()), True)
    half = Decimal("0.5") if groups["half"] else Decimal(0)
    return Number(match.start(), match.end(), english_value(groups["en"]) + half, True)


def _repeats(view: str, first: Number, second: Number) -> bool:
    gap = view[first.end : second.start]
    return (
        len(gap) <= 8
        and first.value == second.value
        and _REPEAT_GAP.fullmatch(gap) is not None
        and view[second.end : second.end + 1] in (")", "）")
    )
