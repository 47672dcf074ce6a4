"""English cues in their place: whether what a cue needs really follows it."""

from __future__ import annotations

import re

from clausecheck.chunks.en.cues import Cue
from clausecheck.chunks.en.stack import Stack
from clausecheck.chunks.en.words import group
from clausecheck.patterns import later

_HELD = later(
    r"(?:.* )?(?:keys?|slip|pass|code|card|voucher|ticket|permit|certificate|receipt|warrant|link|token)$"
)


_NOMINAL = later(r"(?:ment|tion|ance|tlement)$")


class Cued(Stack):
    """Tells the cues that open a part from the same words used otherwise."""

    def cue_blocked(self, cue: Cue) -> bool:
        """A cue that the verb before it swallows ("call for", "subject to" after be), or that lacks what it takes."""
        if cue.opener.takes == "noun":
            return not self.noun_follows(cue)
        if cue.opener.takes == "absolute":
            return not self.absolute_follows(cue)
        if cue.opener.takes == "clause":
            return not any(cue.end <= s <= cue.end + 12 for s in self.groups)
        return cue.end >= len(self.tokens)

    def noun_follows(self, cue: Cue) -> bool:
        for s, _ in self.events:
            if cue.end <= s <= cue.end + 4:
                between = self.tokens[cue.end : s]
                return all(t.tag in ("D", "N", "A", "P", "V") for t in between) and not any(
                    cue.end <= g <= s for g in self.groups
                )
        return self.occasion(cue)

    def occasion(self, cue: Cue) -> bool:
        """ "at the launching": an occasion told elsewhere by its own name."""
        if (
            cue.text not in ("at", "on")
            or cue.end + 1 >= len(self.tokens)
            or self.tokens[cue.end].text not in ("the", "that", "this", "such")
        ):
            return False
        return re.search(r"(?:ing|ion|ment|al|ony|ance|ure)$", self.tokens[cue.end + 1].text) is not None

    def absolute_follows(self, cue: Cue) -> bool:
        """ "with the balance paid", "with money still owing": an event told as done or undone, and no finite verb."""
        for s, _ in self.events:
            if cue.end <= s <= cue.end + 6 and not any(cue.end <= g < s for g in self.groups):
                text = self.view[self.tokens[s].start :]
                if any(t.text in group("proofs") for t in self.tokens[cue.end : s]):
                    return True
                if _HELD.match(self.view[self.tokens[s].start : self.tokens[self.last_of(s)].end]):
                    return True
                if s <= cue.end + 1 and _NOMINAL.search(self.tokens[s].text):
                    return True
                if text.startswith(("zero", "nil", "cleared", "settled")):
                    return True
                state = self.words.undone.match(text) or self.words.owing.match(text)
                return self.tokens[s].form in ("ed", "ing") or state is not None
        return False

    def last_of(self, s: int) -> int:
        return max(e for b, e in self.events if b == s) - 1
