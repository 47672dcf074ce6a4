"""English polarity: may it happen, must it not, or cannot that be told?

A region's sign is the product of its negators and of the refusing words that govern it. A refusing word in the middle
of a region splits it: what follows is a `content` part with its own sign ("may not refuse | inspection").
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from clausecheck.chunks.en_stack import Region
from clausecheck.chunks.en_tokens import Token
from clausecheck.chunks.en_words import Words, group

_NEGATIVE_SUBJECTS = frozenset(["nobody", "none", "nothing"])


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
    undone: bool
    modality: str
    splits: tuple[Cut, ...]


class Reader:
    """Reads the signs of the regions of one sentence."""

    def __init__(
        self,
        view: str,
        tokens: Sequence[Token],
        events: Sequence[tuple[int, int]],
        words: Words,
        framed: Collection[int] = (),
    ) -> None:
        self.view, self.tokens, self.events, self.words, self.framed = view, tokens, events, words, framed
        self.pseudo = {
            k for m in words.pseudo.finditer(view) for k, t in enumerate(tokens) if m.start() <= t.start < m.end()
        }

    def read(self, region: Region, own: Sequence[int], inherited: int = 1) -> Reading:
        """`own`: the region's token positions without its inner regions'. `inherited`: sign shared in a coordination."""
        sign = inherited * self.negation(region, own)
        undone = (
            self.state(own, self.words.undone)
            or region.words.endswith("with")
            and any(self.words.undone.match(self.view, self.tokens[k].start) for k in own)
        )
        if (region.rule in ("while", "polarity", "unmet") or region.relation == "relative") and not undone:
            undone = self.state(own, self.words.owing)
        blocked = self.state(own, self.words.refusing_states)
        if blocked:
            sign = -sign
        if undone:
            sign = -sign
        sign *= self.complement(region, own)
        splits: list[Cut] = []
        for k in own:
            agent = self.causee(k, own)
            if agent is not None and self.first_event(k + 1, own) is not None:
                splits.append(Cut(k + 1, splits[-1].sign if splits else sign, agent))
                continue
            power = self.power(k, region, own)
            if power is None:
                continue
            to, factor = power
            if to < 0:
                sign = sign * factor
            elif region.rule != "none" and factor:
                sign *= factor  # a condition is read as one whole: "if it fails to pay"
            else:
                previous = splits[-1].sign if splits else sign
                stop = None
                if (
                    region.group is not None
                    and k < region.group.start
                    and self.tokens[k].text in self.words.refusing_nouns
                ):
                    previous, stop = self.negation(region, [j for j in own if j < k]), region.group.start
                splits.append(Cut(to, previous * factor, None, stop))
        return Reading(sign, undone, self.modality(own), tuple(splits))

    def causee(self, k: int, own: Sequence[int]) -> tuple[int, int] | None:
        """ "invites the buyer | to try", "for the customer | to inspect", "let you | look": who is to do it."""
        token, following = self.tokens[k], self.tokens[k + 1] if k + 1 < len(self.tokens) else None
        if (
            following is None
            or k in self.framed
            or k + 1 not in own
            or not (token.text in self.words.persons or token.text in ("you", "it", "him", "her", "them"))
        ):
            return None
        start = k
        while (
            start - 1 in own
            and self.tokens[start - 1].tag in ("D", "N")
            and self.tokens[start - 1].text not in ("'s", "'")
        ):
            start -= 1
        before = self.tokens[start - 1] if start else None
        if before is None or not (before.tag == "V" or before.text == "for"):
            return None
        bare = (
            before.base in ("let", "make", "help", "have", "see") and following.tag == "V" and following.form == "base"
        )
        return (start, k) if following.tag == "T" or bare else None

    def negation(self, region: Region, own: Sequence[int]) -> int:
        sign = 1
        correlative = False
        for k in own:
            token = self.tokens[k]
            if k in self.pseudo:
                continue
            if token.text in ("neither", "nor"):
                if not correlative and not (token.text == "nor" and region.joined is not None):
                    sign = -sign
                correlative = True
            elif token.text in self.words.negators or token.text == "n't":
                sign = -sign
        return sign

    def sign_of_negators(self, own: Sequence[int]) -> int:
        """The product of the plain negators among these tokens."""
        return self.negation(Region(0, 0, "main", None), own)

    def refusals(self, own: Sequence[int]) -> int:
        """The product of the refusing words among these tokens."""
        count = sum(
            1
            for k in own
            if self.tokens[k].text in self.words.refusing_nouns
            or self.tokens[k].tag == "V"
            and self.tokens[k].base in self.words.refuse
        )
        return -1 if count % 2 else 1

    def state(self, own: Sequence[int], pattern: object) -> bool:
        """A state of the event said of it: after a linking verb, after a noun in an absolute, at the end."""
        for k in own:
            m = pattern.match(self.view, self.tokens[k].start)  # type: ignore[attr-defined]
            if m is None:
                continue
            if self.tokens[k].base == "owe":
                return True
            if self.attributive(k, m.end()):
                continue
            if self.tokens[k].tag == "V" and self.tokens[k].base in self.words.refuse:
                continue  # counted as a refusing verb
            before = [j for j in own if j < k]
            if any(s == k and e > k + 1 for s, e in self.events):
                return True
            if self.events_among(before) or any(self.tokens[j].text in group("linking") for j in before[-4:]) and before:
                return True
            if " " in m.group() and "to" in m.group():
                return True
        return False

    def attributive(self, k: int, end: int) -> bool:
        """ "the outstanding sum": before its noun and behind a determiner."""
        following = next((t for t in self.tokens[k + 1 :] if t.start >= end), None)
        before = self.tokens[k - 1] if k else None
        if (
            before is not None
            and before.text in ("no", "a", "an", "any")
            and any(s == k and e > k + 1 for s, e in self.events)
        ):
            return False  # "with an open balance": the event itself, told as undone
        return (
            following is not None
            and following.tag == "N"
            and before is not None
            and before.tag in ("D", "N", "I", "T", "V", "A")
            and before.text not in group("linking")
            and not (before.tag == "A" and k > 1 and self.tokens[k - 2].tag in ("M", "B"))
        )

    def events_among(self, own: Sequence[int]) -> bool:
        here = set(own)
        return any(s in here for s, _ in self.events)

    def power(self, k: int, region: Region, own: Sequence[int]) -> tuple[int, int] | None:
        """The refusing or unknown word at `k`: (first token of what it governs or −1 for the whole, factor)."""
        token = self.tokens[k]
        if k in self.framed and any(region.start <= s < k for s, _ in self.events):
            return None
        refusing = (
            token.tag == "V"
            and (token.base in self.words.refuse or self.phrasal(k))
            and not (token.form == "ed" and self.attributive(k, token.end))
        )
        noun = token.text in self.words.refusing_nouns and token.tag in ("N", "V")
        if token.tag == "V" and not refusing and not noun:
            return self.unknown(k, region, own)
        if not refusing and not noun:
            return None
        right = [j for j in own if j > k]
        ahead = self.first_event(k + 1, right)
        if self.covered(k):
            return (-1, -1)
        if ahead is not None:
            return (k + 1, -1)
        left = [j for j in own if j < k]
        if self.events_among(left):
            return (-1, -1)
        return (k + 1, -1)

    def phrasal(self, k: int) -> bool:
        """ "turn down", "keep back": verb and particle, with at most four words between."""
        particles = self.words.phrasal.get(self.tokens[k].base, frozenset())
        return any(self.tokens[j].text in particles for j in range(k + 1, min(k + 6, len(self.tokens))))

    def complement(self, region: Region, own: Sequence[int]) -> int:
        """ "lies dormant", "is out of the question": 1, −1 or, for a state not known, 0."""
        g = region.group
        if g is None or g.passive or not self.events_among([k for k in own if k < g.start]):
            return 1
        if g.verb >= 0 and self.tokens[g.verb].base not in ("lie", "stand", "remain", "stay", "rest", "become", "keep"):
            return 1
        if g.verb < 0 and not any(self.tokens[j].text in group("linking") | {"been"} for j in range(g.start, g.end)):
            return 1
        after = g.end
        while after < len(self.tokens) and self.tokens[after].tag in ("A", "G"):
            after += 1
        if after not in own or self.tokens[after].tag not in ("N", "V") or self.covered(after):
            return 1
        text = self.tokens[after].text
        if (
            text in self.words.states
            or self.words.undone.match(self.view, self.tokens[after].start)
            or self.words.refusing_states.match(self.view, self.tokens[after].start)
            or self.tokens[after].base in self.words.allow | self.words.refuse
        ):
            return 1
        return 0

    def unknown(self, k: int, region: Region, own: Sequence[int]) -> tuple[int, int] | None:
        token = self.tokens[k]
        main = region.group is not None and region.group.verb == k
        if not main or k in self.framed or token.base in self.words.allow or token.base == "be" or self.covered(k):
            return None
        ahead = self.first_event(k + 1, [j for j in own if j > k])
        if ahead is not None and self.governed(k, ahead):
            return (k + 1, 0)
        return None

    def governed(self, k: int, ahead: int) -> bool:
        between = self.tokens[k + 1 : ahead]
        return (
            len(between) <= 4
            and all(t.tag in ("D", "N", "A") or t.tag == "T" for t in between)
            and not any(
                t.text in self.words.persons
                for t in between
                if True and t.tag == "N" and self.tokens[min(ahead, len(self.tokens) - 1)].tag == "V"
            )
        )

    def covered(self, k: int) -> bool:
        return any(s <= k < e for s, e in self.events)

    def first_event(self, start: int, own: Sequence[int]) -> int | None:
        here = set(own)
        return next((s for s, _ in sorted(self.events) if s >= start and s in here), None)

    def modality(self, own: Sequence[int]) -> str:
        if not own:
            return "is"
        start, end = self.tokens[own[0]].start, self.tokens[own[-1]].end
        may, must = self.words.may.search(self.view, start, end), self.words.must.search(self.view, start, end)
        if may is not None and (must is None or may.start() < must.start()):
            return "may"
        return "must" if must is not None else "is"
