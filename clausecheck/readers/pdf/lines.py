"""Blocks → what stands on a page, in order: printed lines, and the rows of tables cell by cell."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from clausecheck.patterns import later
from clausecheck.readers.pdf.columns import Block
from clausecheck.readers.pdf.glyphs import Box, Page
from clausecheck.readers.pdf.order import CJK, Piece, around, blank, rows_of, ruled
from clausecheck.readers.pdf.stretching import stretched, usual_gap

MARKER = later(
    r"(?:第[〇零一二三四五六七八九十百\d]+[条章节款项]|[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[)）]|"
    r"\d{1,2}(?:[.．]\d{1,2})*[.．、]?(?=\s|\Z|[\u4e00-\u9fff])|[一二三四五六七八九十]{1,3}、|[A-Z]\.|[①-⑳•·●■□◆▪–-]|"
    r"(?:Article|Section|Clause|Schedule|Annex)\s\w+)"
)
_CELL_GAP = 1.5  # sizes between two cells of a row, at least
_NEAR = 4.0  # points: edges that stand under each other
_THIN = 2.5  # points: a drawn line, no box


@dataclass(frozen=True, slots=True)
class Printed:
    """A line as printed: its box on the upright page and as shown, and the column it stands in."""

    text: str
    page: int
    box: Box
    shown: Box
    size: float
    kind: str
    column: tuple[float, float]


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of a table's row, each with its printed lines."""

    cells: tuple[tuple[Printed, ...], ...]


Item = Printed | TableRow
Zone = tuple[float, float]


def rules_of(page: Page, quarter: int) -> tuple[list[Box], list[Box]]:
    """The lines drawn on a page, level ones and upright ones (sorted from the left); the edges of boxes too."""
    across: list[Box] = []
    down: list[Box] = []
    for shape in page.shapes:
        left, top, right, bottom = page.upright(shape, quarter)
        if right - left > 20 and bottom - top > _THIN:
            across += [(left, top, right, top), (left, bottom, right, bottom)]
        elif right - left > 20:
            across.append((left, top, right, top))
        if bottom - top > 8 and right - left > _THIN:
            down += [(left, top, left, bottom), (right, top, right, bottom)]
        elif bottom - top > 8:
            down.append((left, top, left, bottom))
    return across, sorted(down)


def items_of(block: Block, page: Page, quarter: int, across: Sequence[Box], down: Sequence[Box]) -> list[Item]:
    """The lines and table rows of a block, from the top."""
    rows = rows_of(block.pieces)
    box = around([piece.box for piece in block.pieces])
    edges = _edges(rows)
    whole = stretched(rows, (box[0], box[2]), block.kind != "whole")
    cut = [[row] if at in whole else _cells(row, edges, down) for at, row in enumerate(rows)]
    zones = _zones(cut, across, down)
    make = _Maker(block, page, quarter, (box[0], box[2]), down)
    items: list[Item] = []
    for zone, group in groupby(zip(zones, cut, strict=True), key=lambda pair: pair[0]):
        make.add([cells for _, cells in group], zone, items)
    return items


def _edges(rows: Sequence[Sequence[Piece]]) -> list[tuple[float, float, float]]:
    """Left edge, right edge and middle of all pieces that are not the first of their row."""
    return [(p.box[0], p.box[2], (p.box[0] + p.box[2]) / 2) for row in rows for p in row[1:]]


def _cells(row: Sequence[Piece], edges: Sequence[tuple[float, float, float]], down: Sequence[Box]) -> list[list[Piece]]:
    """A row's pieces by cells: apart where the gap is wide and other rows have one there too, or a line is drawn.

    A gap no narrower than such a one parts two cells as well, though the row alone has it.
    """
    pairs = list(zip(row, row[1:], strict=False))
    gaps = [piece.box[0] - before.box[2] for before, piece in pairs]
    apart = [gap > _CELL_GAP * piece.size and not MARKER.fullmatch(before.text) and _aligned(piece, edges)
             for gap, (before, piece) in zip(gaps, pairs, strict=True)]
    enough = min((gap for gap, wide in zip(gaps, apart, strict=True) if wide), default=float("inf"))
    cells = [[row[0]]]
    for gap, wide, (before, piece) in zip(gaps, apart, pairs, strict=True):
        wider = gap >= enough and not MARKER.fullmatch(before.text)
        if wide or wider or ruled(before.box, piece.box, down):
            cells.append([piece])
        else:
            cells[-1].append(piece)
    return cells


def _aligned(piece: Piece, edges: Sequence[tuple[float, float, float]]) -> bool:
    own = (piece.box[0], piece.box[2], (piece.box[0] + piece.box[2]) / 2)
    return sum(any(abs(a - b) < _NEAR for a, b in zip(own, edge, strict=True)) for edge in edges) >= 2


def _zones(rows: Sequence[Sequence[Sequence[Piece]]], across: Sequence[Box], down: Sequence[Box]) -> list[Zone]:
    """Rows in one frame of drawn lines, where it has two cells, have one zone; others each have their own."""
    levels = _levels(across)
    found = [_frame(around([piece.box for cell in row for piece in cell]), levels, down) for row in rows]
    inside: dict[Zone, list[Box]] = {}
    for zone, row in zip(found, rows, strict=True):
        if zone:
            inside.setdefault(zone, []).extend(piece.box for cell in row for piece in cell)
    tables = {zone for zone, boxes in inside.items() if _divided(boxes, zone, down)}
    return [zone if zone in tables and zone else (float(index), -1.0) for index, zone in enumerate(found)]


def _divided(boxes: Sequence[Box], zone: Zone, down: Sequence[Box]) -> bool:
    """An upright line through the zone has words on both sides."""
    middle = (zone[0] + zone[1]) / 2
    lines = {rule[0] for rule in down if rule[1] <= middle <= rule[3]}
    first, last = min(box[2] for box in boxes), max(box[0] for box in boxes)
    return any(first - 1 <= x <= last + 1 for x in lines)


def _levels(across: Sequence[Box]) -> list[tuple[float, list[Box]]]:
    """Level lines by height: a table's line is often drawn cell by cell."""
    levels: list[tuple[float, list[Box]]] = []
    for rule in sorted(across, key=lambda rule: rule[1]):
        if levels and rule[1] - levels[-1][0] < _THIN:
            levels[-1][1].append(rule)
        else:
            levels.append((rule[1], [rule]))
    return levels


def _frame(box: Box, levels: Sequence[tuple[float, list[Box]]], down: Sequence[Box]) -> Zone | None:
    """The drawn lines next above and below that span a row's words; None without, or without an upright line."""
    middle = (box[1] + box[3]) / 2
    if not any(rule[1] <= middle <= rule[3] for rule in down):
        return None
    spanning = [height for height, parts in levels if _span(parts, box) >= 0.7 * (box[2] - box[0])]
    at = bisect_left(spanning, middle)
    return (spanning[at - 1], spanning[at]) if 0 < at < len(spanning) else None


def _span(parts: Sequence[Box], box: Box) -> float:
    return sum(max(0.0, min(part[2], box[2]) - max(part[0], box[0])) for part in parts)


@dataclass(frozen=True, slots=True)
class _Maker:
    block: Block
    page: Page
    quarter: int
    column: tuple[float, float]
    down: Sequence[Box]

    def add(self, rows: Sequence[Sequence[Sequence[Piece]]], zone: Zone, items: list[Item]) -> None:
        """The rows of one zone → one row of a table; a row alone → a line, a table's row, or more of the one above."""
        if len(rows) > 1:
            items.append(TableRow(self._stacked(rows, zone)))
        elif len(rows[0]) > 1:
            items.append(TableRow(tuple(_cell([self._line(cell)]) for cell in rows[0])))
        else:
            line = self._line(rows[0][0])
            above = items[-1] if items else None
            if isinstance(above, TableRow) and (more := _continued(above, line)):
                items[-1] = more
            else:
                items.append(line)

    def _line(self, pieces: Sequence[Piece]) -> Printed:
        text = pieces[0].text
        usual = usual_gap(pieces)
        for before, after in zip(pieces, pieces[1:], strict=False):
            gap = after.box[0] - before.box[2]
            between = CJK.match(text[-1]) and CJK.match(after.text[0])
            text += blank(text, after.text, gap - usual if between else gap, after.size) + after.text
        box = around([piece.box for piece in pieces])
        shown = self.page.shown(box, self.quarter)
        size = max(piece.size for piece in pieces)
        return Printed(text, self.page.number, box, shown, size, self.block.kind, self.column)

    def _stacked(self, rows: Sequence[Sequence[Sequence[Piece]]], zone: Zone) -> tuple[tuple[Printed, ...], ...]:
        """The cells between the upright lines of a zone."""
        middle = (zone[0] + zone[1]) / 2
        borders = [rule[0] for rule in self.down if rule[1] <= middle <= rule[3]]
        cells: dict[int, list[Printed]] = {}
        for line in (self._line(cell) for row in rows for cell in row):
            cells.setdefault(bisect_left(borders, line.box[0] + line.size / 2), []).append(line)
        return tuple(_cell(cells[at]) for at in sorted(cells))


def _cell(lines: Sequence[Printed]) -> tuple[Printed, ...]:
    """The lines of a cell, with the cell as their column."""
    column = (min(line.box[0] for line in lines), max(line.box[2] for line in lines))
    return tuple(replace(line, kind="cell", column=column) for line in lines)


def _continued(row: TableRow, line: Printed) -> TableRow | None:
    """A line close under a table's row that begins where a later cell of it begins is more of that cell."""
    for index, cell in enumerate(row.cells):
        last = cell[-1]
        close = 0 < line.box[3] - last.box[3] < 1.9 * line.size
        if index and close and abs(cell[0].box[0] - line.box[0]) < _NEAR:
            return TableRow((*row.cells[:index], _cell((*cell, line)), *row.cells[index + 1 :]))
    return None
