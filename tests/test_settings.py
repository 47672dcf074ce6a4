"""Settings: found upward, merged key by key, by path, with their origin; what is wrong is one sentence with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from clausecheck.cli.app import app
from clausecheck.errors import ConfigError
from clausecheck.settings import Settings, settings_for
from clausecheck.settings.applying import book_for
from clausecheck.settings.reading import fits

BAD = "第一条 总价100,000元，定金10,000元。\n第二条 任何情况下定金概不退还。\n"


def write(folder: Path, text: str, name: str = ".clausecheck.yaml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_the_nearest_file_wins_key_by_key(tmp_path: Path) -> None:
    write(tmp_path, "lang: en\nfail-on: low\nrules: {final-interpretation: low, hidden-fees: low}\n")
    write(tmp_path / "a" / "b", "fail-on: medium\nrules: {final-interpretation: off}\n".replace("off", "'off'"))
    found = settings_for(tmp_path / "a" / "b" / "c.txt")
    assert (found.lang, found.fail_on) == ("en", "medium")
    assert found.rules == {"final-interpretation": "off", "hidden-fees": "low"}
    assert found.from_("fail-on") == f"{tmp_path / 'a' / 'b' / '.clausecheck.yaml'}:1"
    assert found.from_("lang") == f"{tmp_path / '.clausecheck.yaml'}:1"
    assert found.from_("rules.final-interpretation").endswith("b/.clausecheck.yaml:2")
    assert found.from_("sector") == "default"
    assert settings_for(tmp_path / "a" / "c.txt").fail_on == "low"


def test_pyproject_says_the_same(tmp_path: Path) -> None:
    write(tmp_path, '[project]\nname = "x"\n\n[tool.clausecheck]\nfail-on = "never"\nas-of = 2024-07-19\n'
          '[[tool.clausecheck.paths]]\nmatch = "old/**"\nlang = "zh"\n', "pyproject.toml")
    found = settings_for(tmp_path / "old" / "c.txt")
    assert (found.fail_on, found.as_of, found.lang) == ("never", date(2024, 7, 19), "zh")
    assert found.from_("fail-on").endswith("pyproject.toml:4")
    assert settings_for(tmp_path / "c.txt").lang is None


def test_paths_override_the_file_that_holds_them(tmp_path: Path) -> None:
    write(tmp_path, "sector: vehicle\npaths:\n  - {match: gyms/**, sector: prepaid}\n  - {match: 'last*.txt', sector: travel}\n")
    assert [settings_for(tmp_path / p).sector for p in ("x.txt", "gyms/a/x.txt", "gyms/last.txt", "deep/last1.txt")] == [
        "vehicle", "prepaid", "travel", "travel"]


@pytest.mark.parametrize(("pattern", "file", "expected"), [
    ("*.txt", "a/b.txt", True), ("/a/*.txt", "a/b.txt", True), ("/a/*.txt", "a/b/c.txt", False), ("a/**", "a/b/c.txt", True),
    ("a/**/c.txt", "a/c.txt", True), ("a/", "a/b/c.txt", True), ("b.???", "a/b.txt", True), ("a*", "b/c.txt", False),
])
def test_patterns(tmp_path: Path, pattern: str, file: str, expected: bool) -> None:
    assert fits(pattern, tmp_path / file, tmp_path) is expected


@pytest.mark.parametrize(("text", "line", "sentence"), [
    ("lang: fr\n", 1, "lang: 'fr' is none of zh, en"), ("fail_on: high\n", 1, "did you mean fail-on?"),
    ("lang: en\nsector: vehicel\n", 2, "did you mean vehicle?"), ("as-of: soon\n", 1, "is a day such as"),
    ("experimental: 1\n", 1, "is true or false"), ("packs: []\n", 1, "a pack's name or folder"),
    ("rules: {a: grave}\n", 1, "'grave' is none of"), ("paths: [{lang: en}]\n", 1, "is {match: PATTERN"),
    ("lang: en\npaths:\n  - {match: x, paths: []}\n", 3, "unknown key 'paths'"), ("docs: 'javascript:alert(1)'\n", 1, "http(s) address or a folder"),
    ("a: [\n", 2, "not valid YAML"), ("buyer: company\n", 1, "none of consumer, business"),
])
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, line: int, sentence: str) -> None:
    write(tmp_path, text)
    with pytest.raises(ConfigError, match=f":{line}: ") as caught:
        settings_for(tmp_path / "c.txt")
    assert sentence in str(caught.value)


def test_rules_are_regraded_and_turned_off(tmp_path: Path) -> None:
    book = book_for(Settings(rules={"final-interpretation": "low", "hidden-fees": "off"}))
    rules = {r.name: r for p in book.packs for r in p.rules}
    assert {lv.severity for lv in rules["final-interpretation"].levels} == {"low"}
    assert "hidden-fees" not in rules
    with pytest.raises(ConfigError, match="x.yaml:3: rules: no rule 'final-interpretatoin' — did you mean"):
        book_for(Settings(rules={"final-interpretatoin": "low"}, origin={"rules.final-interpretatoin": "x.yaml:3"}))
    low = next(r for r in rules.values() if book.law.doctrines[r.doctrine].severity == "medium")
    with pytest.raises(ConfigError, match="no graver than medium"):
        book_for(Settings(rules={low.name: "high"}))


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.txt").write_text(BAD, encoding="utf-8")
    return lambda *arguments: CliRunner().invoke(app, list(arguments))


def test_a_check_follows_the_settings_and_the_command_line_wins(run, tmp_path: Path) -> None:
    assert run("check", "bad.txt").exit_code == 1
    write(tmp_path, "fail-on: never\nlang: en\n")
    quiet = run("check", "bad.txt", "--format", "markdown")
    assert quiet.exit_code == 0 and "Deposit" in quiet.stdout
    assert run("check", "bad.txt", "--fail-on", "low").exit_code == 1
    assert run("check", "bad.txt", "--no-config").exit_code == 1
    write(tmp_path, "fail-on: nevr\n")
    wrong = run("check", "bad.txt")
    assert (wrong.exit_code, wrong.stdout) == (2, "") and ".clausecheck.yaml:1: fail-on" in wrong.stderr


def test_config_show_says_where_each_value_comes_from(run, tmp_path: Path) -> None:
    write(tmp_path, "fail-on: low\nrules: {final-interpretation: low}\n")
    lines = {line.split(":")[0]: line for line in run("config", "show", "bad.txt", "--origin").stdout.splitlines()}
    assert lines["fail-on"].startswith("fail-on: low") and lines["fail-on"].endswith("# .clausecheck.yaml:1")
    assert lines["rules.final-interpretation"].endswith("# .clausecheck.yaml:2")
    assert lines["lang"].endswith("# default")
    assert '"origin": ".clausecheck.yaml:1"' in run("config", "show", "bad.txt", "--format", "json").stdout
