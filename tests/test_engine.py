"""The engine: where a rule is met, how grave, what defends, which findings are one point."""

from __future__ import annotations

import json
from typing import Any

from clausecheck.conditions.walking import needs, with_burden
from clausecheck.rule_elements import ElementReader
from clausecheck.rules import NOTHING, Level, Rule
from clausecheck.strictyaml import LocatedList, parse
from clausecheck.text import Bilingual

WORDS = {c: Bilingual(c, c) for c in ("A", "B", "C", "PRICE")}


def located(data: list[Any]) -> LocatedList:
    """Plain data as the strict reader gives it."""
    made = parse(json.dumps(data), "rule.yaml")
    assert isinstance(made, LocatedList)
    return made


def rule_of(when: list[Any], unless: list[Any], scope: str = "document") -> Rule:
    """A rule from plain data, with one level and no texts."""
    reader = ElementReader("rule.yaml", WORDS, frozenset({"PAID"}))
    elements = with_burden(reader.elements(located(when), 1, "when"))
    reader.inside = ("unless",)
    defences = reader.unshared(located(unless), 1, "unless") if unless else ()
    return Rule("test/rule", NOTHING, "d", (), (), "stable", (), scope, None, elements, defences,  # type: ignore[arg-type]
                (Level("high", "void"),), NOTHING, NOTHING, NOTHING, NOTHING, None, (), frozenset(), needs(elements), "r")
