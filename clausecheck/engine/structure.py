"""How the clauses of a contract hang together: lead-ins with their items, what is above, cited and citing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from clausecheck.conditions.places import BURDEN, Reading
from clausecheck.mentions import Mention

if TYPE_CHECKING:
    from clausecheck.document import Document

_LEAD_IN = (":", "：")


class Structure:
    """The clauses of one document, with the mentions of each."""

    def __init__(self, document: Document) -> None:
        self.document = document
        clauses = document.clauses
        self._starts = [c.start for c in clauses]
        self._children: dict[int, list[int]] = {}
        self._citing: dict[int, list[int]] = {}
        self._mentions: dict[int, list[Mention]] = {}
        for clause in clauses:
            if clause.parent is not None:
                self._children.setdefault(clause.parent, []).append(clause.index)
            for citation in clause.cites:
                if citation.target is not None:
                    self._citing.setdefault(citation.target, []).append(clause.index)
        for mention in document.mentions:
            self._mentions.setdefault(mention.clause, []).append(mention)

    def mentions(self, clause: int) -> list[Mention]:
        """The mentions in a clause's own words."""
        return self._mentions.get(clause, [])

    def families(self) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
        """Each clause by itself, and each lead-in with its items; with each, the clauses in which silence is heard."""
        lead_of: dict[int, tuple[int, ...]] = {}
        for clause in self.document.clauses:
            family = (clause.index, *self._below(clause.index))
            if self._leads_in(clause.index):
                lead_of.update({i: lead_of.get(i, family) for i in family})
                yield family, lead_of[clause.index]
        for clause in self.document.clauses:
            yield (clause.index,), lead_of.get(clause.index, (clause.index,))

    def _below(self, clause: int) -> Iterator[int]:
        for child in self._children.get(clause, ()):
            yield child
            yield from self._below(child)

    def _leads_in(self, index: int) -> bool:
        """Does the clause end in a colon and go on in its items? A mere heading does not lead in."""
        clause = self.document.clauses[index]
        if index not in self._children or clause.kind == "heading" or not clause.sentences:
            return False
        own = self.document.source.text[clause.start : clause.end].rstrip(" \t\n\r*_")  # for:** is bold in Markdown
        words = own.removeprefix(clause.number).strip(" :：.、").removeprefix(clause.heading).strip(" :：.、")
        return own.endswith(_LEAD_IN) and bool(words)

    def leading(self, family: tuple[int, ...]) -> tuple[Mention, ...]:
        """The mentions of the sentence that leads in to the items of a family; none where it has no items."""
        sentences = self.document.clauses[family[0]].sentences if len(family) > 1 else ()
        return tuple(m for m in self.mentions(family[0]) if sentences and m.start >= sentences[-1].start)

    def neighbours(self, clauses: Iterable[int]) -> frozenset[int]:
        """The clauses, those above them, and those that they cite or that cite them."""
        own = set(clauses)
        above = {a for c in own for a in self._above(c)}
        cited = {c.target for i in own for c in self.document.clauses[i].cites if c.target is not None}
        citing = {c for i in own for c in self._citing.get(i, ())}
        return frozenset(own | above | cited | citing)

    def _above(self, clause: int) -> Iterator[int]:
        parent = self.document.clauses[clause].parent
        while parent is not None:
            yield parent
            parent = self.document.clauses[parent].parent

    def clause_at(self, offset: int) -> int:
        """The clause in which a code point of the text stands."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def clauses_of(self, reading: Reading, otherwise: tuple[int, ...]) -> tuple[int, ...]:
        """The clauses of a reading's evidence in this document: the burden's first, then in text order."""
        source = self.document.source.id
        used = {self.clause_at(use.start) for use in reading.uses if use.source.id == source}
        held = reading.names.get(BURDEN)
        if held is not None and held.met is not None:
            first = held.met.mention.clause
            return (first, *sorted(used - {first}))
        return tuple(sorted(used)) or otherwise[:1]
