"""Which module reads which language: the one place where the chunkers are chosen."""

from __future__ import annotations

from collections.abc import Sequence

from clausecheck.chunks import ACTS, Hit, Part
from clausecheck.text import Sentence


def read_parts(
    sentence: Sentence, hits: Sequence[Hit], named: Sequence[Hit] = ()
) -> tuple[tuple[Hit, ...], tuple[Part, ...]]:
    """Words found in a sentence → its events, and its parts. Nothing in a language that no module reads.

    `named`: words that stand for an event by a name that the contract gave them.
    """
    if sentence.language == "zh":
        from clausecheck.chunks import zh
        from clausecheck.chunks.zh import events as zh_events

        events = _with(_unbroken(zh_events.resolve(sentence.view, hits), hits), named, keep=True)
        return events, zh.chunk(sentence, [*events, *_acts(events, hits)])
    if sentence.language == "en":
        from clausecheck.chunks import en
        from clausecheck.chunks.en import events as en_events

        events = _with(en_events.resolve(sentence.view, hits), named, keep=False)
        return events, en.chunk(sentence, [*events, *_acts(events, hits)])
    return (), ()


def _with(events: tuple[Hit, ...], named: Sequence[Hit], keep: bool) -> tuple[Hit, ...]:
    """The events and the named words. `keep`: where a name holds an event, the event stays and the name goes."""
    if not named:
        return events
    if keep:
        names = [n for n in named if all(e[2] <= n[1] or e[1] >= n[2] for e in events)]
        return tuple(sorted([*events, *names], key=lambda h: (h[1], h[2])))
    left = [e for e in events if all(e[2] <= n[1] or e[1] >= n[2] for n in named)]
    return tuple(sorted([*left, *named], key=lambda h: (h[1], h[2])))


def _unbroken(events: Sequence[Hit], hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Events that do not begin in the middle of an act: 没收定金 is no 收定金."""
    acts = [h for h in hits if h[0] in ACTS]
    return tuple(e for e in events if not any(a[1] < e[1] < a[2] < e[2] for a in acts))


def _acts(events: Sequence[Hit], hits: Sequence[Hit]) -> list[Hit]:
    """Acts beside the events, none of them inside another."""
    acts = sorted({h for h in hits if h[0] in ACTS}, key=lambda h: h[1] - h[2])
    taken: list[Hit] = []
    for act in acts:
        if all(act[2] <= t[1] or act[1] >= t[2] for t in [*events, *taken]):
            taken.append(act)
    return taken
