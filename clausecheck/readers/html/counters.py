"""The numbers that a style sheet makes: `h2::before { counter-increment: part; content: counter(part) ". " }`.

Counters nest as CSS Lists Module Level 3 has it: an element that resets one opens it for what is inside of it and for
its later siblings. Read are `::before` and `::marker`; of generated words only numbers, and strings with a figure or a
Chinese character in them, since the rest are mostly signs of icon fonts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from clausecheck.folding import CJK
from clausecheck.patterns import later
from clausecheck.readers.html.lists import STYLES

Element = etree._Element
_NAMED = later(r"(?P<name>-?[a-z_\u0080-\uffff][\w\u0080-\uffff-]*)(?:\s+(?P<number>-?\d{1,7}))?", re.IGNORECASE)
_PIECE = later(
    r"\"(?P<double>(?:[^\"\\]|\\.)*)\"|'(?P<single>(?:[^'\\]|\\.)*)'"
    r"|(?P<several>counters?)\(\s*(?P<name>[^\s,()]+)\s*(?P<rest>[^()]*)\)", re.IGNORECASE | re.DOTALL
)
_QUOTED = later(r"\"([^\"]*)\"|'([^']*)'")
_ESCAPED = later(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_TELLING = later(rf"[0-9０-９{CJK}]")
DEPTH = 100  # counters of one name, one inside the other


@dataclass(slots=True)
class Counters:
    """The open counters: by name, from the outside in, whose child opened each and its value."""

    open: dict[str, list[tuple[Element | None, int]]] = field(default_factory=dict)
    opened: dict[Element | None, list[str]] = field(default_factory=dict)

    def count(self, element: Element, style: dict[str, str]) -> None:
        """What an element's declarations do: reset, then increment, then set."""
        for name, number in _named(style.get("counter-reset"), 0):
            self._reset(element.getparent(), name, number)
        for name, number in _named(style.get("counter-increment"), 1):
            self._put(element, name, self._value(name) + number)
        for name, number in _named(style.get("counter-set"), 0):
            self._put(element, name, number)

    def leave(self, element: Element) -> None:
        """The counters that an element's children opened end with it."""
        for name in self.opened.pop(element, ()):
            while self.open[name] and self.open[name][-1][0] is element:
                self.open[name].pop()

    def words(self, content: str) -> str:
        """What `content: …` shows; "" for a sign without figures."""
        counted = False
        said = ""
        for piece in _PIECE.finditer(content):
            if piece["several"]:
                counted = True
                said += self._written(piece)
            else:
                said += _ESCAPED.sub(_unescaped, piece["double"] or piece["single"] or "")
        return said if counted or _TELLING.search(said) else ""

    def _reset(self, parent: Element | None, name: str, number: int) -> None:
        stack = self.open.setdefault(name, [])
        if stack and stack[-1][0] is parent:
            stack[-1] = (parent, number)
        elif len(stack) < DEPTH:
            stack.append((parent, number))
            self.opened.setdefault(parent, []).append(name)

    def _put(self, element: Element, name: str, number: int) -> None:
        if not self.open.get(name):
            self._reset(element.getparent(), name, 0)
        self.open[name][-1] = (self.open[name][-1][0], number)

    def _value(self, name: str) -> int:
        stack = self.open.get(name)
        return stack[-1][1] if stack else 0

    def _written(self, piece: re.Match[str]) -> str:
        """`counter(name, style)` and `counters(name, "joint", style)`."""
        joint = _QUOTED.search(piece["rest"])
        kind = piece["rest"].replace(joint[0] if joint else "", "").strip(" \t\r\n,").lower()
        write = STYLES.get(kind, (str, ""))[0]
        stack = self.open.get(piece["name"]) or [(None, 0)]
        shown = stack if piece["several"].lower() == "counters" else stack[-1:]
        between = (joint[1] or joint[2] or "") if joint else ""
        return between.join(write(value) if value > 0 else str(value) for _, value in shown)


def _named(said: str | None, usual: int) -> Iterator[tuple[str, int]]:
    """`a 2 b` → (a, 2), (b, the usual)."""
    if said and said not in ("none", "inherit", "initial", "unset", "revert"):
        for match in _NAMED.finditer(said):
            yield match["name"], int(match["number"]) if match["number"] else usual


def _unescaped(match: re.Match[str]) -> str:
    if match[2]:
        return match[2]
    code = int(match[1], 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
