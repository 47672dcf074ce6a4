"""`clausecheck config show [FILE] --origin`: what holds for a file, and which line of which file says so.

`clausecheck config new [FOLDER]` writes a settings file to fill in.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from clausecheck.cli import output

if TYPE_CHECKING:
    from clausecheck.settings import Settings

app = typer.Typer(help="Show the settings that hold for a file; begin a file of settings.", no_args_is_help=True,
                  rich_markup_mode=None)
_NEW = """\
# yaml-language-server: $schema=.schema/config.json
# What holds for the agreements in this folder and below. `clausecheck config show FILE --origin` says what counts.
packs: [cn-consumer]
# lang: en                 # language of the reports: zh or en
# fail-on: medium          # exit with 1 from this severity on: high, medium, low, never
# as-of: 2024-07-19        # the day the contracts were concluded
# rules:
#   final-interpretation: low      # a severity, or 'off' in quotes
# paths:
#   - match: gyms/**               # counted from this folder
#     sector: prepaid
"""


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
        failed = output.say_broken(book_for(settings))  # what it says of packs and rules must be so
        values = _values(settings)
        if format == "json":
            data = {key: {"value": value, "origin": _place(settings, key)} for key, value in values.items()}
            typer.echo(encode(data), nl=False)
            raise typer.Exit(2 if failed else 0)
        wide = max(len(f"{key}: {value}") for key, value in values.items())
        for key, value in values.items():
            line = f"{key}: {value}"
            end = f"{' ' * (wide - len(line))}  # {_place(settings, key)}" if origin else ""
            typer.echo(visible(line + end))
        raise typer.Exit(2 if failed else 0)


@app.command("new")
def new(folder: str = typer.Argument(".", metavar="[FOLDER]", help="The folder of agreements.")) -> None:
    """Write a .clausecheck.yaml to fill in, with the schema by which an editor completes it."""
    with output.sentences():
        from clausecheck.cli.schemas import lay_schemas, schemas_of
        from clausecheck.errors import UsageError
        from clausecheck.settings.reading import NAME

        file = Path(folder) / NAME
        if file.exists():
            raise UsageError(f"{file} exists already")
        output.write(str(file), _NEW)
        lay_schemas(Path(folder), schemas_of(None), ("config", "suppressions"))
        typer.echo(output.harmless_line(f"wrote {file}"))


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
