"""Lexicon files → Lexicon, strictly: whatever is wrong is a PackError with file and line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from clausecheck.errors import PackError
from clausecheck.lexicon.concepts import AMOUNT, KEYS, KINDS, LANGUAGES, Concept, Forms
from clausecheck.lexicon.finding import Lexicon
from clausecheck.mentions import PARTIES
from clausecheck.patterns import later
from clausecheck.strictyaml import Located, LocatedList, hint, only, read
from clausecheck.wordlists import WordList
from clausecheck.yamlfaults import wide_hint


def load(files: Iterable[Path], own: Iterable[Path] = ()) -> Lexicon:
    """Lexicon files → one Lexicon. A concept may stand in several files as long as no key of it is given twice. `own`:
    those of packs, whose words are read at once, so that what is wrong in them is told before anything is checked.

    Raises PackError with file and line: unknown key or kind, a key given twice, a join with an unknown concept.
    """
    entries: dict[str, dict[str, Any]] = {}
    places: dict[str, tuple[str, int]] = {}
    for path, shipped in (*((f, True) for f in files), *((f, False) for f in own)):
        table = read(path, word_lists=shipped)
        for name, entry in table.items():
            first = places.setdefault(name, (str(path), table.line(name)))
            _add(entries.setdefault(name, {}), name, entry, table, f"{Path(first[0]).name}:{first[1]}")
    concepts = [_concept(name, entry, *places[name]) for name, entry in entries.items()]
    _check_joins(concepts)
    return Lexicon(concepts)


_NAME = later(r"[A-Z][A-Z0-9_]*")


def _add(known: dict[str, Any], name: str, entry: object, table: Located, place: str) -> None:
    """`place`: the file and line where the concept stands first."""
    file, line = table.file, table.line(name)
    if not isinstance(entry, Located):
        raise PackError(f"{name} must be a mapping such as {{kind: event, zh: […], en: […]}}", file=file, line=line)
    if _NAME.fullmatch(name) is None:
        raise PackError(f"{name!r} is no name of a concept: UPPERCASE letters, digits and _{wide_hint(name)}",
                        file=file, line=line)
    only(entry, KEYS, name)
    for key, value in entry.items():
        if key in known:
            raise PackError(f"{name}: {key} is given twice (also in {place}): a concept that is there already may be "
                            "given forms in a language that it lacks; for another idea take another name", file=file,
                            line=entry.line(key), check="defined-twice")
        known[key] = _list(name, key, value, entry) if key in LANGUAGES else value


def _concept(name: str, entry: Mapping[str, Any], file: str, line: int) -> Concept:
    kind = entry.get("kind")
    if kind not in KINDS:
        given = "" if kind is None else f", not {kind!r}{hint(str(kind), KINDS)}"
        raise PackError(f"{name} needs a kind: {', '.join(KINDS)}{given}", file=file, line=line)
    forms = Forms(name, {lang: entry[lang] for lang in LANGUAGES if lang in entry})
    actor = entry.get("actor")
    if "actor" in entry and actor not in PARTIES:
        raise PackError(f"{name}: actor {actor!r} is none of {', '.join(PARTIES)}", file=file, line=line)
    joins = entry.get("joins", [])
    if not isinstance(joins, list) or not all(isinstance(way, list | str) for way in joins):
        raise PackError(f"{name}: joins must be a list of concepts or a list of such lists", file=file, line=line)
    ways = joins if joins and isinstance(joins[0], list) else [joins] if joins else []
    ordered = entry.get("in_order", False)
    if not isinstance(ordered, bool) or ordered and not ways:
        raise PackError(f"{name}: in_order is true or false, and says how the concepts of its joins stand", file=file,
                        line=entry.line("in_order") if isinstance(entry, Located) else line)
    return Concept(name, kind, actor,
                   tuple(tuple(map(str, way)) for way in ways), forms, file, line, ordered)


def _list(name: str, language: str, value: object, entry: Located) -> LocatedList | WordList:
    if isinstance(value, WordList):
        return value
    if not isinstance(value, LocatedList):
        raise PackError(f"{name}: {language}: must be a list of words: {language}: [words, others]{wide_hint(value)}",
                        file=entry.file, line=entry.line(language))
    for index, form in enumerate(value):
        if not isinstance(form, str):
            what = f'"{str(form).lower()}"' if isinstance(form, int) else "one with “: ” or brackets in it"
            raise PackError(f"{name}: {language}: each form is a text: write {what} in quotes", file=entry.file,
                            line=value.line(index))
    return value


def _check_joins(concepts: Sequence[Concept]) -> None:
    known = {c.id for c in concepts} | {AMOUNT}
    for concept in concepts:
        for part in (p for way in concept.joins for p in way):
            if part not in known:
                raise PackError(f"{concept.id} joins the unknown concept {part}{hint(part, known)}",
                                file=concept.file, line=concept.line, check="unknown-concept")
