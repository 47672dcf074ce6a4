"""Calendar dates in a sentence's view, and the numbers that are no part of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from clausecheck.patterns import later
from clausecheck.quantities.numerals import Number, chinese_value, read_numbers


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar date."""

    start: int
    end: int
    value: date


_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH_EN = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_ZH_FIGURE = "[〇零一二三四五六七八九十]"
_DAY = later(
    rf"(?P<y1>(?:19|20)\d{{2}}|{_ZH_FIGURE}{{4}})\s?年\s?(?P<m1>\d{{1,2}}|{_ZH_FIGURE}{{1,2}})\s?月\s?(?P<d1>\d{{1,2}}|{_ZH_FIGURE}{{1,3}})\s?[日号]"
    r"|(?<![\d.-])(?P<y2>(?:19|20)\d{2})(?P<sep>[-/.])(?P<m2>\d{1,2})(?P=sep)(?P<d2>\d{1,2})(?![\d-])"
    rf"|(?<![\d.,])(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?: day)?(?: of)? "
    rf"(?P<m3>{_MONTH_EN}),? (?P<y3>(?:19|20)\d{{2}})(?!\d)"
    rf"|(?<![a-z])(?P<m4>{_MONTH_EN}) (?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y4>(?:19|20)\d{{2}})(?!\d)"
)


def read_days(view: str, language: str) -> tuple[Day, ...]:
    """All full calendar dates of a sentence in text order; a date that does not exist is left out."""
    if "年" not in view and "19" not in view and "20" not in view:
        return ()
    days = []
    for match in _DAY.finditer(view):
        form = next(n for n in "1234" if match[f"y{n}"])
        try:
            value = date(*(_part(match[f"{part}{form}"]) for part in "ymd"))
        except ValueError:
            continue
        days.append(Day(match.start(), match.end(), value))
    return tuple(days)


def _part(words: str) -> int:
    if words[:3] in _MONTHS:
        return _MONTHS.index(words[:3]) + 1
    return int(words) if words.isdigit() and words.isascii() else int(chinese_value(words))


@lru_cache(maxsize=256)
def numbers_outside_dates(view: str, language: str) -> tuple[Number, ...]:
    """The numbers of a view, without those that are part of a calendar date."""
    days = iter(read_days(view, language))
    day = next(days, None)
    kept = []
    for number in read_numbers(view, language):
        while day and day.end <= number.start:
            day = next(days, None)
        if day is None or number.start < day.start:
            kept.append(number)
    return tuple(kept)
