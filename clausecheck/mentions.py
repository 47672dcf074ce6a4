"""Mentions: one occurrence of a concept in the text, and what the words around it say of it."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

from clausecheck.quantities import Amount, Period

Party = Literal["buyer", "seller", "maker", "platform", "payee", "third", "both"]
PARTIES: tuple[Party, ...] = get_args(Party)


class Mention(NamedTuple):
    """One occurrence of a concept, qualified. `start`, `end`: the source's code points."""

    id: int  # index in its document's mentions, which stand in text order
    concept: str
    start: int
    end: int
    clause: int
    sentence: int
    by: Party | None = None  # who does it, by the words or else the concept's own `actor`; None: not said
    negated: bool | None = False  # None: its polarity could not be told
    may: bool = False  # a right or an option, not a duty
    late: bool = False  # not done in time
    hypothetical: bool = False  # stands in a condition ("if …", "…的"), a question or another's words: not asserted
    conditions: tuple[int, ...] = ()  # ids of the mentions on which it follows
    deadline: Period | None = None
    duration: Period | None = None
    amount: Amount | None = None
    amounts: tuple[Amount, ...] = ()  # all that were said of it, where the contract gives several
