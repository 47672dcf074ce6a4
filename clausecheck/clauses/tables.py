"""Rows of tables: each figure is read with the label that says what it is, from above its column or from beside it.

    车型 | 车辆总价（元） | 定金（元）        →  "车辆总价（元）：100,000"  "定金（元）：5,000"
    澜屿L7 | 100,000 | 5,000

    期数 | 付款日期 | 金额（万元）            →  "付款日期：2026-03-01"  "第1期（万元）：6"
    1 | 2026-03-01 | 6

What is said of a figure is a sentence of its own; its view begins with the label, whose characters stay where they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from clausecheck.clauses.cells import FIGURE, Cell, Row, is_label, start_of, tables
from clausecheck.folding import fold
from clausecheck.patterns import later

_NUMBER = later(r"(?:rmb|cny|usd|us|eur|gbp|hkd|人民币)?[\W\d_]*(?:[万亿]?元整?|万|rmb|yuan)?", re.IGNORECASE)
_EMPTY = later(r"[/—\s-]*")
_UNIT_PRICE = later(r"单价|每|/|unit|per\b|each", re.IGNORECASE)
_SPECIFIC = later(r"价款|总价|[车房售货]价|定金|订金|押金|保证金|尾款|余款|首付|预付|车款|房款|全款"
                  r"|price|deposit|earnest|balance|down payment", re.IGNORECASE)
_PRICED = later(r"价(?!外)|价款|price", re.IGNORECASE)
_GENERIC = later(r"金额|款项|费用|小计|数额|合计|应付|amount|\bsum\b|\bfees?\b|total", re.IGNORECASE)
_SHARE = later(r"比例|百分比|占比|percentage|ratio|share|%", re.IGNORECASE)
_DAY = later(r"日期|时间|日\Z|期限|\bdates?\b|\bdue\b|\bday\b", re.IGNORECASE)
_PERIOD = later(r"期数|期次|期别|批次|instal?lments?|phase|stage|payment no", re.IGNORECASE)
_TOTAL = later(r"\s*(?:合\s?计|总\s?计|共\s?计|总额|grand total|total)\s*[:：]?\s*", re.IGNORECASE)
_UNIT = later(
    r"[（(](?:单位[:：]?)?(?:万?元|人民币万?元?|rmb|cny|yuan|[¥￥]|美元|usd|us\$|\$|eur|€|欧元|gbp|£|英镑|hkd|hk\$|港[元币])"
    r"[）)]",
    re.IGNORECASE,
)
_COUNT = later(r"第?\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?期?")
_HAN = later("[\u3400-\u9fff]")


View = tuple[str, tuple[int, ...]]  # as Sentence.view and offsets


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence of a row: text[start:end], and the view that it is read by where that begins with a label."""

    start: int
    end: int
    view: View | None = None


def read_tables(text: str) -> Mapping[int, tuple[Part, ...]]:
    """Where a row of cells begins → its sentences. Rows that are read as any other line are not among them."""
    found: dict[int, tuple[Part, ...]] = {}
    for table in tables(text):
        at = 0
        while at < len(table):
            below = _below(table, at)
            if below:
                found[start_of(table[at], text)] = ()  # its labels are read with each figure
                heads, data = table[at], table[at + 1 : at + 1 + below]
                priced = _priced(data)
                for row in data:
                    parts = tuple(_headed(text, heads, row, priced))
                    if parts:
                        found[start_of(row, text)] = parts
                at += 1 + below
                continue
            parts = tuple(_pairs(text, table[at]))
            if parts:
                found[start_of(table[at], text)] = parts
            at += 1
    return found


def table_views(text: str) -> Mapping[tuple[int, int], View]:
    """[start, end) of each sentence whose view begins with a label from elsewhere → that view."""
    return {(part.start, part.end): part.view for parts in read_tables(text).values() for part in parts if part.view}


def _below(table: Sequence[Row], at: int) -> int:
    """How many rows stand under the labels in row `at`; 0 where it holds no labels of columns."""
    heads = table[at]
    money = [_is_money(cell) for cell in heads]
    if not any(money) or not all(is_label(cell) or (not n and not cell.words) for n, cell in enumerate(heads)):
        return 0
    count = 0
    for row in table[at + 1 :]:
        if len(row) > len(heads) or (len(row) == len(heads) and all(map(is_label, row)) and len(row) > 2):
            break
        if not any(FIGURE.search(cell.words) for cell in row):
            break
        count += 1
    first = table[at + 1] if count else ()
    under = zip(money[len(heads) - len(first) :], first, strict=True)
    return count if any(is_money and FIGURE.search(cell.words) for is_money, cell in under) else 0


def _is_money(head: Cell) -> bool:
    return (_SPECIFIC.search(head.words) or _GENERIC.search(head.words)) is not None


def _headed(text: str, heads: Row, row: Row, priced: str | None) -> Iterator[Part]:
    """The sentences of a row. One with fewer cells (some are merged) stands under the last of the labels."""
    above = heads[len(heads) - len(row) :]
    label = _label(text, above, row, priced)
    figures = [n for n, head in enumerate(above) if _is_money(head) and not _UNIT_PRICE.search(head.words)
               and FIGURE.search(row[n].words)]
    rest: list[Cell] = []
    for n, (head, cell) in enumerate(zip(above, row, strict=True)):
        part = None
        left = label if label and label[1][0] <= cell.start else None
        if n in figures:
            specific = _SPECIFIC.search(head.words) is not None
            view = fold(text, head.start, head.end) if specific else left and _with_unit(left, head)
            part = _part(text, view, cell) if view else None
        elif _DAY.search(head.words) and re.search(r"\d|[_＿]{2,}", cell.words):
            part = _part(text, fold(text, head.start, head.end), cell)
        elif _SHARE.search(head.words) and left and not figures and cell.words:
            part = _part(text, left, cell)
        told = bool(figures) and _SHARE.search(head.words) and _NUMBER.fullmatch(cell.words)  # the sum says it too
        if part is None and label is not None and (told or label[1][0] == cell.start):
            continue
        if part is None and cell.words:
            rest.append(cell)
            continue
        yield from _rest(rest)
        rest = []
        if part is not None:
            yield part
    yield from _rest(rest)


def _rest(cells: Sequence[Cell]) -> Iterator[Part]:
    if cells:
        yield Part(cells[0].start, cells[-1].end)


def _label(text: str, above: Row, row: Row, priced: str | None) -> View | None:
    """What a row's figures are, by the words at its left: a thing, an instalment by its number, the price."""
    for head, cell in zip(above, row, strict=True):
        if _PERIOD.search(head.words) and _COUNT.fullmatch(cell.words):
            return _instalment(text, cell)
        if _is_money(head) or _NUMBER.fullmatch(cell.words):
            continue
        if cell.words:
            return _as_price(cell) if cell.words == priced else fold(text, cell.start, cell.end)
    return None


def _priced(data: Sequence[Row]) -> str | None:
    """The name of the row whose figure is the price: of the only thing sold, or else of the sum of all.

    None where a row is called so, or nothing tells.
    """
    names = [_name(row) for row in data]
    money = [name for name in names if _SPECIFIC.search(name)]
    sold = [name for name in names if not _SPECIFIC.search(name) and not _TOTAL.fullmatch(name)]
    if any(_PRICED.search(name) for name in money):
        return None
    if len(sold) == 1:
        return sold[0]
    return None if money else next((name for name in names if _TOTAL.fullmatch(name)), None)


def _name(row: Row) -> str:
    """The first words of a row that are no figure."""
    return next((cell.words for cell in row if not _NUMBER.fullmatch(cell.words)), "")


def _instalment(text: str, cell: Cell) -> View:
    view, offsets = fold(text, cell.start, cell.end)
    if "期" in view:
        return view, offsets
    if _HAN.search(text) is None:
        return f"instalment {view}", (*[cell.start] * len("instalment "), *offsets)
    return f"第{view}期", (cell.start, *offsets[:-1], offsets[-1] - 1, offsets[-1])


def _as_price(cell: Cell) -> View:
    """合计 under 金额, or the only thing there is, is what the contract costs."""
    view = "总价" if _HAN.search(cell.words) else "total price"
    return view, (*[cell.start] * (len(view) - 1), cell.end - 1, cell.end)


def _with_unit(label: View, head: Cell) -> View:
    """（万元） above a column holds for each figure in it."""
    unit = _UNIT.search(head.words)
    if unit is None or _UNIT.search(label[0]):
        return label
    words = unit.group().lower()
    return label[0] + words, (*label[1][:-1], *[label[1][-1] - 1] * len(words), label[1][-1])


def _part(text: str, label: View, cell: Cell) -> Part:
    """A figure behind its label; one that is left out as a blank to be filled in."""
    view, offsets = label[0] + "：", (*label[1][:-1], label[1][-2])
    last = offsets[-1]
    if _EMPTY.fullmatch(cell.words):
        blank = "____元"
        beside = label[1][-1] > cell.start - 4  # it stands beside its label, not under it
        start, end = (label[1][0], last + 1) if beside else (cell.start - 1, cell.start)
        return Part(start, end, (view + blank, (*offsets, *[last] * len(blank), last + 1)))
    words, places = fold(text, cell.start, cell.end)
    return Part(cell.start, cell.end, (view + words, (*offsets, *places)))


def _pairs(text: str, row: Row) -> Iterator[Part]:
    """车辆总价（元） | 100,000 | 定金（元） | 5,000: label and figure by turns."""
    if len(row) % 2 or not all(is_label(cell) for cell in row[::2]):
        return
    if not any(FIGURE.search(cell.words) for cell in row[1::2]):
        return
    blank = [_EMPTY.fullmatch(value.words) is not None and _SPECIFIC.search(label.words) is not None
             for label, value in zip(row[::2], row[1::2], strict=True)]
    for is_blank, label, value in zip(blank, row[::2], row[1::2], strict=True):
        if is_blank or (_UNIT.search(label.words) and FIGURE.search(value.words)):
            part = _part(text, fold(text, label.start, label.end), value)
            yield Part(label.start, part.end, part.view)
        elif len(row) > 2:
            yield Part(label.start, value.end if value.words else label.end)
