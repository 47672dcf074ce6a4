"""What `clausecheck find` found, in context: lines for a reader, data for a program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rich.text import Text

from clausecheck.explanations import Hit, Miss
from clausecheck.findings import ClauseRef
from clausecheck.reports import said
from clausecheck.reports.harmless import inline
from clausecheck.reports.json import encode, plain
from clausecheck.reports.marks import Mark, Piece, excerpt
from clausecheck.reports.terminal import printed
from clausecheck.text import Source


def lines(source: Source, found: Sequence[Hit | Miss], language: str, *, colour: bool = False) -> str:
    """One line a hit: `file: clause: … words …`, marked in brackets where there is no colour."""
    return printed((_line(source, one, language, colour) for one in found), colour)


def to_json(found: Iterable[tuple[Source, Sequence[Hit | Miss]]]) -> str:
    """`{"files": [{name, language, hits: […]}]}`, or `misses`."""
    return encode({"files": [_file(source, several) for source, several in found]})


def _file(source: Source, found: Sequence[Hit | Miss]) -> dict[str, Any]:
    kind = "misses" if found and isinstance(found[0], Miss) else "hits"
    items = [plain(one) for one in found]
    for one, item in zip(found, items, strict=True):
        if isinstance(one, Miss):
            item["quote"] = source.text[one.start : one.end]
            item["words"] = [{"kind": name, **plain(evidence)} for name, evidence in one.words]
    return {"name": source.name, "language": source.language, "sha256": source.sha256, kind: items}


def _line(source: Source, one: Hit | Miss, language: str, colour: bool) -> Text:
    start, end = (one.start, one.end) if isinstance(one, Miss) else (one.clause.start, one.clause.end)
    evidence = [e for _, e in one.words] if isinstance(one, Miss) else one.evidence
    marks = [Mark(e.start, e.end, 0) for e in evidence if e.source == source.id]
    line = Text(f"{inline(source.name)}: {_place(one.clause, language)}: ", "dim")
    if isinstance(one, Hit) and one.value is None:
        line.append("? ", "bold yellow")
    return Text.assemble(line, *_shown(excerpt(source.text, start, end, marks), colour))


def _place(clause: ClauseRef, language: str) -> str:
    return inline(said.place(clause).in_(language))


def _shown(pieces: Iterable[Piece], colour: bool) -> Iterator[tuple[str, str]]:
    for piece in pieces:
        text = _flat(piece.text)
        if not piece.marked:
            yield text, ""
        else:
            yield (text if colour else f"«{text}»"), "bold underline"


def _flat(text: str) -> str:
    """On one line, the blanks at either end kept as one."""
    lead, tail = (" " if text[:1].isspace() else ""), (" " if text[-1:].isspace() else "")
    return f"{lead}{inline(text)}{tail}" if text.strip() else " "
