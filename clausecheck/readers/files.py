"""The bytes of one regular file, bounded: a pipe, a device or a folder in its place never keeps anybody waiting."""

from __future__ import annotations

import os
import stat

from clausecheck.errors import InputError

MAX_BYTES = 64 * 1024 * 1024


def read_once(path: str) -> tuple[bytes, bool]:
    """The bytes, and whether the file stood still meanwhile.

    Raises InputError for what is no regular file or larger than MAX_BYTES, OSError and ValueError as the system does.
    """
    _regular(os.stat(path), path)  # before it is opened: to open a device can do something
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        before = os.fstat(handle)
        _regular(before, path)
        data = file.read(MAX_BYTES + 1)
        after = os.fstat(handle)
    if len(data) > MAX_BYTES:
        raise too_large(path)
    same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns) and len(data) == after.st_size
    return data, same


def _regular(found: os.stat_result, path: str) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise InputError("this is a folder, not a file", file=path)
    if not stat.S_ISREG(found.st_mode):
        raise InputError("no regular file but a pipe or a device: hand over what it says on standard input (-)",
                         file=path)
    if found.st_size > MAX_BYTES:
        raise too_large(path)


def too_large(path: str) -> InputError:
    """The error for a file of more than MAX_BYTES."""
    return InputError(f"larger than {MAX_BYTES // 2**20} MiB: no agreement is that long", file=path)
