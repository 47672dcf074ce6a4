"""Elements on what happened: dated events, their order and the time between them. Unknown where a day is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from clausecheck.conditions.concept import Element, once
from clausecheck.conditions.places import Captured, Names, Place, Reading, Use
from clausecheck.text import Bilingual

if TYPE_CHECKING:
    from clausecheck.document import Happening


@dataclass(frozen=True, slots=True)
class Within:
    """No later than so many days after another event: a number, or the length of time that a name holds."""

    days: Decimal | str
    after: str

    def value(self, day: date | None, happenings: Sequence[Happening], names: Names) -> bool | None:
        """Not met where the other event never happened; unknown where a day or the length is missing."""
        starts = [h.on for h in happenings if h.event == self.after]
        held = names.get(self.days) if isinstance(self.days, str) else None
        length = self.days if isinstance(self.days, Decimal) else held.days if held else None
        if not starts:
            return False
        known = [s for s in starts if s is not None]
        if day is None or length is None or not known:
            return None
        return any(0 <= (day - start).days <= length for start in known)


@dataclass(frozen=True, slots=True)
class Event:
    """A dated event, by this party and within this time where that is asked."""

    event: str
    by: str | None = None
    within: Within | None = None
    name: str | None = None
    inner: tuple[Element, ...] = ()

    @property
    def label(self) -> str:
        return self.event

    @property
    def binds(self) -> bool:
        return self.name is not None

    def readings(self, place: Place, names: Names) -> Iterator[Reading]:
        source, happenings = place.whole.case.happened_source, place.whole.case.happened or ()
        for happening in (h for h in happenings if h.event == self.event):
            value = self._value(happening, happenings, names)
            if value is not False:
                uses = () if source is None else (Use(self.label, source, happening.start, happening.end),)
                yield Reading(value, {**names, **self._captures(happening)}, (), uses)

    def _value(self, happening: Happening, happenings: Sequence[Happening], names: Names) -> bool | None:
        by = None if self.by is None else happening.more.get("by")
        if by is not None and by != self.by:
            return False
        within = True if self.within is None else self.within.value(happening.on, happenings, names)
        return within if within is False or self.by is None or by is not None else None

    def _captures(self, happening: Happening) -> dict[str, Captured]:
        if self.name is None:
            return {}
        day = happening.on.isoformat() if happening.on else None
        return {self.name: Captured(Bilingual(day or "日期未写明", day or "date not stated"))}


@dataclass(frozen=True, slots=True)
class Earlier:
    """`before:` among events: the first time of the one came before the first time of the other, by date."""

    first: Event
    second: Event

    @property
    def label(self) -> str:
        return f"before: [{self.first.label}, {self.second.label}]"

    @property
    def inner(self) -> tuple[Element, ...]:
        return (self.first, self.second)

    @property
    def binds(self) -> bool:
        return self.first.binds or self.second.binds

    def readings(self, place: Place, names: Names) -> Iterator[Reading]:
        first = next(once(self.first.readings(place, names)), None)
        second = next(once(self.second.readings(place, names)), None)
        if first is None or second is None:
            return
        order = _order(*(self._days(side, place) for side in (self.first, self.second)))
        if order is not False:
            certain = True if order and first.value and second.value else None
            yield Reading(certain, {**names, **first.names, **second.names}, (), first.uses + second.uses)

    def _days(self, side: Event, place: Place) -> list[date | None]:
        return [h.on for h in place.whole.case.happened or () if h.event == side.event]


def _order(first: list[date | None], second: list[date | None]) -> bool | None:
    """Unknown where a day is missing, or where both first happened on the same day."""
    if None in first or None in second:
        return None
    earliest, other = min(d for d in first if d), min(d for d in second if d)
    return None if earliest == other else earliest < other


@dataclass(frozen=True, slots=True)
class Happened:
    """`happened:` the element holds of the dated events; not met where none were given."""

    element: Element

    @property
    def label(self) -> str:
        return f"happened: {self.element.label}"

    @property
    def inner(self) -> tuple[Element, ...]:
        return (self.element,)

    @property
    def binds(self) -> bool:
        return self.element.binds

    def readings(self, place: Place, names: Names) -> Iterator[Reading]:
        return iter(()) if place.whole.case.happened is None else self.element.readings(place, names)
