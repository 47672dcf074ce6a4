"""`clausecheck find ELEMENT FILE…`: what an element would catch; `--misses`: what nothing does."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from clausecheck.cli import options, output
from clausecheck.errors import ClausecheckError, UsageError

if TYPE_CHECKING:
    from clausecheck.conditions.concept import Element
    from clausecheck.explanations import Hit, Miss
    from clausecheck.rulebook import Rulebook
    from clausecheck.text import Source

SUFFIXES = (".txt", ".md", ".docx", ".pdf", ".html", ".htm")


def find(
    arguments: list[str] = typer.Argument(..., metavar="ELEMENT FILE…",
                                          help="An element in the rule language, or [several, …]; files or folders."),
    misses: bool = typer.Option(False, "--misses", help="No ELEMENT: sentences that matter and no concept touched."),
    scope: str = typer.Option("clause", "--scope", help="clause or document: where all elements must be met."),
    within: str | None = typer.Option(None, "--within", help="sentence: all in one sentence."),
    format: str = typer.Option("text", "--format", help="text or json."),
    lang: str = typer.Option("en", "--lang", help="zh or en."),
    pack: list[str] = options.READ_PACK,
) -> None:
    """Show where an element of the rule language is met: find 'REFUND: {negated: true}' FOLDER."""
    with output.sentences():
        _known("--scope", scope, ("clause", "document"))
        _known("--within", within, ("clause", "sentence", None))
        _known("--format", format, ("text", "json"))
        _known("--lang", lang, ("zh", "en"))
        from clausecheck.checker import DEFAULT_PACKS
        from clausecheck.reports import hits as shown
        from clausecheck.rulebook import open_rulebook

        book = open_rulebook(tuple(pack) or DEFAULT_PACKS, experimental=True)
        failed = output.say_broken(book)
        when = None if misses else read_elements(arguments[0], book)
        names = arguments if misses else arguments[1:]
        if not names:
            raise UsageError("find takes an ELEMENT and at least one file or folder")
        found: list[tuple[Source, Sequence[Hit | Miss]]] = []
        for name in _files(names):
            try:
                source, several = _look(name, when, book, scope, within)
            except ClausecheckError as error:
                output.say(str(error))
                failed = True
                continue
            found.append((source, several))
            if format == "text":
                text = shown.lines(source, several, lang, colour=output.colour_welcome())
                typer.echo(text, nl=False, color=sys.stdout.isatty())
        if format == "json":
            typer.echo(shown.to_json(found), nl=False)
        what = "sentences" if misses else "clauses"
        typer.echo(f"{sum(len(s) for _, s in found)} {what} in {len(found)} files", err=True)
        raise typer.Exit(2 if failed else 0)


def _known(option: str, value: str | None, values: tuple[str | None, ...]) -> None:
    if value not in values:
        raise UsageError(f"{option} is one of {', '.join(v for v in values if v)}, not {value!r}")


def read_elements(text: str, book: Rulebook) -> tuple[Element, ...]:
    """An element of the rule language, or a list of them, as flow YAML. Raises PackError for what is wrong with it."""
    from clausecheck.happenings import EVENTS
    from clausecheck.rulefiles.elements import ElementReader
    from clausecheck.rulefiles.reading import in_words
    from clausecheck.strictyaml import LocatedList, parse

    node = parse(text, "<element>")
    reader = ElementReader("<element>", in_words(book.lexicon), frozenset(EVENTS))
    if isinstance(node, LocatedList):
        return reader.elements(node, 1, "ELEMENT")
    return (reader.element(node, 1),)


def _files(names: Sequence[str]) -> Iterator[str]:
    """Files as they were named; of a folder every file below it with a suffix that may be an agreement's."""
    for name in names:
        if Path(name).is_dir():
            yield from sorted(str(p) for p in Path(name).rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
        else:
            yield name


def _look(name: str, when: tuple[Element, ...] | None, book: Rulebook, scope: str,
          within: str | None) -> tuple[Source, Sequence[Hit | Miss]]:
    from clausecheck.checker import read_case
    from clausecheck.engine import exploring
    from clausecheck.readers.case_file import load_case

    case = read_case(load_case(name), book)
    if when is None:
        return case.contract.source, exploring.misses(case.contract, book.lexicon, book.packs)
    return case.contract.source, exploring.hits(when, case, scope, within)  # type: ignore[arg-type]  # checked before
