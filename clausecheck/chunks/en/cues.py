"""English cues: the words that open subordinate parts, found and told from the same words used otherwise."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from clausecheck.chunks.en.groups import VerbGroup
from clausecheck.chunks.en.tokens import Token
from clausecheck.chunks.en.words import Frame, Opener, Words, group

_WITH_ON = ("call", "agree", "base", "insist", "rely", "count", "depend", "decide", "look")


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
    for opener in (o for o in words.openers if o.sure in view):
        for m in opener.pattern.finditer(view):
            start = bisect_left(starts, m.start())
            end = bisect_left(starts, m.end())
            if start in inner:  # "arrives at | the latest the day before": its own words first
                later = ((k, opener.pattern.match(view, starts[k])) for k in range(start + 1, end))
                start, m = next(((k, shorter) for k, shorter in later if shorter), (start, m))
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


_WITH_IN = frozenset(["co-operate", "cooperate", "operate", "assist", "participate", "part", "join", "help", "engage"])


def _stands(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Does a cue stand for itself, and not as a word of what is before it ("is given", "insist on", "after that")?"""
    if end >= len(tokens) or tokens[end].tag in (".", ";", ")") or _looks_back(tokens, end):
        return False
    before = tokens[start - 1] if start else None
    if before is None:
        return True
    if tokens[start].text == "in" and before.text in _WITH_IN:
        return False
    participle = tokens[start].text in group("participle_cues")
    if participle and (before.tag == "D" or end - start == 1 and _auxiliary(tokens, start)):
        return False
    if tokens[end - 1].text in ("on", "upon") and (tokens[end].tag in ("T", ",") or before.base in _WITH_ON):
        return False
    return not (tokens[start].text == "having" and before.tag in ("N", "G", "P", "I"))


def _looks_back(tokens: Sequence[Token], end: int) -> bool:
    """ "after that.": a sequence word, not a cue."""
    demonstrative = tokens[end].text in ("that", "this", "which", "then")
    if not demonstrative or tokens[end - 1].text in ("without", "against", "until"):
        return False
    return end + 1 == len(tokens) or tokens[end + 1].tag in (".", ";", ",", ")")


def _auxiliary(tokens: Sequence[Token], k: int) -> bool:
    """Does an auxiliary stand before, at most one adverb between ("is only given")?"""
    before = tokens[k - 1]
    return before.tag in ("M", "B") or before.tag in ("A", "G") and k > 1 and tokens[k - 2].tag in ("M", "B")


def clip(group: VerbGroup, cue_tokens: set[int], tokens: Sequence[Token]) -> VerbGroup:
    """A subject never reaches back into a cue."""
    onset = group.onset
    for k in range(group.start - 1, group.onset - 1, -1):
        if k in cue_tokens:
            onset = k + 1
            break
    return VerbGroup(onset, group.start, group.end, group.verb, group.passive, group.perfect, group.inverted)
