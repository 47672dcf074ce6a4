"""Whether an element of a page can be seen: what hides it, and what it inherits that makes its words unseen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from lxml import etree

from clausecheck.patterns import later

Element = etree._Element
_NAMES = {"white": (255, 255, 255), "black": (0, 0, 0), "red": (255, 0, 0), "blue": (0, 0, 255), "green": (0, 128, 0),
          "gray": (128, 128, 128), "grey": (128, 128, 128), "silver": (192, 192, 192), "yellow": (255, 255, 0),
          "snow": (255, 250, 250), "ivory": (255, 255, 240), "whitesmoke": (245, 245, 245), "navy": (0, 0, 128)}
_HEX = later(r"#([0-9a-f]{3,8})\b")
_RGB = later(r"rgba?\(\s*(\d{1,3})%?[\s,]+(\d{1,3})%?[\s,]+(\d{1,3})%?(?:[\s,/]+([\d.]+)(%?))?\s*\)")
_WORD = later(r"[a-z]+")
_LENGTH = later(r"(-?\d*\.?\d+)(px|pt|em|rem|ex|vw|vh|%|cm|mm|in)?")
_PIXELS = {"px": 1.0, "pt": 1.33, "em": 16.0, "rem": 16.0, "ex": 8.0, "vw": 12.0, "vh": 8.0, "%": 10.0, "cm": 38.0,
           "mm": 3.8, "in": 96.0}
_NOTHING = later(r"inset\(\s*(?:50|100)%|circle\(\s*0")
_NO_BOX = later(r"rect\(\s*(?:0|1px|0px)[\s,]+(?:0|1px|0px)[\s,]+(?:0|1px|0px)[\s,]+(?:0|1px|0px)\s*\)")
_SCALED = later(r"scale(?:3d|x|y)?\(\s*0(?:\.0+)?\s*[,)]")
_FAINT = later(r"opacity\(\s*0(?:\.0+)?%?\s*\)")
_AWAY = 500  # pixels to the left of or above the page
_NEAR = 16  # of 255: two colours that no eye tells apart
Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Look:
    """What an element hands down to those inside of it."""

    colour: Colour | None = (0, 0, 0)  # None: transparent
    ground: Colour | None = (255, 255, 255)  # None: a picture, or not known
    visible: bool = True
    tiny: bool = False
    keeps_breaks: bool = False
    bullet: str = ""  # list-style-type

    @property
    def unseen(self) -> bool:
        """Words here cannot be read by an eye."""
        if not self.visible or self.tiny or self.colour is None:
            return True
        return self.ground is not None and _alike(self.colour, self.ground)


def looks(above: Look, element: Element, style: Mapping[str, str]) -> Look:
    """What an element looks like, given what is above it and the declarations that hold for it."""
    look = above
    ground = style.get("background-color") or style.get("background") or (element.get("bgcolor") or "").lower()
    if ground and ground not in ("transparent", "none", "inherit", "initial"):
        painted = "url(" in ground or "gradient" in ground
        look = replace(look, ground=None if painted else colour_of(ground, look.ground))
    ink = style.get("color") or (element.get("color") or element.get("text") or "").lower()
    if ink and ink not in ("inherit", "initial", "unset"):
        look = replace(look, colour=colour_of(ink, look.colour))
    if "visibility" in style:
        look = replace(look, visible=style["visibility"] not in ("hidden", "collapse"))
    size = style.get("font-size") or _size_in_font(style.get("font", ""))
    if size:
        pixels = length(size)
        relative = size.endswith(("%", "em")) and not size.endswith("rem")
        look = replace(look, tiny=(look.tiny and relative) or (pixels is not None and pixels < 1.5))
    if element.tag in ("pre", "textarea", "listing", "xmp"):
        look = replace(look, keeps_breaks=True)
    elif "white-space" in style:
        look = replace(look, keeps_breaks=style["white-space"].startswith(("pre", "break")))
    return look


def hidden(element: Element, style: Mapping[str, str]) -> bool:
    """Whether the element and all in it are not shown, or shown where no one looks."""
    if element.get("hidden") is not None or style.get("display") == "none":
        return True
    if _small(style.get("opacity", "1"), 0.05) or _FAINT.search(style.get("filter", "")):
        return True
    if _NOTHING.search(style.get("clip-path", "")) or _SCALED.search(style.get("transform", "")):
        return True
    return _away(style) or _no_room(style)


def _away(style: Mapping[str, str]) -> bool:
    placed = style.get("position") in ("absolute", "fixed")
    if placed and _NO_BOX.search(style.get("clip", "")):
        return True
    sides = ("left", "top", "right", "bottom") if placed else ()
    return any(_below(style.get(side), -_AWAY) for side in (*sides, "text-indent", "margin-left"))


def _no_room(style: Mapping[str, str]) -> bool:
    """A box without height or width whose words may not run over."""
    if "hidden" not in " ".join(style.get(name, "") for name in ("overflow", "overflow-x", "overflow-y")):
        return False
    sizes = [length(style[name]) for name in ("width", "height", "max-height", "max-width") if name in style]
    return any(size is not None and 0 <= size <= 1 for size in sizes)


def length(said: str) -> float | None:
    """A CSS length in pixels, roughly; None for what is none."""
    match = _LENGTH.match(said)
    return None if match is None else float(match[1]) * _PIXELS.get(match[2] or "px", 1.0)


def _below(said: str | None, limit: float) -> bool:
    found = None if said is None else length(said)
    return found is not None and found <= limit


def _small(said: str, limit: float) -> bool:
    try:
        return float(said.rstrip("%")) / (100 if said.endswith("%") else 1) <= limit
    except ValueError:
        return False


def _size_in_font(font: str) -> str:
    """The size in `font: bold 12px/1.5 serif`."""
    sizes = (word.partition("/")[0] for word in font.split())
    return next((size for size in sizes if re.fullmatch(r"\d*\.?\d+(?:px|pt|em|rem|%)", size)), "")


def colour_of(said: str, otherwise: Colour | None) -> Colour | None:
    """A CSS colour; None for a transparent one, `otherwise` for one that is not understood."""
    if "transparent" in said:
        return None
    digits = _HEX.search(said)
    if digits:
        return _from_hex(digits[1])
    parts = _RGB.search(said)
    if parts:
        alpha = float(parts[4]) / (100 if parts[5] else 1) if parts[4] else 1.0
        return None if alpha < 0.05 else (int(parts[1]), int(parts[2]), int(parts[3]))
    return next((_NAMES[word] for word in _WORD.findall(said) if word in _NAMES), otherwise)


def _from_hex(digits: str) -> Colour | None:
    if len(digits) in (3, 4):
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) == 8 and int(digits[6:], 16) < 13:
        return None
    return (int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)) if len(digits) in (6, 8) else (0, 0, 0)


def _alike(one: Colour, other: Colour) -> bool:
    return all(abs(a - b) <= _NEAR for a, b in zip(one, other, strict=True))
