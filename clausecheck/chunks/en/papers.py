"""English papers and occasions: what is handed out, shown or held goes by its own name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from clausecheck.chunks import Hit
from clausecheck.chunks.cues import words as classes
from clausecheck.chunks.en.words import words
from clausecheck.patterns import later

_DETERMINER = r"(?:a|an|the|such|this|that|said|its|your|our|their|any|each|no|one|proper|valid)"
_QUALITY = r"(?:signed|numbered|written|printed|electronic|valid|said|personal|one-time|digital|single-use|original)"
_NOT_INSIDE = (
    "do|does|did|not|may|shall|must|will|can|be|been|was|were|it|you|we|of|for|to|by|with|in|on|at|and|or|the|a|an|is|are|has|have|your|our|its|my|their|his|her|this|who|which|that|after|before|until|upon|from|as|first|other"
)
_ALONE = "voucher|permit|warrant|ticket|coupon|docket|chit|wristband|token|badge|slip"
_SHORT = "code|card|pass|pin|password|link|stamp|seal|certificate"
_OCCURS = later(
    r"(?:^|[.;,] |\bthe |\ba |\ban )(?P<name>[a-z][a-z-]+(?: [a-z][a-z-]+)?) "
    r"(?:(?:shall|will|may|is to|only|then|normally|can|must) )*"
    r"(?:takes? place|is held|are held|be held|happens?|occurs?)\b"
)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A named paper behind its determiner; compounds that are no papers."""
    paper = "|".join(classes("en", "papers"))
    name = re.compile(
        rf"(?:\b{_DETERMINER} |^|[.;:] )(?:{_QUALITY} )*"
        rf"(?P<name>(?:(?!(?:{_NOT_INSIDE})\b)[a-z][\w-]* ){{1,3}}?(?:{paper})|{_ALONE}|"
        rf"(?:(?<=the )|(?<=this )|(?<=that )|(?<=your ))(?:{_SHORT}))s?\b"
        r"(?! (?:of the|of this|of) (?:contract|agreement|law))"
    )
    first, last = "|".join(classes("en", "not_paper_before")), "|".join(classes("en", "not_paper"))
    return name, re.compile(rf"(?:{first}) (?:{last})$")


def papers(view: str, known: Sequence[Hit]) -> list[Hit]:
    """Release slip, gate pass, collection code: not those that have a concept of their own (`known`)."""
    name, not_paper = _patterns()
    found = []
    for m in name.finditer(view):
        start, end = m.span("name")
        text = view[start:end]
        person = text.split()[0] in words().persons
        if not (person or not_paper.search(text) or any(h[1] < end and start < h[2] for h in known)):
            found.append((text, start, end))
    return found


def occasions(view: str, taken: Sequence[Hit]) -> list[Hit]:
    """What is said to take place goes by its own name: "the launching takes place"."""
    found = []
    for m in _OCCURS.finditer(view):
        start, end = m.span("name")
        if view[start:end] not in words().pronouns and not any(h[1] < end and start < h[2] for h in taken):
            found.append((view[start:end], start, end))
    return found
