"""What is sold, and to whom: read from the contract with the words that decided, or said by whoever asks.

Rules for other things than the one sold are left out: a gym's contract is not held against rules for cars. Nothing is
left out where the words do not tell. Of a company that buys, or buys for resale, what protects consumers alone is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from clausecheck.document import Document
from clausecheck.findings import Evidence, Subject
from clausecheck.parties.words import BUSINESS, PERSON
from clausecheck.places import rules_root
from clausecheck.strictyaml import read
from clausecheck.text import Source

SOLD = ("vehicle", "housing", "prepaid", "education", "medical", "travel")
BUYERS = ("consumer", "business")
_ENOUGH = 3  # different words that tell what is sold
_SHARE = 3  # what else is spoken of counts where it has a third as many different words as the first
_SHOWN = 5  # words that are named


def subject_of(document: Document, sector: str | None = None, buyer: str | None = None) -> Subject:
    """What is sold and who buys. `sector` and `buyer` ("consumer", "business") are said, not read, where given."""
    source = document.source
    found = {} if sector else _sold(source)
    business = _business(document) if buyer is None else ()
    consumer = {"consumer": True, "business": False}[buyer] if buyer else False if business else _is_consumer(source)
    return Subject(
        sectors=(sector,) if sector else tuple(found), given=sector is not None,
        evidence=tuple(e for words in found.values() for e in words[:_SHOWN]),
        consumer=consumer, buyer_given=buyer is not None, buyer_evidence=business,
    )


def stands(sectors: Iterable[str], subject: Subject) -> bool:
    """Is a rule for these sectors to be held against a contract about this subject?"""
    own = set(sectors)
    sold = own & set(SOLD)
    if not own or "any" in own or not subject.sectors or subject.sectors == ("any",):
        return True
    return bool(own & set(subject.sectors)) or bool(own - sold and not subject.given)


def _sold(source: Source) -> dict[str, list[Evidence]]:
    """Sectors that enough different words speak of, the most first, each with its words."""
    words = {sector: _found(sector, source) for sector in SOLD}
    most = max(len(found) for found in words.values())
    counted = {s: found for s, found in words.items() if len(found) >= max(_ENOUGH, most / _SHARE)}
    return dict(sorted(counted.items(), key=lambda pair: -len(pair[1])))


def _business(document: Document) -> tuple[Evidence, ...]:
    """The words that make the buyer a business: a company's name, or a purchase for resale."""
    source = document.source
    said = _found("business", source)
    if said:
        return tuple(said[:_SHOWN])
    names = [p for p in document.parties if p.role == "buyer" and p.name and BUSINESS.search(p.name)
             and not PERSON.search(p.name)]
    if not names or _found("consumer", source):
        return ()
    return tuple(Evidence("buyer", source.text[p.start : p.end], source.id, p.start, p.end) for p in names[:1])


def _is_consumer(source: Source) -> bool | None:
    return True if _found("consumer", source) else None


def _found(name: str, source: Source) -> list[Evidence]:
    """The first place of each different word of a class, in text order."""
    pattern = _pattern(name, source.language)
    once: dict[str, Evidence] = {}
    for match in pattern.finditer(source.text) if pattern is not None else ():
        once.setdefault(match[0].casefold(), Evidence(name, match[0], source.id, *match.span()))
    return list(once.values())


@lru_cache(maxsize=32)
def _pattern(name: str, language: str) -> re.Pattern[str] | None:
    words = _table()[name].get(language)
    if not words:
        return None
    longest = sorted(map(str, words), key=lambda w: (-len(w), w))
    if language != "en":
        return re.compile("|".join(map(re.escape, longest)))
    return re.compile(rf"\b(?:{'|'.join(re.escape(w).replace(re.escape('*'), '[a-z]*') for w in longest)})\b",
                      re.IGNORECASE)


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, list[str]]]:
    return dict(read(rules_root() / "lexicon" / "cues.sectors.yaml"))
