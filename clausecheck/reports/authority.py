"""One authority or decided case, as `clausecheck authorities ID` prints it: with its status and what is not known."""

from __future__ import annotations

from clausecheck.authorities import Law
from clausecheck.authorities.provisions import Authority, DecidedCase


def describe(law: Law, name: str, language: str) -> str:
    """Lines about an authority or a case. Raises KeyError for an unknown id."""
    if name in law.authorities:
        return "\n".join(_authority(law.authorities[name], language))
    return "\n".join(_case(law.cases[name], language))


def _authority(authority: Authority, language: str) -> list[str]:
    instrument = authority.instrument
    number = f" ({instrument.number})" if instrument.number else ""
    article = f", article {authority.article}" if authority.article else ""
    return [
        line
        for line in (
            f"{authority.id}",
            f"  {instrument.title.in_(language)}{number}{article}",
            f"  {instrument.level}, {instrument.status}, in force from {instrument.effective_date or 'not stated'}",
            f"  status note: {instrument.status_note}" if instrument.status_note else "",
            f"  {authority.summary.in_(language)}",
            f"  effect: {authority.effect}; how well the text was checked: {authority.confidence}",
            f"  note: {authority.note}" if authority.note else "",
            f"  doctrines: {', '.join(authority.doctrines)}",
        )
        if line
    ]


def _case(case: DecidedCase, language: str) -> list[str]:
    return [
        line
        for line in (
            f"{case.id}",
            f"  {case.court.in_(language)}, {case.date}; case number: {case.case_no or 'not seen'}",
            f"  status: {case.status}. {case.status_note.in_(language)}",
            f"  {case.holding.in_(language)}",
            f"  outcome: {case.side}; confidence: {case.confidence}",
            *(f"  source: {source}" for source in case.sources),
            f"  doctrines: {', '.join(case.doctrines)}",
        )
        if line
    ]
