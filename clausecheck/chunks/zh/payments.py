"""Which payments a Chinese sentence names, by the money that its verbs are about: before, after, told earlier."""

from __future__ import annotations

import re
from collections.abc import Sequence

from clausecheck.chunks import EVENTS, Hit
from clausecheck.chunks.cues import words
from clausecheck.chunks.zh.things import BETWEEN, MONEY, STOP, segment, with_object
from clausecheck.patterns import later

_RECEIVE = later(
    "收到|收讫|收齐|收妥|收足|收取|收清|收悉|收得|收受|收全|到位|到户|扣划|扣款|接受|催收|索|追|主张|凑齐|备齐|归零|清零|"
    "结零|入|到|进|达|至|存入|拨付|给付|兑付|放款|下款")
_SELF = later(
    "满|充值|[款账帐钱清齐足讫毕]|支付|缴纳|缴付|缴费|付费|付完|付掉|交完|交纳|付出|付给|付款|买单|刷卡|付义务|偿付")
_DUE = later(
    "(?:的)?(?:支付|付款|缴纳|缴付|交付|给付|履行)?(?:到期日|到期|期限|应付日|截止日|缴款日|付款日|支付日|缴纳日|义务|债务|起算|"
    "(?=[不未](?:到期|起算|届期)))")
_LATER_DUE = later(r"[^,，。;；:：\n]{1,24}?(?P<due>到期|届期|届满)")
_OWED = later(r"(?:尚|仍|还)?(?:欠|未(?!来)|没|差)")
_OWES = later("(?:欠|拖|差|短|挂|悬|赖)着$")
_GAP = 14  # characters between a verb and its object, at most
REST = later(
    r"(?:剩余|其余|余下|剩下|下余|余欠|未付|未缴|尚欠|所欠|欠付|最后|剩|后)的?\s*"
    r"(?:(?:[0-9][0-9,.]*|[一二三四五六七八九十百千两几]+)\s*(?:万?元|万|块|%|成)|百分之[一二三四五六七八九十]+)"
    r"(?:的?(?:车款|房款|货款|价款|价金|款项|款子|款|钱|费用))?"
    r"|(?:剩余|其余|余下|剩下|下余|余欠|所欠|尚欠|未付)的?(?:运达|应付)?(?:货款|车款|房款|价款|款额|款子|款|钱|数额|尾数|尾账|价金|费用)")
_UNNAMED = later(
    r"[^,，。;；:：0-9\n]{0,6}?(?P<verb>[\u4e00-\u9fff]{1,4}?)"
    r"(?=之?后|以后|之?前|以前|之日|当日|时(?!间)|的[,，]|者|方[可能得准许始]|才|始|即可|就)")
_NO_ACT = later(
    "为|是|系|共计|合计|等|数额|金额|部分|按|归|包括|不含|详见|情况|发票|收据|比例|标准|总额|之外|以外|期限|期间|[随然而]$")
_OWING = later("[还仍尚]{0,2}(?:欠|未(?!来)|没|差|缺|短|悬|挂账|拖)")
_OF = later(r"[的之]?(?:[0-9.%百千万分之一二三四五六七八九十两成半]+)?[的之]?"
    "(?:总值|总额|部分|部份)?[的之]?(?:作为|为|每日|逾期)?")
_CONCEPTS = {"BALANCE": "PAY_BALANCE", "PRICE": "PAY_BALANCE", "DEPOSIT": "PAY_DEPOSIT", "ADVANCE": "PAY_DEPOSIT"}


def payments(view: str, hits: Sequence[Hit], things: Sequence[Hit]) -> list[Hit]:
    money = [t for t in things if t[0] in MONEY]
    refunds = [h for h in hits if h[0] == "REFUND"]
    verbs = [(h[1], h[2]) for h in hits if h[0] == "PAY"]
    covered = [(h[1], h[2]) for h in hits if h[0] in EVENTS | {"PAY", *MONEY, "GOODS"}]
    verbs += [v for v in _short_verbs(view, money) if not any(s <= v[0] < e for s, e in covered)]
    verbs += [(h[1], h[2]) for h in hits if h[0] == "HANDOVER" and pays(view, h, money)]
    found = []
    for verb in sorted(set(verbs)):
        if any(0 <= verb[0] - r[2] <= 6 and view[verb[0] - 1] in "已所" for r in refunds):
            continue  # 退还已付款项: what was paid, not paying
        if _SUM_PAID.search(view, 0, verb[0]) and _A_SUM.match(view, with_object(view, verb, money)[1]):
            continue  # 按已付房款的万分之五: a sum, not paying
        stop = min((v[0] for v in verbs if v[0] >= verb[1] and _TAKES.match(view, verb[0])), default=len(view))
        concept = _paid(view, verb, [t for t in money if t[1] < stop], things)  # 不接受先看货再付清余款
        if concept:
            found.append((concept, *with_object(view, verb, money)))
    told = {segment(view, v)[0] for _, v, _ in found}
    found += [u for u in _unnamed(view, hits, money) if segment(view, u[1])[0] not in told]
    told = {segment(view, v)[0] for _, v, _ in found}
    found += [("PAY_BALANCE", *m.span()) for m in _FULL_PAYER.finditer(view)]
    return found + [d for d in _dues(view, money) if segment(view, d[1])[0] not in told]


_TAKES = later("接受")
_FULL_PAYER = later("全款(?=的?(?:客户|买家|买方|业主|用户|会员|车主|学员|家长|购[车房]人))")
_SUM_PAID = later("(?:已|所|已经|业已)$")
_A_SUM = later(
    "[的之]?(?:[0-9百千万]|总额|总值|金额|部分|数额|利息|一律不|概不|均不|全部不|不予|不退|不再退|作为|归|抵|充)")
_SHARE = later(
    "(?:总价|价|款|价金|总额|合同额|合同金额|造价)[的之]?(?:(?P<tenths>[一二三四五六七八九])成(?:半)?|百分之(?P<tens>[一二三四五六七八九])十[一二三四五六七八九]?|"
    r"(?P<hundredths>100|\d{1,2})(?:\.\d+)?\s*%)")


def rests(view: str) -> list[Hit]:
    """剩余的18万元, 其余九成价金: what is left of the price, by its figure or share; 合同价的九成, by its size."""
    return [*(("BALANCE", *m.span()) for m in REST.finditer(view)),
            *(("BALANCE" if _most(m) else "ADVANCE", *m.span()) for m in _SHARE.finditer(view))]


def _most(share: re.Match[str]) -> bool:
    """Half of the price or more."""
    if share["hundredths"]:
        return int(share["hundredths"]) >= 50
    return (share["tenths"] or share["tens"]) in "五六七八九"


def _unnamed(view: str, hits: Sequence[Hit], money: Sequence[Hit]) -> list[Hit]:
    """An act that the lexicon does not know, done with the balance and set before or after something, is paying it."""
    events = [h for h in hits if h[0] in EVENTS | {"PAY"}]
    found = []
    for _, start, end in (t for t in money if t[0] == "BALANCE"):
        m = _UNNAMED.match(view, end)
        if _OWING.match(view, end):
            found.append(("PAY_BALANCE", start, end))
        elif m and not _NO_ACT.search(m.group()) and not any(end <= e[1] < m.end() for e in events):
            found.append(("PAY_BALANCE", *m.span("verb")))
    return found


_FOLLOWS = "，,。；;的后前时、者是为即方才系:：\"'”’」)）"  # what may stand after a bare verb of one character
_UNPAID = later("[^,，。;；]{0,4}?(?:(?<![看见摸碰])不|[未没])(?P<v>[清结到付缴交足齐])(?![0-9a-z一-龥]{0,2}[款钱])")
_NOT_DONE = later(
    "(?<=[,，;；。])[我您你]?(?:要是|如果|若|如)?[不没未]"
    "(?P<v>[结付交补给缴打](?:清|完|齐|足|上|够)?)(?=的话|的[,，]|[,，]|就)")
_NO_MONEY = later("(?<![一-龥])[款钱](?:还|尚|仍)?[未没不](?P<v>[到清付齐结])")


def _short_verbs(view: str, money: Sequence[Hit]) -> list[tuple[int, int]]:
    """付尾款, 把余款交清, 尾款已付: a verb of one character counts only beside money."""
    short = "|".join(words("zh", "short_pay"))
    found = [m.span("v") for m in _NO_MONEY.finditer(view)]
    found += [m.span("v") for t in money if (m := _UNPAID.match(view, t[2]))]
    if money:
        found += [m.span("v") for m in _NOT_DONE.finditer(view, money[0][2])]
    whole = "(?:清|完|齐|足|掉|讫|毕|了|上|过|出|到|至|入|进|给|还)*"
    for m in re.finditer(rf"(?<![冻完团总终集连了缔勾])(?:{short}){whole}", view):
        near = any(t[1] >= m.end() and BETWEEN.fullmatch(view, m.end(), t[1]) for t in money)
        back = any(0 <= m.start() - t[2] <= 12 and not STOP.search(view, t[2], m.start()) for t in money)
        stops = m.end() == len(view) or view[m.end()] in _FOLLOWS
        alone = stops or len(m.group()) > 1 or view[m.end():m.end() + 2] == "一下"
        if near or (back and alone and m.group() != "收"):
            found.append(m.span())
    return found


_WHOLE = ("", "全部", "剩余", "该", "该笔", "其", "所有", "了")


def pays(view: str, verb: Hit, money: Sequence[Hit]) -> bool:
    """尾款的交付, 交付余款: handing over money is paying."""
    if view[verb[1]:verb[2]] not in ("交付", "交割", "移交", "交接"):
        return False
    start, stop = segment(view, verb[1])
    after = any(view[verb[2]:t[1]] in _WHOLE for t in money if t[1] >= verb[2])
    before = any(0 <= verb[1] - t[2] <= 1 and view[t[2]:verb[1]] in ("", "的", "之") for t in money)
    topic = stop - verb[2] <= 1 and any(t[0] == "BALANCE" and t[1] == start for t in money)
    return after or before or topic


def _paid(view: str, verb: tuple[int, int], money: Sequence[Hit], things: Sequence[Hit]) -> str | None:
    """The concept of a payment by what is paid; None where it is neither price nor deposit."""
    start, stop = segment(view, verb[0])
    after = [t for t in money if verb[1] <= t[1] < min(stop, verb[1] + _GAP)
             and not re.search("[后前时内]|通知", view[verb[1]:t[1]])]
    if not after and _papers_after(view, verb, things, stop):
        return None
    inside = [t for t in money if verb[0] <= t[1] and t[2] <= verb[1]]
    before = [t for t in money if start <= t[1] and t[2] <= verb[0]]
    for group, pick in ((after, 0), (inside, -1), (before, -1)):
        if group:
            return _kind(view, group, pick)
    return _told(view, verb, [t for t in money if t[2] <= start])


_A_PAPER = later(
    "(?:一[个张份条枚串])?[^,，。;；的款钱金]{0,6}?(?:码|单据|凭证|通知|短信|链接|钥匙|许可证?)(?=[,，。;；后、]|$)")


def _papers_after(view: str, verb: tuple[int, int], things: Sequence[Hit], stop: int) -> bool:
    if view[verb[0]:verb[1]] in ("收到", "取得") and _A_PAPER.match(view, verb[1]):
        return True
    near = [t for t in things if t[0] == "PAPERS" and 0 <= t[1] - verb[1] <= 3 and t[1] < stop]
    return any("、" not in view[verb[1]:t[1]] for t in near)


def _told(view: str, verb: tuple[int, int], earlier: Sequence[Hit]) -> str | None:
    """A verb without money beside it: of a kind that needs none, or about the money told a clause earlier."""
    if _RECEIVE.match(view, verb[0]) and not _topic(view, verb, earlier):
        return None
    if earlier and _DEPOSITS.get(earlier[-1][0]) and not _END.search(view, earlier[-1][2], verb[0]):
        return "PAY_DEPOSIT"  # 支付定金五千元，支付至甲方账户
    if _SELF.search(view[verb[0]:verb[1]]):
        return "PAY_BALANCE"
    return _kind(view, earlier, -1) if earlier else None


_DEPOSITS = {"DEPOSIT": True, "ADVANCE": True}
_END = later("[后前时的者再才方;；。]|余|其后|合计|共|付清|结清")


def _topic(view: str, verb: tuple[int, int], earlier: Sequence[Hit]) -> bool:
    """收讫 and the like may leave out money that was told before; 收到 needs an object of its own."""
    return bool(earlier) and view[verb[0]:verb[1]] in ("收讫", "收齐", "收妥", "收足", "收清", "收全", "到位", "到户")


def _kind(view: str, group: Sequence[Hit], pick: int) -> str | None:
    """What is paid, by the noun at `pick`; 总价款的五分之一作为定金 is about its last noun."""
    at = pick % len(group)
    while at + 1 < len(group) and _OF.fullmatch(view, group[at][2], group[at + 1][1]) and pick == 0:
        at += 1
    return _CONCEPTS.get(group[at][0])


_TERM = later("[系是为乃][^,，。]{1,16}(?:对价|前提|条件|代价)")


def _dues(view: str, money: Sequence[Hit]) -> list[Hit]:
    """尾款到期, 尾款的支付期限, 尾款尚欠分文, 尾款系验车之对价: the payment is named by a noun."""
    found = []
    for _, start, end in (t for t in money if t[0] in ("BALANCE", "PRICE")):
        due, later = _DUE.match(view, end), _LATER_DUE.match(view, end)
        if due:
            found.append(("PAY_BALANCE", start, due.end()))
        elif _TERM.match(view, end):
            found.append(("PAY_BALANCE", start, end))
        elif later:
            found.append(("PAY_BALANCE", later.start("due"), later.end("due")))
        elif _OWED.match(view, end) or _OWES.search(view, 0, start):
            found.append(("PAY_BALANCE", start, end))
    return found
