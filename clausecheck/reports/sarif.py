"""The report as SARIF 2.1.0, for code-scanning views and editors.

Places are given as code points (`columnKind: unicodeCodePoints`) in the contract as decoded. A question that is open is
a result of kind "open"; a suppressed finding carries its suppression, so that the log is whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from clausecheck.findings import ClauseRef, Evidence, Finding, Report, Undetermined
from clausecheck.reports import citing, said, wording
from clausecheck.reports.harmless import json_safe, visible
from clausecheck.reports.points import contract_of
from clausecheck.reports.wording import word
from clausecheck.text import Source
from clausecheck.version import VERSION

_LEVEL = {"high": "error", "medium": "warning", "low": "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"  # names the format; nothing is fetched


def render(report: Report, language: str = "zh") -> str:
    """The log as JSON text in `language`; ends in a line feed."""
    return json_safe(json.dumps(to_log(report, language), ensure_ascii=False, indent=2, sort_keys=True)) + "\n"


def to_log(report: Report, language: str = "zh") -> dict[str, Any]:
    """The log as plain dicts: one run."""
    rules = _rules(report, language)
    index = {rule["id"]: place for place, rule in enumerate(rules)}
    results = [_result(report, finding, index, language) for finding in report.findings]
    results += [_open(report, item, index, language) for item in report.undetermined]
    suppressed = [_result(report, finding, index, language) for finding in report.suppressed]
    results += [{**result, "suppressions": [_suppression(finding)]}
                for result, finding in zip(suppressed, report.suppressed, strict=True)]
    packs = [{"name": visible(pack.name), "version": visible(pack.version)} for pack in report.coverage.packs]
    run = {
        "tool": {"driver": {"name": "clausecheck", "version": VERSION, "rules": rules}, "extensions": packs},
        "columnKind": "unicodeCodePoints",
        "language": "zh-CN" if language == "zh" else "en",
        "artifacts": [_artifact(source) for source in report.sources],
        "results": results,
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _suppression(finding: Finding) -> dict[str, str]:
    why = finding.suppression
    return {"kind": "external", "justification": visible(why.reason)} if why and why.reason else {"kind": "external"}


def _rules(report: Report, language: str) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for finding in (*report.findings, *report.suppressed):
        found[finding.rule] = {
            "id": visible(finding.rule),
            "shortDescription": {"text": visible(finding.title.in_(language))},
            "fullDescription": {"text": visible(finding.why.in_(language))},
            "help": {"text": visible("\n".join(line.in_(language) for line in citing.authorities(finding)))},
            "properties": {"tags": [finding.ground, finding.doctrine]},
            **({"helpUri": finding.docs} if finding.docs else {}),
        }
    for item in report.undetermined:
        found.setdefault(item.rule, {"id": visible(item.rule), "properties": {"tags": [item.doctrine]}})
    return list(found.values())


def _result(report: Report, finding: Finding, index: dict[str, int], language: str) -> dict[str, Any]:
    effect = word(wording.EFFECT, finding.effect)
    text = f"{finding.title.in_(language)}: {finding.message.in_(language)} ({effect.in_(language)})"
    return {
        "ruleId": visible(finding.rule),
        "ruleIndex": index[visible(finding.rule)],
        "level": _LEVEL[finding.severity],
        "message": {"text": visible(text)},
        "locations": [_clause(report, clause, language) for clause in finding.clauses[:1]],
        "relatedLocations": _related(report, finding.clauses[1:], finding.evidence, language),
        "partialFingerprints": {"ruleAndWords/v1": _fingerprint(finding)},
        "properties": {"severity": finding.severity, "confidence": finding.confidence, "point": finding.point},
    }


def _open(report: Report, item: Undetermined, index: dict[str, int], language: str) -> dict[str, Any]:
    return {
        "ruleId": visible(item.rule),
        "ruleIndex": index[visible(item.rule)],
        "kind": "open",
        "level": "none",
        "message": {"text": visible(item.ask.in_(language))},
        "properties": {"contradiction": item.contradiction},
        "locations": [_clause(report, clause, language) for clause in item.clauses[:1]],
        "relatedLocations": _related(report, item.clauses[1:], item.evidence, language),
    }


def _related(
    report: Report, clauses: Iterable[ClauseRef], evidence: Iterable[Evidence], language: str
) -> list[dict[str, Any]]:
    sources = {source.id: source for source in report.sources}
    found = [_clause(report, clause, language) for clause in clauses]
    for item in evidence:
        if item.source in sources:
            found.append(_location(sources[item.source], item.start, item.end, item.element))
    return [{"id": number, **location} for number, location in enumerate(found)]


def _clause(report: Report, clause: ClauseRef, language: str) -> dict[str, Any]:
    return _location(contract_of(report), clause.start, clause.end, said.clause(clause).in_(language))


def _location(source: Source, start: int, end: int, message: str) -> dict[str, Any]:
    region = {"charOffset": start, "charLength": end - start, **_lines(source.text, start, end)}
    place = {"artifactLocation": {"uri": _uri(source.name)}, "region": region}
    return {"physicalLocation": place, "message": {"text": visible(message)}}


def _lines(text: str, start: int, end: int) -> dict[str, int]:
    """1-based lines and columns, the end column after the last character."""
    return {
        "startLine": text.count("\n", 0, start) + 1,
        "startColumn": start - text.rfind("\n", 0, start),
        "endLine": text.count("\n", 0, end) + 1,
        "endColumn": end - text.rfind("\n", 0, end),
    }


def _artifact(source: Source) -> dict[str, Any]:
    return {
        "location": {"uri": _uri(source.name)},
        "hashes": {"sha-256": source.sha256},
        "encoding": source.encoding,
        "properties": {"role": source.role},
    }


def _uri(name: str) -> str:
    return quote(name.encode("utf-8", "surrogatepass"), safe="/")


def _fingerprint(finding: Finding) -> str:
    """Of the rule and the words that met it, not of where they stand: it outlives a shifted contract."""
    words = "\0".join([finding.rule, *(item.quote for item in finding.evidence)])
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
