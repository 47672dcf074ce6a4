"""What is wrong, or will surprise, in a pack: for `clausecheck rules lint`.

Errors that keep a pack from being read are lints too, all of them, under their names. `checks` lists every check with
what it means and what mends it; each is one function.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from clausecheck.errors import PackError
from clausecheck.linting.book import Book, Check, Lint
from clausecheck.linting.checks import CHECKS, REMARKS
from clausecheck.rulebook import Opened, own_words

__all__ = ["CHECKS", "Book", "Check", "Lint", "lint", "remarks"]


def lint(opened: Opened) -> tuple[Lint, ...]:
    """Everything to be said of a pack: what is wrong with its files or, where they can be read, every remark."""
    if opened.pack is None:
        return tuple(_error(e, opened.folder) for e in opened.errors)
    book = Book(opened.pack, opened.lexicon, opened.law, tuple(own_words(opened.folder)))
    try:
        return tuple(remarks(book))
    except PackError as error:  # an entry of the law is read when it is asked for
        return (_error(error, opened.folder),)


def remarks(book: Book) -> Iterator[Lint]:
    """Every remark on a book."""
    for check in REMARKS:
        if check.find is not None:
            yield from check.find(book)


def _error(error: PackError, folder: Path) -> Lint:
    return Lint(error.check, error.sentence, error.file or str(folder), error.line or 1, error=True)
