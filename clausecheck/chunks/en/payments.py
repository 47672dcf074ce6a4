"""English payments: which verbs pay, and what they pay."""

from __future__ import annotations

import re
from collections.abc import Sequence

from clausecheck.chunks import Hit
from clausecheck.chunks.en.objects import MONEY, longest, money_of, object_words, segment, seller_acts
from clausecheck.patterns import later

_PAID = {
    "BALANCE": "PAY_BALANCE", "PRICE": "PAY_BALANCE", "DEPOSIT": "PAY_DEPOSIT", "ADVANCE": "PAY_DEPOSIT",
    "DEPOSIT_UNCLEAR": "PAY_DEPOSIT",
}  # fmt: skip
_DEPOSITS = ("DEPOSIT", "ADVANCE", "DEPOSIT_UNCLEAR")
_AS_DEPOSIT = later(r"\W+(?:as|by way of|for|towards)? ?(?:a|an|the)? ?")
_BARE = later(
    r"(?:against|without|no|before|after|upon|once|in return for|in exchange for|pending|for|minus|until)"
    r"(?: (?:the|your|any|full|prior|our|its))*\s$"
)
_ALREADY_PAID = later(
    r"(?:sums?|amounts?|mon(?:ey|ies|eys)|price|instalments?|everything|anything|all|payments?)"
    r"(?: (?:already|previously|so far|been|it has|you have|has|have|he has|the \w+ has))*\s$"
)
_OPEN_SUM = later(
    r"\b(?:no|an?|any)(?: \w+)? (?P<sum>(?:open|outstanding|unpaid|uncleared|overdue|unsettled) "
    r"(?:balance|sum|amount|instalment|installment|invoice|bill|price|payment|account)s?)\b"
)
_STILL_OPEN = later(
    r"\b(?:balance|price|sum|amount|account|invoice|instalment|fee|bill)s? (?:is|are|remains?|stays?|stands?) "
    r"(?:still |wholly |partly )?(?P<sum>open)\b(?! to| for)")
_CLEAR_SUM = later(r"\b(?P<sum>(?:zero|nil|cleared|settled) (?:balance|account)s?)\b")
_THE = later(r"\b(?:the|such|this|that|said|its|your|his) $")
_OF_OTHERS = later(r" of (?!the (?:balance|price|money|funds))")
_OWING = ("owing", "owed", "owes", "owe", "outstanding", "due", "unpaid")
_TO_BUYER = later(
    r" (?:to )?(?:the |each |every )?(?:buyer|purchaser|customer|client|consumer|you|member|guest|patient|student|"
    r"parents?|owner|lessee|tenant|user|traveller|party b)\b"
    r"(?!['’]s?\b| (?:may|shall|must|will|can|cannot|is|are|has|does|need|to)\b)"
)
_DAILY = later(
    r"[^.;]{0,24}\b(?:(?:for )?(?:each|every|per|a) (?:calendar |working |full )?(?:day|week|month)|daily)\b"
)
_SHARE = later(r"(?:%|per cent|percent) of (?:the )?(?:\w+ )?$")
_NOTHING = later(r"\b(?:nothing|anything|something|still)\W+(?:\w+\W+){0,4}$")


def payments(view: str, hits: Sequence[Hit]) -> list[Hit]:
    """The payments of the balance and of deposits that a sentence names."""
    money = longest(hits, MONEY)
    verbs = longest(hits, ("PAY",))
    found: list[Hit] = []
    for verb in verbs:
        near = money_of(view, verb, money)
        if _refunded(view, verb, hits) or near is not None and _of_another(view, near, verb, verbs, hits):
            continue
        concept = _kind(view, verb, near, money)
        if concept and not _pays_itself(view, verb):
            found.append((concept, verb[1], verb[2]))
    found += _fixed(hits, verbs, money)
    found += [("PAY_BALANCE", *m.span("sum")) for m in _OPEN_SUM.finditer(view)]
    found += [("PAY_BALANCE", *m.span("sum")) for m in _CLEAR_SUM.finditer(view)]
    found += [("PAY_BALANCE", *m.span("sum")) for m in _STILL_OPEN.finditer(view)]
    return found + _bare(view, money, found)


def _refunded(view: str, verb: Hit, hits: Sequence[Hit]) -> bool:
    """ "refunds all sums paid": what was paid, not paying."""
    return any(h[0] == "REFUND" and h[1] < verb[1] for h in hits) and bool(_ALREADY_PAID.search(view[: verb[1]]))


def _pays_itself(view: str, verb: Hit) -> bool:
    """The seller pays, and does not ask or receive."""
    text = view[verb[1] : verb[2]]
    asks = object_words().receives.match(text) or text in ("due", "payable", "unpaid")
    return not asks and (seller_acts(view, verb) or _TO_BUYER.match(view, verb[2]) is not None)


def _of_another(view: str, near: Hit, verb: Hit, verbs: Sequence[Hit], hits: Sequence[Hit]) -> bool:
    """Does the money before the verb belong to another one ("the balance is paid the car stands in …")?"""
    if near[2] > verb[1]:
        return False
    text = view[verb[1] : verb[2]]
    if object_words().needs_object.fullmatch(text):
        return True
    if object_words().pays.fullmatch(text):
        return False
    if any(near[2] <= g[1] and g[2] <= verb[1] for g in hits if g[0] == "GOODS"):
        return True
    others = [v for v in verbs if near[2] <= v[1] and v[2] <= verb[1]]
    return bool(others) and not re.search(r"\b(?:and|or)\b", view[others[-1][2] : verb[1]])


def _kind(view: str, verb: Hit, near: Hit | None, money: Sequence[Hit]) -> str | None:
    """The concept of a payment by what is paid; None where it is neither price nor deposit."""
    if near is not None:
        if _SHARE.search(view[: near[1]]) and _DAILY.match(view, near[2]):
            return None  # a penalty counted by the day
        later = [t for t in money if t[1] >= near[2] and _AS_DEPOSIT.fullmatch(view[near[2] : t[1]])]
        if near[0] == "PRICE" and later and later[0][0] in (*_DEPOSITS, "OTHER_MONEY"):
            near = later[0]  # "0.1% of the price as liquidated damages"
        return _PAID.get(near[0])
    text, before = view[verb[1] : verb[2]], view[: verb[1]]
    moved = text in ("transfer", "wire") and _THE.search(before) and not _OF_OTHERS.match(view, verb[2])
    owed = text in _OWING and _NOTHING.search(before)
    if not (object_words().pays.fullmatch(text) or moved or owed):
        return None
    start, stop = segment(view, verb[1])
    return None if any(t[0] == "OTHER_MONEY" and start <= t[1] < stop for t in money) else "PAY_BALANCE"


def _fixed(hits: Sequence[Hit], verbs: Sequence[Hit], money: Sequence[Hit]) -> list[Hit]:
    """Fixed expressions of full payment; not what the lexicon joined of a verb and the balance."""
    spans = {v[1:] for v in hits if v[0] == "PAY"}
    return [h for h in hits if h[0] == "PAY_BALANCE" and h[1:] not in spans and not any(
        m[0] == "BALANCE" and h[1] <= m[1] and m[2] <= h[2] for m in money)]


def _bare(view: str, money: Sequence[Hit], found: Sequence[Hit]) -> list[Hit]:
    """ "against the balance", "no money, …": the sum stands for its payment where no verb of paying is near."""
    return [
        ("PAY_BALANCE", m[1], m[2]) for m in money
        if m[0] in ("BALANCE", "PRICE") and (_BARE.search(view[: m[1]]) or view.startswith(":", m[2])) and not any(
            abs(f[1] - m[1]) < 60 and segment(view, f[1]) == segment(view, m[1]) for f in found)
    ]
