"""What a scan says at its end, from the store alone: counts, the usual doctrines, the worst, what was not read."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass

from clausecheck.batch.files import from_text

FINE = ("checked", "passed over", "gone", "waiting")  # all other states of a document: somebody must look


@dataclass(frozen=True, slots=True)
class Summary:
    """One run in figures. Documents, not contents: two names of one content are two."""

    folder: str
    states: dict[str, int]  # documents by status
    points: dict[str, int]  # by severity
    with_points: int  # documents with at least one
    doctrines: list[tuple[str, int]]  # documents by doctrine, the most first
    worst: list[tuple[str, int, int, int]]  # path in the folder, high, medium, low
    refused: list[tuple[str, str]]  # path in the folder, reason: a few
    trouble: int  # all of them

    def code(self, fail_on: str) -> int:
        """The exit code: 2 if anything was not checked, 1 for a point at or above `fail_on`, else 0."""
        levels = {"high": ("high",), "medium": ("high", "medium"), "low": ("high", "medium", "low")}.get(fail_on, ())
        return 2 if self.trouble else int(any(self.points[level] for level in levels))


def summary(link: sqlite3.Connection, run: int, most: int = 10) -> Summary:
    """The figures of a run. `most`: rows of each list."""
    folder = link.execute("SELECT folder FROM runs WHERE id = ?", (run,)).fetchone()[0]
    base = "FROM documents d JOIN contents c ON c.id = d.content WHERE d.run = :run AND d.status = 'checked'"
    names = {"run": run, "most": most}
    states = dict(link.execute("SELECT status, count(*) FROM documents WHERE run = :run GROUP BY 1", names).fetchall())
    high, medium, low, some = link.execute(
        f"SELECT total(c.high), total(c.medium), total(c.low), total(c.points > 0) {base}", names).fetchone()
    doctrines = link.execute(
        "SELECT r.doctrine, count(DISTINCT d.id) AS n FROM documents d JOIN findings f ON f.content = d.content "
        "JOIN rules r ON r.id = f.rule WHERE d.run = :run AND d.status = 'checked' "
        "GROUP BY 1 ORDER BY n DESC, 1 LIMIT :most", names).fetchall()
    worst = link.execute(f"SELECT d.path, c.high, c.medium, c.low {base} AND c.points > 0 "
                         "ORDER BY 2 DESC, 3 DESC, 4 DESC, d.path LIMIT :most", names).fetchall()
    marks = ", ".join(f"'{s}'" for s in FINE)
    trouble = f"FROM documents WHERE run = :run AND status NOT IN ({marks})"
    refused = link.execute(f"SELECT path, reason {trouble} ORDER BY path LIMIT :most", names).fetchall()
    return Summary(
        from_text(folder), states, {"high": int(high), "medium": int(medium), "low": int(low)}, int(some),
        [(str(d), int(n)) for d, n in doctrines], [(within(p, folder), h, m, lo) for p, h, m, lo in worst],
        [(within(p, folder), why) for p, why in refused],
        int(link.execute(f"SELECT count(*) {trouble}", names).fetchone()[0]))


def within(path: str, folder: str) -> str:
    """A path as seen from the folder."""
    for end in ("/", os.sep):
        lead = folder.rstrip("/\\") + end
        if path.startswith(lead):
            return path[len(lead) :]
    return path
