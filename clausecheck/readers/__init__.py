"""Files → sources. `load` sniffs the bytes, not the suffix: plain text is read here, all else in a process apart."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import replace
from pathlib import Path

from clausecheck.errors import InputError
from clausecheck.readers.encodings import decode
from clausecheck.readers.files import MAX_BYTES, read_once, too_large
from clausecheck.readers.front_matter import split_front_matter
from clausecheck.readers.language import detect
from clausecheck.readers.sniffing import reader_for
from clausecheck.text import Role, Source

LONGEST = 12 * 1024 * 1024  # characters of a plain text: some minutes and a few gigabytes


def load(path: str | Path, role: Role = "contract", number: int = 1) -> Source:
    """One file (or "-" for standard input) → Source. Raises InputError: one sentence with the file's name."""
    name = str(path)
    data = _standard_input() if name == "-" else _read(Path(path))
    return from_bytes(data, "<stdin>" if name == "-" else name, role, number)


def from_bytes(data: bytes, name: str, role: Role = "contract", number: int = 1) -> Source:
    """The bytes of a file → Source. Raises InputError for what is empty, binary, damaged or of an unsupported kind."""
    digest = hashlib.sha256(data).hexdigest()
    kind = reader_for(data, name)
    if kind is None:
        text, encoding, guessed = decode(data, name)
        return _source(text, name, role, number, digest, encoding, guessed)
    # plain text must not pay for what starts processes
    from clausecheck.readers.guards import read_apart

    extract = read_apart(kind, data, name)
    source = _source(extract.text, name, role, number, digest, kind, False)
    return replace(source, places=extract.places, notes=extract.notes)


def from_text(text: str, role: Role = "contract", number: int = 1, name: str = "<text>") -> Source:
    """A text at hand → Source. Raises InputError for an empty one."""
    if not text.strip():
        raise InputError("the text is empty", file=name)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return _source(text, name, role, number, digest, "utf-8", False)


def _source(text: str, name: str, role: Role, number: int, digest: str, encoding: str, guessed: bool) -> Source:
    if len(text) > LONGEST:
        raise InputError("more than twelve million characters: check each text of a library by itself",
                         file=name)
    about, body = split_front_matter(text, name) if role in ("promised", "agreed") else ({}, 0)
    identity = "contract" if role == "contract" else "happened" if role == "happened" else f"{role}-{number}"
    return Source(identity, role, name, text, detect(text[body:]), digest, encoding, guessed, body, about)


def _read(path: Path) -> bytes:
    try:
        return read_once(str(path))[0]
    except FileNotFoundError:
        raise InputError("no such file", file=str(path)) from None
    except PermissionError:
        raise InputError("may not be read (permission denied)", file=str(path)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"cannot be read: {reason}", file=str(path)) from None


def _standard_input() -> bytes:
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise too_large("<stdin>")
    return data
