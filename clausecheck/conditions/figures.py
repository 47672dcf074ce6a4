"""Comparing figures: lengths of time in days, sums of money and shares of them. Unknown where a figure is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from clausecheck.conditions.places import Part, Value
from clausecheck.mentions import Mention
from clausecheck.quantities import Amount, Period
from clausecheck.text import Bilingual

MISSING = Bilingual("未写明", "not stated")
_UNITS = {"minute": "分钟", "hour": "小时", "day": "天", "working-day": "个工作日", "week": "周", "month": "个月",
          "year": "年"}
_SIGNS = {"CNY": "元", "USD": "美元", "EUR": "欧元", "GBP": "英镑", "HKD": "港元", "JPY": "日元"}


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure to compare with: a sum, or a share (0.2) of a concept's amount (`of`) or of a named one (`named`)."""

    number: Decimal
    share: bool = False
    currency: str | None = None
    of: str | None = None
    named: str | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """`under` and `over`, in calendar days; the comparison is strict."""

    over: Decimal | None = None
    under: Decimal | None = None

    def value(self, period: Period | None) -> Value:
        """Unknown where no length of time is given."""
        if period is None:
            return None
        return ((self.over is None or period.days > self.over) and (self.under is None or period.days < self.under))


def both(first: Value, second: Value) -> Value:
    """The worse of two values: not met, then unknown, then met."""
    if first is False or second is False:
        return False
    return True if first and second else None


def above(measured: tuple[Decimal, Decimal] | None, number: Decimal) -> Value:
    """Is a figure, given as lowest and highest, above the number? Unknown where it may be either."""
    if measured is None:
        return None
    low, high = measured
    return True if low > number else False if high <= number else None


def below(measured: tuple[Decimal, Decimal] | None, number: Decimal) -> Value:
    """Is a figure, given as lowest and highest, below the number? Unknown where it may be either."""
    if measured is None:
        return None
    low, high = measured
    return True if high < number else False if low >= number else None


def amounts_of(mention: Mention) -> tuple[Amount, ...]:
    """All sums said of a mention, blanks left out."""
    said = mention.amounts or (() if mention.amount is None else (mention.amount,))
    return said and tuple(a for a in said if a.value is not None or a.share is not None)


def measure(amount: Amount, bound: Bound, mention: Mention, document: Part) -> tuple[Decimal, Decimal] | None:
    """An amount in the unit of the bound, lowest and highest. None where the two cannot be compared."""
    if not bound.share:
        if amount.value is None or not _same_currency(amount.currency, bound.currency):
            return None
        return amount.value, amount.upper or amount.value
    if amount.share is not None:
        fits = bound.of is None or _is_share_of(amount, bound.of, mention, document)
        return (amount.share, amount.upper or amount.share) if fits else None
    base = None if bound.of is None else base_of(bound.of, document)
    if base is None or amount.value is None or base.value is None or not _same_currency(amount.currency, base.currency):
        return None
    return amount.value / (base.upper or base.value), (amount.upper or amount.value) / base.value


def against(amount: Amount, other: Amount) -> tuple[Decimal, Decimal] | None:
    """One amount as a share of another, lowest and highest: rates with rates, sums with sums, for the same time.

    None where they cannot be compared.
    """
    if amount.per != other.per or not _same_currency(amount.currency, other.currency):
        return None
    mine, its = (amount.share, other.share) if amount.share is not None else (amount.value, other.value)
    if mine is None or its is None or (amount.share is None) != (other.share is None) or not its:
        return None
    return mine / (other.upper or its), (amount.upper or mine) / its


def base_of(concept: str, document: Part) -> Amount | None:
    """The one sum that the document gives for a concept; None where it gives none, or several that differ."""
    given = bases(concept, document)
    return given[0] if len({a.value for a in given}) == 1 and given[0].value else None


def bases(concept: str, document: Part) -> tuple[Amount, ...]:
    """Every sum (no share) that the document gives for a concept; looked up once."""
    if concept not in document.sums:
        document.sums[concept] = tuple(
            a for m in document.mentions.get(concept, ()) for a in amounts_of(m) if a.value is not None)
    return document.sums[concept]


def total(mentions: Sequence[Mention], bound: Bound, document: Part) -> tuple[Decimal, Decimal] | None:
    """Instalments added up: all that one clause says; what another clause says again is not counted twice.

    A clause that names only shares ("20% of the price") says again, in another way, what others give as sums.
    """
    by_clause: dict[int, Counter[tuple[Decimal, Decimal]]] = {}
    with_sums = set[int]()
    for mention, amount in {(m.sentence, a.start, a.end): (m, a) for m in mentions for a in amounts_of(m)}.values():
        measured = measure(amount, bound, mention, document)
        if measured is None:
            return None
        by_clause.setdefault(mention.clause, Counter())[measured] += 1
        if amount.share is None:
            with_sums.add(mention.clause)
    totals = [_once(said) for said in ([c for n, c in by_clause.items() if n in with_sums],
                                       [c for n, c in by_clause.items() if n not in with_sums]) if said]
    return (min(a for a, _ in totals), max(b for _, b in totals)) if totals else None


def _once(by_clause: Iterable[Counter[tuple[Decimal, Decimal]]]) -> tuple[Decimal, Decimal]:
    """What several clauses say, added up, what they say again left out."""
    counted: Counter[tuple[Decimal, Decimal]] = Counter()
    for said in by_clause:
        counted |= said
    items = list(counted.elements())
    return sum((a for a, _ in items), Decimal()), sum((b for _, b in items), Decimal())


def _same_currency(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _is_share_of(amount: Amount, concept: str, mention: Mention, document: Part) -> bool:
    """Do the words that a share is of ("车价" in 车价的20%) hold a mention of the concept?"""
    if amount.basis is None:
        return False
    sentence = next(s for s in document.document.clauses[mention.clause].sentences if s.index == mention.sentence)
    span = sentence.span(*amount.basis)
    return any(m.start < span.end and span.start < m.end for m in document.mentions.get(concept, ()))


def period_words(period: Period | None) -> Bilingual:
    """"7 天" / "7 days"."""
    if period is None:
        return MISSING
    number = _plain(period.value)
    unit = period.unit.replace("-", " ") + ("" if number == "1" else "s")
    return Bilingual(f"{number}{_UNITS[period.unit]}", f"{number} {unit}")


def amount_words(amounts: Iterable[Amount]) -> Bilingual:
    """"5,000元" / "CNY 5,000"; several one after the other."""
    said = list(dict.fromkeys((a.value, a.share, a.currency, a.upper) for a in amounts))
    if not said:
        return MISSING
    return Bilingual("、".join(_amount_zh(*a) for a in said), ", ".join(_amount_en(*a) for a in said))


def _amount_zh(value: Decimal | None, share: Decimal | None, currency: str | None, upper: Decimal | None) -> str:
    if share is not None:
        return _range(share * 100, None if upper is None else upper * 100) + "%"
    return _range(value, upper) + ("元" if currency is None else _SIGNS.get(currency, f" {currency}"))


def _amount_en(value: Decimal | None, share: Decimal | None, currency: str | None, upper: Decimal | None) -> str:
    if share is not None:
        return _range(share * 100, None if upper is None else upper * 100) + "%"
    return (f"{currency} " if currency else "") + _range(value, upper)


def _range(low: Decimal | None, high: Decimal | None) -> str:
    return _plain(low or Decimal()) + ("" if high is None else f"–{_plain(high)}")


def _plain(number: Decimal) -> str:
    """12500.00 → "12,500"; 0.05 → "0.05"."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
