"""The pytest plug-in over a folder and over an installed third-party pack: each example is a test, each fault another."""

from __future__ import annotations

from pathlib import Path

import pytest
from installed import install
from packed import write
from test_origins import ACME, RULE, WORDS


class Recorder:
    """Keeps what an inner run of pytest reports."""

    def __init__(self) -> None:
        self.outcomes: dict[str, str] = {}
        self.said: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call":
            self.outcomes[report.nodeid] = report.outcome
            self.said[report.nodeid] = report.longreprtext


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """An inner pytest in an empty folder, with our plug-in and no others that are installed."""
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)

    def run(*arguments: str) -> tuple[int, Recorder]:
        recorder = Recorder()
        code = pytest.main(["-q", "-p", "clausecheck.pytest_plugin", "-p", "no:cacheprovider", *arguments], plugins=[recorder])
        return int(code), recorder

    return run


def test_an_installed_pack_is_tested(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path / "site", monkeypatch, {"last-word": RULE}, ACME, words=WORDS)
    code, seen = run("--clausecheck", "acme-pack")
    assert code == 0
    assert len(seen.outcomes) == 10 and set(seen.outcomes.values()) == {"passed"}
    assert "acme-pack::last-word[violates-zh-1]" in seen.outcomes
    code, seen = run("--clausecheck", "acme-pack", "-k", "complies and en")
    assert code == 0 and len(seen.outcomes) == 3


def test_a_failure_is_told_element_by_element(run, tmp_path: Path) -> None:
    folder = write(tmp_path / "acme-pack", {"last-word": RULE.replace("价格由店长定，本店说了算。", "价格由店长定。")}, ACME)
    (folder / "lexicon.yaml").write_text(WORDS, encoding="utf-8")
    (tmp_path / "empty" / "pytest.ini").write_text(f"[pytest]\nclausecheck_packs = {folder}\n", encoding="utf-8")
    code, seen = run("-c", str(tmp_path / "empty" / "pytest.ini"))
    assert code == 1
    (said,) = [text for node, text in seen.said.items() if seen.outcomes[node] == "failed"]
    assert "last-word.yaml:12: violates (zh): not found" in said
    assert "✗ element 1 ACME_LAST_WORD: not met; it is not mentioned" in said
    assert "Traceback" not in said and "plugin" not in said


def test_a_pack_that_cannot_be_read_fails_and_the_others_are_tested(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path / "site", monkeypatch, {"last-word": RULE}, ACME, words=WORDS)
    bad = write(tmp_path / "bad", {"one": RULE.replace("title:", "titel:"), "two": "a: [\n"}, ACME.replace("acme-pack", "bad"))
    code, seen = run("--clausecheck", str(bad), "--clausecheck", "nowhere", "--clausecheck", "acme-pack")
    assert code == 1
    failed = [text for node, text in seen.said.items() if seen.outcomes[node] == "failed"]
    assert len(failed) == 3 and len(seen.outcomes) == 13
    assert "unknown key 'titel' in a rule — did you mean title?" in failed[0]
    assert "no pack 'nowhere'" in failed[2]


def test_pytest_finds_the_plug_in_by_its_entry_point() -> None:
    declared = (Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8")
    assert '[project.entry-points.pytest11]\nclausecheck = "clausecheck.pytest_plugin"\n' in declared
