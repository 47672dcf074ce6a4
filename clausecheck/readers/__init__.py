"""Files → sources. `load` sniffs the bytes, not the suffix, and takes plain text (txt, md, standard input)."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from clausecheck.errors import InputError
from clausecheck.readers.encodings import decode
from clausecheck.readers.front_matter import split_front_matter
from clausecheck.readers.language import detect
from clausecheck.text import Role, Source

# what a file begins with → what to call it: these are not read, and saying so beats a page of garbage
_KINDS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word, Excel or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "a rich-text file"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\x1f\x8b", "a compressed file"),
)
_MARKUP = (b"<!doctype html", b"<html", b"<?xml")
MAX_BYTES = 64 * 1024 * 1024


def load(path: str | Path, role: Role = "contract", number: int = 1) -> Source:
    """One file (or "-" for standard input) → Source. Raises InputError: one sentence with the file's name."""
    name = str(path)
    data = _standard_input() if name == "-" else _read(Path(path))
    return from_bytes(data, "<stdin>" if name == "-" else name, role, number)


def from_bytes(data: bytes, name: str, role: Role = "contract", number: int = 1) -> Source:
    """Bytes of a text file → Source. Raises InputError for what is empty, binary or of an unsupported kind."""
    _refuse_known_kinds(data, name)
    text, encoding, guessed = decode(data, name)
    return _source(text, name, role, number, hashlib.sha256(data).hexdigest(), encoding, guessed)


def from_text(text: str, role: Role = "contract", number: int = 1, name: str = "<text>") -> Source:
    """A text at hand → Source. Raises InputError for an empty one."""
    if not text.strip():
        raise InputError("the text is empty", file=name)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return _source(text, name, role, number, digest, "utf-8", False)


def _source(text: str, name: str, role: Role, number: int, digest: str, encoding: str, guessed: bool) -> Source:
    about, body = split_front_matter(text, name) if role in ("promised", "agreed") else ({}, 0)
    identity = "contract" if role == "contract" else "happened" if role == "happened" else f"{role}-{number}"
    return Source(identity, role, name, text, detect(text[body:]), digest, encoding, guessed, body, about)


def _read(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise InputError("this is a folder, not a file", file=str(path))
        if path.stat().st_size > MAX_BYTES:
            raise InputError(f"larger than {MAX_BYTES // 2**20} MiB: no agreement is that long", file=str(path))
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError("no such file", file=str(path)) from None
    except PermissionError:
        raise InputError("may not be read (permission denied)", file=str(path)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"cannot be read: {reason}", file=str(path)) from None


def _standard_input() -> bytes:
    return sys.stdin.buffer.read(MAX_BYTES + 1)[:MAX_BYTES]


def _refuse_known_kinds(data: bytes, name: str) -> None:
    head = data[:64].lstrip().lower()
    kind = next((kind for mark, kind in _KINDS if data.startswith(mark)), None)
    if kind is None and head.startswith(_MARKUP):
        kind = "a web page"
    if kind is not None:
        raise InputError(f"this is {kind}; clausecheck reads plain text (txt, md): save the agreement as text",
                         file=name)
