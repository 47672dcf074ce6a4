"""The report as JSON: lossless, sorted, without timestamps; every other report can be made from it.

`to_dict` follows the dataclasses of `clausecheck.findings` field by field, so nothing can be left out, and adds what
can be worked out from them and is handy to have: `schema_version`, `summary`, `points` and the `quote` of each party
and fact. The shape is published as a JSON Schema (`schema()`).

Sums of money are strings of plain decimal digits ("10000.00"): a JSON number would become a binary fraction on the way
in. Texts are exact to the code point; characters that act on a terminal or hide are written as `\\uXXXX` escapes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any

from clausecheck.findings import Report
from clausecheck.reports.harmless import json_safe
from clausecheck.reports.points import at_stake, by_severity, contract_of, points
from clausecheck.reports.reading import read

SCHEMA_VERSION = "1.1"


def to_dict(report: Report) -> dict[str, Any]:
    """The report as plain dicts, lists, strings, integers and None, ready for any JSON writer."""
    data: dict[str, Any] = plain(report)
    contract = contract_of(report).text if report.sources else ""
    for party in data["parties"]:
        party["quote"] = contract[party["start"] : party["end"]]
    texts = {source.id: source.text for source in report.sources}
    for fact in data["facts"]:
        fact["quote"] = texts.get(fact["source"], "")[fact["start"] : fact["end"]]
    return {"schema_version": SCHEMA_VERSION, "summary": _summary(report), "points": _points(report), **data}


def from_dict(data: Mapping[str, Any]) -> Report:
    """The Report that `to_dict` was given. Raises InputError naming the first place that does not fit."""
    return read(Report, data, SCHEMA_VERSION)


def dumps(reports: Sequence[Report]) -> str:
    """One report as its object, several as `{"reports": […], "schema_version": …}`; ends in a line feed."""
    if len(reports) == 1:
        return encode(to_dict(reports[0]))
    return encode({"schema_version": SCHEMA_VERSION, "reports": [to_dict(report) for report in reports]})


def loads(text: str) -> tuple[Report, ...]:
    """The reports in what `dumps` wrote. Raises InputError where it is no such text."""
    from clausecheck.errors import InputError

    try:
        data = json.loads(text)
    except ValueError as error:
        raise InputError(f"not JSON: {error}") from None
    several = data.get("reports") if isinstance(data, dict) else None
    return tuple(from_dict(item) for item in (several if isinstance(several, list) else [data]))


def render(report: Report, language: str = "zh") -> str:
    """One report. `language` is taken as every renderer takes it; the JSON holds both languages."""
    return dumps([report])


@lru_cache(maxsize=1)
def schema() -> dict[str, Any]:
    """The published JSON Schema (2020-12) of what `dumps` writes."""
    found: dict[str, Any] = json.loads(files("clausecheck").joinpath("schema/report.schema.json").read_text("utf-8"))
    return found


def encode(value: object) -> str:
    """Plain data as JSON text: sorted, and nothing in it acts on a terminal."""
    return json_safe(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False)) + "\n"


def plain(value: Any) -> Any:
    """A dataclass and whatever it holds as plain dicts, lists and strings."""
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return format(value, "f") if isinstance(value, Decimal) else value


def _points(report: Report) -> list[dict[str, Any]]:
    place = {id(finding): index for index, finding in enumerate(report.findings)}
    return [
        {"number": p.number, "severity": p.severity, "findings": [place[id(finding)] for finding in p.findings]}
        for p in points(report)
    ]


def _summary(report: Report) -> dict[str, Any]:
    found = points(report)
    return {
        "points": len(found),
        "findings": len(report.findings),
        "undetermined": len(report.undetermined),
        "suppressed": len(report.suppressed),
        "points_by_severity": dict(by_severity(point.severity for point in found)),
        "at_stake": [
            {"amount": format(amount, "f"), "currency": currency or None}
            for currency, amount in sorted(at_stake(report.remedies).items())
        ],
    }
