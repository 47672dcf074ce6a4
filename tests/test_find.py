"""`clausecheck find`: elements tried on files before there is a rule, and the sentences that nothing touches."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from clausecheck.cli.app import app

ZH = ("第一条 买方付清尾款后，卖方交付车辆。\n第二条 买方逾期付款的，定金不予退还。\n第三条 卖方违约的，双倍返还定金。\n"
      "第四条 乙方须穿运动鞋。\n")
EN = "1. The deposit is not refunded for any reason.\n2. The Seller refunds the deposit within 7 days.\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "all").mkdir()
    (tmp_path / "all" / "zh.txt").write_text(ZH, encoding="utf-8")
    (tmp_path / "all" / "en.txt").write_text(EN, encoding="utf-8")
    (tmp_path / "all" / "notes.xyz").write_text("no agreement", encoding="utf-8")
    return lambda *arguments: CliRunner().invoke(app, ["find", *arguments])


def places(result) -> list[tuple[str, str]]:
    return [tuple(line.split(": ")[:2]) for line in result.stdout.splitlines()]


def test_one_element_over_a_folder_in_both_languages(run) -> None:
    result = run("REFUND: {negated: true}", "all")
    assert (result.exit_code, places(result)) == (0, [("all/en.txt", "clause 1"), ("all/zh.txt", "第二条")])
    assert "not «refunded»" in result.stdout
    assert result.stderr.splitlines()[-1] == "2 clauses in 2 files"


def test_several_elements_must_all_be_met_in_one_clause(run) -> None:
    assert places(run("[REFUND: {negated: true}, LATE_PAYMENT]", "all")) == [("all/zh.txt", "第二条")]
    assert places(run("[PAY_BALANCE, LATE_PAYMENT]", "all")) == []
    assert places(run("[PAY_BALANCE, LATE_PAYMENT]", "all", "--scope", "document")) == [("all/zh.txt", "第一条")]
    assert places(run("before: [PAY_BALANCE, HANDOVER]", "all/zh.txt")) == [("all/zh.txt", "第一条")]


def test_what_may_be_met_is_marked(run) -> None:
    assert ": ? " in run("REFUND: {deadline: {over: 3 days}, negated: any}", "all/zh.txt").stdout
    met = run("REFUND: {deadline: {over: 3 days}}", "all/en.txt").stdout
    assert places(run("REFUND: {deadline: {over: 3 days}}", "all/en.txt")) == [("all/en.txt", "clause 2")] and "?" not in met


def test_json_quotes_the_text_exactly(run) -> None:
    data = json.loads(run("REFUND: {negated: any}", "all/en.txt", "--format", "json").stdout)
    (file,) = data["files"]
    evidence = [e for h in file["hits"] for e in h["evidence"]]
    assert [e["quote"] for e in evidence] == [EN[e["start"] : e["end"]] for e in evidence]
    assert [h["clause"]["number"] for h in file["hits"]] == ["1", "2"]


def test_misses_are_sentences_that_matter_and_say_nothing_to_us(run) -> None:
    assert places(run("--misses", "all/zh.txt")) == [("all/zh.txt", "第四条")]
    (miss,) = json.loads(run("--misses", "all/zh.txt", "--format", "json").stdout)["files"][0]["misses"]
    assert miss["quote"] == ZH[miss["start"] : miss["end"]]
    assert {(w["kind"], w["quote"]) for w in miss["words"]} == {("party", "乙方"), ("right", "须")}


@pytest.mark.parametrize(("arguments", "sentence"), [
    (["REFUNDS", "all"], "did you mean REFUND?"), (["befor: [A, B]", "all"], "unknown operator"), (["REFUND"], "at least one file"),
    (["REFUND: {by: nobody}", "all"], "unknown party"), (["REFUND: {", "all"], "not valid YAML"), (["REFUND", "all", "--scope", "x"], "--scope"),
    (["REFUND", "none.txt"], "no such file"),
])
def test_a_wrong_call_is_one_sentence(run, arguments: list[str], sentence: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, sentence in result.stderr, result.stdout) == (2, True, "")


def test_hostile_text_does_not_reach_the_terminal(run, tmp_path: Path) -> None:
    (tmp_path / "h.txt").write_text(EN.replace("any reason", "any\x1b[31m reason"), encoding="utf-8")
    assert "\x1b" not in run("REFUND: {negated: true}", "h.txt").stdout
