"""YAML front matter of a promised or agreed file: who said it, where, when."""

from __future__ import annotations

import re
from collections.abc import Mapping

from clausecheck.errors import InputError
from clausecheck.patterns import later
from clausecheck.strictyaml import hint

KEYS = ("by", "channel", "date", "url", "retracts")
_BLOCK = later(r"\A\ufeff?---[ \t]*\n(.*?)^---[ \t]*\n", re.DOTALL | re.MULTILINE)
_LINE = later(r"^([A-Za-z_]+)[ \t]*:[ \t]*(.*?)[ \t]*$")


def split_front_matter(text: str, name: str) -> tuple[Mapping[str, str], int]:
    """Text → (front matter, offset of the body). Raises InputError for an unknown key or a line with no `key: value`.

    Only flat `key: value` lines are front matter; anything deeper would be YAML for its own sake.
    """
    block = _BLOCK.match(text)
    if block is None:
        return {}, 0
    about: dict[str, str] = {}
    for number, line in enumerate(block.group(1).splitlines(), 2):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        found = _LINE.match(line)
        if found is None:
            raise InputError("the front matter has a line that is not `key: value`", file=name, line=number)
        key, value = found.groups()
        if key not in KEYS:
            more = hint(key, KEYS) or f" (known: {', '.join(KEYS)})"
            raise InputError(f"the front matter has the unknown key {key!r}{more}", file=name, line=number)
        about[key] = value.strip("\"'")
    return about, block.end()
