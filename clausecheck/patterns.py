"""Regular expressions that are compiled when they are first used.

There are some three hundred, for two languages and five formats; one contract needs a third of them, and compiling them
all takes as long as reading it.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn", "groups", "groupindex")


class _Later:
    """Stands in for a `re.Pattern`; at first use it takes over the methods of the compiled one."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        made = re.compile(self.pattern, self.flags)
        self.__dict__.update((method, getattr(made, method)) for method in _METHODS)
        return self.__dict__[name]


def later(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A pattern → what behaves like `re.compile(pattern, flags)`, compiled at its first search.

    A pattern that is wrong raises `re.error` only then: a test compiles every one in the package.
    """
    return cast("re.Pattern[AnyStr]", _Later(pattern, flags))
