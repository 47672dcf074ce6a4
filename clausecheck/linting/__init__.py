"""What is wrong, or will surprise, in a pack: for `clausecheck rules lint`.

Errors that keep a pack from being read are lints too, all of them, under their names. `checks` lists every check with
what it means and what mends it; each is one function.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from clausecheck.errors import PackError
from clausecheck.linting.book import Book, Check, Lint
from clausecheck.linting.checks import CHECKS, REMARKS
from clausecheck.linting.words import concept_unused, form_in_two_concepts, form_never_matches
from clausecheck.rulebook import Opened, open_law, open_lexicon, own_words, shared_words
from clausecheck.rules import LANGUAGES, Pack

__all__ = ["CHECKS", "Book", "Check", "Lint", "lint", "lint_words", "remarks"]


def lint(opened: Opened) -> tuple[Lint, ...]:
    """Everything to be said of a pack: what is wrong with its files or, where they can be read, every remark."""
    law = tuple(_error(e, opened.folder) for e in _of_law(opened))
    if opened.pack is None:
        return tuple(dict.fromkeys((*(_error(e, opened.folder) for e in opened.errors), *law)))
    if law:
        return law
    return tuple(remarks(Book(opened.pack, opened.lexicon, opened.law, tuple(own_words(opened.folder)))))


def lint_words(opened: Sequence[Opened]) -> tuple[Lint, ...]:
    """What is to be said of the words that ship. `opened`: the packs whose rules may speak of them."""
    packs = [o.pack for o in opened if o.pack is not None]
    used = frozenset(c for pack in packs for rule in pack.rules for c in rule.concepts)
    shared = Pack("words", "0", "CN", LANGUAGES, ())
    book = Book(shared, open_lexicon(()), open_law(()), tuple(shared_words()), used)
    return tuple(x for check in (form_never_matches, form_in_two_concepts, concept_unused) for x in check(book))


def _of_law(opened: Opened) -> Iterator[PackError]:
    """What is wrong with the pack's own law files: an entry is else read only when a rule asks for it."""
    law = opened.law
    kinds: dict[str, Mapping[str, object]] = {"instruments": law.instruments, "authorities": law.authorities,
                                              "doctrines": law.doctrines, "cases": law.cases}
    for kind, entries in kinds.items():
        for name in entries if (opened.folder / f"{kind}.yaml").is_file() else ():
            try:
                entries[name]
            except PackError as error:
                yield error


def remarks(book: Book) -> Iterator[Lint]:
    """Every remark on a book."""
    for check in REMARKS:
        if check.find is not None:
            yield from check.find(book)


def _error(error: PackError, folder: Path) -> Lint:
    return Lint(error.check, error.sentence, error.file or str(folder), error.line or 1, error=True)
