"""What a rule may ask of a mention: by whom, negated, late, may, deadline, duration, amount, the same as another.

One frozen class a qualifier. `value` is met, not met or unknown; `found` says what the mention is instead, for the
reader who wants to know why it does not count; `captures` are the names that the qualifier binds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

from clausecheck.conditions.figures import (
    Bound,
    Days,
    above,
    against,
    amount_words,
    amounts_of,
    bases,
    below,
    both,
    measure,
    period_words,
    total,
)
from clausecheck.conditions.places import Captured, Met, Names, Part, Place, Use, Value
from clausecheck.mentions import Mention
from clausecheck.quantities import Amount, Period
from clausecheck.text import Bilingual


class Look(NamedTuple):
    """A mention under the eye of an element: the part it stands in, the place, the names bound so far."""

    mention: Mention
    part: Part
    place: Place
    names: Names
    alike: Callable[[], tuple[Mention, ...]]  # the place's mentions that meet the element but for their amounts


class Qualifier(Protocol):
    """One thing that an element asks of a mention."""

    @property
    def label(self) -> str:
        """As the rule writes it."""

    def value(self, look: Look) -> Value:
        """Does the mention meet it?"""

    def found(self, mention: Mention) -> Bilingual:
        """What the mention is instead, in a few words."""


@dataclass(frozen=True, slots=True)
class Polarity:
    """Said, or denied: unknown where the mention's polarity could not be told."""

    negated: Literal[True, False, "any"] = False

    @property
    def label(self) -> str:
        return f"negated: {str(self.negated).lower()}"

    def value(self, look: Look) -> Value:
        if self.negated == "any":
            return True
        return None if look.mention.negated is None else look.mention.negated is self.negated

    def found(self, mention: Mention) -> Bilingual:
        if mention.negated is None:
            return Bilingual("看不出是肯定还是否定", "whether it is denied cannot be told")
        return Bilingual("是否定的", "it is denied") if mention.negated else Bilingual("不是否定的", "it is not denied")


@dataclass(frozen=True, slots=True)
class Asserted:
    """Not merely supposed ("if …", a question, another's words); what `if:` and `before:` hold may be supposed."""

    label: str = "asserted"

    def value(self, look: Look) -> Value:
        return look.place.supposed or not look.mention.hypothetical

    def found(self, mention: Mention) -> Bilingual:
        if mention.hypothetical:
            return Bilingual("只是条件、疑问或他人的话", "it stands in a condition, a question or another's words")
        return Bilingual("是直接约定的", "it is asserted")


@dataclass(frozen=True, slots=True)
class Late:
    """Not done in time."""

    late: bool = True

    @property
    def label(self) -> str:
        return f"late: {str(self.late).lower()}"

    def value(self, look: Look) -> Value:
        return look.mention.late is self.late

    def found(self, mention: Mention) -> Bilingual:
        if mention.late:
            return Bilingual("是逾期", "it is late")
        return Bilingual("没有说逾期", "it is not said to be late")


@dataclass(frozen=True, slots=True)
class May:
    """A right or an option, not a duty."""

    may: bool = True

    @property
    def label(self) -> str:
        return f"may: {str(self.may).lower()}"

    def value(self, look: Look) -> Value:
        return look.mention.may is self.may

    def found(self, mention: Mention) -> Bilingual:
        if mention.may:
            return Bilingual("是权利或选择", "it is a right or an option")
        return Bilingual("不是权利或选择", "it is no right or option")


@dataclass(frozen=True, slots=True)
class By:
    """Done by this party; "both" does for either; unknown where nobody is named."""

    party: str

    @property
    def label(self) -> str:
        return f"by: {self.party}"

    def value(self, look: Look) -> Value:
        by = look.mention.by
        return None if by is None else by in (self.party, "both")

    def found(self, mention: Mention) -> Bilingual:
        if mention.by is None:
            return Bilingual("没有写明由谁", "nobody is named")
        return Bilingual(f"由 {mention.by}", f"it is by the {mention.by}")


@dataclass(frozen=True, slots=True)
class Length:
    """A deadline (by when) or a duration (how long a right lasts), compared in days, strictly."""

    kind: Literal["deadline", "duration"]
    days: Days
    name: str | None = None

    @property
    def label(self) -> str:
        sides = (("over", self.days.over), ("under", self.days.under))
        said = ", ".join(f"{side}: {days} days" for side, days in sides if days is not None)
        return f"{self.kind}: {{{said}}}"

    def value(self, look: Look) -> Value:
        return self.days.value(self.period(look.mention))

    def period(self, mention: Mention) -> Period | None:
        return mention.deadline if self.kind == "deadline" else mention.duration

    def found(self, mention: Mention) -> Bilingual:
        period = self.period(mention)
        words = period_words(period)
        if period is None:
            return Bilingual("没有写明期限", f"no {self.kind} is stated")
        return Bilingual(f"期限是{words.zh}", f"the {self.kind} is {words.en}")

    def captures(self, mention: Mention) -> Mapping[str, Captured]:
        period = self.period(mention)
        held = Captured(period_words(period), None, None if period is None else period.days)
        return {} if self.name is None else {self.name: held}


@dataclass(frozen=True, slots=True)
class Worth:
    """The sum said of the mention, or with `total` the instalments added up, compared strictly.

    Unknown where a figure is missing, where several are given that do not answer alike, or where the sum that a share
    is taken of is given more than once and differently.
    """

    over: Bound | None = None
    under: Bound | None = None
    total: bool = False
    name: str | None = None

    @property
    def named(self) -> frozenset[str]:
        """The names of the amounts that it compares with."""
        return frozenset(b.named for b in (self.over, self.under) if b is not None and b.named is not None)

    @property
    def label(self) -> str:
        said = ", ".join(f"{side}: {_bound(b)}" for side, b in (("over", self.over), ("under", self.under)) if b)
        return f"amount: {{{said}}}"

    def value(self, look: Look) -> Value:
        if not self.over and not self.under:
            return True if amounts_of(look.mention) else None
        document = self._document(look)
        over = True if self.over is None else self._compare(above, self.over, look, document)
        under = True if self.under is None else self._compare(below, self.under, look, document)
        return both(over, under)

    def _compare(self, test: Callable[..., Value], bound: Bound, look: Look, document: Part) -> Value:
        if self.total:
            instalments = look.alike()
            look.place.whole.spend(len(instalments))
            return test(total(instalments, bound, document), bound.number)
        own = amounts_of(look.mention)
        if bound.named is not None:
            return self._beside(test, bound, own, look.names.get(bound.named))
        answers = {test(measure(a, bound, look.mention, document), bound.number) for a in own}
        return answers.pop() if len(answers) == 1 else None

    @staticmethod
    def _beside(test: Callable[..., Value], bound: Bound, own: Sequence[Amount], held: Captured | None) -> Value:
        """Like with like: no figure, or one of another kind (a rate a day, a sum), is neither above nor below."""
        its = held.amounts if held is not None else ()
        shares = [share for a in own for other in its if (share := against(a, other)) is not None]
        answers = {test(share, bound.number) for share in shares}
        return False if not answers else answers.pop() if len(answers) == 1 else None

    def _document(self, look: Look) -> Part:
        """The whole of the document that the mention stands in: a price is seldom named where it is used."""
        whole = look.place.whole
        parts = (whole.contract, *whole.promised, *whole.agreed)
        return next((p for p in parts if p.document is look.part.document), look.part)

    def found(self, mention: Mention) -> Bilingual:
        words = amount_words(amounts_of(mention))
        return Bilingual(f"金额：{words.zh}", f"the amount is {words.en}")

    def captures(self, mention: Mention) -> Mapping[str, Captured]:
        amounts = amounts_of(mention)
        return {} if self.name is None else {self.name: Captured(amount_words(amounts), amounts=amounts)}

    def shown(self, look: Look) -> tuple[Use, ...]:
        """The sums that a share is taken of, all of them."""
        document = self._document(look)
        concepts = {b.of: None for b in (self.over, self.under) if b is not None and b.of is not None}
        source = document.document.source
        return tuple(Use(c, source, m.start, m.end) for c in concepts if bases(c, document)
                     for m in document.mentions[c] if amounts_of(m))


def _bound(bound: Bound) -> str:
    number = f"{(bound.number * 100).normalize():f}%" if bound.share else f"{bound.number:f}"
    if bound.named:
        return f"{number} of ${bound.named}"
    return f"{number} of {bound.of}" if bound.of else f"{number} {bound.currency}" if bound.currency else number


@dataclass(frozen=True, slots=True)
class Same:
    """The very mention that an earlier element named."""

    name: str

    @property
    def label(self) -> str:
        return f"same: {self.name}"

    def value(self, look: Look) -> Value:
        held = look.names.get(self.name)
        return held is not None and held.met == Met(look.part.document.source.id, look.mention)

    def found(self, mention: Mention) -> Bilingual:
        return Bilingual("是另一处", "it is another mention")
