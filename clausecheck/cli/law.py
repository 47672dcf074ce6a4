"""`clausecheck lexicon` and `clausecheck authorities`: the words and the law behind the rules."""

from __future__ import annotations

import typer

from clausecheck.cli import output
from clausecheck.errors import UsageError


def lexicon(
    concept: str | None = typer.Argument(None, help="A concept, such as PAY_BALANCE; none: list all."),
    find: str | None = typer.Option(None, "--find", metavar="TEXT", help="Which concepts a sentence mentions."),
) -> None:
    """List the concepts, show one with its forms, or say which concepts a sentence mentions."""
    with output.sentences():
        from clausecheck.checker import DEFAULT_PACKS
        from clausecheck.rulebook import open_rulebook

        words = open_rulebook(DEFAULT_PACKS).lexicon
        if find is not None:
            _find(find)
        elif concept is None:
            for c in sorted(words.concepts.values(), key=lambda c: c.id):
                counts = ", ".join(f"{lang} {len(forms)}" for lang, forms in sorted(c.forms.items()))
                joins = " or ".join("+".join(way) for way in c.joins)
                typer.echo(f"{c.id:32s} {c.kind:6s} {counts or joins}")
        elif concept in words.concepts:
            c = words.concepts[concept]
            doer = f", done by the {c.actor} where the text does not say" if c.actor else ""
            typer.echo(f"{c.id}: {c.kind}{doer}")
            for way in c.joins:
                typer.echo(f"  joins {' + '.join(way)}")
            for lang, forms in sorted(c.forms.items()):
                typer.echo(f"  {lang}: {', '.join(forms)}")
        else:
            raise UsageError(f"no concept {concept!r}{words.suggest(concept)}")


def _find(text: str) -> None:
    from clausecheck import document
    from clausecheck.checker import DEFAULT_PACKS
    from clausecheck.cli.parse import qualifiers
    from clausecheck.readers import from_text
    from clausecheck.reports.harmless import inline
    from clausecheck.rulebook import open_rulebook

    read = document.read(from_text(text), open_rulebook(DEFAULT_PACKS).lexicon)
    for m in read.mentions:
        said = "  ".join(f"{k}={v}" for k, v in qualifiers(m).items())
        typer.echo(f"{m.concept:32s} “{inline(text[m.start : m.end])}”  {said}".rstrip())
    if not read.mentions:
        typer.echo("no concept")


def authorities(
    name: str | None = typer.Argument(None, help="An authority or case by id, such as cn-civil-code-497; none: list."),
    lang: str = typer.Option("en", "--lang", help="zh or en."),
) -> None:
    """List what the rules cite, or show one authority or decided case with its status."""
    with output.sentences():
        from clausecheck.authorities import load
        from clausecheck.places import rules_root
        from clausecheck.strictyaml import hint

        law = load(rules_root())
        if name is None:
            for identity in [*law.authorities, *law.cases]:
                typer.echo(identity)
        elif name in law.authorities or name in law.cases:
            from clausecheck.reports.authority import describe

            typer.echo(describe(law, name, lang))
        else:
            raise UsageError(f"no authority or case {name!r}{hint(name, [*law.authorities, *law.cases])}")
