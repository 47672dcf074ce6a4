"""Forms to mentions: word boundaries, endings, gaps, masks, joins in one breath, strict loading."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.errors import PackError
from clausecheck.folding import fold
from clausecheck.lexicon import Lexicon, load
from clausecheck.lexicon.forms import spread
from clausecheck.matching import Plain, build
from clausecheck.text import Sentence

WORDS = """
PAY: {kind: event, actor: buyer, zh: [支付, 付清, 付款], en: [pay*, paid, "set* aside the sum"]}
BALANCE: {kind: thing, zh: [尾款, 余款, 剩余车款], en: [balance, remaining price]}
PAY_BALANCE: {kind: event, actor: buyer, joins: [[PAY, BALANCE], [PAY, AMOUNT]]}
NOTICE: {kind: event, zh: [付款通知, 以…为准], en: ["as … sees fit"]}
TIME: {kind: mask, zh: [看车时间], en: ["payment date"]}
LOOK: {kind: event, zh: [看车]}
MAY_NOT: {kind: circumstance, zh: [卖方不得], en: [seller may not, seller shall not]}
CHANGE: {kind: circumstance, zh: [变更], en: [change, claim]}
NO_CHANGE: {kind: state, joins: [[MAY_NOT, CHANGE]], in_order: true}
"""


@pytest.fixture
def lexicon(tmp_path: Path) -> Lexicon:
    (tmp_path / "words.yaml").write_text(WORDS, encoding="utf-8")
    return load([tmp_path / "words.yaml"])


def sentence(text: str, language: str) -> Sentence:
    view, offsets = fold(text, 0, len(text))
    return Sentence(0, 0, 0, len(text), language, view, tuple(offsets))


def found(lexicon: Lexicon, text: str, language: str, amounts=()) -> set[tuple[str, str]]:
    s = sentence(text, language)
    return {(h.concept, s.view[h.start : h.end]) for h in lexicon.find(s, amounts)}


def test_chinese_forms_across_a_hard_wrap_and_in_traditional_characters(lexicon: Lexicon) -> None:
    assert ("PAY_BALANCE", "付清尾款") in found(lexicon, "乙方应付清\n尾款", "zh")
    assert ("PAY_BALANCE", "剩余车款由乙方支付") in found(lexicon, "剩餘車款由乙方支付", "zh")


def test_english_forms_stand_at_word_boundaries(lexicon: Lexicon) -> None:
    assert found(lexicon, "The Company repays nobody; an imbalance.", "en") == set()
    assert ("PAY", "payment") in found(lexicon, "on payment", "en")
    assert ("PAY", "setting aside the sum") in found(lexicon, "by setting aside the sum", "en")


def test_a_gap_stays_within_its_bounds(lexicon: Lexicon) -> None:
    assert ("NOTICE", "以实际交付为准") in found(lexicon, "以实际交付为准", "zh")
    assert found(lexicon, "以" + "很" * 13 + "为准", "zh") == set()
    assert ("NOTICE", "as the seller sees fit") in found(lexicon, "as the Seller sees fit", "en")


def spread_by_pattern(form: str, view: str, language: str) -> list[tuple[int, int]]:
    """The same as one regular expression: slow to make for each of thousands of forms, and obvious."""
    gap = {"zh": r"[^。；;！？\n]{0,12}?", "en": r"(?:\W+[\w'-]+){0,6}?\W+"}[language]
    tokens = (t for t in re.split(r"\s*(…)\s*|(\*)", form) if t)
    body = "".join({"…": gap, "*": r"[\w']*"}.get(t, re.escape(t)) for t in tokens)
    edge = r"\b" if language == "en" else ""
    return [m.span() for m in re.finditer(edge + body + edge, view)]


@given(st.sampled_from(["以…为准", "以…由…定", "不…退…款"]), st.text("以由定为准不退款很，。；x", max_size=30))
def test_chinese_forms_with_gaps_are_found_as_a_pattern_would(form: str, view: str) -> None:
    assert list(spread(form, view, "zh")) == spread_by_pattern(form, view, "zh")


@given(st.sampled_from(["as … fit", "keep* … sum*", "a* b", "at … of … it", "no … re*"]),
       st.lists(st.sampled_from(["as", "fit", "keeps", "keep", "the", "sums", "a", "ab", "b", "at", "of", "it", "no", "re",
                                 "return", ",", ".", "buyer-side", "x"]), max_size=14))
def test_english_forms_with_gaps_are_found_as_a_pattern_would(form: str, words: list[str]) -> None:
    view = " ".join(words)
    assert list(spread(form, view, "en")) == spread_by_pattern(form, view, "en")


def test_a_longer_event_and_a_mask_hide_what_they_contain(lexicon: Lexicon) -> None:
    assert found(lexicon, "收到付款通知", "zh") == {("NOTICE", "付款通知")}
    assert found(lexicon, "看车时间", "zh") == set()
    assert found(lexicon, "看车", "zh") == {("LOOK", "看车")}
    assert found(lexicon, "the payment date", "en") == set()


def test_joins_need_one_breath(lexicon: Lexicon) -> None:
    assert ("PAY_BALANCE", "pay the balance") in found(lexicon, "pay the balance", "en")
    assert "PAY_BALANCE" not in {c for c, _ in found(lexicon, "pay the fee, the balance is later", "en")}
    text = "支付313900元"
    assert ("PAY_BALANCE", text) in found(lexicon, text, "zh", [(2, 9)])


@pytest.mark.parametrize(("text", "language", "joined"), [
    ("The seller may not, without your consent, change the car.", "en", None),  # another breath
    ("The seller may not unreasonably change the car.", "en", "seller may not unreasonably change"),
    ("The buyer may claim, and the seller shall not be liable.", "en", None),
    ("You may claim or change, though the seller may not.", "en", None),
    ("The seller shall not be liable for any claim.", "en", None),
    ("卖方不得擅自变更配置。", "zh", "卖方不得擅自变更"),
    ("变更配置的卖方不得收费。", "zh", None),
])
def test_joins_in_order_stand_one_behind_the_other(lexicon: Lexicon, text: str, language: str, joined: str | None) -> None:
    assert {words for concept, words in found(lexicon, text, language) if concept == "NO_CHANGE"} == {joined} - {None}


@pytest.mark.parametrize(
    ("text", "sentence_"),
    [("X: {kind: evnt}", "needs a kind"), ("X: {kind: thing, in_order: true, en: [a]}", "in_order is true or false, and"),
     ("X: {kind: event, joins: [[X]], in_order: maybe}", ":1: X: in_order is true or false"), ("X: {kind: event, actr: buyer}", ":1: .*'actr'.*did you mean actor"),
     ("A: {kind: event}\nX: {kind: event, joins: [AA]}", "unknown concept AA.*did you mean A"),
     ("X: {kind: thing, en: [a, a]}", "stands twice"), ("X: 5", "must be a mapping"), ("X: {kind: thing, en: a}", "list")],
)
def test_a_wrong_lexicon_says_what_and_where(tmp_path: Path, text: str, sentence_: str) -> None:
    (tmp_path / "w.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(PackError, match=sentence_) as caught:
        load([tmp_path / "w.yaml"])
    assert caught.value.file is not None


def test_a_form_that_can_never_match_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "w.yaml").write_text("X: {kind: thing, en: ['*']}", encoding="utf-8")
    with pytest.raises(PackError, match="can never match"):
        load([tmp_path / "w.yaml"]).find(sentence("x", "en"))


def test_a_key_given_in_two_files_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("X: {kind: thing, en: [a]}", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("X: {en: [b]}", encoding="utf-8")
    with pytest.raises(PackError, match="given twice"):
        load([tmp_path / "a.yaml", tmp_path / "b.yaml"])


@given(st.lists(st.text("ab尾款", min_size=1, max_size=4), min_size=1, max_size=8), st.text("ab尾款c", max_size=40))
def test_both_automata_find_every_occurrence(literals: list[str], text: str) -> None:
    naive = {(n, i, i + len(w)) for n, w in enumerate(literals) for i in range(len(text)) if text.startswith(w, i)}
    assert set(Plain(literals).find(text)) == naive
    assert set(build(literals).find(text)) == naive


def test_a_word_does_not_begin_inside_a_party(tmp_path: Path) -> None:
    (tmp_path / "words.yaml").write_text("ONLY_THEN: {kind: circumstance, zh: [方可]}", encoding="utf-8")
    only_then = load([tmp_path / "words.yaml"])
    told = [bool(found(only_then, text, "zh")) for text in ("乙方可替换材料", "付清后方可提车", "双方可协商", "方可提车")]
    assert told == [False, True, False, True]


def test_a_fixed_word_does_not_begin_inside_its_denial(tmp_path: Path) -> None:
    (tmp_path / "words.yaml").write_text("ASKED: {kind: circumstance, zh: [须征得, 应…同意]}\nREFUND: {kind: event, zh: [可退]}",
                                         encoding="utf-8")
    asked = load([tmp_path / "words.yaml"])
    told = [bool(found(asked, text, "zh")) for text in ("无须征得乙方同意", "须征得乙方同意", "不应经乙方同意", "应经乙方同意")]
    assert told == [False, True, False, True]
    assert found(asked, "不可退", "zh") == {("REFUND", "可退")}  # an event is denied by its part of the sentence


@pytest.mark.parametrize(("form", "view", "language", "times"), [
    ("剩余…退还", "剩余款项在七日内退还", "zh", 1), ("剩余…退还", "剩余款项概不退还", "zh", 0),
    ("剩余…不予退还", "剩余款项概不予退还", "zh", 1), ("可…取消", "可以随时取消", "zh", 1), ("可…取消", "可是不得取消", "zh", 0),
    ("you may … cancel", "you may always cancel", "en", 1), ("you may … cancel", "you may not cancel", "en", 0),
    ("you may not … cancel", "you may not ever cancel", "en", 1),
])
def test_a_gap_that_ends_in_a_denial_says_the_opposite(form: str, view: str, language: str, times: int) -> None:
    assert len(list(spread(form, view, language, denied=False))) == times
