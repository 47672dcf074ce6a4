"""What the store holds of one content, put together again: its findings as `check --format json` prints them."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

_FINDINGS = """SELECT f.n, r.rule, r.doctrine, r.ground, f.severity, f.effect, f.confidence, f.point, s.body
    FROM findings f JOIN rules r ON r.id = f.rule JOIN statements s ON s.id = f.statement
    WHERE f.content = ? ORDER BY f.n"""
_CLAUSES = "SELECT n, above, number, heading, start_, end_ FROM clauses WHERE content = ? ORDER BY n, m"
_EVIDENCE = """SELECT e.n, e.element, w.quote, e.source, e.start_, e.end_
    FROM evidence e JOIN wordings w ON w.id = e.wording WHERE e.content = ? ORDER BY e.n, e.m"""
_CITED = """SELECT c.n, a.authority, a.kind, c.role, c.link, a.status, a.cite_zh, a.cite_en, a.summary_zh, a.summary_en
    FROM cited c JOIN authorities a ON a.id = c.authority WHERE c.content = ? ORDER BY c.n, c.m"""


def findings(link: sqlite3.Connection, content: int) -> list[dict[str, Any]]:
    """The findings of a content, field by field those of the JSON report."""
    found: list[dict[str, Any]] = []
    for n, rule, doctrine, ground, severity, effect, confidence, point, body in link.execute(_FINDINGS, (content,)):
        assert n == len(found)
        found.append({"rule": rule, "doctrine": doctrine, "ground": ground, "severity": severity, "effect": effect,
                      "confidence": confidence, "point": point, "clauses": [], "evidence": [], "authorities": [],
                      **json.loads(body)})
    for n, above, number, heading, start, end in link.execute(_CLAUSES, (content,)):
        found[n]["clauses"].append({
            "above": above, "number": number, "heading": heading, "start": start, "end": end})
    for n, element, quote, source, start, end in link.execute(_EVIDENCE, (content,)):
        found[n]["evidence"].append({"element": element, "quote": quote, "source": source, "start": start, "end": end})
    for n, name, kind, role, tie, status, cite_zh, cite_en, summary_zh, summary_en in link.execute(_CITED, (content,)):
        found[n]["authorities"].append({
            "id": name, "kind": kind, "role": role, "link": tie, "status": status,
            "cite": {"zh": cite_zh, "en": cite_en}, "summary": {"zh": summary_zh, "en": summary_en}})
    return found
