"""Concepts, as the lexicon files give them, and their occurrences in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from clausecheck.errors import PackError
from clausecheck.mentions import Party
from clausecheck.patterns import later
from clausecheck.strictyaml import LocatedList
from clausecheck.wordlists import WordList

Kind = Literal["event", "thing", "party", "state", "circumstance", "mask"]
KINDS = ("event", "thing", "party", "state", "circumstance", "mask")
KEYS = ("kind", "actor", "joins", "in_order", "zh", "en")
LANGUAGES = ("zh", "en")
AMOUNT = "AMOUNT"  # in `joins`: any sum of money read from the sentence
PERIOD = "PERIOD"  # any length of time read from the sentence: its mentions hold it as deadline and as duration


_WORDS = later(r"[^…*\s]")


class Forms(Mapping[str, tuple[str, ...]]):
    """The forms of a concept by language; a long list is read and checked when its language is first asked for.

    Raises PackError with file and line where they are: a form that stands twice, or has no letters.
    """

    __slots__ = ("_concept", "_given", "_read")

    def __init__(self, concept: str, given: Mapping[str, LocatedList | WordList]) -> None:
        self._concept, self._given = concept, given
        self._read = {lang: self._checked(forms) for lang, forms in given.items() if isinstance(forms, LocatedList)}

    def __getitem__(self, language: str) -> tuple[str, ...]:
        if language not in self._read:
            self._read[language] = self._checked(self._given[language])
        return self._read[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._given)

    def __len__(self) -> int:
        return len(self._given)

    def first(self, language: str) -> str:
        """The first form of a language, without reading the others; nothing where there is none."""
        given = self._given.get(language) or ()
        return given.first() if isinstance(given, WordList) else given[0] if given else ""

    def _checked(self, given: LocatedList | WordList) -> tuple[str, ...]:
        forms = tuple(given.words() if isinstance(given, WordList) else given)
        if len(set(forms)) < len(forms):
            n = next(n for n, form in enumerate(forms) if form in forms[:n])
            raise PackError(f"{self._concept}: the form {forms[n]!r} stands twice", file=given.file, line=given.line(n),
                            check="defined-twice")
        if not all(map(_WORDS.search, forms)):
            n = next(n for n, form in enumerate(forms) if not _WORDS.search(form))
            raise PackError(f"{self._concept}: the form {forms[n]!r} has no letters, so it can never match",
                            file=given.file, line=given.line(n), check="never-met")
        return forms


@dataclass(frozen=True, slots=True)
class Concept:
    """An idea with its forms. `joins`: alternatives, each a list of concepts that together make this one; `in_order`:
    only where each stands within a few words behind the one before."""

    id: str
    kind: Kind
    actor: Party | None = None
    joins: tuple[tuple[str, ...], ...] = ()
    forms: Forms = field(default_factory=lambda: Forms("", {}))
    file: str = ""
    line: int = 0
    in_order: bool = False


class Hit(NamedTuple):
    """A concept found in a sentence. Positions of the view; `anchor` is the verb of a joined concept."""

    concept: str
    start: int
    end: int
    anchor: tuple[int, int]
