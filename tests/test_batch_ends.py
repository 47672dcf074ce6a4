"""How a scan may end: killed, interrupted, out of disk. What was answered stays, nothing is counted twice, it goes on."""

from __future__ import annotations

import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from clausecheck.batch import writing
from clausecheck.batch.reading import answer
from clausecheck.batch.scanning import Progress, kept_run, scan
from clausecheck.batch.store import StoreError, only_writer
from clausecheck.batch.supervisor import Setup
from clausecheck.batch.wishes import Wish
from clausecheck.checker import DEFAULT_PACKS

ROOT = Path(__file__).parent.parent
DOCUMENTS = 900  # some seconds of work, so that an end comes before the end
SETUP = Setup(DEFAULT_PACKS, 2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "f").mkdir()
    for n in range(DOCUMENTS):
        (tmp_path / "f" / f"{n:04}.txt").write_text(f"第一条 总价{n + 1}00000元，定金10,000元。\n第二条 任何情况下定金概不退还。\n", encoding="utf-8")
    return tmp_path / "f"


def start(folder: Path, *more: str, limit: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    def prepare() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell lets what it runs in the background ignore it
        if limit is not None:
            limit()

    command = [sys.executable, "-m", "clausecheck", "scan", str(folder), "--store", "s.db", "--workers", "2", *more]
    return subprocess.Popen(command, cwd=folder.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=prepare,
                            env={**os.environ, "PYTHONPATH": str(ROOT)}, start_new_session=True)


def when_done(store: Path, documents: int, process: subprocess.Popen[str]) -> None:
    """Wait until the store holds that many results, as any reader sees it, or the scan is over."""
    while process.poll() is None:
        try:
            with closing(sqlite3.connect(f"{store.as_uri()}?mode=ro", uri=True)) as link:
                if link.execute("SELECT count(*) FROM contents").fetchone()[0] >= documents:
                    return
        except sqlite3.Error:
            pass
        threading.Event().wait(0.02)


def counts(store: Path) -> dict[str, int]:
    with closing(sqlite3.connect(store)) as link:
        return {
            "sound": link.execute("PRAGMA integrity_check").fetchone()[0] == "ok" and not link.execute("PRAGMA foreign_key_check").fetchall(),
            "documents": link.execute("SELECT count(*) FROM documents WHERE status = 'checked'").fetchone()[0],
            "contents": link.execute("SELECT count(*) FROM contents").fetchone()[0],
            "findings": link.execute("SELECT count(*) FROM findings").fetchone()[0],
        }


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> int:
    """Findings of one such agreement."""
    place = tmp_path_factory.mktemp("one")
    (place / "f").mkdir()
    (place / "f" / "a.txt").write_text("第一条 总价100,000元，定金10,000元。\n第二条 任何情况下定金概不退还。\n", encoding="utf-8")
    scan(str(place / "f"), str(place / "s.db"), Setup(DEFAULT_PACKS, 1))
    return counts(place / "s.db")["findings"]


def hold_complete(store: Path, each: int) -> None:
    assert counts(store) == {"sound": True, "documents": DOCUMENTS, "contents": DOCUMENTS, "findings": DOCUMENTS * each}


def test_killed_at_random_moments_and_resumed_nothing_is_lost_or_double(folder: Path, whole: int) -> None:
    store, dice = folder.parent / "s.db", random.Random(5)
    for at in sorted(dice.sample(range(1, DOCUMENTS - 8), 2)):
        process = start(folder)
        when_done(store, at, process)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        assert counts(store)["sound"]
    before = counts(store)["contents"]
    progress = Progress()
    scan(str(folder), str(store), SETUP, progress=progress)
    assert progress.read == DOCUMENTS - before  # what was kept is not read again
    hold_complete(store, whole)


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_stopped_it_keeps_what_is_done_says_so_and_leaves_no_process(folder: Path, whole: int, sign: signal.Signals) -> None:
    store = folder.parent / "s.db"
    process = start(folder)
    when_done(store, 5, process)
    os.killpg(process.pid, sign) if sign == signal.SIGINT else os.kill(process.pid, sign)  # a terminal tells the whole group
    _, said = process.communicate()
    assert process.returncode == 130
    assert said.startswith("clausecheck: stopped: ")
    assert "the same command goes on from there" in said
    assert len(said.splitlines()) == 1
    with pytest.raises(ProcessLookupError):
        for _ in range(500):
            os.killpg(process.pid, 0)  # until the last of them is gone
            threading.Event().wait(0.01)
    scan(str(folder), str(store), SETUP)
    hold_complete(store, whole)


def test_a_full_disk_is_one_sentence_and_the_store_is_sound(folder: Path, whole: int) -> None:
    """A limit on the length of files stands in for the end of the disk."""
    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (160_000, 160_000))

    store = folder.parent / "s.db"
    process = start(folder, limit=small)
    _, said = process.communicate()
    assert process.returncode == 2
    assert "s.db cannot be written" in said
    assert "give the same command again" in said
    assert len(said.splitlines()) == 1
    assert counts(store)["sound"]
    scan(str(folder), str(store), SETUP)
    hold_complete(store, whole)


def test_two_scans_do_not_write_to_one_store(folder: Path) -> None:
    store = str(folder.parent / "s.db")
    with only_writer(store), pytest.raises(StoreError, match="another scan is writing"):
        scan(str(folder), store, SETUP)
    assert not Path(f"{store}.lock").exists()


def test_files_that_vanish_while_the_scan_runs_are_rows(folder: Path) -> None:
    progress = Progress()

    def vanish(now: Progress) -> None:
        if now.total is not None:
            for name in ("0000.txt", "0012.txt", f"{DOCUMENTS - 1:04}.txt"):
                (folder / name).unlink(missing_ok=True)

    progress.report = vanish
    scan(str(folder), str(folder.parent / "s.db"), SETUP, progress=progress)
    with sqlite3.connect(folder.parent / "s.db") as link:
        rows = dict(link.execute("SELECT reason, count(*) FROM documents GROUP BY 1").fetchall())
    link.close()
    assert rows == {"": DOCUMENTS - 3, "it was gone when its turn came": 3}


def test_an_answer_that_is_interrupted_is_kept_whole_or_not_at_all(folder: Path, whole: int, monkeypatch: pytest.MonkeyPatch) -> None:
    store = str(folder.parent / "s.db")
    unit = {"id": 1, "sources": [["contract", str(folder / "0000.txt")]], "report": None, "wish": Wish(DEFAULT_PACKS).plain()}
    read = answer(unit, Wish(DEFAULT_PACKS))
    sound, calls = writing.Writer._finding, []

    def stopped(writer: writing.Writer, *given: Any) -> None:
        sound(writer, *given)
        calls.append(given)
        if len(calls) == 1:
            raise KeyboardInterrupt

    monkeypatch.setattr(writing.Writer, "_finding", stopped)
    with kept_run(str(folder), store, SETUP, "book") as writer:
        with pytest.raises(KeyboardInterrupt):
            writer.keep("key", read)
        assert _rows(writer) == [0, 0]
    with kept_run(str(folder), store, SETUP, "book") as writer:
        writer.keep("key", read)
        assert _rows(writer) == [1, whole]


def _rows(writer: writing.Writer) -> list[int]:
    return [writer.link.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("contents", "findings")]
