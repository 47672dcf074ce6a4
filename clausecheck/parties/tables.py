"""Parties in tables: 出卖人 | X公司 in a row, or columns that are headed by the parties."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausecheck.parties.words import is_party_word
from clausecheck.patterns import later

_DUTY = later(r"[。；应须]|负责|不得|有权|\b(?:shall|must|may|will|is|are)\b")
_CELL = later(r"[^\s|│](?:[^|│\n]*[^\s|│])?")
_FILLED = later(r"[^\n；;|│]*")
_LONGEST = 90


def is_cell(text: str, first: int, floor: int) -> bool:
    """Does the word at `first` begin a cell of a table's row?"""
    before = text[max(floor, first - 3) : first].rstrip(" \u3000*")
    return not before or before[-1] in "\n|│\t"


def names(text: str, begin: int, stop: int) -> bool:
    """Does the cell beside a party's word name somebody, rather than be the next heading or say a duty?"""
    cell = _FILLED.match(text, begin, stop)
    words = cell.group().strip() if cell else ""
    return len(words) <= _LONGEST and not is_party_word(words) and _DUTY.search(words) is None


def columns(text: str, start: int, length: int) -> Iterator[tuple[str, int, int]]:
    """甲方 | 乙方 over X公司 | 何女士: the word that heads a column, and [start, end) of the name below it."""
    head: list[str] = []
    for line in re.finditer(r"[^\n]+", text[start : start + length]):
        cells = list(_CELL.finditer(line.group()))
        words = [cell.group().strip() for cell in cells]
        if len(head) > 1 and len(cells) == len(head):
            for word, cell in zip(head, cells, strict=True):
                first, last = (start + line.start() + at for at in cell.span())
                if names(text, first, last):
                    yield word, first, last
        head = words if len(words) > 1 and all(map(is_party_word, words)) else []
