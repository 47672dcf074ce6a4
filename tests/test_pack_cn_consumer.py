"""The pack cn-consumer: its examples, what covers which doctrine, and how its texts may speak."""

from __future__ import annotations

import re
from functools import cache

import covered
import pytest

from clausecheck import check
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


def test_every_doctrine_has_its_rules() -> None:
    table = read(FOLDER / "COVERAGE.yaml")
    assert dict(table["doctrines"]) == covered.doctrines()
    assert list(table["doctrines"]) == list(law().doctrines) and all(table["doctrines"].values())


def test_every_authority_is_cited_by_rules_or_is_background() -> None:
    table = read(FOLDER / "COVERAGE.yaml")
    assert dict(table["authorities"]) == covered.authorities()
    assert all(table["authorities"].values())
    left = set(law().authorities) - set(table["authorities"])
    assert left and all(set(law().authorities[name].doctrines) <= set(covered.NOT_CITED) for name in left)


BESIDE = [name for name in NAMES if law().doctrines[rule(name).doctrine].decidable in ("facts", "layout")]
ANSWERED = {  # what settles the question of a rule that the text alone does not decide: met by it, or cleared
    "major-term-without-notice": "TERMS_NOT_POINTED_OUT", "tick-box-only-assent": "TERMS_POINTED_OUT",
    "no-reason-return-default-waiver": "TERMS_POINTED_OUT", "jurisdiction-clause": "TERMS_POINTED_OUT",
    "forced-arbitration": "CHOICE_GIVEN", "excessive-liquidated-damages": "GOODS_RESOLD",
    "minor-or-proxy-order": "ORDERED_BY_MINOR", "events-against-side-agreement": "PAYMENT_DEMANDED",
}


@pytest.mark.parametrize("name", BESIDE)
def test_what_the_text_does_not_decide_is_asked_until_it_is_answered(name: str) -> None:
    by_words = [e for e in rule(name).examples if e.violates and not (e.promised or e.agreed or e.happened)]
    parties = law().doctrines[rule(name).doctrine].ground == "parties"  # asked with the companies' names
    for example in by_words:
        asked = {q.rule for q in check(example.text).undetermined}
        assert parties or rule(name).id in asked, example.text


@pytest.mark.parametrize(("name", "event"), sorted(ANSWERED.items()))
def test_an_answer_in_happened_settles_it(name: str, event: str) -> None:
    answered = [e for e in rule(name).examples if event in (e.happened or "")]
    assert {e.language for e in answered} == {"zh", "en"}
    for example in answered:
        report = check(example.text, happened=example.happened, agreed=example.agreed)
        assert (rule(name).id in {f.rule for f in report.findings}) is example.violates
        assert rule(name).id not in {q.rule for q in report.undetermined}


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
