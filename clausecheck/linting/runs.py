"""Lints that run a pack's rules: over its own examples, over what is fair, and two rules beside each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from clausecheck import document as documents
from clausecheck.conditions.concept import Concept, Element
from clausecheck.conditions.walking import walk
from clausecheck.document import Case
from clausecheck.engine import evaluate
from clausecheck.lexicon import Lexicon
from clausecheck.linting.book import Book, Lint
from clausecheck.places import samples_root
from clausecheck.readers import load
from clausecheck.testing import unnoticed

_ENOUGH = 3  # so many findings side by side are no chance


def element_idle(book: Book) -> Iterator[Lint]:
    """An element or defence that could be dropped without any of the rule's examples noticing.

    Not one that says where the burden stands: a later element may hear the same words in their sentence.
    """
    for rule in book.rules:
        for mutant in unnoticed(rule, book.pack, book.lexicon, book.law, kinds="dropped"):
            if mutant.key == "when" and _places_burden(rule.when[mutant.index]):
                continue
            what = mutant.change.removeprefix("dropped ")
            yield book.of_rule(rule, "element-idle", f"no example needs {mutant.key}: {what}", mutant.key, mutant.index)


def level_idle(book: Book) -> Iterator[Lint]:
    """A level below or above the one that every example reaches."""
    for rule in book.rules:
        if len(rule.levels) < 2:
            continue
        alone = (replace(book.pack, rules=(rule,)),)
        reached = {f.severity for e in rule.examples if e.violates for f in evaluate(book.case(e), alone, book.law)[0]}
        for level in rule.levels:
            if level.severity not in reached:
                yield book.of_rule(rule, "level-idle", f"no example reaches the level {level.severity}", "levels")


def _places_burden(element: Element) -> bool:
    return any(isinstance(e, Concept) and e.burden for e in walk((element,)))


def example_fails(book: Book) -> Iterator[Lint]:
    """An example that the rule does not bear out: it finds what complies, or misses what violates."""
    for rule in book.rules:
        for result in book.results(rule):
            if result.kind != "suggest" and result.problems:
                told = f"{result.kind} ({result.language}): {result.problems[0]}"
                yield Lint("example-fails", told, result.file, result.line, subject=rule.name)


def suggest_does_not_cure(book: Book) -> Iterator[Lint]:
    """A `suggest:` that, put in the place of its clause, leaves the finding standing or raises another one."""
    for rule in book.rules:
        for result in book.results(rule):
            if result.kind == "suggest" and result.problems:
                yield book.of_rule(rule, "suggest-does-not-cure", result.problems[0], "suggest")
                break


def loud_on_what_is_fair(book: Book) -> Iterator[Lint]:
    """A rule that speaks above `low` on an agreement that was written to be fair: a false alarm."""
    for name, case in _fair(book.lexicon):
        if case.contract.source.language in book.pack.languages:
            for finding in evaluate(case, (replace(book.pack, rules=book.rules),), book.law)[0]:
                if finding.severity != "low":
                    rule = next(r for r in book.rules if r.id == finding.rule)
                    clause = finding.clauses[0].number or "the text"
                    yield book.of_rule(rule, "loud-on-what-is-fair", f"{finding.severity} on {name}, clause {clause}: "
                                       f"“{' '.join(finding.evidence[0].quote.split())}”" if finding.evidence
                                       else f"{finding.severity} on {name}", "when")


@cache
def _fair(lexicon: Lexicon) -> tuple[tuple[str, Case], ...]:
    files = sorted((samples_root() / "fair").glob("*/*.txt"))
    return tuple((f"samples/fair/{f.parent.name}/{f.name}", Case(documents.read(load(f), lexicon))) for f in files)


def same_evidence(book: Book) -> Iterator[Lint]:
    """Two rules of different doctrines that always speak together, on the very same words: one says nothing new."""
    spoken: dict[str, list[tuple[int, frozenset[tuple[str, int, int]]]]] = defaultdict(list)
    texts = [e for rule in book.rules for e in rule.examples if e.violates]
    for number, example in enumerate(texts):
        for finding in evaluate(book.case(example), (replace(book.pack, rules=book.rules),), book.law)[0]:
            words = frozenset((e.source, e.start, e.end) for e in finding.evidence)
            spoken[finding.rule].append((number, words))
    rules = [r for r in book.rules if len(spoken[r.id]) >= _ENOUGH]
    for i, rule in enumerate(rules):
        for other in rules[:i]:
            if rule.doctrine != other.doctrine and spoken[rule.id] == spoken[other.id]:
                yield book.of_rule(rule, "same-evidence", f"speaks on the same words as {other.name} in all "
                                   f"{len(spoken[rule.id])} examples where either speaks", "when")
