"""`rules:` in a pack.yaml → the pack's rules with other severities, texts or defences, without those that are off."""

from __future__ import annotations

from dataclasses import replace
from typing import Any as Node

from clausecheck.authorities import Law
from clausecheck.errors import PackError
from clausecheck.findings import RANK
from clausecheck.rulefiles.reading import OVERRIDES, Known, amended
from clausecheck.rules import Rule
from clausecheck.strictyaml import Located, hint, only


def overridden(rules: tuple[Rule, ...], table: Located, known: Known) -> tuple[Rule, ...]:
    """The rules as pack.yaml wants them. Raises PackError for a rule that is not there, or what is wrong with one."""
    overrides = table.get("rules", Located(table.file, table.at))
    if not isinstance(overrides, Located):
        raise PackError("rules: is a mapping of rule names to a severity, off, or {severity, advice, unless, …}",
                        file=table.file, line=table.line("rules"))
    ids = {name: rule.id for rule in rules for name in (rule.name, rule.id, *rule.was)}
    chosen: dict[str, tuple[Node, int]] = {}
    for name, value in overrides.items():
        line = overrides.line(name)
        if name not in ids:
            raise PackError(f"rules: no rule {name!r}{hint(name, ids)}", file=table.file, line=line,
                            check="unknown-rule")
        if not isinstance(value, Located) and value not in (*RANK, "off"):
            raise PackError(f"rules: {name}: {value!r} is none of {', '.join(RANK)}, off{hint(str(value), RANK)}",
                            file=table.file, line=line)
        chosen[ids[name]] = (value, line)
    kept = (r for r in rules if chosen.get(r.id, ("", 0))[0] != "off")
    return tuple(_changed(r, *chosen[r.id], known, table.file) if r.id in chosen else r for r in kept)


def _changed(rule: Rule, value: Node, line: int, known: Known, file: str) -> Rule:
    if not isinstance(value, Located):
        return _graded(rule, str(value), line, known.law, file)
    only(value, OVERRIDES, f"rules: {rule.name}")
    if "severity" in value:
        if value["severity"] not in tuple(RANK):
            raise PackError(f"rules: {rule.name}: severity {value['severity']!r} is none of {', '.join(RANK)}"
                            f"{hint(str(value['severity']), RANK)}", file=file, line=value.line("severity"))
        rule = _graded(rule, value["severity"], value.line("severity"), known.law, file)
    return amended(rule, value, known)


def _graded(rule: Rule, severity: str, line: int, law: Law, file: str) -> Rule:
    ceiling = law.doctrines[rule.doctrine].severity
    if RANK[severity] > RANK[ceiling]:
        raise PackError(f"rules: {rule.name}: its doctrine is no graver than {ceiling}", file=file, line=line,
                        check="graver-than-doctrine")
    return replace(rule, levels=tuple(replace(level, severity=severity) for level in rule.levels))  # type: ignore[arg-type]
