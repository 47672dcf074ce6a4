"""Stretches of one text cut at the borders of the spans that mark them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_WHOLE = 360  # a clause up to this many characters is quoted whole
_AROUND = 60  # of a longer one, so much on either side of the words that count


@dataclass(frozen=True, slots=True)
class Mark:
    """The code points [start, end) belong to the finding numbered `finding`."""

    start: int
    end: int
    finding: int


@dataclass(frozen=True, slots=True)
class Piece:
    """`text` stands at `start`; `findings` are those whose marks cover it, `ending` those whose mark ends with it."""

    start: int
    text: str
    findings: tuple[int, ...] = ()
    ending: tuple[int, ...] = ()

    @property
    def marked(self) -> bool:
        return bool(self.findings)


def pieces(text: str, start: int, end: int, marks: Iterable[Mark], cuts: Iterable[int] = ()) -> list[Piece]:
    """text[start:end] as pieces, in order and without gaps, cut wherever a mark begins or ends and at `cuts`."""
    inside = [mark for mark in marks if max(mark.start, start) < min(mark.end, end)]
    borders = {start, end, *(cut for cut in cuts if start < cut < end)}
    borders.update(border for mark in inside for border in (mark.start, mark.end) if start < border < end)
    opening, closing = _index(inside, start, end)
    active: dict[int, int] = {}
    found: list[Piece] = []
    places = sorted(borders)
    for left, right in zip(places, places[1:], strict=False):
        for finding in opening.get(left, ()):
            active[finding] = active.get(finding, 0) + 1
        ending = closing.get(right, ())
        found.append(Piece(left, text[left:right], tuple(sorted(active)), tuple(sorted(set(ending)))))
        for finding in ending:
            active[finding] -= 1
            if not active[finding]:
                del active[finding]
    return found


def excerpt(text: str, start: int, end: int, marks: Sequence[Mark]) -> list[Piece]:
    """text[start:end] without outer white space; of a long clause only what stands around its marks, with `…` between.

    The ellipses are pieces of their own, unmarked, and stand for no text.
    """
    start, end = _trim(text, start, end)
    if end - start <= _WHOLE:
        return pieces(text, start, end, marks)
    found: list[Piece] = []
    reached = start
    for left, right in _windows(start, end, marks):
        found += [Piece(reached, " … ")] if left > reached else []
        found += pieces(text, left, right, marks)
        reached = right
    return found + ([Piece(reached, " …")] if reached < end else [])


def _windows(start: int, end: int, marks: Sequence[Mark]) -> list[tuple[int, int]]:
    inside = sorted((mark.start, mark.end) for mark in marks if max(mark.start, start) < min(mark.end, end))
    windows = [(start, min(end, start + _WHOLE))] if not inside else []
    for left, right in inside:
        left, right = max(start, left - _AROUND), min(end, right + _AROUND)
        if windows and left <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(right, windows[-1][1]))
        else:
            windows.append((left, right))
    return windows


def _index(marks: list[Mark], start: int, end: int) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for mark in marks:
        opening.setdefault(max(mark.start, start), []).append(mark.finding)
        closing.setdefault(min(mark.end, end), []).append(mark.finding)
    return opening, closing


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip()) if piece.strip() else end
