"""A case: the contract with the sources beside it, from four lists of files or from one case.yaml."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from clausecheck.errors import CaseError, InputError
from clausecheck.readers import load
from clausecheck.strictyaml import Located, only, read
from clausecheck.text import Source

ROLES = ("contract", "promised", "agreed", "happened")


@dataclass(frozen=True, slots=True)
class CaseSources:
    """The sources of one case by role."""

    contract: Source
    promised: tuple[Source, ...] = ()
    agreed: tuple[Source, ...] = ()
    happened: Source | None = None

    @property
    def all(self) -> tuple[Source, ...]:
        last = () if self.happened is None else (self.happened,)
        return (self.contract, *self.promised, *self.agreed, *last)


def is_case_file(path: str) -> bool:
    """A case file is told by its suffix: an agreement is never YAML."""
    return Path(path).suffix.lower() in (".yaml", ".yml")


def load_case(path: str | Path, promised: Sequence[str] = (), agreed: Sequence[str] = (),
              happened: str | None = None) -> CaseSources:
    """FILE (an agreement or a case.yaml) and what the options add → the sources of one case.

    Raises InputError for a file that cannot be read, CaseError (with file:line) for a case file that is wrong.
    """
    if not is_case_file(str(path)):
        return _gather(str(path), promised, agreed, happened)
    named = case_files(path)
    if len(named["happened"]) + (happened is not None) > 1:
        raise CaseError("a case has one list of events under happened:", file=str(path))
    events = happened or (named["happened"][0] if named["happened"] else None)
    return _gather(named["contract"][0], [*named["promised"], *promised], [*named["agreed"], *agreed], events)


def case_files(path: str | Path) -> dict[str, list[str]]:
    """A case.yaml → the paths that it names, by role. Raises as `load_case`."""
    file = Path(path)
    if not os.path.lexists(file):
        raise InputError("no such file", file=str(path))
    table = read(file, CaseError)
    _check_keys(table, str(path))
    named = {role: _files(table, role, file) for role in ROLES}
    if len(named["contract"]) != 1:
        raise CaseError("a case has one contract: contract: agreement.txt", file=str(path), line=table.line("contract"))
    if len(named["happened"]) > 1:
        raise CaseError("a case has one list of events under happened:", file=str(path), line=table.line("happened"))
    for role in ROLES[:3]:
        if any(is_case_file(name) for name in named[role]):
            raise CaseError(f"{role}: names a YAML file, and no agreement is one", file=str(path),
                            line=table.line(role))
    return named


def _gather(contract: str, promised: Sequence[str], agreed: Sequence[str], happened: str | None) -> CaseSources:
    return CaseSources(
        load(contract),
        tuple(load(p, "promised", n) for n, p in enumerate(promised, 1)),
        tuple(load(p, "agreed", n) for n, p in enumerate(agreed, 1)),
        None if happened is None else load(happened, "happened"),
    )


def _check_keys(table: Located, file: str) -> None:
    if "contract" not in table:
        raise CaseError("this YAML file is no case: it has no `contract:`", file=file)
    only(table, ROLES, "a case", CaseError)


def _files(table: Located, role: str, case: Path) -> list[str]:
    """File names under a role, relative to the case file."""
    value = table.get(role, [])
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(n, str) for n in names):
        raise CaseError(f"{role}: must be a file name or a list of them", file=str(case), line=table.line(role))
    return [str(case.parent / n) for n in names]
