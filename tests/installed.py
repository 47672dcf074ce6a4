"""A third-party pack as pip would leave it on the path: a package with its files and the metadata beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from packed import write


def install(site: Path, monkeypatch: pytest.MonkeyPatch, rules: dict[str, str], pack: str, *, name: str = "acme",
            words: str = "", offers: str = "acme-pack = acme_pack") -> Path:
    """Installs the package NAME-pack 2.5 into the folder `site`, which goes on the path. Returns the pack's folder."""
    package = site / f"{name}_pack"
    write(package, rules, pack)
    (package / "__init__.py").write_text("raise RuntimeError('a pack is data: nothing imports it')\n", encoding="utf-8")
    if words:
        (package / "lexicon.yaml").write_text(words, encoding="utf-8")
    data = site / f"{name}_pack-2.5.dist-info"
    data.mkdir()
    (data / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}-pack\nVersion: 2.5\n", encoding="utf-8")
    (data / "entry_points.txt").write_text(f"[clausecheck.packs]\n{offers}\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(site))
    return package
