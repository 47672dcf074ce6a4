"""The words: concepts, their forms in each language, and one pass over a sentence that finds every occurrence.

A form is a literal string on the folded view of a sentence (see `folding`). In English it stands at word boundaries and
`*` at the end of a word is any ending ("refund*"). `…` is a gap inside the sentence: at most 12 characters in Chinese,
6 words in English. A concept of kind `mask` finds nothing; it hides what lies inside its words ("看车时间"). A `state`
is a fixed expression that holds its own "not"; a `circumstance` is said whatever is denied around it, and owns no sum.
"""

from __future__ import annotations

from clausecheck.lexicon.concepts import AMOUNT, KINDS, PERIOD, Concept, Hit
from clausecheck.lexicon.files import load
from clausecheck.lexicon.finding import Lexicon

__all__ = ["AMOUNT", "KINDS", "PERIOD", "Concept", "Hit", "Lexicon", "load"]
