"""Characters with boxes → blocks of printed lines in reading order: columns one after the other, rows left to right.

Characters are joined to pieces where they follow each other in a line; a block whose pieces leave a white strip free
with lines of running text on both sides is cut there (columns), and so on within the parts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median, median_low
from typing import Literal

from clausecheck.patterns import later
from clausecheck.readers.pdf.glyphs import Box, Glyph

CJK = later(
    "[\u2e80-\u2fff\u3001-\u312f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff65\uac00-\ud7af]"
)
HAN = later("[\u3400-\u4dbf\u4e00-\u9fff]")
_NUMBERED = later(r"[\d.．]{1,6}")
_AIR = (0.1, 0.4)  # sizes between Chinese and Latin characters that are set apart
JUMP = 0.9  # a gap of so many sizes begins a new piece
_BLANK = 0.22  # a gap of so many sizes is a blank
_BLANK_ZH = 0.18  # between Chinese characters, where pdfium takes it for one
_WIDE = 0.6  # between Chinese characters, in any case
_GUTTER = 0.8  # white between columns, at least
_LINES = 3  # of running text on either side of it, at least
_COLUMN = 10  # width of a column in sizes, at least
_TOGETHER = 4  # full lines one under the other that are running text whatever else stands in the column
_DEPTH = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters in a row without a jump between them."""

    text: str
    box: Box
    size: float


Kind = Literal["whole", "left", "right"]


@dataclass(frozen=True, slots=True)
class Block:
    """Pieces that are read row by row."""

    pieces: tuple[Piece, ...]
    kind: Kind = "whole"


def pieces_of(glyphs: Sequence[Glyph], down: Sequence[Box] = ()) -> list[Piece]:
    """The characters, in the order of the file, as pieces; what is drawn twice in one place (bold) is there once.

    `down`: the upright lines drawn on the page, from the left: a piece ends at them.
    """
    pieces: list[Piece] = []
    run: list[Glyph] = []
    glyphs = list(_once(glyphs))
    airy = _sets_latin_apart(glyphs)
    for glyph in glyphs:
        if run and (not _follows(run[-1], glyph) or ruled(run[-1].box, glyph.box, down)):
            pieces.append(_piece(run, airy))
            run = []
        run.append(glyph)
    return [*pieces, _piece(run, airy)] if run else pieces


def _once(glyphs: Sequence[Glyph]) -> Iterable[Glyph]:
    seen: dict[tuple[str, int, int], Box] = {}
    before: Glyph | None = None
    for glyph in glyphs:
        step = max(2.0, glyph.size)
        at = (glyph.text, int(glyph.box[0] // step), int(glyph.box[1] // step))
        box = seen.get(at)
        ligature = before is not None and glyph.text == before.text == "f" and glyph.box == before.box
        before = glyph
        if box and not ligature and max(abs(box[0] - glyph.box[0]), abs(box[1] - glyph.box[1])) < 0.15 * glyph.size:
            continue
        seen[at] = glyph.box
        yield glyph


def _follows(before: Glyph, after: Glyph) -> bool:
    size = max(before.size, after.size)
    gap = after.box[0] - before.box[2]
    return -0.5 * size < gap < JUMP * size and level(before.box, after.box)


def ruled(before: Box, after: Box, down: Sequence[Box]) -> bool:
    """An upright line is drawn between two boxes of a row. `down` is sorted."""
    middle = (after[1] + after[3]) / 2
    for index in range(bisect_left(down, (before[2] - 1,)), len(down)):
        if down[index][0] > after[0] + 1:
            return False
        if down[index][1] <= middle <= down[index][3]:
            return True
    return False


def level(a: Box, b: Box) -> bool:
    """Both stand in one line: they overlap by half of the lower one."""
    overlap = min(a[3], b[3]) - max(a[1], b[1])
    return overlap > 0.5 * min(a[3] - a[1], b[3] - b[1])


def _sets_latin_apart(glyphs: Sequence[Glyph]) -> bool:
    """Word and others set Chinese and Latin characters apart by a quarter, without a blank in the text."""
    gaps = [_gap(a, b) for a, b in zip(glyphs, glyphs[1:], strict=False) if _mixed(a, b) and level(a.box, b.box)]
    return len(gaps) >= _LINES and sum(_AIR[0] < gap < _AIR[1] for gap in gaps) > 0.6 * len(gaps)


def _mixed(a: Glyph, b: Glyph) -> bool:
    """A Chinese character beside a Latin letter or digit."""
    return bool(HAN.match(a.text) and b.text.isascii() and b.text.isalnum()
                or HAN.match(b.text) and a.text.isascii() and a.text.isalnum())


def _gap(before: Glyph, after: Glyph) -> float:
    """Between two characters, in sizes."""
    return (after.box[0] - before.box[2]) / after.size


def _piece(run: Sequence[Glyph], airy: bool) -> Piece:
    text = run[0].text
    usual = _usual_gap(run)
    for before, after in zip(run, run[1:], strict=False):
        gap = _gap(before, after)
        if airy and gap < _AIR[1] and not after.spaced and _mixed(before, after) and not _NUMBERED.fullmatch(text):
            text += after.text
            continue
        text += (" " if _blank_between(before, after, gap, usual) else "") + after.text
    return Piece(text, around([glyph.box for glyph in run]), max(glyph.size for glyph in run))


def _usual_gap(run: Sequence[Glyph]) -> float:
    """Between letters, in sizes: above 0 where they are set apart, or a line is stretched."""
    gaps = [_gap(before, after) for before, after in zip(run, run[1:], strict=False)]
    return max(0.0, median_low(gaps)) if len(gaps) > _LINES else 0.0


def _blank_between(before: Glyph, after: Glyph, gap: float, usual: float) -> bool:
    if after.spaced:
        return gap > -0.1
    if CJK.match(before.text) and CJK.match(after.text):
        return gap > usual + (_BLANK_ZH if after.parted else _WIDE)
    return gap > usual + (_BLANK / 2 if after.parted else _BLANK)


def blank(before: str, after: str, gap: float, size: float) -> str:
    """What stands between two stretches of a line that are `gap` apart."""
    chinese = CJK.match(before[-1:]) or CJK.match(after[:1])
    return " " if gap > (_WIDE if chinese else _BLANK) * size else ""


def around(boxes: Sequence[Box]) -> Box:
    """The box around boxes."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))


def rows_of(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces by lines, from the top; each line from the left."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.box[1] + piece.box[3], piece.box[0])):
        if rows and level(max(rows[-1], key=lambda other: other.size).box, piece.box):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.box[0]) for row in rows]


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
    size = median(piece.size for piece in pieces)
    best: tuple[list[Piece], list[Piece]] | None = None
    for edge in (*_edges(pieces, size), *known):
        needed = 1 if edge in known else _LINES
        for left, right in _bands(ordered, edge - 0.2 * size):
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


def _bands(ordered: Sequence[Piece], x: float) -> Iterable[tuple[list[Piece], list[Piece]]]:
    """Stretches from the top in which no piece crosses x: what is left and right of it."""
    left: list[Piece] = []
    right: list[Piece] = []
    for piece in ordered:
        if piece.box[0] < x < piece.box[2]:
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
    if not (any(run) if known else run[0] and (run[1] or len(right) < _LINES)):
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
