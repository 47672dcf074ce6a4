"""Lines that are stretched to the width of a narrow column: their wide gaps stand between words, not between cells."""

from __future__ import annotations

from collections.abc import Sequence

from clausecheck.readers.pdf.order import CJK, Piece

_ALIKE = (0.35, 0.7)  # sizes by which the gaps of a stretched line differ at most: of Latin words, with Chinese ones
_WORDS = 0.2  # sizes between words, at least: less is inside of one (a ligature)
_FLUSH = 0.5  # sizes
_UNDER = 1.5  # points: words that begin under each other


def stretched(rows: Sequence[Sequence[Piece]], column: tuple[float, float], narrow: bool) -> frozenset[int]:
    """Which rows are stretched. `column`: left and right edge; `narrow`: it is one of several on the page.

    Such a row ends where the column does, its gaps are alike, and its words do not stand under those of the next rows.
    """
    return frozenset(at for at, row in enumerate(rows) if _stretched(row, column, narrow)
                     and not any(_under(row, rows[near]) for near in (at - 1, at + 1) if 0 <= near < len(rows)))


def _stretched(row: Sequence[Piece], column: tuple[float, float], narrow: bool) -> bool:
    size = max(piece.size for piece in row)
    gaps = [gap for gap in _gaps(row) if gap > _WORDS * size]
    if not gaps or abs(row[-1].box[2] - column[1]) > _FLUSH * size:
        return False
    chinese = any(CJK.search(piece.text) for piece in row)
    if len(gaps) == 1 and (chinese or not narrow or abs(row[0].box[0] - column[0]) > _FLUSH * size):
        return False
    return max(gaps) - min(gaps) <= _ALIKE[chinese] * size and not any(" " in piece.text for piece in row)


def _under(row: Sequence[Piece], other: Sequence[Piece]) -> bool:
    """Most of the words begin where words of the other row do, as the cells of a table's column."""
    starts = [piece.box[0] for piece in other[1:]]
    met = sum(any(abs(piece.box[0] - start) < _UNDER for start in starts) for piece in row[1:])
    return 3 * met >= 2 * (len(row) - 1)


def _gaps(row: Sequence[Piece]) -> list[float]:
    return [after.box[0] - before.box[2] for before, after in zip(row, row[1:], strict=False)]


def usual_gap(row: Sequence[Piece]) -> float:
    """What a stretched line has between any two Chinese characters, in points; 0 where it is not so stretched."""
    gaps = [after.box[0] - before.box[2] for before, after in zip(row, row[1:], strict=False)
            if CJK.match(before.text[-1]) and CJK.match(after.text[0])]
    return min(gaps) if len(gaps) > 2 else 0.0
