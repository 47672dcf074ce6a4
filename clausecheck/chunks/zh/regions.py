"""One stretch between two commas → its pieces: subordinate regions by their markers, and what stays outside of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from clausecheck.chunks import Hit, Relation
from clausecheck.chunks.cues import any_of, words
from clausecheck.chunks.zh.pieces import Piece, Status, blank, find, undone
from clausecheck.chunks.zh.splits import split
from clausecheck.chunks.zh.ways import days, means, relatives
from clausecheck.patterns import later

_DATE = later(r"[年月]\s*[0-9一二三四五六七八九十]+\s*[日号]?$")
_SAME_EVENTS = frozenset(["HANDOVER", "VISIT", "ARRIVE", "HANDOVER_DAY", "DISPATCH", "NOTIFY", "APPOINT"])
_CLOSES = {"after_close": "after", "before_close": "before", "same_close": "same", "day_close": "day", "if_close": "if"}
_AFTER_DE = frozenset("不概恕一谢无均可方始才仅拒禁严暂欢应须得享凭请有")


@lru_cache(maxsize=1)
def _closers() -> tuple[re.Pattern[str], dict[str, str]]:
    kinds = {w: kind for name, kind in _CLOSES.items() for w in words("zh", name)}
    ordered = sorted(kinds, key=lambda w: (-len(w), w))
    return re.compile("|".join(map(re.escape, ordered))), kinds


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
        opened = _opening(text, at, inside, kinds[m.group()])
        if opened > at:
            outer.append((at, opened))
        taken = [e for e in inside if e[1] >= opened]
        subs += _regions(text, opened, m, kinds[m.group()], taken)
        at = m.end()
    outer.append((at, end))
    rest = [e for e in events if any(s <= e[1] < f for s, f in outer)]
    return sorted([*subs, *_outside(text, start, end, rest, subs, listed)], key=lambda p: (p.start, p.end))


def _sound(text: str, at: int, m: re.Match[str], end: int) -> bool:
    """确认无误后, 满意的: a good outcome of what was told before."""
    return m.start() - at <= 16 and find(text, "sound", at, m.start()) is not None and _closes(text, m, "", at, end)


_STRESSED = later("(?<![凡若如要但])是[\u3001]*(?:不|没|要|可|能|会|由|得|须)[^,，]*$")


def _closes(text: str, m: re.Match[str], kind: str, at: int, end: int) -> bool:
    """Whether this marker really closes a region here."""
    word, after = m.group(), text[m.end():m.end() + 1]
    if word == "的" and m.end() == end and _STRESSED.search(text[at:m.start()]):
        return False  # 箱子是不拆的
    if word in ("的", "者"):
        return m.end() == end or (after in _AFTER_DE and not text.startswith("请求", m.end()))
    if word == "现场" and m.end() == end:
        return False  # 不移交现场
    if word in ("之先", "之后", "后", "以后") and text.startswith("履行", m.end()):
        return False  # 之先履行义务
    if word == "后" and text[m.start() - 1:m.start()] in tuple("随然而尔嗣事稍今往"):
        return False
    if word == "前" and re.match("提(?![供出交示请取车货醒起])|置", text[m.end():m.end() + 2]):
        return False
    if word == "环节" and (re.search("[个各项大]$", text[at:m.start()]) or re.match("[自从由]", text[m.end():])):
        return False  # 依次包括付款、验货三个环节; 验收环节自付清次日开始
    if "时间" in word or "时段" in word:
        return bool(find(text, "before_open", at, m.start()) or re.search("按|依", text[at:m.start()]))
    if word == "起":
        return bool(re.search("[自从由]|日", text[at:m.start()]))
    if word in ("前", "之前", "以前", "后", "以后", "之后", "起"):
        return not _DATE.search(text[at:m.start()])
    return True


_UNABLE = ("不能", "不能够", "无法", "没法", "迟延", "延迟", "拖延", "延付", "推迟", "不履行", "不配合", "不会", "无从")


_UNDONE_BEFORE = later("(?:尚?未能?|没有?|没能)$")
_HEREBY = later("在此(?![之以]?[前后]|期|时)")


def _opening(text: str, at: int, inside: Sequence[Hit], kind: str) -> int:
    """Where the region begins: at the preposition that opens it, or where the last region ended."""
    openers = [m for m in any_of("zh", "before_open").finditer(text, at, inside[-1][1])
               if not _HEREBY.match(text, m.start())]
    early = [m for m in openers if m.start() < inside[0][1]]
    if early:
        place = early[-1].start()
        left = _UNDONE_BEFORE.search(text, at, place) if kind == "if" else None  # 未在期限内付清的
        return left.start() if left else place
    if openers:
        return openers[-1].start()
    undone_words = words("zh", "undone")
    orders = [m for name in ("refusers", "negators") for m in any_of("zh", name).finditer(text, at, inside[0][1])
              if m.group() not in undone_words and not (kind == "if" and m.group() in _UNABLE)]
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


def _outside(text: str, start: int, end: int, events: list[Hit], subs: list[Piece], listed: bool) -> list[Piece]:
    """The main pieces, split where one segment holds several: at links, negators, sequence words, bare verb chains."""
    inner = [(s.start, s.end) for s in subs]
    bare = blank(text, inner)
    if not events:
        return []
    by = [*days(bare, start, events), *relatives(bare, start, end, events)]
    bare = blank(bare, [(b.start, b.end) for b in by])
    by += means(bare, start, end, [e for e in events if not any(b.start <= e[1] < b.end for b in by)])
    inner += [(b.start, b.end) for b in by]
    events = [e for e in events if not any(b.start <= e[1] < b.end for b in by)]
    if not events:
        return by
    whole = Piece(start, end, events, inner=inner, listed=listed)
    return [*by, *split(blank(text, inner), whole)]
