"""`clausecheck explain RULE [--on FILE]`: what a rule says; why it did or did not match."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from clausecheck.cli import options, output
from clausecheck.errors import UsageError

if TYPE_CHECKING:
    from clausecheck.document import Case
    from clausecheck.explanations import Explanation
    from clausecheck.rulebook import Rulebook
    from clausecheck.rules import Rule

FORMATS = ("terminal", "json", "html")


def explain(
    rule: str = typer.Argument(..., help="A rule, such as final-interpretation or cn-consumer/hidden-fees."),
    on: str | None = typer.Option(None, "--on", metavar="FILE", help="An agreement or case.yaml: why (not) there."),
    clause: str | None = typer.Option(None, "--clause", metavar="NUMBER", help="Only this clause, such as 3.1."),
    promised: list[str] = typer.Option([], "--promised", metavar="FILE", help="What the seller said in public."),
    agreed: list[str] = typer.Option([], "--agreed", metavar="FILE", help="A side agreement."),
    happened: str | None = typer.Option(None, "--happened", metavar="FILE", help="Dated events (YAML)."),
    format: str = typer.Option("terminal", "--format", help="terminal; with --on json or html too."),
    output_file: str | None = typer.Option(None, "-o", "--output", metavar="FILE", help="Write to FILE instead."),
    lang: str = typer.Option("en", "--lang", help="zh or en."),
    pack: list[str] = options.PACK,
) -> None:
    """Say what a rule looks for; with --on, each element and defence: met by what, what came nearest, and what if."""
    with output.sentences():
        if lang not in ("zh", "en"):
            raise UsageError(f"--lang is zh or en, not {lang!r}")
        if format not in FORMATS:
            raise UsageError(f"--format is one of {', '.join(FORMATS)}, not {format!r}")
        if on is None and (clause is not None or format != "terminal"):
            raise UsageError(f"{'--clause' if clause is not None else '--format ' + format} needs --on FILE")
        from clausecheck.checker import DEFAULT_PACKS
        from clausecheck.rulebook import open_rulebook

        book = open_rulebook(tuple(pack) or DEFAULT_PACKS, experimental=True)
        failed = output.say_broken(book)
        found = find_rule(rule, book)
        text = "\n".join(_says(found, book, lang)) + "\n"
        if on is not None:
            from clausecheck.checker import read_case
            from clausecheck.engine import explain as why
            from clausecheck.readers.case_file import load_case

            case = read_case(load_case(on, promised, agreed, happened), book)
            where = None if clause is None else find_clause(clause, case)
            told = why(found, case, book.lexicon, where)
            text = _shown(told, format, case.contract.source.name, lang, text, output_file is None)
        if output_file is not None:
            output.write(output_file, text)
        else:
            typer.echo(text, nl=False, color=sys.stdout.isatty())
        raise typer.Exit(2 if failed else 0)


def _shown(told: Explanation, format: str, name: str, lang: str, says: str, screen: bool) -> str:
    from clausecheck.reports import explained

    if format == "json":
        return explained.to_json(told)
    if format == "html":
        return explained.html(told, name, lang)
    return f"{says}\n{explained.terminal(told, lang, colour=screen and output.colour_welcome())}"


def find_clause(number: str, case: Case) -> int:
    """The index of the clause that a reader calls so: "3.1", "第三条", "(a)", or as reports do: "二 1", "clause 3(a)".

    Raises UsageError with a did-you-mean.
    """
    from clausecheck.findings import reference
    from clausecheck.reports.said import place
    from clausecheck.strictyaml import hint

    names: dict[str, int] = {}
    for c in case.contract.clauses:
        if c.number:
            cited = place(reference(c, case.contract.clauses))
            for name in (c.number, c.number.strip("().、．（）： "), ".".join(c.path), cited.zh, cited.en,
                         cited.en.removeprefix("clause ")):
                names.setdefault(name, c.index)
    if number not in names:
        raise UsageError(f"{case.contract.source.name} has no clause {number!r}{hint(number, names)}")
    return names[number]


def find_rule(name: str, book: Rulebook) -> Rule:
    """A rule by its name, its id or a former name. Raises UsageError with a did-you-mean."""
    from clausecheck.strictyaml import hint

    rules = [r for p in book.packs for r in p.rules]
    for rule in rules:
        if name in (rule.id, rule.name, *rule.was):
            return rule
    raise UsageError(f"no rule {name!r}{hint(name, [*(r.name for r in rules), *(r.id for r in rules)])}")


def _says(rule: Rule, book: Rulebook, lang: str) -> list[str]:
    from clausecheck.conditions.writing import written

    law = book.law
    doctrine = law.doctrines[rule.doctrine]
    cited = law.cited(rule.refs or doctrine.authorities, None)
    lines = [f"{rule.id}: {rule.title.in_(lang)}", f"  doctrine {rule.doctrine} ({doctrine.ground})",
             f"  {rule.why.in_(lang)}", "  levels"]
    for level in rule.levels:
        needs = ", ".join(map(written, level.when)) or "otherwise"
        lines.append(f"    {level.severity} ({level.effect}): {needs}")
    lines += ["  all of", *(f"    {written(e)}" for e in rule.when)]
    if rule.unless:
        lines += ["  unless any of", *(f"    {written(e)}" for e in rule.unless)]
    lines += ["  authorities", *(f"    {c.cite.in_(lang)} ({c.role}, {c.link})" for c in cited)]
    return [*lines, f"  file {rule.file}"]
