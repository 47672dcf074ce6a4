"""The characters of a PDF with their boxes, page by page, as pdfium tells them; what cannot be read is refused here.

Boxes are in points from the top left corner of the page as it is shown. pdfium is not thread-safe: everything happens
in one process, and every page is closed before the next is opened.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from clausecheck.errors import InputError

PAGES = 1_000
CHARACTERS = 100_000  # of one page
OBJECTS = 50_000  # of one page that are looked at
SHAPES = 4_000  # drawn lines among them
_LARGEST = 10_000  # points: more than a page holds
_SLANT = 10  # degrees off a quarter turn, beyond which text is a watermark
_TAIL = 65_536
_END = b"%%EOF"
_BLANKS = frozenset(" \t\r\n\x0b\x0c\xa0\u3000\u202f\u205f" + "".join(map(chr, range(0x2000, 0x200B))))
_HYPHENS = frozenset((0x02, 0xFFFE))  # pdfium's signs for a hyphen at the end of a line
_WHITE = 250
_ASCENT, _DESCENT = 0.86, 0.2  # of a line around its baseline, in sizes: fonts' own figures differ too much

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character, its box on the page turned so that it is upright. `size` is that of its font in points.

    `spaced`: a blank of the file stands before it; `parted`: pdfium takes it that there should be one.
    """

    text: str
    box: Box
    size: float
    spaced: bool
    parted: bool = False


@dataclass(slots=True)
class Page:
    """A page: its characters by direction (quarter turns counter-clockwise), the lines drawn on it, what is odd."""

    number: int
    width: float
    height: float
    glyphs: dict[int, list[Glyph]] = field(default_factory=dict)
    shapes: list[Box] = field(default_factory=list)
    characters: int = 0  # without blanks
    garbled: int = 0  # of them
    slanted: list[str] = field(default_factory=list)
    faint: list[str] = field(default_factory=list)
    pictures: int = 0

    def upright(self, box: Box, quarter: int) -> Box:
        """A box of the page as shown on the page turned so that text of this direction is upright."""
        return turned(box, quarter, self.width, self.height)

    def shown(self, box: Box, quarter: int) -> Box:
        """The other way round."""
        sideways = quarter % 2
        width, height = (self.height, self.width) if sideways else (self.width, self.height)
        return turned(box, -quarter, width, height)


def read_pages(data: bytes, name: str) -> list[Page]:
    """All pages of a PDF. Raises InputError: locked, truncated, damaged, or too many pages or characters."""
    document = _open(data, name)
    try:
        count = len(document)
        if count > PAGES:
            raise InputError(f"{count} pages: no agreement is that long ({PAGES} at most are read)", file=name)
        if count == 0:
            raise InputError("this PDF has no pages", file=name)
        return [_page(document, number, name) for number in range(1, count + 1)]
    finally:
        document.close()


def _open(data: bytes, name: str) -> pdfium.PdfDocument:
    if _END not in data[-_TAIL:]:
        raise InputError("truncated: it begins as a PDF and its end is missing", file=name)
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            sentence = "locked with a password: save it without one and check that"
        elif "security" in str(error).lower():
            sentence = "locked by a protection that cannot be read: save it without one and check that"
        else:
            sentence = "damaged: it begins as a PDF and cannot be read as one"
        raise InputError(sentence, file=name) from None


def _page(document: pdfium.PdfDocument, number: int, name: str) -> Page:
    try:
        _write_forms_into_page(document, number - 1)
        page = document[number - 1]
    except pdfium.PdfiumError:
        raise InputError(f"damaged: page {number} of the PDF cannot be read", file=name) from None
    try:
        found = Page(number, page.get_width(), page.get_height())
        frame = _Frame(page)
        _shapes(page, frame, found)
        text = raw.FPDFText_LoadPage(page)
        if not text:
            raise InputError(f"damaged: page {number} of the PDF cannot be read", file=name)
        try:
            _glyphs(text, frame, found, name)
        finally:
            raw.FPDFText_ClosePage(text)
    finally:
        page.close()
    return found


def _write_forms_into_page(document: pdfium.PdfDocument, index: int) -> None:
    """What is filled into the fields of a form stands beside the page's text; flattened it becomes part of it."""
    page = document[index]
    try:
        if raw.FPDFPage_GetAnnotCount(page) > 0:
            raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
    finally:
        page.close()


class _Frame:
    """From the page's own coordinates (upward, before it is turned) to those of the page as shown."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        # the media box may be inherited, and then pdfium tells of it here only
        self.left, bottom, right, self.top = page.get_bbox()
        self.turns = page.get_rotation() // 90 % 4
        self.width, self.height = right - self.left, self.top - bottom

    def shown(self, left: float, bottom: float, right: float, top: float) -> Box:
        box = (left - self.left, self.top - top, right - self.left, self.top - bottom)
        return turned(box, self.turns, self.width, self.height)


def turned(box: Box, quarters: int, width: float, height: float) -> Box:
    """A box on a page of this size after the page is turned clockwise by so many quarters."""
    for _ in range(quarters % 4):
        left, top, right, bottom = box
        box = (height - bottom, left, height - top, right)
        width, height = height, width
    return box


def _shapes(page: pdfium.PdfPage, frame: _Frame, found: Page) -> None:
    box = [ctypes.c_float() for _ in range(4)]
    for index in range(min(raw.FPDFPage_CountObjects(page), OBJECTS)):
        if len(found.shapes) == SHAPES:
            return
        shape = raw.FPDFPage_GetObject(page, index)
        kind = raw.FPDFPageObj_GetType(shape)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            found.pictures += 1
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            found.pictures += _holds_picture(shape)
        elif kind == raw.FPDF_PAGEOBJ_PATH and raw.FPDFPageObj_GetBounds(shape, *box):
            found.shapes.append(frame.shown(*(side.value for side in box)))


def _holds_picture(form: ctypes.c_void_p) -> int:
    inner = (raw.FPDFFormObj_GetObject(form, index) for index in range(min(raw.FPDFFormObj_CountObjects(form), 50)))
    return int(any(raw.FPDFPageObj_GetType(shape) == raw.FPDF_PAGEOBJ_IMAGE for shape in inner))


def _glyphs(text: ctypes.c_void_p, frame: _Frame, found: Page, name: str) -> None:
    count = raw.FPDFText_CountChars(text)
    if count > CHARACTERS:
        raise InputError(f"page {found.number} holds {count} characters: no page of an agreement does", file=name)
    rect, matrix, x, y = raw.FS_RECTF(), raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    spaced = parted = False
    for index, character, broken in _characters(text, count):
        if character in _BLANKS or not character:
            spaced, parted = spaced or character != "", parted or not character
            continue
        found.characters += 1
        found.garbled += broken
        if not (raw.FPDFText_GetLooseCharBox(text, index, rect) and raw.FPDFText_GetMatrix(text, index, matrix)):
            continue
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        points = raw.FPDFText_GetFontSize(text, index)
        way = math.copysign(1, points)  # a size below nought turns the text once more
        angle = math.degrees(math.atan2(way * matrix.b, way * matrix.a)) - 90 * frame.turns
        quarter = round(angle / 90)
        shown = frame.shown(rect.left, rect.bottom, rect.right, rect.top)
        size = abs(points) * math.hypot(matrix.a, matrix.b) or shown[3] - shown[1]
        if not 0 < size < _LARGEST:  # nothing that could be seen
            continue
        if abs(angle - 90 * quarter) > _SLANT:
            found.slanted.append(character)
        elif shown[2] > 0 and shown[3] > 0 and shown[0] < found.width and shown[1] < found.height:
            baseline = found.upright(frame.shown(x.value, y.value, x.value, y.value), quarter)[1]
            left, _, right, _ = found.upright(shown, quarter)
            box = (left, baseline - _ASCENT * size, right, baseline + _DESCENT * size)
            found.glyphs.setdefault(quarter % 4, []).append(Glyph(character, box, size, spaced, parted))
            if size < 2 or _unseen(text, index):
                found.faint.append(" " * spaced + character)
        spaced = parted = False


def _characters(text: ctypes.c_void_p, count: int) -> Iterator[tuple[int, str, bool]]:
    """Index, character and whether it is garbled; "" for what is not in the file (pdfium adds blanks of its own)."""
    high = 0
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        if code in _HYPHENS:
            yield index, "\xad", False
        elif raw.FPDFText_IsGenerated(text, index) == 1:
            yield index, "", False
        elif 0xD800 <= code < 0xDC00:
            high = code
        elif 0xDC00 <= code < 0xE000 and high:
            yield index, chr(0x10000 + (high - 0xD800) * 0x400 + code - 0xDC00), False
        else:
            broken = raw.FPDFText_HasUnicodeMapError(text, index) == 1 or _no_character(code)
            yield index, _CLEAN if broken and code == 0 else chr(code) if code < 0x110000 else _CLEAN, broken


_CLEAN = "\ufffd"


def _no_character(code: int) -> bool:
    control = code < 0x20 and code not in (0x09, 0x0A, 0x0D) or 0x7F <= code < 0xA0
    return control or 0xD800 <= code < 0xF900 or code in (0xFFFD, 0xFFFF) or code >= 0xF0000


def _unseen(text: ctypes.c_void_p, index: int) -> bool:
    """White, or without any colour."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFText_GetFillColor(text, index, red, green, blue, alpha):
        return False
    return alpha.value == 0 or min(red.value, green.value, blue.value) >= _WHITE
