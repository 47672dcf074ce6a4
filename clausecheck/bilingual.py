"""An agreement that says everything in two languages: each text is judged by itself, and what both say is said once.

Figures, order of events and questions are those of the text that prevails by the agreement's own words; where none
does, of the one in its main language. What only the other text says is found all the same: the buyer was given it to
read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from clausecheck import document as documents
from clausecheck.clauses import languages_of, prevailing
from clausecheck.document import Case, Document
from clausecheck.engine.points import numbered
from clausecheck.findings import Finding, Undetermined
from clausecheck.lexicon import Lexicon
from clausecheck.text import Clause, Language


@dataclass(frozen=True, slots=True)
class Halves:
    """The case as its main text tells it, and as the other one does."""

    main: Case
    other: Case


def halves(case: Case, lexicon: Lexicon) -> Halves | None:
    """The two texts of a contract, apart; None for a contract in one language."""
    found = languages_of(case.contract.clauses)
    if found is None:
        return None
    main = _main(case.contract, found)
    other = found[1] if main == found[0] else found[0]
    return Halves(_in(case, lexicon, main), _in(case, lexicon, other))


def _main(contract: Document, found: tuple[Language, Language]) -> Language:
    said = prevailing(contract.source.text)
    wanted = (said[0] if said else None, contract.source.language, found[0])
    return next(language for language in wanted if language in found)


def _in(case: Case, lexicon: Lexicon, language: Language) -> Case:
    return replace(case, contract=documents.read(case.contract.source, lexicon, only=language))


def as_one(
    main: tuple[Sequence[Finding], Sequence[Undetermined]],
    other: tuple[Sequence[Finding], Sequence[Undetermined]],
    contract: Document,
) -> tuple[tuple[Finding, ...], tuple[Undetermined, ...]]:
    """What is found in either text, each finding once, with the words of both; the questions of the main text."""
    place = _places(contract.clauses)
    kept = list(main[0])
    for finding in other[0]:
        at = next((n for n, known in enumerate(kept) if _same(known, finding, place)), None)
        if at is None:
            kept.append(finding)
        else:
            known = kept[at]
            kept[at] = replace(known, clauses=tuple(dict.fromkeys(known.clauses + finding.clauses)),
                               evidence=tuple(dict.fromkeys(known.evidence + finding.evidence)))
    return numbered(kept, contract.source.id), tuple(main[1])


def _same(known: Finding, finding: Finding, place: dict[int, int]) -> bool:
    """One rule, and clauses that are halves of each other."""
    if known.rule != finding.rule:
        return False
    clauses = [{place.get(c.start, -1 - c.start) for c in f.clauses} for f in (known, finding)]
    return not (clauses[0] and clauses[1]) or bool(clauses[0] & clauses[1])


def _places(clauses: Sequence[Clause]) -> dict[int, int]:
    """Where a clause starts → its index, or that of its twin where this comes first."""
    return {c.start: c.index if c.twin is None else min(c.index, c.twin) for c in clauses}
