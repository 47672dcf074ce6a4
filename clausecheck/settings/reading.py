"""Settings files → settings: found upward, read strictly, merged key by key."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from clausecheck.errors import ConfigError
from clausecheck.findings import RANK, SECTORS
from clausecheck.settings import Settings
from clausecheck.strictyaml import Located, LocatedList, day, hint, only, read

NAME = ".clausecheck.yaml"
PROJECT = "pyproject.toml"
KEYS = ("packs", "experimental", "lang", "fail-on", "as-of", "sector", "buyer", "suppressions", "baseline", "docs",
        "rules", "paths")
_FIELDS = {"fail-on": "fail_on", "as-of": "as_of"}
CHOICES = {"lang": ("zh", "en"), "fail-on": ("high", "medium", "low", "never"), "sector": SECTORS,
            "buyer": ("consumer", "business")}

Layer = Mapping[str, tuple[Any, str]]  # key → value, and the file and line that gives it


def files_above(checked: Path) -> tuple[Path, ...]:
    """The settings files that bear on a file, the farthest first; of two in one folder `.clausecheck.yaml` counts."""
    found: list[Path] = []
    for folder in (checked, *checked.parents):
        own, project = folder / NAME, folder / PROJECT
        if os.path.isfile(own):  # unlike Path.is_file it takes any name
            found.append(own)
        elif os.path.isfile(project) and _names_us(project):
            found.append(project)
    return tuple(reversed(found))


def _names_us(project: Path) -> bool:
    try:
        return "[tool.clausecheck" in project.read_text("utf-8", errors="replace")
    except OSError:  # somebody else's, and closed to us
        return False


def layers(file: Path, checked: Path) -> Iterator[Layer]:
    """The settings of one file: its own keys, then each entry of `paths:` that fits the checked file."""
    table = _table(file)
    yield _layer(table, KEYS, "the settings")
    entries = table.get("paths", LocatedList(str(file), table.at))
    if not isinstance(entries, LocatedList):
        raise _wrong("paths: is a list of {match: PATTERN, …}", table, "paths")
    for index, entry in enumerate(entries):
        if not isinstance(entry, Located) or not isinstance(entry.get("match"), str):
            raise ConfigError("an entry of paths: is {match: PATTERN, and keys of its own}", file=str(file),
                              line=entries.line(index))
        inner = _layer(entry, ("match", *KEYS[:-1]), "an entry of paths:")
        if fits(entry["match"], checked, file.parent):
            yield inner


def fits(pattern: str, checked: Path, folder: Path) -> bool:
    """Does a pattern fit a file? Counted from the settings' folder; one without "/" fits a name anywhere below it."""
    try:
        relative = checked.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        return False
    whole = pattern.lstrip("/") if "/" in pattern.strip("/") else f"**/{pattern}"
    return _pattern(whole.rstrip("/") + ("/**" if whole.endswith("/") else "")).fullmatch(relative) is not None


@lru_cache(maxsize=64)
def _pattern(glob: str) -> re.Pattern[str]:
    """`*` and `?` stay in one folder, `**` goes through several."""
    parts = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile(re.sub(r"\*\*/|\*\*|\*|\?|[^*?]+", lambda m: parts.get(m[0]) or re.escape(m[0]), glob))


def merged(given: Sequence[Layer]) -> Settings:
    """Layers, the weakest first → settings."""
    values: dict[str, Any] = {}
    origin: dict[str, str] = {}
    rules: dict[str, str] = {}
    for layer in given:
        for key, (value, place) in layer.items():
            if key == "rules":
                for rule, severity in value.items():
                    rules[rule] = severity
                    origin[f"rules.{rule}"] = f"{place.rpartition(':')[0]}:{value.line(rule)}"
            else:
                values[_FIELDS.get(key, key)] = value
                origin[key] = place
    return replace(Settings(), **values, rules=rules, origin=origin)


def _table(file: Path) -> Located:
    if file.name == NAME:
        return read(file, ConfigError)
    text = file.read_text("utf-8", errors="replace")
    try:
        if sys.version_info >= (3, 11):
            import tomllib
        else:
            import tomli as tomllib
        found = tomllib.loads(text).get("tool", {}).get("clausecheck", {})
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"not valid TOML: {error}", file=str(file)) from None
    line = text.count("\n", 0, text.index("[tool.clausecheck")) + 1
    located: Located = _located(found, str(file), line)
    return located


def _located(value: Any, file: str, line: int) -> Any:
    """TOML as the strict reader gives YAML. It knows no lines: everything stands where the table begins."""
    if isinstance(value, dict):
        table = Located(file, line)
        table.update({key: _located(item, file, line) for key, item in value.items()})
        return table
    if isinstance(value, list):
        items = LocatedList(file, line)
        items += [_located(item, file, line) for item in value]
        return items
    return value.isoformat() if isinstance(value, date) else value


def _layer(table: Located, keys: Sequence[str], what: str) -> Layer:
    only(table, keys, what, ConfigError)
    return {key: (_READERS[key](table, key), f"{table.file}:{table.line(key)}") for key in table if key in _READERS}


def _wrong(sentence: str, table: Located, key: str) -> ConfigError:
    return ConfigError(sentence, file=table.file, line=table.line(key))


def _choice(table: Located, key: str) -> str:
    value = table[key]
    if value not in CHOICES[key]:
        known = CHOICES[key]
        raise _wrong(f"{key}: {value!r} is none of {', '.join(known)}{hint(str(value), known)}", table, key)
    return str(value)


def _flag(table: Located, key: str) -> bool:
    if not isinstance(table[key], bool):
        raise _wrong(f"{key}: is true or false", table, key)
    return bool(table[key])


def _text(table: Located, key: str) -> str:
    if not isinstance(table[key], str) or not table[key].strip():
        raise _wrong(f"{key}: must be a text", table, key)
    return str(table[key])


def _file(table: Located, key: str) -> Path:
    """A file, counted from the folder of the settings."""
    return Path(table.file).parent / _text(table, key)


def _docs(table: Located, key: str) -> str:
    value = _text(table, key)
    if re.fullmatch(r"https?://[^\s<>\"]+", value):
        return value
    if re.match(r"[a-z][a-z0-9+.-]+:", value, re.IGNORECASE):
        raise _wrong(f"{key}: is an http(s) address or a folder, not {value!r}", table, key)
    return str(Path(table.file).parent / value)


def _day(table: Located, key: str) -> date:
    try:
        return day(str(table[key]))
    except ValueError:
        raise _wrong(f"{key}: is a day such as 2024-07-19, not {table[key]!r}", table, key) from None


def _packs(table: Located, key: str) -> tuple[str, ...]:
    value = table[key]
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not names or not all(isinstance(n, str) and n.strip() for n in names):
        raise _wrong(f"{key}: is a pack's name or folder, or a list of them", table, key)
    folder = Path(table.file).parent
    return tuple(str(folder / n) if (folder / n / "pack.yaml").is_file() else n for n in names)


def _rules(table: Located, key: str) -> Located:
    rules = table[key]
    if not isinstance(rules, Located):
        raise _wrong(f"{key}: is a mapping of rule names to a severity or off", table, key)
    for name, value in rules.items():
        if value not in (*RANK, "off"):
            raise ConfigError(f"rules: {name}: {value!r} is none of {', '.join(RANK)}, off", file=table.file,
                              line=rules.line(name))
    return rules


_READERS: Mapping[str, Callable[[Located, str], Any]] = {
    "packs": _packs, "experimental": _flag, "lang": _choice, "fail-on": _choice, "as-of": _day, "sector": _choice,
    "buyer": _choice, "suppressions": _file, "baseline": _file, "docs": _docs, "rules": _rules,
}
