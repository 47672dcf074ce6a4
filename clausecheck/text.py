"""Sources, clauses, sentences: offsets into one text that never changes.

Every `start` and `end` outside this module counts Unicode code points of `Source.text`. Only a `Sentence` has a second
text, its *view*: folded for matching (case, width, traditional characters, hard wraps) with a map back.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Role = Literal["contract", "promised", "agreed", "happened"]
Language = str  # "zh", "en", another ISO 639-1 code, or "und" where nothing can be told


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A text for the reader in both languages of the product."""

    zh: str
    en: str

    def in_(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one source: code points [start, end)."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch [start, end) of a source's text stood in the file that it was read from.

    `kind` says what `at` counts: paragraph (n: of the file's own, from 0), cell (table, row, column, from 1),
    footnote and endnote (n: its number as shown), text-box (n, from 1), page (n, from 1; then the box where there is
    one: left, top, right, bottom in points; in pixels of a picture), number (nothing: made by automatic numbering, no
    characters of the file).
    """

    start: int
    end: int
    kind: str
    at: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One decoded document: its text with line ends as `\\n` and nothing else changed; of a file that is not plain text
    the words as a reader of it sees them, one paragraph a line, the cells of a table's row joined by " | "."""

    id: str  # "contract", "promised-1", "agreed-1", …: unique in a case
    role: Role
    name: str  # the file's name as the user gave it, or "<text>"
    text: str
    language: Language
    sha256: str  # of the bytes as read (of the UTF-8 text where there were none)
    encoding: str = "utf-8"
    guessed: bool = False  # the encoding was a guess: said to the user
    body: int = 0  # where the text proper begins, after YAML front matter
    about: Mapping[str, str] = field(default_factory=dict)  # front matter: by, channel, date, url, retracts
    places: tuple[Place, ...] = ()  # where the text stood in a file that is not plain text, by start
    notes: tuple[Bilingual, ...] = ()  # what of the file was left out, kept apart or not seen


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its view. `view[i]` stands at `offsets[i]` in the source; `offsets` has one entry more."""

    index: int  # in the document
    clause: int  # index of its clause
    start: int
    end: int
    language: Language
    view: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """View positions [start, end) → the source's. Raises IndexError outside the view."""
        last = self.offsets[end - 1] + 1 if end > start else self.offsets[start]
        return Span(self.offsets[start], last)

    def at(self, offset: int) -> int:
        """A source offset → the view position at or after it."""
        return bisect_left(self.offsets, offset)


ClauseKind = Literal["title", "preamble", "clause", "heading", "key-term", "schedule", "signature"]


@dataclass(frozen=True, slots=True)
class Clause:
    """A unit of the text. Clauses tile it: each begins where the one before ends; nesting is told by `parent`."""

    index: int
    start: int
    end: int  # of its own words; those of its children follow
    number: str  # as a reader would cite it: "第三条", "3.1", "(a)"; "" for none
    path: tuple[str, ...]  # plain numbers from the top: ("3", "1", "a")
    heading: str
    kind: ClauseKind
    parent: int | None
    sentences: tuple[Sentence, ...]
    cites: tuple[Citation, ...] = ()  # the clauses that it refers to
    twin: int | None = None  # the clause that says the same in another language, where it stands apart from this one


@dataclass(frozen=True, slots=True)
class Citation:
    """A cross-reference: the words and the clause they mean (None where it cannot be told)."""

    start: int
    end: int
    target: int | None


@dataclass(frozen=True, slots=True)
class DefinedTerm:
    """`"交付条件"指…`, `(the "Balance")`: a name that the contract gives to something."""

    term: str
    start: int  # of the definition's words
    end: int
    clause: int
    meaning: Span
