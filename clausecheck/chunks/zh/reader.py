"""One Chinese sentence up to its full stop, read from left to right: each piece is hung on its head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from clausecheck.chunks import Hit
from clausecheck.chunks.cues import any_of
from clausecheck.chunks.zh.again import ON_THE_DAY, again, has_its_own, shows_proof
from clausecheck.chunks.zh.conditions import bare, completed, merge_chain, opened
from clausecheck.chunks.zh.frames import framed
from clausecheck.chunks.zh.pieces import PARTY, Piece, blank, find
from clausecheck.chunks.zh.refusals import instead, punished, second, turned_down
from clausecheck.chunks.zh.regions import cut
from clausecheck.chunks.zh.signs import MUST
from clausecheck.chunks.zh.stretches import announced, segments, unmasked
from clausecheck.patterns import later

_FOR = later("[、 ]*(?:以?供(?!应)|以便|便于|让|请)")
_DONE_THEN = later("[再才方始即\u3000]*(?:为之|行之|进行|办理|实施|处理)[\u3000]*$")
_SAYS_MORE = later("退|换|赔|还|补|担责|负责")  # 启封后概不退换 denies something of its own
_EQUALS = later(r"[\u3000、]*(?:即|就|便|方|才|也)?(?:为|是|系)")


def read_group(view: str, text: str, start: int, end: int, events: Sequence[Hit], prior: Piece | None) -> Reader:
    reader = Reader(view, text, events, prior)
    for s, e, chained in segments(text, start, end):
        if chained and reader.listed < 0:
            reader.listed = s
        reader.read(s, e, any(e <= h[1] < end for h in events))
    _hang_last(reader, start, end)
    return reader


class Reader:
    """Reads the segments of one group from left to right and hangs each piece on its head."""

    def __init__(self, view: str, text: str, events: Sequence[Hit], prior: Piece | None) -> None:
        self.prior = prior  # the last main part of the group before
        self.view = view
        self.raw = unmasked(view, text, events)
        self.text = text
        self.events = events
        self.made: list[Piece] = []
        self.waiting: list[Piece] = []
        self.last: Piece | None = None
        self.step = False  # 第二步 stood before
        self.listed = -1  # where a list of steps begins

    def read(self, start: int, end: int, more: bool) -> None:
        """One segment. `more`: an event follows in a later one."""
        here = [e for e in self.events if start <= e[1] < end and not self._aside(e)]
        if self.listed < 0:
            place = announced(self.view, start, end + 1)
            self.listed = -1 if place is None else place
        frame = framed(self.raw, self.text, start, end, here)
        pieces = frame or cut(self.text, start, end, here, 0 <= self.listed <= start or start <= self.listed <= end)
        if not here and not pieces:
            self._empty(start, end)
            return
        if frame is None:
            self._nest(pieces)
            self._subordinate(pieces, start, more)
        self._attach(pieces, start, end)
        self.made += pieces

    def _aside(self, event: Hit) -> bool:
        return self.text[event[1]] == "\u3000"

    def _empty(self, start: int, end: int) -> None:
        """A segment without an event: 恕不接待, 应予配合 say yes or no to what the segment before named."""
        self.step = self.step or any_of("zh", "step").search(self.view, start, end) is not None
        meant = again(self.raw, self.text, start, end)
        if meant is not None:
            self.waiting.append(meant)
            self.made.append(meant)
            return
        for name, relation, status in (("back_before", "before", "pending"), ("back_after", "after", "done")):
            m = find(self.raw, name, start, end)
            if not m or not self.last or self.waiting:
                continue
            if relation == "after" or not find(self.text, "negators", m.end(), end):
                piece = Piece(start, end, [], cue=m.span(), head=self.last, anaphoric=True)
                piece.relation, piece.status = relation, status  # type: ignore[assignment]
                self.made.append(piece)
            return  # 此前不可以 was told already by the part before
        alone = None if self.waiting else self.last
        if alone is not None and turned_down(self.view, self.raw, self.text, alone, start, end):
            return
        topic = self.waiting[-1] if self.waiting else None
        if topic is None or not topic.events or topic.closer not in ("的", "者", "时", ""):
            return
        if topic.status == "pending" or topic.only:
            return
        no = find(self.text, "negators", start, end) or find(self.text, "refusers", start, end)
        if no or (len(self.waiting) > 1 and find(self.text, "accommodate", start, end)):
            self.waiting.remove(topic)
            topic.relation, topic.status, topic.end = "main", None, end
            self._attach([topic], topic.start, end)

    def _nest(self, pieces: list[Piece]) -> None:
        """付款后验车不合格的: a region set right before another one belongs into it."""
        regions = [p for p in pieces if not p.main and p.head is None and p.events]
        for a, b in zip(regions, regions[1:], strict=False):
            apart = self.view[a.end:a.end + 1] in "、和与及且并" or (a.status, b.status) == ("done", "pending")
            if a.end <= b.start and b.start - a.end < 2 and not apart and b.closer:
                a.head = b

    # a whole segment may be subordinate
    def _subordinate(self, pieces: list[Piece], start: int, more: bool) -> None:
        mains = [p for p in pieces if p.main and p.head is None]
        if find(self.raw, "insist", start, pieces[0].end) and find(self.raw, "if_open", start, pieces[0].end):
            before = any(p.relation == "before" for p in pieces)
            if mains and before and punished(self.view, pieces[-1].end):
                mains[0].denied = True  # 若坚持在付清前检车，视为放弃订单: it is forbidden
                return
            for piece in pieces:
                piece.relation, piece.status = "if", None  # 若坚持先付款后看车: nothing of it is agreed
            return
        if not mains:
            if len(pieces) == 1 and _EQUALS.match(self.text, start) and (self.waiting or self.last):
                pieces[0].relation, pieces[0].status = "main", None  # 结清之时，即为验车之日
                for sub in self.waiting:
                    sub.relation, sub.status = ("after", "done") if sub.status == "same" else (sub.relation, sub.status)
            return
        head = mains[0]
        follows = self.last is not None
        refused = any(p.head is head and p.status == "pending" for p in pieces)  # 不见尾款不开舱 is whole
        hold = opened(self.text, head, follows) or (
            None if refused else bare(self.text, head, more, follows and not self.waiting))
        if hold is not None:
            head.relation, head.status, head.cue, head.only = hold.relation, hold.status, hold.cue, hold.only
            merge_chain(head, pieces)
            for piece in pieces:  # 如在期限内仍有房款未付: the same condition, denied in its second half
                if hold.relation == "if" and piece.relation == "and" and piece.head is head:
                    piece.relation, piece.status, piece.cue, piece.head = "if", "pending", hold.cue, None

    def _attach(self, pieces: list[Piece], start: int, end: int) -> None:
        subs = [p for p in pieces if not p.main and p.head is None]
        mains = [p for p in pieces if p.main and p.head is None and p.relation == "main"]
        nested = [p for p in pieces if not p.main and p.head is None and p.closer == "" and p.inner]
        if not mains:
            carrier = nested[0] if nested else None
            self._ellipsis(subs, start, end)
            for sub in subs:
                if self.text[sub.start - 1:sub.start] == "不" and sub.relation in ("before", "after"):
                    sub.relation, sub.status = ("after", "done") if sub.relation == "before" else ("before", "pending")
            for sub in [s for s in subs if s.head is None]:
                sub.settled = sub.relation == "before" and has_its_own(self.text, sub, end)
                if carrier is not None and sub is not carrier:
                    sub.head = carrier
                else:
                    self.waiting.append(sub)
            return
        head = mains[0]
        here = find(self.raw, "same_open", head.start, head.events[0][1])
        opens = here and not self.raw[head.start:here.start()].strip("\ue000 由买卖甲乙方双客户业主其")
        over = self.last is not None and completed(self.view, self.text, self.last)
        if here and opens and not subs and not self.waiting and not over:
            pieces.append(Piece(here.start(), here.end(), [], "same", "same", here.span(), head=head, anaphoric=True))
        if not subs and not any(p.head is head and not p.main for p in pieces):
            self._follow(head, start)
        elif self.last is not None and not self.waiting and second(text=self.text, last=self.last, head=head):
            head.relation, head.head = "then", self.last
        for sub in [*self.waiting, *subs]:
            if sub.settled and not find(self.text, "negators", head.start, head.events[0][1]):
                continue  # 交车之前调整车价，…: done with in its own breath
            sub.head = head
            if self._presupposes(sub, head):
                sub.relation, sub.status = "before", "pending"
        self.waiting = []
        self.last = ([p for p in pieces if p.main] or mains)[-1]

    def _ellipsis(self, subs: list[Piece], start: int, end: int) -> None:
        """支付前无此权利, 此前不可以: a region with a bare denial is about what the main part before was about."""
        if self.waiting and self.waiting[-1].events and subs and _DONE_THEN.match(self.view[subs[-1].end:end]):
            topic = self.waiting.pop()  # 欲察看者，交割时为之
            topic.relation, topic.status, self.last = "main", None, topic
            for sub in subs:
                sub.head = topic
            return
        if self.last is None or self.waiting or not subs or subs[-1].status not in ("pending", "done"):
            return
        rest = blank(self.text, [(s.start, s.end) for s in subs])
        no = find(rest, "negators", subs[-1].end, end)
        if no is None or _SAYS_MORE.search(rest, no.end(), end):
            return
        twin = replace(self.last, relation="main", head=None, denied=True, reach=False)
        self.made.append(twin)
        for sub in subs:
            sub.head = twin

    def _presupposes(self, sub: Piece, head: Piece) -> bool:
        """验车时余款应已付清; 如欲验车，须先付清: what is told of the head comes before the region's event."""
        if sub.events and sub.status in ("same", "done") and sub.closer in ON_THE_DAY and shows_proof(self.view, head):
            return True
        if sub.anaphoric or not sub.events or (sub.status != "same" and (sub.relation, sub.status) != ("if", "done")):
            return False
        first = head.events[0][1]
        told = re.search("已|业已", blank(self.raw, head.inner)[head.start:first])
        wished = find(self.raw, "desire", sub.start, sub.events[-1][1])
        ahead = find(self.raw, "first", head.start, first)
        must = find(self.view, "deontic", head.start, first) and MUST.search(self.view[head.start:first])
        return bool(told and sub.status == "same") or bool(wished and (ahead or must))

    def _follow(self, piece: Piece, start: int) -> None:
        """How a main part without a region of its own goes on from the one before."""
        first = piece.events[0][1]
        text = self.text
        link_only = find(text, "link_only", start, first)
        link = link_only or find(text, "link", start, first)
        then = find(text, "then_open", start, first)
        if then and then.group() in ("后", "后由", "后再") and text[start:then.start()].strip(f"\u3000 应须{PARTY}"):
            then = None
        if link and link.group() == "否则":
            self._otherwise(piece, link)
        elif self.last is not None and instead(self.view, text, self.last, start, first):
            self.made.append(replace(piece, relation="unless", status="pending", head=self.last, only=True))
        elif self.waiting:
            piece.only = link_only is not None
        elif link or then or piece.reach or self._steps(piece, start):
            cue = link or then
            piece.relation, piece.only = "then", link_only is not None
            piece.cue = cue.span() if cue else piece.cue
            piece.head = self.last or self.prior
        elif self.last is not None and (_FOR.match(self.raw, piece.start) or self._let_in(piece)):
            piece.relation, piece.head = "then", self.last
        elif self.last is not None:
            over = completed(self.view, text, self.last)
            piece.relation, piece.head = ("then" if over else "and"), self.last

    def _let_in(self, piece: Piece) -> bool:
        """围栏即开，由买家试骑: what is opened is opened for that."""
        opened = self.last is not None and self.last.events[-1][0] == "VISIT"
        return opened and bool(re.match("[\u3000、 ]*(?:由|任|供|给|随)", self.raw[piece.start:]))

    def _span(self) -> tuple[int, int]:
        """Where the last main part stands up to its event: 不安排查看，请先付款 has its denial there."""
        return (self.last.start, self.last.events[0][1]) if self.last is not None else (0, 0)

    def _steps(self, piece: Piece, start: int) -> bool:
        """第二步, or an item of a list that was announced as a sequence."""
        step = self.step or any_of("zh", "step").search(self.view, start, piece.events[0][1]) is not None
        self.step = False
        return step or (self.last is not None and 0 <= self.listed <= self.last.events[0][1])

    def _otherwise(self, piece: Piece, link: re.Match[str]) -> None:
        """付清尾款，否则不得验车: what was said before, left undone."""
        if self.waiting or self.last is None:
            return
        twin = replace(self.last, relation="unless", status="pending", head=piece, cue=link.span(), only=True)
        self.made.append(twin)


def _hang_last(reader: Reader, start: int, end: int) -> None:
    """Regions with no main part after them hang on the one before; without any, on an empty one, side by side."""
    late = [w for w in reader.waiting if not _opens_only(w) and (
        reader.last is None or w.closer not in ("的", "者") or w.relation != "if"
        or re.search("[仅只限]", reader.view[w.start:w.end]))]
    head = reader.last
    if head is None and len(late) > 1:
        head = Piece(start, end, [], inner=[(p.start, p.end) for p in reader.made])
        reader.made.append(head)
    for sub in late:
        sub.head = head


def _opens_only(piece: Piece) -> bool:
    """此前, 上述手续办妥后: said of what follows, never of what was told."""
    return piece.anaphoric and not piece.events and piece.closer in ("前", "后")
