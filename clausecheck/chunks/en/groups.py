"""The finite verb groups of an English sentence, and where the clause of each begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clausecheck.chunks.en.tokens import Token
from clausecheck.chunks.en.words import group

_SUBJECTS = frozenset(["you", "we", "it", "they", "he", "she"])
_HAVE = frozenset(["has", "have", "had"])
Ranges = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A finite verb group: tokens [start, end), its subject's first token, and the lexical verb (or −1)."""

    onset: int
    start: int
    end: int
    verb: int
    passive: bool
    perfect: bool
    inverted: bool = False


def verb_groups(tokens: Sequence[Token], events: Ranges, persons: frozenset[str]) -> list[VerbGroup]:
    """The finite verb groups in order. `events`: token ranges of event mentions, which end a noun phrase."""
    groups: list[VerbGroup] = []
    i = 0
    while i < len(tokens):
        if _finite(tokens, i):
            found = _group(tokens, i, groups[-1].end if groups else 0, events, persons)
            groups.append(found)
            i = max(found.end, i + 1)
        else:
            i += 1
    return groups


def _finite(tokens: Sequence[Token], i: int) -> bool:
    token = tokens[i]
    if token.tag != "V" or token.form == "s":
        return token.tag in ("M", "V")
    k = i - 1
    while k >= 0 and tokens[k].tag in ("A", "G"):
        k -= 1
    last = tokens[k] if k >= 0 else None
    if token.form == "base":
        if any(t.tag == "V" and t.base in ("let", "help", "make", "have", "see") for t in tokens[max(0, i - 6) : i]):
            return False
        if last is not None and last.tag == "C" and any(t.form == "base" for t in tokens[max(0, i - 8) : k]):
            return False  # "cannot reach or view it": one group
        return last is None or last.tag in (".", ";", ":", ",", "P", "R", "C", "N")
    return token.form == "ed" and last is not None and last.tag in ("P", "R") and last.text not in ("that", "one")


def _group(tokens: Sequence[Token], i: int, floor: int, events: Ranges, persons: frozenset[str]) -> VerbGroup:
    end, verb, passive, perfect = _extent(tokens, i)
    onset = i if _asks(tokens, i) else _onset(tokens, i, floor, events, persons)
    inverted = verb < 0 and _inverts(tokens, i, end, onset)
    if inverted:
        end, verb, passive = _inverted(tokens, end)
        perfect = perfect or tokens[i].text == "had"
    return VerbGroup(i if inverted else onset, i, end, verb, passive, perfect, inverted)


def _asks(tokens: Sequence[Token], i: int) -> bool:
    """ "do you", "may the goods": the subject follows whatever stands before."""
    if i + 1 >= len(tokens) or tokens[i].tag != "M":
        return False
    following = tokens[i + 1]
    modal = tokens[i].text in group("true_modals") or tokens[i].text in ("do", "does", "did")
    determined = following.tag in ("D", "P") and following.text not in ("both", "all", "each")
    return modal and determined or following.text in _SUBJECTS


def _inverts(tokens: Sequence[Token], i: int, end: int, onset: int) -> bool:
    """Does the subject stand behind the auxiliary at `i`?"""
    if tokens[i].tag != "M" or end >= len(tokens) or tokens[end].tag not in ("D", "P"):
        return False
    fronted = i > 0 and tokens[i - 1].text in group("fronted") and tokens[i].text not in _HAVE
    return onset == i or fronted


def _extent(tokens: Sequence[Token], i: int) -> tuple[int, int, bool, bool]:
    """End of the group that begins at `i`, its lexical verb, passive?, perfect?"""
    verb = i if tokens[i].tag == "V" else -1
    be = tokens[i].text in ("is", "are", "was", "were", "am")
    perfect = tokens[i].text in _HAVE
    j = i + 1
    while verb < 0 and j < len(tokens):
        token = tokens[j]
        if token.tag == "B":
            perfect = perfect or token.text in ("have", "having")
            be = be or token.text in ("be", "been", "being")
        elif token.tag == "V":
            verb = j
        elif token.tag == "T" and j + 1 < len(tokens) and (be or perfect or tokens[j - 1].text == "ought"):
            perfect = False
        elif token.tag not in ("A", "G", "M") and token.text not in ("yet", "first"):
            break
        j += 1
    passive = be and verb >= 0 and tokens[verb].form == "ed"
    return j, verb, passive, perfect and verb >= 0 and tokens[verb].form == "ed"


def _inverted(tokens: Sequence[Token], j: int) -> tuple[int, int, bool]:
    """After "shall the car …": the rest of the verb group behind the subject."""
    be = False
    for k in range(j, min(j + 10, len(tokens))):
        if tokens[k].tag in ",;:.RM":
            break
        if tokens[k].tag == "B":
            be = True
        if tokens[k].tag == "V" and (tokens[k].form == "base" or be):
            return k + 1, k, be and tokens[k].form == "ed"
    return j, -1, be


# --- the subject -----------------------------------------------------------------------------------------------------
def _onset(tokens: Sequence[Token], i: int, floor: int, events: Ranges, persons: frozenset[str]) -> int:
    """Walk left over the subject's noun phrase: where the clause of the verb at `i` begins."""
    j = i
    while j > floor:
        last = tokens[j - 1]
        if last.tag == "P":
            return j - 1
        if last.tag == "D" and last.text not in ("'s", "'"):
            step = _over_determiner(tokens, j, i, floor)
            if step == 0:
                return j - 1
            j -= step
        elif last.tag in ("N", "D"):
            if _two_events(tokens, j, i, events):
                return j
            if j == i and _apposed(tokens, j, floor, persons):
                return j - 1
            j -= 1
        elif _inside_phrase(tokens, j, i, floor):
            j -= 1
        else:
            return j
    return j


def _over_determiner(tokens: Sequence[Token], j: int, i: int, floor: int) -> int:
    """How far the phrase goes on before a determiner: not at all, one word, or over "of the"."""
    before = tokens[j - 2] if j - 2 >= floor else None
    if before is None:
        return 0
    if before.tag == "D":
        return 1
    inside = before.tag == "I" and before.text in ("of", "for", "in", "between", "by")
    return 2 if inside and not (before.text == "by" and j < i) else 0


def _two_events(tokens: Sequence[Token], j: int, i: int, events: Ranges) -> bool:
    """ "until payment | inspections are refused": two events side by side are no one phrase."""
    return j < i and tokens[j - 1].tag == "N" and tokens[j].tag in ("N", "V") and any(
        e == j for _, e in events) and any(s == j for s, _ in events)


def _apposed(tokens: Sequence[Token], j: int, floor: int, persons: frozenset[str]) -> bool:
    """ "on payment of the balance | buyers may": a person in the plural begins a phrase of its own."""
    last = tokens[j - 1].text
    return j - 2 >= floor and tokens[j - 2].tag == "N" and last in persons and last.endswith("s")


def _inside_phrase(tokens: Sequence[Token], j: int, i: int, floor: int) -> bool:
    """Adverbs beside the verb, "of", and participles behind a determiner belong to the phrase."""
    last = tokens[j - 1]
    if last.tag in ("A", "G"):
        return j == i or tokens[j].tag in ("A", "G", "M", "V")
    if j == i:
        return False
    participle = last.tag == "V" and last.form in ("ed", "ing") and j - 2 >= floor and tokens[j - 2].tag == "D"
    return participle or last.tag == "I" and last.text == "of"
