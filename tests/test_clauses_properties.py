"""What must hold of any text: clauses tile it, offsets point back, numbers made at random are found again."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausecheck.clauses import citations, defined_terms, split
from clausecheck.folding import fold, fold_characters
from clausecheck.parties import find_parties
from clausecheck.text import Clause

PIECES = [
    "第一条", "第二条 ", "一、", "（一）", "1. ", "1、", "2. ", "(a) ", "(b) ", "3.1 ", "3.2 ", "Article 1. ", "# ", "- ", "① ", "附件一", "\n", "\n\n",
    "　　", "  ", "\t", "。", "；", "：", ". ", "; ", ": ", "买方付清尾款", "The Buyer pays", "甲方：", "Price: RMB 5,000", "| a | b |", "“", "”", "(", "）",
    "\u200b", "\u202e", "\ufeff", "𠀀", "é", "İ", "ﬀ", "No.", "e.g.", "签署页：", "--", "====", "**",
]  # fmt: skip
texts = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


@settings(max_examples=400, deadline=None)
@given(texts, st.integers(0, 5))
def test_clauses_tile_the_text_and_sentences_point_back(text: str, start: int) -> None:
    clauses = split(text, "en", start)
    position = start
    sentence = 0
    for index, clause in enumerate(clauses):
        assert (clause.index, clause.start) == (index, position)
        assert clause.end > clause.start
        assert clause.parent is None or clause.parent < index
        position = clause.end
        for own in clause.sentences:
            assert (own.index, own.clause) == (sentence, index)
            assert clause.start <= own.start < own.end <= clause.end
            assert (own.view, own.offsets) == fold(text, own.start, own.end)
            sentence += 1
    assert position == max(start, len(text)) or (not clauses and start >= len(text))
    assert split(text, "en", start) == clauses


@settings(max_examples=400, deadline=None)
@given(texts)
def test_each_character_of_a_view_stands_for_the_one_at_its_offset(text: str) -> None:
    view, offsets = fold(text, 0, len(text))
    folded = fold_characters(text)
    assert len(offsets) == len(view) + 1
    assert list(offsets) == sorted(set(offsets))
    assert all(c == folded[o] or (c == " " and folded[o] in " \n") for c, o in zip(view, offsets, strict=False))
    assert "\n" not in view and "  " not in view and view == view.strip(" ")


ZH_BODIES = [
    "买方应当在收到通知后三日内付清尾款，逾期的按照第二条承担责任。", "卖方于2026年3月5日前交付车辆，价款共计5,000元。",
    "双方依照本协议第三条约定的方式办理；超过15日的，可以解除合同。", "车辆经检验合格的，由乙方签收。", "甲方不得以任何理由拒绝乙方查验车辆，但第一条另有规定的除外。",
]  # fmt: skip
EN_BODIES = [
    "The Buyer shall pay the balance within 3 days of the notice given under clause 2 above.",
    "The Seller delivers the car by 30 June 2026 at a price of RMB 5,000 including tax.",
    "Subject to clause 4.2 below the order may be cancelled within 15 days, No. 7 Main Road being the address.",
    "The parties shall, as set out in Article 1 and in 3.1, keep each other informed (by letter or e-mail).",
    "Either party may terminate; the deposit is then returned within 7 days.",
]
HAN = "一二三四五六七八九十"
ZH_SCHEMES = {
    "条": lambda n: f"第{HAN[n]}条 ", "一、": lambda n: f"{HAN[n]}、", "（一）": lambda n: f"（{HAN[n]}）", "1.": lambda n: f"{n + 1}. ",
    "1、": lambda n: f"{n + 1}、", "（1）": lambda n: f"（{n + 1}）", "①": lambda n: chr(0x2460 + n) + " ",
}  # fmt: skip
ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
EN_SCHEMES = {
    "Article": lambda n: f"Article {n + 1}. ", "1.": lambda n: f"{n + 1}. ", "(a)": lambda n: f"({chr(97 + n)}) ",
    "(i)": lambda n: f"({ROMAN[n]}) ", "(1)": lambda n: f"({n + 1}) ", "Section": lambda n: f"Section {n + 1} ",
}  # fmt: skip
NESTINGS = {
    "zh": (["条", "1.", "（1）"], ["一、", "（一）", "1、"], ["条", "（一）", "1.", "①"], ["1.", "（1）", "①"], ["条", "一、", "（1）"]),
    "en": (["Article", "1.", "(a)"], ["1.", "(a)", "(i)"], ["Section", "(1)", "(a)"], ["1.", "(i)"]),
}


@st.composite
def agreements(draw: st.DrawFn, language: str) -> tuple[list[str], list[tuple[str, int]]]:
    """Numbered paragraphs, and for each its label as written and its depth."""
    schemes = ZH_SCHEMES if language == "zh" else EN_SCHEMES
    nesting = draw(st.sampled_from(NESTINGS[language]))
    bodies = st.sampled_from(ZH_BODIES if language == "zh" else EN_BODIES)
    lines: list[str] = []
    expected: list[tuple[str, int]] = []

    def level(depth: int) -> None:
        for n in range(draw(st.integers(2, 4))):
            label = schemes[nesting[depth]](n)
            below = depth + 1 < len(nesting) and draw(st.booleans())
            lead = ("双方约定如下：" if language == "zh" else "The parties agree:") if below else draw(bodies)
            lines.append(label + lead)
            expected.append((label.strip().rstrip(".、"), depth))
            if below:
                level(depth + 1)

    level(0)
    return lines, expected


_PARAGRAPH = re.compile(" para |第[一二三四五六七八九十]款|第[0-9]+段")  # what a wrap after a full stop looks like


def _depth(clauses: tuple[Clause, ...], clause: Clause) -> int:
    return 0 if clause.parent is None else 1 + _depth(clauses, clauses[clause.parent])


def _found(text: str, language: str) -> list[tuple[str, int]]:
    clauses = split(text, language)
    return [(clause.number, _depth(clauses, clause)) for clause in clauses if clause.kind != "title" and not _PARAGRAPH.search(clause.number)]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_random_nestings_are_recovered_exactly(language: str) -> None:
    @settings(max_examples=150, deadline=None)
    @given(agreements(language))
    def recovered(agreement: tuple[list[str], list[tuple[str, int]]]) -> None:
        lines, expected = agreement
        title = "购车合同" if language == "zh" else "CAR SALE AGREEMENT"
        assert _found("\n".join([title, *lines, ""]), language) == expected

    recovered()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_hard_wraps_anywhere_recover_the_same_numbers(language: str) -> None:
    @settings(max_examples=150, deadline=None)
    @given(agreements(language), st.data())
    def recovered(agreement: tuple[list[str], list[tuple[str, int]]], data: st.DataObject) -> None:
        lines, expected = agreement
        wrapped = "\n".join(_wrap(line, language, data) for line in lines)
        assert _found(wrapped, language) == expected

    recovered()


def _wrap(line: str, language: str, data: st.DataObject) -> str:
    """Line breaks at random: at blanks in English, anywhere in Chinese, but never inside the line's own number."""
    places = [m.start() for m in re.finditer(" " if language == "en" else ".", line) if m.start() > 12]
    chosen = sorted(set(data.draw(st.lists(st.sampled_from(places), max_size=3)))) if places else []
    pieces = [line[a:b].strip(" ") for a, b in zip([0, *chosen], [*chosen, len(line)], strict=True)]
    return "\n".join(pieces)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 3)), min_size=1, max_size=5))
def test_dotted_numbers_are_recovered_with_their_paths(shape: list[tuple[int, int]]) -> None:
    lines: list[str] = []
    expected: list[tuple[str, ...]] = []
    for n, (children, grandchildren) in enumerate(shape, start=1):
        lines.append(f"{n}. Payment and delivery")
        expected.append((str(n),))
        for m in range(1, children + 1):
            lines.append(f"{n}.{m} The Buyer pays RMB 1.5 million by 30.6.2026 as in {n}.{m}.")
            expected.append((str(n), str(m)))
            for k in range(1, grandchildren + 1):
                lines.append(f"{n}.{m}.{k} The Seller delivers.")
                expected.append((str(n), str(m), str(k)))
    assert [clause.path for clause in split("\n".join(lines), "en")] == expected


HOSTILE = ["（", "“", "第", " ", "\n", "第一条\n", "1. ", "- x\n", "(a) ", "甲方：", '"A" means "B" ', "，以下简称", "1.1.", "No. ", "前款、", "clause 1, ", "|"]


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_texts_are_read_whole(unit: str) -> None:
    text = unit * (16_000 // len(unit))
    clauses = citations(split(text, "zh"))
    find_parties(text, clauses, defined_terms(text, clauses))
    assert "".join(text[c.start : c.end] for c in clauses) == text
