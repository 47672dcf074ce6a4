"""English: a sentence → its parts.

tokens ─ regions (en_regions) ─ drafts with signs (en_drafts, en_signs) ─ frames, lists, order words ─▶ parts
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from clausecheck.chunks import ACTS, Part
from clausecheck.chunks.en.clock import set_clocks
from clausecheck.chunks.en.drafts import Draft, Drafts, Mention, Status
from clausecheck.chunks.en.frames import split_frames
from clausecheck.chunks.en.lists import listed
from clausecheck.chunks.en.order import attributives, beforehand, on_that_day, otherwise, previously, sequence
from clausecheck.chunks.en.pieces import pieces
from clausecheck.chunks.en.regions import Parser
from clausecheck.chunks.en.tokens import Token, tokenise
from clausecheck.chunks.en.words import words
from clausecheck.patterns import later
from clausecheck.text import Sentence

LASTING = frozenset(["HANDOVER", "HANDOVER_DAY", "VISIT", "ARRIVE", "DISPATCH"])
"""Events that last: with "on" or "when" they are the time, not the condition."""

_ON = later(r"(?:only |just |except |but )*(?:up)?on(?: the)?(?: (?:day|date)(?: on which| when| that)?)?|"
            r"the day(?: on which| when| that)?")

_INCLUDING = later(r"\b(?:including|even|also|as well as|and equally)\b")
"""Before those who are added to the others: "including those who have not paid" is no condition."""

# from a verb of keeping back to the look that it keeps the goods from
_FROM = later(r"(?: [\w'-]+){1,4} from (?:any |the |an |your )?")
_NEAR = 14  # characters between a look and the word that calls it off: "the viewing will be cancelled"


def chunk(sentence: Sentence, mentions: Sequence[Mention]) -> tuple[Part, ...]:
    """The parts of an English sentence, in the order in which they begin. Heads are indices into the result.

    `mentions`: concepts and papers as `en_events.resolve` gives them, in view positions. A sentence longer than any
    drafter's is read in pieces, so that the time taken grows with its length and not with its square.
    """
    parts: list[Part] = []
    for start, end in pieces(sentence.view):
        inside = [(c, s - start, e - start) for c, s, e in mentions if start <= s and e <= end]
        first = len(parts)
        parts += [_moved(p, start, first) for p in _chunk(sentence.view[start:end], inside)]
    return tuple(parts)


def _moved(part: Part, by: int, first: int) -> Part:
    """A part of a piece, in the positions of the whole; `first`: how many parts stand before the piece's."""
    if not by:
        return part
    return replace(
        part,
        start=part.start + by,
        end=part.end + by,
        head=None if part.head is None else part.head + first,
        subject=None if part.subject is None else (part.subject[0] + by, part.subject[1] + by),
        cue=None if part.cue is None else (part.cue[0] + by, part.cue[1] + by),
        names=tuple((n, s + by, e + by) for n, s, e in part.names),
    )


def _chunk(view: str, mentions: Sequence[Mention]) -> tuple[Part, ...]:
    known = words()
    tokens = tokenise(view, known)
    if not tokens:
        return ()
    atoms = _atoms(view, mentions)
    tokens = _acting(tokens, atoms)
    events = _token_ranges(tokens, atoms)
    parser = Parser(view, tokens, events, known)
    drafts = Drafts(view, tokens, events, atoms, parser.run(), known, parser.frames)
    for rewrite in (split_frames, attributives, sequence, listed, otherwise, previously, on_that_day):
        rewrite(drafts)
    return _freeze(drafts)


def _acting(tokens: Sequence[Token], atoms: Sequence[Mention]) -> list[Token]:
    """To forfeit and to cancel are done for themselves: as acts they refuse nothing but a look that is called off."""
    looks = [e for c, _, e in atoms if c in ("INSPECT", "APPOINT", "VISIT")]
    acts = [(s, e) for c, s, e in atoms if c in ACTS and not (c == "CANCEL" and any(0 < s - f < _NEAR for f in looks))]
    return [replace(t, base="do") if t.tag == "V" and any(s <= t.start < e for s, e in acts) else t for t in tokens]


def _atoms(view: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions that hold no smaller one: a joined concept covers its verb, its thing and what is between. What is kept
    from a look ("withhold the car from inspection") is no money forfeited."""
    looks = [s for c, s, _ in mentions if c == "INSPECT"]
    return [
        m
        for m in mentions
        if not any(o != m and m[1] <= o[1] and o[2] <= m[2] and o[2] - o[1] < m[2] - m[1] for o in mentions)
        and not (m[0] == "FORFEIT" and any(_FROM.fullmatch(view, m[2], s) for s in looks))
    ]


def _token_ranges(tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    ranges = []
    for _, start, end in mentions:
        inside = [k for k, t in enumerate(tokens) if t.start < end and t.end > start]
        if inside:
            ranges.append((inside[0], inside[-1] + 1))
    return sorted(set(ranges))


# --- the result ------------------------------------------------------------------------------------------------------
def _freeze(a: Drafts) -> tuple[Part, ...]:
    for d in a.all:
        d.status = _status(a, d)
        beforehand(a, d)
        if d.rule == "done" and d.cue and _lasting(a, d, LASTING) and _ON.fullmatch(a.between(*d.cue)):
            d.relation, d.status = "same", "same"
    set_clocks(a)
    order = sorted((n for n, d in enumerate(a.all) if d.keep), key=lambda n: (a.all[n].start, -a.all[n].end))
    place = {n: i for i, n in enumerate(order)}
    return tuple(_part(a, a.all[n], place) for n in order)


def _status(a: Drafts, d: Draft) -> Status:
    """The state of the draft's event in which its head holds."""
    if d.fixed is not None:
        return d.fixed
    if d.relation in ("main", "and", "then", "content", "purpose") or d.rule == "none" or d.sign == 0:
        return None
    if d.relation == "relative" and not _conditional(a, d):
        return None
    by_sign: Status = "done" if d.sign > 0 else "pending"
    if d.rule == "pending":
        return "pending"
    if d.rule in ("polarity", "done"):
        return by_sign
    if d.rule == "unmet":
        return "pending" if d.sign > 0 else "done"
    if d.rule == "place":
        return "same" if d.sign > 0 else None
    if d.rule in ("when", "while"):
        if d.sign < 0 or d.group is not None and d.group.perfect:
            return by_sign
        return "same" if d.rule == "while" or _lasting(a, d, LASTING | {"INSPECT"}) else "done"
    return "same"


def _conditional(a: Drafts, d: Draft) -> bool:
    """Does a relative pick out whom or what the head is about, or only say more of it ("in which … can be viewed")?"""
    start = d.cue[0] if d.cue is not None else 0
    if start and _INCLUDING.search(a.between(max(0, start - 4), start)):
        return False
    if d.cue is None or d.sign < 0 or d.group is None or d.group.perfect:
        return True
    before = a.tokens[d.cue[0] - 1] if d.cue[0] else None
    if before is not None and before.text in a.words.persons:
        return True
    return any(a.tokens[k].text in ("who", "whose", "whom", "whoever") for k in range(*d.cue))


def _lasting(a: Drafts, d: Draft, which: frozenset[str]) -> bool:
    return any(c in which for c, _, _ in a.mentions_in(d.own))


def _part(a: Drafts, d: Draft, place: dict[int, int]) -> Part:
    head = d.head
    while head is not None and head not in place:
        head = a.all[head].head
    perfect = d.group is not None and d.group.perfect
    return Part(
        start=a.tokens[d.start].start if d.start < len(a.tokens) else len(a.view),
        end=a.tokens[d.end - 1].end if d.end else 0,
        head=None if head is None else place[head],
        relation=d.relation,
        status=d.status,
        sign=d.sign,
        modality=d.modality,
        subject=d.subject,
        cue=None if d.cue is None else (a.tokens[d.cue[0]].start, a.tokens[d.cue[1] - 1].end),
        hypothetical=d.relation in ("if", "unless") and not d.asserted,
        only=d.only,
        anaphoric=d.anaphoric,
        announces=d.relation == "main" and a.words.ordered.search(a.view) is not None,
        negated=d.sign < 0 and d.relation in ("if", "unless", "relative", "because"),
        names=tuple(m for m in a.mentions_in(d.own) if m[0].islower()),
        clock=d.clock,
        past=d.relation == "main" and perfect and d.modality == "is",
    )
