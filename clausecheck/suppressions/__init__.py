"""Findings that somebody has looked at and put up with: by a side file with reasons, or since a baseline knew them.

    - rule: cn-consumer/final-interpretation
      file: contract.txt            # counted from this file's folder
      clause: 第二条                 # as it was numbered then: for the reader, never compared
      quote: 8c1f0e6a2b9d4e57       # hash of the words, by which it is known
      reason: the seller has agreed in writing not to rely on it
      until: 2027-01-01             # optional: from that day on it counts no more

They are moved, never dropped: a report counts and lists them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from clausecheck.errors import ConfigError
from clausecheck.findings import RANK, Finding, Report, Suppression
from clausecheck.patterns import later
from clausecheck.strictyaml import Located, LocatedList, day, only, parse
from clausecheck.suppressions.fingerprints import LENGTH, quote_hash
from clausecheck.text import Source

NAME = ".clausecheck-suppressions.yaml"
KEYS = ("rule", "file", "clause", "quote", "reason", "until")
REQUIRED = ("rule", "quote", "reason")
_HASH = later(f"[0-9a-f]{{{LENGTH}}}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a side file."""

    rule: str
    quote: str
    reason: str
    file: str | None
    clause: str
    until: date | None
    line: int


@dataclass(slots=True)
class SideFile:
    """A side file and which of its entries were of use in this run. `today` decides what has expired."""

    path: Path
    entries: tuple[Entry, ...]
    today: date
    used: set[Entry] = field(default_factory=set)
    checked: set[Entry] = field(default_factory=set)  # whose file was checked

    def find(self, finding: Finding, quote: str, file: str) -> Suppression | None:
        """The suppression of a finding in a file, if an entry that has not expired knows it."""
        for entry in self.entries:
            if (entry.rule, entry.quote) == (finding.rule, quote) and self._about(entry, file):
                self.used.add(entry)
                if not self._expired(entry):
                    until = entry.until.isoformat() if entry.until else None
                    return Suppression("side-file", entry.reason, until)
        return None

    def look(self, file: str) -> None:
        """Notes which entries are about a file that is checked."""
        self.checked.update(e for e in self.entries if self._about(e, file))

    def living(self, file: str) -> tuple[Entry, ...]:
        """The entries about a file that have not expired."""
        return tuple(e for e in self.entries if self._about(e, file) and not self._expired(e))

    def use(self, file: str, known: Iterable[tuple[str, str]]) -> None:
        """Notes that a file was checked elsewhere, and what (rule, quote) was suppressed there."""
        self.look(file)
        found = set(known)
        self.used.update(e for e in self.entries if (e.rule, e.quote) in found and self._about(e, file))

    def warnings(self) -> list[str]:
        """One sentence for each entry that has expired, or that knew no finding in the files that were checked."""
        said = []
        for entry in self.entries:
            place = f"{self.path}:{entry.line}: the suppression of {entry.rule}"
            if self._expired(entry) and entry in self.checked:
                said.append(f"{place} expired on {entry.until}")
            elif entry in self.checked - self.used:
                said.append(f"{place} is of no use any more: nothing is found there, or its words have changed")
        return said

    def _expired(self, entry: Entry) -> bool:
        return entry.until is not None and entry.until <= self.today

    def _about(self, entry: Entry, file: str) -> bool:
        return entry.file is None or (self.path.parent / entry.file).absolute() == Path(file).absolute()


def read_side_file(path: Path, today: date) -> SideFile:
    """A side file. Raises ConfigError with file and line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise ConfigError(f"cannot be read: {reason}", file=str(path)) from None
    node = parse(text, str(path), ConfigError) if text.strip() else LocatedList(str(path), 1)
    if not isinstance(node, LocatedList):
        raise ConfigError("a suppressions file is a list of {rule, quote, reason, …}", file=str(path), line=1)
    return SideFile(path, tuple(_entry(item, str(path), node.line(i)) for i, item in enumerate(node)), today)


def _entry(node: object, file: str, line: int) -> Entry:
    if not isinstance(node, Located):
        raise ConfigError("an entry is a mapping with rule, quote and reason", file=file, line=line)
    only(node, KEYS, "a suppression", ConfigError)
    for key in REQUIRED:
        if not isinstance(node.get(key), str) or not node[key].strip():
            raise ConfigError(f"a suppression needs {key}:", file=file, line=node.line(key))
    if not _HASH.fullmatch(node["quote"]):
        raise ConfigError(f"quote: is a hash of {LENGTH} signs (0-9, a-f), as `clausecheck suppress` writes it",
                          file=file, line=node.line("quote"))
    for key, kinds in (("file", str), ("clause", str | int)):
        if key in node and (not isinstance(node[key], kinds) or isinstance(node[key], bool)):
            raise ConfigError(f"{key}: must be a text", file=file, line=node.line(key))
    until = node.get("until")
    try:
        last = None if until is None else day(str(until))
    except ValueError:
        raise ConfigError(f"until: is a day such as 2027-01-01, not {until!r}", file=file,
                          line=node.line("until")) from None
    return Entry(node["rule"], node["quote"], node["reason"], node.get("file"), str(node.get("clause", "")), last, line)


@dataclass(frozen=True, slots=True)
class Quiet:
    """What is not to be told again: by a side file, or since a baseline (rule and hash → severity) knew it."""

    side_file: SideFile | None = None
    known: dict[tuple[str, str], str] = field(default_factory=dict)

    def part(self, findings: Iterable[Finding], contract: Source) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """The findings to tell, and those that are suppressed, each with its reason."""
        if self.side_file is not None:
            self.side_file.look(contract.name)
        told: list[Finding] = []
        silent: list[Finding] = []
        for finding in findings:
            why = self._why(finding, contract)
            (told if why is None else silent).append(finding if why is None else replace(finding, suppression=why))
        return tuple(told), tuple(silent)

    def _why(self, finding: Finding, contract: Source) -> Suppression | None:
        quote = quote_hash(finding, contract)
        found = None if self.side_file is None else self.side_file.find(finding, quote, contract.name)
        before = self.known.get((finding.rule, quote))
        if found is None and before is not None and RANK[finding.severity] <= RANK[before]:
            return Suppression("baseline", "", None)
        return found


def known_by(reports: Iterable[Report]) -> dict[tuple[str, str], str]:
    """What the reports of an earlier check found: rule and hash of the words → the gravest severity."""
    known: dict[tuple[str, str], str] = {}
    for report in reports:
        contract = next(s for s in report.sources if s.role == "contract")
        for finding in (*report.findings, *report.suppressed):
            key = (finding.rule, quote_hash(finding, contract))
            known[key] = max(known.get(key, "low"), finding.severity, key=lambda s: RANK[s])
    return known
