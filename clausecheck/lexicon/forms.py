"""Forms: what a lexicon file writes → what the matcher looks for, and where it may stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from clausecheck.errors import PackError
from clausecheck.folding import fold, fold_characters
from clausecheck.patterns import later

_SQUEEZED = later(r"[^\u3400-\u9fff…0-9A-Za-z*%'-]|\*\*")  # what a form may lose or keep, by what is beside it
_PARTY_HEADS = tuple("甲乙丙丁买卖双我你贵对供需各一他")
_GAP = {"zh": r"[^。；;！？\n]{0,12}?", "en": r"(?:\W+[\w'-]+){0,6}?\W+"}


class Form(NamedTuple):
    """A form made ready: a literal with or without any ending, or a form with gaps behind its longest literal piece."""

    concept: str
    literal: str
    stem: bool  # any ending may follow
    gapped: str | None  # the folded form; its pattern is compiled when the literal is first met


def splits_party(view: str, start: int) -> bool:
    """乙方可 is 乙方 and 可, not 方可 ("only then"): a word that begins with 方 does not begin inside a party."""
    return view[start] == "方" and view[start - 1 : start] in _PARTY_HEADS


def at_words(view: str, start: int, end: int, stem: bool) -> bool:
    before = start == 0 or not view[start - 1].isalnum()
    after = stem or end == len(view) or not view[end].isalnum()
    return before and after


def word_end(view: str, end: int) -> int:
    while end < len(view) and (view[end].isalpha() or view[end] in "'’"):
        end += 1
    return end


def prepare(concept: str, form: str, folded: str, language: str) -> Form:
    """A form of the lexicon file → what the matcher needs. Raises PackError where it can never match."""
    if "…" not in folded and "*" not in folded and folded.strip():
        return Form(concept, folded, False, None)
    pieces = [p for p in re.split(r"[…*]", folded) if p.strip()]
    if not pieces:
        raise PackError(f"the form {form!r} of {concept} has no letters, so it can never match", check="never-met")
    body = folded[:-1] if folded.endswith("*") else folded
    if "…" not in body and "*" not in body:
        return Form(concept, body, folded.endswith("*") and language == "en", None)
    return Form(concept, max(pieces, key=len).strip(), False, folded)


def fold_forms(forms: Sequence[str]) -> Iterator[str]:
    """Forms as they stand in a view; a gap stays a gap. Those without anything to squeeze are folded all at once."""
    plain = [f if _SQUEEZED.search(f) is None else "" for f in forms]
    for form, view in zip(forms, fold_characters("\n".join(plain)).split("\n"), strict=True):
        yield view or fold(form.replace("…", "\0"), 0, len(form))[0].strip().replace("\0", "…")


@lru_cache(maxsize=8192)
def gap_pattern(folded: str, language: str) -> re.Pattern[str]:
    parts = []
    for piece in re.split(r"\s*(…)\s*|(\*)", folded):
        if piece == "…":
            parts.append(_GAP[language])
        elif piece == "*":
            parts.append(r"[\w']*")
        elif piece:
            parts.append(re.escape(piece))
    edge = r"\b" if language == "en" else ""
    return re.compile(edge + "".join(parts) + edge)
