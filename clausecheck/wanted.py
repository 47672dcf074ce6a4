"""What is wanted of each file of a run: the command line over the settings files, and what is not to be told again."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from clausecheck.errors import ConfigError, InputError, UsageError
from clausecheck.settings import Settings, settings_for
from clausecheck.settings.reading import CHOICES
from clausecheck.strictyaml import day as day_of
from clausecheck.suppressions import NAME, Quiet, SideFile, known_by, read_side_file

COMMAND_LINE = "command line"
_KEPT = 1000  # files whose settings are remembered


class Wanted:
    """`given`: options by the names that settings have; what is None or empty was not given."""

    def __init__(self, given: Mapping[str, Any], no_config: bool = False) -> None:
        self._given = {key: _checked(key, value) for key, value in given.items() if value}
        self._no_config = no_config
        self._side_files: dict[Path, SideFile] = {}
        self._known: dict[Path, dict[tuple[str, str], str]] = {}
        self._kept: dict[str, Settings] = {}

    def for_file(self, file: str, files: bool = True) -> Settings:
        """What holds for a file; without `files` only what the command line says. Raises ConfigError."""
        if file not in self._kept:
            found = settings_for(file) if files and not self._no_config else Settings()
            if len(self._kept) >= _KEPT:  # of a folder of any size
                self._kept.clear()
            values = {key.replace("-", "_"): value for key, value in self._given.items()}
            origin = {**found.origin, **dict.fromkeys(self._given, COMMAND_LINE)}
            self._kept[file] = replace(found, **values, origin=origin)
        return self._kept[file]

    def quiet(self, file: str) -> Quiet | None:
        """What is not to be told again of a file; None where nothing is. Raises ConfigError."""
        settings = self.for_file(file)
        path = settings.suppressions or (None if self._no_config else side_file_above(file))
        if path is not None and path not in self._side_files:
            self._side_files[path] = read_side_file(path, date.today())
        before = settings.baseline
        if before is not None and before not in self._known:
            self._known[before] = _earlier(before)
        if path is None and before is None:
            return None
        return Quiet(self._side_files[path] if path else None, self._known[before] if before else {})

    def side_files(self) -> tuple[SideFile, ...]:
        """The side files that were read."""
        return tuple(self._side_files.values())

    def warnings(self) -> list[str]:
        """What is to be said of the side files that were used."""
        return [warning for side_file in self._side_files.values() for warning in side_file.warnings()]


def side_file_above(file: str) -> Path | None:
    """The suppressions file nearest to a file, upward."""
    return next((f / NAME for f in Path(file).absolute().parents if os.path.isfile(f / NAME)), None)


def _checked(key: str, value: Any) -> Any:
    if key in CHOICES and value not in CHOICES[key]:
        raise UsageError(f"--{key} is {' or '.join(CHOICES[key])}, not {value!r}" if len(CHOICES[key]) == 2 else
                         f"--{key} is one of {', '.join(CHOICES[key])}, not {value!r}")
    if key == "as-of":
        return day(value, "--as-of")
    if key == "packs":
        return tuple(value)
    return Path(value) if key in ("suppressions", "baseline") else value


def day(text: str | None, option: str = "--as-of") -> date | None:
    """The day that an option names. Raises UsageError."""
    try:
        return None if text is None else day_of(text)
    except ValueError:
        raise UsageError(f"{option} is a day such as 2024-07-19, not {text!r}") from None


def _earlier(path: Path) -> dict[tuple[str, str], str]:
    """The findings of an earlier check, from its JSON report. Raises ConfigError."""
    from clausecheck.reports.json import loads

    try:
        return known_by(loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise ConfigError(f"the baseline cannot be read: {reason}", file=str(path)) from None
    except InputError as error:
        raise ConfigError(f"no JSON report of an earlier check: {error.sentence}", file=str(path)) from None
