"""A rule held against a case: the places where it is met or may be met, undefended, and how grave it is there.

**Units.** A rule of scope `document` is read in the whole contract; one of scope `clause` in every clause, and besides
in a lead-in ("in the following cases:") together with its items, which are one sentence. `within` says how close the
elements must stand; silence (`none`) is heard in the whole scope.

**Burden.** The mention marked `burden: true`, or else the first one of `when`, is where the burden on the buyer stands:
a rule of scope `clause` speaks once for each clause with such a mention, one of scope `document` once, from the
weightiest. In `before:` a mention that is merely supposed ("after payment of the balance …") is taken only where the
contract asserts none ("the balance is to be paid …").

**Defences** are read in the clauses of the finding, those above them, and those that they cite or that cite them; of
a finding on mere silence, which has no clause, in the whole contract. A defence that is met defeats the claim; one that
is unknown leaves it unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from clausecheck.conditions.concept import Concept, Element, best, solve
from clausecheck.conditions.operators import Before
from clausecheck.conditions.places import (
    BURDEN,
    STEPS,
    Names,
    OutOfSteps,
    Part,
    Place,
    Reading,
    Together,
    Value,
    Whole,
    event_of,
    part,
)
from clausecheck.conditions.walking import refers, walk
from clausecheck.engine.structure import Structure
from clausecheck.findings import RANK
from clausecheck.mentions import Mention
from clausecheck.rules import Level, Rule, Scope, Within


@dataclass(frozen=True, slots=True)
class Unit:
    """A place where a rule is read, and its clauses in the contract (none: the whole contract)."""

    place: Place
    clauses: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A rule met (True) or perhaps met (None) in a unit. `level` speaks; `raised` is what met its own elements."""

    rule: Rule
    value: bool | None
    reading: Reading
    clauses: tuple[int, ...]  # the burden's first
    level: Level
    raised: Reading
    lower: tuple[tuple[Level, bool], ...] = ()  # the levels below, and whether they would speak
    asked: tuple[tuple[Level, Reading], ...] = ()  # graver levels that are unknown

    @property
    def burden(self) -> int | None:
        return self.clauses[0] if self.clauses else None

    @property
    def mention(self) -> Mention | None:
        """The mention that burdens the buyer."""
        held = self.reading.names.get(BURDEN)
        return None if held is None or held.met is None else held.met.mention

    @property
    def supposed(self) -> bool:
        return self.mention is not None and self.mention.hypothetical

    @property
    def late(self) -> bool:
        """The burden's mention speaks of what happens when the duty is not done in time, not of the duty."""
        return self.mention is not None and self.mention.late

    @property
    def timed(self) -> bool:
        """The burden's mention has a deadline: it is the duty itself rather than a word about it."""
        return self.mention is not None and self.mention.deadline is not None


@dataclass(slots=True)
class Court:
    """A case made ready for all rules: its units, its structure."""

    whole: Whole
    structure: Structure
    _units: dict[tuple[str, str | None], tuple[Unit, ...]] = field(default_factory=dict)
    _holding: dict[tuple[str, str | None], dict[str, set[int]]] = field(default_factory=dict)
    _near: dict[frozenset[int], Part] = field(default_factory=dict)
    _around: dict[frozenset[int], Part] = field(default_factory=dict)

    def units(self, rule: Rule) -> Iterator[Unit]:
        """Where a rule may be met: the places of its scope and closeness that hold what it cannot do without."""
        units, holding = self.units_of(rule.scope, rule.within), self._held(rule.scope, rule.within)
        possible: set[int] | None = None
        for concepts in rule.needs:
            here = set().union(*(holding[c] for c in concepts if c in holding))
            possible = here if possible is None else possible & here
            if not possible:
                return
        yield from units if possible is None else (units[n] for n in sorted(possible))

    def _held(self, scope: Scope, within: Within | None) -> dict[str, set[int]]:
        """Of each concept the places of a scope, by number, that mention it."""
        key = (scope, within)
        if key not in self._holding:
            holding = self._holding[key] = {}
            for number, unit in enumerate(self.units_of(scope, within)):
                for concept in unit.place.parts[0].mentions:
                    holding.setdefault(concept, set()).add(number)
        return self._holding[key]

    def units_of(self, scope: Scope, within: Within | None) -> tuple[Unit, ...]:
        """The places of a scope, no closer together than `within` allows."""
        key = (scope, within)
        if key not in self._units:
            self._units[key] = tuple(self._of(scope, within))
        return self._units[key]

    def _of(self, scope: Scope, within: Within | None) -> Iterator[Unit]:
        if scope == "document" and within is None:
            yield Unit(Place(self.whole, (self.whole.contract,), (self.whole.contract,)))
            return
        for family, around in self.structure.families():
            heard = self.whole.contract if scope == "document" else self.part(around)
            for close in self._sentences(family) if within == "sentence" else (self.part(family),):
                if close.mentions or not family:
                    yield Unit(Place(self.whole, (close,), (heard,)), family)

    def part(self, clauses: Iterable[int]) -> Part:
        """The mentions of some clauses."""
        wanted = frozenset(clauses)
        if wanted not in self._near:
            document = self.whole.contract.document
            self._near[wanted] = (
                part(document, (m for c in wanted for m in self.structure.mentions(c))) if len(wanted) < 2
                else Part(document, Together([self.part((c,)).mentions for c in sorted(wanted)])))
        return self._near[wanted]

    def _sentences(self, family: tuple[int, ...]) -> Iterator[Part]:
        """Each sentence; of a lead-in with its items, each item's with the words that lead in to it."""
        document = self.whole.contract.document
        by_sentence: dict[int, list[Mention]] = {}
        for clause in family:
            for mention in self.structure.mentions(clause):
                by_sentence.setdefault(mention.sentence, []).append(mention)
        lead = self.structure.leading(family)
        for mentions in by_sentence.values():
            yield part(document, mentions if mentions[0].clause == family[0] else (*lead, *mentions))

    def neighbourhood(self, clauses: Iterable[int]) -> Part:
        """The mentions of the clauses, those above them, and those that they cite or that cite them."""
        own = frozenset(clauses)
        if own not in self._around:
            self._around[own] = self.part(self.structure.neighbours(own))
        return self._around[own]


@dataclass(slots=True)
class Kept:
    """Answers that every reading of a rule in one unit gets alike, with the steps that they cost."""

    whole: Whole
    _answers: dict[object, tuple[tuple[Reading | None, ...], int]] = field(default_factory=dict)

    def ask(self, key: object, asked: Sequence[tuple[Element, ...]], place: Callable[[], Place],
            names: Names) -> list[Reading | None]:
        """The best reading of each group of elements. `key`: what the place depends on, for the same `asked`."""
        if any(map(refers, asked)):
            return [best(elements, place(), names) for elements in asked]
        if key in self._answers:
            self.whole.spend(self._answers[key][1])
        else:
            began, ordered = self.whole.steps, self.whole.ordered
            found = tuple(best(elements, place(), {}) for elements in asked)
            self._answers[key] = found, began - self.whole.steps - (self.whole.ordered - ordered)
        return [r and replace(r, names={**names, **r.names}) for r in self._answers[key][0]]


def claims(rule: Rule, court: Court) -> tuple[Claim, ...]:
    """Where the rule is met or may be met, in text order: one claim a clause, or one in all for the whole contract."""
    found = [claim for unit in court.units(rule) for claim in _in_unit(rule, unit, court)]
    if not found:
        return ()
    chosen = _one_a_clause(_asserted(rule, found))
    return tuple(_one(chosen) if rule.scope == "document" else chosen)


def _in_unit(rule: Rule, unit: Unit, court: Court) -> Iterator[Claim]:
    court.whole.steps = STEPS
    kept = Kept(court.whole)
    try:
        for reading in solve(rule.when, unit.place, {}):
            claim = _claim(rule, unit, reading, court, kept)
            if claim is not None:
                yield claim
    except OutOfSteps:
        return


def _claim(rule: Rule, unit: Unit, reading: Reading, court: Court, kept: Kept) -> Claim | None:
    """The claim of one reading, unless a defence defeats it."""
    clauses = court.structure.clauses_of(reading, unit.clauses)
    defence = _defence(rule, unit, reading, clauses, court, kept)
    if defence is not None and defence.value:
        return None
    value = reading.value if defence is None else None
    if defence is not None:
        reading = Reading(None, reading.names, reading.met, reading.uses + defence.uses, reading.contradiction)
    scope = unit.place.at(unit.place.around)
    return _graded(rule, value, reading, clauses, scope, court, kept)


def _defence(rule: Rule, unit: Unit, reading: Reading, clauses: tuple[int, ...], court: Court,
             kept: Kept) -> Reading | None:
    """The best reading of any defence: met, unknown, or none."""
    if not rule.unless:
        return None
    key = (frozenset(clauses), _events(reading, court))
    readings = kept.ask(key, [(d,) for d in rule.unless], lambda: defence_place(reading, clauses, unit, court),
                        reading.names)
    met = [r for r in readings if r is not None]
    return next((r for r in met if r.value), met[0] if met else None)


def defence_place(reading: Reading, clauses: tuple[int, ...], unit: Unit, court: Court) -> Place:
    """Where the defences to a reading are read, with its events."""
    own = (*clauses, *unit.clauses)
    near = court.neighbourhood(own) if own else court.whole.contract
    return Place(court.whole, (near,), (near,), events=_events(reading, court))


def _events(reading: Reading, court: Court) -> frozenset[str]:
    contract = court.whole.contract.document
    return frozenset(event_of(contract, m.mention) for m in reading.met if m.source == contract.source.id)


def _graded(rule: Rule, value: Value, reading: Reading, clauses: tuple[int, ...], scope: Place, court: Court,
            kept: Kept) -> Claim:
    """The first level whose elements are met speaks; graver ones that are unknown are asked about."""
    answers = kept.ask("levels", [level.when for level in rule.levels], lambda: scope, reading.names)
    at = next(i for i, answer in enumerate(answers) if answer is not None and answer.value)
    raised = answers[at]
    assert raised is not None
    asked = tuple((rule.levels[i], a) for i, a in enumerate(answers[:at]) if a is not None)
    lower = tuple((rule.levels[i], bool(a and a.value)) for i, a in enumerate(answers) if i > at)
    place = court.structure.clauses_of(reading.then(raised), clauses)
    return Claim(rule, value, reading, place, rule.levels[at], raised, lower, asked)


def _asserted(rule: Rule, found: list[Claim]) -> list[Claim]:
    """Of the claims whose burden stands in `before:`, those where it is asserted, if there are such."""
    in_before = any(isinstance(e, Before) and _holds_burden(e) for e in walk(rule.when))
    firm = {claim.value for claim in found if not claim.supposed}
    return [c for c in found if not (in_before and c.supposed and c.value in firm)]


def _holds_burden(element: Element) -> bool:
    return any(isinstance(e, Concept) and e.burden for e in walk(element.inner))


def _one_a_clause(found: list[Claim]) -> list[Claim]:
    """The best claim for each clause with a burden: met before unknown, the gravest, asserted, first in the text."""
    chosen: dict[int | None, Claim] = {}
    for claim in found:
        other = chosen.get(claim.burden)
        if other is None or _weight(claim) > _weight(other):
            chosen[claim.burden] = claim
    return sorted(chosen.values(), key=lambda c: -1 if c.burden is None else c.burden)


def _one(chosen: list[Claim]) -> list[Claim]:
    """A rule on the whole contract speaks once, from the weightiest clause."""
    return [max(chosen, key=_weight)] if chosen else []


def _weight(claim: Claim) -> tuple[bool, int, bool, bool, bool]:
    return bool(claim.value), RANK[claim.level.severity], not claim.supposed, not claim.late, claim.timed
