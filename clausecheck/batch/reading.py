"""One unit of work → its answer: plain data, whatever the files do short of ending the process.

A unit is `{"id", "sources": [[role, path], …], "report": path or null, "wish": …}`. An answer is `{"id", "status",
"reason", "digests": [[role, sha256], …], …}` with what `store` keeps of the report where there is one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from clausecheck.batch.files import digest, read_bytes, reason
from clausecheck.batch.wishes import Wish, wish_of
from clausecheck.checker import examine
from clausecheck.errors import ClausecheckError, unforeseen
from clausecheck.findings import Finding, Report
from clausecheck.quantities import read_days
from clausecheck.readers import from_bytes
from clausecheck.readers.case_file import CaseSources
from clausecheck.settings.applying import book_for
from clausecheck.suppressions.fingerprints import quote_hash
from clausecheck.text import Role, Source

LINES, SHORT = 12, 60  # lines at the ends of an agreement where its day is looked for, and how long such a line is
WORDING = 4_000  # characters of a clause that are kept as its wording
_SAID = ("title", "message", "why", "advice", "suggest", "because", "cases", "reasoning", "docs", "answer",
         "suppression")


def answer(unit: Mapping[str, Any], base: Wish) -> dict[str, Any]:
    """What is said of one unit; `base`: of one that says nothing of what is wanted. Never raises: packs or settings
    that cannot be used, and an error of our own, are a row too, status "failed"."""
    digests: list[tuple[str, str]] = []
    wish = wish_of(unit["wish"]) if "wish" in unit else base
    try:
        book = book_for(wish.settings())
    except ClausecheckError as error:
        return {"id": unit["id"], "digests": digests, "status": "failed", "reason": str(error)}
    try:
        sources = _sources(unit["sources"], digests)
        report = examine(sources, book, as_of=wish.day(), tokens=False, look_again=bool(unit.get("report")),
                         sector=wish.sector, buyer=wish.buyer, quiet=wish.quiet(), docs=wish.docs)
        found = told(report, wish.day())
        if unit.get("report"):
            _write_page(report, Path(unit["report"]), wish.lang)
    except ClausecheckError as error:
        found = {"status": "unreadable", "reason": reason(error, unit["sources"][0][1])}
    except MemoryError:
        found = {"status": "failed", "reason": "checking it takes more memory than a worker may have (--memory)"}
    except RecursionError:
        found = {"status": "failed", "reason": "its parts are nested too deeply to be an agreement"}
    except Exception as error:  # noqa: BLE001  # one document must not end a run
        found = {"status": "failed", "reason": unforeseen(error)}
    return {"id": unit["id"], "digests": digests, **found}


def _sources(named: Sequence[tuple[str, str]], digests: list[tuple[str, str]]) -> CaseSources:
    """All bytes first: where `digests` is complete, what goes wrong afterwards lies in the contents."""
    held = []
    for role, path in named:
        held.append(read_bytes(path))
        digests.append((role, digest(held[-1])))
    by_role: dict[str, list[Source]] = {"contract": [], "promised": [], "agreed": [], "happened": []}
    for (role, path), data in zip(named, held, strict=True):
        kind: Role = role  # type: ignore[assignment]  # one of the four, from the work list
        by_role[role].append(from_bytes(data, path, kind, len(by_role[role]) + 1))
    events = by_role["happened"]
    return CaseSources(by_role["contract"][0], tuple(by_role["promised"]), tuple(by_role["agreed"]),
                       events[0] if events else None)


def told(report: Report, as_of: date | None = None) -> dict[str, Any]:
    """What the store keeps of a report."""
    contract = report.sources[0]
    sources = tuple(replace(s, text="", places=()) for s in report.sources)
    bare = replace(report, sources=sources, timeline=(), parties=())
    plain = bare.to_dict()
    gaps = plain["coverage"]["not_checked"]
    unread = next((g["why"]["en"] for g in gaps if g["what"].startswith("language")), "")
    summary = plain["summary"]
    stake = max(summary["at_stake"], key=lambda s: float(s["amount"]), default={"amount": None, "currency": None})
    return {
        "status": "language" if unread else "checked",
        "reason": unread,
        "language": contract.language,
        "seller": next((p.name for p in report.parties if p.role == "seller" and p.name), None),
        "year": year_of(contract, as_of),
        "clauses": report.coverage.clauses,
        "untouched": len(report.coverage.untouched),
        "points": summary["points"],
        **summary["points_by_severity"],
        "stake": None if stake["amount"] is None else float(stake["amount"]),
        "currency": stake["currency"],
        "found": [_finding(f, contract) for f in plain["findings"]],
        "questions": [[u["rule"], u["doctrine"], u["ask"]["zh"], u["ask"]["en"]] for u in plain["undetermined"]],
        "gaps": [[g["what"], g["why"]["zh"], g["why"]["en"]] for g in gaps],
        "suppressed": [_suppressed(f, contract) for f in report.suppressed],
    }


def _finding(plain: dict[str, Any], contract: Source) -> dict[str, Any]:
    """A finding with what repeats from document to document as one JSON text."""
    said = {name: plain.pop(name) for name in _SAID}
    return {
        **plain,
        "statement": json.dumps(said, ensure_ascii=False, sort_keys=True),
        "wording": wording(contract.text, plain["clauses"][0]) if plain["clauses"] else None,
    }


def _suppressed(finding: Finding, contract: Source) -> list[str | None]:
    """A finding that was put up with: rule, severity, clause, hash of its words, by what, why, until when."""
    why = finding.suppression
    clause = finding.clauses[0].number if finding.clauses else ""
    given = ("", "", None) if why is None else (why.by, why.reason, why.until)
    return [finding.rule, finding.severity, clause, quote_hash(finding, contract), *given]


def wording(text: str, clause: Mapping[str, Any]) -> str:
    """A clause's words without its number and heading, white space made even: the same in every file that has it."""
    words = " ".join(text[clause["start"] : clause["end"]].split())
    for lead in (clause["number"], clause["heading"]):
        words = words.removeprefix(" ".join(lead.split())).lstrip(" .、:：．")
    return words[:WORDING]


def year_of(contract: Source, as_of: date | None = None) -> int | None:
    """The year of the agreement: of `as_of`, else of the day in a short line at its end, else at its beginning."""
    if as_of is not None:
        return as_of.year
    lines = [line.strip().lower() for line in contract.text.splitlines() if line.strip()]
    for line in (*reversed(lines[-LINES:]), *lines[:LINES]):
        days = read_days(line, contract.language) if len(line) <= SHORT else ()
        if days:
            return days[0].value.year
    return None


def _write_page(report: Report, path: Path, lang: str | None) -> None:
    """The contract's own report as HTML, in the language asked for or its own, whole or not at all."""
    from clausecheck.reports import html, language_of

    aside = path.with_suffix(".part")
    aside.write_text(html.render(report, lang or language_of(report)), encoding="utf-8", errors="backslashreplace")
    aside.replace(path)
