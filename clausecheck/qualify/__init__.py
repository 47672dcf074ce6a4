"""What the words around a mention say of it: by whom, denied, a right or a duty, late, on what condition, by when.

Knows no language: it reads the parts of a sentence and its quantities. The few words that it needs (too late, how long
something lasts) stand in `rules/lexicon/cues.*.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from clausecheck.chunks import Part
from clausecheck.chunks.cues import any_of, pattern, words
from clausecheck.mentions import Party
from clausecheck.patterns import later
from clausecheck.qualify.grounds import Occurrence, grounds
from clausecheck.qualify.quantify import amounts_of, periods_of
from clausecheck.qualify.turns import Qualifier, agents, outsider, turned
from clausecheck.quantities import Amount, Period
from clausecheck.text import Sentence

__all__ = ["Occurrence", "Qualified", "Resolver", "denials", "home", "qualify"]

Resolver = Callable[[str], Party | None]

_NOT_YET = ("before", "unless", "if", "without", "relative", "because", "same")
_CONSEQUENCES = frozenset(["CANCEL", "FORFEIT", "REFUND"])  # "if he does not pay, no refund": lost, not put off
_UNTIL = ("before", "unless", "without")
_LANGUAGES = ("zh", "en")
_BREATH = later(r"[,，;；:：。]")
_REACH = 15  # of a denial that does not open its part
_CLOSE = 3  # where no part says how far it goes


class Qualified(NamedTuple):
    """The qualifiers of one occurrence, named as in `Mention`. `conditions` are indices into the occurrences given."""

    by: Party | None = None
    negated: bool | None = False
    may: bool = False
    late: bool = False
    hypothetical: bool = False
    conditions: tuple[int, ...] = ()
    deadline: Period | None = None
    duration: Period | None = None
    amount: Amount | None = None
    amounts: tuple[Amount, ...] = ()


def qualify(
    sentence: Sentence, parts: Sequence[Part], found: Sequence[Occurrence], resolve: Resolver
) -> list[Qualified]:
    """The qualifiers of each occurrence, in the order given. `resolve` maps a subject's words to a role."""
    home_of = {at: home(parts, at) for at in {o.at for o in found}}
    homes = [home_of[o.at] for o in found]
    turns = _turns_of(sentence, found)
    spans = [(o.start, o.end, o.kind) for o in found]
    deadlines, durations = periods_of(sentence, parts, spans, homes)
    sums = amounts_of(sentence, spans)
    question = sentence.view.rstrip("\"'”’) ").endswith(("?", "？"))
    late = [turns[o.at]["late"] is True if "late" in turns[o.at] else o.kind == "event" and _late(sentence, parts, h, o)
            for h, o in zip(homes, found, strict=True)]
    in_part = {h: (_hypothetical(parts, h), _may(parts, h)) for h in set(homes)}
    supposed = [o.kind == "event" and turns[o.at].get("hypothetical", in_part[h][0]) is True
                for h, o in zip(homes, found, strict=True)]
    follows, told = grounds(sentence, parts, found, homes, late, supposed)

    def one(n: int, o: Occurrence) -> Qualified:
        turn = turns[o.at]
        by, may = o.actor, turn.get("may", in_part[homes[n]][1]) is True
        negated: bool | None = False
        if o.kind == "event":
            by = _by(sentence, parts, homes[n], o, resolve)
            if "negated" in turn:
                negated = turn["negated"]
            elif homes[n] is None:  # a pack's own event alone in its sentence makes no part: the words before it say
                negated = _denied(sentence, parts, None, o)
            else:
                negated = _negated(parts, homes[n], late[n], o.concept)
        elif o.kind == "state":
            by = _by(sentence, parts, homes[n], o, resolve)
            negated = _denied(sentence, parts, homes[n], o)
        return Qualified(by, negated, may, late[n], question or supposed[n] or n in told, follows[n],
                         deadlines[n], durations[n], sums[n][0] if sums[n] else None, sums[n])

    return [one(n, o) for n, o in enumerate(found)]


def _turns_of(
    sentence: Sentence, found: Sequence[Occurrence]
) -> dict[tuple[int, int], dict[Qualifier, bool | None]]:
    """What turns of phrase say, by the place of the event; nothing at the places where no event is."""
    turns: dict[tuple[int, int], dict[Qualifier, bool | None]] = {o.at: {} for o in found}
    for at in {o.at for o in found if o.kind == "event"}:
        turns[at] = turned(sentence.view, sentence.language, *at)
    return turns


def home(parts: Sequence[Part], at: tuple[int, int]) -> int | None:
    """The innermost part that holds this place of the view; of two equal ones the later."""
    start, end = at
    holding = [n for n, p in enumerate(parts) if p.start <= start and end <= p.end]
    if not holding:
        holding = [n for n, p in enumerate(parts) if p.start <= start < p.end]
    return min(holding, key=lambda n: (parts[n].end - parts[n].start, -n), default=None)


# --- who, yes or no, must or may -------------------------------------------------------------------------------------
def _by(sentence: Sentence, parts: Sequence[Part], home_: int | None, o: Occurrence, resolve: Resolver) -> Party | None:
    """Whom a turn of phrase names, else the subject of the part or of what it goes on from, else the usual one."""
    if o.kind not in ("event", "state"):
        return o.actor
    if o.kind == "event" and (named := _agent(sentence, o, resolve, "agents")):
        return named
    seen: set[int] = set()
    while home_ is not None and home_ not in seen:
        seen.add(home_)
        part = parts[home_]
        if part.subject is not None:
            return resolve(sentence.view[slice(*part.subject)]) or o.actor
        # a refund is the seller's, whoever the subject of the clause before was
        if o.actor is not None or part.relation not in ("and", "then", "content"):
            break
        home_ = part.head
    near = o.kind == "event" and not _receives(sentence, o)
    return (_agent(sentence, o, resolve, "agents_near") if near else None) or o.actor


def _receives(sentence: Sentence, o: Occurrence) -> bool:
    """Who receives or asks for money, in the words of a payment, is not who pays it; who shows is not who looks."""
    name = {"PAY_BALANCE": "receiving", "PAY_DEPOSIT": "receiving", "INSPECT": "showing"}.get(o.concept)
    if name is None or sentence.language not in _LANGUAGES:
        return False
    return any_of(sentence.language, name).match(sentence.view, o.start) is not None


def _agent(sentence: Sentence, o: Occurrence, resolve: Resolver, name: str) -> Party | None:
    """The role of the first words that name a doer of the event and mean somebody."""
    for words_ in agents(sentence.view, sentence.language, *o.at, name):
        role = "third" if outsider(words_, sentence.language) else resolve(words_)
        if role is not None:
            return role
    return None


def _negated(parts: Sequence[Part], home_: int | None, late: bool, concept: str) -> bool | None:
    """Denied? Not where the denial only lasts until something else is done, nor where it means "too late"."""
    if home_ is None:
        return False
    part = parts[home_]
    if part.sign == 0:
        return None
    if part.sign > 0 or late or part.status is not None:  # the state in which its head holds is no denial
        return False
    not_yet = _UNTIL if concept in _CONSEQUENCES else _NOT_YET
    held = {home_}
    while part.relation in ("and", "then") and part.head is not None and part.head not in held:
        held.add(part.head)
        part = parts[part.head]
    return not any(
        p.head in held
        and p.status == "pending"
        and p.relation in not_yet
        and (p.relation != "relative" or p.sign <= 0)
        for p in parts
    )


def _denied(sentence: Sentence, parts: Sequence[Part], home_: int | None, o: Occurrence) -> bool:
    """A thing is never denied; a fixed expression holds its own "not" and is denied by another one in front of it."""
    if o.kind not in ("state", "event") or sentence.language not in _LANGUAGES:
        return False
    return len(denials(sentence, parts, home_, o)) % 2 == 1


def denials(sentence: Sentence, parts: Sequence[Part], home_: int | None, o: Occurrence) -> list[tuple[int, int]]:
    """The words in front of a fixed expression that deny it: view positions, in text order."""
    breath = max((m.end() for m in _BREATH.finditer(sentence.view, 0, o.start)), default=0)
    start = breath if home_ is None else parts[home_].start
    before = sentence.view[start : o.start]
    for n, part in enumerate(parts):  # what hangs on it inside its bounds denies for itself
        if start <= part.start < part.end <= o.start and n != home_:
            before = before[: part.start - start] + " " * (part.end - part.start) + before[part.end - start :]
    for hidden in (_masks(sentence.language), any_of(sentence.language, "exempting")):
        before = hidden.sub(lambda m: " " * len(m[0]), before)
    found = [(start + m.start(), start + m.end()) for m in pattern(sentence.language, "negators").finditer(before)
            if (home_ is not None and not before[: m.start()].strip())
            or _distance(before[m.end() :], sentence.language) <= (_CLOSE if home_ is None else _REACH)]
    return found or (_no_subject(sentence, breath, o.start) if sentence.language == "en" else [])


def _no_subject(sentence: Sentence, breath: int, place: int) -> list[tuple[int, int]]:
    """ "Nothing said by our staff is a promise or binds us": a subject that is nothing denies what is told of it."""
    subject = pattern("en", "no_subject").search(sentence.view, breath, place)
    opens = subject is not None and not sentence.view[breath : subject.start()].strip("0123456789. ")
    return [subject.span()] if subject and opens and not _NEXT.search(sentence.view, subject.end(), place) else []


_NEXT = later(r"\b(?:and|but)\b")  # what is told from here on may have a subject of its own


def _distance(between: str, language: str) -> int:
    """How far a denial stands from what it may deny: characters in Chinese, four a word in English."""
    return len(between.strip()) if language == "zh" else 4 * len(between.split())


@lru_cache(maxsize=4)
def _masks(language: str) -> re.Pattern[str]:
    """Words with a "not" in them that deny nothing."""
    if language == "zh":
        return pattern(language, "mask")
    return re.compile(rf"\b(?:{'|'.join(words(language, 'pseudo'))})")


def _may(parts: Sequence[Part], home_: int | None) -> bool:
    if home_ is None or parts[home_].sign < 0:
        return False
    part = parts[home_]
    if part.relation == "content" and part.head is not None:
        return "may" in (part.modality, parts[part.head].modality)
    return part.modality == "may"


def _hypothetical(parts: Sequence[Part], home_: int | None) -> bool:
    seen: set[int] = set()
    while home_ is not None and home_ not in seen:
        seen.add(home_)
        part = parts[home_]
        if part.hypothetical or part.relation == "if":
            return True
        if part.relation not in ("content", "and", "then", "relative", "after", "before", "same", "because"):
            return False
        home_ = part.head if part.relation in ("content",) or part.relation not in ("and", "then") else None
        if part.relation in ("after", "before", "same", "because", "relative") and home_ is not None:
            return parts[home_].hypothetical
    return False


def _late(sentence: Sentence, parts: Sequence[Part], home_: int | None, o: Occurrence) -> bool:
    """Not done in time: said so, or a condition that it is not done, or the duty before an "otherwise"."""
    if home_ is None or o.kind != "event":
        return False
    part = parts[home_]
    if part.relation == "unless" and part.status == "pending" and not part.hypothetical:
        return True
    if part.relation in ("if", "relative", "same", "after") and (part.negated or part.sign < 0):
        return True
    if sentence.language not in _LANGUAGES:
        return False
    if any(p.head == home_ and p.relation == "because" for p in parts):
        return False  # "is no reason for late payment"
    start, end = max(part.start, o.start - 24), min(part.end, o.end + 40)
    return pattern(sentence.language, "late").search(sentence.view, start, end) is not None
