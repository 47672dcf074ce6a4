"""`clausecheck suppress RULE[@CLAUSE] --on FILE --reason …`: put up with a finding, and say why."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from clausecheck.cli import output
from clausecheck.errors import UsageError

if TYPE_CHECKING:
    from clausecheck.findings import Finding, Report


def suppress(
    finding: str = typer.Argument(..., metavar="FINDING", help="A rule, or RULE@CLAUSE: final-interpretation@第二条."),
    on: str = typer.Option(..., "--on", metavar="FILE", help="The agreement or case.yaml that it is found in."),
    reason: str = typer.Option(..., "--reason", help="Why it may stand: printed beside it in the reports."),
    until: str | None = typer.Option(None, "--until", metavar="DATE", help="From this day on it counts again."),
    to: str | None = typer.Option(None, "--to", metavar="FILE", help="The side file (the nearest, else beside FILE)."),
) -> None:
    """Write an entry into the suppressions file; it knows the finding by its words, so clauses may be numbered anew."""
    with output.sentences():
        from clausecheck.checker import examine
        from clausecheck.cli.schemas import lay_schemas, schemas_of
        from clausecheck.readers.case_file import load_case
        from clausecheck.settings.applying import book_for
        from clausecheck.suppressions import NAME
        from clausecheck.suppressions.writing import with_entry
        from clausecheck.wanted import Wanted, day, side_file_above

        last = None if until is None else day(until, "--until")
        if last is not None and last <= date.today():
            raise UsageError(f"--until {last} is past: the entry would count for nothing")
        if not reason.strip():
            raise UsageError("--reason must say something")
        settings = Wanted({}).for_file(on)
        book = book_for(settings)
        output.say_broken(book)
        report = examine(load_case(on), book, as_of=settings.as_of, sector=settings.sector,
                         buyer=settings.buyer)
        found = _one(finding, report)
        side_file = Path(to) if to else settings.suppressions or side_file_above(on) or Path(on).parent / NAME
        if not side_file.exists():
            lay_schemas(side_file.parent, schemas_of(None), ("suppressions",))
        output.write(str(side_file), with_entry(side_file, found, report.sources[0], reason.strip(), last))
        number = found.clauses[0].number if found.clauses else ""
        typer.echo(output.harmless_line(f"{side_file}: {found.rule}{f' in {number}' if number else ''} is suppressed"
                                        + (f" until {last}" if last else "")))


def _one(name: str, report: Report) -> Finding:
    """The finding that is meant. Raises UsageError where there is none, or several."""
    from clausecheck.strictyaml import hint

    rule, _, clause = name.partition("@")
    known = {f"{f.rule.rpartition('/')[2]}@{_number(f)}": f for f in report.findings}
    about = [f for f in report.findings if rule in (f.rule, f.rule.rpartition("/")[2])]
    fitting = [f for f in about if not clause or clause in (_number(f), f.clauses[0].number)]
    if not fitting:
        listed = ", ".join(known) or "nothing"
        raise UsageError(f"no finding {name!r}{hint(name, known) or f' (found: {listed})'}")
    if len({_number(f) for f in fitting}) > 1:
        raise UsageError(f"{rule} is found in {' and '.join(_number(f) for f in fitting)}: say which, as {rule}@"
                         f"{_number(fitting[0])}")
    return fitting[0]


def _number(finding: Finding) -> str:
    return finding.clauses[0].number.strip("().、．（）： ") if finding.clauses else ""
