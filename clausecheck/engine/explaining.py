"""explain(rule, case): why a rule did or did not match, element by element, as plain data.

For each element and defence: its value, the words that met it, or the nearest mention (the same concept with the fewest
qualifiers that fail) and what is wrong with it; for `before` what the timeline says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from clausecheck.conditions.concept import Concept, Element, best, once, value_of
from clausecheck.conditions.figures import both
from clausecheck.conditions.operators import Before, Source
from clausecheck.conditions.places import (
    STEPS,
    Names,
    OutOfSteps,
    Part,
    Place,
    Reading,
    Use,
    Value,
    evidence_of,
    whole,
)
from clausecheck.conditions.qualifiers import Look
from clausecheck.engine.claims import Claim, Court, Unit, claims, defence_place
from clausecheck.engine.structure import Structure
from clausecheck.findings import Evidence
from clausecheck.mentions import Mention
from clausecheck.rules import Rule
from clausecheck.text import Bilingual

if TYPE_CHECKING:
    from clausecheck.document import Case

BOTH_WAYS = Bilingual("合同前后矛盾，两种顺序都写了", "the contract orders them both ways")
Verdict = Literal["found", "undetermined", "not found"]


@dataclass(frozen=True, slots=True)
class Nearest:
    """A mention that came nearest to meeting an element, and what it fails."""

    evidence: Evidence
    fails: tuple[Bilingual, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """An element or defence: its value, what met it or came nearest, what is to be said of it, the elements inside."""

    element: str
    value: Value
    evidence: tuple[Evidence, ...] = ()
    nearest: Nearest | None = None
    note: Bilingual | None = None
    inner: tuple[Explained, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """A rule held against a case. `clauses`: numbers of the clauses of the place that came nearest."""

    rule: str
    title: Bilingual
    verdict: Verdict
    clauses: tuple[str, ...]
    when: tuple[Explained, ...]
    unless: tuple[Explained, ...]
    levels: tuple[tuple[str, tuple[Explained, ...]], ...]


def explain(rule: Rule, case: Case) -> Explanation:
    """Why the rule did or did not match: in the place where it is met, else where most of its elements are."""
    court = Court(whole(case), Structure(case.contract))
    made = claims(rule, court)
    verdict: Verdict = "found" if any(c.value for c in made) else "undetermined" if made and rule.ask else "not found"
    chosen = next((c for c in made if c.value), made[0] if made else None)
    unit, steps = _nearest_unit(rule, court, chosen)
    names: Names = steps[-1].names if steps else {}
    when = tuple(_met(e, r) if r.value or r.contradiction else _explain(e, unit.place, names)
                 for e, r in zip(rule.when, steps, strict=False))
    rest = tuple(_explain(e, unit.place, names) for e in rule.when[len(steps) :])
    reading = Reading(True, names, tuple(m for s in steps for m in s.met), tuple(u for s in steps for u in s.uses))
    near = defence_place(reading, court.structure.clauses_of(reading, unit.clauses), unit, court)
    scope = unit.place.at(unit.place.around)
    levels = tuple((lv.severity, tuple(_explain(e, scope, names) for e in lv.when)) for lv in rule.levels)
    numbers = tuple(case.contract.clauses[c].number for c in court.structure.clauses_of(reading, unit.clauses))
    unless = tuple(_explain(d, near, names) for d in rule.unless)
    return Explanation(rule.id, rule.title, verdict, numbers, when + rest, unless, levels)


def _nearest_unit(rule: Rule, court: Court, claim: Claim | None) -> tuple[Unit, tuple[Reading, ...]]:
    """The unit in which most elements are met one after the other, and their readings."""
    units = court.units(rule) or (Unit(Place(court.whole, (court.whole.contract,), (court.whole.contract,))),)
    tried = [(unit, _longest(rule.when, unit, court)) for unit in units]
    if claim is not None:
        same = [(u, s) for u, s in tried if s and len(s) == len(rule.when) and s[-1].names == claim.reading.names]
        tried = same or tried
    return max(tried, key=lambda pair: (len(pair[1]), sum(bool(r.value) for r in pair[1]),
                                        sum(_in(e, pair[0].place) for e in rule.when)))


def _in(element: Element, place: Place) -> bool:
    """Does the place speak of the element at all?"""
    own = isinstance(element, Concept) and any(element.concept in p.mentions for p in place.parts)
    return own or any(_in(e, place) for e in element.inner)


def _longest(when: Sequence[Element], unit: Unit, court: Court) -> tuple[Reading, ...]:
    """Readings of the most elements from the first on that are met together."""
    for count in range(len(when), 0, -1):
        court.whole.steps = STEPS
        try:
            found = next(_certain_first(_steps(when[:count], unit.place, {})), None)
        except OutOfSteps:
            found = None
        if found is not None:
            return found
    return ()


def _certain_first(ways: Iterator[tuple[Reading, ...]]) -> Iterator[tuple[Reading, ...]]:
    doubtful: tuple[Reading, ...] | None = None
    for way in ways:
        if all(r.value for r in way):
            yield way
            return
        doubtful = doubtful or way
    if doubtful is not None:
        yield doubtful


def _steps(elements: Sequence[Element], place: Place, names: Names) -> Iterator[tuple[Reading, ...]]:
    """Like `solve`, but each element's reading by itself."""
    if not elements:
        yield ()
        return
    first = elements[0].readings(place, names)
    for reading in first if elements[0].binds else once(first):
        for rest in _steps(elements[1:], place, reading.names):
            yield (reading, *rest)


def _met(element: Element, reading: Reading) -> Explained:
    note = BOTH_WAYS if reading.contradiction else None
    return Explained(element.label, reading.value, evidence_of(reading.uses), note=note)


def _explain(element: Element, place: Place, names: Names) -> Explained:
    """One element in a place, whatever its value."""
    place.whole.steps = STEPS
    try:
        reading = best((element,), place, names)
    except OutOfSteps:
        return Explained(element.label, None, note=Bilingual("文本太长，没有读完", "too long to be read to the end"))
    if reading is not None and reading.value:
        return _met(element, reading)
    seen = evidence_of(reading.uses) if reading else ()
    if isinstance(element, Concept):
        return Explained(element.label, value_of(reading), seen, *_near(element, place, names))
    inside = _inside(element, place)
    note = _order_note(element, place, names) if isinstance(element, Before) else None
    return Explained(element.label, value_of(reading), seen, None, note,
                     tuple(_explain(e, inside, names) for e in element.inner))


def _inside(element: Element, place: Place) -> Place:
    """Where the inner elements of an operator are read."""
    if isinstance(element, Source):
        return place.at(place.whole.promised if element.role == "promised" else place.whole.agreed)
    return place.at(place.parts, supposed=True) if isinstance(element, Before) else place


def _near(element: Concept, place: Place, names: Names) -> tuple[Nearest | None, Bilingual | None]:
    """The mention with the fewest failing qualifiers, here or else elsewhere in the contract; or that there is none."""
    here = [_candidate(element, m, p, place, names) for p in place.parts for m in p.mentions.get(element.concept, ())]
    if here:
        return min(here, key=lambda n: len(n.fails)), None
    contract = place.whole.contract
    away = contract.mentions.get(element.concept, ())
    if not away:
        return None, Bilingual("没有提到", "it is not mentioned")
    found = [_candidate(element, m, contract, place, names) for m in away]
    nearest = min(found, key=lambda n: len(n.fails))
    return nearest, Bilingual("只在别处提到", "it is mentioned elsewhere only")


def _candidate(element: Concept, mention: Mention, seen: Part, place: Place, names: Names) -> Nearest:
    look = Look(mention, seen, place, names, tuple)
    fails = [Bilingual(f"{q.label}：{q.found(mention).zh}", f"{q.label}: {q.found(mention).en}")
             for q in element.qualifiers if q.value(look) is not True]
    if element.condition is not None and not fails:
        label = f"if: {element.condition.label}"
        fails.append(Bilingual(f"{label}：条件不符", f"{label}: not its condition"))
    return Nearest(Use(element.label, seen.document.source, mention.start, mention.end).evidence(), tuple(fails))


def _order_note(element: Before, place: Place, names: Names) -> Bilingual:
    """What the timeline says of the two events."""
    supposed = place.at(place.parts, supposed=True)
    first, second = (best((side,), supposed, names) for side in element.inner)
    if first is None or second is None:
        side = element.first.label if first is None else element.second.label
        return Bilingual(f"没有 {side}", f"there is no {side}")
    for part in place.parts:
        ids = [frozenset(r.met[0].mention.id for r in side.readings(place.at((part,), supposed=True), names))
               for side in (element.first, element.second)]
        answer = place.whole.order(part.document, ids[0], ids[1])
        if answer.contradiction:
            return BOTH_WAYS
        if answer.path:
            edge = answer.path[0]
            quote = " ".join(part.document.source.text[edge.start : edge.end].split())
            return Bilingual(f"合同的顺序相反或同时：“{quote}”", f"the contract orders them otherwise: “{quote}”")
    certain = both(first.value, second.value)
    return Bilingual("没有写明先后", "nothing orders them") if certain else \
        Bilingual("看不清是不是这两件事", "whether these are the events cannot be told")
