"""What is in a folder: agreements with what belongs to them, and everything that is none, each with its reason.

`NAME.promised*.txt`, `NAME.agreed*.txt` and `NAME.happened.yaml` belong to `NAME.txt` (or .docx, .pdf, …) beside them;
a `case.yaml` names its own files. Neither is ever taken for an agreement of its own. Hidden files and folders are left
out; links to folders are told and not followed, so no circle can be walked.
"""

from __future__ import annotations

import os
import posixpath
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from clausecheck.batch.files import filesystem, is_url
from clausecheck.errors import ClausecheckError, UsageError
from clausecheck.readers.case_file import case_files, is_case_file

_BESIDE = re.compile(
    r"(?P<of>.+)\.(?:(?P<role>promised|agreed)[^/]*\.(?:txt|md|docx|pdf|html?)|(?P<events>happened)\.ya?ml)$",
    re.IGNORECASE | re.DOTALL)
_CASE = re.compile(r"(?:.*\.)?case\.ya?ml$", re.IGNORECASE | re.DOTALL)
_LITTER = re.compile(r"~\$|Thumbs\.db$|desktop\.ini$", re.IGNORECASE)

Sources = tuple[tuple[str, str], ...]  # (role, path), the contract first


@dataclass(frozen=True, slots=True)
class Entry:
    """One name in the folder. With `status` it is a row as it stands; without, an agreement that waits."""

    path: str
    sources: Sources = ()
    status: str = ""  # "passed over", "unreadable", or "failed" where its settings are wrong
    reason: str = ""
    wish: Any = None  # of an agreement: what is wanted (a Wish)
    book: str = ""  # and the digest of all that its result depends on besides its sources


def walk(folder: str, own: frozenset[str] = frozenset()) -> Iterator[Entry]:
    """Every name under `folder`, in the order of names; `own`: files of ours to leave out (the store).

    Raises UsageError where `folder` itself is none or may not be read.
    """
    if is_url(folder):
        yield from _walk_url(folder)
        return
    root = os.path.abspath(folder)
    if not os.path.isdir(root):
        raise UsageError(f"{folder}: no such folder")
    waiting = [root]
    while waiting:
        place = waiting.pop()
        try:
            with os.scandir(place) as listing:
                found = sorted(((e.name, _kind(e)) for e in listing if not _left_out(e.name)), key=lambda e: e[0])
        except OSError as error:
            if place == root:
                raise UsageError(f"{folder} cannot be read: {error.strerror or error}") from None
            yield Entry(place, (), "unreadable", f"this folder cannot be read: {error.strerror or error}")
            continue
        waiting += [os.path.join(place, name) for name, kind in reversed(found) if kind == "folder"]
        files = [name for name, kind in found if kind == "file" and os.path.join(place, name) not in own]
        yield from _files(files, partial(os.path.join, place))
        for name, kind in found:
            if kind not in ("file", "folder"):
                status = "unreadable" if kind == "a link that leads nowhere or in a circle" else "passed over"
                yield Entry(os.path.join(place, name), (), status, kind)


def _left_out(name: str) -> bool:
    return name.startswith(".") or _LITTER.match(name) is not None


def _kind(entry: os.DirEntry[str]) -> str:
    """"file", "folder", or why it is neither."""
    try:
        if entry.is_dir(follow_symlinks=False):
            return "folder"
        mode = entry.stat().st_mode
    except OSError:
        # a file that vanished since it was listed is told so when its turn comes
        return "a link that leads nowhere or in a circle" if entry.is_symlink() else "file"
    if stat.S_ISDIR(mode):
        return "a link to a folder: not followed"
    return "file" if stat.S_ISREG(mode) else "no file: a pipe, a socket or a device"


def _walk_url(folder: str) -> Iterator[Entry]:
    system, top = filesystem(folder)
    if not system.isdir(top):
        raise UsageError(f"{folder}: no such folder")
    for place, _folders, names in system.walk(top, detail=False):
        shown = [n for n in sorted(names) if not _left_out(n)]
        yield from _files(shown, partial(_url_of, system, place))


def _url_of(system: Any, place: str, name: str) -> str:
    return str(system.unstrip_protocol(posixpath.join(place, name)))


def _files(names: Sequence[str], full: Callable[[str], str]) -> Iterator[Entry]:
    """The files of one folder: cases first claim theirs, then sidecars are given to the agreements they name."""
    path_of = {name: full(name) for name in names}
    cases = [name for name in names if _CASE.fullmatch(name)]
    claimed: set[str] = set()
    for name in cases:
        entry = _case(path_of[name])
        claimed.update(path for _, path in entry.sources)
        yield entry
    matches = {name: m for name in names if (m := _BESIDE.fullmatch(name))}
    plain = [n for n in names if n not in matches and n not in cases and path_of[n] not in claimed]
    beside: dict[str, list[tuple[str, str]]] = {}
    for name, match in matches.items():
        beside.setdefault(match["of"], []).append(((match["role"] or match["events"]).lower(), name))
    attached: set[str] = set()
    for name in plain:
        if is_case_file(name):
            yield Entry(path_of[name], (), "passed over", "a YAML file: neither a case nor the events of an agreement")
            continue
        own = [*beside.get(name, ()), *beside.get(Path(name).stem, ())]
        attached.update(n for _, n in own)
        yield _agreement(path_of[name], [(role, path_of[n]) for role, n in own])
    for name, match in matches.items():
        if name not in attached and path_of[name] not in claimed:
            why = f"belongs to an agreement {match['of']}, which is not beside it"
            yield Entry(path_of[name], (), "unreadable", why)


def _agreement(path: str, beside: Iterable[tuple[str, str]]) -> Entry:
    ordered = sorted(beside, key=lambda pair: (("promised", "agreed", "happened").index(pair[0]), pair[1]))
    events = [p for role, p in ordered if role == "happened"]
    if len(events) > 1:
        return Entry(path, (), "unreadable", "two lists of events lie beside it: which one counts cannot be told")
    return Entry(path, (("contract", path), *ordered))


def _case(path: str) -> Entry:
    if is_url(path):
        return Entry(path, (), "unreadable", "a case file is read from this machine's disks only")
    try:
        named = case_files(path)
    except ClausecheckError as error:
        return Entry(path, (), "unreadable", error.sentence)
    return Entry(path, tuple((role, os.path.abspath(p)) for role, paths in named.items() for p in paths))
