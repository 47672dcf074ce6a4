"""Word documents (docx) → plain text as Word shows it: one paragraph a line, with its automatic number.

A table's row is one line, its cells joined by " | " (text set in a table is read cell by cell). Footnotes and text
boxes follow their paragraph. Tracked changes are read as accepted. Page headers and footers, hidden text, deletions,
comments and the table of contents are kept out of the text and told in the notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from clausecheck.errors import InputError
from clausecheck.readers.docx.notes import notes
from clausecheck.readers.docx.numbering import Numbering, numbered, read_numbering
from clausecheck.readers.docx.package import Element, Package, W, local, open_package, switch, value
from clausecheck.readers.docx.runs import Aside, Inline, Words, all_text, alternative, is_contents
from clausecheck.readers.docx.styles import Styles, read_styles
from clausecheck.readers.extract import Cells, Extract, Line, Sheet, joined, rows, trimmed
from clausecheck.text import Place

BLANK = Line("")
_INDENT = "  "  # a level of nesting: how plain text shows that one list stands in another
_KINDS = ("header", "footer")


@dataclass(slots=True)
class Reading:
    """Where the reading of a document stands."""

    styles: Styles
    numbering: Numbering
    aside: Aside
    inline: Inline
    order: dict[Element, int]  # the paragraphs of the main part
    footnotes: dict[tuple[str, str], Element]
    carried: list[Line] = field(default_factory=list)  # of paragraphs whose mark is deleted or hidden: they go on
    numbers: dict[str, int] = field(default_factory=dict)  # of footnotes, endnotes, text boxes and tables so far


def read(data: bytes, name: str) -> Extract:
    """The bytes of a docx file → its text. Raises InputError for what is no Word document, damaged, locked or empty."""
    package = open_package(data, name)
    root = package.part(package.main)
    styles = read_styles(package.related("styles"))
    aside = Aside()
    reading = Reading(
        styles,
        read_numbering(package.related("numbering"), styles),
        aside,
        Inline(styles, aside),
        {paragraph: n for n, paragraph in enumerate(root.iter(W + "p"))},
        _footnotes(package),
    )
    sheet = Sheet()
    body = root.find(W + "body")
    for line in _blocks(reading, root if body is None else body):
        sheet.write(line)
    for line in _flush(reading):
        sheet.write(line)
    extract = sheet.extract(notes(aside, reading.numbering, reading.numbers, _margins(package)))
    if not extract.text.strip():
        pictures = aside.counts.get("pictures")
        raise InputError(f"this Word document holds {'nothing but pictures' if pictures else 'no text'}", file=name)
    return extract


def _footnotes(package: Package) -> dict[tuple[str, str], Element]:
    found: dict[tuple[str, str], Element] = {}
    for kind in ("footnote", "endnote"):
        root = package.related(kind + "s")
        if root is not None:
            found |= {(kind, element.get(W + "id", "")): element for element in root.iterfind(W + kind)}
    return found


def _blocks(reading: Reading, parent: Element) -> Iterator[Line]:
    """Paragraphs and tables below an element, in order; BLANK for an empty paragraph and around headings."""
    for child in parent:
        name = local(child)
        if name == "p":
            yield from _paragraph(reading, child)
        elif name == "tbl":
            yield from _flush(reading)
            yield from _table(reading, child)
        elif is_contents(child):
            reading.aside.contents.append(all_text(child))
        elif name in ("del", "moveFrom"):
            reading.aside.deleted.append(all_text(child))
        elif name == "altChunk":
            reading.aside.count("embedded documents")
        elif name == "AlternateContent":
            yield from _blocks(reading, alternative(child))
        elif name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"):
            yield from _blocks(reading, child)


def _paragraph(reading: Reading, paragraph: Element) -> Iterator[Line]:
    properties = paragraph.find(W + "pPr")
    style = value(properties, "pStyle") or reading.styles.default
    words = reading.inline.read(paragraph, style)
    mark = None if properties is None else properties.find(W + "rPr")
    if words.silent and not words.text.strip() and (reading.inline.fields or _gone(reading, mark, style)):
        return
    line = joined([*reading.carried, _placed(reading, paragraph, words.text)], "")
    reading.carried = []
    if mark is not None and (mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None):
        reading.carried.append(line)  # its number went with its mark
        return
    if switch(mark, "specVanish"):  # a run-in heading: the next paragraph stands on its line
        reading.carried.append(_with_number(reading, properties, style, line))
        return
    line = _with_number(reading, properties, style, trimmed(line))
    heading = bool(line.text.strip()) and reading.styles.heading(style)
    yield from (BLANK,) if heading else ()
    yield line if line.text.strip() else BLANK
    yield from (BLANK,) if heading else ()
    yield from _hanging(reading, words)


def _gone(reading: Reading, mark: Element | None, style: str | None) -> bool:
    """A paragraph of hidden words only whose mark is hidden too, or a line of a table of contents."""
    return bool(switch(mark, "vanish")) or reading.styles.hidden(style) or reading.styles.contents(style)


def _placed(reading: Reading, paragraph: Element, text: str) -> Line:
    number = reading.order.get(paragraph)
    return Line(text) if number is None or not text else Line(text).within("paragraph", number)


def _with_number(reading: Reading, properties: Element | None, style: str | None, line: Line) -> Line:
    """The paragraph with its automatic number before it, set in by its level."""
    found = numbered(properties, style, reading.styles, reading.numbering)
    label = None if found is None else reading.numbering.label(*found)
    if label is None or not label.text or any(place.kind == "number" for place in line.places):
        return line
    head = Line(label.text, (Place(0, len(label.text), "number"),))
    return joined([Line(_INDENT * label.level), head, Line(label.suffix if line.text else ""), line], "")


def _hanging(reading: Reading, words: Words) -> Iterator[Line]:
    """The text boxes and footnotes of a paragraph, each on lines of its own."""
    for box in words.boxes:
        number = _next(reading, "text-box")
        for line in _apart(reading, box):
            yield line.within("text-box", number)
    for kind, name in words.notes:
        element = reading.footnotes.pop((kind, name), None)  # once: a note that names itself would have no end
        if element is not None:
            number = _next(reading, kind)
            inner = [line for line in _apart(reading, element) if line.text]
            yield joined([Line(f"[{number}] "), joined(inner, " ").within(kind, number)], "")


def _apart(reading: Reading, parent: Element) -> list[Line]:
    """The lines below an element that is no part of the running text: fields and carried words stay outside."""
    fields, carried = reading.inline.fields, reading.carried
    reading.inline.fields, reading.carried = [], []
    lines = [*_blocks(reading, parent), *_flush(reading)]
    reading.inline.fields, reading.carried = fields, carried
    return lines


def _flush(reading: Reading) -> list[Line]:
    """What a deleted or hidden paragraph mark would have joined to a paragraph that does not come."""
    lines = [trimmed(joined(reading.carried, ""))] if any(line.text for line in reading.carried) else []
    reading.carried = []
    return lines


def _next(reading: Reading, what: str) -> int:
    reading.numbers[what] = reading.numbers.get(what, 0) + 1
    return reading.numbers[what]


def _table(reading: Reading, table: Element) -> Iterator[Line]:
    number = _next(reading, "table")
    found: list[tuple[Cells, bool]] = []
    for n, element in enumerate(_below(table, "tr"), 1):
        properties = element.find(W + "trPr")
        if properties is not None and properties.find(W + "del") is not None:
            reading.aside.deleted.append(all_text(element))
        elif properties is not None and switch(properties, "hidden"):
            reading.aside.hidden.append(all_text(element))
        else:
            found.append(_row(reading, element, number, n))
    yield from rows(found)


def _row(reading: Reading, element: Element, table: int, number: int) -> tuple[Cells, bool]:
    """The cells of a row, and whether there is a table in one of them."""
    cells = []
    nested = False
    for column, cell in enumerate(_below(element, "tc"), 1):
        properties = cell.find(W + "tcPr")
        if _goes_on(properties):
            continue
        lines = [line for line in _apart(reading, cell) if line.text]
        nested = nested or next(cell.iter(W + "tbl"), None) is not None
        cells.append([line.within("cell", table, number, column) for line in lines])
    return cells, nested


def _goes_on(properties: Element | None) -> bool:
    """A cell merged with the one above or before it, or deleted: its words stand there or nowhere."""
    if properties is None:
        return False
    merged = any(value(properties, kind) in ("", "continue") for kind in ("vMerge", "hMerge"))
    return merged or properties.find(W + "cellDel") is not None


def _below(parent: Element, name: str) -> Iterator[Element]:
    """Rows or cells of a table, also those in content controls and insertions."""
    for child in parent:
        if local(child) == name:
            yield child
        elif local(child) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _below(child, name)


def _margins(package: Package) -> str:
    """The words of all page headers and footers, each said once."""
    said: dict[str, None] = {}
    for kind, member in package.relations.values():
        if kind in _KINDS and member in package.archive.names:
            said.setdefault(all_text(package.part(member)))
    return " ".join(text for text in said if any(c.isalpha() for c in text))
