"""Line breaking for terminals: cells are counted as the terminal draws them, Chinese breaks between characters.

A line never begins with closing punctuation nor ends with an opening bracket unless the width leaves no choice; a Latin
word longer than a line is cut. Rich's own wrapping breaks only at spaces and so leaves Chinese lines half empty. What
Unicode calls ambiguous (“ ” … — ×) is one cell in most terminals and two in many Chinese ones: `wide` counts it as two.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import east_asian_width

from rich.cells import cell_len
from rich.text import Text

from clausecheck.patterns import later

_WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\U00020000-\U0003fffd"
)
_TAB = 4
_CLOSING = "、。，．；：？！）】》」』〉〕”’%…‰,.;:?!)]}»⟩"
_OPENING = "（【《「『〈〔“‘([{«⟨"
_TOKEN = later(
    rf"[{re.escape(_OPENING)}]*(?:[{_WIDE}]|[^\s{_WIDE}{re.escape(_OPENING + _CLOSING)}]+(?:[.,:;'’][^\s{_WIDE}]+)*)?"
    rf"[{re.escape(_CLOSING)}]*|\s+"
)


@lru_cache(maxsize=8192)  # the same few thousand characters come again and again
def cells(text: str, wide: bool = False) -> int:
    """How many cells of a terminal `text` takes."""
    ambiguous = sum(east_asian_width(character) == "A" and cell_len(character) == 1 for character in text)
    return cell_len(text) + (ambiguous if wide else 0)


def wrap(text: Text, width: int, wide: bool = False) -> list[Text]:
    """`text` in lines of at most `width` cells, styles kept.

    Line feeds in the text break too, tabs become spaces. No line has outer white space; an empty text is no line.
    """
    lines: list[Text] = []
    text = text.copy()
    text.expand_tabs(_TAB)
    for paragraph in text.split("\n", allow_blank=True):
        breaks = _breaks(paragraph.plain, width, wide)
        lines += [_stripped(line) for line in paragraph.divide(breaks)] if paragraph.plain.strip() else []
    return lines


def _breaks(text: str, width: int, wide: bool) -> list[int]:
    """Offsets at which `text` is broken."""
    breaks: list[int] = []
    used = 0
    for start, token in _tokens(text, width, wide):
        if used and used + cells(token.rstrip(), wide) > width:
            breaks.append(start)
            used = 0
        used += cells(token, wide) if used or not token.isspace() else 0
    return breaks


def _tokens(text: str, width: int, wide: bool) -> list[tuple[int, str]]:
    """(offset, unbreakable piece); none is wider than `width`, but a single character that is."""
    found: list[tuple[int, str]] = []
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        token = match[0] if match and match[0] else text[position]
        for part in [token] if token.isspace() else _chopped(token, width, wide):
            found.append((position, part))
            position += len(part)
    return found


def _chopped(token: str, width: int, wide: bool) -> list[str]:
    if cells(token, wide) <= width:
        return [token]
    parts = [""]
    for character in token:
        if parts[-1] and cells(parts[-1] + character, wide) > width:
            parts.append("")
        parts[-1] += character
    return parts


def _stripped(line: Text) -> Text:
    blank = len(line.plain) - len(line.plain.lstrip())
    line = line[blank:] if blank else line
    line.rstrip()
    return line
