"""Pieces of a page → blocks in reading order: columns one after the other, each block to be read row by row.

A block whose pieces leave a white strip free with lines of running text on both sides is cut there (columns), and so on
within the parts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from clausecheck.readers.pdf.glyphs import Box
from clausecheck.readers.pdf.order import Piece, around, rows_of
from clausecheck.readers.pdf.stretching import stretched

_LINES = 3  # of running text on either side of the white between columns, at least
_GUTTER = 0.8  # white between columns, at least
_COLUMN = 10  # width of a column in sizes, at least
_TOGETHER = 4  # full lines one under the other that are running text whatever else stands in the column
_WRAPPED = 0.9  # of the column's width: what goes on in the next line
_LEVEL = 0.15  # sizes by which two lines differ at most that stand in one row of a form
_FORM = 0.6  # of a side's lines that stand so
_DEPTH = 6

Kind = Literal["whole", "left", "right"]


@dataclass(frozen=True, slots=True)
class Block:
    """Pieces that are read row by row."""

    pieces: tuple[Piece, ...]
    kind: Kind = "whole"


def blocks_of(
    pieces: Sequence[Piece], rules: Sequence[Box], known: Sequence[float] = (), kind: Kind = "whole", depth: int = 0
) -> list[Block]:
    """Pieces → blocks in reading order. `rules`: boxes of the lines drawn; lines across a strip make it a table's.

    `known`: where right columns begin on other pages: there a line is enough.
    """
    band = _columns(pieces, rules, known) if depth < _DEPTH else None
    if band is None:
        return [Block(tuple(pieces), kind)] if pieces else []
    left, right = band
    inside = set(map(id, (*left, *right)))
    top = min(piece.box[1] for piece in (*left, *right))
    rest = [piece for piece in pieces if id(piece) not in inside]
    above = [piece for piece in rest if piece.box[1] < top]
    below = [piece for piece in rest if piece.box[1] >= top]
    return [
        *blocks_of(above, rules, known, kind, depth + 1),
        *blocks_of(left, rules, known, "left", depth + 1),
        *blocks_of(right, rules, known, "right", depth + 1),
        *blocks_of(below, rules, known, kind, depth + 1),
    ]


def right_edges(blocks: Iterable[Block]) -> list[float]:
    """Where right columns begin, without what is nearly the same."""
    edges: list[float] = []
    for edge in sorted(min(piece.box[0] for piece in block.pieces) for block in blocks if block.kind == "right"):
        if not edges or edge - edges[-1] > 4:
            edges.append(edge)
    return edges[:8]


def _columns(
    pieces: Sequence[Piece], rules: Sequence[Box], known: Sequence[float], parts: int = 2
) -> tuple[list[Piece], list[Piece]] | None:
    """The largest stretch of two columns: what is left and what is right of their white strip."""
    if not pieces:
        return None
    ordered = sorted(pieces, key=lambda piece: piece.box[1])
    across = _set_across(pieces)
    size = median(piece.size for piece in pieces)
    best: tuple[list[Piece], list[Piece]] | None = None
    for edge in (*_edges(pieces, size), *known):
        needed = 1 if edge in known else _LINES
        for left, right in _bands(ordered, edge - 0.2 * size, across):
            larger = best is None or len(left) + len(right) > len(best[0]) + len(best[1])
            if larger and len(right) >= needed and _are_columns(left, right, size, rules, edge in known, parts):
                best = (left, right)
    return best


def _edges(pieces: Sequence[Piece], size: float) -> list[float]:
    """Where lines often begin, away from the left margin: the left edges of columns."""
    margin = min(piece.box[0] for piece in pieces)
    counts = Counter(round(piece.box[0] / 3) for piece in pieces if piece.box[0] > margin + _COLUMN * size)
    common = [slot for slot, count in counts.most_common(12) if count + counts[slot - 1] + counts[slot + 1] >= _LINES]
    return [min(p.box[0] for p in pieces if abs(round(p.box[0] / 3) - slot) <= 1) for slot in common]


def _set_across(pieces: Sequence[Piece]) -> dict[int, Box]:
    """The words of headings that are stretched over all columns, by id, each with the box of its heading."""
    box = around([piece.box for piece in pieces])
    rows = rows_of(pieces)
    return {id(piece): around([one.box for one in rows[at]])
            for at in stretched(rows, (box[0], box[2]), False) for piece in rows[at]}


def _bands(ordered: Sequence[Piece], x: float, across: Mapping[int, Box]) -> Iterable[tuple[list[Piece], list[Piece]]]:
    """Stretches from the top in which nothing crosses x: what is left and right of it."""
    left: list[Piece] = []
    right: list[Piece] = []
    for piece in ordered:
        box = across.get(id(piece), piece.box)
        if box[0] < x < box[2]:
            yield left, right
            left, right = [], []
        elif piece.box[2] <= x:
            left.append(piece)
        else:
            right.append(piece)
    yield left, right


def _are_columns(
    left: Sequence[Piece], right: Sequence[Piece], size: float, rules: Sequence[Box], known: bool, parts: int
) -> bool:
    """Running text on both sides, or what can be cut again (`parts` times at most).

    `known`: a right column begins there on another page, so it is enough that one side is running text.
    """
    if len(left) < _LINES:
        return False
    strip = (max(piece.box[2] for piece in left), min(piece.box[0] for piece in right))
    if strip[1] - strip[0] < _GUTTER * size:
        return False
    run = [_runs(side, size) or parts > 0 and _columns(side, rules, (), parts - 1) is not None
           for side in (left, right)]
    running = any(run) if known else run[0] and (run[1] or len(right) < _LINES)
    if not running and not _written_apart(left, right, size):
        return False
    box = around([piece.box for piece in (*left, *right)])
    across = [rule for rule in rules if rule[0] < strip[0] and rule[2] > strip[1] and box[1] < rule[1] < box[3]]
    return len({round(rule[1]) for rule in across}) < 2


def _runs(side: Sequence[Piece], size: float) -> bool:
    """Running text: many lines fill the column, or some do one under the other."""
    rows = [around([piece.box for piece in row]) for row in rows_of(side)]
    widest = max(row[2] for row in rows) - min(row[0] for row in rows)
    filled = [row[2] - row[0] > 0.75 * widest for row in rows]
    together = any(all(filled[at : at + _TOGETHER]) for at in range(len(rows) - _TOGETHER + 1))
    return len(rows) >= _LINES and widest >= _COLUMN * size and (sum(filled) >= 0.35 * len(rows) or together)


def _written_apart(left: Sequence[Piece], right: Sequence[Piece], size: float) -> bool:
    """The file has the one side's words after all of the other's, some lines go on in the next, and it is no form.

    Of a table the file has one cell after the other, of a form its labels first and then what fills it.
    """
    sides = [[around([piece.box for piece in row]) for row in rows_of(side)] for side in (left, right)]
    if any(max(row[2] for row in rows) - min(row[0] for row in rows) < _COLUMN * size for rows in sides):
        return False
    few, many = sorted(sides, key=len)
    level = sum(any(abs(a[3] - b[3]) < _LEVEL * size for b in many) for a in few)
    order = sorted((p.at, n) for n, side in enumerate((left, right)) for p in side if p.at is not None)
    turns = [side for _, side in order]
    changes = sum(a != b for a, b in zip(turns, turns[1:], strict=False))
    return 1 <= changes <= 2 and level < _FORM * len(few) and sum(map(_going_on, sides)) >= _LINES


def _going_on(rows: Sequence[Box]) -> int:
    """Lines that fill the column and have another close under them."""
    widest = max(row[2] for row in rows) - min(row[0] for row in rows)
    return sum(row[2] - row[0] > _WRAPPED * widest and below[3] - row[3] < 2 * (row[3] - row[1])
               for row, below in zip(rows, rows[1:], strict=False))
