"""YAML → what qualifies a concept: by whom, denied, late, by when, how long, how much, which mention."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any as Node

from clausecheck.conditions.figures import Bound, Days
from clausecheck.conditions.qualifiers import Asserted, By, Late, Length, May, Polarity, Qualifier, Same, Worth
from clausecheck.mentions import PARTIES
from clausecheck.rulefiles.figures import read_bound
from clausecheck.strictyaml import Located, hint, only

if TYPE_CHECKING:
    from clausecheck.rulefiles.elements import ElementReader

QUALIFIERS = ("by", "negated", "late", "may", "if", "deadline", "duration", "amount", "as", "same", "burden")


def read_qualifiers(reader: ElementReader, concept: str, node: Located) -> tuple[Qualifier, ...]:
    """All that a mention must be, but for `if`, `as` and `burden`. Raises PackError with file and line."""
    found = [*_polarity(reader, node)]
    if "by" in node:
        found.append(By(party(reader, node)))
    if "may" in node:
        found.append(May(flag(reader, node, "may")))
    for key in ("deadline", "duration"):
        if key in node:
            found.append(_length(reader, key, node, concept))
    if "amount" in node:
        found.append(_worth(reader, node, concept))
    if "same" in node:
        found.append(_same(reader, concept, node))
    return tuple(found)


def flag(reader: ElementReader, node: Located, key: str) -> bool:
    """The true or false under a key. Raises PackError."""
    if not isinstance(node[key], bool):
        raise reader.wrong(f"{key}: is true or false, not {node[key]!r}", node.line(key))
    return bool(node[key])


def party(reader: ElementReader, node: Located) -> str:
    """The party that `by:` names. Raises PackError."""
    name = str(node["by"])
    if name not in PARTIES:
        known = hint(name, PARTIES) or f" (known: {', '.join(PARTIES)})"
        raise reader.wrong(f"by: unknown party {name!r}{known}", node.line("by"), "unknown-party")
    return name


def _polarity(reader: ElementReader, node: Located) -> list[Qualifier]:
    """Said and asserted, unless the rule asks for something else. What is late stands in a condition as a rule."""
    late = flag(reader, node, "late") if "late" in node else None
    negated = node.get("negated", "any" if late else False)
    if negated not in (True, False, "any"):
        raise reader.wrong(f"negated: is true or any, not {negated!r}; left out, the concept is said and not denied",
                           node.line("negated"))
    found: list[Qualifier] = [Polarity(negated)]
    return found + ([Asserted()] if not late else []) + ([Late(late)] if late is not None else [])


def _length(reader: ElementReader, key: str, node: Located, concept: str) -> Length:
    table = _table(reader, node, key, ("over", "under", "as"), "{under: 15 days, as: window}")
    sides = {side: reader.days(table[side], table.line(side)) for side in ("over", "under") if side in table}
    _possible(reader, sides, table)
    name = reader.bind(table, "as", "period", concept) if "as" in table else None
    return Length(key, Days(sides.get("over"), sides.get("under")), name)  # type: ignore[arg-type]  # from its caller


def _worth(reader: ElementReader, node: Located, concept: str) -> Worth:
    table = _table(reader, node, "amount", ("over", "under", "total", "as"), "{over: 20% of PRICE}")
    sides = {side: _bound(reader, table[side], table.line(side)) for side in ("over", "under") if side in table}
    alike = len({(b.of, b.named) for b in sides.values()}) == 1
    _possible(reader, {s: b.number for s, b in sides.items() if alike}, table)
    total = flag(reader, table, "total") if "total" in table else False
    if total and (not sides or any(b.named for b in sides.values())):
        raise reader.wrong("total: needs over: or under: with a figure to compare with", table.line("total"))
    name = reader.bind(table, "as", "amount", concept) if "as" in table else None
    return Worth(sides.get("over"), sides.get("under"), total, name)


def _table(reader: ElementReader, node: Located, key: str, known: tuple[str, ...], such: str) -> Located:
    table = node[key]
    if not isinstance(table, Located) or not table:
        raise reader.wrong(f"{key}: must be a mapping with {', '.join(known)}, such as {key}: {such}", node.line(key))
    only(table, known, key)
    return table


def _possible(reader: ElementReader, sides: Mapping[str, Decimal], table: Located) -> None:
    if len(sides) == 2 and sides["over"] >= sides["under"]:
        raise reader.wrong("nothing is both over and under these figures: this can never match", table.line("over"),
                           "never-met")


def _bound(reader: ElementReader, node: Node, line: int) -> Bound:
    bound = read_bound(node)
    if bound is None:
        raise reader.wrong(f"{node!r} is no amount such as 20% of PRICE, 20%, 5000 CNY or 200% of $name", line)
    if bound.named is not None:
        reader.held(bound.named, "amount", line)
    if bound.of is not None:
        reader.known(bound.of, line)
        reader.used.add(bound.of)
    return bound


def _same(reader: ElementReader, concept: str, node: Located) -> Same:
    name, line = str(node["same"]), node.line("same")
    held = reader.held(name, "mention", line)
    if concept not in held.concepts:
        raise reader.wrong(f"same: {name} is a mention of {'/'.join(sorted(held.concepts))}, never of {concept}: "
                           "this can never match", line, "never-met")
    return Same(name)
