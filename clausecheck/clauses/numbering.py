"""Which of the possible clause numbers are clause numbers: those that go on in sequence at their level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from clausecheck.clauses.candidates import Candidate, bettered, succeeds
from clausecheck.clauses.markers import MARGINAL, STRONG, Reading, Style, rank

_DEEPEST = 16  # levels; bullets that are set deeper still stand at the deepest
_REMEMBERED = 9  # schemes up to this rank count on under a new heading


@dataclass(slots=True)
class Level:
    """An open level of nesting: the last number of its scheme. `opening`: what was said there wants items below it."""

    style: Style
    values: tuple[int, ...]
    node: int
    indent: int


@dataclass(slots=True)
class Numbering:
    """Where the reading of a text stands: open levels from the top, and the last number of each scheme."""

    stack: list[Level] = field(default_factory=list)
    memory: dict[Style, tuple[int, ...]] = field(default_factory=dict)
    empty: bool = True  # no number has been accepted yet
    closed: Level | None = None  # a list that a paragraph seemed to end

    def cut(self, depth: int) -> None:
        """Close all levels from `depth` down."""
        del self.stack[depth:]

    def push(self, reading: Reading, depth: int, node: int, indent: int) -> None:
        """Open a level at `depth` with an accepted number."""
        self.cut(depth)
        self.stack.append(Level(reading[0], reading[1], node, indent))
        self.memory[reading[0]] = reading[1]
        self.empty = False
        self.closed = None

    def close_list(self) -> None:
        """A paragraph below a list: it is over, unless its next number follows."""
        self.closed = self.stack.pop()


def place(
    candidates: Sequence[Candidate], at: int, state: Numbering, opening: bool
) -> tuple[Reading, int] | None:
    """The reading and the depth at which candidate `at` is a clause number; None where it is none.

    `opening`: the deepest open clause wants items below it (it ends with a colon or is a heading).
    """
    candidate = candidates[at]
    if candidate.context == 0:
        return None
    if candidate.marker.readings[0][0] == "schedule":
        return candidate.marker.readings[0], 0
    for decide in (_goes_on, _child, _remembered, _starts, _jumps):
        for reading in candidate.marker.readings:
            depth = decide(candidates, at, reading, state, opening)
            if depth is not None:
                return reading, depth
    return None


def follows(values: tuple[int, ...], last: tuple[int, ...]) -> bool:
    """3 after 2, 3.2 after 3.1, 第十二条之一 after 第十二条, 第十三条 after 第十二条之一."""
    if len(values) == len(last):
        return values[:-1] == last[:-1] and values[-1] == last[-1] + 1
    return False


def _follows_article(reading: Reading, level: Level) -> bool:
    values, last = reading[1], level.values
    if follows(values, last):
        return True
    if reading[0].startswith("dotted"):
        return False
    return values == (*last, 1) or (len(last) == 2 and values == (last[0] + 1,))


def _goes_on(candidates: Sequence[Candidate], at: int, reading: Reading, state: Numbering, _: bool) -> int | None:
    """The next number of an open level."""
    style = reading[0]
    candidate = candidates[at]
    if style.startswith("bullet"):
        return _bullet(candidates, at, style, state)
    if state.closed is not None and state.closed.style == style and _follows_article(reading, state.closed):
        return len(state.stack)
    depths = [d for d, level in enumerate(state.stack) if level.style == style and _follows_article(reading, level)]
    if not depths or bettered(candidates, at, reading):
        return None
    if candidate.marker.quantity and candidate.context < 2:
        return None
    same = [d for d in depths if state.stack[d].indent == candidate.indent]
    return (same or depths)[-1]


def _bullet(candidates: Sequence[Candidate], at: int, style: Style, state: Numbering) -> int | None:
    candidate = candidates[at]
    listed = any(level.style == style and level.indent == candidate.indent for level in state.stack)
    if candidate.inline or not (candidate.context == 2 or listed or succeeds(candidates, at, (style, (-1,)))):
        return None
    for depth, level in enumerate(state.stack):
        if level.style.startswith("bullet") and (level.indent >= candidate.indent or level.style == style):
            return min(depth + (level.indent < candidate.indent), _DEEPEST)
    return min(len(state.stack), _DEEPEST)


def _child(candidates: Sequence[Candidate], at: int, reading: Reading, state: Numbering, _: bool) -> int | None:
    """3.1 below 3 (or 三, Article 3), 3.1.2 below 3.1."""
    style, values = reading
    candidate = candidates[at]
    if not style.startswith("dotted") or candidate.inline:
        return None
    for depth in range(len(state.stack) - 1, -1, -1):
        if state.stack[depth].values == values[:-1] and _numbers_sections(state.stack[depth].style):
            inside = depth + 1 < len(state.stack) and state.stack[depth + 1].style == style
            if values[-1] != 1 and (inside or candidate.context < 2):
                return None
            sure = candidate.context == 2 or candidate.above
            return depth + 1 if sure or succeeds(candidates, at, reading) else None
    return None


def _numbers_sections(style: Style) -> bool:
    return not style.startswith("bullet") and rank(style) <= 10


def _remembered(
    candidates: Sequence[Candidate], at: int, reading: Reading, state: Numbering, opening: bool
) -> int | None:
    """第五条 at the head of a new chapter: the scheme counts on."""
    style, values = reading
    last = state.memory.get(style)
    if last is None or rank(style) > _REMEMBERED or any(level.style == style for level in state.stack):
        return None
    if not follows(values, last) or values[-1] == 1 or candidates[at].inline:
        return None
    return None if bettered(candidates, at, reading) else _depth_for(style, state, opening)


def _starts(candidates: Sequence[Candidate], at: int, reading: Reading, state: Numbering, opening: bool) -> int | None:
    """The first number of a scheme."""
    style, values = reading
    candidate = candidates[at]
    if values[-1] > 1 or (len(values) > 1 and not style.startswith("dotted")):
        return None
    if candidate.marker.quantity or (candidate.context < 2 and style.startswith("dotted") and not candidate.above):
        return None
    if not _may_start(candidates, at, reading, state):
        return None
    same = [depth for depth, level in enumerate(state.stack) if level.style == style]
    if same and candidate.context < 2:
        return None
    if same and not style.startswith("dotted"):
        nested = opening or candidate.indent > state.stack[same[-1]].indent
        return len(state.stack) if nested else same[-1]
    return _depth_for(style, state, opening)


def _may_start(candidates: Sequence[Candidate], at: int, reading: Reading, state: Numbering) -> bool:
    candidate = candidates[at]
    sequel = succeeds(candidates, at, reading)
    if candidate.inline or reading[0] in MARGINAL:
        return sequel
    if candidate.context == 2 or candidate.above:
        return sequel or reading[0][0] not in "aiAI" or reading[0].endswith("()") or reading[0] == "article"
    return sequel


def _jumps(candidates: Sequence[Candidate], at: int, reading: Reading, state: Numbering, opening: bool) -> int | None:
    """A number out of sequence: an extract, a gap or a slip of the drafter."""
    style, values = reading
    candidate = candidates[at]
    if candidate.inline or candidate.marker.quantity or values[-1] < 2:
        return None
    inside = [depth for depth, level in enumerate(state.stack) if level.style == style]
    sequel = succeeds(candidates, at, reading)
    if inside:
        return inside[-1] if _gap(candidate, reading, state.stack[inside[-1]].values, sequel) else None
    known = style in state.memory and rank(style) <= _REMEMBERED
    sure = candidate.context == 2 or (candidate.above and state.empty)
    if known:
        near = 0 < values[-1] - state.memory[style][-1] <= 3 and len(values) == 1
        return _depth_for(style, state, opening) if sure and (near or style in STRONG) else None
    if not sequel and (style in MARGINAL or not sure):
        return None
    if style[0] in "aiAI" and style not in STRONG and not sequel:
        return None
    return _depth_for(style, state, opening)


def _gap(candidate: Candidate, reading: Reading, last: tuple[int, ...], sequel: bool) -> bool:
    """Whether a number may stand after `last` though it is not the next one."""
    style, values = reading
    ahead = values[-1] - last[-1] if len(values) == len(last) else 1
    if candidate.context < 2:
        return sequel and style in STRONG and ahead > 0
    if style.startswith("dotted"):
        return len(values) == len(last)
    return style in STRONG or 0 <= ahead <= 3


def _depth_for(style: Style, state: Numbering, opening: bool) -> int:
    """Below the open levels, but out of those of schemes that usually stand lower."""
    depth = len(state.stack)
    while depth and rank(style) < rank(state.stack[depth - 1].style):
        if opening and depth == len(state.stack):
            break
        depth -= 1
    return depth
