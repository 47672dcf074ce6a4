"""Lines and rows in reading order → a sheet: paragraphs joined, a table's row as one line."""

from __future__ import annotations

from collections.abc import Sequence

from clausecheck.readers.extract import Line, Sheet, row
from clausecheck.readers.pdf.lines import Item
from clausecheck.readers.pdf.paragraphs import Habits, Paragraph, habits, joined, paragraphs


def write(items: Sequence[Item], sheet: Sheet) -> None:
    """Write all items. Raises TooLongError."""
    manner = habits(items)
    for part in paragraphs(items, manner):
        if isinstance(part, Paragraph):
            if part.gap:
                sheet.blank()
            sheet.write(joined(part.lines, manner))
            continue
        for line in row([_cell(cell, manner) for cell in part.cells]):
            sheet.write(line)


def _cell(lines: Sequence[Item], manner: Habits) -> list[Line]:
    return [joined(part.lines, manner) for part in paragraphs(lines, manner) if isinstance(part, Paragraph)]
