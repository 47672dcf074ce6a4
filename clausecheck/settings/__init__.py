"""What a project wants of a check, kept in files: `.clausecheck.yaml`, or `[tool.clausecheck]` in pyproject.toml.

`settings_for(file)` goes from the checked file's folder upward. Of several files the nearest wins, key by key; in one
file an entry of `paths:` whose pattern fits the checked file wins over the file's own keys. Each value knows where it
comes from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for one file. `origin`: key → the file and line that set it; what is not there is the default."""

    packs: tuple[str, ...] = ("cn-consumer",)
    experimental: bool = False
    lang: str | None = None
    fail_on: str = "high"
    as_of: date | None = None
    sector: str | None = None
    buyer: str | None = None  # consumer | business
    suppressions: Path | None = None
    baseline: Path | None = None
    docs: str | None = None  # where the rules' pages are: an address or a folder
    rules: Mapping[str, str] = field(default_factory=dict)  # rule → a severity, or off
    origin: Mapping[str, str] = field(default_factory=dict)

    def from_(self, key: str) -> str:
        """Where a value comes from; a rule's own setting is `rules.NAME`."""
        return self.origin.get(key, DEFAULT)


def settings_for(path: str | Path) -> Settings:
    """The settings for a file (or for what stands in a folder). Raises ConfigError with file and line."""
    from clausecheck.settings.reading import files_above, layers, merged

    checked = Path(path).absolute()
    return merged([layer for file in files_above(checked) for layer in layers(file, checked)])
