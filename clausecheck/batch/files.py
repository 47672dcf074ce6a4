"""The bytes of a file, on this machine or anywhere that fsspec reaches (s3://, gs://, az://, memory://)."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

from clausecheck.errors import ClausecheckError, InputError, UsageError
from clausecheck.readers.files import MAX_BYTES, read_once, too_large

TRIES = 3
_URL = re.compile(r"[a-z][a-z0-9+.-]+://")
_NOT_UTF8 = "not-utf8:"  # before the stored name of a file whose name is no UTF-8; no absolute path begins so


def is_url(path: str) -> bool:
    """True for `scheme://…`: a place that fsspec opens."""
    return _URL.match(path) is not None


def read_bytes(path: str) -> bytes:
    """The bytes of one regular file, taken while it stood still.

    Raises InputError: gone, not allowed, no regular file (a pipe would wait for ever), too long, or changed under
    each of three readings.
    """
    try:
        if is_url(path):
            return _fetch(path)
        for _ in range(TRIES):
            data, still = read_once(path)
            if still:
                return data
    except FileNotFoundError:
        raise InputError("it was gone when its turn came", file=path) from None
    except PermissionError:
        raise InputError("may not be read (permission denied)", file=path) from None
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", file=path) from None
    raise InputError(f"it changed while it was read, {TRIES} times", file=path)


def filesystem(path: str) -> tuple[Any, str]:
    """A URL → its fsspec file system and the path in it. Raises UsageError where fsspec or the scheme is missing."""
    try:
        import fsspec
    except ImportError:
        raise UsageError(f"{path}: reading it needs fsspec: pip install 'clausecheck[engines]'") from None
    try:
        found: tuple[Any, str] = fsspec.core.url_to_fs(path)
    except (ImportError, ValueError) as error:
        raise UsageError(f"{path} cannot be opened: {error}") from None
    return found


def _fetch(url: str) -> bytes:
    system, path = filesystem(url)
    if (system.info(path).get("size") or 0) > MAX_BYTES:
        raise too_large(url)
    data: bytes = system.cat_file(path)
    return data


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def to_text(path: str) -> str:
    """A path as text that any database takes; `from_text` gives it back exactly."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        raw = path.replace("\\", "\\\\").encode("utf-8", "surrogateescape")
        return _NOT_UTF8 + raw.decode("utf-8", "backslashreplace")
    return path


def from_text(stored: str) -> str:
    """What `to_text` was given."""
    if not stored.startswith(_NOT_UTF8):
        return stored
    named = re.compile(rb"\\(\\|x[0-9a-f]{2})")
    raw = stored.removeprefix(_NOT_UTF8).encode("utf-8")
    return named.sub(lambda m: b"\\" if m[1] == b"\\" else bytes([int(m[1][1:], 16)]), raw).decode(
        "utf-8", "surrogateescape")


def reason(error: ClausecheckError, contract: str) -> str:
    """The error's sentence; the file's name in front where it is another than the contract."""
    return error.sentence if error.file in (None, contract) else f"{Path(str(error.file)).name}: {error.sentence}"
