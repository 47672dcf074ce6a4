"""Reports: one file a format, each `render(report, language) -> str | bytes`; nothing here reads contracts or rules."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from importlib import import_module
from pathlib import PurePath

from clausecheck.errors import UsageError
from clausecheck.findings import Report

FORMATS: dict[str, tuple[str, ...]] = {  # name (also its module) → suffixes of files that are written so
    "terminal": (".txt",),
    "json": (".json",),
    "html": (".html", ".htm"),
    "markdown": (".md", ".markdown"),
    "sarif": (".sarif",),
}


def renderer(name: str) -> Callable[..., str | bytes]:
    """The `render` function of a format, imported only now. Raises UsageError for a name that is not one."""
    if name not in FORMATS:
        close = get_close_matches(name, FORMATS, 1)
        hint = f"; did you mean {close[0]}?" if close else f"; there are {', '.join(FORMATS)}"
        raise UsageError(f"no report format is called {name!r}{hint}")
    found: Callable[..., str | bytes] = import_module(f"{__name__}.{name}").render
    return found


def render(report: Report, name: str, language: str = "zh") -> str | bytes:
    """`report` in the format `name`, written in `language` ("zh" or "en")."""
    return renderer(name)(report, language)


def language_of(report: Report) -> str:
    """The language of a report where none was asked for: the contract's, or English."""
    return "zh" if report.sources[0].language == "zh" else "en"


def format_of(path: str) -> str:
    """The format that a file's suffix asks for. Raises UsageError where none has it."""
    suffix = PurePath(path).suffix.lower()
    for name, suffixes in FORMATS.items():
        if suffix in suffixes:
            return name
    known = ", ".join(suffix for suffixes in FORMATS.values() for suffix in suffixes)
    raise UsageError(f"{path!r} says no report format by its suffix; known are {known}")
