"""Where elements are read: the mentions of one place, the case around it, and what a reading of an element found.

A *place* is what an element may look at: a sentence, a clause, the contract, what was promised. A *reading* is one way
in which an element is met (value True) or may be met (value None); an element that is not met has no reading at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from clausecheck.findings import Evidence
from clausecheck.mentions import Mention
from clausecheck.quantities import Amount
from clausecheck.text import Bilingual, Source
from clausecheck.timeline import Answer

if TYPE_CHECKING:
    from clausecheck.document import Case, Document

Value = bool | None  # met, not met, unknown
STEPS = 50_000  # mentions looked at for one rule in one place, so that no text can make a rule hang


class OutOfSteps(Exception):  # noqa: N818  # a signal, not an error: what was read until then stands
    """A rule has looked at more mentions in one place than it may."""


class Met(NamedTuple):
    """A mention with the id of the source in which it stands."""

    source: str
    mention: Mention


class Use(NamedTuple):
    """Words that met an element: its label, where they stand."""

    element: str
    source: Source
    start: int
    end: int

    def evidence(self) -> Evidence:
        return Evidence(self.element, self.source.text[self.start : self.end], self.source.id, self.start, self.end)


def evidence_of(uses: Iterable[Use]) -> tuple[Evidence, ...]:
    """Each use once, in the order of the rule's elements."""
    once = {(use.element, use.source.id, use.start, use.end): use for use in uses}
    return tuple(use.evidence() for use in once.values())


@dataclass(frozen=True, slots=True)
class Captured:
    """What `as: name` holds: words for the reader, and the mention, length of time (days) or amounts that are meant."""

    words: Bilingual
    met: Met | None = None
    days: Decimal | None = None
    amounts: tuple[Amount, ...] = ()


Names = Mapping[str, Captured]
BURDEN = "burden"  # the name under which the mention that burdens the buyer is kept


@dataclass(frozen=True, slots=True)
class Reading:
    """One way in which an element is met (True) or may be met (None). `met[0]` is the mention it is about."""

    value: bool | None
    names: Names
    met: tuple[Met, ...] = ()
    uses: tuple[Use, ...] = ()
    contradiction: bool = False  # unknown since the contract orders the events both ways

    def then(self, other: Reading) -> Reading:
        """This reading and, after it, that of the next element, which already knows the names of this one."""
        value = True if self.value and other.value else None
        return Reading(value, other.names, self.met + other.met, self.uses + other.uses,
                       self.contradiction or other.contradiction)


@dataclass(frozen=True, slots=True)
class Part:
    """Some mentions of one document, by concept and in text order."""

    document: Document
    mentions: Mapping[str, tuple[Mention, ...]]
    sums: dict[str, tuple[Amount, ...]] = field(default_factory=dict, compare=False, repr=False)  # asked for so far


class Together(Mapping[str, tuple[Mention, ...]]):
    """The mentions of several places one after the other, by concept; put together when a concept is asked for."""

    __slots__ = ("_asked", "_places")

    def __init__(self, places: Sequence[Mapping[str, tuple[Mention, ...]]]) -> None:
        self._places = places
        self._asked: dict[str, tuple[Mention, ...]] = {}

    def __getitem__(self, concept: str) -> tuple[Mention, ...]:
        if concept not in self._asked:
            self._asked[concept] = tuple(chain.from_iterable(p[concept] for p in self._places if concept in p))
        found = self._asked[concept]
        if not found:
            raise KeyError(concept)
        return found

    def get(self, concept: str, default: Any = None) -> Any:
        """The mentions of a concept; `default` where there are none."""
        found = any(concept in place for place in self._places)
        return self[concept] if found else default

    def __contains__(self, concept: object) -> bool:
        return any(concept in place for place in self._places)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(chain.from_iterable(self._places)))

    def __len__(self) -> int:
        return len(dict.fromkeys(chain.from_iterable(self._places)))


def part(document: Document, mentions: Iterable[Mention]) -> Part:
    """Mentions of a document, arranged by concept."""
    arranged: dict[str, list[Mention]] = {}
    for mention in sorted(mentions, key=attrgetter("id")):
        arranged.setdefault(mention.concept, []).append(mention)
    return Part(document, {concept: tuple(found) for concept, found in arranged.items()})


@dataclass(slots=True)
class Whole:
    """The whole case, arranged once for all rules, with the answers of its timelines kept."""

    case: Case
    contract: Part
    promised: tuple[Part, ...]
    agreed: tuple[Part, ...]
    steps: int = STEPS
    _orders: dict[tuple[str, frozenset[str], frozenset[str]], Answer] = field(default_factory=dict)
    _nodes: dict[tuple[str, frozenset[int]], frozenset[str]] = field(default_factory=dict)
    _conditions: dict[tuple[str, tuple[int, ...]], Part] = field(default_factory=dict)
    _by_opening: dict[int, tuple[Part, dict[int, Part]]] = field(default_factory=dict)
    _sentences: dict[tuple[int, str | None], tuple[Part, ...]] = field(default_factory=dict)
    ordered: int = 0  # steps spent on orders that were asked for the first time
    _openings: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def order(self, document: Document, first: frozenset[int], second: frozenset[int]) -> Answer:
        """`document.timeline.order`, asked once for the same events; not met where one side never occurs."""
        key = (document.source.id, self._events(document, first), self._events(document, second))
        if not key[1] or not key[2]:
            return Answer(False)
        if key not in self._orders:
            cost = 1 + len(document.timeline.edges) // 50
            self.ordered += cost
            self.spend(cost)
            self._orders[key] = document.timeline.order(first, second)
        return self._orders[key]

    def _events(self, document: Document, ids: frozenset[int]) -> frozenset[str]:
        key = (document.source.id, ids)
        if key not in self._nodes:
            nodes = document.timeline.nodes
            self._nodes[key] = frozenset(nodes[i] for i in ids if i in nodes)
        return self._nodes[key]

    def openings(self, document: Document) -> tuple[int, ...]:
        """For each sentence the one in which its full sentence opens: a clause's sentences that semicolons join."""
        if document.source.id not in self._openings:
            text, found = document.source.text, list[int]()
            for clause in document.clauses:
                for n, sentence in enumerate(clause.sentences):
                    joined = n > 0 and text[clause.start : sentence.start].rstrip().endswith((";", "；"))
                    found.append(found[-1] if joined else sentence.index)
            self._openings[document.source.id] = tuple(found)
        return self._openings[document.source.id]

    def sentences(self, seen: Part, concept: str | None) -> tuple[Part, ...]:
        """The mentions of a part sentence by sentence, to the full stop; with a concept, those that hold it."""
        key = (id(seen), concept)
        if key not in self._sentences:
            opening = self.openings(seen.document)
            asked = None if concept is None else {opening[m.sentence] for m in seen.mentions.get(concept, ())}
            opened = self._opened(seen).items()
            self._sentences[key] = tuple(p for number, p in opened if asked is None or number in asked)
        return self._sentences[key]

    def _opened(self, seen: Part) -> dict[int, Part]:
        """The sentences of a part by the number of the first one before their full stop, in order."""
        if id(seen) not in self._by_opening:
            sentences: dict[int, list[Mention]] = {}
            opening = self.openings(seen.document)
            for mention in chain.from_iterable(seen.mentions.values()):
                sentences.setdefault(opening[mention.sentence], []).append(mention)
            arranged = {number: part(seen.document, sentences[number]) for number in sorted(sentences)}
            self._by_opening[id(seen)] = seen, arranged  # the part is held, so that its id stays its own
        return self._by_opening[id(seen)][1]

    def condition(self, document: Document, mention: Mention) -> Part:
        """The mentions on which one follows."""
        key = (document.source.id, mention.conditions)
        if key not in self._conditions:
            self._conditions[key] = part(document, (document.mentions[i] for i in mention.conditions))
        return self._conditions[key]

    def spend(self, steps: int = 1) -> None:
        """One more mention is looked at. Raises OutOfSteps when the place's allowance is used up."""
        self.steps -= steps
        if self.steps < 0:
            raise OutOfSteps


def whole(case: Case) -> Whole:
    """A case, arranged. A promise that a later statement retracts, or that is not the seller's, is left out."""
    promised = tuple(part(d, d.mentions) for d in _standing(case.promised))
    agreed = tuple(part(d, d.mentions) for d in _standing(case.agreed))
    return Whole(case, part(case.contract, case.contract.mentions), promised, agreed)


def _standing(documents: tuple[Document, ...]) -> Iterator[Document]:
    retracted = {d.source.about["retracts"].strip() for d in documents if d.source.about.get("retracts")}
    for document in documents:
        about = document.source.about
        known_as = {document.source.id, document.source.name, document.source.name.rsplit("/", 1)[-1],
                    about.get("url", ""), about.get("date", "")} - {""}
        if not known_as & retracted and about.get("by") not in ("buyer", "买方", "消费者"):
            yield document


@dataclass(frozen=True, slots=True)
class Place:
    """What an element may look at. Silence (`none`) is heard in `around`, which may be wider than `parts`."""

    whole: Whole
    parts: tuple[Part, ...]
    around: tuple[Part, ...]
    supposed: bool = False  # inside `if:` and `before:` what stands in a condition counts too
    events: frozenset[str] | None = None  # in a defence: the events of the finding, which `anywhere:` must share

    def at(self, parts: tuple[Part, ...], supposed: bool | None = None) -> Place:
        """The same case looked at in other parts."""
        return Place(self.whole, parts, parts, self.supposed if supposed is None else supposed, self.events)


def event_of(document: Document, mention: Mention) -> str:
    """The event of a mention: its node in the timeline, else its concept."""
    return document.timeline.nodes.get(mention.id, mention.concept)
