"""What stands in a Chinese clause as the way, the day or the doer of the rest: 凭放车单, 在交车日, 已付清的客户."""

from __future__ import annotations

import re
from functools import lru_cache

from clausecheck.chunks import Hit
from clausecheck.chunks.cues import any_of
from clausecheck.chunks.zh.pieces import PARTY, Piece, Status, find, undone


def days(text: str, start: int, events: list[Hit]) -> list[Piece]:
    """在交车日付清, 交车日乙方验车: the day as the time of the rest."""
    found = []
    for e in events:
        if e[0] != "HANDOVER_DAY" or len(events) < 2 or re.match("[之以]?[前后起]|[为是:：]", text[e[2]:]):
            continue
        at = e[1] - bool(re.search("[在于][^，,\ue000]{0,4}$", text[:e[1]]))
        if at < e[1] or not text[start:at].strip("\u3000、 0123456789."):
            found.append(Piece(at, e[2], [e], "same", "same", (at, e[2]), closer="日"))
    return found


def relatives(text: str, start: int, end: int, events: list[Hit]) -> list[Piece]:
    """已付清尾款的客户, 未付款的订单: what is said of a noun is the state in which the rest holds."""
    found = _buyers(text, start, end, events)
    for m in any_of("zh", "relative_open").finditer(text, start, end):
        near = [e for e in events if 0 <= e[1] - m.end() <= 6]
        if not near or any(f.start <= m.start() < f.end for f in found):
            continue
        closing = _of_a_noun().match(text, near[0][2], end)
        if closing is None or any(near[0][2] <= e[1] < closing.end() for e in events):
            continue
        done: Status = "done" if m.group()[0] in "已业完" else "pending"
        found.append(Piece(m.start(), closing.end(), [near[0]], "relative", done, m.span(), closer="的"))
    return found


@lru_cache(maxsize=1)
def _of_a_noun() -> re.Pattern[str]:
    """…的订单; not …的权利, which stands for the event itself."""
    return re.compile(rf"[^,，的]{{0,8}}?(?!的(?:{any_of('zh', 'transparent').pattern}))的(?=[^,，。；\s])")


@lru_cache(maxsize=1)
def _of_a_party() -> re.Pattern[str]:
    """…的客户, or 结清客户可…"""
    noun = any_of("zh", "relative_noun").pattern
    return re.compile(rf"[^,，的\ue000]{{0,8}}?的(?:{PARTY}|{noun})|(?={PARTY}+[可才方即不均无享\u3001])")


def _buyers(text: str, start: int, end: int, events: list[Hit]) -> list[Piece]:
    """付清尾款的客户: who is told by what he did."""
    found: list[Piece] = []
    closing = _of_a_party()
    at = start
    for event in events:
        m = closing.match(text, event[2], end) or _only_for(text, event, start, end)
        if m is None or event[1] < at or (not m.group() and event[0] != "PAY_BALANCE"):
            continue
        leads = re.compile("[对向给由予仅只限供]|凡是?").finditer(text, at, event[1])
        opener = max((o.end() for o in leads), default=at)
        if any(opener <= e[1] < event[1] for e in events):
            opener = max(e[2] for e in events if e[1] < event[1])
        stop = text.index("的", event[2]) + 1 if m.group() else event[2]
        done: Status = "pending" if undone(text, opener, stop, [event]) else "done"
        found.append(Piece(opener, stop, [event], "relative", done, (stop - 1, stop), closer="的"))
        at = m.end()
    return found


def _only_for(text: str, event: Hit, start: int, end: int) -> re.Match[str] | None:
    """限结清业主预约, 仅向已付款客户开放: only who did it."""
    only = re.compile("(?:[仅只]?限|[只唯惟]有|[仅只](?:向|对|供|为|接待|允许|准许)|专供|专为)[已完经]{0,2}$")
    if not only.search(text[start:event[1]]):
        return None
    return re.compile(rf"(?={PARTY}|{any_of('zh', 'relative_noun').pattern})").match(text, event[2], end)


def means(text: str, start: int, end: int, events: list[Hit]) -> list[Piece]:
    """凭放车单, 经买方检验合格, 未经验车: an event that is the way to the other one in the segment."""
    found: list[Piece] = []
    pattern = re.compile("|".join((any_of("zh", "unless_open").pattern, any_of("zh", "by_open").pattern)))
    for m in pattern.finditer(text, start, end):
        event = next((e for e in events if 0 <= e[1] - m.end() <= 14), None)
        if event and (find(text, "link_only", m.end(), event[1]) or find(text, "link", m.end(), event[1])):
            continue  # 一经签署即可付款: the way is not this event
        if event is None or any(f.start <= m.start() < f.end for f in found) or not _is_means(m.group(), event):
            continue
        tail = re.compile(f"(?:{any_of('zh', 'completive').pattern}|并|且|、|签字|书面)*").match(text, event[2], end)
        stop = tail.end() if tail else event[2]
        chain = [event]
        verbs = m.group()[-1] == "经" and event[0] != "RECEIPT"
        while verbs and (near := next((e for e in events if e[1] == stop and e not in chain), None)) is not None:
            chain.append(near)
            stop = near[2]
        negative = m.group()[0] in "未非不" or bool(re.search("[未无不]$", text[max(start, m.start() - 1):m.start()]))
        status: Status = "pending" if negative else "done"
        if not [e for e in events if e not in chain and not any(f.start <= e[1] < f.end for f in found)]:
            continue
        begin = m.start() - 1 if negative and m.group()[0] not in "未非不" else m.start()
        found.append(Piece(begin, stop, chain, "if" if negative else "after", status, m.span(), closer=m.group()))
    return found


def _is_means(word: str, event: Hit) -> bool:
    if word in ("除非", "除了", "除"):
        return False
    if word[0] in "凭持" or word[-1] == "经" or word in ("经过", "经由"):
        return True
    paper = event[0] in ("RECEIPT", "INSPECTION_RECORD", "PAYMENT_NOTICE") or not event[0].isascii()
    return paper and word in ("出示", "提交", "扫描", "扫", "输入", "携带", "携", "带", "交验", "以", "用", "持有")
