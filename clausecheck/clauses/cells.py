"""Lines of cells: where a text holds tables, and what in a cell is a figure or a label.

Cells are told by the strokes between them; without strokes, where a line of labels stands above a line of as many sums.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clausecheck.patterns import later

_LINE = later(r"[^\n]+")
_FIRST_LINE = later(r"\s*([^\n]+)")
_LONGEST_PAIR = 120  # characters of a line of labels, or of sums
_RULE = later(r"[\s|:+-]+")
_LONGEST_CELL, _LONGEST_LABEL = 60, 36
_PROSE = later(r"[。；;！？]|[.!?] ")
PARENS = later(r"[（(][^（）()]*[）)]")
FIGURE = later(
    r"\d|[壹贰叁肆伍陆柒捌玖拾佰仟]|[_＿]{2,}|□|【[\s●•_]*】|\[[\s●•_]*\]|\A[/—-]*\Z|\A待定|\A另议|\A[万亿]?元整?\Z"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's words, without the blanks around them: text[start:end]."""

    start: int
    end: int
    words: str


Row = Sequence[Cell]
_MONEY_LABEL = later(
    r"(?:[\u3400-\u9fff]{0,8}(?:价款|总价|房价|车价|售价|货价|定金|订金|押金|保证金|尾款|余款|首付款?|预付款|车款|房款|全款|金额|合计)"
    r"(?:[（(][^（）()\s]{1,10}[）)])?"
    r"|(?:[a-z]+ ){0,3}(?:price|deposit|earnest money|balance|down payment|amount|total)(?: \([^()]{1,12}\))?)[:：]?",
    re.IGNORECASE,
)
_MONEY = later(
    r"(?:rmb|cny|usd|us\$|eur|gbp|hkd|hk\$|人民币|[¥￥$€£])?[ ]?\d[\d,，.]*[ ]?"
    r"(?:[万亿]?元整?|万|rmb|cny|yuan|usd|eur)?",
    re.IGNORECASE,
)
_BLANKS = later(r"[ \t\u3000]+")
_WIDE_BLANKS = later(r"[ ]{2,}|\t[ \t]*|\u3000+")


def is_row(words: str) -> bool:
    """A line of short cells, three or more."""
    cells = words.strip().strip("|").split("|")
    return len(cells) > 2 and all(len(cell.strip()) <= _LONGEST_CELL and not _PROSE.search(cell) for cell in cells)


def tables(text: str) -> Iterator[list[list[Cell]]]:
    """Rows that follow one another, by tables."""
    if "|" in text:
        yield from _with_strokes(text)
    yield from _with_blanks(text)


def _with_blanks(text: str) -> Iterator[list[list[Cell]]]:
    """A line of nothing but labels of sums above a line of as many sums: printed forms, tables without lines."""
    above: list[list[Cell]] = []
    for line in _LINE.finditer(text):
        if not line.group().strip():
            continue
        pair = _pair(above, line)
        if pair:
            yield pair
        above = _labels(line)


def stands_in_pair(text: str, first: int, last: int) -> bool:
    """Is text[first:last] a line of labels above sums, or the line of the sums, though they may not be as many?"""
    if last - first > _LONGEST_PAIR or "|" in text[first:last]:
        return False
    line = _LINE.match(text, first, last)
    after = _FIRST_LINE.match(text, last)
    if line is None:
        return False
    if after is not None and _labels(line) and _sums(after):
        return True
    before = text[:first].rstrip()
    above = _LINE.match(text, before.rfind("\n") + 1, len(before)) if before else None
    return above is not None and bool(_labels(above) and _sums(line))


def _labels(line: re.Match[str]) -> list[list[Cell]]:
    """The labels of sums that a line holds and nothing else, by the ways to split it."""
    if len(line.group()) > _LONGEST_PAIR or "|" in line.group():
        return []
    ways = (_split(line, blanks) for blanks in (_WIDE_BLANKS, _BLANKS))
    return [cells for cells in ways if cells and all(_MONEY_LABEL.fullmatch(cell.words) for cell in cells)]


def _sums(line: re.Match[str]) -> list[list[Cell]]:
    """The sums that a line holds and nothing else, by the ways to split it."""
    if len(line.group()) > _LONGEST_PAIR:
        return []
    ways = (_split(line, blanks) for blanks in (_WIDE_BLANKS, _BLANKS))
    return [cells for cells in ways if cells and all(_MONEY.fullmatch(cell.words) for cell in cells)]


def _pair(above: Sequence[list[Cell]], line: re.Match[str]) -> list[list[Cell]]:
    """The labels and the sums under them; nothing where they are not as many."""
    found = ([labels, sums] for sums in (_sums(line) if above else ()) for labels in above if len(labels) == len(sums))
    return next(found, [])


def _split(line: re.Match[str], blanks: re.Pattern[str]) -> list[Cell]:
    """The stretches of a line between such blanks."""
    words, at = line.group(), 0
    cells: list[Cell] = []
    for gap in [*blanks.finditer(words), None]:
        end = len(words) if gap is None else gap.start()
        bare = words[at:end].strip()
        if bare:
            start = line.start() + at + len(words[at:end]) - len(words[at:end].lstrip())
            cells.append(Cell(start, start + len(bare), bare))
        at = end if gap is None else gap.end()
    return cells


def _with_strokes(text: str) -> Iterator[list[list[Cell]]]:
    table: list[list[Cell]] = []
    for line in _LINE.finditer(text):
        if "|" in line.group() and _RULE.fullmatch(line.group()):
            continue
        cells = _cells(line.group(), line.start())
        if cells:
            table.append(cells)
        elif table:
            yield table
            table = []
    yield table


def _cells(line: str, start: int) -> list[Cell]:
    """The cells of a line; none where it is no row, or holds prose."""
    if "|" not in line:
        return []
    left = len(line) - len(line.lstrip())
    words = line.strip()
    if words.startswith("|") and words.endswith("|") and len(words) > 1:
        left, words = left + 1, words[1:-1]
    cells, at = [], start + left
    for part in words.split("|"):
        bare = part.strip()
        if len(bare) > _LONGEST_CELL or _PROSE.search(bare):
            return []
        begin = at + (len(part) - len(part.lstrip()) if bare else 0)
        cells.append(Cell(begin, begin + len(bare), bare))
        at += len(part) + 1
    return cells if len(cells) > 1 else []


def start_of(row: Row, text: str) -> int:
    """Where the line of a row begins, without blanks."""
    begin = text.rfind("\n", 0, row[0].start) + 1
    return begin + len(text[begin : row[0].start + 1]) - len(text[begin : row[0].start + 1].lstrip())


def is_label(cell: Cell) -> bool:
    """A few words without a figure, or with one in brackets."""
    bare = PARENS.sub("", cell.words)
    return bool(bare.strip()) and len(cell.words) <= _LONGEST_LABEL and FIGURE.search(bare) is None
