"""Concepts, as the lexicon files give them, and their occurrences in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from clausecheck.mentions import Party

Kind = Literal["event", "thing", "party", "state", "circumstance", "mask"]
KINDS = ("event", "thing", "party", "state", "circumstance", "mask")
KEYS = ("kind", "actor", "joins", "zh", "en")
LANGUAGES = ("zh", "en")
AMOUNT = "AMOUNT"  # in `joins`: any sum of money read from the sentence
PERIOD = "PERIOD"  # any length of time read from the sentence: its mentions hold it as deadline and as duration


@dataclass(frozen=True, slots=True)
class Concept:
    """An idea with its forms. `joins`: alternatives, each a list of concepts that together make this one."""

    id: str
    kind: Kind
    actor: Party | None = None
    joins: tuple[tuple[str, ...], ...] = ()
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    file: str = ""
    line: int = 0


class Hit(NamedTuple):
    """A concept found in a sentence. Positions of the view; `anchor` is the verb of a joined concept."""

    concept: str
    start: int
    end: int
    anchor: tuple[int, int]
