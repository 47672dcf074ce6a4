"""YAML read strictly: only true/false/null and plain integers are converted, everything else stays text.

Duplicate keys, anchors, aliases and tags are refused. Every mapping and list knows its file and the line of each key or
item, so that whoever reads it can say where something is wrong. No Python object is ever made from a file's wish, and
nesting needs no recursion. The C parser is used where PyYAML has it, its pure twin otherwise: same results.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from clausecheck.errors import ClausecheckError, PackError
from clausecheck.patterns import later
from clausecheck.wordlists import STAND_IN, WordList, set_apart
from clausecheck.yamlfaults import fault, wide_hint

Error = type[ClausecheckError]

_CONSTANTS = {"true": True, "false": False, "null": None}
_INTEGER = later(r"-?(?:0|[1-9][0-9]{0,17})")
_FIRST = frozenset("-0123456789")  # of an integer
_DEPTH = 60
_LARGEST = 16 * 1024 * 1024  # bytes of a file


class Located(dict[str, Any]):
    """A mapping that knows its file and the line (1-based) of each key."""

    __slots__ = ("file", "at", "lines")

    def __init__(self, file: str, at: int) -> None:
        super().__init__()
        self.file = file
        self.at = at
        self.lines: dict[str, int] = {}

    def line(self, key: str) -> int:
        """The line of a key; of the mapping itself where the key is missing."""
        return self.lines.get(key, self.at)


class LocatedList(list[Any]):
    """A list that knows its file and the line (1-based) of each item."""

    __slots__ = ("file", "at", "lines")

    def __init__(self, file: str, at: int) -> None:
        super().__init__()
        self.file = file
        self.at = at
        self.lines: list[int] = []

    def line(self, index: int) -> int:
        """The line of an item; of the list itself where there is none."""
        return self.lines[index] if index < len(self.lines) else self.at


def read(path: Path, error: Error = PackError, *, word_lists: bool = False) -> Located:
    """A file whose top is a mapping. Raises `error` with file and line for what is wrong in it.

    `word_lists`: long lists of plain words are left unread, as `WordList`, for who asks.
    """
    text = text_of(path, error)
    text, lists = set_apart(text, str(path)) if word_lists else (text, [])
    return mapping(text, str(path), error, lists)


def text_of(path: Path, error: Error = PackError) -> str:
    """The text of a YAML file. Raises `error` where it is no file, too large, or not UTF-8."""
    try:
        if not path.is_file() and path.exists():
            raise error("cannot be read: it is no regular file", file=str(path))
        if path.stat().st_size > _LARGEST:
            raise error(f"larger than {_LARGEST // 2**20} MiB: nobody writes so much YAML", file=str(path))
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as problem:
        line = problem.object.count(b"\n", 0, problem.start) + 1
        raise error("this file is not UTF-8 (GBK or UTF-16 perhaps): save it again with the encoding UTF-8",
                    file=str(path), line=line, check="not-utf8") from None
    except (OSError, ValueError) as problem:
        raise error(f"cannot be read: {getattr(problem, 'strerror', problem)}", file=str(path)) from None


def mapping(text: str, file: str, error: Error = PackError, lists: Sequence[WordList] = ()) -> Located:
    """A text whose top is a mapping. `lists`: those that were set apart. Raises `error` with file and line."""
    value = parse(text, file, error, lists)
    if not isinstance(value, Located):
        raise error("this file must hold `key: value` lines", file=file, line=1, check="not-yaml")
    return value


def parse(text: str, file: str, error: Error = PackError, lists: Sequence[WordList] = ()) -> Any:
    """A text → Located, LocatedList, str, int, bool or None. Raises `error` with file and line."""
    import yaml

    try:
        return _construct(text, file, error, lists)
    except yaml.MarkedYAMLError as problem:
        sentence, line = fault(problem, text)
        raise error(sentence, file=file, line=line, check="not-yaml") from None
    except (yaml.reader.ReaderError, UnicodeEncodeError) as problem:  # the second: half of a surrogate pair
        at = problem.start if isinstance(problem, UnicodeEncodeError) else problem.position
        line = text.count("\n", 0, at) + 1 if isinstance(at, int) else None
        raise error("not valid YAML: a character that no text may hold", file=file, line=line,
                    check="not-yaml") from None


_DATE = later(r"\d{4}-\d{2}-\d{2}")


def day(text: str) -> date:
    """The day that YYYY-MM-DD names, and no other way of writing it. Raises ValueError."""
    if not _DATE.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def hint(word: str, known: Iterable[str]) -> str:
    """" — did you mean X?" where something near is known, else nothing."""
    near = get_close_matches(word, list(known), n=1)
    return f" — did you mean {near[0]}?" if near else ""


def only(table: Located, known: Iterable[str], what: str, error: Error = PackError) -> None:
    """Raises `error` with file:line and a did-you-mean for the first key of `table` that is not among `known`."""
    names = tuple(known)
    for key in table:
        if key not in names:
            more = wide_hint(key) or hint(key, names) or f" (known: {', '.join(names)})"
            raise error(f"unknown key {key!r} in {what}{more}", file=table.file, line=table.line(key),
                        check="unknown-key")


def _parser(text: str) -> Any:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # only its parser is used
    return loader(text)


def _construct(text: str, file: str, error: Error, lists: Sequence[WordList]) -> Any:
    """One pass over the parser's events."""
    import yaml

    builder = _Builder(file, error, lists)
    next_event, scalar, put = _parser(text).get_event, yaml.ScalarEvent, builder.scalar
    while True:
        event = next_event()
        if event.__class__ is scalar:
            put(event)
        elif builder.feed(event, yaml):
            return builder.root[0]


class _Builder:
    """The open mappings and lists, and for each the key that waits for its value."""

    __slots__ = ("error", "file", "keys", "lists", "root", "stack")

    def __init__(self, file: str, error: Error, lists: Sequence[WordList]) -> None:
        self.file = file
        self.error = error
        self.lists = lists
        self.stack: list[Located | LocatedList] = []
        self.keys: list[str | None] = []
        self.root: list[Any] = []

    def scalar(self, event: Any) -> None:
        """Takes a key or a value; nine events in ten are one, so nothing here is done twice."""
        if event.anchor is not None or event.tag is not None:
            self._refuse(event)
        top = self.stack[-1] if self.stack else None
        if top.__class__ is LocatedList:
            top.append(_scalar(event))
            top.lines.append(event.start_mark.line + 1)
        elif top is not None and self.keys[-1] is None:
            self._key(event)
        elif self.lists and event.value[:1] == STAND_IN:
            self._put(self.lists[int(event.value[1:])], event)
        else:
            self._put(_scalar(event), event)

    def feed(self, event: Any, yaml: Any) -> bool:
        """Takes any other event; True at the end of the stream."""
        kind = event.__class__
        if kind is yaml.MappingStartEvent:
            self._open(Located(self.file, event.start_mark.line + 1), event)
        elif kind is yaml.SequenceStartEvent:
            self._open(LocatedList(self.file, event.start_mark.line + 1), event)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self.stack.pop()
            self.keys.pop()
        elif kind is yaml.AliasEvent:
            raise self._refused(f"aliases (*{event.anchor}) are refused", event)
        elif kind is yaml.DocumentStartEvent and self.root:
            raise self._refused("a second YAML document begins here (---), and a file holds one", event)
        elif kind is yaml.StreamEndEvent:
            if not self.root:
                raise self.error("this YAML file is empty", file=self.file, line=1, check="not-yaml")
            return True
        return False

    def _wrong(self, sentence: str, event: Any, check: str = "not-yaml") -> ClausecheckError:
        return self.error(sentence, file=self.file, line=event.start_mark.line + 1, check=check)

    def _refused(self, sentence: str, event: Any) -> ClausecheckError:
        return self._wrong(sentence, event, "refused")

    def _wants_key(self) -> bool:
        return bool(self.stack) and self.keys[-1] is None and self.stack[-1].__class__ is Located

    def _refuse(self, event: Any) -> None:
        if event.anchor is not None:
            raise self._refused(f"anchors (&{event.anchor}) are refused", event)
        if event.tag is not None:
            raise self._refused(f"tags ({event.tag}) are refused", event)

    def _open(self, new: Located | LocatedList, event: Any) -> None:
        self._refuse(event)
        if self._wants_key():
            raise self._wrong("a key must be plain text", event)
        if len(self.stack) == _DEPTH:
            raise self._wrong(f"nested more than {_DEPTH} deep", event)
        self._put(new, event)
        self.stack.append(new)
        self.keys.append(None)

    def _key(self, event: Any) -> None:
        lines = self.stack[-1].lines
        if event.value in lines:
            assert isinstance(lines, dict)
            raise self._wrong(f"the key {event.value!r} stands twice (first on line {lines[event.value]})", event,
                              "defined-twice")
        lines[event.value] = event.start_mark.line + 1
        self.keys[-1] = event.value

    def _put(self, value: Any, event: Any) -> None:
        """A finished value goes under the waiting key, to the end of the open list, or to the top."""
        if not self.stack:
            self.root.append(value)
            return
        top, key = self.stack[-1], self.keys[-1]
        if isinstance(top, Located):
            assert key is not None
            top[key] = value
            self.keys[-1] = None
        else:
            top.append(value)
            top.lines.append(event.start_mark.line + 1)


def _scalar(event: Any) -> str | int | bool | None:
    text: str = event.value
    if not event.implicit[0]:  # quoted, or a block
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    return int(text) if text[:1] in _FIRST and _INTEGER.fullmatch(text) else text
