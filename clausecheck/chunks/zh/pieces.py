"""What the Chinese chunker works on: pieces of a sentence on their way to being parts, and looking up cues in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from clausecheck.chunks import Hit, Relation
from clausecheck.chunks.cues import any_of

Status = Literal["done", "pending", "same"]
PARTY = "\ue020"  # what the letters of a party's name are masked with


@dataclass
class Piece:
    """A part being made: where it stands, what hangs on what is settled later. `inner` are regions cut out of it."""

    start: int
    end: int
    events: list[Hit]
    relation: Relation = "main"
    status: Status | None = None
    cue: tuple[int, int] | None = None
    inner: list[tuple[int, int]] = field(default_factory=list)
    head: Piece | None = None
    only: bool = False
    closer: str = ""
    anaphoric: bool = False
    denied: bool = False  # an ellipsis that denies: 支付前无此权利
    listed: bool = False  # stands in a list of steps
    carried: bool = False  # a chained verb shares what denies the one before: 概不安排入场验车
    settled: bool = False  # the time of words in its own stretch: only a denial later on is its matter too
    reach: bool = False  # goes on from what was told before: 再, 随后

    @property
    def main(self) -> bool:
        return self.relation in ("main", "and", "then")


def find(text: str, name: str, start: int, end: int) -> re.Match[str] | None:
    """The first cue of a class in text[start:end)."""
    return any_of("zh", name).search(text, start, end)


def blank(text: str, regions: Sequence[tuple[int, int]]) -> str:
    """The text with these regions blanked, same length."""
    chars = list(text)
    for s, e in regions:
        chars[s:e] = "\u3000" * (e - s)
    return "".join(chars)


def undone(text: str, start: int, end: int, events: Sequence[Hit]) -> bool:
    """Whether the region says that its event is not done: 未付清, 尾款尚欠, 验车未通过."""
    first = events[0][1] if events else end
    tail = events[-1][2] if events else end
    between = [(start, first), *((a[2], b[1]) for a, b in zip(events, events[1:], strict=False)), (tail, end)]
    return any(find(text, "undone", s, e) or find(text, "late", s, e) for s, e in between if s < e)
