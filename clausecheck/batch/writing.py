"""Writes a scan into the store: rows for names and answers, in transactions of half a second, nothing twice."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timezone
from functools import lru_cache
from typing import Any

from clausecheck.batch.files import from_text, to_text
from clausecheck.batch.worklist import Entry
from clausecheck.version import VERSION

SECONDS, ROWS = 0.5, 200  # a transaction ends after either
PAGE = 500  # waiting documents read at a time
UNFINISHED = ("died", "late", "failed")  # no result: tried again by the next scan, not by one that resumes
BESIDE = ("questions", "gaps", "suppressed")  # tables of a content beside its findings: rows as the answer has them
_PLAIN = ("language", "seller", "year", "clauses", "untouched", "points", "high", "medium", "low", "stake", "currency")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document that waits to be read."""

    id: int
    path: str
    sources: tuple[tuple[str, str], ...]  # (role, path), the contract first


@dataclass(slots=True)
class Writer:
    """One run. Every method may end the open transaction; `close` must be called."""

    link: sqlite3.Connection
    run: int
    _began: float = 0.0
    _rows: int = 0
    _ids: dict[str, Callable[[str], int]] = field(default_factory=dict)

    # --- transactions ---
    def _written(self, rows: int = 1) -> None:
        self._rows += rows
        if self._rows >= ROWS or time.monotonic() - self._began >= SECONDS:
            self.commit()

    def commit(self) -> None:
        """End the transaction, if one is open."""
        if self.link.in_transaction:
            self.link.execute("COMMIT")
        self._rows = 0

    def _begin(self) -> None:
        if not self.link.in_transaction:
            self.link.execute("BEGIN IMMEDIATE")
            self._began = time.monotonic()

    # --- names ---
    def listed(self, entry: Entry) -> None:
        """A name of the folder becomes a row of this run: as it stands, or waiting."""
        self._begin()
        sources = json.dumps([[role, to_text(p)] for role, p in entry.sources]) if entry.sources else None
        self.link.execute(
            "INSERT INTO documents (path, run, sources, status, reason, fail_on) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (path) DO UPDATE SET run = excluded.run, sources = excluded.sources, "
            "status = excluded.status, reason = excluded.reason, fail_on = excluded.fail_on, "
            "content = CASE excluded.status WHEN 'waiting' THEN content END",
            (to_text(entry.path), self.run, sources, entry.status or "waiting", harmless(entry.reason),
             None if entry.wish is None else entry.wish.fail_on))
        self._written()

    def missing(self, folder: str) -> int:
        """Documents of `folder` that earlier runs saw and this one did not → how many are gone."""
        self._begin()
        lead = to_text(folder).rstrip("/\\")
        gone = self.link.execute(
            "UPDATE documents SET status = 'gone', reason = 'no longer in the folder', content = NULL, run = ? "
            "WHERE run <> ? AND status <> 'gone' AND substr(path, 1, ?) IN (?, ?)",
            (self.run, self.run, len(lead) + 1, lead + "/", lead + "\\")).rowcount
        self.commit()
        return gone

    def count_waiting(self) -> int:
        return int(self.link.execute("SELECT count(*) FROM documents WHERE run = ? AND status = 'waiting'",
                                     (self.run,)).fetchone()[0])

    def waiting(self) -> Iterator[Waiting]:
        """Every document that waits, in order, read page by page."""
        last = 0
        while True:
            rows = self.link.execute(
                "SELECT id, path, sources FROM documents WHERE run = ? AND status = 'waiting' AND id > ? "
                "ORDER BY id LIMIT ?", (self.run, last, PAGE)).fetchall()
            if not rows:
                return
            for last, path, sources in rows:
                yield Waiting(last, from_text(path), tuple((role, from_text(p)) for role, p in json.loads(sources)))

    def document(self, path: str) -> int:
        """The id of a path of this run, as `to_text` writes it."""
        return int(self.link.execute("SELECT id FROM documents WHERE path = ?", (path,)).fetchone()[0])

    # --- results ---
    def known(self, key: str) -> int | None:
        """The content of that key, if an earlier reading gave a result that holds."""
        row = self.link.execute(
            "SELECT c.id, c.status, r.state FROM contents c JOIN runs r ON r.id = c.run WHERE key = ?", (key,)
        ).fetchone()
        if row is None or (row[1] in UNFINISHED and row[2] == "done"):
            return None
        return int(row[0])

    def status(self, content: int) -> str:
        return str(self.link.execute("SELECT status FROM contents WHERE id = ?", (content,)).fetchone()[0])

    def settle(self, documents: Sequence[int], content: int) -> None:
        """These documents are of that content."""
        self._begin()
        for document in documents:
            self.link.execute(
                "UPDATE documents SET (content, sha256, status, reason) = "
                "(SELECT id, sha256, status, reason FROM contents WHERE id = ?) WHERE id = ?", (content, document))
        self._written(len(documents))

    def refuse(self, document: int, status: str, reason: str) -> None:
        """A document that could not even be opened."""
        self._begin()
        self.link.execute("UPDATE documents SET status = ?, reason = ?, content = NULL, sha256 = NULL WHERE id = ?",
                          (status, harmless(reason), document))
        self._written()

    def keep(self, key: str, answer: dict[str, Any]) -> int:
        """An answer → the id of its content, whole or not at all. One under the same key is replaced."""
        self._begin()
        self.link.execute("SAVEPOINT answer")
        try:
            content = self._keep(key, answer)
        except BaseException:  # Ctrl-C comes between any two rows
            with suppress(sqlite3.Error):
                self.link.execute("ROLLBACK TO answer")
            raise
        self.link.execute("RELEASE answer")
        self._written()
        return content

    def _keep(self, key: str, answer: dict[str, Any]) -> int:
        sha = next((d for role, d in answer["digests"] if role == "contract"), "")
        found, suppressed = answer.get("found", ()), answer.get("suppressed", ())
        row = {"key": key, "run": self.run, "sha256": sha, "status": answer["status"],
               "reason": harmless(answer["reason"]), "findings": len(found), "suppressed": len(suppressed),
               **{name: _plain(answer[name]) for name in _PLAIN if name in answer}}
        content = self._content(row)
        for n, finding in enumerate(found):
            self._finding(content, n, finding)
        for table in BESIDE:
            for n, values in enumerate(answer.get(table, ())):
                marks = ", ?" * len(values)
                self.link.execute(f"INSERT INTO {table} VALUES (?, ?{marks})", (content, n, *map(_plain, values)))
        return content

    def _content(self, row: dict[str, Any]) -> int:
        """The row of a content, made or made anew with nothing below it; documents that have it say the same."""
        self.link.execute("DELETE FROM findings WHERE content = (SELECT id FROM contents WHERE key = :key)", row)
        for table in BESIDE:
            self.link.execute(f"DELETE FROM {table} WHERE content = (SELECT id FROM contents WHERE key = :key)", row)
        self.link.execute(
            f"INSERT INTO contents ({', '.join(row)}) VALUES ({', '.join(f':{n}' for n in row)}) "
            f"ON CONFLICT (key) DO UPDATE SET {', '.join(f'{n} = excluded.{n}' for n in row)}", row)
        content = int(self.link.execute("SELECT id FROM contents WHERE key = :key", row).fetchone()[0])
        self.link.execute("UPDATE documents SET status = :status, reason = :reason "
                          "WHERE content = :id AND status <> 'waiting'", {**row, "id": content})
        return content

    def _finding(self, content: int, n: int, f: dict[str, Any]) -> None:
        put = self.link.execute
        rule = self._rule(f["rule"], f["doctrine"], f["ground"])
        words = None if f["wording"] is None else self._words(f["wording"])
        put("INSERT INTO findings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (content, n, rule, f["severity"], f["effect"], f["confidence"], f["point"], words,
             self._shared("statements", "body", f["statement"])))
        self.link.executemany("INSERT INTO clauses VALUES (?, ?, ?, ?, ?, ?, ?, ?)", [
            (content, n, m, _plain(c["above"]), _plain(c["number"]), _plain(c["heading"]), c["start"], c["end"])
            for m, c in enumerate(f["clauses"])])
        self.link.executemany("INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?, ?)", [
            (content, n, m, e["element"], e["source"], e["start"], e["end"], self._words(e["quote"]))
            for m, e in enumerate(f["evidence"])])
        self.link.executemany("INSERT INTO cited VALUES (?, ?, ?, ?, ?, ?)", [
            (content, n, m, self._authority(a), a["role"], a["link"]) for m, a in enumerate(f["authorities"])])

    def _words(self, quote: str) -> int:
        return self._row("wordings", _plain(quote), ("quote",), (_plain(quote),))

    def _shared(self, table: str, column: str, body: str) -> int:
        """A text that many findings share; its id is remembered."""
        if table not in self._ids:
            self._ids[table] = lru_cache(maxsize=4096)(lambda text: self._row(table, text, (column,), (text,)))
        return self._ids[table](_plain(body))

    def _authority(self, a: dict[str, Any]) -> int:
        cite, summary = a["cite"], a["summary"]
        values = (a["id"], a["kind"], a["status"], cite["zh"], cite["en"], summary["zh"], summary["en"])
        names = ("authority", "kind", "status", "cite_zh", "cite_en", "summary_zh", "summary_en")
        return self._row("authorities", json.dumps(values, ensure_ascii=False), names, values)

    def _row(self, table: str, identity: str, columns: Sequence[str], values: Sequence[str]) -> int:
        """The id of the row of that identity, made if there is none."""
        name = hashlib.sha256(identity.encode("utf-8")).digest()[:16]
        row = self.link.execute(f"SELECT id FROM {table} WHERE digest = ?", (name,)).fetchone()
        if row is None:
            marks = ", ".join("?" * (len(columns) + 1))
            row = (self.link.execute(f"INSERT INTO {table} (digest, {', '.join(columns)}) VALUES ({marks})",
                                     (name, *values)).lastrowid,)
        return int(row[0])

    def _rule(self, *names: str) -> int:
        row = self.link.execute("SELECT id FROM rules WHERE rule = ? AND doctrine = ? AND ground = ?", names).fetchone()
        if row is None:
            row = (self.link.execute("INSERT INTO rules (rule, doctrine, ground) VALUES (?, ?, ?)", names).lastrowid,)
        return int(row[0])

    # --- the end ---
    def close(self, state: str) -> None:
        """End the run. When it is done, results that no document has any more are taken out."""
        self._begin()
        if state == "done":
            gone = self.link.execute(  # what another folder's waiting documents may need stays
                "DELETE FROM contents WHERE NOT EXISTS (SELECT 1 FROM documents d WHERE d.content = contents.id) "
                "AND NOT EXISTS (SELECT 1 FROM documents WHERE status = 'waiting')").rowcount
            if gone:
                self.link.execute("DELETE FROM wordings WHERE id NOT IN (SELECT wording FROM evidence) "
                                  "AND id NOT IN (SELECT wording FROM findings WHERE wording IS NOT NULL)")
                self.link.execute("DELETE FROM statements WHERE id NOT IN (SELECT statement FROM findings)")
        self.link.execute("UPDATE runs SET state = ?, ended = ? WHERE id = ?", (state, _now(), self.run))
        self.commit()
        if state == "done":
            self.link.execute("PRAGMA optimize")


def begin(link: sqlite3.Connection, folder: str, packs: Sequence[str], rulebook: str) -> Writer:
    """A new run."""
    cursor = link.execute(
        "INSERT INTO runs (folder, started, state, version, packs, rulebook) VALUES (?, ?, 'running', ?, ?, ?)",
        (to_text(folder), _now(), VERSION, ", ".join(packs), rulebook))
    return Writer(link, int(cursor.lastrowid or 0))


def harmless(text: str) -> str:
    """Text that any database takes: half of a surrogate pair becomes its escape."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _plain(value: Any) -> Any:
    return harmless(value) if isinstance(value, str) else value


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="seconds")
