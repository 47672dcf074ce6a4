"""Questions to a store, and what is taken out of it: every named one answers, nothing writes, nothing acts as a formula."""

from __future__ import annotations

import csv
import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from pyarrow import parquet
from typer.testing import CliRunner

from clausecheck.batch.questions import QUESTIONS
from clausecheck.batch.scanning import scan
from clausecheck.batch.store import SCHEMA, open_store
from clausecheck.batch.supervisor import Setup
from clausecheck.checker import DEFAULT_PACKS
from clausecheck.cli.app import app
from clausecheck.reports import tables

CLAUSE = "任何情况下定金概不退还。"
TEXT = "甲方（销售方）：{seller}\n乙方（订购人）：何女士\n第{n}条 总价100,000元，定金10,000元。\n第{m}条 {clause}\n签订日期：{year}年5月6日\n"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("store")
    folder = place / "f"
    folder.mkdir()
    for n, (seller, year) in enumerate([("远岚汽车销售有限公司", 2023), ("远岚汽车销售有限公司", 2024), ("=cmd|' /C calc'!A0", 2024)], 1):
        text = TEXT.format(seller=seller, year=year, n=n, m=n + 1, clause=CLAUSE)
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    (folder / "=1+1.txt").write_text("双方友好协商。", encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    scan(str(folder), str(place / "s.db"), Setup(DEFAULT_PACKS, 1))
    return place / "s.db"


def ask(store: Path, *arguments: str):
    return CliRunner().invoke(app, ["query", str(store), *arguments])


def answers(store: Path, question: str) -> list[dict]:
    return [json.loads(line) for line in ask(store, question, "--format", "jsonl").stdout.splitlines()]


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_answers_with_the_columns_that_it_says(store: Path, name: str) -> None:
    result = ask(store, name)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.splitlines()[0].strip()
    assert name in ask(store).stdout


def test_the_usual_questions(store: Path) -> None:
    assert [Path(r["path"]).name for r in answers(store, "worst")] == ["1.txt", "2.txt", "3.txt"]
    doctrines = {r["doctrine"]: r["agreements"] for r in answers(store, "doctrines")}
    assert doctrines["deposit-forfeiture-unconditional"] == 3
    assert {(r["seller"], r["agreements"]) for r in answers(store, "sellers")} >= {("远岚汽车销售有限公司", 2)}
    assert {(r["year"], r["agreements"]) for r in answers(store, "years")} == {(2023, 1), (2024, 2), ("(not dated)", 1)}
    assert {(r["kind"], r["reason"]) for r in answers(store, "not-checked") if r["what"] == "file"} == {
        ("unreadable", "the file is empty")}
    assert any(r["kind"] == "promised" and r["which"] == "4 agreements" for r in answers(store, "not-checked"))


def test_the_same_wording_is_found_under_any_number(store: Path) -> None:
    alike = [r for r in answers(store, "wordings") if r["wording"].startswith(CLAUSE)]
    assert alike
    assert max(r["agreements"] for r in alike) >= 2


def test_sql_is_answered_and_never_writes(store: Path) -> None:
    assert answers(store, "SELECT count(*) AS n FROM agreements") == [{"n": 5}]
    before = store.read_bytes()
    for sql in ("DELETE FROM findings", "DROP TABLE runs", "ATTACH 'x.db' AS y", "PRAGMA user_version = 9", "VACUUM INTO 'y.db'",
                "INSERT INTO rules VALUES (9, 'a', 'b', 'c')", "CREATE TABLE t (a)", "SELECT 1; DELETE FROM runs"):
        result = ask(store, sql)
        assert result.exit_code == 2, sql
        assert len(result.stderr.splitlines()) == 1
    assert store.read_bytes() == before


@pytest.mark.parametrize(("question", "sentence"), [
    ("wors", "did you mean"), ("SELECT 1 FROM nowhere", "no such table"), ("SELECT (", "incomplete")])
def test_a_wrong_question_is_one_sentence(store: Path, question: str, sentence: str) -> None:
    result = ask(store, question)
    assert result.exit_code == 2
    assert sentence in result.stderr


def test_readers_may_ask_while_a_scan_writes(store: Path) -> None:
    writer = open_store(str(store))
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE runs SET state = 'running'")
    asked = subprocess.run([sys.executable, "-m", "clausecheck", "query", str(store), "runs", "--format", "jsonl"], capture_output=True,
                           text=True, check=True, cwd=Path(__file__).parent.parent)
    assert json.loads(asked.stdout)["state"] == "done"
    writer.execute("ROLLBACK")
    writer.close()


# --- stores that are none of ours ---
def test_stores_of_others_and_of_other_versions_are_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "f").mkdir()
    (tmp_path / "f" / "a.txt").write_text("双方友好协商。", encoding="utf-8")
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as link:
        link.execute("CREATE TABLE t (a)")
    link.close()
    newer = tmp_path / "newer.db"
    open_store(str(newer)).close()
    with sqlite3.connect(newer) as link:
        link.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    link.close()
    for path, sentence in ((other, "of another program"), (newer, f"by a newer clausecheck (schema {SCHEMA + 1}")):
        before = path.read_bytes()
        for command in (["scan", str(tmp_path / "f"), "--store", str(path)], ["query", str(path), "runs"]):
            result = CliRunner().invoke(app, command)
            assert result.exit_code == 2
            assert sentence in result.stderr
        assert path.read_bytes() == before
    assert "no such store" in ask(tmp_path / "none.db").stderr


# --- export ---
def export(store: Path, path: Path, *more: str):
    return CliRunner().invoke(app, ["export", str(store), "-o", str(path), *more])


def test_csv_holds_every_finding_and_no_formula(store: Path, tmp_path: Path) -> None:
    assert export(store, tmp_path / "f.csv").exit_code == 0
    with (tmp_path / "f.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(answers(store, "findings"))
    assert export(store, tmp_path / "n.csv", "--what", "SELECT replace(path, rtrim(path, replace(path, '/', '')), '') AS name, "
                  "'＝1' AS wide, '-2' AS minus FROM documents WHERE path LIKE '%=1%'").exit_code == 0
    with (tmp_path / "n.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1] == ["'=1+1.txt", "'＝1", "'-2"]


def test_a_workbook_has_agreements_and_findings_as_text(store: Path, tmp_path: Path) -> None:
    assert export(store, tmp_path / "f.xlsx").exit_code == 0
    book = openpyxl.load_workbook(tmp_path / "f.xlsx")
    assert book.sheetnames == ["agreements", "findings"]
    assert book["agreements"].max_row == 1 + 5
    assert book["findings"].max_row == 1 + len(answers(store, "findings"))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert not str(cell.value).startswith("=")


def test_parquet_and_json_lines_are_exact(store: Path, tmp_path: Path) -> None:
    assert export(store, tmp_path / "f.parquet", "--what", "agreements").exit_code == 0
    assert export(store, tmp_path / "f.jsonl", "--what", "agreements").exit_code == 0
    rows = parquet.read_table(tmp_path / "f.parquet").to_pylist()
    assert rows == [json.loads(line) for line in (tmp_path / "f.jsonl").read_text(encoding="utf-8").splitlines()]
    assert "=1+1.txt" in {Path(r["path"]).name for r in rows}
    assert isinstance(rows[0]["points"], int)


def test_what_cannot_be_exported_is_one_sentence_and_writes_nothing(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "not in '.doc'" in export(store, tmp_path / "f.doc").stderr
    monkeypatch.setattr(tables, "SHEET_ROWS", 2)
    result = export(store, tmp_path / "f.xlsx", "--what", "SELECT * FROM documents")
    assert result.exit_code == 2
    assert "a sheet holds 2 rows" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_tables_on_a_terminal_keep_their_columns_and_their_peace() -> None:
    shown = tables.terminal(["a", "b"], [["合同", 1], ["x\x1b[31m\ny", 2.0], ["z" * 99, None]], 2, 40)
    lines = shown.splitlines()
    assert lines[0] == "a         b"
    assert lines[2] == "合同      1"
    assert lines[3] == "x␛[31m y  2"
    assert tables.terminal(["p"], [["/" + "a" * 99 + "/b.txt"]], 9, 20).splitlines()[2].endswith("aa/b.txt")
    assert "more" in lines[-1]
    assert "\x1b" not in shown
