"""PDF → plain text: reading order, paragraphs, tables row by row, without what is repeated at the edges of pages.

Pictures are not read: a scan is refused in one sentence, a single page of it is told in the notes.
"""

from __future__ import annotations

from collections.abc import Sequence

from clausecheck.errors import InputError
from clausecheck.readers.extract import Extract, ScanError, Sheet, left_out
from clausecheck.readers.pdf.columns import blocks_of, right_edges
from clausecheck.readers.pdf.furniture import Furniture, repeated, without_furniture
from clausecheck.readers.pdf.glyphs import Box, Page, read_pages
from clausecheck.readers.pdf.languages import by_language
from clausecheck.readers.pdf.lines import Item, items_of, rules_of
from clausecheck.readers.pdf.order import Piece, pieces_of
from clausecheck.readers.pdf.unruled import lines_between
from clausecheck.readers.pdf.writing import write
from clausecheck.text import Bilingual

_GARBLED = 0.05  # of a document's characters: it is refused
_GARBLED_PAGE = 0.2  # of a page's characters: it is told


def read(data: bytes, name: str) -> Extract:
    """The bytes of a PDF → its text. Raises InputError: locked, damaged, a scan, or of fonts that cannot be read."""
    pages = read_pages(data, name)
    _refuse_unreadable(pages, name)
    items, furniture = _items(pages)
    sheet = Sheet()
    write(items, sheet)
    extract = sheet.extract(_notes(pages, furniture))
    if not extract.text.strip():
        raise InputError("this PDF holds no text beside page heads and numbers", file=name)
    return extract


def _refuse_unreadable(pages: Sequence[Page], name: str) -> None:
    characters = sum(page.characters for page in pages)
    if sum(page.garbled for page in pages) > _GARBLED * characters:
        raise InputError("the fonts in this PDF do not say which characters they draw, so its words cannot be read: "
                         "save the agreement as text or Word, or recognize the text (OCR) first", file=name)
    if any(page.glyphs for page in pages):
        return
    if any(page.pictures for page in pages):
        raise ScanError("this PDF holds pictures of pages (a scan) and no text: to have them recognized, "
                        "pip install 'clausecheck[photo]'", file=name)
    raise InputError("this PDF holds no text", file=name)


def _items(pages: Sequence[Page]) -> tuple[list[Item], Furniture]:
    """Each direction of text on each page is set upright and ordered by itself, the most frequent one first."""
    sides = [(page, quarter) for page in pages for quarter in _quarters(page)]
    heights = [page.height if quarter % 2 == 0 else page.width for page, quarter in sides]
    rules = [rules_of(page, quarter) for page, quarter in sides]
    pieces = [pieces_of(page.glyphs[quarter], down) for (page, quarter), (_, down) in zip(sides, rules, strict=True)]
    kept, furniture = without_furniture(pieces, heights)
    rules = [_with_unruled(one, *drawn) for one, drawn in zip(kept, rules, strict=True)]
    known = right_edges(b for one, (across, _) in zip(kept, rules, strict=True) for b in blocks_of(one, across))
    items: list[Item] = []
    for (page, quarter), one, (across, down) in zip(sides, kept, rules, strict=True):
        for block in blocks_of(one, across, known):
            items += items_of(block, page, quarter, across, down)
    return by_language(items), furniture


def _with_unruled(pieces: Sequence[Piece], across: list[Box], down: list[Box]) -> tuple[list[Box], list[Box]]:
    """The lines drawn, with those that tables without lines would have."""
    more_across, more_down = lines_between(pieces, down)
    return across + more_across, sorted(down + more_down)


def _quarters(page: Page) -> list[int]:
    return sorted(page.glyphs, key=lambda quarter: (-len(page.glyphs[quarter]), quarter))


def _notes(pages: Sequence[Page], furniture: Furniture) -> list[Bilingual]:
    """What was left out or cannot be vouched for, what may matter most first."""
    found = []
    unread = [page.number for page in pages if not page.glyphs and page.pictures]
    if unread:
        shown = _listed(unread)
        found.append(Bilingual(f"第 {shown} 页是图片，未读", f"pages that are pictures, not read: {shown}"))
    garbled = [page.number for page in pages if page.garbled > _GARBLED_PAGE * page.characters]
    if garbled:
        found.append(Bilingual(f"第 {_listed(garbled)} 页的字体未说明所画为何字，所读不可靠",
                               f"pages whose fonts do not say which characters they draw, not to be relied on: "
                               f"{_listed(garbled)}"))
    for zh, en, text in (
        ("看不见的文字（白色或极小），已按正文读", "text too small or white to see, read like the rest",
         "".join(sign for page in pages for sign in page.faint)),
        ("斜排的文字（水印），未读", "slanted text (a watermark), not read",
         "".join(next((page.slanted for page in pages if page.slanted), []))),
    ):
        if text.strip():
            found.append(left_out(zh, en, text))
    found += repeated(furniture)
    pictures = sum(page.pictures for page in pages if page.glyphs)
    if pictures:
        found.append(Bilingual(f"图片 {pictures} 张，其中的文字未读", f"{pictures} pictures, words in them not read"))
    return found


def _listed(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:12]))
    return shown if len(numbers) <= 12 else f"{shown} …"
