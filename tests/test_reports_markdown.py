"""The Markdown report: the same things in plain CommonMark, with nothing that a contract could turn into markup."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from report_strategies import reports
from sample_reports import bare, sample

from clausecheck.findings import Report
from clausecheck.reports import markdown


def test_it_says_what_the_report_says() -> None:
    text = markdown.render(sample("en"), "en")
    for said in (
        "# Contract report: order agreement.txt",
        "**8 points (11 findings): 2 high, 2 medium, 4 low**",
        "At stake: up to CNY 10,000",
        "## 1. \\[high\\] The balance is due before the car may be inspected",
        "**Clause 3 Balance**",
        "<b>pay the balance of CNY 313,900 within 7 days</b> of the payment notice and <b>may not inspect the car before</b>.",
        "- Law: Civil Code art. 497 (ground; our mapping; in force)",
        "- Also: \\[medium\\] Short time to pay (clause 3) — may be held void",
        "(contrary; first instance)",
        "- Which city do you live in, and is the court far away? (clause 10; cn-consumer/forum-far-away)",
        "2. **Double deposit: CNY 10,000**",
        "1. paying the balance → inspecting the goods: may not inspect the car before",
        "- Not checked: layout: the text does not show type size or pop-ups",
        "- Clauses that no concept touched: clause 1, clause 10",
    ):
        assert said in text, said
    assert text.count("not legal advice") == 1 and text.endswith("\n") and "\n\n\n" not in text


def test_chinese_words_are_marked_by_tags_that_need_no_blanks() -> None:
    assert "<b>付清尾款前不得验车</b>。" in markdown.render(sample("zh"), "zh")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_found_is_not_praise(language: str) -> None:
    text = markdown.render(bare(language), language)
    assert {"zh": "按这些规则没有发现", "en": "No finding by these rules"}[language] in text
    assert "公平" not in text and "fair" not in text.lower()


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("<script>", "&lt;script\\>"),
        ("[a](http://b)", "\\[a\\](http\\://b)"),
        ("![a](b)", "\\!\\[a\\](b)"),
        ("www.x.cn", "www\\.x.cn"),
        ("a@b.cn", "a\\@b.cn"),
        ("- a", "\\- a"),
        ("3. a", "3\\. a"),
        ("===", "\\==="),
        ("&amp;", "\\&amp;"),
        ("a\nb", "a b"),
        ("# a", "\\# a"),
        ("a | b", "a \\| b"),
        ("\\", "\\\\"),
        ("$x$ ~~y~~", "\\$x\\$ \\~\\~y\\~\\~"),
    ],
)
def test_markup_is_set_apart(text: str, safe: str) -> None:
    assert markdown.escaped(text) == safe


@settings(deadline=None, max_examples=30)
@given(reports)
def test_no_line_of_a_random_report_opens_a_block_of_its_own(report: Report) -> None:
    for line in markdown.render(report, "en").splitlines():
        assert not line.startswith(("    ", "\t", "```", "~~~", "<", "+", "=", "|", "[", "!"))
