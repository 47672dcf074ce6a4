"""English punctuation and coordination: what ends a region, and what goes on on the same level."""

from __future__ import annotations

from clausecheck.chunks.en_stack import Region, Stack
from clausecheck.chunks.en_groups import VerbGroup


class Joins(Stack):
    """Reads commas, stops and coordinators."""

    def stop(self, i: int) -> int:
        bare = self.regions[self.stack[0]].group is None and self.tokens[i].tag == ":"
        if bare or i + 1 >= len(self.tokens):
            self.close_to(1, i)
            return i + 1
        self.close_to(0, i)
        self.base(i + 1)
        return i + 1

    def comma(self, i: int) -> int:
        if self.is_list(i):
            return i + 1
        while len(self.stack) > 1:
            r = self.regions[self.top]
            waiting = r.cue is not None and r.group is None and not self.has_content(self.top, i)
            if waiting:
                break
            parent = self.regions[self.stack[-2]]
            parent_waits = (
                parent.cue is not None and parent.group is None and not self.has_content(self.stack[-2], r.start)
            )
            self.pop(i)
            if parent_waits:
                break
        if len(self.stack) == 1:
            self.after_comma(i)
        return i + 1

    def after_comma(self, i: int) -> None:
        """ "…, then inspects …" goes on without "and"; "the price having been paid, …" was no main clause."""
        main = self.regions[self.top]
        k = i + 1
        if (
            self.then_at(k)
            and main.group is not None
            and any(j in self.groups or self.tokens[j].tag == "V" for j in range(k, min(k + 4, len(self.tokens))))
        ):
            self.conjoin(
                self.top, i, shared=not any(g.onset < s and k <= g.onset <= k + 3 for s, g in self.groups.items())
            )
            return
        inverted = (
            main.group is not None
            and main.group.inverted
            and self.tokens[main.group.start].text in ("should", "were", "had")
        )
        absolute = (
            inverted
            or main.group is None
            and any(self.tokens[j - 1].text in ("having", "being") for j in self.own(self.top, i))
        )
        if absolute and any(s > i for s in self.groups):
            self.pop(i)
            self.base(i + 1)
            main.relation, main.rule, main.head, main.fronted = (
                "if" if inverted else "after",
                "polarity",
                self.top,
                True,
            )

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
            if self.tokens[k].tag == "C":
                return k + 1 < len(self.tokens) and self.tokens[k + 1].tag in (left.tag, "A") and k not in self.groups
            if self.tokens[k].tag == ",":
                return self.is_list(k) or (k + 1 < len(self.tokens) and self.tokens[k + 1].tag == "C")
        return False

    def coordinate(self, i: int) -> int:
        k = i + 1
        while (
            k < len(self.tokens)
            and self.tokens[k].tag in ("A", ",", "G")
            and k not in self.groups
            and k not in self.cues
        ):
            k += 1
        if k >= len(self.tokens):
            return i + 1
        after_comma = i > 0 and self.tokens[i - 1].tag == ","
        if k in self.cues and not self.cue_blocked(self.cues[k]):
            ahead = self.after_parenthesis(k)
            if (
                after_comma
                and any(g.inverted and s > k for s, g in self.groups.items())
                and self.regions[self.stack[0]].group is not None
            ):
                self.conjoin(self.stack[0], i, shared=False)
                return i + 1
            if ahead is None or not after_comma and ahead != "comma":
                return i + 1
            if self.regions[self.stack[0]].group is None:
                return i + 1
            self.conjoin(self.stack[0], i, shared=ahead == "comma")
            return i + 1
        group = self.onsets.get(k) or self.groups.get(k)
        if group is not None:
            self.join_clause(i, k, group, after_comma)
            return i + 1
        if self.tokens[k].tag == "V" and self.like_verb_before(i, k):
            self.join_verb(i, k)
        elif self.then_at(i + 1) and self.event_in(k, min(k + 6, len(self.tokens))):
            self.conjoin(self.top, i, shared=True)
        return i + 1

    def after_parenthesis(self, k: int) -> str | None:
        """After a cue at `k` that follows a coordinator: "comma" where a parenthesis and then a verb follow."""
        for j in range(k, min(k + 14, len(self.tokens))):
            if self.tokens[j].tag == "," and j + 1 < len(self.tokens):
                return (
                    "comma" if j + 1 in self.groups or j + 1 in self.onsets or self.tokens[j + 1].tag == "V" else None
                )
            if self.tokens[j].tag in (";", "."):
                return None
        return None

    def join_clause(self, i: int, k: int, group: VerbGroup, after_comma: bool) -> None:
        bare = group.start == k or all(self.tokens[j].tag in ("A", "G") for j in range(k, group.start))
        main = self.stack[0]
        target = self.top
        if self.regions[main].group is None:
            subs = [n for n, r in enumerate(self.regions) if r.fronted and r.head == main and r.group is not None]
            if len(self.stack) == 1 and subs and bare:
                self.sibling(subs[-1], i)
                return
        elif after_comma and not (bare and len(self.stack) > 1 and False):
            target = main
        while self.regions[target].group is None and target != main:
            self.pop(i)
            target = self.top
        sub = self.regions[target]
        if sub.cue is not None or sub.relation in ("relative", "content"):
            if target != main and self.same_shape(sub.group, group) or self.regions[main].group is None:
                self.sibling(target, i)
                return
            target = main
        self.conjoin(target, i, shared=bare)

    def same_shape(self, a: VerbGroup | None, b: VerbGroup) -> bool:
        if a is None:
            return False
        first, second = self.tokens[a.start], self.tokens[b.start]
        kind = lambda t: "modal" if t.text in ("shall", "must", "may", "will", "can", "cannot", "need") else "plain"  # noqa: E731
        main = self.regions[self.stack[0]].group
        if b.perfect and main is not None and not main.perfect:
            return True
        if main is not None and kind(self.tokens[main.start]) == kind(second) != kind(first):
            return False
        return kind(first) == kind(second) and a.perfect == b.perfect

    def sibling(self, target: int, i: int) -> None:
        """A second clause under the same cue: same head, relation and rule."""
        model = self.regions[target]
        while len(self.stack) > 1 and self.top != target:
            self.pop(i)
        if self.top == target:
            self.pop(i)
        self.push(
            Region(
                i,
                i,
                model.relation,
                model.head,
                model.rule,
                None,
                None,
                model.fronted,
                False,
                None,
                model.words,
                model.only,
            )
        )

    def conjoin(self, target: int, i: int, shared: bool) -> int:
        """A clause that goes on from `target` on its own level."""
        while len(self.stack) > 1 and self.top != target:
            self.pop(i)
        model = self.regions[target]
        if self.top == target:
            self.pop(i)
        return self.push(Region(i, i, "and", target, joined=target if shared else None))

    def join_verb(self, i: int, k: int) -> None:
        """ "inspected and accepted", "pay first and look later": two verbs, one of each event."""
        r = self.regions[self.top]
        if not (self.event_in(r.start, i) and self.event_in(k, self.chunk_end(k))):
            return
        if r.cue is not None or r.relation == "relative":
            self.sibling(self.top, i)
            self.regions[self.top].joined = None
        else:
            self.conjoin(self.top, i, shared=True)
        verb = VerbGroup(
            k, k, k + 1, k, r.group is not None and r.group.passive, r.group is not None and r.group.perfect
        )
        if r.group is not None:
            self.regions[self.top].group = verb

    def chunk_end(self, k: int) -> int:
        while k < len(self.tokens) and self.tokens[k].tag not in (",", ";", ".", ":") and k not in self.cues:
            k += 1
        return k

    def like_verb_before(self, i: int, k: int) -> bool:
        form = self.tokens[k].form
        return any(t.tag == "V" and t.form == form for t in self.tokens[self.regions[self.top].start : i])
