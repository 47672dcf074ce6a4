"""What commands share: errors as one sentence, formats, files written whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from clausecheck.errors import ClausecheckError, UsageError

if TYPE_CHECKING:
    from clausecheck.findings import Report
    from clausecheck.lexicon import Lexicon
    from clausecheck.rulebook import Rulebook

SHORT = "short"  # one line a finding: a manner of the terminal format


def say(sentence: str) -> None:
    """One line on stderr, harmless whatever a file is called."""
    typer.echo(f"clausecheck: {harmless_line(sentence)}", err=True)


def harmless_line(text: str) -> str:
    """A line for stdout with whatever could act on a terminal made visible."""
    from clausecheck.reports.harmless import inline

    return inline(text)


def harmless_row(text: str) -> str:
    """`harmless_line` for a row of a table: its columns stay where they are."""
    from clausecheck.reports.harmless import visible

    return visible(text).replace("\n", "␊").replace("\t", " ")


def say_broken(book: Rulebook) -> bool:
    """Say which of the wanted packs are broken and were left out; True if there are any: the exit code is then 2."""
    for broken in book.broken:
        say(str(broken))
    return bool(book.broken)


def words_of(packs: Sequence[str]) -> Lexicon:
    """The words that ship and those of packs, whatever is wrong with their rules. Raises PackError."""
    from clausecheck.checker import DEFAULT_PACKS
    from clausecheck.rulebook import open_lexicon
    from clausecheck.rulefiles.origins import pack_folder

    return open_lexicon(tuple(pack_folder(name) for name in packs or DEFAULT_PACKS))


@contextmanager
def sentences() -> Iterator[None]:
    """Turn what goes wrong on purpose into one sentence and exit code 2; a closed pipe ends in silence."""
    try:
        yield
    except ClausecheckError as error:
        say(str(error))
        raise typer.Exit(2) from error
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None


def known_format(name: str) -> str:
    """The format's name, or UsageError with the list."""
    from clausecheck.reports import FORMATS

    if name not in (*FORMATS, SHORT):
        raise UsageError(f"unknown format {name!r} (known: {', '.join((*FORMATS, SHORT))})")
    return name


def render(reports: Sequence[Report], format: str, language: str, *, terminal: bool = False,
           lawyer: bool = False) -> str:
    """Reports in one format. `terminal`: colours and the window's width may be used; `lawyer`: what the seller may
    answer is said in a terminal, too. Raises UsageError where the
    format holds one report only and there are several."""
    if format == "json":
        from clausecheck.reports import json

        return json.dumps(reports)
    if format in ("terminal", SHORT):
        from clausecheck.reports import terminal as screen

        width, colour = _window() if terminal else (80, False)
        parts = [screen.render(r, language, width=width, colour=colour, short=format == SHORT, lawyer=lawyer)
                 for r in reports]
        return ("" if format == SHORT else "\n").join(parts)
    if len(reports) != 1:
        raise UsageError(f"a {format} file holds one report: check the files one by one, or use json")
    from clausecheck.reports import render as one

    return str(one(reports[0], format, language))


def _window() -> tuple[int, bool]:
    """Width in cells and whether colours are welcome."""
    return shutil.get_terminal_size().columns, _colour()


def _colour() -> bool:
    """Are colours welcome? Not where NO_COLOR is set (https://no-color.org), nor on a dumb terminal."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def colour_welcome() -> bool:
    """May what goes to stdout have colours?"""
    return sys.stdout.isatty() and _colour()


def window_width() -> int:
    """Cells of the terminal's line."""
    return shutil.get_terminal_size().columns


def write(path: str, text: str) -> None:
    """Write a file whole or not at all. Raises UsageError with the system's reason."""
    with whole(path) as aside, aside.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        file.write(text)


@contextmanager
def whole(path: str) -> Iterator[Path]:
    """A file beside `path` to be written; it takes its place when all went well and is gone when not.

    A link is followed. Raises UsageError with the system's reason, and for a device, a pipe or a folder.
    """
    target = Path(os.path.realpath(path))
    if os.path.lexists(target) and not os.path.isfile(target):
        raise UsageError(f"{path} cannot be written: it is no regular file")
    try:
        handle, name = tempfile.mkstemp(dir=target.parent or ".", prefix=f".{target.name}.")
        os.close(handle)
        try:
            yield Path(name)
            os.chmod(name, 0o644)
            os.replace(name, target)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}") from error
