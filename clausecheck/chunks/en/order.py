"""English words of order: then, first, beforehand, otherwise, and the states that stand before a person's name."""

from __future__ import annotations

from dataclasses import replace

from clausecheck.chunks.en.drafts import Draft, Drafts
from clausecheck.chunks.en.words import group
from clausecheck.patterns import later

_AHEAD = later(r"\b(?:beforehand|before that|in advance|before then|prior to that|ahead of that)\b")
_NOT_BACK = ("first", "previously", "in advance", "until then")  # these need not look back at the sentence before
_LAST = 20  # characters before the last token: the end of a sentence
_FINITE = frozenset(["is", "are", "may", "can", "will", "shall", "must", "have", "get", "qualify"])
_TOLD_DONE = later(r"(?:fully |already )?(?:paid|settled|cleared)")
_TOLD_OPEN = ("unpaid", "unsettled", "uncleared")


def attributives(a: Drafts) -> None:
    """ "a paid-up customer", "fully paid customers": the state of the person is a relative without "who"."""
    for n in range(len(a.all)):
        for s, e in a.events:
            d = a.all[n]
            person = e < len(a.tokens) and a.tokens[e].text in a.words.persons
            behind = s > 0 and e < len(a.tokens) and a.tokens[s - 1].tag == "N" and a.tokens[e].text in _FINITE
            done = _TOLD_DONE.match(a.view, a.tokens[s].start) is not None  # "orders paid in full are …"
            open_ = _of_goods(a, s, e)  # "unpaid cars cannot be viewed"
            told = done and (person or behind) or open_ or _is_person(a, s, e)
            if told and s in d.own and len(d.own) > e - s + 1:
                own = list(range(s, e))
                d.own = [k for k in d.own if k not in own]
                a.all.append(Draft(s, e, own, n, "relative", -1 if open_ else 1, d.modality, "polarity"))


def _of_goods(a: Drafts, start: int, end: int) -> bool:
    """Is "unpaid" said of what is sold, before its noun?"""
    if a.tokens[start].text not in _TOLD_OPEN or end >= len(a.tokens) or a.tokens[end].tag != "N":
        return False
    led = start == 0 or a.tokens[start - 1].tag in ("D", "R", "C", ",", ";") or a.tokens[start - 1].text == "that"
    return led and a.tokens[end].text.removesuffix("s") not in group("money_nouns")


def _is_person(a: Drafts, start: int, end: int) -> bool:
    """A name that the contract gives to whoever has done something: "a Cleared Customer"."""
    named = a.mentions_in(range(start, end))
    return a.tokens[end - 1].text in a.words.persons and any(m[0].islower() for m in named)


def sequence(a: Drafts) -> None:
    """Clauses that go on with "then", or after one that says "first", follow the clause before."""
    for n, d in enumerate(a.all):
        place = d.relation == "if" and not d.fronted and d.cue is not None and a.between(*d.cue) == "where"
        if (d.relation == "relative" or place) and d.head is not None and a.says(d, a.words.then):
            d.relation, d.rule = "then", "none"  # "…, who then pays", "…, where the buyer then pays"
        if d.relation not in ("main", "and") or not d.own:
            continue
        if a.says(d, a.words.then) or d.relation == "main" and _at_the_end(a, n):
            d.relation, d.anaphoric = "then", d.head is None
            if d.head is None:
                d.head = _before(a, n)
        elif d.relation == "and" and d.head is not None and (
                a.says(a.all[d.head], a.words.first) or _answers(a, a.all[d.head], d)):
            d.relation = "then"


_AND_WE = later(r"\W*and (?:then )?(?:we|our|the (?:seller|dealer|shop|store|company|school|landlord|vendor))\b")


def _answers(a: Drafts, order: Draft, d: Draft) -> bool:
    """ "Pay the rest and we ship": what is done in return for what is asked of the other side."""
    asked = order.subject is None and order.relation == "main" and bool(order.own) and a.events_in(order.own)
    plain = asked and a.tokens[order.own[0]].start == a.tokens[order.start].start and order.sign > 0
    verb = bool(order.own) and any(s <= order.own[0] < e for s, e in a.events)
    return bool(plain and verb) and _AND_WE.match(a.view, a.tokens[d.start].start) is not None


def _at_the_end(a: Drafts, n: int) -> bool:
    """ "viewing by appointment thereafter", "shown for you to look at a week later": the word stands in what hangs
    on the clause, at its end."""
    last = [d for d in a.all if d.head == n and d.end >= len(a.tokens) - 1 and (
        d.relation in ("content", "purpose") or d.relation == "same" and d.group is None)]
    return any(a.says(d, a.words.then, a.tokens[-1].start - _LAST) for d in last)


_THAT_DAY = later(
    r"(?:up)?on (?:that|the same|this) (?:day|occasion|date|visit)\b|at that (?:moment|time|point|stage|appointment)\b")


def on_that_day(a: Drafts) -> None:
    """ "On that day you go over the car": at the time of what the sentence before told."""
    d = next((d for d in a.all if d.relation == "main" and a.events_in(d.own)), None)
    m = _THAT_DAY.search(a.view) if d is not None else None
    first = next((k for k in d.own if a.tokens[k].start == m.start()), None) if d is not None and m else None
    if d is None or m is None or any(q.head == a.all.index(d) and q.relation == "same" for q in a.all):
        return
    if first is not None:
        end = first + len(m.group().split())
        a.all.append(Draft(first, end, [], a.all.index(d), "same", 1, "is", "same", (first, first + 1), fixed="same",
                           anaphoric=True))


def _before(a: Drafts, n: int) -> int | None:
    """The last clause of its own before draft `n`."""
    found = [m for m in range(n) if a.all[m].relation in ("main", "and", "then") and a.all[m].end <= a.all[n].start]
    return found[-1] if found else None


def otherwise(a: Drafts) -> None:
    """What "failing which" looks back at: the duty stays, and its twin is the condition of what follows."""
    for d in list(a.all):
        target = a.regions[d.region].otherwise if d.region is not None else None
        if target is not None:
            a.all.append(
                replace(d, relation="unless", head=target, rule="pending", fixed="pending", region=None, asserted=True)
            )


def previously(a: Drafts) -> None:
    """ "Beforehand the balance is paid": the sentence before tells what comes later."""
    for n, d in enumerate(list(a.all)):
        hangs = any(q.head == n and q.relation in ("same", "if", "before", "purpose") for q in a.all)
        if d.relation != "main" or hangs or not a.events_in(d.own):
            continue
        asked = a.view[: a.tokens[d.start].start].rstrip().endswith("?")  # "Want to see it? Pay first."
        for m in a.words.prior.finditer(a.view, a.tokens[d.start].start):
            at = next((k for k in d.own if a.tokens[k].start == m.start()), None)
            back = m.group() not in _NOT_BACK or m.group() == "first" and asked
            if at is not None and back and not a.adjective(at, m.end()):
                end = at + len(m.group().split())
                a.all.append(
                    Draft(at, end, [], n, "before", 1, "is", "pending", (at, at + 1), fixed="pending", anaphoric=True)
                )


def beforehand(a: Drafts, d: Draft) -> None:
    """ "When you inspect the car, the balance must have been paid": what is told of the head lies before this part."""
    if d.head is None or d.status not in ("same", "done") or d.relation not in ("same", "if") or d.fixed is not None:
        return
    head = a.all[d.head]
    group = head.group
    must_have = group is not None and group.perfect and head.modality == "must" and a.tokens[group.start].tag == "M"
    said = a.says(head, _AHEAD) or head.modality == "must" and d.rule != "polarity" and a.says(head, a.words.prior)
    if must_have or said:
        d.relation, d.status = "before", "pending"
