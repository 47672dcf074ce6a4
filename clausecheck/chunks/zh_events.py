"""Which events a Chinese sentence names: verbs find their objects, near or far, and papers go by their own name.

The lexicon finds words; here a verb of paying becomes the payment of the balance, of a deposit or of something else by
the money it is about (after it, before it as topic, or told a clause earlier), and a verb of looking becomes an
inspection only where it looks at the goods.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from clausecheck.chunks import EVENTS, Hit
from clausecheck.chunks.cues import any_of, words

_STOP = re.compile(r"(?<!\d),|,(?!\d)|[，;；:：。！？!?\n]")
_MONEY = ("BALANCE", "PRICE", "DEPOSIT", "ADVANCE", "OTHER_MONEY")
_RECEIVE = re.compile("收到|收讫|收齐|收妥|收足|收取|收清|收悉|收得|收受|收全|到位|到户|扣划|扣款|接受|催收|索|追|主张|凑齐|备齐|归零|清零|结零|入|到|进|达|至|存入|拨付|给付|兑付|放款|下款")
_SELF = re.compile("满|充值|[款账帐钱清齐足讫毕]|支付|缴纳|缴付|缴费|付费|付完|付掉|交完|交纳|付出|付给|付款|买单|刷卡|付义务|偿付")
_DUE = re.compile(r"(?:的)?(?:支付|付款|缴纳|缴付|交付|给付|履行)?(?:到期日|到期|期限|应付日|截止日|缴款日|付款日|支付日|缴纳日|义务|债务|起算|(?=[不未](?:到期|起算|届期)))")
_LATER_DUE = re.compile(r"[^,，。;；:：\n]{1,24}?(?P<due>到期|届期|届满)")
_OWED = re.compile(r"(?:尚|仍|还)?(?:欠|未(?!来)|没|差)")
_GAP = 14  # characters between a verb and its object, at most


def resolve(view: str, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Words of a sentence → its events and named papers, in text order, none overlapping.

    Concepts that are not events pass through unchanged; PAY, LOOK and their objects become events or vanish.
    """
    hits = [h for h in hits if not (h[0] == "PAY" and view[h[1]:h[2]].startswith("到") and view[h[1] - 1:h[1]] in tuple("收接领拿看"))]
    papers = _papers(view, hits)
    things = _things([*hits, *_rests(view, hits)])
    events = [*papers, *_sayings(view), *_short(view, hits), *_received(view, hits, things), *_payments(view, hits, things), *_looks(view, hits, things), *_others(view, hits, things)]
    return tuple(e for e in _apart(events) if not any_of("zh", "label").match(view, e[2]))


def _things(hits: Sequence[Hit]) -> list[Hit]:
    """Money, goods, samples and papers; inside of a longer one a shorter one does not count."""
    names = (*_MONEY, "GOODS", "SAMPLE", "PAPERS")
    verbs = [h for h in hits if h[0] in EVENTS and h[0] != "INSPECT" or h[0] == "INSPECT" and h[2] - h[1] > 1]
    looks = {(h[1], h[2]) for h in hits if h[0] == "LOOK"}
    verbs = [v for v in verbs if (v[1], v[2]) not in looks]
    found = [h for h in hits if h[0] in names and not (h[0] == "GOODS" and any(v[1] <= h[1] and h[2] <= v[2] for v in verbs))]
    return [h for h in found if not any(o != h and o[1] <= h[1] and h[2] <= o[2] and o[2] - o[1] > h[2] - h[1]
                                        for o in found)]


def _apart(events: Iterable[Hit]) -> tuple[Hit, ...]:
    """Where events overlap the longer stays, the first given of two equal ones."""
    taken: list[Hit] = []
    for event in sorted(events, key=lambda h: (h[1] - h[2], h[1])):
        if all(event[2] <= t[1] or event[1] >= t[2] for t in taken):
            taken.append(event)
    return tuple(sorted(taken, key=lambda h: (h[1], h[2])))


def _segment(view: str, at: int) -> tuple[int, int]:
    """The stretch between two marks of punctuation that holds `at`."""
    start = max((m.end() for m in _STOP.finditer(view, 0, at)), default=0)
    stop = _STOP.search(view, at)
    return start, stop.start() if stop else len(view)


# --- payment ---------------------------------------------------------------------------------------------------------
def _payments(view: str, hits: Sequence[Hit], things: Sequence[Hit]) -> list[Hit]:
    money = [t for t in things if t[0] in _MONEY]
    refunds = [h for h in hits if h[0] == "REFUND"]
    verbs = [(h[1], h[2]) for h in hits if h[0] == "PAY"]
    covered = [(h[1], h[2]) for h in hits if h[0] in EVENTS | {"PAY", *_MONEY, "GOODS"}]
    verbs += [v for v in _short_verbs(view, money) if not any(s <= v[0] < e for s, e in covered)]
    verbs += [(h[1], h[2]) for h in hits if h[0] == "HANDOVER" and _pays(view, h, money)]
    found = []
    for verb in sorted(set(verbs)):
        if any(0 <= verb[0] - r[2] <= 6 and view[verb[0] - 1] in "已所" for r in refunds):
            continue  # 退还已付款项: what was paid, not paying
        concept = _paid(view, verb, money, things)
        if concept:
            found.append((concept, *_with_object(view, verb, money)))
    told = {_segment(view, v)[0] for _, v, _ in found}
    found += [u for u in _unnamed(view, hits, money) if _segment(view, u[1])[0] not in told]
    told = {_segment(view, v)[0] for _, v, _ in found}
    return found + [d for d in _dues(view, money) if _segment(view, d[1])[0] not in told]


REST = re.compile(
    r"(?:剩余|其余|余下|剩下|下余|未付|未缴|尚欠|所欠|欠付|最后|剩|后)的?\s*"
    r"(?:(?:[0-9][0-9,.]*|[一二三四五六七八九十百千两几]+)\s*(?:万?元|万|块|%|成)|百分之[一二三四五六七八九十]+)"
    r"(?:的?(?:车款|房款|货款|价款|价金|款项|款子|款|钱|费用))?"
    r"|(?:剩余|其余|余下|剩下|下余|所欠|尚欠|未付)的?(?:款额|款子|款|钱|数额|尾数|尾账|价金|费用)")


def _rests(view: str, hits: Sequence[Hit]) -> list[Hit]:
    """剩余的18万元, 其余九成价金: what is left of the price, by its figure or share."""
    return [("BALANCE", *m.span()) for m in REST.finditer(view)]


_UNNAMED = re.compile(
    r"[^,，。;；:：0-9\n]{0,6}?(?P<verb>[\u4e00-\u9fff]{1,4}?)(?=之?后|以后|之?前|以前|之日|当日|时(?!间)|的[,，]|者|方[可能得准许始]|才|始|即可|就)")
_NO_ACT = re.compile("为|是|系|共计|合计|等|数额|金额|部分|按|归|包括|不含|详见|情况|发票|收据|比例|标准|总额|之外|以外|期限|期间")


def _unnamed(view: str, hits: Sequence[Hit], money: Sequence[Hit]) -> list[Hit]:
    """An act that the lexicon does not know, done with the balance and set before or after something, is paying it."""
    events = [h for h in hits if h[0] in EVENTS | {"PAY"}]
    found = []
    for concept, start, end in money:
        m = _UNNAMED.match(view, end) if concept == "BALANCE" else None
        owing = _OWING.match(view, end)
        if concept == "BALANCE" and owing:
            found.append(("PAY_BALANCE", start, end))
        elif m and not _NO_ACT.search(m.group()) and m["verb"][-1] not in "随然而" and not any(end <= e[1] < m.end() for e in events):
            found.append(("PAY_BALANCE", *m.span("verb")))
    return found


_OWING = re.compile("[还仍尚]{0,2}(?:欠|未(?!来)|没|差|缺|短|悬|挂账|拖)")


_BETWEEN = re.compile("(?:了|过|全部|所有|剩余|其余|该|笔|其|上述|相应|本|的|购车|所购|一次){0,3}")


def _with_object(view: str, verb: tuple[int, int], things: Sequence[Hit]) -> tuple[int, int]:
    """A verb and the object that stands right after it."""
    ends = [t[2] for t in things if t[1] >= verb[1] and _BETWEEN.fullmatch(view, verb[1], t[1])]
    return verb[0], min(ends, default=verb[1])


def _short_verbs(view: str, money: Sequence[Hit]) -> list[tuple[int, int]]:
    """付尾款, 把余款交清, 尾款已付: a verb of one character counts only beside money."""
    short = "|".join(words("zh", "short_pay"))
    found = []
    for m in re.finditer(rf"(?:{short})(?:清|完|齐|足|掉|讫|毕|了|上|过|出|到|至|入|进|给|还)*", view):
        near = next((t for t in money if t[1] >= m.end() and _BETWEEN.fullmatch(view, m.end(), t[1])), None)
        back = next((t for t in money if 0 <= m.start() - t[2] <= 12 and not _STOP.search(view, t[2], m.start())), None)
        alone = m.end() == len(view) or view[m.end()] in "，,。；;的后前时、者是为即方才系:：\"\'”’」)）" or len(m.group()) > 1
        back = None if m.group() == "收" else back
        if near or (back and alone):
            found.append(m.span())
    return found + [m.span("v") for m in re.finditer("(?<![一-龥])[款钱](?:还|尚|仍)?[未没不](?P<v>[到清付齐结])", view)]


def _pays(view: str, verb: Hit, money: Sequence[Hit]) -> bool:
    """尾款的交付, 交付余款: handing over money is paying."""
    after = any(view[verb[2]:t[1]] in ("", "全部", "剩余", "该", "该笔", "其", "所有", "了") for t in money if t[1] >= verb[2])
    before = any(0 <= verb[1] - t[2] <= 1 and view[t[2]:verb[1]] in ("", "的", "之") for t in money)
    start, stop = _segment(view, verb[1])
    before = before or (stop - verb[2] <= 1 and any(t[0] == "BALANCE" and t[1] == start for t in money))
    return view[verb[1]:verb[2]] in ("交付", "交割", "移交", "交接") and (after or before)


def _paid(view: str, verb: tuple[int, int], money: Sequence[Hit], things: Sequence[Hit]) -> str | None:
    """The concept of a payment by what is paid; None where it is neither price nor deposit."""
    start, stop = _segment(view, verb[0])
    after = [t for t in money if verb[1] <= t[1] < min(stop, verb[1] + _GAP)
             and not re.search("[后前时内]|通知", view[verb[1]:t[1]])]
    inside = [t for t in money if verb[0] <= t[1] and t[2] <= verb[1]]
    before = [t for t in money if start <= t[1] and t[2] <= verb[0]]
    earlier = [t for t in money if t[2] <= start]
    if any(t[0] == "PAPERS" and 0 <= t[1] - verb[1] <= 3 and t[1] < stop and "、" not in view[verb[1]:t[1]] for t in things) \
            and not after:
        return None
    receives = bool(_RECEIVE.match(view, verb[0]))
    for group, pick in ((after, 0), (inside, -1), (before, -1)):
        if group:
            return _kind(view, group, pick)
    if receives and not _topic(view, verb, earlier):
        return None
    if _SELF.search(view[verb[0]:verb[1]]) or earlier:
        return _kind(view, earlier, -1) if earlier and _SELF.search(view[verb[0]:verb[1]]) is None else "PAY_BALANCE"
    return None


def _topic(view: str, verb: tuple[int, int], earlier: Sequence[Hit]) -> bool:
    """收讫 and the like may leave out money that was told before; 收到 needs an object of its own."""
    return bool(earlier) and view[verb[0]:verb[1]] in ("收讫", "收齐", "收妥", "收足", "收清", "收全", "到位", "到户")


_OF = re.compile(r"[的之]?(?:[0-9.%百千万分之一二三四五六七八九十两成半]+)?[的之]?(?:作为|为|每日|逾期)?")
_CONCEPTS = {"BALANCE": "PAY_BALANCE", "PRICE": "PAY_BALANCE", "DEPOSIT": "PAY_DEPOSIT", "ADVANCE": "PAY_DEPOSIT"}


def _kind(view: str, group: Sequence[Hit], pick: int) -> str | None:
    """What is paid, by the noun at `pick`; 总价款的五分之一作为定金 is about its last noun."""
    at = pick % len(group)
    while at + 1 < len(group) and _OF.fullmatch(view, group[at][2], group[at + 1][1]) and pick == 0:
        at += 1
    return _CONCEPTS.get(group[at][0])


def _dues(view: str, money: Sequence[Hit]) -> list[Hit]:
    """尾款到期, 尾款的支付期限, 尾款尚欠分文: the payment is named by a noun."""
    found = []
    for concept, start, end in money:
        if concept in ("BALANCE", "PRICE") and re.compile("[系是为乃][^,，。]{1,16}(?:对价|前提|条件|代价)").match(view, end):
            found.append(("PAY_BALANCE", start, end))
            continue
        later = _LATER_DUE.match(view, end) if concept in ("BALANCE", "PRICE") else None
        if later and not _DUE.match(view, end):
            found.append(("PAY_BALANCE", later.start("due"), later.end("due")))
        elif concept in ("BALANCE", "PRICE") and (_DUE.match(view, end) or _OWED.match(view, end)):
            due = _DUE.match(view, end)
            found.append(("PAY_BALANCE", start, due.end() if due else end))
    return found


# --- inspection ------------------------------------------------------------------------------------------------------
def _looks(view: str, hits: Sequence[Hit], things: Sequence[Hit]) -> list[Hit]:
    looks = {(h[1], h[2]) for h in hits if h[0] == "LOOK"}
    own = {(h[1], h[2]) for h in hits if h[0] == "INSPECT"} - looks  # the others were joined of LOOK and GOODS
    weak = {(s, e) for s, e in looks if not any(a <= s and e <= b for a, b in own)}
    strong = [v for v in own if _object(view, v, things, near=3) not in ("SAMPLE", "PAPERS")]
    alone = words("zh", "look_alone")
    seen = [v for v in weak if (_object(view, v, things) or (view[v[0]:v[1]] in alone and "GOODS")) == "GOODS"]
    goods = [t for t in things if t[0] == "GOODS"]
    return [("INSPECT", *_with_object(view, v, goods)) for v in sorted([*strong, *seen])]


_SAYING = re.compile(r"(?:先|见)(?P<a>付|款|钱|交钱|交款|缴|验|看|货|提|试|用)(?:后|再)(?P<b>付(?![清款讫尾余])|款|钱|缴|验(?![车房货机])|看(?![车房货])|货|提(?![车货])|买)")
_SAID = {**dict.fromkeys(("付", "款", "钱", "交钱", "交款", "缴", "买"), "PAY_BALANCE"), **dict.fromkeys("验看试用", "INSPECT"),
         **dict.fromkeys("货提", "HANDOVER")}


def _sayings(view: str) -> list[Hit]:
    """先验后付, 先款后货: two events in four characters."""
    return [(_SAID[m[g]], *m.span(g)) for m in _SAYING.finditer(view) for g in "ab"]


def _received(view: str, hits: Sequence[Hit], things: Sequence[Hit]) -> list[Hit]:
    """收到包裹, 拿到商品: taking over, where the goods are what is received."""
    verbs = [(h[1], h[2]) for h in hits if h[0] == "PAY" and view[h[1]:h[2]] in ("收到", "收取", "收受")]
    verbs += [m.span() for m in re.finditer("拿到|领到|取得|接到|收下|领回|带走|搬走", view)]
    return [("HANDOVER", *v) for v in verbs
            if any(t[0] == "GOODS" and 0 <= t[1] - v[1] <= 2 for t in things) and not any(
                t[0] in _MONEY and 0 <= t[1] - v[1] <= 4 for t in things)]


def _short(view: str, hits: Sequence[Hit]) -> list[Hit]:
    """Two characters, a verb and a thing: 提琴 is taking over, 验表 is looking, whatever the goods are."""
    taken = [(h[1], h[2]) for h in hits if h[0] in EVENTS | {"PAY", "PAPERS", *_MONEY} and h[2] - h[1] > 1]
    goods = "".join(words("zh", "short_goods"))
    found = []
    for concept, name in (("HANDOVER", "short_take"), ("INSPECT", "short_look")):
        for m in re.finditer(f"[{''.join(words('zh', name))}](?:完|过|好|了|毕|到)?[{goods}](?![{goods}款价钱费])", view):
            if not any(s < m.end() and m.start() < e for s, e in taken):
                found.append((concept, *m.span()))
    found += [(c, *m.span()) for c, pattern in _compounds() for m in pattern.finditer(view)
              if not any(s < m.end() and m.start() < e for s, e in taken)]
    found += [("INSPECT", *m.span()) for m in _TRY.finditer(view)
              if not any(s < m.end() and m.start() < e for s, e in taken)]
    found += [("PAY_BALANCE", *m.span("pay")) for m in _CASH.finditer(view)
              if any(h[0] in ("DISPATCH", "HANDOVER", "INSPECT") and h[1] == m.end() for h in hits)]
    return found


@lru_cache(maxsize=1)
def _compounds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Verbs made of a morpheme of looking (踏看, 巡看, 鉴赏), and ways in (登船, 进圃, 开舱)."""
    after, end, first, second, place, enter = (
        any_of("zh", n).pattern for n in ("look_after", "look_end", "look_first", "look_second", "place", "enter"))
    look = re.compile(f"(?:{after})(?:{end})(?![过完]?[数据]|作|待|管)|(?:{first})(?:{second})|点数|抽样(?=检|查|看)")
    return ("INSPECT", look), ("VISIT", re.compile(f"(?<![加收出列录投])(?:{enter})(?:{place})"))


_TRY = re.compile(r"(?<![尝考面笔测调口应初复])试(?![行图点题卷剂管探想水验用制])(?:运转|运行|操作|[\u4e00-\u9fff])")
_CASH = re.compile("(?P<pay>全款|全额|现款|款清|款齐|足款|现金)(?:后|再)?")


def _object(view: str, verb: tuple[int, int], things: Sequence[Hit], near: int = 8) -> str | None:
    """What is looked at: the nearest thing after the verb in its segment, else the nearest one before it.

    `near`: characters between them, at most; where it is short (a verb that needs no object) only 对…进行 looks back.
    """
    start, stop = _segment(view, verb[0])
    seen = [t for t in things if t[0] in ("GOODS", "SAMPLE", "PAPERS")]
    after = [t for t in seen if verb[1] <= t[1] < min(stop, verb[1] + near) and not re.search("[后前时不须凭以应由]", view[verb[1]:t[1]])]
    before = [t for t in seen if max(start, verb[0] - 18) <= t[1] and t[2] <= verb[0]]
    marked = [t for t in before if re.search("[对就将把]", view[max(start, t[1] - 6):t[1]])]
    for group, pick in ((after, 0), (marked, -1), (before if near > 3 else [], -1)):
        if group:
            return group[pick][0]
    return None


# --- papers and the rest ---------------------------------------------------------------------------------------------
def _others(view: str, hits: Sequence[Hit], things: Sequence[Hit]) -> list[Hit]:
    taken = EVENTS - {"PAY_BALANCE", "PAY_DEPOSIT", "INSPECT"}
    money = [t for t in things if t[0] in _MONEY]
    found = [h for h in hits if h[0] in taken and not (h[0] == "HANDOVER" and _pays(view, h, money))]
    return [(_stands_for(view, h, money), h[1], h[2]) for h in found]


def _stands_for(view: str, hit: Hit, money: Sequence[Hit]) -> str:
    """A receipt that is shown stands for the payment, a record that is signed for the look, 签收 for the taking over."""
    start, _ = _segment(view, hit[1])
    lead = view[max(start, hit[1] - 10):hit[1]]
    if hit[0] == "RECEIPT" and any_of("zh", "show").search(lead):
        return "PAY_DEPOSIT" if any(t[0] in ("DEPOSIT", "ADVANCE") and t[2] == hit[1] for t in money) else "PAY_BALANCE"
    if hit[0] == "VISIT" and any(t[2] == hit[1] for t in money):
        return "PAY_BALANCE"  # 尾款入户
    if hit[0] == "HANDOVER" and re.compile("当日|当天|之日|的当日|的当天|日(?!常)").match(view, hit[2]):
        return "HANDOVER_DAY"
    if hit[0] == "INSPECTION_RECORD" and any_of("zh", "record").search(lead):
        return "INSPECT"
    return "HANDOVER" if view[hit[1]:hit[2]] == "签收" else hit[0]


def _papers(view: str, hits: Sequence[Hit]) -> list[Hit]:
    """Things that are given out and shown, by their own name: 放车单, 提车码, 登船许可."""
    known = [h for h in hits if h[0] in ("RECEIPT", "INSPECTION_RECORD", "PAYMENT_NOTICE", "PAPERS")]
    found = []
    for m in _paper_pattern().finditer(view):
        start, end = m.span("name")
        if not any(h[1] < end and start < h[2] and h[0] != "PAPERS" for h in known):
            name = view[start:end]
            if any_of("zh", "proof").search(name) and any(h[0] == "PAY" and start <= h[1] < end for h in hits):
                found.append(("PAY_BALANCE", start, end))
                continue
            found.append(("NOTIFY" if name in ("通知", "书面通知", "通知书", "短信") else name, start, end))
    found += _event_papers(view, hits, known)
    return [_letting(view, name, hits) for name in found]


_GIVING = re.compile("(?:发送|发放|推送|生成|开通|提供|寄送|派发|给予|点亮|激活)[^,，。]{0,4}$|[发给]$")


def _letting(view: str, name: Hit, hits: Sequence[Hit]) -> Hit:
    """Giving out the way to look (发送验房密码) is letting look."""
    look = next((h for h in hits if h[0] == "INSPECT" and name[1] <= h[1] < name[2]), None)
    if look and name[0].endswith(("权限", "资格", "许可", "名额", "权")):
        return "INSPECT", look[1], look[2]
    access = name[0].endswith(("密码", "口令", "二维码", "门禁", "入场券", "通行证", "钥匙"))
    if look and access and not re.search("[凭持用扫带]$|输入$|出示$", view[:name[1]]):
        return "INSPECT", look[1], look[2]
    letter = name[0].endswith(("单", "通知", "记录", "报告", "书", "证明", "函"))
    return ("INSPECT", look[1], look[2]) if look and not letter and _GIVING.search(view[:name[1]]) else name


def _event_papers(view: str, hits: Sequence[Hit], known: Sequence[Hit]) -> list[Hit]:
    """An event and a paper in one word (提车码, 验车通知) is that paper wherever it stands."""
    paper = re.compile(rf"(?:确认|预约|申请|资格|专用|准许|许可|结果)?(?:{any_of('zh', 'paper').pattern}|柜|箱|闸机|门禁)(?!{_NOT_PAPER})")
    found = []
    for concept, start, end in hits:
        m = paper.match(view, end) if concept in EVENTS | {"PAY"} and view[start:end] not in words("zh", "issue") else None
        if m and not any(h[1] < m.end() and start < h[2] and h[0] != "PAPERS" for h in known):
            proof = concept == "PAY" and any_of("zh", "proof").search(m.group())
            found.append(("PAY_BALANCE" if proof else view[start:m.end()], start, m.end()))
    return found


_NOT_PAPER = "(?:(?<=单)[方独位价元纯薄]|(?<=书)[面籍包]|(?<=证)[明据件]|(?<=条)[件款]|(?<=号)码|(?<=信)[息用]|(?<=签)[署字订合约]|(?<=码)头|(?<=票)[据面]|(?<=令)人)"


def _paper_pattern() -> re.Pattern[str]:
    issue, paper, prefix = (f'(?:{any_of("zh", name).pattern})' for name in ("issue", "paper", "paper_prefix"))
    stem = r"[\u4e00-\u9fff]"
    lead = rf"(?:(?!凭[证据条单]){issue})(?:{prefix}|[一二三两0-9]+[张份个把枚])*"
    return re.compile(rf"(?:{lead}|(?<=[交拿取领])(?=钥匙))(?P<name>(?!{prefix})(?:(?:(?!{issue}){stem}){{1,5}}?{paper}|钥匙|通知|短信|密码|口令|二维码|门禁|许可证?))(?!{_NOT_PAPER})")
