"""The process that reads agreements: orders come in and answers go out as JSON over one pipe, until it is closed."""

from __future__ import annotations

import json
import os
import signal
import sys
from multiprocessing.connection import Connection
from typing import Any

from clausecheck.batch.reading import answer
from clausecheck.batch.wishes import Wish
from clausecheck.errors import ClausecheckError
from clausecheck.settings.applying import book_for


def work(pipe: Connection, setup: dict[str, Any]) -> None:
    """Say `{"ready": …}` or `{"error": sentence}`, then answer one unit after the other.

    `setup`: packs, experimental, as_of (ISO day or None), timeout (seconds), megabytes.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who gives the orders
    _limit(setup["megabytes"])
    sys.setrecursionlimit(5_000)
    base = Wish(tuple(setup["packs"]), setup["experimental"], setup["as_of"])
    try:
        book_for(base.settings())
    except ClausecheckError as error:
        _send(pipe, {"error": str(error)})
        return
    try:
        _send(pipe, {"ready": os.getpid()})
        while True:
            unit = json.loads(pipe.recv_bytes())
            # whoever gave the order kills a late worker; should he be dead himself, the system's alarm clock does
            _alarm(2 * setup["timeout"] + 10)
            found = answer(unit, base)
            _alarm(0)
            _send(pipe, {**found, "rss": resident()})
    except (EOFError, OSError):
        return


def _send(pipe: Connection, found: dict[str, Any]) -> None:
    pipe.send_bytes(json.dumps(found, separators=(",", ":")).encode("ascii"))


def _alarm(seconds: float) -> None:
    if hasattr(signal, "alarm"):
        signal.alarm(int(seconds))


def _limit(megabytes: int) -> None:
    """Address space, where the system knows such a limit; no core files."""
    try:
        import resource
    except ImportError:
        return
    for limit, value in ((resource.RLIMIT_AS, megabytes * 2**20), (resource.RLIMIT_CORE, 0)):
        try:
            hard = resource.getrlimit(limit)[1]
            resource.setrlimit(limit, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
        except (ValueError, OSError):
            continue


def resident() -> int:
    """Megabytes of this process that are in memory; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 20
    except (OSError, ValueError, AttributeError):
        return 0
