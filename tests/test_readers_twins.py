"""The same agreement as text, as a Word document and as a web page: the same findings at the same words."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import pytest
from made_docx import docx, level, numbering, p, row, table

from clausecheck.checker import DEFAULT_PACKS, examine
from clausecheck.findings import Report
from clausecheck.readers import from_bytes, from_text
from clausecheck.readers.case_file import CaseSources
from clausecheck.reports import html, markdown, terminal
from clausecheck.rulebook import open_rulebook
from clausecheck.text import Source

SAMPLES = Path(__file__).parent.parent / "samples"
NUMBER = re.compile(r"(?:第[一二三四五六七八九十]+条[ 　]*|(\d+)\. )")
TERM = re.compile(r"(?![甲乙]方|Seller|Buyer|User|Dealer)([^，。:：]{1,20})[:：] ?(.+)")
WORD_NUMBERS = numbering([level(0, "chineseCountingThousand", "第%1条", '<w:suff w:val="space"/>')], [level(0, "decimal", "%1.")])


def as_docx(text: str) -> bytes:
    """Clause numbers by automatic numbering, key terms as the rows of a table, blank lines gone."""
    blocks: list[str] = []
    for line in filter(str.strip, text.split("\n")):
        number, term = NUMBER.match(line), TERM.fullmatch(line)
        if number:
            blocks.append(p(escape(line[number.end() :], quote=False), num=2 if number[1] else 1, level=0))
        elif term:
            blocks.append(table(row(p(escape(term[1])), p(escape(term[2])))))
        else:
            blocks.append(p(escape(line, quote=False)))
    return docx("".join(blocks), numbering=WORD_NUMBERS)


def as_page(text: str) -> bytes:
    """English clauses as the items of lists, key terms as the rows of a table, a menu before and a footer after."""
    blocks: list[str] = []
    for line in filter(str.strip, text.split("\n")):
        number, term = NUMBER.match(line), TERM.fullmatch(line)
        if number and number[1]:
            blocks.append(f'<ol start="{number[1]}"><li>{escape(line[number.end() :])}</li></ol>')
        elif term and not number:
            blocks.append(f"<table><tr><td>{escape(term[1])}<td>{escape(term[2])}</table>")
        else:
            blocks.append(f"<p>{escape(line)}</p>")
    inner = "".join(blocks)
    return f"<!DOCTYPE html><meta charset=utf-8><nav><a href=/>首页</a> <a href=/b>Models</a></nav>{inner}<footer>© 2024</footer>".encode()


def said(source: Source) -> tuple[list[tuple[str, str, str]], list[str]]:
    """The findings with their clauses, and all quotes without their blanks and signs."""
    report: Report = examine(CaseSources(source), open_rulebook(DEFAULT_PACKS))
    assert all(e.quote == source.text[e.start : e.end] for f in report.findings for e in f.evidence if e.source == source.id)
    findings = sorted((f.rule, f.severity, f.clauses[0].number) for f in report.findings)
    return findings, sorted(re.sub(r"\W", "", e.quote) for f in report.findings for e in f.evidence)


@pytest.mark.parametrize("sample", ["meilan/zh/contract.txt", "meilan/en/contract.txt", "unfair/zh/order.txt", "unfair/en/housing.txt"])
def test_the_findings_do_not_hang_on_the_format(sample: str) -> None:
    text = (SAMPLES / sample).read_text(encoding="utf-8")
    plain = said(from_text(text))
    assert plain[0]
    assert said(from_bytes(as_docx(text), "a.docx")) == plain
    assert said(from_bytes(as_page(text), "a.html")) == plain


def test_what_was_left_out_is_in_the_report() -> None:
    text = (SAMPLES / "meilan/en/contract.txt").read_text(encoding="utf-8")
    report = examine(CaseSources(from_bytes(as_page(text), "order.html")), open_rulebook(DEFAULT_PACKS))
    wanted = ["menu, not read, 3 words: “首页 Models”", "page footer, not read, 1 words: “© 2024”"]
    assert [note["en"] for note in report.to_dict()["sources"][0]["notes"]] == wanted
    for render in (terminal.render, markdown.render, html.render):
        assert all(part in render(report, "en") for part in wanted)
