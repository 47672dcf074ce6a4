"""The process in which a file that is not plain text is read: started by guards.read_apart, one file and gone.

It takes one line of JSON (kind, name, seconds, megabytes) and then the file's bytes on standard input, sets its own
limits before anything large is imported, and answers with one JSON object on standard output: `text`, `places` and
`notes`, or `error`.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from typing import Any

from clausecheck.errors import InputError
from clausecheck.readers.extract import TOO_LONG, Extract, ScanError, TooLongError

# kind → its module, with `read(data: bytes, name: str) -> Extract`, which raises InputError
READERS = {
    "docx": "clausecheck.readers.docx",
    "html": "clausecheck.readers.html",
    "pdf": "clausecheck.readers.pdf",
    "photo": "clausecheck.readers.photo",
    "scan": "clausecheck.readers.photo.scan",
}


_FRAMES = 5_000  # calls inside each other: what the deepest nesting takes that is let through


def main() -> None:
    """One order from standard input, its answer to standard output."""
    order = json.loads(sys.stdin.buffer.readline())
    sys.setrecursionlimit(_FRAMES)
    _limit(order["seconds"], order["megabytes"])
    answer = respond(order["kind"], sys.stdin.buffer.read(), order["name"], order["megabytes"])
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()


def respond(kind: str, data: bytes, name: str, megabytes: int) -> dict[str, Any]:
    """The reader's extract as plain data, or the sentence that says why there is none."""
    try:
        return _plain(import_module(READERS[kind]).read(data, name))
    except ScanError as error:
        return {"scan": True, "error": error.sentence}
    except InputError as error:
        return {"error": error.sentence}
    except TooLongError:
        return {"error": TOO_LONG}
    except MemoryError:
        return {"error": f"reading it takes more than {megabytes} MB of memory: given up"}
    except RecursionError:
        return {"error": "its parts are nested too deeply to be an agreement: not read"}
    except ImportError as error:
        return {"error": f"reading it needs the package {error.name}: pip install {error.name}"}


def _plain(extract: Extract) -> dict[str, Any]:
    return {
        "text": extract.text,
        "places": [(place.start, place.end, place.kind, place.at) for place in extract.places],
        "notes": [(note.zh, note.en) for note in extract.notes],
    }


def _limit(seconds: float, megabytes: int) -> None:
    """Memory and processor time, where the system has such limits."""
    try:
        import resource
    except ImportError:
        return
    _set(resource.RLIMIT_AS, megabytes * 2**20)
    _set(resource.RLIMIT_CPU, int(seconds) + 1)
    _set(resource.RLIMIT_CORE, 0)


def _set(limit: int, value: int) -> None:
    import resource

    try:
        _, hard = resource.getrlimit(limit)
        resource.setrlimit(limit, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
    except (ValueError, OSError):
        return
