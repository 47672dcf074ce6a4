"""The supervisor: a document that kills, hangs or eats its worker is one row with its cause, and the others go on.

The hostile documents are told by their names: a worker of the tests obeys them before it reads.
"""

from __future__ import annotations

import json
import os
import signal
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from clausecheck.batch import supervisor
from clausecheck.batch.supervisor import Setup, Supervisor
from clausecheck.batch.worker import work
from clausecheck.checker import DEFAULT_PACKS
from clausecheck.errors import ClausecheckError


def obedient(pipe: Connection, setup: dict[str, Any]) -> None:
    """A worker that does what its orders say instead of reading files."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pipe.send_bytes(b'{"ready": 1}')
    while True:
        try:
            unit = json.loads(pipe.recv_bytes())
        except EOFError:
            return
        if unit["do"] == "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        elif unit["do"] == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        elif unit["do"] == "leave":
            os._exit(3)
        elif unit["do"] == "hang":
            while True:
                time.sleep(1)
        pipe.send_bytes(json.dumps({"id": unit["id"], "status": "checked", "reason": "", "digests": [],
                                    "rss": 10**6 if unit["do"] == "grow" else 1, "pid": os.getpid()}).encode())


def stillborn(pipe: Connection, setup: dict[str, Any]) -> None:
    os._exit(7)


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch):
    return lambda function: monkeypatch.setattr(supervisor, "work", function)


def outcome(orders: list[str], workers: int = 2, timeout: float = 0.5) -> dict[int, dict[str, Any]]:
    units = [{"id": n, "do": what} for n, what in enumerate(orders)]
    with Supervisor(Setup((), workers, timeout)) as pool:
        found = [(unit["id"], answer) for unit, answer in pool.run(units)]
    assert sorted(n for n, _ in found) == list(range(len(orders)))  # each once
    return dict(found)


def test_bad_documents_cost_themselves_and_no_other(worker) -> None:
    worker(obedient)
    orders = ["well"] * 20
    orders[3], orders[9], orders[10], orders[15] = "crash", "kill", "hang", "leave"
    found = outcome(orders)
    assert [n for n, a in found.items() if a["status"] == "checked"].__len__() == 16
    assert found[3]["reason"] == "its worker died (SIGSEGV)"
    assert found[9]["reason"] == "its worker died (SIGKILL: out of memory, or stopped from outside)"
    assert (found[10]["status"], found[10]["reason"]) == ("late", "timed out after 0.5 s")
    assert found[15]["reason"] == "its worker ended (exit code 3)"


def test_a_run_of_nothing_but_bad_documents_ends(worker) -> None:
    worker(obedient)
    assert {a["status"] for a in outcome(["crash"] * 6).values()} == {"died"}


def test_a_worker_that_has_grown_is_replaced(worker) -> None:
    worker(obedient)
    found = outcome(["grow", "well", "well", "well"], workers=1, timeout=30)
    assert all(a["status"] == "checked" for a in found.values())
    assert len({a["pid"] for a in found.values()}) == 2


def test_workers_that_never_start_are_one_sentence(worker) -> None:
    worker(stillborn)
    with pytest.raises(ClausecheckError, match=r"cannot be started: 3 in a row ended at once \(its worker ended \(exit code 7\)\)"):
        outcome(["well"] * 3)


def test_a_broken_pack_is_one_sentence(tmp_path: Path, worker) -> None:
    worker(work)
    with pytest.raises(ClausecheckError, match="no pack 'nope'"), Supervisor(Setup(("nope",))) as pool:
        list(pool.run([{"id": 1, "sources": []}]))


def test_no_process_is_left_when_the_run_is_broken_off(worker) -> None:
    worker(obedient)
    with pytest.raises(KeyboardInterrupt), Supervisor(Setup((), 2, 60)) as pool:
        for n, _ in enumerate(pool.run({"id": n, "do": "well" if n < 4 else "hang"} for n in range(9))):
            processes = [w.process for w in pool._workers]
            if n == 3:
                raise KeyboardInterrupt
    assert processes
    assert not any(p.is_alive() for p in processes)


def test_units_are_asked_for_only_as_they_are_needed(worker) -> None:
    """The work list may be longer than memory."""
    worker(obedient)
    asked = []

    def units():
        for n in range(1_000):
            asked.append(n)
            yield {"id": n, "do": "well"}

    with Supervisor(Setup((), 2, 60)) as pool:
        for n, _ in enumerate(pool.run(units())):
            assert len(asked) <= n + 1 + 2 * 2
            if n == 50:
                break


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not tell which signals a process blocks")
def test_a_worker_that_is_only_starting_does_not_hear_ctrl_c() -> None:
    with Supervisor(Setup(DEFAULT_PACKS)) as pool:
        worker = pool._start()
        status = Path(f"/proc/{worker.process.pid}/status").read_text(encoding="ascii")
    blocked = int(next(line for line in status.splitlines() if line.startswith("SigBlk:")).split()[1], 16)
    assert blocked & 1 << (signal.SIGINT - 1)
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])  # we do
