"""One main stretch with several events → its pieces, cut wherever a cue stands between two of them."""

from __future__ import annotations

import re
from dataclasses import replace

from clausecheck.chunks import Hit
from clausecheck.chunks.zh.pieces import PARTY, Piece, find, undone
from clausecheck.patterns import later

_CAUSES = later(f"使(?=[{PARTY}其])")


def split(text: str, whole: Piece) -> list[Piece]:
    """Cut a main piece between its events wherever a cue stands between them."""
    for at, (left, right) in enumerate(zip(whole.events, whole.events[1:], strict=False), 1):
        for rule in (_first_needed, _indifferent, _concession, _not_waiting, _linked, _double_negation, _then, _negated,
                     _chained):
            made = rule(text, whole, at, left, right)
            if made:
                rest = split(text, made[1])
                if made[0].head is made[1]:
                    made[0].head = rest[0]  # it was cut again
                return [made[0], *rest]
    return [whole]


def _halves(whole: Piece, at: int, cut_at: int) -> tuple[Piece, Piece]:
    left = replace(whole, end=cut_at, events=whole.events[:at], inner=[i for i in whole.inner if i[0] < cut_at])
    right = replace(whole, start=cut_at, events=whole.events[at:], relation="main", cue=None, reach=False,
                    inner=[i for i in whole.inner if i[0] >= cut_at])
    return left, right


_NEEDS_FIRST = later("(?:[需须应得要请]|必须|需要|应当)(?:首|事|预)?先[\u3000]*(?:行|期)?[\u3000]*$")


def _first_needed(text: str, whole: Piece, at: int, left: Hit, right: Hit) -> tuple[Piece, Piece] | None:
    """看房需先付清房款: the second comes before the first."""
    m = _NEEDS_FIRST.search(text, left[2], right[1])
    if m is None or left[0] == right[0] or m.start() - left[2] > 4 or find(text, "negators", whole.start, right[1]):
        return None
    a, b = _halves(whole, at, m.start())
    a.relation, a.status, a.cue, a.head = "before", "pending", m.span(), b
    return a, b


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
    m = only or find(text, "link", left[2], right[1]) or _CAUSES.search(text, left[2], right[1])
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
    refused = _NOT_FIRST.search(text, whole.start, left[1])
    if refused and left[0] != right[0] and not b.events[1:]:
        a.relation, a.status, b.relation, b.head = "before", "pending", "main", None
        a.cue, a.head = refused.span(), b  # 不接受先看货再付款: it is the other way round
    return a, b


_NOT_FIRST = later(
    "(?:不(?:得|能|可以?|予|接受|支持|提供|受理|同意|允许|实行|采用|认可)|恕不|谢绝|拒绝|没有|禁止)"
    "[^,，。;；\ue000]{0,4}先[^,，。;；]*$")


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
