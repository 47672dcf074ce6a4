"""`softened_by: CONCEPT` in a pack.yaml: what its rules find in a clause that also says this is at most medium.

A clause that burdens the buyer and, in the same breath, gives notice, money back or a way out is seldom grave; written
into each rule this would be one line in all of them. The examples of a rule are held against the rule as it is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from clausecheck.conditions.concept import Concept
from clausecheck.conditions.operators import Silent
from clausecheck.errors import PackError
from clausecheck.rulefiles.reading import Known
from clausecheck.rules import Rule
from clausecheck.strictyaml import Located, hint


def softened(rules: Sequence[Rule], table: Located, known: Known) -> tuple[Rule, ...]:
    """The rules with one more condition of their level high. Raises PackError where the concept is unknown."""
    name = table.get("softened_by")
    if name is None:
        return tuple(rules)
    if name not in known.words:
        raise PackError(f"softened_by: no concept {name}{hint(str(name), known.words)}", file=table.file,
                        line=table.line("softened_by"), check="unknown-concept")
    fair = Concept(str(name))  # without words for a reader: alike in every rule, it is no reason of a finding
    return tuple(_softer(rule, fair) for rule in rules)


def _softer(rule: Rule, fair: Concept) -> Rule:
    first = rule.levels[0]
    if rule.scope != "clause" or first.severity != "high":
        return rule
    rest = rule.levels[1:] or (replace(first, severity="medium"),)
    gravest = replace(first, when=(*first.when, Silent((fair,))))
    return replace(rule, levels=(gravest, *rest), concepts=rule.concepts | {fair.concept})
