"""Elements looked through: all of them, the mention that burdens the buyer, the concepts that must be there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from clausecheck.conditions.concept import Concept, Element
from clausecheck.conditions.happened import Event
from clausecheck.conditions.operators import All, Any, Before, OneSentence
from clausecheck.conditions.qualifiers import Same, Worth


def walk(elements: tuple[Element, ...]) -> Iterator[Element]:
    """Every element, from the outside in."""
    for element in elements:
        yield element
        yield from walk(element.inner)


def ordered(elements: tuple[Element, ...]) -> frozenset[str]:
    """The concepts that some `before:` puts in order."""
    return frozenset(e.concept for b in walk(elements) if isinstance(b, Before)
                     for e in walk(b.inner) if isinstance(e, Concept))


def with_burden(elements: tuple[Element, ...]) -> tuple[Element, ...]:
    """The elements with the mention that burdens the buyer marked: the rule's choice, else the first one."""
    if any(isinstance(e, Concept) and e.burden for e in walk(elements)):
        return elements
    for i, element in enumerate(elements):
        marked = _marked(element)
        if marked is not element:
            return (*elements[:i], marked, *elements[i + 1 :])
    return elements


def _marked(element: Element) -> Element:
    if isinstance(element, Concept):
        return replace(element, burden=True)
    if isinstance(element, Any):
        inner = tuple(map(_marked, element.inner))
        return element if inner == element.inner else Any(inner)
    if isinstance(element, All):
        inner = with_burden(element.inner)
        return element if inner is element.inner else All(inner)
    if isinstance(element, OneSentence):
        inner = with_burden(element.inner)
        return element if inner is element.inner else replace(element, inner=inner)
    if isinstance(element, Before):
        return Before(_marked(element.first), element.second)
    return element


def needs(when: Iterable[Element]) -> tuple[frozenset[str], ...]:
    """Sets of concepts of each of which a place must hold one for the elements to be met in it."""
    return tuple(n for e in when for n in _needs(e))


def _needs(element: Element) -> tuple[frozenset[str], ...]:
    if isinstance(element, Concept):
        return (frozenset({element.concept}),)  # what it follows on (`if:`) may stand elsewhere
    if isinstance(element, All | OneSentence | Before):
        return needs(element.inner)
    if isinstance(element, Any):
        branches = [needs((e,)) for e in element.inner]
        return (frozenset().union(*(b[0] for b in branches)),) if all(branches) else ()
    return ()


def refers(elements: tuple[Element, ...]) -> bool:
    """Do they ask about what an earlier element named? If not, their answer is the same whatever was named."""
    return any(
        isinstance(e, Concept) and any(isinstance(q, Same) or isinstance(q, Worth) and q.named for q in e.qualifiers)
        or isinstance(e, Event) and e.within is not None and isinstance(e.within.days, str)
        for e in walk(elements)
    )
