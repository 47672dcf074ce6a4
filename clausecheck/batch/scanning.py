"""The road through a folder: list it, take from the store what holds, have the rest read, keep every answer."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from clausecheck.batch import writing
from clausecheck.batch.files import digest, is_url, read_bytes, reason
from clausecheck.batch.fingerprint import PAGE_NAME, key_of
from clausecheck.batch.store import StoreError, only_writer, open_store
from clausecheck.batch.supervisor import Setup, Supervisor
from clausecheck.batch.wishes import Wish, Wishes
from clausecheck.batch.worklist import walk
from clausecheck.errors import ClausecheckError
from clausecheck.wanted import Wanted

Digests = tuple[tuple[str, str], ...]  # (role, sha256)


@dataclass(slots=True)
class Progress:
    """Where a run is. `report` is called after each change, and about ten times a second."""

    report: Callable[[Progress], None] = lambda _: None
    listed: int = 0
    total: int | None = None  # documents to read or look up; None while the folder is listed
    done: int = 0
    read: int = 0  # of `done`, by workers in this run
    refused: int = 0  # of `done`, without a result

    def tell(self) -> None:
        self.report(self)


@dataclass(slots=True)
class _Scan:
    writer: writing.Writer
    wishes: Wishes
    progress: Progress
    pages: Path | None
    expected: dict[int, tuple[str, Digests, Wish]] = field(default_factory=dict)  # by id; the first is the key
    same: dict[str, list[int]] = field(default_factory=dict)  # key being read → documents that wait for it too

    def units(self) -> Iterator[dict[str, Any]]:
        """Documents that must be read; what the store holds already is settled on the way."""
        for document in self.writer.waiting():
            try:
                digests = tuple((role, digest(read_bytes(path))) for role, path in document.sources)
            except ClausecheckError as error:
                self.refuse(document.id, "unreadable", reason(error, document.sources[0][1]))
                continue
            try:
                wish = self.wishes.of(document.path, document.sources[0][1])
            except ClausecheckError as error:  # it was right when the folder was listed
                self.refuse(document.id, "failed", str(error))
                continue
            key = key_of(self.wishes.book(wish), digests)
            if key in self.same:
                self.same[key].append(document.id)
                continue
            content = self.writer.known(key)
            page = self.page(key)
            if content is not None and (page is None or page.exists() or not self.has_page(content)):
                self.settle([document.id], content)
                continue
            self.same[key] = []
            self.expected[document.id] = (key, digests, wish)
            yield {"id": document.id, "sources": [list(s) for s in document.sources], "report": page and str(page),
                   "wish": wish.plain()}

    def page(self, key: str) -> Path | None:
        return None if self.pages is None else self.pages / f"{key[:PAGE_NAME]}.html"

    def has_page(self, content: int) -> bool:
        return self.writer.status(content) in ("checked", "language")

    def take(self, unit: dict[str, Any], answer: dict[str, Any]) -> None:
        """An answer: kept under the key of what was really read. Others of a content that changed wait for a round."""
        document = unit["id"]
        key, digests, wish = self.expected.pop(document)
        alike = self.same.pop(key)
        really = tuple((role, sha) for role, sha in answer["digests"])
        if answer["status"] in ("died", "late"):
            really = digests  # it could not say any more: what it was given
        elif len(really) < len(digests):
            self.refuse(document, answer["status"], answer["reason"])
            return
        if really != digests:
            alike, before, key = [], self.page(key), key_of(self.wishes.book(wish), really)
            after = self.page(key)
            if before is not None and after is not None and before.exists():
                before.replace(after)
        self.progress.read += 1
        self.settle([document, *alike], self.writer.keep(key, {**answer, "digests": list(really)}))

    def settle(self, documents: list[int], content: int) -> None:
        self.writer.settle(documents, content)
        self._count(len(documents), self.writer.status(content) != "checked")

    def refuse(self, document: int, status: str, why: str) -> None:
        self.writer.refuse(document, status, why)
        self._count(1, True)

    def _count(self, documents: int, refused: bool) -> None:
        self.progress.done += documents
        self.progress.refused += documents if refused else 0
        self.progress.tell()


def scan(folder: str, store: str, setup: Setup, *, progress: Progress | None = None, pages: str | None = None,
         wanted: Wanted | None = None) -> int:
    """Scan `folder` into `store` → the id of the run. `pages`: a folder for each agreement's own report; `wanted`: what
    settings files, suppressions and the command line say of each file, in the place of the setup's packs and options.

    What is there already is not read again; a run that ended early is gone on with. Raises UsageError, PackError or
    StoreError, one sentence each; KeyboardInterrupt after everything answered so far is kept.
    """
    progress = progress or Progress()
    wishes = Wishes(setup.wish, wanted)
    rulebook = wishes.book(setup.wish)
    names = wishes.each(walk(folder, own_files(store)))
    first = next(names, None)  # a folder that is none is told before a store is made
    if pages is not None:
        Path(pages).mkdir(parents=True, exist_ok=True)
    with kept_run(folder, store, setup, rulebook) as writer:
        road = _Scan(writer, wishes, progress, None if pages is None else Path(pages))
        for entry in () if first is None else (first, *names):
            writer.listed(entry)
            progress.listed += 1
            progress.tell()
        writer.missing(place_of(folder))
        progress.total = writer.count_waiting()
        with Supervisor(setup, progress.tell) as pool:
            while writer.count_waiting():
                for unit, answer in pool.run(road.units()):
                    road.take(unit, answer)
    return writer.run


@contextmanager
def kept_run(folder: str, store: str, setup: Setup, rulebook: str) -> Iterator[writing.Writer]:
    """A run in the store, ended as it ends: "done", or "stopped" with everything kept that was answered.

    Raises StoreError where the store cannot be had or written to.
    """
    with only_writer(store):
        link = open_store(store)
        state = "stopped"
        try:
            writer = writing.begin(link, place_of(folder), setup.packs, rulebook)
            try:
                yield writer
                state = "done"
            finally:
                with suppress(sqlite3.Error) if state == "stopped" else nullcontext():
                    writer.close(state)
        except sqlite3.Error as error:
            raise StoreError(f"{store} cannot be written ({error}): what was answered before is in it; make room and "
                             "give the same command again") from None
        finally:
            link.close()


def place_of(folder: str) -> str:
    """The folder as the store names it."""
    return folder if is_url(folder) else os.path.abspath(folder)


def own_files(store: str) -> frozenset[str]:
    """The files of the store, which are no agreements."""
    return frozenset(os.path.abspath(store) + end for end in ("", "-wal", "-shm", "-journal", ".lock"))
