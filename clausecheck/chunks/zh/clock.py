"""When a Chinese clause lets its event happen: calendar dates and days counted from another event."""

from __future__ import annotations

import re
from collections.abc import Sequence

from clausecheck.chunks import Clock
from clausecheck.patterns import later
from clausecheck.quantities import Day, Period, read_days, read_periods
from clausecheck.quantities.numerals import chinese_value

_DAYS_ONLY = ("day", "working-day", "week", "month", "hour")
_EVE = later("前一[日天]|前夕|前夜|前1[日天]")
_NEXT = later("次日|翌日|第二[日天]|隔日")


def calendar(view: str, start: int, end: int, blanked: str) -> Clock | None:
    """The dates that stand in a part itself: 于3月1日验车, 5月10日前付清."""
    days = [d for d in _days(view) if start <= d.start and d.end <= end and blanked[d.start] != "\u3000"]
    if not days:
        return None
    first, last = days[0].value.toordinal(), days[-1].value.toordinal()
    after = view[days[-1].end:days[-1].end + 3]
    if re.match("[止]?(?:之前|以前|前|止|以内|内)", after) or _BY.search(view[:days[0].start]):
        return Clock("", None, last)
    if re.match("(?:之后|以后|后|起)", after):
        return Clock("", first, None)
    return Clock("", first, last)


_WHEN = later(
    r"(?:[\d年月日号第一二三四五六七八九十周个天阶段季度期初底中上下午旬起始、（）() -]|最迟|之前|以前|前|后)+")
_ORDINAL = later(
    r"第\s*(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3})\s*(?:个)?(?P<unit>周|月|阶段|季度|天|日|期)(?!款|付|费)")
_LAST_DAY = later("截止|最迟|期限|到期|之前|以前")


def beside(view: str, start: int, end: int) -> Clock | None:
    """The date that a colon sets before or after a part: 第三周：付款; 看车日：6月12日."""
    lead = re.search(r"(?:^|[,，。;；:：\n])([^,，。;；:：\n]{2,16})[:：]\s*$", view[:start])
    if lead and _WHEN.fullmatch(lead[1].strip()):
        ordinal = _ORDINAL.search(lead[1])
        if ordinal:
            return _ordinal(ordinal)
        return calendar(view, lead.start(1), lead.end(1), view) or hour(view, lead.start(1), lead.end(1))
    if view[end:end + 1] in (":", "：") and re.search("[日期间时]|截止", view[max(start, end - 4):end]):
        stop = re.search("[,，。;；(（\n]", view[end + 1:])
        last = end + 1 + stop.start() if stop else len(view)
        clock = calendar(view, end + 1, last, view)
        late = clock is not None and _LAST_DAY.search(view, start, end)
        return Clock("", None, clock.high) if clock is not None and late else clock
    inside = _ORDINAL.search(view, start, end)
    return _ordinal(inside) if inside and inside["unit"] in ("周", "月", "阶段", "季度") else None


def _ordinal(m: re.Match[str]) -> Clock:
    number = float(m["n"]) if m["n"].isdigit() else float(chinese_value(m["n"]) or 0)
    return Clock(f"第{m['unit']}", number, number)


_BY = later("(?:不晚于|不迟于|不得晚于|不得迟于|截至|至)$")
_PART_OF_DAY = later("上午|早上|早晨|中午|下午|傍晚|晚上")
_WEEKDAY = later("周[一二三四五六日天]|星期|礼拜|次日|第[二三]天|翌日")
_HOUR = later(
    r"(上午|早上|早|凌晨|中午|下午|傍晚|晚上|晚|午后)?\s*(\d{1,2}|[一二三四五六七八九十两]{1,3})\s*"
    r"(?:[时点]|:[0-5]\d)(?!间|段|内)")


_DAY_OF_WEEK = later("(?:(?P<which>上|本|下|次|当)?(?:周|星期|礼拜))(?P<day>[一二三四五六日天])(?![至到~—-])")


def weekday(view: str, start: int, end: int) -> Clock | None:
    """A day of the week, where no date stands: 周一汇款，周三开箱."""
    m = _DAY_OF_WEEK.search(view, start, end)
    if m is None:
        return None
    value = float("一二三四五六日".index("日" if m["day"] == "天" else m["day"]) + 7 * (m["which"] in ("下", "次")))
    return Clock("week", value, value)


def hour(view: str, start: int, end: int) -> Clock | None:
    """A time of the day, where no date stands: 上午十点转账, 14:00验车."""
    m = _HOUR.search(view, start, end)
    if m is None:
        part = _PART_OF_DAY.search(view, start, end)
        value = {"上": 9.0, "早": 9.0, "中": 12.0, "下": 15.0, "傍": 18.0, "晚": 20.0}[part[0][0]] if part else 0.0
        return Clock("hour", value, value) if part and not _WEEKDAY.search(view, start, end) else None
    value = float(m[2]) if m[2].isdigit() else float(chinese_value(m[2]) or 0)
    late = m[1] in ("下午", "傍晚", "晚上", "晚", "午后") and value < 12
    return Clock("hour", value + 12 * late, value + 12 * late)


def _days(view: str) -> list[Day]:
    """Dates; one without a year counts in a year of its own, so that two of them can be compared."""
    found = list(read_days(view, "zh"))
    for m in re.finditer(r"(?<![年\d月])(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]", view):
        month, day = int(m[1]), int(m[2])
        if 1 <= month <= 12 and 1 <= day <= 28 and not any(d.start <= m.start() < d.end for d in found):
            from datetime import date

            found.append(Day(m.start(), m.end(), date(2000, month, day)))
    return sorted(found, key=lambda d: d.start)


def counted(view: str, anchor: str, cue: tuple[int, int], status: str, stop: int) -> Clock | None:
    """Days from an anchor: 通知后三日内, 交车前十日, 提车次日. `cue`: the marker; `stop`: where the part ends."""
    word, tail = view[cue[0]:cue[1]], view[cue[1]:stop]
    name = "HANDOVER" if anchor == "HANDOVER_DAY" else anchor
    number = _number(view, cue[1], stop)
    if status == "pending":
        if _EVE.match(view, cue[0]):
            return Clock(name, -1, -1)
        if number is None:
            return Clock(name, None, 0)
        within = tail[number.end - cue[1]:number.end - cue[1] + 1] == "内"
        return Clock(name, -float(number.days) if within else None, 0 if within else -float(number.days))
    if _NEXT.search(word):
        return Clock(name, 1, 1)
    if status == "same" or word.endswith(("当日", "当天", "同日")):
        return Clock(name, 0, 0)
    if _NEXT.match(tail):
        return Clock(name, 1, 1)
    if number is None:
        return Clock(name, 0, None)
    days, after = float(number.days), view[number.end:number.end + 3]
    if view[max(0, number.start - 1):number.start] == "第" or view[number.start:number.start + 1] == "第":
        return Clock(name, days, days)
    return Clock(name, days, None) if re.match("之?后|以后|届满", after) else Clock(name, 0, days)


def _number(view: str, start: int, stop: int) -> Period | None:
    """The length of time right after a marker."""
    near: Sequence[Period] = [p for p in read_periods(view, "zh") if start <= p.start <= start + 4 and p.end <= stop]
    return near[0] if near and near[0].unit in _DAYS_ONLY else None
