"""The page of many agreements: its counts are the store's, its rows lead to reports, no name in it acts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html
from typer.testing import CliRunner

from clausecheck.cli.app import app
from clausecheck.reports.portfolio import Portfolio, Row, render
from clausecheck.text import Bilingual

BAD = "甲方（销售方）：<b>远岚</b>汽车\n乙方：何女士\n第一条 总价100,000元，定金10,000元。\n第二条 任何情况下定金概不退还。\n2024年5月6日\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "f").mkdir()
    (tmp_path / "f" / "<script>alert(1)<.txt").write_text(BAD, encoding="utf-8")
    (tmp_path / "f" / "same.txt").write_text(BAD, encoding="utf-8")
    (tmp_path / "f" / "plain.txt").write_text("第一条 双方友好协商解决争议。", encoding="utf-8")
    (tmp_path / "f" / "empty.txt").write_bytes(b"")
    return tmp_path


def run(*arguments: str):
    return CliRunner().invoke(app, list(arguments))


def table(path: Path) -> list[list[str]]:
    page = html.fromstring(path.read_text(encoding="utf-8"))
    return [[cell.text_content() for cell in row] for row in page.get_element_by_id("agreements").find("tbody")]


def test_the_page_counts_lists_and_leads_on(place: Path) -> None:
    assert run("scan", "f", "--workers", "1", "-o", "out.html", "--reports", "single reports", "--lang", "en").exit_code == 2
    text = (place / "out.html").read_text(encoding="utf-8")
    assert "<script>alert" not in text
    assert "<b>远岚" not in text
    figures = html.fromstring(text).xpath("//dl[@class='figures']//dd/text()")
    assert figures[:3] == ["4", "2", "1"]
    rows = table(place / "out.html")
    assert [r[0] for r in rows] == ["<script>alert(1)<.txt", "same.txt", "plain.txt", "empty.txt"]
    assert rows[0][2] == "2024"
    assert "no finding by these rules" in rows[2][-1]
    assert rows[3][-1] == "not checked: the file is empty"
    links = html.fromstring(text).xpath("//table[@id='agreements']//a/@href")
    assert len(links) == 3
    assert all((place / unquote(link)).is_file() for link in links)
    assert links[0] == links[1]  # one content, one report
    assert "fair" not in re.sub(r"not that an agreement is fair", "", text)


def test_the_page_can_be_had_later_from_the_store(place: Path) -> None:
    run("scan", "f", "--workers", "1")
    assert run("export", "clausecheck.db", "-o", "later.html").exit_code == 0
    rows = table(place / "later.html")
    assert len(rows) == 4
    assert "按这些规则没有发现" in rows[2][-1]  # in the language of most agreements
    assert "href" not in (place / "later.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("arguments", [("-o", "out.pdf"), ("-o", "out.html", "--lang", "fr")])
def test_a_wrong_page_is_told_before_the_scan(place: Path, arguments: tuple[str, ...]) -> None:
    result = run("scan", "f", *arguments)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert not (place / "clausecheck.db").exists()


def test_ten_thousand_rows_are_all_there_and_made_in_pieces() -> None:
    taken = 0

    def rows() -> Iterator[Row]:
        nonlocal taken
        for taken in range(1, 10_001):
            yield Row(f"{taken}.txt", "远岚", 2024, 1, 0, 0, 5000.0, "CNY", ("d",))

    counts = Portfolio("f", 10_000, 10_000, 0, {"high": 10_000, "medium": 0, "low": 0}, [("d", 10_000)], [("远岚", 10_000, 10_000)],
                       [(2024, 10_000, 10_000)], {"d": Bilingual("类", "Kind")})
    pieces = render(counts, rows(), "en")
    assert "<!doctype html>" in next(pieces)
    assert taken == 0  # nothing is gathered before it is needed
    text = "".join(pieces)
    assert text.count("<tr class=\"high\"") == 10_000
    assert "10,000.txt" not in text
    assert unescape(text).count("5,000 CNY") == 10_000
