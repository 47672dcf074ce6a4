"""The numbers that a browser puts before the items of a list, and that stand nowhere in the page's words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from clausecheck.readers.docx.numerals import chinese, roman

Element = etree._Element
_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_BULLETS = {"disc": "•", "circle": "◦", "square": "▪", "disclosure-closed": "▸", "disclosure-open": "▾"}
_BY_DEPTH = ("•", "◦", "▪")
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_PLAIN, _UNITS = "零一二三四五六七八九", "十百千万"
_SIMPLIFIED, _TRADITIONAL = ("零壹贰叁肆伍陆柒捌玖", "拾佰仟万"), ("零壹貳參肆伍陸柒捌玖", "拾佰仟萬")


def alphabetic(number: int, letters: str) -> str:
    """a … z, aa, ab …"""
    written = ""
    while number > 0:
        number, rest = divmod(number - 1, len(letters))
        written = letters[rest] + written
    return written


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda n: signs[n - 1] if n <= len(signs) else _digits(n)


def _digits(number: int) -> str:
    return "".join("〇一二三四五六七八九"[int(d)] for d in str(number))


def _informal(number: int) -> str:
    return chinese(number, _PLAIN, _UNITS)


_LATIN = "abcdefghijklmnopqrstuvwxyz"
# list-style-type → (how it writes a number from 1, what it sets after it)
STYLES: dict[str, tuple[Callable[[int], str], str]] = {
    "decimal": (str, "."),
    "decimal-leading-zero": (lambda n: f"{n:02}", "."),
    "lower-alpha": (lambda n: alphabetic(n, _LATIN), "."),
    "lower-latin": (lambda n: alphabetic(n, _LATIN), "."),
    "upper-alpha": (lambda n: alphabetic(n, _LATIN.upper()), "."),
    "upper-latin": (lambda n: alphabetic(n, _LATIN.upper()), "."),
    "lower-roman": (roman, "."),
    "upper-roman": (lambda n: roman(n).upper(), "."),
    "lower-greek": (lambda n: alphabetic(n, _GREEK), "."),
    "cjk-decimal": (_digits, "、"),
    "cjk-ideographic": (_informal, "、"),
    "simp-chinese-informal": (_informal, "、"),
    "trad-chinese-informal": (_informal, "、"),
    "simp-chinese-formal": (lambda n: chinese(n, *_SIMPLIFIED, one_ten=True), "、"),
    "trad-chinese-formal": (lambda n: chinese(n, *_TRADITIONAL, one_ten=True), "、"),
    "cjk-heavenly-stem": (_cycle("甲乙丙丁戊己庚辛壬癸"), "、"),
    "cjk-earthly-branch": (_cycle("子丑寅卯辰巳午未申酉戌亥"), "、"),
}


@dataclass(slots=True)
class Listing:
    """An open list and where its counting stands. `depth`: lists that it stands in, itself too."""

    ordered: bool
    next: int
    step: int
    style: str
    depth: int


def open_list(element: Element, items: int, style: str, depth: int) -> Listing:
    """A list → its counting. `items`: how many it shows, if reversed; `style`: its list-style-type, or ""."""
    ordered = element.tag == "ol"
    backwards = ordered and element.get("reversed") is not None
    start = _whole(element.get("start"))
    first = start if start is not None else items if backwards else 1
    usual = _TYPES.get(element.get("type", ""), "decimal") if ordered else element.get("type", "").lower()
    return Listing(ordered, first, -1 if backwards else 1, style or usual, depth)


def label(listing: Listing, item: Element, style: str) -> str:
    """Count an item and give its number or bullet; "" where the list shows none. `style`: the item's own, or ""."""
    given = _whole(item.get("value"))
    number = listing.next if given is None else given
    listing.next = number + listing.step
    kind = style or _TYPES.get(item.get("type", ""), "") or listing.style
    if kind == "none":
        return ""
    if kind in STYLES:
        write, after = STYLES[kind]
        return (write(number) if number > 0 or kind == "decimal" else str(number)) + after
    if kind[:1] in "\"'" and len(kind) > 1:
        return kind.strip("\"'").strip()
    if kind in _BULLETS or not listing.ordered:
        return _BULLETS.get(kind, _BY_DEPTH[min(listing.depth, len(_BY_DEPTH)) - 1])
    return f"{number}."


def list_style(declared: dict[str, str]) -> str:
    """The list-style-type that an element's declarations set; "" where they say nothing of it."""
    if "list-style-type" in declared:
        return "" if declared["list-style-type"] in ("inherit", "initial") else declared["list-style-type"]
    words = declared.get("list-style", "").split()
    return next((word for word in words if word in STYLES or word in _BULLETS or word == "none"), "")


def _whole(said: str | None) -> int | None:
    try:
        found = int((said or "").strip())
    except ValueError:
        return None
    return found if abs(found) < 10**7 else None
