"""Which module reads which language: the one place where the chunkers are chosen."""

from __future__ import annotations

from collections.abc import Sequence

from clausecheck.chunks import Hit, Part
from clausecheck.text import Sentence


def read_parts(sentence: Sentence, hits: Sequence[Hit]) -> tuple[tuple[Hit, ...], tuple[Part, ...]]:
    """Words found in a sentence → its events, and its parts. Nothing in a language that no module reads."""
    if sentence.language == "zh":
        from clausecheck.chunks import zh, zh_events

        events = zh_events.resolve(sentence.view, hits)
        return events, zh.chunk(sentence, events)
    if sentence.language == "en":
        from clausecheck.chunks import en, en_events

        events = en_events.resolve(sentence.view, hits)
        return events, en.chunk(sentence, events)
    return (), ()
