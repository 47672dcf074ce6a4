"""What is measured: clausecheck and its second look, and beside them two baselines that know no structure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from counting import Case, Found

from clausecheck import check
from clausecheck.checker import DEFAULT_PACKS
from clausecheck.clauses import split
from clausecheck.conditions.concept import Concept, Element
from clausecheck.conditions.operators import All, Before
from clausecheck.conditions.operators import Any as AnyOf
from clausecheck.document import read as read_document
from clausecheck.findings import Report
from clausecheck.readers.language import detect
from clausecheck.rulebook import open_rulebook
from clausecheck.rulefiles.examples import texts_in
from clausecheck.text import Sentence

Finder = Callable[[Case], Found]
_NONE = ""  # the class of what complies


def read(case: Case) -> Report:
    return check(case["text"], promised=_list(case.get("statement")), agreed=_list(case.get("side_agreement")))


def ours(report: Report) -> Found:
    """What clausecheck found."""
    return [(f.doctrine, f.severity, [(f.clauses[0].start, f.clauses[0].end)] +
             [(e.start, e.end) for e in f.evidence if e.source == "contract"]) for f in report.findings]


def sentences(text: str) -> list[Sentence]:
    return [s for c in split(text, detect(text)) for s in c.sentences]


def words(case: Case) -> Found:
    """What a linter would find with the same rules and words: every positive element's concept occurs somewhere."""
    book = open_rulebook(DEFAULT_PACKS)
    here = {h.concept for s in sentences(case["text"]) for h in book.lexicon.find(s)}
    rules = {r.doctrine for p in book.packs for r in p.rules if all(_occurs(e, here) for e in r.when)}
    return [(doctrine, "high", [(0, len(case["text"]))]) for doctrine in sorted(rules)]


def _occurs(element: Element, here: set[str]) -> bool:
    if isinstance(element, Concept):
        return element.concept in here
    if isinstance(element, All):
        return all(_occurs(e, here) for e in element.inner)
    if isinstance(element, AnyOf):
        return any(_occurs(e, here) for e in element.inner)
    if isinstance(element, Before):
        return _occurs(element.first, here) and _occurs(element.second, here)
    return True  # silence, other sources and events are beyond a linter


def cause(wanted: Mapping[str, Any], place: tuple[int, int], report: Report) -> str:
    """Why a label was missed, as far as a program can tell."""
    doctrines, (start, end) = set(wanted["doctrine"]), place
    at_place = [d for d, _, spans in ours(report) if any(a < end and start < b for a, b in spans)]
    if any(u.doctrine in doctrines for u in report.undetermined):
        return "asked only: an order or a figure is unknown"
    if at_place:
        return "found as another doctrine"
    book = open_rulebook(DEFAULT_PACKS)
    here = {m.concept for m in read_document(report.sources[0], book.lexicon).mentions}
    rules = [r for p in book.packs for r in p.rules if r.doctrine in doctrines]
    if all(any(not need & here for need in r.needs) for r in rules):
        return "a word of the lexicon is missing"
    return "the words are known; their relation is not read, or a defence speaks"


def svm() -> Finder | None:
    """TF-IDF and a linear SVM, trained on the pack's examples and nothing else; None without scikit-learn.

    Each language has its own model, a class for each doctrine and one for what complies; each sentence gets one class.
    """
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.pipeline import make_pipeline
        from sklearn.svm import LinearSVC
    except ImportError:
        return None
    models: dict[str, Any] = {}
    for language, size, kind in (("zh", (1, 3), "char"), ("en", (1, 2), "word")):
        shown = list(_examples(language))
        models[language] = make_pipeline(TfidfVectorizer(analyzer=kind, ngram_range=size, sublinear_tf=True),
                                         LinearSVC(class_weight="balanced", random_state=0))
        models[language].fit([text for text, _ in shown], [name for _, name in shown])

    def find(case: Case) -> Found:
        parts = [s for s in sentences(case["text"]) if s.view.strip()]
        by_name: dict[str, list[tuple[int, int]]] = defaultdict(list)
        names = models[case["lang"]].predict([s.view for s in parts]) if parts else []
        for sentence, name in zip(parts, names, strict=True):
            if name != _NONE:
                by_name[str(name)].append((sentence.start, sentence.end))
        return [(name, "high", spans) for name, spans in sorted(by_name.items())]

    return find


def _examples(language: str) -> list[tuple[str, str]]:
    """Sentences of the pack's examples with their doctrine, or none where they comply."""
    rules = [r for p in open_rulebook(DEFAULT_PACKS).packs for r in p.rules]
    return [(s.view, r.doctrine if violates else _NONE) for r in rules if Path(r.file).is_file()
            for violates, text in texts_in(r.file, language) for s in sentences(text)]



def _list(given: str | None) -> list[str]:
    return [given] if given else []
