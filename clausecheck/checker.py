"""The straight road: sources → documents → case → findings → report. What `clausecheck.check()` calls."""

from __future__ import annotations

import os
import warnings
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from clausecheck import document as documents
from clausecheck.bilingual import as_one, halves
from clausecheck.document import Case, Document
from clausecheck.engine import evaluate, every_rule, standing_rules
from clausecheck.engine.subjects import about_day, about_subject
from clausecheck.facts import facts, questions
from clausecheck.findings import (
    AuthorityCite,
    Coverage,
    Finding,
    NotChecked,
    PackInfo,
    Remedy,
    Report,
    Step,
    Subject,
    reference,
)
from clausecheck.happenings import read_happenings
from clausecheck.lexicon import PERIOD
from clausecheck.readers import from_text, load
from clausecheck.readers.case_file import CaseSources, is_case_file, load_case
from clausecheck.remedies import remedies
from clausecheck.resemblance import second_look
from clausecheck.rulebook import Broken, Rulebook, open_rulebook
from clausecheck.rules import Pack
from clausecheck.subjects import subject_of
from clausecheck.suppressions import Quiet
from clausecheck.text import Bilingual, Role, Source

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_PACKS = ("cn-consumer",)
_ROLES = {
    "promised": Bilingual("没有提供卖方公开说过的话（--promised），诚信方面的规则未检查",
                          "no public statement of the seller was given (--promised): rules on good faith not checked"),
    "agreed": Bilingual("没有提供补充约定（--agreed），违反补充约定的规则未检查",
                        "no side agreement was given (--agreed): rules on its breach not checked"),
    "happened": Bilingual("没有提供事情经过（--happened），以实际经过为准的规则未检查",
                          "no events were given (--happened): rules on what was done not checked"),
}


def check(contract: str | Path, *, promised: Sequence[str | Path] = (), agreed: Sequence[str | Path] = (),
          happened: str | Path | None = None, packs: Sequence[str] = DEFAULT_PACKS, as_of: date | None = None,
          experimental: bool = False, sector: str | None = None, buyer: str | None = None) -> Report:
    """An agreement (a text, or the path of a file or case.yaml) → Report.

    `promised`, `agreed`: texts or paths; `happened`: YAML or its path; `as_of`: the day the contract was concluded;
    `experimental`: run experimental rules too; `sector`: what is sold ("vehicle", …), `buyer`: "consumer" or "business"
    where the contract's words are not to decide. Of several packs one that is broken is left out, with a warning and a
    line in the report's `coverage.not_checked`. Raises InputError, CaseError or PackError, each one sentence with file
    and place.
    """
    path = _as_path(contract)
    if path is not None and is_case_file(str(path)):
        sources = load_case(path)
    else:
        sources = CaseSources(
            _source(contract, "contract", 1),
            tuple(_source(p, "promised", n) for n, p in enumerate(promised, 1)),
            tuple(_source(p, "agreed", n) for n, p in enumerate(agreed, 1)),
            None if happened is None else _source(happened, "happened", 1),
        )
    book = open_rulebook(tuple(packs), experimental=experimental)
    for broken in book.broken:
        warnings.warn(str(broken), stacklevel=2)
    return examine(sources, book, as_of=as_of, sector=sector, buyer=buyer)


def examine(sources: CaseSources, book: Rulebook, *, as_of: date | None = None, doc: Doc | None = None,
            tokens: bool = True, sector: str | None = None, buyer: str | None = None, quiet: Quiet | None = None,
            docs: str | None = None, look_again: bool = True) -> Report:
    """The sources of one case → Report. `doc`: a spaCy Doc of the contract's text, to be annotated; `tokens=False`:
    make none (a folder scan: the same findings without spaCy); `quiet`: what is not to be told again; `docs`: where the
    pages of `rules docs` are, an address, a folder or one file; `look_again`: list what resembles examples, too."""
    packs = tuple(p for p in book.packs if sources.contract.language in p.languages)
    if not packs:
        return _not_read(sources, book)
    case = read_case(sources, book, doc or (_doc(sources.contract) if tokens else None))
    subject = subject_of(case.contract, sector, buyer)
    texts = halves(case, book.lexicon)
    if texts is None:
        findings, undetermined = evaluate(case, packs, book.law, as_of=as_of, subject=subject)
    else:
        case = texts.main
        one, two = (evaluate(text, packs, book.law, as_of=as_of, subject=subject) for text in (texts.main, texts.other))
        findings, undetermined = as_one(one, two, case.contract)
    known = facts(case)
    undetermined = (*undetermined, *questions(case, known, findings, undetermined))
    if docs is not None:
        findings = tuple(replace(f, docs=page_of(f.rule, docs)) for f in findings)
    suppressed: tuple[Finding, ...] = ()
    if quiet is not None:
        findings, suppressed = quiet.part(findings, sources.contract)
        put_up_with = {f.rule for f in suppressed} - {f.rule for f in findings}
        undetermined = tuple(q for q in undetermined if q.rule not in put_up_with)
    sums = remedies(case, findings)
    report = Report(
        sources=sources.all,
        parties=case.contract.parties,
        coverage=_coverage(case, sources, packs, book, subject, as_of),
        findings=findings,
        undetermined=undetermined,
        remedies=sums,
        timeline=tuple(s for d in (case.contract, *case.promised, *case.agreed) for s in _steps(d)),
        facts=known,
        suppressed=suppressed,
        cites=_cites(book, findings, sums),
        resembling=second_look(case.contract, every_rule(packs), standing_rules(packs, book.law, subject),
                               (*findings, *suppressed), undetermined) if look_again else (),
    )
    if doc is not None:
        documents.annotate(doc, concepts=case.contract.mentions, report=report.to_dict(), findings=[
            (f.doctrine, f.clauses[0].start, f.clauses[0].end) for f in findings])
    return report


def page_of(rule: str, base: str) -> str:
    """The address of a rule's page under a base: an http(s) address, a folder, or the one file that holds them all."""
    start = base.rstrip("/") if "://" in base else Path(base).absolute().as_uri()
    return f"{start}#{rule.replace('/', '-')}" if start.endswith((".html", ".htm")) else f"{start}/{rule}.html"


def _cites(book: Rulebook, findings: Sequence[Finding], sums: Sequence[Remedy]) -> tuple[AuthorityCite, ...]:
    named = {a for s in sums for a in s.basis} | {a for f in findings for step in f.reasoning for a in step.authorities}
    return tuple(AuthorityCite(a, book.law.authorities[a].cite) for a in sorted(named))


def _doc(contract: Source) -> Doc | None:
    """A Doc of the contract in a blank pipeline of its language; none beyond the length that spaCy takes."""
    nlp = _blank(contract.language)
    return nlp.make_doc(contract.text) if len(contract.text) <= nlp.max_length else None


@lru_cache(maxsize=4)
def _blank(language: str) -> Language:
    import spacy

    return spacy.blank(language)


def read_case(sources: CaseSources, book: Rulebook, doc: Doc | None = None) -> Case:
    """The sources of one case, read: documents and events. A folder scan passes no `doc`: same findings, no tokens."""
    return Case(
        documents.read(sources.contract, book.lexicon, doc),
        tuple(documents.read(s, book.lexicon) for s in sources.promised),
        tuple(documents.read(s, book.lexicon) for s in sources.agreed),
        None if sources.happened is None else read_happenings(sources.happened),
        sources.happened,
    )


def _as_path(given: str | Path) -> Path | None:
    """A Path, or a short one-line text that names an existing file; any other text is an agreement itself."""
    if isinstance(given, Path):
        return given
    if len(given) < 1024 and "\n" not in given and "\0" not in given and os.path.isfile(given):
        return Path(given)
    return None


def _source(given: str | Path, role: Role, number: int) -> Source:
    path = _as_path(given)
    return from_text(str(given), role, number) if path is None else load(path, role, number)


def _not_read(sources: CaseSources, book: Rulebook) -> Report:
    """The report of a contract in a language that no rule reads: it never looks clean."""
    language = sources.contract.language
    why = Bilingual(f"合同的语言（{language}）没有任何规则能读，因此没有检查",
                    f"no rule reads the language of this contract ({language}): it was not checked")
    infos = tuple(PackInfo(p.name, p.version, len(p.rules)) for p in book.packs)
    gaps = (NotChecked(f"language {language}", why), *(_left_out(b) for b in book.broken))
    return Report(sources.all, (), Coverage(0, (), infos, gaps), ())


def _left_out(broken: Broken) -> NotChecked:
    return NotChecked(f"pack {broken.name}", Bilingual(
        f"规则包 {broken.name} 有错，未使用：{broken.error}",
        f"the pack {broken.name} is broken and was not used: {broken.error}"))


def _unread(packs: Sequence[Pack], language: str) -> NotChecked:
    names = ", ".join(p.name for p in packs)
    return NotChecked("packs of other languages", Bilingual(
        f"不读合同语言（{language}）的规则包未使用：{names}",
        f"packs that do not read the language of this contract ({language}) were not used: {names}"))


def _coverage(case: Case, sources: CaseSources, packs: Sequence[Pack], book: Rulebook, subject: Subject,
              as_of: date | None) -> Coverage:
    contract = case.contract
    touched = {m.clause for m in contract.mentions if m.concept != PERIOD}  # a length of time alone says nothing
    untouched = tuple(reference(c, contract.clauses) for c in contract.clauses
                      if c.kind == "clause" and c.sentences and c.index not in touched)
    given = {s.role for s in sources.all}
    gaps = [NotChecked(role, why) for role, why in _ROLES.items() if role not in given]
    rules = every_rule(packs)
    gaps += [*about_subject(rules, subject, book.law), *about_day(rules, as_of, book.law)]
    left_out = len(book.left_out)
    if left_out:
        gaps.append(NotChecked("experimental", Bilingual(
            f"{left_out} 条试用规则误报较多，未运行（--experimental）",
            f"{left_out} experimental rules, which cry too often, were not run (--experimental)")))
    gaps += [_left_out(b) for b in book.broken]
    unread = [p for p in book.packs if p not in packs]
    gaps += [_unread(unread, contract.source.language)] if unread else []
    infos = tuple(PackInfo(p.name, p.version, len(p.rules)) for p in packs)
    return Coverage(len(contract.clauses), untouched, infos, tuple(gaps), subject)


def _steps(document: Document) -> tuple[Step, ...]:
    source = document.source
    return tuple(Step(e.before, e.after, source.id, source.text[e.start : e.end], e.start, e.end, e.same)
                 for e in document.timeline.edges if not e.world)
