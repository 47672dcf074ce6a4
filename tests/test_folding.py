"""The view: what it makes equal, what it drops, and where its characters stand in the source."""

from __future__ import annotations

import pytest

from clausecheck.folding import fold, fold_characters, simplify


@pytest.mark.parametrize(
    ("source", "view"),
    [
        ("The BALANCE", "the balance"),
        ("３０％的定金", "30%的定金"),
        ("ＡＢＣ１．５", "abc1.5"),
        ("餘款於驗車後繳清", "余款于验车后缴清"),
        ("買賣雙方徵得同意", "买卖双方征得同意"),
        ("显著方式著作权", "显著方式著作权"),
        ("付清\n尾款", "付清尾款"),
        ("付清\n　　尾款", "付清尾款"),
        ("付清 尾款", "付清尾款"),
        ("pay the\n    balance", "pay the balance"),
        ("pay  the\t\tbalance", "pay the balance"),
        ("第 3 条", "第 3 条"),
        ("价款318,\n900元", "价款318,900元"),
        ("within 2026\n30 days", "within 2026 30 days"),
        ("non-\nrefundable", "non-refundable"),
        ("状态为\n“已收讫”", '状态为"已收讫"'),
        ("“a” ‘b’ —–‐", "\"a\" 'b' ---"),
        ("付\u200b清\ufeff尾\u202e款", "付清尾款"),
        ("**Price** is", "price is"),
        ("⾦额", "金额"),
        ("  a  ", "a"),
        ("", ""),
        ("İ", "İ"),
        ("ΣΑΣ", "σασ"),
    ],
)
def test_views(source: str, view: str) -> None:
    assert fold(source, 0, len(source))[0] == view


def test_offsets_lead_back_to_the_source_and_end_with_its_end() -> None:
    text = "abc 付清\n  尾款。"
    view, offsets = fold(text, 4, len(text))
    assert view == "付清尾款。"
    assert offsets == (4, 5, 9, 10, 11, 12)


def test_a_stretch_is_folded_as_it_would_be_alone() -> None:
    text = "x  The\nBuyer  y"
    view, offsets = fold(text, 3, 12)
    assert view == "the buyer"
    assert [text[o] for o in offsets[:-1]] == list("The\nBuyer")
    assert offsets[-1] == 12


def test_characters_are_folded_one_to_one() -> None:
    text = "ABC ＡＢＣ 驗車\t“x”\n"
    assert len(fold_characters(text)) == len(text)
    assert fold_characters(text) == 'abc abc 验车 "x"\n'
    assert fold_characters(fold_characters(text)) == fold_characters(text)


def test_simplified_characters_stay_and_open_choices_too() -> None:
    assert simplify("乙方付清尾款著藉乾") == "乙方付清尾款著藉乾"
