"""A text → its clauses: numbered or not, nested, with their sentences.

    >>> [clause.number for clause in split("1. The Buyer pays.\\n2. The Seller delivers.", "en")]
    ['1', '2']
"""

from __future__ import annotations

from clausecheck.clauses.building import build
from clausecheck.clauses.citations import citations
from clausecheck.clauses.outline import read_outline
from clausecheck.clauses.terms import defined_terms
from clausecheck.clauses.twins import languages_of, paired, prevailing
from clausecheck.text import Clause, Language

__all__ = ["citations", "defined_terms", "languages_of", "prevailing", "split"]


def split(source_text: str, language: Language, start: int = 0) -> tuple[Clause, ...]:
    """The clauses of source_text[start:], in text order; empty for an empty text.

    They tile it: the first begins at `start`, each where the one before ends, the last ends with the text. `language`
    is given to sentences that have no letter of their own. Cross-references are `citations`' work.
    """
    if start >= len(source_text):
        return ()
    return paired(build(source_text, read_outline(source_text, start), start, language))
