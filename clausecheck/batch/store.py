"""The one SQLite file in which scans keep what they found (schema.sql). One writer at a time, any number of readers."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from clausecheck.errors import UsageError

APPLICATION = 0x434C4348  # "CLCH": tells our file from any other SQLite file
SCHEMA = 2


class StoreError(UsageError):
    """A store that cannot be opened or written: one sentence."""


def open_store(path: str) -> sqlite3.Connection:
    """Open for writing, made if there is none. Raises StoreError: no store of ours, of another version, damaged."""
    try:
        link = sqlite3.connect(path, isolation_level=None, timeout=30)
        fresh = _version(link, path) is None
        link.execute("PRAGMA journal_mode = WAL")
        link.execute("PRAGMA synchronous = NORMAL")
        link.execute("PRAGMA foreign_keys = ON")
        if fresh:
            _create(link)
    except sqlite3.Error as error:
        raise StoreError(f"{path} cannot be used as a store: {error}") from None
    return link


def open_readonly(path: str) -> sqlite3.Connection:
    """Open for questions: nothing that is asked can write. Raises StoreError."""
    if not Path(path).is_file():
        raise StoreError(f"{path}: no such store (clausecheck scan FOLDER --store {path} makes one)")
    try:
        link = sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro", uri=True, isolation_level=None, timeout=30)
        if _version(link, path) is None:
            raise StoreError(f"{path} is empty: no scan has written to it")
        link.execute("PRAGMA query_only = ON")
    except sqlite3.Error as error:
        raise StoreError(f"{path} cannot be read as a store: {error}") from None
    link.set_authorizer(_reads_only)
    return link


def _reads_only(action: int, *_: object) -> int:
    allowed = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE,
               sqlite3.SQLITE_TRANSACTION}
    return sqlite3.SQLITE_OK if action in allowed else sqlite3.SQLITE_DENY


def _version(link: sqlite3.Connection, path: str) -> int | None:
    """The schema's version; None for an empty file. Raises StoreError where it is not ours to touch."""
    application, version, tables = (
        link.execute(sql).fetchone()[0]
        for sql in ("PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_master"))
    if not tables:
        return None
    if application != APPLICATION:
        raise StoreError(f"{path} is an SQLite file of another program: it was left as it is")
    if version != SCHEMA:
        raise StoreError(f"{path} was written by {'a newer' if version > SCHEMA else 'an older'} clausecheck (schema "
                         f"{version}, this one writes {SCHEMA}): it was left as it is; name another with --store")
    return int(version)


def _create(link: sqlite3.Connection) -> None:
    schema = files("clausecheck").joinpath("batch/schema.sql").read_text("utf-8")
    marks = f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {SCHEMA};"
    link.executescript(f"BEGIN; {marks}\n{schema}\nCOMMIT;")


@contextmanager
def only_writer(path: str) -> Iterator[None]:
    """Hold the store's lock, which the system lets go however this process ends. Raises StoreError where it is held."""
    try:
        import fcntl
    except ImportError:  # Windows: SQLite's own lock is all there is
        yield
        return
    lock = f"{path}.lock"
    while True:
        try:
            handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StoreError(f"{path} cannot be written: {error.strerror or error}") from None
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            raise StoreError(f"another scan is writing to {path}: wait for it, or name another with --store") from None
        try:
            if os.stat(lock).st_ino == os.fstat(handle).st_ino:
                break
        except FileNotFoundError:
            pass
        os.close(handle)  # the one before us took the file away as it ended: again
    try:
        yield
    finally:
        Path(lock).unlink(missing_ok=True)
        os.close(handle)
