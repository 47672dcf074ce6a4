"""甲方, Party A and short names as the words that say who they are: 卖方, the seller.

A lexicon has words for a seller and a buyer (卖方不得, the buyer may cancel); a contract that calls them 甲方 and 乙方,
or 凌曜, says the same. Where it tells which is which, a sentence is read with the plain word in the label's place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from clausecheck.parties import PartyName
from clausecheck.parties.words import role_of_word
from clausecheck.text import Sentence

_PLAIN = {"zh": {"seller": "卖方", "buyer": "买方"}, "en": {"seller": "the seller", "buyer": "the buyer"}}


def plain_labels(parties: Sequence[PartyName]) -> dict[str, str]:
    """Labels and short names of buyer and seller → the plain word: {"甲方": "卖方", "party b": "the buyer"}."""
    called = ((alias, party.role) for party in parties for alias in party.aliases
              if len(alias) > 1 and role_of_word(alias) is None)
    return {a: _PLAIN["en" if a.isascii() else "zh"][role] for a, role in called if role in _PLAIN["zh"]}


def in_plain_words(sentence: Sentence, plain: Mapping[str, str]) -> Sentence:
    """The sentence with plain words in its view for labels; each still stands at the label's place in the source."""
    if not any(label in sentence.view for label in plain):
        return sentence
    view: list[str] = []
    places: list[int] = []
    done = 0
    for match in _pattern(tuple(plain)).finditer(sentence.view):
        word = plain[match.group().removeprefix("the ")]
        first, last = sentence.offsets[match.start()], sentence.offsets[match.end() - 1]
        view += [sentence.view[done:match.start()], word]
        places += [*sentence.offsets[done:match.start()], *[first] * (len(word) - 1), last]
        done = match.end()
    return replace(sentence, view="".join([*view, sentence.view[done:]]), offsets=(*places, *sentence.offsets[done:]))


@lru_cache(maxsize=64)
def _pattern(labels: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<![\w-])(?:the )?{re.escape(one)}(?![\w-])" if one.isascii() else re.escape(one)
                               for one in sorted(labels, key=len, reverse=True)))
