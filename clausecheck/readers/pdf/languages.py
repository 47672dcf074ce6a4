"""Pages with one language at the left and another at the right: the left text through all pages, then the right one."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from clausecheck.patterns import later
from clausecheck.readers.pdf.lines import Item, Printed

_HAN = later("[\u3400-\u9fff]")
_LATIN = later("[A-Za-z]{2,}")
_NEAR = 24.0  # points by which a column may begin elsewhere on another page
_ENOUGH = 6  # lines of each column


def by_language(items: Sequence[Item]) -> list[Item]:
    """Items in reading order, the second language's column after all of the first's; as they were for other pages."""
    lines = [item for item in items if isinstance(item, Printed)]
    pages = {line.page for line in lines}
    lefts = sorted({round(line.column[0]) for line in lines})
    if len(pages) < 2 or len(lefts) < 2:
        return list(items)
    middle = (lefts[0] + max(line.column[1] for line in lines)) / 2
    sides = [[line for line in lines if (line.column[0] > middle) is right] for right in (False, True)]
    begins = [median(line.column[0] for line in side) if len(side) >= _ENOUGH else None for side in sides]
    if None in begins or not _of_two_languages(sides):
        return list(items)
    right = {id(line) for line in sides[1] if abs(line.column[0] - (begins[1] or 0)) < _NEAR}
    return [i for i in items if id(i) not in right] + [i for i in items if id(i) in right]


def _of_two_languages(sides: Sequence[Sequence[Printed]]) -> bool:
    """Hardly a line of the one side is in the other side's script."""
    chinese = [sum(_is_chinese(line.text) for line in side) / len(side) for side in sides]
    return max(chinese) > 0.8 and min(chinese) < 0.1


def _is_chinese(text: str) -> bool:
    return len(_HAN.findall(text)) > len(_LATIN.findall(text))
