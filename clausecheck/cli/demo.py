"""`clausecheck demo`: the leading case, checked before your eyes."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from clausecheck.cli import output
from clausecheck.errors import UsageError


def demo(
    lang: str = typer.Option("zh", "--lang", help="zh or en: the contract and the report."),
    output_file: str = typer.Option("clausecheck-demo.html", "-o", "--output", metavar="FILE", help="The HTML report."),
) -> None:
    """Check the sample of the Meilan case (contract, reply, side agreement, events) and write its HTML report."""
    with output.sentences():
        if lang not in ("zh", "en"):
            raise UsageError(f"--lang is zh or en, not {lang!r}")
        from clausecheck.checker import DEFAULT_PACKS, examine
        from clausecheck.places import samples_root
        from clausecheck.readers.case_file import load_case
        from clausecheck.rulebook import open_rulebook

        sample = samples_root() / "meilan" / lang / "case.yaml"
        report = examine(load_case(sample), open_rulebook(DEFAULT_PACKS))
        screen = sys.stdout.isatty()
        typer.echo(output.render([report], "terminal", lang, terminal=screen), color=screen)
        output.write(output_file, output.render([report], "html", lang))
        typer.echo(f"HTML report: {Path(output_file).resolve()}")
