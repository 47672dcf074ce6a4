"""Who does what an English region tells: the agent of a passive, the subject, the possessor of an event noun."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clausecheck.chunks.en.objects import object_words
from clausecheck.chunks.en.stack import Region
from clausecheck.chunks.en.words import group
from clausecheck.patterns import later

if TYPE_CHECKING:
    from clausecheck.chunks.en.drafts import Drafts



def doer(a: Drafts, r: Region, own: Sequence[int]) -> tuple[int, int] | None:
    """The words (view positions) that name who does it; None where the region does not say."""
    named = None if _received_by(a, own) else _agent(a, own) or _possessor(a, own)
    if named is not None:
        return named
    g = r.group
    if g is None or g.passive or g.inverted or g.start <= g.onset or not _acts(a, r, own):
        return None
    last = g.start - 1
    while last > g.onset and a.tokens[last].tag in ("A", "G"):
        last -= 1
    return a.tokens[_second(a, g.onset, last)].start, a.tokens[last].end


def _second(a: Drafts, first: int, last: int) -> int:
    """Where a person begins who stands behind another noun with no comma: "for each day of delay Party A shall pay"."""
    for k in range(last, first, -1):
        token, before = a.tokens[k], a.tokens[k - 1]
        if token.text == "party" and k < last and before.tag == "N":
            return k
        if token.tag == "D" and before.tag == "N" and any(t.text in a.words.persons for t in a.tokens[k : last + 1]):
            return k
    return first


def _acts(a: Drafts, r: Region, own: Sequence[int]) -> bool:
    """Is the subject the one who does the event: not who shows the goods, or refuses what another does?"""
    here = [(s, e) for s, e in a.events if s in own]
    verb = a.tokens[r.group.verb] if r.group is not None and r.group.verb >= 0 else None
    shows = [s for s, e in here if a.tokens[s].base in group("showing") or _to_somebody(a, s, e, own)]
    if here and len(shows) == len(here) or _receives(a, own) or _is_paid(a, r, here) or not _at_hand(a, r, here):
        return False
    if not here or verb is None or _carried_out(a, r, here):
        return True
    if any(s not in shows and any(a.tokens[k].tag == "V" for k in range(s, e)) for s, e in here):
        return True
    nominal = all(a.tokens[s].tag == "N" for s, _ in here)
    return not shows and nominal and verb.base not in a.words.allow | a.words.refuse


def _to_somebody(a: Drafts, start: int, end: int, own: Sequence[int]) -> bool:
    """ "walk you round the car", "run the machine for you": somebody else looks."""
    if not any(c == "INSPECT" for c, _, _ in a.mentions_in(range(start, end))):
        return False
    who = {"you", "him", "her", "them"} | a.words.persons - group("sellers")
    behind = [k for k in own if k >= end]
    object_ = next((a.tokens[k].text for k in behind if a.tokens[k].tag != "D"), "")
    return object_ in who or any(a.tokens[k].text == "for" and a.tokens[k + 1].text in who for k in behind[:-1])


def _at_hand(a: Drafts, r: Region, here: Sequence[tuple[int, int]]) -> bool:
    """Not "an invitation to inspect", nor the viewing that a seller carries out: another one looks."""
    looks = {(s, e) for c, s, e in a.mentions if c == "INSPECT"}
    for s, _ in here:
        token = a.tokens[s]
        if not any(x <= token.start < y for x, y in looks):
            return True
        if token.text.startswith("viewing"):
            continue
        if token.tag == "N" and not _carried_out(a, r, here):
            continue  # "may withhold the car from inspection", "shall co-operate in any inspection"
        if not (s > 1 and a.tokens[s - 1].tag == "T" and a.tokens[s - 2].tag == "N" and r.group and r.group.verb != s):
            return True
    return not here


_BY = later(r"\b(?:receipt|received|receiving|collected|collection|held)(?: in full)? by\b")
_BEING = frozenset(["being", "be", "been", "get", "gets", "getting"])


def _received_by(a: Drafts, own: Sequence[int]) -> bool:
    """ "receipt by the seller of all sums due": the seller is paid."""
    return bool(_payments(a, own)) and _BY.search(a.view, a.tokens[own[0]].start, a.tokens[own[-1]].end) is not None


def _is_paid(a: Drafts, r: Region, here: Sequence[tuple[int, int]]) -> bool:
    """ "may insist on being paid": a passive behind the clause's own verb."""
    return r.group is not None and any(
        s >= r.group.end and s and a.tokens[s - 1].text in _BEING and a.tokens[s].form == "ed" for s, _ in here)


def _receives(a: Drafts, own: Sequence[int]) -> bool:
    """Who receives or asks for money is not who pays it."""
    return any(object_words().receives.match(words) for words in _payments(a, own))


def _payments(a: Drafts, own: Sequence[int]) -> list[str]:
    """The words of the payments among these tokens."""
    return [a.view[s:e] for c, s, e in a.mentions_in(own) if c in ("PAY_BALANCE", "PAY_DEPOSIT")]


def _carried_out(a: Drafts, r: Region, here: Sequence[tuple[int, int]]) -> bool:
    """ "make payment", "carry out an inspection": the event is the own object of a verb that says little."""
    if r.group is None or r.group.verb < 0 or a.tokens[r.group.verb].base not in group("light_verbs"):
        return False
    end = r.group.end
    return any(end <= s <= end + 4 and all(
        t.tag in ("D", "A", "N") or t.text == "out" for t in a.tokens[end:s]) for s, _ in here)


def _agent(a: Drafts, own: Sequence[int]) -> tuple[int, int] | None:
    """ "by the buyer", "by its surveyor"."""
    who = a.words.persons | a.words.pronouns
    for k in own:
        j = k + 1
        if a.tokens[k].text != "by":
            continue
        while j < len(a.tokens) and a.tokens[j].tag in ("D", "N", "P") and a.tokens[j].text not in who:
            j += 1
        if j < len(a.tokens) and a.tokens[j].text in who:
            return a.tokens[k + 1].start, a.tokens[j].end
    return None


def _possessor(a: Drafts, own: Sequence[int]) -> tuple[int, int] | None:
    """ "the buyer's examination of the car"."""
    for k in own:
        owner = a.tokens[k - 1] if k else None
        if owner is None or a.tokens[k].text not in ("'s", "'") or owner.text not in a.words.persons:
            continue
        if any(0 < s - k <= 4 and s in own for s, _ in a.events):
            first = k - 2 if k > 1 and a.tokens[k - 2].tag == "D" else k - 1
            return a.tokens[first].start, owner.end
    return None
