"""`because`: what raised a finding to its level, and what it would be without.

"high because of 7 days and “forfeited”; without “forfeited” medium". Made from the level's own elements and the words
that met them, so it can never say what was not met.
"""

from __future__ import annotations

from clausecheck.conditions.concept import Concept, Element
from clausecheck.conditions.figures import amount_words, amounts_of, period_words
from clausecheck.conditions.operators import Silent
from clausecheck.conditions.places import Reading
from clausecheck.conditions.qualifiers import Length, Worth
from clausecheck.conditions.walking import walk
from clausecheck.engine.claims import Claim
from clausecheck.mentions import Mention
from clausecheck.rules import NOTHING
from clausecheck.text import Bilingual

SEVERITY = {"high": Bilingual("高", "high"), "medium": Bilingual("中", "medium"), "low": Bilingual("低", "low")}
_LONGEST = 40  # characters of a quote


def because(claim: Claim) -> tuple[Bilingual, ...]:
    """One sentence that names what raised the finding; nothing where its level asks for nothing more."""
    said = {element: told(element, claim.raised) for element in claim.level.when}
    reasons = list(dict.fromkeys(words for words in said.values() if words != NOTHING))
    if not reasons:
        return ()
    own = SEVERITY[claim.level.severity]
    less = _without(claim, said)
    zh = [f"{own.zh}：因为有{'、'.join(r.zh for r in reasons)}", *(f"没有{w.zh}则为{SEVERITY[s].zh}" for w, s in less)]
    en = [f"{own.en} because of {' and '.join(r.en for r in reasons)}",
          *(f"without {w.en} {SEVERITY[s].en}" for w, s in less)]
    return (Bilingual("；".join(zh), "; ".join(en)),)


def _without(claim: Claim, said: dict[Element, Bilingual]) -> list[tuple[Bilingual, str]]:
    """For each element what the finding would be without it, where that is less."""
    found: dict[Bilingual, str] = {}
    for element, words in said.items():
        rest = next((low.severity for low, speaks in claim.lower if speaks and element not in low.when), None)
        if words != NOTHING and rest is not None and rest != claim.level.severity:
            found.setdefault(words, rest)
    return list(found.items())


def told(element: Element, reading: Reading) -> Bilingual:
    """An element in a reader's words: the figure that met it, or else the quote; for silence what is not said."""
    concepts = [e for e in walk((element,)) if isinstance(e, Concept)]
    if isinstance(element, Silent):
        if not any(c.words.zh for c in concepts):  # what softens a pack: no reason to tell
            return NOTHING
        return Bilingual("未写" + "、".join(c.words.zh for c in concepts),
                         "nothing said of " + " or ".join(c.words.en for c in concepts))
    for concept in concepts:
        mention = next((m.mention for m in reading.met if m.mention.concept == concept.concept), None)
        figure = None if mention is None else _figure(concept, mention)
        if figure is not None:
            return figure
    labels = {e.label for e in walk((element,))}
    quote = next((u.source.text[u.start : u.end] for u in reading.uses if u.element in labels), "")
    clipped = " ".join(quote.split())[:_LONGEST]
    return Bilingual(f"“{clipped}”", f"“{clipped}”") if clipped else NOTHING


def _figure(concept: Concept, mention: Mention) -> Bilingual | None:
    for qualifier in concept.qualifiers:
        period = qualifier.period(mention) if isinstance(qualifier, Length) else None
        if period is not None:
            return period_words(period)
        if isinstance(qualifier, Worth) and amounts_of(mention):
            return amount_words(amounts_of(mention))
    return None
