"""The samples as files: whole, twinned clause by clause in both languages, and expecting only what exists."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from clausecheck import strictyaml
from clausecheck.authorities import load
from clausecheck.findings import RANK
from clausecheck.happenings import read_happenings
from clausecheck.quantities import read_amounts, read_days, read_periods
from clausecheck.readers import load as read_source
from clausecheck.readers.case_file import load_case

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
LAW = load(ROOT / "rules")
EXPECTED = sorted(SAMPLES.glob("**/*expected.yaml"))
AGREEMENTS = sorted(p for p in SAMPLES.glob("*/zh/*.txt"))
CASES = sorted(SAMPLES.glob("*/*/case.yaml"))
NUMBER = {
    "zh": re.compile(r"^(?:第([一二三四五六七八九十]+)条|([一二三四五六七八九十]+)、|(\d+)\. )", re.MULTILINE),
    "en": re.compile(r"^(\d+)\. ", re.MULTILINE),
}


def label(path: Path) -> str:
    return str(path.relative_to(SAMPLES))


def twin(path: Path) -> Path:
    return SAMPLES / path.relative_to(SAMPLES).parts[0] / "en" / path.name


def numbered(path: Path, language: str) -> list[str]:
    """The words of each numbered clause, in order."""
    text = path.read_text(encoding="utf-8")
    starts = [m.start() for m in NUMBER[language].finditer(text)]
    return [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


def figures(clause: str, language: str) -> list[Decimal]:
    """Sums, shares and days of a clause, lower ends alone, sorted: what twins must share."""
    view = clause.lower()
    sums = [a.value if a.value is not None else a.share for a in read_amounts(view, language)]
    days = [p.days for p in read_periods(view, language)] + [Decimal(d.value.toordinal()) for d in read_days(view, language)]
    return sorted(n for n in [*sums, *days] if n is not None)


def test_all_are_there() -> None:
    assert len(CASES) == 4 and len(EXPECTED) == 10
    assert [len(list(SAMPLES.glob(f"{kind}/{lang}/*.txt"))) for kind in ("fair", "unfair") for lang in ("zh", "en")] == [4, 4, 2, 2]


@pytest.mark.parametrize("path", AGREEMENTS, ids=label)
def test_twins_agree_clause_by_clause(path: Path) -> None:
    zh, en = numbered(path, "zh"), numbered(twin(path), "en")
    assert len(zh) == len(en) > 2
    for number, (left, right) in enumerate(zip(zh, en, strict=True), 1):
        assert figures(left, "zh") == figures(right, "en"), (number, left, right)


@pytest.mark.parametrize("path", EXPECTED, ids=label)
def test_what_is_expected_exists(path: Path) -> None:
    expected = strictyaml.read(path)
    for row in expected["found"]:
        assert set(row) <= {"doctrine", "clause", "severity", "needs"}
        assert RANK[row["severity"]] <= RANK[LAW.doctrines[row["doctrine"]].severity]
    absent = expected.get("not_found", [])
    assert set(absent) <= set(LAW.doctrines)
    assert not {row["doctrine"] for row in expected["found"]} & set(absent)


@pytest.mark.parametrize("path", [p for p in EXPECTED if "/zh/" in str(p)], ids=label)
def test_twins_expect_the_same(path: Path) -> None:
    zh, en = strictyaml.read(path), strictyaml.read(twin(path))
    assert [(r["doctrine"], r["severity"]) for r in zh["found"]] == [(r["doctrine"], r["severity"]) for r in en["found"]]
    assert zh.get("not_found") == en.get("not_found")


@pytest.mark.parametrize("path", EXPECTED, ids=label)
def test_the_clause_with_the_burden_is_in_the_agreement(path: Path) -> None:
    found = strictyaml.read(path)["found"]
    agreement = path.with_name(path.name.replace(".expected.yaml", ".txt") if "." in path.stem else "contract.txt")
    text = agreement.read_text(encoding="utf-8") if found else ""
    for row in found:
        number = re.escape(row["clause"])
        assert re.search(rf"^{number}(?:\. | )", text, re.MULTILINE), row


@pytest.mark.parametrize("path", CASES, ids=label)
def test_cases_open_with_their_sources_and_events(path: Path) -> None:
    sources = load_case(path)
    assert sources.promised and sources.happened is not None
    events = read_happenings(sources.happened)
    days = [e.on for e in events if e.on]
    assert days == sorted(days) and len(days) == len(events)
    for source in sources.promised:
        assert set(source.about) >= {"by", "channel", "date"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_leading_sample_holds_the_figures_of_the_case(lang: str) -> None:
    folder = SAMPLES / "meilan" / lang
    text = read_source(str(folder / "contract.txt")).text.lower()
    assert {int(a.value) for a in read_amounts(text, lang) if a.value is not None} == {318900, 5000, 313900}
    assert [int(p.days) for p in read_periods((folder / "side-agreement.txt").read_text(encoding="utf-8").lower(), lang)] == [360]
    events = {e.event: e for e in read_happenings(read_source(str(folder / "happened.yaml"), "happened"))}
    assert str(events["DEPOSIT_PAID"].on) == "2024-07-19" and events["DEFERRAL_AGREED"].more["days"] == "360"
    assert str(events["PAYMENT_DEMANDED"].on) == "2024-12-04" and events["PAYMENT_DEMANDED"].more["amount"] == "313900"
