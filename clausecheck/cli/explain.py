"""`clausecheck explain RULE [--on FILE]`: what a rule says; why it did or did not match."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from clausecheck.cli import output
from clausecheck.errors import UsageError

if TYPE_CHECKING:
    from clausecheck.engine.explaining import Explained, Explanation
    from clausecheck.rulebook import Rulebook
    from clausecheck.rules import Rule

_MARK = {True: "✓", False: "✗", None: "?"}


def explain(
    rule: str = typer.Argument(..., help="A rule, such as final-interpretation or cn-consumer/hidden-fees."),
    on: str | None = typer.Option(None, "--on", metavar="FILE", help="An agreement or case.yaml: why (not) there."),
    promised: list[str] = typer.Option([], "--promised", metavar="FILE", help="What the seller said in public."),
    agreed: list[str] = typer.Option([], "--agreed", metavar="FILE", help="A side agreement."),
    happened: str | None = typer.Option(None, "--happened", metavar="FILE", help="Dated events (YAML)."),
    lang: str = typer.Option("en", "--lang", help="zh or en."),
    pack: list[str] = typer.Option([], "--pack", metavar="NAME", help="Rule pack, by name or folder (cn-consumer)."),
) -> None:
    """Say what a rule looks for; with --on, each element and defence: met by what, or what came nearest."""
    with output.sentences():
        if lang not in ("zh", "en"):
            raise UsageError(f"--lang is zh or en, not {lang!r}")
        from clausecheck.checker import DEFAULT_PACKS
        from clausecheck.rulebook import open_rulebook

        book = open_rulebook(tuple(pack) or DEFAULT_PACKS, experimental=True)
        found = find_rule(rule, book)
        lines = _says(found, book, lang)
        if on is not None:
            from clausecheck.checker import read_case
            from clausecheck.engine import explain as why
            from clausecheck.readers.case_file import load_case

            lines += ["", *_why(why(found, read_case(load_case(on, promised, agreed, happened), book)), lang)]
        typer.echo("\n".join(lines))


def find_rule(name: str, book: Rulebook) -> Rule:
    """A rule by its name, its id or a former name. Raises UsageError with a did-you-mean."""
    from clausecheck.strictyaml import hint

    rules = [r for p in book.packs for r in p.rules]
    for rule in rules:
        if name in (rule.id, rule.name, *rule.was):
            return rule
    raise UsageError(f"no rule {name!r}{hint(name, [*(r.name for r in rules), *(r.id for r in rules)])}")


def _says(rule: Rule, book: Rulebook, lang: str) -> list[str]:
    law = book.law
    doctrine = law.doctrines[rule.doctrine]
    cited = law.cited(rule.refs or doctrine.authorities, None)
    lines = [f"{rule.id}: {rule.title.in_(lang)}", f"  doctrine {rule.doctrine} ({doctrine.ground})",
             f"  {rule.why.in_(lang)}", "  levels"]
    for level in rule.levels:
        needs = ", ".join(e.label for e in level.when) or "otherwise"
        lines.append(f"    {level.severity} ({level.effect}): {needs}")
    lines += ["  all of", *(f"    {e.label}" for e in rule.when)]
    if rule.unless:
        lines += ["  unless any of", *(f"    {e.label}" for e in rule.unless)]
    lines += ["  authorities", *(f"    {c.cite.in_(lang)} ({c.role}, {c.link})" for c in cited)]
    return [*lines, f"  file {rule.file}"]


def _why(explanation: Explanation, lang: str) -> list[str]:
    where = ", ".join(filter(None, explanation.clauses))
    lines = [f"on this agreement: {explanation.verdict}" + (f" (clauses {where})" if where else "")]
    lines += [line for e in explanation.when for line in _element(e, lang, 1)]
    if explanation.unless:
        lines.append("  unless")
        lines += [line for e in explanation.unless for line in _element(e, lang, 2)]
    for severity, elements in explanation.levels:
        if elements:
            lines.append(f"  {severity} if")
            lines += [line for e in elements for line in _element(e, lang, 2)]
    return lines


def _element(element: Explained, lang: str, depth: int) -> list[str]:
    from clausecheck.reports.harmless import inline

    lead = "  " * depth
    lines = [f"{lead}{_MARK[element.value]} {element.element}"]
    lines += [f"{lead}    “{inline(e.quote)}”" for e in element.evidence]
    if element.nearest is not None:
        fails = "; ".join(f.in_(lang) for f in element.nearest.fails)
        lines.append(f"{lead}    nearest “{inline(element.nearest.evidence.quote)}”: {fails}")
    if element.note is not None:
        lines.append(f"{lead}    {element.note.in_(lang)}")
    return [*lines, *(line for e in element.inner for line in _element(e, lang, depth + 1))]
