"""Which events a Chinese sentence names: verbs find their objects, near or far, and papers go by their own name.

The lexicon finds words; here a verb of paying becomes the payment of the balance, of a deposit or of something else by
the money it is about (after it, before it as topic, or told a clause earlier), and a verb of looking becomes an
inspection only where it looks at the goods.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from clausecheck.chunks import EVENTS, Hit
from clausecheck.chunks.cues import any_of
from clausecheck.chunks.zh.looks import compounds, looked_at, received, sayings
from clausecheck.chunks.zh.papers import papers_of
from clausecheck.chunks.zh.payments import payments, pays, rests
from clausecheck.chunks.zh.things import MONEY, segment, things_of
from clausecheck.patterns import later

_RECEIVED = later("[收接领拿看]到")  # 收到账单 is no 到账


def resolve(view: str, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Words of a sentence → its events and named papers, in text order, none overlapping.

    Concepts that are not events pass through unchanged; PAY, LOOK and their objects become events or vanish.
    """
    hits = [h for h in hits if h[0] != "PAY" or not h[1] or not _RECEIVED.match(view, h[1] - 1)]
    papers = papers_of(view, hits)
    things = things_of([*hits, *rests(view)])
    events = [*papers, *sayings(view), *compounds(view, hits), *received(view, hits, things),
              *payments(view, hits, things), *looked_at(view, hits, things), *_others(view, hits, things)]
    events += _former_and_latter(view, _apart(events))
    kept = [e for e in _apart(_unheld(events)) if not any_of("zh", "label").match(view, e[2])
            and not (e[0] == "PAY_BALANCE" and _paid_sum(view, e))]
    return tuple(e for e in kept if not _of_an_event(view, e, kept))


_PAID_SUM = later(
    "(?:已经?|所)(?:支付|缴纳|交纳|付|交|缴|收取?)的?(?:全部|部分)?"
    "(?:款项|费用|价款|金额|部分|[车房货钱]款|购[车房]款)(?!的?[前后时])")


def _paid_sum(view: str, event: Hit) -> bool:
    """已付款项不退: what was paid, not paying."""
    return any(m.start() < event[2] and event[1] < m.end()
               for m in _PAID_SUM.finditer(view, max(0, event[1] - 6), event[2] + 10))


def _unheld(events: Sequence[Hit]) -> list[Hit]:
    """付至托管账户: the payment ends where the third hand that holds it begins."""
    held = [e for e in events if e[0] == "ESCROW"]
    return [(e[0], e[1], min([h[1] for h in held if e[1] < h[1] < e[2]], default=e[2])) for e in events]


def _former_and_latter(view: str, events: Sequence[Hit]) -> list[Hit]:
    """前者, 后者: the first and the second of the two events told before."""
    found: list[Hit] = []
    for m in re.finditer("[前后]者", view):
        told = [e[0] for e in events if e[2] <= m.start()]
        pair = list(dict.fromkeys(c for c in told if c in ("PAY_BALANCE", "INSPECT", "HANDOVER", "PAY_DEPOSIT")))
        if len(pair) == 2:
            found.append((pair[m.group()[0] == "后"], *m.span()))
    return found


_ARRANGED = later("成功|[之以]?后|完成|确认|[之以]?前|完毕|时")


def _of_an_event(view: str, event: Hit, events: Sequence[Hit]) -> bool:
    """验房预约, 看车预约日: arranging a thing, as a noun, is named for the thing."""
    arranged = event[0] == "APPOINT" or (event[0] == "NOTIFY" and view[event[1]:event[2]] in ("申请", "提示", "提醒"))
    named = arranged and any(
        e[2] == event[1] and e[0] in ("INSPECT", "VISIT", "HANDOVER") for e in events)
    return named and not _ARRANGED.match(view, event[2])


def _apart(events: Iterable[Hit]) -> tuple[Hit, ...]:
    """Where events overlap the longer stays, the first given of two equal ones."""
    taken: list[Hit] = []
    for event in sorted(events, key=lambda h: (h[1] - h[2], h[1])):
        if all(event[2] <= t[1] or event[1] >= t[2] for t in taken):
            taken.append(event)
    return tuple(sorted(taken, key=lambda h: (h[1], h[2])))


def _others(view: str, hits: Sequence[Hit], things: Sequence[Hit]) -> list[Hit]:
    taken = EVENTS - {"PAY_BALANCE", "PAY_DEPOSIT", "INSPECT"}
    money = [t for t in things if t[0] in MONEY]
    found = [h for h in hits if h[0] in taken and not (h[0] == "HANDOVER" and pays(view, h, money))]
    found = [h for h in found if h[0] != "ESCROW" or not _keeps_goods(view, h, things)]
    return [(_stands_for(view, h, money), h[1], h[2]) for h in found]


def _keeps_goods(view: str, hit: Hit, things: Sequence[Hit]) -> bool:
    """箱子由平台保管: goods in another's hands, not money."""
    start, stop = segment(view, hit[1])
    near = {t[0] for t in things if start <= t[1] < stop}
    return view[hit[2] - 2:hit[2]] in ("保管", "代管") and "GOODS" in near and near.isdisjoint(MONEY)


def _stands_for(view: str, hit: Hit, money: Sequence[Hit]) -> str:
    """A receipt shown stands for the payment, a record signed for the look, 签收 for the taking over."""
    start, _ = segment(view, hit[1])
    lead = view[max(start, hit[1] - 10):hit[1]]
    if hit[0] == "RECEIPT" and any_of("zh", "show").search(lead):
        deposit = any(t[0] in ("DEPOSIT", "ADVANCE") and t[2] == hit[1] for t in money)
        return "PAY_DEPOSIT" if deposit else "PAY_BALANCE"
    if hit[0] == "VISIT" and any(t[2] == hit[1] for t in money):
        return "PAY_BALANCE"  # 尾款入户
    if hit[0] == "HANDOVER" and re.compile("当日|当天|之日|的当日|的当天|日(?!常)").match(view, hit[2]):
        return "HANDOVER_DAY"
    if hit[0] == "INSPECTION_RECORD" and any_of("zh", "record").search(lead):
        return "INSPECT"
    return "HANDOVER" if view[hit[1]:hit[2]] == "签收" else hit[0]
