"""What the libraries that read files do not guard against: endless archives, and a reader that hangs, eats or crashes.

`read_apart` runs a reader in a process of its own with limits on time and memory: whatever a file does to it costs that
one document and is one sentence. `Archive` opens a zip and never inflates more than was allowed. Both are for every
reader of a format that is not plain text.
"""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from clausecheck.errors import InputError
from clausecheck.readers.extract import Extract
from clausecheck.text import Bilingual, Place

SECONDS = 60
MEGABYTES = 1536
# seconds and megabytes: recognition takes its time, and address space
_MORE = {"photo": (240, 4096), "scan": (600, 4096)}
MEMBERS = 4_000  # files in an archive
INFLATED = 256 * 1024 * 1024  # bytes of all of them
PART = 96 * 1024 * 1024  # bytes of one of them
RATIO = 300  # of inflated to packed bytes, beyond SMALL
SMALL = 4 * 1024 * 1024
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, KeyError)
_BOOT = "import json,sys;sys.path[:0]=json.loads(sys.argv[1]);from clausecheck.readers.worker import main;main()"


def read_apart(kind: str, data: bytes, name: str, *, seconds: float | None = None,
               megabytes: int | None = None) -> Extract:
    """Run the reader called `kind` (clausecheck.readers.worker) on these bytes in a process of its own.

    Raises InputError: the reader's own, or one sentence where it ran out of time or memory, or died. The memory limit
    holds where the system knows one (Linux, BSD); time holds everywhere.
    """
    usual, most = _MORE.get(kind, (SECONDS, MEGABYTES))
    seconds, megabytes = seconds or usual, megabytes or most
    # isolated, so that a module beside the agreement is never imported; the paths of this process are handed over
    command = [sys.executable, "-I", "-X", "utf8", "-c", _BOOT, json.dumps(_paths())]
    order = json.dumps({"kind": kind, "name": name, "seconds": seconds, "megabytes": megabytes}).encode() + b"\n"
    try:
        done = subprocess.run(command, input=order + data, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        raise InputError(f"reading it took longer than {seconds:g} seconds and was given up", file=name) from None
    except OSError as error:
        raise InputError(f"no process could be started to read it: {error.strerror or error}", file=name) from None
    found = _answer(done.returncode, done.stdout, name)
    if "scan" in found and kind != "scan" and find_spec("rapidocr") is not None:
        return read_apart("scan", data, name)
    return _extract(found, name)


def _paths() -> list[str]:
    here = str(Path(__file__).resolve().parents[2])
    return [here, *(path for path in sys.path if path and path != here)]


def _answer(code: int, out: bytes, name: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(out)
    except ValueError:
        how = _died(code)
        raise InputError(f"its reader died ({how}): the file is damaged, or made to do harm", file=name) from None
    return found


def _extract(found: Mapping[str, Any], name: str) -> Extract:
    if "error" in found:
        raise InputError(found["error"], file=name)
    places = tuple(Place(start, end, kind, tuple(at)) for start, end, kind, at in found["places"])
    return Extract(found["text"], places, tuple(Bilingual(zh, en) for zh, en in found["notes"]))


def _died(code: int) -> str:
    if code < 0 and os.name == "posix":
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f"signal {-code}"
    return f"exit code {code}"


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip whose directory has been looked through. `total` counts what has been inflated so far."""

    file: zipfile.ZipFile
    name: str
    total: list[int]

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self.file.namelist())

    def read(self, member: str) -> bytes:
        """The bytes of one file of the archive. Raises InputError beyond the limits, and for a damaged one."""
        allowed = min(PART, INFLATED - self.total[0])
        try:
            with self.file.open(member) as stream:
                data = stream.read(allowed + 1)
        except _DAMAGE as error:
            raise InputError(f"damaged: {member} in it cannot be unpacked ({error})", file=self.name) from None
        if len(data) > allowed:
            raise _too_big(self.name)
        self.total[0] += len(data)
        return data


def open_archive(data: bytes, name: str) -> Archive:
    """Open a zip after a look at its directory. Raises InputError: damaged, locked, double names, or a bomb."""
    try:
        file = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGE:
        raise InputError("truncated or damaged: it begins as a zip archive (docx) and its end is missing or broken",
                         file=name) from None
    members = file.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise InputError("locked with a password: unpack or save it without one and check that", file=name)
    if len({member.filename for member in members}) < len(members):
        raise InputError("damaged: two files in the archive have one name", file=name)
    inflated = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > MEMBERS or inflated > INFLATED or inflated > SMALL + RATIO * min(packed, len(data)):
        raise _too_big(name)
    return Archive(file, name, [0])


def _too_big(name: str) -> InputError:
    return InputError("unpacked it would be far larger than any agreement (a zip bomb?): not opened", file=name)
