"""What a result depends on besides the contract: the program, its words, the rules and the law, as one digest.

A result is taken from the store only where this digest and the content's are the same. It is worked out from the bytes
of the files, so an edited rule or an updated program is noticed whatever the version says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import clausecheck
from clausecheck.errors import PackError
from clausecheck.places import rules_root
from clausecheck.rulefiles.origins import pack_folder
from clausecheck.version import VERSION

PAGE_NAME = 24  # characters of a content's key that name its page
_WORDS = {".py", ".yaml", ".yml", ".txt"}
# what shows and keeps results changes none of them
_NO_PART = {"batch", "cli", "reports", "schema", "samples", "rules"}


def fingerprint(packs: Sequence[str], *, experimental: bool = False, as_of: str | None = None) -> str:
    """Hex digest of program, packs and options. A pack that is none adds nothing but its name."""
    found = hashlib.sha256(repr((VERSION, tuple(packs), experimental, as_of)).encode())
    package = Path(clausecheck.__file__).parent
    _add(found, (p for p in _files(package) if p.relative_to(package).parts[0] not in _NO_PART))
    root = rules_root()
    _add(found, _files(root))
    for folder in sorted({folder.resolve() for folder in map(_folder, packs) if folder is not None}):
        if not folder.is_relative_to(root):  # with its neighbours: it may extend them
            for pack in sorted(folder.parent.glob("*/pack.yaml")):
                _add(found, _files(pack.parent))
    return found.hexdigest()


def _folder(pack: str) -> Path | None:
    try:
        return pack_folder(pack)
    except PackError:
        return None


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.suffix in _WORDS and p.is_file())


def _add(found: hashlib._Hash, files: Iterable[Path]) -> None:
    for file in files:
        data = file.read_bytes()
        found.update(f"{file.name} {len(data)}\n".encode())
        found.update(data)


def key_of(rulebook: str, digests: Iterable[tuple[str, str]]) -> str:
    """The name of a result: digests of its sources, each with its role, held against one fingerprint."""
    return hashlib.sha256(repr((rulebook, tuple(digests))).encode()).hexdigest()
