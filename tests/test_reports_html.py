"""The HTML report as text: one file, no script, no request, both languages, everything linked both ways."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from report_strategies import reports
from sample_reports import bare, sample

from clausecheck.findings import Reasoning, Report
from clausecheck.reports import html
from clausecheck.text import Bilingual

VOID = {"meta", "input", "br", "hr"}


class Page(HTMLParser):
    """Ids, links, headings, marks, and whether every tag is closed in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.marks: list[str] = []
        self.attributes: set[str] = set()
        self.feed(text)
        self.close()
        assert not self.open, f"left open: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.attributes |= set(given)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if "href" in given else []
        self.headings += [int(tag[1])] if re.fullmatch("h[1-6]", tag) else []
        self.marks += [""] if tag == "mark" else []
        self.open += [] if tag in VOID else [tag]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "mark" in self.open:
            self.marks[-1] += data


def page(report: Report, language: str = "zh") -> Page:
    return Page(html.render(report, language))


@pytest.mark.parametrize("report", [sample("zh"), sample("en"), bare()])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_is_well_formed_and_every_link_lands(report: Report, language: str) -> None:
    found = page(report, language)
    assert len(found.ids) == len(set(found.ids))
    for link in found.links:
        assert link.startswith("#") and link[1:] in found.ids, link


def test_it_asks_nothing_of_anyone() -> None:
    text = html.render(sample("zh"))
    assert not re.search(r"<(script|img|link|iframe|object|embed|form|base|audio|video)\b", text)
    assert not re.search(r"url\(|@import|https?:|//[a-z]", text)
    assert not {name for name in page(sample("zh")).attributes if name.startswith("on") or name in {"src", "style", "srcset"}}


def test_the_policy_allows_this_style_alone() -> None:
    text = html.render(sample("zh"))
    style = re.search("<style>(.*)</style>", text, re.DOTALL)
    assert style
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    assert f"content=\"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'\"" in text


def test_findings_and_words_link_both_ways() -> None:
    found = page(sample("zh"))
    for number in range(1, 12):
        assert f"f-{number}" in found.ids
        assert found.links.count(f"#f-{number}") >= 2, "from the list of points and from the words"
    contract = sample("zh").sources[0]
    for finding in sample("zh").findings:
        for item in finding.evidence:
            source = [s.id for s in sample("zh").sources].index(item.source)
            assert f"#w-{source}-{item.start}" in found.links
    assert contract.text[0:3] in html.render(sample("zh"))


def test_every_source_is_there_in_full_with_its_words_marked() -> None:
    report = sample("zh")
    text = html.render(report)
    shown = re.findall(r'<div class="text"[^>]*>(.*?)</div>', text, re.DOTALL)
    assert len(shown) == len(report.sources)
    for source, body in zip(report.sources, shown, strict=True):
        without_refs = re.sub(r'<a class="ref".*?</a>', "", body)
        assert unescape(re.sub("<[^>]+>", "", without_refs)) == source.text
        words = {item.quote for finding in report.findings for item in finding.evidence if item.source == source.id}
        marked = [unescape(words) for words in re.findall("<mark[^>]*>(.*?)</mark>", body)]
        assert words and words <= {*marked, "".join(marked)}


def test_headings_do_not_skip_a_level() -> None:
    levels = page(sample("en")).headings
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_every_ground_has_its_heading() -> None:
    text = html.render(sample("en"), "en")
    heads = re.findall(r'<h3 id="g-\d+">.*?<span class="en" lang="en">(.*?)</span></h3>', text)
    assert len(heads) == len(set(heads)) == 10
    assert heads[0] == "Invalid standard term"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_language_asked_for_is_shown_first(language: str) -> None:
    text = html.render(sample("zh"), language)
    assert f'<body class="show-{language}">' in text
    assert re.search(rf'id="to-{language}"[^>]*checked', text)
    assert len(re.findall(r"<input[^>]*checked", text)) == 1


def test_both_languages_are_in_the_page() -> None:
    zh, en = html.render(sample("zh"), "zh"), html.render(sample("zh"), "en")
    for text in (zh, en):
        assert "可能被认定无效" in text and "may be held void" in text
        assert text.count('class="zh" lang="zh-CN"') == text.count('class="en" lang="en"') > 100


def test_the_courts_reasoning_stands_with_its_ground_and_standing() -> None:
    step = Reasoning(
        "case-haikou", 1, "good-faith", Bilingual("第一步", "The first step."), Bilingual("条款落空", "The term falls."),
        ("cn-civil-code-497",), Bilingual("见于报道", "known from the press"),
    )  # fmt: skip
    first = replace(sample("en").findings[0], reasoning=(step, replace(step, step=2, text=Bilingual("第二步", "The second step."))))
    text = html.render(replace(sample("en"), findings=(first,)), "en")
    court = text[text.index('<div class="court">') : text.index('<div class="suggest">')]
    assert "The first step." in court and "The second step." in court
    assert "Good faith (against what was promised); what follows: The term falls." in court
    assert "Civil Code art. 497" in court and "our mapping" in court
    assert court.count("known from the press") == 1
    assert "Paying first without inspection" not in court


def test_nothing_found_is_not_praise() -> None:
    text = html.render(bare("en"), "en")
    assert "No finding by these rules" in text
    assert "fair" not in re.sub("<style>.*</style>", "", text, flags=re.DOTALL).lower() and "公平" not in text


def test_the_same_report_gives_the_same_page() -> None:
    assert html.render(sample("zh")) == html.render(sample("zh"))


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(reports)
def test_random_reports_make_well_formed_pages(report: Report) -> None:
    found = page(report)
    assert len(found.ids) == len(set(found.ids))
    assert all(link[1:] in found.ids for link in found.links)
