"""What a reference may call a clause, and the way from there to its parts and neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from clausecheck.patterns import later
from clausecheck.quantities.numerals import chinese_value
from clausecheck.text import Clause

_REACH = 6  # levels from a clause up to those of which it is called a part


@dataclass(frozen=True, slots=True)
class Index:
    """Clauses by what a reference may call them."""

    clauses: Sequence[Clause]
    paths: dict[tuple[str, ...], int] = field(default_factory=dict)
    tops: dict[str, int] = field(default_factory=dict)  # the last number of a path → the highest clause that has it
    articles: dict[str, int] = field(default_factory=dict)  # 第N条, Article N, wherever they stand
    annexes: dict[str, int] = field(default_factory=dict)
    parts: dict[tuple[int, str], int] = field(default_factory=dict)  # a clause and the number of a part → the part
    siblings: dict[int | None, list[int]] = field(default_factory=dict)  # numbered clauses by parent
    places: dict[int, int] = field(default_factory=dict)  # a clause's place among its siblings


def read_index(clauses: Sequence[Clause]) -> Index:
    """Clauses by path, number, article and annex; the first of those that share one."""
    index = Index(clauses)
    for clause in clauses:
        beside = index.siblings.setdefault(clause.parent, [])
        if clause.number or clause.parent is not None:
            index.places[clause.index] = len(beside)
            beside.append(clause.index)
        if clause.kind == "schedule":
            index.annexes.setdefault(_plain(clause.number), clause.index)
        elif clause.number:
            _enter(clause, index)
    for clause in clauses:
        at, number = clause.parent, _own_number(clause, clauses)
        for _ in range(_REACH):
            if at is None or not number:
                break
            index.parts.setdefault((at, number), clause.index)
            at = clauses[at].parent
    return index


def _enter(clause: Clause, index: Index) -> None:
    number = _own_number(clause, index.clauses)
    if not number:
        return
    if clause.parent is not None:
        index.parts.setdefault((clause.parent, number), clause.index)
    if not clause.path or (clause.parent is not None and index.clauses[clause.parent].path == clause.path):
        return
    index.paths.setdefault(clause.path, clause.index)
    known = index.tops.get(number)
    if known is None or len(index.clauses[known].path) > len(clause.path):
        index.tops[number] = clause.index
    if clause.number.endswith("条") or clause.number.lower().startswith(("article", "section", "clause", "§")):
        index.articles.setdefault(number, clause.index)


def _own_number(clause: Clause, clauses: Sequence[Clause]) -> str:
    """The last step of its path, or which paragraph of its parent it is; "" for none."""
    above = clauses[clause.parent].path if clause.parent is not None else ()
    if clause.path != above:
        return clause.path[-1]
    match = _PARAGRAPH.search(clause.number)
    return value_of(match[1]) if match else ""


_PARAGRAPH = later(r"(?:第| para )([一二三四五六七八九十\d]+)[款段]?\Z")


def _plain(words: str) -> str:
    """附件一, 附表1, Schedule A → the number alone, as a plain string; "" for none."""
    tail = re.sub(r"附[件表录]|schedule|annexe?|appendix|exhibit|attachment|\s", "", words.lower())
    return value_of(tail) if tail else ""


def value_of(run: str) -> str:
    """三, 3 → "3"."""
    return str(chinese_value(run)) if run and not run.isascii() else run.lstrip("0")


def article_of(clause: Clause, index: Index) -> int:
    """The article, or highest numbered clause, in which a clause stands."""
    at = clause
    while at.parent is not None:
        parent = index.clauses[at.parent]
        if at.number.endswith("条") or not parent.number or parent.number[-1] in "章节编":
            break
        at = parent
    return at.index


def below(target: int, number: str, index: Index) -> int:
    """The part `number` of a clause; the clause itself where its parts are not clauses."""
    return index.parts.get((target, number), target)


def relative(words: str, clause: Clause, index: Index) -> int | None:
    """前款, 上一条, the preceding clause, the next paragraph."""
    forward = words[0] in "下次" or words.startswith(("next", "following"))
    whole = "条" in words or "article" in words
    at = article_of(clause, index) if whole else clause.index
    siblings = index.siblings[index.clauses[at].parent]
    place = index.places[at] + (1 if forward else -1) if at in index.places else -1
    if 0 <= place < len(siblings):
        return siblings[place]
    # 前款 in the first item below an opening, or in an article that is one clause: what stands above, or itself.
    return None if forward or whole else (clause.parent if clause.parent is not None else clause.index)


def annex(words: str, index: Index) -> int | None:
    """附件一, Schedule 1 → its clause; 附件 alone where there is only one."""
    number = _plain(words)
    if number in index.annexes:
        return index.annexes[number]
    return next(iter(index.annexes.values())) if not number and len(index.annexes) == 1 else None


def lookup(tokens: tuple[str, ...], index: Index) -> int | None:
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
            part = below(target, token, index)
            if part == target and token.isdigit():
                return None
            target = part
        return target
    return None


def _roman(word: str) -> str:
    values = [{"i": 1, "v": 5, "x": 10}.get(c, 0) for c in word]
    if not word or not all(values):
        return ""
    return str(sum(-v if any(w > v for w in values[i + 1 :]) else v for i, v in enumerate(values)))
