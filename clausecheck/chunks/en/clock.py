"""When an English clause lets its event happen: dates, weekdays, times of day, and days counted from another event."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from clausecheck.chunks import Clock
from clausecheck.patterns import later
from clausecheck.quantities import Day, read_days, read_periods

if TYPE_CHECKING:
    from clausecheck.chunks.en.drafts import Drafts

ANCHORS = frozenset(
    ["HANDOVER", "HANDOVER_DAY", "PAYMENT_NOTICE", "NOTIFY", "ARRIVE", "CONCLUDE", "PRODUCED", "DISPATCH", "APPOINT"]
)
_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_MONTHS = {name: n for n, name in enumerate(_MONTH_NAMES, 1)}
_WEEKDAYS = {name: float(n) for n, name in enumerate(_DAY_NAMES)}
_NTH = {name: n for n, name in enumerate(_ORDINALS, 1)}
_BARE_DATE = later(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({'|'.join(_MONTHS)})|({'|'.join(_MONTHS)}) (\d{{1,2}}))\b(?! ?\d{{4}})"
)
_HOUR = later(
    r"\b(\d{1,2})(?:[:.](\d{2}))? ?(a\.?m|p\.?m|o'clock|hrs|hours)\b|\b(\d{1,2}):(\d{2})\b|\b(noon|midday|midnight)\b"
)
_UNTIL = later(
    r"(?:\bby|before|until|till|up to|not later than|no later than|at the latest(?: on| by)?|latest by)"
    r"(?: (?:the|on|close of business on|the end of|noon on|midnight on))*\s*$"
)
_SINCE = later(
    r"(?:\bfrom|on or after|after|as of|as from|since|starting|not before|no earlier than|not earlier than)"
    r"(?: (?:the|on))*\s*$"
)


def calendar(view: str, inside: Callable[[int], bool]) -> Clock | None:
    """The date, weekday or time that stands in a part itself. `inside`: does a view position belong to it?"""
    days = [d for d in _days(view) if inside(d.start)]
    hour = next((m for m in _HOUR.finditer(view) if inside(m.start())), None)
    if days:
        first, last = float(days[0].value.toordinal()), float(days[-1].value.toordinal())
        if hour is not None:
            first = last = first + _fraction(hour)
        return _open(view, days[0].start, "", first, last)
    week = next((m for m in re.finditer(rf"\b(?:{'|'.join(_WEEKDAYS)})\b", view) if inside(m.start())), None)
    if week is not None:
        return _open(view, week.start(), "week", _WEEKDAYS[week.group()], _WEEKDAYS[week.group()])
    if hour is not None:
        return _open(view, hour.start(), "day", _fraction(hour), _fraction(hour))
    return None


def _open(view: str, at: int, anchor: str, first: float, last: float) -> Clock:
    before = view[:at]
    if _UNTIL.search(before):
        return Clock(anchor, None, last)
    if _SINCE.search(before):
        return Clock(anchor, first, None)
    return Clock(anchor, first, last)


def _fraction(m: re.Match[str]) -> float:
    if m[6]:
        return 0.0 if m[6] == "midnight" else 0.5
    hour, minute = int(m[1] or m[4]), int(m[2] or m[5] or 0)
    if (m[3] or "").startswith("p") and hour < 12:
        hour += 12
    return (hour * 60 + minute) / 1440


def _days(view: str) -> list[Day]:
    """Dates; one without a year counts in a year of its own, so that two of them can be compared."""
    found = list(read_days(view, "en"))
    for m in _BARE_DATE.finditer(view):
        month, day = _MONTHS[m[2] or m[3]], int(m[1] or m[4])
        if 1 <= day <= 28 and not any(d.start <= m.start() < d.end for d in found):
            found.append(Day(m.start(), m.end(), date(2000, month, day)))
    return sorted(found, key=lambda d: d.start)


def counted(cue: str, anchor: str, status: str | None) -> Clock | None:
    """Days from an anchor by the words of the cue: "three days before", "within seven days of", "on the day of"."""
    name = "HANDOVER" if anchor == "HANDOVER_DAY" else anchor
    days = _number(cue)
    if status == "pending":
        if re.search(r"\b(?:day|eve|evening|night|morning) (?:before|of|preceding)|\beve of", cue):
            days = 1.0
        if days is None:
            return Clock(name, None, -0.5)
        return Clock(name, None, -days)
    if status == "same":
        return Clock(name, 0, 0)
    if status != "done":
        return None
    if re.search(r"\b(?:day|morning) (?:after|following)|following day|next day", cue) and days is None:
        return Clock(name, 1, 1)
    if days is None:
        return Clock(name, 0, None)
    if re.search(r"within|inside|no later|not later|\bin\b|at the latest|under", cue):
        return Clock(name, 0, days)
    return Clock(name, days, days)


def _number(cue: str) -> float | None:
    ordinal = re.search(r"\b(\d+)(?:st|nd|rd|th)\b|\b(" + "|".join(_NTH) + r")\b(?= (?:\w+ )?day)", cue)
    if ordinal:
        return float(ordinal[1] or _NTH[ordinal[2]])
    periods = read_periods(cue, "en")
    return float(periods[0].days) if periods else None


# --- drafts ----------------------------------------------------------------------------------------------------------
def set_clocks(a: Drafts) -> None:
    """Dates in a draft's own words; days counted from the event of a draft that hangs on it."""
    for d in a.all:
        places = {at for k in d.own for at in range(a.tokens[k].start, a.tokens[k].end)}
        d.clock = calendar(a.view, places.__contains__) if places else None
    for d in a.all:
        if d.cue is None or d.head is None:
            continue
        head = a.all[d.head]
        if head.clock is None and not a.events_in(d.own):
            whole = range(a.tokens[d.start].start, a.tokens[d.end - 1].end)
            head.clock = calendar(a.view, whole.__contains__)
        if head.clock is None and head.sign > 0 and d.relation in ("after", "before", "same"):
            anchors = [c for c, _, _ in a.mentions_in(d.own) if c in ANCHORS or c.islower()]
            if len(anchors) == 1:
                head.clock = counted(a.between(*d.cue), anchors[0], d.status)
