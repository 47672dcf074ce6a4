"""Who may import whom: the table of the design, held."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "clausecheck"
# From the ground up: a module may import from its own layer's earlier entries and from every layer before.
LAYERS = [
    {"errors", "version", "places", "patterns"},
    {"text", "wordlists", "yamlfaults"},
    {"strictyaml", "folding", "matching"},
    {"quantities", "readers", "statements"},
    {"clauses"},
    {"lexicon", "mentions", "chunks", "timeline"},
    {"qualify", "parties"},
    {"sentences"},
    {"document", "happenings"},
    {"findings"},
    {"explanations", "subjects"},
    {"authorities"},
    {"conditions"},
    {"rules"},
    {"rulefiles"},
    {"engine", "remedies", "facts", "resemblance"},
    {"rulebook", "bilingual", "suppressions"},
    {"settings"},
    {"checker"},
    {"testing"},
    {"linting"},
    {"scaffolds", "schema", "pytest_plugin"},
    {"reports"},
    {"wanted"},
    {"batch"},
    {"spacy_component", "cli", "__main__"},
]
# Report.to_dict() is a door to the JSON report, opened when it is called.
DOORS = {("findings", "reports")}
NEVER = {"utils", "core", "base", "helpers", "common", "models"}


def unit(path: Path) -> str:
    """The entry of the table that a file belongs to: its top module or folder."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "clausecheck":
            parts = node.module.split(".")
            found |= {parts[1]} if len(parts) > 1 else {a.name for a in node.names}
        elif isinstance(node, ast.Import):
            found |= {a.name.split(".")[1] for a in node.names if a.name.startswith("clausecheck.")}
    return found


FILES = sorted(p for p in PACKAGE.rglob("*.py") if unit(p) != "__init__")


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_downwards(path: Path) -> None:
    rank = {name: i for i, layer in enumerate(LAYERS) for name in layer}
    own = unit(path)
    assert own in rank, f"{own} has no place in the table of layers"
    assert not NEVER & {own, path.stem}
    for other in imports(path) - {own}:
        assert rank[other] <= rank[own] or (own, other) in DOORS, f"{own} may not import {other}"


@pytest.mark.parametrize("path", [p for p in FILES if unit(p) == "reports"], ids=lambda p: p.stem)
def test_reports_know_neither_spacy_nor_the_engine(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "import spacy" not in text
    assert not imports(path) & {"engine", "document", "rules", "conditions", "checker"}
