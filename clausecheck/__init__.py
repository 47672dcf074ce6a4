"""clausecheck: finds unfair terms in consumer agreements and says why, on what ground and what to ask for instead.

    >>> from clausecheck import check
    >>> report = check("第一条 定金5000元。\\n第二条 任何情况下定金概不退还。")
    >>> [f.doctrine for f in report.findings]
    ['deposit-forfeiture-unconditional']

Everything runs on this machine. The names below are the public ones; all else may change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from clausecheck.checker import check
    from clausecheck.errors import CaseError, ClausecheckError, InputError, LanguageError, PackError, UsageError
    from clausecheck.findings import Finding, Report
    from clausecheck.version import VERSION as __version__

__all__ = [
    "CaseError",
    "ClausecheckError",
    "Finding",
    "InputError",
    "LanguageError",
    "PackError",
    "Report",
    "UsageError",
    "__version__",
    "check",
]

_HOME = {"check": "checker", "Finding": "findings", "Report": "findings", "__version__": "version"}


def __getattr__(name: str) -> Any:
    """Import at first use: `import clausecheck` alone costs next to nothing."""
    from importlib import import_module

    if name not in __all__:
        raise AttributeError(f"module 'clausecheck' has no attribute {name!r}")
    module = import_module(f"clausecheck.{_HOME.get(name, 'errors')}")
    return module.VERSION if name == "__version__" else getattr(module, name)
