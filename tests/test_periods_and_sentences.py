"""Lengths of time as mentions, and elements that must stand in one sentence, or near to one another."""

from __future__ import annotations

from decimal import Decimal

import pytest

from clausecheck.checker import read_case
from clausecheck.conditions.concept import Concept
from clausecheck.conditions.nearness import Near
from clausecheck.conditions.operators import Any as AnyOf
from clausecheck.conditions.operators import OneSentence, Silent
from clausecheck.conditions.places import Place, whole
from clausecheck.conditions.qualifiers import Days, Length
from clausecheck.document import Document
from clausecheck.lexicon import PERIOD
from clausecheck.readers import from_text
from clausecheck.readers.case_file import CaseSources
from clausecheck.rulebook import open_rulebook


def document(text: str) -> Document:
    book = open_rulebook(("cn-consumer",))
    return read_case(CaseSources(from_text(text, "contract", 1), (), (), None), book).contract


@pytest.mark.parametrize(("text", "days"), [
    ("尾款四十八小时内到账。", [Decimal(2)]),
    ("Pay within five days; the order is kept for 30 days.", [Decimal(5), Decimal(30)]),
    ("第三条规定见附件。", []),
])
def test_every_length_of_time_is_a_mention(text: str, days: list[Decimal]) -> None:
    found = [m for m in document(text).mentions if m.concept == PERIOD]
    assert [m.duration.days for m in found if m.duration] == days
    assert all(m.deadline == m.duration for m in found)


def grounds(text: str) -> list[tuple[str, list[str]]]:
    """What each act follows on, by name."""
    mentions = document(text).mentions
    return [(m.concept, [mentions[c].concept for c in m.conditions]) for m in mentions
            if m.concept in ("REFUND", "CANCEL", "PAY_BALANCE", "FORFEIT")]


def test_a_length_of_time_between_them_moves_no_condition_and_no_number() -> None:
    plain = "买方未付尾款的，卖方取消订单，并不退还定金。"
    timed = "买方十日内未付尾款的，卖方三日后取消订单，并不退还定金。"
    mentions = document(timed).mentions
    assert [m.id for m in mentions] == list(range(len(mentions)))
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)
    assert grounds(timed) == grounds(plain) and any(conditions for _, conditions in grounds(plain))


def met(text: str) -> bool:
    book = open_rulebook(("cn-consumer",))
    case = read_case(CaseSources(from_text(text, "contract", 1), (), (), None), book)
    arranged = whole(case)
    element = OneSentence((Concept("PERIOD", (Length("duration", Days(under=Decimal(15))),)), Concept("KEEP")))
    place = Place(arranged, (arranged.contract,), (arranged.contract,))
    return any(r.value for r in element.readings(place, {}))


@pytest.mark.parametrize(("text", "expected"), [
    ("Pay within five days; the deposit is forfeited.", True),
    ("Pay within five days. The deposit is forfeited.", False),
    ("请在五日内付清；定金不予退还。", True),
    ("请在五日内付清。定金不予退还。", False),
    ("1. Pay within five days;\n2. The deposit is forfeited.", False),
])
def test_one_sentence_runs_to_the_full_stop_and_not_beyond(text: str, expected: bool) -> None:
    assert met(text) is expected


@pytest.mark.parametrize(("text", "expected"), [
    ("The deposit is forfeited and the balance stays due.", True),
    ("The deposit is forfeited, as a member may read in full on the board in the hall beside the lift on any weekday "
     "from nine until noon, and the balance stays due.", False),
    ("The deposit is forfeited. The balance stays due.", False),
    ("定金不予退还，尾款仍应支付。", True),
    ("定金不予退还，具体以张贴在一楼大厅电梯旁公告栏内并自上午九时起至中午十二时止供人阅览的说明为准，尾款仍应支付。", False),
    ("定金不予退还。尾款仍应支付。", False),
])
def test_near_is_within_a_few_words_of_the_first(text: str, expected: bool) -> None:
    book = open_rulebook(("cn-consumer",))
    arranged = whole(read_case(CaseSources(from_text(text, "contract", 1), (), (), None), book))
    place = Place(arranged, (arranged.contract,), (arranged.contract,))
    keep, balance = Concept("KEEP"), AnyOf((Concept("BALANCE"), Concept("PRICE")))
    assert any(r.value for r in Near((keep, balance)).readings(place, {})) is expected
    # silence is heard in the whole scope, however far off the word is
    assert not any(r.value for r in Near((keep, Silent((balance,)))).readings(place, {}))
    assert any(r.value for r in Near((keep, Silent((Concept("ESCROW"),)))).readings(place, {}))
