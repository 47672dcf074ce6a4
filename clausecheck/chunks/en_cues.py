"""English cues: the words that open subordinate parts, found and told from the same words used otherwise."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from clausecheck.chunks.en_groups import VerbGroup
from clausecheck.chunks.en_tokens import Token
from clausecheck.chunks.en_words import Frame, Opener, Words, group


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in its place: tokens [start, end), what it opens, its words."""

    start: int
    end: int
    opener: Opener
    text: str


def find_frames(view: str, words: Words) -> list[tuple[Frame, int, int]]:
    """Every match of every frame: the frame and the view positions of its words."""
    return [(frame, *m.span()) for frame in words.frames for m in frame.pattern.finditer(view)]


def framed_tokens(view: str, tokens: Sequence[Token], frames: Sequence[tuple[Frame, int, int]]) -> set[int]:
    """Tokens inside of a frame's words, where no cue is looked for."""
    spans = [(s, e) for _, s, e in frames]
    return {
        k
        for k, t in enumerate(tokens)
        for s, e in spans
        if s <= t.start and t.end <= e and (" " in view[s:e] or t.tag == "V")
    }


def find_cues(
    view: str,
    tokens: Sequence[Token],
    starts: list[int],
    words: Words,
    events: Sequence[tuple[int, int]],
    framed: set[int],
) -> dict[int, Cue]:
    """The longest cue at each place, none inside another, none inside an event's own words."""
    found: list[Cue] = []
    inner = {k for s, e in events for k in range(s, e)} | framed
    for opener in words.openers:
        for m in opener.pattern.finditer(view):
            start = bisect_left(starts, m.start())
            end = bisect_left(starts, m.end())
            if (
                start < end
                and start < len(tokens)
                and tokens[start].start == m.start()
                and start not in inner
                and _stands(tokens, start, end)
            ):
                found.append(Cue(start, end, opener, m.group()))
    found.sort(key=lambda c: (c.start, -c.end))
    taken: dict[int, Cue] = {}
    edge = 0
    for cue in found:
        if cue.start >= edge:
            taken[cue.start] = cue
            edge = cue.end
    return taken


def _stands(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Not the participle of "is given", "not having" or "the sum having": those belong to what is before them."""
    before = tokens[start - 1] if start else None
    if end < len(tokens) and tokens[end].tag in (".", ";", ")") or end == len(tokens):
        return False
    if (
        end < len(tokens)
        and tokens[end].text in ("that", "this", "which", "then")
        and tokens[end - 1].text not in ("without", "against", "until")
        and (end + 1 == len(tokens) or tokens[end + 1].tag in (".", ";", ",", ")"))
    ):
        return False
    if before is None:
        return True
    if before.tag == "D" and tokens[start].text in group("participle_cues"):
        return False
    if (
        tokens[start].text in group("participle_cues")
        and end - start == 1
        and (before.tag in ("M", "B") or before.tag in ("A", "G") and start > 1 and tokens[start - 2].tag in ("M", "B"))
    ):
        return False
    if tokens[end - 1].text in ("on", "upon") and (
        end >= len(tokens)
        or tokens[end].tag in ("T", ",", ".", ";")
        or before.text in ("called", "call", "agreed", "based")
    ):
        return False
    return not (tokens[start].text == "having" and before.tag in ("N", "G", "P", "I"))


def clip(group: VerbGroup, cue_tokens: set[int], tokens: Sequence[Token]) -> VerbGroup:
    """A subject never reaches back into a cue."""
    onset = group.onset
    for k in range(group.start - 1, group.onset - 1, -1):
        if k in cue_tokens:
            onset = k + 1
            break
    return VerbGroup(onset, group.start, group.end, group.verb, group.passive, group.perfect, group.inverted)
