"""Tables without drawn lines, told by the order of the file: cell after cell, row after row.

Where neighbouring cells have several printed lines each, the page alone does not tell them from lines with a wide gap.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from clausecheck.readers.pdf.glyphs import Box
from clausecheck.readers.pdf.order import Piece, around, level

_BESIDE = 1.5  # sizes between pieces of one cell's line, at most
_UNDER = 2.2  # sizes from a cell's line to the next
_APART = 0.3  # sizes between two cells
_EVEN = 0.5  # sizes by which the tops of a row's cells differ
_NEAR = 4.0  # points: cells that stand under each other
_ROOM = 1.0  # points between a row and the line that is put above it

Cell = list[Piece]
Row = list[Cell]


def lines_between(pieces: Sequence[Piece], down: Sequence[Box]) -> tuple[list[Box], list[Box]]:
    """The lines, level and upright, that such tables would have. `down`: the upright ones that are drawn.

    A table has two rows at least, and one of them two cells of several lines.
    """
    rows = [row for row in _rows(_cells(pieces)) if len(row) > 1 and not _drawn_between(row, down)]
    across: list[Box] = []
    upright: list[Box] = []
    for _, group in groupby(_numbered(rows), key=lambda pair: pair[0]):
        table = [row for _, row in group]
        if len(table) > 1 and any(sum(_lines(cell) > 1 for cell in row) > 1 for row in table):
            for row in table:
                left, top, right, bottom = around([piece.box for cell in row for piece in cell])
                top, bottom = top - _ROOM, bottom + _ROOM
                across += [(left, top, right, top), (left, bottom, right, bottom)]
                upright += [(x, top, x, bottom) for x in map(_between, row, row[1:])]
    return across, upright


def _cells(pieces: Sequence[Piece]) -> list[Cell]:
    cells: list[Cell] = []
    for piece in sorted((p for p in pieces if p.at is not None), key=lambda piece: piece.at or 0):
        if cells and _goes_on(cells[-1], piece):
            cells[-1].append(piece)
        else:
            cells.append([piece])
    return cells


def _goes_on(cell: Cell, piece: Piece) -> bool:
    last = cell[-1]
    if level(last.box, piece.box):
        return piece.box[0] - last.box[2] + piece.size >= 0 and piece.box[0] - last.box[2] < _BESIDE * piece.size
    left = min(one.box[0] for one in cell)
    return 0 < piece.box[3] - last.box[3] < _UNDER * piece.size and abs(piece.box[0] - left) < 2 * piece.size


def _rows(cells: Sequence[Cell]) -> list[Row]:
    rows: list[Row] = []
    for cell in cells:
        last = around([piece.box for piece in rows[-1][-1]]) if rows else None
        box, size = around([piece.box for piece in cell]), cell[0].size
        if last and box[0] - last[2] > _APART * size and abs(box[1] - last[1]) < _EVEN * size:
            rows[-1].append(cell)
        else:
            rows.append([cell])
    return rows


def _numbered(rows: Sequence[Row]) -> list[tuple[int, Row]]:
    """Rows with the number of their table: one under the other, their cells under each other."""
    numbered: list[tuple[int, Row]] = []
    for row in rows:
        number = len(numbered)
        if numbered and _edges_near(numbered[-1][1], row):
            number = numbered[-1][0]
        numbered.append((number, row))
    return numbered


def _edges_near(above: Row, below: Row) -> bool:
    return len(above) == len(below) and below[0][0].box[1] > above[0][-1].box[1] and all(
        abs(a[0].box[0] - b[0].box[0]) < _NEAR for a, b in zip(above, below, strict=True))


def _drawn_between(row: Row, down: Sequence[Box]) -> bool:
    middle = (row[0][0].box[1] + row[0][0].box[3]) / 2
    return any(a[0].box[0] < rule[0] < b[0].box[0] and rule[1] <= middle <= rule[3]
               for rule in down for a, b in zip(row, row[1:], strict=False))


def _between(left: Cell, right: Cell) -> float:
    return (max(piece.box[2] for piece in left) + min(piece.box[0] for piece in right)) / 2


def _lines(cell: Cell) -> int:
    return 1 + sum(not level(a.box, b.box) for a, b in zip(cell, cell[1:], strict=False))
