"""Whose words they are: in a post, a reply or a chat, which sentences are the seller's own statements.

A question, a denial, a rumour that is reported and another speaker's words ("网友：…") are not. The words are in
`rules/lexicon/cues.speakers.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from clausecheck.patterns import later
from clausecheck.places import rules_root
from clausecheck.text import Sentence

# "官方：", "Q:", "Support:": a short label in front of what somebody says
_LABEL = later(r"^\W*([\w .@·&/-]{1,24}?)[\])】）>》\"'* ]*(?::|：|说[:：,，]|问[:：,，]|答[:：,，])")


@lru_cache(maxsize=8)
def _cue(name: str) -> re.Pattern[str]:
    from clausecheck.strictyaml import read

    words = read(rules_root() / "lexicon" / "cues.speakers.yaml")[name]
    return re.compile("|".join(rf"\b(?:{w})\b" if w[0].isascii() and w[0].isalpha() else w for w in words))


def not_own(sentences: Sequence[Sentence], names: Iterable[str] = ()) -> frozenset[int]:
    """Indices of the sentences that are not the seller's own statement. `names`: his own, from the front matter."""
    own_names = [n.lower() for n in names if n]
    foreign: set[int] = set()
    other_speaks = False
    paragraph = -1
    for sentence in sentences:
        label = _LABEL.match(sentence.view)
        if label is not None:
            other_speaks = _is_other(label.group(1), own_names, other_speaks)
        elif sentence.clause != paragraph:
            other_speaks = False  # a new paragraph with no label is the file's own speaker again
        paragraph = sentence.clause
        if other_speaks or any(_cue(name).search(sentence.view) for name in ("question", "reported", "denied")):
            foreign.add(sentence.index)
    return frozenset(foreign)


def _is_other(label: str, own_names: Sequence[str], before: bool) -> bool:
    """Does the label name somebody else? A label that says nothing ("日期") leaves the speaker as he was."""
    if any(name in label or label in name for name in own_names) or _cue("own").search(label):
        return False
    return True if _cue("others").search(label) else before
