"""Documents and cases made by hand for tests: mentions and edges are given, the text is made to fit them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from clausecheck.document import Case, Document
from clausecheck.mentions import Mention
from clausecheck.quantities import Amount, Period
from clausecheck.text import Citation, Clause, Role, Sentence, Source
from clausecheck.timeline import Edge, Timeline


def mention(concept: str, clause: int = 0, sentence: int | None = None, **qualifiers: object) -> Mention:
    """A mention that gets its number and place when its document is made. Sentence n of clause c is 10 c + n."""
    return Mention(0, concept, 0, 0, clause, clause * 10 + (sentence or 0), **qualifiers)  # type: ignore[arg-type]


def days(number: float, unit: str = "day") -> Period:
    return Period(0, 0, Decimal(str(number)), unit, Decimal(str(number)))  # type: ignore[arg-type]


def money(value: float | None = None, share: str | None = None, at: int = 0, basis: tuple[int, int] | None = None) -> Amount:
    """A sum in yuan, or a share; `at` tells it from others of the same sentence."""
    return Amount(at, at + 1, None if value is None else Decimal(str(value)), None if share is None else Decimal(share),
                  "CNY", basis)


def document(mentions: Sequence[Mention] = (), edges: Sequence[tuple[str, str]] = (), clauses: int = 1,
             parents: dict[int, int] | None = None, cites: dict[int, int] | None = None, role: Role = "contract",
             number: int = 1, colon: frozenset[int] = frozenset(), **about: str) -> Document:
    """A document of `clauses` clauses. An edge orders two concepts: all mentions of a concept are one event."""
    text, placed, starts = "", [], []
    for index in range(clauses):
        starts.append(len(text))
        text += f"{index + 1}. "
        for m in sorted((m for m in mentions if m.clause == index), key=lambda m: m.sentence):
            word = m.concept.lower()
            placed.append(m._replace(id=len(placed), start=len(text), end=len(text) + len(word)))
            text += word + " "
        text += ("says:" if index in colon else "ends.") + "\n"
    made = tuple(_clause(i, starts, text, parents or {}, cites or {}) for i in range(clauses))
    source = Source(role if role == "contract" else f"{role}-{number}", role, "<text>", text, "en", "", about=about)
    nodes = {m.id: m.concept for m in placed}
    return Document(source, made, (), (), tuple(placed), Timeline(nodes, tuple(_edge(e, text) for e in edges)))


def _clause(index: int, starts: Sequence[int], text: str, parents: dict[int, int], cites: dict[int, int]) -> Clause:
    start = starts[index]
    end = starts[index + 1] if index + 1 < len(starts) else len(text)
    sentences = tuple(Sentence(index * 10 + n, index, start, end, "en", text[start:end], tuple(range(start, end + 1)))
                      for n in range(3))
    citations = (Citation(start, start + 1, cites[index]),) if index in cites else ()
    return Clause(index, start, end, f"{index + 1}.", (str(index + 1),), "", "clause", parents.get(index), sentences, citations)


def _edge(pair: tuple[str, str], text: str) -> Edge:
    return Edge(pair[0], pair[1], 0, min(3, len(text)), 0)


def case(*mentions: Mention, edges: Sequence[tuple[str, str]] = (), **more: object) -> Case:
    """A case with a contract only."""
    return Case(document(mentions, edges, **more))  # type: ignore[arg-type]
