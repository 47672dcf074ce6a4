"""The SARIF log: every finding once, in its place, by code points and by lines."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from report_strategies import reports
from sample_reports import bare, sample

from clausecheck.findings import Report
from clausecheck.reports import sarif


def run(report: Report, language: str = "en") -> Any:
    log = json.loads(sarif.render(report, language))
    assert log["version"] == "2.1.0" and len(log["runs"]) == 1
    return log["runs"][0]


def words(text: str, region: dict[str, int]) -> tuple[str, str]:
    """The region by offsets, and the same by lines and columns."""
    lines = text.split("\n")
    first, last = region["startLine"] - 1, region["endLine"] - 1
    rows = lines[first : last + 1]
    rows[-1] = rows[-1][: region["endColumn"] - 1]
    rows[0] = rows[0][region["startColumn"] - 1 :]
    return text[region["charOffset"] : region["charOffset"] + region["charLength"]], "\n".join(rows)


def test_findings_questions_and_suppressed_are_all_there() -> None:
    results = run(sample("en"))["results"]
    assert [r["level"] for r in results[:3]] == ["error", "warning", "warning"]
    assert len(results) == 11 + 2 + 1
    assert [r["kind"] for r in results[11:13]] == ["open", "open"] and results[11]["level"] == "none"
    assert results[13]["suppressions"] == [{"kind": "external"}]
    assert "may be held void" in results[0]["message"]["text"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_place_is_right_both_ways(language: str) -> None:
    report = sample(language)
    texts = {sarif._uri(source.name): source.text for source in report.sources}
    places = 0
    for result in run(report)["results"]:
        for location in [*result["locations"], *result["relatedLocations"]]:
            where = location["physicalLocation"]
            by_offset, by_line = words(texts[where["artifactLocation"]["uri"]], where["region"])
            assert by_offset == by_line != ""
            places += 1
    assert places > 30


def test_evidence_is_related_and_named_by_its_element() -> None:
    first = run(sample("en"))["results"][0]["relatedLocations"]
    assert [item["message"]["text"] for item in first[-4:]] == [e.element for e in sample("en").findings[0].evidence]


def test_rules_are_listed_once_and_pointed_to() -> None:
    found = run(sample("en"))
    rules = found["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules) == 14
    for result in found["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert found["tool"]["extensions"] == [{"name": "cn-consumer", "version": "1.0.0"}]


def test_fingerprints_follow_the_words_and_not_the_place() -> None:
    prints = [r["partialFingerprints"]["ruleAndWords/v1"] for r in run(sample("en"))["results"] if r.get("kind") != "open"]
    assert len(set(prints)) == len(prints)
    assert prints == [r["partialFingerprints"]["ruleAndWords/v1"] for r in run(sample("en"), "zh")["results"] if r.get("kind") != "open"]


def test_nothing_found_is_an_empty_run() -> None:
    found = run(bare("en"))
    assert found["results"] == [] and found["columnKind"] == "unicodeCodePoints"
    assert found["artifacts"][0]["hashes"] == {"sha-256": bare("en").sources[0].sha256}


def test_a_name_that_is_no_uri_becomes_one() -> None:
    assert sarif._uri("合同 #1%.txt") == "%E5%90%88%E5%90%8C%20%231%25.txt"
    assert sarif._uri("<text>") == "%3Ctext%3E"


@settings(deadline=None, max_examples=30)
@given(reports)
def test_random_reports_make_a_log(report: Report) -> None:
    results = run(report)["results"]
    assert len(results) == len(report.findings) + len(report.undetermined) + len(report.suppressed)
