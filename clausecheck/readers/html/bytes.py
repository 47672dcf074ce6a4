"""The bytes of a web page → its characters, and whether they may be parsed at all."""

from __future__ import annotations

import codecs
import re

from clausecheck.errors import InputError
from clausecheck.patterns import later
from clausecheck.readers.encodings import decode
from clausecheck.text import Bilingual

DEEPEST = 400  # tags inside each other
ATTRIBUTES = 1_000  # of one tag
TAGS = 2_000_000
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CHARSET = later(
    rb"<(?:meta\b[^>]{0,400}?charset|\?xml[^>]{0,200}?encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
# what a page says that it is in → what browsers take it to be in (WHATWG Encoding)
_MEANT = {
    **dict.fromkeys(("gb2312", "gbk", "gb_2312-80", "gb_2312", "x-gbk", "chinese", "csgb2312", "iso-ir-58"), "gb18030"),
    **dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "ascii", "us-ascii", "iso8859-1", "windows-1252"), "cp1252"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cn-big5", "csbig5"), "big5hkscs"),
    **dict.fromkeys(("utf-16", "utf-16le", "utf-16be", "unicode", "utf8", "unicode-1-1-utf-8"), "utf-8"),
    "shift_jis": "cp932", "euc-kr": "cp949", "iso-8859-9": "cp1254", "iso-8859-11": "cp874",
}  # fmt: skip
# what browsers decode: Python knows more, and some of that (unicode_escape, punycode) is no encoding of text
_WEB = frozenset((
    "utf-8", "gb18030", "big5hkscs", "euc_jp", "iso2022_jp", "cp932", "cp949", "euc_kr", "koi8-r", "koi8-u", "cp866",
    "cp874", "mac-roman", "mac-cyrillic", *(f"cp{n}" for n in range(1250, 1259)),
    *(f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
))  # fmt: skip
# tags that end by themselves where the next one begins, or hold nothing
_SHALLOW_NAMES = (
    "a p li tr td th tbody option colgroup area base br col embed hr img input link meta param source track wbr frame "
    "isindex basefont bgsound keygen"
)
_SHALLOW = frozenset(_SHALLOW_NAMES.split())
_TAG = later(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})")
_QUOTED = later(r"\"[^\"]*\"|'[^']*'")
_EDGE = later(r">|=\s{0,9}([\"'])")
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "noframes"})


def decode_page(data: bytes, name: str) -> tuple[str, tuple[Bilingual, ...]]:
    """Bytes → (characters, notes). A mark goes before what the page says of itself, and that before a guess."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), ()
    said = _CHARSET.search(data[:8192])
    encoding = _known(said[1].decode("ascii", "replace")) if said else ""
    if encoding:
        text = _strictly(data, encoding) or _strictly(data, "utf-8")
        return (text, ()) if text is not None else _broken(data, encoding)
    text, encoding, guessed = decode(data, name)
    return text, (_guess(encoding),) if guessed else ()


def _known(label: str) -> str:
    label = _MEANT.get(label.strip().lower(), label.strip().lower())
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return ""
    return name if name in _WEB else ""


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _broken(data: bytes, encoding: str) -> tuple[str, tuple[Bilingual, ...]]:
    """A page with bytes that its encoding does not have: read as browsers do, and say so."""
    text = data.decode(encoding, "replace")
    lost = text.count("\ufffd")
    return text, (Bilingual(f"有 {lost} 处字节不合编码 {encoding}", f"in {lost} places the bytes are no {encoding}"),)


def _guess(encoding: str) -> Bilingual:
    return Bilingual(f"编码是猜测的（{encoding}）", f"read as {encoding} (guessed: nothing in the page says so)")


def check_bounds(page: str, name: str) -> None:
    """One walk along the tags. Raises InputError where they are nested too deeply, or one has too many attributes.

    A parser that is given such a page hangs, or gives back nothing without a word.
    """
    depth = tags = 0
    at = 0
    while True:
        found = _TAG.search(page, at)
        if found is None:
            return
        tag = found[2].lower()
        end = _end_of_tag(page, found.end())
        inside = page[found.end() : end]
        if len(_QUOTED.sub(" ", inside).split()) > ATTRIBUTES or inside.count("=") > 40 * ATTRIBUTES:
            raise InputError(f"one tag has more than {ATTRIBUTES:,} attributes: not read", file=name)
        tags += 1
        if tags > TAGS:
            raise InputError(f"more than {TAGS:,} tags: no agreement has so many", file=name)
        if tag not in _SHALLOW and not inside.endswith("/"):
            depth = max(0, depth - 1) if found[1] else depth + 1
        if depth > DEEPEST:
            raise InputError(f"more than {DEEPEST} tags stand inside each other: not read", file=name)
        at = end + 1
        if tag in _RAW and not found[1]:
            at = _past_raw(page, tag, at)


def _end_of_tag(page: str, at: int) -> int:
    """Where the > of a tag stands, quotes skipped; the end of the page where it never closes."""
    while True:
        edge = _EDGE.search(page, at)
        if edge is None:
            return len(page)
        if edge[0] == ">":
            return edge.start()
        again = page.find(edge[1], edge.end())
        if again < 0:
            close = page.find(">", edge.end())
            return len(page) if close < 0 else close
        at = again + 1


def _past_raw(page: str, tag: str, at: int) -> int:
    """Past the words of a script and the like, in which < means nothing."""
    found = re.compile(f"</{tag}", re.IGNORECASE).search(page, at)
    return len(page) if found is None else found.start()
