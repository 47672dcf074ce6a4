"""Characters of the symbol fonts (Symbol, Wingdings), which mean nothing without their font → what they look like."""

from __future__ import annotations

_WINGDINGS = {
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x74: "◆", 0x75: "◆", 0x76: "❖",
    0x77: "◆",
    0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☑", 0x9F: "•", 0x9E: "·", 0x46: "☞", 0x28: "☎", 0x2A: "✉", 0xAB: "★",
    **{0x80 + n: "⓪①②③④⑤⑥⑦⑧⑨⑩"[n] for n in range(11)}, **{0x8B + n: "⓪①②③④⑤⑥⑦⑧⑨⑩"[n] for n in range(11)},
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x2A: "□", 0x30: "□", 0xA3: "□",
                0x96: "•", 0x97: "●", 0x98: "●", 0xA2: "■"}
_SYMBOL = {0xB7: "•", 0xB3: "≥", 0xA3: "≤", 0xB4: "×", 0xB8: "÷", 0xB1: "±", 0xB0: "°", 0xA5: "∞", 0xAE: "→", 0xDE: "⇒",
           0xD2: "®", 0xD3: "©", 0xD4: "™", 0xBC: "…", 0xBE: "—", 0x2D: "−", 0xB2: "″", 0xA2: "′", 0xB9: "≠", 0xBB: "≈"}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
_LATIN = {0x20 + n: chr(0x20 + n) for n in range(0x5F)}
_BULLETS = frozenset("•●○■□◆◇▪◦▶➢►✓※❖❍❑❒☑☒✗★☞➔→⇨·–—-*")
UNKNOWN = "\ufffd"


def symbol(code: int, font: str) -> str:
    """The character at a code of a font; U+FFFD for one that is not known. Codes from U+F000 are the font's own."""
    table = _FONTS.get(font.strip().lower(), {})
    inner = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if inner in table:
        return table[inner]
    if code == inner and not (0xE000 <= code <= 0xF8FF) and 0x20 <= code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF:
        return chr(code)
    return _LATIN.get(inner, UNKNOWN) if font.strip().lower() == "symbol" else UNKNOWN


def readable(text: str, font: str) -> str:
    """A run's words with the private characters of symbol fonts replaced."""
    known = font.strip().lower() in ("wingdings", "wingdings 2")
    if not known and not any("\uf000" <= c <= "\uf0ff" for c in text):
        return text
    return "".join(symbol(ord(c), font) if known or "\uf000" <= c <= "\uf0ff" else c for c in text)


def bullet(pattern: str, font: str) -> str:
    """The sign of a bullet list: itself where it is a common one, else •; Word's "o" in Courier is a circle."""
    if pattern == "o":
        return "◦"
    shown = readable(pattern, font).strip()
    return shown if shown and shown[0] in _BULLETS else "•"
