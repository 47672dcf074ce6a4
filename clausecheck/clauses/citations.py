"""Cross-references: 依第三条, 前款, 上述第2项, clause 5(b), as set out in 4.2, the preceding paragraph, 附件一."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from clausecheck.clauses.reference_index import Index, annex, article_of, below, lookup, read_index, relative, value_of
from clausecheck.patterns import later
from clausecheck.text import Citation, Clause, Sentence

_N = "[零〇一二三四五六七八九十百两\\d]{1,5}"
_SUB = rf"(?:之{_N})?(?:第?[（(]?{_N}[）)]?款)?(?:第?[（(]?{_N}[）)]?[项目])?"
_ZH = later(
    rf"(?P<law>》\s?|(?:法|条例|解释|办法|规定)(?=第))?(?P<articles>第\s?{_N}\s?[条章节]{_SUB}(?:(?:[、和与及或至,]|以及)第\s?{_N}\s?条{_SUB})*)"
    rf"|(?P<own>[本该][条款章])(?P<own_part>(?:前述|上述)?第?[（(]?{_N}[）)]?[款项](?:第?[（(]?{_N}[）)]?项)?)?"
    rf"|(?P<relative>[前上下次][一1]?[条款项]|[前上]述(?:条|款|项)[款项]?)"
    rf"|(?:[前上]述|本合同|本协议)?(?P<part>第[（(]?{_N}[）)]?[款项](?:第?[（(]?{_N}[）)]?项)?)"
    rf"|(?P<dotted>(?<![\d.])(?:\d{{1,2}}|[a-z])(?:\.\d{{1,2}}){{1,3}}(?![\d.]|\s?[%万元月日米吨千公年小]))"
    rf"|(?P<annex>附[件表]\s?(?:{_N})?)"
)
_ONE_ARTICLE = later(
    rf"第\s?(?P<n>{_N})\s?(?P<unit>[条章节])(?:之(?P<sub>{_N}))?(?:第?[（(]?(?P<para>{_N})[）)]?款)?(?:第?[（(]?(?P<item>{_N})[）)]?[项目])?"
)
_PARTS = later(rf"第?[（(]?(?P<n>{_N})[）)]?(?P<unit>[款项])")
_REF = r"(?:\d{1,3}(?:\.\d{1,3})*|[a-z]\.\d{1,2}|[ivx]{1,5}(?:\.\d{1,2})?\b|[a-z]\b)(?:\s?\([a-z0-9]{1,4}\))*"
_EN = later(
    rf"\b(?P<word>(?:sub-?)?(?:clause|section|article|paragraph|condition|part|step|item|point)s?|para\.?|art\.|sec\.|cl\.|§§?)\s?"
    rf"(?P<numbers>(?:{_REF}|\([a-z0-9]{{1,4}}\)(?:\([a-z0-9]{{1,4}}\))*)(?:(?:,\s|,?\s(?:and|or|to)\s)(?:{_REF}|\([a-z0-9]{{1,4}}\)))*)"
    r"(?P<law>,?\s(?:\w+\s){0,3}?of\s(?:the\s)?(?:[\w’'-]+\s){0,5}(?:code|law|act|regulations?|rules|statute|measures|provisions)\b)?"
    r"|(?P<relative>\b(?:preceding|previous|foregoing|last|next|following|next\sfollowing)\s(?:sub-?)?(?:paragraph|clause|section|article|item)s?\b)"
    r"|(?P<dotted>(?<![\d.,])(?:\d{1,2}|[a-z]|[ivx]{1,4})\.\d{1,2}(?:\.\d{1,2})*(?:\([a-z0-9]{1,4}\))*(?![\d.]*\d|\s?(?:%|percent|million|km|kwh|yuan|a\.m|p\.m)))"
    r"|(?P<annex>\b(?:schedule|annexe?|appendix|exhibit|attachment)\s(?:\d{1,2}|[a-z]|[ivx]{1,4})\b)"
    r"|\b(?:in|under|to|with)\s(?P<bare>\([a-z]{1,4}\)(?=\s(?:above|below|or|and)|[,.;]))"
)
_NUMBER = later(rf"{_REF}|\([a-z0-9]{{1,4}}\)(?:\s?\([a-z0-9]{{1,4}}\))*")
_TOKEN = later(r"\d+|[a-z]+")
_MONEY = later(r"(?:rmb|cny|usd|[¥$€£])\s?\Z")


def citations(clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """The same clauses with `cites` filled: spans in the source and the index of the clause meant, None for none."""
    index = read_index(clauses)
    return tuple(replace(clause, cites=tuple(_cites(clause, index))) for clause in clauses)


def _cites(clause: Clause, index: Index) -> Iterator[Citation]:
    for sentence in clause.sentences:
        if sentence.language == "zh":
            yield from _chinese(clause, sentence, index)
        else:
            yield from _english(clause, sentence, index)


def _span(sentence: Sentence, start: int, end: int, target: int | None) -> Citation:
    span = sentence.span(start, end)
    return Citation(span.start, span.end, target)


def _chinese(clause: Clause, sentence: Sentence, index: Index) -> Iterator[Citation]:
    for match in _ZH.finditer(sentence.view):
        kind = match.lastgroup
        if match["articles"]:
            if match["law"] is None:
                yield from _articles(clause, sentence, index, match)
        elif match["own"]:
            if match["own_part"]:
                yield _span(sentence, *match.span(), _part(match["own_part"], article_of(clause, index), index))
        elif match["relative"]:
            yield _span(sentence, *match.span(), relative(match["relative"], clause, index))
        elif match["part"]:
            yield _span(sentence, *match.span("part"), _part(match["part"], article_of(clause, index), index))
        elif match["annex"]:
            yield _span(sentence, *match.span(), annex(match["annex"], index))
        elif kind == "dotted":
            target = _dotted(match["dotted"], index)
            if target is not None:
                yield _span(sentence, *match.span(), target)


def _articles(clause: Clause, sentence: Sentence, index: Index, match: re.Match[str]) -> Iterator[Citation]:
    for one in _ONE_ARTICLE.finditer(sentence.view, *match.span("articles")):
        number = value_of(one["n"]) + (f"-{value_of(one['sub'])}" if one["sub"] else "")
        target = index.articles.get(number, index.tops.get(number)) if one["unit"] == "条" else index.tops.get(number)
        for part in (one["para"], one["item"]):
            if part and target is not None:
                target = below(target, value_of(part), index)
        yield _span(sentence, *one.span(), target)


def _part(words: str, target: int, index: Index) -> int:
    for one in _PARTS.finditer(words):
        target = below(target, value_of(one["n"]), index)
    return target


def _dotted(words: str, index: Index) -> int | None:
    return lookup(tuple(_TOKEN.findall(words)), index)


def _english(clause: Clause, sentence: Sentence, index: Index) -> Iterator[Citation]:
    view = sentence.view
    for match in _EN.finditer(view):
        if match["word"]:
            if match["law"] is None:
                yield from _numbers(clause, sentence, index, match)
        elif match["relative"]:
            yield _span(sentence, *match.span(), relative(match["relative"], clause, index))
        elif match["annex"]:
            yield _span(sentence, *match.span(), annex(match["annex"], index))
        elif match["bare"]:
            yield _span(sentence, *match.span("bare"), _beside(match["bare"], clause, index))
        elif _MONEY.search(view, max(0, match.start() - 5), match.start()) is None:
            target = _dotted(match["dotted"], index)
            if target is not None:
                yield _span(sentence, *match.span(), target)


def _numbers(clause: Clause, sentence: Sentence, index: Index, match: re.Match[str]) -> Iterator[Citation]:
    first = True
    for one in _NUMBER.finditer(sentence.view, *match.span("numbers")):
        words = one.group()
        target = _beside(words, clause, index) if words.startswith("(") else _dotted(words, index)
        start = match.start() if first else one.start()
        first = False
        if target is None and not words[0].isdigit():
            continue
        yield _span(sentence, start, one.end(), target)


def _beside(words: str, clause: Clause, index: Index) -> int | None:
    """(b): below this clause, or below one that it stands in."""
    at: int | None = clause.index
    while at is not None:
        target = at
        for token in _TOKEN.findall(words):
            target = below(target, token, index)
        if target != at:
            return target
        at = index.clauses[at].parent
    return index.paths.get(tuple(_TOKEN.findall(words)))
