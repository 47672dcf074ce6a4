"""The closed classes of a language (`rules/lexicon/cues.LANG.yaml`), which decide how clauses hang together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from clausecheck.places import rules_root


@lru_cache(maxsize=4)
def cues(language: str) -> Mapping[str, object]:
    """The whole table of a language, read once. Raises PackError where the file is missing or wrong."""
    from clausecheck.strictyaml import read

    return dict(read(rules_root() / "lexicon" / f"cues.{language}.yaml"))


@lru_cache(maxsize=128)
def words(language: str, *names: str) -> tuple[str, ...]:
    """The words of one or several classes, longest first."""
    found: set[str] = set()
    for name in names:
        value = cues(language)[name]
        if isinstance(value, Sequence):
            found.update(str(v) for v in value)
    return tuple(sorted(found, key=lambda w: (-len(w), w)))


@lru_cache(maxsize=128)
def any_of(language: str, *names: str) -> re.Pattern[str]:
    """One pattern for all words of these classes, the longest tried first."""
    return re.compile("|".join(map(re.escape, words(language, *names))))


@lru_cache(maxsize=128)
def pattern(language: str, *names: str) -> re.Pattern[str]:
    """Like `any_of`; in English the words stand at word boundaries."""
    if language != "en":
        return any_of(language, *names)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words(language, *names)))})\b")
