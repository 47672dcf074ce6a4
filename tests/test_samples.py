"""The samples: what must be found in each, what must not, and nothing above low in what is fair."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from clausecheck import check, strictyaml
from clausecheck.findings import RANK, Report

SAMPLES = Path(__file__).parent.parent / "samples"
FAIR = sorted(SAMPLES.glob("fair/*/*.txt"))
EXPECTED = sorted(p for p in SAMPLES.glob("*/*/*expected.yaml") if p.relative_to(SAMPLES).parts[0] != "fair")


def label(path: Path) -> str:
    return str(path.relative_to(SAMPLES))


@lru_cache(maxsize=32)
def report(path: Path) -> Report:
    return check(path)


def checked(expected: Path) -> Report:
    """The agreement or case that an expected file stands beside: order.expected.yaml → order.txt, else case.yaml."""
    stem = expected.name.removesuffix("expected.yaml").rstrip(".")
    return report(expected.parent / (f"{stem}.txt" if stem else "case.yaml"))


@pytest.mark.parametrize("path", FAIR, ids=label)
def test_nothing_above_low_in_what_is_fair(path: Path) -> None:
    assert [(f.rule, f.severity, f.clauses[0].number) for f in report(path).findings if f.severity != "low"] == []


@pytest.mark.parametrize("path", EXPECTED, ids=label)
def test_what_must_be_found_is_found_where_it_stands(path: Path) -> None:
    """All of `found` but what the file itself names under `not_yet`; what starts to be found must leave that list."""
    found = {(f.doctrine, f.clauses[0].number): RANK[f.severity] for f in reversed(checked(path).findings)}
    expected = strictyaml.read(path)
    missing = {f"{row['doctrine']} {row['clause']}" for row in expected["found"]
               if found.get((row["doctrine"], str(row["clause"])), 0) < RANK[row["severity"]]}
    assert missing == set(expected.get("not_yet", [])), sorted(found)


@pytest.mark.parametrize("path", EXPECTED, ids=label)
def test_what_must_not_be_found_is_not(path: Path) -> None:
    doctrines = {f.doctrine: f.clauses[0].number for f in checked(path).findings}
    assert {d: doctrines[d] for d in strictyaml.read(path)["not_found"] if d in doctrines} == {}


@pytest.mark.parametrize("path", EXPECTED, ids=label)
def test_what_softens_a_pack_is_no_reason_of_a_finding(path: Path) -> None:
    reasons = [reason for f in checked(path).findings for reason in f.because]
    assert reasons and not any("nothing said of ;" in r.en or r.en.endswith("nothing said of ") for r in reasons)
