"""Lengths of time in a sentence's view. What a rule reads is `clausecheck.quantities`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from clausecheck.patterns import later
from clausecheck.quantities.dates import numbers_outside_dates
from clausecheck.quantities.numerals import Number, chinese_value

Unit = Literal["minute", "hour", "day", "working-day", "week", "month", "year"]


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time: `days` is what is compared, in calendar days (working days × 7/5; months 30, years 365)."""

    start: int
    end: int
    value: Decimal
    unit: Unit
    days: Decimal
    upper: Decimal | None = None  # the upper end of a range, in calendar days


_DAYS: dict[Unit, tuple[int, int]] = {
    "minute": (1, 1440),
    "hour": (1, 24),
    "day": (1, 1),
    "working-day": (7, 5),
    "week": (7, 1),
    "month": (30, 1),
    "year": (365, 1),
}
_SERVICE = (
    r"(?!\s?(?:客服|热线|服务|值班|营业|在线|救援|道路救援|hotline|roadside|support|service|customer|assistance))"
)
_UNITS_ZH: tuple[tuple[str, Unit], ...] = (
    (r"个?\s?(?:工作日|交易日|营业日|银行日)", "working-day"),
    (rf"个?\s?(?:小时|钟头){_SERVICE}", "hour"),
    (r"分钟", "minute"),
    (
        r"个?(?:自然|日历|连续)?(?:日历天|自然天)|个(?:自然|日历)?[日天]|(?:自然|日历|连续)?[日天](?![元期报历产常本然津窗])",
        "day",
    ),
    (r"个?(?:星期|礼拜)(?![一二三四五六日天])|周(?![岁年边转末一二三四五六日])", "week"),
    (r"个\s?(?:自然|日历)?月", "month"),
    (r"个?(?:周年|年(?![级龄款份度代检审化月]|\s?\d{1,2}\s?月))", "year"),
)
_UNITS_EN: tuple[tuple[str, Unit], ...] = (
    (r"(?:working|business|banking|bank|trading)[ -]days?", "working-day"),
    (rf"(?:hours?|hrs?|h){_SERVICE}", "hour"),
    (r"(?:minutes?|mins?)", "minute"),
    (r"(?:(?:natural|calendar|clear|consecutive|full|whole|more|further)[ -])?days?", "day"),
    (r"(?:(?:calendar|full|consecutive|whole)[ -])?weeks?", "week"),
    (r"(?:(?:calendar|full|consecutive|whole)[ -])?months?", "month"),
    (r"(?:(?:calendar|full|consecutive|whole)[ -])?years?(?![ -]old)", "year"),
)
_AFTER = later(
    r"\s{0,2}(?:" + "|".join(f"(?P<z{i}>{form})" for i, (form, _) in enumerate(_UNITS_ZH)) + ")"
    r"|[ -]{0,2}(?:" + "|".join(f"(?P<e{i}>(?:{form})(?![a-z]))" for i, (form, _) in enumerate(_UNITS_EN)) + ")"
)
_UNIT_OF: dict[str, Unit] = {f"z{i}": u for i, (_, u) in enumerate(_UNITS_ZH)} | {
    f"e{i}": u for i, (_, u) in enumerate(_UNITS_EN)
}
_HALF_BEHIND = later(r"个(?P<half>半)(?P<unit>月|小时|星期)")  # 一个半月
_HALF_AFTER = later(r"半(?![月年天日价])")  # 一年半
_ALONE = later(
    r"半(?:个)?(?P<half>年(?![度])|月|天|日|小时)|(?P<quarter>[一两二三])个?季度"
    r"|(?<![a-z])half (?:an? )?(?P<half_en>year|month|day|hour)(?![a-z])|(?P<fortnight>(?<![a-z])fortnight)"
    r"|(?<=within )an? (?:further |full |calendar )?(?P<one>(?:working|business) day|day|week|month|year|hour)(?![a-z])"
    r"|(?<=after )an? (?:further |full |calendar )?(?P<after>day|week|month|year)(?![a-z])"
    r"|(?<=least )an? (?P<least>day|week|month|year)(?![a-z])"
)
_ALONE_WORDS = ("半", "季度", "half ", "fortnight", " a ", " an ")
_HALVES: dict[str, Unit] = {
    "年": "year", "月": "month", "天": "day", "日": "day", "小时": "hour", "星期": "week",
    "year": "year", "month": "month", "day": "day", "hour": "hour", "week": "week",
    "working day": "working-day", "business day": "working-day",
}  # fmt: skip
_JOINER = later(r"\s{0,2}(?:-|–|—|~|～|至|到|to|or|或|and)\s{0,2}")
_AND = later(r"\s?(?:零|又)?\s?| and ")
_DAY_OF_MONTH = later(r"(?<!个)月(?:的|内)?\s?$")
_ORDINAL = later(r"第\s?$")
_ORDINAL_WORDS = {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "fifteenth": 15, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
_ORDINAL_EN = later(
    rf"(?:(?P<n>\d{{1,3}})(?:st|nd|rd|th)|(?<![a-z])(?P<word>{'|'.join(_ORDINAL_WORDS)})) "
    r"(?P<unit>(?:working |business |calendar )?day)(?! of )"
)


def read_periods(view: str, language: str) -> tuple[Period, ...]:
    """All lengths of time of a sentence in text order; a range is one period, its lower end the value."""
    found = [*_counted(view, numbers_outside_dates(view, language)), *_standing_alone(view), *_ordinals(view)]
    joined: list[Period] = []
    for period in sorted(found, key=lambda p: (p.start, -p.end)):
        if joined and period.start < joined[-1].end:
            continue
        whole = _compound(view, joined[-1], period) if joined else None
        if whole:
            joined[-1] = whole
        elif joined and _is_range(view, joined[-1], period):
            joined[-1] = replace(joined[-1], end=period.end, upper=period.days)
        else:
            joined.append(period)
    return tuple(joined)


def _counted(view: str, numbers: tuple[Number, ...]) -> Iterator[Period]:
    for index, number in enumerate(numbers):
        half = _HALF_BEHIND.match(view, number.end)
        if half:
            yield _period(number.start, half.end(), number.value + Decimal("0.5"), _HALVES[half["unit"]])
            continue
        unit = _AFTER.match(view, number.end, number.end + 48)
        if unit and not _is_other(view, number, _UNIT_OF[str(unit.lastgroup)]):
            yield _with_lower(view, numbers[index - 1] if index else None, number, unit)


def _with_lower(view: str, previous: Number | None, number: Number, unit: re.Match[str]) -> Period:
    """A number with its unit; 3-5日: the bare number before the joiner is the lower end. 一年半 adds one half."""
    name = _UNIT_OF[str(unit.lastgroup)]
    more = _HALF_AFTER.match(view, unit.end()) if name in ("year", "hour") else None
    value = number.value + (Decimal("0.5") if more else 0)
    period = _period(number.start, more.end() if more else unit.end(), value, name)
    if previous is None or not _JOINER.fullmatch(view[previous.end : number.start]) or previous.value >= number.value:
        return period
    return replace(
        period, start=previous.start, value=previous.value, days=days_of(previous.value, name), upper=period.days
    )


def _period(start: int, end: int, value: Decimal, unit: Unit) -> Period:
    return Period(start, end, value, unit, days_of(value, unit))


def days_of(value: Decimal, unit: Unit) -> Decimal:
    """A length of time in calendar days: working days × 7/5, months 30, years 365."""
    days, of = _DAYS[unit]
    return value * days / of


def _is_other(view: str, number: Number, unit: Unit) -> bool:
    """2024年, 每月15日, 第二年, x5 天: a year, a day of the month, an ordinal, a name; no length of time."""
    left = view[max(0, number.start - 6) : number.start]
    if left[-1:].isascii() and left[-1:].isalpha() and not number.words:
        return True
    if number.value == 1 and re.search(r"(?:每[^，,。]{0,3}|逾期|迟延|延误|晚|迟)$", left):  # 每逾期一日: a rate
        return True
    if unit == "year" and (number.value >= 1000 or _ORDINAL.search(left)):
        return True
    if unit in ("month", "week", "hour") and _ORDINAL.search(left):
        return True
    return unit == "day" and _DAY_OF_MONTH.search(left) is not None


def _standing_alone(view: str) -> Iterator[Period]:
    if not any(word in view for word in _ALONE_WORDS):
        return
    for match in _ALONE.finditer(view):
        group = str(match.lastgroup)
        if group == "quarter":
            yield _period(match.start(), match.end(), chinese_value(match[group]) * 3, "month")
        elif group == "fortnight":
            yield _period(match.start(), match.end(), Decimal(2), "week")
        else:
            value = Decimal("0.5") if group.startswith("half") else Decimal(1)
            yield _period(match.start(), match.end(), value, _HALVES[match[group]])


def _ordinals(view: str) -> Iterator[Period]:
    if " day" not in view:
        return
    for match in _ORDINAL_EN.finditer(view):
        working = match["unit"].startswith(("working", "business"))
        number = Decimal(match["n"] or _ORDINAL_WORDS[match["word"]])
        yield _period(match.start(), match.end(), number, "working-day" if working else "day")


def _compound(view: str, first: Period, second: Period) -> Period | None:
    """1年零6个月, two years and six months: one length of time, told in days."""
    smaller = {"year": ("month", "day"), "month": ("day",)}.get(first.unit, ())
    if second.unit not in smaller or first.upper or not _AND.fullmatch(view[first.end : second.start]):
        return None
    return _period(first.start, second.end, first.days + second.days, "day")


def _is_range(view: str, first: Period, second: Period) -> bool:
    """3日至5日, 3 days to 5 days: one range. "3 days or 5 days" and "3 days and 5 days" are two periods."""
    gap = view[first.end : second.start]
    range_words = _JOINER.fullmatch(gap) is not None and gap.strip() not in ("or", "或", "and")
    return range_words and first.upper is None and first.unit == second.unit and first.days < second.days
