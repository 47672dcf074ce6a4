"""Events that are dated, or counted from the same day: which is over before the other begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clausecheck.chunks import Clock, Part
from clausecheck.text import Sentence
from clausecheck.timeline.links import Link

Dated = tuple[str, Clock, Part, Sentence]  # a node, when it happens, and the words that say so
_FEW = 8  # an event that is dated more often than that is known by its earliest and latest days


def by_clock(clocks: Sequence[Dated]) -> Iterator[tuple[Link, Sentence]]:
    """A link for each pair of events whose dates or days order them; no two looks are ordered among themselves.

    Time grows with the looks times the other events, of which a contract has few, not with the square of its length.
    """
    by_anchor: dict[object, dict[str, list[Dated]]] = {}
    for dated in clocks:
        by_anchor.setdefault(dated[1].anchor, {}).setdefault(dated[0], []).append(dated)
    for by_node in by_anchor.values():
        told = {node: given if len(given) <= _FEW else _outermost(given) for node, given in by_node.items()}
        others = [node for node in told if "#" not in node]
        for a, days in told.items():
            for b in told if "#" not in a else others:
                if a != b:
                    yield from _ordered(days, told[b])


def _ordered(days: Sequence[Dated], others: Sequence[Dated]) -> Iterator[tuple[Link, Sentence]]:
    for a, first, part, sentence in days:
        for b, second, _, _ in others:
            if earlier(a, first, b, second):
                yield Link(a, b, part.start, part.end), sentence


def _outermost(days: Sequence[Dated]) -> list[Dated]:
    """Those that can order their event with another one, if any of `days` can."""
    ended = [d for d in days if d[1].high is not None]
    begun = [d for d in days if d[1].low is not None]
    spans = [d for d in ended if d[1].low != d[1].high]
    return [*sorted(ended, key=lambda d: d[1].high or 0)[:1], *sorted(ended, key=lambda d: d[1].high or 0)[-1:],
            *sorted(spans, key=lambda d: d[1].high or 0)[-1:], *sorted(begun, key=lambda d: d[1].low or 0)[-1:],
            *sorted((d for d in begun if d[1].high is None), key=lambda d: d[1].low or 0)[:1]]


def earlier(a: str, first: Clock, b: str, second: Clock) -> bool:
    """Is the first over before the second begins? Money with a last day need not be paid before that day."""
    due = b == "PAY_BALANCE" and a.startswith("INSPECT#")
    if first.high is None:  # "open to inspection from the 1st, the balance due on the 10th"
        return due and first.low is not None and second.high is not None and first.low < second.high
    if second.low is not None and first.high < second.low:
        return True
    return due and second.high is not None and first.high < second.high and second.low != second.high
