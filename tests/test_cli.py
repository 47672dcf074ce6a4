"""The command line: exit codes, one sentence for what goes wrong, nothing half-written, formats by suffix."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from clausecheck.cli.app import app

BAD = "第一条 总价100,000元，定金10,000元。\n第二条 任何情况下定金概不退还。\n"
PLAIN = "第一条 双方友好协商解决争议。\n第二条 本合同一式两份，双方各执一份。\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.txt").write_text(BAD, encoding="utf-8")
    (tmp_path / "plain.txt").write_text(PLAIN, encoding="utf-8")
    (tmp_path / "french.txt").write_text(
        "Le client doit payer le solde dans les sept jours et ne peut pas refuser la livraison.", encoding="utf-8")
    return lambda *arguments, **more: CliRunner().invoke(app, list(map(str, arguments)), **more)


def test_exit_codes_0_1_2_and_2_beats_1(run) -> None:
    assert run("check", "plain.txt").exit_code == 0
    assert run("check", "bad.txt", "--fail-on", "low").exit_code == 1
    assert run("check", "bad.txt", "--fail-on", "never").exit_code == 0
    assert run("check", "bad.txt", "none.txt", "--fail-on", "low").exit_code == 2


def test_a_file_that_cannot_be_read_is_one_sentence_and_the_others_go_on(run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    result = run("check", "empty.txt", "bad.txt", "none.txt", "--format", "json")
    assert result.stderr.splitlines() == ["clausecheck: empty.txt: the file is empty", "clausecheck: none.txt: no such file"]
    assert json.loads(result.stdout)["findings"]


def test_a_language_that_no_rule_reads_never_looks_clean(run) -> None:
    result = run("check", "french.txt", "--format", "json")
    assert result.exit_code == 2
    report = json.loads(result.stdout)
    assert report["findings"] == []
    assert report["coverage"]["not_checked"][0]["what"] == "language fr"
    assert "not checked" in result.stderr
    for format in ("terminal", "short", "markdown", "html"):
        shown = run("check", "french.txt", "--lang", "en", "--format", format).stdout
        assert "Not checked: no rule reads" in " ".join(shown.split())
        assert "No finding" not in shown


def test_standard_input(run) -> None:
    result = run("check", "-", "--format", "json", input=BAD.encode())
    assert json.loads(result.stdout)["sources"][0]["name"] == "<stdin>"


def test_several_reports_in_one_run(run, tmp_path: Path) -> None:
    files = [f for name in ("r.html", "r.json", "r.md", "r.sarif") for f in ("-o", name)]
    assert run("check", "bad.txt", *files).exit_code in (0, 1)
    assert (tmp_path / "r.html").read_text(encoding="utf-8").startswith("<!")
    assert json.loads((tmp_path / "r.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["findings"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [(["bad.txt", "--format", "pdf"], "unknown format 'pdf'"), (["bad.txt", "-o", "r.xyz"], "suffix"),
     (["bad.txt", "--lang", "fr"], "--lang is zh or en"), (["bad.txt", "--fail-on", "x"], "--fail-on"),
     (["bad.txt", "--as-of", "soon"], "--as-of"), (["bad.txt", "--pack", "nope"], "no pack 'nope'"),
     (["bad.txt", "plain.txt", "-o", "r.html"], "one report"), (["bad.txt", "-o", "no/such/folder/r.json"], "cannot be written")],
)
def test_a_wrong_call_is_one_sentence_and_writes_nothing(run, tmp_path: Path, arguments: list[str], sentence: str) -> None:
    before = set(tmp_path.rglob("*"))
    result = run("check", *arguments)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert set(tmp_path.rglob("*")) == before


def test_a_guessed_encoding_is_said(run, tmp_path: Path) -> None:
    (tmp_path / "gb.txt").write_bytes(BAD.encode("gb18030"))
    assert "gb.txt: read as gb18030 (guessed" in run("check", "gb.txt").stderr


def test_hostile_text_does_not_reach_the_terminal(run, tmp_path: Path) -> None:
    (tmp_path / "h.txt").write_text(BAD.replace("概不退还", "概不退还\x1b[31m\u202e<script>alert(1)</script>"), encoding="utf-8")
    for format in ("terminal", "short", "markdown", "html"):
        shown = run("check", "h.txt", "--format", format).stdout
        assert "\x1b" not in shown and "\u202e" not in shown
    assert "<script>alert(1)" not in run("check", "h.txt", "--format", "html").stdout
    assert "\x1b" not in run("parse", "h.txt").stdout


def test_promised_words_beside_the_contract(run, tmp_path: Path) -> None:
    (tmp_path / "c.txt").write_text("第一条 乙方付清尾款后，方可到店验车。\n", encoding="utf-8")
    (tmp_path / "p.md").write_text("我们支持先验车，验车满意后再付尾款。", encoding="utf-8")
    result = run("check", "c.txt", "--promised", "p.md", "--format", "json")
    assert "promise-conduct-mismatch" in {f["doctrine"] for f in json.loads(result.stdout)["findings"]}


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [(["parse", "bad.txt"], "第二条"), (["parse", "bad.txt", "--format", "json"], '"clauses"'),
     (["explain", "final-interpretation"], "FINAL_INTERPRETATION"),
     (["explain", "deposit-forfeiture-unconditional", "--on", "bad.txt"], "on this agreement: found"),
     (["explain", "payment-before-inspection", "--on", "plain.txt"], "not found"),
     (["rules", "list", "--ground", "good-faith"], "promise-conduct-mismatch"), (["lexicon", "PAY_BALANCE"], "joins"),
     (["lexicon", "--find", "乙方付清尾款"], "PAY_BALANCE"), (["authorities", "cn-civil-code-587"], "Civil Code"),
     (["authorities", "case-meilan-2025-xiaomi-deposit"], "first instance"),
     (["authorities", "meilan"], "cn-consumer/payment-before-inspection"), (["authorities", "kaifu"], "contrary: publicity-not-contract"), (["--version"], "clausecheck")],
)
def test_the_other_commands(run, arguments: list[str], shown: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    assert shown in result.output


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [(["explain", "final-interpretatoin"], "did you mean final-interpretation"),
     (["lexicon", "PAY_BALENCE"], "did you mean PAY_BALANCE"), (["authorities", "cn-civil-code-4977"], "did you mean cn-civil-code-"),
     (["rules", "list", "--ground", "goodfaith"], "good-faith")],
)
def test_a_wrong_name_gets_a_hint(run, arguments: list[str], hint: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert hint in result.stderr


def test_demo_prints_the_report_and_writes_the_page(run, tmp_path: Path) -> None:
    result = run("demo", "--lang", "en", "-o", "demo.html")
    assert result.exit_code == 0, result.output
    assert str(tmp_path / "demo.html") in result.stdout.replace("\n", "")
    assert (tmp_path / "demo.html").stat().st_size > 10_000


def test_help_imports_nothing_heavy() -> None:
    code = ("import sys\nfrom clausecheck.cli import run\nsys.argv = ['clausecheck', '--help']\n"
            "try:\n    run()\nexcept SystemExit:\n    pass\n"
            "ours = {m for m in sys.modules if m.startswith('clausecheck.')}\n"
            "heavy = {'spacy', 'yaml', 'jinja2', 'ahocorasick_rs', 'sqlite3'} & set(sys.modules)\n"
            "heavy |= {m for m in ours if m.split('.')[1] not in ('cli', 'errors')}\nassert not heavy, heavy")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_words_of_a_pack_are_found_too_and_conditions_are_named(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "pack.yaml").write_text("name: own\n", encoding="utf-8")
    (tmp_path / "own" / "broken.yaml").write_text("title: [\n", encoding="utf-8")  # no matter: its words are asked for
    (tmp_path / "own" / "lexicon.yaml").write_text("MY_OWN: {kind: event, actor: buyer, zh: [遛狗]}\n", encoding="utf-8")
    runner = CliRunner()
    found = runner.invoke(app, ["lexicon", "--find", "买方逾期付款的，买方应当遛狗。", "--pack", str(tmp_path / "own")]).stdout
    (line,) = [row for row in found.splitlines() if row.startswith("MY_OWN")]
    assert "by=buyer" in line and "if=" in line and "if=[" not in line
    assert "MY_OWN: event" in runner.invoke(app, ["lexicon", "MY_OWN", "--pack", str(tmp_path / "own")]).stdout
    (tmp_path / "c.txt").write_text("第一条 买方应当遛狗。", encoding="utf-8")
    assert "MY_OWN" in runner.invoke(app, ["parse", str(tmp_path / "c.txt"), "--pack", str(tmp_path / "own")]).stdout
