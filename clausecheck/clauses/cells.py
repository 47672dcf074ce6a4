"""Lines of cells: where a text holds tables, and what in a cell is a figure or a label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clausecheck.patterns import later

_LINE = later(r"[^\n]+")
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


def is_row(words: str) -> bool:
    """A line of short cells, three or more."""
    cells = words.strip().strip("|").split("|")
    return len(cells) > 2 and all(len(cell.strip()) <= _LONGEST_CELL and not _PROSE.search(cell) for cell in cells)


def tables(text: str) -> Iterator[list[list[Cell]]]:
    """Rows that follow one another, by tables."""
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
