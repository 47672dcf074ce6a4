"""A text in two languages: the halves of a clause are one clause, or know each other where they stand apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from clausecheck.patterns import later
from clausecheck.text import Clause, Language

_PREVAILS_ZH = later(
    r"(?:以|按)(?:(?P<zh>中文|汉语|简体中文)|(?P<en>英文|英语))(?:文本|版本?|条款|内容|合同|协议|本)*(?:的(?:规定|内容|表述))?为准"
)
_PREVAILS_EN = later(
    r"\b(?:(?P<zh>chinese)|(?P<en>english))\b(?:[- ](?:language|text|version|original|wording|one)){0,3}"
    r"(?: of this (?:agreement|contract))?,? (?:shall |will |is to )?(?:prevails?|governs?|controls?|be the governing)",
)
_FEW = 3  # pairs of clauses, at the least, that make a text one in two languages


def languages_of(clauses: Sequence[Clause]) -> tuple[Language, Language] | None:
    """The two languages of a text that says everything twice, the one of its first clause first; None for others."""
    worded = [clause for clause in clauses if clause.sentences]
    worded = [clause for clause in worded if clause.path] or worded
    both = [clause for clause in worded if clause.twin is not None or len(_spoken(clause)) > 1]
    if len(both) < _FEW or 2 * len(both) < len(worded):
        return None
    first = both[0].sentences[0].language
    other = next((s.language for c in both for s in c.sentences if s.language != first), None)
    return None if other is None else (first, other)


def prevailing(text: str) -> tuple[Language, int, int] | None:
    """The language of which the text says that it prevails, and where it says so; None where it does not."""
    found = [m for m in (_PREVAILS_ZH.search(text), _PREVAILS_EN.search(text.lower())) if m]
    first = min(found, key=lambda m: m.start(), default=None)
    return (str(first.lastgroup), *first.span()) if first else None


def paired(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The halves of each clause that stand next to each other as one clause; those that stand apart as twins."""
    return _with_twins(_merged(clauses))


def _spoken(clause: Clause) -> set[Language]:
    return {sentence.language for sentence in clause.sentences}


def _merged(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """第一条 … / Article 1 … one after the other, if the text has enough of them: one clause with both texts."""
    seconds = {n for n in range(1, len(clauses)) if _halves(clauses[n - 1], clauses[n])}
    seconds -= {n for n in seconds if n - 1 in seconds}
    if len(seconds) < _FEW or 4 * len(seconds) < sum(bool(c.path) for c in clauses):
        return clauses
    place: dict[int, int] = {}
    made: list[Clause] = []
    for n, clause in enumerate(clauses):
        if n in seconds:
            place[n] = len(made) - 1
            first = made[-1]
            own = tuple(replace(s, clause=first.index) for s in clause.sentences)
            heading = " ".join(h for h in (first.heading, clause.heading) if h)
            kind = "clause" if "clause" in (first.kind, clause.kind) else first.kind
            made[-1] = replace(first, end=clause.end, heading=heading, kind=kind, sentences=first.sentences + own)
        else:
            place[n] = index = len(made)
            parent = None if clause.parent is None else place[clause.parent]
            path = clause.path
            if clause.parent in seconds and parent is not None:
                path = made[parent].path + path[len(clauses[clause.parent].path) :]
            sentences = tuple(replace(s, clause=index) for s in clause.sentences)
            made.append(replace(clause, index=index, parent=parent, path=path, sentences=sentences))
    return tuple(made)


def _halves(first: Clause, second: Clause) -> bool:
    """Neighbours with the same number, each in one language, and not in the same one."""
    alike = first.path == second.path or (second.parent == first.index and second.path[-1:] == first.path[-1:])
    return bool(first.path) and alike and _one_each(first, second)


def _one_each(first: Clause, second: Clause) -> bool:
    spoken = _spoken(first), _spoken(second)
    return len(spoken[0]) == len(spoken[1]) == 1 and spoken[0] != spoken[1]


def _own_path(clause: Clause, clauses: Sequence[Clause]) -> tuple[str, ...]:
    """Its number within its own language: a column of a page may go on inside of the other one's clause."""
    above = clause.parent
    while above is not None and _spoken(clauses[above]) <= _spoken(clause):
        above = clauses[above].parent
    return clause.path if above is None else clause.path[len(clauses[above].path) :]


def _with_twins(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The whole in one language and then the whole in the other: clauses of the same number know each other."""
    by_number: dict[tuple[str, ...], list[Clause]] = {}
    for clause in clauses:
        if clause.path and clause.number and clause.sentences:
            by_number.setdefault(_own_path(clause, clauses), []).append(clause)
    twins: dict[int, int] = {}
    for alike in by_number.values():
        if len(alike) == 2 and _one_each(*alike):
            first, second = alike
            twins |= {first.index: second.index, second.index: first.index}
    if len(twins) < 2 * _FEW or 4 * len(twins) < sum(bool(c.number and c.sentences) for c in clauses):
        return clauses
    return tuple(replace(c, twin=twins[c.index]) if c.index in twins else c for c in clauses)
