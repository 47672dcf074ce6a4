"""Every check says what is wrong, where, and in which words; a broken pack never hides another."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from packed import FORMS, RULE, law, lexicon, write

from clausecheck.lexicon import Lexicon
from clausecheck.lexicon import load as load_lexicon
from clausecheck.linting import CHECKS, Book, Lint, lint, lint_words, remarks
from clausecheck.rulebook import open_pack
from clausecheck.rulefiles.packs import load_pack

DOCS = Path(__file__).parent.parent / "docs" / "rules.md"
SUGGEST = "suggest: {zh: 买方验货后付清尾款。, en: The Buyer pays the balance after the Buyer inspects.}\n"


def words_file(folder: Path, more: str = "") -> Path:
    """The words of `packed` as a lexicon file, one a line from line 1 on, with further lines."""
    lines = [f"{name}: {{kind: {kind}, zh: {json.dumps(zh, ensure_ascii=False)}, en: {json.dumps(en)}}}"
             for name, (kind, _, zh, en) in FORMS.items()]
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "words.yaml"
    file.write_text("\n".join([*lines, "PAY_BALANCE: {kind: event, joins: [PAY, BALANCE]}", more]), encoding="utf-8")
    return file


def lints(tmp_path: Path, old: str = "", new: str = "", more: str = "", words: Lexicon | None = None,
          **others: str) -> Sequence[Lint]:
    assert old in RULE
    file = words_file(tmp_path, more)
    words = load_lexicon([file]) if more else lexicon()
    folder = write(tmp_path / "demo", {"first": RULE.replace(old, new, 1) if old else RULE, **others})
    return list(remarks(Book(load_pack(folder, words, law(), examples=True), words, law(), (file,))))


def named(found: Sequence[Lint], name: str) -> list[tuple[str, int, str]]:
    assert name in CHECKS
    return [(Path(x.file).name, x.line, x.sentence) for x in found if x.name == name]


@pytest.mark.parametrize(("old", "new", "name", "line", "words"), [
    ("", "", "element-idle", 7, "no example needs unless: 1 ESCROW"),
    ("", "", "element-idle", 9, "no example needs high: 1 PAY_BALANCE"),
    ("ask: {zh: 先付款还是先看货？, en: Which comes first?}\n", "", "no-question", 5, "element 1 may be unknown"),
    (SUGGEST, "", "no-suggestion", 1, "there is no `suggest:`"),
    ("message: {zh: 须在$window内付清, en: due within $window}", "message: {zh: 快付, en: pay}", "name-unused", 8,
     "the name 'window' is given and never used"),
    ("- ESCROW", "- ESCROW: {as: held}", "name-unused", 7, "the name 'held' is given and never used"),
    ("why: {zh: 因为, en: since}", "why: {zh: 该条款属于无效, en: since}", "says-void", 17, "“属于无效” is for a court to say"),
    ("why: {zh: 因为, en: since}", "why: {zh: 因为, en: This term is null and void}", "says-void", 17, "“is null and void”"),
    ("why: {zh: 因为, en: since}", "why: {zh: since, en: since}", "text-in-one-language", 17, "why: zh: is not Chinese: “since”"),
    ("why: {zh: 因为, en: since}", "why: {zh: 因为, en: 因为}", "text-in-one-language", 17, "why: en: is not English"),
    ("scope:", "authorities:\n- {id: cn-civil-code-497, role: ground, link: mapped}\n- {id: REPEALED, role: support, link: stated}\nscope:",
     "authority-repealed", 5, "is repealed and is never cited"),
    (SUGGEST, "suggest: {zh: 买方付清尾款后方可验货。, en: The Buyer pays the balance after the Buyer inspects.}\n",
     "suggest-does-not-cure", 19, "the suggestion does not clear the finding"),
    ("[验货后付清尾款。,", "[验货前付清尾款。,", "example-fails", 26, "complies (zh): found (low) though it complies"),
    ("[买方付清尾款后方可验货。,", "[本合同一式三份。,", "example-fails", 23, "violates (zh): not found"),
])
def test_remarks_on_a_rule(tmp_path: Path, old: str, new: str, name: str, line: int, words: str) -> None:
    repealed = next(i for i, a in law().authorities.items() if a.status == "repealed")
    here = [x for x in named(lints(tmp_path, old, new.replace("REPEALED", repealed)), name) if words in x[2]]
    assert [(file, at) for file, at, _ in here] == [("first.yaml", line)]


def test_a_good_rule_has_few_remarks(tmp_path: Path) -> None:
    assert {x.name for x in lints(tmp_path)} == {"element-idle", "concept-unused", "level-idle"}
    assert not any(x.error for x in lints(tmp_path))


def test_remarks_on_words(tmp_path: Path) -> None:
    more = "DEAF: {kind: event, zh: [聋]}\nSEE: {kind: event, en: [sight, look]}\nMASK: {kind: mask, en: [look, look out]}\n" \
           "GOODS: {kind: thing, zh: [尾款, 货],\n  en: [balance]}\n"
    found = lints(tmp_path, "  - before:", "  - any: [DEAF, SEE]\n  - any: [DEAF, KEEP]\n  - before:", more)
    assert named(found, "form-never-matches") == [("words.yaml", 8, "the form 'look' of SEE can never match: the mask MASK hides it")]
    assert named(found, "form-in-two-concepts") == [("words.yaml", 2, "BALANCE shares “尾款”, “balance” with GOODS")]
    assert ("words.yaml", 10, "no rule speaks of GOODS") in named(found, "concept-unused")
    assert named(found, "concept-without-words") == []
    deaf = lints(tmp_path / "deaf", "  - before:", "  - DEAF\n  - before:", more)
    assert named(deaf, "concept-without-words") == [("first.yaml", 5, "DEAF has no words in en: the rule can never be met there")]


def test_two_rules_of_different_doctrines_on_the_same_words(tmp_path: Path) -> None:
    twin = RULE.replace("payment-before-inspection", "deposit-forfeiture-unconditional", 1)
    found = lints(tmp_path, second=twin)
    assert [x[2] for x in named(found, "same-evidence")] == ["speaks on the same words as first in all 8 examples where either speaks"]
    kin = lints(tmp_path / "kin", second=RULE)
    assert named(kin, "same-evidence") == []


def test_a_rule_that_cries_over_what_is_fair(tmp_path: Path) -> None:
    loud = RULE.replace("before: [{PAY_BALANCE: {as: pay}}, {INSPECT: {by: buyer}}]", "PAY_BALANCE: {as: pay}")
    folder = write(tmp_path / "demo", {"first": loud.replace("severity: low", "severity: medium")})
    found = named(lint(open_pack(str(folder))), "loud-on-what-is-fair")
    assert found and all(" on samples/fair/" in sentence and line == 4 for _, line, sentence in found)
    quiet = write(tmp_path / "quiet", {"first": loud.replace("under: 15 days", "over: 9000 days")})
    assert named(lint(open_pack(str(quiet))), "loud-on-what-is-fair") == []


def test_all_errors_are_lints_too(tmp_path: Path) -> None:
    folder = write(tmp_path / "demo", {"one": RULE.replace("ESCROW", "ESCROWW"), "two": "a: [\n", "three": RULE.replace("why:", "wy:"),
                                       "four": RULE.replace("doctrine: payment-before-inspection", "doctrine: payments"),
                                       "five": RULE.replace("$window内", "$windows内").replace("near_miss", "nearmiss")})
    found = lint(open_pack(str(folder)))
    assert [(Path(x.file).stem, x.name, x.error, x.line) for x in found] == [
        ("five", "unbound-capture", True, 13), ("four", "unknown-doctrine", True, 2), ("one", "unknown-concept", True, 7),
        ("three", "unknown-key", True, 17), ("two", "not-yaml", True, 2)]
    assert str(found[2]).endswith("one.yaml:7: unknown concept ESCROWW — did you mean ESCROW? [unknown-concept]")


def test_a_form_without_letters_is_named_where_it_stands(tmp_path: Path) -> None:
    folder = write(tmp_path / "demo", {})
    (folder / "lexicon.yaml").write_text("NEW:\n  kind: thing\n  zh:\n    - 新\n    - …\n", encoding="utf-8")
    assert [(x.name, x.line) for x in lint(open_pack(str(folder)))] == [("never-met", 5)]


def test_a_packs_own_law_is_read_whole(tmp_path: Path) -> None:
    folder = write(tmp_path / "demo", {})
    (folder / "authorities.yaml").write_text("authorities:\n- id: own-1\n  instrument: civil-cod\n- id: own-2\n  article: 1\n", encoding="utf-8")
    assert [(x.name, x.line, x.error) for x in lint(open_pack(str(folder)))] == [("unknown-authority", 3, True), ("missing-key", 4, True)]
    whole = (Path(__file__).parent.parent / "rules" / "doctrines.yaml").read_text(encoding="utf-8")
    start = whole.index("- id: payment-before-inspection")
    entry = whole[start : whole.index("\n- id:", start)].replace("payment-before-inspection", "own-doctrine", 1)
    other = write(tmp_path / "other", {"first": RULE.replace("payment-before-inspection", "own-doctrine", 1)})
    (other / "doctrines.yaml").write_text("doctrines:\n" + entry.replace("cn-civil-code-497", "cn-civil-cod-497") + "\n", encoding="utf-8")
    (found,) = lint(open_pack(str(other)))
    assert found.sentence == "the doctrine own-doctrine names the unknown authority 'cn-civil-cod-497' — did you mean cn-civil-code-497?"


def test_the_words_that_ship_are_linted_by_themselves() -> None:
    found = lint_words([open_pack("cn-consumer")])
    assert {x.name for x in found} <= {"form-never-matches", "form-in-two-concepts", "concept-unused"}
    assert all("lexicon" in x.file and x.line > 1 and not x.error for x in found)
    without = {x.subject for x in lint_words([]) if x.name == "concept-unused"}
    assert len(without) > len([x for x in found if x.name == "concept-unused"])


def test_the_shipped_packs_pass() -> None:
    for folder in sorted((Path(__file__).parent.parent / "rules").glob("*/pack.yaml")):
        found = lint(open_pack(str(folder.parent)))
        assert [str(x) for x in found if x.error or folder.parent.name == "cn-consumer"] == []


def test_every_check_is_documented() -> None:
    text = DOCS.read_text(encoding="utf-8")
    for check in CHECKS.values():
        assert f"| `{check.name}` | {check.means} | {check.fix} |" in text


def test_every_error_that_a_reader_raises_has_a_documented_name() -> None:
    import re

    package = Path(__file__).parent.parent / "clausecheck"
    raised = {name for p in package.rglob("*.py") for name in re.findall(r'check="([a-z-]+)"', p.read_text(encoding="utf-8"))}
    raised |= {name for p in (package / "rulefiles").glob("*.py")
               for name in re.findall(r', "((?:unknown|unbound|missing|too|no|void|graver|never|defined)-[a-z-]+)"\)', p.read_text(encoding="utf-8"))}
    assert len(raised) > 15
    assert raised <= set(CHECKS)
