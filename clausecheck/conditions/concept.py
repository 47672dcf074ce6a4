"""What an element is, how several are met together, and the element that most rules are made of: a concept.

`readings(place, names)` gives every way in which an element is met or may be met, in text order, backtracking through
mentions; no reading means that it is not met. Of an element that names nothing one reading is taken, a certain one
where there is one: its mention cannot matter to the elements after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Protocol

from clausecheck.conditions.figures import both
from clausecheck.conditions.places import BURDEN, Captured, Met, Names, Place, Reading, Use, Value
from clausecheck.conditions.qualifiers import Length, Look, Qualifier, Worth
from clausecheck.mentions import Mention
from clausecheck.text import Bilingual


class Element(Protocol):
    """A line of `when` or `unless`."""

    @property
    def label(self) -> str:
        """As the rule writes it, in short: "before: [PAY_BALANCE, INSPECT]"."""

    @property
    def inner(self) -> tuple[Element, ...]:
        """The elements inside it."""

    @property
    def binds(self) -> bool:
        """Does it name anything?"""

    def readings(self, place: Place, names: Names) -> Iterator[Reading]:
        """Every way in which it is met or may be met."""


def once(readings: Iterable[Reading]) -> Iterator[Reading]:
    """The first certain reading; without one, the first uncertain one."""
    doubtful: Reading | None = None
    for reading in readings:
        if reading.value:
            yield reading
            return
        doubtful = doubtful or reading
    if doubtful is not None:
        yield doubtful


def solve(elements: Sequence[Element], place: Place, names: Names) -> Iterator[Reading]:
    """Every way in which all elements are met or may be met together."""
    if not elements:
        yield Reading(True, names)
        return
    first = elements[0].readings(place, names)
    for reading in first if elements[0].binds else once(first):
        for rest in solve(elements[1:], place, reading.names):
            yield reading.then(rest)


def best(elements: Sequence[Element], place: Place, names: Names) -> Reading | None:
    """The best way in which all elements are met together; None where there is none."""
    return next(once(solve(elements, place, names)), None)


def value_of(reading: Reading | None) -> Value:
    """The value that a best reading stands for."""
    return False if reading is None else reading.value


@dataclass(frozen=True, slots=True)
class Concept:
    """A mention of a concept and what is asked of it. `condition`: on what, or in whose default, it follows (`if:`)."""

    concept: str
    qualifiers: tuple[Qualifier, ...] = ()
    condition: Element | None = None
    name: str | None = None
    burden: bool = False
    words: Bilingual = Bilingual("", "")  # the concept in a reader's words
    binds: bool = field(init=False, repr=False)
    figures: tuple[Length | Worth, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        figures = tuple(q for q in self.qualifiers if isinstance(q, Length | Worth))
        inner = self.condition is not None and self.condition.binds
        object.__setattr__(self, "figures", figures)
        object.__setattr__(self, "binds", bool(self.name or self.burden or inner or any(q.name for q in figures)))

    @property
    def label(self) -> str:
        return self.concept

    @property
    def inner(self) -> tuple[Element, ...]:
        return () if self.condition is None else (self.condition,)

    def readings(self, place: Place, names: Names) -> Iterator[Reading]:
        alike: Callable[[], tuple[Mention, ...]] = tuple
        if any(isinstance(q, Worth) for q in self.figures):
            alike = cache(lambda: self._alike(place, names))
        for seen in place.parts:
            for mention in seen.mentions.get(self.concept, ()):
                place.whole.spend()
                look = Look(mention, seen, place, names, alike)
                value = self.judge(look)
                if value is not False:
                    yield from self._on_condition(look, value)

    def judge(self, look: Look) -> Value:
        """The worst of what is asked of the mention, `if:` left aside."""
        value: Value = True
        for qualifier in self.qualifiers:
            value = both(value, qualifier.value(look))
            if value is False:
                break
        return value

    def _alike(self, place: Place, names: Names) -> tuple[Mention, ...]:
        """The mentions that meet all but what is asked of amounts: what `total` adds up."""
        others = replace(self, qualifiers=tuple(q for q in self.qualifiers if not isinstance(q, Worth)), condition=None)
        return tuple(m for seen in place.parts for m in seen.mentions.get(self.concept, ())
                     if others.judge(Look(m, seen, place, names, tuple)))

    def _on_condition(self, look: Look, value: bool | None) -> Iterator[Reading]:
        names = {**look.names, **self._captures(look)} if self.binds else look.names
        bound = Reading(value, names, (self._met(look),), self._uses(look))
        if self.condition is None:
            yield bound
            return
        document = look.part.document
        conditions = look.place.whole.condition(document, look.mention)
        for reading in solve((self.condition,), look.place.at((conditions,), supposed=True), bound.names):
            yield bound.then(reading)

    def _met(self, look: Look) -> Met:
        return Met(look.part.document.source.id, look.mention)

    def _captures(self, look: Look) -> Mapping[str, Captured]:
        held: dict[str, Captured] = {}
        quote = look.part.document.source.text[look.mention.start : look.mention.end]
        mention = Captured(Bilingual(quote, quote), self._met(look))
        if self.name:
            held[self.name] = mention
        if self.burden:
            held[BURDEN] = mention
        for figure in self.figures:
            held.update(figure.captures(look.mention))
        return held

    def _uses(self, look: Look) -> tuple[Use, ...]:
        own = Use(self.label, look.part.document.source, look.mention.start, look.mention.end)
        return (own, *(use for q in self.figures if isinstance(q, Worth) for use in q.shown(look)))
