"""Words of a contract that stand for what it tells elsewhere, found before its sentences are read.

    "Completion" means the day on which the price is paid.   …from Completion        a defined state
    第六条所列事项                                             须在付清后办理              what another clause tells
    price 60,000; 6,000 on signing                           …transfers the 54,000   a sum that is the balance
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import takewhile
from operator import attrgetter

from clausecheck.chunks import EVENTS, Hit
from clausecheck.folding import fold_characters
from clausecheck.matching import build as automaton
from clausecheck.patterns import later
from clausecheck.quantities import Amount
from clausecheck.text import Clause, DefinedTerm, Sentence
from clausecheck.timeline.moneys import Moneys, Read

REFERENCE = "clause §"
"""Begins the name of what a clause tells; the clause's index follows."""

_EVENTFUL = EVENTS | {"PAY", "LOOK"}
_STATE = later("(?:status|conditions?|state|stage|date|day|milestones?|requirements?|条件|状态|阶段|节点)$")
_THINGS = frozenset({"BALANCE", "PRICE", "DEPOSIT", "ADVANCE", "DEPOSIT_UNCLEAR", "OTHER_MONEY", "GOODS", "PAPERS"})
_MATTER_ZH = later(
    "(?:所列|所述|所指|所定|所涉|规定|约定|项下|载明|列明|中|之|的|各|全部|上述|[一二两三四五六七八九]){0,3}"
    "(?:事项|手续|步骤|权利|程序|安排|服务|条件|义务|环节|工作|行为|事宜|权|项)")
_BY_ZH = later("(?:按照?|依照?|依据|根据|违反|参照|适用|遵照|除|本)[本合同协议]*$")
_MATTER_EN = later(
    r"\b(?:steps?|rights?|matters?|procedures?|events?|acts?|formalit(?:y|ies)|entitlements?|operations?|exercise|"
    r"conditions?|obligations?|dut(?:y|ies)|stages?|acts?|things|things to be done|activit(?:y|ies))"
    r"(?: (?:set out|described|referred to|mentioned|listed|provided(?: for)?|granted|given|conferred|named|specified|"
    r"stated|laid down))? (?:in|under|of|by|at)(?: the)? $")
_HALF = Decimal("0.5")  # a larger share of the price is the balance, whatever it is called
_MOST = 30  # sums of a contract that are held against each other


@dataclass(frozen=True, slots=True)
class StandIns:
    """What stands for something else in one contract; `found` gives those of a sentence."""

    terms: tuple[str, ...]  # folded, longest first
    balances: frozenset[Decimal]
    cited: Mapping[int, Clause] = field(default_factory=dict)  # clauses by index
    search: Callable[[str], Iterable[tuple[int, int, int]]] | None = None  # finds `terms` by number
    moneys: Moneys | None = None

    def found(self, sentence: Sentence, amounts: Sequence[Amount]) -> tuple[Hit, ...]:
        """Defined states, references to clauses, and sums that are the balance, by name and view position."""
        sums = [("BALANCE", a.start, a.end) for a in amounts
                if a.value in self.balances or a.per is None and a.share is not None and _HALF < a.share <= 1]
        cited = {target: (sentence.at(start), sentence.at(end)) for target, start, end in self._cited(sentence)}
        moneys = self.moneys.found(sentence, cited) if self.moneys is not None else ()
        return (*self._terms(sentence.view), *_references(sentence, cited), *sums, *moneys)

    def _terms(self, view: str) -> Iterator[Hit]:
        if self.search is None:
            return
        until = 0
        for number, start, end in sorted(self.search(view), key=lambda f: (f[1], -f[2])):
            if start >= until and _whole(view, start, end):
                until = end
                yield self.terms[number], start, end

    def _cited(self, sentence: Sentence) -> Iterator[tuple[int, int, int]]:
        """The other clauses that a sentence cites, and where."""
        clause = self.cited.get(sentence.clause)
        cites = clause.cites if clause is not None else ()
        first = bisect_left(cites, sentence.start, key=attrgetter("start"))
        for cite in takewhile(lambda c: c.start < sentence.end, cites[first:]):
            if cite.target is not None and cite.target != sentence.clause:
                yield cite.target, cite.start, cite.end


def _references(sentence: Sentence, cited: Mapping[int, tuple[int, int]]) -> Iterator[Hit]:
    """What other clauses tell, by reference."""
    for target, (start, end) in cited.items():
        name = f"{REFERENCE}{target}"
        if sentence.language == "zh":
            matter = _MATTER_ZH.match(sentence.view, end)
            if matter and not _BY_ZH.search(sentence.view[max(0, start - 8):start]):
                yield name, start, matter.end()
        elif (matter := _MATTER_EN.search(sentence.view, max(0, start - 60), start)) is not None:
            yield name, matter.start(), end


def stand_ins(sentences: Sequence[Sentence], readings: Sequence[Read], clauses: Sequence[Clause],
              terms: Sequence[DefinedTerm]) -> StandIns:
    """What stands for something else. `readings[i]` was read from `sentences[i]`."""
    names = _states(sentences, readings, terms) if terms else ()
    search = automaton(names).find if names else None
    cited = {c.index: c for c in clauses if c.cites}
    return StandIns(names, _balances(readings), cited, search, Moneys(sentences, readings))


def _states(sentences: Sequence[Sentence], readings: Sequence[Read], terms: Sequence[DefinedTerm]) -> tuple[str, ...]:
    """The defined terms whose meaning names an event, or a term that does; not those of things, money and parties."""
    starts = [s.start for s in sentences]
    meanings: dict[str, tuple[str, bool]] = {}
    for term in terms:
        place = bisect_right(starts, term.meaning.start) - 1
        if place < 0:
            continue
        sentence, found = sentences[place], [(o.concept, *o.at) for o in readings[place].found]
        start, end = sentence.at(term.meaning.start), sentence.at(term.meaning.end)
        inside = [h for h in found if start <= h[1] and h[2] <= end]
        name = fold_characters(term.term).strip()
        if _is_thing(name, sentence.view, found):
            continue
        meanings[name] = (sentence.view[start:end], any(h[0] in _EVENTFUL for h in inside))
    states = {n for n, (_, eventful) in meanings.items() if eventful}
    if states:
        known = automaton(sorted(states)).find
        states |= {n for n, (words, _) in meanings.items() if next(iter(known(words)), None) is not None}
    return tuple(sorted(states, key=lambda n: (-len(n), n)))


def _is_thing(name: str, view: str, found: Iterable[Hit]) -> bool:
    """Does the term name money, goods or a paper by its own words?"""
    at = view.find(name)
    if _STATE.search(name):
        return False
    return len(name) < 2 or any(h[0] in _THINGS and at <= h[1] and h[2] == at + len(name) for h in found)


def _whole(view: str, start: int, end: int) -> bool:
    """No part of a longer English word."""
    before, after = view[start - 1:start], view[end:end + 1]
    return not (before.isascii() and before.isalnum() and view[start].isascii()) and not (
        after.isascii() and after.isalnum() and view[end - 1].isascii())


def _balances(readings: Sequence[Read]) -> frozenset[Decimal]:
    """Sums that are a price less what was paid down: 60,000 less 6,000."""
    prices: list[Decimal] = []
    downs: list[Decimal] = []
    every: set[Decimal] = set()
    for reading in readings:
        values = [a.value for a in reading.amounts if a.value and a.per is None]
        if not values:
            continue
        every.update(values)
        concepts = {o.concept for o in reading.found}
        if concepts & {"PRICE"}:
            prices += values
        if concepts & {"DEPOSIT", "ADVANCE", "DEPOSIT_UNCLEAR", "PAY"}:
            downs += values
    pairs = ((p, d) for p in prices[:_MOST] for d in downs[:_MOST] if d < p / 2)
    return frozenset(p - d for p, d in pairs if p - d in every and p - d not in downs[:1])
