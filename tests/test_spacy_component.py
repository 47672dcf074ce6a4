"""In spaCy pipelines: by entry point, on blank zh and en, surviving bytes and processes; the same findings as check()."""

from __future__ import annotations

import subprocess
import sys

import pytest
import spacy
from spacy.tokens import Doc

from clausecheck import check
from clausecheck.checker import DEFAULT_PACKS, examine, read_case
from clausecheck.engine import evaluate
from clausecheck.readers import from_text
from clausecheck.readers.case_file import CaseSources
from clausecheck.rulebook import open_rulebook

TEXTS = {
    "zh": "第一条 乙方付清尾款后，方可验车。\n第二条 任何情况下定金概不退还。\n",
    "en": "1. The Buyer may inspect the car only after the balance has been paid.\n2. The deposit is not refundable in any event.\n",
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_groups_on_the_doc(language: str) -> None:
    nlp = spacy.blank(language)
    nlp.add_pipe("clausecheck", config={"packs": ["cn-consumer"]})
    doc = nlp(TEXTS[language])
    assert len(doc.spans["clauses"]) == 2
    assert "PAY_BALANCE" in {s.label_ for s in doc.spans["concepts"]}
    assert {f["doctrine"] for f in doc._.clausecheck["findings"]} == {f.doctrine for f in check(TEXTS[language]).findings}
    assert all(s._.finding["doctrine"] == s.label_ for s in doc.spans["findings"])
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.clausecheck == doc._.clausecheck


def test_the_pipe_runs_in_processes() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("clausecheck")
    docs = list(nlp.pipe([TEXTS["en"]] * 3, n_process=2))
    assert all(d._.clausecheck["findings"] for d in docs)


def test_without_a_doc_the_findings_are_the_same() -> None:
    book = open_rulebook(DEFAULT_PACKS)
    for text in TEXTS.values():
        sources = CaseSources(from_text(text))
        bare = evaluate(read_case(sources, book), book.packs, book.law)
        report = examine(sources, book)
        assert bare == (report.findings, report.undetermined)


def test_the_factory_is_found_without_an_import_of_ours() -> None:
    code = ("import spacy, sys\nnlp = spacy.blank('en')\n"
            "assert not {'clausecheck.engine', 'clausecheck.rulebook', 'yaml'} & set(sys.modules)\n"
            "nlp.add_pipe('clausecheck')\nassert nlp.pipe_names == ['clausecheck']")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_an_empty_doc_is_left_alone() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("clausecheck")
    assert nlp(" \n")._.clausecheck == {}
