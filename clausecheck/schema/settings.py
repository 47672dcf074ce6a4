"""`.clausecheck.yaml` and `.clausecheck-suppressions.yaml` as JSON Schema."""

from __future__ import annotations

from typing import Any

from clausecheck.findings import RANK
from clausecheck.schema.elements import FLAG, listed, table
from clausecheck.settings.reading import CHOICES
from clausecheck.suppressions import REQUIRED
from clausecheck.suppressions.fingerprints import LENGTH

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string", "pattern": r"\S"}
_DAY: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_DOCS = r"^(?:https?://[^\s<>\"]+|(?![A-Za-z][A-Za-z0-9+.-]+:).*\S.*)$"
_ABOUT = {
    "lang": "Language of the report; the contract's where left out.",
    "fail-on": "Exit with 1 from this severity on.",
    "sector": "What is sold, where the contract's words are not to decide.",
    "buyer": "Who buys, where the contract's words are not to decide.",
}


def config_file(rules: tuple[str, ...]) -> Schema:
    """The settings of a folder. `rules`: the names that `rules:` completes."""
    keys = _keys(rules)
    entry = table({"match": {"type": "string", "examples": ["gyms/**", "draft-*.txt"], "description":
                             "Which files, counted from this file's folder; without a “/” a name anywhere below."},
                   **keys}, required=["match"])
    paths = {"type": "array", "items": entry,
             "description": "What is different for some files: an entry that fits wins.",
             "examples": [[{"match": "gyms/**", "sector": "prepaid"}]]}
    return table({**keys, "paths": paths},
                 description=".clausecheck.yaml: what holds for the files in its folder and below.")


def suppressions_file(rules: tuple[str, ...]) -> Schema:
    """Findings that were put up with. `rules`: the names that `rule:` completes."""
    about = {
        "rule": {**_TEXT, "description": "The rule's id, PACK/NAME.", "examples": list(rules)},
        "file": {"type": "string", "description": "The agreement, counted from this file's folder; any if left out."},
        "clause": {"type": ["string", "integer"], "description":
                   "As it was numbered then: for the reader, never compared."},
        "quote": {"type": "string", "pattern": f"^[0-9a-f]{{{LENGTH}}}$", "description":
                  "Hash of the clause's words, by which it is known: `clausecheck suppress` works it out."},
        "reason": {**_TEXT, "description": "Why it may stand: printed beside it in the reports.",
                   "examples": ["the seller has agreed in writing not to rely on it"]},
        "until": {**_DAY, "type": ["string", "null"], "description": "From this day on it counts again.",
                  "examples": ["2027-01-01"]},
    }
    return {"type": "array", "items": table(about, required=list(REQUIRED)),
            "description": ".clausecheck-suppressions.yaml: findings that somebody has looked at and put up with."}


def _keys(rules: tuple[str, ...]) -> dict[str, Schema]:
    """Every key that stands at the top and in an entry of `paths:`."""
    grade = {"enum": [*RANK, "off"]}
    chosen = {key: {"enum": list(values), "description": _ABOUT[key]} for key, values in CHOICES.items()}
    return {
        "packs": {"anyOf": [_TEXT, listed(_TEXT)], "description":
                  "The rule packs: names, or folders counted from this file.",
                  "examples": ["cn-consumer", ["cn-consumer", "my-pack"]]},
        "experimental": {**FLAG, "description": "Run experimental rules too: they cry too often."},
        **chosen,
        "as-of": {**_DAY, "description": "The day the contract was concluded.", "examples": ["2024-07-19"]},
        "suppressions": {**_TEXT, "description": "The file of findings that were put up with.",
                         "examples": [".clausecheck-suppressions.yaml"]},
        "baseline": {**_TEXT, "description": "JSON report of an earlier check: only what is new is told.",
                     "examples": ["before.json"]},
        "docs": {"type": "string", "pattern": _DOCS, "description":
                 "Where the pages of `clausecheck rules docs` are: findings lead there.",
                 "examples": ["https://example.org/rules", "site"]},
        "rules": {"type": "object", "properties": dict.fromkeys(rules, grade), "additionalProperties": grade,
                  "description": "Single rules: a severity, no graver than the doctrine's, or 'off' (in quotes).",
                  "examples": [{"final-interpretation": "low", "hidden-fees": "off"}]},
    }
