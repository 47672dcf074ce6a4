"""Word's styles, as far as they decide what is read: numbering, hidden text, headings; with inheritance by basedOn."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from clausecheck.patterns import later
from clausecheck.readers.docx.package import Element, W, switch, value, whole

_HEADING = later(r"(?:heading \d|title|subtitle)\Z", re.IGNORECASE)
_CONTENTS = later(r"toc \d\Z", re.IGNORECASE)
_DEEPEST = 30  # of basedOn


@dataclass(frozen=True, slots=True)
class Style:
    """One style as it is written; None where it says nothing."""

    id: str
    name: str
    based_on: str | None
    number: int | None  # numId; 0 takes a number away
    level: int | None
    hidden: bool | None
    outline: int | None


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles by id. `default`: that of paragraphs which name none."""

    by_id: dict[str, Style] = field(default_factory=dict)
    default: str | None = None

    def chain(self, style: str | None) -> list[Style]:
        """A style and those that it is based on, nearest first."""
        found: list[Style] = []
        while style in self.by_id and len(found) < _DEEPEST:
            found.append(self.by_id[style])
            style = found[-1].based_on
        return found

    def hidden(self, style: str | None) -> bool:
        return next((s.hidden for s in self.chain(style) if s.hidden is not None), False)

    def heading(self, style: str | None) -> bool:
        """A style for headings: by its outline level, or by its name."""
        chain = self.chain(style)
        outline = next((s.outline for s in chain if s.outline is not None), 9)
        return outline < 9 or any(_HEADING.match(s.name) for s in chain)

    def contents(self, style: str | None) -> bool:
        """A style for the lines of a table of contents."""
        return any(_CONTENTS.match(s.name) for s in self.chain(style)[:1])


def read_styles(root: Element | None) -> Styles:
    """The styles part → Styles."""
    if root is None:
        return Styles()
    found: dict[str, Style] = {}
    default = None
    for element in root.iter(W + "style"):
        style = _style(element)
        found[style.id] = style
        if element.get(W + "type") == "paragraph" and element.get(W + "default") in ("1", "true", "on"):
            default = style.id
    return Styles(found, default)


def _style(element: Element) -> Style:
    properties = element.find(W + "pPr")
    numbering = None if properties is None else properties.find(W + "numPr")
    return Style(
        element.get(W + "styleId", ""),
        value(element, "name") or "",
        value(element, "basedOn"),
        whole(value(numbering, "numId")),
        whole(value(numbering, "ilvl")),
        switch(element.find(W + "rPr"), "vanish"),
        whole(value(properties, "outlineLvl")),
    )
