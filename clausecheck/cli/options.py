"""Options that several commands take, with the same words."""

from __future__ import annotations

import typer

PACK = typer.Option([], "--pack", metavar="NAME", help="Rule pack, by name or folder (cn-consumer).")
READ_PACK = typer.Option([], "--pack", metavar="NAME", help="Pack whose words are read too (cn-consumer).")

FAIL_ON = typer.Option(None, "--fail-on", help="Exit with 1 at this severity: high, medium, low, never (high).")
EXPERIMENTAL = typer.Option(False, "--experimental", help="Run experimental rules too: they cry too often.")
SECTOR = typer.Option(None, "--sector", help="What is sold, if the words should not tell.")
BUYER = typer.Option(None, "--buyer", help="consumer or business, likewise.")
SUPPRESSIONS = typer.Option(None, "--suppressions", metavar="FILE",
                            help="Findings that were put up with (.clausecheck-suppressions.yaml).")
BASELINE = typer.Option(None, "--baseline", metavar="FILE",
                        help="JSON report of an earlier check: only what is new is told.")
NO_CONFIG = typer.Option(False, "--no-config", help="Read no .clausecheck.yaml and no pyproject.toml.")
