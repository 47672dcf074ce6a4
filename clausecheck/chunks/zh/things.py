"""What the events of a Chinese sentence are about: money, goods, papers, and the stretch that holds them."""

from __future__ import annotations

from collections.abc import Sequence

from clausecheck.chunks import EVENTS, Hit
from clausecheck.patterns import later

STOP = later(r"(?<!\d),|,(?!\d)|[，;；:：。！？!?\n]")
MONEY = ("BALANCE", "PRICE", "DEPOSIT", "ADVANCE", "OTHER_MONEY")
BETWEEN = later("(?:了|过|全部|所有|剩余|其余|该|笔|其|上述|相应|本|的|购车|所购|一次){0,3}")


def things_of(hits: Sequence[Hit]) -> list[Hit]:
    """Money, goods, samples and papers; inside of a longer one a shorter one does not count."""
    names = (*MONEY, "GOODS", "SAMPLE", "PAPERS")
    verbs = [h for h in hits if h[0] in EVENTS and h[0] != "INSPECT" or h[0] == "INSPECT" and h[2] - h[1] > 1]
    looks = {(h[1], h[2]) for h in hits if h[0] == "LOOK"}
    verbs = [v for v in verbs if (v[1], v[2]) not in looks]
    found = [h for h in hits if h[0] in names
             and not (h[0] == "GOODS" and any(v[1] <= h[1] and h[2] <= v[2] for v in verbs))]
    return [h for h in found if not any(o != h and o[1] <= h[1] and h[2] <= o[2] and o[2] - o[1] > h[2] - h[1]
                                        for o in found)]


def segment(view: str, at: int) -> tuple[int, int]:
    """The stretch between two marks of punctuation that holds `at`."""
    start = max((m.end() for m in STOP.finditer(view, 0, at)), default=0)
    stop = STOP.search(view, at)
    return start, stop.start() if stop else len(view)


def with_object(view: str, verb: tuple[int, int], things: Sequence[Hit]) -> tuple[int, int]:
    """A verb and the object that stands right after it."""
    ends = [t[2] for t in things if t[1] >= verb[1] and BETWEEN.fullmatch(view, verb[1], t[1])]
    return verb[0], min(ends, default=verb[1])
