"""Packs test themselves: examples, suggestions, and changes that no example notices."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from packed import RULE, law, lexicon, write

from clausecheck.rulefiles.packs import load_pack
from clausecheck.rules import Pack
from clausecheck.testing import Result, idle, read_example, run_examples, unnoticed
from clausecheck.testing.mutants import mutants


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
    assert problem.startswith("violates (zh): not found: element 1 before: [PAY_BALANCE, INSPECT: {by: buyer}]: unknown; nothing orders them")
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


def test_parties_swapped_and_verbs_negated_are_noticed_or_named(tmp_path: Path) -> None:
    pack = load(tmp_path)
    found = {str(m) for m in unnoticed(pack.rules[0], pack, lexicon(), law(), kinds="swapped negated")}
    assert found == {"unless: negated ESCROW (denied instead of said) (in 1)", "high: negated PAY_BALANCE (denied instead of said) (in 1)"}
    every = {str(m) for m in mutants(pack.rules[0])}
    assert "when: swapped INSPECT by buyer to seller (in 1)" in every
    assert "when: negated INSPECT (denied instead of said) (in 1)" in every
    assert "when: dropped 1 before: [PAY_BALANCE, INSPECT]" not in every  # a rule without elements is no rule


def test_every_kind_of_element_can_be_turned(tmp_path: Path) -> None:
    lines = "  - any: [{promised: {INSPECT: {by: buyer}}}, {happened: {DEPOSIT_PAID: {by: buyer}}}, {none: [{KEEP: {by: seller}}]}]\n" \
            "  - KEEP: {if: {PAY: {negated: true}}}\n  - happened: {before: [{DELIVERED: {by: seller}}, CANCELLED]}\n"
    rule = load(tmp_path, RULE.replace("  - before:", lines + "  - before:")).rules[0]
    every = {m.change for m in mutants(rule)}
    assert {"swapped INSPECT by buyer to seller (in 1)", "swapped DEPOSIT_PAID by buyer to seller (in 1)",
            "swapped KEEP by seller to buyer (in 1)", "negated PAY (said instead of denied) (in 2)",
            "swapped DELIVERED by seller to buyer (in 3)", "negated KEEP (denied instead of said) (in 2)"} <= every
