"""Line breaking for terminals: cells are counted as the terminal draws them, Chinese breaks between characters.

A line never begins with closing punctuation nor ends with an opening bracket unless the width leaves no choice; a Latin
word longer than a line is cut. Rich's own wrapping breaks only at spaces and so leaves Chinese lines half empty.
"""

from __future__ import annotations

import re

from rich.cells import cell_len, chop_cells
from rich.text import Text

_WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60"
    "\U00020000-\U0003fffd"
)
_TAB = 4
_CLOSING = "、。，．；：？！）】》」』〉〕”’%…‰,.;:?!)]}»⟩"
_OPENING = "（【《「『〈〔“‘([{«⟨"
_TOKEN = re.compile(
    rf"[{re.escape(_OPENING)}]*(?:[{_WIDE}]|[^\s{_WIDE}{re.escape(_OPENING + _CLOSING)}]+(?:[.,:;'’][^\s{_WIDE}]+)*)?"
    rf"[{re.escape(_CLOSING)}]*|\s+"
)


def wrap(text: Text, width: int, hang: int = 0) -> list[Text]:
    """`text` in lines of at most `width` cells, styles kept; lines after the first are `hang` cells narrower.

    Line feeds in the text break too, tabs become spaces. No line has trailing white space; an empty text is no line.
    """
    lines: list[Text] = []
    text = text.copy()
    text.expand_tabs(_TAB)
    for paragraph in text.split("\n", allow_blank=True):
        breaks = _breaks(paragraph.plain, width, hang, first=not lines)
        lines += [_stripped(line) for line in paragraph.divide(breaks)] if paragraph.plain.strip() else []
    return lines


def _breaks(text: str, width: int, hang: int, *, first: bool) -> list[int]:
    """Offsets at which `text` is broken."""
    breaks: list[int] = []
    room, used = (width if first else width - hang), 0
    for start, token in _tokens(text, max(1, width - hang)):
        cells = cell_len(token.rstrip())
        if used + cells > room and used:
            breaks.append(start)
            used, room = 0, width - hang
        used += 0 if not used and token.isspace() else cell_len(token)
    return breaks


def _tokens(text: str, width: int) -> list[tuple[int, str]]:
    """(offset, unbreakable piece); none is wider than `width`, but a single character that is."""
    found: list[tuple[int, str]] = []
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        token = match[0] if match and match[0] else text[position]
        for part in chop_cells(token, width) if cell_len(token) > width and not token.isspace() else [token]:
            found.append((position, part))
            position += len(part)
    return found


def _stripped(line: Text) -> Text:
    blank = len(line.plain) - len(line.plain.lstrip())
    line = line[blank:] if blank else line
    line.rstrip()
    return line
