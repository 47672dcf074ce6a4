"""Labelled cases and what is counted on them: recall, precision, F1, each with its 95 % interval."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

RANK = {None: 0, "low": 1, "medium": 2, "high": 3}
Case = Mapping[str, Any]
Found = list[tuple[str, str, list[tuple[int, int]]]]  # doctrine, severity, spans of evidence and burden clause
Z = 1.96


@dataclass
class Row:
    """Counts of one doctrine, one ground, or all."""

    right: int = 0  # labelled and found where the label stands
    missed: int = 0
    wrong: int = 0  # found in a near miss of the doctrine, or in a text labelled fair
    near: int = 0  # near misses of the doctrine
    near_found: int = 0
    fair: int = 0  # findings in texts labelled fair

    def __add__(self, other: Row) -> Row:
        return Row(*(getattr(self, n) + getattr(other, n) for n in self.__dataclass_fields__))


@dataclass
class Tally:
    """What was counted in some cases. Pairs are [hits, of]."""

    rows: dict[str, Row] = field(default_factory=lambda: defaultdict(Row))
    fair_texts: list[int] = field(default_factory=lambda: [0, 0])  # with a finding of severity high
    fair_clauses: int = 0
    families: dict[str, bool] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)

    @property
    def total(self) -> Row:
        return sum(self.rows.values(), Row())


def cases(file: Path, half: str = "all") -> list[dict[str, Any]]:
    """The cases of a file; `half`: all, or the even or odd of its 0-based lines."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    return {"all": rows, "even": rows[::2], "odd": rows[1::2]}[half]


def judge(case: Case, found: Found, tally: Tally, clauses: int) -> None:
    """Add one case of so many clauses to the counts."""
    right = True
    for wanted in case["expect"]:
        hit = _hit(case, wanted, found)
        row = tally.rows[wanted["doctrine"][0]]
        row.right, row.missed = row.right + hit, row.missed + (not hit)
        if not hit:
            right = False
            tally.misses.append(f"missed {case['id']}: {'/'.join(wanted['doctrine'])}")
    doctrines = {d for d, _, _ in found}
    for name in (*case["forbid"], *case.get("undetermined", [])):
        wrong = name in doctrines
        right = right and not wrong
        if name in case["forbid"]:
            row = tally.rows[name]
            row.near, row.near_found = row.near + 1, row.near_found + wrong
        if wrong:
            tally.misses.append(f"false alarm {case['id']}: {name}")
    for name in doctrines if case.get("fair") else doctrines & set(case["forbid"]):
        tally.rows[name].wrong += 1
    if case.get("fair"):
        tally.fair_clauses += clauses
        tally.fair_texts[0] += any(severity == "high" for _, severity, _ in found)
        tally.fair_texts[1] += 1
        for name, _, _ in found:
            tally.rows[name].fair += 1
    if case.get("family"):
        tally.families[case["family"]] = tally.families.get(case["family"], True) and right


def place(case: Case, wanted: Mapping[str, Any]) -> tuple[int, int]:
    """Where the words of a label stand."""
    at = case["text"].index(wanted["target"])
    return at, at + len(wanted["target"])


def _hit(case: Case, wanted: Mapping[str, Any], found: Found) -> bool:
    start, end = place(case, wanted)
    return any(d in wanted["doctrine"] and RANK[s] >= RANK[wanted.get("min")] and
               any(a < end and start < b for a, b in spans) for d, s, spans in found)


def interval(hits: int, of: int) -> tuple[float, float]:
    """The 95 % Wilson interval of a share."""
    p = hits / of
    centre, half = p + Z * Z / (2 * of), Z * math.sqrt(p * (1 - p) / of + Z * Z / (4 * of * of))
    return max((centre - half) / (1 + Z * Z / of), 0.0), min((centre + half) / (1 + Z * Z / of), 1.0)


def share(hits: int, of: int) -> str:
    """ "34/40 = 0.85 [0.71–0.93]" """
    if not of:
        return "–"
    low, high = interval(hits, of)
    return f"{hits}/{of} = {hits / of:.2f} [{low:.2f}–{high:.2f}]"


def f1(row: Row) -> str:
    """F1 with its interval: F1 = 2J / (1 + J), where J = right / (right + missed + wrong) is a share."""
    of = row.right + row.missed + row.wrong
    if not of:
        return "–"
    value, low, high = (2 * j / (1 + j) for j in (row.right / of, *interval(row.right, of)))
    return f"{value:.2f} [{low:.2f}–{high:.2f}]"


def per_thousand(findings: int, clauses: int) -> str:
    return f"{1000 * findings / clauses:.1f}" if clauses else "–"


def added(tallies: Iterable[Tally]) -> Tally:
    """Several tallies as one."""
    whole = Tally()
    for tally in tallies:
        for name, row in tally.rows.items():
            whole.rows[name] = whole.rows[name] + row
        whole.fair_texts = [a + b for a, b in zip(whole.fair_texts, tally.fair_texts, strict=True)]
        whole.fair_clauses += tally.fair_clauses
        whole.families |= tally.families
        whole.misses += tally.misses
    return whole
