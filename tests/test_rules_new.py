"""`rules new`: what it writes can be read, passes lint and test, and is undone where no rule can be made."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from clausecheck import strictyaml
from clausecheck.cli.app import app
from clausecheck.linting import lint
from clausecheck.rulebook import open_pack
from clausecheck.testing import run_examples


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    return lambda *arguments, **more: CliRunner().invoke(app, ["rules", *map(str, arguments)], **more)


def passes(folder: str) -> list[str]:
    """What the pack's lints and examples have to say; nothing, as a rule."""
    opened = open_pack(folder)
    assert opened.pack is not None, opened.errors
    results = run_examples(opened.pack, opened.lexicon, opened.law)
    return [str(x) for x in lint(opened)] + [r.told for r in results if r.problems]


def test_a_new_rule_of_a_new_pack_passes_lint_and_test(run) -> None:
    made = run("new", "my-pack/last-word", "--pack", "--doctrine", "final-interpretation", "--when", "FINAL_INTERPRETATION",
               "--title-zh", "解释权", "--title-en", "The last word")
    assert (made.exit_code, made.stderr) == (0, "")
    assert passes("my-pack") == []
    text = Path("my-pack/last-word.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=.schema/rule.json\n")
    rule = strictyaml.mapping(text, "last-word.yaml")
    assert rule["title"] == {"zh": "解释权", "en": "The last word"}
    for kind, least in (("violates", 2), ("complies", 3)):
        assert all(len(rule["examples"][kind][lang]) >= least for lang in ("zh", "en"))
    schema = json.loads(Path("my-pack/.schema/rule.json").read_text(encoding="utf-8"))
    assert "FINAL_INTERPRETATION" in schema["definitions"]["concept"]["enum"]


def test_elements_and_defences_each_get_the_example_that_needs_them(run) -> None:
    made = run("new", "p/kept", "--pack", "--doctrine", "deposit-forfeiture-unconditional", "--when", "CANCEL: {by: buyer}",
               "--when", "FORFEIT", "--unless", "REFUND", "--severity", "medium")
    assert made.exit_code == 0, made.output
    assert passes("p") == []
    rule = strictyaml.read(Path("p/kept.yaml"))
    assert rule["when"] == [{"CANCEL": {"by": "buyer"}}, "FORFEIT"] and rule["unless"] == ["REFUND"]
    assert rule["severity"] == "medium" and "ask" not in rule
    assert len([e for e in rule["examples"]["complies"]["zh"] if isinstance(e, dict) and e["near_miss"]]) == 3


def test_a_concept_that_is_new_is_defined_with_its_words(run) -> None:
    made = run("new", "p/boss", "--pack", "--doctrine", "final-interpretation", "--when", "BOSS_DECIDES",
               "--zh", "老板说了算", "--zh", "由店长决定", "--en", "the boss decides", "--example", "退不退，老板说了算。")
    assert made.exit_code == 0, made.output
    assert passes("p") == []
    words = strictyaml.read(Path("p/lexicon.yaml"))
    assert words["BOSS_DECIDES"] == {"kind": "state", "zh": ["老板说了算", "由店长决定"], "en": ["the boss decides"]}
    assert "退不退，老板说了算。" in Path("p/boss.yaml").read_text(encoding="utf-8")
    again = run("new", "p/chief", "--doctrine", "final-interpretation", "--when", "CHIEF_DECIDES", "--zh", "主管定", "--en", "the chief decides")
    assert again.exit_code == 0, again.output
    assert list(strictyaml.read(Path("p/lexicon.yaml"))) == ["BOSS_DECIDES", "CHIEF_DECIDES"]


def test_it_asks_on_a_terminal_for_what_is_not_given(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clausecheck.cli.authoring.at_terminal", lambda: True)
    made = run("new", "p/boss", input="y\nfinal-interpretatoin\nfinal-interpretation\nBOSS_DECIDES\n老板说了算，店长说了算\nthe boss decides\n")
    assert made.exit_code == 0, made.output
    assert "did you mean final-interpretation?" in made.stderr
    assert strictyaml.read(Path("p/lexicon.yaml"))["BOSS_DECIDES"]["zh"] == ["老板说了算", "店长说了算"]


@pytest.mark.parametrize(("arguments", "words"), [
    (["new", "rule"], "is not FOLDER/RULE"), (["new", "p/No Good"], "is not FOLDER/RULE"),
    (["new", "p/r"], "p is no pack: there is no pack.yaml (--pack makes one)"),
    (["new", "p/r", "--pack"], "--doctrine is needed: this is no terminal to ask at"),
    (["new", "p/r", "--pack", "--doctrine", "final"], "unknown doctrine 'final' (known: final-interpretation)"),
    (["new", "p/r", "--pack", "--doctrine", "hiden-fees"], "did you mean hidden-fees?"),
    (["new", "p/r", "--pack", "--doctrine", "hidden-fees"], "--when is needed"),
    (["new", "p/r", "--pack", "--doctrine", "hidden-fees", "--when", "PAY_BALLANCE"], "did you mean PAY_BALANCE?; for a new one give its words"),
    (["new", "p/r", "--pack", "--doctrine", "hidden-fees", "--when", "PAY: {byy: buyer}"], "unknown key 'byy' in PAY"),
    (["new", "p/r", "--pack", "--doctrine", "hidden-fees", "--when", "PAY", "--zh", "付"], "there is none"),
    (["new", "p/r", "--pack", "--doctrine", "hidden-fees", "--when", "PAY", "--scope", "page"], "--scope is clause or document"),
    (["new", "p/r", "--pack", "--doctrine", "hidden-fees", "--when", "PAY", "--severity", "huge"], "no graver than"),
    (["new", "p/r", "--pack", "--doctrine", "hidden-fees", "--when", "FORFEIT", "--example", "双方友好协商。"],
     "“双方友好协商。” is not found: element 1 FORFEIT: not met; it is not mentioned"),
    (["new", "p/r", "--pack", "--doctrine", "hidden-fees", "--when", "FORFEIT", "--when", "NEWW", "--zh", "新", "--en", "new", "--example", "无。"],
     "is not found"),
])
def test_what_cannot_be_made_is_said_and_nothing_is_left(run, arguments: list[str], words: str) -> None:
    made = run(*arguments)
    assert made.exit_code == 2
    assert words in made.stderr and len(made.stderr.splitlines()) == 1
    assert not Path("p").exists()


def test_what_is_there_is_not_written_over(run) -> None:
    flags = ("--doctrine", "final-interpretation", "--when", "FINAL_INTERPRETATION")
    assert run("new", "p/r", "--pack", *flags).exit_code == 0
    before = {f: f.read_bytes() for f in Path("p").rglob("*") if f.is_file()}
    again = run("new", "p/r", *flags)
    assert again.exit_code == 2 and "exists already" in again.stderr
    assert run("new", "p/other", "--doctrine", "hidden-fees", "--when", "NEWW", "--zh", "新", "--en", "new", "--example", "无。").exit_code == 2
    assert {f: f.read_bytes() for f in Path("p").rglob("*") if f.is_file()} == before


def test_texts_are_quoted_where_yaml_needs_it() -> None:
    from clausecheck.scaffolds.lines import scalar

    for text in ("a: b", "# no", "true", "5000", "- x", "a, b", "{x}", "'", '"', "ends with space ", "一：二", "普通。", "Plain words.", "No", "* any"):
        assert strictyaml.mapping(f"k: {{v: {scalar(text)}}}", "f")["k"]["v"] == text
    assert re.fullmatch("Plain words.", scalar("Plain words."))


def test_what_cannot_be_drafted_says_what_to_do(run) -> None:
    assert run("new", "p/first", "--pack", "--doctrine", "final-interpretation", "--when", "FINAL_INTERPRETATION").exit_code == 0
    flags = ("--doctrine", "oral-or-staff-promise-void")
    beside = run("new", "p/r", *flags, "--when", "promised: REFUND", "--when", "REFUND: {negated: true}")
    assert beside.exit_code == 2 and "add promised:, agreed: or happened: to the rule and to its examples by hand" in beside.stderr
    wide = run("new", "p/r", *flags, "--when", "REFUND：{by: seller}")
    assert "the full-width ： is no sign of YAML" in wide.stderr and "r.yaml" not in wide.stderr
    assert not Path("p/r.yaml").exists()
