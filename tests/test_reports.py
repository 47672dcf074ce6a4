"""What the formats share: names and suffixes, points, marks, and the product's own words."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_reports import bare, sample

from clausecheck.errors import UsageError
from clausecheck.findings import ClauseRef
from clausecheck.reports import FORMATS, format_of, json, phrases, render, renderer, said, wording
from clausecheck.reports.marks import Mark, excerpt, pieces
from clausecheck.reports.points import at_stake, contract_of, points, remedies_of
from clausecheck.text import Bilingual, Place


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_format_can_be_made_from_json_and_is_the_same(name: str, language: str) -> None:
    report = sample(language)
    again = json.loads(json.render(report))[0]
    assert render(again, name, language) == render(report, name, language)


def test_formats_are_known_by_name_and_suffix() -> None:
    assert format_of("out/报告.HTML") == "html"
    assert format_of("a.sarif") == "sarif" and format_of("a.txt") == "terminal"
    with pytest.raises(UsageError, match="did you mean html"):
        renderer("htlm")
    with pytest.raises(UsageError, match="no report format"):
        format_of("report.odt")


def test_nothing_heavy_is_imported_with_the_names() -> None:
    code = "import sys, clausecheck.reports; print([m for m in ('rich', 'jinja2', 'spacy', 'yaml') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_points_are_the_gravest_first_and_the_gravest_speaks() -> None:
    found = points(sample("zh"))
    assert [point.number for point in found] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [len(point.findings) for point in found] == [3, 1, 1, 1, 1, 1, 1, 2]
    assert found[0].lead.doctrine == "payment-before-inspection"
    assert sum(len(point.findings) for point in found) == len(sample("zh").findings)


def test_money_is_the_largest_and_never_a_sum() -> None:
    report = sample("zh")
    assert at_stake(report.remedies) == {"CNY": Decimal("10000.00")}
    assert at_stake(()) == {}
    assert remedies_of(points(report)[0], report) == (1, 2, 3)


def test_a_report_without_a_contract_speaks_of_its_first_source() -> None:
    assert contract_of(bare()).id == "contract"


spans = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(1, 4)), max_size=6)


@given(st.text("甲乙ab \n", min_size=1, max_size=40), spans, st.lists(st.integers(0, 40), max_size=3))
def test_pieces_tile_the_text_and_carry_exactly_their_findings(text: str, given_: list[tuple[int, int, int]], cuts: list[int]) -> None:
    marks = [Mark(min(a, b, len(text)), min(max(a, b), len(text)), n) for a, b, n in given_]
    found = pieces(text, 0, len(text), marks, cuts)
    assert "".join(piece.text for piece in found) == text
    assert all(before.start + len(before.text) == after.start for before, after in pairwise(found))
    for piece in found:
        for place in range(piece.start, piece.start + len(piece.text)):
            assert set(piece.findings) == {mark.finding for mark in marks if mark.start <= place < mark.end}
    ends = sorted({(mark.finding, mark.end) for mark in marks if mark.end > mark.start})
    assert sorted((n, piece.start + len(piece.text)) for piece in found for n in piece.ending) == ends


def test_a_long_clause_is_cut_to_what_counts() -> None:
    text = "甲" * 500 + "付清尾款" + "乙" * 500 + "不得验车" + "丙" * 500
    shown = excerpt(text, 0, len(text), [Mark(500, 504, 1), Mark(1004, 1008, 1)])
    assert [piece.text for piece in shown if piece.marked] == ["付清尾款", "不得验车"]
    assert [piece.text for piece in shown].count(" … ") == 2 and shown[-1].text == " …"
    assert sum(len(piece.text) for piece in shown) < 300
    assert "".join(p.text for p in excerpt("  短条款 \n", 0, 7, [])) == "短条款"


@pytest.mark.parametrize(
    ("above", "number", "heading", "zh", "en"),
    [
        ("二", "（三）", "", "二（三）", "二（三）"),
        ("3", "(a)", "", "第 3(a) 条", "clause 3(a)"),
        ("第二条", "1.", "", "第二条 1", "第二条 1"),
        ("", "1第2段", "", "第 1 条第2段", "clause 1 第2段"),
        ("", "第四条", "付款", "第四条", "第四条"),
        ("", "3.1", "", "第 3.1 条", "clause 3.1"),
        ("", "3.", "Balance", "第 3 条", "clause 3"),
        ("", "(a)", "", "第 (a) 条", "clause (a)"),
        ("", "Article 4", "", "Article 4", "Article 4"),
        ("", "", "附则", "附则", "附则"),
        ("", "", "", "未编号处", "unnumbered part"),
    ],
)
def test_a_clause_is_named_as_a_reader_would(above: str, number: str, heading: str, zh: str, en: str) -> None:
    assert said.place(ClauseRef(number, heading, 0, 1, above)) == Bilingual(zh, en)


@pytest.mark.parametrize("name", ["terminal", "html", "markdown"])
def test_pages_and_what_a_file_left_out_are_told(name: str) -> None:
    report = sample("en")
    contract = report.sources[0]
    third = report.findings[0].clauses[0]
    pages = (Place(0, third.start, "page", (1,)), Place(third.start, len(contract.text), "page", (2, 0, 0, 9, 9)))
    noted = replace(contract, places=pages, notes=(Bilingual("略去页眉", "running heads left out"),))
    text = str(render(replace(report, sources=(noted, *report.sources[1:])), name, "en"))
    assert "Clause 3 Balance · page 2" in text and "Clause 2 Production · page 1" in text
    assert "running heads left out" in text
    assert "· page" not in str(render(report, name, "en"))


@pytest.mark.parametrize(("name", "shown"), [("a/b/合同.txt", "合同.txt"), ("C:\\x\\y.docx", "y.docx"), ("-", "-"), ("a/", "a/")])
def test_headings_leave_out_the_folders(name: str, shown: str) -> None:
    assert said.file_name(replace(bare().sources[0], name=name)) == shown


@pytest.mark.parametrize(
    ("amount", "currency", "zh", "en"),
    [
        ("10000", "CNY", "10,000 元", "CNY 10,000"),
        ("10000.00", "CNY", "10,000 元", "CNY 10,000"),
        ("1234.5", "USD", "1,234.50 美元", "USD 1,234.50"),
        ("1234.56", "CHF", "1,234.56 CHF", "CHF 1,234.56"),
        ("7", None, "7", "7"),
    ],
)
def test_sums_are_written_as_each_language_does(amount: str, currency: str | None, zh: str, en: str) -> None:
    assert wording.money(Decimal(amount), currency) == Bilingual(zh, en)


def every_phrase() -> list[Bilingual]:
    tables = [t for module in (wording, phrases) for t in vars(module).values() if isinstance(t, dict)]
    found = [phrase for table in tables for phrase in table.values() if isinstance(phrase, Bilingual)]
    return found + list(wording.CONFIDENCE) + [wording.NOTHING, wording.NOT_ADVICE, wording.MAPPED_NOTE]


def test_every_phrase_is_there_in_both_languages_and_none_judges() -> None:
    assert len(every_phrase()) > 120
    for phrase in every_phrase():
        assert phrase.zh.strip() and phrase.en.strip()
        assert "公平" not in phrase.zh and "fair" not in phrase.en.lower()
        assert "违反了" not in phrase.zh and "violat" not in phrase.en.lower() and "illegal" not in phrase.en.lower()


def test_effects_are_possibilities() -> None:
    assert wording.EFFECT["void"] == Bilingual("可能被认定无效", "may be held void")
    assert len(wording.EFFECT) == 15 and len(wording.GROUND) == 10 and len(wording.CONFIDENCE) == 8
    assert not any(" is void" in phrase.en or "一律无效" in phrase.zh for phrase in every_phrase())


def test_an_unknown_code_is_shown_as_its_own_words() -> None:
    assert wording.word(wording.GROUND, "new-ground") == Bilingual("new ground", "new ground")
    assert wording.event("INSPECT#238") == wording.event("INSPECT") == Bilingual("验货", "inspecting the goods")
    assert wording.event("RELEASE_SLIP") == Bilingual("release slip", "release slip")
    assert wording.confidence(99) == wording.CONFIDENCE[-1] and wording.confidence(0) == wording.CONFIDENCE[0]


@pytest.mark.parametrize(
    "text, words",
    [
        ("word " * 60 + "KEY " + "word " * 60, "KEY"),
        ("我们支持验车后再付款，" * 30 + "关键" + "，我们支持验车后再付款" * 30, "关键"),
        ("short KEY line\nother line", "KEY"),
        ("x" * 500 + "KEY" + "y" * 500, "KEY"),
    ],
)
def test_words_are_shown_with_what_is_around_them_and_no_word_is_cut(text: str, words: str) -> None:
    start = text.index(words)
    left, right = said.around(text, start, start + len(words))
    shown = text[left:right]
    assert words in shown and len(shown) <= 250 and "\n" not in shown
    if " " in text or "，" in text:
        assert left == 0 or text[left - 1] in " ，\n" or text[left] in " ，"
        assert right == len(text) or text[right - 1] in " ，" or text[right] == "\n"
