"""Words, rules and law opened together, once a process."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from clausecheck.authorities import Law
from clausecheck.authorities import load as load_law
from clausecheck.errors import PackError
from clausecheck.lexicon import Lexicon
from clausecheck.lexicon import load as load_lexicon
from clausecheck.places import rules_root
from clausecheck.rulefiles.packs import load_pack
from clausecheck.rules import Pack


@dataclass(frozen=True, slots=True)
class Rulebook:
    """What contracts are held against: the words, the rules of the chosen packs, the law that they cite."""

    lexicon: Lexicon
    packs: tuple[Pack, ...]
    law: Law
    left_out: tuple[str, ...] = ()  # ids of experimental rules that were not asked for


@lru_cache(maxsize=8)
def open_rulebook(packs: tuple[str, ...], *, experimental: bool = False) -> Rulebook:
    """Packs by name or folder → Rulebook. Raises PackError with file and line for what is wrong in them.

    Rules of status `experimental` cry too often to speak unasked: they are left out unless `experimental`.
    """
    folders = tuple(pack_folder(name) for name in packs)
    lexicon = open_lexicon(folders)
    law = load_law(rules_root(), *folders)
    loaded = tuple(load_pack(folder, lexicon, law) for folder in folders)
    if experimental:
        return Rulebook(lexicon, loaded, law)
    left_out = tuple(r.id for p in loaded for r in p.rules if r.status == "experimental")
    standing = (replace(p, rules=tuple(r for r in p.rules if r.status != "experimental")) for p in loaded)
    return Rulebook(lexicon, tuple(standing), law, left_out)


def open_lexicon(folders: tuple[Path, ...]) -> Lexicon:
    """The words of `rules/lexicon`, and those that packs bring along in `lexicon.yaml` or `lexicon/`."""
    own = [f / "lexicon.yaml" for f in folders] + [p for f in folders for p in sorted((f / "lexicon").glob("*.yaml"))]
    return load_lexicon([*_lexicon_files(rules_root()), *(p for p in own if p.is_file())])


def pack_folder(name: str) -> Path:
    """A pack's folder: a path that is one, or a folder of `rules/`. Raises PackError with the names that exist."""
    root = rules_root()
    for folder in (Path(name), root / name):
        if (folder / "pack.yaml").is_file():
            return folder
    known = ", ".join(sorted(p.parent.name for p in root.glob("*/pack.yaml")))
    raise PackError(f"no pack {name!r}: neither a folder with a pack.yaml nor one of {known}")


def _lexicon_files(root: Path) -> list[Path]:
    return [p for p in sorted((root / "lexicon").glob("**/*.yaml")) if not p.name.startswith("cues")]
