"""Characters with boxes → pieces, where they follow each other in a line, and pieces → rows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median_low

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
_LINES = 3  # gaps that show what is usual, at least


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters in a row without a jump between them. `at`: which piece of the file it is; None where none is told."""

    text: str
    box: Box
    size: float
    at: int | None = None


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
            pieces.append(_piece(run, airy, len(pieces)))
            run = []
        run.append(glyph)
    return [*pieces, _piece(run, airy, len(pieces))] if run else pieces


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


def _piece(run: Sequence[Glyph], airy: bool, at: int) -> Piece:
    text = run[0].text
    usual = _usual_gap(run)
    for before, after in zip(run, run[1:], strict=False):
        gap = _gap(before, after)
        if airy and gap < _AIR[1] and not after.spaced and _mixed(before, after) and not _NUMBERED.fullmatch(text):
            text += after.text
            continue
        text += (" " if _blank_between(before, after, gap, usual) else "") + after.text
    return Piece(text, around([glyph.box for glyph in run]), max(glyph.size for glyph in run), at)


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
