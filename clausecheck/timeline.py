"""The timeline: which event the contract makes happen before which, with the words that say so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Edge:
    """The contract makes the event `before` happen before the event `after` (node names)."""

    before: str
    after: str
    start: int  # the words that say so, in the contract's text
    end: int
    clause: int
    same: bool = False  # both at the same time
    world: bool = False  # not said by the contract but true of the world (handing over gives access)


@dataclass(frozen=True, slots=True)
class Answer:
    """To "does the contract make A happen before B?": met, not met (path back, or one never occurs) or unknown."""

    value: bool | None
    path: tuple[Edge, ...] = ()  # the edges that decided, in order
    contradiction: bool = False  # both ways: the contract contradicts itself


@dataclass(frozen=True, slots=True)
class Timeline:
    """Edges between event nodes. `nodes[mention id]` is the node that a mention belongs to."""

    nodes: dict[int, str]
    edges: tuple[Edge, ...]

    def order(self, first: frozenset[int], second: frozenset[int]) -> Answer:
        """Does some mention of `first` (ids) come before some of `second`, and none the other way round?"""
        raise NotImplementedError  # replaced below while the module is being written


Status = Literal["pending", "done", "same"]
