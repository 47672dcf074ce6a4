"""Clause numbers as they may stand at the beginning of a line, before it is known whether they are any.

One reading each of: 第三条, 第十二条之一, 第5-1条, 附件一, Article 3, Article 5bis, § 3, Step 2, 一、, （一）, 1., 1、,
1), (1), ①, 3.1, 一.1, A.1, a), (a), (ii), I., First., 1 -, # heading, bullets. (c), (i), C. and I. have two.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from clausecheck.patterns import later
from clausecheck.quantities.numerals import chinese_value

Style = str
Reading = tuple[Style, tuple[int, ...]]

# The order in which numbering schemes are usually nested: a scheme that is first met goes below those of lower rank.
RANKS: dict[Style, int] = {
    "schedule": 0, "编": 1, "part": 1, "章": 2, "chapter": 2, "节": 3, "article": 4, "条": 4, "section": 5, "§": 5,
    "clause": 5, "款": 6, "zh、": 6, "ordinal": 6, "step": 7, "I.": 6, "A.": 7, "zh()": 8, "项": 8, "num": 9, "num-": 9,
    "num)": 10, "num()": 11, "circled": 12, "a.": 12, "A()": 13, "a()": 12, "i.": 13, "i()": 13, "I()": 13,
    "bullet": 20,
}  # fmt: skip
STRONG = frozenset({"编", "章", "节", "条", "part", "chapter", "article", "section", "clause", "§", "step", "schedule"})
MARGINAL = frozenset({"bare", "ordinal", "款", "项", "num-", "I.", "A."})  # need another of their kind beside them

_ZH = "[零〇一二三四五六七八九十百壹贰叁肆伍陆柒捌玖拾佰廿两貳參陸]{1,6}"
_ROMAN = "(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})"
_ORDINAL_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_ORDINALS = _ORDINAL_WORDS.split()
_ORDINAL = "|".join(_ORDINALS)
_WORDS = "article|section|clause|part|chapter|step"
_BULLETS = "-*•·●○■□◆◇▪◦▶➢►✓※＊–—"
_LATIN = ("bis", "ter", "quater", "quinquies")  # Article 5bis: put in after 5
_GAP = r"[ \t\u3000\xa0]"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"

_MARKER = later(
    rf"""
    (?P<dress>\#{{1,6}}{_GAP}*|\*\*|__|[【\[])?
    (?:
      第{_GAP}?(?P<unit_n>{_ZH}|\d{{1,5}})(?:-(?P<within>\d{{1,2}}))?{_GAP}?(?P<unit>[编章节条款项])(?:之(?P<sub>{_ZH}))?
    | (?P<annex>附[件表录]|(?:schedule|annexe?|appendix|exhibit|attachment)\b){_GAP}*
        (?P<annex_n>{_ZH}|\d{{1,2}}(?![\d.])|(?:[A-Z]|{_ROMAN})\b)?
    | (?P<word>{_WORDS}|§){_GAP}*
        (?P<word_n>\d{{1,3}}(?:\.\d{{1,3}})*|(?-i:{_ROMAN}\b|[A-Z]\b)|(?:{_ORDINAL})\b)
        (?P<latin>{"|".join(_LATIN)})?\b
    | (?P<zh_dotted>{_ZH}(?:[.．]\d{{1,3}}){{1,4}})(?![\d,%年月日元])[.．、]?
    | (?P<zh>{_ZH})(?P<zh_end>[、．.：:]|{_GAP}(?=[{_HAN}]))
    | [（(]{_GAP}?(?P<zh_paren>{_ZH}){_GAP}?[)）]
    | (?P<dotted>(?:\d{{1,2}}|[A-Z]|{_ROMAN})(?:[.．]\d{{1,3}}){{1,5}})(?![\d,%年月日元])[.．、]?
    | (?P<num>\d{{1,5}})(?P<num_end>\\?[.)]|[、．）])(?!\d)
    | [（(]{_GAP}?(?P<num_paren>\d{{1,3}}){_GAP}?[)）]
    | (?P<num_dash>\d{{1,2}}){_GAP}[-–—]{_GAP}
    | (?P<bare>\d{{1,2}}){_GAP}+(?-i:(?=["“A-Z{_HAN}]))
    | (?P<circled>[①-⑳⑴-⒇⒈-⒛㈠-㈩])
    | [（(](?P<letters_paren>[a-z]|[ivx]{{1,5}}|[A-Z]|{_ROMAN})[)）]
    | (?P<letters>[a-z]|[ivx]{{1,5}}|[A-Z]|{_ROMAN})(?P<letters_end>[)）、]|[.．](?={_GAP}|\**\s|[{_HAN}]))
    | (?P<ordinal>(?:{_ORDINAL})(?:ly)?)(?=[.:,])
    | 第(?P<ordinal_zh>{_ZH})(?=[，、：:])
    )
    (?P<tail>[】\]]|\.(?={_GAP}|\*|\s)|[、．:：.](?!\d)|{_GAP}[-–—](?={_GAP}))?
    (?P<undress>\*\*|__)?{_GAP}*
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_HEADING = later(rf"(?P<hashes>\#{{1,6}}){_GAP}+")
_BULLET = later(rf"(?P<bullet>[{re.escape(_BULLETS)}])(?P<blank>{_GAP}+)?(?=\S)")
_TIGHT_BULLETS = frozenset("•●■◆▪➢►✓※·")
# After 第三条 these make it a reference in a sentence; after a number they make it a date or a quantity.
_REFERS = later(
    r"另有|[的之所第款项、，,和与或及至中内外下]|约定|规定|执行|处理|办理|承担|所述|第|or\b|and\b|of\b|above\b|below\b|hereof|shall\b|is\b|"
    r"to\b|applies|apply|does|has\b|may\b|are\b|\)|）|"
    r"(?i:includes|contains|requires|provides|describes|explains|governs|sets (?:out|forth))\b"
)
_QUANTITY = later(
    r"(?:个|元|万|日|天|年|月|周|小时|分钟|份|台|辆|套|次|公里|千米|平方|%|％|‰|倍|人|号|层|时|岁|"
    r"(?:days?|months?|years?|weeks?|hours?|minutes?|yuan|per|percent|%|km|kwh|"
    r"january|february|march|april|may|june|july|august|september|october|november|december)\b)",
    re.IGNORECASE,
)
_WIDE = {
    0xFF00 + code - 0x20: chr(code)
    for first, last in ("09", "AZ", "az")
    for code in range(ord(first), ord(last) + 1)
}
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10}


_MAY_BEGIN = later(
    rf"[#*_【\[第附0-9０-９§（(①-⑳⑴-⒇⒈-⒛㈠-㈩Ａ-Ｚａ-ｚ]|{_ZH}(?:[、．.：:]|{_GAP})|[{re.escape(_BULLETS)}]|[a-z][ivx]{{0,4}}[.)）、．]|"
    rf"(?:{_WORDS}|{_ORDINAL}|schedule|annex|appendix|exhibit|attachment)",
    re.IGNORECASE | re.ASCII,
)


def rank(style: Style) -> int:
    """The place of a scheme in RANKS; dotted numbers stand below plain ones."""
    if style.startswith("dotted"):
        return 10
    return RANKS["bullet"] if style.startswith("bullet") else RANKS.get(style, 9)


@dataclass(frozen=True, slots=True)
class Marker:
    """A possible clause number at [start, end) (blanks after it included), with all that it may be read as."""

    start: int
    end: int
    label: str  # as a reader would cite it
    readings: tuple[Reading, ...]
    level: int = 0  # of a markdown heading, 1–6
    quantity: bool = False  # what follows makes a date, an amount or a reference of it


def read_marker(text: str, first: int, last: int) -> Marker | None:
    """The clause number, bullet or markdown heading with which text[first:last] begins."""
    if _MAY_BEGIN.match(text, first, last) is None:
        return None
    head = text[first : min(last, first + 40)]
    if not head.isascii():
        head = head.translate(_WIDE)
    match = _MARKER.match(head)
    if match is not None:
        readings, label = _readings(match, head)
        level = match["dress"].count("#") if match["dress"] else 0
        end = first + match.end()
        if readings:
            return Marker(first, end, label, readings, level, _follows_badly(match, head, end >= last))
    match = _HEADING.match(head)
    if match is not None:
        return Marker(first, first + match.end(), "", (), len(match["hashes"]))
    match = _BULLET.match(head)
    if match is not None and (match["blank"] or match["bullet"] in _TIGHT_BULLETS):
        inner = read_marker(text, first + match.end(), last) if head[match.end()] in "(（" else None
        if inner and inner.label:  # "- （二）": a list of markdown whose items have their own numbers
            return replace(inner, start=first)
        return Marker(first, first + match.end(), "", (("bullet" + match["bullet"], (0,)),))
    return None


def _follows_badly(match: re.Match[str], head: str, alone: bool) -> bool:
    if alone:
        return False
    after = match.end()
    if match["unit"] or match["annex"] or match["word"]:
        touching = not match["tail"] and (match["word"] or match["annex"] or not head[after - 1].isspace())
        return bool(touching) and (_REFERS.match(head, after) is not None or match["unit"] in ("款", "项"))
    plain = match["dotted"] or match["zh_dotted"] or match["bare"]
    return plain is not None and _QUANTITY.match(head, after) is not None


def _readings(match: re.Match[str], head: str) -> tuple[tuple[Reading, ...], str]:
    """What the number may mean, likeliest first, and its label."""
    group = match.groupdict()
    if group["unit"]:
        numbers = [_chinese(run) for run in (group["unit_n"], group["within"], group["sub"]) if run]
        label = head[match.start("unit_n") - 1 : match.end("sub" if group["sub"] else "unit")]
        return ((group["unit"], tuple(numbers)),), label.replace(" ", "")
    if group["annex"]:
        number = group["annex_n"]
        label = head[match.start("annex") : match.end("annex_n" if number else "annex")]
        return (("schedule", (_any_value(number),)),), label
    if group["word"]:
        values = tuple(_any_value(part) for part in group["word_n"].split("."))
        added = (_LATIN.index(group["latin"].lower()) + 2,) if group["latin"] else ()
        end = match.end("latin" if added else "word_n")
        return ((group["word"].lower(), values + added),), head[match.start("word") : end]
    for name, reader in _READERS.items():
        if group[name]:
            return reader(group[name], group), _label(match, name, head)
    return (), ""


def _label(match: re.Match[str], name: str, head: str) -> str:
    start, end = match.span(name)
    if name.endswith("paren"):
        return head[start - 1 : end + 1].replace(" ", "")
    closed = head[end : end + 1]
    return head[start:end] + (closed if closed in (")", "）") else "")


def _chinese(run: str) -> int:
    return int(run) if run.isdigit() else int(chinese_value(run))


def _any_value(word: str | None) -> int:
    """3, 三, III, C, third → 3; None → 0."""
    if not word:
        return 0
    if word.isdigit() or not word.isascii():
        return _chinese(word)
    if word.lower() in _ORDINALS:
        return _ORDINALS.index(word.lower()) + 1
    return _roman(word) or ord(word.lower()[0]) - 96


def _roman(word: str) -> int:
    values = [_ROMAN_DIGITS.get(c, 0) for c in word.lower()]
    if not all(values):
        return 0
    return sum(-v if any(w > v for w in values[i + 1 :]) else v for i, v in enumerate(values))


def _dotted(run: str, _: dict[str, str | None]) -> tuple[Reading, ...]:
    parts = re.split(r"[.．]", run)
    values = tuple(_any_value(part) for part in parts)
    return (("dotted" if parts[0].isdigit() or not parts[0].isascii() else "dotted-letter", values),)


def _letters(word: str, group: dict[str, str | None]) -> tuple[Reading, ...]:
    shape = "()" if group["letters_paren"] else "."
    readings: list[Reading] = []
    case = "a" if word.islower() else "A"
    if len(word) == 1:
        readings.append((case + shape, (ord(word.lower()) - 96,)))
    if _roman(word):
        readings.append((("i" if word.islower() else "I") + shape, (_roman(word),)))
    return tuple(reversed(readings)) if word.lower() == "i" else tuple(readings)


def _number(run: str, group: dict[str, str | None]) -> tuple[Reading, ...]:
    return (("num)" if (group["num_end"] or "")[-1] in ")）" else "num", (int(run),)),)


def _circled(sign: str, _: dict[str, str | None]) -> tuple[Reading, ...]:
    start = max(start for start in _CIRCLED if start <= ord(sign))
    return ((_CIRCLED[start], (ord(sign) - start + 1,)),)


def _plain(style: Style) -> Callable[[str, dict[str, str | None]], tuple[Reading, ...]]:
    """A scheme whose number is one run of Chinese or Arabic figures."""
    return lambda run, _: ((style, (_chinese(run),)),)


def _ordinal(word: str, _: dict[str, str | None]) -> tuple[Reading, ...]:
    return (("ordinal", (_any_value(word.lower().removesuffix("ly")),)),)


_CIRCLED = {0x2460: "circled", 0x2474: "num()", 0x2488: "num", 0x3220: "zh()"}  # ① ⑴ ⒈ ㈠
_READERS: dict[str, Callable[[str, dict[str, str | None]], tuple[Reading, ...]]] = {
    "zh": _plain("zh、"),
    "zh_paren": _plain("zh()"),
    "dotted": _dotted,
    "zh_dotted": _dotted,
    "num": _number,
    "num_paren": _plain("num()"),
    "num_dash": _plain("num-"),
    "bare": _plain("bare"),
    "circled": _circled,
    "letters_paren": _letters,
    "letters": _letters,
    "ordinal": _ordinal,
    "ordinal_zh": _plain("ordinal"),
}
