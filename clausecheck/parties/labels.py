"""甲方 and Party A as the words that say who they are: 卖方, the seller.

A lexicon has words for a seller and a buyer (卖方不得, the buyer may cancel); a contract that calls them 甲方 and 乙方
says the same. Where it tells which is which, a sentence is read with the plain word in the label's place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from clausecheck.parties import PartyName
from clausecheck.parties.words import LABELS
from clausecheck.text import Sentence

_PLAIN = {"zh": {"seller": "卖方", "buyer": "买方"}, "en": {"seller": "the seller", "buyer": "the buyer"}}
_ENGLISH = re.compile(r"(?<![\w-])(?:the )?(party [a-c])(?![\w-])")


def plain_labels(parties: Sequence[PartyName]) -> dict[str, str]:
    """Labels of the parties that are buyer or seller → the plain word: {"甲方": "卖方", "party b": "the buyer"}."""
    called = ((alias, party.role) for party in parties for alias in party.aliases if alias in LABELS)
    return {a: _PLAIN["en" if a.isascii() else "zh"][role] for a, role in called if role in _PLAIN["zh"]}


def in_plain_words(sentence: Sentence, plain: Mapping[str, str]) -> Sentence:
    """The sentence with plain words in its view for labels; each still stands at the label's place in the source."""
    view, offsets = sentence.view, sentence.offsets
    for label, word in plain.items():
        if not label.isascii():  # as long as what it replaces
            view = view.replace(label, word)
    if any(label.isascii() for label in plain) and "party " in view:
        view, offsets = _english(view, offsets, plain)
    return sentence if view is sentence.view or view == sentence.view else replace(sentence, view=view, offsets=offsets)


def _english(view: str, offsets: Sequence[int], plain: Mapping[str, str]) -> tuple[str, tuple[int, ...]]:
    parts: list[str] = []
    places: list[int] = []
    done = 0
    for match in _ENGLISH.finditer(view):
        word = plain.get(match[1])
        if word is None:
            continue
        parts += [view[done:match.start()], word]
        # the word begins and ends where the label does
        places += [*offsets[done:match.start()], *[offsets[match.start()]] * (len(word) - 1), offsets[match.end() - 1]]
        done = match.end()
    return "".join([*parts, view[done:]]), (*places, *offsets[done:])
