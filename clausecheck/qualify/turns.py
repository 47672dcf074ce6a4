"""Turns of phrase that settle a qualifier, whatever the grammar: "cannot help but", 没有…的余地, "up to the buyer".

They stand as patterns under `turns` in `rules/lexicon/cues.*.yaml`, by qualifier and answer; `@` is the place of the
event that is asked about. Only the words near it are looked at, so the time taken grows with the number of events.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal, get_args

from clausecheck.chunks.cues import any_of, cues

Qualifier = Literal["negated", "late", "may", "hypothetical"]

_ANSWERS: dict[str, bool | None] = {"yes": True, "no": False, "unknown": None}
_PLACE = "\ue001"
_CUT = "\ue002"  # in place of what stands further off: no sentence begins there
_LENGTH = "\ue003"
_BEFORE, _BEHIND = 90, 70
_MARGIN = 40  # around an event and a length of time
_PREFIX = "non-"  # "non-refundable": the prefix denies, the rest is the event


def turned(view: str, language: str, start: int, end: int) -> dict[Qualifier, bool | None]:
    """What turns of phrase say of the event at `start`–`end` of the view, by qualifier; None is "left open"."""
    if language not in ("zh", "en"):
        return {}
    near = _near(view, start, end)
    said: dict[Qualifier, bool | None] = {}
    for qualifier, answer, pattern in _turns(language):
        if qualifier not in said and pattern.search(near):
            said[qualifier] = answer
    return said


def turn_words(view: str, language: str, start: int, end: int, qualifier: Qualifier) -> tuple[int, int] | None:
    """The words (view positions) of the turn of phrase that settles a qualifier of the event; None where none does."""
    near = _near(view, start, end)
    place = near.index(_PLACE)
    for name, _, pattern in _turns(language):
        match = pattern.search(near) if name == qualifier else None
        if match:
            at = [start + i - place if i <= place else end + i - place - 1 for i in match.span()]
            return max(0, at[0]), at[1]
    return None


def agents(view: str, language: str, start: int, end: int, name: str = "agents") -> Iterator[str]:
    """The words that turns of phrase give for the doer of the event, the surest first. `name`: the class of turns."""
    if language in ("zh", "en"):
        near = _near(view, start, end)
        for pattern in _agents(language, name):
            match = pattern.search(near)
            if match:
                yield match["who"]


def measured(view: str, language: str, event: tuple[int, int], length: tuple[int, int]) -> dict[str, bool]:
    """Whether a turn of phrase makes the length of time the event's deadline or duration; only what is said."""
    if language not in ("zh", "en") or event[0] < length[1] and length[0] < event[1]:
        return {}
    (first, a), (second, b) = sorted([(event, _PLACE), (length, _LENGTH)])
    near = (view[max(0, first[0] - _MARGIN) : first[0]] + a + view[first[1] : second[0]] + b
            + view[second[1] : second[1] + _MARGIN])
    said: dict[str, bool] = {}
    for what, answer, pattern in _measures(language):
        if what not in said and pattern.search(near):
            said[what] = answer
    return said


@lru_cache(maxsize=4)
def _measures(language: str) -> tuple[tuple[str, bool, re.Pattern[str]], ...]:
    table = cues(language)["measures"]
    assert isinstance(table, Mapping)
    return tuple(
        (what, answer == "yes", re.compile("|".join(said).replace("@", _PLACE).replace("#", _LENGTH)))
        for what in ("deadline", "duration") for answer, said in table[what].items()
    )


def outsider(words: str, language: str) -> bool:
    """Do the words name somebody who is no party: a bank, an authority, a relative?"""
    return any_of(language, "outsiders").search(words) is not None


@lru_cache(maxsize=4)
def _agents(language: str, name: str) -> tuple[re.Pattern[str], ...]:
    said = cues(language)[name]
    assert isinstance(said, Sequence)
    return tuple(re.compile(str(one).replace("@", _PLACE)) for one in said)


def _near(view: str, start: int, end: int) -> str:
    """The words around the event, the event itself as one sign."""
    if view.startswith(_PREFIX, start):
        start += len(_PREFIX)
    cut = _CUT if start > _BEFORE else ""
    return cut + view[max(0, start - _BEFORE) : start] + _PLACE + view[end : end + _BEHIND]


@lru_cache(maxsize=4)
def _turns(language: str) -> tuple[tuple[Qualifier, bool | None, re.Pattern[str]], ...]:
    """One pattern for each answer of each qualifier, in the order in which the file gives the answers."""
    table = cues(language)["turns"]
    assert isinstance(table, Mapping)
    return tuple(
        (qualifier, _ANSWERS[answer], re.compile("|".join(said).replace("@", _PLACE)))
        for qualifier in get_args(Qualifier)
        for answer, said in table[qualifier].items()
    )
