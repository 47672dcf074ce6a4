"""`clausecheck check FILE…`: one agreement or case, or several."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import typer

from clausecheck.cli import output
from clausecheck.errors import ClausecheckError, UsageError

if TYPE_CHECKING:
    from clausecheck.findings import Report

LEVELS = ("high", "medium", "low", "never")
_RANK = {"low": 1, "medium": 2, "high": 3, "never": 4}


def check(
    files: list[str] = typer.Argument(..., metavar="FILE…",
                                    help="Agreements (txt, md, docx, pdf, html), a case.yaml, or - for stdin."),
    promised: list[str] = typer.Option([], "--promised", metavar="FILE", help="What the seller said in public."),
    agreed: list[str] = typer.Option([], "--agreed", metavar="FILE", help="A side agreement."),
    happened: str | None = typer.Option(None, "--happened", metavar="FILE", help="Dated events (YAML)."),
    format: str = typer.Option("terminal", "--format", help="terminal, short, json, html, markdown or sarif."),
    output_files: list[str] = typer.Option([], "-o", "--output", metavar="FILE",
                                           help="Write a report to FILE too; its suffix tells the format."),
    lang: str | None = typer.Option(None, "--lang", help="Language of the report: zh or en (the contract's)."),
    fail_on: str = typer.Option("high", "--fail-on", help="Exit with 1 at this severity: high, medium, low, never."),
    as_of: str | None = typer.Option(None, "--as-of", metavar="DATE", help="Day the contract was concluded."),
    pack: list[str] = typer.Option([], "--pack", metavar="NAME", help="Rule pack, by name or folder (cn-consumer)."),
    experimental: bool = typer.Option(False, "--experimental", help="Run experimental rules too: they cry too often."),
) -> None:
    """Check agreements for unfair terms: what is unfair, on what ground, what it costs, what to ask for instead.

    Exit code 0: nothing at or above --fail-on; 1: something; 2: usage, an unreadable file, or one not checked.
    """
    with output.sentences():
        output.known_format(format)
        from clausecheck.reports import format_of

        formats = {path: format_of(path) for path in output_files}
        if lang not in (None, "zh", "en"):
            raise UsageError(f"--lang is zh or en, not {lang!r}")
        if fail_on not in LEVELS:
            raise UsageError(f"--fail-on is one of {', '.join(LEVELS)}, not {fail_on!r}")
        reports, failed = _examine(files, promised, agreed, happened, day(as_of), tuple(pack),
                                   experimental)
        if reports:
            for path, kind in formats.items():
                output.write(path, output.render(reports, kind, lang or _language(reports[0])))
            screen = sys.stdout.isatty()
            text = output.render(reports, format, lang or _language(reports[0]), terminal=screen)
            typer.echo(text, nl=not text.endswith("\n"), color=screen)
            sys.stdout.flush()
        raise typer.Exit(2 if failed else _code(reports, fail_on))


def day(text: str | None) -> date | None:
    """The day that --as-of names. Raises UsageError."""
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--as-of is a day such as 2024-07-19, not {text!r}") from None


def _examine(files: list[str], promised: list[str], agreed: list[str], happened: str | None, as_of: date | None,
             packs: tuple[str, ...], experimental: bool) -> tuple[list[Report], bool]:
    """One report a file; a file that cannot be checked is one sentence and the others go on."""
    from clausecheck.checker import DEFAULT_PACKS, examine
    from clausecheck.readers.case_file import load_case
    from clausecheck.rulebook import open_rulebook

    book = open_rulebook(packs or DEFAULT_PACKS, experimental=experimental)
    reports: list[Report] = []
    failed = False
    for file in files:
        try:
            case = load_case(file, promised, agreed, happened)
            for source in case.all:
                if source.guessed:
                    output.say(f"{source.name}: read as {source.encoding} (guessed: nothing in the file says so)")
            report = examine(case, book, as_of=as_of)
        except ClausecheckError as error:
            output.say(str(error))
            failed = True
            continue
        reports.append(report)
        for gap in report.coverage.not_checked:
            if gap.what.startswith("language"):
                output.say(f"{file}: {gap.why.en}")
                failed = True
    return reports, failed


def _language(report: Report) -> str:
    """The report's language where none was asked for: the contract's, or English."""
    return "zh" if report.sources[0].language == "zh" else "en"


def _code(reports: list[Report], fail_on: str) -> int:
    worst = max((_RANK[f.severity] for r in reports for f in r.findings), default=0)
    return 1 if worst >= _RANK[fail_on] else 0
