"""Several packs of which one is broken: the others go on, and the one is told on the terminal, in the report, by the exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from packed import PACK, write
from typer.testing import CliRunner

from clausecheck import check
from clausecheck.cli.app import app

LAST_WORD = """\
title: {zh: 最终解释权, en: The last word}
doctrine: final-interpretation
when: [FINAL_INTERPRETATION]
severity: medium
effect: void
message: {zh: 卖方说了算。, en: The seller alone decides.}
why: {zh: 可能被认定无效。, en: It may be held void.}
advice: {zh: 要求删去。, en: Ask to delete it.}
suggest: {zh: 双方协商解决。, en: The parties settle it together.}
examples:
  violates:
    zh: [甲方保留最终解释权。, 最终解释权归本店。]
    en: [Final interpretation rests with the Seller., Final interpretation rests with the Company.]
  complies:
    zh: [双方协商解决。, 本店营业到晚八点。, {text: 本店说明价格。, near_miss: true}]
    en: [The parties settle it., We close at eight., {text: The Seller interprets nothing., near_miss: true}]
"""
BROKEN = {
    "rule": {"first": "title: {zh: 一, en: one}\nwhen: [FINAL_INTERPRETATIONS]\n"},
    "yaml": {"first": "title: [\n"},
}


@pytest.fixture
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """good/ can be read, alone/ too; each of the others is broken in another file. c.txt is what is checked."""
    monkeypatch.chdir(tmp_path)
    for name in ("good", "alone", "rule", "yaml", "words", "law"):
        write(tmp_path / name, BROKEN.get(name, {"last-word": LAST_WORD}), PACK.replace("demo", name))
    (tmp_path / "words" / "lexicon.yaml").write_text("MY_OWN: {kind: none}\n", encoding="utf-8")
    (tmp_path / "law" / "doctrines.yaml").write_text("doctrines: {}\n", encoding="utf-8")
    (tmp_path / "c.txt").write_text("第一条 甲方对本协议保留最终解释权。\n", encoding="utf-8")
    return tmp_path


def command(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.mark.parametrize("name", ["rule", "yaml", "words", "law", "nowhere"])
@pytest.mark.parametrize("first", [True, False])
def test_a_broken_pack_neither_stops_the_others_nor_passes_silently(packs: Path, name: str, first: bool) -> None:
    names = (name, "good") if first else ("good", name)
    given = [part for n in names for part in ("--pack", n)]
    result = command("check", "c.txt", "c.txt", "--format", "json", "--fail-on", "never", *given)
    assert result.exit_code == 2
    assert result.stderr.count(f"the pack {name} was left out") == 1
    for report in json.loads(result.stdout)["reports"]:
        assert [f["rule"] for f in report["findings"]] == ["good/last-word"]
        assert [p["name"] for p in report["coverage"]["packs"]] == ["good"]
        (gap,) = [g for g in report["coverage"]["not_checked"] if g["what"] == f"pack {name}"]
        assert name in gap["why"]["zh"] and f"the pack {name} is broken" in gap["why"]["en"]
    assert f"the pack {name} is broken" in command("check", "c.txt", "--lang", "en", *given).stdout
    for other in (("find", "FINAL_INTERPRETATION", "c.txt"), ("explain", "last-word", "--on", "c.txt"), ("rules", "docs", *names, "-o", "site")):
        done = command(*other, *(() if other[0] == "rules" else given))
        assert (done.exit_code, f"{name}" in done.stderr) == (2, True), done.output
    assert "FINAL_INTERPRETATION" in command("explain", "last-word", *given).stdout
    assert (packs / "site" / "good").is_dir()


def test_a_form_that_is_wrong_in_a_long_list_is_found_before_anything_is_checked(packs: Path) -> None:
    words = ", ".join(["最终解释权归我", *(f"甲方说{n}" for n in range(40)), "最终解释权归我"])
    (packs / "alone" / "lexicon.yaml").write_text(f"MY_OWN:\n  kind: state\n  zh: [{words}]\n", encoding="utf-8")
    result = command("check", "c.txt", "--format", "short", "--pack", "alone", "--pack", "good")
    assert (result.exit_code, "good/last-word" in result.stdout) == (2, True)
    assert "alone/lexicon.yaml:3" in result.stderr and "the pack alone was left out" in result.stderr


def test_settings_with_a_broken_pack_say_so_too(packs: Path) -> None:
    (packs / ".clausecheck.yaml").write_text("packs: [good, rule]\nrules: {of-the-broken-one: low, last-word: medium}\n", encoding="utf-8")
    result = command("check", "c.txt", "--format", "short")
    assert (result.exit_code, "good/last-word" in result.stdout) == (2, True)
    assert "the pack" in result.stderr and "was left out" in result.stderr
    shown = command("config", "show", "c.txt")
    assert (shown.exit_code, "was left out" in shown.stderr) == (2, True)


def test_where_no_pack_can_be_used_nothing_is_checked(packs: Path) -> None:
    result = command("check", "c.txt", "--pack", "rule", "--pack", "words")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "rule/first.yaml:" in result.stderr and "no other pack can be used (words)" in result.stderr


def test_of_two_packs_that_contradict_each_other_the_first_is_used(packs: Path) -> None:
    for name, kind in (("good", "state"), ("alone", "thing")):
        (packs / name / "lexicon.yaml").write_text(f"MY_OWN: {{kind: {kind}, zh: [我的]}}\n", encoding="utf-8")
    result = command("check", "c.txt", "--format", "short", "--pack", "good", "--pack", "alone")
    assert (result.exit_code, "good/last-word" in result.stdout, "alone/last-word" in result.stdout) == (2, True, False)
    assert "the pack alone was left out" in result.stderr


def test_a_broken_settings_file_stops_only_the_files_it_is_about(packs: Path) -> None:
    for name in ("a", "b"):
        (packs / name).mkdir()
        (packs / name / "c.txt").write_text("第一条 甲方对本协议保留最终解释权。\n", encoding="utf-8")
    (packs / "a" / ".clausecheck.yaml").write_text("lang: fr\n", encoding="utf-8")
    result = command("check", "a/c.txt", "a/c.txt", "b/c.txt", "--format", "short", "--pack", "good")
    assert (result.exit_code, result.stdout.count("good/last-word")) == (2, 1)
    assert result.stderr.count("'fr' is none of") == 1


def test_python_is_warned_of_a_broken_pack(packs: Path) -> None:
    with pytest.warns(UserWarning, match="the pack rule was left out"):
        report = check(packs / "c.txt", packs=["rule", "good"])
    assert [f.rule for f in report.findings] == ["good/last-word"]


def test_a_pack_that_does_not_read_the_language_is_named(packs: Path) -> None:
    write(packs / "zh-only", {"last-word": LAST_WORD}, PACK.replace("demo", "zh-only").replace("[zh, en]", "[zh]"))
    (packs / "e.txt").write_text("1. Final interpretation rests with the Seller.\n", encoding="utf-8")
    report = check(packs / "e.txt", packs=["good", "zh-only"])
    (gap,) = [g for g in report.coverage.not_checked if g.what == "packs of other languages"]
    assert gap.why.en == "packs that do not read the language of this contract (en) were not used: zh-only"
