"""A course drawn: boxes from the first event to the last, arrows where a source gives an order, its words beside them.

Everything is laid out in units of the drawing, narrow enough for a phone and wrapped here, for SVG wraps no text. Words
of our own come twice, Chinese and English, for the page's switch; words of the source once, in its own language.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rich.text import Text

from clausecheck.findings import Step
from clausecheck.reports.course import LOOKING, PAYING, Arrow, Course, Row, names
from clausecheck.reports.harmless import inline
from clausecheck.reports.phrases import LABEL
from clausecheck.reports.wrapping import wrap
from clausecheck.text import Bilingual

WIDTH = 360
_LEFT, _PAD, _STEM = 34, 10, 54  # where boxes begin; their padding; where the straight arrows run
_NAME, _SMALL, _LINE = 19, 16, 17  # heights of a line: of a name, of our small words, of a quote
_NAME_CELLS, _QUOTE_CELLS, _INNER_CELLS = 34, 44, 42  # a cell is half an em
_QUOTES, _QUOTE_LINES = 2, 4  # so many quotes an arrow, so many lines a quote
_LANES, _LANE = 4, 7  # side arrows beside each other


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text at (x, y). `shown`: "zh" or "en" of our own words, "" for words of the source."""

    x: int
    y: int
    look: str
    text: str
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """An event's box; `look` is "pay", "look" or "plain"."""

    x: int
    y: int
    width: int
    height: int
    look: str


@dataclass(slots=True)
class Drawing:
    """What the template prints: paths are (SVG path data, "arrow" or "against")."""

    width: int = WIDTH
    height: int = 4
    boxes: list[Box] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    paths: list[tuple[str, str]] = field(default_factory=list)

    def write(self, x: int, look: str, height: int, cells: int, *texts: Bilingual) -> None:
        """Our own words, wrapped; both languages begin on one line and the longer one makes the room."""
        top = self.height
        for text in texts:
            lines = {code: _lines(text.in_(code), cells) for code in ("zh", "en")}
            for code, own in lines.items():
                self.words += [Words(x, top + n * height - 4, look, line, code) for n, line in enumerate(own, 1)]
            top += height * max(map(len, lines.values()))
        self.height = top

    def quote(self, x: int, cells: int, step: Step) -> None:
        """Words of the source, of a long stretch its beginning."""
        lines = _lines(f"“{inline(step.quote)}”", cells)
        if len(lines) > _QUOTE_LINES:
            lines = [*lines[: _QUOTE_LINES - 1], lines[_QUOTE_LINES - 1].rstrip("，,；; ") + " …"]
        self.words += [Words(x, self.height + n * _LINE - 3, "quote", line) for n, line in enumerate(lines, 1)]
        self.height += _LINE * len(lines) + 3


def draw(course: Course) -> Drawing:
    """The course as shapes, from top to bottom."""
    drawing = Drawing()
    for index, row in enumerate(course.rows):
        arrows = sorted((a for a in course.arrows if a.end == index), key=lambda a: (a.start != index - 1, a.start))
        top = drawing.height
        _beside(drawing, course, index, arrows)
        if any(a.start == index - 1 for a in arrows):
            drawing.paths.append((_straight(top, drawing.height), "arrow"))
        _box(drawing, row, course.together)
    _aside(drawing, course)
    drawing.height += 4
    return drawing


def in_words(course: Course) -> Bilingual:
    """The drawing for those who do not see it: each arrow as "A before B"."""
    zh = "；".join(f"{names(course.rows[a.start]).zh}先于{names(course.rows[a.end]).zh}" for a in course.arrows)
    en = "; ".join(f"{names(course.rows[a.start]).en} before {names(course.rows[a.end]).en}" for a in course.arrows)
    return Bilingual(zh, en)


def _beside(drawing: Drawing, course: Course, index: int, arrows: Sequence[Arrow]) -> None:
    """What stands above a box: the words of the arrows that lead to it, or that nothing orders it."""
    if index == 0 and not arrows:
        return
    drawing.height += 8
    if not arrows:
        drawing.write(_LEFT, "none", _SMALL, _QUOTE_CELLS, LABEL["no_order"])
    for arrow in arrows:
        if arrow.start != index - 1:
            before = names(course.rows[arrow.start])
            drawing.write(_STEM + 14, "from", _SMALL, _INNER_CELLS,
                          Bilingual(f"{before.zh}之后：", f"after {before.en}:"))  # fmt: skip
        for step in arrow.steps[:_QUOTES]:
            drawing.quote(_STEM + 14, _QUOTE_CELLS, step)
    drawing.height += 10


def _box(drawing: Drawing, row: Row, together: Sequence[Step]) -> None:
    top, flat = drawing.height, {name for events in row.events for name in events}
    look = "pay" if PAYING in flat else "look" if LOOKING in flat else "plain"
    drawing.height += _PAD - 3
    drawing.write(_STEM + 18, f"name {look}", _NAME, _NAME_CELLS, names(row))
    if len(row.events) > 1:
        drawing.write(_STEM + 18, f"note {look}", _SMALL, _INNER_CELLS, LABEL["unordered"])
    if any(len(events) > 1 for events in row.events):
        drawing.write(_STEM + 18, f"note {look}", _SMALL, _INNER_CELLS, LABEL["together"])
        drawing.height += 4
        for step in together[:1]:
            drawing.quote(_STEM + 18, _INNER_CELLS, step)
    drawing.height += _PAD - 2
    drawing.boxes.append(Box(_LEFT, top, WIDTH - _LEFT - 1, drawing.height - top, look))


def _aside(drawing: Drawing, course: Course) -> None:
    """Arrows between rows that are no neighbours, and those that go back, run at the left."""
    away = [a for a in course.arrows if a.end - a.start != 1]
    for number, arrow in enumerate(sorted(away, key=lambda a: (abs(a.end - a.start), a.start))):
        x = _LEFT - 9 - _LANE * (number % _LANES)
        start, end = drawing.boxes[arrow.start], drawing.boxes[arrow.end]
        low, high = start.y + min(start.height - 8, 24 + 4 * number), end.y + 18
        path = f"M{_LEFT} {low}H{x}V{high}H{_LEFT - 2}M{_LEFT - 7} {high - 4}L{_LEFT - 1} {high}L{_LEFT - 7} {high + 4}"
        drawing.paths.append((path, "against" if arrow.against else "arrow"))


def _straight(top: int, bottom: int) -> str:
    return f"M{_STEM} {top}V{bottom - 2}M{_STEM - 5} {bottom - 8}L{_STEM} {bottom - 1}L{_STEM + 5} {bottom - 8}"


def _lines(text: str, cells: int) -> list[str]:
    return [line.plain for line in wrap(Text(inline(text)), cells, wide=True)]
