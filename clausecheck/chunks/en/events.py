"""Which events an English sentence names: verbs find their objects, and papers go by their own name.

The lexicon finds words; here a verb of paying becomes the payment of the balance, of a deposit or of something else by
the money it is about, and a verb of looking becomes an inspection only where it looks at the goods. Who acts counts
too: the seller's own check is no inspection, and what the seller pays is not the balance.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from clausecheck.chunks import EVENTS, Hit
from clausecheck.chunks.en.looks import by_buyer, looks
from clausecheck.chunks.en.objects import MONEY, between, longest, money_of, reaches
from clausecheck.chunks.en.papers import occasions, papers
from clausecheck.chunks.en.payments import payments
from clausecheck.chunks.en.pieces import pieces
from clausecheck.patterns import later

_PLAIN = EVENTS - {"PAY_BALANCE", "PAY_DEPOSIT", "INSPECT"}
_NAMED = ("RECEIPT", "INSPECTION_RECORD", "PAYMENT_NOTICE", "HANDOVER_DAY", "FACTORY_CHECK")
_MOVES = {
    "ARRIVE": later(r"(?:has |have )?arriv(?:e|es|ed|ing)"),
    "DISPATCH": later(r"posts?|sends?|sent|sending"),
}
_IT = later(r"\b(?:it|they)(?: has| have| finally| are| is| were| have been| has been)?\W+$")
_BE = frozenset(
    ["may", "can", "must", "is", "are", "be", "been", "has", "have", "will", "shall", "not", "only", "then"]
)
_PROOF = later(
    r"(?:against|upon|on the strength of|on|with|unless|if|until|once|when|without|"
    r"present\w*|produc\w*|show\w*|hand\w* in|surrender\w*)(?: of)?"
    r"(?: (?:the|a|an|its|his|your|proof|of))*\s$"
)
_OTHER_PAPER = later(
    r" (?:of |off )?(?:the |an? |its |your |any |such )?(?:\w+ ){0,2}"
    r"(?:report|record|sheet|form|note|protocol|certificate|receipt|list|slip)\b"
)
_OWN_CHECK = later(  # "has passed the factory's quality check": nobody accepts it
    r" (?:seller|dealer|vendor|maker|manufacturer|factory|workshop|shop|supplier|works)'?s?\b|"
    r" (?:final |pre-delivery |quality |internal )*(?:check|test|control|inspection)s?\b")
_FAR = 60  # characters between "accessible" and the goods that it is said of, at most


def resolve(view: str, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Words of a sentence → its events and named papers, in text order, none overlapping."""
    found: list[Hit] = []
    for start, end in pieces(view):
        inside = [(c, s - start, e - start) for c, s, e in hits if start <= s and e <= end]
        found += ((c, s + start, e + start) for c, s, e in _resolve(view[start:end], inside))
    return tuple(found)


def _resolve(view: str, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    known = [h for h in hits if h[0] in _NAMED]
    events = [*papers(view, known), *payments(view, hits), *looks(view, hits), *_others(view, hits)]
    return _apart([*events, *occasions(view, events)])


def _apart(events: Iterable[Hit]) -> tuple[Hit, ...]:
    """Where events overlap the longer stays, the first given of two equal ones."""
    taken: list[Hit] = []
    for event in sorted(events, key=lambda h: h[1] - h[2]):
        if all(event[2] <= t[1] or event[1] >= t[2] for t in taken):
            taken.append(event)
    return tuple(sorted(taken, key=lambda h: (h[1], h[2])))


def _others(view: str, hits: Sequence[Hit]) -> list[Hit]:
    """The events that are neither payments nor looks, those that words of theirs really name."""
    money, things = longest(hits, MONEY), longest(hits, ("GOODS", "PAPERS"))
    found: list[Hit] = []
    for hit in hits:
        if hit[0] == "RECEIPT" and _PROOF.search(view[: hit[1]]):
            found.append(("PAY_BALANCE", hit[1], hit[2]))  # a proof of payment in hand: it has been paid
        elif hit[0] == "FACTORY_CHECK" and by_buyer(view, hit[2]):
            found.append(("INSPECT", hit[1], hit[2]))
        elif hit[0] in _PLAIN and not _something_else(view, hit, money, things):
            found.append(_access(view, hit, things))
    return found


def _something_else(view: str, hit: Hit, money: Sequence[Hit], things: Sequence[Hit]) -> bool:
    """Is it another thing that is signed, sent or handed over than the contract or the goods?"""
    text = view[hit[1] : hit[2]]
    if hit[0] == "CONCLUDE" and text in ("signing", "signature"):
        return _OTHER_PAPER.match(view, hit[2]) is not None
    if hit[0] == "ACCEPT" and _OWN_CHECK.match(view, hit[2]):
        return True
    if hit[0] in _MOVES and _MOVES[hit[0]].fullmatch(text) and not _goods_move(view, hit, things):
        return True
    return hit[0] in ("HANDOVER", "ARRIVE", "DISPATCH", "ACCEPT") and _of_money(view, hit, money, things)


def _goods_move(view: str, verb: Hit, things: Sequence[Hit]) -> bool:
    """Are the goods what arrives or is sent?"""
    goods = [t for t in things if t[0] == "GOODS"]
    before = [between(view, t[2], verb[1]) for t in goods if t[2] <= verb[1]]
    if verb[0] == "ARRIVE":
        return bool(_IT.search(view[: verb[1]])) or any(len(gap) <= 2 for gap in before)
    after = any(t[1] >= verb[2] and reaches(view, verb[2], t[1], 9) for t in goods)
    return after or any(_BE.issuperset(gap) for gap in before)


def _of_money(view: str, hit: Hit, money: Sequence[Hit], things: Sequence[Hit]) -> bool:
    """ "hand over the balance", "collects the price", "deliver a notice": not the goods."""
    near = money_of(view, hit, money)
    if near is None:
        return any(t[0] == "PAPERS" and t[1] >= hit[2] and reaches(view, hit[2], t[1], 9) for t in things)
    return near[1] >= hit[2] and reaches(view, hit[2], near[1], 2)


def _access(view: str, hit: Hit, things: Sequence[Hit]) -> Hit:
    """Access to the goods themselves is the chance to look at them."""
    goods = [t for t in things if t[0] == "GOODS"]
    if hit[0] != "VISIT":
        return hit
    if view.startswith("accessible", hit[1]):
        near = any(0 <= hit[1] - t[2] < _FAR for t in goods)
    else:
        near = any(hit[2] <= t[1] and reaches(view, hit[2], t[1], 9) for t in goods)
        if view[hit[1] : hit[2]] in ("entered", "boarded", "reached"):
            near = near or any(t[2] <= hit[1] and _BE.issuperset(between(view, t[2], hit[1])) for t in goods)
    return ("INSPECT", hit[1], hit[2]) if near else hit
