"""English polarity: may it happen, must it not, or cannot that be told?

A region's sign is the product of its negators and of the refusing words that govern it. A refusing word in the middle
of a region splits it: what follows is a `content` part with its own sign ("may not refuse | inspection").
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from clausecheck.chunks.en.stack import Region
from clausecheck.chunks.en.tokens import Token
from clausecheck.chunks.en.words import Words, group

_STANDING = ("lie", "stand", "remain", "stay", "rest", "become", "keep")
_BARE_INFINITIVE = ("let", "make", "help", "have", "see")
_LEFT_OPEN = ("outstanding", "unpaid", "unsettled")
_WHOLE = -1  # the word governs the whole region, not what follows it


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a content part begins: its first token, its sign, and the tokens of a subject of its own."""

    start: int
    sign: int
    subject: tuple[int, int] | None = None
    stop: int | None = None  # the verb of the clause, where the content is part of its subject


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words of one region say of it."""

    sign: int
    modality: Literal["must", "may", "is"]
    splits: tuple[Cut, ...]


class Reader:
    """Reads the signs of the regions of one sentence. `framed`: tokens inside of a frame's words."""

    def __init__(self, view: str, tokens: Sequence[Token], events: Sequence[tuple[int, int]], words: Words,
                 framed: Collection[int]) -> None:
        self.view, self.tokens, self.events, self.words = view, tokens, sorted(events), words
        self.framed = frozenset(framed)
        self.firsts = {s for s, _ in events}
        self.inside = {k for s, e in events for k in range(s, e)}
        masks = [m.span() for m in words.pseudo.finditer(view)]
        self.pseudo = {k for k, t in enumerate(tokens) if any(s <= t.start < e for s, e in masks)}

    def read(self, region: Region, own: Sequence[int], inherited: int = 1) -> Reading:
        """`own`: the region's tokens without its inner regions'. `inherited`: the sign shared in a coordination."""
        sign = inherited * self.negation(region, own) * self._complement(region, own)
        if self._undone(region, own):
            sign = -sign
        if self.state(own, self.words.refusing_states):
            sign = -sign
        splits: list[Cut] = []
        for k in own:
            sign = self._govern(k, region, own, sign, splits)
        return Reading(sign, self._modality(own), tuple(splits))

    def _govern(self, k: int, region: Region, own: Sequence[int], sign: int, splits: list[Cut]) -> int:
        """What the word at `k` does to what it governs: a cut, or another sign of the whole."""
        agent = self._causee(k, own)
        if agent is not None and self._first_event(k + 1, own) is not None:
            splits.append(Cut(k + 1, splits[-1].sign if splits else sign, agent))
            return sign
        power = self._power(k, region, own)
        if power is None:
            return sign
        to, factor = power
        if to == _WHOLE or region.rule != "none" and factor:  # a condition is read as one whole: "if it fails to pay"
            return sign * factor
        verb = region.group.start if region.group is not None else 0
        if k < verb and self.tokens[k].text in self.words.refusing_nouns:  # "the failure to inspect | entitles …"
            splits.append(Cut(to, factor * self.negation(region, [j for j in own if j < k]), stop=verb))
        else:
            splits.append(Cut(to, factor * (splits[-1].sign if splits else sign)))
        return sign

    # --- negators ----------------------------------------------------------------------------------------------------
    def negation(self, region: Region, own: Sequence[int]) -> int:
        """The product of the plain negators; "neither … nor" counts once."""
        sign, correlative = 1, False
        for k in own:
            text = self.tokens[k].text
            if k in self.pseudo:
                continue
            if text in ("neither", "nor"):
                if not correlative and not (text == "nor" and region.joined is not None):
                    sign = -sign
                correlative = True
            elif (text in self.words.negators or text == "n't") and not (text == "no" and self._listed(k, own)):
                sign = -sign
        return sign

    def _listed(self, k: int, own: Sequence[int]) -> bool:
        """ "no handover and no inspection": the second of two things that are denied together."""
        if not k or self.tokens[k - 1].tag not in ("C", ","):
            return False
        before = [j for j in own if j < k]
        return any(self.tokens[j].text == "no" for j in before) and not any(
            self.tokens[j].tag in ("M", "B") or self.tokens[j].tag == "V" and j not in self.inside for j in before)

    def sign_of_negators(self, own: Sequence[int]) -> int:
        """The product of the plain negators among these tokens."""
        return self.negation(Region(0, 0, "main", None), own)

    def refusals(self, own: Sequence[int]) -> int:
        """The product of the refusing words among these tokens."""
        count = sum(self._refuses(k) or self.tokens[k].text in self.words.refusing_nouns for k in own)
        return -1 if count % 2 else 1

    def _refuses(self, k: int) -> bool:
        return self.tokens[k].tag == "V" and self.tokens[k].base in self.words.refuse

    # --- states ------------------------------------------------------------------------------------------------------
    def _undone(self, region: Region, own: Sequence[int]) -> bool:
        """Is the event told as not done: "unpaid"; in a condition also "due" and "owing"?"""
        if self.state(own, self.words.undone):
            return True
        if region.words.endswith("with") and any(self.words.undone.match(self.view, self.tokens[k].start) for k in own):
            return True
        conditional = region.rule in ("while", "polarity", "unmet") or region.relation == "relative"
        return conditional and self.state(own, self.words.owing)

    def state(self, own: Sequence[int], pattern: re.Pattern[str]) -> bool:
        """A state said of the event: after a linking verb, after a noun in an absolute, or in the event's own words."""
        return any(self._told(k, own, pattern) for k in own)

    def _told(self, k: int, own: Sequence[int], pattern: re.Pattern[str]) -> bool:
        m = pattern.match(self.view, self.tokens[k].start)
        if m is None:
            return False
        if self.tokens[k].base == "owe":
            return True
        behind = k > 0 and self.tokens[k - 1].tag == "N" and self.tokens[k].text in _LEFT_OPEN
        if behind and any(j < k and j in self.firsts and self.tokens[j].tag == "V" for j in own):
            return False  # "collect the money outstanding": which money
        if self._attributive(k, m.end()) or self._refuses(k):  # a refusing verb is counted as such
            return False
        if self._whole_event(k) or self._postposed(k, m.end()):
            return True
        before = [j for j in own if j < k]
        linked = any(self.tokens[j].text in group("linking") for j in before[-4:])
        return linked or self.events_among(before) or " " in m.group() and "to" in m.group()

    def _postposed(self, k: int, end: int) -> bool:
        """ "nothing outstanding", "any sum unpaid": the event's state behind its noun, with no verb to follow."""
        if k not in self.firsts or not k or self.tokens[k - 1].tag not in ("N", "P"):
            return False
        following = next((t for t in self.tokens[k + 1 : k + 6] if t.start >= end), None)
        return following is None or following.tag in (",", ".", ";", ")", "I", "C")

    def _whole_event(self, k: int) -> bool:
        """Does an event of several words begin here ("open balance")?"""
        return any(s == k and e > k + 1 for s, e in self.events)

    def _attributive(self, k: int, end: int) -> bool:
        """ "the outstanding sum": before its noun and behind a determiner; not "with an open balance"."""
        following = next((t for t in self.tokens[k + 1 : k + 6] if t.start >= end), None)
        if not k or following is None or following.tag != "N":
            return False
        before = self.tokens[k - 1]
        if before.text in ("no", "a", "an", "any") and self._whole_event(k):
            return False
        if before.text in group("linking") or before.tag == "A" and k > 1 and self.tokens[k - 2].tag in ("M", "B"):
            return False
        return before.tag in ("D", "N", "I", "T", "V", "A")

    def _complement(self, region: Region, own: Sequence[int]) -> int:
        """0 where an event is said to be in a state that is not known ("lies dormant" is known, "is purple" is not)."""
        g = region.group
        if self.words.doubtful.search(self._text(own)):
            return 0
        if g is None or g.passive or not self.events_among([k for k in own if k < g.start]):
            return 1
        if g.verb >= 0:
            linking = self.tokens[g.verb].base in _STANDING
        else:
            linking = any(self.tokens[j].text in group("linking") | {"been"} for j in range(g.start, g.end))
        after = g.end
        while after < len(self.tokens) and self.tokens[after].tag in ("A", "G"):
            after += 1
        if not linking or after not in own or self.tokens[after].tag not in ("N", "V") or after in self.inside:
            return 1
        return 1 if self._known_state(after) else 0

    def _text(self, own: Sequence[int]) -> str:
        return " ".join(self.tokens[k].text for k in own)

    def _known_state(self, k: int) -> bool:
        at, w = self.tokens[k].start, self.words
        told = w.undone.match(self.view, at) or w.refusing_states.match(self.view, at)
        return told is not None or self.tokens[k].text in w.states or self.tokens[k].base in w.allow | w.refuse

    # --- governing words ----------------------------------------------------------------------------------------------
    def _power(self, k: int, region: Region, own: Sequence[int]) -> tuple[int, int] | None:
        """The refusing or unknown word at `k`: (first token of what it governs or _WHOLE, factor)."""
        token = self.tokens[k]
        if k in self.framed and any(region.start <= s < k for s, _ in self.events):
            return None
        noun = token.text in self.words.refusing_nouns and token.tag in ("N", "V")
        verb = (self._refuses(k) or token.tag == "V" and self.phrasal(k)) and not (
            token.form == "ed" and self._attributive(k, token.end))
        if not noun and not verb:
            return self._unknown(k, region, own) if token.tag == "V" else None
        behind = self._first_event(k + 1, own) is None and self.events_among([j for j in own if j < k])
        return (_WHOLE, -1) if k in self.inside or behind else (k + 1, -1)

    def phrasal(self, k: int) -> bool:
        """ "turn down", "keep back": verb and particle, with at most four words between."""
        particles = self.words.phrasal.get(self.tokens[k].base, frozenset())
        released = self.words.releases.match(self.view, self.tokens[k].start) is not None
        return released or any(t.text in particles for t in self.tokens[k + 1 : k + 6])

    def _unknown(self, k: int, region: Region, own: Sequence[int]) -> tuple[int, int] | None:
        """The clause's own verb, where nobody can tell whether it lets its event happen: the sign is 0."""
        token = self.tokens[k]
        main = region.group is not None and region.group.verb == k
        if not main or k in self.framed | self.inside or token.base in self.words.allow or token.base == "be":
            return None
        ahead = self._first_event(k + 1, own)
        return (k + 1, 0) if ahead is not None and self._governed(k, ahead) else None

    def _governed(self, k: int, ahead: int) -> bool:
        """Is the event the object of the verb at `k`, with no person and no preposition between?"""
        between = self.tokens[k + 1 : ahead]
        person = any(t.tag == "N" and t.text in self.words.persons for t in between)
        if any(t.tag == "N" for t in between) and any(t.tag == "T" for t in between):
            return False  # "taps its card to pay": what it is done for
        nominal = all(t.tag in ("D", "N", "A", "T") for t in between)
        return len(between) <= 4 and nominal and not (person and self.tokens[ahead].tag == "V")

    def _causee(self, k: int, own: Sequence[int]) -> tuple[int, int] | None:
        """ "invites the buyer | to try", "for the customer | to inspect", "let you | look": who is to do it."""
        token = self.tokens[k]
        person = token.text in self.words.persons or token.text in ("you", "it", "him", "her", "them")
        if not person or k in self.framed or k + 1 not in own:
            return None
        start = k
        while start - 1 in own and self.tokens[start - 1].tag in ("D", "N") and self.tokens[start - 1].text[0] != "'":
            start -= 1
        before, following = self.tokens[start - 1] if start else None, self.tokens[k + 1]
        if before is None or not (before.tag == "V" or before.text == "for"):
            return None
        bare = before.base in _BARE_INFINITIVE and following.tag == "V" and following.form == "base"
        return (start, k) if following.tag == "T" or bare else None

    # --- events and modals -------------------------------------------------------------------------------------------
    def events_among(self, own: Sequence[int]) -> bool:
        """Does an event begin at one of these tokens?"""
        return not self.firsts.isdisjoint(own)

    def _first_event(self, start: int, own: Sequence[int]) -> int | None:
        here = set(own)
        return next((s for s, _ in self.events if s >= start and s in here), None)

    def _modality(self, own: Sequence[int]) -> Literal["must", "may", "is"]:
        if not own:
            return "is"
        start, end = self.tokens[own[0]].start, self.tokens[own[-1]].end
        may, must = self.words.may.search(self.view, start, end), self.words.must.search(self.view, start, end)
        if may is not None and (must is None or may.start() < must.start()):
            return "may"
        return "must" if must is not None else "is"
