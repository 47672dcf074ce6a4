"""Coverage of elements, defences, levels and forms by a rule's examples, and how a failure is told."""

from __future__ import annotations

from pathlib import Path

from packed import RULE, law, lexicon, write
from typer.testing import CliRunner

from clausecheck.cli.app import app
from clausecheck.rulefiles.packs import load_pack
from clausecheck.testing import coverage, run_examples


def shares(tmp_path: Path, text: str = RULE) -> dict[str, tuple[int, int, tuple[str, ...]]]:
    pack = load_pack(write(tmp_path / "demo", {"first": text}), lexicon(), law(), examples=True)
    return {s.kind: (s.touched, s.total, s.missing) for s in coverage(pack.rules[0], pack, lexicon(), law())}


def test_what_no_example_touches_is_named(tmp_path: Path) -> None:
    found = shares(tmp_path)
    assert found["elements"] == (2, 2, ())
    assert found["defences"] == (0, 1, ("ESCROW",))
    assert found["levels"] == (1, 2, ("high",))
    assert found["forms"] == (2, 4, ("ESCROW “escrow”", "ESCROW “监管账户”"))


def test_an_example_that_needs_them_touches_them(tmp_path: Path) -> None:
    text = RULE.replace("本合同一式两份。", "买方付清尾款后方可验货，尾款存入监管账户。").replace(
        "买方付清尾款后方可验货。,", "{text: 买方应在7日内付清尾款，付清尾款后方可验货。, level: high}, 买方付清尾款后方可验货。,")
    found = shares(tmp_path, text.replace("- ESCROW", "- ESCROW\n  - none: [PAY]"))
    assert found["defences"] == (2, 2, ()) and found["levels"] == (2, 2, ())
    silent = shares(tmp_path / "silent", RULE.replace("  - before:", "  - none: [KEEP]\n  - before:"))
    assert silent["defences"] == (0, 2, ("ESCROW", "KEEP")) and silent["elements"] == (2, 2, ())


def test_gaps_and_endings_are_filled(tmp_path: Path) -> None:
    from clausecheck.testing.covering import _is_of

    assert _is_of("以卖方为准", "以…为准") and _is_of("refunded", "refund*") and _is_of("pays the price", "pay* … price")
    assert not _is_of("以卖方为准则", "以…为准") and not _is_of("prepaid", "paid") and not _is_of("refund", "refunds")


def test_a_failure_shows_every_element(tmp_path: Path) -> None:
    text = RULE.replace("买方付清尾款后方可验货。", "买方付清尾款后方可验货，尾款存入监管账户。")
    pack = load_pack(write(tmp_path / "demo", {"first": text}), lexicon(), law(), examples=True)
    (wrong,) = [r for r in run_examples(pack, lexicon(), law()) if r.problems]
    lines = wrong.told.splitlines()
    assert lines[0].endswith("violates (zh): not found: defence ESCROW is met: “监管账户”")
    assert lines[1].startswith("    ✓ element 1 before: [PAY_BALANCE, INSPECT: {by: buyer}]: met by “付清尾款”")
    assert lines[2] == "    ✓ defence 1 ESCROW: met by “监管账户”"
    assert lines[3].startswith("    ✗ high if PAY_BALANCE: unknown") or lines[3].startswith("    ? high if PAY_BALANCE")


def test_the_command_tells_coverage_and_mutants(tmp_path: Path) -> None:
    folder = write(tmp_path / "demo", {"first": RULE})
    told = CliRunner().invoke(app, ["rules", "test", str(folder), "--coverage", "--mutate"])
    assert "demo/first: elements 2 of 2, defences" in told.stdout
    assert "    no example touches levels: high" in told.stdout
    assert "no example notices unless: dropped 1 ESCROW" in told.stdout
    assert told.stdout.splitlines()[-1].endswith("changes are noticed")
    assert told.exit_code == 1
    wrong = CliRunner().invoke(app, ["rules", "test", str(folder), "--rule", "frist"])
    assert wrong.exit_code == 2 and "demo has no rule 'frist' — did you mean first?" in wrong.stderr
