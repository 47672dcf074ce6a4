"""Two stretches of a sentence that say together what comes first: one refused, the other asked for instead."""

from __future__ import annotations

import re

from clausecheck.chunks.zh.pieces import PARTY, Piece, find
from clausecheck.chunks.zh.signs import MUST
from clausecheck.patterns import later

_TURNED_DOWN = later("恕|概|谢绝|拒绝|不(?:予|接受|受理|支持|安排|提供|考虑|理会)")
_PUNISHED = later("[,，](?:则|即|一律)?(?:视为|视同|按)[^,，。;；]{0,8}(?:放弃|违约|退订|取消|撤单)")
_ASKED_FOR = later("(?:申请|要求|请求|预约)$")
_THEN = later(f"(?:再|才|然后)[\u3000{PARTY}]*$")


def punished(view: str, end: int) -> bool:
    """若坚持在付清前检车，视为放弃订单: what is insisted on is forbidden."""
    return _PUNISHED.search(view, end, end + 30) is not None


def instead(view: str, text: str, last: Piece, start: int, first: int) -> bool:
    """不安排查看，请先付款; 先试用的要求恕不接受，请先扫码付款; 不得先行验车，须付清尾款: not first, but after this.

    `first`: where the event of the stretch that begins at `start` stands.
    """
    lead = (last.start, last.events[0][1])
    before = find(text, "negators", *lead)
    if find(text, "first", start, first):
        return before is not None or _TURNED_DOWN.search(view, last.events[-1][2], last.end) is not None
    ahead = find(text, "first", *lead)
    return bool(before and ahead and before.start() < ahead.start() and MUST.search(view, start, first))


def second(text: str, last: Piece, head: Piece) -> bool:
    """先收款，拆开包装后您再检查: first one, then the other, whatever else the other comes after."""
    then = _THEN.search(text[head.start:head.events[-1][1]])
    return then is not None and find(text, "first", last.start, last.events[0][1]) is not None


def turned_down(view: str, raw: str, text: str, last: Piece, start: int, end: int) -> bool:
    """付清前的验船申请，一律无效: what was asked for in the segment before is refused here; then it is denied."""
    asked = _ASKED_FOR.search(raw[last.events[-1][2]:last.end].strip())
    refused = find(text, "negators", start, end) or re.search("驳回|作废|无效|取消", view[start:end])
    last.denied = last.denied or bool(asked and refused)
    return bool(asked and refused)
