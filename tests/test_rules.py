"""Rules and packs are read strictly: what is wrong is named with file, line and what was meant."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from packed import PACK, RULE, law, lexicon, write

from clausecheck.conditions.concept import Concept
from clausecheck.conditions.operators import Before
from clausecheck.conditions.walking import walk
from clausecheck.errors import PackError
from clausecheck.rulefiles.packs import load_pack, read_pack
from clausecheck.rules import Pack, Rule


def load(folder: Path, examples: bool = True) -> Pack:
    return load_pack(folder, lexicon(), law(), examples=examples)


def one(tmp_path: Path, text: str = RULE) -> Rule:
    return load(write(tmp_path / "demo", {"first": text})).rules[0]


def test_a_rule_is_read_whole(tmp_path: Path) -> None:
    rule = one(tmp_path)
    assert (rule.id, rule.name, rule.doctrine) == ("demo/first", "first", "payment-before-inspection")
    assert (rule.scope, rule.within, rule.status) == ("document", None, "stable")
    assert [level.severity for level in rule.levels] == ["high", "low"]
    assert rule.concepts == {"PAY_BALANCE", "INSPECT", "ESCROW"}
    assert rule.needs == (frozenset({"PAY_BALANCE"}), frozenset({"INSPECT"}))
    assert len(rule.examples) == 10
    assert [e.line for e in rule.examples[-3:]] == [27, 27, 27]


def test_the_first_mention_of_when_is_the_burden_unless_one_is_marked(tmp_path: Path) -> None:
    def burdens(rule: Rule) -> list[str]:
        return [e.concept for e in walk(rule.when) if isinstance(e, Concept) and e.burden]

    assert burdens(one(tmp_path)) == ["PAY_BALANCE"]
    marked = RULE.replace("{INSPECT: {by: buyer}}", "{INSPECT: {by: buyer, burden: true}}")
    assert burdens(one(tmp_path, marked)) == ["INSPECT"]
    either = RULE.replace("when:\n", "when:\n  - none: [KEEP]\n  - any: [KEEP, ESCROW]\n", 1)
    assert burdens(one(tmp_path, either)) == ["KEEP", "ESCROW"]


def test_without_examples_they_are_not_even_parsed(tmp_path: Path) -> None:
    folder = write(tmp_path / "demo", {"first": RULE + "  broken: [\n"})
    assert load(folder, examples=False).rules[0].examples == ()
    with pytest.raises(PackError):
        load(folder)


@pytest.mark.parametrize(("old", "new", "line", "words"), [
    ("title:", "titel:", 1, "unknown key 'titel' in a rule — did you mean title?"),
    ("unless:", "unles:", 6, "did you mean unless?"),
    ("doctrine: payment-before-inspection", "doctrine: payment-before-inspect", 2, "did you mean payment-before-inspection?"),
    ("doctrine: payment-before-inspection\n", "", 1, "a rule needs `doctrine:`"),
    ("scope: document", "scope: dokument", 3, "did you mean document?"),
    ("PAY_BALANCE: {as: pay}", "PAY_BALLANCE: {as: pay}", 5, "did you mean PAY_BALANCE?"),
    ("PAY_BALANCE: {as: pay}", "PAY_BALANCE: {ass: pay}", 5, "unknown key 'ass' in PAY_BALANCE — did you mean"),
    ("PAY_BALANCE: {as: pay}", "PAY_BALANCE: {as: Pay}", 5, "is no name"),
    ("PAY_BALANCE: {as: pay}", "PAY_BALANCE: {as: burden}", 5, "is no name"),
    ("PAY_BALANCE: {as: pay}", "PAY_BALANCE: 5", 5, "is followed by what the mention must be"),
    ("- before:", "- befor:", 5, "unknown operator 'befor' — did you mean before?"),
    ("- ESCROW", "- escrow", 7, "concepts are UPPERCASE"),
    ("{INSPECT: {by: buyer}}", "{INSPECT: {by: byer}}", 5, "unknown party 'byer' — did you mean buyer?"),
    ("{INSPECT: {by: buyer}}", "{INSPECT: {negated: maybe}}", 5, "negated: is true or any"),
    ("{INSPECT: {by: buyer}}", "{INSPECT: {late: 1}}", 5, "late: is true or false"),
    ("{INSPECT: {by: buyer}}", "{none: [INSPECT]}", 5, "before: orders concepts"),
    ("{INSPECT: {by: buyer}}]", "INSPECT, KEEP]", 5, "takes two elements"),
    ("under: 15 days", "under: 15", 12, "is no length of time"),
    ("under: 15 days", "under: 15 moons", 12, "is no length of time"),
    ("under: 15 days", "under: 15 days, over: 20 days", 12, "can never match"),
    ("deadline: {under: 15 days, as: window}", "amount: {over: a lot, as: window}", 12, "is no amount"),
    ("deadline: {under: 15 days, as: window}", "amount: {over: 20% of PRIZE, as: window}", 12, "unknown concept PRIZE"),
    ("deadline: {under: 15 days, as: window}", "deadline: {below: 15 days}", 12, "unknown key 'below' in deadline"),
    ("same: pay, ", "same: payy, ", 12, "'payy' is not named by an element before this one on every path — did you mean pay?"),
    ("same: pay, deadline: {under: 15 days, as: window}", "as: pay", 12, "the name 'pay' is given twice"),
    ("- PAY_BALANCE: {same: pay,", "- INSPECT: {same: pay,", 12, "can never match"),
    ("severity: high", "severity: hihg", 9, "did you mean high?"),
    ("effect: void", "effect: voyd", 10, "did you mean void?"),
    ("    effect: void\n", "", 9, "effect: None is none of"),
    ("severity: low", "severity: high\n    when: [KEEP]", 14, "the last, which has none"),
    ("$window内", "$windows内", 13, "message: $windows is not bound on every path through when — did you mean window?"),
    ("先付尾款,", "先付尾款$window,", 16, "$window is not bound on every path"),
    ("why: {zh: 因为, en: since}", "why: {zh: 因为}", 17, "must be {zh: …, en: …}"),
    ("why: {zh: 因为, en: since}", "why: {zh: 因为, en: ''}", 17, "must be a text"),
    ("- ESCROW", "- promised: {anywhere: ESCROW}", 7, "can never match"),
    ("when:\n", "when:\n  - anywhere: KEEP\n", 5, "anywhere: belongs in unless:"),
    ("- ESCROW", "- happened: PAYED", 7, "unknown event PAYED"),
    ("- ESCROW", "- happened: {DEPOSIT_PAID: {within: soon after CANCELLED}}", 7, "is no length of time"),
    ("- ESCROW", "- happened: {DEPOSIT_PAID: {within: $pay after CANCELLED}}", 7, "names a mention, and a period is meant"),
    ("scope:", "authorities: [{id: cn-civil-cod-497, role: ground, link: stated}]\nscope:", 3, "did you mean cn-civil-code-497?"),
    ("scope:", "authorities: [{id: cn-civil-code-497, role: grund, link: stated}]\nscope:", 3, "did you mean ground?"),
    ("scope:", "authorities: [{id: cn-civil-code-7, role: ground, link: mapped}]\nscope:", 9, "needs a ground that voids"),
    ("scope:", "sectors: [cars]\nscope:", 3, "sectors: 'cars' is none of"),
    ("scope:", "status: new\nscope:", 3, "status: 'new' is none of"),
    ("zh: [验货后付清尾款。, ", "zh: [", 21, "zh has 2 and 2"),
    ("near_miss: true}]\n    en", "near_miss: false}]\n    en", 21, "must be a near miss"),
    ("- ESCROW", "- 5", 7, "an element is one CONCEPT"),
    ("  - ESCROW\n", "", 6, "must be a list of elements"),
])
def test_what_is_wrong_is_named(tmp_path: Path, old: str, new: str, line: int, words: str) -> None:
    broken = RULE.replace(old, new, 1)
    assert broken != RULE
    with pytest.raises(PackError) as caught:
        one(tmp_path, broken)
    assert words in caught.value.sentence
    assert caught.value.line == line
    assert str(caught.value.file).endswith("first.yaml")


def test_names_must_be_bound_on_every_path(tmp_path: Path) -> None:
    either = RULE.replace("  - before:", "  - any: [{KEEP: {as: x}}, {ESCROW: {as: x}}]\n  - any: [{KEEP: {as: y}}, ESCROW]\n  - before:")
    one(tmp_path, either.replace("先付尾款,", "先付尾款$x,"))
    with pytest.raises(PackError, match=re.escape("$y is not bound on every path")):
        one(tmp_path, either.replace("先付尾款,", "先付尾款$y,"))


def test_a_level_is_no_graver_than_its_doctrine(tmp_path: Path) -> None:
    medium = RULE.replace("payment-before-inspection", "deemed-read-and-explained", 1).replace("effect: void", "effect: no-effect")
    with pytest.raises(PackError, match="no graver than medium"):
        one(tmp_path, medium)


def test_before_is_an_element_of_two_concepts(tmp_path: Path) -> None:
    element = one(tmp_path).when[0]
    assert isinstance(element, Before)
    assert element.label == "before: [PAY_BALANCE, INSPECT]"


# --- packs -----------------------------------------------------------------------------------------------------------
def test_a_pack_tells_what_it_is(tmp_path: Path) -> None:
    pack = load(write(tmp_path / "demo"))
    assert (pack.name, pack.version, pack.jurisdiction, pack.languages) == ("demo", "1.2.0", "CN", ("zh", "en"))


def test_every_broken_rule_is_reported(tmp_path: Path) -> None:
    bad = write(tmp_path / "bad", {"one": RULE.replace("ESCROW", "ESKROW"), "two": "a: [\n", "three": RULE})
    pack, errors = read_pack(bad, lexicon(), law())
    assert pack is None
    assert [Path(str(e.file)).stem for e in errors] == ["one", "two"]
    with pytest.raises(PackError, match="and 1 more"):
        load(bad)


@pytest.mark.parametrize(("pack", "words"), [
    (PACK + "rulez: {}\n", "unknown key 'rulez' in pack.yaml — did you mean rules?"),
    (PACK + "needs: clausecheck>=99.0\n", "needs clausecheck 99.0 or newer"),
    (PACK + "needs: spacy\n", "needs: is the oldest version"),
    (PACK.replace("[zh, en]", "[zh, fr]"), "languages: is a list of"),
    (PACK.replace("demo", "De mo"), "is no name"),
    (PACK + "rules: {frist: low}\n", "no rule 'frist' — did you mean first?"),
    (PACK + "rules: {first: never}\n", "is none of"),
    (PACK + "rules: {first: hihg}\n", "did you mean high?"),
    (PACK + "rules: {first: {severty: low}}\n", "unknown key 'severty' in rules: first — did you mean severity?"),
    (PACK + "rules: {first: {severity: lo}}\n", "severity 'lo' is none of low, medium, high — did you mean low?"),
    (PACK + "rules: {first: {unless: [ESCROWW]}}\n", "unknown concept ESCROWW — did you mean ESCROW?"),
    (PACK + "rules: {first: {advice: {zh: 问}}}\n", "advice: must be {zh: …, en: …}"),
    (PACK + "rules: {first: {advice: {zh: 问$pya, en: ask}}}\n", "$pya is not bound on every path through when — did you mean pay?"),
    (PACK + "needs: [clausecheck>=0.1, cn-consumer>=77]\n", "needs cn-consumer 77 or newer"),
    (PACK + "needs: [cn-consume>=1]\n", "needs: no pack 'cn-consume'"),
    (PACK + "extends: [demmo]\n", "no pack 'demmo'"),
    (PACK + "extends: demo\n", "circle"),
])
def test_what_is_wrong_with_a_pack_is_named(tmp_path: Path, pack: str, words: str) -> None:
    folder = write(tmp_path / "demo", pack=pack)
    with pytest.raises(PackError) as caught:
        load(folder)
    if "99.0" not in words or "0+unknown" not in caught.value.sentence:
        assert words in caught.value.sentence


def test_overrides_set_a_severity_or_turn_a_rule_off(tmp_path: Path) -> None:
    both = {"first": RULE, "second": RULE}
    folder = write(tmp_path / "demo", both, PACK + "rules:\n  first: medium\n  second: off\n")
    (rule,) = load(folder).rules
    assert [level.severity for level in rule.levels] == ["medium", "medium"]


def test_one_rule_gets_another_text_and_one_more_defence(tmp_path: Path) -> None:
    write(tmp_path / "base", {"first": RULE}, PACK.replace("demo", "base"))
    changes = "rules:\n  first: {severity: low, advice: {zh: 问$pay, en: ask $pay}, unless: [{KEEP: {by: seller}}]}\n"
    (rule,) = load(write(tmp_path / "mine", {}, PACK.replace("demo", "mine") + "extends: [base]\n" + changes)).rules
    (own,) = load(tmp_path / "base").rules
    assert [level.severity for level in rule.levels] == ["low", "low"]
    assert (rule.advice.en, rule.message) == ("ask $pay", own.message)
    assert [e.label for e in rule.unless] == ["ESCROW", "KEEP"]
    assert rule.concepts == own.concepts | {"KEEP"}


def test_what_is_wrong_in_an_override_is_named_where_it_stands(tmp_path: Path) -> None:
    write(tmp_path / "base", {"first": RULE}, PACK.replace("demo", "base"))
    with pytest.raises(PackError) as caught:
        load(write(tmp_path / "mine", {}, PACK.replace("demo", "mine") + "extends: [base]\nrules:\n  first:\n    unless:\n      - ESKROW\n"))
    assert str(caught.value).endswith("mine/pack.yaml:9: unknown concept ESKROW — did you mean ESCROW?")


def test_a_pack_extends_another_and_replaces_by_name(tmp_path: Path) -> None:
    write(tmp_path / "base", {"first": RULE, "second": RULE, "third": RULE}, PACK.replace("demo", "base"))
    own = write(tmp_path / "mine", {"first": RULE}, PACK.replace("demo", "mine") + "extends: [base]\nrules: {second: off}\n")
    pack = load(own)
    assert [rule.id for rule in pack.rules] == ["base/third", "mine/first"]
    assert pack.extends == ("base",)


def test_an_id_defined_twice_is_an_error(tmp_path: Path) -> None:
    folder = write(tmp_path / "demo", {"first": RULE})
    write(folder / "sub", {}, PACK)
    (folder / "sub" / "pack.yaml").unlink()
    (folder / "sub" / "first.yaml").write_text(RULE, encoding="utf-8")
    with pytest.raises(PackError, match="demo/first is defined twice"):
        load(folder)


def test_a_renamed_rule_keeps_its_old_name(tmp_path: Path) -> None:
    renamed = RULE.replace("scope:", "was: [oldname]\nscope:")
    folder = write(tmp_path / "demo", {"first": renamed}, PACK + "rules: {oldname: low}\n")
    assert load(folder).rules[0].levels[0].severity == "low"
    taken = write(tmp_path / "taken", {"first": renamed, "oldname": RULE})
    with pytest.raises(PackError, match="defined twice"):
        load(taken)


_SOFT = RULE.replace("scope: document", "scope: clause")


def test_a_pack_softens_what_stands_beside_fair_words(tmp_path: Path) -> None:
    folder = write(tmp_path / "demo", {"first": _SOFT}, PACK + "softened_by: ESCROW\n")
    written, spoken = load(folder), load(folder, examples=False)
    assert [level.severity for level in spoken.rules[0].levels] == ["high", "low"]
    assert [e.label for e in spoken.rules[0].levels[0].when] == [
        *(e.label for e in written.rules[0].levels[0].when), "none: [ESCROW]"]


def test_a_rule_with_one_level_gets_a_softer_one(tmp_path: Path) -> None:
    flat = re.sub(r"levels:\n(?:  .*\n)+", "severity: high\neffect: void\n", _SOFT)
    folder = write(tmp_path / "demo", {"first": flat}, PACK + "softened_by: ESCROW\n")
    assert [level.severity for level in load(folder, examples=False).rules[0].levels] == ["high", "medium"]


def test_what_softens_must_be_a_concept(tmp_path: Path) -> None:
    folder = write(tmp_path / "demo", pack=PACK + "softened_by: ESCROWW\n")
    with pytest.raises(PackError, match="softened_by: no concept ESCROWW.*ESCROW"):
        load(folder)
