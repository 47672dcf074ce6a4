"""A sentence → its parts: who, must or may, yes or no, what, and how each part hangs on another.

One module a language (`zh`, `en`) with `chunk(sentence, mentions)`; both give the same parts, so that what follows
(qualifiers, timeline) knows no language.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from clausecheck.text import Sentence

Relation = Literal[
    "main",  # stands for itself
    "and",  # goes on from its head, no order said
    "then",  # happens after its head (再, 随后, then)
    "same",  # while, at the time of, 时, 当场
    "after",  # the head holds once this is done: 后, 方可, 凭, upon, once, against
    "before",  # the head holds while this is still to come: 前, before, until
    "if",  # the head holds if this is so
    "unless",  # the head holds unless this is so: 除非, unless, 否则 looked at from the main part
    "without",  # the head holds though this is not done: 无须, without, 无论是否, even if not
    "because",  # ground: 以…为由, on the ground that
    "purpose",
    "relative",  # says more of a noun of the head
    "content",  # what a verb of the head is about: refuse [to …], demand that […]
]


Hit = tuple[str, int, int]  # a concept (or a paper's own name) and where it stands in the view

EVENTS = frozenset({
    "ACCEPT", "APPOINT", "ARRIVE", "CONCLUDE", "DISPATCH", "ESCROW", "FACTORY_CHECK", "HANDOVER", "HANDOVER_DAY",
    "INSPECT", "INSPECTION_RECORD", "NOTIFY", "PAYMENT_NOTICE", "PAY_BALANCE", "PAY_DEPOSIT", "PRODUCED",
    "RECEIPT", "REFUND", "REJECT", "SCHEDULE", "TITLE", "VISIT",
})
"""The concepts that can be ordered in time; other mentions are words inside of parts."""

OWN = "\u00b7"
"""Stands before a concept that only the rules at hand put in order: it makes parts like a paper's own name."""

ACTS = frozenset({"CANCEL", "FORFEIT", "DEFAULT"})
"""What is done, or not done, without being ordered in time: it makes parts, and is no node."""


@dataclass(frozen=True, slots=True)
class Clock:
    """When a part's event happens, in days [low, high] from `anchor`; None is open on that side.

    `anchor` names an event ("HANDOVER_DAY", "提车通知"); "" is the calendar, counted as `date.toordinal()`.
    """

    anchor: str
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Part:
    """A region of one sentence with one predicate. Positions are of the sentence's view."""

    start: int
    end: int
    head: int | None  # index of the part it hangs on; None for a main part
    relation: Relation
    status: Literal["done", "pending", "same"] | None  # the state of this part's event in which the head holds
    sign: int  # +1 its event is to happen or allowed, −1 forbidden, refused or denied, 0 cannot be told
    modality: Literal["must", "may", "is"]
    subject: tuple[int, int] | None  # the words that name who does it
    cue: tuple[int, int] | None  # the words that made the relation
    hypothetical: bool = False
    fails: bool = False  # it speaks of a bad outcome: the goods do not conform
    only: bool = False  # said to be the only way: 方可, only, not … until
    anaphoric: bool = False  # its own event is the one told just before: 此后, 届时, thereafter, by then
    announces: bool = False  # says that what is listed next happens in that order: 流程, 依次, "in these steps"
    negated: bool = False  # a condition that its event is not done (未付清的, if he does not pay)
    names: tuple[tuple[str, int, int], ...] = ()  # things issued or held, by their own name: (放车单, start, end)
    clock: Clock | None = None
    late: bool = False  # a condition that its event is not done in time: what follows is the price of it, no order
    past: bool = False  # told as done before the contract was made: 买方已查验本车


def events(sentence: Sentence, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The lexicon's words in a sentence → its events and named papers, none overlapping; nothing in other languages."""
    if sentence.language == "zh":
        from clausecheck.chunks.zh import events as zh_events

        return zh_events.resolve(sentence.view, hits)
    if sentence.language == "en":
        from clausecheck.chunks.en import events as en_events

        return en_events.resolve(sentence.view, hits)
    return ()


def chunk(sentence: Sentence, found: Sequence[Hit]) -> tuple[Part, ...]:
    """The parts of a sentence, in the order in which they begin. `found`: what `events` gave."""
    if sentence.language == "zh":
        from clausecheck.chunks import zh

        return zh.chunk(sentence, found)
    if sentence.language == "en":
        from clausecheck.chunks import en

        return en.chunk(sentence, found)
    return ()
