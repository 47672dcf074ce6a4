"""A PDF that holds nothing but pictures of pages (a scan) → text, each page recognized; needs the extra `photo`."""

from __future__ import annotations

import pypdfium2 as pdfium

from clausecheck.errors import InputError
from clausecheck.readers.extract import Extract
from clausecheck.readers.photo import text_of
from clausecheck.readers.photo.recognizing import engine_for, upright

PAGES = 40  # that are looked at: one takes some seconds
_LONGEST = 2_400  # pixels of a page's longer side


def read(data: bytes, name: str) -> Extract:
    """The bytes of a scanned PDF → its text. Raises InputError: too many pages, no words, too blurred."""
    engine = engine_for(name)
    document = pdfium.PdfDocument(data)
    try:
        if len(document) > PAGES:
            raise InputError(f"{len(document)} pages that are pictures: {PAGES} at most are recognized", file=name)
        return text_of([upright(_drawn(document, number), engine) for number in range(len(document))], name)
    finally:
        document.close()


def _drawn(document: pdfium.PdfDocument, number: int) -> object:
    page = document[number]
    try:
        longest = max(page.get_width(), page.get_height(), 1.0)
        return page.render(scale=_LONGEST / longest).to_pil().convert("RGB")
    finally:
        page.close()
