"""Folder scans: check and scan agree, nothing is read twice, every name of a folder is a row."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from clausecheck import check
from clausecheck.batch.files import from_text, read_bytes, to_text
from clausecheck.batch.kept import findings
from clausecheck.batch.reading import told, wording, year_of
from clausecheck.batch.scanning import Progress, scan
from clausecheck.batch.store import open_readonly
from clausecheck.batch.supervisor import Setup
from clausecheck.batch.worklist import walk
from clausecheck.checker import DEFAULT_PACKS
from clausecheck.cli.app import app
from clausecheck.errors import InputError
from clausecheck.readers import from_text as source

ROOT = Path(__file__).parent.parent
BAD = "订购协议\n甲方（销售方）：远岚汽车销售有限公司\n乙方（订购人）：何女士\n第一条 总价100,000元，定金10,000元。\n第二条 任何情况下定金概不退还。\n2023年5月6日\n"
PLAIN = "第一条 双方友好协商解决争议。\n第二条 本合同一式两份，双方各执一份。\n"
ONE = Setup(DEFAULT_PACKS, 1)


def rows(store: Path, sql: str) -> list[tuple]:
    with sqlite3.connect(store) as link:
        found = link.execute(sql).fetchall()
    link.close()
    return found


def states(store: Path) -> dict[str, tuple[str, str]]:
    return {Path(p).name: (status, reason) for p, status, reason in rows(store, "SELECT path, status, reason FROM documents")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "f" / "sub").mkdir(parents=True)
    (tmp_path / "f" / "bad.txt").write_text(BAD, encoding="utf-8")
    (tmp_path / "f" / "sub" / "plain.txt").write_text(PLAIN, encoding="utf-8")
    return tmp_path / "f"


def read_by(folder: Path, store: Path, setup: Setup = ONE, **more: str) -> int:
    progress = Progress()
    scan(str(folder), str(store), setup, progress=progress, **more)
    return progress.read


# --- the same findings as check ---
@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("samples")
    shutil.copytree(ROOT / "samples", folder / "s")
    scan(str(folder / "s"), str(folder / "store.db"), Setup(DEFAULT_PACKS, 2))
    return folder / "s", folder / "store.db"


def test_check_and_scan_agree_field_by_field(samples: tuple[Path, Path]) -> None:
    _, store = samples
    with open_readonly(str(store)) as link:
        contents = link.execute("SELECT path, content, points, high, seller FROM agreements WHERE status = 'checked'").fetchall()
        assert len(contents) == 16
        for path, content, points, high, seller in contents:
            report = check(Path(path))
            assert findings(link, content) == report.to_dict()["findings"], path
            assert (points, high) == (report.to_dict()["summary"]["points"], report.to_dict()["summary"]["points_by_severity"]["high"])
            assert seller == next((p.name for p in report.parties if p.role == "seller" and p.name), None)
            asked = link.execute("SELECT rule, ask_zh, ask_en FROM questions WHERE content = ? ORDER BY n", (content,)).fetchall()
            assert asked == [(u.rule, u.ask.zh, u.ask.en) for u in report.undetermined]
            gaps = link.execute("SELECT what FROM gaps WHERE content = ? ORDER BY n", (content,)).fetchall()
            assert [g[0] for g in gaps] == [g.what for g in report.coverage.not_checked]
    link.close()


def test_the_files_of_a_case_are_no_agreements_of_their_own(samples: tuple[Path, Path]) -> None:
    _, store = samples
    names = {Path(p).name for (p,) in rows(store, "SELECT path FROM documents")}
    assert "case.yaml" in names
    assert not names & {"contract.txt", "reply.md", "side-agreement.txt", "happened.yaml"}


def test_what_the_store_keeps_of_a_report_has_no_contract_text_twice() -> None:
    kept = told(check(BAD))
    assert kept["seller"] == "远岚汽车销售有限公司"
    assert kept["year"] == 2023
    assert kept["found"][0]["wording"] == "任何情况下定金概不退还。 2023年5月6日"
    assert "总价100,000元" not in json.dumps(kept, ensure_ascii=False)


def test_wordings_are_free_of_number_heading_and_line_ends() -> None:
    text = "3.2 Delivery\nThe Seller may\n  change the date."
    assert wording(text, {"start": 0, "end": len(text), "number": "3.2", "heading": "Delivery"}) == "The Seller may change the date."


@pytest.mark.parametrize(("text", "year"), [
    ("合同。\n签订日期：2021年3月4日\n甲方：", 2021), ("Agreement\nDated May 6, 2019\n" + "Words.\n" * 40, 2019), ("The price is 2,020.", None),
    ("协议\n" + "第一条 甲方应于2030年1月1日前交付车辆，逾期的每日按车价的万分之三支付违约金，直至交付之日，乙方可以解除合同并要求返还已付款项。", None)])
def test_the_year_is_the_one_that_the_text_gives(text: str, year: int | None) -> None:
    assert year_of(source(text)) == year


# --- nothing twice ---
def test_a_second_scan_reads_only_what_changed(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "s.db"
    assert read_by(folder, store) == 2
    assert read_by(folder, store) == 0
    (folder / "bad.txt").write_text(BAD + "第三条 最终解释权归甲方所有。\n", encoding="utf-8")
    (folder / "sub" / "plain.txt").rename(folder / "moved.txt")
    assert read_by(folder, store) == 1
    assert {name: state for name, (state, _) in states(store).items()} == {
        "bad.txt": "checked", "moved.txt": "checked", "plain.txt": "gone"}
    assert rows(store, "SELECT count(*) FROM contents") == [(2,)]  # what bad.txt said before is no result any more


def test_other_options_are_other_results(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "s.db"
    read_by(folder, store)
    assert read_by(folder, store, Setup(DEFAULT_PACKS, 1, as_of="2019-01-01")) == 2
    assert rows(store, "SELECT DISTINCT year FROM agreements") == [(2019,)]


def test_two_names_of_one_content_are_read_once_and_shown_for_both(folder: Path, tmp_path: Path) -> None:
    for n in range(5):
        shutil.copy(folder / "bad.txt", folder / f"copy{n}.txt")
    (folder / "link.txt").symlink_to(folder / "bad.txt")
    assert read_by(folder, tmp_path / "s.db") == 2
    assert rows(tmp_path / "s.db", "SELECT count(*), count(DISTINCT content) FROM agreements WHERE points > 0") == [(7, 1)]


def test_a_sidecar_belongs_to_its_agreement_and_a_change_in_it_counts(folder: Path, tmp_path: Path) -> None:
    reply = folder / "bad.promised.txt"
    reply.write_text("我们支持退还定金。", encoding="utf-8")
    (folder / "bad.txt.agreed-2.txt").write_text("双方同意定金可退。", encoding="utf-8")
    (folder / "bad.happened.yaml").write_text("- event: PAY_DEPOSIT\n  on: 2024-01-01\n", encoding="utf-8")
    store = tmp_path / "s.db"
    assert read_by(folder, store) == 2
    (sources,) = rows(store, "SELECT sources FROM documents WHERE path LIKE '%bad.txt'")[0]
    assert [(role, Path(p).name) for role, p in json.loads(sources)] == [
        ("contract", "bad.txt"), ("promised", "bad.promised.txt"), ("agreed", "bad.txt.agreed-2.txt"), ("happened", "bad.happened.yaml")]
    reply.write_text("我们支持随时退还定金。", encoding="utf-8")
    assert read_by(folder, store) == 1


def test_a_result_that_changes_while_it_waits_is_kept_under_what_was_read(folder: Path, tmp_path: Path) -> None:
    """The file is another one when the worker reads it: the row says what the worker saw, and so does the next scan."""
    shutil.copy(folder / "bad.txt", folder / "same.txt")
    (other := tmp_path / "other.txt").write_text(PLAIN + "第三条 无。", encoding="utf-8")
    store = tmp_path / "s.db"
    progress = Progress()

    def change(now: Progress) -> None:
        if now.total is not None and other.exists():
            other.replace(folder / "bad.txt")

    progress.report = change
    scan(str(folder), str(store), ONE, progress=progress)
    points = dict(rows(store, "SELECT path, points FROM agreements"))
    assert points[str(folder / "bad.txt")] == 0
    assert points[str(folder / "same.txt")] > 0
    assert read_by(folder, store) == 0


# --- every name is a row ---
def test_hostile_names_and_files_are_rows_with_their_cause(folder: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (folder / "french.txt").write_text("Le client doit payer le solde dans les sept jours et ne peut pas refuser.", encoding="utf-8")
    (folder / "alone.promised.txt").write_text("We refund everything.", encoding="utf-8")
    (folder / "other.yaml").write_text("a: 1\n", encoding="utf-8")
    (folder / "case.yaml").write_text("contract: no-such-file.txt\n", encoding="utf-8")
    (folder / ".hidden.txt").write_text(BAD, encoding="utf-8")
    (folder / "~$bad.docx").write_bytes(b"lock")
    (folder / "=cmd|' \x1b[31m.txt").write_text(BAD, encoding="utf-8")
    (folder / "round").symlink_to(folder)
    (folder / "nowhere.txt").symlink_to(folder / "none.txt")
    (folder / "self.txt").symlink_to(folder / "self.txt")
    os.mkfifo(folder / "pipe.txt")
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff\\x.txt")).write_text(BAD, encoding="utf-8")
    store = tmp_path / "s.db"
    scan(str(folder), str(store), ONE)
    found = states(store)
    assert {name: state for name, (state, _) in found.items()} == {
        "bad.txt": "checked", "plain.txt": "checked", "empty.txt": "unreadable", "picture.txt": "unreadable",
        "french.txt": "language", "alone.promised.txt": "unreadable", "other.yaml": "passed over",
        "case.yaml": "unreadable", "=cmd|' \x1b[31m.txt": "checked", "round": "passed over",
        "nowhere.txt": "unreadable", "self.txt": "unreadable", "pipe.txt": "passed over", "\\xff\\\\x.txt": "checked"}
    assert "empty" in found["empty.txt"][1]
    assert "picture" in found["picture.txt"][1]
    assert "not followed" in found["round"][1]
    assert "in a circle" in found["self.txt"][1]
    assert "gone" in found["case.yaml"][1]
    assert "not beside it" in found["alone.promised.txt"][1]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_a_row(folder: Path, tmp_path: Path) -> None:
    (folder / "bad.txt").chmod(0)
    (folder / "sub").chmod(0)
    try:
        scan(str(folder), str(tmp_path / "s.db"), ONE)
    finally:
        (folder / "sub").chmod(0o755)
    found = states(tmp_path / "s.db")
    assert "permission" in found["bad.txt"][1]
    assert found["sub"][0] == "unreadable"


def test_a_folder_that_cannot_be_listed_is_a_row(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.scandir

    def scandir(place: str):
        if str(place).endswith("sub"):
            raise PermissionError(13, "Permission denied")
        return real(place)

    monkeypatch.setattr(os, "scandir", scandir)
    entries = {Path(e.path).name: e for e in walk(str(folder))}
    assert entries["sub"].status == "unreadable"
    assert "Permission denied" in entries["sub"].reason
    assert not entries["bad.txt"].status


def test_a_file_that_never_stands_still_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_text("x")
    real, times = os.fstat, []

    def fstat(handle: int):
        times.append(1)
        os.utime(file, ns=(0, len(times)))
        return real(handle)

    monkeypatch.setattr(os, "fstat", fstat)
    with pytest.raises(InputError, match="changed while it was read, 3 times"):
        read_bytes(str(file))
    with pytest.raises(InputError, match="gone when its turn came"):
        read_bytes(str(tmp_path / "b.txt"))


@pytest.mark.parametrize("name", [b"/a/plain.txt", "/a/合同.txt".encode(), b"/a/\xff\xfe.txt", b"/a/\\xff \\.txt", b"/a/\xff\\xff\\\\.txt"])
def test_any_path_goes_through_a_database_and_back(name: bytes) -> None:
    path = os.fsdecode(name)
    stored = to_text(path)
    stored.encode("utf-8")
    assert from_text(stored) == path


# --- the command ---
@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(folder.parent)
    return lambda *arguments: CliRunner().invoke(app, list(map(str, arguments)))


def test_the_command_sums_up_and_exits_as_check_does(run, folder: Path) -> None:
    result = run("scan", "f", "--workers", 1)
    assert result.exit_code == 1
    assert "2 agreements: 1 with points, 0 not checked; 2 read now" in result.stdout
    assert "deposit-forfeiture-unconditional" in result.stdout
    assert run("scan", "f", "--fail-on", "never").exit_code == 0
    (folder / "empty.txt").write_bytes(b"")
    result = run("scan", "f", "--fail-on", "never", "--format", "json")
    assert result.exit_code == 2
    assert json.loads(result.stdout)["refused"] == [["empty.txt", "the file is empty"]]


@pytest.mark.parametrize(("arguments", "sentence"), [
    (["nowhere"], "nowhere: no such folder"), (["f/bad.txt"], "no such folder"), (["f", "--format", "html"], "terminal or json"),
    (["f", "--timeout", "0"], "more than 0 seconds"), (["f", "--pack", "nope"], "no pack 'nope'"),
    (["f", "--as-of", "soon"], "--as-of is a day"), (["f", "--store", "no/such/s.db"], "no/such/s.db cannot be written"),
    (["f", "--store", "f/bad.txt"], "f/bad.txt cannot be used as a store: file is not a database"),
])
def test_a_wrong_call_is_one_sentence(run, folder: Path, arguments: list[str], sentence: str) -> None:
    result = run("scan", *arguments)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert (folder / "bad.txt").read_text(encoding="utf-8") == BAD


def test_the_reports_are_written_once_and_again_where_they_are_missing(run, folder: Path) -> None:
    run("scan", "f", "--reports", "r")
    pages = sorted((folder.parent / "r").iterdir())
    assert len(pages) == 2
    assert all(p.suffix == ".html" and "<!doctype html>" in p.read_text(encoding="utf-8").lower() for p in pages)
    pages[0].unlink()
    assert "1 read now" in run("scan", "f", "--reports", "r").stdout
    assert sorted((folder.parent / "r").iterdir()) == pages
