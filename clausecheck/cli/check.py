"""`clausecheck check FILE…`: one agreement or case, or several."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import typer

from clausecheck.cli import options, output
from clausecheck.errors import ClausecheckError, UsageError, unforeseen

if TYPE_CHECKING:
    from clausecheck.findings import Report
    from clausecheck.settings import Settings
    from clausecheck.wanted import Wanted

_RANK = {"low": 1, "medium": 2, "high": 3, "never": 4}


def check(
    files: list[str] = typer.Argument(..., metavar="FILE…",
                                    help="Agreements (txt, md, docx, pdf, html, png, jpg), a case.yaml, or -."),
    promised: list[str] = typer.Option([], "--promised", metavar="FILE", help="What the seller said in public."),
    agreed: list[str] = typer.Option([], "--agreed", metavar="FILE", help="A side agreement."),
    happened: str | None = typer.Option(None, "--happened", metavar="FILE", help="Dated events (YAML)."),
    format: str = typer.Option("terminal", "--format", help="terminal, short, json, html, markdown or sarif."),
    output_files: list[str] = typer.Option([], "-o", "--output", metavar="FILE",
                                           help="Write a report to FILE too; its suffix tells the format."),
    lang: str | None = typer.Option(None, "--lang", help="Language of the report: zh or en (the contract's)."),
    fail_on: str | None = options.FAIL_ON,
    as_of: str | None = typer.Option(None, "--as-of", metavar="DATE", help="Day the contract was concluded."),
    pack: list[str] = options.PACK,
    experimental: bool = options.EXPERIMENTAL,
    sector: str | None = options.SECTOR,
    buyer: str | None = options.BUYER,
    suppressions: str | None = options.SUPPRESSIONS,
    baseline: str | None = options.BASELINE,
    lawyer: bool = typer.Option(False, "--lawyer", help="In a terminal, also what the seller may answer to a point."),
    no_config: bool = options.NO_CONFIG,
) -> None:
    """Check agreements for unfair terms: what is unfair, on what ground, what it costs, what to ask for instead.

    Exit code 0: nothing at or above --fail-on; 1: something; 2: usage, an unreadable file, or one not checked.
    """
    with output.sentences():
        output.known_format(format)
        from clausecheck.reports import format_of, language_of
        from clausecheck.wanted import Wanted

        formats = {path: format_of(path) for path in output_files}
        given = {"lang": lang, "fail-on": fail_on, "as-of": as_of, "packs": pack, "experimental": experimental,
                 "sector": sector, "buyer": buyer, "suppressions": suppressions, "baseline": baseline}
        wanted = Wanted(given, no_config)
        run = _Run(wanted)
        for file in files:
            run.file(file, (promised, agreed, happened))
        reports = run.reports
        if reports:
            shown = lang or run.lang or language_of(reports[0])
            _spare(formats, [*files, *promised, *agreed, happened or "", *_read(reports)])
            for path, made in [(path, output.render(reports, kind, shown)) for path, kind in formats.items()]:
                output.write(path, made)
            screen = sys.stdout.isatty()
            text = output.render(reports, format, shown, terminal=screen, lawyer=lawyer)
            typer.echo(text, nl=not text.endswith("\n"), color=screen)
            sys.stdout.flush()
        for warning in wanted.warnings():
            output.say(warning)
        raise typer.Exit(run.code)


@dataclass(slots=True)
class _Run:
    """Reports as they come; `code`: 2 if anything was not checked, else the worst file's."""

    wanted: Wanted
    reports: list[Report] = field(default_factory=list)
    lang: str | None = None  # that the settings of the first report ask for
    code: int = 0
    _said: set[str] = field(default_factory=set)

    def file(self, file: str, beside: tuple[list[str], list[str], str | None]) -> None:
        """Check one file; what cannot be checked is one sentence, and the others go on."""
        try:
            settings = self.wanted.for_file(file)
            report = self._report(file, settings, beside)
        except ClausecheckError as error:
            self._fail(str(error))
            return
        except Exception as error:  # noqa: BLE001  # one document must not end the call, nor pass for a finding
            self._fail(f"{file}: not checked: {unforeseen(error)}")
            return
        if not self.reports:
            self.lang = settings.lang
        self.reports.append(report)
        self.code = max(self.code, _code(report, settings.fail_on))
        for gap in report.coverage.not_checked:
            if gap.what.startswith("language "):
                self._fail(f"{file}: {gap.why.en}")

    def _report(self, file: str, settings: Settings, beside: tuple[list[str], list[str], str | None]) -> Report:
        from clausecheck.checker import examine
        from clausecheck.readers.case_file import load_case
        from clausecheck.settings.applying import book_for

        book = book_for(settings)
        for broken in book.broken:
            self._fail(str(broken))
        case = load_case(file, *beside)
        for source in case.all:
            if source.guessed:
                output.say(f"{source.name}: read as {source.encoding} (guessed: nothing in the file says so)")
        return examine(case, book, as_of=settings.as_of, sector=settings.sector, buyer=settings.buyer,
                       quiet=self.wanted.quiet(file), docs=settings.docs)

    def _fail(self, sentence: str) -> None:
        """Say it, once however many files it is about."""
        if sentence not in self._said:
            output.say(sentence)
        self._said.add(sentence)
        self.code = 2


def _spare(written: Iterable[str], read: Sequence[str]) -> None:
    """Raises UsageError where a report would take the place of what is checked."""
    for path in written:
        if any(os.path.exists(name) and os.path.exists(path) and os.path.samefile(name, path) for name in read):
            raise UsageError(f"{path} is checked itself: the report needs another name")


def _read(reports: Sequence[Report]) -> list[str]:
    return [source.name for report in reports for source in report.sources]


def _code(report: Report, fail_on: str) -> int:
    return int(max((_RANK[f.severity] for f in report.findings), default=0) >= _RANK[fail_on])
