"""Looking and taking over as open classes: any verb of looking with the goods, compounds, sayings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from clausecheck.chunks import EVENTS, Hit
from clausecheck.chunks.cues import any_of, words
from clausecheck.chunks.zh.things import MONEY, segment, with_object
from clausecheck.patterns import later

_SAYING = later(
    "(?:先|见)(?P<a>付|款|钱|交钱|交款|缴|验|看|货|提|试|用)(?:后|再)"
    "(?P<b>付(?![清款讫尾余])|款|钱|缴|验(?![车房货机])|看(?![车房货])|货|提(?![车货])|买)")
_SAID = {
    **dict.fromkeys(("付", "款", "钱", "交钱", "交款", "缴", "买"), "PAY_BALANCE"),
    **dict.fromkeys("验看试用", "INSPECT"),
    **dict.fromkeys("货提", "HANDOVER"),
}
_TRY = later(r"(?<![尝考面笔测调口应初复])试(?![行图点题卷剂管探想水验用制])(?:运转|运行|操作|[\u4e00-\u9fff])")
_BARE_LOOK = (
    "(?:(?<=慢慢)|(?<=随便)|(?<=随意)|(?<=尽情)|(?<=自己)|(?<=亲自)|(?<=仔细)|(?<=打开)|(?<=翻开)|(?<=当面)|(?<=再)|(?<=先)|"
    "(?<=[让给供][您你他她其])|(?<=客人)|(?<=业主)|(?<=买家)|(?<=出来)|(?<=让人)|(?<=才[能可许让准])|(?<=不[能可许让准给]))"
    "(?:看|瞧)(?:看|个|清|好|完|过|了|一看|一眼|一下)?(?=[,，。；;、!！?？)）]|有没有|有无|是否|清楚|仔细|够|$|后|之后|满意)"
    "|随[您你]?(?:便|意)?(?:看|摸|试|瞧)|摸够|看够|看个够")
_LOOK_ENDS = "(?=[,，。；;、!！?？]|$|[后前的时]|个|清|过|好|完)"
_BOX = "箱|箱子|包裹|包装|盒|盒子|琴盒|匣子|木箱|封条|塑封"
_DOOR = "门|围栏|栏|库|舱盖|舱门|展柜|柜门"
_STILL = "一律|就|便|也|都|是|均|概|恕|才|再|即|可|先|一|已|未|不|没|没有|不会|不能|不得|不予|方|始"
_TOUCH = "(?:踩|踏|听|掂|敲|弹|摸|翻|拧|量|闻|坐|躺|骑|戴|拨|擦|转动|发动|启动|拉动|按压)"
_CASH = later("(?P<pay>全款|全额|现款|款清|款齐|足款|现金)(?:后|再)?")


def looked_at(view: str, hits: Sequence[Hit], things: Sequence[Hit]) -> list[Hit]:
    looks = {(h[1], h[2]) for h in hits if h[0] == "LOOK"}
    own = {(h[1], h[2]) for h in hits if h[0] == "INSPECT"} - looks  # the others were joined of LOOK and GOODS
    weak = {(s, e) for s, e in looks if not any(a <= s and e <= b for a, b in own)}
    strong = [v for v in own if _object(view, v, things, near=3) not in ("SAMPLE", "PAPERS")]
    alone = words("zh", "look_alone")
    seen = [v for v in weak if (_object(view, v, things) or (view[v[0]:v[1]] in alone and "GOODS")) == "GOODS"]
    goods = [t for t in things if t[0] == "GOODS"]
    return [("INSPECT", *with_object(view, v, goods)) for v in sorted([*strong, *seen])]


def sayings(view: str) -> list[Hit]:
    """先验后付, 先款后货: two events in four characters."""
    return [(_SAID[m[g]], *m.span(g)) for m in _SAYING.finditer(view) for g in "ab"]


def received(view: str, hits: Sequence[Hit], things: Sequence[Hit]) -> list[Hit]:
    """收到包裹, 拿到商品: taking over, where the goods are what is received."""
    verbs = [(h[1], h[2]) for h in hits if h[0] == "PAY" and view[h[1]:h[2]] in ("收到", "收取", "收受")]
    verbs += [m.span() for m in re.finditer("拿到|领到|取得|接到|收下|领回|带走|搬走", view)]
    return [("HANDOVER", *v) for v in verbs
            if any(t[0] == "GOODS" and 0 <= t[1] - v[1] <= 2 for t in things) and not any(
                t[0] in MONEY and 0 <= t[1] - v[1] <= 4 for t in things)]


def compounds(view: str, hits: Sequence[Hit]) -> list[Hit]:
    """提琴, 验表, 踏看, 登船, 试骑: events in two characters, whatever the goods are; 全款发货."""
    taken = [(h[1], h[2]) for h in hits if h[0] in EVENTS | {"PAY", "PAPERS", *MONEY} and h[2] - h[1] > 1]
    found = [(concept, *m.span("v" if "v" in m.re.groupindex else 0))
             for concept, pattern in _compounds() for m in pattern.finditer(view)
             if not any(s < m.end() and m.start() < e for s, e in taken)]
    goes = {h[1] for h in hits if h[0] in ("DISPATCH", "HANDOVER", "INSPECT")}
    return found + [("PAY_BALANCE", *m.span("pay")) for m in _CASH.finditer(view) if m.end() in goes]


@lru_cache(maxsize=1)
def _compounds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Verb and thing (提琴, 验表), verbs made of a morpheme of looking (踏看, 鉴赏), ways in (登船, 进圃, 开舱)."""
    after, end, first, second, place, enter = (
        any_of("zh", n).pattern for n in ("look_after", "look_end", "look_first", "look_second", "place", "enter"))
    goods = "".join(words("zh", "short_goods"))
    short = rf"(?:完|过|好|了|毕|到)?[{goods}](?![{goods}款价钱费])"
    take, see = ("".join(words("zh", n)) for n in ("short_take", "short_look"))
    look = f"(?:{after})(?:{end})(?![过完]?[数据]|作|待|管)|(?:{first})(?:{second})|点数|抽样(?=检|查|看)"
    return (
        ("HANDOVER", re.compile(f"[{take}]{short}")),
        ("INSPECT", re.compile(f"[{see}]{short}")),
        ("INSPECT", re.compile(rf"(?P<v>[{see}])(?=不(?:到|了|着|成|得)(?:实|真|原|现|新)?[{goods}])")),
        ("INSPECT", re.compile(look)),
        ("INSPECT", _TRY),
        ("INSPECT", re.compile(_BARE_LOOK)),
        ("INSPECT", re.compile(rf"[让给供](?:{any_of('zh', 'parties').pattern})(?P<v>看|瞧){_LOOK_ENDS}")),
        ("INSPECT", re.compile(rf"(?:{_BOX})(?:{_STILL})*(?P<v>[开拆启揭])(?![始户票启])")),
        ("VISIT", re.compile(rf"(?:{_DOOR})(?:{_STILL})*(?P<v>开|启|打开)(?![始户票启发])")),
        ("INSPECT", re.compile(rf"{_TOUCH}(?:一?[踩听掂敲弹摸翻拧坐闻])?(?:{any_of('zh', 'touched').pattern})")),
        ("VISIT", re.compile(f"(?<![加收出列录投])(?:{enter})(?:{place})")),
        ("VISIT", re.compile(rf"(?:打开|开启|推开|拉开|开放)[^,，。;；]{{0,6}}?(?:{place}|门)(?!禁|槛|票)")),
    )


def _object(view: str, verb: tuple[int, int], things: Sequence[Hit], near: int = 8) -> str | None:
    """What is looked at: the nearest thing after the verb in its segment, else the nearest one before it.

    `near`: characters between them, at most; where it is short (a verb that needs no object) only 对…进行 looks back.
    """
    start, stop = segment(view, verb[0])
    seen = [t for t in things if t[0] in ("GOODS", "SAMPLE", "PAPERS")]
    after = [t for t in seen if verb[1] <= t[1] < min(stop, verb[1] + near)
             and not re.search("[后前时不须凭以应由]", view[verb[1]:t[1]])]
    before = [t for t in seen if max(start, verb[0] - 18) <= t[1] and t[2] <= verb[0]]
    if before and before[-1][0] == "SAMPLE" and re.search("(?:通过|经由?|凭借?|从|靠)$", view[start:before[-1][1]]):
        return "SAMPLE"  # 对车辆仅限于通过照片了解
    marked = [t for t in before if re.search("[对就将把]", view[max(start, t[1] - 6):t[1]])]
    for group, pick in ((after, 0), (marked, -1), (before if near > 3 else [], -1)):
        if group:
            return group[pick][0]
    return None
