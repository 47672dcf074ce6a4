"""Packs by folder, by name, and from installed packages; none is imported, and what leads nowhere is said."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from installed import install
from packed import PACK, write

from clausecheck.errors import PackError
from clausecheck.places import rules_root
from clausecheck.rulebook import open_pack, open_rulebook
from clausecheck.rulefiles.origins import find_pack, installed_packs, known_packs
from clausecheck.testing import run_examples

ACME = PACK.replace("demo", "acme-pack")
WORDS = "ACME_LAST_WORD: {kind: state, zh: [本店说了算], en: [our word is final]}\n"
RULE = """\
title: {zh: 本店说了算, en: The shop has the last word}
doctrine: final-interpretation
when: [ACME_LAST_WORD]
severity: medium
effect: void
message: {zh: 卖方说了算。, en: The seller alone decides.}
why: {zh: 可能被认定无效。, en: It may be held void.}
advice: {zh: 要求删去。, en: Ask to delete it.}
suggest: {zh: 双方协商解决。, en: The parties settle it together.}
examples:
  violates:
    zh: [有争议的，本店说了算。, 价格由店长定，本店说了算。]
    en: ["In any dispute our word is final.", "As to prices our word is final."]
  complies:
    zh: [双方协商解决。, 本店营业到晚八点。, {text: 本店说明价格。, near_miss: true}]
    en: [The parties settle it., We close at eight., {text: Our word is our bond., near_miss: true}]
"""


def test_a_pack_is_found_by_folder_and_by_name(tmp_path: Path) -> None:
    folder = write(tmp_path / "demo")
    assert find_pack(str(folder)).by == "folder"
    assert find_pack("demo", tmp_path).folder == folder
    shipped = find_pack("cn-consumer")
    assert (shipped.folder, shipped.by) == (rules_root() / "cn-consumer", "clausecheck")
    with pytest.raises(PackError, match="no pack 'cn-consumr'.* — did you mean cn-consumer"):
        find_pack("cn-consumr")


def test_a_pack_of_an_installed_package_is_loaded_and_tested(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = install(tmp_path, monkeypatch, {"last-word": RULE}, ACME, words=WORDS)
    origin = find_pack("acme-pack")
    assert (origin.folder, origin.by) == (folder, "acme-pack 2.5")
    assert [o.name for o in installed_packs()] == ["acme-pack"]
    assert "acme-pack" in known_packs()
    opened = open_pack("acme-pack")
    assert opened.pack is not None and not opened.errors
    results = run_examples(opened.pack, opened.lexicon, opened.law)
    assert len(results) == 14 and not [str(r) for r in results if r.problems]
    assert "acme_pack" not in sys.modules


def test_another_pack_extends_it_with_its_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path / "site", monkeypatch, {"last-word": RULE}, ACME, words=WORDS)
    firm = write(tmp_path / "firm", {}, PACK.replace("demo", "firm") + "extends: [acme-pack]\nneeds: [acme-pack>=1.2]\nrules: {last-word: low}\n")
    (pack,) = open_rulebook((str(firm),)).packs
    assert [(r.id, r.levels[0].severity) for r in pack.rules] == [("acme-pack/last-word", "low")]


def test_an_offer_that_leads_nowhere_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path / "one", monkeypatch, {}, ACME, offers="acme-pack = acme_pack:sub\nlost = no_such_package")
    with pytest.raises(PackError, match="acme-pack 2.5 offers the pack 'acme-pack' at acme_pack:sub, and there is no pack.yaml"):
        find_pack("acme-pack")
    with pytest.raises(PackError, match="offers the pack 'lost' at no_such_package"):
        find_pack("lost")


def test_a_folder_inside_a_package_may_be_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = install(tmp_path, monkeypatch, {}, ACME, offers="inner = acme_pack:packs.inner")
    write(folder / "packs" / "inner", {}, PACK)
    assert find_pack("inner").folder == folder / "packs" / "inner"


def test_two_packages_that_offer_one_name_are_no_choice_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path / "one", monkeypatch, {}, ACME)
    install(tmp_path / "two", monkeypatch, {}, ACME, name="other", offers="acme-pack = other_pack")
    with pytest.raises(PackError, match="two installed packages offer the pack 'acme-pack': acme-pack 2.5 and other-pack 2.5"):
        find_pack("acme-pack")


def test_a_pack_that_is_broken_in_its_words_is_opened_with_its_error(tmp_path: Path) -> None:
    folder = write(tmp_path / "demo", {})
    (folder / "lexicon.yaml").write_text("NEW: {kind: evnt}\n", encoding="utf-8")
    opened = open_pack(str(folder))
    assert opened.pack is None
    assert [e.line for e in opened.errors] == [1]


def test_a_list_shows_origin_version_and_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from typer.testing import CliRunner

    from clausecheck.cli.app import app

    install(tmp_path / "site", monkeypatch, {"last-word": RULE}, ACME, words=WORDS)
    bad = write(tmp_path / "bad", {}, "name: Bad\n")
    told = CliRunner().invoke(app, ["rules", "list", "acme-pack", str(bad), "nowhere", "--ground", "invalid-standard-term"])
    assert told.stdout.splitlines() == [
        "acme-pack 1.2.0 from acme-pack 2.5 (CN; zh, en): 1 of 1 rules (1 medium), 10 examples",
        f"  medium {'invalid-standard-term':22s} {'last-word':36s} The shop has the last word"]
    assert told.exit_code == 2 and "is no name" in told.stderr and "no pack 'nowhere'" in told.stderr
