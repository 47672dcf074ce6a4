"""Key terms in tables: a figure is what the head of its column or the label beside it says, in every format."""

from __future__ import annotations

from html import escape
from importlib import import_module

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from made_docx import docx, p, row, table
from made_pdf import Put, Sheet, pdf

from clausecheck import check
from clausecheck.checker import _blank
from clausecheck.clauses import split
from clausecheck.clauses.tables import read_tables
from clausecheck.document import annotate, clauses_of
from clausecheck.findings import Report
from clausecheck.readers import from_text
from clausecheck.readers.worker import READERS

ZH = ("汽车订购协议\n甲方（销售方）：远岚汽车销售有限公司\n乙方（订购人）：何女士\n", "第一条 甲方交付车辆。\n第二条 乙方逾期付款的，定金不予退还。\n")
EN = ("Vehicle Order\nSeller: Velocity Ltd.\nBuyer: Ms Li\n", "1. The Seller delivers.\n2. If the Buyer pays late, the earnest money is not refunded.\n")
MONEY = ("price", "deposit", "balance", "instalment", "payment-day", "delivery-day")
HALF = [("price", "100000"), ("deposit", "50000")]

TABLES: dict[str, tuple[list[list[str]], list[tuple[str, str | None]]]] = {
    "heads": ([["车型", "颜色", "车辆总价（元）", "定金（元）", "尾款（元）"], ["澜屿L7", "白", "100,000", "50,000", "50,000"]], [*HALF, ("balance", "50000")]),
    "heads in 10,000": ([["车型", "车辆总价（万元）", "定金（万元）"], ["澜屿L7", "10", "5"]], HALF),
    "a blank under a head": ([["车型", "车辆总价（元）", "定金（元）"], ["澜屿L7", "____", "50,000"]], [("price", None), ("deposit", "50000")]),
    "nothing under a head": ([["车型", "颜色", "车辆总价（元）", "定金（元）"], ["澜屿L7", "白", "", "50,000"]], [("price", None), ("deposit", "50000")]),
    "nothing under the last head": ([["车型", "定金（元）", "车辆总价（元）"], ["澜屿L7", "50,000", ""]], [("price", None), ("deposit", "50000")]),
    "labels beside": ([["车辆总价", "100,000元", "定金", "50,000元"], ["交车日期", "2026年9月30日", "尾款", "50,000元"]],
                      [*HALF, ("balance", "50000"), ("delivery-day", "2026-09-30")]),
    "labels beside in 10,000": ([["车辆总价（万元）", "10", "定金（万元）", "5"]], HALF),
    "a blank beside": ([["车辆总价（元）", "", "定金（元）", "50,000"]], [("price", None), ("deposit", "50000")]),
    "one pair a row": ([["车辆总价（万元）", "10"], ["定金（万元）", "5"]], HALF),
    "capital numerals": ([["车辆总价", "壹拾万元整"], ["定金", "大写：伍万元整（￥50,000）"]], HALF),
    "shares": ([["项目", "比例", "金额"], ["车辆总价", "100%", "100,000元"], ["定金", "50%", "50,000元"]], HALF),
    "a range": ([["车辆总价", "10万元至12万元"], ["定金", "50,000元"]], [("price", "100000 – 120000"), ("deposit", "50000")]),
    "instalments": ([["期数", "付款日期", "应付金额（万元）"], ["1", "2026-03-01", "6"], ["第二期", "2026-04-01", "4"], ["合计", "", "10"]],
                    [("price", "100000"), ("instalment", "60000"), ("instalment", "40000"), ("payment-day", "2026-03-01"), ("payment-day", "2026-04-01")]),
    "the sum of things": ([["序号", "名称", "单价（元）", "数量", "金额（元）"], ["1", "健身年卡", "3,000", "1", "3,000"], ["2", "私教课", "300", "20", "6,000"],
                           ["合计", "", "", "", "9,000"]], [("price", "9000")]),
    "the only thing": ([["项目", "单价", "数量", "金额"], ["澜屿L7", "100,000元", "1", "100,000元"], ["定金", "", "", "50,000元"]], HALF),
    "English heads": ([["Model", "Price (RMB)", "Earnest money (RMB)"], ["L7", "100,000", "50,000"]], HALF),
    "English things": ([["Item", "Unit price", "Qty", "Amount"], ["Velocity L7", "RMB 100,000", "1", "RMB 100,000"], ["Earnest money", "", "", "RMB 50,000"]], HALF),
    "English instalments": ([["Instalment", "Due date", "Amount"], ["1", "1 March 2026", "RMB 60,000"], ["2", "1 April 2026", "RMB 40,000"], ["Total", "", "RMB 100,000"]],
                            [("price", "100000"), ("instalment", "60000"), ("instalment", "40000")]),
}  # fmt: skip


def around(rows: list[list[str]]) -> tuple[str, str]:
    return EN if "".join(map("".join, rows)).isascii() else ZH


def plain(rows: list[list[str]]) -> str:
    return "".join(" | ".join(cells).strip() + "\n" for cells in rows)


def as_docx(head: str, rows: list[list[str]], tail: str) -> bytes:
    lines = ["".join(p(escape(line)) for line in part.strip().split("\n")) for part in (head, tail)]
    return docx(lines[0] + table(*(row(*(p(cell) for cell in cells)) for cells in rows)) + lines[1])


def as_page(head: str, rows: list[list[str]], tail: str) -> bytes:
    lines = ["".join(f"<p>{escape(line)}</p>" for line in part.strip().split("\n")) for part in (head, tail)]
    cells = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in line) + "</tr>" for line in rows)
    return f"<!DOCTYPE html><meta charset=utf-8>{lines[0]}<table>{cells}</table>{lines[1]}".encode()


def values(report: Report) -> list[tuple[str, str | None]]:
    assert all(e.quote == report.sources[0].text[e.start : e.end] != "" for f in report.findings for e in f.evidence)
    stated = [(f.kind, f.value) for f in report.facts if f.kind in MONEY]
    return sorted(stated, key=lambda fact: MONEY.index(fact[0]))


@pytest.mark.parametrize("form", ["text", "markdown", "docx", "html"])
@pytest.mark.parametrize("name", TABLES)
def test_figures_of_a_table(name: str, form: str) -> None:
    rows, wanted = TABLES[name]
    head, tail = around(rows)
    if form in ("text", "markdown"):
        lines = plain(rows) if form == "text" else "".join(f"| {' | '.join(cells)} |\n" for cells in rows)
        text = head + lines + tail
    else:
        make = as_docx if form == "docx" else as_page
        text = import_module(READERS[form]).read(make(head, rows, tail), f"a.{form}").text
    report = check(text)
    assert values(report) == wanted
    over = any(finding.doctrine == "deposit-over-20-percent" for finding in report.findings)
    assert over == (("deposit", "50000") in wanted and ("price", None) not in wanted)
    if ("price", None) in wanted:
        assert "cn-consumer/deposit-over-20-percent" in {question.rule for question in report.undetermined}


def test_a_drawn_table_of_a_pdf() -> None:
    head, tail = ZH
    puts = [Put(60, 60 + 16 * n, line) for n, line in enumerate(head.strip().split("\n"))]
    cells = [["车型", "车辆总价（元）", "定金（元）"], ["澜屿L7", "100,000", "50,000"]]
    puts += [Put(65 + 120 * c, 130 + 20 * r, cell) for r, line in enumerate(cells) for c, cell in enumerate(line)]
    rules = [(60, 116 + 20 * n, 420, 116 + 20 * n) for n in range(3)] + [(60 + 120 * n, 116, 60 + 120 * n, 156) for n in range(4)]
    puts += [Put(60, 200 + 16 * n, line) for n, line in enumerate(tail.strip().split("\n"))]
    text = import_module(READERS["pdf"]).read(pdf(Sheet(puts, rules)), "a.pdf").text
    assert values(check(text)) == HALF


def test_a_share_of_a_range_is_too_much_where_it_is_so_of_either_end() -> None:
    head, tail = ZH
    for price, found in (("10万元至12万元", True), ("20万元至40万元", False), ("30万元至40万元", False)):
        report = check(f"{head}车辆总价：{price}\n定金：50,000元\n{tail}")
        assert any(f.doctrine == "deposit-over-20-percent" for f in report.findings) == found


@pytest.mark.parametrize("name", TABLES)
def test_views_lead_back_into_the_text_and_survive_the_doc(name: str) -> None:
    head, tail = around(TABLES[name][0])
    text = head + plain(TABLES[name][0]) + tail
    language = "en" if head == EN[0] else "zh"
    clauses = split(text, language)
    for clause in clauses:
        for sentence in clause.sentences:
            assert clause.start <= sentence.start < sentence.end <= clause.end
            assert list(sentence.offsets) == sorted(sentence.offsets) and len(sentence.offsets) == len(sentence.view) + 1
            assert all(0 <= at < len(text) for at in sentence.offsets[:-1])
    doc = _blank(language).make_doc(text)
    annotate(doc, clauses=clauses)
    assert clauses_of(doc, from_text(text)) == clauses


def test_prose_in_cells_is_read_as_it_stands() -> None:
    text = "项目 | 约定\n违约责任 | 乙方逾期付款的，定金不予退还。\n甲方（盖章）： | 乙方（签字）：\n"
    assert read_tables(text) == {}
    assert read_tables("甲方 | 乙方 | 丙方\n远岚公司 | 何女士 | 云岚公司\n") == {}


@example([["金额", "期数"], ["", "1", "定金", ""]])  # the label stands behind the figure
@given(st.lists(st.lists(st.sampled_from(["", "定金", "总价（万元）", "金额", "期数", "1", "5,000元", "合计", "__", "日期", "2026-01-01", "|", "x。"]),
                         min_size=1, max_size=5), max_size=6))
def test_any_rows_are_sentences_of_the_text(rows: list[list[str]]) -> None:
    text = plain(rows)
    for start, parts in read_tables(text).items():
        line = text[: start + 1].count("\n")
        for part in parts:
            assert 0 <= part.start < part.end <= len(text)
            assert text[: part.start].count("\n") == line or part.view is not None
            if part.view is not None:
                assert list(part.view[1]) == sorted(part.view[1]) and part.view[1][-1] <= len(text)
                assert len(part.view[1]) == len(part.view[0]) + 1
