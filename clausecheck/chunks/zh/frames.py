"""Frames of Chinese with both events in one predicate: 以…为前提, 将…作为…的条件, …取决于…, …先于…, 以…为由."""

from __future__ import annotations

import re
from collections.abc import Sequence

from clausecheck.chunks import Hit
from clausecheck.chunks.cues import any_of
from clausecheck.chunks.zh.pieces import Piece, blank, find, undone
from clausecheck.chunks.zh.regions import cut
from clausecheck.patterns import later

_COPULA = r"(?:乃是|乃|即系|便是|就是|作为|作|为|是|系|属于|属|构成|成为|即为|即是)"


def framed(raw: str, text: str, start: int, end: int, events: Sequence[Hit]) -> list[Piece] | None:
    """The pieces of a segment that one of the frames fills; None where none does.

    `raw` has only the events blanked; in `text` the words that look like cues are blanked too.
    """
    if not events:
        return None
    for frame in _FRAMES:
        made = frame(raw, text, start, end, events)
        if made:
            return made
    return None


def _inside(events: Sequence[Hit], start: int, end: int) -> list[Hit]:
    return [e for e in events if start <= e[1] and e[2] <= end]


def _denied(text: str, start: int, at: int) -> re.Match[str] | None:
    """The negation right before a place, if there is one."""
    negators = any_of("zh", "negators").pattern
    return re.compile(rf"(?:{negators})(?:得|应|可|能|会|须|再|需|当)?$").search(text[:at], start)


def _ground(raw: str, text: str, start: int, end: int, events: Sequence[Hit]) -> list[Piece] | None:
    """以未验车为由拒付尾款; 因未验车而拒付尾款."""
    noun = any_of("zh", "ground_noun").pattern
    m = re.compile(rf"以(?P<x>.+?)(?:为|作为|作)(?:{noun})").search(raw, start, end) or \
        re.compile(r"(?<=[不可得能])因(?P<x>.+?)而").search(raw, start, end)
    if m is None or not _inside(events, m.start(), m.end()):
        return None
    inside = _inside(events, m.start(), m.end())
    status = "pending" if undone(text, m.start("x"), m.end("x"), inside) or _question(m["x"]) else "done"
    sub = Piece(m.start(), m.end(), inside, "because", status, m.span())  # type: ignore[arg-type]
    return [sub, *_rest(text, start, end, events, [sub])]


def _question(words: str) -> bool:
    """是否验车, 需要先看车: asked or wished for, so not done."""
    return bool(re.search("是否|与否|有无|待|需|要求|希望|想|欲|先", words))


def _rest(text: str, start: int, end: int, events: Sequence[Hit], subs: list[Piece],
          spent: Sequence[tuple[int, int]] = ()) -> list[Piece]:
    """What the segment says besides its frame, as its main pieces; the frame hangs on the first."""
    left = [e for e in events if not any(s.start <= e[1] < s.end for s in subs)]
    made = cut(blank(text, [(s.start, s.end) for s in subs]), start, end, left)
    mains = [p for p in made if p.main and p.events]
    for piece in mains:
        piece.inner += [*((s.start, s.end) for s in subs), *spent]
    for sub in subs:
        sub.head = mains[0] if mains else None
    return made


def _condition(raw: str, text: str, start: int, end: int, events: Sequence[Hit]) -> list[Piece] | None:
    noun = any_of("zh", "condition_noun").pattern
    for pattern, x, y in (
        (rf"以(?P<x>[^以]+?)(?:为|作为|作)(?P<y>[^为]*?的|其)?(?:{noun})", "x", "y"),
        (rf"(?:将|把)(?P<x>.+?)(?:作为|视为|设为|定为|列为|当作|作)(?P<y>.*?的)?(?:{noun})", "x", "y"),
        (rf"(?P<y>.+?)的?(?:{noun})(?:{_COPULA})(?P<x>.+)", "x", "y"),
        (rf"(?P<x>.+?){_COPULA}(?P<y>.+?)[的之]?(?:{noun})", "x", "y"),
        ("以(?P<x>.+?)(?:者)?(?:为限|为准|为先|为要)", "x", None),
    ):
        m = re.compile(pattern).search(raw, start, end)
        if m and _inside(events, *m.span(x)):
            return _conditional(raw, text, start, end, events, m, y)
    return None


def _conditional(raw: str, text: str, start: int, end: int, events: Sequence[Hit], m: re.Match[str],
                 y: str | None) -> list[Piece]:
    xs = _inside(events, *m.span("x"))
    copula = re.search(_COPULA, raw[m.end("x"):m.end()])
    places = [m.start(), m.end("x") + copula.start() if copula else m.end("x")]
    denials = [d for p in places if p > start and (d := _denied(raw, start, p))]
    no = len(denials) % 2 == 1
    sub = _condition_of(Piece(m.start("x"), m.end("x"), xs, cue=m.span()), no)
    ys = _inside(events, *m.span(y)) if y and m[y] else []
    if not ys:
        whole = _condition_of(Piece(m.start(), m.end(), xs, cue=m.span()), no)
        spent = blank(text, [d.span() for d in denials])  # the negation belongs to the frame, not to the main part
        return [whole, *_rest(spent, start, end, events, [whole], [d.span() for d in denials])]
    head = Piece(m.start(y), m.end(y), ys)  # type: ignore[arg-type]
    sub.head = head
    return [sub, head]


def _depends(raw: str, text: str, start: int, end: int, events: Sequence[Hit]) -> list[Piece] | None:
    m = find(raw, "depend", start, end)
    if m is None:
        return None
    left, right = _inside(events, start, m.start()), _inside(events, m.end(), end)
    if not right:
        return None
    denial = _denied(raw, start, m.start())
    if not left:  # 何时看房，取决于何时付清
        return [_condition_of(Piece(start, end, right, cue=m.span(), closer="取决于"), denial is not None)]
    head = Piece(start, denial.start() if denial else m.start(), left)
    return [head, _condition_of(Piece(m.end(), end, right, cue=m.span(), head=head), denial is not None)]


_FOLLOW_UP = later(
    rf"(?:{_COPULA}|在)(?P<x>[^,，]+?)[的之]?(?:后续|后一|下一|事后|后置)(?:服务|步骤|环节|程序|手续|事项|工作|安排|流程|步)")


def _follow_up(raw: str, text: str, start: int, end: int, events: Sequence[Hit]) -> list[Piece] | None:
    """看船乃船款收讫之后续步骤: what is the next step of another comes after it."""
    m = _FOLLOW_UP.search(raw, start, end)
    xs = _inside(events, *m.span("x")) if m else []
    if m is None or not xs or _denied(raw, start, m.start()):
        return None
    ys = _inside(events, start, m.start())
    sub = Piece(m.start(), m.end(), xs, "after", "done", m.span(), closer="后续")
    if not ys:
        return [sub]
    sub.head = Piece(start, m.start(), ys)
    return [sub.head, sub]


def _condition_of(piece: Piece, denied: bool) -> Piece:
    """What the rest depends on, or, where that is denied, does not depend on."""
    piece.relation, piece.status = ("without", "pending") if denied else ("if", "done")
    piece.only = not denied
    return piece


def _precedes(raw: str, text: str, start: int, end: int, events: Sequence[Hit]) -> list[Piece] | None:
    """验车先于付款, 付款不得早于验车, 验车晚于付款."""
    m = find(raw, "precede", start, end) or find(raw, "follow", start, end) or _put_off(raw, start, end)
    if m is None or raw[m.start() - 1:m.start()] in ("最", "至"):
        return None
    left, right = _inside(events, start, m.start()), _inside(events, m.end(), end)
    if not left and len(right) > 1:  # 先于付款完成验车
        left, right = right[1:], right[:1]
        head = Piece(right[0][2], end, left)
        before = any_of("zh", "precede").fullmatch(m.group()) is not None
        return [_placed(Piece(m.start(), right[0][2], right, cue=m.span(), head=head), before), head]
    if not left or not right:
        return None
    earlier = any_of("zh", "precede").fullmatch(m.group()) is not None
    denial = _denied(raw, left[-1][2], m.start())
    earlier = earlier != (denial is not None)
    head = Piece(start, denial.start() if denial else m.start(), left)
    return [head, _placed(Piece(m.end(), end, right, cue=m.span(), head=head), earlier)]


_PUT_OFF = later(
    "(?:推迟|延迟|拖延|延后|推后|顺延|延期|延|拖|挪|放|留|安排|改|移)(?:到|至|在|于)(?=[^,，]*\ue000[^,，]*?[之以]?后)")


def _put_off(raw: str, start: int, end: int) -> re.Match[str] | None:
    """付款不得推迟到验货之后, 验房顺延至付清以后."""
    return _PUT_OFF.search(raw, start, end)


def _placed(piece: Piece, earlier: bool) -> Piece:
    """What the head comes before, or after."""
    piece.relation, piece.status = ("before", "pending") if earlier else ("after", "done")
    return piece


def _places(raw: str, text: str, start: int, end: int, events: Sequence[Hit]) -> list[Piece] | None:
    """付款在先; 验车在后 reaches back to what the segment before put first."""
    m = re.compile("(?:在先|在前|居先|为先)[、和而并及]?|先履行[^,，]*").search(raw, start, end)
    left, right = (_inside(events, start, m.start()), _inside(events, m.end(), end)) if m else ([], [])
    if m and left and right and re.search("(?:在后|居后|为后|于后)", raw[right[-1][2]:end]):
        head = Piece(start, m.end(), left)
        return [head, Piece(m.end(), end, right, "then", None, m.span(), head=head)]
    m = re.compile("(?:在先|在前|优先|为先|先履行的?(?:义务|一方)?)$").search(raw, start, end)
    if m and len(events) == 1:
        return [Piece(start, end, list(events), cue=m.span(), closer="在先")]
    m = re.compile("(?:在后|居后|为后|于后|后履行的?(?:义务|一方)?)$").search(raw, start, end)
    if m and len(events) == 1:
        return [Piece(start, end, list(events), cue=m.span(), reach=True)]
    return None


_UNAFFECTED = later(
    "(?:不受|不问|不因|不依赖于?|不随)(?P<x>[^,，]+?)"
    "(?:限制|影响|约束|左右|制约|而(?:变化|改变|转移|受限|停止|延迟|延期|推迟))")
_UNRELATED = later("[与和跟](?P<x>[^,，]+?)(?:无关|没有关系|不相干|不挂钩)")


def _unaffected(raw: str, text: str, start: int, end: int, events: Sequence[Hit]) -> list[Piece] | None:
    """验车不受尾款支付情况的限制; 付款与验车无关."""
    m = _UNAFFECTED.search(raw, start, end) or _UNRELATED.search(raw, start, end)
    if m is None:
        return None
    xs, ys = _inside(events, *m.span("x")), _inside(events, start, m.start())
    if not xs or not ys:
        return None
    head = Piece(start, m.start(), ys)
    return [head, Piece(m.start(), m.end(), xs, "without", "pending", m.span(), head=head)]


def _together(raw: str, text: str, start: int, end: int, events: Sequence[Hit]) -> list[Piece] | None:
    """验船与交付同时进行."""
    m = re.compile(r"[与和同跟及、]").search(raw, events[0][2], end)
    if m is None or len(events) != 2 or not m.end() <= events[1][1] <= m.end() + 8:
        return None
    cue = find(raw, "together", events[1][2], end)
    if cue is None or not events[0][2] <= m.start() <= events[0][2] + 8:
        return None
    head = Piece(start, m.start(), [events[0]])
    return [head, Piece(m.end(), end, [events[1]], "same", "same", cue.span(), head=head)]


def _part_of(raw: str, text: str, start: int, end: int, events: Sequence[Hit]) -> list[Piece] | None:
    """验车为交车之一部分."""
    m = _PART_OF.search(raw, start, end)
    if m is None:
        return None
    xs, ys = _inside(events, start, m.start()), _inside(events, m.start(), m.end())
    if not xs or not ys:
        return None
    head = Piece(start, m.start(), xs)
    return [head, Piece(m.start(), m.end(), ys, "same", "same", m.span(), head=head)]


_PART_OF = later(
    "(?:作为|为|是|系|属于|属|构成|纳入|包含在|列入)[^,，]+?[的之]?(?:一部分|组成部分|一环|环节|步骤之一|项目之一|内容之一)")
_FRAMES = (_ground, _follow_up, _condition, _depends, _unaffected, _precedes, _places, _together, _part_of)
