"""English regions: a token sequence cut into clauses and phrases, each hung on another.

One pass from left to right with a stack of open regions. A cue, a relative, a coordinator or a new finite verb opens a
region; punctuation, the main verb and the end of the sentence close them. Signs are read afterwards (`en_signs`).
"""

from __future__ import annotations

from clausecheck.chunks import Relation
from clausecheck.chunks.en.cues import Cue
from clausecheck.chunks.en.stack import Region
from clausecheck.chunks.en.verbs import Verbs
from clausecheck.chunks.en.words import group
from clausecheck.patterns import later

_ONLY = later(r"\bonly\b|not until|\bbut\b")
_THERE = frozenset(
    ["is", "'s", "are", "has", "have", "been", "done", "so", "with", "us", "in", "through", "complete", "over"])
"""What may be said of the event told before: "once it is through"."""

_USES = frozenset([
    "use", "using", "scan", "scanning", "enter", "entering", "type", "quote", "quoting", "swipe", "swiping",
])
"""Begin a part that names what is used: "use the code | to open the locker"."""


class Parser(Verbs):
    """Reads one sentence into regions: `run()`."""

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
        if (
            len(texts) < 4
            or texts[0] != "it"
            or texts[1] not in ("is", "was")
            or not (2 in self.cues or 3 in self.cues)
        ):
            return 0
        start = 2 if 2 in self.cues else 3
        that = next(
            (
                k
                for k in range(start + 2, len(self.tokens))
                if self.tokens[k].text == "that" and self.tokens[k - 1].tag not in ("V", "M")
            ),
            None,
        )
        if (
            that is None
            or self.tokens[start].text in ("at", "in", "on", "by")
            and self.cues[start].opener.takes == "noun"
            and False
        ):
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
        if tag == "T" and self.regions[self.top].words.split(" ")[0] in _USES:
            self.pop(i)
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
        """ "Any balance not yet paid …": a participle denied behind its noun."""
        if self.tokens[i].text != "not" or i == 0 or self.tokens[i - 1].tag != "N":
            return False
        k = i + 1
        while k < len(self.tokens) and self.tokens[k].tag == "A":
            k += 1
        told = self.regions[self.top].group is not None  # "in respect of vehicles not yet paid for"
        participle = k < len(self.tokens) and self.tokens[k].tag == "V" and self.tokens[k].form == "ed"
        return participle and (told or any(s > k for s in self.groups))

    def open_cue(self, cue: Cue) -> None:
        """Open the part of a cue, and tell on what it hangs."""
        opener, main = cue.opener, self.stack[0]
        if opener.status == "otherwise":
            self.otherwise(cue)
            return
        if opener.relation == "then":
            self.close_to(1, cue.start)
            self.pop(cue.start)
            self.push(Region(cue.start, cue.start, "then", main, cue=(cue.start, cue.end), words=cue.text))
            return
        if self.looks_at_which(cue):
            return
        begun = self.regions[main].group is not None or self.has_content(main, cue.start)
        fronted = not begun and not self.imperative(main, cue.start)
        head = main if fronted and len(self.stack) == 1 else self.attach(cue)
        region = Region(cue.start, cue.start, opener.relation, head, opener.status, (cue.start, cue.end),
                        fronted=fronted, words=cue.text, only=_ONLY.search(cue.text) is not None,
                        anaphoric=self.looks_back(cue))  # fmt: skip
        if cue.text == "where" and not fronted and self.place_before(cue.start):
            region.relation, region.rule = "relative", "place"
        self.push(region)

    def looks_at_which(self, cue: Cue) -> bool:
        """ "handover, before which the buyer inspects": the clause says when, of the event just named."""
        turned: dict[str, tuple[Relation, str]] = {
            "before": ("after", "done"), "after": ("before", "pending"), "same": ("same", "same")}
        k = cue.end
        if k >= len(self.tokens) or self.tokens[k].text != "which" or cue.opener.relation not in turned:
            return False
        relation, rule = turned[cue.opener.relation]
        near = [n for n, r in enumerate(self.regions)
                if r.cue and r.start < cue.start - 1 and self.event_in(r.start, cue.start)]
        self.close_to(1, cue.start)
        self.push(Region(cue.start, cue.start, relation, near[-1] if near else self.top, rule, (cue.start, k + 1)))
        return True

    def looks_back(self, cue: Cue) -> bool:
        """ "without it", "after this": the event is the one told just before."""
        k = cue.end
        if k >= len(self.tokens) or self.tokens[k].text not in ("it", "this", "that", "them", "these", "those"):
            return False
        j = k + 1
        if j < len(self.tokens) and self.tokens[j].text in ("day", "date", "time", "moment", "point", "visit"):
            j += 1  # "a month ahead of that day"
        while j < len(self.tokens) and self.tokens[j].text in _THERE:
            j += 1  # "once it is, …", "once it's with us, …"
        if self.event_in(k, j):
            return False
        over = j >= len(self.tokens) or self.tokens[j].tag in (",", ".", ";")
        return over or not {k + 1, j}.isdisjoint(self.onsets)

    def place_before(self, i: int) -> bool:
        """ "the store, where …": does a place stand before?"""
        k = i - 2 if i > 1 and self.tokens[i - 1].tag == "," else i - 1
        return k >= 0 and self.tokens[k].text in group("places")

    def imperative(self, main: int, i: int) -> bool:
        """Has the main clause an imperative before `i`?"""
        return any(t.tag == "V" for t in self.tokens[self.regions[main].start : i])

    def attach(self, cue: Cue) -> int:
        """Where a trailing cue hangs: the nearest region with a verb; phrases without one are closed."""
        near = self.tokens[max(0, cue.start - 2) : cue.start]
        joined = bool(near) and near[-1].tag in ("C", "A") and any(t.tag == "C" for t in near)
        while len(self.stack) > 1:
            r = self.regions[self.top]
            contact = r.relation == "relative" and r.cue is None and r.group is not None
            empty = r.group is None and not self.has_content(self.top, cue.start)
            phrase = r.cue is not None and r.group is None and not self.gerund(r)
            if not contact and (empty or r.relation in ("relative", "content", "and", "then")):
                return self.top
            if not contact and not phrase and not joined:
                return self.top
            self.pop(cue.start)
            if contact or r.head is None:
                continue
            if r.fronted and phrase and len(self.stack) == 1 or joined and not phrase:
                return r.head
        return self.top

    def gerund(self, r: Region) -> bool:
        k = self.content_start(r)
        return k < len(self.tokens) and self.tokens[k].tag in ("V", "B") and self.tokens[k].form in ("ing", "")

    def otherwise(self, cue: Cue) -> None:
        """ "failing which": the clause before becomes the condition of the one that follows, inverted."""
        self.close_to(1, cue.start)
        before = self.stack[0]
        self.pop(cue.start)
        index = self.push(Region(cue.start, cue.start, "main", None, cue=(cue.start, cue.end), words=cue.text))
        if self.has_content(before, cue.start):
            self.regions[before].otherwise = index
        else:
            self.regions[index].relation, self.regions[index].anaphoric = "unless", True
