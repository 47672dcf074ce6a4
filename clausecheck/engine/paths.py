"""What the timeline says of the two events of a `before:`, as the steps of its path and a word on what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clausecheck.conditions.concept import Element, best
from clausecheck.conditions.figures import both
from clausecheck.conditions.operators import Before
from clausecheck.conditions.places import Names, Place, Reading, Use, Whole
from clausecheck.explanations import PathStep
from clausecheck.text import Bilingual
from clausecheck.timeline import Edge

if TYPE_CHECKING:
    from clausecheck.document import Document

BOTH_WAYS = Bilingual("合同前后矛盾，两种顺序都写了", "the contract orders them both ways")
_OTHERWISE = Bilingual("合同的顺序相反或同时", "the contract orders them otherwise")
_UNORDERED = Bilingual("没有写明先后", "nothing orders them")
_UNSURE = Bilingual("看不清是不是这两件事", "whether these are the events cannot be told")


@dataclass(frozen=True, slots=True)
class Order:
    """The steps that decided, in order, and what is to be said of them."""

    steps: tuple[PathStep, ...] = ()
    note: Bilingual | None = None


def order_of(element: Element, whole: Whole, reading: Reading | None, place: Place | None = None,
             names: Names | None = None) -> Order:
    """The order behind a `before:`; nothing for others. A reading that is met is followed mention by mention."""
    if not isinstance(element, Before):
        return Order()
    if reading is not None and reading.value and len(reading.met) >= 2:
        first, second = reading.met[0], reading.met[1]
        document = next(d for d in (whole.case.contract, *whole.case.promised, *whole.case.agreed)
                        if d.source.id == first.source)
        answer = whole.order(document, frozenset({first.mention.id}), frozenset({second.mention.id}))
        return Order(_steps(answer.path, document))
    return Order() if place is None else _failed(element, place, names or {})


def _failed(element: Before, place: Place, names: Names) -> Order:
    supposed = place.at(place.parts, supposed=True)
    first, second = (best((side,), supposed, names) for side in element.inner)
    if first is None or second is None:
        side = element.first.label if first is None else element.second.label
        return Order(note=Bilingual(f"没有 {side}", f"there is no {side}"))
    for part in place.parts:
        here = place.at((part,), supposed=True)
        ids = [frozenset(r.met[0].mention.id for r in side.readings(here, names)) for side in element.inner]
        answer = place.whole.order(part.document, ids[0], ids[1])
        if answer.contradiction or answer.path:
            note = BOTH_WAYS if answer.contradiction else _OTHERWISE
            return Order(_steps(answer.path, part.document), note)
    return Order(note=_UNORDERED if both(first.value, second.value) else _UNSURE)


def _steps(path: Sequence[Edge], document: Document) -> tuple[PathStep, ...]:
    return tuple(PathStep(_name(e.before), _name(e.after), e.same,
                          None if e.world else Use("before", document.source, e.start, e.end).evidence()) for e in path)


def _name(node: str) -> str:
    """A node without the number that tells it from others of its kind."""
    return node.partition("#")[0]
