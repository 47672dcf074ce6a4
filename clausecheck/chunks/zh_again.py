"""Stretches that name no event of their own but mean the one told before: 在此之前, 上述手续未办结的, 办妥后."""

from __future__ import annotations

import re
from functools import lru_cache

from clausecheck.chunks.cues import any_of
from clausecheck.chunks.zh_pieces import PARTY, Piece, find

_UNDONE = re.compile("未|没有|没|不(?!得|可)|尚未")
_CLOSED = re.compile("(?:的话|的|者|[之以]?前|时|之后|以后|后|[,，]?方[可能得准许始]|才|始)?$")


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
    return re.compile(rf"(?:{any_of('zh', 'again').pattern})[^,，]{{0,4}}?(?:{any_of('zh', 'again_noun').pattern})(?:均|都|全部)?")
