"""Packs test themselves: examples, suggestions, and elements that no example needs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from packed import PACK, RULE, law, lexicon, write

from clausecheck.linting import LINTS, Lint, lint
from clausecheck.rulefiles.packs import load_pack
from clausecheck.rules import Pack
from clausecheck.testing import Result, idle, read_example, run_examples


def load(tmp_path: Path, text: str = RULE, **others: str) -> Pack:
    return load_pack(write(tmp_path / "demo", {"first": text, **others}), lexicon(), law(), examples=True)


def results(tmp_path: Path, old: str = "", new: str = "", **others: str) -> Sequence[Result]:
    assert old in RULE
    pack = load(tmp_path, RULE.replace(old, new, 1) if old else RULE, **others)
    return run_examples(pack, lexicon(), law(), only="first")


def problems(tmp_path: Path, old: str, new: str, **others: str) -> list[str]:
    return [str(r).split(": ", 1)[1] for r in results(tmp_path, old, new, **others) if r.problems]


def test_good_examples_pass_and_every_suggestion_is_proven(tmp_path: Path) -> None:
    found = results(tmp_path)
    assert [r for r in found if r.problems] == []
    assert [(r.kind, r.language) for r in found].count(("suggest", "zh")) == 2
    assert len(found) == 14
    assert str(found[0]).endswith("first.yaml:23: violates (zh): passed")


def test_only_one_rule_may_be_run(tmp_path: Path) -> None:
    pack = load(tmp_path, second=RULE)
    assert {r.rule for r in run_examples(pack, lexicon(), law(), only="demo/second")} == {"demo/second"}
    assert len(run_examples(pack, lexicon(), law())) == 28


def test_a_miss_says_which_element_and_what_came_nearest(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, "买方付清尾款后方可验货。",
                          r'"第一条 买方付清尾款。\n第二条 本合同一式两份。\n第三条 买方有权验货。"')
    assert problem.startswith("violates (zh): not found: element 1 before: [PAY_BALANCE, INSPECT]: unknown; nothing orders them")
    (absent,) = problems(tmp_path, "The Buyer may inspect only after paying the balance.", "The Buyer pays the balance.")
    assert "there is no INSPECT" in absent
    (defended,) = problems(tmp_path, "买方付清尾款后方可验货。", "买方付清尾款后方可验货，尾款存入监管账户。")
    assert defended == "violates (zh): not found: defence ESCROW is met: “监管账户”"


def test_a_false_alarm_says_what_met_it(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, "本合同一式两份。", "买方付清尾款后方可验货。")
    assert problem.startswith("complies (zh): found (low) though it complies: PAY_BALANCE “付清")


def test_level_clause_and_captures_are_checked(tmp_path: Path) -> None:
    first = "买方付清尾款后方可验货。"
    at = "{text: '买方应在7日内付清尾款，付清尾款后方可验货。', level: %s, clause: %s, captures: {window: %s}}"
    wrong = problems(tmp_path, first, at % ("low", "九", "8天"))
    assert "found at level high, not low" in wrong[0]
    assert "its burden is not in clause 九" in wrong[0]
    assert "$window is 7 days or 7天, not 8天" in wrong[0]
    assert problems(tmp_path / "right", first, at % ("high", "7日内", "7天")) == []


def test_a_suggestion_that_clears_nothing_or_raises_another_is_no_suggestion(tmp_path: Path) -> None:
    (one, two) = problems(tmp_path, "zh: 买方验货后付清尾款。", "zh: 买方付清尾款后方可验货。")
    assert one.startswith("suggest (zh): the suggestion does not clear the finding")
    assert two == one
    other = RULE.replace("before: [{PAY_BALANCE: {as: pay}}, {INSPECT: {by: buyer}}]", "PAY_BALANCE: {as: pay}") \
        .replace("unless:\n  - ESCROW\n", "unless:\n  - before: [PAY_BALANCE, INSPECT]\n")
    raised = [str(r) for r in results(tmp_path / "other", second=other) if r.problems]
    assert raised and all("the suggestion raises demo/second" in r for r in raised)


def test_an_example_may_bring_its_sources(tmp_path: Path) -> None:
    rule = RULE.replace("  - before:", "  - promised: INSPECT\n  - happened: {DEPOSIT_PAID: {by: buyer}}\n  - before:")
    before, after = rule.split("examples:")
    given = "{text: 买方付清尾款后方可验货。, promised: 支持买方先验货。, happened: [{event: DEPOSIT_PAID, on: 2024-01-02, by: buyer}]}"
    block = after.replace("买方付清尾款后方可验货。", given)
    pack = load(tmp_path, before + "examples:" + block)
    found = run_examples(pack, lexicon(), law())
    assert [bool(r.problems) for r in found if r.kind == "violates"] == [False, True, True, True]
    case = read_example(pack.rules[0].examples[0], lexicon())
    assert [d.source.id for d in case.promised] == ["promised-1"]
    assert case.happened is not None and case.happened[0].event == "DEPOSIT_PAID"


def test_idle_names_what_no_example_needs(tmp_path: Path) -> None:
    pack = load(tmp_path)
    assert idle(pack.rules[0], pack, lexicon(), law()) == ("unless: 1 ESCROW", "high: 1 PAY_BALANCE")
    needed = RULE.replace("本合同一式两份。", "买方付清尾款后方可验货，尾款存入监管账户。").replace(
        "买方付清尾款后方可验货。,", "{text: 买方应在7日内付清尾款，付清尾款后方可验货。, level: high}, 买方付清尾款后方可验货。,").replace(
        "[The Buyer may inspect only after paying the balance.", "[{text: The Buyer may inspect only after paying the balance., level: low}")
    pack = load(tmp_path / "needed", needed)
    assert [r for r in run_examples(pack, lexicon(), law()) if r.problems] == []
    assert idle(pack.rules[0], pack, lexicon(), law()) == ()


# --- lints -----------------------------------------------------------------------------------------------------------
def lints(tmp_path: Path, old: str = "", new: str = "", pack: str = PACK) -> list[Lint]:
    assert old in RULE
    return list(lint(write(tmp_path / "demo", {"first": RULE.replace(old, new, 1) if old else RULE}, pack), lexicon(), law()))


@pytest.mark.parametrize(("old", "new", "name", "words"), [
    ("", "", "concept-unused", "no rule of demo speaks of KEEP"),
    ("", "", "element-idle", "no example needs unless: 1 ESCROW"),
    ("ask: {zh: 先付款还是先看货？, en: Which comes first?}\n", "", "no-question", "there is no `ask:`"),
    ("suggest: {zh: 买方验货后付清尾款。, en: The Buyer pays the balance after the Buyer inspects.}\n", "", "no-suggestion",
     "no `suggest:`"),
    ("$window内", "七日内", "says-void", ""),
    ("due within $window}", "due soon}", "name-unused", ""),
    ("why: {zh: 因为, en: since}", "why: {zh: 该条款属于无效, en: since}", "says-void", "“属于无效” is for a court to say"),
    ("why: {zh: 因为, en: since}", "why: {zh: 因为, en: This term is null and void}", "says-void", "“is null and void”"),
    ("scope:", "authorities: [{id: cn-civil-code-497, role: ground, link: mapped}, {id: REPEALED, role: support, link: stated}]\nscope:",
     "authority-repealed", "is repealed and is never cited"),
])
def test_lints(tmp_path: Path, old: str, new: str, name: str, words: str) -> None:
    repealed = next(i for i, a in law().authorities.items() if a.status == "repealed")
    found = lints(tmp_path, old, new.replace("REPEALED", repealed))
    here = [found_ for found_ in found if found_.name == name]
    if words:
        assert any(words in lint_.sentence for lint_ in here)
        assert not any(lint_.error for lint_ in here)
    else:
        assert here == []


def test_a_name_that_nobody_uses(tmp_path: Path) -> None:
    found = lints(tmp_path, "message: {zh: 须在$window内付清, en: due within $window}", "message: {zh: 快付, en: pay}")
    assert [x.sentence for x in found if x.name == "name-unused"] == ["the name 'window' is given and never used"]


def test_all_errors_are_lints_too(tmp_path: Path) -> None:
    folder = write(tmp_path / "demo", {"one": RULE.replace("ESCROW", "ESKROW"), "two": "a: [\n"})
    found = lint(folder, lexicon(), law())
    assert [(x.name, x.error, x.line) for x in found] == [("broken", True, 7), ("broken", True, 2)]
    assert str(found[0]).endswith("one.yaml:7: unknown concept ESKROW — did you mean ESCROW? [broken]")


def test_words_are_linted(tmp_path: Path) -> None:
    from clausecheck.lexicon import Concept, Lexicon

    deaf = Concept("DEAF", "event", None, (), {"zh": ("聋",)}, "words.yaml", 7)
    hidden = Concept("SEE", "event", None, (), {"en": ("sight", "look")}, "words.yaml", 8)
    mask = Concept("MASK", "mask", None, (), {"en": ("look", "look out")}, "words.yaml", 9)
    words = Lexicon([*lexicon().concepts.values(), deaf, hidden, mask])
    folder = write(tmp_path / "demo", {"first": RULE.replace("- ESCROW", "- any: [ESCROW, DEAF, SEE]")})
    told = {(x.name, x.sentence) for x in lint(folder, words, law())}
    assert ("concept-without-words", "DEAF has no words in en") in told
    assert ("concept-without-words", "SEE has no words in zh") in told
    assert ("form-never-matches", "the form 'look' of SEE can never match") in told
    assert not any("'sight'" in sentence or "'聋'" in sentence for _, sentence in told)


def test_every_lint_says_what_it_means() -> None:
    assert all(check.__doc__ and check.__doc__.strip().endswith((".", ").")) for check in LINTS)
