"""explain(rule, case): why a rule did or did not match, element by element, as plain data.

For each element and defence: its value, the words that met it, or the nearest mention (the same concept with the fewest
qualifiers that fail) and what is wrong with it; for `before` the timeline's path; with a lexicon the cues that decided
by whom a mention is done and whether it is denied. Where one clause is asked about, that clause is what is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clausecheck.conditions.concept import Concept, Element, best, once, value_of
from clausecheck.conditions.operators import All, Any, Anywhere, Before, OneSentence, Source
from clausecheck.conditions.places import STEPS, Names, OutOfSteps, Part, Place, Reading, Use, evidence_of, whole
from clausecheck.conditions.qualifiers import Look
from clausecheck.conditions.writing import written
from clausecheck.engine.claims import Claim, Court, Unit, claims, defence_place
from clausecheck.engine.cues import cues_of
from clausecheck.engine.paths import BOTH_WAYS, order_of
from clausecheck.engine.structure import Structure
from clausecheck.engine.what_if import of_a_finding, of_no_finding
from clausecheck.explanations import ABSENT, Cue, Explained, ExplainedLevel, Explanation, Nearest, Verdict
from clausecheck.lexicon import Lexicon
from clausecheck.mentions import Mention
from clausecheck.rules import Rule
from clausecheck.text import Bilingual

if TYPE_CHECKING:
    from clausecheck.document import Case

_TOO_LONG = Bilingual("文本太长，没有读完", "too long to be read to the end")
_IN_ALL = Bilingual("这条规则看整份合同；这里只看所问的条款",
                    "this rule is read in the whole contract; here only the clause asked about is looked at")


def explain(rule: Rule, case: Case, lexicon: Lexicon | None = None, clause: int | None = None) -> Explanation:
    """Why the rule did or did not match: in the place where it is met, else where most of its elements are.

    `lexicon`: adds the cues of each mention; `clause`: index of the clause to look at.
    """
    court = Court(whole(case), Structure(case.contract))
    made = claims(rule, court)
    note = None
    if clause is not None:
        made = tuple(c for c in made if clause in c.clauses)
        note = _IN_ALL if rule.scope == "document" and not made else None
    verdict: Verdict = "found" if any(c.value for c in made) else "undetermined" if made and rule.ask else "not found"
    chosen = next((c for c in made if c.value), made[0] if made else None)
    teller = _Teller(court, lexicon)
    unit, steps = _nearest_unit(rule, court, chosen, _units(rule, court, None if chosen else clause))
    names: Names = steps[-1].names if steps else {}
    here = unit.place
    when = (*(teller.met(e, r, here, names) if r.value or r.contradiction else teller.explain(e, here, names)
              for e, r in zip(rule.when, steps, strict=False)),
            *(teller.explain(e, here, names) for e in rule.when[len(steps) :]))
    reading = Reading(True, names, tuple(m for s in steps for m in s.met), tuple(u for s in steps for u in s.uses))
    clauses = court.structure.clauses_of(reading, unit.clauses)
    near = defence_place(reading, clauses, unit, court)
    scope = unit.place.at(unit.place.around)
    speaks = chosen.level if chosen is not None and verdict != "not found" else None
    levels = tuple(ExplainedLevel(lv.severity, lv.effect, tuple(teller.explain(e, scope, names) for e in lv.when),
                                  lv is speaks) for lv in rule.levels)
    unless = tuple(teller.explain(d, near, names) for d in rule.unless)
    if chosen is not None and speaks is not None:
        changes = of_a_finding(chosen, levels[: rule.levels.index(speaks)], unless)
    else:
        changes = of_no_finding(when, unless, levels, rule)
    named = chosen.clauses if chosen is not None else clauses
    return Explanation(rule.id, rule.title, verdict, speaks.severity if speaks else None,
                       tuple(case.contract.clauses[c].number for c in named), when, unless, levels, changes, note)


def _units(rule: Rule, court: Court, clause: int | None) -> tuple[Unit, ...]:
    """The places that a rule is read in; of one clause its own, made for it where the rule reads the whole contract."""
    contract = court.whole.contract
    units = court.units_of(rule.scope, rule.within)
    if clause is None:
        return units or (Unit(Place(court.whole, (contract,), (contract,))),)
    return tuple(u for u in units if clause in u.clauses) or (
        Unit(Place(court.whole, (court.part((clause,)),), (contract,)), (clause,)),)


def _nearest_unit(rule: Rule, court: Court, claim: Claim | None,
                  units: Sequence[Unit]) -> tuple[Unit, tuple[Reading, ...]]:
    """The unit in which most elements are met one after the other, and their readings."""
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


@dataclass(frozen=True, slots=True)
class _Teller:
    """Elements told one by one. Without a lexicon no cues are told."""

    court: Court
    lexicon: Lexicon | None

    def met(self, element: Element, reading: Reading, place: Place, names: Names) -> Explained:
        """An element that is met, or ordered both ways; of several elements in it those that are met too."""
        if isinstance(element, All | Any | OneSentence | Source | Anywhere):
            told = [self.explain(e, _inside(element, place), names) for e in element.inner]
            inner = tuple(e for e in told if e.value or not isinstance(element, Any))
            return Explained(written(element), reading.value, evidence_of(reading.uses), inner=inner)
        cues = tuple(dict.fromkeys(c for m in reading.met for c in self._cues(m.source, m.mention)))
        path = order_of(element, self.court.whole, reading)
        note = BOTH_WAYS if reading.contradiction else None
        return Explained(written(element), reading.value, evidence_of(reading.uses), None, note, cues, path.steps)

    def explain(self, element: Element, place: Place, names: Names) -> Explained:
        """One element in a place, whatever its value."""
        place.whole.steps = STEPS
        try:
            reading = best((element,), place, names)
        except OutOfSteps:
            return Explained(written(element), None, note=_TOO_LONG)
        if reading is not None and reading.value:
            return self.met(element, reading, place, names)
        seen = evidence_of(reading.uses) if reading else ()
        if isinstance(element, Concept):
            return Explained(written(element), value_of(reading), seen, *self._near(element, place, names))
        inside = _inside(element, place)
        path = order_of(element, place.whole, reading, place, names)
        return Explained(written(element), value_of(reading), seen, None, path.note, (), path.steps,
                         tuple(self.explain(e, inside, names) for e in element.inner))

    def _near(self, element: Concept, place: Place,
              names: Names) -> tuple[Nearest | None, Bilingual | None, tuple[Cue, ...]]:
        """The mention with the fewest failing qualifiers, here or else elsewhere; or that there is none."""
        found = [(m, p) for p in place.parts for m in p.mentions.get(element.concept, ())]
        note = None
        if not found:
            contract = place.whole.contract
            found = [(m, contract) for m in contract.mentions.get(element.concept, ())]
            note = Bilingual("只在别处提到", "it is mentioned elsewhere only")
        if not found:
            return None, ABSENT, ()
        told = [(_candidate(element, m, p, place, names), m, p) for m, p in found]
        nearest, mention, part = min(told, key=lambda one: len(one[0].fails))
        return nearest, note, self._cues(part.document.source.id, mention)

    def _cues(self, source: str, mention: Mention) -> tuple[Cue, ...]:
        if self.lexicon is None:
            return ()
        case = self.court.whole.case
        document = next(d for d in (case.contract, *case.promised, *case.agreed) if d.source.id == source)
        return cues_of(mention, document, self.lexicon)


def _inside(element: Element, place: Place) -> Place:
    """Where the inner elements of an operator are read."""
    if isinstance(element, Source):
        return place.at(place.whole.promised if element.role == "promised" else place.whole.agreed)
    if isinstance(element, Anywhere):
        return place.at((place.whole.contract,))
    return place.at(place.parts, supposed=True) if isinstance(element, Before) else place


def _candidate(element: Concept, mention: Mention, seen: Part, place: Place, names: Names) -> Nearest:
    look = Look(mention, seen, place, names, tuple)
    fails = [Bilingual(f"{q.label}：{q.found(mention).zh}", f"{q.label}: {q.found(mention).en}")
             for q in element.qualifiers if q.value(look) is not True]
    if element.condition is not None and not fails:
        label = f"if: {element.condition.label}"
        fails.append(Bilingual(f"{label}：条件不符", f"{label}: not its condition"))
    return Nearest(Use(element.label, seen.document.source, mention.start, mention.end).evidence(), tuple(fails))
