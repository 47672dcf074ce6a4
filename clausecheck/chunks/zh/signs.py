"""What is said of a piece: yes or no, must or may, by whom, when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from clausecheck.chunks import Clock
from clausecheck.chunks.cues import any_of
from clausecheck.chunks.zh.clock import beside, calendar, counted, hour, weekday
from clausecheck.chunks.zh.pieces import Piece, blank, find
from clausecheck.patterns import later

MAY = later("可以|可|有权|得以|(?<!不)得(?!到|知|出|起)|能够|允许")
MUST = later("应|须|必须|需|务必|不得|负有|有义务|要")


def words_outside(view: str, outside: str, piece: Piece) -> str:
    """A main piece's own words, its regions blanked; nothing of a subordinate one."""
    if not piece.main:
        return ""
    own = range(piece.start, piece.end)
    return "".join(" " if outside[i] == "\u3000" else view[i] for i in own)


def modality_of(seen: str) -> Literal["must", "may", "is"]:
    """A duty, a right, or neither said."""
    return "must" if MUST.search(seen) else "may" if MAY.search(seen) else "is"


def past_of(seen: str, piece: Piece) -> bool:
    """买方已查验: a look that was had before the contract was made; not one that is only deemed or defined."""
    if not seen or not piece.events or piece.events[0][0] not in ("INSPECT", "VISIT"):
        return False
    _, start, end = piece.events[0]
    before, word = seen[:start - piece.start], seen[start - piece.start:end - piece.start]
    if word in ("开", "拆", "启", "揭") or re.search("替|代(?!表)|为[您你大客买顾]", before):
        return False  # 箱已开; 主播已替大家看过
    return bool(re.search("已|曾", before)) and not re.search("视为|指|视同", seen)


def clock_of(view: str, outside: str, piece: Piece, pieces: Sequence[Piece]) -> Clock | None:
    """By the date in the part, else by the days that its region counts from an event."""
    if not piece.events:
        return None
    if piece.carried and piece.head is not None:
        return clock_of(view, blank(outside, piece.head.inner), piece.head, pieces)
    own = (calendar(view, piece.start, piece.end, outside) or weekday(view, piece.start, piece.end)
           or hour(view, piece.start, piece.end))
    for sub in pieces:
        if own is not None and sub.status == "same":
            continue  # 交付当天上午九点付款: the hour tells more than the day
        placed = sub.head is piece and sub.relation in ("after", "before", "same") and not sub.anaphoric
        if placed and sub.cue and sub.events:
            return counted(view, sub.events[-1][0], sub.cue, sub.status or "", max(piece.end, sub.end))
    return own or beside(view, piece.start, piece.end)


def sign_of(text: str, outside: str, piece: Piece) -> int:
    """+1 or −1: the product of what denies or refuses the part's events; 0 where it is a question."""
    if not piece.events:
        return 1
    if piece.denied:
        return -1
    first, last = piece.events[0][1], piece.events[-1][2]
    if piece.carried and piece.head is not None:
        return sign_of(text, blank(text, piece.head.inner), piece.head)
    if find(outside, "question", piece.start, first):
        return 0
    count = _denials(outside, piece.start, first)
    count += _denials(_without_asides(outside, last, piece.end), last, piece.end)
    return -1 if count % 2 else 1


# 退还未使用的余额: what is left is told; 退还车款，无法交付的，…: the next condition
_ASIDE = later(
    r"\A(?:了|其|剩余)?(?:尚|还)?(?:未|没有?|无)[^,，。;；]{0,10}?(?:的|部分|[款费]|金|余额|货)"
    r"|[,，][^,，。;；]+的(?=[,，]|\Z)")


def _without_asides(text: str, start: int, end: int) -> str:
    """The text with blanks for what denies something else than the act that ends at `start`."""
    return blank(text, [(start + m.start(), start + m.end()) for m in _ASIDE.finditer(text[start:end])])


_OR = ("或", "或者", "和", "及", "、", "与", "以及")


def _denials(text: str, start: int, end: int) -> int:
    both = re.compile("|".join((f"(?P<pseudo>{any_of('zh', 'indifferent', 'without_open').pattern})",
                                any_of("zh", "refusers").pattern, any_of("zh", "negators").pattern)))
    found = [m for m in both.finditer(text, start, end)
             if m["pseudo"] is None and text[m.end():end] not in _OR]  # 中止与终止: the act is named beside the other
    joined = sum(text[a.end():b.start()] in _OR and b[0][0] not in "也亦又更且"
                 for a, b in zip(found, found[1:], strict=False))  # 顺延或拒绝支付
    twice = sum(m[0][0] in "也亦又更且" for m in found[1:])  # 既不…也不…
    return len(found) - joined - twice


_ASKED = later("的?(?:要求|申请|请求|提议|主张|需求|邀请|邀约|通知)")  # 对其验机要求不予理会


def subject_of(view: str, outside: str, piece: Piece) -> tuple[int, int] | None:
    """The party named nearest before the part's first event; None where someone else would do it."""
    if not piece.events:
        return None
    first, last = piece.events[0][1], piece.events[-1][1]
    found = _named(view, outside, piece.start, first)
    asked = _ASKED.match(view, piece.events[-1][2])
    if not found or asked or any_of("zh", "parties").search(view, first, last) or _for_another(view, piece):
        return None
    between = found[-1][1], first
    if any(find(outside, name, *between) for name in ("arrange", "refusers", "withheld")):
        return None
    return found[-1]


def _named(view: str, outside: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parties named in a stretch, but for those that name a place (于甲方门店)."""
    found, place = [], -1
    for m in any_of("zh", "parties").finditer(view, start, end):
        if view[m.start() - 1:m.start()] in tuple("在到于至进入往从向对给") or m.start() == place:
            place = m.end()
        elif outside[m.start()] != "\u3000":
            found.append(m.span())
    return found


def _for_another(view: str, piece: Piece) -> bool:
    """Showing lets the other one look; who receives money is not who pays it."""
    concept, at, _ = piece.events[0]
    verb = any_of("zh", "showing", "receiving").match(view, at)
    return verb is not None and concept in ("PAY_BALANCE", "PAY_DEPOSIT", "INSPECT")
