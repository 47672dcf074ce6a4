"""Words for money that another sentence names are mentions of what that sentence names."""

from __future__ import annotations

import pytest

from clausecheck.checker import read_case
from clausecheck.readers import from_text
from clausecheck.readers.case_file import CaseSources
from clausecheck.rulebook import open_rulebook

BOOK = open_rulebook(("cn-consumer",))
ZH = "第一条 买方应于签约当日交付定金5000元。\n第二条 "
EN = "1. The Buyer shall pay earnest money of RMB 5,000 on signing.\n2. "


def words_for(concept: str, text: str) -> list[str]:
    document = read_case(CaseSources(from_text(text)), BOOK).contract
    return [document.source.text[m.start : m.end] for m in document.mentions if m.concept == concept]


@pytest.mark.parametrize(("text", "words"), [
    (ZH + "第一条所述款项不予退还。", "第一条所述款项"),
    (ZH + "前条约定的款项不予退还。", "前条约定的款项"),
    (ZH + "上述款项不予退还。", "上述款项"),
    (ZH + "該筆款項不予退還。", "該筆款項"),
    (EN + "The sum payable under clause 1 is not refunded.", "sum payable under clause 1"),
    (EN + "Such amount is not refunded.", "Such amount"),
    (EN + "That sum is not refunded.", "That sum"),
])
def test_money_that_another_clause_names(text: str, words: str) -> None:
    assert words_for("DEPOSIT", text)[1:] == [words]


@pytest.mark.parametrize("text", [
    ZH + "该款式不予退换。",  # a model
    ZH + "上述尾款不予退还。",  # names its own money
    ZH + "依第一条办理交付。",  # cites no money
    "第一条 双方友好协商。\n第二条 上述款项不予退还。",  # nothing before it
    ZH + "双方协商。\n第三条 卖方营业。\n第四条 双方守约。\n第五条 上述款项不予退还。",  # too far back
    EN + "Such colour is not changed.",
    EN + "As clause 1 says, the Seller opens at nine.",
])
def test_other_words_stand_for_no_money(text: str) -> None:
    assert len(words_for("DEPOSIT", text)) == text.count("定金") + text.count("earnest money")


def test_money_in_another_clause_makes_the_event_whole() -> None:
    """Who pays "the sum in clause 2" pays the balance."""
    text = "第一条 车辆总价十万元。\n第二条 尾款为八万元。\n第三条 第二条所列款项付清后，买方方可查验车辆。"
    assert "付清" in " ".join(words_for("PAY_BALANCE", text))
