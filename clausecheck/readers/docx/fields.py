"""Word's fields: what their codes tell where no result is stored, and what old form fields show."""

from __future__ import annotations

import re
from dataclasses import dataclass

from clausecheck.patterns import later
from clausecheck.readers.docx.package import Element, W, switch, value, whole
from clausecheck.readers.docx.symbols import symbol

_CONTENTS = later(r"\s*(?:TOC|INDEX|TOA)\b")
_BUTTON = later(r"\s*MACROBUTTON\s+\S+\s+(?P<shown>.*)", re.DOTALL)
_CIRCLED = later(r"\s*EQ\s+\\o\\ac\s*[(（]\s*[○〇◯][,，;；]\s*(?P<inner>\w{1,3})\s*[)）]", re.IGNORECASE)
_SYMBOL = later(r'\s*SYMBOL\s+(?P<code>\d+|0x[0-9A-Fa-f]+)(?:.*?\\f\s+"?(?P<font>[^"\\]+))?', re.IGNORECASE)
_COUNTING = later(r"\s*(?:LISTNUM|AUTONUM\w*)\b")


@dataclass(slots=True)
class Field:
    """An open field: its code until the separator, then its result."""

    code: str = ""
    result: bool = False
    contents: bool = False  # a table of contents or an index: what it holds stands elsewhere in the text


def lists_contents(code: str) -> bool:
    """A table of contents, an index or a table of authorities."""
    return _CONTENTS.match(code) is not None


def counts(code: str) -> bool:
    """A field that numbers by itself, without a stored result."""
    return _COUNTING.match(code) is not None


def shown(field_code: str) -> str:
    """What a field without a stored result shows, where its code tells."""
    button, circled, sign = (pattern.match(field_code) for pattern in (_BUTTON, _CIRCLED, _SYMBOL))
    if button:
        return button["shown"].strip()
    if circled:
        inner = circled["inner"]
        small = inner.isascii() and inner.isdigit() and 1 <= int(inner) <= 20
        return chr(0x245F + int(inner)) if small else inner
    return symbol(code(sign["code"]), sign["font"] or "") if sign else ""


def code(written: str) -> int:
    """A character's code, "254" or "0xFE"; 0 for what is none."""
    try:
        found = int(written, 16 if written[:2].lower() == "0x" else 10)
    except ValueError:
        return 0
    return found if 0 <= found <= 0x10FFFF else 0


def form_value(sign: Element) -> str:
    """What an old form field shows that has no result in words: a box to tick, the chosen entry of a list."""
    data = sign.find(W + "ffData")
    if data is None:
        return ""
    box, choice = data.find(W + "checkBox"), data.find(W + "ddList")
    if box is not None:
        checked = switch(box, "checked")
        return "☑" if (switch(box, "default") if checked is None else checked) else "☐"
    if choice is not None:
        entries = [entry.get(W + "val", "") for entry in choice.iterfind(W + "listEntry")]
        chosen = whole(value(choice, "result")) or whole(value(choice, "default")) or 0
        return entries[chosen] if 0 <= chosen < len(entries) else ""
    return ""
