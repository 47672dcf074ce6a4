"""Words for money that another sentence names: 前条所述款项, the sum in clause 3, 上述款项, such amount.

They are mentions of all that the words they stand for are mentions of: of the deposit where clause 3 sets one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from clausecheck.chunks import Hit
from clausecheck.patterns import later
from clausecheck.quantities import Amount
from clausecheck.text import Sentence

_MONEYS = ("DEPOSIT", "ADVANCE", "DEPOSIT_UNCLEAR", "BALANCE", "PRICE")  # which of several is meant
_NEAR = 3  # sentences back that "such amount" may look
_CITED_ZH = later("(?:所列|所述|所指|规定|约定|项下|载明|中|之|的|应付|已付|已交|交纳|支付|收取){0,3}"
                  "(?:款项|费用|金额|价款|钱款|款)(?!式|待)")
_CITED_EN = later(
    r"\b(?:sums?|amounts?|payments?|mon(?:ey|eys|ies)|fees?)"
    r"(?: (?:paid|payable|due|set out|referred to|mentioned|specified|stated|described))?"
    r" (?:in|under|of|by|at|pursuant to)(?: the)? $")
_BACK = {
    "zh": later("(?:上述|前述|上列|前列|该|该笔|该项|此笔|此项|前款)(?:款项|费用|金额|钱款|款)(?!式|待)"),
    "en": later(r"\b(?:such|that|this|those|these|the (?:above|foregoing|said)|said)(?: said)? "
                r"(?:sums?|amounts?|payments?|mon(?:ey|eys|ies)|fees?)\b"),
}


class Found(Protocol):
    """A concept and where it stands in the view."""

    @property
    def concept(self) -> str: ...
    @property
    def at(self) -> tuple[int, int]: ...


class Read(Protocol):
    """What was read from a sentence."""

    @property
    def found(self) -> Sequence[Found]: ...
    @property
    def amounts(self) -> Sequence[Amount]: ...


class Moneys:
    """The money that each sentence of one contract names, looked up when words stand for it."""

    def __init__(self, sentences: Sequence[Sentence], readings: Sequence[Read]) -> None:
        self._readings = readings
        self._clauses = [s.clause for s in sentences]
        self._known: dict[int, frozenset[str]] = {}

    def found(self, sentence: Sentence, cited: Mapping[int, tuple[int, int]]) -> Iterator[Hit]:
        """What the words for money in a sentence stand for. `cited`: clauses by index → where the view cites them."""
        for clause, (start, end) in cited.items():
            span = _of_citation(sentence, start, end)
            if span is not None:
                yield from ((c, *span) for c in sorted(self._of_clause(clause)))
        pattern = _BACK.get(sentence.language)
        match = pattern.search(sentence.view) if pattern is not None else None
        if match is not None and not self._names_its_own(sentence, match.span()):
            yield from ((c, *match.span()) for c in sorted(self._before(sentence)))

    def _names_its_own(self, sentence: Sentence, but: tuple[int, int]) -> bool:
        """Does the sentence name money in other words than these?"""
        return any(o.concept in _MONEYS and (o.at[1] <= but[0] or but[1] <= o.at[0])
                   for o in self._readings[sentence.index].found)

    def _of_clause(self, clause: int) -> frozenset[str]:
        return self._first(range(bisect_left(self._clauses, clause), bisect_right(self._clauses, clause)))

    def _before(self, sentence: Sentence) -> frozenset[str]:
        here = sentence.index
        return self._first(range(here - 1, max(-1, here - 1 - _NEAR), -1))

    def _first(self, sentences: Iterable[int]) -> frozenset[str]:
        return next((found for found in map(self._of, sentences) if found), frozenset())

    def _of(self, index: int) -> frozenset[str]:
        """The concepts of the words that name the money of a sentence."""
        if index not in self._known:
            found = self._readings[index].found
            places = {o.concept: o.at for o in reversed(found) if o.concept in _MONEYS}
            at = next((places[name] for name in _MONEYS if name in places), None)
            self._known[index] = frozenset(o.concept for o in found if o.at == at)
        return self._known[index]


def _of_citation(sentence: Sentence, start: int, end: int) -> tuple[int, int] | None:
    """The words for money beside a citation, with it."""
    if sentence.language == "zh":
        after = _CITED_ZH.match(sentence.view, end)
        return None if after is None else (start, after.end())
    before = _CITED_EN.search(sentence.view, max(0, start - 60), start)
    return None if before is None else (before.start(), end)
