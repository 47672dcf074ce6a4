"""The regions of an English sentence in the making, and the stack of those still open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clausecheck.chunks import Relation
from clausecheck.chunks.en.cues import clip, find_cues, find_frames, framed_tokens
from clausecheck.chunks.en.groups import VerbGroup, verb_groups
from clausecheck.chunks.en.tokens import Token
from clausecheck.chunks.en.words import Words


@dataclass(slots=True)
class Region:
    """A region in the making. Token positions; `cue` is the token range of the words that opened it."""

    start: int
    end: int
    relation: Relation
    head: int | None
    rule: str = "none"  # how its status is told, see en_words.Opener.status
    cue: tuple[int, int] | None = None
    group: VerbGroup | None = None
    fronted: bool = False
    closed: bool = False
    joined: int | None = None  # the region with which it shares subject and auxiliaries
    words: str = ""  # text of the cue
    only: bool = False
    anaphoric: bool = False
    otherwise: int | None = None  # the region that follows if this one's event fails to happen


_NO_CONTENT = (",", ";", ".", ":", "A", "C", "(", ")")


class Stack:
    """Tokens, verb groups and cues of one sentence, the regions found so far, and which of them are open."""

    def __init__(self, view: str, tokens: Sequence[Token], events: Sequence[tuple[int, int]], words: Words) -> None:
        self.view, self.tokens, self.events, self.words = view, tokens, events, words
        self.starts = [t.start for t in tokens]
        self.frames = find_frames(view, words)
        self.framed = framed_tokens(view, tokens, self.frames)
        self.cues = find_cues(view, tokens, self.starts, words, events, self.framed)
        self.regions: list[Region] = []
        self.stack: list[int] = []
        self.resumes = -1
        cue_tokens = {k for c in self.cues.values() for k in range(c.start, c.end)}
        self.groups = {}
        for group in verb_groups(tokens, events, words.persons):
            if group.start in self.framed and group.start - 1 in self.framed and tokens[group.start - 1].tag == "R":
                continue
            if group.start not in cue_tokens or any(c.start == group.start for c in self.cues.values()):
                self.groups[group.start] = clip(group, cue_tokens, tokens)
        self.onsets = {g.onset: g for g in self.groups.values()}

    @property
    def top(self) -> int:
        return self.stack[-1]

    def base(self, i: int, head: int | None = None, relation: Relation = "main") -> int:
        self.regions.append(Region(i, i, relation, head))
        self.stack = [len(self.regions) - 1]
        return self.top

    def push(self, region: Region) -> int:
        self.regions.append(region)
        self.stack.append(len(self.regions) - 1)
        return self.top

    def pop(self, i: int) -> None:
        region = self.regions[self.stack.pop()]
        region.end, region.closed = i, True

    def close_to(self, depth: int, i: int) -> None:
        while len(self.stack) > depth:
            self.pop(i)

    def content_start(self, r: Region) -> int:
        k = r.cue[1] if r.cue else r.start
        while k < len(self.tokens) and self.tokens[k].tag in ("A", ",") and not self.groups.get(k):
            k += 1
        return k

    def has_content(self, index: int, i: int) -> bool:
        """Is there a word of its own in the region before token `i`?"""
        return bool(self.own(index, i))

    def own(self, index: int, i: int) -> list[int]:
        """Tokens of the region itself before `i`, without those of regions opened inside it."""
        r = self.regions[index]
        skip = set(range(*r.cue)) if r.cue else set()
        for q in self.regions[index + 1 :]:
            if q.start >= r.start:
                skip.update(range(q.start, q.end if q.closed else i))
        within = range(r.start, min(i, len(self.tokens)))
        return [k for k in within if k not in skip and self.tokens[k].tag not in _NO_CONTENT]

    def event_in(self, start: int, end: int) -> bool:
        return any(start <= s and e <= end for s, e in self.events)

    def waiting(self, index: int, before: int) -> bool:
        return self.regions[index].group is None and self.has_content(index, before)

    def then_at(self, k: int) -> bool:
        return k < len(self.tokens) and self.words.then.match(self.view, self.tokens[k].start) is not None
