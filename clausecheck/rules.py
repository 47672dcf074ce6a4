"""Rule, Level, Example, Pack: a claim as its author wrote it, read and checked.

A rule is one YAML file; its id is `pack/file-name`. `when` are the elements that must all be met, `unless` the defences
any one of which defeats it. See `packs` for the folder they come in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from clausecheck.authorities.provisions import Ref
from clausecheck.conditions.concept import Element
from clausecheck.findings import Severity
from clausecheck.text import Bilingual

Scope = Literal["clause", "document"]
Within = Literal["clause", "sentence"]

EFFECTS = (
    "void", "not-incorporated", "excess-ineffective", "replaced", "adjustable", "election", "overridden",
    "against-drafter", "no-effect", "voidable", "breach", "duty", "liability", "administrative", "none-claimed",
)
STATUSES = ("experimental", "stable", "deprecated")
LANGUAGES = ("zh", "en")
NOTHING = Bilingual("", "")


@dataclass(frozen=True, slots=True)
class Level:
    """How grave: the first level whose `when` is met speaks; the last has none."""

    severity: Severity
    effect: str
    when: tuple[Element, ...] = ()
    message: Bilingual | None = None
    ask: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A text that a rule must find something in, or nothing, with the sources beside it and what is expected."""

    text: str
    language: str
    violates: bool
    line: int
    promised: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()
    happened: str | None = None
    level: Severity | None = None
    captures: Mapping[str, str] = field(default_factory=dict)
    near_miss: bool = False
    clause: str | None = None  # the number of the clause where the burden stands, or words of it


@dataclass(frozen=True, slots=True)
class Rule:
    """One claim. `refs` are its own authorities; without them the doctrine's speak."""

    id: str
    title: Bilingual
    doctrine: str
    refs: tuple[Ref, ...]
    sectors: tuple[str, ...]
    status: str
    was: tuple[str, ...]
    scope: Scope
    within: Within | None
    when: tuple[Element, ...]
    unless: tuple[Element, ...]
    levels: tuple[Level, ...]
    message: Bilingual
    why: Bilingual
    advice: Bilingual
    suggest: Bilingual
    ask: Bilingual | None
    examples: tuple[Example, ...]
    concepts: frozenset[str]  # that it speaks of
    needs: tuple[frozenset[str], ...]  # of each set a place must hold a concept, or the rule cannot be met in it
    file: str
    line: int = 1

    @property
    def name(self) -> str:
        return self.id.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Pack:
    """A folder of rules, with those of the packs that it extends."""

    name: str
    version: str
    jurisdiction: str
    languages: tuple[str, ...]
    rules: tuple[Rule, ...]
    extends: tuple[str, ...] = ()
    folder: str = ""
