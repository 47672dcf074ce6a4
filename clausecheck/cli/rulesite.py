"""`clausecheck rules docs [-o FOLDER]`: the rules of packs as pages to browse."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from clausecheck.cli import output
from clausecheck.errors import PackError, UsageError

if TYPE_CHECKING:
    from clausecheck.authorities import Law
    from clausecheck.lexicon import Lexicon
    from clausecheck.reports.rulesite import PackView, RuleView, WordsView
    from clausecheck.rules import Pack, Rule


_SHOWN = 6  # words of a concept


def docs(
    packs: list[str] = typer.Argument(None, metavar="[PACK…]", help="Packs by name or folder (cn-consumer)."),
    to: str = typer.Option("rules-site", "-o", "--output", metavar="FOLDER",
                           help="Folder for index.html and a page a rule; or a FILE.html for all in one."),
    lang: str = typer.Option("en", "--lang", help="Shown first: zh or en; the pages hold both."),
) -> None:
    """Write the rules as pages: what each says, why, its elements, defences, levels, examples and authorities."""
    with output.sentences():
        if lang not in ("zh", "en"):
            raise UsageError(f"--lang is zh or en, not {lang!r}")
        from clausecheck.checker import DEFAULT_PACKS
        from clausecheck.reports import rulesite

        views, failed = _views(packs or DEFAULT_PACKS)
        target = Path(to)
        if target.suffix.lower() in (".html", ".htm"):
            output.write(to, rulesite.one_file(views, lang))
            typer.echo(output.harmless_line(f"{to}: {sum(len(v.rules) for v in views)} rules"))
            raise typer.Exit(2 if failed else 0)
        pages = rulesite.site(views, lang)
        try:
            for folder in {target / name for name in pages}:
                folder.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"{to} cannot be written: {error.strerror or error}") from error
        for name, text in pages.items():
            output.write(str(target / name), text)
        typer.echo(output.harmless_line(f"{target / 'index.html'}: {len(pages) - 1} rules"))
        raise typer.Exit(2 if failed else 0)


def _views(names: Sequence[str]) -> tuple[list[PackView], bool]:
    """The packs that can be read, and whether one cannot. Raises PackError where none can."""
    from clausecheck.rulebook import open_pack

    views: list[PackView] = []
    errors: list[PackError] = []
    for name in names:
        try:
            opened = open_pack(name)
        except PackError as error:
            errors.append(error)
            continue
        errors += opened.errors
        if opened.pack is not None:
            views.append(_pack(opened.pack, opened.law, opened.lexicon))
    if not views:
        raise errors[0]
    for wrong in errors:
        output.say(str(wrong))
    return views, bool(errors)


def _pack(pack: Pack, law: Law, lexicon: Lexicon) -> PackView:
    from clausecheck.reports.rulesite import PackView

    rules = tuple(_rule(r, law, lexicon) for r in pack.rules)
    return PackView(pack.name, pack.version, pack.jurisdiction, pack.languages, rules)


def _words(name: str, lexicon: Lexicon) -> WordsView | None:
    """A concept with its first words, or the concepts that make it; None for one that is read, not listed."""
    from clausecheck.reports.rulesite import WordsView
    from clausecheck.text import Bilingual

    concept = lexicon.concepts.get(name)
    if concept is None:
        return None
    joined = ["+".join(way) for way in concept.joins[:_SHOWN]]
    zh, en = (list(concept.forms.get(lang) or ())[:_SHOWN] or joined for lang in ("zh", "en"))
    return WordsView(name, Bilingual("、".join(zh), ", ".join(en))) if zh or en else None


def _rule(rule: Rule, law: Law, lexicon: Lexicon) -> RuleView:
    from clausecheck.conditions.writing import written
    from clausecheck.reports.rulesite import ExampleView, LevelView, RuleView
    from clausecheck.text import Bilingual

    doctrine = law.doctrines[rule.doctrine]
    nothing = Bilingual("", "")
    levels = tuple(LevelView(lv.severity, lv.effect, tuple(map(written, lv.when)), lv.message or nothing)
                   for lv in rule.levels)
    return RuleView(
        rule.id, rule.title, rule.doctrine, doctrine.ground, rule.scope, rule.sectors, rule.status == "experimental",
        rule.message, rule.why, rule.advice, rule.suggest, rule.ask, tuple(map(written, rule.when)),
        tuple(map(written, rule.unless)), levels,
        tuple(w for name in sorted(rule.concepts) if (w := _words(name, lexicon)) is not None),
        tuple(ExampleView(e.text, e.language, e.violates, e.near_miss) for e in rule.examples),
        law.cited(rule.refs or doctrine.authorities, None), law.cases_cited(rule.doctrine))
