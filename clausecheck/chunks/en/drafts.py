"""Drafts: what becomes a part of an English sentence, while frames, lists and order words still change it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from clausecheck.chunks import Clock, Relation
from clausecheck.chunks.en.cues import framed_tokens
from clausecheck.chunks.en.groups import VerbGroup
from clausecheck.chunks.en.signs import Cut, Reader, Reading
from clausecheck.chunks.en.stack import Region
from clausecheck.chunks.en.subjects import doer
from clausecheck.chunks.en.tokens import Token
from clausecheck.chunks.en.words import Frame, Words, group

Mention = tuple[str, int, int]
Status = Literal["done", "pending", "same"] | None
Modality = Literal["must", "may", "is"]


@dataclass(slots=True)
class Draft:
    """A part in the making. Token positions; `own` are its tokens without those of what hangs inside it."""

    start: int
    end: int
    own: list[int]
    head: int | None
    relation: Relation
    sign: int
    modality: Modality
    rule: str  # how its status is told, see en_words.Opener.status
    cue: tuple[int, int] | None = None
    subject: tuple[int, int] | None = None  # view positions
    group: VerbGroup | None = None
    region: int | None = None  # the region it was made of
    fixed: Status = None  # a status that a frame or a list has told
    status: Status = None
    splits: tuple[Cut, ...] = ()
    joined: bool = False  # shares its subject with its head
    fronted: bool = False
    asserted: bool = False  # said for itself, not only as a condition
    only: bool = False
    anaphoric: bool = False
    keep: bool = True
    clock: Clock | None = None


class Drafts:
    """The drafts of one sentence, with what is needed to read its words."""

    def __init__(
        self,
        view: str,
        tokens: Sequence[Token],
        events: Sequence[tuple[int, int]],
        mentions: Sequence[Mention],
        regions: Sequence[Region],
        words: Words,
        frames: Sequence[tuple[Frame, int, int]],
    ) -> None:
        self.view, self.tokens, self.events, self.mentions = view, tokens, events, mentions
        self.regions, self.words, self.frames = regions, words, frames
        self.reader = Reader(view, tokens, events, words, framed_tokens(view, tokens, frames))
        self.readings: list[Reading] = []
        self.all: list[Draft] = []
        for n in range(len(regions)):
            self._draft(n)
        self._split()
        self._forbid_purposes()

    def _own(self, n: int) -> list[int]:
        r = self.regions[n]
        inner = {
            k
            for m, q in enumerate(self.regions)
            if m > n and q.start >= r.start and q.end <= r.end
            for k in range(q.start, q.end)
        }
        skip = set(range(*r.cue)) if r.cue and r.relation != "relative" else set()
        return [k for k in range(r.start, r.end) if k not in inner | skip and self.tokens[k].tag not in (";", ".")]

    def _draft(self, n: int) -> None:
        r, own = self.regions[n], self._own(n)
        reading = self.reader.read(r, own, self._inherited(r))
        self.readings.append(reading)
        modality = reading.modality
        if r.joined is not None and modality == "is":
            modality = self.readings[r.joined].modality
        subject = doer(self, r, own)
        if subject is None and r.joined is not None and (r.group is None or r.group.start <= r.group.onset):
            subject = self.all[r.joined].subject
        self.all.append(
            Draft(
                r.start,
                r.end,
                own,
                r.head,
                r.relation,
                reading.sign,
                modality,
                r.rule,
                r.cue,
                subject,
                r.group,
                n,
                splits=reading.splits,
                joined=r.joined is not None,
                fronted=r.fronted,
                only=r.only,
                anaphoric=r.anaphoric,
                keep=r.end > r.start or r.relation == "main",
            )
        )

    def _inherited(self, r: Region) -> int:
        """The negators that a coordinated verb shares: "may not be opened or examined"."""
        if r.joined is None or r.group is not None and self.tokens[r.group.start].tag == "M":
            return 1
        return self.reader.negation(self.regions[r.joined], self._own(r.joined))

    def _forbid_purposes(self) -> None:
        """ "Nobody may board for the purpose of inspecting": what an act is forbidden for is forbidden too."""
        for d in self.all:
            head = self.all[d.head] if d.head is not None else None
            if d.relation == "purpose" and head is not None and head.sign < 0 and head.modality == "may":
                d.sign = -d.sign

    def _split(self) -> None:
        """Cut drafts where a refusing or unknown word governs what follows, with what hangs behind it."""
        for parent, d in enumerate(list(self.all)):
            for cut in d.splits:
                last = [k for k in d.own if k >= cut.start and (cut.stop is None or k < cut.stop)]
                if self.events_in(last):
                    self._cut(parent, d, cut, last)

    def _cut(self, parent: int, d: Draft, cut: Cut, last: list[int]) -> None:
        index = len(self.all)
        self.all.append(
            replace(
                d,
                start=cut.start,
                end=last[-1] + 1,
                own=last,
                head=parent,
                relation="content",
                sign=cut.sign,
                rule="none",
                cue=(cut.start - 1, cut.start),
                splits=(),
                region=None,
                keep=True,
                subject=self._content_subject(d, cut, last),
            )
        )
        for q in self.all[:index]:
            behind = q.start >= cut.start or q.start < d.own[0] or q.fronted
            if (
                q.head == parent
                and q is not d
                and behind
                and cut.stop is None
                and q.relation not in ("then", "and", "content")
            ):
                q.head = index
        d.own = [k for k in d.own if k not in last]

    def _content_subject(self, d: Draft, cut: Cut, last: Sequence[int]) -> tuple[int, int] | None:
        named = [c.subject for c in d.splits if c.start >= cut.start and c.subject is not None]
        if named:  # "declines | to let the customer try": the customer tries
            return self.tokens[named[0][0]].start, self.tokens[named[0][1]].end
        verbal = self.tokens[cut.start].tag in ("T", "V")
        return d.subject if verbal and not any(self.tokens[k].base in group("showing") for k in last) else None

    # --- reading words -----------------------------------------------------------------------------------------------
    def events_in(self, own: Sequence[int]) -> bool:
        """Is there an event mention among these tokens?"""
        return self.reader.events_among(own)

    def text(self, own: Sequence[int]) -> str:
        """The words of these tokens."""
        return " ".join(self.tokens[k].text for k in own)

    def between(self, start: int, end: int) -> str:
        """The view from one token to the end of the one before `end`."""
        return self.view[self.tokens[start].start : self.tokens[end - 1].end]

    def lacks(self, own: Sequence[int]) -> bool:
        """Do these words speak of a lack: "non-payment", "lack of", "unpaid"?"""
        return any(self.tokens[k].text in self.words.refusing_nouns for k in own) or self.reader.state(
            own, self.words.undone
        )

    def blocks(self, own: Sequence[int]) -> bool:
        """Is an event among these tokens itself one of holding back ("withhold the balance")?"""
        return any(
            s in own
            and self.tokens[s].tag == "V"
            and (self.tokens[s].base in self.words.refuse or self.reader.phrasal(s))
            for s, _ in self.events
        )

    def says(self, d: Draft, pattern: re.Pattern[str], since: int = 0) -> bool:
        """A sequence word among the draft's own words, from view position `since` on, where an adverb can stand."""
        own = set(d.own)
        for m in pattern.finditer(self.view, max(since, self.tokens[d.start].start), self.tokens[d.end - 1].end):
            k = next((k for k, t in enumerate(self.tokens) if t.start == m.start()), None)
            if k is not None and k in own and not self.adjective(k, m.end()):
                return True
        return False

    def adjective(self, k: int, end: int) -> bool:
        """ "the first instalment", "a second visit", "the next day's"."""
        following = next((t for t in self.tokens[k + 1 :] if t.start >= end), None)
        before = self.tokens[k - 1] if k else None
        return (
            before is not None
            and before.tag in ("D", "I")
            and following is not None
            and following.tag in ("N", "V", "I")
        )

    def mentions_in(self, own: Sequence[int]) -> list[Mention]:
        """The mentions that these tokens touch."""
        starts = sorted(self.tokens[k].start for k in own)
        first, last = (starts[0], starts[-1]) if starts else (0, -1)
        return [m for m in self.mentions
                if m[2] > first and m[1] <= last and bisect_left(starts, m[1]) < bisect_left(starts, m[2])]
