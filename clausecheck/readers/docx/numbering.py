"""Automatic numbering: the number that Word shows before a paragraph and that stands nowhere in its words.

A paragraph names a *num* (directly or by its style) and a level; the num names an *abstract* definition of nine levels
and may override some. Counters belong to the abstract, so that two nums of one abstract count on, unless an override
restarts them, once for each num and level (ECMA-376, 17.9).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from clausecheck.patterns import later
from clausecheck.readers.docx.numerals import numeral
from clausecheck.readers.docx.package import MC, Element, W, switch, value, whole
from clausecheck.readers.docx.styles import Styles
from clausecheck.readers.docx.symbols import bullet

LEVELS = 9
_HOLE = later("%([1-9])")
_SUFFIX = {"tab": " ", "space": " ", "nothing": ""}
_DIGIT = later(r"\d")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a definition."""

    start: int = 1
    format: str = "decimal"
    pattern: str = ""  # "第%1条", "%1.%2"
    suffix: str = " "
    restart: int | None = None  # 0: never; n: only after one of the first n levels
    legal: bool = False  # the numbers of the levels above in digits
    style: str | None = None  # the paragraph style tied to this level
    font: str = ""
    hidden: bool = False
    width: int = 0  # digits that a number is filled up to with zeros ("custom" formats)


@dataclass(frozen=True, slots=True)
class Num:
    """What a paragraph refers to. `starts`: overridden starts by level; `levels`: overridden definitions."""

    abstract: str
    starts: dict[int, int]
    levels: dict[int, Level]


@dataclass(frozen=True, slots=True)
class Label:
    """A paragraph's number as shown, with what stands between it and the words."""

    text: str
    suffix: str
    level: int


@dataclass(slots=True)
class Numbering:
    """All definitions and where the counting stands. `unknown`: formats met that are shown in digits."""

    abstracts: dict[str, dict[int, Level]] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)  # abstract → the numbering style that defines it
    nums: dict[int, Num] = field(default_factory=dict)
    counters: dict[str, list[int | None]] = field(default_factory=dict)
    restarted: set[tuple[int, int]] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)

    def label(self, number: int, level: int) -> Label | None:
        """Count one paragraph of a num at a level (from 0) and give its number; None where there is none to show."""
        num = self.nums.get(number)
        if num is None or not 0 <= level < LEVELS or level not in self._levels(num):
            return None
        counter = self.counters.setdefault(num.abstract, [None] * LEVELS)
        self._restart(number, num, level, counter)
        for above in range(level):  # a level that was skipped counts as begun: the next of it is its second
            if counter[above] is None:
                counter[above] = self._start(num, above)
        here = counter[level]
        counter[level] = self._start(num, level) if here is None else min(here + 1, 10**9)
        self._reset_below(num, level, counter)
        return self._shown(num, level, counter)

    def ties(self, number: int) -> dict[str, int]:
        """The levels of a num that are tied to paragraph styles, by style."""
        num = self.nums.get(number)
        levels = self._levels(num) if num is not None else {}
        return {level.style: index for index, level in levels.items() if level.style}

    def _levels(self, num: Num) -> dict[int, Level]:
        return {**self.abstracts.get(num.abstract, {}), **num.levels}

    def _start(self, num: Num, level: int) -> int:
        return num.starts.get(level, self._levels(num).get(level, Level()).start)

    def _restart(self, number: int, num: Num, level: int, counter: list[int | None]) -> None:
        for overridden in num.starts:
            if overridden >= level and (number, overridden) not in self.restarted:
                self.restarted.add((number, overridden))
                counter[overridden] = None

    def _reset_below(self, num: Num, level: int, counter: list[int | None]) -> None:
        for below, definition in self._levels(num).items():
            if below > level and (definition.restart is None or level < definition.restart):
                counter[below] = None

    def _shown(self, num: Num, level: int, counter: list[int | None]) -> Label:
        levels = self._levels(num)
        own = levels[level]
        if own.format == "bullet":
            return Label("" if own.hidden else bullet(own.pattern, own.font), own.suffix, level)

        def fill(hole: re.Match[str]) -> str:
            index = int(hole[1]) - 1
            if index > level:
                return ""
            return self._written(levels.get(index, Level()), counter[index] or 0, own.legal and index < level)

        text = "" if own.hidden else _HOLE.sub(fill, own.pattern)
        return Label(text.strip(), own.suffix if text else "", level)

    def _written(self, level: Level, count: int, legal: bool) -> str:
        if level.format == "bullet":
            return ""
        if level.format == "custom":
            return str(count).zfill(level.width)
        format = "decimal" if legal and level.format != "none" else level.format
        written = numeral(count, format)
        if written is None:
            self.unknown.add(level.format)
            return str(count)
        return written


def read_numbering(root: Element | None, styles: Styles) -> Numbering:
    """The numbering part → definitions, with links to numbering styles followed."""
    numbering = Numbering()
    if root is None:
        return numbering
    for element in root.iterfind(W + "abstractNum"):
        name = element.get(W + "abstractNumId", "")
        numbering.abstracts[name] = _levels(element)
        link = value(element, "numStyleLink")
        if link:
            numbering.links[name] = link
    for element in root.iterfind(W + "num"):
        number = whole(element.get(W + "numId"))
        if number is not None:
            numbering.nums[number] = _num(element)
    _follow_links(numbering, styles)
    return numbering


def _follow_links(numbering: Numbering, styles: Styles) -> None:
    """A num whose abstract only names a numbering style counts with the abstract which that style's num has."""
    for number, num in list(numbering.nums.items()):
        style = styles.by_id.get(numbering.links.get(num.abstract, ""))
        target = numbering.nums.get(style.number) if style is not None and style.number is not None else None
        if target is not None and target.abstract not in numbering.links:
            numbering.nums[number] = replace(num, abstract=target.abstract, levels={**target.levels, **num.levels})


def _levels(parent: Element) -> dict[int, Level]:
    found = {}
    for element in parent.iterfind(W + "lvl"):
        index = whole(element.get(W + "ilvl"))
        if index is not None and 0 <= index < LEVELS:
            found[index] = _level(element)
    return found


def _level(element: Element) -> Level:
    format, width = _format(element)
    properties = element.find(W + "rPr")
    fonts = None if properties is None else properties.find(W + "rFonts")
    start = whole(value(element, "start"))
    return Level(
        start=1 if start is None else start,
        format=format,
        pattern=(value(element, "lvlText") or "")[:200],
        suffix=_SUFFIX.get(value(element, "suff") or "tab", " "),
        restart=whole(value(element, "lvlRestart")),
        legal=bool(switch(element, "isLgl")),
        style=value(element, "pStyle"),
        font="" if fonts is None else fonts.get(W + "ascii", fonts.get(W + "hAnsi", "")),
        hidden=bool(switch(properties, "vanish")),
        width=width,
    )


def _format(element: Element) -> tuple[str, int]:
    """The number format and, of a custom one ("001, 002, …"), how many digits it has."""
    own = element.find(W + "numFmt")
    if own is None:
        own = element.find(f"{MC}AlternateContent/{MC}Choice/{W}numFmt")
    if own is None:
        return "decimal", 0
    first = own.get(W + "format", "").split(",")[0]
    return own.get(W + "val", "decimal"), len(_DIGIT.findall(first))


def _num(element: Element) -> Num:
    starts: dict[int, int] = {}
    levels: dict[int, Level] = {}
    for override in element.iterfind(W + "lvlOverride"):
        index = whole(override.get(W + "ilvl"))
        if index is None or not 0 <= index < LEVELS:
            continue
        start = whole(value(override, "startOverride"))
        if start is not None:
            starts[index] = start
        own = override.find(W + "lvl")
        if own is not None:
            levels[index] = _level(own)
    return Num(value(element, "abstractNumId") or "", starts, levels)


def numbered(
    properties: Element | None, style: str | None, styles: Styles, numbering: Numbering
) -> tuple[int, int] | None:
    """The num and level of a paragraph, from its own properties and its style's; None for a paragraph without a number.

    `numId` and `ilvl` are inherited each for itself; a level tied to the style counts before the level that it names.
    """
    own = None if properties is None else properties.find(W + "numPr")
    chain = styles.chain(style)
    direct = whole(value(own, "numId"))
    number = direct if direct is not None else next((s.number for s in chain if s.number is not None), None)
    if not number:
        return None
    level = whole(value(own, "ilvl"))
    if level is None:
        ties = numbering.ties(number)
        said = (ties.get(s.id, s.level if direct is None else None) for s in chain)
        level = next((found for found in said if found is not None), 0)
    return number, level
