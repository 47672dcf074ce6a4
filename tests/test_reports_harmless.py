"""Hostile text in every place of a report and in every format: visible, inert, and nothing dropped."""

from __future__ import annotations

import json as plain
import re
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_reports import sample

from clausecheck.findings import Report
from clausecheck.reports import FORMATS, render
from clausecheck.reports.harmless import UNSAFE, cell, inline, json_safe, visible

BAD = "\x1b]8;;http://x\x07\x9b31m\u202eA\u2066\u200b\u2028\x00\ud800<script>alert(1)</script>\"'><img src=x onerror=y>[red]b[/]{{7*7}}|[c](http://x)![d](x)`e`\r=1+1"


def poisoned(value: Any, skip: frozenset[str] = frozenset()) -> Any:
    """The same report with BAD behind every text that comes from a contract, a pack or a file name."""
    if is_dataclass(value) and not isinstance(value, type):
        changed = {f.name: poisoned(getattr(value, f.name)) for f in fields(value) if f.name not in CODES}
        return replace(value, **changed)
    if isinstance(value, tuple):
        return tuple(poisoned(item) for item in value)
    return value + BAD if isinstance(value, str) else value


CODES = {"id", "role", "source", "severity", "start", "end", "about"}  # what a reader of formats could not break


def report() -> Report:
    """Poisoned, and with offsets that still point at the words: the contract's text is only added to at its end.

    The events keep their names, so that their words are drawn, and a poisoned paper stands between two of them.
    """
    clean = sample("zh")
    steps = [replace(poisoned(step), before=step.before, after=step.after) for step in clean.timeline]
    steps += [replace(steps[0], before="PAY_BALANCE", after=BAD), replace(steps[0], before=BAD, after="HANDOVER")]
    return replace(poisoned(clean), timeline=tuple(steps))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_format_lets_an_acting_or_hiding_character_through(name: str, language: str) -> None:
    text = render(report(), name, language)
    assert isinstance(text, str)
    assert not UNSAFE.search(text)
    assert text.encode("utf-8")


@pytest.mark.parametrize("name", ["terminal", "html", "markdown"])
def test_they_are_named_in_place(name: str) -> None:
    text = str(render(report(), name, "en"))
    words = re.sub(r"\s|\|", "", text)
    assert "\u241b" in words and "\u2400" in words and "\u27e8U+202E\u27e9A" in words and "\u27e8U+D800\u27e9" in words


def test_terminal_reads_no_markup() -> None:
    assert "[red]b[/]" in re.sub(r"\s|\|", "", str(render(report(), "terminal", "en")))


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}


def test_html_gains_no_tag_and_no_attribute() -> None:
    clean, bad = Tags(), Tags()
    clean.feed(str(render(sample("zh"), "html", "zh")))
    bad.feed(str(render(report(), "html", "zh")))
    assert bad.seen <= clean.seen
    assert bad.attributes <= clean.attributes
    assert not bad.seen & {"script", "img", "iframe", "object", "link"}
    assert "49" not in re.findall(r"\[/\](\S{2})", str(render(report(), "html", "zh")))  # no template runs in a text


def test_markdown_keeps_every_mark_up_character_apart() -> None:
    text = str(render(report(), "markdown", "en"))
    assert "<script" not in text and "<img" not in text
    assert not re.search(r"(?<!\\)[\[`!]", text.replace("\\\\", ""))
    assert "http://" not in text


def test_json_and_sarif_keep_the_text_and_the_offsets() -> None:
    data = plain.loads(str(render(report(), "json")))
    clean = sample("zh")
    assert data["sources"][0]["text"] == clean.sources[0].text + BAD
    for shown, item in zip(data["findings"][0]["evidence"], clean.findings[0].evidence, strict=True):
        assert data["sources"][0]["text"][shown["start"] : shown["end"]] == item.quote
    region = plain.loads(str(render(report(), "sarif")))["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]
    first = clean.findings[0].clauses[0]
    assert (region["charOffset"], region["charLength"]) == (first.start, first.end - first.start)


def test_a_hostile_contract_still_shows_the_right_words_marked() -> None:
    for place in (0, 30):
        clean = sample("zh")
        contract = clean.sources[0]
        text = contract.text[:place] + BAD + contract.text[place:]
        moved = len(BAD)
        first = clean.findings[0]
        shown = tuple(replace(e, start=e.start + moved, end=e.end + moved) for e in first.evidence)
        clauses = tuple(replace(c, start=c.start + moved, end=c.end + moved) for c in first.clauses)
        bad = replace(
            clean, sources=(replace(contract, text=text),), findings=(replace(first, evidence=shown, clauses=clauses),),
            suppressed=(), timeline=(), parties=(), undetermined=(), coverage=replace(clean.coverage, untouched=()),
        )  # fmt: skip
        assert "【付清尾款前不得验车】" in re.sub(r"\s|\|", "", str(render(bad, "terminal", "zh")))
        assert "<b>付清尾款前不得验车</b>" in str(render(bad, "markdown", "zh"))
        assert ">付清尾款前不得验车</mark>" in str(render(bad, "html", "zh"))


@given(st.text(st.characters()))
def test_visible_changes_nothing_in_what_is_safe(text: str) -> None:
    shown = visible(text)
    assert not UNSAFE.search(shown)
    assert visible(shown) == shown
    assert UNSAFE.search(text) or shown == text


@pytest.mark.parametrize(
    ("given_", "shown"),
    [
        ("a\x1bb", "a\u241bb"),
        ("\x00", "\u2400"),
        ("\x7f", "\u2421"),
        ("\x9b", "⟨U+009B⟩"),
        ("定\u200b金", "定⟨U+200B⟩金"),
        ("\U000e0041", "⟨U+E0041⟩"),
        ("\r", "\u240d"),
        ("家\n\t庭👍🏽", "家\n\t庭👍🏽"),
    ],
)
def test_each_is_named(given_: str, shown: str) -> None:
    assert visible(given_) == shown


def test_inline_is_one_line() -> None:
    assert inline(" a\n\n b\tc ") == "a b c"


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "＝1", "\r=1"])
def test_no_cell_is_a_formula(formula: str) -> None:
    assert cell(formula).startswith("'")


def test_a_plain_cell_is_left_alone() -> None:
    assert cell("第三条 = 尾款") == "第三条 = 尾款"


@given(st.text(st.characters()))
def test_json_safe_decodes_to_the_same(text: str) -> None:
    safe = json_safe(plain.dumps(text, ensure_ascii=False))
    assert not UNSAFE.search(safe)
    assert plain.loads(safe) == text
