"""`clausecheck query STORE` and `clausecheck export STORE`: what scans found, asked and taken along."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from clausecheck.cli import output
from clausecheck.cli.portfolio import known_page, write_page
from clausecheck.errors import UsageError


def query(
    store: str = typer.Argument(..., metavar="STORE", help="The file that `clausecheck scan` wrote."),
    question: str | None = typer.Argument(None, metavar="[NAME|SQL]", help="A question by name, or a SELECT."),
    limit: int = typer.Option(50, "--limit", metavar="N", help="Rows shown on the terminal."),
    format: str = typer.Option("terminal", "--format", help="terminal, csv or jsonl; the last two give every row."),
) -> None:
    """Ask a store; without a question: list those that have a name. Works while a scan is writing."""
    with output.sentences():
        if format not in ("terminal", "csv", "jsonl"):
            raise UsageError(f"--format of a query is terminal, csv or jsonl, not {format!r}")
        from clausecheck.batch.questions import QUESTIONS, ask
        from clausecheck.batch.store import open_readonly
        from clausecheck.reports import tables

        link = open_readonly(store)
        if question is None:
            for name, one in QUESTIONS.items():
                typer.echo(f"{name:18s} {one.answers}")
            typer.echo('\nor SQL over its tables and views (docs/scan.md): "SELECT path, points FROM agreements"')
            return
        names, rows = ask(link, question)
        if format == "terminal":
            width = output.window_width() if sys.stdout.isatty() else 200
            typer.echo(tables.terminal(names, rows, limit, width), nl=False)
        else:
            for line in tables.csv_lines(names, rows) if format == "csv" else tables.jsonl(names, rows):
                typer.echo(line, nl=False)
        sys.stdout.flush()


def export(
    store: str = typer.Argument(..., metavar="STORE", help="The file that `clausecheck scan` wrote."),
    output_file: str = typer.Option(..., "-o", "--output", metavar="FILE",
                                    help=".xlsx, .csv, .jsonl, .html or .parquet (needs clausecheck[tables])."),
    what: str = typer.Option("findings", "--what", metavar="NAME|SQL", help="A question of `query`, or SQL."),
    reports: str | None = typer.Option(None, "--reports", metavar="DIR", help="Single reports, for an .html page."),
    lang: str | None = typer.Option(None, "--lang", help="Language of an .html page: zh or en."),
) -> None:
    """Write what a store holds to a table: one row a finding, or the answer to any question.

    A workbook (.xlsx) has the agreements on a sheet of their own. Nothing in it can act as a formula.
    """
    with output.sentences():
        from clausecheck.batch.questions import ask
        from clausecheck.batch.store import open_readonly
        from clausecheck.reports import tables

        suffix = Path(output_file).suffix.lower()
        if suffix in (".html", ".htm"):
            known_page(output_file, lang)
            write_page(open_readonly(store), output_file, reports, lang)
            return
        if suffix not in tables.SUFFIXES:
            raise UsageError(f"an export ends in {', '.join((*tables.SUFFIXES, '.html'))}, not in {suffix!r}")
        link = open_readonly(store)
        wanted = {"findings" if what == "findings" else "answer": ask(link, what)}
        if suffix == ".xlsx" and what == "findings":
            wanted = {"agreements": ask(link, "agreements"), **wanted}
        with output.whole(output_file) as path:
            tables.write(path, suffix, wanted)
