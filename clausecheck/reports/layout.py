"""A terminal page: lines of Rich Text that fit a width, with the few shapes that the terminal report is made of."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from rich.text import Text

from clausecheck.reports.harmless import inline, visible
from clausecheck.reports.marks import Piece
from clausecheck.reports.phrases import LABEL
from clausecheck.reports.said import filled
from clausecheck.reports.wrapping import cells, wrap
from clausecheck.text import Bilingual

_NARROWEST, _WIDEST = 30, 100  # beyond that a line is hard to read
_BRACKETS = {"zh": ("【", "】"), "en": ("«", "»")}


class Page:
    """Collects `lines`, each at most `width` cells. `colour` only decides whether marked words need brackets."""

    def __init__(self, language: str, width: int, colour: bool) -> None:
        self.language = language
        self.width = min(max(width, _NARROWEST), _WIDEST)
        self.wide = language == "zh"  # a terminal for Chinese may draw ambiguous characters two cells wide
        self.lines: list[Text] = []
        self._brackets = ("", "") if colour else _BRACKETS.get(language, _BRACKETS["en"])

    @property
    def stop(self) -> str:
        return "。" if self.language == "zh" else "."

    def gap(self) -> None:
        """One blank line, never two."""
        if self.lines and self.lines[-1].plain:
            self.lines.append(Text())

    def rule(self, title: str, style: str = "bold") -> None:
        """A heading drawn across the page."""
        self.gap()
        head = Text(f"-- {title} ", style)
        if self._cells(head) >= self.width:
            self.text(head)
        else:
            self.lines.append(head.append("-" * (self.width - self._cells(head))))

    def text(self, text: Text, indent: int = 0) -> None:
        """A paragraph."""
        for line in wrap(text, self.width - indent, self.wide):
            self.lines.append(Text(" " * indent).append_text(line))

    def item(self, label: str, *texts: Bilingual, style: str = "") -> None:
        """A label with its texts hanging beside it, each on a line of its own; nothing where all are empty."""
        shown = [visible(text.in_(self.language)) for text in texts if filled(text)]
        self.labelled(LABEL[label].in_(self.language), [Text(text, style) for text in shown])

    def labelled(self, label: str, texts: list[Text], column: int = 0) -> None:
        """The same for a label in words and texts with styles of their own, which begin at cell `column`."""
        column = column or self._column()
        for position, text in enumerate(texts):
            head = Text(label if position == 0 else "", "bold")
            head.append(" " * max(1, column - self._cells(head)))
            for number, line in enumerate(wrap(text, self.width - column, self.wide)):
                lead = head if number == 0 else Text(" " * column)
                self.lines += self._fitted(lead, line, column)

    def quote(self, heading: str, quoted: Iterable[Piece]) -> None:
        """A heading, if any, and under it words from a source behind a bar, marked where evidence stands."""
        self.gap()
        if heading:
            self.text(Text(inline(heading), "dim"), indent=2)
        for line in wrap(self._marked(quoted), self.width - 4, self.wide):
            self.lines.append(Text.assemble(("  | ", "dim"), line))

    def _marked(self, quoted: Iterable[Piece]) -> Text:
        found, left, right = Text(), *self._brackets
        for marked, pieces in groupby(quoted, key=lambda piece: bool(piece.marked)):  # what touches is one mark
            shown = "".join(visible(piece.text) for piece in pieces)
            if marked:
                found.append(f"{left}{shown}{right}", "bold underline")
            else:
                found.append(shown)
        return found

    def _cells(self, text: Text) -> int:
        return cells(text.plain, self.wide)

    def _column(self) -> int:
        wide = 8 if self.language == "zh" else 10
        return wide if self.width >= 50 else 3

    def _fitted(self, lead: Text, line: Text, column: int) -> list[Text]:
        """The label before the line, or above it where the column is too narrow for the label."""
        if self._cells(lead) > column:
            return [_right_stripped(lead), Text(" " * column).append_text(line)]
        return [Text.assemble(lead, line)]


def _right_stripped(text: Text) -> Text:
    text = text.copy()
    text.rstrip()
    return text
