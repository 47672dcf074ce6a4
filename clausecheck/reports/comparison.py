"""A clause and the wording suggested for it, word by word: what stays, what goes, what comes.

Readable before exact: a few words that happen to stand in both are no common ground, so islands too small to read are
joined with the changes around them, and where almost nothing is common the new words stand alone.
Only the sentences of a clause that hold evidence are replaced; the others stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from clausecheck.findings import Finding, Report
from clausecheck.reports import said
from clausecheck.reports.points import contract_of, evidence_in
from clausecheck.text import Source

Kind = Literal["same", "gone", "new"]
_TOKEN = re.compile(
    r"\s+|[0-9][0-9,.]*[0-9]|[^\W_\u2e80-\u9fff]+(?:['’-][^\W_\u2e80-\u9fff]+)*|[甲乙丙买卖双对]方|.", re.DOTALL
)
_SMALL_WORDS = re.compile(r"an?|and|as|at|be|been|by|for|has|have|in|is|it|of|on|or|that|the|this|to|was|which|with")
_STOP = re.compile(r"(?:[。！？!?\n]|\.(?=\s|$))\s*")
_ISLAND = 4  # characters of Chinese (a word of another script counts two) that can stand alone between changes
_COMMON = 0.3  # of the shorter text; with less in common nothing is shown as kept
_LONGEST = 1500  # tokens: beyond that the texts are set one after the other


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch that stays, goes or comes."""

    kind: Kind
    text: str


def suggested(report: Report, finding: Finding) -> list[Change]:
    """The clause with the burden turned into the suggested wording; empty where nothing is suggested.

    Where the two have nothing in common, the new wording alone: to see the old struck out would say nothing. Every
    sentence that any finding rests on goes. The sides are called as the contract calls them (乙方 for 买方).
    """
    contract = contract_of(report)
    wanted = finding.suggest.in_(contract.language).strip()
    if not wanted or not finding.clauses:
        return []
    clause = finding.clauses[0]
    start = said.body(contract.text, clause)
    body = contract.text[start : clause.end].rstrip()
    evidence = [item for found in report.findings for item in evidence_in(found.evidence, contract)]
    left, right = _touched(body, [(item.start - start, item.end - start) for item in evidence])
    opening = len(clause.number) if clause.number and body.startswith(clause.number) else 0
    left = max(left, opening + len(body[opening:]) - len(body[opening:].lstrip(" .．、:：")))
    wanted = _as_called(report, contract, wanted)
    middle = compare(body[left:right], wanted)
    if all(change.kind != "same" for change in middle):
        return [Change("new", wanted)]
    return [c for c in (Change("same", body[:left]), *middle, Change("same", body[right:])) if c.text]


def compare(old: str, new: str) -> list[Change]:
    """`old` turned into `new`: the kept and lost pieces in order make `old`, the kept and new ones `new`."""
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    kept = [] if max(len(a), len(b)) > _LONGEST else list(_kept(a, b))
    common = sum(_weight(a[i : i + n]) for i, _, n in kept)
    if common < _COMMON * min(_weight(a), _weight(b)):
        kept = []
    return list(_changes(a, b, kept))


def _kept(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Matching stretches that are worth showing: long enough, or at the edge of both texts."""
    for i, j, n in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks():
        edge = (i, j) == (0, 0) or (i + n, j + n) == (len(a), len(b))
        if n and (_weight(a[i : i + n]) >= _ISLAND or (edge and _weight(a[i : i + n]) >= _ISLAND // 2)):
            yield i, j, n


def _changes(a: Sequence[str], b: Sequence[str], kept: Iterable[tuple[int, int, int]]) -> Iterator[Change]:
    left = right = 0
    for i, j, n in [*kept, (len(a), len(b), 0)]:
        gone, new, same = "".join(a[left:i]), "".join(b[right:j]), "".join(a[i : i + n])
        yield from (c for c in (Change("gone", gone), Change("new", new), Change("same", same)) if c.text)
        left, right = i + n, j + n


def _weight(tokens: Sequence[str]) -> int:
    """How much a reader recognises: a Chinese character one, a word or number two, small words and stops nothing."""
    return sum(
        len(t) if "\u2e80" <= t[0] <= "\u9fff" else 2 if t[0].isalnum() and not _SMALL_WORDS.fullmatch(t.lower()) else 0
        for t in tokens
    )


def _touched(body: str, spans: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """From the first sentence that holds evidence to the last; the whole where none does."""
    inside = [(start, end) for start, end in spans if 0 <= start < end <= len(body)]
    borders = [0, *(stop.end() for stop in _STOP.finditer(body))]
    if not inside:
        return 0, len(body)
    first, last = min(start for start, _ in inside), max(end for _, end in inside)
    left = max(at for at in borders if at <= first)
    right = min((at for at in borders if at >= last), default=len(body))
    while right > left and body[right - 1].isspace():
        right -= 1
    return left, right


def _as_called(report: Report, contract: Source, wanted: str) -> str:
    """`wanted` with buyer and seller called as the contract mostly calls them."""
    for role, zh, en in (("buyer", "买方", "Buyer"), ("seller", "卖方", "Seller")):
        aliases = [a for party in report.parties if party.role == role for a in party.aliases]
        used = max(aliases, key=contract.text.count, default="")
        name = zh if contract.language == "zh" else en
        if not used or contract.text.count(used) <= contract.text.count(name):
            continue
        if contract.language == "en" and not re.search(rf"\bthe {re.escape(used)}\b", contract.text, re.IGNORECASE):
            wanted = wanted.replace(f"The {name}", used).replace(f"the {name}", used)  # a company takes no article
        wanted = wanted.replace(name, used)
    return wanted
