"""The usual questions by name, and anybody's own in SQL: read-only, rows as they come."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clausecheck.errors import UsageError
from clausecheck.strictyaml import hint


@dataclass(frozen=True, slots=True)
class Question:
    """What it answers, and the SQL that does."""

    answers: str
    sql: str


_COUNTS = """count(*) AS agreements, sum(points > 0) AS with_points, sum(points) AS points, sum(high) AS high,
    sum(medium) AS medium, sum(low) AS low, round(avg(points), 1) AS points_each"""

QUESTIONS = {
    "worst": Question("the agreements with the most and gravest points", """
        SELECT path, seller, year, high, medium, low, stake, currency FROM agreements WHERE points > 0
        ORDER BY high DESC, medium DESC, low DESC, path"""),
    "doctrines": Question("each doctrine: in how many agreements, how grave", """
        SELECT r.doctrine, r.ground, count(DISTINCT d.id) AS agreements, count(*) AS findings,
               sum(f.severity = 'high') AS high, sum(f.severity = 'medium') AS medium, sum(f.severity = 'low') AS low
        FROM documents d JOIN findings f ON f.content = d.content JOIN rules r ON r.id = f.rule
        GROUP BY r.doctrine, r.ground ORDER BY agreements DESC, findings DESC, r.doctrine"""),
    "rules": Question("each rule: in how many agreements", """
        SELECT r.rule, f.severity, count(DISTINCT d.id) AS agreements
        FROM documents d JOIN findings f ON f.content = d.content JOIN rules r ON r.id = f.rule
        GROUP BY r.rule, f.severity ORDER BY agreements DESC, r.rule"""),
    "sellers": Question("each seller: agreements and points", f"""
        SELECT coalesce(seller, '(not named)') AS seller, {_COUNTS} FROM agreements WHERE status = 'checked'
        GROUP BY 1 ORDER BY high DESC, points DESC, 1"""),
    "years": Question("each year of signing: agreements and points", f"""
        SELECT coalesce(year, '(not dated)') AS year, {_COUNTS} FROM agreements WHERE status = 'checked'
        GROUP BY 1 ORDER BY 1"""),
    "sellers-doctrines": Question("each doctrine with each seller, year by year", """
        SELECT coalesce(c.seller, '(not named)') AS seller, coalesce(c.year, '(not dated)') AS year, r.doctrine,
               count(DISTINCT d.id) AS agreements
        FROM documents d JOIN contents c ON c.id = d.content JOIN findings f ON f.content = c.id
             JOIN rules r ON r.id = f.rule
        GROUP BY 1, 2, 3 ORDER BY agreements DESC, 1, 2, 3"""),
    "wordings": Question("the same clause, word for word, in several agreements", """
        SELECT count(DISTINCT d.id) AS agreements, r.doctrine, w.quote AS wording, min(d.path) AS one_of_them
        FROM findings f JOIN documents d ON d.content = f.content JOIN wordings w ON w.id = f.wording
             JOIN rules r ON r.id = f.rule
        GROUP BY f.wording, r.doctrine HAVING count(DISTINCT d.id) > 1 ORDER BY agreements DESC, 2, 3"""),
    "not-checked": Question("files that were not checked, and why; then what was left out in those that were", """
        SELECT * FROM (SELECT 'file' AS what, status AS kind, path AS which, reason FROM documents
                       WHERE status NOT IN ('checked', 'gone') ORDER BY status, path)
        UNION ALL
        SELECT * FROM (SELECT 'part', g.what, count(DISTINCT d.id) || ' agreements', g.why_en FROM gaps g
                       JOIN documents d ON d.content = g.content WHERE d.status = 'checked'
                       GROUP BY g.what, g.why_en ORDER BY count(DISTINCT d.id) DESC, g.what)"""),
    "suppressed": Question("findings that were put up with, and why", """
        SELECT d.path, s.rule, s.severity, s.clause, s.by_, s.reason, s.until
        FROM suppressed s JOIN documents d ON d.content = s.content ORDER BY d.path, s.n"""),
    "questions": Question("what is undetermined: the question to put, and in how many agreements", """
        SELECT q.rule, count(DISTINCT d.id) AS agreements, q.ask_zh, q.ask_en
        FROM questions q JOIN documents d ON d.content = q.content
        GROUP BY q.rule, q.ask_zh, q.ask_en ORDER BY agreements DESC, q.rule"""),
    "same": Question("files of one content", """
        SELECT count(*) AS files, group_concat(path, ' | ') AS paths FROM documents
        WHERE content IS NOT NULL GROUP BY content HAVING count(*) > 1 ORDER BY files DESC, 2"""),
    "findings": Question("every finding, one row each", "SELECT * FROM found"),
    "agreements": Question("every agreement, one row each", "SELECT * FROM agreements"),
    "runs": Question("the scans that wrote to this store", "SELECT * FROM runs ORDER BY id"),
}


def ask(link: sqlite3.Connection, question: str) -> tuple[list[str], Iterator[Sequence[object]]]:
    """A question's name, or SQL → the names of the columns, and the rows. Raises UsageError in one sentence."""
    sql = question
    if not question.strip() or " " not in question.strip():
        if question not in QUESTIONS:
            known = ", ".join(QUESTIONS)
            raise UsageError(f"no question {question!r}{hint(question, list(QUESTIONS))} (known: {known}; or SQL)")
        sql = QUESTIONS[question].sql
    link.set_progress_handler(lambda: 0, 100_000)  # lets Ctrl-C through
    try:
        cursor = link.execute(sql)
        if cursor.description is None:
            raise UsageError("this SQL asks nothing: a store is only read, with SELECT")
        return [column[0] for column in cursor.description], _rows(cursor)
    except (sqlite3.Error, sqlite3.Warning) as error:
        raise _refused(error) from None


def _rows(cursor: sqlite3.Cursor) -> Iterator[Sequence[object]]:
    try:
        yield from cursor
    except sqlite3.Error as error:
        raise _refused(error) from None


def _refused(error: Exception) -> UsageError:
    writes = "not authorized" in str(error) or "readonly" in str(error)
    why = "a store is only read, with SELECT" if writes else str(error)
    return UsageError(f"the store does not answer that: {why}")
