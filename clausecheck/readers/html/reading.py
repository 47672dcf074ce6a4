"""Where the reading of a page stands: its rules, its frame, what was kept out so far, and what an element stands in."""

from __future__ import annotations

from dataclasses import dataclass, field

from clausecheck.readers.html.counters import Counters
from clausecheck.readers.html.css import Sheet
from clausecheck.readers.html.frame import Element, Frame, shown_text
from clausecheck.readers.html.lists import Listing
from clausecheck.readers.html.look import Look, hidden, looks


@dataclass(slots=True)
class Reading:
    """Where the reading of a page stands. `aside`: what was kept out of the text, by kind."""

    sheet: Sheet
    frame: Frame
    aside: dict[str, list[str]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    counters: Counters = field(default_factory=Counters)
    taken: set[Element] = field(default_factory=set)  # terms and descriptions, read by their list

    def keep_out(self, kind: str, text: str) -> None:
        if text.strip():
            self.aside.setdefault(kind, []).append(text)

    def count(self, what: str) -> None:
        self.counts[what] = self.counts.get(what, 0) + 1

    def enter(self, element: Element, around: Around) -> Around | None:
        """What those inside of an element stand in; None where it is not shown, and then its words are kept out."""
        kind = self.frame.kind(element)
        style = self.sheet.style(element)
        closed = element.tag == "dialog" and element.get("open") is None and "display" not in style
        if kind or closed or hidden(element, style):
            self.keep_out(kind or "hidden", shown_text(element))
            return None
        return Around(looks(around.look, element, style), around.lists)


@dataclass(frozen=True, slots=True)
class Around:
    """What an element stands in: the look it inherits, and the lists that are open."""

    look: Look
    lists: tuple[Listing, ...] = ()
