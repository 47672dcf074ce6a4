"""Points: findings that share the clause of their burden or a mention in evidence are one point for the reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from clausecheck.findings import RANK, Finding


def place_of(finding: Finding) -> int:
    """Where its burden stands; at the very beginning where it stands in no clause."""
    return finding.clauses[0].start if finding.clauses else 0


def numbered(findings: Sequence[Finding], contract: str) -> tuple[Finding, ...]:
    """The findings, gravest first and then in text order, each with the number of its point. Of several in one clause
    those come first that rest on more: on other sources beside it, then on more of its words ("no liability for
    injury" before "no liability").

    `contract`: the id of the contract's source; only evidence in it joins findings.
    """
    ordered = sorted(findings, key=lambda f: (
        -RANK[f.severity], place_of(f), *(-n for n in _rest(f, contract)), f.rule))
    roots = _joined([_marks(f, contract) for f in ordered])
    numbers: dict[int, int] = {}
    for root in roots:
        numbers.setdefault(root, len(numbers) + 1)
    return tuple(replace(f, point=numbers[root]) for f, root in zip(ordered, roots, strict=True))


def _rest(finding: Finding, contract: str) -> tuple[int, int]:
    """On how many other sources it rests, and on how many characters of the contract."""
    told = {i for e in finding.evidence if e.source == contract for i in range(e.start, e.end)}
    return len({e.source for e in finding.evidence} - {contract}), len(told)


def _marks(finding: Finding, contract: str) -> set[tuple[str, int, int]]:
    """What it may share with others: its burden clause, the mentions in evidence."""
    shared = {("mention", e.start, e.end) for e in finding.evidence if e.source == contract and ":" not in e.element}
    return shared | {("clause", c.start, c.end) for c in finding.clauses[:1]}


def _joined(marks: Sequence[set[tuple[str, int, int]]]) -> list[int]:
    """Union-find: for each set the index of the first one that it is joined with, at whatever remove."""
    parent = list(range(len(marks)))
    owner: dict[tuple[str, int, int], int] = {}

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, own in enumerate(marks):
        for mark in sorted(own):
            one, other = sorted((root(owner.setdefault(mark, i)), root(i)))
            parent[other] = one
    return [root(i) for i in range(len(marks))]
