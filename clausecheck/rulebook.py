"""Words, rules and law opened together, once a process."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from clausecheck.authorities import Law
from clausecheck.authorities import load as load_law
from clausecheck.chunks import EVENTS
from clausecheck.conditions.walking import ordered
from clausecheck.errors import PackError
from clausecheck.lexicon import Lexicon
from clausecheck.lexicon import load as load_lexicon
from clausecheck.places import rules_root
from clausecheck.rulefiles.origins import find_pack, pack_folder
from clausecheck.rulefiles.packs import base_folders, load_pack, read_pack
from clausecheck.rules import Pack


@dataclass(frozen=True, slots=True)
class Broken:
    """A pack that was wanted and cannot be used: its name as it was given, and the first thing that is wrong."""

    name: str
    error: PackError

    def __str__(self) -> str:
        return f"{self.error} (the pack {self.name} was left out)"


@dataclass(frozen=True, slots=True)
class Rulebook:
    """What contracts are held against: the words, the rules of the chosen packs, the law that they cite."""

    lexicon: Lexicon
    packs: tuple[Pack, ...]
    law: Law
    left_out: tuple[str, ...] = ()  # ids of experimental rules that were not asked for
    broken: tuple[Broken, ...] = ()  # packs that were asked for: whoever prints anything must say so


@dataclass(frozen=True, slots=True)
class Opened:
    """One pack with its examples, its words and its law; or everything that is wrong with it."""

    folder: Path
    by: str  # who brought it: "folder", "clausecheck", or a package's name and version
    lexicon: Lexicon
    law: Law
    pack: Pack | None
    errors: tuple[PackError, ...] = ()


@lru_cache(maxsize=8)
def open_rulebook(packs: tuple[str, ...], *, experimental: bool = False) -> Rulebook:
    """Packs by name or folder → Rulebook. A broken pack never stops the others: it is told in `broken`.

    Raises PackError with file and line where no pack can be used. Rules of status `experimental` cry too often to speak
    unasked: they are left out unless `experimental`.
    """
    book = _sound(packs)
    if experimental:
        return book
    left_out = tuple(r.id for p in book.packs for r in p.rules if r.status == "experimental")
    standing = (replace(p, rules=tuple(r for r in p.rules if r.status != "experimental")) for p in book.packs)
    return replace(book, packs=tuple(standing), left_out=left_out)


def _sound(names: tuple[str, ...]) -> Rulebook:
    """The packs that can be used, with their words and law alone: of two that contradict each other, the first."""
    try:
        return _together(names)
    except PackError:
        if len(names) < 2:
            raise
    good: tuple[str, ...] = ()
    broken = []
    book = None
    for name in names:
        try:
            book, good = _together((*good, name)), (*good, name)
        except PackError as error:
            broken.append(Broken(name, error))
    if book is None:
        first, others = broken[0].error, ", ".join(b.name for b in broken[1:])
        raise PackError(f"{first.sentence}; and no other pack can be used ({others})", file=first.file,
                        line=first.line, check=first.check)
    return replace(book, broken=tuple(broken))


def _together(names: tuple[str, ...]) -> Rulebook:
    folders = tuple(pack_folder(name) for name in names)
    lexicon, law = open_lexicon(folders), open_law(folders)
    packs = tuple(load_pack(folder, lexicon, law) for folder in folders)
    return Rulebook(ordering(lexicon, packs), packs, law)


def ordering(lexicon: Lexicon, packs: Iterable[Pack]) -> Lexicon:
    """The words, with what rules put in order by `before:` and the timeline would not order by itself."""
    said = [(*r.when, *r.unless, *(e for level in r.levels for e in level.when)) for p in packs for r in p.rules]
    return lexicon.ordering(frozenset().union(*map(ordered, said)) - EVENTS)


def open_pack(name: str) -> Opened:
    """One pack, by name or folder, for those who work on it: whatever is wrong in its files is in `errors`.

    Raises PackError only where there is no such pack.
    """
    origin = find_pack(name)
    folder = origin.folder
    try:
        lexicon, law = open_lexicon((folder,)), open_law((folder,))
    except PackError as error:
        return Opened(folder, origin.by, open_lexicon(()), open_law(()), None, (error,))
    try:
        pack, errors = read_pack(folder, lexicon, law, examples=True)
        return Opened(folder, origin.by, ordering(lexicon, [pack] if pack else ()), law, pack, errors)
    except PackError as error:  # an entry of its law is read when a rule asks for it
        return Opened(folder, origin.by, lexicon, law, None, (error,))


def open_lexicon(folders: tuple[Path, ...]) -> Lexicon:
    """The words of `rules/lexicon`, and those that packs and the packs that they extend bring along."""
    return load_lexicon(shared_words(), [f for folder in _with_bases(folders) for f in own_words(folder)])


def open_law(folders: tuple[Path, ...]) -> Law:
    """The law of `rules/`, and what packs and the packs that they extend add to it."""
    return load_law(rules_root(), *_with_bases(folders))


def _with_bases(folders: tuple[Path, ...]) -> tuple[Path, ...]:
    return tuple({f.resolve(): f for folder in folders for f in (*base_folders(folder), folder)}.values())


def own_words(folder: Path) -> list[Path]:
    """A pack's own lexicon files: `lexicon.yaml`, and all of `lexicon/`."""
    return [p for p in (folder / "lexicon.yaml", *sorted((folder / "lexicon").glob("**/*.yaml"))) if p.is_file()]


def shared_words() -> list[Path]:
    """The lexicon files that ship, for all packs."""
    return [p for p in sorted((rules_root() / "lexicon").glob("**/*.yaml")) if not p.name.startswith("cues")]
