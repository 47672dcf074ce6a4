"""The words that decided by whom a mention is done, and whether it is denied or late: the same road as `qualify`,
walked again for one mention with the words kept. Whoever asks for the reason pays for it; a check does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from clausecheck.chunks import Part
from clausecheck.chunks.cues import pattern
from clausecheck.mentions import Party
from clausecheck.qualify import Occurrence, Resolver, denials, home
from clausecheck.qualify.turns import agents, outsider, turn_words
from clausecheck.text import Bilingual, Sentence

_TURN = Bilingual("固定说法", "a turn of phrase")
_NEGATOR = Bilingual("否定词", "a word that denies")
_BUILT = Bilingual("整句的意思", "what its words come to")
_UNTIL = Bilingual("只是在此之前不做，不是否认", "put off until this is done, not denied")
_LATE = Bilingual("表示逾期的词", "a word for being late")
_CONDITION = Bilingual("以没有做为条件", "a condition that it is not done")
_SUBJECT = Bilingual("这句话的主语", "the subject of its words")
_CARRIED = Bilingual("前面的主语", "the subject of the words before")
_NAMED = Bilingual("写明由谁做", "named as who does it")
_USUAL = Bilingual("文字没有写明，按通常由谁做", "the text does not say; it is usually theirs")
_STRANGER = Bilingual("主语不是合同的当事人", "its subject is no party to the contract")
_NOBODY = Bilingual("没有写明", "nobody is named")


class Decided(NamedTuple):
    """A qualifier, the words (view positions) that decided it, and how. `value`: the party where it is `by`."""

    qualifier: str
    words: tuple[int, int] | None
    how: Bilingual
    party: Party | None = None


def decided(sentence: Sentence, parts: Sequence[Part], o: Occurrence, resolve: Resolver) -> Iterator[Decided]:
    """What decided the qualifiers of one occurrence: first by whom, then denial and lateness."""
    where = home(parts, o.at)
    yield _by(sentence, parts, where, o, resolve)
    if sentence.language in ("zh", "en"):
        yield from _denied(sentence, parts, where, o)
        if o.kind == "event":
            yield from _late(sentence, parts, where, o)


def _by(sentence: Sentence, parts: Sequence[Part], where: int | None, o: Occurrence, resolve: Resolver) -> Decided:
    if o.kind not in ("event", "state"):
        return _usual(o)
    if o.kind == "event" and (named := _agent(sentence, o, resolve, "agents")):
        return named
    seen: set[int] = set()
    index, how = where, _SUBJECT
    while index is not None and index not in seen:
        seen.add(index)
        part = parts[index]
        if part.subject is not None:
            role = resolve(sentence.view[slice(*part.subject)])
            if role is None:
                return Decided("by", part.subject, _STRANGER, o.actor) if o.actor is None else _usual(o)
            return Decided("by", part.subject, how, role)
        if o.actor is not None or part.relation not in ("and", "then", "content"):
            break
        index, how = part.head, _CARRIED
    near = _agent(sentence, o, resolve, "agents_near") if o.kind == "event" else None
    return near or _usual(o)


def _usual(o: Occurrence) -> Decided:
    return Decided("by", None, _USUAL if o.actor else _NOBODY, o.actor)


def _agent(sentence: Sentence, o: Occurrence, resolve: Resolver, name: str) -> Decided | None:
    for words in agents(sentence.view, sentence.language, *o.at, name):
        role: Party | None = "third" if outsider(words, sentence.language) else resolve(words)
        if role is not None:
            places = [i for i in range(len(sentence.view)) if sentence.view.startswith(words, i)]
            start = min(places, key=lambda i: abs(i - o.start), default=None)
            return Decided("by", None if start is None else (start, start + len(words)), _NAMED, role)
    return None


def _denied(sentence: Sentence, parts: Sequence[Part], where: int | None, o: Occurrence) -> Iterator[Decided]:
    turn = turn_words(sentence.view, sentence.language, *o.at, "negated") if o.kind == "event" else None
    if turn is not None:
        yield Decided("negated", turn, _TURN)
    elif o.kind == "state" or o.kind == "event" and where is None:
        yield from (Decided("negated", words, _NEGATOR) for words in denials(sentence, parts, where, o))
    elif where is not None and o.kind == "event":
        part = parts[where]
        negators = list[tuple[int, int]]()
        for match in pattern(sentence.language, "negators").finditer(sentence.view, part.start, part.end):
            if home(parts, match.span()) == where and match.end() <= max(o.at):
                negators.append(match.span())
        yield from (Decided("negated", words, _NEGATOR) for words in negators)
        if not negators and part.sign < 0:
            yield Decided("negated", (part.start, part.end), _BUILT)
        for other in parts:
            waits = other.status == "pending" and other.relation in ("before", "unless")
            if other.head == where and waits and other.cue:
                yield Decided("negated", other.cue, _UNTIL)


def _late(sentence: Sentence, parts: Sequence[Part], where: int | None, o: Occurrence) -> Iterator[Decided]:
    turn = turn_words(sentence.view, sentence.language, *o.at, "late")
    if turn is not None:
        yield Decided("late", turn, _TURN)
    elif where is not None:
        part = parts[where]
        match = pattern(sentence.language, "late").search(
            sentence.view, max(part.start, o.start - 24), min(part.end, o.end + 40))
        if match:
            yield Decided("late", match.span(), _LATE)
        elif part.relation in ("if", "relative", "same", "after") and (part.negated or part.sign < 0):
            yield Decided("late", part.cue, _CONDITION)
