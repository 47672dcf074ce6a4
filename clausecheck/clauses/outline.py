"""The outline of a text: where each clause begins, what stands above it, and what sort of line began it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from clausecheck.clauses.candidates import Candidate, count_titles, read_candidates
from clausecheck.clauses.headings import (
    declares_party,
    heading_words,
    is_heading,
    is_key_term,
    is_signature,
    is_table_rule,
    short_unfinished,
)
from clausecheck.clauses.lines import IN_SENTENCE, Layout, Line, deliberate, finished, goes_on, read_layout, read_lines
from clausecheck.clauses.markers import Marker, Reading, rank, read_marker
from clausecheck.clauses.numbering import Numbering, place
from clausecheck.patterns import later

NodeKind = Literal["numbered", "bullet", "heading", "schedule", "paragraph", "key-term", "signature"]

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
        """The open heading, under which clauses without a parent number stand."""
        return self.headings[-1][1] if self.headings else None

    def add(self, node: Node) -> int:
        """The index of the node added."""
        self.outline.nodes.append(node)
        return len(self.outline.nodes) - 1


def read_outline(text: str, start: int) -> Outline:
    """The outline of text[start:]. Linear in its length."""
    lines = read_lines(text, start)
    markers = [read_marker(text, line.first, line.last) for line in lines]
    begins = zip(lines, markers, strict=True)
    numbered = frozenset(line.begin for line, marker in begins if marker is not None)
    layout = read_layout(text, [line for line in lines if not is_key_term(text, line)], numbered)
    titles = count_titles(text, lines, markers)
    candidates = read_candidates(text, lines, markers, titles)
    outline = Outline(titles=_nodes_in(text, lines[:titles]))
    reading = _Reading(text, lines, layout, candidates, outline, Numbering(), titles)
    at = 0
    for index in range(len(lines)):
        at = _read_line(reading, index, at, markers[index])
    return reading.outline


def _nodes_in(text: str, lines: Sequence[Line]) -> int:
    return sum(not is_table_rule(text, line) for line in lines)


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
    if nodes and _has_no_words(text, nodes[-1], line.first):
        return
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


def _has_no_words(text: str, node: Node, end: int) -> bool:
    """A number stands alone on its line: the next line has its words."""
    return node.kind in ("numbered", "bullet") and not text[node.words : end].strip("*_\\ \t\u3000\n")


def _new_paragraph(reading: _Reading, index: int) -> bool:
    text, lines = reading.text, reading.lines
    before, line = lines[index - 1], lines[index]
    if is_table_rule(text, before):
        return True
    if is_key_term(text, line) and (is_key_term(text, before) or declares_party(text, line.first, line.last)):
        return not goes_on(text, before)
    if _heads(reading, before, line):
        return True
    if index <= reading.titles or (is_key_term(text, before) and declares_party(text, before.first, before.last)):
        return True
    return deliberate(text, before, line, reading.layout.width if reading.layout.wrapped else None)


def _heads(reading: _Reading, before: Line, line: Line) -> bool:
    """The line before is a clause number with a few words, and much of it is left empty: a heading, however it ends."""
    text, nodes = reading.text, reading.outline.nodes
    if not nodes or nodes[-1].kind != "numbered" or nodes[-1].start != before.begin or goes_on(text, before):
        return False
    words = text[nodes[-1].words : before.last].strip("*_、.．：: \u3000")
    if not heading_words(words) or IN_SENTENCE.search(words) or "→" in words:
        return False
    return 2 * (before.last - before.begin) < reading.layout.width and _WORDS.match(text, line.first) is not None


_WORDS = later(r"[A-Z\u3400-\u9fff“\"（《]")


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
