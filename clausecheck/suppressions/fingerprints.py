"""What a finding is known by when clauses are numbered anew: its rule, and a hash of the words it rests on.

The hash counts the words of the finding's clauses without their numbers and without the numbers that they refer to,
whatever their order, white space, width and case. A clause that is worded anew has another hash: what was put up with
is looked at again.
"""

from __future__ import annotations

import re
from hashlib import sha256

from clausecheck.findings import Finding
from clausecheck.folding import fold_characters
from clausecheck.text import Source

_REFERENCE = re.compile(
    r"第[0-9一二三四五六七八九十百千零〇两.．至、和及-]+[条條款项項章节節目]"
    r"|\b(?:clauses?|articles?|sections?|paragraphs?|items?|schedules?)\s*[0-9][0-9.()a-z-]*",
    re.IGNORECASE,
)
_BLANK = re.compile(r"\s+")
LENGTH = 16  # hexadecimal digits


def quote_hash(finding: Finding, contract: Source) -> str:
    """The hash of a finding's words. `contract`: the source that its clauses stand in."""
    clauses = finding.clauses if finding.evidence else ()  # silence has no words: the rule alone is known
    words = sorted({_words(contract.text[c.start : c.end], c.number) for c in clauses})
    return sha256("\n".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


def _words(text: str, number: str) -> str:
    own = text.strip().removeprefix(number)
    return _BLANK.sub("", _REFERENCE.sub("#", fold_characters(own))).strip(".。、:：;；")
