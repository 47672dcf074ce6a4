"""Suppressions and baselines: known by words, not by numbers; counted, never dropped; of no use or expired is said."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from clausecheck.cli.app import app

ONE = "第一条 总价100,000元，定金10,000元。\n第二条 任何情况下定金概不退还。\n第三条 甲方对本协议保留最终解释权。\n"
# a new first clause, all others one further; the deposit's clause refers to another
NEW = ("第一条 双方友好协商。\n第二条 总价100,000元，定金10,000元。\n第三条 任何情况下定金概不退还。\n"
       "第四条 甲方对本协议保留最终解释权。\n")
SIDE = ".clausecheck-suppressions.yaml"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "c.txt").write_text(ONE, encoding="utf-8")
    return lambda *arguments: CliRunner().invoke(app, list(arguments))


def check(run, *more: str, file: str = "c.txt") -> tuple[set[str], set[str], str]:
    result = run("check", file, "--format", "json", *more)
    report = json.loads(result.stdout)
    assert report["summary"]["suppressed"] == len(report["suppressed"])
    names = [{f["rule"].partition("/")[2] for f in report[key]} for key in ("findings", "suppressed")]
    return names[0], names[1], result.stderr


def suppress(run, *more: str):
    return run("suppress", "final-interpretation@第三条", "--on", "c.txt", "--reason", "卖方书面同意: 不援用", *more)


def test_a_suppressed_finding_is_counted_and_keeps_its_reason(run) -> None:
    assert "final-interpretation" in check(run)[0]
    assert suppress(run).exit_code == 0
    told, silent, said = check(run)
    assert ("final-interpretation" in told, silent, said) == (False, {"final-interpretation"}, "")
    report = json.loads(run("check", "c.txt", "--format", "json").stdout)
    assert report["suppressed"][0]["suppression"] == {"by": "side-file", "reason": "卖方书面同意: 不援用", "until": None}
    assert "1 finding suppressed on request" in run("check", "c.txt", "--lang", "en").stdout
    assert "卖方书面同意: 不援用" in run("check", "c.txt", "--format", "html").stdout
    sarif = json.loads(run("check", "c.txt", "--format", "sarif").stdout)
    assert [r["suppressions"][0]["justification"] for r in sarif["runs"][0]["results"] if "suppressions" in r] == ["卖方书面同意: 不援用"]


def test_it_survives_new_numbers_and_not_new_words(run, tmp_path: Path) -> None:
    suppress(run)
    (tmp_path / "c.txt").write_text(NEW, encoding="utf-8")
    assert check(run)[1] == {"final-interpretation"}
    (tmp_path / "c.txt").write_text(NEW.replace("对本协议", "对本协议及一切补充规则"), encoding="utf-8")
    told, silent, said = check(run)
    assert ("final-interpretation" in told, silent) == (True, set())
    assert f"{SIDE}:3: the suppression of cn-consumer/final-interpretation is of no use any more" in said


def test_an_expired_entry_warns_and_counts_no_more(run, tmp_path: Path) -> None:
    suppress(run, "--until", (date.today() + timedelta(days=30)).isoformat())
    assert check(run)[1] == {"final-interpretation"}
    text = (tmp_path / SIDE).read_text(encoding="utf-8")
    (tmp_path / SIDE).write_text(text.replace((date.today() + timedelta(days=30)).isoformat(), "2020-01-01"), encoding="utf-8")
    told, silent, said = check(run)
    assert ("final-interpretation" in told, silent) == (True, set())
    assert "expired on 2020-01-01" in said


def test_an_entry_is_about_its_own_file(run, tmp_path: Path) -> None:
    suppress(run)
    (tmp_path / "other.txt").write_text(ONE, encoding="utf-8")
    told, silent, said = check(run, file="other.txt")
    assert ("final-interpretation" in told, silent, said) == (True, set(), "")


def test_what_stands_in_the_side_file_is_kept(run, tmp_path: Path) -> None:
    suppress(run)
    (tmp_path / SIDE).write_text("# ours\n" + (tmp_path / SIDE).read_text(encoding="utf-8"), encoding="utf-8")
    assert run("suppress", "deposit-forfeiture-unconditional", "--on", "c.txt", "--reason", "x").exit_code == 0
    assert (tmp_path / SIDE).read_text(encoding="utf-8").startswith("# ours\n")
    assert {"final-interpretation", "deposit-forfeiture-unconditional"} <= check(run)[1]


def test_a_baseline_leaves_what_is_new(run, tmp_path: Path) -> None:
    run("check", "c.txt", "-o", "before.json")
    assert check(run, "--baseline", "before.json")[0] == set()
    (tmp_path / "c.txt").write_text(NEW + "第五条 甲方可单方变更本协议，无需通知乙方。\n", encoding="utf-8")
    told, silent, _ = check(run, "--baseline", "before.json")
    assert told == {"unilateral-change-of-terms"} and "final-interpretation" in silent
    assert run("check", "c.txt", "--baseline", "before.json", "--fail-on", "high").exit_code in (0, 1)


@pytest.mark.parametrize(("arguments", "sentence"), [
    (["check", "c.txt", "--baseline", "c.txt"], "no JSON report of an earlier check"),
    (["check", "c.txt", "--baseline", "none.json"], "the baseline cannot be read"),
    (["check", "c.txt", "--suppressions", "c.txt"], "a suppressions file is a list"),
    (["suppress", "hidden-fees", "--on", "c.txt", "--reason", "x"], "no finding 'hidden-fees'"),
    (["suppress", "final-interpretation", "--on", "c.txt", "--reason", " "], "--reason must say something"),
    (["suppress", "final-interpretation", "--on", "c.txt", "--reason", "x", "--until", "2020-01-01"], "is past"),
    (["suppress", "final-interpretation", "--on", "c.txt", "--reason", "x", "--until", "soon"], "--until is a day"),
])
def test_a_wrong_call_is_one_sentence_and_writes_nothing(run, tmp_path: Path, arguments: list[str], sentence: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, sentence in result.stderr, (tmp_path / SIDE).exists()) == (2, True, False)


@pytest.mark.parametrize(("text", "sentence"), [
    ("- {rule: a, quote: 0123456789abcdef}\n", ":1: a suppression needs reason:"), ("- {rule: a, quote: x, reason: b}\n", "hash of 16 signs"),
    ("- {rul: a}\n", "did you mean rule?"), ("- x\n", "is a mapping with rule, quote and reason"),
    ("- {rule: a, quote: 0123456789abcdef, reason: b, until: soon}\n", "until: is a day"),
])
def test_a_wrong_side_file_is_one_sentence(run, tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / SIDE).write_text(text, encoding="utf-8")
    result = run("check", "c.txt")
    assert (result.exit_code, sentence in result.stderr, result.stdout) == (2, True, "")


def test_the_same_finding_is_not_written_twice(run) -> None:
    suppress(run)
    assert "is suppressed there already" in suppress(run).stderr
