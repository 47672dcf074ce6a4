"""English relatives, complements and finite verbs: which region each belongs to."""

from __future__ import annotations

from clausecheck.chunks import Relation
from clausecheck.chunks.en.groups import VerbGroup
from clausecheck.chunks.en.joins import Joins
from clausecheck.chunks.en.stack import Region
from clausecheck.chunks.en.words import group

_CLAUSAL = frozenset(
    ["once", "as soon as", "if", "when", "while", "whilst", "because", "unless", "although", "though", "whether"]
)


class Verbs(Joins):
    """Reads relatives, "that" and finite verbs."""

    def is_that(self, i: int) -> bool:
        if self.tokens[i].text != "that" or self.in_cue(i):
            return False
        if i == 0:
            return len(self.groups) > 1 and i + 1 < len(self.tokens) and self.tokens[i + 1].tag in ("D", "P", "N")
        if self.tokens[i - 1].tag in ("I", "C", "D"):
            return False
        verb = i + 1
        while verb < len(self.tokens) and self.tokens[verb].tag == "A" and verb not in self.groups:
            verb += 1  # "that still have money owing on them"
        return (
            verb in self.groups
            or i + 1 in self.onsets
            or self.tokens[i - 1].tag in ("V",)
            or self.tokens[i - 1].text in group("that_nouns")
        )

    def in_cue(self, i: int) -> bool:
        return any(c.start <= i < c.end for c in self.cues.values())

    def relative(self, i: int) -> int:
        start = i
        if i in self.framed:
            return i + 1
        if self.tokens[i].text in ("what", "whatever"):
            self.push(Region(i, i, "content", self.top, "none", None, words="what"))
            return i + 1
        if (
            self.tokens[i].text == "that"
            and (i == 0 or self.tokens[i - 1].tag == "V" or self.tokens[i - 1].text in group("that_nouns"))
            and i + 1 not in self.groups
        ):
            self.push(Region(i, i, "content", self.top, "none", (i, i + 1)))
            return i + 1
        if i > 0 and self.tokens[i - 1].tag == "I" and self.tokens[i - 1].text not in ("over",):
            start = i - 1
        if start > 0 and self.tokens[start - 1].tag == "," and self.continues(start, i):
            return i + 1
        if (
            start < i
            and self.tokens[start].text in ("at", "on", "during", "in")
            and self.tokens[i].text == "which"
            and any(start - 2 <= e - 1 < start and s >= self.regions[self.top].start for s, e in self.events)
        ):
            self.push(Region(start, start, "same", self.top, "same", (start, i + 1), words="which"))
            return i + 1
        self.push(Region(start, start, "relative", self.top, "polarity", (start, i + 1), words=self.tokens[i].text))
        return i + 1

    def continues(self, start: int, i: int) -> bool:
        """ "handover, at which the buyer inspects": the relative tells of the event just named."""
        closed = [
            n for n, r in enumerate(self.regions) if r.closed and r.end == start - 1 and self.event_in(r.start, r.end)
        ]
        if not closed or self.tokens[i].text != "which":
            return False
        during = start < i and self.tokens[start].text in ("at", "on", "during", "in")
        relation: Relation = "same" if during else "relative"
        rule = "same" if during else "polarity"
        self.push(Region(start, start, relation, closed[0], rule, (start, i + 1), words="which"))
        return True

    def onset(self, group: VerbGroup) -> None:
        """A subject begins: does the clause belong to the innermost region, or is it the main clause at last?"""
        r = self.regions[self.top]
        if len(self.stack) == 1 or r.relation == "main":
            return
        if r.group is None and group.onset <= self.content_start(r) and not self.parent_waits(group):
            return
        if r.group is None and r.relation in ("and", "then", "relative", "content"):
            return
        if r.group is None and r.cue is not None and not r.fronted and self.waiting(self.stack[-2], r.start):
            return
        if r.fronted and (r.group is not None or self.has_content(self.top, group.onset)):
            waits = self.waiting(self.stack[-2], r.start)
            if not waits:
                self.pop(group.onset)

    def parent_waits(self, group: VerbGroup) -> bool:
        """Is this verb the one for which an outer subject is waiting ("Inspection before payment is …")?"""
        r = self.regions[self.top]
        if r.relation in ("relative", "content") or r.words == "which" or r.fronted or len(self.stack) < 2:
            return False
        if not self.waiting(self.stack[-2], r.start) or r.words in _CLAUSAL:
            return False
        later = [
            g
            for s, g in self.groups.items()
            if s > group.start
            and not any(self.tokens[k].tag in (",", ";", "C", "R") for k in range(group.end, g.start))
        ]
        return not later

    def takes(self, r: Region, group: VerbGroup) -> bool:
        """May the innermost region, which has no verb yet, take this one?"""
        if len(self.stack) == 1:
            return True
        phrase = r.cue is not None and r.relation not in ("relative", "content") and group.onset > self.content_start(r)
        return not self.parent_waits(group) and not (phrase and self.waiting(self.stack[-2], r.start))

    def assign(self, group: VerbGroup) -> None:
        """Give a finite verb group to the region it belongs to."""
        i = group.start
        while True:
            r = self.regions[self.top]
            if r.group is None and self.takes(r, group):
                r.group = group
                return
            if len(self.stack) > 1 and self.regions[self.stack[-2]].group is None:
                whole = self.waiting(self.stack[-2], r.start) or r.relation == "content"
                self.pop(i if whole else max(group.onset, r.start))
                continue
            break
        if r.group is not None:
            if r.cue is not None and r.fronted and len(self.stack) > 1:
                self.pop(group.onset)
                self.assign(group)
                return
            spliced = group.onset > 0 and self.tokens[group.onset - 1].tag in (",", "-") and len(self.stack) == 1
            if spliced:
                self.conjoin(self.top, group.onset, shared=False)
                if self.tokens[group.start].tag == "V":
                    self.regions[self.top].relation = "then"
                self.regions[self.top].group = group
            else:
                contact = group.onset > 0 and self.tokens[group.onset - 1].tag == "N"  # "the car | you have ordered"
                relation: Relation = "relative" if contact else "content"
                self.push(Region(group.onset, group.onset, relation, self.top, group=group))
