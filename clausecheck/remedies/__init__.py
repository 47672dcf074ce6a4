"""Money and dates: what the buyer may ask for, each sum with its condition, its arithmetic and the articles behind it.

Voidness never doubles a deposit: each branch of the deposit rule (Civil Code arts. 586-588) is told with the condition
on which alone it holds. Whether a condition is met is for a court.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from clausecheck.document import Case
from clausecheck.findings import Finding, Remedy
from clausecheck.remedies.stakes import DepositKind, Stakes, read_stakes
from clausecheck.remedies.words import AT_STAKE, NO_DAY, NO_DEPOSIT, NO_PENALTY, NO_PRICE, NO_SHARE, SAID
from clausecheck.text import Bilingual

CAP = Decimal("0.20")  # Civil Code art. 586


def remedies(case: Case, findings: Sequence[Finding]) -> tuple[Remedy, ...]:
    """The sums and dates that the findings put at stake; none where no finding is about money paid or to be paid."""
    if not any(f.doctrine in AT_STAKE for f in findings):
        return ()
    stakes = read_stakes(case)
    found = figures(
        stakes.price, stakes.deposit, balance=stakes.balance, currency=stakes.currency, kind=stakes.kind,
        penalty=stakes.penalty, has_penalty=any(f.doctrine == "deposit-plus-penalty" for f in findings),
        paid=stakes.paid, window_days=stakes.window_days,
        noticed_on=stakes.noticed_on, reserved_days=stakes.reserved_days, deposit_paid_on=stakes.deposit_paid_on,
    )  # fmt: skip
    return tuple(_which_price(r, stakes) for r in found)


def figures(
    price: Decimal | None,
    deposit_paid: Decimal | None,
    *,
    balance: Decimal | None = None,
    currency: str | None = None,
    kind: DepositKind = "deposit",
    penalty: Decimal | None = None,
    has_penalty: bool = False,
    paid: bool = True,
    window_days: int | None = None,
    noticed_on: date | None = None,
    reserved_days: int | None = None,
    deposit_paid_on: date | None = None,
) -> tuple[Remedy, ...]:
    """The same from bare figures (sums in one currency, days in calendar days). `paid`: the deposit was really paid."""
    found = [
        *_price_parts(price, deposit_paid, balance),
        *_deposit_branches(price, deposit_paid, kind),
        *([_alternatives(price, deposit_paid, penalty)] if has_penalty and kind != "advance" else []),
        *_dates(window_days, noticed_on, reserved_days, deposit_paid_on),
    ]
    return tuple(_finished(r, currency, paid, kind) for r in found)


def _finished(remedy: Remedy, currency: str | None, paid: bool, kind: DepositKind) -> Remedy:
    """With the currency, and with what must be known before the deposit rule applies at all."""
    zh, en = remedy.condition.zh, remedy.condition.en
    if remedy.kind.startswith("deposit-") and kind == "unclear":
        zh, en = f"{zh}；前提是这笔钱确属定金", f"{en}; provided that the sum is earnest money (定金)"
    if remedy.kind.startswith("deposit-") and remedy.amount is not None and not paid:
        zh, en = f"{zh}；按合同所载数额计算，以实际支付为准", f"{en}; by the sum in the contract, what was paid counts"
    currency = currency if remedy.amount is not None else None
    return replace(remedy, amount=_plain(remedy.amount), currency=currency, condition=Bilingual(zh, en))


def _plain(amount: Decimal | None) -> Decimal | None:
    """63780.00 → 63780: no fen where there are none, else two places."""
    if amount is None:
        return None
    return amount.quantize(Decimal(1) if amount == amount.to_integral_value() else Decimal("0.01"), ROUND_HALF_UP)


def _which_price(remedy: Remedy, stakes: Stakes) -> Remedy:
    """Where the contract gives several prices, the missing figure is which of them counts."""
    if not stakes.prices or NO_PRICE not in remedy.missing:
        return remedy
    sums = [_sum(p) for p in stakes.prices]
    which = Bilingual(f"以哪个价款为准：{'、'.join(sums)}", f"which price counts: {' or '.join(sums)}")
    return replace(remedy, missing=tuple(which if m == NO_PRICE else m for m in remedy.missing))


def _remedy(kind: str, amount: Decimal | None, arithmetic: str, *missing: Bilingual, on: date | None = None) -> Remedy:
    condition, basis = SAID[kind]
    return Remedy(kind, amount, None, condition, basis, arithmetic, missing, on.isoformat() if on else None)


def _with(remedy: Remedy, zh: str, en: str) -> Remedy:
    """One more thing to say of the condition."""
    said = remedy.condition
    return replace(remedy, condition=Bilingual(f"{said.zh}；{zh}", f"{said.en}; {en}"))


def _price_parts(price: Decimal | None, deposit: Decimal | None, balance: Decimal | None) -> Iterator[Remedy]:
    """What is left of the price, and where the deposit stands under the cap."""
    if price is not None and deposit is not None:
        rest = price - deposit
        parts = _remedy("balance", rest, f"{_sum(price)} - {_sum(deposit)} = {_sum(rest)}")
        if balance not in (None, rest):
            parts = _with(parts, f"合同写的尾款是{_sum(balance)}", f"the contract gives {_sum(balance)} as the balance")
        yield parts
        share = _remedy("deposit-share", None, f"{_sum(deposit)} / {_sum(price)} = {_percent(deposit / price)}")
        within = deposit <= CAP * price
        yield _with(share, "未超过20%" if within else "超过20%", "within the 20%" if within else "above the 20%")
    if price is None:
        yield _remedy("deposit-cap", None, "20% × ?", NO_PRICE)
    else:
        yield _remedy("deposit-cap", CAP * price, f"20% × {_sum(price)} = {_sum(CAP * price)}")


def _deposit_branches(price: Decimal | None, deposit: Decimal | None, kind: DepositKind) -> Iterator[Remedy]:
    """The deposit rule branch by branch, each with its condition, and the buyer's own risk."""
    missing = () if deposit is not None else (NO_DEPOSIT,)
    if kind == "advance":
        yield _remedy("advance-returned", deposit, _sum(deposit), *missing)
        return
    yield _remedy("deposit-returned-once", deposit, _sum(deposit), *missing)
    yield from _doubling(price, deposit, missing)
    yield _remedy("deposit-both-in-breach", deposit, _sum(deposit), *missing)
    lost = deposit if deposit is None or price is None else min(deposit, CAP * price)
    yield _remedy("deposit-lost", lost, _sum(lost), *missing)


def _doubling(price: Decimal | None, deposit: Decimal | None, missing: tuple[Bilingual, ...]) -> Iterator[Remedy]:
    total, arithmetic = doubled(price, deposit)
    gaps = missing if price is not None else (*missing, NO_PRICE)
    double = _remedy("deposit-doubled", total, arithmetic, *gaps)
    if deposit is not None:
        double = _with(
            double, f"其中{_sum(deposit)}本是买方自己的钱", f"{_sum(deposit)} of it is the buyer's own money"
        )
    if price is not None and deposit is not None and deposit > CAP * price:
        double = _with(
            double,
            "只有不超过价款20%的部分翻倍，超出部分退回一次",
            "only 20% of the price doubles, the excess comes back once",
        )
    yield double
    yield _remedy("deposit-in-proportion", None, f"{_sum(total)} × ?", *gaps, NO_SHARE)


def doubled(price: Decimal | None, deposit: Decimal | None) -> tuple[Decimal | None, str]:
    """What comes back under the deposit rule, with its arithmetic: double up to the cap, the excess once."""
    if deposit is None:
        return None, "2 × ?"
    doubles = deposit if price is None else min(deposit, CAP * price)
    total, excess = deposit + doubles, deposit - doubles
    return total, f"2 × {_sum(doubles)}{f' + {_sum(excess)}' if excess else ''} = {_sum(total)}"


def _alternatives(price: Decimal | None, deposit: Decimal | None, penalty: Decimal | None) -> Remedy:
    """A deposit and a penalty for one default: one of them, by election of the innocent side, never the sum."""
    total, _ = doubled(price, deposit)
    missing = () if penalty is not None else (NO_PENALTY,)
    return _remedy("deposit-or-penalty", None, f"{_sum(total)} | {_sum(penalty)}", *missing)


def _dates(window: int | None, noticed: date | None, reserved: int | None, paid_on: date | None) -> Iterator[Remedy]:
    if window is not None and noticed is not None:
        due = noticed + timedelta(days=window)
        yield _remedy("payment-due", None, f"{noticed} + {window} = {due}", on=due)
    if reserved is None:
        return
    if paid_on is None:
        yield _remedy("reserved-until", None, f"? + {reserved}", NO_DAY)
        return
    until = paid_on + timedelta(days=reserved)
    kept = _remedy("reserved-until", None, f"{paid_on} + {reserved} = {until}", on=until)
    if noticed is not None:
        inside = paid_on <= noticed <= until
        kept = replace(kept, arithmetic=f"{kept.arithmetic}; {noticed} {'≤' if noticed <= until else '>'} {until}")
        said = ("之内", "inside") if inside else ("之外", "outside")
        kept = _with(kept, f"{noticed}的催款在此期间{said[0]}", f"the demand of {noticed} falls {said[1]} it")
    yield kept


def _sum(value: Decimal | None) -> str:
    """313900 → 313,900; fen only where there are any; ? for what is missing."""
    if value is None:
        return "?"
    rounded = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{rounded:,.0f}" if rounded == rounded.to_integral_value() else f"{rounded:,.2f}"


def _percent(share: Decimal) -> str:
    return f"{(share * 100).quantize(Decimal('0.01'), ROUND_HALF_UP).normalize():f}%"
