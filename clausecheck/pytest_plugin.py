"""A pytest plug-in: every example of a rule pack is a test, with the suggestion that it proves.

    pytest --clausecheck my-pack               # a folder, or a pack that is installed; may be given again

or, in a project's own pytest settings, `clausecheck_packs = my-pack`. A failure shows the elements one by one, as
`clausecheck rules test` does. pytest loads this by itself, through the entry point `pytest11`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from clausecheck.errors import PackError
    from clausecheck.rulebook import Opened
    from clausecheck.rules import Example, Rule


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--clausecheck PACK` on the command line, `clausecheck_packs` in the settings."""
    parser.getgroup("clausecheck").addoption(
        "--clausecheck", action="append", default=[], metavar="PACK",
        help="run the examples of a clausecheck rule pack (a folder or a name) as tests")
    parser.addini("clausecheck_packs", "clausecheck rule packs whose examples are run as tests", type="args",
                  default=[])


@pytest.hookimpl(tryfirst=True)  # before -k and -m choose
def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Adds the packs' tests to those that were collected from files."""
    for name in dict.fromkeys([*config.getini("clausecheck_packs"), *config.getoption("--clausecheck")]):
        items.extend(PackTests.from_parent(session, name=name, nodeid=name).collect())


class PackTests(pytest.Collector):
    """One pack: a test for each example, or for each thing that keeps it from being read."""

    def collect(self) -> Iterator[pytest.Item]:
        from clausecheck.errors import PackError
        from clausecheck.rulebook import open_pack

        try:
            opened = open_pack(self.name)
        except PackError as error:
            yield PackFault.from_parent(self, name="pack", fault=error)
            return
        for fault in opened.errors:
            yield PackFault.from_parent(self, name=f"{Path(fault.file or self.name).name}:{fault.line or 1}",
                                        fault=fault)
        for rule in opened.pack.rules if opened.pack else ():
            seen = Counter[str]()
            for example in rule.examples:
                kind = f"{'violates' if example.violates else 'complies'}-{example.language}"
                seen[kind] += 1
                yield PackExample.from_parent(self, name=f"{rule.name}[{kind}-{seen[kind]}]",
                                              opened=opened, rule=rule, example=example)


class Wrong(Exception):
    """What a failed test says: no traceback of ours would help."""


class _Quiet(pytest.Item):
    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The sentence alone, for what is wrong with the pack."""
        return str(excinfo.value) if isinstance(excinfo.value, Wrong) else super().repr_failure(excinfo, style)


class PackFault(_Quiet):
    """A pack that cannot be read: its test fails with the sentence."""

    def __init__(self, *, fault: PackError, **more: Any) -> None:
        super().__init__(**more)
        self.fault = fault

    def runtest(self) -> None:
        raise Wrong(str(self.fault))

    def reportinfo(self) -> tuple[Path, int, str]:
        return Path(self.fault.file or self.name), (self.fault.line or 1) - 1, self.name


class PackExample(_Quiet):
    """One example, and the suggestion that it proves."""

    def __init__(self, *, opened: Opened, rule: Rule, example: Example, **more: Any) -> None:
        super().__init__(**more)
        self.opened, self.rule, self.example = opened, rule, example

    def runtest(self) -> None:
        from clausecheck.testing.running import run_example

        pack = self.opened.pack
        assert pack is not None
        results = run_example(self.rule, self.example, pack, self.opened.lexicon, self.opened.law)
        wrong = [r for r in results if r.problems]
        if wrong:
            raise Wrong("\n".join(r.told for r in wrong))

    def reportinfo(self) -> tuple[Path, int, str]:
        return Path(self.rule.file), self.example.line - 1, self.name
