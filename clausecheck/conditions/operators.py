"""The operators that put elements together, one small frozen class each.

`all` is the worst of its elements, `any` the best, `none` swaps met and not met; `sentence` is `all` in one sentence;
`before` asks the timeline; `promised`, `agreed` and `anywhere` say where to look.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, ClassVar, Literal

from clausecheck.conditions.concept import Concept, Element, best, once, solve, value_of
from clausecheck.conditions.figures import both
from clausecheck.conditions.places import Names, Part, Place, Reading, Use, event_of
from clausecheck.timeline import Answer

if TYPE_CHECKING:
    from clausecheck.document import Document


@dataclass(frozen=True, slots=True)
class _Several:
    """An operator over a list of elements; it binds names where one of them does."""

    word: ClassVar[str]
    inner: tuple[Element, ...]
    binds: bool = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "binds", any(e.binds for e in self.inner))

    @property
    def label(self) -> str:
        return f"{self.word}: [{', '.join(e.label for e in self.inner)}]"


@dataclass(frozen=True, slots=True)
class All(_Several):
    """Every element is met."""

    word: ClassVar[str] = "all"

    def readings(self, place: Place, names: Names) -> Iterator[Reading]:
        return solve(self.inner, place, names)


@dataclass(frozen=True, slots=True)
class Any(_Several):
    """Some element is met."""

    word: ClassVar[str] = "any"

    def readings(self, place: Place, names: Names) -> Iterator[Reading]:
        for element in self.inner:
            found = element.readings(place, names)
            yield from found if element.binds else once(found)


@dataclass(frozen=True, slots=True)
class OneSentence(_Several):
    """`sentence:` every element is met, and all up to one and the same full stop; semicolons part nothing."""

    word: ClassVar[str] = "sentence"

    def readings(self, place: Place, names: Names) -> Iterator[Reading]:
        asked = [e.concept for e in self.inner if isinstance(e, Concept)]
        for seen in place.parts:
            for sentence in place.whole.sentences(seen, asked[0] if asked else None):
                if all(concept in sentence.mentions for concept in asked):
                    yield from solve(self.inner, place.at((sentence,)), names)


@dataclass(frozen=True, slots=True)
class Silent:
    """`none:` no element is met anywhere in scope: silence, a missing clause."""

    inner: tuple[Element, ...]
    binds: bool = False

    @property
    def label(self) -> str:
        return f"none: [{', '.join(e.label for e in self.inner)}]"

    def readings(self, place: Place, names: Names) -> Iterator[Reading]:
        heard = place.at(place.around)
        values = {value_of(best((e,), heard, names)) for e in self.inner}
        if True not in values:
            yield Reading(None if None in values else True, names)


@dataclass(frozen=True, slots=True)
class Before:
    """The contract makes the first event happen before the second.

    The order is asked of all mentions that meet each side, and besides of the one that a side names: `as: pay` holds a
    mention for which it is true. Where some mentions meet a side only perhaps, both answers must agree.
    """

    first: Element
    second: Element

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
        for seen in place.parts:
            yield from self._within(seen, place.at((seen,), supposed=True), names)

    def _within(self, seen: Part, place: Place, names: Names) -> Iterator[Reading]:
        first = _Side(self.first, tuple(self.first.readings(place, names)), seen)
        second = _Side(self.second, tuple(self.second.readings(place, names)), seen)
        answer = _order(place, seen.document, first.heads, second.heads)
        if answer.value is False:
            return
        for one, two in product(first.choices, second.choices):
            place.whole.spend()
            narrow = _order(place, seen.document, first.heads_of(one), second.heads_of(two))
            value = both(answer.value, narrow.value)
            if value is not False:
                sides = (one or first.shown(narrow), two or second.shown(narrow))
                yield self._reading(value, names, sides, narrow, seen.document)

    def _reading(self, value: bool | None, names: Names, sides: tuple[Reading, Reading], answer: Answer,
                 document: Document) -> Reading:
        first, second = sides
        path = tuple(Use(self.label, document.source, e.start, e.end) for e in answer.path if not e.world)
        bound = {**names, **first.names, **second.names}
        return Reading(value, bound, first.met + second.met, first.uses + path + second.uses, answer.contradiction)


Heads = tuple[frozenset[int], frozenset[int]]  # ids of the mentions that meet a side: certainly, and at least perhaps


class _Side:
    """One side of an order in a part: the readings that meet it, and what each is asked and shown by."""

    def __init__(self, element: Element, readings: Sequence[Reading], seen: Part) -> None:
        self._readings = readings
        self._nodes = seen.document.timeline.nodes
        self.heads = _heads(readings)
        # the readings that make a difference: each one of a side that names its mention, else all of them at once
        self.choices: Sequence[Reading | None] = readings if element.binds else (None,)

    def heads_of(self, choice: Reading | None) -> Heads:
        return self.heads if choice is None else _heads((choice,))

    def shown(self, answer: Answer) -> Reading:
        """The reading to show for a side that names nothing: an asserted mention on the path, else the first."""
        nodes = {n for e in answer.path for n in (e.before, e.after)}
        return min((self._by_node[n] for n in nodes if n in self._by_node), key=_rank, default=self._best)

    @cached_property
    def _best(self) -> Reading:
        return min(self._readings, key=_rank)

    @cached_property
    def _by_node(self) -> dict[str | None, Reading]:
        """The best reading of each event."""
        found: dict[str | None, Reading] = {}
        for reading in sorted(self._readings, key=_rank):
            found.setdefault(self._nodes.get(reading.met[0].mention.id), reading)
        return found


def _heads(readings: Iterable[Reading]) -> Heads:
    ids = [(r.met[0].mention.id, r.value) for r in readings]
    return frozenset(i for i, value in ids if value), frozenset(i for i, _ in ids)


def _rank(reading: Reading) -> tuple[bool, bool, int]:
    return reading.value is None, reading.met[0].mention.hypothetical, reading.met[0].mention.id


def _order(place: Place, document: Document, first: Heads, second: Heads) -> Answer:
    """The timeline's answer for the certain mentions, unknown where the perhaps-mentions would change it."""
    sure = place.whole.order(document, first[0], second[0])
    wide = place.whole.order(document, first[1], second[1])
    if sure.value == wide.value:
        return replace(sure, contradiction=True) if wide.contradiction and not sure.contradiction else sure
    return replace(wide, value=None)


@dataclass(frozen=True, slots=True)
class Source:
    """`promised:` or `agreed:`: the element holds in what was given in that role; not met where nothing was given."""

    role: Literal["promised", "agreed"]
    element: Element

    @property
    def label(self) -> str:
        return f"{self.role}: {self.element.label}"

    @property
    def inner(self) -> tuple[Element, ...]:
        return (self.element,)

    @property
    def binds(self) -> bool:
        return self.element.binds

    def readings(self, place: Place, names: Names) -> Iterator[Reading]:
        parts = place.whole.promised if self.role == "promised" else place.whole.agreed
        return self.element.readings(place.at(parts), names) if parts else iter(())


@dataclass(frozen=True, slots=True)
class Anywhere:
    """In a defence: the whole contract is looked at, for what shares an event or a named mention with the finding."""

    element: Element

    @property
    def label(self) -> str:
        return f"anywhere: {self.element.label}"

    @property
    def inner(self) -> tuple[Element, ...]:
        return (self.element,)

    @property
    def binds(self) -> bool:
        return self.element.binds

    def readings(self, place: Place, names: Names) -> Iterator[Reading]:
        wide = place.at((place.whole.contract,))
        return (r for r in self.element.readings(wide, names) if place.events is None or self._shares(r, place))

    def _shares(self, reading: Reading, place: Place) -> bool:
        document = place.whole.contract.document
        own = [m.mention for m in reading.met if m.source == document.source.id]
        own += [document.mentions[i] for m in own for i in m.conditions]
        return any(event_of(document, m) in (place.events or ()) for m in own)
