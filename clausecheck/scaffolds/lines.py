"""The lines of files that are begun for an author: a pack, its words, the parts of a rule."""

from __future__ import annotations

import json
from collections.abc import Sequence

from clausecheck.patterns import later
from clausecheck.text import Bilingual

_PLAIN = later(r"[A-Za-z\u4e00-\u9fff“《][^:,\[\]{}#\n\"'`]*[^:,\[\]{}#\n\"'`\s]")
_CONSTANTS = {"true", "false", "null", "yes", "no", "on", "off"}


def new_pack(name: str) -> str:
    """The text of a pack.yaml."""
    return (f"# yaml-language-server: $schema=.schema/pack.json\nname: {name}\nversion: 0.1.0\njurisdiction: CN\n"
            "languages: [zh, en]\nneeds: clausecheck>=0.1\n")


def new_words(concept: str, zh: Sequence[str], en: Sequence[str]) -> str:
    """The lines of a lexicon.yaml that define a concept as a fixed expression in both languages."""
    return (f"{concept}:\n  kind: state  # a whole phrase with its own “not”; or event, thing, party, mask\n"
            f"  zh: [{', '.join(map(scalar, zh))}]\n  en: [{', '.join(map(scalar, en))}]\n")


def listed(key: str, elements: Sequence[str]) -> list[str]:
    return [f"{key}:", *(f"  - {e}" for e in elements)] if elements else []


def bilingual(key: str, text: Bilingual) -> list[str]:
    return [f"{key}:", f"  zh: {scalar(text.zh)}", f"  en: {scalar(text.en)}"]


def both(text: Bilingual) -> str:
    return f"{{zh: {scalar(text.zh)}, en: {scalar(text.en)}}}"


def written(examples: Sequence[tuple[str, list[str], list[str], list[str]]]) -> str:
    lines = ["examples:", "  violates:"]
    for language, violates, _, _ in examples:
        lines += [f"    {language}:", *(f"      - {scalar(t)}" for t in violates)]
    lines.append("  complies:")
    for language, _, near, plain in examples:
        lines += [f"    {language}:", *(f"      - {{text: {scalar(t)}, near_miss: true}}" for t in near),
                  *(f"      - {scalar(t)}" for t in plain)]
    return "\n".join(lines) + "\n"


def scalar(text: str) -> str:
    """A text as a YAML scalar, in quotes where it needs them."""
    plain = _PLAIN.fullmatch(text) and text.lower() not in _CONSTANTS
    return text if plain else json.dumps(text, ensure_ascii=False)
