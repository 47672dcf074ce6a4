"""Chunks and parts: named by what was read, read once, the same store as a plain scan; and a real scheduler, one worker killed."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import fsspec
import pytest
from pyarrow import parquet
from typer.testing import CliRunner

from clausecheck.batch import parts
from clausecheck.batch.machines import dask, here, scan_in_parts
from clausecheck.batch.scanning import Progress, scan
from clausecheck.batch.supervisor import Setup
from clausecheck.batch.wishes import Wishes
from clausecheck.batch.worklist import walk
from clausecheck.checker import DEFAULT_PACKS
from clausecheck.cli.app import app
from clausecheck.errors import ClausecheckError, UsageError

ROOT = Path(__file__).parent.parent
SETUP = Setup(DEFAULT_PACKS, 1)
TEXT = "第一条 总价{n}00000元，定金10000元。\n第二条 任何情况下定金概不退还。\n"


def fill(folder: Path, count: int) -> Path:
    folder.mkdir()
    for n in range(1, count + 1):
        (folder / f"{n:03}.txt").write_text(TEXT.format(n=n), encoding="utf-8")
    return folder


def results(store: Path) -> list[tuple]:
    with sqlite3.connect(store) as link:
        found = link.execute(
            "SELECT d.path, d.status, d.reason, d.sha256, c.points, c.findings, (SELECT count(*) FROM evidence e WHERE "
            "e.content = c.id) FROM documents d LEFT JOIN contents c ON c.id = d.content ORDER BY 1").fetchall()
    link.close()
    return found


def in_parts(folder: Path | str, store: Path, where: Path | str, reader=here) -> int:
    progress = Progress()
    scan_in_parts(str(folder), str(store), SETUP, str(where), reader, size=2, progress=progress)
    return progress.read


def test_parts_and_a_plain_scan_make_the_same_store(tmp_path: Path) -> None:
    folder = fill(tmp_path / "f", 3)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "001.promised.txt").write_text("定金随时可退。", encoding="utf-8")
    (folder / "other.yaml").write_text("a: 1\n", encoding="utf-8")
    assert in_parts(folder, tmp_path / "parts.db", tmp_path / "p") == 4
    scan(str(folder), str(tmp_path / "plain.db"), SETUP)
    assert results(tmp_path / "parts.db") == results(tmp_path / "plain.db")
    assert len(list((tmp_path / "p").iterdir())) == 2
    # what is there is not read again; a new file makes the parts anew that it stands in
    assert in_parts(folder, tmp_path / "again.db", tmp_path / "p") == 0
    assert results(tmp_path / "again.db") == results(tmp_path / "plain.db")
    (folder / "003.txt").write_text(TEXT.format(n=9), encoding="utf-8")
    assert in_parts(folder, tmp_path / "again.db", tmp_path / "p") == 2


def test_parts_can_be_asked_as_they_are(tmp_path: Path) -> None:
    in_parts(fill(tmp_path / "f", 2), tmp_path / "s.db", tmp_path / "p")
    (part,) = (tmp_path / "p").iterdir()
    table = parquet.read_table(part)
    assert table.column_names == list(parts.COLUMNS)
    assert [Path(p).name for p in table["path"].to_pylist()] == ["001.txt", "002.txt"]
    assert min(table["points"].to_pylist()) >= 1


def test_a_folder_and_parts_anywhere_that_fsspec_reaches(tmp_path: Path) -> None:
    """In one process, for memory:// is seen by nobody else: so the units are read here."""
    memory = fsspec.filesystem("memory")
    memory.pipe_file("/agreements/sub/a.txt", TEXT.format(n=1).encode())
    memory.pipe_file("/agreements/a.promised.txt", b"We refund every deposit.")
    memory.pipe_file("/agreements/a.txt", TEXT.format(n=2).encode())
    entries = list(walk("memory://agreements"))
    assert [e.path for e in entries] == ["memory:///agreements/a.txt", "memory:///agreements/sub/a.txt"]
    assert [role for role, _ in entries[0].sources] == ["contract", "promised"]
    (before,) = parts.chunks(entries, 9)
    parts._write("memory://parts", before.name, [])
    assert parts.present("memory://parts") == {before.name}
    assert parts.answers("memory://parts", before.name) == []
    memory.pipe_file("/agreements/a.txt", TEXT.format(n=33).encode())
    (after,) = parts.chunks(walk("memory://agreements"), 9)
    assert after.name != before.name
    with pytest.raises(UsageError, match="no such folder"):
        list(walk("memory://nowhere"))


def test_local_urls_are_read_by_workers(tmp_path: Path) -> None:
    folder = fill(tmp_path / "f", 2)
    assert in_parts(folder.as_uri(), tmp_path / "s.db", (tmp_path / "p").as_uri()) == 2
    assert [row[1] for row in results(tmp_path / "s.db")] == ["checked", "checked"]


def test_a_damaged_part_is_one_sentence(tmp_path: Path) -> None:
    folder = fill(tmp_path / "f", 1)
    in_parts(folder, tmp_path / "s.db", tmp_path / "p")
    (part,) = (tmp_path / "p").iterdir()
    part.write_bytes(b"PAR1 and nothing more")
    with pytest.raises(ClausecheckError, match="delete it, and the next scan makes it again"):
        in_parts(folder, tmp_path / "s.db", tmp_path / "p")


def test_a_machine_with_other_rules_refuses(tmp_path: Path) -> None:
    entries = [replace(e, book="of another version") for e in Wishes(SETUP.wish).each(walk(str(fill(tmp_path / "f", 1))))]
    (chunk,) = parts.chunks(entries, 9)
    with pytest.raises(UsageError, match="other rules"):
        parts.read_chunk(parts.order(chunk, str(tmp_path / "p"), SETUP))
    assert not (tmp_path / "p").exists()


@pytest.mark.parametrize(("arguments", "sentence"), [
    (["--engine", "dask://localhost:1"], "--engine and --resume go with --parts"), (["--resume"], "go with --parts"),
    (["--engine", "ray://localhost:1", "--parts", "p"], "--engine is dask://HOST:PORT"),
    (["--parts", "p"], "go with --parts"), (["--resume", "--parts", "p", "--reports", "r"], "without --reports")])
def test_a_wrong_call_is_one_sentence(tmp_path: Path, arguments: list[str], sentence: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.chdir(tmp_path)
    fill(tmp_path / "f", 1)
    result = CliRunner().invoke(app, ["scan", "f", *arguments])
    assert result.exit_code == 2
    assert sentence in result.stderr


# --- a real scheduler ---
@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and two workers, each a process of its own: its address, and the workers."""
    pytest.importorskip("distributed")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "10"}
    file = tmp_path / "scheduler.json"

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-m", *arguments], env=environment, cwd=tmp_path, stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL, start_new_session=True)

    processes = [start("distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))]
    try:
        while not file.exists():
            assert processes[0].poll() is None
            threading.Event().wait(0.05)
        workers = [start("distributed.cli.dask_worker", "--scheduler-file", str(file), "--nthreads", "1", "--no-dashboard",
                         "--no-nanny") for _ in range(2)]
        processes += workers
        import distributed

        with distributed.Client(scheduler_file=str(file), set_as_default=False) as client:
            client.wait_for_workers(2, timeout=120)
            address = client.scheduler.address.replace("tcp://", "dask://")
        yield address, workers
    finally:
        for process in processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.mark.engine
@pytest.mark.filterwarnings("default")
def test_one_of_two_workers_is_killed_and_every_document_counts_once(tmp_path: Path, cluster) -> None:
    address, workers = cluster
    folder = fill(tmp_path / "f", 40)
    progress = Progress()

    def kill(now: Progress) -> None:
        if now.done >= 6 and workers[0].poll() is None:
            os.kill(workers[0].pid, signal.SIGKILL)
            workers[0].wait()

    progress.report = kill
    scan_in_parts(str(folder), str(tmp_path / "s.db"), SETUP, str(tmp_path / "p"), dask(address), size=2, progress=progress)
    assert workers[0].returncode == -signal.SIGKILL
    assert len(parts.present(str(tmp_path / "p"))) == 20
    rows = results(tmp_path / "s.db")
    assert len(rows) == 40
    assert {row[1] for row in rows} == {"checked"}
    assert progress.done == 40


@pytest.mark.engine
@pytest.mark.filterwarnings("default")
def test_no_scheduler_is_one_sentence(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    with pytest.raises(UsageError, match="no dask scheduler answers at dask://127.0.0.1:1"):
        in_parts(fill(tmp_path / "f", 1), tmp_path / "s.db", tmp_path / "p", dask("dask://127.0.0.1:1"))
