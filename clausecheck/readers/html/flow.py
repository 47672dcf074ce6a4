"""Words of a page as they run into lines: blanks collapsed, breaks kept where the page keeps them, labels put first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from clausecheck.folding import CJK
from clausecheck.patterns import later
from clausecheck.readers.extract import Line, joined, trimmed
from clausecheck.text import Place

_BLANK = later(r"[ \t\r\n\f]+")
# a line of the source ends between two Chinese characters: no blank was meant
_WRAP = later(f"(?<=[{CJK}])[ \t]*[\r\n][ \t\r\n]*(?=[{CJK}])")
_INDENT = "  "


@dataclass(slots=True)
class Flow:
    """Lines written so far, and the one being written. Labels wait for the first words after them."""

    lines: list[Line] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    labels: list[tuple[str, int]] = field(default_factory=list)
    source: int = 0  # the line of the file where the line being written began
    kept: bool = False  # its blanks count

    def add(self, text: str, *, keep: bool, line: int) -> None:
        """Words. `keep`: their blanks and breaks count."""
        if keep:
            self.kept = self.kept or not self.parts
            first, *rest = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            self._add(first, line)
            for part in rest:
                self.end_or_blank()
                self._add(part, line)
            return
        self.kept = self.kept and bool(self.parts)
        text = _BLANK.sub(" ", _WRAP.sub("", text))
        if text[:1] == " " and (not self.parts or self.parts[-1][-1:] == " "):
            text = text[1:]
        self._add(text, line)

    def _add(self, text: str, line: int) -> None:
        if not text:
            return
        if not self.parts:
            self.source = line
        self.parts.append(text)

    def label(self, text: str, depth: int) -> None:
        """A list item begins, with its number or none."""
        if text:
            self.labels.append((text, depth))

    def end(self) -> None:
        """The line ends, if there is one."""
        line = Line("".join(self.parts).replace("\xa0", " ").rstrip())
        line = line if self.kept else trimmed(line)
        self.parts.clear()
        if line.text:
            self._write(line.within("line", self.source) if self.source else line)

    def end_or_blank(self) -> None:
        """A break: the line ends, or is a blank one."""
        if "".join(self.parts).strip():
            self.end()
        else:
            self.parts.clear()
            self.blank()

    def end_item(self) -> None:
        """A list item ends: where it had no words, its number stands alone."""
        if self.labels:
            self._write(Line(""))

    def extend(self, lines: Sequence[Line]) -> None:
        """Lines that are ready, after the one being written."""
        self.end()
        for line in lines:
            if line.text or not self.labels:
                self._write(line)

    def blank(self) -> None:
        self.end()
        if self.lines and self.lines[-1].text and not self.labels:
            self.lines.append(Line(""))

    def _write(self, line: Line) -> None:
        if self.labels:
            shown = " ".join(text for text, _ in self.labels)
            indent = _INDENT * self.labels[0][1]
            head = Line(shown, (Place(0, len(shown), "number"),))
            gap = "" if shown.endswith("、") or not line.text else " "
            line = joined([Line(indent), head, Line(gap), line], "")
            self.labels.clear()
        self.lines.append(line)
