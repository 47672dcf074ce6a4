"""Sums of money and shares of them in a sentence's view. What a rule reads is `clausecheck.quantities`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from clausecheck.patterns import later
from clausecheck.quantities import money
from clausecheck.quantities.blanks import blanks
from clausecheck.quantities.dates import numbers_outside_dates
from clausecheck.quantities.numerals import Number


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money, or a share of one. Exactly one of `value` and `share` is set; a blank ("____元") has neither."""

    start: int  # view positions of the sentence it was read from
    end: int
    value: Decimal | None  # in units of `currency`
    share: Decimal | None  # 0.20 for 20 %, 百分之二十, 两成, 万分之五 = 0.0005
    currency: str | None  # "CNY", "USD", …; None where not said
    basis: tuple[int, int] | None = None  # view span of the words the share is of ("车价" in 车价的20%)
    upper: Decimal | None = None  # the upper end of a range
    per: money.Per | None = None  # due for each day, month, … or thing: a rate, not a sum


_JOINER = later(r"\s{0,2}(?:-|–|—|~|～|至|到|to|and)\s{0,2}")
# What stands between a sum in figures and the same in words.
_REPEAT = later(
    r"[\s,，;；、:：|()（）]{0,4}(?:(?:[大小]写|即|合计?|in words)[\s:：|()（）]{0,4})?"
    r"(?:人民币|rmb)?[\s:：|()（）]{0,2}(?:大写)?[\s:：()（）]{0,2}"
)


def read_amounts(view: str, language: str) -> tuple[Amount, ...]:
    """All sums and shares of a sentence in text order: ranges joined, a sum repeated in words in brackets read once."""
    found = [*_sums_and_shares(view, numbers_outside_dates(view, language)), *_fractions(view)]
    found += [Amount(*gap, None, None, None) for gap in blanks(view)]
    joined: list[Amount] = []
    for amount in sorted(found, key=lambda a: (a.start, -a.end)):
        if joined and amount.start < joined[-1].end:
            continue
        both = _join(view, joined[-1], amount) if joined else None
        if both:
            joined[-1] = both
        else:
            joined.append(amount)
    return tuple(_with_surroundings(view, a) for a in joined)


def _sums_and_shares(view: str, numbers: tuple[Number, ...]) -> Iterator[Amount]:
    for index, number in enumerate(numbers):
        following = numbers[index + 1] if index + 1 < len(numbers) else None
        previous = numbers[index - 1] if index else None
        if _is_name(view, number):
            continue
        if following and view[number.end : following.start].strip() == "分之":
            yield _part_of(view, number, following, numbers[index + 2] if index + 2 < len(numbers) else None)
        elif previous is None or view[previous.end : number.start].strip() != "分之":
            amount = _amount(view, number)
            if amount:
                yield _to_upper(view, _from_lower(view, previous, amount, number), number, following)


def _part_of(view: str, whole: Number, part: Number, upper: Number | None) -> Amount:
    """百分之二十, 三分之一; in 百分之二十至三十 the bare number after the joiner is the upper end."""
    if not whole.value:
        return Amount(whole.start, part.end, None, None, None)
    amount = Amount(whole.start, part.end, None, part.value / whole.value, None)
    bare = (
        upper
        and _joins(view, part, upper.start)
        and not re.match(r"\s?(?:分之|[%％日天元个])", view[upper.end : upper.end + 4])
    )
    if upper and bare and upper.value > part.value:
        return replace(amount, end=upper.end, upper=upper.value / whole.value)
    return amount


def _is_name(view: str, number: Number) -> bool:
    """x5, su7, 1.5t: letters that touch the figure and are no currency."""
    letter = view[number.start - 1 : number.start]
    return (
        letter.isascii()
        and letter.isalpha()
        and not number.words
        and money.currency(view, number.start, number.end) is None
    )


def _amount(view: str, number: Number) -> Amount | None:
    if view[number.start : number.end] in "万亿萬億" and view[max(0, number.start - 1) : number.start] in "(（:：":
        return None  # (万元) beside a label is a unit
    part = money.share(view, number.end, number.value)
    if part:
        return Amount(number.start, part[0], None, part[1], None)
    priced = money.currency(view, number.start, number.end)
    if priced:
        end, scale = money.scaled(view, priced[1]) if priced[0] < number.start else (priced[1], 1)
        scale *= money.label_scale(view, number.start) if priced[:2] == (number.start, number.end) else 1
        return Amount(priced[0], end, number.value * scale, None, priced[2])
    if not number.words and number.value >= 100 and money.is_bare_sum(view, number.start, number.end):
        return Amount(number.start, number.end, number.value, None, None)
    return None


def _from_lower(view: str, previous: Number | None, amount: Amount, number: Number) -> Amount:
    """3-5%, 1000至2000元: the bare number before the joiner is the lower end."""
    if previous is None or amount.start != number.start or not _joins(view, previous, number.start):
        return amount
    if amount.share is not None:
        lower = amount.share * previous.value / number.value if number.value else amount.share
        return replace(amount, start=previous.start, share=lower, upper=amount.share)
    lower = previous.value * (number.scale if previous.scale == 1 else 1)  # 50-60万
    return replace(amount, start=previous.start, value=lower, upper=amount.value)


def _to_upper(view: str, amount: Amount, number: Number, following: Number | None) -> Amount:
    """rmb 1,000 to 2,000: the bare number after the joiner is the upper end."""
    open_end = following and amount.value is not None and amount.end == number.end and amount.upper is None
    if not following or not open_end or not _joins(view, number, following.start) or following.value <= number.value:
        return amount
    if money.is_counted(view, following.end) or money.currency(view, following.start, following.end):
        return amount
    return replace(amount, end=following.end, upper=following.value)


def _joins(view: str, previous: Number, start: int) -> bool:
    gap = view[previous.end : start]
    return _joiner(view, gap, previous.start) and not _is_name(view, previous)


def _joiner(view: str, gap: str, start: int) -> bool:
    """Do the words between two figures make a range of them? "and" only after "between"."""
    if not _JOINER.fullmatch(gap):
        return False
    return gap.strip() != "and" or view[max(0, start - 14) : start].find("between") >= 0


def _join(view: str, first: Amount, second: Amount) -> Amount | None:
    """Two amounts that are one: 10% to 15%, 百分之十至百分之十五, 318,900元（大写：叁拾壹万捌仟玖佰元整）."""
    gap = view[first.end : second.start]
    same_kind = (first.share is None) == (second.share is None) and first.currency in (second.currency, None)
    low, high = first.share or first.value, second.share or second.value
    if not same_kind or low is None or high is None or len(gap) > 16:
        return None
    if low == high and _REPEAT.fullmatch(gap) and (gap.strip()[:1] in ("(", "（") or _in_both(view, first, second)):
        return replace(first, end=second.end + (view[second.end : second.end + 1] in (")", "）")))
    if low < high and first.upper is None and _joiner(view, gap, first.start):
        return replace(first, end=second.end, upper=high, currency=second.currency)
    return None


def _in_both(view: str, first: Amount, second: Amount) -> bool:
    """Is one of two amounts written in figures and the other in words?"""
    figures = [any(c.isdigit() for c in view[a.start : a.end]) for a in (first, second)]
    return figures[0] != figures[1]


def read_conflicts(view: str, language: str) -> tuple[tuple[Amount, Amount], ...]:
    """Sums that are given in figures and again in words, and differ: 318,900元（大写：叁拾壹万捌仟元整）."""
    amounts = [a for a in read_amounts(view, language) if a.value is not None]
    return tuple(
        (first, second) for first, second in zip(amounts, amounts[1:], strict=False)
        if first.value != second.value and _in_both(view, first, second)
        and first.currency in (second.currency, None) and _REPEAT.fullmatch(view[first.end : second.start])
    )


def _fractions(view: str) -> Iterator[Amount]:
    for half in money.HALF_ZH.finditer(view):
        yield Amount(half.start(), half.end(), None, Decimal("0.05" if half["tenth"] else "0.5"), None)
    for part in money.FRACTION_EN.finditer(view):
        yield Amount(part.start(), part.end(), None, money.english_fraction(part), None)


def _with_surroundings(view: str, amount: Amount) -> Amount:
    if amount.value is None and amount.share is None:
        return amount
    is_share = amount.share is not None
    of = money.basis(view, amount.start, amount.end) if is_share else None
    return replace(amount, basis=of, per=money.rate(view, amount.start, amount.end, is_share=is_share))
