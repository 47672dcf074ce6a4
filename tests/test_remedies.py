"""Sums and dates with their arithmetic: the figures of the leading case, each branch with its condition."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.authorities import load
from clausecheck.checker import read_case
from clausecheck.document import Case, Document, Happening
from clausecheck.findings import Finding, Remedy
from clausecheck.mentions import Mention
from clausecheck.quantities import Amount, Period, read_amounts
from clausecheck.readers import from_text
from clausecheck.readers.case_file import CaseSources
from clausecheck.remedies import doubled, figures, remedies
from clausecheck.remedies.stakes import read_stakes
from clausecheck.remedies.words import AT_STAKE, SAID
from clausecheck.rulebook import open_rulebook
from clausecheck.text import Bilingual, Clause, Sentence, Source
from clausecheck.timeline import Timeline

PRICE, DEPOSIT = Decimal(318900), Decimal(5000)
LEADING = {
    "balance": Decimal(313900), "currency": "CNY", "window_days": 7, "noticed_on": date(2024, 12, 4), "reserved_days": 360,
    "deposit_paid_on": date(2024, 7, 19),
}  # fmt: skip


def by_kind(found: tuple[Remedy, ...]) -> dict[str, Remedy]:
    assert len({r.kind for r in found}) == len(found)
    return {r.kind: r for r in found}


def test_the_figures_of_the_leading_case() -> None:
    found = by_kind(figures(PRICE, DEPOSIT, **LEADING))  # type: ignore[arg-type]
    told = {kind: (r.amount, r.arithmetic) for kind, r in found.items()}
    assert told == {
        "balance": (Decimal(313900), "318,900 - 5,000 = 313,900"),
        "deposit-share": (None, "5,000 / 318,900 = 1.57%"),
        "deposit-cap": (Decimal(63780), "20% × 318,900 = 63,780"),
        "deposit-returned-once": (Decimal(5000), "5,000"),
        "deposit-doubled": (Decimal(10000), "2 × 5,000 = 10,000"),
        "deposit-in-proportion": (None, "10,000 × ?"),
        "deposit-both-in-breach": (Decimal(5000), "5,000"),
        "deposit-lost": (Decimal(5000), "5,000"),
        "payment-due": (None, "2024-12-04 + 7 = 2024-12-11"),
        "reserved-until": (None, "2024-07-19 + 360 = 2025-07-14; 2024-12-04 ≤ 2025-07-14"),
    }
    assert found["reserved-until"].date == "2025-07-14" and found["payment-due"].date == "2024-12-11"
    assert "falls inside" in found["reserved-until"].condition.en and "在此期间之内" in found["reserved-until"].condition.zh


def test_of_the_double_half_is_the_buyers_own() -> None:
    double = by_kind(figures(PRICE, DEPOSIT))["deposit-doubled"]
    assert "5,000 of it is the buyer's own money" in double.condition.en and "其中5,000本是买方自己的钱" in double.condition.zh
    assert double.basis[0] == "cn-civil-code-587"


def test_voidness_alone_gives_the_own_money_back_once() -> None:
    once = by_kind(figures(PRICE, DEPOSIT))["deposit-returned-once"]
    assert once.amount == DEPOSIT and "not double" in once.condition.en and "cn-civil-code-587" not in once.basis


def test_only_a_fifth_of_the_price_doubles() -> None:
    found = by_kind(figures(PRICE, Decimal(100000)))
    assert found["deposit-doubled"].amount == Decimal(163780)
    assert found["deposit-doubled"].arithmetic == "2 × 63,780 + 36,220 = 163,780"
    assert found["deposit-lost"].amount == Decimal(63780)
    assert found["deposit-returned-once"].amount == Decimal(100000)
    assert "above the 20%" in found["deposit-share"].condition.en


def test_a_deposit_and_a_penalty_are_alternatives() -> None:
    found = by_kind(figures(PRICE, DEPOSIT, has_penalty=True, penalty=Decimal(31890)))["deposit-or-penalty"]
    assert found.basis == ("cn-civil-code-588",) and found.arithmetic == "10,000 | 31,890" and found.amount is None
    assert "never both" in found.condition.en and not found.missing
    unknown = by_kind(figures(PRICE, DEPOSIT, has_penalty=True))["deposit-or-penalty"]
    assert [m.en for m in unknown.missing] == ["the sum of the penalty"]


def test_an_advance_never_doubles() -> None:
    found = by_kind(figures(PRICE, DEPOSIT, kind="advance", has_penalty=True))
    assert found["advance-returned"].amount == DEPOSIT
    assert not set(found) & {"deposit-doubled", "deposit-lost", "deposit-or-penalty"}


def test_an_unclear_deposit_says_on_what_it_depends() -> None:
    for remedy in figures(PRICE, DEPOSIT, kind="unclear"):
        assert ("earnest money (定金)" in remedy.condition.en) == remedy.kind.startswith("deposit-")


def test_missing_figures_are_named() -> None:
    found = by_kind(figures(None, None))
    assert found["deposit-cap"].amount is None and [m.en for m in found["deposit-cap"].missing] == ["the price"]
    assert found["deposit-doubled"].amount is None
    assert [m.zh for m in found["deposit-doubled"].missing] == ["实际支付的定金数额", "合同价款"]
    assert by_kind(figures(None, None, reserved_days=360))["reserved-until"].missing[0].en.startswith("the day on which")


def test_a_demand_after_the_last_day_falls_outside() -> None:
    late = by_kind(figures(PRICE, DEPOSIT, **{**LEADING, "noticed_on": date(2025, 7, 15)}))["reserved-until"]  # type: ignore[arg-type]
    assert "falls outside" in late.condition.en and late.arithmetic.endswith("2025-07-15 > 2025-07-14")


def test_the_last_day_itself_is_inside() -> None:
    last = by_kind(figures(PRICE, DEPOSIT, **{**LEADING, "noticed_on": date(2025, 7, 14)}))["reserved-until"]  # type: ignore[arg-type]
    assert "falls inside" in last.condition.en


def test_what_the_contract_names_is_not_what_was_paid() -> None:
    named = by_kind(figures(PRICE, DEPOSIT, paid=False))["deposit-doubled"]
    assert "what was paid counts" in named.condition.en and "以实际支付为准" in named.condition.zh


def test_a_balance_that_does_not_add_up_is_told() -> None:
    assert "300,000" in by_kind(figures(PRICE, DEPOSIT, balance=Decimal(300000)))["balance"].condition.en


def test_sums_are_written_without_empty_places() -> None:
    assert [str(r.amount) for r in figures(Decimal("318900.00"), DEPOSIT) if r.kind == "deposit-cap"] == ["63780"]
    assert [str(r.amount) for r in figures(Decimal("1000.02"), DEPOSIT) if r.kind == "deposit-cap"] == ["200.00"]


def test_currency_stands_only_with_a_sum() -> None:
    for remedy in figures(PRICE, DEPOSIT, **LEADING):  # type: ignore[arg-type]
        assert remedy.currency == ("CNY" if remedy.amount is not None else None)


@given(st.decimals(1, 10**8, places=2), st.decimals("0.01", 10**8, places=2))
def test_doubling_is_bounded_by_the_cap(price: Decimal, deposit: Decimal) -> None:
    total, _ = doubled(price, deposit)
    assert total is not None
    assert total - deposit == min(deposit, price * Decimal("0.20"))
    assert deposit < total <= 2 * deposit


def test_every_article_and_doctrine_named_exists() -> None:
    law = load(Path(__file__).parent.parent / "rules")
    assert set(law.doctrines) >= AT_STAKE
    for condition, basis in SAID.values():
        assert condition.zh and condition.en and all(b in law.authorities for b in basis)


# A contract of one sentence a clause, with its mentions put in by hand: what is tested is what is read from them.

LINES = [
    "车辆价款为318,900元。",
    "定金5,000元。",
    "收到付款通知后7日内付清尾款313,900元。",
    "违约金为车价的10%。",
]


def contract(lines: list[str], said: list[tuple[int, str, str]]) -> Document:
    """`said`: (line, concept, the words of the mention); figures are read from the words right behind it."""
    text = "".join(lines)
    starts = [sum(map(len, lines[:i])) for i in range(len(lines))]
    sentences = [
        Sentence(i, i, s, s + len(w), "zh", w, tuple(range(s, s + len(w) + 1))) for i, (s, w) in enumerate(zip(starts, lines, strict=True))
    ]
    clauses = tuple(Clause(i, s.start, s.end, "", (), "", "clause", None, (s,)) for i, s in enumerate(sentences))
    mentions = tuple(
        Mention(n, concept, starts[i] + lines[i].index(words), starts[i] + lines[i].index(words) + len(words), i, i)
        for n, (i, concept, words) in enumerate(said)
    )
    return Document(Source("contract", "contract", "c.txt", text, "zh", "0" * 64), clauses, (), (), mentions, Timeline({}, ()))


SAID_THERE = [(0, "PRICE", "价款"), (1, "DEPOSIT", "定金"), (2, "PAY_BALANCE", "付清尾款"), (2, "BALANCE", "尾款"), (3, "PENALTY", "违约金")]


def with_deadline(document: Document) -> Document:
    week = Period(0, 2, Decimal(7), "day", Decimal(7))
    mentions = tuple(m._replace(deadline=week) if m.concept == "PAY_BALANCE" else m for m in document.mentions)
    return replace(document, mentions=mentions)


def finding(doctrine: str) -> Finding:
    said = Bilingual("无", "none")
    return Finding("r", doctrine, "deposit-rule", "high", "void", 1, (), 1, (), (), said, said, said, said, said, ())


def test_figures_are_read_from_the_contract() -> None:
    stakes = read_stakes(Case(with_deadline(contract(LINES, SAID_THERE))))
    assert (stakes.price, stakes.deposit, stakes.balance, stakes.currency) == (318900, 5000, 313900, "CNY")
    assert (stakes.kind, stakes.paid, stakes.window_days, stakes.penalty) == ("deposit", False, 7, 31890)


def test_the_qualifiers_of_a_mention_go_before_the_words_behind_it() -> None:
    document = contract(LINES, SAID_THERE)
    priced = document.mentions[0]._replace(amount=Amount(0, 3, Decimal(300000), None, "CNY"))
    assert read_stakes(Case(replace(document, mentions=(priced, *document.mentions[1:])))).price == 300000


def test_a_penalty_stands_beside_the_deposit_where_both_are_due_for_one_default() -> None:
    case = Case(contract(LINES, SAID_THERE))
    found = by_kind(remedies(case, [finding("deposit-plus-penalty")]))["deposit-or-penalty"]
    assert found.arithmetic == "10,000 | 31,890"
    assert "deposit-or-penalty" not in by_kind(remedies(case, [finding("short-payment-window")]))


def test_the_money_of_earnest_money_is_no_price() -> None:
    lines = ["车款318,900元。", "购车定金5,000元。"]
    said = [(0, "PRICE", "车款"), (1, "PRICE", "购车定"), (1, "DEPOSIT", "购车定金")]
    assert read_stakes(Case(contract(lines, said))).price == 318900


def test_what_was_paid_goes_before_what_was_agreed() -> None:
    events = (
        Happening("DEPOSIT_PAID", date(2024, 7, 19), 0, 1, {"amount": "3000"}),
        Happening("DEPOSIT_PAID", date(2024, 7, 21), 0, 1, {"amount": "2500"}),
        Happening("DEFERRAL_AGREED", None, 0, 1, {"days": "360"}),
        Happening("PAYMENT_DEMANDED", date(2024, 12, 4), 0, 1, {}),
    )
    stakes = read_stakes(Case(contract(LINES, SAID_THERE), happened=events))
    assert (stakes.deposit, stakes.paid, stakes.deposit_paid_on) == (5500, True, date(2024, 7, 19))
    assert (stakes.reserved_days, stakes.noticed_on) == (360, date(2024, 12, 4))


def test_a_deposit_as_a_share_is_taken_of_the_price() -> None:
    lines = ["车价为200,000元。", "定金为车价的30%。"]
    stakes = read_stakes(Case(contract(lines, [(0, "PRICE", "车价"), (1, "DEPOSIT", "定金")])))
    assert stakes.deposit == 60000 and read_amounts(lines[1], "zh")[0].share == Decimal("0.3")


@pytest.mark.parametrize(("last", "price"), [("尾款313,900元。", 318900), ("尾款300,000元。", None)])
def test_of_several_prices_the_one_that_adds_up_counts(last: str, price: int | None) -> None:
    lines = ["指导价款329,900元。", "成交价款318,900元。", "定金5,000元。", last]
    said = [(0, "PRICE", "价款"), (1, "PRICE", "价款"), (2, "DEPOSIT", "定金"), (3, "BALANCE", "尾款")]
    case = Case(contract(lines, said))
    assert read_stakes(case).price == price
    cap = by_kind(remedies(case, [finding("deposit-forfeiture-unconditional")]))["deposit-cap"]
    assert [m.en for m in cap.missing] == ([] if price else ["which price counts: 329,900 or 318,900"])


def test_the_price_is_what_deposit_and_balance_add_up_to_where_it_is_not_stated() -> None:
    assert read_stakes(Case(contract(LINES, SAID_THERE[1:]))).price == 318900


def test_no_finding_about_money_no_remedy() -> None:
    case = Case(contract(LINES, SAID_THERE))
    assert remedies(case, []) == () and remedies(case, [finding("jurisdiction-clause")]) == ()
    assert by_kind(remedies(case, [finding("payment-before-inspection")]))["deposit-doubled"].amount == 10000


@pytest.mark.parametrize(("money", "kind"), [
    ("earnest money", "deposit"), ("a deposit", "unclear"), ("a security deposit", "advance"), ("a reservation fee", "advance"),
])
def test_only_earnest_money_is_taken_for_a_deposit_that_doubles(money: str, kind: str) -> None:
    contract = f"Seller: Foo Ltd\nBuyer: Jane Doe\n1. The price is RMB 100,000. The Buyer pays {money} of RMB 5,000 on signing."
    stakes = read_stakes(read_case(CaseSources(from_text(contract)), open_rulebook(("cn-consumer",))))
    assert (stakes.kind, stakes.deposit) == (kind, 5000)
