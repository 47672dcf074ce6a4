"""Photographs of a page (png, jpg) → text, by recognition on this machine; needs the extra `photo`.

The lines go the way of a PDF's: reading order, columns, paragraphs, tables. Characters that are not sure are told in
the notes, each with the words around it. Boxes are in pixels of the picture set upright and straight.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from clausecheck.errors import InputError
from clausecheck.readers.extract import Extract, Sheet
from clausecheck.readers.pdf.columns import blocks_of
from clausecheck.readers.pdf.furniture import Furniture, repeated, without_furniture
from clausecheck.readers.pdf.glyphs import Page
from clausecheck.readers.pdf.lines import Item, items_of
from clausecheck.readers.pdf.order import Piece
from clausecheck.readers.pdf.writing import write
from clausecheck.readers.photo.recognizing import Picture, Seen, recognize, straight
from clausecheck.text import Bilingual

_SIZE = 10.0  # points to which the usual line is brought, so that the measures made for PDF hold
_LEAST = 4  # letters and digits that are a text
_LEGIBLE = 0.6  # of all characters: below it what comes out is not the page
_NOISE = 0.4  # of a line: below it the line is a stain, a stamp or a pattern
_SURE = 0.65  # of a character
_SHOWN, _AROUND = 12, 6  # guesses that are told, and characters on either side of each


def read(data: bytes, name: str) -> Extract:
    """The bytes of a picture → its text. Raises InputError: the extra is missing, damaged, no words, too blurred."""
    return text_of([recognize(data, name)], name)


def text_of(pictures: Sequence[Picture], name: str) -> Extract:
    """What was recognized on each page → text, its lines in reading order.

    Raises InputError: no words, or none that is legible.
    """
    pages = [[line for line in straight(picture.lines) if line.text.strip()] for picture in pictures]
    lines = [line for page in pages for line in page]
    if sum(sign.isalnum() for line in lines for sign in line.text) < _LEAST:
        raise InputError(f"{_what(pictures)} no text", file=name)
    if sum(line.sure for line in lines) < _LEGIBLE * len(lines):
        raise InputError("the words of this picture cannot be read: take it again, flat, close and in good light",
                         file=name)
    kept = [[line for line in page if line.sure >= _NOISE] for page in pages]
    scales = [_SIZE / median(map(_height, page)) if page else 1.0 for page in kept]
    pieces = [[_piece(line, scale) for line in page] for page, scale in zip(kept, scales, strict=True)]
    heights = [picture.height * scale for picture, scale in zip(pictures, scales, strict=True)]
    printed, furniture = without_furniture(pieces, heights) if len(pieces) > 1 else (pieces, Furniture())
    items: list[Item] = []
    for number, (page, picture, scale) in enumerate(zip(printed, pictures, scales, strict=True), 1):
        for block in blocks_of(page, ()):
            items += items_of(block, Page(number, picture.width * scale, picture.height * scale), 0, (), ())
    sheet = Sheet()
    write(items, sheet)
    sure = [line for page in kept for line in page]
    extract = sheet.extract([*_notes(sure, len(lines) - len(sure), pictures), *repeated(furniture)])
    places = tuple(replace(p, at=(p.at[0], *(round(side / scales[p.at[0] - 1]) for side in p.at[1:])))
                   for p in extract.places)
    return replace(extract, places=places)


def _what(pictures: Sequence[Picture]) -> str:
    return "this picture holds" if len(pictures) == 1 else "these pictures of pages hold"


def _height(line: Seen) -> float:
    (_, top), _, _, (_, bottom) = line.corners
    return max(1.0, bottom - top)


def _piece(line: Seen, scale: float) -> Piece:
    across, down = zip(*line.corners, strict=True)
    box = (min(across) * scale, min(down) * scale, max(across) * scale, max(down) * scale)
    return Piece(" ".join(line.text.split()), box, _height(line) * scale)


def _notes(lines: Sequence[Seen], noise: int, pictures: Sequence[Picture]) -> list[Bilingual]:
    notes = [Bilingual("文字由图片识别而来，请与原件核对；待填的横线和手写字可能看不到",
                       "the words were recognized from a picture: compare them with the paper; lines to be filled in "
                       "and handwriting may not be seen")]
    for number, picture in enumerate(pictures, 1):
        if picture.turned:
            by = 90 * picture.turned
            notes.append(Bilingual(f"第 {number} 页已逆时针转 {by} 度", f"page {number} was turned by {by} degrees"))
    guesses = [_around(line, at) for line in lines for at, (sign, share) in enumerate(line.characters)
               if share < _SURE and sign.isalnum()]
    if guesses:
        shown = " ".join(f"“{guess}”" for guess in guesses[:_SHOWN]) + (" …" if len(guesses) > _SHOWN else "")
        notes.append(Bilingual(f"有 {len(guesses)} 个字看不清，是猜的：{shown}",
                               f"{len(guesses)} characters are guessed: {shown}"))
    if noise:
        notes.append(Bilingual(f"有 {noise} 行无法辨认，未读", f"{noise} lines that nobody could read were left out"))
    return notes


def _around(line: Seen, at: int) -> str:
    """A character in brackets, between its neighbours."""
    text = line.text
    return f"{text[max(0, at - _AROUND) : at]}[{text[at]}]{text[at + 1 : at + 1 + _AROUND]}"
