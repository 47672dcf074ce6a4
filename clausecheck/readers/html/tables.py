"""Tables and definition lists of a page: a row is a line of cells, unless its cells hold running text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from clausecheck.readers.extract import CELL, Cells, Line, joined, rows
from clausecheck.readers.html.frame import Element
from clausecheck.readers.html.reading import Around, Reading

# reads what is inside of an element → its lines
Inside = Callable[[Element, Around], list[Line]]
_SECTIONS = frozenset({"thead", "tbody", "tfoot"})


def table(reading: Reading, element: Element, around: Around, inside: Inside) -> list[Line]:
    """A table's lines: its caption, its rows in the order in which they are shown."""
    reading.count("tables")
    number = reading.counts["tables"]
    found = [Line(text) for text in _loose(element)] if not around.look.unseen else []
    waiting: list[tuple[Cells, bool]] = []
    for n, (part, inner) in enumerate(_rows(reading, element, around), 1):
        if part.tag == "tr":
            waiting.append(_row(reading, part, inner, (number, n), inside))
            continue
        found += rows(waiting)
        found += inside(part, inner)
        waiting = []
    return found + rows(waiting)


def _rows(reading: Reading, parent: Element, around: Around) -> Iterator[tuple[Element, Around]]:
    """Rows, the caption and whatever else stands in a table; its foot last."""
    parts = sorted((child for child in parent if isinstance(child.tag, str)), key=lambda child: child.tag == "tfoot")
    for child in parts:
        inner = reading.enter(child, around)
        if inner is None:
            continue
        if child.tag != "tr" and child.tag != "caption" and next(child.iter("tr"), None) is not None:
            yield from _rows(reading, child, inner)
        elif child.tag not in _SECTIONS:
            yield child, inner


def _loose(parent: Element) -> Iterator[str]:
    """Words that stand in a table and in none of its parts; browsers show them before it."""
    for text in (parent.text, *(child.tail for child in parent)):
        if text and text.strip():
            yield " ".join(text.split())
    for child in parent:
        if child.tag in _SECTIONS:
            yield from _loose(child)


def _row(reading: Reading, element: Element, around: Around, at: tuple[int, int], inside: Inside) -> tuple[Cells, bool]:
    """The cells of a row, and whether there is a table in one of them."""
    cells: list[list[Line]] = []
    nested = False
    for column, child in enumerate(_cells(element), 1):
        inner = reading.enter(child, around)
        if inner is None:
            continue
        lines = inside(child, Around(inner.look))
        nested = nested or next(child.iter("table"), None) is not None
        cells.append([line.within("cell", *at, column) for line in lines if line.text])
    return cells, nested


def _cells(element: Element) -> Iterator[Element]:
    """The cells of a row, also those in a form or the like; words beside the cells count as one."""
    for child in element:
        if child.tag in ("td", "th") or (isinstance(child.tag, str) and next(child.iter("td", "th"), None) is None):
            yield child
        elif isinstance(child.tag, str):
            yield from _cells(child)


def has_only_definitions(reading: Reading, element: Element) -> bool:
    """Whether all words of a definition list stand in its terms and descriptions."""
    weigh = reading.frame.characters
    outer = [part for part in definitions(element) if not any(a.tag in ("dt", "dd") for a in _between(part, element))]
    return weigh(element) == sum(map(weigh, outer))


def definitions(element: Element) -> list[Element]:
    """The terms and descriptions of a list, those of lists inside of it not counted."""
    return [child for child in element.iter("dt", "dd") if next(child.iterancestors("dl"), None) is element]


def _between(part: Element, above: Element) -> Iterator[Element]:
    for ancestor in part.iterancestors():
        if ancestor is above:
            return
        yield ancestor


def paired(groups: list[tuple[str, list[Line]]]) -> list[Line]:
    """(dt or dd, its lines), in order → lines: a term with one short description is a line of two cells."""
    found: list[tuple[list[Line], list[list[Line]]]] = []
    for tag, lines in groups:
        if tag == "dt" or not found:
            found.append((lines, []))
        elif lines:
            found[-1][1].append(lines)
    return [line for term, said in found for line in _pair(term, said)]


def _pair(term: list[Line], said: list[list[Line]]) -> list[Line]:
    if len(term) == 1 and len(said) == 1 and len(said[0]) == 1 and len(said[0][0].text) <= 80:
        return [joined([term[0], said[0][0]], CELL)]
    return [*term, *(line for lines in said for line in lines)]
