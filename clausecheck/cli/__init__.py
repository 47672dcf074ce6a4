"""The command line: thin. Each command group is one file; whatever computes is imported when a command runs."""

from __future__ import annotations

import gc
import sys


def run() -> None:
    """Entry point of the `clausecheck` command."""
    gc.set_threshold(50_000, 20, 100)  # reading makes many small things and few cycles: looking for them took a tenth
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    from clausecheck.cli.app import app

    app()
