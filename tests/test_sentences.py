import pytest

from clausecheck import sentences
from clausecheck.document import read
from clausecheck.readers import from_text
from clausecheck.rulebook import open_lexicon

LEXICON = open_lexicon(())
ONE = "第一条 甲方（出卖人）：甲公司。乙方（买受人）：李某。\n第二条 乙方应在7日内付清尾款，甲方有权取消订单。\n"
OTHER = "第一条 甲方（买受人）：李某。乙方（出卖人）：甲公司。\n第二条 乙方应在7日内付清尾款，甲方有权取消订单。\n"


def plain(text):
    found = read(from_text(text, "contract", 1), LEXICON)
    return list(found.mentions), found.timeline


@pytest.fixture(autouse=True)
def nothing_read_before():
    sentences._memory(LEXICON).clear()


def test_a_sentence_that_was_read_before_reads_the_same():
    first = plain(ONE)
    assert len(sentences._memory(LEXICON)) > 1
    assert plain(ONE) == first


def test_the_same_words_mean_others_where_the_contract_says_so():
    plain(ONE)
    after = plain(OTHER)
    sentences._memory(LEXICON).clear()
    assert after == plain(OTHER)
    assert {m.by for m in after[0] if m.concept == "PAY_BALANCE"} != {m.by for m in plain(ONE)[0] if m.concept == "PAY_BALANCE"}


def test_places_are_those_of_the_text_at_hand():
    plain(ONE)
    longer = "前言。\n" + ONE
    mentions, _ = plain(longer)
    assert "付清尾款" in {longer[m.start:m.end] for m in mentions if m.concept == "PAY_BALANCE"}


def test_what_is_remembered_is_bounded(monkeypatch):
    monkeypatch.setattr(sentences, "_KEPT", 3)
    plain("".join(f"第{n}条 乙方应在{n}日内付清尾款。\n" for n in range(1, 9)))
    assert len(sentences._memory(LEXICON)) == 3
