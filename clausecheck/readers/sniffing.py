"""What a file is, told by its bytes and never by its suffix: what reads it, or one sentence that says it cannot be."""

from __future__ import annotations

import codecs
import re

from clausecheck.errors import InputError
from clausecheck.patterns import later

# what a file begins with → the reader's name (clausecheck.readers.worker knows its module)
_READ = (
    (b"PK\x03\x04", "docx"),  # which zip archives are Word documents is seen when they are opened
    (b"PK\x05\x06", "docx"),
    (b"\x89PNG", "photo"),
    (b"\xff\xd8\xff", "photo"),
)
# what a file begins with → what to call it: these are not read, and saying so beats a page of garbage
_REFUSED = (
    (b"{\\rtf", "a rich-text file (rtf): save it as docx"),
    (b"GIF8", "a picture (GIF)"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"Rar!", "a compressed file (rar)"),
    (b"7z\xbc\xaf", "a compressed file (7z)"),
    (b"From: <Saved by", "a web archive (mhtml)"),
    (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "a web archive (mhtml)"),
)
_LEAD = b"\xef\xbb\xbf\0 \t\r\n\x0c"  # what may stand before the mark of a PDF
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# names in the directory of an OLE file → what it is
_IN_OLE = (
    ("EncryptedPackage", "locked with a password: open it, save it without one and check that"),
    ("WordDocument", "an old Word file (doc): save it as docx"),
    ("Workbook", "an old Excel workbook (xls), not an agreement in words"),
    ("Book", "an old Excel workbook (xls), not an agreement in words"),
    ("PowerPoint Document", "an old presentation (ppt), not an agreement in words"),
)
READABLE = "clausecheck reads txt, md, docx, pdf, html and pictures of pages (png, jpg)"
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_BEFORE = later(r"(?:\s+|<!--.*?-->|<\?xml[^>]*>)*", re.DOTALL)
_PAGE = later(r"<(?:!doctype\s+html|(?:html|head|body|meta|title|style|script|link|base)\b)", re.IGNORECASE)
_PART = later(
    r"<(?:div|p|h[1-6]|table|ol|ul|dl|main|article|section|center|font|span|pre|hr|br)\b[^<>]*>", re.IGNORECASE
)
_HEAD = 65_536


def reader_for(data: bytes, name: str) -> str | None:
    """The name of the reader for these bytes; None for plain text. Raises InputError for what cannot be read."""
    for mark, reader in _READ:
        if data.startswith(mark):
            return reader
    if data[:1024].lstrip(_LEAD).startswith(b"%PDF-"):
        return "pdf"
    for mark, kind in _REFUSED:
        if data.startswith(mark):
            raise InputError(f"this is {kind}; {READABLE}", file=name)
    if data.startswith(_OLE):
        raise InputError(f"this file is {_ole_kind(data)}", file=name)
    return _markup(data, name)


def _ole_kind(data: bytes) -> str:
    found = (kind for entry, kind in _IN_OLE if entry.encode("utf-16-le") in data)
    return next(found, "an old Office file: save it as docx")


def _markup(data: bytes, name: str) -> str | None:
    if b"<" not in data[:_HEAD]:
        return None
    head = _decoded_head(data)
    start = _BEFORE.match(head)
    begin = start.end() if start else 0
    if _PAGE.match(head, begin) or (_PART.match(head, begin) and _mostly_tags(head)):
        return "html"
    if head.lstrip("\ufeff \t\r\n").startswith("<?xml"):
        raise InputError(f"this is an XML file; {READABLE}", file=name)
    return None


def _decoded_head(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) : _HEAD].decode(encoding, "replace")
    return data[:_HEAD].decode("latin-1")


def _mostly_tags(head: str) -> bool:
    """A fragment of a page, and not a markdown text with a tag in it: every second line or more holds a tag."""
    lines = [line for line in head.split("\n") if line.strip()]
    return 2 * sum("<" in line and ">" in line for line in lines) >= len(lines)
