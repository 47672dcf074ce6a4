"""One agreement in every format that is read: as a Word document, a web page, and PDFs of one and of two columns.

Word and web page number the clauses by themselves; key terms ("Price: RMB 5,000") are the rows of tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape

from made_docx import docx, level, numbering, p, row, table
from made_pdf import Put, Sheet, column, pdf, wrapped

NUMBER = re.compile(r"(?:第[一二三四五六七八九十]+条[ 　]*|(\d+)\. )")
TERM = re.compile(r"(?![甲乙]方|Seller|Buyer|User|Dealer|Operator|Member|Customer|Party)([^，。:：]{1,20})[:：] ?(.+)")
WORD_NUMBERS = numbering([level(0, "chineseCountingThousand", "第%1条", '<w:suff w:val="space"/>')], [level(0, "decimal", "%1.")])


def as_docx(text: str) -> bytes:
    """Clause numbers by automatic numbering, key terms as the rows of one table, blank lines gone."""
    blocks: list[str] = []
    rows: list[str] = []
    for line in [*filter(str.strip, text.split("\n")), ""]:
        number, term = NUMBER.match(line), TERM.fullmatch(line)
        if term and not number:
            rows.append(row(p(escape(term[1])), p(escape(term[2]))))
            continue
        if rows:
            blocks.append(table(*rows))
            rows = []
        if number:
            blocks.append(p(escape(line[number.end() :], quote=False), num=2 if number[1] else 1, level=0))
        elif line:
            blocks.append(p(escape(line, quote=False)))
    return docx("".join(blocks), numbering=WORD_NUMBERS)


def as_page(text: str) -> bytes:
    """English clauses as the items of lists, key terms as the rows of tables, a menu before and a footer after."""
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


def one_column(text: str) -> list[Sheet]:
    """A head and page numbers, English words divided at line ends."""
    lines = [line for paragraph in text.split("\n") for line in wrapped(paragraph, 420, hyphen="-")]
    parts = [lines[at : at + 40] for at in range(0, len(lines), 40)]
    return [Sheet([Put(220, 40, "订购协议 ORDER"), *column(part, y=80), Put(290, 810, f"{n}/{len(parts)}")]) for n, part in enumerate(parts, 1)]


def two_columns(text: str) -> list[Sheet]:
    lines = [line for paragraph in text.split("\n") for line in wrapped(paragraph, 220)]
    parts = [lines[at : at + 45] for at in range(0, len(lines), 45)]
    return [Sheet([*column(left), *(column(right, x=320))]) for left, right in zip(parts[::2], [*parts[1::2], []], strict=False)]


def with_table(text: str) -> list[Sheet]:
    """Key terms as a drawn table: labels at the left, values beside them, a line under each row."""
    puts: list[Put] = []
    rules: list[tuple[float, float, float, float]] = []
    sheets: list[Sheet] = []
    y = 80.0
    for line in text.split("\n"):
        term = None if NUMBER.match(line) else TERM.fullmatch(line)
        for part in [line] if term else wrapped(line, 420):
            if term:
                puts += [Put(60, y, term[1]), Put(220, y, term[2])]
                rules.append((55, y + 5, 480, y + 5.5))
            elif part:
                puts.append(Put(60, y, part))
            y += 18 if term else 15 if part else 8
            if y > 780:
                sheets.append(Sheet(puts, rules))
                puts, rules, y = [], [], 80.0
    return [*sheets, Sheet(puts, rules)] if puts else sheets


FORMATS: Mapping[str, tuple[str, Callable[[str], bytes]]] = {
    "docx": ("docx", as_docx),
    "html": ("html", as_page),
    "pdf": ("pdf", lambda text: pdf(*one_column(text))),
    "pdf of two columns": ("pdf", lambda text: pdf(*two_columns(text))),
    "pdf with a table": ("pdf", lambda text: pdf(*with_table(text))),
}
