"""Which events an English sentence names: verbs find their objects, and papers go by their own name.

The lexicon finds words; here a verb of paying becomes the payment of the balance, of a deposit or of something else by
the money it is about, and a verb of looking becomes an inspection only where it looks at the goods. Who acts counts
too: the seller's own check is no inspection, and what the seller pays is not the balance.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from clausecheck.chunks import EVENTS, Hit
from clausecheck.chunks.en_words import words

_STOP = re.compile(r"[,;:()!?]|\.(?=\s|$)")
_MONEY = ("BALANCE", "PRICE", "DEPOSIT", "ADVANCE", "DEPOSIT_UNCLEAR", "OTHER_MONEY")
_PAID = {"BALANCE": "PAY_BALANCE", "PRICE": "PAY_BALANCE", "DEPOSIT": "PAY_DEPOSIT", "ADVANCE": "PAY_DEPOSIT", "DEPOSIT_UNCLEAR": "PAY_DEPOSIT"}
_SELF = re.compile(r"(?:pay|pays|paid|paying|payments?|settle|settles|settled|settlements?|settling|remit\w*|unpaid|payable|paid up|pays? up|(?:pays?|paid|paying) off|complete payment|completes payment|finish paying|in arrears|bank transfer|cough up|square\w* up|transfer has|money down)")
_RECEIVES = re.compile(r"(?:recei|want|seek|demand|claim|ask|call|request|requir|collect|accept|tak|withh|retain|h[oe]ld|keep|kept|charg|bill|debit|get|recover|exact|draw)")
_SELLER = r"(?:seller|dealer|dealership|vendor|company|developer|maker|manufacturer|lessor|landlord|operator|merchant|supplier|contractor|retailer|shop|store|garage|builder|clinic|school|gym|platform|studio|workshop|we|factory|yard|showroom|warehouse|insurer|insurance company|bank|authority|authorities|customs|lender|auditor|notary|police|technician|mechanic|staff|engineer|carrier|workshop)"
_AUX = r"(?:shall|must|may|will|can|could|has|have|had|is to|not|then|also|first|itself|only|always|never|again|carefully|again|thoroughly|promptly|already|in turn)"
_SELLER_ACTS = re.compile(rf"\b{_SELLER}(?:\W+{_AUX}){{0,4}}\W+$")
_BY_SELLER = re.compile(rf"\W+(?:\w+\W+){{0,3}}?by (?:the |our |its |a )?(?:own )?{_SELLER}\b")
_NEEDS_OBJECT = re.compile(r"(?:bring|want|seek|take|give|send|hand|collect|demand|provide|require|request|meet|get|place|accept|cover|raise|charge|bill|claim|receive|retain|withhold|release|deliver|forward)s?(?: over)?")
_BARE_MONEY = re.compile(r"(?:against|without|no|before|after|upon|once|in return for|in exchange for|pending|for|minus|until)(?: (?:the|your|any|full|prior|our|its))*\s$")
_WORD = re.compile(r"[\w'%.-]+")
_GAP_WORDS = frozenset(
    "the a an any all this that these those its his her their our your my such said whole full entire of part parts in "
    "at over through round around into upon on up out each every both new ordered purchased bought said very actual same physical "
    "finished complete agreed remaining to him her us them you it seller buyer and or".split()
)
_LOOK_FREE = re.compile(r"(?:view|views|viewed|viewing|inspect\w*|examin\w*|scrutin\w*|look(?:s|ed|ing)? (?:it |them )?(?:over|round|around)|a look|see it|satisf\w+ (?:itself|himself|yourself|themselves)|been round|survey\w*)$")
_LOOK_WEAK = re.compile(r"(?:show|produc|display|present|demonstrat|open|start|driv|drove|rid|play|handl|count|weigh|experienc|approach|study|studies|photograph|touch|measur|review|assess|tast|observ|witness|measure)")
_BUYER = r"(?:buyer|customer|purchaser|client|consumer|owner|consignee|patient|orderer|subscriber)"
_OF_BUYER = re.compile(rf" by (?:the |its |a |an )?(?:\w+ )?{_BUYER}")
_BUYERS = re.compile(rf"(?:\b{_BUYER}'s|\byour) (?:own )?(?:\w+ )?$")
_PRONOUN = re.compile(r"\W+(?:it|them|this|these|everything|one)\b")
_REFUNDED = re.compile(r"(?:sums?|amounts?|mon(?:ey|ies|eys)|price|instalments?|everything|anything|all|payments?)(?: (?:already|previously|so far|been|it has|you have|has|have|he has|the \w+ has))*\s$")

_PAPER = (
    "slip|pass|code|voucher|ticket|permit|warrant|certificate|card|token|form|sheet|letter|link|coupon|badge|pin|password|docket|chit|"
    "notice|authori[sz]ation|clearance|invitation|stamp|stub|key card|number|note|sticker|wristband|release|confirmation|licence|key|label|tag|order"
)
_DET = r"(?:a|an|the|such|this|that|said|its|your|our|their|any|each|no|one|proper|valid)"
_NAME = re.compile(
    rf"\b{_DET} (?:(?:signed|numbered|written|printed|electronic|valid|said|personal|one-time|digital|single-use|original) )*"
    rf"(?P<name>(?:(?!(?:of|for|to|by|with|in|on|at|and|or|the|a|an|is|are|has|have|who|which|that|after|before|until|upon|from|as|first|other)\b)[a-z][\w-]* ){{1,3}}?(?:{_PAPER}))s?\b(?! (?:of the|of this|of) (?:contract|agreement|law))"
)
_NOT_PAPER = re.compile(r"(?:telephone|phone|account|order|contract|registration|chassis|identity|id|credit|bank|postal|civil|zip|area|reference|clause|serial|vin|order|part|model|delivery|present|purchase|sale|large|small|certain|total|maximum|minimum|court|current|country|mail|sale|law|work|written|application|entry|standard|acceptance) (?:number|code|form|card|order|note|key|letter|release|licence|label|confirmation|tag|sheet)$")


def resolve(view: str, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Words of a sentence → its events and named papers, in text order, none overlapping."""
    known = [h for h in hits if h[0] in ("RECEIPT", "INSPECTION_RECORD", "PAYMENT_NOTICE", "HANDOVER_DAY", "FACTORY_CHECK")]
    events = [*_papers(view, known), *_payments(view, hits), *_looks(view, hits), *_others(view, hits)]
    return _apart([*events, *_occasions(view, events)])


def _apart(events: Iterable[Hit]) -> tuple[Hit, ...]:
    """Where events overlap the longer stays, the first given of two equal ones."""
    taken: list[Hit] = []
    for event in sorted(events, key=lambda h: h[1] - h[2]):
        if all(event[2] <= t[1] or event[1] >= t[2] for t in taken):
            taken.append(event)
    return tuple(sorted(taken, key=lambda h: (h[1], h[2])))


def _segment(view: str, at: int) -> tuple[int, int]:
    """The stretch between two marks of punctuation that holds `at`."""
    start = max((m.end() for m in _STOP.finditer(view, 0, at)), default=0)
    stop = _STOP.search(view, at)
    return start, stop.start() if stop else len(view)


def _longest(hits: Sequence[Hit], names: Sequence[str]) -> list[Hit]:
    found = [h for h in hits if h[0] in names]
    return [h for h in found if not any(o != h and o[1] <= h[1] and h[2] <= o[2] and o[2] - o[1] > h[2] - h[1] for o in found)]


def _gap(view: str, start: int, end: int) -> list[str]:
    return _WORD.findall(view[start:end])


def _seller_acts(view: str, verb: Hit) -> bool:
    """Is the seller the one who does this, in the active voice or by name?"""
    return bool(_SELLER_ACTS.search(view[:verb[1]])) or bool(_BY_SELLER.match(view, verb[2]))


# --- payment ---------------------------------------------------------------------------------------------------------
def _payments(view: str, hits: Sequence[Hit]) -> list[Hit]:
    money = _longest(hits, _MONEY)
    refunds = [h for h in hits if h[0] == "REFUND"]
    verbs = _longest([h for h in hits if h[0] == "PAY"], ("PAY",))
    found: list[Hit] = []
    for verb in verbs:
        text = view[verb[1]:verb[2]]
        if refunds and _REFUNDED.search(view[:verb[1]]) and any(r[1] < verb[1] for r in refunds):
            continue
        near = _object(view, verb, money)
        if near is not None and near[2] <= verb[1] and _NEEDS_OBJECT.fullmatch(text):
            continue
        if near is not None and near[2] <= verb[1] and not _SELF.fullmatch(text) and any(
                near[2] <= g[1] and g[2] <= verb[1] for g in hits if g[0] == "GOODS"):
            continue
        if near is not None and near[2] <= verb[1] and _taken(view, near, verb, verbs):
            continue
        concept = _kind(view, verb, near, money)
        if concept and not (_seller_acts(view, verb) and not _RECEIVES.match(text) and text not in ("due", "payable", "unpaid")):
            found.append((concept, verb[1], verb[2]))
    spans = {v[1:] for v in hits if v[0] == "PAY"}
    found += [h for h in hits if h[0] == "PAY_BALANCE" and h[1:] not in spans and not any(m[0] == "BALANCE" and h[1] <= m[1] and m[2] <= h[2] for m in money)]
    found += [("PAY_BALANCE", *m.span("sum")) for m in _OPEN_SUM.finditer(view)]
    found += [("PAY_BALANCE", m[1], m[2]) for m in money if m[0] in ("BALANCE", "PRICE") and _BARE_MONEY.search(view[:m[1]])
              and not any(abs(f[1] - m[1]) < 60 and _segment(view, f[1]) == _segment(view, m[1]) for f in found)]
    return found


def _taken(view: str, near: Hit, verb: Hit, verbs: Sequence[Hit]) -> bool:
    """Does the money before it belong to another verb ("the balance is paid the car stands in …")?"""
    between = [v for v in verbs if near[2] <= v[1] and v[2] <= verb[1]]
    return bool(between) and not re.search(r"\b(?:and|or)\b", view[between[-1][2]:verb[1]]) and not _SELF.fullmatch(view[verb[1]:verb[2]])


def _object(view: str, verb: Hit, money: Sequence[Hit]) -> Hit | None:
    """The money a verb is about: the nearest after it with nothing but its noun phrase between, else before it."""
    start, stop = _segment(view, verb[1])
    after = [t for t in money if verb[2] <= t[1] < stop]
    if after and all(w in _GAP_WORDS or w[0].isdigit() for w in _gap(view, verb[2], after[0][1])) and len(_gap(view, verb[2], after[0][1])) <= 7:
        return after[0]
    inside = [t for t in money if verb[1] <= t[1] < verb[2] or t[1] <= verb[1] < t[2]]
    if inside:
        return inside[0]
    before = [t for t in money if max(0, start) <= t[1] and t[2] <= verb[1]]
    if before and len(_gap(view, before[-1][2], verb[1])) <= 9:
        return before[-1]
    if after and len(_gap(view, verb[2], after[0][1])) <= 3:
        return after[0]
    return None


def _kind(view: str, verb: Hit, near: Hit | None, money: Sequence[Hit]) -> str | None:
    text = view[verb[1]:verb[2]]
    if near is not None:
        later = [t for t in money if t[1] >= near[2] and re.fullmatch(r"\W+(?:as|by way of|for|towards)? ?(?:a|an|the)? ?", view[near[2]:t[1]])]
        if near[0] == "PRICE" and later and later[0][0] in ("DEPOSIT", "ADVANCE", "DEPOSIT_UNCLEAR"):
            near = later[0]
        return _PAID.get(near[0])
    moved = text in ("transfer", "wire") and re.search(r"\b(?:the|such|this|that|said|its|your|his) $", view[:verb[1]]) and not re.match(r" of (?!the (?:balance|price|money|funds))", view[verb[2]:])
    owed = text in ("owing", "owed", "owes", "owe", "outstanding", "due", "unpaid") and re.search(r"\b(?:nothing|anything|something|still)\W+(?:\w+\W+){0,4}$", view[:verb[1]])
    if not _SELF.fullmatch(text) and not moved and not owed:
        return None
    start, stop = _segment(view, verb[1])
    if any(start <= t[1] < stop and t[0] in ("OTHER_MONEY",) for t in money):
        return None
    return "PAY_BALANCE"


# --- inspection ------------------------------------------------------------------------------------------------------
def _looks(view: str, hits: Sequence[Hit]) -> list[Hit]:
    things = _longest(hits, ("GOODS", "SAMPLE", "PAPERS"))
    looks = [h for h in hits if h[0] == "LOOK"]
    verbs = _longest([h for h in hits if h in looks or h[0] == "INSPECT" and not any(
        h[1:] == k[1:] for k in looks)], ("LOOK", "INSPECT"))
    found: list[Hit] = []
    for verb in verbs:
        kind = _looked_at(view, verb, things)
        sure = verb[0] == "INSPECT"
        text = view[verb[1]:verb[2]]
        if kind in ("SAMPLE", "PAPERS"):
            continue
        if _OF_BUYER.match(view, verb[2]) or _BUYERS.search(view[:verb[1]]):
            sure = True
        if text in ("look", "looks") and re.match(r" (?:later|first|afterwards|second|last|before|after|then)\b|[.,;]|$", view[verb[2]:]):
            sure = True
        if not sure and kind is None and not (_LOOK_FREE.fullmatch(text) or _PRONOUN.match(view, verb[2]) and (not _LOOK_WEAK.match(text) or any(t[0] == "GOODS" and t[2] <= verb[1] for t in things))):
            continue
        if _seller_acts(view, verb) and not re.match(r"show|produc|display|present|demonstrat|open", text):
            found.append(("FACTORY_CHECK", verb[1], verb[2]))
        else:
            found.append(("INSPECT", verb[1], verb[2]))
    return found


def _looked_at(view: str, verb: Hit, things: Sequence[Hit]) -> str | None:
    """What is looked at: the thing right after the verb, else the nearest before it in the same breath."""
    start, stop = _segment(view, verb[1])
    after = [t for t in things if verb[2] <= t[1] < stop]
    active = _LOOK_WEAK.match(view[verb[1]:verb[2]]) and not re.search(r"(?:ed|n|en|driven|shown)$", view[verb[1]:verb[2]])
    if after and len(_gap(view, verb[2], after[0][1])) <= 5 and all(w in _GAP_WORDS or w in words().persons or re.search(r"(?:'s|ly|ed)$", w) for w in _gap(view, verb[2], after[0][1])):
        return after[0][0]
    before = [t for t in things if start <= t[1] and t[2] <= verb[1] and len(_gap(view, t[2], verb[1])) <= 9]
    if active:
        return None
    return before[-1][0] if before else None


# --- papers and the rest ---------------------------------------------------------------------------------------------
_ARRIVES = re.compile(r"arriv(?:e|es|ed|ing)")
_SENDS = re.compile(r"(?:post|posts|send|sends|sent|sending)")


def _moves(view: str, verb: Hit, things: Sequence[Hit]) -> bool:
    """Are the goods what arrives or is sent?"""
    goods = [t for t in things if t[0] == "GOODS"]
    before = view[:verb[1]]
    if verb[0] == "ARRIVE":
        return bool(re.search(r"\b(?:it|they)(?: has| have| finally)?\W+$", before)) or any(len(_gap(view, t[2], verb[1])) <= 2 for t in goods if t[2] <= verb[1])
    after = [t for t in goods if t[1] >= verb[2] and all(w in _GAP_WORDS for w in _gap(view, verb[2], t[1]))]
    passive = [t for t in goods if t[2] <= verb[1] and all(w in ("is", "are", "be", "been", "has", "have", "will", "shall", "not", "only", "then") for w in _gap(view, t[2], verb[1]))]
    return bool(after or passive)


def _others(view: str, hits: Sequence[Hit]) -> list[Hit]:
    known = list(hits)
    taken = EVENTS - {"PAY_BALANCE", "PAY_DEPOSIT", "INSPECT"}
    hits = [h for h in hits if not (h[0] == "CONCLUDE" and _signs_other(view, h))]
    money = _longest(hits, _MONEY)
    things = _longest(hits, ("GOODS", "PAPERS"))
    weak = {"ARRIVE": _ARRIVES, "DISPATCH": _SENDS}
    hits = [h for h in hits if not (h[0] in weak and weak[h[0]].fullmatch(view[h[1]:h[2]]) and not _moves(view, h, things))]
    hits = [("PAY_BALANCE", *h[1:]) if h[0] == "RECEIPT" and _PROOF.search(view[:h[1]]) else h for h in hits]
    return [_access(view, h, things) for h in hits if (h[0] in taken or h[0] == "PAY_BALANCE" and any(k[0] == "RECEIPT" and k[1:] == h[1:] for k in known)) and not (h[0] in ("HANDOVER", "ARRIVE", "DISPATCH", "ACCEPT") and _of_money(view, h, money, things))]


def _signs_other(view: str, hit: Hit) -> bool:
    """ "signing the inspection report": not the contract."""
    return view[hit[1]:hit[2]] in ("signing", "signature") and bool(
        re.match(r" (?:of |off )?(?:the |an? |its |your |any |such )?(?:\w+ ){0,2}(?:report|record|sheet|form|note|protocol|certificate|receipt|list|slip)\b", view[hit[2]:]))


_OCCURS = re.compile(
    r"(?:^|[.;,] |\bthe |\ba |\ban )(?P<name>[a-z][a-z-]+(?: [a-z][a-z-]+)?) (?:(?:shall|will|may|is to|only|then|normally|can|must) )*"
    r"(?:takes? place|is held|are held|be held|happens?|occurs?)\b")
_OPEN_SUM = re.compile(r"\b(?:no|an?|any)(?: \w+)? (?P<sum>(?:open|outstanding|unpaid|uncleared|overdue|unsettled) (?:balance|sum|amount|instalment|installment|invoice|bill|price|payment|account)s?)\b")
_PROOF = re.compile(r"(?:against|upon|on|with|present\w*|produc\w*|show\w*|hand\w* in|surrender\w*)(?: of)?(?: (?:the|a|an|its|his|your|proof|of))*\s$")


def _occasions(view: str, taken: Sequence[Hit]) -> list[Hit]:
    """What is said to take place goes by its own name: "the launching takes place"."""
    found = []
    for m in _OCCURS.finditer(view):
        start, end = m.span("name")
        if not any(h[1] < end and start < h[2] for h in taken):
            found.append((view[start:end], start, end))
    return found


def _access(view: str, hit: Hit, things: Sequence[Hit]) -> Hit:
    """Access to the goods themselves is the chance to look at them."""
    if hit[0] == "VISIT" and view[hit[1]:hit[2]].startswith("accessible"):
        return ("INSPECT", hit[1], hit[2]) if any(t[0] == "GOODS" and 0 <= hit[1] - t[2] < 60 for t in things) else hit
    if hit[0] == "VISIT":
        near = [t for t in things if t[0] == "GOODS" and hit[2] <= t[1] and all(w in _GAP_WORDS for w in _gap(view, hit[2], t[1]))]
        return ("INSPECT", hit[1], hit[2]) if near else hit
    return hit


def _of_money(view: str, hit: Hit, money: Sequence[Hit], things: Sequence[Hit]) -> bool:
    """ "hand over the balance", "collects the price", "deliver a notice": not the goods."""
    near = _object(view, hit, money)
    if near is None:
        return any(t[0] == "PAPERS" and 0 <= t[1] - hit[2] and all(w in _GAP_WORDS for w in _gap(view, hit[2], t[1])) for t in things)
    between = _gap(view, hit[2], near[1]) if near[1] >= hit[2] else []
    return near[1] >= hit[2] and len(between) <= 2 and all(w in _GAP_WORDS for w in between)


def _papers(view: str, known: Sequence[Hit]) -> list[Hit]:
    """Things that are given out and shown, by their own name: release slip, gate pass, collection code."""
    found = []
    for m in _NAME.finditer(view):
        start, end = m.span("name")
        name = view[start:end]
        if not _NOT_PAPER.search(name) and name.split()[0] not in words().persons and not any(h[1] < end and start < h[2] for h in known):
            found.append((name, start, end))
    return found
