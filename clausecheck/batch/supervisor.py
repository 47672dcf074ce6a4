"""Gives units to worker processes and always knows which document each one holds.

A pipe a worker, two units in flight on it: the first is being read, the second waits so that no worker stands idle. A
worker that dies or is late costs the unit it held, which becomes a row with the cause; the other one is given to the
next. Workers are forked from a clean server (Linux) or started fresh (elsewhere), never forked from this process.
"""

from __future__ import annotations

import json
import multiprocessing
import multiprocessing.process
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any

from clausecheck.batch.wishes import Wish
from clausecheck.errors import ClausecheckError

Unit = dict[str, Any]
Answer = dict[str, Any]
IN_FLIGHT = 2
START_SECONDS = 120.0
STARTS = 3  # workers that die one after another before they are ready: then something else is wrong
TICK = 0.1  # seconds


@dataclass(frozen=True, slots=True)
class Setup:
    """How agreements are read. `timeout`: seconds a document; `megabytes`: memory a worker."""

    packs: tuple[str, ...]
    workers: int = 1
    timeout: float = 60.0
    megabytes: int = 2048
    experimental: bool = False
    as_of: str | None = None

    @property
    def wish(self) -> Wish:
        """What is wanted of an agreement where nothing else is said."""
        return Wish(self.packs, self.experimental, self.as_of)


def work(pipe: Connection, setup: dict[str, Any]) -> None:
    """What a worker does: its reader is brought in there, not in the process that gives the orders."""
    from clausecheck.batch import worker

    worker.work(pipe, setup)


@dataclass(slots=True)
class _Worker:
    process: multiprocessing.process.BaseProcess
    pipe: Connection
    since: float  # when the unit at the head was begun, or the process started
    held: deque[Unit] = field(default_factory=deque)
    ready: bool = False
    full: bool = False  # has grown beyond its bound: gets no more


class Supervisor:
    """Workers under one roof: `with Supervisor(setup) as pool: for unit, answer in pool.run(units): …`"""

    def __init__(self, setup: Setup, tick: Callable[[], None] = lambda: None) -> None:
        self._setup = setup
        self._tick = tick
        self._workers: list[_Worker] = []
        self._failed_starts = 0
        method = "forkserver" if sys.platform.startswith("linux") else "spawn"
        self._context: Any = multiprocessing.get_context(method)

    def __enter__(self) -> Supervisor:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.pipe.close()
            worker.process.kill()
        for worker in self._workers:
            worker.process.join(5)
        self._workers.clear()

    def run(self, units: Iterable[Unit]) -> Iterator[tuple[Unit, Answer]]:
        """Every unit with its answer, as they come in. Workers start when the first unit is asked for.

        Raises ClausecheckError where workers cannot be started (a broken pack, no memory).
        """
        coming = iter(units)
        again: deque[Unit] = deque()
        more = True
        while True:
            more = self._feed(coming, again, more)
            if not more and not again and not any(w.held for w in self._workers):
                return
            ready = wait([w.pipe for w in self._workers], timeout=TICK)
            self._tick()
            for worker in list(self._workers):
                if worker.pipe in ready:
                    yield from self._hear(worker, again)
                elif time.monotonic() - worker.since > self._patience(worker):
                    yield from self._end(worker, again, "late", f"timed out after {self._setup.timeout:g} s")

    def _patience(self, worker: _Worker) -> float:
        if not worker.ready:
            return START_SECONDS
        return self._setup.timeout if worker.held else float("inf")

    def _feed(self, coming: Iterator[Unit], again: deque[Unit], more: bool) -> bool:
        """Fill every worker's pipe; start workers while there is work for them. False when nothing more comes."""
        while True:
            worker = min((w for w in self._workers if len(w.held) < IN_FLIGHT and not w.full),
                         key=lambda w: len(w.held), default=None)
            startable = len(self._workers) < self._setup.workers
            if worker is None and not startable:
                return more
            unit = again.popleft() if again else next(coming, None) if more else None
            if unit is None:
                return False
            if startable and (worker is None or worker.held):
                worker = self._start()
            assert worker is not None
            if not worker.held and worker.ready:
                worker.since = time.monotonic()
            worker.held.append(unit)
            with suppress(OSError):  # it is dead: its end of the pipe says so at the next look
                worker.pipe.send_bytes(json.dumps(unit).encode("ascii"))

    def _start(self) -> _Worker:
        if self._context.get_start_method() == "forkserver":
            _start_server(self._context)
        ours, theirs = multiprocessing.Pipe()
        setup = {"packs": self._setup.packs, "experimental": self._setup.experimental, "as_of": self._setup.as_of,
                 "timeout": self._setup.timeout, "megabytes": self._setup.megabytes}
        process = self._context.Process(target=work, args=(theirs, setup), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours, time.monotonic())
        self._workers.append(worker)
        return worker

    def _hear(self, worker: _Worker, again: deque[Unit]) -> Iterator[tuple[Unit, Answer]]:
        try:
            found = json.loads(worker.pipe.recv_bytes())
        except (EOFError, OSError):
            worker.process.join(5)
            yield from self._end(worker, again, "died", _cause(worker.process.exitcode))
            return
        worker.since = time.monotonic()
        if "error" in found:
            raise ClausecheckError(found["error"])
        if "ready" in found:
            worker.ready, self._failed_starts = True, 0
            return
        worker.full = worker.full or found.pop("rss") > self._setup.megabytes // 2
        yield worker.held.popleft(), found
        if worker.full and not worker.held:
            self._remove(worker)

    def _end(self, worker: _Worker, again: deque[Unit], status: str, cause: str) -> Iterator[tuple[Unit, Answer]]:
        """A worker is dead or must die: the unit it held is answered for it, the next one goes round again."""
        self._remove(worker)
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts >= STARTS:
                raise ClausecheckError(f"worker processes cannot be started: {STARTS} in a row ended at once ({cause})")
        elif worker.held:
            unit = worker.held.popleft()
            yield unit, {"id": unit["id"], "status": status, "reason": cause, "digests": []}
        again.extend(worker.held)

    def _remove(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.process.kill()
        worker.process.join(5)
        worker.pipe.close()


def _start_server(context: Any) -> None:
    """The clean process that workers are forked from, with their modules in it, found where this process finds them.

    It is started with SIGINT blocked, which they inherit: a terminal's Ctrl-C tells the whole group, and a worker that
    is only just starting would answer it with a traceback.
    """
    from multiprocessing.forkserver import ensure_running
    from multiprocessing.resource_tracker import ensure_running as ensure_tracker

    given = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    ensure_tracker()  # it unblocks SIGINT where it is started
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        context.set_forkserver_preload(["clausecheck.batch.worker"])
        ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        if given is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = given


def _cause(code: int | None) -> str:
    """How a process ended, in words."""
    if code is None or code >= 0:
        return f"its worker ended (exit code {code})"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    hint = ": out of memory, or stopped from outside" if name == "SIGKILL" else ""
    return f"its worker died ({name}{hint})"
