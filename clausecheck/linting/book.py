"""What a lint may look at, what it says, and where in the files that stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from clausecheck.authorities import Law
from clausecheck.document import Case
from clausecheck.errors import PackError
from clausecheck.lexicon import Concept, Lexicon
from clausecheck.rules import Example, Pack, Rule
from clausecheck.strictyaml import Located, LocatedList, read
from clausecheck.testing import Result, read_example, run_examples


@dataclass(frozen=True, slots=True)
class Lint:
    """One remark on a file. `error`: the pack cannot be used. `subject`: the rule or concept that it is about."""

    name: str
    sentence: str
    file: str
    line: int
    error: bool = False
    subject: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.sentence} [{self.name}]"


@dataclass(frozen=True)
class Book:
    """A pack's own rules and words with the lexicon and the law that they use.

    `words`: the lexicon files to be looked at; `used`: concepts that others speak of, too.
    """

    pack: Pack
    lexicon: Lexicon
    law: Law
    words: tuple[Path, ...] = ()
    used: frozenset[str] = frozenset()
    _cases: dict[int, Case] = field(default_factory=dict)
    _results: dict[str, tuple[Result, ...]] = field(default_factory=dict)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of the pack itself; those that it inherits are their own pack's business."""
        return tuple(r for r in self.pack.rules if r.id.startswith(f"{self.pack.name}/"))

    @cached_property
    def concepts(self) -> tuple[Concept, ...]:
        """The concepts that the looked-at files define or add words to."""
        return tuple(self.lexicon.concepts[name] for name in self._entries if name in self.lexicon.concepts)

    def case(self, example: Example) -> Case:
        """An example, read once."""
        if id(example) not in self._cases:
            self._cases[id(example)] = read_example(example, self.lexicon)
        return self._cases[id(example)]

    def results(self, rule: Rule) -> tuple[Result, ...]:
        """Its examples and suggestions, run once."""
        if rule.id not in self._results:
            self._results[rule.id] = run_examples(replace(self.pack, rules=(rule,)), self.lexicon, self.law)
        return self._results[rule.id]

    @cached_property
    def _entries(self) -> dict[str, list[tuple[Located, int]]]:
        found: dict[str, list[tuple[Located, int]]] = {}
        for file in self.words:
            table = read(file)
            for name, entry in table.items():
                found.setdefault(name, []).append((entry, table.line(name)))
        return found

    def own_forms(self, concept: Concept) -> Iterator[tuple[str, str, str, int]]:
        """The forms that the looked-at files give a concept: language, form, file, line."""
        for entry, _ in self._entries.get(concept.id, ()):
            for language, forms in entry.items():
                if isinstance(forms, LocatedList) and language in concept.forms:
                    for i, form in enumerate(forms):
                        yield language, str(form), forms.file, forms.line(i)

    def of_concept(self, concept: Concept, name: str, sentence: str, at: tuple[str, int] | None = None) -> Lint:
        """A remark on a concept, at a form of it or where it begins."""
        entries = self._entries.get(concept.id)
        file, line = at or ((entries[0][0].file, entries[0][1]) if entries else (concept.file, concept.line))
        return Lint(name, sentence, file, line, subject=concept.id)

    def of_rule(self, rule: Rule, name: str, sentence: str, key: str = "", index: int | None = None) -> Lint:
        """A remark on a rule, at a key of its file, or at an item of the list under that key."""
        return Lint(name, sentence, rule.file, self._line(rule, key, index), subject=rule.name)

    def _line(self, rule: Rule, key: str, index: int | None) -> int:
        if rule.file not in self._tables:
            try:
                self._tables[rule.file] = read(Path(rule.file))
            except PackError:  # gone since it was read
                self._tables[rule.file] = Located(rule.file, 1)
        table = self._tables[rule.file]
        if key in ("high", "medium", "low"):  # an element of a level, at its list
            key = "levels"
        value = table.get(key)
        return value.line(index) if index is not None and isinstance(value, LocatedList) else table.line(key)

    @cached_property
    def _tables(self) -> dict[str, Located]:
        return {}


@dataclass(frozen=True, slots=True)
class Check:
    """A named lint: what it means, in one sentence, and the fix. Without `find` it is raised while a pack is read."""

    name: str
    means: str
    fix: str
    find: Callable[[Book], Iterator[Lint]] | None = None
