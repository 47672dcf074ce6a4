"""Where the data that ship with clausecheck are: beside the package in a wheel, at the top of a checkout."""

from __future__ import annotations

from pathlib import Path

from clausecheck.errors import PackError


def rules_root() -> Path:
    """The folder `rules/`. Raises PackError if the installation lacks it."""
    return _beside("rules")


def samples_root() -> Path:
    """The folder `samples/`, likewise."""
    return _beside("samples")


def _beside(name: str) -> Path:
    package = Path(__file__).parent
    for place in (package / name, package.parent / name):
        if place.is_dir():
            return place
    raise PackError(f"the folder {name!r} is missing from this installation of clausecheck")
