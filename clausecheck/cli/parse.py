"""`clausecheck parse FILE`: what was understood – clauses, parties, mentions, timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from clausecheck.cli import options, output
from clausecheck.errors import UsageError

if TYPE_CHECKING:
    from clausecheck.document import Document
    from clausecheck.mentions import Mention


def parse(
    file: str = typer.Argument(..., help="An agreement (txt, md), or - for stdin."),
    format: str = typer.Option("terminal", "--format", help="terminal or json."),
    pack: list[str] = options.READ_PACK,
) -> None:
    """Show how an agreement is read: its clauses, who is who, what each clause makes whom do, and in which order."""
    with output.sentences():
        if format not in ("terminal", "json"):
            raise UsageError(f"--format is terminal or json, not {format!r}")
        from clausecheck import document
        from clausecheck.readers import load

        read = document.read(load(file), output.words_of(pack))
        if format == "json":
            import json

            typer.echo(json.dumps(as_dict(read), ensure_ascii=False, indent=1, sort_keys=True))
        else:
            typer.echo("\n".join(_lines(read)))


def as_dict(document: Document) -> dict[str, Any]:
    """Plain data of everything that was read from one document; offsets count its text."""
    source, text = document.source, document.source.text
    return {
        "source": {"name": source.name, "language": source.language, "sha256": source.sha256},
        "clauses": [{"number": c.number, "heading": c.heading, "kind": c.kind, "parent": c.parent, "start": c.start,
                     "end": c.end, "cites": [s.target for s in c.cites]} for c in document.clauses],
        "parties": [{"role": p.role, "name": p.name, "aliases": list(p.aliases), "start": p.start, "end": p.end}
                    for p in document.parties],
        "terms": [{"term": t.term, "start": t.start, "end": t.end} for t in document.terms],
        "mentions": [{"concept": m.concept, "quote": text[m.start : m.end], "start": m.start, "end": m.end,
                      "clause": m.clause, "qualifiers": qualifiers(m)} for m in document.mentions],
        "timeline": [{"before": e.before, "after": e.after, "same": e.same, "quote": text[e.start : e.end],
                      "start": e.start, "end": e.end} for e in document.timeline.edges if not e.world],
    }


def qualifiers(mention: Mention) -> dict[str, Any]:
    """Only what is said of a mention: {"by": "buyer", "deadline": "7 days", …}."""
    said: dict[str, Any] = {"by": mention.by} if mention.by else {}
    if mention.negated is not False:
        said["negated"] = "unknown" if mention.negated is None else True
    said |= {name: True for name in ("may", "late", "hypothetical") if getattr(mention, name)}
    for name in ("deadline", "duration"):
        period = getattr(mention, name)
        if period is not None:
            said[name] = f"{period.value} {period.unit}{'' if period.value == 1 else 's'}"
    if mention.amount is not None:
        amount = mention.amount
        said["amount"] = str(amount.value) if amount.value is not None else f"{amount.share} of the basis"
    if mention.conditions:
        said["if"] = list(mention.conditions)
    return said


def _lines(document: Document) -> list[str]:
    from clausecheck.reports.harmless import inline

    text = document.source.text
    lines = [f"{inline(document.source.name)}: {document.source.language}, {len(document.clauses)} clauses, "
             f"{len(document.mentions)} mentions, {len(document.timeline.edges)} edges", "", "parties"]
    lines += [f"  {p.role}: {inline(p.name or 'not stated')}  ({inline(', '.join(p.aliases))})"
              for p in document.parties]
    lines += ["", "clauses"]
    for clause in document.clauses:
        depth = len(clause.path)
        words = inline(" ".join(text[clause.start : clause.end].split()))
        lines.append(f"{'  ' * depth}[{clause.kind}] {inline(clause.number)} {words[:70]}")
        for m in (m for m in document.mentions if m.clause == clause.index):
            said = "  ".join(f"{k}={v}" for k, v in qualifiers(m).items())
            lines.append(f"{'  ' * depth}    · {m.concept} “{inline(text[m.start : m.end])}”  {said}".rstrip())
    lines += ["", "timeline (what the contract makes happen first)"]
    lines += [f"  {e.before} {'=' if e.same else '→'} {e.after}   “{inline(text[e.start : e.end])}”"
              for e in document.timeline.edges if not e.world]
    return lines
