"""What the words around a mention say of it: the traps on which simple readers go wrong, in both languages."""

from __future__ import annotations

from functools import cache

import pytest

from clausecheck.chunks.reading import read_parts
from clausecheck.folding import fold
from clausecheck.lexicon import Lexicon, load
from clausecheck.mentions import Party
from clausecheck.places import rules_root
from clausecheck.qualify import Occurrence, Qualified, qualify
from clausecheck.quantities import read_amounts
from clausecheck.text import Sentence

ROLES: tuple[tuple[str, Party], ...] = (
    ("买方", "buyer"), ("卖方", "seller"), ("客户", "buyer"), ("buyer", "buyer"), ("seller", "seller"), ("customer", "buyer"),
    ("dealer", "seller"), ("you", "buyer"), ("we", "seller"),
)


@cache
def lexicon() -> Lexicon:
    folder = rules_root() / "lexicon"
    return load(p for p in sorted(folder.rglob("*.yaml")) if not p.name.startswith("cues"))


def role(words: str) -> Party | None:
    return next((party for name, party in ROLES if name in words.split() or name in words and not name.isascii()), None)


def read(text: str) -> tuple[list[Occurrence], list[Qualified]]:
    view, offsets = fold(text, 0, len(text))
    here = Sentence(0, 0, 0, len(text), "en" if text.isascii() else "zh", view, tuple(offsets))
    hits = lexicon().find(here, [(a.start, a.end) for a in read_amounts(view, here.language)])
    events, parts = read_parts(here, [(h.concept, *h.anchor) for h in hits])
    concepts = lexicon().concepts
    found = [Occurrence(n, s, e, concepts[n].kind, concepts[n].actor) for n, s, e in events if n in concepts]  # type: ignore[arg-type]
    taken = {o.concept for o in found}
    found += [Occurrence(h.concept, h.start, h.end, concepts[h.concept].kind, concepts[h.concept].actor)  # type: ignore[arg-type]
              for h in hits if h.concept not in taken and concepts[h.concept].kind == "thing"]
    return found, qualify(here, parts, found, role)


def first(text: str, concept: str, nth: int = 0) -> Qualified:
    found, qualified = read(text)
    return [q for o, q in zip(found, qualified, strict=True) if o.concept == concept][nth]


@pytest.mark.parametrize(("text", "concept", "negated"), [
    ("卖方不得拒绝买方验车。", "INSPECT", False),  # two negations cancel
    ("The seller may not refuse inspection of the car.", "INSPECT", False),
    ("买方不得验车。", "INSPECT", True),
    ("买方应在三日内申请，逾期不予退款。", "REFUND", True),  # too late is the asking, and no is the answer
    ("买方应在三日内申请，逾期卖方概不退还定金。", "REFUND", True),
    ("卖方逾期不予退款的，承担违约责任。", "REFUND", False),
    ("The buyer may not inspect the car.", "INSPECT", True),
    ("买方无权在付清尾款前查验车辆。", "INSPECT", False),  # a forbidden "before" is a before
    ("The buyer has no right to inspect the car before it has paid the balance.", "INSPECT", False),
    ("The balance shall be paid no later than 3 May.", "PAY_BALANCE", False),
    ("The buyer shall not only inspect the car but also sign the record.", "INSPECT", False),
    ("The balance is not payable.", "PAY_BALANCE", True),
    ("Neither the seller nor its agent shall prevent the buyer from inspecting the car.", "INSPECT", False),
    ("The seller disputes inspection of the car.", "INSPECT", None),  # whether "disputes" lets it happen cannot be told
])
def test_denied_or_not(text: str, concept: str, negated: bool | None) -> None:
    assert first(text, concept).negated is negated


@pytest.mark.parametrize(("text", "concept"), [
    ("买方未按期支付尾款的，卖方有权解除合同。", "PAY_BALANCE"),
    ("If the buyer fails to pay the balance on time, the seller may end the contract.", "PAY_BALANCE"),
    ("If the balance has not been paid within seven days, the order lapses.", "PAY_BALANCE"),
    ("A buyer who does not pay the balance when due loses the order.", "PAY_BALANCE"),
])
def test_not_done_in_a_condition_is_late_and_hypothetical_not_denied(text: str, concept: str) -> None:
    found = first(text, concept)
    assert (found.late, found.negated) == (True, False)


@pytest.mark.parametrize(("text", "concept", "by"), [
    ("The balance shall be paid by the buyer.", "PAY_BALANCE", "buyer"),
    ("The seller shall let the buyer inspect the car.", "INSPECT", "buyer"),
    ("The seller delivers the car.", "HANDOVER", "seller"),
    ("The buyer collects the car.", "HANDOVER", "buyer"),
    ("尾款由买方付清。", "PAY_BALANCE", "buyer"),
    ("卖方应允许买方验车。", "INSPECT", "buyer"),
])
def test_who_does_it(text: str, concept: str, by: Party) -> None:
    assert first(text, concept).by == by


@pytest.mark.parametrize(("text", "concept", "may"), [
    ("The buyer may inspect the car.", "INSPECT", True),
    ("The buyer shall inspect the car.", "INSPECT", False),
    ("买方可以验车。", "INSPECT", True),
    ("买方应当验车。", "INSPECT", False),
])
def test_a_right_or_a_duty(text: str, concept: str, may: bool) -> None:
    assert first(text, concept).may is may


@pytest.mark.parametrize(("text", "concept", "days"), [
    ("付清尾款后3日内交付车辆。", "HANDOVER", 3),  # the later event's
    ("付清尾款后3日内交付车辆。", "PAY_BALANCE", None),
    ("定金应在3日内支付，尾款应在30日内付清。", "PAY_BALANCE", 30),
    ("The deposit is paid within three days and the balance is paid within thirty days.", "PAY_BALANCE", 30),
    ("The car is delivered within three days of payment of the balance.", "HANDOVER", 3),
    ("The car is delivered within three days of payment of the balance.", "PAY_BALANCE", None),
    ("The buyer shall pay the balance within seven days of the payment notice.", "PAY_BALANCE", 7),
    ("The buyer shall pay the balance under clause 7.", "PAY_BALANCE", None),
])
def test_the_deadline_belongs_to_the_event_that_it_limits(text: str, concept: str, days: int | None) -> None:
    deadline = first(text, concept).deadline
    assert (None if deadline is None else int(deadline.days)) == days


@pytest.mark.parametrize(("text", "concept", "ground"), [
    ("On payment of the balance the car is handed over.", "HANDOVER", "PAY_BALANCE"),
    ("If the buyer rejects the car, the seller shall refund the price.", "REFUND", "REJECT"),
    ("Only if the buyer inspects the car is the balance payable.", "PAY_BALANCE", "INSPECT"),
    ("The buyer shall pay the balance, failing which the car is not handed over.", "HANDOVER", "PAY_BALANCE"),
])
def test_a_condition_is_tied_to_what_follows_from_it(text: str, concept: str, ground: str) -> None:
    found, qualified = read(text)
    (conditions,) = [q.conditions for o, q in zip(found, qualified, strict=True) if o.concept == concept]
    assert ground in {found[i].concept for i in conditions}


def test_the_condition_alone_is_hypothetical() -> None:
    text = "If the buyer inspects the car, the balance is payable."
    assert (first(text, "INSPECT").hypothetical, first(text, "PAY_BALANCE").hypothetical) == (True, False)
    assert first("May the buyer inspect the car?", "INSPECT").hypothetical


@pytest.mark.parametrize(("text", "concept", "value"), [
    ("The price is CNY 200,000 and the deposit is CNY 5,000.", "PRICE", 200000),
    ("The price is CNY 200,000 and the deposit is CNY 5,000.", "DEPOSIT_UNCLEAR", 5000),
    ("总价200000元，定金5000元。", "DEPOSIT", 5000),
])
def test_a_sum_belongs_to_the_nearest_thing(text: str, concept: str, value: int) -> None:
    amount = first(text, concept).amount
    assert amount is not None and amount.value == value


def test_a_share_is_the_deposits_not_the_prices() -> None:
    amount = first("车价30%作为定金。", "DEPOSIT").amount
    assert amount is not None and amount.share is not None and float(amount.share) == 0.3
