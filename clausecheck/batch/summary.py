"""What a scan says at its end, from the store alone: counts, the usual doctrines, the worst, what was not read."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from clausecheck.batch.files import from_text
from clausecheck.suppressions import SideFile

FINE = ("checked", "passed over", "gone", "waiting")  # all other states of a document: somebody must look


_FAILS = ("CASE d.fail_on WHEN 'low' THEN c.points > 0 WHEN 'medium' THEN c.high + c.medium > 0 "
          "WHEN 'high' THEN c.high > 0 ELSE 0 END")


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
    suppressed: int  # findings that were put up with
    broken: list[str]  # packs that were wanted and could not be used, each a sentence
    failing: int  # documents with a point at or above the severity that is to fail them

    def code(self) -> int:
        """The exit code: 2 if anything was not checked, 1 where a document fails, else 0."""
        return 2 if self.trouble or self.broken else int(self.failing > 0)


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
    broken = link.execute("SELECT DISTINCT g.why_en FROM gaps g JOIN documents d ON d.content = g.content "
                          "WHERE d.run = :run AND d.status = 'checked' AND g.what LIKE 'pack %' ORDER BY 1", names)
    suppressed, failing = link.execute(f"SELECT total(c.suppressed), total({_FAILS}) {base}", names).fetchone()
    return Summary(
        from_text(folder), states, {"high": int(high), "medium": int(medium), "low": int(low)}, int(some),
        [(str(d), int(n)) for d, n in doctrines], [(within(p, folder), h, m, lo) for p, h, m, lo in worst],
        [(within(p, folder), why) for p, why in refused],
        int(link.execute(f"SELECT count(*) {trouble}", names).fetchone()[0]),
        int(suppressed), [str(why) for (why,) in broken], int(failing))


def looked_at(link: sqlite3.Connection, run: int, side_files: Sequence[SideFile]) -> None:
    """Tells side files which documents of a run were checked, and which of their entries were of use there."""
    if not side_files:
        return
    for sources, content in link.execute("SELECT sources, content FROM documents WHERE run = ? AND status = 'checked'",
                                         (run,)):
        used = link.execute("SELECT rule, quote FROM suppressed WHERE content = ? AND by_ = 'side-file'",
                            (content,)).fetchall()
        contract = from_text(json.loads(sources)[0][1])
        for side_file in side_files:
            side_file.use(contract, used)


def within(path: str, folder: str) -> str:
    """A path as seen from the folder."""
    for end in ("/", os.sep):
        lead = folder.rstrip("/\\") + end
        if path.startswith(lead):
            return path[len(lead) :]
    return path
