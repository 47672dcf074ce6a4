"""Who signs, sells, makes, takes the money and promised: by the papers' own words, or not stated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausecheck.document import Case, Document
from clausecheck.findings import Fact
from clausecheck.mentions import Party
from clausecheck.parties import PartyName
from clausecheck.patterns import later

_NAME = (
    r"\s{0,2}(?:[:：|]|为|是|by|is)\s{0,3}"
    r"(?P<name>(?:[^\n|；;，,。_＿（）()]|, (?=Ltd|Inc|LLC|Co\b)|[（(][^（）()\n]{1,14}[）)](?=\S)){2,60})"
)
_MAKER = later(
    r"(?:生产(?:厂家|厂商|企业|商|者)|制造(?:商|厂家?|企业)|manufacturer|maker|(?:manufactured|made)(?= by))(?:名称)?"
    rf"{_NAME}",
    re.IGNORECASE,
)
_PAYEE = later(
    r"(?:收款(?:人|方|单位|公司|账户名称?|账户户名|户名)|户\s?名|账户名称|开户名称?"
    r"|payee|account (?:name|holder)|beneficiary)"
    rf"{_NAME}",
    re.IGNORECASE,
)
_SIGNATURE = later(
    r"(?:甲方|乙方|卖方|出卖人|销售方|出售方|经营者|seller|dealer|company|operator|party [ab])[^\n:：]{0,24}?"
    rf"(?:签字|签章|盖章|公章|signature|signed|seal)?[^\n:：]{{0,12}}{_NAME}",
    re.IGNORECASE,
)


def roles(case: Case) -> tuple[Fact, ...]:
    """One fact an act, or several for several names; what the papers do not say is said to be so."""
    contract = case.contract
    return (
        *(_signs(contract) or _party(contract, "signs", "seller")),
        *_party(contract, "sells", "seller"),
        *(_labelled(contract, "makes", _MAKER) or _party(contract, "makes", "maker")),
        *(_labelled(contract, "collects", _PAYEE) or _party(contract, "collects", "payee")),
        *_promises(case),
    )


def _unsaid(act: str) -> Fact:
    return Fact(act, "not stated", None, "name", None, 0, 0)


def _party(contract: Document, act: str, role: Party) -> list[Fact]:
    named = [p for p in contract.parties if p.role == role and p.name]
    return [_fact(contract, act, p) for p in named] or [_unsaid(act)]


def _fact(contract: Document, act: str, party: PartyName) -> Fact:
    return Fact(act, "stated", party.name, "name", contract.source.id, party.start, party.end)


def _labelled(contract: Document, act: str, words: re.Pattern[str]) -> list[Fact]:
    """户名：X公司, Manufacturer: X Ltd. Each name once."""
    source = contract.source
    found: dict[str, Fact] = {}
    for match in words.finditer(source.text, source.body):
        name = match["name"].strip()
        end = match.start("name") + len(match["name"].rstrip())
        if name:
            found.setdefault(name, Fact(act, "stated", name, "name", source.id, match.start(), end))
    return list(found.values())


def _signs(contract: Document) -> list[Fact]:
    """The seller's name in the block of signatures."""
    names = {p.name for p in contract.parties if p.role == "buyer"}
    for clause in contract.clauses:
        if clause.kind == "signature":
            for match in _SIGNATURE.finditer(contract.source.text, clause.start, clause.end):
                name = match["name"].strip()
                if name and name not in names:
                    start, end = match.start(), match.start("name") + len(match["name"].rstrip())
                    return [Fact("signs", "stated", name, "name", contract.source.id, start, end)]
    return []


def _promises(case: Case) -> Iterator[Fact]:
    """Who spoke in each public statement, by its front matter."""
    for document in case.promised:
        name, source = document.source.about.get("by", ""), document.source
        start = source.text.find(name, 0, source.body) if name else -1
        if start >= 0:
            yield Fact("promises", "stated", name, "name", source.id, start, start + len(name))
        else:
            yield Fact("promises", "not stated", None, "name", source.id, 0, 0)
