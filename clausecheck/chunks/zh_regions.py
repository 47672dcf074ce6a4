"""One stretch between two commas → its pieces: subordinate regions by their markers, and what stays outside of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from clausecheck.chunks import Hit, Relation
from clausecheck.chunks.cues import any_of, words

Status = Literal["done", "pending", "same"]
PARTY = "\ue020"  # what the letters of a party's name are masked with
_DATE = re.compile(r"[年月]\s*[0-9一二三四五六七八九十]+\s*[日号]?$")
_SAME_EVENTS = frozenset("HANDOVER VISIT ARRIVE HANDOVER_DAY DISPATCH NOTIFY APPOINT".split())
_CLOSES = {"after_close": "after", "before_close": "before", "same_close": "same", "day_close": "day", "if_close": "if"}
_AFTER_DE = frozenset("不概恕一谢无均可方始才仅拒禁严暂欢应须得享凭请有")


@dataclass
class Piece:
    """A part being made: where it stands, what hangs on what is settled later. `inner` are regions cut out of it."""

    start: int
    end: int
    events: list[Hit]
    relation: Relation = "main"
    status: Status | None = None
    cue: tuple[int, int] | None = None
    inner: list[tuple[int, int]] = field(default_factory=list)
    head: Piece | None = None
    only: bool = False
    closer: str = ""
    anaphoric: bool = False
    denied: bool = False  # an ellipsis that denies: 支付前无此权利
    listed: bool = False  # stands in a list of steps
    carried: bool = False  # a chained verb shares what denies the one before: 概不安排入场验车
    reach: bool = False  # goes on from what was told before: 再, 随后

    @property
    def main(self) -> bool:
        return self.relation in ("main", "and", "then")


@lru_cache(maxsize=1)
def _closers() -> tuple[re.Pattern[str], dict[str, str]]:
    kinds = {w: kind for name, kind in _CLOSES.items() for w in words("zh", name)}
    ordered = sorted(kinds, key=lambda w: (-len(w), w))
    return re.compile("|".join(map(re.escape, ordered))), kinds


def find(text: str, name: str, start: int, end: int) -> re.Match[str] | None:
    """The first cue of a class in text[start:end)."""
    return any_of("zh", name).search(text, start, end)


def cut(text: str, start: int, end: int, events: Sequence[Hit], listed: bool = False) -> list[Piece]:
    """The pieces of text[start:end) in text order. `text` is masked: no cue letters inside of events or other words.

    `listed`: it is a list of steps in their order.
    """
    subs, outer, at = [], [], start
    pattern, kinds = _closers()
    for m in pattern.finditer(text, start, end):
        if m.start() < at:
            continue
        inside = [e for e in events if at <= e[1] and e[2] <= m.start()]
        if not inside and kinds[m.group()] in ("after", "if", "day") and _sound(text, at, m, end):
            subs.append(Piece(at, m.end(), [], "after", "done", m.span(), closer=m.group(), anaphoric=True))
            at = m.end()
            continue
        if inside and text[m.start() - 1] in "其此" and kinds[m.group()] in ("after", "before"):
            back: Relation = "after" if kinds[m.group()] == "after" else "before"
            subs.append(Piece(m.start() - 1, m.end(), [], back, "done" if back == "after" else "pending", m.span(),
                              closer=m.group(), anaphoric=True))
            outer.append((at, m.start() - 1))
            at = m.end()
            continue
        if not inside or not _closes(text, m, kinds[m.group()], at, end):
            continue
        opened = _opening(text, at, inside)
        if opened > at:
            outer.append((at, opened))
        taken = [e for e in inside if e[1] >= opened]
        subs += _regions(text, opened, m, kinds[m.group()], taken)
        at = m.end()
    outer.append((at, end))
    rest = [e for e in events if any(s <= e[1] < f for s, f in outer)]
    return sorted([*subs, *_outer(text, start, end, rest, subs, listed)], key=lambda p: (p.start, p.end))


def _sound(text: str, at: int, m: re.Match[str], end: int) -> bool:
    """确认无误后, 满意的: a good outcome of what was told before."""
    return m.start() - at <= 16 and find(text, "sound", at, m.start()) is not None and _closes(text, m, "", at, end)


def _closes(text: str, m: re.Match[str], kind: str, at: int, end: int) -> bool:
    """Whether this marker really closes a region here."""
    word, after = m.group(), text[m.end():m.end() + 1]
    if word in ("的", "者"):
        return m.end() == end or after in _AFTER_DE
    if word == "后" and text[m.start() - 1:m.start()] in tuple("随然而尔嗣事稍今往"):
        return False
    if word == "前" and re.match("提(?![供出交示请取车货醒起])|置", text[m.end():m.end() + 2]):
        return False
    if "时间" in word or "时段" in word:
        return bool(find(text, "before_open", at, m.start()) or re.search("按|依", text[at:m.start()]))
    if word == "起":
        return bool(re.search("[自从由]|日", text[at:m.start()]))
    if word in ("前", "之前", "以前", "后", "以后", "之后", "起"):
        return not _DATE.search(text[at:m.start()])
    return True


def _opening(text: str, at: int, inside: Sequence[Hit]) -> int:
    """Where the region begins: at the preposition that opens it, or where the last region ended."""
    openers = [m for m in any_of("zh", "before_open").finditer(text, at, inside[-1][1])]
    early = [m for m in openers if m.start() < inside[0][1]]
    if early:
        return early[-1].start()
    if openers:
        return openers[-1].start()
    undone_words = words("zh", "undone")
    orders = [m for name in ("refusers", "negators") for m in any_of("zh", name).finditer(text, at, inside[0][1])
              if m.group() not in undone_words]
    return max((m.end() for m in orders), default=at)


def _regions(text: str, start: int, m: re.Match[str], kind: str, events: list[Hit]) -> list[Piece]:
    """A region as one piece; 未付清而要求验车的 as two: what is undone, and what is wished for all the same."""
    if kind == "if" and len(events) > 1 and undone(text, start, events[0][2], events[:1]):
        wish = find(text, "desire", events[0][2], events[1][1])
        if wish:
            first = Piece(start, wish.start(), events[:1], "if", "pending", m.span(), closer=m.group())
            return [first, Piece(wish.start(), m.end(), events[1:], "if", "done", m.span(), closer=m.group())]
    return [_sub(text, start, m, kind, events)]


def _sub(text: str, start: int, m: re.Match[str], kind: str, events: list[Hit]) -> Piece:
    relation, status = _status(text, start, m.start(), kind, events)
    if status == "same" and events[-1][0] == "PAY_BALANCE" and find(text, "take", m.end(), m.end() + 6):
        relation, status = "after", "done"  # 权利于付清时产生
    return Piece(start, m.end(), events, relation, status, m.span(), closer=m.group())


def _status(text: str, start: int, end: int, kind: str, events: Sequence[Hit]) -> tuple[Relation, Status]:
    """The relation of a region by its marker, and the state of its event there."""
    if find(text, "without_open", start, end) or re.search("是否|与否|有无", text[start:end]):
        return "without", "pending"
    if kind == "before":
        return "before", "pending"
    if undone(text, start, end, events):
        return ("unless" if find(text, "unless_open", start, end) else "if"), "pending"
    if kind == "if":
        return ("unless", "pending") if "除非" in text[start:end] else ("if", "done")
    if kind == "after":
        return "after", "done"
    told = re.search('已经?["“]?$', text[start:events[-1][1]])
    done = told or find(text, "completive", events[-1][2], end) or (kind == "day" and events[-1][0] not in _SAME_EVENTS)
    return ("after", "done") if done else ("same", "same")


def undone(text: str, start: int, end: int, events: Sequence[Hit]) -> bool:
    """Whether the region says that its event is not done: 未付清, 尾款尚欠, 验车未通过."""
    first = events[0][1] if events else end
    tail = events[-1][2] if events else end
    between = [(start, first), *((a[2], b[1]) for a, b in zip(events, events[1:], strict=False)), (tail, end)]
    return any(find(text, "undone", s, e) or find(text, "late", s, e) for s, e in between if s < e)


# --- what is left outside of the regions ---------------------------------------------------------------------------
def _outer(text: str, start: int, end: int, events: list[Hit], subs: list[Piece], listed: bool) -> list[Piece]:
    """The main pieces, split where one segment holds several: at links, negators, sequence words, bare verb chains."""
    inner = [(s.start, s.end) for s in subs]
    bare = blank(text, inner)
    if not events:
        return []
    by = [*_days(bare, events), *_relatives(bare, start, end, events)]
    bare = blank(bare, [(b.start, b.end) for b in by])
    by += _means(bare, start, end, [e for e in events if not any(b.start <= e[1] < b.end for b in by)])
    inner += [(b.start, b.end) for b in by]
    events = [e for e in events if not any(b.start <= e[1] < b.end for b in by)]
    if not events:
        return by
    whole = Piece(start, end, events, inner=inner, listed=listed)
    return [*by, *_split(blank(text, inner), whole)]


def blank(text: str, regions: Sequence[tuple[int, int]]) -> str:
    """The text with these regions blanked, same length."""
    chars = list(text)
    for s, e in regions:
        chars[s:e] = "\u3000" * (e - s)
    return "".join(chars)


def _days(text: str, events: list[Hit]) -> list[Piece]:
    """在交车日付清: the day as the time of the rest."""
    return [Piece(e[1] - 1, e[2], [e], "same", "same", (e[1] - 1, e[2]), closer="日") for e in events
            if e[0] == "HANDOVER_DAY" and text[e[1] - 1:e[1]] in ("在", "于") and len(events) > 1]


def _relatives(text: str, start: int, end: int, events: list[Hit]) -> list[Piece]:
    """已付清尾款的客户, 未付款的订单: what is said of a noun is the state in which the rest holds."""
    found = _buyers(text, start, end, events)
    for m in any_of("zh", "relative_open").finditer(text, start, end):
        near = [e for e in events if 0 <= e[1] - m.end() <= 6]
        if not near or any(f.start <= m.start() < f.end for f in found):
            continue
        closing = re.compile(rf"[^,，的]{{0,8}}?(?!的(?:{any_of('zh', 'transparent').pattern}))的(?=[^,，。；\s])").match(text, near[0][2], end)
        if closing is None or any(near[0][2] <= e[1] < closing.end() for e in events):
            continue
        done: Status = "done" if m.group()[0] in "已业完" else "pending"
        found.append(Piece(m.start(), closing.end(), [near[0]], "relative", done, m.span(), closer="的"))
    return found


def _buyers(text: str, start: int, end: int, events: list[Hit]) -> list[Piece]:
    """付清尾款的客户: who is told by what he did."""
    found: list[Piece] = []
    closing = re.compile(rf"[^,，的\ue000]{{0,8}}?的(?:{PARTY}|{any_of('zh', 'relative_noun').pattern})|(?={PARTY}+[可才方即不均无享\u3001])")
    at = start
    for event in events:
        m = closing.match(text, event[2], end)
        if m is None or event[1] < at or (not m.group() and event[0] != "PAY_BALANCE"):
            continue
        opener = max((o.end() for o in re.compile("[对向给由予仅只]|凡是?").finditer(text, at, event[1])), default=at)
        if any(opener <= e[1] < event[1] for e in events):
            opener = max(e[2] for e in events if e[1] < event[1])
        stop = text.index("的", event[2]) + 1 if m.group() else event[2]
        done: Status = "pending" if undone(text, opener, stop, [event]) else "done"
        found.append(Piece(opener, stop, [event], "relative", done, (stop - 1, stop), closer="的"))
        at = m.end()
    return found


def _means(text: str, start: int, end: int, events: list[Hit]) -> list[Piece]:
    """凭放车单, 经买方检验合格, 未经验车: an event that is the way to the other one in the segment."""
    found: list[Piece] = []
    pattern = re.compile("|".join((any_of("zh", "unless_open").pattern, any_of("zh", "by_open").pattern)))
    for m in pattern.finditer(text, start, end):
        event = next((e for e in events if 0 <= e[1] - m.end() <= 14), None)
        if event and (find(text, "link_only", m.end(), event[1]) or find(text, "link", m.end(), event[1])):
            continue  # 一经签署即可付款: the way is not this event
        if event is None or any(f.start <= m.start() < f.end for f in found) or not _is_means(m.group(), event):
            continue
        others = [e for e in events if e is not event and not any(f.start <= e[1] < f.end for f in found)]
        if not others:
            continue
        tail = re.compile(f"(?:{any_of('zh', 'completive').pattern}|并|且|、|签字|书面)*").match(text, event[2], end)
        stop = tail.end() if tail else event[2]
        negative = m.group()[0] in "未非不" or bool(re.search("[未无不]$", text[max(start, m.start() - 1):m.start()]))
        status: Status = "pending" if negative else "done"
        begin = m.start() - 1 if negative and m.group()[0] not in "未非不" else m.start()
        found.append(Piece(begin, stop, [event], "if" if negative else "after", status, m.span(), closer=m.group()))
    return found


def _is_means(word: str, event: Hit) -> bool:
    if word in ("除非", "除了", "除"):
        return False
    if word[0] in "凭持" or word[-1] == "经" or word in ("经过", "经由"):
        return True
    paper = event[0] in ("RECEIPT", "INSPECTION_RECORD", "PAYMENT_NOTICE") or not event[0].isascii()
    return paper and word in ("出示", "提交", "扫描", "扫", "输入", "携带", "携", "带", "交验", "以", "用", "持有")


def _split(text: str, whole: Piece) -> list[Piece]:
    """Cut a main piece between its events wherever a cue stands between them."""
    for at, (left, right) in enumerate(zip(whole.events, whole.events[1:], strict=False), 1):
        for rule in (_indifferent, _concession, _not_waiting, _linked, _double_negation, _then, _negated, _chained):
            made = rule(text, whole, at, left, right)
            if made:
                return [made[0], *_split(text, made[1])]
    return [whole]


def _halves(whole: Piece, at: int, cut_at: int) -> tuple[Piece, Piece]:
    left = replace(whole, end=cut_at, events=whole.events[:at], inner=[i for i in whole.inner if i[0] < cut_at])
    right = replace(whole, start=cut_at, events=whole.events[at:], relation="main", cue=None, reach=False,
                    inner=[i for i in whole.inner if i[0] >= cut_at])
    return left, right


def _indifferent(text: str, whole: Piece, at: int, left: Hit, right: Hit) -> tuple[Piece, Piece] | None:
    m = find(text, "indifferent", left[2], right[1])
    if m is None:
        return None
    a, b = _halves(whole, at, m.end())
    a.relation, a.status, a.cue, a.head = "without", "pending", m.span(), b
    return a, b


def _concession(text: str, whole: Piece, at: int, left: Hit, right: Hit) -> tuple[Piece, Piece] | None:
    """余款不论看房结果均须付清."""
    opener = find(text, "without_open", whole.start, left[1])
    cue = find(text, "concessive", left[2], right[1])
    if opener is None or cue is None:
        return None
    a, b = _halves(whole, at, cue.start())
    a.start, a.relation, a.status, a.cue, a.head = opener.start(), "without", "pending", opener.span(), b
    return a, b


def _not_waiting(text: str, whole: Piece, at: int, left: Hit, right: Hit) -> tuple[Piece, Piece] | None:
    """尾款之缴纳不待买方看船."""
    m = find(text, "without_open", left[2], right[1])
    if m is None or find(text, "concessive", right[2], whole.end):
        return None
    a, b = _halves(whole, at, m.start())
    b.relation, b.status, b.cue, b.head = "without", "pending", m.span(), a
    return a, b


def _linked(text: str, whole: Piece, at: int, left: Hit, right: Hit) -> tuple[Piece, Piece] | None:
    """付清尾款方可验车, 无须付清即可验车: what stands before the link is the condition."""
    only = find(text, "link_only", left[2], right[1])
    m = only or find(text, "link", left[2], right[1]) or re.compile(f"使(?=[{PARTY}其])").search(text, left[2], right[1])
    if m is None:
        return None
    a, b = _halves(whole, at, m.start())
    a.cue, a.head, a.only = m.span(), b, only is not None
    if find(text, "waived", whole.start, left[1]) or find(text, "without_open", whole.start, left[1]):
        a.relation, a.status = "without", "pending"
    elif undone(text, whole.start, m.start(), a.events):
        a.relation, a.status = "if", "pending"
    else:
        a.relation, a.status = "after", "done"
    return a, b


def _double_negation(text: str, whole: Piece, at: int, left: Hit, right: Hit) -> tuple[Piece, Piece] | None:
    """不付清尾款不予验车."""
    m = find(text, "negators", left[2], right[1])
    first = find(text, "undone", whole.start, left[1])
    if m is None or first is None or find(text, "deontic", whole.start, left[1]):
        return None
    a, b = _halves(whole, at, m.start())
    a.relation, a.status, a.cue, a.head = "if", "pending", first.span(), b
    return a, b


def _then(text: str, whole: Piece, at: int, left: Hit, right: Hit) -> tuple[Piece, Piece] | None:
    m = find(text, "then_open", left[2], right[1])
    if m is None or m.group() == "后" or m.group() == "之后":
        return None
    a, b = _halves(whole, at, m.start())
    b.relation, b.cue, b.head = "then", m.span(), a
    return a, b


def _negated(text: str, whole: Piece, at: int, left: Hit, right: Hit) -> tuple[Piece, Piece] | None:
    m = find(text, "negators", left[2], right[1]) or find(text, "refusers", left[2], right[1])
    if m is None:
        return None
    a, b = _halves(whole, at, m.start())
    b.relation, b.head = "and", a
    return a, b


def _chained(text: str, whole: Piece, at: int, left: Hit, right: Hit) -> tuple[Piece, Piece] | None:
    """付款提车, 验车付款, 签约→验车: verbs set side by side or joined by arrows happen in that order."""
    between = text[left[2]:right[1]]
    listed = whole.listed and len(between) <= 20 and between[:12].strip("\u3000")[:1] in ("、", "和", "及")
    if not listed and not re.fullmatch(r"\s*(?:→|->|-+>|—+>?|⇒|>|»|➔|➜)?\s*", between):
        return None
    a, b = _halves(whole, at, right[1])
    b.relation, b.cue, b.head, b.carried = "then", (left[1], right[2]), a, True
    return a, b
