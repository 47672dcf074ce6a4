"""What a reader gets out of a file that is not plain text, and the sheet on which it writes that line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from clausecheck.errors import InputError
from clausecheck.patterns import later
from clausecheck.text import Bilingual, Place

CELL = " | "  # between the cells of a table's row
_LABEL = 14  # characters of a label whose figure is left out, at most
LIMIT = 1024 * 1024  # characters of a text
TOO_LONG = "more than a million characters: no agreement is that long (of a book of them, check each by itself)"
_BLANKS = " \t\u3000\xa0"
_HAN = later("[\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af\u3040-\u30ff]")
_WORD = later(r"[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+")


@dataclass(frozen=True, slots=True)
class Extract:
    """The words of a file as a reader of it sees them, where they stood, and what was left out."""

    text: str
    places: tuple[Place, ...] = ()
    notes: tuple[Bilingual, ...] = ()


class ScanError(InputError):
    """A file of pictures of pages: what recognizes them reads it, where that is installed."""


class TooLongError(Exception):
    """More text than `LIMIT`."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line to be: its words and the places in them, counted from its start."""

    text: str
    places: tuple[Place, ...] = ()

    def shifted(self, by: int) -> tuple[Place, ...]:
        return tuple(Place(p.start + by, p.end + by, p.kind, p.at) for p in self.places) if by else self.places

    def within(self, kind: str, *at: int) -> Line:
        """The same line with one more place around all of it."""
        return Line(self.text, (Place(0, len(self.text), kind, at), *self.places))


@dataclass(slots=True)
class Sheet:
    """Lines as they are written; at most one blank line stands between two."""

    lines: list[Line] = field(default_factory=list)
    length: int = 0

    def write(self, line: Line) -> None:
        """Add a line, or a blank one (never first, never two). Raises TooLongError."""
        if not line.text.strip():
            self.blank()
            return
        self.length += len(line.text) + 1
        if self.length > LIMIT:
            raise TooLongError
        self.lines.append(line)

    def blank(self) -> None:
        if self.lines and self.lines[-1].text:
            self.lines.append(Line(""))
            self.length += 1

    def extract(self, notes: Sequence[Bilingual]) -> Extract:
        """All lines as one text, each ended by `\\n`, with the places by start."""
        while self.lines and not self.lines[-1].text:
            self.lines.pop()
        places: list[Place] = []
        offset = 0
        for line in self.lines:
            places += line.shifted(offset)
            offset += len(line.text) + 1
        places.sort(key=lambda place: (place.start, -place.end))
        return Extract("".join(line.text + "\n" for line in self.lines), tuple(places), tuple(notes))


def trimmed(line: Line) -> Line:
    """Without the blanks at both ends; places keep to what is left."""
    cut = len(line.text) - len(line.text.lstrip(_BLANKS + "\n"))
    text = line.text.strip(_BLANKS + "\n")
    kept = [
        replace(place, start=max(0, place.start - cut), end=min(len(text), place.end - cut))
        for place in line.places
        if place.end - cut > 0 and place.start - cut < len(text)
    ]
    return Line(text, tuple(kept))


def joined(lines: Sequence[Line], between: str) -> Line:
    """Lines as one, with `between` between them."""
    places: list[Place] = []
    offset = 0
    for line in lines:
        places += line.shifted(offset)
        offset += len(line.text) + len(between)
    return Line(between.join(line.text for line in lines), tuple(places))


Cells = Sequence[Sequence[Line]]  # of a table's row, each with its lines


def rows(table: Sequence[tuple[Cells, bool]]) -> list[Line]:
    """The rows of a table, each with whether it is read `apart` → its lines; columns without a word are left out."""
    used = {n for cells, _ in table for n, cell in enumerate(cells) if _filled(cell)}
    return [line for cells, apart in table
            for line in row([cell for n, cell in enumerate(cells) if n in used], apart=apart)]


def row(cells: Cells, *, apart: bool = False) -> list[Line]:
    """The cells of a table's row → the row as one line, or as many where cells hold running text.

    A row with one filled cell, or with a cell of several paragraphs of which one is long, is no row of figures but text
    set in a table: its cells follow one another, line by line. `apart`: so they do in any case. An empty cell keeps its
    place, and so does one of two behind a short label: it is a blank that nobody filled in.
    """
    found = [_filled(cell) for cell in cells]
    filled = [cell for cell in found if cell]
    blank = len(found) == 2 and len(filled) == 1 and bool(found[0]) and sum(len(x.text) for x in found[0]) <= _LABEL
    if apart or (len(filled) == 1 and not blank) or any(_running(cell) for cell in filled):
        return [line for cell in filled for line in cell]
    return [trimmed(joined([_flat(cell) for cell in found], CELL))] if filled else []


def _filled(cell: Sequence[Line]) -> list[Line]:
    return [line for line in cell if line.text.strip()]


def _flat(cell: Sequence[Line]) -> Line:
    """The lines of a cell as one."""
    return joined([Line(line.text.replace("\n", " "), line.places) for line in cell], " ")


def _running(cell: Sequence[Line]) -> bool:
    return len(cell) > 1 and (len(cell) > 4 or max(len(line.text) for line in cell) > 60)


def words(text: str) -> int:
    """How many words: a Chinese character is one, a run of letters or digits is one."""
    return len(_HAN.findall(text)) + len(_WORD.findall(text))


def cited(text: str, length: int = 60) -> str:
    """The beginning of a text, on one line, for a note."""
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[: length - 1].rstrip() + "…"


def left_out(zh: str, en: str, text: str) -> Bilingual:
    """A note: what was left out, how many words, and how they begin."""
    count = words(text)
    return Bilingual(f"{zh}，{count} 字：“{cited(text)}”", f"{en}, {count} words: “{cited(text)}”")
