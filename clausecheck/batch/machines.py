"""A scan whose chunks are read by the workers of a dask scheduler, or here, into parts; then into the store."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from clausecheck.batch import parts, writing
from clausecheck.batch.files import is_url, to_text
from clausecheck.batch.fingerprint import key_of
from clausecheck.batch.parts import Chunk, chunks, order, read_chunk
from clausecheck.batch.scanning import Progress, kept_run, own_files, place_of
from clausecheck.batch.supervisor import Setup
from clausecheck.batch.wishes import Wishes
from clausecheck.batch.worklist import Entry, walk
from clausecheck.errors import ClausecheckError, UsageError
from clausecheck.wanted import Wanted

WINDOW = 4  # chunks given out for each worker: what a dead one held is little, and no worker waits
RETRIES = 3

Orders = Iterable[dict[str, Any]]
Reader = Callable[[Orders], Iterator[dict[str, int]]]


def here(orders: Orders) -> Iterator[dict[str, int]]:
    """Chunks one after the other on this machine."""
    try:
        yield from map(read_chunk, orders)
    finally:
        parts.close_pool()


def dask(address: str) -> Reader:
    """The reader that `dask://HOST:PORT` names. Raises UsageError where nobody answers there."""
    try:
        import distributed
    except ImportError:
        raise UsageError("--engine dask://… needs: pip install 'clausecheck[engines]'") from None
    if not address.startswith("dask://"):
        raise UsageError(f"--engine is dask://HOST:PORT, not {address!r}")
    where = address.replace("dask://", "tcp://", 1)

    def read(orders: Orders) -> Iterator[dict[str, int]]:
        try:
            connect: Any = distributed.Client
            client = connect(where, timeout=20, set_as_default=False)
        except (OSError, ValueError) as error:
            raise UsageError(f"no dask scheduler answers at {address}: {error}") from None
        with client:
            yield from _windowed(client, orders)

    return read


def _windowed(client: Any, orders: Orders) -> Iterator[dict[str, int]]:
    """Never more than a few chunks a worker are given out; each is let go as soon as it is told."""
    import distributed

    coming = iter(orders)
    make: Any = distributed.as_completed  # distributed has no types
    running = make([], loop=client.loop)
    held = 0
    more = True
    while True:
        while more and held < WINDOW * max(1, len(client.nthreads())):
            given = next(coming, None)
            if given is None:
                more = False
                break
            # the name of the part is the name of the task: given twice it is done once
            running.add(client.submit(read_chunk, given, key=given["name"], retries=RETRIES, pure=False))
            held += 1
        if not held:
            return
        future = next(running)
        held -= 1
        try:
            yield future.result()
        except ClausecheckError:
            raise
        except Exception as error:  # noqa: BLE001  # whatever a cluster may do
            raise UsageError(f"the engine gave up on {future.key}: {error}; the parts that were made are kept, the "
                             "same command goes on from them") from None
        finally:
            future.release()


def scan_in_parts(folder: str, store: str, setup: Setup, where: str, reader: Reader, *, size: int,
                  progress: Progress | None = None, wanted: Wanted | None = None) -> int:
    """Read what has no part yet, then take every part into the store → the id of the run. `wanted`: as for `scan`.

    Parts that are there are not read again. Raises UsageError, PackError or StoreError, one sentence each.
    """
    progress = progress or Progress()
    wishes = Wishes(setup.wish, wanted)
    rulebook = wishes.book(setup.wish)
    if not is_url(where):
        where = os.path.abspath(where)

    def agreements() -> Iterator[Entry]:
        return (e for e in names() if not e.status)

    def names() -> Iterator[Entry]:
        return wishes.each(e for e in walk(folder, own_files(store)) if not e.path.startswith(where))

    done = parts.present(where)
    every: list[str] = []
    progress.total = sum(1 for _ in agreements())

    def missing() -> Iterator[dict[str, Any]]:
        for chunk in chunks(agreements(), size):
            every.append(chunk.name)
            if chunk.name in done:
                progress.done += len(chunk.entries)
            else:
                yield order(chunk, where, setup)

    for counts in reader(missing()):
        progress.read += sum(counts.values())
        progress.done += sum(counts.values())
        progress.refused += sum(n for status, n in counts.items() if status != "checked")
        progress.tell()
    with kept_run(folder, store, setup, rulebook) as writer:
        for entry in names():
            writer.listed(entry)
        writer.missing(place_of(folder))
        for chunk in chunks(agreements(), size):
            if chunk.name in every:  # a file that changed since belongs to the next scan
                _take(writer, chunk, parts.answers(where, chunk.name))
    return writer.run


def _take(writer: writing.Writer, chunk: Chunk, answers: list[dict[str, Any]]) -> None:
    """The answers of a part become rows."""
    for entry, answer in zip(chunk.entries, answers, strict=True):
        document = writer.document(to_text(entry.path))
        digests = tuple((role, sha) for role, sha in answer["digests"])
        if len(digests) < len(entry.sources):
            writer.refuse(document, answer["status"], answer["reason"])
            continue
        key = key_of(entry.book, digests)
        content = writer.known(key)
        writer.settle([document], writer.keep(key, answer) if content is None else content)
