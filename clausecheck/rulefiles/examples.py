"""The examples of a rule: texts that it must find something in, and texts in which it must not."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any as Node

from clausecheck.errors import PackError
from clausecheck.findings import RANK
from clausecheck.rules import LANGUAGES, Example
from clausecheck.strictyaml import Located, LocatedList, hint, mapping, only

KEYS = ("text", "lang", "promised", "agreed", "happened", "level", "captures", "near_miss", "clause")
VIOLATES, COMPLIES = 2, 3  # at least so many in each language of the pack


def read_examples(rule: Located, languages: tuple[str, ...], names: Collection[str]) -> tuple[Example, ...]:
    """What stands under `examples:`. `names`: those that elements give. Raises PackError where there are too few."""
    table, line = rule["examples"], rule.line("examples")
    if not isinstance(table, Located):
        raise _wrong("examples: must be {violates: {zh: […], en: […]}, complies: {…}}", rule, line)
    only(table, ("violates", "complies"), "examples")
    found = tuple(e for kind in ("violates", "complies") for e in _of_kind(table, kind, names))
    _enough(found, languages, rule, line)
    return found


def texts_in(file: str, language: str) -> Iterator[tuple[bool, str]]:
    """The examples of a rule file that need nothing beside the contract: whether they violate, and their text.

    Only they are read, for whoever compares texts: the rule has been read before. Nothing where none stand there.
    """
    _, found, rest = Path(file).read_text(encoding="utf-8-sig").partition("\nexamples:\n")
    table = mapping(f"examples:\n{rest}", file) if found else Located(file, 1)
    for kind in ("violates", "complies"):
        for row in table.get("examples", {}).get(kind, {}).get(language, ()):
            if isinstance(row, str):
                yield kind == "violates", row
            elif not any(key in row for key in ("promised", "agreed", "happened", "lang")):
                yield kind == "violates", row["text"]


def _wrong(sentence: str, table: Located, line: int, check: str = "wrong-value") -> PackError:
    return PackError(sentence, file=table.file, line=line, check=check)


def _of_kind(table: Located, kind: str, names: Collection[str]) -> Iterator[Example]:
    by_language = table.get(kind, Located(table.file, table.at))
    if not isinstance(by_language, Located):
        raise _wrong(f"{kind}: must be {{zh: […], en: […]}}", table, table.line(kind))
    only(by_language, LANGUAGES, kind)
    for language, rows in by_language.items():
        if not isinstance(rows, LocatedList):
            raise _wrong(f"{language}: must be a list of examples", table, by_language.line(language))
        for i, row in enumerate(rows):
            if isinstance(row, str):
                yield Example(row, language, kind == "violates", rows.line(i))
            elif isinstance(row, Located):
                yield _example(row, language, kind == "violates", names)
            else:
                raise _wrong("an example is a text or {text: …, promised: …, …}", table, rows.line(i))


def _example(row: Located, language: str, violates: bool, names: Collection[str]) -> Example:
    strange = next((key for key in row if key not in KEYS), None)
    if strange is not None and "text" not in row:
        raise _wrong(f"an example is a text, or {{text: …, near_miss: true}}; one with “: ” in it (after {strange!r}) "
                     "stands in quotes", row, row.line(strange))
    only(row, KEYS, "an example")
    if not isinstance(row.get("text"), str):
        raise _wrong("an example needs its `text:`", row, row.at, "missing-key")
    if row.get("level") not in (None, *RANK):
        raise _wrong(f"level: is one of {', '.join(RANK)}{hint(str(row['level']), RANK)}", row, row.line("level"))
    if row.get("lang", language) not in LANGUAGES or not isinstance(row.get("near_miss", False), bool):
        raise _wrong("lang: is zh or en, near_miss: true or false", row, row.at)
    captures = row.get("captures", Located(row.file, row.at))
    if not isinstance(captures, Located):
        raise _wrong("captures: must be {name: words} of names that elements give", row, row.line("captures"))
    for name in captures:
        if name not in names:
            raise _wrong(f"captures: no element gives the name {name!r}{hint(name, names)}", row, captures.line(name),
                         "unbound-capture")
    return Example(
        row["text"], row.get("lang", language), violates, row.at,
        promised=_texts(row, "promised"), agreed=_texts(row, "agreed"), happened=_events(row), level=row.get("level"),
        captures={k: str(v) for k, v in captures.items()}, near_miss=row.get("near_miss", False),
        clause=str(row["clause"]) if "clause" in row else None,
    )


def _texts(row: Located, key: str) -> tuple[str, ...]:
    value: Node = row.get(key, [])
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not all(isinstance(t, str) for t in texts):
        raise _wrong(f"{key}: must be a text or a list of texts", row, row.line(key))
    return tuple(texts)


def _events(row: Located) -> str | None:
    """What happened, as the YAML text that a file would hold."""
    value = row.get("happened")
    if value is None or isinstance(value, str):
        return value
    if not isinstance(value, list):
        raise _wrong("happened: must be a list of events such as [{event: DEPOSIT_PAID, on: 2024-07-19}]", row,
                     row.line("happened"))
    return "\n".join(f"- {json.dumps(event, ensure_ascii=False)}" for event in value)


def _enough(examples: tuple[Example, ...], languages: tuple[str, ...], rule: Located, line: int) -> None:
    for language in languages:
        own = [e for e in examples if e.language == language]
        violates, complies = sum(e.violates for e in own), sum(not e.violates for e in own)
        if violates < VIOLATES or complies < COMPLIES:
            raise _wrong(f"a rule needs {VIOLATES} examples that violate and {COMPLIES} that comply in each language; "
                         f"{language} has {violates} and {complies}", rule, line, "too-few-examples")
        if not any(e.near_miss for e in own if not e.violates):
            raise _wrong(f"one of the {language} examples that comply must be a near miss: "
                         "{text: …, near_miss: true}", rule, line, "no-near-miss")
