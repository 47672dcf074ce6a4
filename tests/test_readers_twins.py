"""The same agreement as text, Word document, web page and PDF: the same findings and questions at the same words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from made_pdf import Sheet, pdf
from twins import FORMATS, as_page, one_column, two_columns, with_table

from clausecheck.checker import DEFAULT_PACKS, examine
from clausecheck.findings import Report
from clausecheck.readers import from_bytes, from_text
from clausecheck.readers.case_file import CaseSources
from clausecheck.readers.worker import READERS
from clausecheck.reports import html, markdown, terminal
from clausecheck.rulebook import open_rulebook
from clausecheck.text import Source

SAMPLES = Path(__file__).parent.parent / "samples"
AGREEMENTS = sorted(str(path.relative_to(SAMPLES)) for path in SAMPLES.glob("*/*/*.txt") if path.stem != "side-agreement")


def read(data: bytes, kind: str) -> Source:
    """A file's source by its reader, without the process around it."""
    return from_text(import_module(READERS[kind]).read(data, f"a.{kind}").text)


def said(source: Source) -> tuple[object, ...]:
    """Findings and questions with their clauses, who is who, the sums, and all quotes without their blanks and signs."""
    report: Report = examine(CaseSources(source), open_rulebook(DEFAULT_PACKS))
    assert all(e.quote == source.text[e.start : e.end] for f in report.findings for e in f.evidence if e.source == source.id)
    findings = sorted((f.rule, f.severity, [c.number for c in f.clauses]) for f in report.findings)
    questions = sorted((q.rule, q.ask.en, [c.number for c in q.clauses]) for q in report.undetermined)
    quotes = sorted(bare(e.quote) for f in report.findings for e in f.evidence)
    parties = [(party.role, party.name and re.sub(r"\s", "", party.name)) for party in report.parties]
    return findings, questions, quotes, parties, [(r.kind, r.amount, r.currency, r.arithmetic) for r in report.remedies]


@cache
def plain(sample: str) -> tuple[object, ...]:
    return said(from_text((SAMPLES / sample).read_text(encoding="utf-8")))


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("sample", AGREEMENTS)
def test_the_findings_do_not_hang_on_the_format(sample: str, form: str) -> None:
    kind, made = FORMATS[form]
    assert said(read(made((SAMPLES / sample).read_text(encoding="utf-8")), kind)) == plain(sample)


@pytest.mark.parametrize("layout", [one_column, two_columns, with_table])
@pytest.mark.parametrize("sample", ["unfair/zh/housing.txt", "meilan/en/contract.txt"])
def test_every_finding_has_the_page_and_box_of_its_words(sample: str, layout: Callable[[str], list[Sheet]]) -> None:
    sheets = layout((SAMPLES / sample).read_text(encoding="utf-8"))
    extract = import_module(READERS["pdf"]).read(pdf(*sheets), "a.pdf")
    source = replace(from_text(extract.text), places=extract.places)
    for finding in examine(CaseSources(source), open_rulebook(DEFAULT_PACKS)).findings:
        for evidence in finding.evidence:
            place = next(p for p in source.places if p.start <= evidence.start < p.end)
            page, left, top, right, bottom = place.at
            words = bare(source.text[place.start : place.end])
            under = [put for put in sheets[page - 1].puts if left - 1 <= put.x <= right and top <= put.y <= bottom + 1]
            assert any(words in bare(put.text) or bare(put.text) in words for put in under), (evidence, place)


def bare(text: str) -> str:
    return re.sub(r"\W", "", text)


def test_the_samples_have_findings_to_lose() -> None:
    assert {sample.split("/")[0] for sample in AGREEMENTS if plain(sample)[0]} == {"hood", "meilan", "unfair"}


def test_what_was_left_out_is_in_the_report() -> None:
    text = (SAMPLES / "meilan/en/contract.txt").read_text(encoding="utf-8")
    report = examine(CaseSources(from_bytes(as_page(text), "order.html")), open_rulebook(DEFAULT_PACKS))
    wanted = ["menu, not read, 3 words: “首页 Models”", "page footer, not read, 1 words: “© 2024”"]
    assert [note["en"] for note in report.to_dict()["sources"][0]["notes"]] == wanted
    for render in (terminal.render, markdown.render, html.render):
        assert all(part in render(report, "en") for part in wanted)
