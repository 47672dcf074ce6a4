"""The terminal report: fits its width, needs no colour, says the answer first, and never praises a contract."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_strategies import reports
from rich.text import Text
from sample_reports import CODE_497, CODE_586, CODE_587, CONTRARY, COURT, LAW_26, MEASURES, bare, sample

from clausecheck import check
from clausecheck.findings import Reasoning, Report
from clausecheck.reports import html, json, markdown, terminal
from clausecheck.reports.wrapping import cells, wrap
from clausecheck.text import Bilingual

LANGUAGES = ["zh", "en"]



def test_the_sellers_answer_is_for_the_lawyer() -> None:
    report = sample("en")
    told = replace(report, findings=tuple(replace(f, answer=Bilingual("已给查验机会。", "It let you look.")) for f in report.findings))
    assert "It let you look." in terminal.render(told, "en", lawyer=True)
    assert "It let you look." not in terminal.render(told, "en")
    assert "seller's likely answer: It let you look." in markdown.render(told, "en") and "已给查验机会。" in html.render(told, "zh")


def flat(text: str) -> str:
    """The words without line breaks, bars and padding."""
    return re.sub(r"[\s|-]+", "", text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("contract", LANGUAGES)
@pytest.mark.parametrize("width", [30, 40, 60, 80, 120])
def test_no_line_is_wider_than_the_terminal(language: str, contract: str, width: int) -> None:
    for line in terminal.render(sample(contract), language, width=width).splitlines():
        assert cells(line, wide=language == "zh") <= width, line
        assert line == line.rstrip()


def test_chinese_lines_are_filled_to_the_edge() -> None:
    lines = terminal.render(sample("zh"), "zh").splitlines()
    wrapped = [line for line, after in zip(lines, lines[1:], strict=False) if line.startswith("  | 乙方应") and after]
    assert wrapped and all(cells(line) >= 75 for line in wrapped)


def test_a_very_wide_terminal_keeps_a_readable_measure() -> None:
    assert max(map(cells, terminal.render(sample("en"), "en", width=400).splitlines())) == 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_colour_there_is_no_escape_and_nothing_is_lost(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = terminal.render(sample(language), language)
    assert "\x1b" not in plain
    coloured = terminal.render(sample(language), language, colour=True)
    assert "\x1b[1;31m" in coloured
    bare_words = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert flat(bare_words) == flat(re.sub("[«»【】]", "", plain))
    for name, value in {"NO_COLOR": "1", "FORCE_COLOR": "1", "COLUMNS": "20", "TERM": "dumb"}.items():
        monkeypatch.setenv(name, value)
        assert terminal.render(sample(language), language) == plain
        assert terminal.render(sample(language), language, colour=True) == coloured


def test_the_answer_comes_first() -> None:
    head = terminal.render(sample("en"), "en").split("\n--")[0]
    assert "8 points (11 findings): 2 high, 2 medium, 4 low" in head
    assert "At stake: up to CNY 10,000" in head
    assert "2 more questions to settle" in head and "1 finding suppressed on request" in head
    assert "8 处问题（11 项发现）：高 2，中 2，低 4" in terminal.render(sample("zh"), "zh").split("\n--")[0]


def test_the_counts_are_those_of_the_json() -> None:
    data = json.to_dict(sample("en"))["summary"]
    assert f"{data['points']} points ({data['findings']} findings)" in terminal.render(sample("en"), "en")


def test_a_point_says_what_it_should() -> None:
    text = terminal.render(sample("en"), "en")
    point = text[text.index("-- 1 - HIGH") : text.index("-- 2 - HIGH")]
    words = flat(point)
    for said in (
        "The balance is due before the car may be inspected",
        "«pay the balance of CNY 313,900 within 7 days» of the payment notice and «may not inspect the car before».",
        "Cases Paying first without inspection",
        "A district court in Haikou, 2025-11-18 (supports; first instance)",
        "Invalid standard term: may be held void",
        "Civil Code art. 497 (ground; our mapping; in force)",
        "supports: Consumer Law art. 26 (our mapping; in force, amended)",
        "up to CNY 10,000 (see sums 1, 2, 3)",
        "Ask for The Buyer pays the balance within 7 days of a satisfactory inspection.",
        "Also [medium] Short time to pay (clause 3)",
        "[medium] Any delay forfeits the deposit (clause 4)",
    ):
        assert flat(said) in words, said


def test_the_other_sources_are_quoted_where_they_count() -> None:
    words = flat(terminal.render(sample("zh"), "zh"))
    assert flat("公开承诺 · promised.txt · 官方账号 · 微博 · 2025-12-30") in words
    assert flat("我们支持【先验车、后付尾款】，请放心下单。") in words


def test_a_contrary_case_is_printed_as_contrary() -> None:
    assert flat("A district court in Changsha, 2026-02-12 (contrary; first instance)") in flat(terminal.render(sample("en"), "en"))


def test_many_cases_and_articles_are_told_in_brief_and_contrary_ones_always() -> None:
    first = sample("en").findings[0]
    more = tuple(replace(COURT, id=f"case-{n}", line=Bilingual(f"第{n}", f"Line {n}.")) for n in range(3))
    law = (CODE_497, replace(CODE_586, role="support"), CODE_587, MEASURES, replace(LAW_26, role="contrary"))
    full = replace(first, cases=(COURT, *more, CONTRARY), authorities=law)
    words = flat(terminal.render(replace(sample("en"), findings=(full,)), "en"))
    assert flat("right to inspect. — A district court in Haikou, 2025-11-18 (supports; first instance) No breach by the seller") in words
    assert flat("(contrary; first instance) 3 more cases") in words and "Line0" not in words
    assert flat("Civil Code art. 497 (ground; our mapping; in force) Consumer Law art. 26 (contrary;") in words
    assert flat("supports: Civil Code art. 586; Civil Code art. 587 (our mapping); Contract Supervision Measures art. 6 (administrative; not verified)") in words


def test_articles_with_the_same_standing_share_one_bracket() -> None:
    twin = replace(CODE_497, id="twin", cite=Bilingual("《民法典》第七条", "Civil Code art. 7"))
    first = replace(sample("zh").findings[0], authorities=(CODE_497, LAW_26, twin))
    text = flat(terminal.render(replace(sample("zh"), findings=(first,)), "zh"))
    assert f"{flat(CODE_497.cite.zh)}、《民法典》第七条（依据；我们的对应；现行有效）" in text


def test_what_a_court_said_is_told_once() -> None:
    text = flat(terminal.render(sample("en"), "en"))
    assert text.count(flat(COURT.line.en)) == 1
    assert flat("as under point 1") in text


def test_what_to_do_comes_before_the_law() -> None:
    lines = terminal.render(sample("en"), "en").splitlines()
    labels = [line.split("  ")[0] for line in lines if re.match(r"(Why|Do|Ask for|Cases|Law)  ", line)]
    assert labels[:5] == ["Why", "Do", "Ask for", "Cases", "Law"]


def test_reasoning_takes_the_place_of_the_same_case() -> None:
    step = Reasoning(
        "case-haikou", 1, "invalid-standard-term", Bilingual("一步", "The first step."), Bilingual("落空", "The term falls."),
        (), Bilingual("见于报道", "known from the press"),
    )  # fmt: skip
    first = replace(sample("en").findings[0], reasoning=(step, replace(step, step=2, text=Bilingual("二步", "The second step."))))
    words = flat(terminal.render(replace(sample("en"), findings=(first,)), "en"))
    assert flat("The first step. — A district court in Haikou, 2025-11-18 ; known from the press") in words
    assert flat("The second step.") not in words and flat("Paying first without inspection") not in words


def test_remedies_show_sum_condition_arithmetic_and_what_is_missing() -> None:
    words = flat(terminal.render(sample("en"), "en"))
    assert flat("Double deposit: CNY 10,000 the seller's breach defeats the purpose 5,000 × 2 = 10,000, of which 5,000 is the buyer's own Civil Code art. 587") in words
    assert flat("Penalty: sum not known") in words and flat("Missing: the actual loss") in words
    assert flat("Deadline: 2026-12-31") in words


def test_questions_order_and_coverage_are_there() -> None:
    words = flat(terminal.render(sample("en"), "en"))
    assert flat("Which city do you live in, and is the court far away? The contract contradicts itself here") in words
    assert flat("the one against the drafter may be taken. clause 10 · cn-consumer/forum-far-away") in words
    assert flat("paying the balance → inspecting the goods") in words
    assert flat("layout: the text does not show type size or pop-ups") in words
    assert flat("Untouched 2: clause 1, clause 10") in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_not_advice_is_said_once(language: str) -> None:
    assert flat(terminal.render(sample(language), language)).count({"zh": "不是法律意见", "en": "notlegaladvice"}[language]) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_found_is_not_praise(language: str) -> None:
    for short in (False, True):
        text = terminal.render(bare(language), language, short=short)
        assert {"zh": "按这些规则没有发现", "en": "No finding by these rules"}[language] in text
        assert "公平" not in text and "fair" not in text.lower()


def test_short_is_one_line_a_finding() -> None:
    lines = terminal.render(sample("en"), "en", short=True, width=40).splitlines()
    assert len(lines) == 11
    assert lines[0] == (
        "order agreement.txt: clause 3: high: The balance is due before the car may be inspected"
        " (cn-consumer/payment-before-inspection)"
    )
    assert terminal.render(bare("en"), "en", short=True) == "contract.txt: No finding by these rules\n"


@settings(deadline=None, max_examples=40)
@given(reports, st.sampled_from(LANGUAGES), st.integers(30, 100))
def test_random_reports_fit_and_are_safe(report: Report, language: str, width: int) -> None:
    text = terminal.render(report, language, width=width)
    assert text.encode("utf-8")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b]", text)
    assert all(cells(line, language == "zh") <= width for line in text.split("\n"))


@given(st.text("汉字，。（）“…×ab c-.1", max_size=60), st.integers(4, 30), st.booleans())
def test_wrapping_loses_nothing_but_blanks(text: str, width: int, wide: bool) -> None:
    lines = [line.plain for line in wrap(Text(text), width, wide)]
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cells(line, wide) <= width for line in lines)


def test_ambiguous_characters_are_counted_as_the_terminal_may_draw_them() -> None:
    assert (cells("“验”"), cells("“验”", wide=True), cells("abc…", wide=True)) == (4, 6, 5)


def test_lines_do_not_begin_with_a_comma_nor_end_with_a_bracket() -> None:
    lines = [line.plain for line in wrap(Text("乙方应当付清尾款，（含税）后验车。" * 9), 22)]
    assert not any(line[0] in "，。）" or line[-1] == "（" for line in lines)


def test_a_finding_in_a_nameless_clause_is_told_by_its_line() -> None:
    text = "车辆总价100,000元。\n\n任何情况下定金概不退还。\n"
    assert any(":3: " in line for line in terminal.render(check(text), "zh", short=True).splitlines())
