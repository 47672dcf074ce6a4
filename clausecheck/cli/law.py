"""`clausecheck lexicon` and `clausecheck authorities`: the words and the law behind the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from clausecheck.cli import options, output
from clausecheck.errors import UsageError

if TYPE_CHECKING:
    from clausecheck.lexicon import Lexicon


def lexicon(
    concept: str | None = typer.Argument(None, help="A concept, such as PAY_BALANCE; none: list all."),
    find: str | None = typer.Option(None, "--find", metavar="TEXT", help="Which concepts a sentence mentions."),
    pack: list[str] = options.READ_PACK,
) -> None:
    """List the concepts, show one with its forms, or say which concepts a sentence mentions."""
    with output.sentences():
        words = output.words_of(pack)
        if find is not None:
            _find(find, words)
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


def _find(text: str, words: Lexicon) -> None:
    from clausecheck import document
    from clausecheck.cli.parse import qualifiers
    from clausecheck.readers import from_text
    from clausecheck.reports.harmless import inline

    read = document.read(from_text(text), words)
    beside: dict[str, list[str]] = {}  # circumstances are many: one line for all that the same words may be
    for m in read.mentions:
        words_ = inline(text[m.start : m.end])
        if m.concept in words.concepts and words.concepts[m.concept].kind == "circumstance":
            beside.setdefault(words_, []).append(m.concept)
            continue
        told = qualifiers(m)
        if m.conditions:
            told["if"] = ",".join(dict.fromkeys(read.mentions[i].concept for i in m.conditions))
        said = "  ".join(f"{k}={v}" for k, v in told.items())
        typer.echo(f"{m.concept:32s} “{words_}”  {said}".rstrip())
    if beside:
        typer.echo("circumstances, which are never denied and own no sum:")
    for words_, concepts in beside.items():
        typer.echo(f"  “{words_}”: {', '.join(dict.fromkeys(concepts))}")
    if not read.mentions:
        typer.echo("no concept")


def authorities(
    name: str | None = typer.Argument(
        None, help="An authority or case by its id or a part that only one has, such as 497 or meilan; none: list."
    ),
    doctrines: bool = typer.Option(False, "--doctrines", help="List the doctrines: id, ceiling, ground and title."),
    lang: str = typer.Option("en", "--lang", help="zh or en."),
) -> None:
    """List what the rules cite, or show one authority or decided case with its status."""
    with output.sentences():
        from clausecheck.checker import DEFAULT_PACKS
        from clausecheck.rulebook import open_rulebook
        from clausecheck.strictyaml import hint

        book = open_rulebook(DEFAULT_PACKS, experimental=True)
        if doctrines:
            for d in book.law.doctrines.values():
                typer.echo(output.harmless_row(f"{d.id:38s} {d.severity:6s} {d.ground:22s} {d.title.in_(lang)}"))
            return
        known = [*book.law.authorities, *book.law.cases]
        if name is None:
            for identity in known:
                typer.echo(identity)
            return
        parts = [identity for identity in known if name in identity]
        found = name if name in known else parts[0] if len(parts) == 1 else None
        if found is None:
            several = f"; {', '.join(parts[:5])}{' …' if len(parts) > 5 else ''} have it in common" if parts else ""
            raise UsageError(f"no authority or case {name!r}{several or hint(name, known)}")
        from clausecheck.reports.authority import describe

        rules: dict[str, list[str]] = {}
        for rule in (rule for pack in book.packs for rule in pack.rules):
            rules.setdefault(rule.doctrine, []).append(rule.id)
        typer.echo(describe(book.law, found, lang, rules))
