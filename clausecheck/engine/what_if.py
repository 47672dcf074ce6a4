"""What one change would make of a verdict: an element less or more, a defence met, a level's own element gone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clausecheck.conditions.concept import Element
from clausecheck.conditions.figures import MISSING
from clausecheck.conditions.writing import brief, cut
from clausecheck.engine.because import told
from clausecheck.engine.claims import Claim
from clausecheck.explanations import Explained, ExplainedLevel, WhatIf
from clausecheck.rules import NOTHING, Rule
from clausecheck.text import Bilingual


def of_a_finding(claim: Claim, graver: Sequence[ExplainedLevel], unless: Sequence[Explained]) -> tuple[WhatIf, ...]:
    """Without each element of its level, with what would make it graver, with each defence."""
    return tuple(dict.fromkeys([*_less(claim), *_more(graver), *_defended(unless)]))


def of_no_finding(when: Sequence[Explained], unless: Sequence[Explained], levels: Sequence[ExplainedLevel],
                  rule: Rule) -> tuple[WhatIf, ...]:
    """What stands in the way, where it is one thing only: the element that is missing or the defence that is met."""
    lacking = [e for e in when if e.value is not True]
    defending = [d for d in unless if d.value is not False]
    if len(lacking) + len(defending) != 1:
        return ()
    severity = next((lv.severity for lv in levels if all(e.value for e in lv.when)), rule.levels[-1].severity)
    if lacking:
        return (WhatIf(Bilingual(f"有 {cut(lacking[0].element)}", f"with {cut(lacking[0].element)}"), severity),)
    name = cut(defending[0].element)
    return (WhatIf(Bilingual(f"没有抗辩 {name}", f"without the defence {name}"), severity),)


def _less(claim: Claim) -> Iterator[WhatIf]:
    for element in claim.level.when:
        rest = next((low.severity for low, speaks in claim.lower if speaks and element not in low.when), "not found")
        if rest != claim.level.severity:
            words = _words(element, claim)
            yield WhatIf(Bilingual(f"没有{words.zh}", f"without {words.en}"), rest)
    for element in claim.rule.when:
        yield WhatIf(Bilingual(f"没有 {brief(element)}", f"without {brief(element)}"), "not found")


def _words(element: Element, claim: Claim) -> Bilingual:
    words = told(element, claim.raised)
    return Bilingual(brief(element), brief(element)) if words in (NOTHING, MISSING) else words


def _more(graver: Sequence[ExplainedLevel]) -> Iterator[WhatIf]:
    for level in graver:
        lacking = [cut(e.element) for e in level.when if e.value is not True]
        names = Bilingual("、".join(lacking), " and ".join(lacking))
        yield WhatIf(Bilingual(f"有 {names.zh}", f"with {names.en}"), level.severity)


def _defended(unless: Sequence[Explained]) -> Iterator[WhatIf]:
    for defence in unless:
        name = cut(defence.element)
        yield WhatIf(Bilingual(f"抗辩 {name} 成立", f"with the defence {name}"), "not found")
