"""What the papers themselves say, before any law: key terms, who does what, which language prevails; and what to ask.

A figure left blank is a fact too, and so is one that is given twice and not alike: neither is ever guessed.
"""

from __future__ import annotations

from clausecheck.clauses import languages_of, prevailing
from clausecheck.document import Case
from clausecheck.facts.key_terms import key_terms
from clausecheck.facts.questions import questions
from clausecheck.facts.roles import roles
from clausecheck.findings import Fact

__all__ = ["facts", "questions"]


def facts(case: Case) -> tuple[Fact, ...]:
    """Who does what, which language prevails (of two, or where the contract says so), then the key terms."""
    return (*roles(case), *_language(case), *key_terms(case.contract))


def _language(case: Case) -> tuple[Fact, ...]:
    source, said = case.contract.source, prevailing(case.contract.source.text)
    if said is not None:
        return (Fact("prevails", "stated", said[0], "language", source.id, said[1], said[2]),)
    if languages_of(case.contract.clauses) is None:
        return ()
    return (Fact("prevails", "not stated", None, "language", None, 0, 0),)
