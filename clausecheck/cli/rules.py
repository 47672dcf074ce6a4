"""`clausecheck rules list|lint|test`: the packs, what is wrong with one, whether its examples hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from clausecheck.cli import output
from clausecheck.errors import UsageError

if TYPE_CHECKING:
    from clausecheck.linting import Lint

app = typer.Typer(help="List, lint and test rule packs.", no_args_is_help=True, rich_markup_mode=None)


@app.command("list")
def list_rules(
    packs: list[str] = typer.Argument(None, metavar="[PACK…]", help="Packs by name or folder (cn-consumer)."),
    ground: str | None = typer.Option(None, "--ground", help="Only rules on this ground, such as good-faith."),
    lang: str = typer.Option("en", "--lang", help="zh or en."),
) -> None:
    """List the rules of a pack: severity, ground, name and title."""
    with output.sentences():
        from clausecheck.checker import DEFAULT_PACKS
        from clausecheck.rulebook import open_rulebook

        book = open_rulebook(tuple(packs or DEFAULT_PACKS), experimental=True)
        grounds = {d.ground for d in map(book.law.doctrines.__getitem__, book.law.doctrines)}
        if ground is not None and ground not in grounds:
            raise UsageError(f"no ground {ground!r} (known: {', '.join(sorted(grounds))})")
        for pack in book.packs:
            typer.echo(f"{pack.name} {pack.version} ({pack.jurisdiction}; {', '.join(pack.languages)})")
            for rule in pack.rules:
                doctrine = book.law.doctrines[rule.doctrine]
                if ground in (None, doctrine.ground):
                    typer.echo(f"  {rule.levels[0].severity:6s} {doctrine.ground:22s} {rule.name:36s} "
                               f"{rule.title.in_(lang)}" + (" (experimental)" if rule.status == "experimental" else ""))


@app.command("lint")
def lint(
    packs: list[str] = typer.Argument(None, metavar="[PACK…]", help="Packs by name or folder (cn-consumer)."),
) -> None:
    """Say everything that is wrong with packs, with file and line. Exit code 2 if one cannot be used, 1 for remarks."""
    with output.sentences():
        from clausecheck.authorities import load as load_law
        from clausecheck.checker import DEFAULT_PACKS
        from clausecheck.linting import lint as remarks
        from clausecheck.places import rules_root
        from clausecheck.rulebook import open_lexicon, pack_folder

        law = load_law(rules_root())
        found: list[Lint] = []
        for name in packs or DEFAULT_PACKS:
            folder = pack_folder(name)
            found += remarks(folder, open_lexicon((folder,)), law)
        for remark in found:
            typer.echo(output.harmless_line(str(remark)))
        typer.echo(f"{len(found)} remarks" if found else "nothing to remark")
        raise typer.Exit(2 if any(r.error for r in found) else 1 if found else 0)


@app.command("test")
def test(
    packs: list[str] = typer.Argument(None, metavar="[PACK…]", help="Packs by name or folder (cn-consumer)."),
    rule: str | None = typer.Option(None, "--rule", help="Only this rule."),
) -> None:
    """Run the examples of packs, and prove each suggestion. Exit code 1 if one fails, 2 if a pack cannot be used."""
    with output.sentences():
        from clausecheck.authorities import load as load_law
        from clausecheck.checker import DEFAULT_PACKS
        from clausecheck.places import rules_root
        from clausecheck.rulebook import open_lexicon, pack_folder
        from clausecheck.rulefiles.packs import load_pack
        from clausecheck.testing import run_examples

        law = load_law(rules_root())
        failed = count = 0
        for name in packs or DEFAULT_PACKS:
            folder = pack_folder(name)
            lexicon = open_lexicon((folder,))
            pack = load_pack(folder, lexicon, law, examples=True)
            results = run_examples(pack, lexicon, law, only=rule)
            if rule is not None and not results:
                raise UsageError(f"{name} has no rule {rule!r} with examples")
            for result in results:
                count += 1
                if result.problems:
                    failed += 1
                    typer.echo(output.harmless_line(str(result)))
        typer.echo(f"{count - failed} of {count} examples and suggestions hold")
        raise typer.Exit(1 if failed else 0)
