"""The rules of a book with the severities that settings give them, and without those that they turn off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from clausecheck.errors import ConfigError
from clausecheck.findings import RANK
from clausecheck.rulebook import Rulebook, open_rulebook
from clausecheck.rules import Rule
from clausecheck.settings import Settings
from clausecheck.strictyaml import hint


def book_for(settings: Settings) -> Rulebook:
    """The packs that settings ask for, their rules as settings want them. Raises PackError or ConfigError."""
    chosen = tuple(sorted((r, severity, settings.from_(f"rules.{r}")) for r, severity in settings.rules.items()))
    return _book(settings.packs, settings.experimental, chosen)


@lru_cache(maxsize=8)
def _book(packs: tuple[str, ...], experimental: bool, chosen: tuple[tuple[str, str, str], ...]) -> Rulebook:
    book = open_rulebook(packs, experimental=experimental)
    if not chosen:
        return book
    every = open_rulebook(packs, experimental=True)
    known = {name: r.id for p in every.packs for r in p.rules for name in (r.name, r.id, *r.was)}
    wanted: dict[str, tuple[str, str]] = {}
    for name, severity, place in chosen:
        if name not in known and book.broken:
            continue  # it may be one of theirs: what is wrong with them is told
        if name not in known:
            raise _wrong(f"rules: no rule {name!r}{hint(name, known)}", place)
        wanted[known[name]] = (severity, place)
    packs_ = (replace(p, rules=tuple(_graded(r, wanted, book) for r in p.rules if wanted.get(r.id, ("",))[0] != "off"))
              for p in book.packs)
    return replace(book, packs=tuple(packs_))


def _graded(rule: Rule, wanted: Mapping[str, tuple[str, str]], book: Rulebook) -> Rule:
    if rule.id not in wanted:
        return rule
    severity, place = wanted[rule.id]
    ceiling = book.law.doctrines[rule.doctrine].severity
    if RANK[severity] > RANK[ceiling]:
        raise _wrong(f"rules: {rule.name}: its doctrine is no graver than {ceiling}", place)
    return replace(rule, levels=tuple(replace(lv, severity=severity) for lv in rule.levels))  # type: ignore[arg-type]


def _wrong(sentence: str, place: str) -> ConfigError:
    file, _, line = place.rpartition(":")
    return ConfigError(sentence, file=file, line=int(line)) if line.isdigit() else ConfigError(sentence)
