"""Defined terms: the names that a contract gives to something, with the words that say what."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from clausecheck.patterns import later
from clausecheck.text import Clause, DefinedTerm, Span

_Q = "[“”\"「」『』‘’']"
_NAME = rf"{_Q}(?P<term>[^“”\"「」『』\n，。；,;]{{1,40}}){_Q}"
# "交付条件"指…, 本合同所称交付条件，是指…
_ZH_MEANS = later(
    rf"(?:{_NAME}|所称的?(?P<bare>[\u4e00-\u9fff]{{2,12}}?))[，,]?\s?(?:一词)?(?:在本(?:合同|协议)中)?(?:即|均|是|系)?(?:指的?是?|意指|是指|系指)[：:]?"
    rf"|{_NAME.replace('term', 'equals')}(?:[：:]|——?|是)(?=\S)"
)
# 谢女士（以下简称“乙方”）
_ZH_CALLED = later(
    rf"[（(，,]\s?(?:(?:以下|下文|下)(?:简|统|合|并|均)?称其?|[简统亦]称)(?:为|：|:)?\s?{_Q}?"
    rf"(?P<term>[^“”\"「」（）()\n，。；,;：:]{{1,20}}?){_Q}?(?:\s?[）)，,。；;]|\s?$|(?=\s?或{_Q}))",
    re.MULTILINE,
)
# "Completion" means …
_EN_MEANS = later(
    rf"{_NAME}\s+(?:(?:shall|will)\s+)?(?:means?|refers?\s+to|denotes?|includes?|is\s+defined\s+as|has\s+the\s+meaning)\b[:,]?"
    r"|(?:^|(?<=[.;]\s))(?P<bare>(?:[A-Z][\w-]+\s){1,4})(?:shall\s+)?"
    r"(?:means|refers\s+to|(?:is|shall\s+be)\s+(?=(?:the|that)\s+(?:day|date|time|moment|point|stage)\b))\b[:,]?",
    re.MULTILINE,
)
# the remainder of the price (the "Balance"); ("we", "us")
_EN_CALLED = later(
    r"\((?:[^()\n“”\"]{0,60}?\b(?:called|as|the|a|an|our|or|and|hereinafter|hereafter|collectively|together|each|individually)\b[\s,:]*)?"
    rf"(?P<terms>{_NAME}[^()\n]{{0,80}})\)"
)
_EACH = later(_NAME)
# Where the words that a bracket names may begin.
_BEFORE_ZH = later(
    r"[，。；：:、\n\u3000]|\A由|(?<=[）)”方人司士生店])[与和及](?=\S{3})|(?<=.)(?:由|向|将|付给?)(?=\S{3})"
)
_BEFORE_EN = later(
    r"[;:.]\s|\n\s*\n|\b(?:between|by|with|pays?|of\sthis|is|are|and(?=\s(?-i:the|an?|[A-Z])\b))\s", re.IGNORECASE
)

Bounds = Callable[[int], tuple[int, int]]


def defined_terms(source_text: str, clauses: Sequence[Clause]) -> tuple[DefinedTerm, ...]:
    """All definitions in the clauses, in text order; a name defined twice stands twice.

    `meaning` is the stretch that says what the name stands for: the rest of the sentence after 指 / means, or the words
    before a bracket (以下简称…) / (the "…").
    """
    if not clauses:
        return ()
    sentences = [sentence for clause in clauses for sentence in clause.sentences]
    starts = [sentence.start for sentence in sentences]

    def bounds(offset: int) -> tuple[int, int]:
        """[start, end) of the sentence at an offset."""
        at = bisect_right(starts, offset) - 1
        return (sentences[at].start, sentences[at].end) if at >= 0 else (clauses[0].start, clauses[-1].end)

    clause_starts = [clause.start for clause in clauses]
    found = chain(_means(source_text, clauses[0].start, bounds), _called(source_text, clauses[0].start, bounds))
    return tuple(
        DefinedTerm(term, start, end, bisect_right(clause_starts, start) - 1, meaning)
        for term, start, end, meaning in sorted(found, key=lambda item: item[1:3])
    )


def _means(text: str, begin: int, bounds: Bounds) -> Iterator[tuple[str, int, int, Span]]:
    for pattern in (_ZH_MEANS, _EN_MEANS):
        for match in pattern.finditer(text, begin):
            group = match.groupdict()
            term = group["term"] or group["bare"] or group.get("equals")
            start, end = bounds(match.start())
            if group.get("equals") and match.start() != start or not term:
                continue
            first = match.end() + len(text[match.end() : end]) - len(text[match.end() : end].lstrip())
            if first < end:
                yield term.strip(), match.start(), end, Span(first, end)


def _called(text: str, begin: int, bounds: Bounds) -> Iterator[tuple[str, int, int, Span]]:
    for match in _ZH_CALLED.finditer(text, begin):
        start, _ = bounds(match.start())
        yield match["term"].strip(), match.start(), match.end(), _named(text, start, match.start(), _BEFORE_ZH)
    for match in _EN_CALLED.finditer(text, begin):
        start, _ = bounds(match.start())
        meaning = _named(text, start, match.start(), _BEFORE_EN)
        for name in _EACH.finditer(match["terms"]):
            yield name["term"].strip(), match.start(), match.end(), meaning


def _named(text: str, start: int, end: int, before: re.Pattern[str]) -> Span:
    """The words before a bracket, back to the last stop or connective."""
    floor = max(start, end - 160)
    while end > floor and text[end - 1].isspace():
        end -= 1
    first = floor
    for match in before.finditer(text, floor, end):
        if match.end() < end:
            first = match.end()
    while first < end and (text[first].isspace() or text[first] in "，,"):
        first += 1
    return Span(first, end)
