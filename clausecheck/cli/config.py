"""`clausecheck config show [FILE] --origin`: what holds for a file, and which line of which file says so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from clausecheck.cli import output

if TYPE_CHECKING:
    from clausecheck.settings import Settings

app = typer.Typer(help="Show the settings that hold for a file.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def _group() -> None:
    pass


@app.command("show")
def show(
    file: str = typer.Argument("-", metavar="[FILE]", help="The file that would be checked (the working folder)."),
    origin: bool = typer.Option(False, "--origin", help="Say where each value comes from."),
    format: str = typer.Option("text", "--format", help="text or json."),
) -> None:
    """Show the settings: .clausecheck.yaml or [tool.clausecheck], nearest to the file upward, merged key by key."""
    with output.sentences():
        from clausecheck.errors import UsageError
        from clausecheck.reports.harmless import visible
        from clausecheck.reports.json import encode
        from clausecheck.settings import settings_for
        from clausecheck.settings.applying import book_for

        if format not in ("text", "json"):
            raise UsageError(f"--format is text or json, not {format!r}")
        settings = settings_for(file)
        book_for(settings)  # what it says of packs and rules must be so
        values = _values(settings)
        if format == "json":
            data = {key: {"value": value, "origin": _place(settings, key)} for key, value in values.items()}
            typer.echo(encode(data), nl=False)
            return
        wide = max(len(f"{key}: {value}") for key, value in values.items())
        for key, value in values.items():
            line = f"{key}: {value}"
            end = f"{' ' * (wide - len(line))}  # {_place(settings, key)}" if origin else ""
            typer.echo(visible(line + end))


def _values(settings: Settings) -> dict[str, str]:
    plain = {"packs": ", ".join(settings.packs), "experimental": str(settings.experimental).lower(),
             "lang": settings.lang or "the contract's", "fail-on": settings.fail_on,
             "as-of": str(settings.as_of or "not given"), "sector": settings.sector or "by the contract's words",
             "buyer": settings.buyer or "by the contract's words",
             "suppressions": str(settings.suppressions or ".clausecheck-suppressions.yaml, nearest upward"),
             "baseline": str(settings.baseline or "none"), "docs": settings.docs or "none"}
    return {**plain, **{f"rules.{rule}": severity for rule, severity in settings.rules.items()}}


def _place(settings: Settings, key: str) -> str:
    """The file and line, counted from the working folder where it is below it."""
    place = settings.from_(key)
    here = f"{Path.cwd()}/"
    return place.removeprefix(here)
