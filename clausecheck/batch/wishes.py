"""What is wanted of each agreement of a folder: as `check` would read it from settings, suppressions and baseline.

It goes to the worker as plain data, and into the name of the result: another wish is another result.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from clausecheck.batch.files import is_url
from clausecheck.batch.fingerprint import fingerprint
from clausecheck.batch.worklist import Entry as Name
from clausecheck.errors import ConfigError
from clausecheck.settings import Settings
from clausecheck.suppressions import Entry, Quiet, SideFile
from clausecheck.wanted import Wanted

_KEPT = 64  # rulebooks remembered


@dataclass(frozen=True, slots=True)
class Wish:
    """How one agreement is to be read. `fail_on` decides the exit code alone, all else the result."""

    packs: tuple[str, ...]
    experimental: bool = False
    as_of: str | None = None
    sector: str | None = None
    buyer: str | None = None
    lang: str | None = None  # of its own page
    docs: str | None = None
    rules: tuple[tuple[str, str, str], ...] = ()  # rule, severity, the line that sets it
    entries: tuple[tuple[str, str, str, str | None], ...] = ()  # suppressed: rule, quote, reason, until
    known: tuple[tuple[str, str, str], ...] = ()  # to the baseline: rule, quote, severity
    fail_on: str = "high"

    def plain(self) -> dict[str, Any]:
        """As JSON carries it."""
        return asdict(self)

    def settings(self) -> Settings:
        """The settings that a rulebook is made by."""
        origin = {f"rules.{rule}": place for rule, _, place in self.rules}
        return Settings(packs=self.packs, experimental=self.experimental, origin=origin,
                        rules={rule: severity for rule, severity, _ in self.rules})

    def day(self) -> date | None:
        """The day of the contract."""
        return None if self.as_of is None else date.fromisoformat(self.as_of)

    def quiet(self) -> Quiet | None:
        """What is not to be told again."""
        if not self.entries and not self.known:
            return None
        entries = tuple(Entry(rule, quote, reason, None, "", None if until is None else date.fromisoformat(until), 0)
                        for rule, quote, reason, until in self.entries)
        return Quiet(SideFile(Path(), entries, date.min), {(rule, quote): level for rule, quote, level in self.known})


def wish_of(plain: Mapping[str, Any]) -> Wish:
    """A wish as JSON carried it."""
    rows = {key: tuple(map(tuple, plain[key])) for key in ("rules", "entries", "known")}
    return Wish(**{**plain, **rows, "packs": tuple(plain["packs"])})


class Wishes:
    """The wishes of a run. `base`: where no file of settings is read; `wanted`: settings files and the command line."""

    def __init__(self, base: Wish, wanted: Wanted | None = None) -> None:
        self._base, self._wanted = base, wanted
        self._known: dict[Path, tuple[tuple[str, str, str], ...]] = {}
        self._books: dict[Wish, str] = {}
        self._programs: dict[tuple[Any, ...], str] = {}

    def of(self, path: str, contract: str) -> Wish:
        """What is wanted of the agreement or case at `path`. Raises ConfigError with file and line."""
        if self._wanted is None:
            return self._base
        given, quiet = self._wanted.for_file(path, files=not is_url(path)), None
        if not is_url(path):
            quiet = self._wanted.quiet(path)
        rules = tuple((rule, severity, given.from_(f"rules.{rule}")) for rule, severity in sorted(given.rules.items()))
        as_of = None if given.as_of is None else given.as_of.isoformat()
        wish = Wish(given.packs, given.experimental, as_of, given.sector, given.buyer, given.lang, given.docs, rules,
                    fail_on=given.fail_on)
        if quiet is None:
            return wish
        side = quiet.side_file
        living = () if side is None else side.living(contract)
        entries = tuple((e.rule, e.quote, e.reason, e.until.isoformat() if e.until else None) for e in living)
        return replace(wish, entries=entries, known=self._earlier(given.baseline, quiet))

    def _earlier(self, baseline: Path | None, quiet: Quiet) -> tuple[tuple[str, str, str], ...]:
        if baseline is None:
            return ()
        if baseline not in self._known:
            self._known[baseline] = tuple(sorted((rule, quote, level) for (rule, quote), level in quiet.known.items()))
        return self._known[baseline]

    def each(self, found: Iterable[Name]) -> Iterator[Name]:
        """The names of a folder with what is wanted of each agreement; where its settings are wrong, why."""
        for name in found:
            if name.status:
                yield name
                continue
            try:
                wish = self.of(name.path, name.sources[0][1])
                yield replace(name, wish=wish, book=self.book(wish))
            except ConfigError as error:
                yield replace(name, status="failed", reason=str(error))

    def book(self, wish: Wish) -> str:
        """The digest of what a result depends on besides the agreement."""
        wish = replace(wish, fail_on="high")
        if wish not in self._books:
            if len(self._books) >= _KEPT:
                self._books.clear()
            self._books[wish] = self._digest(wish)
        return self._books[wish]

    def _digest(self, wish: Wish) -> str:
        program = (wish.packs, wish.experimental, wish.as_of)
        if program not in self._programs:
            self._programs[program] = fingerprint(wish.packs, experimental=wish.experimental, as_of=wish.as_of)
        plain = replace(wish, rules=tuple((rule, severity, "") for rule, severity, _ in wish.rules))
        if plain == Wish(*program):
            return self._programs[program]
        return hashlib.sha256(repr((self._programs[program], plain)).encode("utf-8", "surrogatepass")).hexdigest()
