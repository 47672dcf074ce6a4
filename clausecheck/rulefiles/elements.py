"""YAML → elements: the lines of `when` and `unless`, each checked as it is read.

An unknown operator, concept, key, party or name is a PackError with file:line and a did-you-mean. Names are followed in
the order in which a rule is evaluated: after `any:` only what every branch binds counts as bound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any as Node

from clausecheck.conditions.concept import Concept, Element
from clausecheck.conditions.figures import Bound, Days
from clausecheck.conditions.happened import Earlier, Event, Happened
from clausecheck.conditions.nearness import Near
from clausecheck.conditions.operators import All, Any, Anywhere, Before, OneSentence, Silent, Source
from clausecheck.conditions.places import BURDEN
from clausecheck.conditions.qualifiers import Asserted, By, Late, Length, May, Polarity, Qualifier, Same, Worth
from clausecheck.errors import PackError
from clausecheck.mentions import PARTIES
from clausecheck.patterns import later
from clausecheck.rulefiles.events import read_event
from clausecheck.rulefiles.figures import DAYS, read_bound, read_days
from clausecheck.rulefiles.names import NAME, Held, shared
from clausecheck.strictyaml import Located, LocatedList, hint, only
from clausecheck.text import Bilingual

OPERATORS = ("any", "all", "sentence", "near", "none", "before", "promised", "agreed", "happened", "anywhere")
QUALIFIERS = ("by", "negated", "late", "may", "if", "deadline", "duration", "amount", "as", "same", "burden")

_UPPER = later(r"[A-Z][A-Z0-9_]*")


@dataclass(slots=True)
class ElementReader:
    """Reads the elements of one rule. `words`: the known concepts in a reader's words; `events`: what may happen."""

    file: str
    words: Mapping[str, Bilingual]
    events: frozenset[str]
    names: dict[str, Held] = field(default_factory=dict)
    inside: tuple[str, ...] = ()  # the operators around the element that is being read
    used: set[str] = field(default_factory=set)  # concepts

    def elements(self, node: Node, line: int, key: str) -> tuple[Element, ...]:
        """A list of elements, all of which must be met, or, where the key says so, one of which."""
        if not isinstance(node, LocatedList) or not node:
            raise self.wrong(f"{key}: must be a list of elements such as [PAY_BALANCE, none: [INSPECT]]", line)
        return tuple(self.element(item, node.line(i)) for i, item in enumerate(node))

    def element(self, node: Node, line: int) -> Element:
        """One element: a concept, a concept with qualifiers, or an operator with its elements."""
        if isinstance(node, str):
            return self.concept(node, Located(self.file, line), line)
        if not isinstance(node, Located) or len(node) != 1:
            raise self.wrong("an element is a CONCEPT, {CONCEPT: {…}} or {operator: …}, one a line", line)
        (key, value), = node.items()
        line = node.line(key)
        if _UPPER.fullmatch(key):
            return self.concept(key, value, line)
        if key not in OPERATORS:
            raise self.wrong(f"unknown operator {key!r}{hint(key, OPERATORS) or _listed(OPERATORS)}", line,
                             "unknown-operator")
        with self._in(key):
            return _READERS[key](self, value, line)

    def concept(self, name: str, node: Node, line: int) -> Element:
        """A concept, or inside `happened:` an event, with its qualifiers."""
        if not _UPPER.fullmatch(name):
            sentence = f"{name!r} is no concept: concepts are UPPERCASE, operators lowercase"
            raise self.wrong(sentence + hint(name.upper(), self.words), line, "unknown-concept")
        if not isinstance(node, Located):
            raise self.wrong(f"{name}: must be followed by {{…}} with its qualifiers, or by nothing", line)
        if "happened" in self.inside:
            return read_event(self, name, node, line)
        self._known(name, line)
        self.used.add(name)
        only(node, QUALIFIERS, name)
        return self._qualified(name, node)

    def _qualified(self, concept: str, node: Located) -> Concept:
        qualifiers = [*self._polarity(node), *self._simple(node), *self._figures(node, concept)]
        if "same" in node:
            qualifiers.append(self._same(concept, node))
        name = self.bind(node, "as", "mention", concept) if "as" in node else None
        condition = None
        if "if" in node:
            with self._in("if"):
                condition = self.element(node["if"], node.line("if"))
        burden = self._flag(node, "burden") if "burden" in node else False
        return Concept(concept, tuple(qualifiers), condition, name, burden, self.words[concept])

    def _polarity(self, node: Located) -> list[Qualifier]:
        """Said and asserted, unless the rule asks for something else. What is late stands in a condition as a rule."""
        late = self._flag(node, "late") if "late" in node else None
        negated = node.get("negated", "any" if late else False)
        if negated not in (True, False, "any"):
            raise self.wrong("negated: is true or any", node.line("negated"))
        found: list[Qualifier] = [Polarity(negated)]
        return found + ([Asserted()] if not late else []) + ([Late(late)] if late is not None else [])

    def _simple(self, node: Located) -> list[Qualifier]:
        found: list[Qualifier] = []
        if "by" in node:
            if node["by"] not in PARTIES:
                party = str(node["by"])
                raise self.wrong(f"by: unknown party {party!r}{hint(party, PARTIES) or _listed(PARTIES)}",
                                 node.line("by"),
                                 "unknown-party")
            found.append(By(node["by"]))
        if "may" in node:
            found.append(May(self._flag(node, "may")))
        return found

    def _figures(self, node: Located, concept: str) -> list[Qualifier]:
        found: list[Qualifier] = []
        for key in ("deadline", "duration"):
            if key in node:
                found.append(self._length(key, node, concept))
        if "amount" in node:
            found.append(self._worth(node, concept))
        return found

    def _length(self, key: str, node: Located, concept: str) -> Length:
        table = self._table(node, key, ("over", "under", "as"))
        sides = {side: self.days(table[side], table.line(side)) for side in ("over", "under") if side in table}
        self._possible(sides, table)
        name = self.bind(table, "as", "period", concept) if "as" in table else None
        return Length(key, Days(sides.get("over"), sides.get("under")), name)  # type: ignore[arg-type]  # from its caller

    def _worth(self, node: Located, concept: str) -> Worth:
        table = self._table(node, "amount", ("over", "under", "total", "as"))
        sides = {side: self._bound(table[side], table.line(side)) for side in ("over", "under") if side in table}
        alike = len({(b.of, b.named) for b in sides.values()}) == 1
        self._possible({s: b.number for s, b in sides.items() if alike}, table)
        total = self._flag(table, "total") if "total" in table else False
        if total and (not sides or any(b.named for b in sides.values())):
            raise self.wrong("total: needs over: or under: with a figure to compare with", table.line("total"))
        name = self.bind(table, "as", "amount", concept) if "as" in table else None
        return Worth(sides.get("over"), sides.get("under"), total, name)

    def _table(self, node: Located, key: str, known: tuple[str, ...]) -> Located:
        table = node[key]
        if not isinstance(table, Located) or not table:
            raise self.wrong(f"{key}: must be a mapping with {', '.join(known)}", node.line(key))
        only(table, known, key)
        return table

    def _possible(self, sides: Mapping[str, Decimal], table: Located) -> None:
        if len(sides) == 2 and sides["over"] >= sides["under"]:
            raise self.wrong("nothing is both over and under these figures: this can never match", table.line("over"),
                             "never-met")

    def days(self, node: Node, line: int) -> Decimal:
        """A length of time in days."""
        days = read_days(node)
        if days is None:
            raise self.wrong(f"{node!r} is no length of time such as 15 days (units: {', '.join(DAYS)})", line)
        return days

    def _bound(self, node: Node, line: int) -> Bound:
        bound = read_bound(node)
        if bound is None:
            raise self.wrong(f"{node!r} is no amount such as 20% of PRICE, 20%, 5000 CNY or 200% of $name", line)
        if bound.named is not None:
            self.held(bound.named, "amount", line)
        if bound.of is not None:
            self._known(bound.of, line)
            self.used.add(bound.of)
        return bound

    def _known(self, concept: str, line: int) -> None:
        if concept not in self.words:
            raise self.wrong(f"unknown concept {concept}{hint(concept, self.words)}", line, "unknown-concept")

    def _same(self, concept: str, node: Located) -> Same:
        name, line = str(node["same"]), node.line("same")
        held = self.held(name, "mention", line)
        if concept not in held.concepts:
            raise self.wrong(f"same: {name} is a mention of {'/'.join(sorted(held.concepts))}, never of {concept}: "
                             "this can never match", line, "never-met")
        return Same(name)

    def bind(self, node: Located, key: str, kind: str, concept: str) -> str:
        """Gives what an element holds the name that stands under the key. Raises PackError for a bad or second one."""
        name, line = node[key], node.line(key)
        if not isinstance(name, str) or not NAME.fullmatch(name) or name == BURDEN:
            raise self.wrong(f"{name!r} is no name: lowercase letters, digits and _, and not {BURDEN}", line)
        if name in self.names:
            raise self.wrong(f"the name {name!r} is given twice", line, "defined-twice")
        self.names[name] = Held(kind, frozenset({concept}))
        return name

    def held(self, name: str, kind: str, line: int) -> Held:
        """What a name holds. Raises PackError where it is not bound on every path, or holds something else."""
        if name not in self.names:
            raise self.wrong(f"{name!r} is not named by an element before this one on every path"
                             f"{hint(name, self.names)}", line, "unbound-name")
        if self.names[name].kind != kind:
            raise self.wrong(f"{name!r} names a {self.names[name].kind}, and a {kind} is meant here", line)
        return self.names[name]

    def _flag(self, node: Located, key: str) -> bool:
        if not isinstance(node[key], bool):
            raise self.wrong(f"{key}: is true or false", node.line(key))
        return bool(node[key])

    def branches(self, node: Node, line: int) -> tuple[Element, ...]:
        """The branches of `any:`; afterwards only the names that all of them bind are bound."""
        found = self.apart(node, line, "any")
        elements, after = [e for e, _ in found], [names for _, names in found]
        self.names = shared(after)
        return tuple(elements)

    def unshared(self, node: Node, line: int, key: str) -> tuple[Element, ...]:
        """Elements whose names nobody outside can use (`none:`, `unless:`), each read by itself."""
        return tuple(element for element, _ in self.apart(node, line, key))

    def apart(self, node: Node, line: int, key: str) -> list[tuple[Element, dict[str, Held]]]:
        """Each element of a list read as if it were the only one, with the names that are bound after it."""
        if not isinstance(node, LocatedList) or not node:
            raise self.wrong(f"{key}: must be a list of elements", line)
        before, found = dict(self.names), []
        for i, item in enumerate(node):
            self.names = dict(before)
            element = self.element(item, node.line(i))
            found.append((element, self.names))
        self.names = before
        return found

    def pair(self, node: Node, line: int) -> Element:
        """`before: [first, second]`: two concepts, or two events of `happened:`."""
        if not isinstance(node, LocatedList) or len(node) != 2:
            raise self.wrong("before: takes two elements: [the first, the second]", line)
        names = dict(self.names)
        first = self.element(node[0], node.line(0))
        bound, self.names = self.names, names
        second = self.element(node[1], node.line(1))
        self.names = {**bound, **self.names}
        if isinstance(first, Event) and isinstance(second, Event):
            return Earlier(first, second)
        for side in (first, second):
            if not _is_events(side):
                raise self.wrong("before: orders concepts (or any: of concepts), nothing else", line)
        return Before(first, second)

    @contextmanager
    def _in(self, operator: str) -> Iterator[None]:
        outer, self.inside = self.inside, (*self.inside, operator)
        yield
        self.inside = outer

    def sourced(self, node: Node, line: int, role: str) -> Element:
        """An element of another source, or of the whole contract."""
        outside = {"promised", "agreed", "happened", "anywhere", "if", "before"}.intersection(self.inside[:-1])
        if outside:
            raise self.wrong(f"{role}: inside {sorted(outside)[0]}: can never match", line, "never-met")
        if role == "anywhere" and "unless" not in self.inside:
            raise self.wrong("anywhere: belongs in unless:, where defences look further than the neighbourhood", line)
        inner = self.element(node, line)
        if role == "happened":
            return Happened(inner)
        return Anywhere(inner) if role == "anywhere" else Source(role, inner)  # type: ignore[arg-type]  # two are left

    def wrong(self, sentence: str, line: int, check: str = "wrong-value") -> PackError:
        """A PackError at a line of the rule's file."""
        return PackError(sentence, file=self.file, line=line, check=check)


_READERS: Mapping[str, Callable[[ElementReader, Node, int], Element]] = {
    "any": lambda r, n, at: Any(r.branches(n, at)),
    "all": lambda r, n, at: All(r.elements(n, at, "all")),
    "sentence": lambda r, n, at: OneSentence(r.elements(n, at, "sentence")),
    "near": lambda r, n, at: Near(r.elements(n, at, "near")),
    "none": lambda r, n, at: Silent(r.unshared(n, at, "none")),
    "before": lambda r, n, at: r.pair(n, at),
    "promised": lambda r, n, at: r.sourced(n, at, "promised"),
    "agreed": lambda r, n, at: r.sourced(n, at, "agreed"),
    "happened": lambda r, n, at: r.sourced(n, at, "happened"),
    "anywhere": lambda r, n, at: r.sourced(n, at, "anywhere"),
}


def _listed(known: Iterable[str]) -> str:
    return f" (known: {', '.join(known)})"


def _is_events(element: Element) -> bool:
    return isinstance(element, Concept) or (isinstance(element, Any) and all(map(_is_events, element.inner)))
