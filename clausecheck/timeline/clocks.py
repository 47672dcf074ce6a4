"""Events that are dated, or counted from the same day: which is over before the other begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clausecheck.chunks import Clock, Part
from clausecheck.text import Sentence
from clausecheck.timeline.links import Link

Dated = tuple[str, Clock, Part, Sentence]  # a node, when it happens, and the words that say so


def by_clock(clocks: Sequence[Dated]) -> Iterator[tuple[Link, Sentence]]:
    """A link for each pair of events whose dates or days order them."""
    for a, first, part, sentence in clocks:
        for b, second, _, _ in clocks:
            if a != b and first.anchor == second.anchor and earlier(a, first, b, second):
                yield Link(a, b, part.start, part.end), sentence


def earlier(a: str, first: Clock, b: str, second: Clock) -> bool:
    """Is the first over before the second begins? Money with a last day need not be paid before that day."""
    due = b == "PAY_BALANCE" and a.startswith("INSPECT#")
    if first.high is None:  # "open to inspection from the 1st, the balance due on the 10th"
        return due and first.low is not None and second.high is not None and first.low < second.high
    if second.low is not None and first.high < second.low:
        return True
    return due and second.high is not None and first.high < second.high and second.low != second.high
