"""What the page of many agreements shows, from the store: its counts, and its rows one by one."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

from clausecheck.batch.files import from_text
from clausecheck.batch.fingerprint import PAGE_NAME
from clausecheck.batch.summary import FINE, within
from clausecheck.reports.portfolio import Portfolio, Row
from clausecheck.text import Bilingual

MOST = 25  # sellers shown


def portfolio(link: sqlite3.Connection, titles: Mapping[str, Bilingual]) -> Portfolio:
    """The counts of a store."""
    count, some, high, medium, low = link.execute(
        "SELECT count(*), total(points > 0), total(high), total(medium), total(low) FROM agreements").fetchone()
    group = "count(*), sum(high > 0) FROM agreements WHERE status = 'checked'"
    return Portfolio(
        _root(link), int(count), int(some),
        int(link.execute(f"SELECT count(*) FROM agreements WHERE status NOT IN {FINE}").fetchone()[0]),
        {"high": int(high), "medium": int(medium), "low": int(low)},
        link.execute("SELECT r.doctrine, count(DISTINCT d.id) AS n FROM documents d JOIN findings f "
                     "ON f.content = d.content JOIN rules r ON r.id = f.rule GROUP BY 1 ORDER BY n DESC, 1").fetchall(),
        link.execute(f"SELECT seller, {group} AND seller IS NOT NULL GROUP BY seller ORDER BY 2 DESC, 1 LIMIT {MOST}"
                     ).fetchall(),
        link.execute(f"SELECT year, {group} AND year IS NOT NULL GROUP BY year ORDER BY year").fetchall(),
        titles)


def rows(link: sqlite3.Connection, page: str, reports: str | None) -> Iterator[Row]:
    """The agreements, the gravest first, those that were not checked last. `page`: where the page will be;
    `reports`: the folder of single reports, linked where they are."""
    folder = _root(link)
    made = frozenset(os.listdir(reports)) if reports is not None and os.path.isdir(reports) else frozenset()
    lead = os.path.relpath(reports, Path(page).resolve().parent) if reports is not None else ""
    for (path, status, reason, seller, year, high, medium, low, stake, currency, key, doctrines) in link.execute(
            "SELECT a.path, a.status, a.reason, a.seller, a.year, a.high, a.medium, a.low, a.stake, a.currency, c.key, "
            "(SELECT group_concat(DISTINCT r.doctrine) FROM findings f JOIN rules r ON r.id = f.rule "
            "WHERE f.content = a.content) FROM agreements a LEFT JOIN contents c ON c.id = a.content "
            f"ORDER BY a.status NOT IN {FINE}, a.high DESC, a.medium DESC, a.low DESC, a.path"):
        name = f"{(key or '')[:PAGE_NAME]}.html"
        yield Row(within(from_text(path), folder), seller, year, high or 0, medium or 0, low or 0, stake, currency,
                  tuple(sorted((doctrines or "").split(","))) if doctrines else (),
                  Path(lead, name).as_posix() if name in made else None, "" if status in FINE else reason or status)


def _root(link: sqlite3.Connection) -> str:
    """The folder that was scanned; the common one where there were several."""
    folders = [from_text(f) for (f,) in link.execute("SELECT DISTINCT folder FROM runs")]
    try:
        return os.path.commonpath(folders) if folders else ""
    except ValueError:
        return ""
