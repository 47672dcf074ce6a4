"""English inspections: which verbs of looking look at the goods, and on whose behalf."""

from __future__ import annotations

from collections.abc import Sequence

from clausecheck.chunks import Hit
from clausecheck.chunks.en.objects import MONEY, between, longest, object_words, reaches, segment, seller_acts
from clausecheck.patterns import later

_BUYER = r"(?:buyer|customer|purchaser|client|consumer|owner|consignee|patient|orderer|subscriber)"
_BY_BUYER = later(rf" by (?:the |its |a |an )?(?:\w+ )?{_BUYER}")
_NOT_LOOKED_AT = r"(?!(?:payment|money|account|order|transfer|card|bank)\b)"
_OF_BUYER = later(rf"(?:\b{_BUYER}'s|\byour) (?:own )?{_NOT_LOOKED_AT}(?:\w+ )?$")
_PRONOUN = later(r"\W+(?:it|them|this|these|everything|one|her|him)\b")
_ALONE_PAIR = later(r"[,:;\"] \w")
_BARE_LOOK = later(r" (?:later|first|afterwards|second|last|before|after|then)\b|[.,;]|$")
_SHOWS = later(r"show|produc|display|present|demonstrat|exhibit|open")
_APPEARS = later(
    r"show(?:s|n|ing)? (?:up\b|(?:on|in) (?:\w+ ){0,2}(?:phone|screen|accounts?|app|system|books|statement))")
_HAS_IT_DONE = later(r"\b(?:have|has|having|had|get|gets) (?:\w+ ){1,4}$")
_PARTICIPLE = later(r"(?:ed|n|en|driven|shown)$")


_SENT_TO = later(rf"\b(?:{_BUYER}s?|you) to $")  # once the papers are complete we invite the buyer to inspect


def by_buyer(view: str, end: int) -> bool:
    """Do the words behind a look say that the buyer does it?"""
    return _BY_BUYER.match(view, end) is not None


def looks(view: str, hits: Sequence[Hit]) -> list[Hit]:
    """The buyer's inspections, and the seller's own checks, that a sentence names."""
    things = longest(hits, ("GOODS", "SAMPLE", "PAPERS", *MONEY, "PERIOD"))
    weak = [h for h in hits if h[0] == "LOOK"]
    strong = [h for h in hits if h[0] == "INSPECT" and not any(h[1:] == k[1:] for k in weak)]
    found: list[Hit] = []
    for verb in longest([*weak, *strong], ("LOOK", "INSPECT")):
        if _inspects(view, verb, things):
            own = seller_acts(view, verb) and not (_SHOWS.match(view, verb[1]) or _HAS_IT_DONE.search(view[: verb[1]]))
            found.append(("FACTORY_CHECK" if own else "INSPECT", verb[1], verb[2]))
    return found


def _inspects(view: str, verb: Hit, things: Sequence[Hit]) -> bool:
    kind = _looked_at(view, verb, things)
    if kind in ("SAMPLE", "PAPERS") or _APPEARS.match(view, verb[1]):
        return False
    if kind is not None or verb[0] == "INSPECT":
        return True
    text = view[verb[1] : verb[2]]
    if by_buyer(view, verb[2]) or _OF_BUYER.search(view[: verb[1]]) or object_words().looks.fullmatch(text):
        return True
    if text in ("look", "looks") and _BARE_LOOK.match(view, verb[2]):
        return True
    if _somebody_looks(view, verb, things):
        return True
    told = any(t[0] == "GOODS" and t[2] <= verb[1] for t in things)
    return bool(_PRONOUN.match(view, verb[2])) and (told or not object_words().looks_at.match(text))


_SURE = later(
    r"(?:look|see|seen|seeing|saw|check|try|tries|tried|trying|test|taste|drive|drove|ride|rode|tour|unpack|unwrap|vet|"
    r"assess|compare|count|listen)\w*(?: (?:at|on|out|over|through|to|round|inside))?$")
_THE_BUYER = later(
    rf"\b(?:{_BUYER}s?|you|members?|guests?|students?|parents?|patients?|tenants?|users?|travellers?|passengers?|bidders?|"
    r"collectors?|buyers|visitors?|viewers?|party b)\b(?:[\s,]+(?!seller|dealer|we\b|us\b)[\w'-]+){0,7}?\s*$")
_PASSIVE = later(r"\b(?:nothing|anything|everything|it|they|goods)\b(?: (?!not\b)[\w-]+){0,4} $")
_SOMETHING = later(
    r" (?:the|its|his|her|their|your|this|that|our|any|every|all)(?: [\w-]+){0,2}? (?P<thing>[a-z-]+)(?= ?(?:[.,;)]|$)|"
    r" (?:and|or|in|on|at|before|after|with|once|only|until|when|if|for|from|unless|within|upon|as)\b)")
_NOTHING_MORE = later(r" ?(?:[.,;\"]|$)| (?:on the spot|after\b|afterwards|later|first|second|last|there|it\b|them\b)")


def _somebody_looks(view: str, verb: Hit, things: Sequence[Hit]) -> bool:
    """The buyer looks at something that is no word for goods, or just looks: "members try the club", "see after"."""
    if not _SURE.match(view, verb[1], verb[2]):
        return False
    start, _ = segment(view, verb[1])
    before = view[start : verb[1]]
    by_buyer = _THE_BUYER.search(before) is not None
    if not by_buyer and not (_PARTICIPLE.search(view[verb[1] : verb[2]]) and _PASSIVE.search(before)):
        return _ALONE_PAIR.match(view, verb[1] - 2) is not None and _NOTHING_MORE.match(view, verb[2]) is not None
    if _NOTHING_MORE.match(view, verb[2]) or not by_buyer:
        return True
    thing = _SOMETHING.match(view, verb[2])
    if thing is None:
        return False
    other = any(t[0] != "GOODS" and verb[2] <= t[1] < thing.end() for t in things)
    return not other and thing["thing"] not in object_words().never_looked_at


def _looked_at(view: str, verb: Hit, things: Sequence[Hit]) -> str | None:
    """What is looked at: the thing right after the verb, else the nearest before it in the same breath."""
    start, stop = segment(view, verb[1])
    things = [t for t in things if t[0] in ("GOODS", "SAMPLE", "PAPERS")]
    after = [t for t in things if verb[2] <= t[1] < stop]
    if after and reaches(view, verb[2], after[0][1], 5, extra=r"(?:'s|ly|ed)$"):
        return after[0][0]
    text = view[verb[1] : verb[2]]
    noun = view.startswith("for ", max(0, verb[1] - 4))  # "open for review"
    if object_words().looks_at.match(text) and not _PARTICIPLE.search(text) and not noun:
        return None
    before = [t for t in things if start <= t[1] and t[2] <= verb[1] and len(between(view, t[2], verb[1])) <= 9
              and (t[0] == "GOODS" or not _SENT_TO.search(view, t[2], verb[1]))]
    return before[-1][0] if before else None
