"""English punctuation and coordination: what ends a region, and what goes on on the same level."""

from __future__ import annotations

from dataclasses import replace

from clausecheck.chunks.en.cued import Cued
from clausecheck.chunks.en.groups import VerbGroup
from clausecheck.chunks.en.stack import Region

_MODAL = ("shall", "must", "may", "will", "can", "cannot", "need")


class Joins(Cued):
    """Reads commas, stops and coordinators."""

    # --- punctuation -------------------------------------------------------------------------------------------------
    def stop(self, i: int) -> int:
        """A full stop inside of the sentence, a semicolon or a colon: what follows stands for itself."""
        bare = self.regions[self.stack[0]].group is None and self.tokens[i].tag == ":"
        if bare or i + 1 >= len(self.tokens):
            self.close_to(1, i)
        else:
            self.close_to(0, i)
            self.base(i + 1)
        return i + 1

    def comma(self, i: int) -> int:
        """Close what the comma ends: all but a region that still waits for its clause."""
        if self.is_list(i):
            return i + 1
        while len(self.stack) > 1 and not self.opened(self.top, i):
            start = self.regions[self.top].start
            self.pop(i)
            if self.opened(self.top, start):
                break
        if len(self.stack) == 1:
            self.after_comma(i)
        return i + 1

    def opened(self, index: int, i: int) -> bool:
        """Has the region a cue and nothing else yet ("if, having …")?"""
        r = self.regions[index]
        return r.cue is not None and r.group is None and not self.has_content(index, i)

    def after_comma(self, i: int) -> None:
        """ "…, then inspects …" goes on without "and"; "the price having been paid, …" was no main clause."""
        main, k = self.regions[self.top], i + 1
        near = range(k, min(k + 4, len(self.tokens)))
        verb = any(j in self.groups or self.tokens[j].tag == "V" for j in near)
        if self.then_at(k) and main.group is not None and verb:
            own_subject = any(g.onset < s and g.onset in near for s, g in self.groups.items())
            self.conjoin(self.top, i, shared=not own_subject)
            return
        inverted = main.group is not None and main.group.inverted and self.tokens[main.group.start].text in (
            "should", "were", "had")
        absolute = main.group is None and any(self.tokens[j].text in ("having", "being") for j in self.own(self.top, i))
        if (inverted or absolute) and any(s > i for s in self.groups):
            self.pop(i)
            self.base(i + 1)
            main.relation, main.rule = "if" if inverted else "after", "polarity"
            main.head, main.fronted = self.top, True

    def is_list(self, i: int) -> bool:
        """Does the comma at `i` stand in a list of like words ("view, test or examine")?"""
        if i == 0 or i + 1 >= len(self.tokens):
            return False
        left, right = self.tokens[i - 1], self.tokens[i + 1]
        if not (left.tag == right.tag == "V" and left.form == right.form or left.tag == right.tag == "N"):
            return False
        for k in range(i + 2, min(i + 7, len(self.tokens))):
            if self.tokens[k].tag in ("M", "R") or k in self.cues or k in self.onsets:
                return False
            if self.tokens[k].tag in ("C", ","):
                also = "A" if self.tokens[k].tag == "C" else "C"
                return k + 1 < len(self.tokens) and self.tokens[k + 1].tag in (left.tag, also)
        return False

    # --- coordination -------------------------------------------------------------------------------------------------
    def coordinate(self, i: int) -> int:
        """A coordinator: a clause, a verb or a part with a cue of its own may follow."""
        k = i + 1
        while k < len(self.tokens) and self.tokens[k].tag in ("A", ",", "G"):
            if k in self.groups or k in self.cues:
                break
            k += 1
        if k >= len(self.tokens):
            return i + 1
        after_comma = i > 0 and self.tokens[i - 1].tag == ","
        group = self.onsets.get(k) or self.groups.get(k)
        if k in self.cues and not self.cue_blocked(self.cues[k]):
            self.before_cue(i, k, after_comma)
        elif group is not None:
            self.join_clause(i, k, group, after_comma)
        elif self.tokens[k].tag == "V" and self.like_verb_before(i, k):
            self.join_verb(i, k)
        elif self.then_at(i + 1) and self.event_in(k, min(k + 6, len(self.tokens))):
            self.conjoin(self.top, i, shared=True)
        return i + 1

    def before_cue(self, i: int, k: int, after_comma: bool) -> None:
        """ "…, and if content, pays": a new clause where one follows the part that the cue opens."""
        main = self.stack[0]
        if self.regions[main].group is None:
            return
        if after_comma and any(g.inverted and s > k for s, g in self.groups.items()):
            self.conjoin(main, i, shared=False)
        elif self.parenthesis(k):
            self.conjoin(main, i, shared=True)

    def parenthesis(self, k: int) -> bool:
        """Does the part that opens at `k` end at a comma with a verb or a clause behind it?"""
        for j in range(k, min(k + 14, len(self.tokens) - 1)):
            if self.tokens[j].tag == ",":
                return j + 1 in self.groups or j + 1 in self.onsets or self.tokens[j + 1].tag == "V"
            if self.tokens[j].tag in (";", "."):
                return False
        return False

    def join_clause(self, i: int, k: int, group: VerbGroup, after_comma: bool) -> None:
        """A clause behind a coordinator: under the same cue, or on the level of the main clause."""
        bare = all(self.tokens[j].tag in ("A", "G") for j in range(k, group.start))
        main = self.stack[0]
        begun = self.regions[main].group is not None
        if not begun and len(self.stack) == 1 and bare:
            fronted = [n for n, r in enumerate(self.regions) if r.fronted and r.head == main and r.group is not None]
            if fronted:
                self.sibling(fronted[-1], i)
                return
        target = main if begun and after_comma else self.top
        while self.regions[target].group is None and target != main:
            self.pop(i)
            target = self.top
        sub = self.regions[target]
        if sub.cue is not None or sub.relation in ("relative", "content"):
            if not begun or target != main and self.same_shape(sub.group, group):
                self.sibling(target, i)
                return
            target = main
        self.conjoin(target, i, shared=bare)

    def same_shape(self, first: VerbGroup | None, second: VerbGroup) -> bool:
        """Does a clause match the subordinate one before it rather than the main clause?"""
        main = self.regions[self.stack[0]].group
        if first is None:
            return False
        if main is not None and second.perfect and not main.perfect:
            return True
        if main is not None and self.modal(main) == self.modal(second) != self.modal(first):
            return False
        return self.modal(first) == self.modal(second) and first.perfect == second.perfect

    def modal(self, group: VerbGroup) -> bool:
        """Is the group's auxiliary a modal?"""
        return self.tokens[group.start].text in _MODAL

    def sibling(self, target: int, i: int) -> None:
        """A second clause under the same cue: same head, relation and rule."""
        model = self.regions[target]
        self.leave(target, i)
        self.push(replace(model, start=i, end=i, cue=None, group=None, closed=False, joined=None, anaphoric=False,
                          otherwise=None))

    def conjoin(self, target: int, i: int, shared: bool) -> int:
        """A clause that goes on from `target` on its own level; `shared`: with its subject."""
        self.leave(target, i)
        return self.push(Region(i, i, "and", target, joined=target if shared else None))

    def leave(self, target: int, i: int) -> None:
        """Close the regions above `target`, and `target` itself if it is open."""
        while len(self.stack) > 1 and self.top != target:
            self.pop(i)
        if self.top == target:
            self.pop(i)

    def join_verb(self, i: int, k: int) -> None:
        """ "inspected and accepted", "pay first and look later": two verbs, one of each event."""
        r = self.regions[self.top]
        if not (self.event_in(r.start, i) and self.event_in(k, self.chunk_end(k))):
            return
        if r.cue is not None or r.relation == "relative":
            self.sibling(self.top, i)
        else:
            self.conjoin(self.top, i, shared=True)
        if r.group is not None:
            self.regions[self.top].group = VerbGroup(k, k, k + 1, k, r.group.passive, r.group.perfect)

    def chunk_end(self, k: int) -> int:
        """The next punctuation or cue."""
        while k < len(self.tokens) and self.tokens[k].tag not in (",", ";", ".", ":") and k not in self.cues:
            k += 1
        return k

    def like_verb_before(self, i: int, k: int) -> bool:
        """Does the region hold a verb in the form of the one at `k`?"""
        form = self.tokens[k].form
        return any(t.tag == "V" and t.form == form for t in self.tokens[self.regions[self.top].start : i])
