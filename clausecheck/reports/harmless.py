"""Hostile text made safe to show: what a reader cannot see or a program would obey becomes a visible mark.

Contract text is the other side's words. Shown as it stands, an escape sequence repaints the terminal, a bidi override
turns a sentence round, a zero-width character hides inside a word, a leading `=` runs in a spreadsheet. Nothing is ever
dropped: each such character is named in place. Offsets are always counted in the untouched text, so slice first, then
make the slice visible. Only the JSON report keeps text exact; there `json_safe` writes the same characters as escapes.
"""

from __future__ import annotations

import re

from clausecheck.patterns import later

_PICTURES = 0x2400  # U+2400 SYMBOL FOR NULL: the control pictures stand in the order of the controls

UNSAFE = later(
    "["
    "\x00-\x08\x0b-\x1f\x7f"  # C0 controls but tab and line feed; ESC and NUL among them
    "\x80-\x9f"  # C1 controls: U+009B alone starts an escape sequence
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"  # soft hyphen, joiners and fillers that nobody sees
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f"  # zero width, line separators, bidi embeddings, overrides, isolates
    "\u3164\ufeff\uffa0\ufff0-\ufffb"  # fillers, byte order mark, interlinear annotation
    "\ud800-\udfff"  # half of a surrogate pair
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"  # musical and language tags: a second, invisible text
    "]"
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def visible(text: str) -> str:
    """`text` with every character that acts or hides named in place: ESC as ␛, an override as ⟨U+202E⟩."""
    return UNSAFE.sub(_name, text)


def inline(text: str) -> str:
    """`visible`, on one line: every run of white space is one space."""
    return " ".join(visible(text).split())


def cell(text: str) -> str:
    """`visible`, for a spreadsheet: what could be read as a formula is marked as text by a leading apostrophe."""
    return f"'{visible(text)}" if text.lstrip(" \u3000").startswith(_FORMULA) else visible(text)


def json_safe(encoded: str) -> str:
    """An encoded JSON text with the same characters as `\\uXXXX` escapes; it decodes to the same value."""
    return UNSAFE.sub(_escape, encoded)


def _name(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(_PICTURES + code)
    return "\u2421" if code == 0x7F else f"\u27e8U+{code:04X}\u27e9"


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code <= 0xFFFF:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
