"""Where clause numbers may stand: at the head of a line and inside of it, with how well the place suits one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clausecheck.clauses.headings import declares_party, is_key_term, is_table_rule, is_title, short_title
from clausecheck.clauses.lines import Line, finished, goes_on
from clausecheck.clauses.markers import Marker, Reading, Style, rank, read_marker
from clausecheck.patterns import later

_INLINE = later(
    r"(?:(?<=[。；;：:!?！？])[ \t\u3000]*|(?<=\.)[ \t\u3000]+|(?<=[\u3400-\u9fff]\.))"
    r"(?=[\d０-９（(①-⑳⑴-⒇⒈-⒛第§一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]|"
    r"(?:Article|Section|Clause|Step|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth)\b)"
)
WINDOW = 60  # candidates looked ahead for the next number
_LIST = ("zh()", "num()", "num)", "circled", "a()", "i()", "A()", "I()", "a.", "i.", "项")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible clause number and how well its place suits one."""

    marker: Marker
    line: int
    # 2: after a finished sentence, a colon or a blank line; 1: after a line that may be a heading; 0: in mid sentence.
    context: int
    inline: bool
    indent: int
    above: bool = False  # the line before holds nothing but a number and a short heading, or the title


def count_titles(text: str, lines: Sequence[Line], markers: Sequence[Marker | None]) -> int:
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


def read_candidates(
    text: str, lines: Sequence[Line], markers: Sequence[Marker | None], titles: int
) -> list[Candidate]:
    """All that may be clause numbers, in text order: at the head of lines, and inside of them."""
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


def bettered(candidates: Sequence[Candidate], at: int, reading: Reading) -> bool:
    """The same number stands again further on, in a better place: this one is a reference to it."""
    here = candidates[at]
    if here.context == 2:
        return False
    after = (*reading[1][:-1], reading[1][-1] + 1)
    for other in candidates[at + 1 : at + WINDOW]:
        if other.context == 2 and (reading[0], after) in other.marker.readings:
            return False
        if other.context > here.context and reading in other.marker.readings:
            return True
    return False


def succeeds(candidates: Sequence[Candidate], at: int, reading: Reading) -> bool:
    """The next number of the scheme stands further on, before the scheme begins anew."""
    style, values = reading
    wanted = (style, (*values[:-1], values[-1] + 1))
    inline = candidates[at].inline
    for other in candidates[at + 1 : at + WINDOW]:
        below = inline and not other.inline and other.line != candidates[at].line
        if other.context == 0 or (below and _higher(other, style)):
            continue
        if wanted in other.marker.readings:
            return True
        if reading in other.marker.readings and other.context == 2:
            return False
    return False


def _higher(other: Candidate, style: Style) -> bool:
    return bool(other.marker.readings) and rank(other.marker.readings[0][0]) < rank(style)
