"""A new entry for a side file, as text: what stands there already is kept as it is, comments and all."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

from clausecheck.errors import UsageError
from clausecheck.findings import Finding
from clausecheck.suppressions import read_side_file
from clausecheck.suppressions.fingerprints import quote_hash
from clausecheck.text import Source

_HEAD = ("# yaml-language-server: $schema=.schema/suppressions.json\n"
         "# Findings that were looked at and put up with; see `clausecheck suppress --help`.\n")


def with_entry(path: Path, finding: Finding, contract: Source, reason: str, until: date | None) -> str:
    """The side file's text with one more entry. Raises ConfigError where it is wrong, UsageError where it has it."""
    quote = quote_hash(finding, contract)
    before = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
    for entry in read_side_file(path, date.min).entries if before else ():
        if (entry.rule, entry.quote) == (finding.rule, quote):
            raise UsageError(f"{path}:{entry.line}: {finding.rule} is suppressed there already")
    name = Path(os.path.relpath(Path(contract.name).absolute(), path.absolute().parent)).as_posix()
    given = {"rule": finding.rule, "file": name, "clause": finding.clauses[0].number if finding.clauses else "",
             "quote": quote, "reason": reason, "until": until.isoformat() if until else ""}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in given.items() if value]
    return (before.rstrip("\n") + "\n" if before.strip() else _HEAD) + "- " + "  ".join(lines)
