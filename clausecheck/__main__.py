"""`python -m clausecheck`."""

from clausecheck.cli import run

run()
