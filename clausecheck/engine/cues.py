"""The cues of a mention: which words of the text decided by whom it is done, and whether it is denied or late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clausecheck.conditions.places import Use
from clausecheck.explanations import Cue
from clausecheck.lexicon import Lexicon
from clausecheck.mentions import Mention
from clausecheck.parties import resolver
from clausecheck.qualify.decided import Decided, decided
from clausecheck.sentences import read_sentence
from clausecheck.text import Span

if TYPE_CHECKING:
    from clausecheck.document import Document

_SAID = {True: "true", False: "false", None: "unknown"}


def cues_of(mention: Mention, document: Document, lexicon: Lexicon) -> tuple[Cue, ...]:
    """What decided the qualifiers of a mention, its sentence read once more; nothing for a mere length of time."""
    sentence = next((s for s in document.sentences if s.index == mention.sentence), None)
    if sentence is None:
        return ()
    resolve = resolver(document.parties)
    parts, found, *_ = read_sentence(sentence, lexicon, resolve)
    for one in found:
        span = sentence.span(one.start, one.end)
        if (one.concept, span.start, span.end) == (mention.concept, mention.start, mention.end):
            return tuple(_cue(d, mention, document, sentence.span(*d.words) if d.words else None)
                         for d in decided(sentence, parts, one, resolve))
    return ()


def _cue(said: Decided, mention: Mention, document: Document, span: Span | None) -> Cue:
    value = {"by": said.party or "unknown", "negated": _SAID[mention.negated], "late": _SAID[mention.late]}
    words = None if span is None else Use(mention.concept, document.source, span.start, span.end).evidence()
    return Cue(mention.concept, said.qualifier, value[said.qualifier], said.how, words)
