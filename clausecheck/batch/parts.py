"""Scans by many machines: the folder in chunks, each read on some machine into one Parquet part named by what it read.

A part's name is the digest of the rules, of what is wanted of each file, and of its path, size and date. So a chunk
that two machines read is one part, a folder of parts says by itself what is done, and a changed file makes another
part. A part has one row a document; the column `answer` holds all that a store needs.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import posixpath
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from itertools import islice
from multiprocessing import current_process
from pathlib import Path
from typing import Any

from clausecheck.batch.files import filesystem, is_url, to_text
from clausecheck.batch.supervisor import Setup, Supervisor
from clausecheck.batch.wishes import Wishes, wish_of
from clausecheck.batch.worklist import Entry
from clausecheck.batch.writing import harmless
from clausecheck.errors import ClausecheckError, UsageError

COLUMNS = ("path", "status", "reason", "sha256", "language", "seller", "year", "clauses", "points", "high", "medium",
           "low", "stake", "currency", "answer")
_MARKS = ("size", "ETag", "etag", "md5Hash", "mtime", "LastModified", "created")
_NUMBERS = {"year", "clauses", "points", "high", "medium", "low"}
_pools = threading.local()  # a supervisor for each thread of this process: its worker stays warm from chunk to chunk


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some agreements that are read together, and the name of their part."""

    name: str
    entries: tuple[Entry, ...]


def chunks(entries: Iterable[Entry], size: int) -> Iterator[Chunk]:
    """Agreements in chunks of `size`, in the order of the list."""
    coming = iter(entries)
    while taken := tuple(islice(coming, size)):
        marks = [(e.book, [(role, path, *_mark(path)) for role, path in e.sources]) for e in taken]
        digest = hashlib.sha256(repr(marks).encode("utf-8", "backslashreplace")).hexdigest()
        yield Chunk(f"part-{digest[:40]}.parquet", taken)


def _mark(path: str) -> tuple[str, ...]:
    """What tells that a file was written again: its size and date, or what the place knows instead."""
    try:
        if not is_url(path):
            seen = os.stat(path)
            return (str(seen.st_size), str(seen.st_mtime_ns))
        system, place = filesystem(path)
        info = system.info(place)
        return tuple(str(info[k]) for k in _MARKS if k in info)
    except OSError:
        return ("gone",)


def order(chunk: Chunk, parts: str, setup: Setup) -> dict[str, Any]:
    """A chunk as plain data, for another machine."""
    units = [{"id": n, "sources": [list(s) for s in e.sources], "report": None, "wish": e.wish.plain(), "book": e.book}
             for n, e in enumerate(chunk.entries)]
    return {"name": chunk.name, "parts": parts, "units": units, "setup": asdict(setup)}


def read_chunk(given: Mapping[str, Any]) -> dict[str, int]:
    """Read a chunk on this machine into its part → how many documents by status.

    Raises UsageError where this machine has another clausecheck or other rules than the one that gave the order.
    """
    setup = replace(Setup(**{**given["setup"], "packs": tuple(given["setup"]["packs"])}))
    wishes = Wishes(setup.wish)
    if any(wishes.book(wish_of(unit["wish"])) != unit["book"] for unit in given["units"]):
        raise UsageError("a worker has another clausecheck or other rules than the machine that gave the order")
    counts: dict[str, int] = {}
    rows = []
    with _free_to_start_processes():
        for unit, answer in _pool(setup).run(given["units"]):
            counts[answer["status"]] = counts.get(answer["status"], 0) + 1
            rows.append((unit["id"], _row(unit, answer)))
    _write(given["parts"], given["name"], [row for _, row in sorted(rows, key=lambda r: int(r[0]))])
    return counts


def _pool(setup: Setup) -> Supervisor:
    if getattr(_pools, "setup", None) != setup:
        if hasattr(_pools, "pool"):
            _pools.pool.__exit__()
        _pools.setup, _pools.pool = setup, Supervisor(setup)
    found: Supervisor = _pools.pool
    return found


def close_pool() -> None:
    """End the workers that this thread keeps warm."""
    if hasattr(_pools, "pool"):
        _pools.pool.__exit__()
        del _pools.pool, _pools.setup


@contextmanager
def _free_to_start_processes() -> Iterator[None]:
    """multiprocessing forbids children to a daemon, and a dask worker is one; ours end with it: their pipe closes."""
    settings: dict[str, Any] = getattr(current_process(), "_config", {})
    before = settings.get("daemon")
    settings["daemon"] = False
    try:
        yield
    finally:
        settings["daemon"] = before


def _row(unit: Mapping[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    sha = next((d for role, d in answer["digests"] if role == "contract"), None)
    kept = json.dumps({k: v for k, v in answer.items() if k not in ("id", "rss")}, separators=(",", ":"))
    plain = {name: answer.get(name) for name in COLUMNS}
    return {**plain, "path": to_text(unit["sources"][0][1]), "sha256": sha, "answer": kept}


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise UsageError("parts are Parquet files: pip install 'clausecheck[engines]'") from None
    return pyarrow, parquet


def _write(folder: str, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """A part, whole or not at all: written aside and renamed on a disk, one request where a URL leads."""
    arrow, parquet = _arrow()
    kinds = {"stake": arrow.float64(), **dict.fromkeys(_NUMBERS, arrow.int64())}
    schema = arrow.schema([(name, kinds.get(name, arrow.string())) for name in COLUMNS])
    safe = [{name: harmless(v) if isinstance(v, str) else v for name, v in row.items()} for row in rows]
    buffer = io.BytesIO()
    parquet.write_table(arrow.Table.from_pylist(safe, schema), buffer, compression="zstd")
    if is_url(folder):
        system, place = filesystem(folder)
        system.makedirs(place, exist_ok=True)
        system.pipe_file(posixpath.join(place, name), buffer.getvalue())
        return
    Path(folder).mkdir(parents=True, exist_ok=True)
    aside = Path(folder) / f".{name}.{os.getpid()}.{threading.get_ident()}"
    aside.write_bytes(buffer.getvalue())
    aside.replace(Path(folder) / name)


def present(folder: str) -> frozenset[str]:
    """Names of the parts that are there."""
    if is_url(folder):
        system, place = filesystem(folder)
        system.invalidate_cache()
        names = [posixpath.basename(p) for p in system.ls(place, detail=False)] if system.isdir(place) else []
    else:
        names = os.listdir(folder) if os.path.isdir(folder) else []
    return frozenset(n for n in names if n.startswith("part-") and n.endswith(".parquet"))


def answers(folder: str, name: str) -> list[dict[str, Any]]:
    """The answers of a part, in the order of its chunk. Raises ClausecheckError for a damaged one."""
    arrow, parquet = _arrow()
    try:
        if is_url(folder):
            system, place = filesystem(folder)
            source: Any = io.BytesIO(system.cat_file(posixpath.join(place, name)))
        else:
            source = Path(folder) / name
        column = parquet.read_table(source, columns=["answer"])["answer"].to_pylist()
        return [json.loads(text) for text in column]
    except (OSError, ValueError, arrow.ArrowException) as error:
        raise ClausecheckError(f"{name} cannot be read ({error}): delete it, and the next scan makes it again",
                               file=folder) from None
