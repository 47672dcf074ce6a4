"""Stretches that name no event of their own but mean the one told before: 在此之前, 上述手续未办结的, 办妥后."""

from __future__ import annotations

import re
from functools import lru_cache

from clausecheck.chunks.cues import any_of
from clausecheck.chunks.zh.pieces import PARTY, Piece, find
from clausecheck.patterns import later

ON_THE_DAY = ("时", "之日", "当日", "当天", "之时", "那天", "时候")
_SHOWS = later("(?:携带|携|带上?|出示|持|凭|提交|提供|交验|递交|交)[^,，]{0,6}$")
_UNDONE = later("未|没有|没|不(?!得|可)|尚未")
_CLOSED = later("(?:的话|的|者|[之以]?前|时|之后|以后|后|[,，]?方[可能得准许始]|才|始)?$")


def again(raw: str, text: str, start: int, end: int) -> Piece | None:
    """The region that such a stretch is, with the event told before as its own; None where it says more than that."""
    return _back(raw, text, start, end) or _named_again(raw, start, end)


def _back(raw: str, text: str, start: int, end: int) -> Piece | None:
    """在此之前, 此后: alone in its stretch, it opens what follows."""
    for name, relation, done in (("back_before", "before", False), ("back_after", "after", True)):
        m = find(raw, name, start, end)
        if m and not (raw[start:m.start()] + raw[m.end():end]).strip(f" 在于自从但而且并\u3000{PARTY}"):
            piece = Piece(start, end, [], cue=m.span(), anaphoric=True, closer="后" if done else "前")
            piece.relation, piece.status = ("after", "done") if relation == "after" else ("before", "pending")
            return piece
    return None


def _named_again(raw: str, start: int, end: int) -> Piece | None:
    """上述手续未办结的, 前述义务履行完毕后."""
    m = _pattern().search(raw, start, end)
    if m is None:
        return None
    rest = raw[m.end():end]
    done = any_of("zh", "completive").search(rest) or re.search("办|履行|结束|具备|满足|兑现", rest)
    if len(rest) > 10 or not done or not _CLOSED.search(rest):
        return None
    piece = Piece(start, end, [], cue=m.span(), anaphoric=True, closer="后")
    undone = _UNDONE.search(rest) or rest.endswith("前")
    piece.relation, piece.status = ("if", "pending") if undone else ("after", "done")
    return piece


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    lead, noun = any_of("zh", "again").pattern, any_of("zh", "again_noun").pattern
    return re.compile(rf"(?:{lead})[^,，]{{0,4}}?(?:{noun})(?:均|都|全部)?")


def has_its_own(text: str, sub: Piece, end: int) -> bool:
    """Whether words follow a region in its stretch: what it is the time of, though no event."""
    return len(text[sub.end:end].strip("\u3000 的,，、")) >= 3


def shows_proof(view: str, piece: Piece) -> bool:
    """请携带收据: who is to show that he has paid has paid before."""
    concept, start, end = piece.events[0]
    proof = any_of("zh", "proof").search(view, start, end) or view[start:end].endswith(("单", "据", "条"))
    return concept in ("PAY_BALANCE", "RECEIPT") and bool(proof) and bool(_SHOWS.search(view[piece.start:start]))
