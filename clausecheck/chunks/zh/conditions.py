"""Whole Chinese stretches that are subordinate: opened by 如, 除非, 无论, a bare denial, a wish, or the way 凭, 经."""

from __future__ import annotations

import re
from dataclasses import dataclass

from clausecheck.chunks import Relation
from clausecheck.chunks.cues import any_of
from clausecheck.chunks.zh.pieces import PARTY, Piece, Status, blank, find, undone
from clausecheck.chunks.zh.signs import MUST
from clausecheck.patterns import later

_BESIDES = later("[\u3001\u3000]*除(?!非)[^,，]+?(?:以外|之外|外)")
_SPARED = later("[\u3001\u3000\ue020]*(?:毋庸|无庸|无须|无需|毋须|毋需|不必|不用|不需)(?:先|事先|预先|以|待)")
_FIRST = later("[，,][^，,]{0,4}?(?:得|须|应|必须|需|要|请)?先")
_GOES_ON = later("[，,](?:也|亦|更|且|并且?|又)[\u3001不无未概恕]")
_THROUGH = later("(?<![已曾])经|凭|(?<![保支维])持")


@dataclass(frozen=True, slots=True)
class Hold:
    """How a subordinate stretch holds: its relation, the state of its event there, and the words that say so."""

    relation: Relation
    status: Status
    cue: tuple[int, int] | None = None
    only: bool = False


def opened(masked: str, piece: Piece, follows: bool) -> Hold | None:
    """What opens a stretch as a condition. `follows`: a main part stood before it."""
    start, first = piece.start, piece.events[0][1]
    text = blank(masked, piece.inner)
    outside = _BESIDES.match(text, start)
    if outside and outside.end() >= piece.end:
        return Hold("unless", "pending", outside.span(), True)
    spared = _SPARED.match(text, start)
    if spared and follows and spared.end() >= first - 3:
        return Hold("without", "pending", spared.span())
    if re.match("\ue000*(?:与否|或否)", text[piece.events[-1][2]:]):
        return Hold("without", "pending", (piece.events[-1][2], piece.end))
    unless = find(text, "unless_open", start, first)
    if unless:
        return Hold("unless", "pending", unless.span(), True)
    return _without(text, piece) or _if(text, piece)


def _without(text: str, piece: Piece) -> Hold | None:
    """无论是否验车, 即使已付款: what does not matter."""
    first = piece.events[0][1]
    without = find(text, "without_open", piece.start, first)
    asked = find(text, "question", piece.start, first)
    cue = without or (asked if not find(text, "deontic", piece.start, first) else None)
    if cue is None:
        return None
    even = cue.group()[0] in "虽即尽哪就纵" and not undone(text, cue.end(), piece.end, piece.events)
    return Hold("same", "same", cue.span()) if even else Hold("without", "pending", cue.span())


def _if(text: str, piece: Piece) -> Hold | None:
    opener = find(text, "if_open", piece.start, piece.events[0][1])
    if opener is None:
        return None
    status: Status = "pending" if undone(text, opener.end(), piece.end, piece.events) else "done"
    return Hold("if", status, opener.span(), opener.group() in ("只有", "唯有", "惟有", "仅当", "仅在", "唯当"))


def bare(masked: str, piece: Piece, more: bool, ends: bool) -> Hold | None:
    """尾款未付，… : a denial that is no order is a condition of what follows.

    `more`: an event follows later. `ends`: nothing follows and a main part stood before that has no region waiting.
    """
    text = blank(masked, piece.inner)
    day = [e[0] for e in piece.events] == ["HANDOVER_DAY"]
    if day and more and not ends and not text[piece.start:piece.end].strip("\ue000\u3000、 "):
        return Hold("same", "same", (piece.start, piece.end))  # 交付日，…
    if ends and not more and re.match("[\u3000、须应]*[凭持]", text[piece.start:]):
        return _way(text, piece)
    if _GOES_ON.match(text, piece.end):
        return None  # 不带客户看车，也不提供编号: one order in two breaths
    if not more or piece.reach or find(text, "deontic", piece.start, piece.end):
        return None
    if undone(text, piece.start, piece.end, piece.events):
        return Hold("if", "pending")
    wish = find(text, "wish", piece.start, piece.events[0][1])
    alone = wish and not text[piece.start:wish.start()].strip(f"\u3000 {PARTY}")
    ahead = wish and wish.start() - piece.start <= 5 and _FIRST.match(text, piece.end)
    if wish and (alone or ahead) and piece.events[0][1] - wish.end() <= 4:
        return Hold("before", "pending", wish.span())
    return _way(text, piece)


def _way(text: str, piece: Piece) -> Hold | None:
    """车辆经买方查验，…; 凭付款证明，…: the way to what follows."""
    through = _THROUGH.search(text, piece.start, piece.events[0][1])
    return Hold("after", "done", through.span()) if through else None


def completed(view: str, text: str, piece: Piece) -> bool:
    """验车合格，…: an act told as finished, with no duty in it, comes before what is told next."""
    tail = text[piece.events[-1][2]:piece.end]
    told = re.search(any_of("zh", "completive").pattern, tail) or (
        not tail and piece.end - piece.start <= 4 and piece.events[0][0] == "PAY_BALANCE")  # 款到，看房
    whole = re.search("[清齐足讫完毕妥到给入进至]", view[piece.events[-1][1]:piece.events[-1][2] + 1])
    if piece.events[-1][0] == "HANDOVER_DAY":
        return False  # a day is no act
    duty = find(text, "deontic", piece.start, piece.end) or MUST.search(view, piece.start, piece.end)
    return bool(told or whole) and not duty


def merge_chain(head: Piece, pieces: list[Piece]) -> None:
    """未入场验车的: a chain of verbs is subordinate as a whole."""
    while True:
        after = next((p for p in pieces if p.carried and p.head is head), None)
        if after is None:
            return
        head.events, head.end = [*head.events, *after.events], after.end
        pieces.remove(after)
        for piece in pieces:
            piece.head = head if piece.head is after else piece.head
