"""Forms: what a lexicon file writes → what the matcher looks for, and where it may stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from clausecheck.errors import PackError
from clausecheck.folding import fold, fold_characters
from clausecheck.patterns import later

# what a form may lose or keep, by what is beside it; a lone blank between ASCII letters stays
_SQUEEZED = later(r"[^\u3400-\u9fff…0-9A-Za-z*%' \n-]|\*\*|  |^ | $|[\u3400-\u9fff…] | [\u3400-\u9fff…]", re.MULTILINE)
_MODALS = frozenset("须需应得可能会必")
_DENIALS = tuple("不无未毋勿莫")
_PARTY_HEADS = tuple("甲乙丙丁买卖双我你贵对供需各一他")
# what a gap may be, and its greatest width in characters
_GAPS = {"zh": (later(r"[^。；;！？\n]{0,12}"), 12), "en": (later(r"(?:\W+[\w'-]+){0,6}?\W+"), 160)}


class Special(NamedTuple):
    """A form that is more than a literal: one that any ending may follow, or one with gaps behind its longest piece."""

    literal: str
    stem: bool  # any ending may follow
    gapped: str | None  # the folded form; its pattern is compiled when the literal is first met


def splits_party(view: str, start: int) -> bool:
    """乙方可 is 乙方 and 可, not 方可 ("only then"): a word that begins with 方 does not begin inside a party."""
    return view[start] == "方" and view[start - 1 : start] in _PARTY_HEADS


def splits_denial(view: str, start: int) -> bool:
    """无须征得 is no 须征得: a fixed word that begins with a modal does not begin inside its denial."""
    return view[start] in _MODALS and view[start - 1 : start] in _DENIALS


def at_words(view: str, start: int, end: int, stem: bool) -> bool:
    before = start == 0 or not view[start - 1].isalnum()
    after = stem or end == len(view) or not view[end].isalnum()
    return before and after


def word_end(view: str, end: int) -> int:
    while end < len(view) and (view[end].isalpha() or view[end] in "'’"):
        end += 1
    return end


def special(concept: str, folded: str, language: str) -> Special:
    """A folded form with `…` or `*`, or an empty one → what the matcher needs. Raises PackError where it can never
    match."""
    pieces = [p for p in re.split(r"[…*]", folded) if p.strip()]
    if not pieces:
        raise PackError(f"the form {folded!r} of {concept} has no letters, so it can never match", check="never-met")
    body = folded[:-1] if folded.endswith("*") else folded
    if "…" not in body and "*" not in body:
        return Special(body, folded.endswith("*") and language == "en", None)
    return Special(max(pieces, key=len).strip(), False, folded)


def fold_forms(forms: Sequence[str]) -> list[str]:
    """Forms as they stand in a view; a gap stays a gap. Those without anything to squeeze are folded all at once."""
    joined = "\n".join(forms)
    if joined.count("\n") >= len(forms):
        forms = [" ".join(form.split("\n")) for form in forms]
        joined = "\n".join(forms)
    views = fold_characters(joined).split("\n")
    line, upto = 0, 0
    for found in _SQUEEZED.finditer(joined):
        line, upto = line + joined.count("\n", upto, found.start()), found.start()
        views[line] = fold(forms[line].replace("…", "\0"), 0, len(forms[line]))[0].strip().replace("\0", "…")
    return views


class Piece(NamedTuple):
    """A piece of a form with gaps: its letters, whether any ending may follow, and whether a gap comes before it."""

    letters: str
    stem: bool
    apart: bool


@lru_cache(maxsize=8192)
def pieces_of(folded: str) -> tuple[Piece, ...]:
    """The pieces of a folded form, in order."""
    pieces: list[Piece] = []
    apart = False
    for token in re.split(r"\s*(…)\s*|(\*)", folded):
        if token == "…":
            apart = True
        elif token == "*":
            pieces[-1:] = [p._replace(stem=True) for p in pieces[-1:]]
        elif token:
            pieces.append(Piece(token, False, apart))
            apart = False
    return tuple(pieces)


# a denial right before the next piece: 剩余款项概不退还 is no 剩余…退还, "you may not cancel" no "you may … cancel"
_DENIES = {
    "zh": later("(?:不|未|没有?|无权|勿|拒绝)[予得再能会可应须必曾作给愿肯许准]?$"),
    "en": later(r"\b(?:not|never|no|cannot|nor|neither)(?: \w+)?\W*$"),
}
_OWN_DENIAL = {"zh": later("[不未没无勿]|拒绝"), "en": later(r"\b(?:not|never|no|cannot|nor|neither)\b")}


def spread(folded: str, view: str, language: str, *, denied: bool = True) -> Iterator[tuple[int, int]]:
    """(start, end) of each occurrence of a form with gaps in a view; the nearest next piece is tried first.

    Without `denied` no gap ends in a denial, unless the form itself has one.
    """
    pieces = pieces_of(folded)
    denies = None if denied or _OWN_DENIAL[language].search(folded) else _DENIES[language]
    letters = pieces[0].letters
    start = view.find(letters)
    while start >= 0:
        end = _rest(pieces, 0, view, start, language, denies) if language != "en" or _at_edge(view, start) else None
        if end is not None:
            yield start, end
        start = view.find(letters, start + 1 if end is None else end)


def _rest(pieces: tuple[Piece, ...], number: int, view: str, start: int, language: str,
          denies: re.Pattern[str] | None) -> int | None:
    """Where the form ends whose piece `number` stands at `start`, or None. `denies`: how no gap may end."""
    piece = pieces[number]
    end = start + len(piece.letters)
    if piece.stem:
        end = word_end(view, end)
    if number + 1 == len(pieces):
        return end if language != "en" or piece.stem or _at_edge(view, end) else None
    following = pieces[number + 1]
    if not following.apart:
        beside = view.startswith(following.letters, end)
        return _rest(pieces, number + 1, view, end, language, denies) if beside else None
    gap, widest = _GAPS[language]
    at = view.find(following.letters, end, end + widest + len(following.letters))
    while at >= 0:
        if gap.fullmatch(view, end, at) and not (denies is not None and denies.search(view[end:at])):
            found = _rest(pieces, number + 1, view, at, language, denies)
            if found is not None:
                return found
        at = view.find(following.letters, at + 1, end + widest + len(following.letters))
    return None


def _at_edge(view: str, at: int) -> bool:
    """Is there an edge of a word: a letter on one side and none on the other?"""
    return (at > 0 and _is_letter(view[at - 1])) != (at < len(view) and _is_letter(view[at]))


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
