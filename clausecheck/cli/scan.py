"""`clausecheck scan FOLDER`: every agreement of a folder into one store."""

from __future__ import annotations

import json
import os
import signal
from contextlib import closing
from typing import TYPE_CHECKING

import typer

from clausecheck.cli import options, output
from clausecheck.cli.portfolio import known_page, write_page
from clausecheck.errors import UsageError

if TYPE_CHECKING:
    from clausecheck.batch.summary import Summary

STORE = "clausecheck.db"
_BAR = 30  # cells of the longest bar


def scan(
    folder: str = typer.Argument(..., metavar="FOLDER", help="A folder of agreements, with all below it."),
    store: str = typer.Option(STORE, "--store", metavar="FILE", help="The SQLite file that keeps the results."),
    workers: int = typer.Option(0, "--workers", metavar="N", help="Processes that read (0: one a core)."),
    timeout: float = typer.Option(60.0, "--timeout", metavar="SECONDS", help="Longest time for one agreement."),
    memory: int = typer.Option(2048, "--memory", metavar="MB", help="Most memory for one process."),
    reports: str | None = typer.Option(None, "--reports", metavar="DIR",
                                       help="Write each agreement's own HTML report into DIR."),
    engine: str | None = typer.Option(None, "--engine", metavar="dask://HOST:PORT",
                                      help="Let the workers of a dask scheduler read (needs --parts)."),
    parts: str | None = typer.Option(None, "--parts", metavar="DIR|URL",
                                     help="Where an engine's Parquet parts go: a place that all machines see."),
    chunk: int = typer.Option(200, "--chunk", metavar="N", help="Agreements in a part."),
    resume: bool = typer.Option(False, "--resume", help="Take the parts in --parts; read here what has none."),
    output_file: str | None = typer.Option(None, "-o", "--output", metavar="FILE",
                                           help="Write one HTML page of all agreements."),
    lang: str | None = typer.Option(None, "--lang", help="Language of that page: zh or en (most agreements')."),
    format: str = typer.Option("terminal", "--format", help="The summary on stdout: terminal or json."),
    fail_on: str | None = options.FAIL_ON,
    as_of: str | None = typer.Option(None, "--as-of", metavar="DATE", help="Day the contracts were concluded."),
    pack: list[str] = options.PACK,
    experimental: bool = options.EXPERIMENTAL,
    sector: str | None = options.SECTOR,
    buyer: str | None = options.BUYER,
    suppressions: str | None = options.SUPPRESSIONS,
    baseline: str | None = options.BASELINE,
    no_config: bool = options.NO_CONFIG,
) -> None:
    """Check every agreement in FOLDER; results go into one SQLite file that `clausecheck query` asks.

    What has not changed is not read again; a scan that ended early is gone on with by the same command. Exit code 0:
    no point at or above --fail-on; 1: some; 2: usage, or a file that was not checked; 130: stopped by Ctrl-C.
    """
    import sqlite3

    with output.sentences():
        if format not in ("terminal", "json"):
            raise UsageError(f"--format of a scan is terminal or json, not {format!r}")
        if workers < 0 or timeout <= 0 or memory < 256:
            raise UsageError("--workers is 0 or more, --timeout more than 0 seconds, --memory at least 256 MB")
        if output_file is not None:
            known_page(output_file, lang)
        if (engine is not None or resume) != (parts is not None) or (parts is not None and reports is not None):
            raise UsageError("--engine and --resume go with --parts, and --parts goes without --reports")
        given = {"fail-on": fail_on, "as-of": as_of, "packs": pack, "experimental": experimental, "sector": sector,
                 "buyer": buyer, "suppressions": suppressions, "baseline": baseline}
        from clausecheck.batch.files import is_url
        from clausecheck.batch.scanning import Progress
        from clausecheck.batch.scanning import scan as run
        from clausecheck.batch.store import open_readonly
        from clausecheck.batch.summary import looked_at, summary
        from clausecheck.batch.supervisor import Setup
        from clausecheck.cli.progress import Bar
        from clausecheck.wanted import Wanted

        wanted = Wanted(given, no_config)
        whole = wanted.for_file(folder, files=not is_url(folder))
        setup = Setup(whole.packs, workers or _cores(), timeout, memory, whole.experimental,
                      None if whole.as_of is None else whole.as_of.isoformat())
        bar = Bar()
        progress = Progress(bar)
        _end_like_ctrl_c()
        try:
            if parts is None:
                number = run(folder, store, setup, progress=progress, pages=reports, wanted=wanted)
            else:
                from clausecheck.batch import machines

                reader = machines.here if engine is None else machines.dask(engine)
                number = machines.scan_in_parts(folder, store, setup, parts, reader, size=max(1, chunk),
                                                progress=progress, wanted=wanted)
        except KeyboardInterrupt:
            bar.clear()
            output.say(f"stopped: {progress.done:,} of {progress.total or progress.listed:,} done and kept in {store}; "
                       "the same command goes on from there")
            raise typer.Exit(130) from None
        finally:
            bar.clear()
        try:
            with closing(open_readonly(store)) as link:
                found = summary(link, number)
                looked_at(link, number, wanted.side_files())
                if output_file is not None:
                    write_page(link, output_file, reports, lang)
        except sqlite3.Error as error:
            raise UsageError(f"{store} cannot be read: {error}") from None
        if format == "json":
            from dataclasses import asdict

            from clausecheck.reports.harmless import json_safe

            typer.echo(json_safe(json.dumps(asdict(found), ensure_ascii=False, indent=2, sort_keys=True)))
        else:
            typer.echo("\n".join(map(output.harmless_row, _lines(found, progress.read, store))))
        for sentence in (*found.broken, *wanted.warnings()):
            output.say(sentence)
        raise typer.Exit(found.code())


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _end_like_ctrl_c() -> None:
    """A polite end from outside (a time limit, a shutdown) is taken as Ctrl-C: what is done is kept."""
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    if hasattr(signal, "SIGTERM"):
        signal.signal(signal.SIGTERM, stop)


def _lines(found: Summary, read: int, store: str) -> list[str]:
    """The summary as lines for a terminal."""
    documents = sum(n for state, n in found.states.items() if state not in ("passed over", "gone"))
    total = sum(found.points.values())
    lines = [
        f"{documents:,} agreements: {found.with_points:,} with points, {found.trouble:,} not checked; "
        f"{read:,} read now",
        f"{total:,} points: " + ", ".join(f"{n:,} {level}" for level, n in found.points.items()),
        *([f"{found.suppressed:,} findings suppressed on request"] if found.suppressed else []),
    ]
    if found.doctrines:
        longest = max(len(d) for d, _ in found.doctrines)
        most = found.doctrines[0][1]
        lines += ["", "agreements by doctrine",
                  *(f"  {d:{longest}s} {'#' * max(1, n * _BAR // most):{_BAR}s} {n:,}" for d, n in found.doctrines)]
    if found.worst:
        lines += ["", "most and gravest points (high, medium, low)",
                  *(f"  {h:3d} {m:3d} {low:3d}  {path}" for path, h, m, low in found.worst)]
    if found.refused:
        more = found.trouble - len(found.refused)
        lines += ["", "not checked", *(f"  {path}: {why}" for path, why in found.refused),
                  *([f"  and {more:,} more: clausecheck query {store} not-checked"] if more else [])]
    if found.states.get("passed over"):
        lines += ["", f"{found.states['passed over']:,} names passed over (links to folders, pipes, other YAML files)"]
    return [*lines, "", f"ask further: clausecheck query {store}"]
