"""Where packs come from: a folder, those that ship with clausecheck, or any installed Python package.

A package offers a pack by the entry point `clausecheck.packs`; its value names the package whose folder holds the
pack.yaml, or, after a colon, a folder inside it. Nothing of the package is imported.

    [project.entry-points."clausecheck.packs"]
    my-pack = "my_package"              # my_package/pack.yaml
    other-pack = "my_package:other"     # my_package/other/pack.yaml
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path

from clausecheck.errors import PackError
from clausecheck.places import rules_root
from clausecheck.strictyaml import hint

GROUP = "clausecheck.packs"
FILE = "pack.yaml"


@dataclass(frozen=True, slots=True)
class Origin:
    """A pack's folder and who brought it: "folder", "clausecheck", or the package's name and version."""

    name: str
    folder: Path
    by: str


def find_pack(name: str, *beside: Path) -> Origin:
    """A pack by the path of its folder or by its name: in the folders `beside`, shipped, or installed.

    Raises PackError with a did-you-mean where there is none, or where two installed packages offer it.
    """
    for folder in (*(b / name for b in beside), Path(name)):
        if (folder / FILE).is_file():
            return Origin(name, folder, "folder")
    if (rules_root() / name / FILE).is_file():
        return Origin(name, rules_root() / name, "clausecheck")
    offered = [e for e in _offers() if e.name == name]
    if len({e.value for e in offered}) > 1:
        packages = " and ".join(sorted(_package(e) for e in offered))
        raise PackError(f"two installed packages offer the pack {name!r}: {packages}")
    if offered:
        return _installed(offered[0])
    known = [*known_packs(), *(p.parent.name for b in beside for p in sorted(b.glob(f"*/{FILE}")))]
    more = hint(name, known) or f" (known: {', '.join(known)})"
    if Path(name).is_dir():
        raise PackError(f"{name} is a folder without a {FILE}, so no pack (clausecheck rules new {name}/RULE --pack "
                        "makes one)")
    raise PackError(f"no pack {name!r}: neither a folder with a {FILE} nor one that is installed{more}")


def pack_folder(name: str) -> Path:
    """A pack's folder: a path that is one, a shipped or an installed pack. Raises PackError with a did-you-mean."""
    return find_pack(name).folder


def known_packs() -> tuple[str, ...]:
    """The names of the packs that ship and of those that installed packages offer."""
    shipped = (p.parent.name for p in rules_root().glob(f"*/{FILE}"))
    return tuple(sorted({*shipped, *(e.name for e in _offers())}))


def installed_packs() -> Iterator[Origin]:
    """The packs that installed packages offer. Raises PackError for an offer that leads nowhere."""
    for offer in sorted(_offers(), key=lambda e: e.name):
        yield _installed(offer)


def _offers() -> tuple[EntryPoint, ...]:
    return tuple(entry_points(group=GROUP))


def _package(offer: EntryPoint) -> str:
    return "an unnamed package" if offer.dist is None else f"{offer.dist.name} {offer.dist.version}"


def _installed(offer: EntryPoint) -> Origin:
    inside = offer.attr.replace(".", "/") if offer.attr else ""
    try:
        spec = find_spec(offer.module)
    except ImportError:
        spec = None
    for place in (spec.submodule_search_locations if spec else None) or ():
        folder = Path(place) / inside
        if (folder / FILE).is_file():
            return Origin(offer.name, folder, _package(offer))
    raise PackError(f"{_package(offer)} offers the pack {offer.name!r} at {offer.value}, and there is no {FILE}")
