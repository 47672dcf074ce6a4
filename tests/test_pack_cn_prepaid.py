"""The pack cn-prepaid, written in YAML alone: its examples hold, it is silent on fair contracts and says what is its own."""

from __future__ import annotations

import pytest

from clausecheck.document import Case, read
from clausecheck.engine import evaluate
from clausecheck.places import samples_root
from clausecheck.readers import from_text, load
from clausecheck.rulebook import Rulebook, open_rulebook
from clausecheck.rulefiles.origins import pack_folder
from clausecheck.rulefiles.packs import load_pack
from clausecheck.rules import Pack
from clausecheck.testing import run_examples


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return open_rulebook(("cn-consumer", "cn-prepaid"))


@pytest.fixture(scope="module")
def pack(book: Rulebook) -> Pack:
    return load_pack(pack_folder("cn-prepaid"), book.lexicon, book.law, examples=True)


def found(text: str, book: Rulebook) -> list[tuple[str, str]]:
    return [(f.rule, f.doctrine) for f in evaluate(Case(read(from_text(text), book.lexicon)), book.packs, book.law)[0]]


def test_it_is_a_pack_of_data_alone(pack: Pack) -> None:
    assert len(pack.rules) >= 15 and pack.languages == ("zh", "en")
    assert {p.suffix for p in pack_folder("cn-prepaid").rglob("*") if p.is_file()} == {".yaml"}
    assert {s for r in pack.rules for s in r.sectors} == {"prepaid"}


def test_examples_and_suggestions_hold_beside_the_general_pack(pack: Pack, book: Rulebook) -> None:
    assert [str(r) for r in run_examples(pack, book.lexicon, book.law) if r.problems] == []


def test_no_rule_says_again_what_the_general_pack_says(pack: Pack, book: Rulebook) -> None:
    for rule in pack.rules:
        told = [found(e.text, book) for e in rule.examples if e.violates]
        assert any({name for name, _ in one} == {rule.id} for one in told), f"{rule.id} adds nothing of its own"
        others = {name for one in told for name, doctrine in one if doctrine == rule.doctrine and name != rule.id}
        assert others == set()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_is_silent_on_fair_contracts(language: str, book: Rulebook) -> None:
    for path in sorted((samples_root() / "fair" / language).glob("*.txt")):
        case = Case(read(load(path), book.lexicon))
        assert [f.rule for f in evaluate(case, book.packs, book.law)[0] if f.rule.startswith("cn-prepaid/")] == []
