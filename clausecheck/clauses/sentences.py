"""Sentences: where they begin and end inside a clause, and the language of each."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from clausecheck.clauses.tables import Part
from clausecheck.folding import fold
from clausecheck.patterns import later
from clausecheck.text import Language, Sentence

_CLOSERS = "”’」』）)】\\]》\"'*_"
# The end of a sentence with what closes after it.
_STOP = later(
    rf"[。！？；!?…]+[{_CLOSERS}]*|;(?=\s|[\u3400-\u9fff])|\.+[{_CLOSERS}]*(?=\s|\Z|[\u3400-\u9fff“])"
)
_SHORT_WORDS = (
    "no nos art arts cl sec para paras p pp co ltd inc corp mr mrs ms dr prof st jr sr vs etc e.g i.e eg ie approx est "
    "fig vol ed al cf viz dept tel ext max min incl excl jan feb mar apr jun jul aug sep sept oct nov dec rmb u.s u.k "
    "a.m p.m plc llc bros esq gen hon messrs rev s.a b.v n.v s.p.a d.c ref reg cap ch app sch"
)
_SHORT_ENDS = "etc co ltd inc corp p.m a.m plc llc s.a b.v n.v u.s u.k d.c"  # these end a sentence too
_ABBREVIATIONS = frozenset(_SHORT_WORDS.split())
_ENDS_ANYWAY = frozenset(_SHORT_ENDS.split())
_WORD_BEFORE = later(r"[A-Za-z](?:[\w.]*\w)?\Z")
_NEXT = later(r"\s*(?P<next>\S)")
_BRACKETS = {"（": "）", "(": ")"}
_HAN = later("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LATIN = later("[A-Za-z\u00c0-\u024f]+")
_MEANS = later(r"\w")
LONGEST = {True: 3000, False: 1000}
"""Characters that are read as one sentence, in English and in Chinese: no drafter's own is longer, and what is (a page
without a stop) is read in pieces, so that the time taken grows with its length and not with its square."""
_PAUSE = later(r"[，；：、]|[,;:](?!\d)|\s")
_PAUSE_WITHIN = 200  # where a pause is looked for


def read_sentences(
    text: str, start: int, end: int, breaks: Sequence[int], index: int, clause: int, language: Language,
    rows: Mapping[int, tuple[Part, ...]],
) -> tuple[Sentence, ...]:
    """The sentences of text[start:end]; `breaks` are the sorted offsets where paragraphs begin.

    `index` is the number of the first, `language` that of the text, for stretches that have no letters; `rows`: what
    rows of tables say, by where they begin.
    """
    found: list[Sentence] = []
    for first, last in spans(text, start, end, breaks):
        for part in rows.get(first, (Part(first, last),)):
            view, offsets = part.view or fold(text, part.start, part.end)
            spoken = language_of(view, language)
            found.append(Sentence(index + len(found), clause, part.start, part.end, spoken, view, offsets))
    return tuple(found)


def spans(text: str, start: int, end: int, breaks: Sequence[int]) -> Iterator[tuple[int, int]]:
    """[start, end) of each sentence, without the blanks around it; stretches without a letter or digit are left out."""
    begin = start
    for stop in _stops(text, start, end, breaks):
        yield from _pieces(text, begin, stop)
        begin = stop
    yield from _pieces(text, begin, end)


def _pieces(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, or its pieces where it is too long for one: cut at the first pause beyond, else in mid-word."""
    while (longest := LONGEST[text[begin:end].isascii()]) < end - begin:
        floor = begin + longest
        pause = _PAUSE.search(text, floor, min(end, floor + _PAUSE_WITHIN))
        cut = pause.end() if pause else floor
        yield from _trimmed(text, begin, cut)
        begin = cut
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    words = text[begin:end]
    if _MEANS.search(words) is None:
        return
    first = begin + len(words) - len(words.lstrip())
    yield first, first + len(words.strip())


def _stops(text: str, start: int, end: int, breaks: Sequence[int]) -> Iterator[int]:
    """Where sentences end, in order: before each paragraph, and after each stop that ends one."""
    begun = start
    inner = [*breaks[bisect_right(breaks, start) : bisect_left(breaks, end)], *_turns(text, start, end)]
    paragraphs = iter(sorted(inner))
    following = next(paragraphs, end)
    for match in _STOP.finditer(text, start, end):
        while following <= match.start():
            yield following
            begun, following = following, next(paragraphs, end)
        sign = text[match.start()]
        if sign in ".!?;" and not _ends(text, match, sign, start, end):
            continue
        if sign == "?" and match.end() < following and _SUPPOSES.match(text, begun, match.end()):
            continue
        if not _inside_brackets(text, start, match, following):
            yield match.end()
            begun = match.end()
    while following < end:
        yield following
        following = next(paragraphs, end)


_SUPPOSES = later(
    r"\s*(?:(?:do|would) you (?:want|wish|need|like)\b|(?!(?:am|are|can|could|did|do|does|had|has|have|how|is|may|"
    r"might|must|shall|should|was|were|what|when|where|whether|which|who|whom|whose|why|will|would)\b)[a-z])"
    r"[^.;:?!\n]{3,70}\?", re.IGNORECASE)
"""A question that is none: "Want to see the car? Pay first." supposes, and is one sentence with what follows."""


def _turns(text: str, start: int, end: int) -> Iterator[int]:
    """Where a clause turns to its other language: 乙方应付清尾款 / The Buyer shall pay the balance."""
    for match in _TURN.finditer(text, start, end):
        before = text[max(start, match.start() - _NEAR) : match.start()]
        after = text[match.end() : min(end, match.end() + _NEAR)]
        chinese, english = (before, after) if after[0].isascii() else (after, before)
        if len(_HAN.findall(chinese)) >= _MUCH and len(_LATIN.findall(english)) >= _MUCH:
            yield match.end()


_TURN = later(
    r"(?<=[\u3400-\u9fff）”。；\d%])\s{0,2}[|/／]\s{0,2}(?=[A-Za-z(\"])"
    r"|(?<=[a-z.;)”])\s{0,2}[|/／]\s{0,2}(?=[\u3400-\u9fff（“])"
)
_NEAR = 400
_MUCH = 6  # characters of the one, words of the other: less is a label in two languages


def _ends(text: str, match: re.Match[str], sign: str, start: int, end: int) -> bool:
    """Whether a Latin stop ends a sentence: no abbreviation, no initial, and a capital or another script follows."""
    follower = _NEXT.match(text, match.end(), end)
    after = follower["next"] if follower else ""
    if sign == ";":
        return True
    if after.islower():
        return False
    if sign != ".":
        return True
    if text[match.start() - 1 : match.start()].isdigit() and not text[match.end() : match.end() + 1].isspace():
        return not after
    before = _WORD_BEFORE.search(text, max(start, match.start() - 14), match.start())
    word = before.group().lower() if before else ""
    if word in _ENDS_ANYWAY:
        return not after or after.isupper() or after in "“\"‘'" or (not after.isascii() and after != "（")
    return word not in _ABBREVIATIONS and not (len(word) == 1 and before is not None and before.group().isupper())


def _inside_brackets(text: str, start: int, match: re.Match[str], end: int) -> bool:
    """A stop in brackets (as in （见附件一；另行约定）) ends nothing, when the bracket closes before `end`."""
    floor = max(start, match.start() - 240)
    opened = max(text.rfind("（", floor, match.start()), text.rfind("(", floor, match.start()))
    if opened < 0:
        return False
    closed = _BRACKETS[text[opened]]
    if text.find(closed, opened, match.start()) >= 0 or closed in match.group():
        return False
    return text.find(closed, match.end(), min(end, match.start() + 240)) >= 0


def language_of(words: str, otherwise: Language) -> Language:
    """zh where Chinese characters outweigh Latin words, else en; `otherwise` where there are neither."""
    if words.isascii():
        return "en" if _LATIN.search(words) else otherwise
    han, latin = len(_HAN.findall(words)), len(_LATIN.findall(words))
    if not han and not latin:
        return otherwise
    return "zh" if han >= latin else "en"
