"""The page of many agreements, written for `scan -o` and `export -o`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clausecheck.cli import output
from clausecheck.errors import UsageError

if TYPE_CHECKING:
    import sqlite3


def known_page(path: str, lang: str | None) -> None:
    """Raises UsageError where `path` is no HTML file or `lang` no language."""
    if not path.lower().endswith((".html", ".htm")):
        raise UsageError(f"the page of a scan is .html, not {path!r}; tables: clausecheck export")
    if lang not in (None, "zh", "en"):
        raise UsageError(f"--lang is zh or en, not {lang!r}")


def write_page(link: sqlite3.Connection, path: str, reports: str | None, lang: str | None) -> None:
    """Write the page, with links to the single reports in the folder `reports` where they are there."""
    from clausecheck.authorities import load
    from clausecheck.batch import gathering
    from clausecheck.places import rules_root
    from clausecheck.reports.portfolio import render

    titles = {name: d.title for name, d in load(rules_root()).doctrines.items()}
    link.execute("BEGIN")  # one state of the store for counts and rows, whoever writes meanwhile
    try:
        pieces = render(gathering.portfolio(link, titles), gathering.rows(link, path, reports), lang or _mostly(link))
        with output.whole(path) as aside, aside.open("w", encoding="utf-8", errors="backslashreplace") as file:
            file.writelines(pieces)
    finally:
        link.execute("COMMIT")


def _mostly(link: sqlite3.Connection) -> str:
    """The language of most agreements."""
    row = link.execute("SELECT language FROM agreements WHERE language IN ('zh', 'en') GROUP BY 1 "
                       "ORDER BY count(*) DESC LIMIT 1").fetchone()
    return str(row[0]) if row else "en"
