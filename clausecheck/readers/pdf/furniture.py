"""What stands at the edge of pages and is no part of the agreement: running heads, feet, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from clausecheck.patterns import later
from clausecheck.readers.extract import left_out
from clausecheck.readers.pdf.order import Piece, rows_of
from clausecheck.text import Bilingual

_EDGE = 4  # lines at the top and at the bottom of a page that may be furniture
_LONGEST = 160  # characters of such a line
_NEAR = 6.0  # points by which its place may differ between pages
_NUMBER = later(
    r"(?:[-–—·|~]?#[-–—·|~]?|#(?:/|of|-)#|第#页(?:[,，/|]?共#页)?|共#页[,，/|]?第#页|第#页[/|]#页?|"
    r"(?:page|p\.?)#(?:(?:of|/)#)?|#页|[ivx]{1,5})",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Furniture:
    """The words left out, each once, in the order of their first page."""

    heads: list[str] = field(default_factory=list)
    numbers: int = 0


def without_furniture(pages: Sequence[list[Piece]], heights: Sequence[float]) -> tuple[list[list[Piece]], Furniture]:
    """The pieces of each page without what is repeated at the edges of pages, and without page numbers."""
    edges = [_edge_rows(pieces) for pieces in pages]
    counts = Counter(key for rows in edges for key in {_key(row) for row in rows})
    needed = max(2, len(pages) // 3)
    found = Furniture()
    kept: list[list[Piece]] = []
    for pieces, height in zip(pages, heights, strict=True):
        gone: set[int] = set()
        rows = rows_of(pieces)
        for row in (*_run(rows, counts, needed, height), *_run(rows[::-1], counts, needed, height)):
            if not gone.issuperset(map(id, row)):
                _note(row, found)
            gone |= set(map(id, row))
        kept.append([piece for piece in pieces if id(piece) not in gone])
    return kept, found


def repeated(furniture: Furniture) -> list[Bilingual]:
    """Notes on what was left out."""
    found = []
    if heads := " ".join(furniture.heads).strip():
        found.append(left_out("每页重复的页眉和页脚，未读", "heads and feet repeated on pages, not read", heads))
    if furniture.numbers:
        found.append(Bilingual(f"页码 {furniture.numbers} 处，未读", f"{furniture.numbers} page numbers, not read"))
    return found


def _edge_rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    rows = rows_of(pieces)
    return rows if len(rows) <= 2 * _EDGE else rows[:_EDGE] + rows[-_EDGE:]


def _text(row: Sequence[Piece]) -> str:
    return " ".join(piece.text for piece in row)


def _bare(row: Sequence[Piece]) -> str:
    """A line's words without blanks, its figures as #."""
    return re.sub(r"\d+", "#", re.sub(r"\s+", "", _text(row)))


def _key(row: Sequence[Piece]) -> tuple[str, int]:
    return _bare(row), round(row[0].box[1] / _NEAR)


def _run(
    rows: Sequence[list[Piece]], counts: Counter[tuple[str, int]], needed: int, height: float
) -> list[list[Piece]]:
    """The furniture from the edge inwards, up to the first line that is none."""
    found: list[list[Piece]] = []
    for row in rows[:_EDGE]:
        bare, slot = _key(row)
        repeated = max(counts[bare, near] for near in (slot - 1, slot, slot + 1)) >= needed and len(bare) <= _LONGEST
        outer = row[0].box[3] < 0.1 * height or row[0].box[1] > 0.9 * height
        if not (_outer(row, height) and repeated or outer and _NUMBER.fullmatch(bare)):
            break
        found.append(row)
    return found


def _outer(row: Sequence[Piece], height: float) -> bool:
    return row[0].box[3] < 0.2 * height or row[0].box[1] > 0.8 * height


def _note(row: Sequence[Piece], found: Furniture) -> None:
    if _NUMBER.fullmatch(_bare(row)):
        found.numbers += 1
        return
    words = _text(row)
    if all(re.sub(r"\d+", "#", words) != re.sub(r"\d+", "#", other) for other in found.heads):
        found.heads.append(words)
