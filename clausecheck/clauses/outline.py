"""The outline of a text: where each clause begins, what stands above it, and what sort of line began it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from clausecheck.clauses.headings import (
    declares_party,
    is_heading,
    is_key_term,
    is_signature,
    is_table_rule,
    is_title,
    short_title,
    short_unfinished,
)
from clausecheck.clauses.lines import Layout, Line, deliberate, finished, goes_on, read_layout, read_lines
from clausecheck.clauses.markers import Marker, Reading, read_marker
from clausecheck.clauses.numbering import Candidate, Numbering, place, rank

NodeKind = Literal["numbered", "bullet", "heading", "schedule", "paragraph", "key-term", "signature"]

_INLINE = re.compile(
    r"(?:(?<=[。；;：:!?！？])[ \t\u3000]*|(?<=\.)[ \t\u3000]+|(?<=[\u3400-\u9fff]\.))"
    r"(?=[\d０-９（(①-⑳⑴-⒇⒈-⒛第§一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]|"
    r"(?:Article|Section|Clause|Step|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth)\b)"
)
_LIST = ("zh()", "num()", "num)", "circled", "a()", "i()", "A()", "I()", "a.", "i.", "项")


@dataclass(slots=True)
class Node:
    """The beginning of a clause. `words`: where its words begin, after the number."""

    start: int
    words: int
    kind: NodeKind
    parent: int | None
    label: str = ""
    reading: Reading | None = None
    level: int = 0


@dataclass(slots=True)
class Outline:
    """Nodes in text order, and the offsets at which a new paragraph begins."""

    nodes: list[Node] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    titles: int = 0  # so many nodes at the head are titles


@dataclass(slots=True)
class _Reading:
    """Where the reading of a text stands."""

    text: str
    lines: Sequence[Line]
    layout: Layout
    candidates: Sequence[Candidate]
    outline: Outline
    numbering: Numbering
    titles: int  # so many lines at the head are the text's titles
    headings: list[tuple[int, int]] = field(default_factory=list)  # (level, node) of the open headings

    @property
    def top(self) -> int | None:
        return self.headings[-1][1] if self.headings else None

    def add(self, node: Node) -> int:
        self.outline.nodes.append(node)
        return len(self.outline.nodes) - 1


def read_outline(text: str, start: int) -> Outline:
    """The outline of text[start:]. Linear in its length."""
    lines = read_lines(text, start)
    markers = [read_marker(text, line.first, line.last) for line in lines]
    numbered = frozenset(line.begin for line, marker in zip(lines, markers, strict=True) if marker is not None)
    layout = read_layout(text, [line for line in lines if not is_key_term(text, line)], numbered)
    titles = _titles(text, lines, markers)
    candidates = _candidates(text, lines, markers, titles)
    reading = _Reading(text, lines, layout, candidates, Outline(titles=_nodes_in(text, lines[:titles])), Numbering(), titles)
    at = 0
    for index in range(len(lines)):
        at = _read_line(reading, index, at, markers[index])
    return reading.outline


def _titles(text: str, lines: Sequence[Line], markers: Sequence[Marker | None]) -> int:
    """How many lines at the head are titles, going by themselves and by what follows."""
    count = 0
    for index in range(min(3, len(lines) - 1)):
        line = lines[index]
        marker = markers[index]
        if marker is not None and (marker.readings or marker.level > 1 or index) or not short_title(text, line):
            break
        if is_table_rule(text, line):
            continue
        if is_key_term(text, line):
            break
        following = index + 1
        while following < len(lines) - 1 and is_table_rule(text, lines[following]):
            following += 1
        after = lines[following]
        apart = after.gap or following > index + 1 or markers[following] is not None
        apart = index == 0 and (apart or declares_party(text, after.first, after.last))
        if is_title(text, line.first, line.last, apart):
            count = index + 1
    return count


def _nodes_in(text: str, lines: Sequence[Line]) -> int:
    return sum(not is_table_rule(text, line) for line in lines)


def _candidates(
    text: str, lines: Sequence[Line], markers: Sequence[Marker | None], titles: int
) -> list[Candidate]:
    found: list[Candidate] = []
    for index, line in enumerate(lines):
        marker = markers[index]
        inner = line.first
        if marker is not None and marker.readings:
            below_title = 0 < index == titles
            above = index > 0 and (below_title or _above(text, lines, markers, index))
            context = 2 if below_title else _context(text, lines, index, marker)
            found.append(Candidate(marker, index, context, False, line.indent, above))
            inner = marker.end
            second = read_marker(text, inner, line.last)
            if second is not None and second.label and second.end < line.last and second.readings[0][1] == (1,):
                found.append(Candidate(second, index, 2, True, line.indent))
                inner = second.end
        for match in _INLINE.finditer(text, inner, line.last):
            follower = read_marker(text, match.end(), line.last)
            if follower is not None and follower.label and not follower.quantity:
                found.append(Candidate(follower, index, 2, True, line.indent))
    return found


def _context(text: str, lines: Sequence[Line], index: int, marker: Marker) -> int:
    if index == 0:
        return 2
    before = lines[index - 1]
    if lines[index].gap and not (goes_on(text, before) and before.length > 20):
        return 2
    if finished(text, before):
        return 2
    style = marker.readings[0][0]
    if goes_on(text, before):
        return int(style in _LIST and text[before.last - 1] in ",，、rd")
    if text[marker.end : marker.end + 1].islower() and style not in _LIST and not style.startswith("bullet"):
        return 0
    return 1


def _above(text: str, lines: Sequence[Line], markers: Sequence[Marker | None], index: int) -> bool:
    """The line before is a number with a short heading, or the text's title."""
    before, marker = lines[index - 1], markers[index - 1]
    if goes_on(text, before):
        return False
    if marker is not None:
        return before.last - marker.end <= 48
    return index <= 3 and not any(markers[:index]) and before.length <= 80


def _read_line(reading: _Reading, index: int, at: int, marker: Marker | None) -> int:
    """One line: its number or what else begins with it, then the numbers inside of it. Returns the next candidate."""
    candidates = reading.candidates
    begun = False
    if at < len(candidates) and candidates[at].line == index and not candidates[at].inline:
        begun = _number(reading, at)
        at += 1
    if not begun:
        _unnumbered(reading, index, marker)
    while at < len(candidates) and candidates[at].line == index:
        _number(reading, at)
        at += 1
    return at


def _number(reading: _Reading, at: int) -> bool:
    """Candidate `at` as a clause number; False where it is none."""
    candidate, state = reading.candidates[at], reading.numbering
    marker, line = candidate.marker, reading.lines[candidate.line]
    if candidate.inline and not reading.outline.nodes:
        return False
    if marker.readings[0][0] == "schedule" and not _heads_schedule(reading, candidate):
        return False
    placed = place(reading.candidates, at, state, _opening(reading, marker.start))
    if placed is None:
        return False
    found, depth = placed
    start = marker.start if candidate.inline else line.begin
    if found[0] == "schedule":
        _schedule(reading, marker, start, found)
        return True
    parent = state.stack[depth - 1].node if depth else reading.top
    kind: NodeKind = "bullet" if found[0].startswith("bullet") else "numbered"
    node = reading.add(Node(start, marker.end, kind, parent, marker.label, found))
    if not candidate.inline:
        reading.outline.breaks.append(line.begin)
    state.push(found, depth, node, candidate.indent)
    return True


def _heads_schedule(reading: _Reading, candidate: Candidate) -> bool:
    line = reading.lines[candidate.line]
    if candidate.inline or candidate.context == 0:
        return False
    return line.length <= 60 and not finished(reading.text, line) and "、" not in reading.text[line.first : line.last]


def _schedule(reading: _Reading, marker: Marker, start: int, found: Reading) -> None:
    node = reading.add(Node(start, marker.end, "schedule", None, marker.label, found))
    reading.outline.breaks.append(start)
    reading.headings = [(0, node)]
    reading.numbering = Numbering(empty=False)


def _opening(reading: _Reading, end: int) -> bool:
    """Whether the deepest open clause wants items below it."""
    stack = reading.numbering.stack
    if not stack:
        return False
    words = reading.text[reading.outline.nodes[stack[-1].node].words : end].strip().strip("*_")
    return words.endswith((":", "：", ":-", "：—")) or ("\n" not in words and short_unfinished(words))


def _unnumbered(reading: _Reading, index: int, marker: Marker | None) -> None:
    text, line, nodes = reading.text, reading.lines[index], reading.outline.nodes
    if is_table_rule(text, line) and nodes:
        reading.outline.breaks.append(line.begin)
        return
    if nodes and nodes[-1].kind in ("numbered", "bullet") and not text[nodes[-1].words : line.first].strip("*_\\ \t\u3000\n"):
        return  # a number alone on its line: this one has its words
    new = index == 0 or _new_paragraph(reading, index)
    level = 0 if index < reading.titles else is_heading(text, reading.lines, index, marker, new)
    if level:
        _heading(reading, line, marker, level)
        return
    if not new:
        return
    reading.outline.breaks.append(line.begin)
    late = not reading.numbering.empty or index > 0.6 * len(reading.lines)
    if nodes and nodes[-1].kind == "signature":
        return
    if late and is_signature(text, line):
        reading.numbering.cut(0)
        reading.headings.clear()
        reading.add(Node(line.begin, line.first, "signature", None))
    else:
        _paragraph(reading, index)


def _new_paragraph(reading: _Reading, index: int) -> bool:
    text, lines = reading.text, reading.lines
    before, line = lines[index - 1], lines[index]
    if is_table_rule(text, before):
        return True
    if is_key_term(text, line) and not goes_on(text, before):
        if is_key_term(text, before) or declares_party(text, line.first, line.last):
            return True
    if index <= reading.titles or (is_key_term(text, before) and declares_party(text, before.first, before.last)):
        return True
    return deliberate(text, before, line, reading.layout.width if reading.layout.wrapped else None)


def _heading(reading: _Reading, line: Line, marker: Marker | None, level: int) -> None:
    while reading.headings and reading.headings[-1][0] >= level:
        reading.headings.pop()
    reading.numbering.cut(0)
    reading.outline.breaks.append(line.begin)
    words = marker.end if marker is not None and not marker.readings else line.first
    node = reading.add(Node(line.begin, words, "heading", reading.top, level=level))
    reading.headings.append((level, node))


def _paragraph(reading: _Reading, index: int) -> None:
    """A paragraph without a number: part of the open clause, back under the opening of a list, or a clause itself."""
    stack, line = reading.numbering.stack, reading.lines[index]
    if not stack:
        kind: NodeKind = "key-term" if is_key_term(reading.text, line) else "paragraph"
        reading.add(Node(line.begin, _undressed(reading.text, line), kind, reading.top))
        return
    if len(stack) < 2 or not _closes_list(reading, index):
        return
    parent = stack[-2].node
    reading.numbering.close_list()
    reading.add(Node(line.begin, line.first, "paragraph", parent))


def _undressed(text: str, line: Line) -> int:
    """Past the # or > with which markdown begins a line."""
    words = text[line.first : line.last]
    return line.last - len(words.lstrip("#> \t")) if words[0] in "#>" else line.first


def _closes_list(reading: _Reading, index: int) -> bool:
    """The list above is over: it stood under a colon, had two items or more, and this line is not set deeper."""
    line, before = reading.lines[index], reading.lines[index - 1]
    if not finished(reading.text, before) or reading.text[before.last - 1] in ";；:：":
        return False
    level, parent = reading.numbering.stack[-1], reading.numbering.stack[-2].node
    nodes = reading.outline.nodes
    if level.node == parent + 1 or line.indent > level.indent or rank(level.style) < 8:
        return False
    return reading.text[nodes[parent].words : nodes[parent + 1].start].rstrip().endswith((":", "："))
