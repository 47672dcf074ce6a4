"""Folding: a stretch of the source → its matching view, with a map back.

The view is what words are looked up in. One character stands for one: lower case, full-width letters and digits as
ASCII, traditional characters as simplified, quotes and dashes in one shape; a word of Hong Kong or Taiwan as the
mainland's of the same length (契約 as 合同). Fewer characters remain: hard wraps are joined, runs of blanks are one
blank; blanks between two Chinese characters, characters without width and the ** of markdown are dropped.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import chain
from pathlib import Path

from clausecheck.patterns import later

_REGIONAL = Path(__file__).parent / "data" / "regional.txt"  # a line: the word of Hong Kong or Taiwan, the mainland's
_TRADITIONAL = Path(__file__).parent / "data" / "traditional.txt"  # pairs: traditional, simplified

_QUOTES = {**dict.fromkeys("“”„‟«»「」『』〝〞＂", '"'), **dict.fromkeys("‘’‚‛′＇", "'")}
_DASHES = dict.fromkeys("‐‑‒–—―−－﹣", "-")
_WIDE_SIGNS = {"％": "%", "﹪": "%", "．": ".", "／": "/", "＋": "+", "＝": "=", "＄": "$", "￥": "¥", "＆": "&"}
_BLANKS = "\t\x0b\x0c\r\x1c\x1d\x1e\x1f\xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_BREAKS = "\x85\u2028\u2029"
_WIDTHLESS = "\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"

CJK = "\u2e80-\u2fff\u3001-\u312f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff65"
"""Inside of a character class: Chinese characters and the punctuation that is set with them."""

# Where a view may be shorter than its source. With Chinese in it a lone blank counts; without, only longer runs do.
_SPACE = rf"(?:[ \n{_WIDTHLESS}]|\*\*)"
_GAP = {
    True: later(f"{_SPACE}+"),
    False: later(rf"(?:[\n{_WIDTHLESS}]|\*\*){_SPACE}*| {_SPACE}+|^ | \Z"),
}
_CJK = later(f"[{CJK}]")
_HAN = later("[\u3400-\u4dbf\u4e00-\u9fff]")
_BLANK = later(r"[ \n]")
_CONTROL = later(r"[\t\x0b\x0c\r\x1c-\x1f]")
_JOINED = frozenset("“”‘’「」『』")  # beside a Chinese character these are set without a blank


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    """Code point → the one character that stands for it in a view."""
    table: dict[int, str] = {}
    for code in chain(range(0x80, 0x2C00), range(0xA640, 0xABC0), range(0x10400, 0x10430)):
        lower = chr(code).lower()
        if lower != chr(code) and len(lower) == 1:
            table[code] = lower
    for code in chain(range(0x2E80, 0x2FE0), range(0xF900, 0xFB00)):  # radicals and compatibility forms, as PDFs have
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and plain != chr(code):
            table[code] = plain
    table |= {code: chr(code - 0x20) for code in range(0x41, 0x5B)} and {c: chr(c + 0x20) for c in range(0x41, 0x5B)}
    for offset in chain(range(0x10, 0x1A), range(0x21, 0x3B), range(0x41, 0x5B)):  # full-width 0-9, A-Z, a-z
        table[0xFF00 + offset] = chr(0x20 + offset).lower()
    table |= {ord(c): to for c, to in chain(_QUOTES.items(), _DASHES.items(), _WIDE_SIGNS.items())}
    table |= dict.fromkeys(map(ord, _BLANKS), " ") | dict.fromkeys(map(ord, _BREAKS), "\n")
    simple = _simplified()
    table = {code: simple.get(ord(to), to) for code, to in table.items()}
    return simple | table


@lru_cache(maxsize=1)
def _simplified() -> dict[int, str]:
    pairs = _TRADITIONAL.read_text(encoding="utf-8").replace("\n", "")
    return {ord(pairs[i]): pairs[i + 1] for i in range(0, len(pairs), 2)}


def simplify(text: str) -> str:
    """Traditional characters → simplified, one to one; where the choice is open the character stays."""
    return text.translate(_simplified())


def fold_characters(text: str) -> str:
    """Each character by the one that stands for it in a view; the length stays, line breaks and blanks too."""
    if text.isascii() and _CONTROL.search(text) is None:
        return text.lower()
    pattern, words = _regional()
    return pattern.sub(lambda m: words[m.group()], text.translate(_table()))


@lru_cache(maxsize=1)
def _regional() -> tuple[re.Pattern[str], dict[str, str]]:
    """Simplified regional words, as one pattern and with what stands for each."""
    pairs = [line.split() for line in _REGIONAL.read_text(encoding="utf-8").splitlines()]
    words = {regional: mainland for regional, mainland in pairs if len(regional) == len(mainland)}
    return re.compile("|".join(sorted(words, key=len, reverse=True))), words


def fold(text: str, start: int, end: int) -> tuple[str, tuple[int, ...]]:
    """The view of text[start:end] and its offsets: view[i] stands at offsets[i]; one entry more, which is `end`."""
    folded = fold_characters(text[start:end])
    chinese = not folded.isascii() and _CJK.search(folded) is not None
    if _GAP[chinese].search(folded) is None:
        return folded, tuple(range(start, end + 1))
    return _squeeze(text, folded, start, chinese)


def _squeeze(text: str, folded: str, start: int, chinese: bool) -> tuple[str, tuple[int, ...]]:
    pieces: list[str] = []
    offsets: list[int] = []
    done = 0
    for gap in _GAP[chinese].finditer(folded):
        pieces.append(folded[done : gap.start()])
        offsets.extend(range(start + done, start + gap.start()))
        blank = _BLANK.search(folded, gap.start(), gap.end())
        if blank is not None and _keeps_blank(text, folded, start, gap, chinese):
            pieces.append(" ")
            offsets.append(start + blank.start())
        done = gap.end()
    pieces.append(folded[done:])
    offsets.extend(range(start + done, start + len(folded) + 1))
    return "".join(pieces), tuple(offsets)


def _keeps_blank(text: str, folded: str, start: int, gap: re.Match[str], chinese: bool) -> bool:
    """Whether a gap leaves one blank: not at the ends, not between Chinese characters, not inside a wrapped figure."""
    if gap.start() == 0 or gap.end() == len(folded):
        return False
    before, after = folded[gap.start() - 1], folded[gap.end()]
    if "\n" in gap.group() and _wrapped_word(folded, gap, chinese):
        return False
    left, right = (_CJK.match(c) is not None for c in (before, after))
    if left and right:
        return False
    return not (left and text[start + gap.end()] in _JOINED or right and text[start + gap.start() - 1] in _JOINED)


def _wrapped_word(folded: str, gap: re.Match[str], chinese: bool) -> bool:
    """A line that ended inside a word or figure: non-⏎refundable; in Chinese, which wraps anywhere, 318,⏎900."""
    before, after = folded[max(0, gap.start() - 2) : gap.start()], folded[gap.end()]
    if after.isdigit() and before[-1].isdigit() or after.isdigit() and before[-1] in ",." and before[0].isdigit():
        return chinese and _HAN.search(folded) is not None
    return after.isalpha() and len(before) == 2 and before[1] == "-" and before[0].isalpha()
