"""Sentences that speak of given concepts, made from their forms, for an author to put his own words in their place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from clausecheck.lexicon import AMOUNT, Lexicon

Frames = Mapping[str, tuple[str, ...]]  # by language

# {} is what the concepts say. Which frame reads as an assertion depends on the kind of word.
_ACTS: Frames = {
    "zh": ("卖方{}。", "买方{}。", "买方应{}。", "卖方有权{}。", "{}。", "依照本合同，{}。", "签约时{}。"),
    "en": ("The Seller {}.", "The Buyer {}.", "The Buyer shall {}.", "The Seller may {}.", "{}.",
           "Under this contract {}.", "On signing, {}."),
}
_NAMES: Frames = {
    "zh": ("卖方享有{}。", "本合同约定：{}。", "卖方收取{}。", "买方支付{}。", "{}。"),
    "en": ("The Seller has the {}.", "This contract provides for the {}.", "The Buyer pays the {}.", "There is {}.",
           "{}."),
}
_PHRASES: Frames = {
    "zh": ("本合同约定：{}。", "{}。", "卖方声明：{}。"),
    "en": ("{}.", "Under this contract {}.", "The Seller {}.", "The parties agree: {}."),
}
DENIALS: Frames = {
    "zh": ("卖方不得{}。", "卖方不{}。", "不{}。", "买方无须{}。", "卖方不享有{}。", "没有{}。"),
    "en": ("The Seller may not {}.", "The Seller does not {}.", "The Seller has no {}.", "The Buyer need not {}.",
           "No {}.", "There is no {}."),
}
NEUTRAL: Frames = {
    "zh": ("双方可以另行书面补充本合同。", "本合同一式两份，双方各执一份。", "双方各留一个联系电话。"),
    "en": ("The parties may add to this contract in writing.",
           "This contract is made in two copies, one for each party.",
           "Each party leaves a telephone number."),
}
_JOINTS: Frames = {"zh": ("，",), "en": (" and ", ", ", " ")}
_FORMS = 6


def frames(concepts: Sequence[str], language: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Frames for sentences that speak of concepts, those that suit the first one's kind first."""
    kind = lexicon.concepts[concepts[0]].kind if concepts and concepts[0] in lexicon.concepts else "state"
    every = {"event": _ACTS, "thing": _NAMES, "party": _NAMES}.get(kind, _PHRASES)
    return tuple(dict.fromkeys(f for by in (every, _ACTS, _PHRASES, _NAMES) for f in by[language]))


def words_of(concept: str, language: str, lexicon: Lexicon, depth: int = 0) -> tuple[str, ...]:
    """A few ways to say a concept: its first forms, or those of the concepts that make it, one after the other."""
    known = lexicon.concepts.get(concept)
    if concept == AMOUNT:
        return ("5000元",) if language == "zh" else ("CNY 5,000",)
    if known is None or depth > 2:
        return ()
    gap = "" if language == "zh" else " the "
    found = [form.replace("*", "").replace(" … ", gap).replace("…", gap) for form in known.forms.get(language,
                                                                                                     ())[:_FORMS]]
    for way in known.joins[:2]:
        parts = [words_of(part, language, lexicon, depth + 1)[:2] for part in way]
        found += [("" if language == "zh" else " the ").join(said) for said in product(*parts)]
    return tuple(dict.fromkeys(found))[: 2 * _FORMS]


def sayings(concepts: Sequence[str], language: str, lexicon: Lexicon, frames: Sequence[str]) -> Iterator[str]:
    """Sentences that speak of all the concepts, the likeliest first; none where one of them has no words."""
    ways = [words_of(c, language, lexicon) for c in concepts]
    if not all(ways):
        return
    for number in range(max(map(len, ways))):
        said = [way[number % len(way)] for way in ways]
        for frame, joint in product(frames, _JOINTS[language] if len(said) > 1 else ("",)):
            sentence = frame.format(joint.join(said))
            yield sentence[0].upper() + sentence[1:]
