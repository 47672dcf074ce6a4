"""Elements written out again as a rule writes them, qualifiers and all, for whoever reads a rule."""

from __future__ import annotations

from clausecheck.conditions.concept import Concept, Element
from clausecheck.conditions.happened import Event, Happened
from clausecheck.conditions.operators import Anywhere, Source
from clausecheck.conditions.qualifiers import Asserted, Length, Polarity, Worth

_LONGEST = 72  # characters of a line that names an element in passing


def written(element: Element) -> str:
    """An element in one line: "PAY_BALANCE: {by: buyer, deadline: {under: 15 days}}"."""
    if isinstance(element, Concept):
        asked = _asked(element)
        return f"{element.concept}: {{{', '.join(asked)}}}" if asked else element.concept
    if isinstance(element, Event):
        asked = [f"by: {element.by}"] if element.by else []
        return f"{element.event}: {{{', '.join(asked)}}}" if asked else element.label
    operator = element.label.split(":", 1)[0]
    inner = ", ".join(map(written, element.inner))
    return f"{operator}: {inner}" if isinstance(element, Source | Anywhere | Happened) else f"{operator}: [{inner}]"


def brief(element: Element) -> str:
    """The same, cut where it is long."""
    return cut(written(element))


def cut(text: str) -> str:
    """A written element, cut where it is long."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _asked(element: Concept) -> list[str]:
    """The qualifiers that the rule writes; what holds anyway (said, asserted) and a rule's own marks are left out."""
    found = [q.label for q in element.qualifiers
             if not isinstance(q, Asserted) and q != Polarity(False) and not _only_named(q)]
    return [*found, f"if: {written(element.condition)}"] if element.condition is not None else found


def _only_named(qualifier: object) -> bool:
    """A figure that is merely kept for the texts, and compared with nothing."""
    if isinstance(qualifier, Length):
        return qualifier.days.over is None and qualifier.days.under is None
    return isinstance(qualifier, Worth) and qualifier.over is None and qualifier.under is None
