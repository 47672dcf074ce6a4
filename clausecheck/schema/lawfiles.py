"""authorities.yaml, instruments.yaml, doctrines.yaml and cases.yaml as JSON Schema."""

from __future__ import annotations

from typing import Any

from clausecheck.authorities import Law
from clausecheck.authorities.files import FIELDS, FLAGS, LISTS, VALUES
from clausecheck.findings import SECTORS
from clausecheck.schema.elements import table

Schema = dict[str, Any]

_ABOUT = {
    "instrument": "An id of instruments.yaml.", "article": "Its number, “27-28, 30”, or whole.",
    "summary_zh": "What it says, in our own words.", "summary_en": "What it says, in our own words.",
    "confidence": "How well the text was checked.", "effective_date": "The day from which it applies.",
    "consumer_only": "It protects consumers, not a company that buys.", "severity": "A ceiling for the rules.",
    "older_cases": "It governs older cases that are still open.", "ask_zh": "Asked where the text cannot tell.",
    "exception": "When the clause may stand: what the seller may answer. English.",
    "exception_zh": "The same in Chinese.",
}


def law_files(law: Law) -> dict[str, Schema]:
    """The schemas of the four law files, by the files' names."""
    return {kind: _file(kind, law) for kind in FIELDS}


def _file(kind: str, law: Law) -> Schema:
    required, optional = FIELDS[kind]
    properties = {key: _field(kind, key, law) for key in (*required, *optional)}
    pairs = {key: [_other(key)] for key in optional if key.endswith(("_zh", "_en")) and key[:-3] not in required}
    entry = table(properties, required=list(required), dependencies=pairs)
    return table({"generated": {"type": "string"}, kind: {"type": "array", "items": entry}}, required=[kind],
                 description=f"{kind}: what rules cite; an entry begins with `- id:`.")


def _other(key: str) -> str:
    """The same text in the other language: what stands in one stands in both."""
    return f"{key[:-2]}{'en' if key.endswith('zh') else 'zh'}"


def _field(kind: str, key: str, law: Law) -> Schema:
    made: Schema = {"description": _ABOUT[key]} if key in _ABOUT else {}
    if key in VALUES.get(kind, {}):
        return {**made, "enum": list(VALUES[kind][key])}
    if key == "instrument":
        return {**made, "enum": list(law.instruments)}
    if key == "authorities":
        return {**made, "type": "array", "items": {"type": "string", "pattern": r"^\s*\S+\s+\S+\s+\S+\s*$",
                                                   "examples": ["cn-civil-code-497 ground mapped"]}}
    if key == "cases":
        noted = table({k: {"type": "string"} for k in ("id", "role", "note", "note_zh")}, required=["id", "role",
                                                                                                    "note", "note_zh"])
        return {**made, "type": "array", "items": {"anyOf": [{"type": "string", "pattern": r"^\s*\S+\s+\S+\s*$"},
                                                             noted]}}
    if key == "sectors":
        return {**made, "type": "array", "items": {"type": "string", "examples": list(SECTORS)}}
    if key in LISTS:
        return {**made, "type": "array", "items": {"type": "string"}}
    if key in FLAGS:
        return {**made, "type": "boolean"}
    return {**made, "type": ["string", "integer"]}
