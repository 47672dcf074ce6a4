"""Cross-references: 依第三条, 前款, 上述第2项, clause 5(b), as set out in 4.2, the preceding paragraph, 附件一."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from clausecheck.numerals import chinese_value
from clausecheck.text import Citation, Clause, Sentence

_N = "[零〇一二三四五六七八九十百两\\d]{1,5}"
_SUB = rf"(?:之{_N})?(?:第?[（(]?{_N}[）)]?款)?(?:第?[（(]?{_N}[）)]?[项目])?"
_ZH = re.compile(
    rf"(?P<law>》\s?|(?:法|条例|解释|办法|规定)(?=第))?(?P<articles>第\s?{_N}\s?[条章节]{_SUB}(?:(?:[、和与及或至,]|以及)第\s?{_N}\s?条{_SUB})*)"
    rf"|(?P<own>[本该][条款章])(?P<own_part>(?:前述|上述)?第?[（(]?{_N}[）)]?[款项](?:第?[（(]?{_N}[）)]?项)?)?"
    rf"|(?P<relative>[前上下次][一1]?[条款项]|[前上]述(?:条|款|项)[款项]?)"
    rf"|(?:[前上]述|本合同|本协议)?(?P<part>第[（(]?{_N}[）)]?[款项](?:第?[（(]?{_N}[）)]?项)?)"
    rf"|(?P<dotted>(?<![\d.])(?:\d{{1,2}}|[a-z])(?:\.\d{{1,2}}){{1,3}}(?![\d.]|\s?[%万元月日米吨千公年小]))"
    rf"|(?P<annex>附[件表]\s?(?:{_N})?)"
)
_ONE_ARTICLE = re.compile(
    rf"第\s?(?P<n>{_N})\s?(?P<unit>[条章节])(?:之(?P<sub>{_N}))?(?:第?[（(]?(?P<para>{_N})[）)]?款)?(?:第?[（(]?(?P<item>{_N})[）)]?[项目])?"
)
_PARTS = re.compile(rf"第?[（(]?(?P<n>{_N})[）)]?(?P<unit>[款项])")
_REF = r"(?:\d{1,3}(?:\.\d{1,3})*|[a-z]\.\d{1,2}|[ivx]{1,5}(?:\.\d{1,2})?\b|[a-z]\b)(?:\s?\([a-z0-9]{1,4}\))*"
_EN = re.compile(
    rf"\b(?P<word>(?:sub-?)?(?:clause|section|article|paragraph|condition|part|step|item|point)s?|para\.?|art\.|sec\.|cl\.|§§?)\s?"
    rf"(?P<numbers>(?:{_REF}|\([a-z0-9]{{1,4}}\)(?:\([a-z0-9]{{1,4}}\))*)(?:(?:,\s|,?\s(?:and|or|to)\s)(?:{_REF}|\([a-z0-9]{{1,4}}\)))*)"
    r"(?P<law>,?\s(?:\w+\s){0,3}?of\s(?:the\s)?(?:[\w’'-]+\s){0,5}(?:code|law|act|regulations?|rules|statute|measures|provisions)\b)?"
    r"|(?P<relative>\b(?:preceding|previous|foregoing|last|next|following|next\sfollowing)\s(?:sub-?)?(?:paragraph|clause|section|article|item)s?\b)"
    r"|(?P<dotted>(?<![\d.,])(?:\d{1,2}|[a-z]|[ivx]{1,4})\.\d{1,2}(?:\.\d{1,2})*(?:\([a-z0-9]{1,4}\))*(?![\d.]*\d|\s?(?:%|percent|million|km|kwh|yuan|a\.m|p\.m)))"
    r"|(?P<annex>\b(?:schedule|annexe?|appendix|exhibit|attachment)\s(?:\d{1,2}|[a-z]|[ivx]{1,4})\b)"
    r"|\b(?:in|under|to|with)\s(?P<bare>\([a-z]{1,4}\)(?=\s(?:above|below|or|and)|[,.;]))"
)
_NUMBER = re.compile(rf"{_REF}|\([a-z0-9]{{1,4}}\)(?:\s?\([a-z0-9]{{1,4}}\))*")
_TOKEN = re.compile(r"\d+|[a-z]+")
_MONEY = re.compile(r"(?:rmb|cny|usd|[¥$€£])\s?\Z")


@dataclass(frozen=True, slots=True)
class _Index:
    """Clauses by what a reference may call them."""

    clauses: Sequence[Clause]
    paths: dict[tuple[str, ...], int]
    tops: dict[str, int]  # the last number of a path → the highest clause that has it
    articles: dict[str, int]  # 第N条, Article N, wherever they stand
    annexes: dict[str, int]
    children: dict[int, list[int]]


def citations(clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """The same clauses with `cites` filled: spans in the source and the index of the clause meant, None if there is none."""
    index = _index(clauses)
    return tuple(replace(clause, cites=tuple(_cites(clause, index))) for clause in clauses)


def _index(clauses: Sequence[Clause]) -> _Index:
    index = _Index(clauses, {}, {}, {}, {}, {})
    for clause in clauses:
        if clause.parent is not None:
            index.children.setdefault(clause.parent, []).append(clause.index)
        own = clause.path and (clause.parent is None or clauses[clause.parent].path != clause.path)
        if not own or not clause.number:
            continue
        if clause.kind == "schedule":
            index.annexes.setdefault(_plain(clause.number), clause.index)
            continue
        index.paths.setdefault(clause.path, clause.index)
        last = clause.path[-1]
        known = index.tops.get(last)
        if known is None or len(clauses[known].path) > len(clause.path):
            index.tops[last] = clause.index
        if clause.number.endswith("条") or clause.number.lower().startswith(("article", "section", "clause", "§")):
            index.articles.setdefault(last, clause.index)
    return index


def _plain(words: str) -> str:
    """附件一, 附表1, Schedule A → the number alone, as a plain string; "" for none."""
    tail = re.sub(r"附[件表录]|schedule|annexe?|appendix|exhibit|attachment|\s", "", words.lower())
    return _value(tail) if tail else ""


def _value(run: str) -> str:
    return str(chinese_value(run)) if run and not run.isascii() else run.lstrip("0")


def _cites(clause: Clause, index: _Index) -> Iterator[Citation]:
    for sentence in clause.sentences:
        if sentence.language == "zh":
            yield from _chinese(clause, sentence, index)
        else:
            yield from _english(clause, sentence, index)


def _span(sentence: Sentence, start: int, end: int, target: int | None) -> Citation:
    span = sentence.span(start, end)
    return Citation(span.start, span.end, target)


def _chinese(clause: Clause, sentence: Sentence, index: _Index) -> Iterator[Citation]:
    for match in _ZH.finditer(sentence.view):
        kind = match.lastgroup
        if match["articles"]:
            if match["law"] is None:
                yield from _articles(clause, sentence, index, match)
        elif match["own"]:
            if match["own_part"]:
                yield _span(sentence, *match.span(), _part(match["own_part"], _article_of(clause, index), index))
        elif match["relative"]:
            yield _span(sentence, *match.span(), _relative(match["relative"], clause, index))
        elif match["part"]:
            yield _span(sentence, *match.span("part"), _part(match["part"], _article_of(clause, index), index))
        elif match["annex"]:
            yield _span(sentence, *match.span(), _annex(match["annex"], index))
        elif kind == "dotted":
            target = _dotted(match["dotted"], index)
            if target is not None:
                yield _span(sentence, *match.span(), target)


def _articles(clause: Clause, sentence: Sentence, index: _Index, match: re.Match[str]) -> Iterator[Citation]:
    for one in _ONE_ARTICLE.finditer(sentence.view, *match.span("articles")):
        number = _value(one["n"]) + (f"-{_value(one['sub'])}" if one["sub"] else "")
        target = index.articles.get(number, index.tops.get(number)) if one["unit"] == "条" else index.tops.get(number)
        for part in (one["para"], one["item"]):
            if part and target is not None:
                target = _below(target, _value(part), index)
        yield _span(sentence, *one.span(), target)


def _article_of(clause: Clause, index: _Index) -> int:
    """The article, or highest numbered clause, in which a clause stands."""
    at = clause
    while at.parent is not None:
        parent = index.clauses[at.parent]
        if at.number.endswith("条") or not parent.number or parent.number[-1] in "章节编":
            break
        at = parent
    return at.index


def _part(words: str, target: int, index: _Index) -> int:
    for one in _PARTS.finditer(words):
        target = _below(target, _value(one["n"]), index)
    return target


def _below(target: int, number: str, index: _Index) -> int:
    """The part `number` of a clause; the clause itself where its parts are not clauses."""
    queue = list(index.children.get(target, ()))
    while queue:
        child = queue.pop(0)
        clause = index.clauses[child]
        if clause.path[-1:] == (number,) and clause.path != index.clauses[target].path:
            return child
        if re.search(rf"(?:第{re.escape(number)}[款段]|第{_digits(number)}[款段]|para {re.escape(number)})\Z", clause.number):
            return child
        queue += index.children.get(child, ())
    return target


def _digits(number: str) -> str:
    return "零一二三四五六七八九十"[int(number)] if number.isdigit() and int(number) <= 10 else number


def _relative(words: str, clause: Clause, index: _Index) -> int | None:
    """前款, 上一条, the preceding clause, the next paragraph."""
    forward = words[0] in "下次" or words.startswith(("next", "following"))
    whole = "条" in words or "article" in words
    at = _article_of(clause, index) if whole else clause.index
    siblings = _siblings(index.clauses[at], index)
    place = siblings.index(at) + (1 if forward else -1)
    if 0 <= place < len(siblings):
        return siblings[place]
    # 前款 in the first item below an opening, or in an article that is one clause: what stands above, or itself.
    return None if forward or whole else (clause.parent if clause.parent is not None else clause.index)


def _siblings(clause: Clause, index: _Index) -> list[int]:
    if clause.parent is not None:
        return index.children[clause.parent]
    return [c.index for c in index.clauses if c.parent is None and bool(c.number) == bool(clause.number)]


def _annex(words: str, index: _Index) -> int | None:
    number = _plain(words)
    if number in index.annexes:
        return index.annexes[number]
    return next(iter(index.annexes.values())) if not number and len(index.annexes) == 1 else None


def _dotted(words: str, index: _Index) -> int | None:
    return _lookup(tuple(_TOKEN.findall(words)), index)


def _lookup(tokens: tuple[str, ...], index: _Index) -> int | None:
    """3.1(b) → the clause of path 3, 1, b, or the last clause on the way to it."""
    options = [tokens]
    if tokens and (roman := _roman(tokens[0])):
        options.append((roman, *tokens[1:]))
    for option in options:
        if option in index.paths:
            return index.paths[option]
        target = index.articles.get(option[0], index.tops.get(option[0])) if option else None
        if target is None:
            continue
        for token in option[1:]:
            below = _below(target, token, index)
            if below == target and token.isdigit():
                return None
            target = below
        return target
    return None


def _roman(word: str) -> str:
    values = [{"i": 1, "v": 5, "x": 10}.get(c, 0) for c in word]
    if not word or not all(values):
        return ""
    return str(sum(-v if any(w > v for w in values[i + 1 :]) else v for i, v in enumerate(values)))


def _english(clause: Clause, sentence: Sentence, index: _Index) -> Iterator[Citation]:
    view = sentence.view
    for match in _EN.finditer(view):
        if match["word"]:
            if match["law"] is None:
                yield from _numbers(clause, sentence, index, match)
        elif match["relative"]:
            yield _span(sentence, *match.span(), _relative(match["relative"], clause, index))
        elif match["annex"]:
            yield _span(sentence, *match.span(), _annex(match["annex"], index))
        elif match["bare"]:
            yield _span(sentence, *match.span("bare"), _beside(match["bare"], clause, index))
        elif _MONEY.search(view, max(0, match.start() - 5), match.start()) is None:
            target = _dotted(match["dotted"], index)
            if target is not None:
                yield _span(sentence, *match.span(), target)


def _numbers(clause: Clause, sentence: Sentence, index: _Index, match: re.Match[str]) -> Iterator[Citation]:
    first = True
    for one in _NUMBER.finditer(sentence.view, *match.span("numbers")):
        words = one.group()
        target = _beside(words, clause, index) if words.startswith("(") else _dotted(words, index)
        start = match.start() if first else one.start()
        first = False
        if target is None and not words[0].isdigit():
            continue
        yield _span(sentence, start, one.end(), target)


def _beside(words: str, clause: Clause, index: _Index) -> int | None:
    """(b): below this clause, or below one that it stands in."""
    at: int | None = clause.index
    while at is not None:
        target = at
        for token in _TOKEN.findall(words):
            target = _below(target, token, index)
        if target != at:
            return target
        at = index.clauses[at].parent
    return index.paths.get(tuple(_TOKEN.findall(words)))
