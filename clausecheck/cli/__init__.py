"""The command line: thin. Each command group is one file; whatever computes is imported when a command runs."""

from __future__ import annotations

import sys


def run() -> None:
    """Entry point of the `clausecheck` command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    from clausecheck.cli.app import app

    app()
