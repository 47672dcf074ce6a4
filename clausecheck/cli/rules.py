"""`clausecheck rules list|lint|test`: the packs, what is wrong with one, whether its examples hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import typer

from clausecheck.cli import output
from clausecheck.errors import PackError, UsageError

if TYPE_CHECKING:
    from clausecheck.authorities import Law
    from clausecheck.rulebook import Opened
    from clausecheck.rules import Pack

app = typer.Typer(help="List, lint and test rule packs.", no_args_is_help=True, rich_markup_mode=None)


@app.command("list")
def list_rules(
    packs: list[str] = typer.Argument(None, metavar="[PACK…]", help="Packs by name or folder (all that are known)."),
    ground: str | None = typer.Option(None, "--ground", help="Only rules on this ground, such as good-faith."),
    lang: str = typer.Option("en", "--lang", help="zh or en."),
) -> None:
    """List packs (version, origin, counts) and their rules: severity, ground, name and title."""
    with output.sentences():
        from clausecheck.rulebook import open_law

        law = open_law(())
        grounds = {d.ground for d in law.doctrines.values()}
        if ground is not None and ground not in grounds:
            from clausecheck.strictyaml import hint

            raise UsageError(f"no ground {ground!r}{hint(ground, grounds)} (known: {', '.join(sorted(grounds))})")
        broken = False
        for opened in _opened(packs or _known()):
            if isinstance(opened, PackError) or opened.pack is None:
                broken = True
                for error in (opened,) if isinstance(opened, PackError) else opened.errors:
                    output.say(str(error))
            else:
                _show(opened.pack, opened.law, ground, lang)
        raise typer.Exit(2 if broken else 0)


def _known() -> Sequence[str]:
    from clausecheck.rulefiles.origins import known_packs

    return known_packs()


def _opened(names: Sequence[str]) -> Iterator[Opened | PackError]:
    """Each pack opened; one that is not there is its error, and the others go on."""
    from clausecheck.rulebook import open_pack

    for name in names:
        try:
            yield open_pack(name)
        except PackError as error:
            yield error


def _show(pack: Pack, law: Law, ground: str | None, lang: str) -> None:
    chosen = [r for r in pack.rules if ground in (None, law.doctrines[r.doctrine].ground)]
    counts = Counter(r.levels[0].severity for r in chosen)
    rules = f"{len(chosen)} of {len(pack.rules)} rules" if ground else f"{len(chosen)} rules"
    graded = ", ".join(f"{counts[s]} {s}" for s in ("high", "medium", "low") if counts[s])
    examples = sum(len(r.examples) for r in chosen)
    typer.echo(output.harmless_line(
        f"{pack.name} {pack.version} from {_origin(pack)} ({pack.jurisdiction}; {', '.join(pack.languages)}): {rules}"
        + (f" ({graded})" if graded else "") + f", {examples} examples"
        + (f"; extends {', '.join(pack.extends)}" if pack.extends else "")))
    for rule in chosen:
        ground_of, mark = law.doctrines[rule.doctrine].ground, "" if rule.status == "stable" else f" ({rule.status})"
        typer.echo(output.harmless_line(
            f"  {rule.levels[0].severity:6s} {ground_of:22s} {rule.name:36s} {rule.title.in_(lang)}{mark}"))


def _origin(pack: Pack) -> str:
    """Who brought it: the package's name and version, or the folder."""
    from pathlib import Path

    from clausecheck.rulefiles.origins import installed_packs, known_packs
    from clausecheck.version import VERSION

    if pack.name in known_packs():
        for origin in installed_packs():
            if origin.folder.resolve() == Path(pack.folder).resolve():
                return origin.by
    from clausecheck.places import rules_root

    shipped = Path(pack.folder).resolve().parent == rules_root().resolve()
    return f"clausecheck {VERSION}" if shipped else pack.folder


@app.command("lint")
def lint(
    packs: list[str] = typer.Argument(None, metavar="[PACK…]", help="Packs by name or folder (cn-consumer)."),
) -> None:
    """Say everything that is wrong with packs, with file and line. Exit code 2 if one cannot be used, 1 for remarks."""
    with output.sentences():
        from clausecheck.checker import DEFAULT_PACKS
        from clausecheck.linting import CHECKS
        from clausecheck.linting import lint as remarks

        count, worst = 0, 0
        for opened in _opened(packs or DEFAULT_PACKS):
            if isinstance(opened, PackError):
                output.say(str(opened))
                worst = 2
                continue
            for remark in remarks(opened):
                count += 1
                worst = max(worst, 2 if remark.error else 1)
                typer.echo(output.harmless_line(str(remark)))
                typer.echo(f"    fix: {CHECKS[remark.name].fix}")
        typer.echo(f"{count} remarks" if count else "nothing to remark" if not worst else "not linted")
        raise typer.Exit(worst)


@app.command("test")
def test(
    packs: list[str] = typer.Argument(None, metavar="[PACK…]", help="Packs by name or folder (cn-consumer)."),
    rule: str | None = typer.Option(None, "--rule", help="Only this rule."),
) -> None:
    """Run the examples of packs, and prove each suggestion. Exit code 1 if one fails, 2 if a pack cannot be used."""
    with output.sentences():
        from clausecheck.checker import DEFAULT_PACKS
        from clausecheck.testing import run_examples

        failed = count = 0
        broken = False
        for opened in _opened(packs or DEFAULT_PACKS):
            if isinstance(opened, PackError) or opened.pack is None:
                broken = True
                for error in (opened,) if isinstance(opened, PackError) else opened.errors:
                    output.say(str(error))
                continue
            results = run_examples(opened.pack, opened.lexicon, opened.law, only=rule)
            if rule is not None and not results:
                from clausecheck.strictyaml import hint

                known = [r.name for r in opened.pack.rules]
                raise UsageError(f"{opened.pack.name} has no rule {rule!r}{hint(rule, known)}")
            for result in results:
                count += 1
                if result.problems:
                    failed += 1
                    typer.echo(output.harmless_line(str(result)))
        typer.echo(f"{count - failed} of {count} examples and suggestions hold")
        raise typer.Exit(2 if broken else 1 if failed else 0)
