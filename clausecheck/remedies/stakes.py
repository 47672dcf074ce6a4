"""What is at stake: price, deposit, balance and days, from the contract's own figures and from what happened."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from clausecheck.document import Case, Document, Happening
from clausecheck.mentions import Mention
from clausecheck.quantities import Amount, Period, read_amounts, read_periods
from clausecheck.text import Sentence

DepositKind = Literal["deposit", "advance", "unclear"]

_PRICE = ("PRICE",)
_BALANCE = ("BALANCE", "PAY_BALANCE")
_DEPOSITS: dict[DepositKind, tuple[str, ...]] = {
    "deposit": ("DEPOSIT",),
    "unclear": ("DEPOSIT_UNCLEAR",),
    "advance": ("ADVANCE", "BOOKING_MONEY", "BOND"),  # a bond ("security deposit", 押金) does not double either
}
_MONEY = frozenset(
    {*_PRICE, *_BALANCE, *(c for concepts in _DEPOSITS.values() for c in concepts), "PAY_DEPOSIT", "PENALTY"}
)
_NEAR = 24  # view positions between a thing's name and its figure
_STOPS = "，,。;；\n"


@dataclass(frozen=True, slots=True)
class Stakes:
    """The figures of a case; None where they are not stated. Sums are in `currency`, or in no stated one."""

    price: Decimal | None = None
    prices: tuple[Decimal, ...] = ()  # all that the contract gives, where it gives several
    deposit: Decimal | None = None
    paid: bool = False  # the deposit is the sum that was in fact paid, not the one that the contract names
    kind: DepositKind = "deposit"
    balance: Decimal | None = None
    currency: str | None = None
    penalty: Decimal | None = None
    window_days: int | None = None  # to pay the balance, in calendar days
    noticed_on: date | None = None
    reserved_days: int | None = None
    deposit_paid_on: date | None = None


def read_stakes(case: Case) -> Stakes:
    """The figures of a case: what happened goes before what the contract says."""
    contract, events = case.contract, case.happened or ()
    prices = _sums(contract, _PRICE, None)
    kind, agreed = _deposit(contract, prices[0] if len(prices) == 1 else None)
    paid = _paid(events)
    balances = _sums(contract, _BALANCE, None)
    price = _price(prices, agreed, balances)
    deposit = paid if paid is not None else agreed
    balance = balances[0] if len(balances) == 1 else None
    penalties = _sums(contract, ("PENALTY",), price)
    return Stakes(
        price=price,
        prices=prices if len(prices) > 1 else (),
        deposit=deposit,
        paid=paid is not None,
        kind=kind,
        balance=price - agreed if balance is None and price is not None and agreed is not None else balance,
        currency=_currency(contract),
        penalty=penalties[0] if len(penalties) == 1 else None,
        window_days=_window(contract),
        noticed_on=_first_day(events, "PAYMENT_NOTICE", "PAYMENT_DEMANDED"),
        reserved_days=_reserved(case.agreed, events),
        deposit_paid_on=_first_day(events, "DEPOSIT_PAID", "ADVANCE_PAID"),
    )


def _deposit(contract: Document, price: Decimal | None) -> tuple[DepositKind, Decimal | None]:
    """What the early payment is called, and its sum: the first kind for which one sum is given."""
    named: DepositKind | None = None
    money = _named(contract)
    for kind, concepts in _DEPOSITS.items():
        if any(m.concept in concepts for m in money):
            named = named or kind
            sums = _sums(contract, concepts, price)
            if len(sums) == 1:
                return kind, sums[0]
    sums = _sums(contract, ("PAY_DEPOSIT",), price)
    return named or "deposit", sums[0] if len(sums) == 1 else None


def _price(prices: tuple[Decimal, ...], deposit: Decimal | None, balances: tuple[Decimal, ...]) -> Decimal | None:
    """The one price; of several the one with which deposit and balance add up; without any, what they add up to."""
    if len(prices) == 1:
        return prices[0]
    sums = {deposit + b for b in balances} if deposit is not None else set()
    fitting = sums & set(prices) if prices else sums
    return fitting.pop() if len(fitting) == 1 else None


def _sums(document: Document, concepts: tuple[str, ...], price: Decimal | None) -> tuple[Decimal, ...]:
    """The different sums that the contract gives for a thing, in text order; a share is taken of the price."""
    found: dict[Decimal, None] = {}
    for amount in _amounts(document, concepts):
        if amount.value is not None:
            found[amount.value] = None
        elif amount.share is not None and price is not None:
            found[amount.share * price] = None
    return tuple(found)


def _amounts(document: Document, concepts: tuple[str, ...]) -> list[Amount]:
    """The sums and shares said of a thing: by its mentions' qualifiers, or else by the words right behind them."""
    own = [m for m in _named(document) if m.concept in concepts and not m.negated]
    qualified = [a for m in own for a in (m.amounts or (m.amount,)) if a and _is_flat(a)]
    if any(a.value is not None for a in qualified):
        return qualified
    behind = [a for mentions in _by_sentence(document, own) for a in _behind(*mentions) if _is_flat(a)]
    return behind or qualified


def _by_sentence(document: Document, mentions: list[Mention]) -> Iterator[tuple[Sentence, list[Mention]]]:
    grouped: dict[int, list[Mention]] = {}
    for mention in mentions:
        grouped.setdefault(mention.sentence, []).append(mention)
    return ((s, grouped[s.index]) for s in document.sentences if s.index in grouped)


def _named(document: Document) -> list[Mention]:
    """The mentions of money, without the "money" of "earnest money", which is part of another thing's longer name."""
    longest: dict[str, Mention] = {}
    kept = []
    money = [m for m in document.mentions if m.concept in _MONEY]
    for mention in sorted(money, key=lambda m: (m.start, -m.end)):
        others = [m for concept, m in longest.items() if concept != mention.concept]
        if not any(m.end >= mention.end and (m.start, m.end) != (mention.start, mention.end) for m in others):
            kept.append(mention)
        last = longest.get(mention.concept)
        if last is None or last.end < mention.end:
            longest[mention.concept] = mention
    return kept


def _is_flat(amount: Amount) -> bool:
    """One sum or share, no rate, no range, no blank."""
    return amount.per is None and amount.upper is None and (amount.value is not None or amount.share is not None)


def _behind(sentence: Sentence, mentions: list[Mention]) -> Iterator[Amount]:
    """For each mention the first figure behind it, if nothing but a few words stands between."""
    amounts = read_amounts(sentence.view, sentence.language)
    starts = [a.start for a in amounts]
    for mention in mentions:
        end = sentence.at(mention.end)
        index = bisect_left(starts, end)
        gap = sentence.view[end : starts[index]] if index < len(starts) else _STOPS
        if len(gap) <= _NEAR and not any(c in _STOPS for c in gap):
            yield amounts[index]


def _paid(events: Iterable[Happening]) -> Decimal | None:
    paid = [e for e in events if e.event in ("DEPOSIT_PAID", "ADVANCE_PAID")]
    sums = [Decimal(e.more["amount"]) for e in paid if "amount" in e.more]
    return sum(sums, Decimal(0)) if sums else None


def _currency(contract: Document) -> str | None:
    """The one currency of the contract's figures; None where it names several or none."""
    found = {a.currency for concepts in (_PRICE, _BALANCE, *_DEPOSITS.values()) for a in _amounts(contract, concepts)}
    named = found - {None}
    return named.pop() if len(named) == 1 else None


def _window(contract: Document) -> int | None:
    """The days to pay the balance: the shortest that is set for it, in whole calendar days."""
    periods = [m.deadline for m in contract.mentions if m.concept == "PAY_BALANCE" and m.deadline and not m.negated]
    whole = [int(p.days) for p in periods if p.unit in ("day", "week") and p.days == int(p.days)]
    return min(whole, default=None)


def _reserved(agreed: Iterable[Document], events: Iterable[Happening]) -> int | None:
    """For how many days the order is kept: by an event that says so, else by the side agreement."""
    said = [int(e.more["days"]) for e in events if e.event == "DEFERRAL_AGREED" and "days" in e.more]
    held = [p for document in agreed for p in _held(document)]
    days = said or [int(p.days) for p in held if p.days == int(p.days)]
    return days[0] if days else None


def _held(document: Document) -> Iterator[Period]:
    sentences = {s.index: s for s in document.sentences}
    for mention in document.mentions:
        if mention.concept == "HOLD_PERIOD":
            sentence = sentences[mention.sentence]
            yield from [mention.duration] if mention.duration else read_periods(sentence.view, sentence.language)[:1]


def _first_day(events: Iterable[Happening], *names: str) -> date | None:
    days = [e.on for e in events if e.event in names and e.on]
    return min(days, default=None)
