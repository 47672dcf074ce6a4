"""Long lists of plain words in a YAML text, set apart before it is parsed and read when they are asked for.

A lexicon holds tens of thousands of words in two languages, and a check needs those of one. What YAML might take for
more than a word (signs, numbers, constants, a list inside a list) is left to the parser: both ways give the same.
"""

from __future__ import annotations

import re

from clausecheck.patterns import later

STAND_IN = "\ue000"
"""Begins the text that stands for a list, followed by its number; no text that holds it is taken apart."""

_LIST = later(r"^ *[a-z]{2}: (\[[^\[\]]{80,}\])[ \t]*$", re.MULTILINE)
_QUOTED = later(r'"([^"\\\n]*)"')
_HELD = "\ue001"  # in the place of a quoted word
_SIGNS = later(r"""["'\\{}#&*!|>%@`:?\t\r]""")  # signs, and what may divide key and value
_NO_WORD = later(r"(?:\A|,)[ \n]*(?:[-0-9~]|(?:true|false|null)\b|,)")  # empty words, numbers and constants


class WordList:
    """A list that is not read yet: its inside, its file and its first line (1-based)."""

    __slots__ = ("_body", "_quoted", "at", "file")

    def __init__(self, body: str, quoted: tuple[str, ...], file: str, at: int) -> None:
        self._body, self._quoted, self.file, self.at = body, quoted, file, at

    def words(self) -> list[str]:
        """Every word, in order."""
        words = [piece.strip(" \n") for piece in self._body.split(",")]
        if not words[-1]:  # after a last comma
            words.pop()
        if self._quoted:
            held = iter(self._quoted)
            words = [next(held) if word == _HELD else word for word in words]
        return words

    def line(self, index: int) -> int:
        """The line of a word."""
        *before, word = self._body.split(",")[: index + 1]
        gap = word[: len(word) - len(word.lstrip(" \n"))]
        return self.at + "".join(before).count("\n") + gap.count("\n")

    def first(self) -> str:
        """The first word, without reading the others."""
        word = self._body.lstrip(" \n").partition(",")[0].rstrip(" \n")
        return self._quoted[0] if word == _HELD else word


def set_apart(text: str, file: str) -> tuple[str, list[WordList]]:
    """A YAML text → the text with a stand-in for each list of words under a language, lines as many; the lists."""
    lists: list[WordList] = []
    line, upto = 1, 0

    def taken(match: re.Match[str]) -> str:
        nonlocal line, upto
        start, end = match.span(1)
        line += text.count("\n", upto, start)
        upto = start
        body = text[start + 1 : end - 1]
        quoted = tuple(_QUOTED.findall(body)) if '"' in body else ()
        bare = _QUOTED.sub(_HELD, body) if quoted else body
        if not _plain(bare):
            return match[0]
        lists.append(WordList(bare, quoted, file, line))
        return f'{text[match.start() : start]}"{STAND_IN}{len(lists) - 1}"' + "\n" * body.count("\n")

    return (text if STAND_IN in text or _HELD in text else _LIST.sub(taken, text)), lists


def _plain(bare: str) -> bool:
    """Only words, each whole: no line ends inside one, and a quoted one is an item of its own (`"a" b` is no YAML)."""
    if bare.count("\n") != bare.count(",\n") or _SIGNS.search(bare) or _NO_WORD.search(bare):
        return False
    return bare.count(_HELD) == sum(word.strip(" \n") == _HELD for word in bare.split(",")) if _HELD in bare else True
