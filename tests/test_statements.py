"""Whose words they are: only the seller's own statements are promises."""

from __future__ import annotations

import pytest

from clausecheck.clauses import split
from clausecheck.statements import not_own


def own(text: str, *names: str) -> list[str]:
    """The sentences that count as the seller's own."""
    language = "zh" if any("\u4e00" <= c <= "\u9fff" for c in text) else "en"
    sentences = [s for c in split(text, language) for s in c.sentences]
    foreign = not_own(sentences, names)
    return [s.view.strip() for s in sentences if s.index not in foreign]


@pytest.mark.parametrize(
    ("text", "kept"),
    [("网友：提车前能验车再付尾款吗？\n官方：支持先验车，后付尾款。", ["官方:支持先验车,后付尾款。"]),
     ("用户提问：尾款付清前可以验车。\n客服回复：请以合同为准。", ["客服回复:请以合同为准。"]),
     ("网传我司要求先付款后验车，系谣言。", []),
     ("我们从未承诺先验车后付款。", []),
     ("请问可以先验车吗？", []),
     ("支持先验车后付尾款。", ["支持先验车后付尾款。"]),
     ("Q: Can I see the car before I pay?\nA: You pay the balance after you have inspected the car.",
      ["a: you pay the balance after you have inspected the car."]),
     ("Fan: You pay after inspection.\nSupport: Please read the contract.", ["support: please read the contract."]),
     ("It has been claimed that the balance is payable after inspection.", []),
     ("We never promised inspection before payment.", []),
     ("You pay once you have seen the car.", ["you pay once you have seen the car."])],
)
def test_only_the_sellers_own_statements_count(text: str, kept: list[str]) -> None:
    assert [k.replace("，", ",").replace("：", ":") for k in own(text)] == kept


def test_the_front_matters_speaker_is_the_seller() -> None:
    assert own("远岚汽车：验车后付款。", "远岚汽车") != []
