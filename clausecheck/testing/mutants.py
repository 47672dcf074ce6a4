"""Changes to a rule that its examples should notice: what none of them notices, no example tests.

Three kinds: an element or defence dropped; the parties swapped (by: buyer becomes by: seller); the verb negated (what
must be said must be denied, and the other way round).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from clausecheck.authorities import Law
from clausecheck.conditions.concept import Concept, Element
from clausecheck.conditions.happened import Earlier, Event, Happened
from clausecheck.conditions.operators import All, Any, Anywhere, Before, OneSentence, Silent, Source
from clausecheck.conditions.qualifiers import By, Polarity, Qualifier
from clausecheck.conditions.walking import needs
from clausecheck.lexicon import Lexicon
from clausecheck.rules import Pack, Rule
from clausecheck.testing.running import passes, read_example

Changed = Iterator[tuple[str, Element]]  # what was done to an element, and what it became


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed rule. `key`, `index`: where in the rule's file the change stands (0-based; in levels: the level's)."""

    rule: Rule
    key: str
    index: int
    change: str

    def __str__(self) -> str:
        return f"{self.key}: {self.change}"


def unnoticed(rule: Rule, pack: Pack, lexicon: Lexicon, law: Law, *, kinds: str = "dropped swapped negated",
              branches: bool = False) -> tuple[Mutant, ...]:
    """The changes that no example of the rule notices. `branches`: those of an `any:` or `all:` are dropped too."""
    cases = [(e, read_example(e, lexicon)) for e in rule.examples]
    return tuple(m for m in mutants(rule, kinds, branches) if all(passes(m.rule, e, c, pack, law) for e, c in cases))


def idle(rule: Rule, pack: Pack, lexicon: Lexicon, law: Law, *, branches: bool = False) -> tuple[str, ...]:
    """Elements and defences of a rule without which all its examples would still pass."""
    found = unnoticed(rule, pack, lexicon, law, kinds="dropped", branches=branches)
    return tuple(f"{m.key}: {m.change.removeprefix('dropped ')}" for m in found)


def mutants(rule: Rule, kinds: str = "dropped swapped negated", branches: bool = False) -> Iterator[Mutant]:
    """The rule with one change each."""
    changed = [_turned] if "swapped" in kinds or "negated" in kinds else []
    for key, elements, build in _lists(rule):
        at = next((i for i, level in enumerate(rule.levels) if level.when is elements and level.when), None)
        if "dropped" in kinds:
            for index, label, rest in _less(elements, branches):
                if rest or key != "when":
                    yield Mutant(build(rest), key, index if at is None else at, f"dropped {label}")
        for turn in changed:
            for index, element in enumerate(elements):
                for what, other in turn(element):
                    if what.split()[0] in kinds:
                        rest = (*elements[:index], other, *elements[index + 1 :])
                        yield Mutant(build(rest), key, index if at is None else at, f"{what} (in {index + 1})")


Build = Callable[[tuple[Element, ...]], Rule]


def _lists(rule: Rule) -> Iterator[tuple[str, tuple[Element, ...], Build]]:
    """The rule's lists of elements, each with how to build the rule with another list in its place."""
    yield "when", rule.when, lambda when: replace(rule, when=when, needs=needs(when))
    yield "unless", rule.unless, lambda unless: replace(rule, unless=unless)
    for i, level in enumerate(rule.levels):
        yield level.severity, level.when, lambda when, i=i, level=level: replace(  # type: ignore[misc]  # bound per level
            rule, levels=(*rule.levels[:i], replace(level, when=when), *rule.levels[i + 1 :]))


def _less(elements: tuple[Element, ...], branches: bool) -> Iterator[tuple[int, str, tuple[Element, ...]]]:
    """A list without each of its elements, and, if wanted, without each branch of an `any:` or `all:` in it."""
    for i, element in enumerate(elements):
        yield i, f"{i + 1} {short(element.label)}", (*elements[:i], *elements[i + 1 :])
        if branches and isinstance(element, Any | All) and len(element.inner) > 1:
            for _, label, inner in _less(element.inner, branches):
                yield i, f"{i + 1}.{label}", (*elements[:i], _with(element, inner), *elements[i + 1 :])


def _turned(element: Element) -> Changed:
    """The element with the party of one of its mentions swapped, or the polarity of one turned."""
    if isinstance(element, Concept):
        yield from _of_concept(element)
    if isinstance(element, Event) and element.by is not None:
        other = "seller" if element.by == "buyer" else "buyer"
        yield f"swapped {element.label} by {element.by} to {other}", replace(element, by=other)
    for i, inner in enumerate(element.inner):
        for what, other_inner in _turned(inner):
            yield what, _with(element, (*element.inner[:i], other_inner, *element.inner[i + 1 :]))


def _of_concept(concept: Concept) -> Changed:
    for i, qualifier in enumerate(concept.qualifiers):
        other: Qualifier
        if isinstance(qualifier, By):
            other = By("seller" if qualifier.party == "buyer" else "buyer")
            what = f"swapped {concept.label} by {qualifier.party} to {other.party}"
        elif isinstance(qualifier, Polarity) and qualifier.negated != "any":
            other = Polarity(not qualifier.negated)
            what = f"negated {concept.label} " + ("(said instead of denied)" if qualifier.negated else
                                                  "(denied instead of said)")
        else:
            continue
        yield what, replace(concept, qualifiers=(*concept.qualifiers[:i], other, *concept.qualifiers[i + 1 :]))


def _with(element: Element, inner: tuple[Element, ...]) -> Element:
    """The element with other elements inside."""
    if isinstance(element, Any | All | OneSentence | Silent):
        return replace(element, inner=inner)
    if isinstance(element, Before):
        return Before(*inner)
    if isinstance(element, Earlier):
        first, second = inner
        assert isinstance(first, Event) and isinstance(second, Event)
        return Earlier(first, second)
    if isinstance(element, Source | Anywhere | Happened):
        return replace(element, element=inner[0])
    if isinstance(element, Concept):
        return replace(element, condition=inner[0])
    return element


def short(label: str) -> str:
    """A label cut to what a line holds."""
    return label if len(label) <= 60 else label[:59] + "…"
