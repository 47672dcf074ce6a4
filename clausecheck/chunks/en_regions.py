"""English regions: a token sequence cut into clauses and phrases, each hung on another.

One pass from left to right with a stack of open regions. A cue, a relative, a coordinator or a new finite verb opens a
region; punctuation, the main verb and the end of the sentence close them. Signs are read afterwards (`en_signs`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from clausecheck.chunks.en_tokens import Token, VerbGroup, verb_groups
from clausecheck.chunks.en_words import Opener, Words

_THAT_NOUNS = frozenset("condition fact ground grounds proof notice evidence basis agreed confirmation understanding footing event case doubt".split())
_CLAUSAL = frozenset(["once", "as soon as", "if", "when", "while", "whilst", "because", "unless", "although", "though", "whether"])


@dataclass(slots=True)
class Region:
    """A region in the making. Token positions; `cue` is the token range of the words that opened it."""

    start: int
    end: int
    relation: str
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
    extra: dict[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class _Cue:
    start: int
    end: int
    opener: Opener
    text: str


class Parser:
    """Tokens, groups and cues of one sentence, and the regions found so far."""

    def __init__(self, view: str, tokens: Sequence[Token], events: Sequence[tuple[int, int]], words: Words) -> None:
        self.view, self.tokens, self.events, self.words = view, tokens, events, words
        self.starts = [t.start for t in tokens]
        self.framed = _framed(view, tokens, words)
        self.cues = _cues(view, tokens, self.starts, words, events, self.framed)
        self.regions: list[Region] = []
        self.stack: list[int] = []
        self.resumes = -1
        cue_tokens = {k for c in self.cues.values() for k in range(c.start, c.end)}
        self.groups = {}
        for group in verb_groups(tokens, events, words.persons):
            if group.start in self.framed and group.start - 1 in self.framed and tokens[group.start - 1].tag == "R":
                continue
            if group.start not in cue_tokens or any(c.start == group.start for c in self.cues.values()):
                self.groups[group.start] = _clip(group, cue_tokens, tokens)
        self.onsets = {g.onset: g for g in self.groups.values()}

    # --- reading ---------------------------------------------------------------------------------------------------
    def run(self) -> list[Region]:
        i = self.cleft()
        self.base(i)
        while i < len(self.tokens):
            i = self.step(i)
        self.close_to(0, len(self.tokens))
        for region in self.regions:
            if not region.closed:
                region.end = len(self.tokens)
        return self.regions

    def cleft(self) -> int:
        """ "It is only when X that Y": skip "it is", and let that "that" begin the main clause."""
        texts = [t.text for t in self.tokens[:4]]
        if len(texts) < 4 or texts[0] != "it" or texts[1] not in ("is", "was") or not (2 in self.cues or 3 in self.cues):
            return 0
        start = 2 if 2 in self.cues else 3
        that = next((k for k in range(start + 2, len(self.tokens)) if self.tokens[k].text == "that" and self.tokens[k - 1].tag not in ("V", "M")), None)
        if that is None or self.tokens[start].text in ("at", "in", "on", "by") and self.cues[start].opener.takes == "noun" and False:
            return 0
        self.resumes = that
        return start

    def step(self, i: int) -> int:
        if i == self.resumes:
            self.close_to(1, i)
            return i + 1
        cue = self.cues.get(i)
        if cue is not None and not self.cue_blocked(cue):
            self.open_cue(cue)
            return max(cue.end, i + 1)
        tag = self.tokens[i].tag
        if tag in (";", ".", ":"):
            return self.stop(i)
        if tag in (",", ")"):
            return self.comma(i)
        if tag == "(":
            return i + 1
        if tag == "C":
            return self.coordinate(i)
        if tag == "R" or self.is_that(i):
            return self.relative(i)
        if self.reduced(i):
            self.push(Region(i, i, "relative", self.top, "polarity"))
            return i + 1
        group = self.onsets.get(i)
        if group is not None:
            self.onset(group)
        group = self.groups.get(i)
        if group is not None:
            self.assign(group)
        return i + 1

    def reduced(self, i: int) -> bool:
        """ "Any balance not yet paid …": a participle denied behind its noun, before the clause's verb."""
        if self.tokens[i].text != "not" or i == 0 or self.tokens[i - 1].tag != "N" or self.regions[self.top].group is not None:
            return False
        k = i + 1
        while k < len(self.tokens) and self.tokens[k].tag == "A":
            k += 1
        return k < len(self.tokens) and self.tokens[k].tag == "V" and self.tokens[k].form == "ed" and any(s > k for s in self.groups)

    # --- helpers ---------------------------------------------------------------------------------------------------
    @property
    def top(self) -> int:
        return self.stack[-1]

    def base(self, i: int, head: int | None = None, relation: str = "main") -> int:
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
        return any(k for k in self.own(index, i))

    def own(self, index: int, i: int) -> list[int]:
        """Tokens of the region itself before `i`, without those of regions opened inside it."""
        r = self.regions[index]
        inner = {k for n, q in enumerate(self.regions) if n > index and n != index and self.inside(n, index)
                 for k in range(q.start, q.end if q.closed else i)}
        skip = set(range(*r.cue)) if r.cue else set()
        return [k + 1 for k in range(r.start, min(i, len(self.tokens))) if k not in inner and k not in skip
                and self.tokens[k].tag not in (",", ";", ".", ":", "A", "C", "(", ")")]

    def inside(self, n: int, index: int) -> bool:
        return self.regions[n].start >= self.regions[index].start

    def event_in(self, start: int, end: int) -> bool:
        return any(start <= s and e <= end for s, e in self.events)

    # --- punctuation -------------------------------------------------------------------------------------------------
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
            parent_waits = parent.cue is not None and parent.group is None and not self.has_content(self.stack[-2], r.start)
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
        if self.then_at(k) and main.group is not None and any(j in self.groups or self.tokens[j].tag == "V" for j in range(k, min(k + 4, len(self.tokens)))):
            self.conjoin(self.top, i, shared=not any(g.onset < s and k <= g.onset <= k + 3 for s, g in self.groups.items()))
            return
        inverted = main.group is not None and main.group.inverted and self.tokens[main.group.start].text in ("should", "were", "had")
        absolute = inverted or main.group is None and any(
            self.tokens[j - 1].text in ("having", "being") for j in self.own(self.top, i))
        if absolute and any(s > i for s in self.groups):
            self.pop(i)
            self.base(i + 1)
            main.relation, main.rule, main.head, main.fronted = "if" if inverted else "after", "polarity", self.top, True

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

    # --- coordination --------------------------------------------------------------------------------------------------
    def coordinate(self, i: int) -> int:
        k = i + 1
        while k < len(self.tokens) and self.tokens[k].tag in ("A", ",", "G") and k not in self.groups and k not in self.cues:
            k += 1
        if k >= len(self.tokens):
            return i + 1
        after_comma = i > 0 and self.tokens[i - 1].tag == ","
        if k in self.cues and not self.cue_blocked(self.cues[k]):
            ahead = self.after_parenthesis(k)
            if after_comma and any(g.inverted and s > k for s, g in self.groups.items()) and self.regions[self.stack[0]].group is not None:
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
                return "comma" if j + 1 in self.groups or j + 1 in self.onsets or self.tokens[j + 1].tag == "V" else None
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
        self.push(Region(i, i, model.relation, model.head, model.rule, None, None, model.fronted, False, None, model.words, model.only))

    def conjoin(self, target: int, i: int, shared: bool) -> int:
        """A clause that goes on from `target` on its own level."""
        while len(self.stack) > 1 and self.top != target:
            self.pop(i)
        model = self.regions[target]
        if self.top == target:
            self.pop(i)
        region = Region(i, i, "and", target, joined=target if shared else None)
        if model.relation == "content" and shared:
            region.extra["content"] = True
        return self.push(region)

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
        verb = VerbGroup(k, k, k + 1, k, r.group is not None and r.group.passive, r.group is not None and r.group.perfect)
        if r.group is not None:
            self.regions[self.top].group = verb

    def chunk_end(self, k: int) -> int:
        while k < len(self.tokens) and self.tokens[k].tag not in (",", ";", ".", ":") and k not in self.cues:
            k += 1
        return k

    def like_verb_before(self, i: int, k: int) -> bool:
        form = self.tokens[k].form
        return any(t.tag == "V" and t.form == form for t in self.tokens[self.regions[self.top].start : i])

    def then_at(self, k: int) -> bool:
        return k < len(self.tokens) and self.words.then.match(self.view, self.tokens[k].start) is not None

    # --- relatives and complements -----------------------------------------------------------------------------------
    def is_that(self, i: int) -> bool:
        if self.tokens[i].text != "that" or self.in_cue(i):
            return False
        if i == 0:
            return len(self.groups) > 1 and i + 1 < len(self.tokens) and self.tokens[i + 1].tag in ("D", "P", "N")
        if self.tokens[i - 1].tag in ("I", "C", "D"):
            return False
        return i + 1 in self.groups or i + 1 in self.onsets or self.tokens[i - 1].tag in ("V",) or self.tokens[i - 1].text in _THAT_NOUNS

    def in_cue(self, i: int) -> bool:
        return any(c.start <= i < c.end for c in self.cues.values())

    def relative(self, i: int) -> int:
        start = i
        if i in self.framed:
            return i + 1
        if self.tokens[i].text in ("what", "whatever"):
            self.push(Region(i, i, "content", self.top, "none", None, words="what"))
            return i + 1
        if self.tokens[i].text == "that" and (i == 0 or self.tokens[i - 1].tag == "V" or self.tokens[i - 1].text in _THAT_NOUNS) and i + 1 not in self.groups:
            self.push(Region(i, i, "content", self.top, "none", (i, i + 1)))
            return i + 1
        if i > 0 and self.tokens[i - 1].tag == "I" and self.tokens[i - 1].text not in ("over",):
            start = i - 1
        if start > 0 and self.tokens[start - 1].tag == "," and self.continues(start, i):
            return i + 1
        if start < i and self.tokens[start].text in ("at", "on", "during", "in") and self.tokens[i].text == "which" and any(
                start - 2 <= e - 1 < start and s >= self.regions[self.top].start for s, e in self.events):
            self.push(Region(start, start, "same", self.top, "same", (start, i + 1), words="which"))
            return i + 1
        self.push(Region(start, start, "relative", self.top, "polarity", (start, i + 1), words=self.tokens[i].text))
        return i + 1

    def continues(self, start: int, i: int) -> bool:
        """ "handover, at which the buyer inspects": the relative tells of the event just named."""
        closed = [n for n, r in enumerate(self.regions) if r.closed and r.end == start - 1 and self.event_in(r.start, r.end)]
        if not closed or self.tokens[i].text != "which":
            return False
        during = start < i and self.tokens[start].text in ("at", "on", "during", "in")
        relation, rule = ("same", "same") if during else ("relative", "polarity")
        self.push(Region(start, start, relation, closed[0], rule, (start, i + 1), words="which"))
        return True

    # --- finite verbs ------------------------------------------------------------------------------------------------
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
        if r.relation in ("relative", "content") or r.fronted or len(self.stack) < 2:
            return False
        if not self.waiting(self.stack[-2], r.start) or r.words in _CLAUSAL:
            return False
        later = [g for s, g in self.groups.items() if s > group.start and not any(self.tokens[k].tag in (",", ";", "C", "R") for k in range(group.end, g.start))]
        return not later

    def waiting(self, index: int, before: int) -> bool:
        return self.regions[index].group is None and self.has_content(index, before)

    def assign(self, group: VerbGroup) -> None:
        """Give a finite verb group to the region it belongs to."""
        i = group.start
        while True:
            r = self.regions[self.top]
            if r.group is None and (len(self.stack) == 1 or not self.parent_waits(group)):
                if not (len(self.stack) > 1 and r.cue is not None and r.relation not in ("relative", "content") and group.onset > self.content_start(r)
                        and self.waiting(self.stack[-2], r.start)):
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
                self.push(Region(group.onset, group.onset, "content", self.top, group=group))

    # --- cues ----------------------------------------------------------------------------------------------------------
    def cue_blocked(self, cue: _Cue) -> bool:
        """A cue that the verb before it swallows ("call for", "subject to" after be), or that lacks what it takes."""
        if cue.opener.takes == "noun":
            return not self.noun_follows(cue)
        if cue.opener.takes == "absolute":
            return not self.absolute_follows(cue)
        if cue.opener.takes == "clause":
            return not any(cue.end <= s <= cue.end + 12 for s in self.groups)
        return cue.end >= len(self.tokens)

    def noun_follows(self, cue: _Cue) -> bool:
        for s, _ in self.events:
            if cue.end <= s <= cue.end + 4:
                between = self.tokens[cue.end : s]
                return all(t.tag in ("D", "N", "A", "P", "V") for t in between) and not any(
                    cue.end <= g <= s for g in self.groups)
        return self.occasion(cue)

    def occasion(self, cue: _Cue) -> bool:
        """ "at the launching": an occasion told elsewhere by its own name."""
        if cue.text not in ("at", "on") or cue.end + 1 >= len(self.tokens) or self.tokens[cue.end].text not in ("the", "that", "this", "such"):
            return False
        return re.search(r"(?:ing|ion|ment|al|ony|ance|ure)$", self.tokens[cue.end + 1].text) is not None

    def absolute_follows(self, cue: _Cue) -> bool:
        """ "with the balance paid", "with money still owing": an event told as done or undone, and no finite verb."""
        for s, e in self.events:
            if cue.end <= s <= cue.end + 6 and not any(cue.end <= g < s for g in self.groups):
                text = self.view[self.tokens[s].start :]
                if any(t.text in _PROOFS for t in self.tokens[cue.end : s]):
                    return True
                if _HELD.match(self.view[self.tokens[s].start : self.tokens[self.last_of(s)].end]):
                    return True
                state = self.words.undone.match(text) or self.words.owing.match(text)
                return self.tokens[s].form in ("ed", "ing") or state is not None
        return False

    def last_of(self, s: int) -> int:
        return max(e for b, e in self.events if b == s) - 1

    def open_cue(self, cue: _Cue) -> None:
        o = cue.opener
        main = self.stack[0]
        fronted = self.regions[main].group is None and not self.has_content(main, cue.start) and not (
            self.regions[main].start < cue.start and self.regions[main].relation == "main" and self.imperative(main, cue.start))
        if o.status == "otherwise":
            self.otherwise(cue)
            return
        if o.relation == "then":
            self.close_to(1, cue.start)
            target = self.stack[0]
            self.pop(cue.start)
            self.push(Region(cue.start, cue.start, "then", target, cue=(cue.start, cue.end), words=cue.text))
            return
        head = main if fronted and len(self.stack) == 1 else self.attach(cue)
        after = self.tokens[cue.end] if cue.end < len(self.tokens) else None
        back = after is not None and after.text in ("it", "this", "that", "them", "these", "those") and (
            cue.end + 1 >= len(self.tokens) or self.tokens[cue.end + 1].tag in (",", ".", ";") or cue.end + 1 in self.onsets)
        only = re.search(r"\bonly\b|not until|\bbut\b", cue.text) is not None
        self.push(Region(cue.start, cue.start, o.relation, head, o.status, (cue.start, cue.end), None, fronted, words=cue.text, only=only, anaphoric=back))

    def imperative(self, main: int, i: int) -> bool:
        return any(t.tag == "V" for t in self.tokens[self.regions[main].start : i])

    def attach(self, cue: _Cue) -> int:
        """Where a trailing cue hangs: the nearest region with a verb; phrases without one are closed."""
        joined = cue.start > 0 and self.tokens[cue.start - 1].tag in ("C", "A") and any(
            t.tag == "C" for t in self.tokens[max(0, cue.start - 2) : cue.start])
        while len(self.stack) > 1:
            r = self.regions[self.top]
            empty = r.group is None and not self.has_content(self.top, cue.start)
            phrase = r.cue is not None and r.group is None and not self.gerund(r)
            if r.relation in ("relative", "content", "and", "then") or empty:
                return self.top
            if not phrase and not joined:
                return self.top
            head = r.head
            self.pop(cue.start)
            if r.fronted and phrase and len(self.stack) == 1 and head is not None:
                return head
            if joined and not phrase:
                return head if head is not None else self.top
        return self.top

    def gerund(self, r: Region) -> bool:
        k = self.content_start(r)
        return k < len(self.tokens) and self.tokens[k].tag in ("V", "B") and self.tokens[k].form in ("ing", "")

    def otherwise(self, cue: _Cue) -> None:
        """ "failing which": the clause before becomes the condition of the one that follows, inverted."""
        self.close_to(1, cue.start)
        before = self.stack[0]
        self.pop(cue.start)
        index = self.push(Region(cue.start, cue.start, "main", None, cue=(cue.start, cue.end), words=cue.text))
        if self.has_content(before, cue.start):
            model = self.regions[before]
            model.extra["otherwise"] = index
        else:
            self.regions[index].relation, self.regions[index].anaphoric = "unless", True


_HELD = re.compile(r"(?:.* )?(?:keys?|slip|pass|code|card|voucher|ticket|permit|certificate|receipt|warrant|link|token)$")
_PROOFS = frozenset("certificate certificates proof evidence receipt confirmation record statement voucher letter document documents slip".split())
_VERBAL = frozenset("given provided following pending failing seeing relying citing pleading alleging arguing subject conditional contingent dependent".split())


def _framed(view: str, tokens: Sequence[Token], words: Words) -> set[int]:
    """Tokens inside of a frame's words, where no cue is looked for."""
    spans = [m.span() for frame in words.frames for m in frame.pattern.finditer(view)]
    return {k for k, t in enumerate(tokens) for s, e in spans if s <= t.start and t.end <= e and (" " in view[s:e] or t.tag == "V")}


def _cues(view: str, tokens: Sequence[Token], starts: list[int], words: Words, events: Sequence[tuple[int, int]],
          framed: set[int]) -> dict[int, _Cue]:
    """The longest cue at each place, none inside another, none inside an event's own words."""
    found: list[_Cue] = []
    inner = {k for s, e in events for k in range(s, e)} | framed
    for opener in words.openers:
        for m in opener.pattern.finditer(view):
            start = bisect_left(starts, m.start())
            end = bisect_left(starts, m.end())
            if start < end and start < len(tokens) and tokens[start].start == m.start() and start not in inner and _stands(tokens, start, end):
                found.append(_Cue(start, end, opener, m.group()))
    found.sort(key=lambda c: (c.start, -c.end))
    taken: dict[int, _Cue] = {}
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
    if end < len(tokens) and tokens[end].text in ("that", "this", "which", "then") and tokens[end - 1].text not in ("without", "against", "until") and (end + 1 == len(tokens) or tokens[end + 1].tag in (".", ";", ",", ")")):
        return False
    if before is None:
        return True
    if before.tag == "D" and tokens[start].text in _VERBAL:
        return False
    if tokens[start].text in _VERBAL and end - start == 1 and (before.tag in ("M", "B") or before.tag in ("A", "G") and start > 1 and tokens[start - 2].tag in ("M", "B")):
        return False
    if tokens[end - 1].text in ("on", "upon") and (end >= len(tokens) or tokens[end].tag in ("T", ",", ".", ";") or before.text in ("called", "call", "agreed", "based")):
        return False
    return not (tokens[start].text == "having" and before.tag in ("N", "G", "P", "I"))


def _clip(group: VerbGroup, cue_tokens: set[int], tokens: Sequence[Token]) -> VerbGroup:
    """A subject never reaches back into a cue."""
    onset = group.onset
    for k in range(group.start - 1, group.onset - 1, -1):
        if k in cue_tokens:
            onset = k + 1
            break
    return VerbGroup(onset, group.start, group.end, group.verb, group.passive, group.perfect, group.inverted)
