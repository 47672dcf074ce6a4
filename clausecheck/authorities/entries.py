"""The entries of law files by id: finding where they begin is cheap, an entry is built when it is asked for.

A law file is a YAML mapping that ends in one list. In those that ship each entry begins with a line `- id: NAME`, so
that they need not be parsed whole; a pack may write its own as YAML allows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Generic, TypeVar

from clausecheck import strictyaml
from clausecheck.errors import PackError
from clausecheck.patterns import later
from clausecheck.strictyaml import Located, LocatedList

T = TypeVar("T")
_ENTRY = later(r"^- id: *([A-Za-z0-9-]+) *(?:#.*)?$", re.MULTILINE)
_ID = later(r"[A-Za-z0-9-]+")


class Entries(Mapping[str, T], Generic[T]):
    """The entries of law files in the files' order. Raises PackError with file:line for a wrong entry.

    `shipped`: a file of ours; `own`: those of packs.
    """

    __slots__ = ("_build", "_built", "_kind", "_places", "_rows", "_shipped", "_text")

    def __init__(self, shipped: Path, own: list[Path], kind: str, build: Callable[[Located], T]) -> None:
        self._kind = kind
        self._build = build
        self._built: dict[str, T] = {}
        self._shipped = shipped
        self._text = _text(shipped)
        self._places: dict[str, tuple[int, int]] = {}  # where an entry of ours begins and ends
        self._rows: dict[str, Located] = {}  # the entries of packs
        self._index()
        for file in own:
            self._read(file)

    def _index(self) -> None:
        found = list(_ENTRY.finditer(self._text))
        ends = [m.start() for m in found] + [len(self._text)]
        for match, end in zip(found, ends[1:], strict=True):
            if match[1] in self._places:
                raise self._twice(match[1], str(self._shipped), self._line(match.start()))
            self._places[match[1]] = (match.start(), end)

    def _read(self, file: Path) -> None:
        """The file of a pack. Raises PackError for what is no list of entries, each with an id of its own."""
        table = strictyaml.read(file)
        strictyaml.only(table, (file.stem, "generated"), file.name)
        rows = table.get(file.stem)
        if not isinstance(rows, LocatedList):
            raise PackError(f"{file.name} is `{file.stem}:` with a list of entries below it, each beginning with "
                            "`- id: NAME`", file=str(file), line=table.line(file.stem))
        for index, row in enumerate(rows):
            if not isinstance(row, Located) or not isinstance(row.get("id"), str) or not _ID.fullmatch(row["id"]):
                raise PackError("an entry begins with `- id: NAME` (letters, digits and -)", file=str(file),
                                line=rows.line(index), check="missing-key")
            if row["id"] in self:
                raise self._twice(row["id"], str(file), row.line("id"))
            self._rows[row["id"]] = row

    def _twice(self, key: str, file: str, line: int) -> PackError:
        other = self._rows[key].file if key in self._rows else str(self._shipped)
        return PackError(f"the {self._kind} {key!r} is defined twice (also in {other})", file=file, line=line,
                         check="defined-twice")

    def _line(self, start: int) -> int:
        return self._text.count("\n", 0, start) + 1

    def __getitem__(self, key: str) -> T:
        if key not in self._built:
            own = self._rows.get(key)
            self._built[key] = self._made(key, own, 0) if own is not None else self._parsed(key)
        return self._built[key]

    def _parsed(self, key: str) -> T:
        start, end = self._places[key]
        before = self._line(start) - 1
        try:
            (entry,) = strictyaml.parse(self._text[start:end], str(self._shipped))
        except PackError as wrong:
            raise self._moved(wrong, before) from None
        return self._made(key, entry, before)

    def _made(self, key: str, entry: Located, before: int) -> T:
        try:
            return self._build(entry)
        except KeyError as missing:
            raise PackError(f"the {self._kind} {key!r} lacks {missing}", file=entry.file, line=entry.at + before,
                            check="missing-key") from None
        except PackError as wrong:
            raise self._moved(wrong, before) from None

    def _moved(self, wrong: PackError, before: int) -> PackError:
        """Lines of an entry of ours count from its first."""
        return PackError(wrong.sentence, file=wrong.file, line=(wrong.line or 1) + before, check=wrong.check)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and (key in self._places or key in self._rows)

    def __iter__(self) -> Iterator[str]:
        return iter((*self._places, *self._rows))

    def __len__(self) -> int:
        return len(self._places) + len(self._rows)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise PackError("cannot be read as a UTF-8 text", file=str(file)) from None
