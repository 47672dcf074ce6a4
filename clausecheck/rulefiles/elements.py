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
from clausecheck.conditions.happened import Earlier, Event, Happened
from clausecheck.conditions.nearness import Near
from clausecheck.conditions.operators import All, Any, Anywhere, Before, OneSentence, Silent, Source
from clausecheck.conditions.places import BURDEN
from clausecheck.errors import PackError
from clausecheck.patterns import later
from clausecheck.rulefiles.events import read_event
from clausecheck.rulefiles.figures import DAYS, read_days
from clausecheck.rulefiles.names import NAME, Held, shared
from clausecheck.rulefiles.qualifying import QUALIFIERS, flag, read_qualifiers
from clausecheck.strictyaml import Located, LocatedList, hint, only
from clausecheck.text import Bilingual
from clausecheck.yamlfaults import wide_hint

OPERATORS = ("any", "all", "sentence", "near", "none", "before", "promised", "agreed", "happened", "anywhere")
OF_THE_RULE = ("when", "unless", "severity", "effect", "levels", "message", "why", "advice", "suggest", "ask", "scope",
               "within", "examples")  # keys that stand beside `when:`, never in it

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
            raise self.wrong(f"{key}: must be a list of elements, each on a line that begins with a dash, or "
                             f"{key}: [PAY_BALANCE, none: [INSPECT]]{wide_hint(node)}", line)
        return tuple(self.element(item, node.line(i)) for i, item in enumerate(node))

    def element(self, node: Node, line: int) -> Element:
        """One element: a concept, a concept with qualifiers, or an operator with its elements."""
        if isinstance(node, str):
            return self.concept(node, Located(self.file, line), line)
        if not isinstance(node, Located) or len(node) != 1:
            raise self.wrong("an element is one CONCEPT, one {CONCEPT: {…}} or one {operator: …}: "
                             f"{_what_it_is(node)}", line)
        (key, value), = node.items()
        line = node.line(key)
        if _UPPER.fullmatch(key):
            return self.concept(key, value, line)
        if key in OF_THE_RULE:
            raise self.wrong(f"{key}: stands in a list of elements, and is a key of the rule itself: begin it in the "
                             "first column, beside when:", line, "unknown-operator")
        if key not in OPERATORS:
            more = wide_hint(key) or hint(key, OPERATORS) or _listed(OPERATORS)
            raise self.wrong(f"unknown operator {key!r}{more}", line,
                             "unknown-operator")
        with self._in(key):
            return _READERS[key](self, value, line)

    def concept(self, name: str, node: Node, line: int) -> Element:
        """A concept, or inside `happened:` an event, with its qualifiers."""
        if not _UPPER.fullmatch(name):
            raise self.wrong(_no_concept(name) + (wide_hint(name) or hint(name.upper(), self.words)), line,
                             "unknown-concept")
        if not isinstance(node, Located):
            if name not in self.words and name.lower() in OPERATORS:
                self.known(name, line)
            raise self.wrong(f"{name}: is followed by what the mention must be, such as {name}: {{by: seller}}; "
                             f"without, write {name} with no colon{wide_hint(node)}", line)
        if "happened" in self.inside:
            return read_event(self, name, node, line)
        self.known(name, line)
        self.used.add(name)
        only(node, QUALIFIERS, name)
        qualifiers = read_qualifiers(self, name, node)
        bound = self.bind(node, "as", "mention", name) if "as" in node else None
        condition = None
        if "if" in node:
            with self._in("if"):
                condition = self.element(node["if"], node.line("if"))
        burden = flag(self, node, "burden") if "burden" in node else False
        return Concept(name, qualifiers, condition, bound, burden, self.words[name])

    def days(self, node: Node, line: int) -> Decimal:
        """A length of time in days."""
        days = read_days(node)
        if days is None:
            raise self.wrong(f"{node!r} is no length of time such as 15 days (units: {', '.join(DAYS)})", line)
        return days

    def known(self, concept: str, line: int) -> None:
        """Raises PackError where no lexicon has the concept."""
        if concept.lower() in OPERATORS:
            raise self.wrong(f"{concept} is no concept: the operator is written {concept.lower()}:", line,
                             "unknown-concept")
        if concept not in self.words:
            raise self.wrong(f"unknown concept {concept}{hint(concept, self.words)}", line, "unknown-concept")

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
            raise self.wrong(f"{key}: must be a list of elements: {key}: [PAY_BALANCE, …], or each on a line that "
                             f"begins with a dash{wide_hint(node)}", line)
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


def _no_concept(name: str) -> str:
    if any(ord(c) > 0x2E80 for c in name) and not wide_hint(name):
        return (f"{name!r} is no concept: a rule names concepts, and the words of contracts stand in the lexicon "
                "(lexicon.yaml)")
    return f"{name!r} is no concept: concepts are UPPERCASE, operators lowercase"


def _what_it_is(node: Node) -> str:
    if isinstance(node, Located):
        return f"here are {', '.join(node)} together; give each a dash of its own" if node else "here is nothing"
    if isinstance(node, LocatedList):
        return "here is a list; several elements stand in all: […] or any: […]"
    return f"here is {'nothing' if node is None else repr(node)}"


def _is_events(element: Element) -> bool:
    return isinstance(element, Concept) or (isinstance(element, Any) and all(map(_is_events, element.inner)))
