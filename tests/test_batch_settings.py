"""A scan reads settings, suppressions and baselines as check does: the same findings, the same exit code, nothing read twice."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from clausecheck.batch.kept import findings
from clausecheck.batch.wishes import Wish, wish_of
from clausecheck.cli.app import app

CAR = "订购协议\n第一条 总价100,000元，定金10,000元。\n第二条 任何情况下定金概不退还。\n第三条 甲方对本协议保留最终解释权。\n"
GYM = "健身会员协议\n第一条 会员购买年卡一张，会员卡有效期一年。\n第二条 甲方对本协议保留最终解释权。\n第三条 会籍无论何种原因概不退费。\n"
SETTINGS = """\
fail-on: never
rules: {final-interpretation: low}
docs: https://example.org/rules
paths:
  - {match: gyms/**, sector: prepaid, packs: [cn-consumer, cn-prepaid]}
  - {match: 'strict-*', fail-on: low, rules: {final-interpretation: medium}, as-of: 2024-07-19}
"""
FILES = {"car.txt": CAR, "strict-car.txt": CAR.replace("100,000", "120,000"), "gyms/card.txt": GYM, "gyms/same.txt": CAR}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        file = tmp_path / "f" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (tmp_path / "f" / ".clausecheck.yaml").write_text(SETTINGS, encoding="utf-8")
    return lambda *arguments: CliRunner().invoke(app, [*arguments, *(["--workers", "1"] if arguments[0] == "scan" else [])])


def suppress(run, name: str = "f/car.txt", *more: str) -> None:
    assert run("suppress", "final-interpretation", "--on", name, "--reason", "dropped in writing", *more).exit_code == 0


def read(result) -> int:
    return int(result.stdout.splitlines()[0].rpartition("; ")[2].split()[0])


def agree(run, *options: str) -> set[int]:
    """Scan and check say the same of every file; the exit codes of the checks."""
    scanned = run("scan", "f", *options)
    codes = set()
    with sqlite3.connect("clausecheck.db") as link:
        for name in FILES:
            checked = run("check", f"f/{name}", "--format", "json", *options)
            report = json.loads(checked.stdout)
            codes.add(checked.exit_code)
            (content,) = link.execute("SELECT content FROM documents WHERE path = ?", (str(Path("f", name).absolute()),)).fetchone()
            assert findings(link, content) == report["findings"], name
            kept = link.execute("SELECT rule, severity, by_, reason, until FROM suppressed WHERE content = ? ORDER BY n", (content,)).fetchall()
            assert kept == [(f["rule"], f["severity"], *f["suppression"].values()) for f in report["suppressed"]]
            gaps = link.execute("SELECT what, why_en FROM gaps WHERE content = ? ORDER BY n", (content,)).fetchall()
            assert gaps == [(g["what"], g["why"]["en"]) for g in report["coverage"]["not_checked"]]
    link.close()
    assert scanned.exit_code == max(codes)
    return codes


def test_scan_reads_settings_as_check_does(run) -> None:
    assert agree(run) == {0, 1}
    with sqlite3.connect("clausecheck.db") as link:
        found = link.execute("SELECT path, severity, rule FROM found WHERE rule LIKE '%final-interpretation' ORDER BY path").fetchall()
        assert [severity for _, severity, _ in found] == ["low", "low", "low", "medium"]
    link.close()
    agree(run, "--no-config")
    agree(run, "--sector", "vehicle", "--fail-on", "medium")
    assert agree(run, "--buyer", "business", "--experimental") == {0, 1}


def test_what_was_put_up_with_and_what_a_baseline_knew_is_not_told_again(run) -> None:
    run("check", "f/gyms/card.txt", "-o", "before.json")
    suppress(run)
    agree(run, "--baseline", "before.json")
    result = run("scan", "f", "--baseline", "before.json")
    assert "findings suppressed on request" in result.stdout
    listed = json.loads(run("query", "clausecheck.db", "suppressed", "--format", "jsonl").stdout.splitlines()[0])
    assert (listed["rule"], listed["by_"], listed["reason"]) == ("cn-consumer/final-interpretation", "side-file", "dropped in writing")


def test_nothing_is_read_twice_and_changed_settings_count(run, tmp_path: Path) -> None:
    assert read(run("scan", "f")) == 4
    assert read(run("scan", "f")) == 0
    suppress(run, "f/gyms/card.txt")
    assert read(run("scan", "f")) == 1  # the one that the entry is about
    file = tmp_path / "f" / ".clausecheck.yaml"
    file.write_text("# a remark\n" + SETTINGS.replace("fail-on: never", "fail-on: high"), encoding="utf-8")
    result = run("scan", "f")
    assert (read(result), result.exit_code) == (0, 1)  # other lines, another exit code: the findings are the same
    file.write_text(SETTINGS.replace("sector: prepaid", "sector: vehicle"), encoding="utf-8")
    assert read(run("scan", "f")) == 2
    file.write_text(SETTINGS.replace("final-interpretation: low", "final-interpretation: 'off'"), encoding="utf-8")
    assert read(run("scan", "f")) == 3  # strict-car has a grade of its own
    assert read(run("scan", "f")) == 0


def test_an_entry_that_is_of_no_use_or_has_expired_is_warned_of(run, tmp_path: Path) -> None:
    suppress(run)
    assert "suppression" not in run("scan", "f").stderr
    assert "suppression" not in run("scan", "f").stderr  # nothing is read, and it is of use all the same
    (tmp_path / "f" / "car.txt").write_text(CAR.replace("最终解释权", "解释合同的权利以及最终解释权"), encoding="utf-8")
    assert "of no use any more" in run("scan", "f").stderr
    side = tmp_path / "f" / ".clausecheck-suppressions.yaml"
    (tmp_path / "f" / "car.txt").write_text(CAR, encoding="utf-8")
    side.write_text(side.read_text(encoding="utf-8") + '  until: "2020-01-01"\n', encoding="utf-8")
    result = run("scan", "f")
    assert "expired on 2020-01-01" in result.stderr and "suppressed on request" not in result.stdout


def test_settings_that_are_wrong_cost_only_the_files_below_them(run, tmp_path: Path) -> None:
    (tmp_path / "f" / "gyms" / ".clausecheck.yaml").write_text("lang: fr\n", encoding="utf-8")
    result = run("scan", "f")
    assert result.exit_code == 2
    assert "2 not checked; 2 read now" in result.stdout and result.stdout.count(".clausecheck.yaml:1: lang: 'fr' is none of") == 2
    (tmp_path / "f" / "gyms" / ".clausecheck.yaml").unlink()
    assert (read(run("scan", "f")), run("scan", "f").exit_code) == (2, 1)


def test_a_broken_pack_is_told_by_every_scan_and_mended_it_is_read(run, tmp_path: Path) -> None:
    pack = tmp_path / "own"
    pack.mkdir()
    (pack / "pack.yaml").write_text("name: own\nversion: x: y\n", encoding="utf-8")
    for expected in (4, 0):
        result = run("scan", "f", "--pack", "cn-consumer", "--pack", "own")
        assert (result.exit_code, read(result)) == (2, expected)
        assert "own/pack.yaml:2: not valid YAML" in result.stderr and "was not used" in result.stderr
    agree(run, "--pack", "cn-consumer", "--pack", "own")
    assert run("scan", "f", "--pack", "own").exit_code == 2
    (pack / "pack.yaml").write_text("name: own\n", encoding="utf-8")
    result = run("scan", "f", "--pack", "cn-consumer", "--pack", "own")
    assert (result.exit_code, read(result), result.stderr) == (1, 4, "")


def test_a_wish_survives_json() -> None:
    wish = Wish(("a", "b"), True, "2024-07-19", "vehicle", "business", "zh", "site", (("r", "low", "x:1"),), (("r", "0", "why", None),),
                (("r", "1", "high"),), "low")
    assert wish_of(json.loads(json.dumps(wish.plain()))) == wish
    quiet = wish.quiet()
    assert quiet is not None and quiet.side_file is not None and quiet.side_file.entries[0].reason == "why"


def test_parts_are_made_by_settings_too(run, tmp_path: Path) -> None:
    first = run("scan", "f", "--parts", "p", "--resume", "--store", "parts.db")
    plain = run("scan", "f")
    counts = "SELECT d.path, d.status, c.points, c.suppressed, d.fail_on FROM documents d JOIN contents c ON c.id = d.content ORDER BY 1"
    with sqlite3.connect("parts.db") as one, sqlite3.connect("clausecheck.db") as two:
        assert one.execute(counts).fetchall() == two.execute(counts).fetchall()
    one.close(), two.close()
    assert first.exit_code == plain.exit_code == 1
    assert read(run("scan", "f", "--parts", "p", "--resume", "--store", "again.db")) == 0
    (tmp_path / "f" / ".clausecheck.yaml").write_text(SETTINGS.replace("gyms/**", "x/**"), encoding="utf-8")
    assert read(run("scan", "f", "--parts", "p", "--resume", "--store", "again.db")) == 4  # one part holds them all
