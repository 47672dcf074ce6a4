"""Which sum and which length of time belongs to which mention of a sentence.

A period inside the cue of a part ("within 7 days of", 后7日内) belongs to the part that the cue serves; any other to
the nearest event of its own part. A sum belongs to the nearest thing in the same breath, and to what holds that thing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal

from clausecheck.chunks import Part
from clausecheck.chunks.cues import pattern
from clausecheck.patterns import later
from clausecheck.qualify.turns import measured
from clausecheck.quantities import Amount, Period, read_amounts, read_periods
from clausecheck.quantities.numerals import read_numbers
from clausecheck.quantities.periods import Unit, days_of
from clausecheck.text import Sentence

Spot = tuple[int, int, str]  # start, end of the view, kind of the concept
_BREATH = later(r"[，;；。:：()（）]|(?<!\d),|,(?!\d)|\.(?=\s|$)")  # the comma of 60,000 parts nothing
_NEAR = 40
_AS = later(
    r"[^,.;，。；]{0,12}?(?:\b(?:as|by way of|in the form of)\s(?:(?:an?|the|your|his|her|its)\s)?|作为|充作|充当)\Z")
_TURN = 50  # characters between an event and a length of time that a turn of phrase puts together
_UNITS: dict[str, Unit] = {"day": "day", "week": "week", "month": "month", "year": "year"}
_ONE = later(
    r"(?:(?<=within )|(?<=inside )|(?<=over )|(?<=spend ))an? (?:whole |full )?(?P<unit>day|week|month|year)\b"
)
_BARE = later(r"\b(?:within|inside|in|has) (?P<n>\d{1,3}|[a-z]+(?:-[a-z]+)?)(?= ?(?:[.,;]|$)| more\b)")


def periods_of(
    sentence: Sentence, parts: Sequence[Part], spots: Sequence[Spot], homes: Sequence[int | None]
) -> tuple[list[Period | None], list[Period | None]]:
    """For each mention its deadline and its duration, or None."""
    deadlines: list[Period | None] = [None] * len(spots)
    durations: list[Period | None] = [None] * len(spots)
    lengths = [*read_periods(sentence.view, sentence.language), *_unsaid(sentence)]
    for period in lengths:
        lasting, limiting = _lasting(sentence, period), _limiting(sentence, period)
        for n in _owners(sentence, parts, spots, homes, period):
            if (not lasting or limiting or spots[n][2] == "event") and deadlines[n] is None:
                deadlines[n] = period
            if (lasting or not limiting) and durations[n] is None:
                durations[n] = period
    for period in lengths:
        _settle(sentence, spots, period, deadlines, durations)
    return deadlines, durations


def _settle(
    sentence: Sentence, spots: Sequence[Spot], period: Period, deadlines: list[Period | None],
    durations: list[Period | None],
) -> None:
    """What a turn of phrase says of the period and an event near it goes before what their places say."""
    for n in range(bisect_left(spots, (period.start - 2 * _TURN,)), bisect_left(spots, (period.end + _TURN,))):
        start, end, kind = spots[n]
        if kind != "event" or period.start - end > _TURN:
            continue
        said = measured(sentence.view, sentence.language, (start, end), (period.start, period.end))
        for what, table in (("deadline", deadlines), ("duration", durations)):
            if said.get(what):
                table[n] = period
            elif what in said and table[n] == period:
                table[n] = None


def _unsaid(sentence: Sentence) -> list[Period]:
    """ "within 3 days … within 30": the unit of the length named before; "inside a month", "a whole day": one."""
    if sentence.language != "en":
        return []
    found = [Period(m.start(), m.end(), Decimal(1), _UNITS[m["unit"]], days_of(Decimal(1), _UNITS[m["unit"]]))
             for m in _ONE.finditer(sentence.view)]
    known = read_periods(sentence.view, "en")
    for m in _BARE.finditer(sentence.view):
        number = next(iter(read_numbers(m["n"], "en")), None)
        unit = next((p.unit for p in reversed(known) if p.end <= m.start()), None)
        if number is not None and unit is not None:
            found.append(Period(m.start("n"), m.end("n"), number.value, unit, days_of(number.value, unit)))
    return found


def _lasting(sentence: Sentence, period: Period) -> bool:
    """Do the words around it say how long something lasts?"""
    if sentence.language not in ("zh", "en"):
        return False
    return bool(pattern(sentence.language, "lasting").search(sentence.view, max(0, period.start - 24), period.end + 16))


def _limiting(sentence: Sentence, period: Period) -> bool:
    """Do the words around it say by when something is done?"""
    if sentence.language not in ("zh", "en"):
        return True
    limits = pattern(sentence.language, "limiting")
    return limits.search(sentence.view, max(0, period.start - 16), period.end + 10) is not None


def _owners(
    sentence: Sentence, parts: Sequence[Part], spots: Sequence[Spot], homes: Sequence[int | None], period: Period
) -> list[int]:
    """The mentions that a period is said of."""
    served = _served(parts, period)
    if served is not None:
        inside = [n for n, h in enumerate(homes) if h == served]
        events = [n for n in inside if spots[n][2] == "event"]
        return _with_it(spots, _nearest(spots, events or inside, period, sentence.view))
    holding = [n for n, p in enumerate(parts) if p.start <= period.start and period.end <= p.end]
    own = min(holding, key=lambda n: parts[n].end - parts[n].start, default=None)
    here = [n for n, h in enumerate(homes) if h == own]
    breath = _breath(sentence.view, period.start)
    near = [n for n in here if spots[n][0] < breath[1] and spots[n][1] > breath[0]] or here
    return _with_it(spots, _nearest(spots, [n for n in near if spots[n][2] == "event"] or near, period, sentence.view))


def _served(parts: Sequence[Part], period: Period) -> int | None:
    """The part that is served by the cue in which the period stands."""
    return next((
        p.head for p in parts
        if p.cue and p.cue[0] <= period.start and period.end <= p.cue[1] and p.head is not None
    ), None)


def _nearest(spots: Sequence[Spot], among: Sequence[int], period: Period, view: str) -> int | None:
    """A Chinese period stands before its verb (3日内交付), an English one behind it more often than not."""
    def distance(n: int) -> int:
        start, end, _ = spots[n]
        ahead = start - period.end
        behind = period.start - end
        if ahead >= 0:
            return ahead if ord(view[min(period.end, len(view)) - 1]) > 0x2E80 else ahead + 12
        return max(behind, 0) + (12 if ord(view[period.end - 1]) > 0x2E80 else 0)

    return min(among, key=distance, default=None)


def _with_it(spots: Sequence[Spot], n: int | None) -> list[int]:
    """The mention and all that overlap it: a joined concept shares what is said of its parts."""
    if n is None:
        return []
    start, end, _ = spots[n]
    return [m for m, (s, e, _) in enumerate(spots) if s < end and start < e]


def _breath(view: str, at: int) -> tuple[int, int]:
    start = max((m.end() for m in _BREATH.finditer(view, 0, at)), default=0)
    stop = _BREATH.search(view, at)
    return start, stop.start() if stop else len(view)


def amounts_of(sentence: Sentence, spots: Sequence[Spot]) -> list[tuple[Amount, ...]]:
    """For each mention the sums that are said of it, in text order."""
    result: list[tuple[Amount, ...]] = [()] * len(spots)
    amounts = read_amounts(sentence.view, sentence.language)
    for amount in amounts:
        owner = _owner(sentence.view, spots, amount)
        if owner is not None and _has_own(spots[owner], amount, amounts):
            owner = None
        for n in sorted({*_with_it(spots, owner), *_around(spots, amount)}):
            result[n] = (*result[n], amount)
    return result


def _has_own(spot: Spot, amount: Amount, amounts: Sequence[Amount]) -> bool:
    """At 12,000 a metre the price is 1,200,000: the thing behind a sum has one of its own that stands nearer."""
    return amount.end <= spot[0] and any(
        spot[1] <= other.start and _apart(spot, other) < _apart(spot, amount) for other in amounts)


def _around(spots: Sequence[Spot], amount: Amount) -> list[int]:
    """The mentions whose own words hold the sum in a gap: "not exceed … per item"."""
    return [n for n, (start, end, kind) in enumerate(spots)
            if start < amount.start and amount.end < end and kind != "thing"]


def _owner(view: str, spots: Sequence[Spot], amount: Amount) -> int | None:
    """The nearest thing in the same breath, the one before it first; without any, the nearest event."""
    start, stop = _breath(view, amount.start)
    basis = amount.basis
    here = [
        n for n, (s, e, kind) in enumerate(spots)
        if kind != "circumstance" and start <= s and e <= stop + 1
        and not (basis and s < basis[1] and basis[0] < e and kind == "thing")
    ]
    label = view[max(0, start - 1) : start]
    if label in (":", "："):
        at = start - 2
        if view[at] in ")）":  # 总价（万元）：31.89: the label stands before its unit
            at = max(view.rfind("(", 0, at), view.rfind("（", 0, at)) - 1
        before = _breath(view, max(at, 0))
        here = here or [n for n, (s, e, _) in enumerate(spots) if before[0] <= s and e <= before[1] + 1]
    named = next((n for n in here if spots[n][2] == "thing" and _named_as(view, spots[n], amount)), None)
    if named is not None:
        return named
    for kinds in (("thing",), ("event", "state")):
        among = [n for n in here if spots[n][2] in kinds]
        best = min(among, key=lambda n: _apart(spots[n], amount), default=None)
        if best is not None and _apart(spots[best], amount) <= _NEAR:
            return best
    return None


def _named_as(view: str, spot: Spot, amount: Amount) -> bool:
    """One quarter of the price as a deposit, 60,000 yuan by way of earnest money: the thing that the sum is called."""
    end = max(amount.end, amount.basis[1] if amount.basis else 0)
    return end < spot[0] <= end + _NEAR and _AS.match(view, end, spot[0]) is not None


def _apart(spot: Spot, amount: Amount) -> int:
    start, end, _ = spot
    if end <= amount.start:
        return amount.start - end
    return max(0, start - amount.end) + 2
