"""Every error that clausecheck raises on purpose.

    ClausecheckError            one clear sentence; the command line prints it and exits with 2
    ├── InputError              a file that cannot be checked: unreadable, empty, binary, unsupported
    │   └── LanguageError       readable, but no rule reads its language
    ├── PackError               a rule, pack, lexicon or authority file that is wrong
    ├── ConfigError             a settings or suppressions file, or a baseline, that is wrong
    ├── CaseError               a case file or a list of events that is wrong
    └── UsageError              a call that makes no sense (unknown rule, unknown option value)

Each carries `file` and `line` (1-based) where they are known; str() puts them in front, as `file:line: sentence`.
"""

from __future__ import annotations

from pathlib import Path


class ClausecheckError(Exception):
    """One clear sentence, with the file and the line it is about where they are known.

    `check`: the name under which `rules lint` lists it, where an author's file is to blame.
    """

    def __init__(self, sentence: str, *, file: str | None = None, line: int | None = None,
                 check: str = "wrong-value") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.file = file
        self.line = line
        self.check = check

    def __str__(self) -> str:
        if self.file is None:
            return self.sentence
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.sentence}"


class InputError(ClausecheckError):
    """A file that cannot be checked: unreadable, empty, binary or of an unsupported kind."""


class LanguageError(InputError):
    """A readable text in a language that no rule reads."""


class PackError(ClausecheckError):
    """A rule, pack, lexicon or authority file that is wrong."""


class ConfigError(ClausecheckError):
    """A settings or suppressions file, or a baseline, that is wrong."""


class CaseError(ClausecheckError):
    """A case file or a list of events that is wrong."""


class UsageError(ClausecheckError):
    """A call that makes no sense: an unknown rule, format or option value."""


def unforeseen(error: Exception) -> str:
    """One sentence for an error that nobody raised on purpose: what it is, and the line of ours where it came up."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = "" if trace is None else f" ({Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno})"
    return f"an error in clausecheck itself: {type(error).__name__}: {str(error)[:200]}{place}"
