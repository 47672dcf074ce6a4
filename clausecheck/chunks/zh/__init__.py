"""A Chinese sentence → its parts.

The sentence is cut at commas; within each stretch subordinate regions are closed by postfix markers (后, 前, 时, 的) or
opened by prepositions (凭, 经, 未经), and whole stretches are subordinate by an opener (如, 除非, 无论) or by a bare
denial (尾款未付，…). What is left is main. Regions wait for the main part that follows, or hang on the one before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from clausecheck.chunks import ACTS, EVENTS, Hit, Part
from clausecheck.chunks.cues import any_of
from clausecheck.chunks.zh.events import resolve
from clausecheck.chunks.zh.payments import REST
from clausecheck.chunks.zh.pieces import PARTY, Piece, blank, find
from clausecheck.chunks.zh.reader import read_group
from clausecheck.chunks.zh.signs import clock_of, modality_of, past_of, sign_of, subject_of, words_outside
from clausecheck.chunks.zh.stretches import announced, stretches
from clausecheck.patterns import later
from clausecheck.text import Sentence

__all__ = ["chunk", "resolve"]

_UNABLE = later("不能|无法|违约")
_GROUP = later(r"[;；。！？!?\n]")
_ASIDE = later(r"[(（][^()（）]{0,40}[)）]")
_PARTY = later("[甲乙丙丁买卖双我你贵对供需销厂店馆校东各他本该此官受委定承发出租保购订售使用]方")


def chunk(sentence: Sentence, mentions: Sequence[Hit]) -> tuple[Part, ...]:
    """The parts of a sentence in text order. `mentions`: concepts and papers as `resolve` gives them."""
    view = sentence.view
    events = [h for h in mentions if h[0] in EVENTS or h[0] in ACTS or not h[0].isascii()]
    events = [h for h in events if h[0] != "CANCEL" or not _called_off(view, h, events)]
    text = masked(view, events)
    pieces: list[Piece] = []
    prior: Piece | None = None
    for start, end in stretches(text, _GROUP):
        reader = read_group(view, text, start, end, events, prior)
        pieces += sorted(reader.made, key=lambda p: (p.start, -p.end))
        prior = reader.last or prior
    return tuple(_parts(view, text, pieces))


def _late(text: str, piece: Piece) -> bool:
    """逾期付款的, 不能交房的: told as late, or as failing."""
    conditional = piece.relation == "if" and piece.status == "pending"
    tells = find(text, "late", piece.start, piece.end) or _UNABLE.search(text, piece.start, piece.end)
    return conditional and tells is not None


def _called_off(view: str, act: Hit, events: Sequence[Hit]) -> bool:
    """该次验房预约自动取消: calling off a look denies it; it is no act of its own."""
    off = view[act[1]:act[2]] in ("取消", "撤销", "作废")
    ends = not view[act[2]:act[2] + 1].strip("，,。；;、的 ")
    near = [h for h in events if h[0] in ("INSPECT", "APPOINT", "VISIT") and 0 <= act[1] - h[2] <= 6]
    return off and ends and any(not re.search("[,，后前的]", view[h[2]:act[1]]) for h in near)


def masked(view: str, events: Sequence[Hit]) -> str:
    """The view with events and cue-like words blanked, so that no cue is read inside of them."""
    chars = list(view)
    for _, s, e in events:
        chars[s:e] = "\ue000" * (e - s)
    text = "".join(chars)
    for m in _ASIDE.finditer(view):
        if not re.fullmatch(r"[(（]\s*[0-9一二三四五六七八九十]+\s*[)）]", m.group()):
            text = text[:m.start()] + "\u3000" * len(m.group()) + text[m.end():]
    text = REST.sub(lambda m: "\u3001" * len(m.group()), text)  # 未付的三十万元 is a sum, no denial
    text = _sound().sub(lambda m: "合格" + "\u3001" * (len(m.group()) - 2), text)
    text = re.sub("而(?:非|不是|不得|不能)(?:在)?(?:之?前|之?后|此前|此后)", lambda m: "\u3001" * len(m.group()), text)
    for hidden in (any_of("zh", "mask"), any_of("zh", "fails")):
        text = hidden.sub(lambda m: "\u3001" * len(m.group()), text)
    for party in (any_of("zh", "parties"), _PARTY):
        text = party.sub(lambda m: m.group() if m.group() in ("其", "他") else PARTY * len(m.group()), text)
    return text


@lru_cache(maxsize=1)
def _sound() -> re.Pattern[str]:
    """未发现问题, 无异议: no bad outcome is a good one."""
    bad = any_of("zh", "fails").pattern
    return re.compile(rf"(?:无|没有|未发现|未见|不存在|未提出|没)(?:任何|明显)?(?:{bad}|异议|误|问题|意见)")


def _parts(view: str, text: str, pieces: list[Piece]) -> list[Part]:
    ordered = sorted(pieces, key=lambda p: (p.start, -p.end))
    announces = announced(view, 0, len(view)) is not None
    if announces and not ordered:
        ordered = [Piece(0, len(view), [])]
    index = {id(p): n for n, p in enumerate(ordered)}
    return [_part(view, text, p, ordered, index, announces) for p in ordered]


def _part(view: str, text: str, piece: Piece, pieces: Sequence[Piece], index: dict[int, int], announces: bool) -> Part:
    outside = blank(text, piece.inner)
    seen = words_outside(view, outside, piece)
    return Part(
        start=piece.start, end=piece.end, head=None if piece.head is None else index.get(id(piece.head)),
        relation=piece.relation, status=piece.status, sign=sign_of(text, outside, piece) if piece.main else 1,
        modality=modality_of(seen), subject=subject_of(view, outside, piece), cue=piece.cue,
        hypothetical=piece.relation in ("if", "unless", "without"),
        fails=find(view, "fails", piece.start, piece.end) is not None, only=piece.only, anaphoric=piece.anaphoric,
        announces=announces, negated=piece.status == "pending" and piece.relation != "before",
        names=tuple(e for e in piece.events if not e[0].isascii()), late=_late(text, piece),
        clock=clock_of(view, outside, piece, pieces) if piece.main else None, past=past_of(seen, piece))
