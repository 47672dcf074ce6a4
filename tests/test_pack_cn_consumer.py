"""The pack cn-consumer: its examples, what covers which doctrine, and how its texts may speak."""

from __future__ import annotations

import re
from functools import cache

import pytest

from clausecheck.authorities import Law
from clausecheck.authorities import load as load_law
from clausecheck.findings import RANK
from clausecheck.lexicon import Lexicon
from clausecheck.lexicon import load as load_lexicon
from clausecheck.places import rules_root
from clausecheck.rulefiles.packs import read_pack
from clausecheck.rules import Pack, Rule
from clausecheck.strictyaml import read
from clausecheck.testing import run_examples
from clausecheck.text import Bilingual

FOLDER = rules_root() / "cn-consumer"
NAMES = sorted(p.stem for p in FOLDER.glob("*.yaml") if p.name not in ("pack.yaml", "COVERAGE.yaml"))
LEADING = [
    "payment-before-inspection", "payment-before-production-or-date", "short-payment-window",
    "deposit-forfeiture-unconditional", "deposit-asymmetry", "deposit-over-20-percent", "deposit-label-confusion",
    "deposit-plus-penalty", "unilateral-scheduling", "auto-termination-deemed-default", "supplement-overridden",
    "publicity-not-contract", "false-advertising-shield", "promise-conduct-mismatch", "events-against-side-agreement",
    "group-liability-disclaimer", "payment-to-undisclosed-payee",
]


@cache
def words() -> Lexicon:
    files = sorted((rules_root() / "lexicon").glob("**/*.yaml"))
    return load_lexicon([p for p in files if not p.name.startswith("cues")])


@cache
def law() -> Law:
    return load_law(rules_root())


@cache
def pack() -> Pack:
    found, errors = read_pack(FOLDER, words(), law(), examples=True)
    assert found is not None, "\n".join(map(str, errors))
    return found


def rule(name: str) -> Rule:
    return next(r for r in pack().rules if r.name == name)


def texts(of: Rule) -> list[Bilingual]:
    own = [of.title, of.message, of.why, of.advice, of.suggest, of.ask, *(lv.message for lv in of.levels)]
    return [t for t in own if t is not None]


def test_every_file_is_a_rule_of_the_pack() -> None:
    assert sorted(r.name for r in pack().rules) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_examples(name: str) -> None:
    results = run_examples(pack(), words(), law(), only=name)
    assert len(results) >= 10  # two that violate and three that comply, in both languages
    assert not [str(r) for r in results if r.problems]


def test_the_leading_case_is_covered() -> None:
    assert set(LEADING) <= set(NAMES)


def test_every_doctrine_has_its_rules_or_a_reason() -> None:
    table = read(FOLDER / "COVERAGE.yaml")
    assert list(table) == list(law().doctrines)
    by_doctrine: dict[str, list[str]] = {d: [] for d in law().doctrines}
    for name in NAMES:
        by_doctrine[rule(name).doctrine].append(name)
    assert dict(table) == by_doctrine
    assert all(law().doctrines[d].decidable == "layout" for d, rules in table.items() if not rules)


@pytest.mark.parametrize("name", NAMES)
def test_no_graver_than_its_doctrine(name: str) -> None:
    doctrine = law().doctrines[rule(name).doctrine]
    assert all(RANK[level.severity] <= RANK[doctrine.severity] for level in rule(name).levels)
    assert {level.effect for level in rule(name).levels} <= {doctrine.effect, "none-claimed"}
    assert set(rule(name).sectors or ("any",)) == set(doctrine.sectors)


@pytest.mark.parametrize("name", NAMES)
def test_texts_claim_no_more_than_the_law_gives(name: str) -> None:
    for text in texts(rule(name)):
        assert not re.search(r"\b(?:is|are) (?:void|invalid|illegal|unlawful)\b", text.en), text.en
        assert not re.search(r"(?<!可能被认定)(?<!认定为)无效", text.zh), text.zh
        assert not re.search(r"违法条款|霸王条款|肯定|一定胜诉|must win", text.zh + text.en), text.zh


@pytest.mark.parametrize("name", NAMES)
def test_a_question_where_the_text_cannot_decide(name: str) -> None:
    doctrine = law().doctrines[rule(name).doctrine]
    assert doctrine.ask is None or rule(name).ask is not None
