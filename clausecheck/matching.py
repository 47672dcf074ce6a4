"""All literal forms at once: Aho–Corasick where its wheel is installed, a first-letters index elsewhere; same hits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol


class Automaton(Protocol):
    """Finds every occurrence of every literal, overlapping ones too."""

    def find(self, text: str) -> Iterable[tuple[int, int, int]]:
        """(number of the literal, start, end) for each occurrence; the order is not promised."""
        ...


class _Rust:
    """ahocorasick_rs: linear in the text whatever the number of literals."""

    def __init__(self, literals: Sequence[str]) -> None:
        import ahocorasick_rs as ac

        # the plain NFA is made five times as fast as the DFA, and a run is seldom long enough to earn that back
        self._automaton = ac.AhoCorasick(literals, implementation=ac.Implementation.ContiguousNFA)

    def find(self, text: str) -> Iterable[tuple[int, int, int]]:
        return self._automaton.find_matches_as_indexes(text, overlapping=True)


class Plain:
    """Pure Python: literals by their first two characters. Some ten times slower; cost grows with shared beginnings."""

    def __init__(self, literals: Sequence[str]) -> None:
        self._by_head: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for number, literal in enumerate(literals):
            self._by_head[literal[:2]].append((number, literal))

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        for start in range(len(text)):
            for head in {text[start : start + 2], text[start]}:
                for number, literal in self._by_head.get(head, ()):
                    if text.startswith(literal, start):
                        yield number, start, start + len(literal)


def build(literals: Sequence[str]) -> Automaton:
    """The fastest automaton that this installation has."""
    try:
        return _Rust(literals)
    except ImportError:
        return Plain(literals)
