"""`clausecheck rules docs`: pages of rules that ask nothing of anyone, and findings that link to them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from packed import write
from typer.testing import CliRunner

from clausecheck.checker import page_of
from clausecheck.cli.app import app
from clausecheck.rulebook import open_rulebook

RULE = """\
title: {zh: 最终解释权, en: The last <b>word</b>}
doctrine: final-interpretation
when: [{FINAL_INTERPRETATION: {by: seller}}]
unless: [{anywhere: PROTECTIVE_NOT}]
severity: medium
effect: void
message: {zh: 条款怎么理解，由卖方说了算。, en: The seller alone says what the terms mean.}
why: {zh: 可能被认定无效。, en: It may be held void.}
advice: {zh: 按通常理解主张。, en: Insist on the ordinary meaning.}
suggest: {zh: 对条款有争议的，按通常理解解释。, en: "Where a term is disputed, it has its ordinary meaning."}
examples:
  violates:
    zh: [本活动最终解释权归本店所有。, 甲方对本协议保留最终解释权。]
    en: [The Seller reserves the right of final interpretation of these terms., Final interpretation rests with the Company.]
  complies:
    zh: [对条款有争议的，按通常理解解释。, 双方可以协商补充条款。, {text: 卖方不享有最终解释权。, near_miss: true}]
    en: ["Where a term is disputed, it has its ordinary meaning.", The parties may add terms in writing., {text: The Seller has no right of final interpretation., near_miss: true}]
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "demo", {"last-word": RULE})
    return lambda *arguments: CliRunner().invoke(app, list(arguments))


def test_a_page_a_rule_with_an_index_that_leads_there(run, tmp_path: Path) -> None:
    assert run("rules", "docs", "demo", "-o", "site").exit_code == 0
    index = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'href="([^"]+)"', index) == ["demo/last-word.html"]
    page = (tmp_path / "site" / "demo" / "last-word.html").read_text(encoding="utf-8")
    for shown in ("FINAL_INTERPRETATION: {by: seller}", "anywhere: PROTECTIVE_NOT", "本活动最终解释权归本店所有。", "It may be held void.",
                  "可能被认定无效。", "Final interpretation rests with the Company.", "near miss", "Consumer Law art. 26"):
        assert shown in page
    assert "../index.html" in page and "<b>" not in page


@pytest.mark.parametrize("name", ["site", "rules.html"])
def test_the_pages_ask_nothing(run, tmp_path: Path, name: str) -> None:
    run("rules", "docs", "demo", "-o", name)
    pages = [tmp_path / name] if name.endswith("html") else sorted((tmp_path / name).rglob("*.html"))
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "default-src 'none'" in text
        assert not re.search(r"<(?:script|img|link|iframe|object)\b|\bsrc=|url\(|@import|https?://", text)


def test_one_file_holds_an_anchor_for_each_rule(run, tmp_path: Path) -> None:
    run("rules", "docs", "demo", "-o", "rules.html")
    text = (tmp_path / "rules.html").read_text(encoding="utf-8")
    assert 'href="#demo-last-word"' in text and 'id="demo-last-word"' in text


def test_findings_lead_to_their_pages(run, tmp_path: Path) -> None:
    (tmp_path / "c.txt").write_text("第一条 甲方对本协议保留最终解释权。\n", encoding="utf-8")
    (tmp_path / ".clausecheck.yaml").write_text("docs: https://rules.example/site/\n", encoding="utf-8")
    url = "https://rules.example/site/cn-consumer/final-interpretation.html"
    assert json.loads(run("check", "c.txt", "--format", "json").stdout)["findings"][0]["docs"] == url
    for format in ("terminal", "markdown", "sarif", "html"):
        assert url in run("check", "c.txt", "--format", format).stdout.replace("\n", "").replace(" ", "")
    assert page_of("p/r", str(tmp_path / "a b")) == (tmp_path / "a b").as_uri() + "/p/r.html"
    assert page_of("p/r", "https://x.example/all.html") == "https://x.example/all.html#p-r"


def test_every_rule_that_ships_has_its_page(run, tmp_path: Path) -> None:
    run("rules", "docs", "-o", "site")
    book = open_rulebook(("cn-consumer",), experimental=True)
    assert {f"{r.id}.html" for p in book.packs for r in p.rules} <= {
        p.relative_to(tmp_path / "site").as_posix() for p in (tmp_path / "site").rglob("*.html")}


def test_a_folder_that_cannot_be_is_one_sentence(run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    result = run("rules", "docs", "demo", "-o", "file/site")
    assert (result.exit_code, "cannot be written" in result.stderr) == (2, True)
