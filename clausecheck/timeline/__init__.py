"""The timeline: which event the contract makes happen before which, with the words that say so."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from clausecheck.chunks import EVENTS, OWN, Part
from clausecheck.folding import fold_characters
from clausecheck.matching import build as automaton
from clausecheck.mentions import Mention
from clausecheck.text import Clause, DefinedTerm, Sentence
from clausecheck.timeline.clocks import Dated, by_clock
from clausecheck.timeline.links import Link, links
from clausecheck.timeline.standins import REFERENCE
from clausecheck.timeline.steps import Steps

Status = Literal["pending", "done", "same"]

WEAK = (("HANDOVER_DAY", "HANDOVER"),)
"""Taken for the same where nothing else decides."""

WORLD = (
    ("CONCLUDE", "PAY_BALANCE"),
    ("CONCLUDE", "HANDOVER"),
    ("PAYMENT_NOTICE", "PAY_BALANCE"),
    ("INSPECT", "ACCEPT"),
    ("DISPATCH", "ARRIVE"),
    ("PAY_BALANCE", "RECEIPT"),
    ("INSPECT", "INSPECTION_RECORD"),
    ("DISPATCH", "HANDOVER"),
)
"""What is true without being said: first, second."""

_APART = frozenset({"INSPECT", "NOTIFY", "FACTORY_CHECK"})
"""Each mention of these is an event of its own: which look, which notice."""


@dataclass(frozen=True, slots=True)
class Edge:
    """The contract makes the event `before` happen before the event `after` (node names)."""

    before: str
    after: str
    start: int  # the words that say so, in the contract's text
    end: int
    clause: int
    same: bool = False  # both at the same time
    world: bool = False  # not said by the contract but true of the world (handing over gives access)
    only: bool = False  # said to be the only way: before that it is not allowed
    weak: bool = False  # counts only where nothing else decides: the day of handing over is not the handing over


@dataclass(frozen=True, slots=True)
class Answer:
    """To "does the contract make A happen before B?": met, not met (path back, or one never occurs) or unknown."""

    value: bool | None
    path: tuple[Edge, ...] = ()  # the edges that decided, in order
    contradiction: bool = False  # both ways: the contract contradicts itself


@dataclass(frozen=True, slots=True)
class Timeline:
    """Edges between event nodes. `nodes[mention id]` is the node that a mention belongs to."""

    nodes: dict[int, str]
    edges: tuple[Edge, ...]
    _kept: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)  # made at first need

    def order(self, first: frozenset[int], second: frozenset[int]) -> Answer:
        """Does some mention of `first` (ids) come before some of `second`, and none the other way round?"""
        starts = {self.nodes[i] for i in first if i in self.nodes}
        goals = {self.nodes[i] for i in second if i in self.nodes}
        if not starts or not goals:
            return Answer(False)
        for line in (self._without("weak"), self):
            answer = line._between(starts, goals)
            if answer.value is not None or answer.contradiction:
                return answer
        return Answer(None)

    def _between(self, starts: set[str], goals: set[str]) -> Answer:
        forth = self.path(starts, goals)
        back = self.path(goals, starts)
        if forth and back:
            return self._both(starts, goals, forth, back)
        if forth or back:
            return Answer(bool(forth), forth or back)
        together = self.path(starts, goals, strict=False)
        return Answer(False, together) if together else Answer(None)

    def _both(self, starts: set[str], goals: set[str], forth: tuple[Edge, ...], back: tuple[Edge, ...]) -> Answer:
        """Ways both ways: an earlier look settles it, unless it only stands at the same time as what comes after."""
        if _exclusive(forth) and _exclusive(back):
            return Answer(None, (*forth, *back), contradiction=True)
        plain = self._without("same")
        straight = plain.path(starts, goals)
        if straight and not plain.path(goals, starts) and straight[-1].after in (back[0].before, back[0].after):
            return Answer(True, straight)
        return Answer(False, back)

    def path(self, starts: set[str], goals: set[str], strict: bool = True) -> tuple[Edge, ...]:
        """A shortest path from one of `starts` to one of `goals`, with a real "before" in it if `strict`."""
        onward = self._onward()
        queue = deque((node, False) for node in sorted(starts))
        came: dict[tuple[str, bool], tuple[tuple[str, bool], Edge] | None] = dict.fromkeys(queue)
        while queue:
            state = queue.popleft()
            node, moved = state
            if node in goals and (moved or not strict) and came[state] is not None:
                return _walked(came, state)
            came_by = came[state]
            for edge, target in onward.get(node, ()):
                if strict and node == "HANDOVER_DAY" and came_by and _on_one_day(came_by[1], edge):
                    continue
                there = (target, moved or not edge.same)
                if there not in came:
                    came[there] = (state, edge)
                    queue.append(there)
        return ()

    def _without(self, kind: Literal["weak", "same"]) -> Timeline:
        """The same timeline less its weak edges, or less those of the same time."""
        if kind not in self._kept:
            self._kept[kind] = Timeline(self.nodes, tuple(e for e in self.edges if not getattr(e, kind)))
        return self._kept[kind]  # type: ignore[no-any-return]  # a Timeline

    def _onward(self) -> Mapping[str, list[tuple[Edge, str]]]:
        """From each node the edges to others; of several that lead alike to the same node the first one said."""
        if "onward" not in self._kept:
            onward: dict[str, dict[tuple[str, bool, bool], tuple[Edge, str]]] = {}
            for edge in self.edges:
                forth, back = (edge.before, edge.after), (edge.after, edge.before)
                for start, goal in (forth, back) if edge.same else (forth,):
                    onward.setdefault(start, {}).setdefault((goal, edge.same, edge.weak), (edge, goal))
            self._kept["onward"] = {node: list(edges.values()) for node, edges in onward.items()}
        return self._kept["onward"]  # type: ignore[no-any-return]  # what was put there


def _on_one_day(coming: Edge, going: Edge) -> bool:
    """Two things on one day are in no order."""
    return coming.same and going.same and not (coming.weak or going.weak)


_State = tuple[str, bool]  # a node, and whether a real "before" led there


def _walked(came: Mapping[_State, tuple[_State, Edge] | None], state: _State) -> tuple[Edge, ...]:
    path: list[Edge] = []
    step = came[state]
    while step is not None:
        state, edge = step
        path.append(edge)
        step = came[state]
    return tuple(reversed(path))


def _exclusive(path: Sequence[Edge]) -> bool:
    return len(path) == 1 and path[0].only


# --- building --------------------------------------------------------------------------------------------------------
_REACH = 2  # sentences that "then", "thereafter" may reach back


@dataclass(slots=True)
class _Reading:
    """What is gathered while the sentences are read in order."""

    nodes: dict[int, str] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    told: tuple[str, ...] = ()  # the events that the sentence before ended with
    told_in: int = -1  # the sentence that told them: "then" does not reach over a page
    notice: str = ""  # the last notice told: "the notice" means it
    clauses: dict[int, Clause] = field(default_factory=dict)
    steps: Steps = field(default_factory=Steps)
    clocks: list[Dated] = field(default_factory=list)
    told_by: dict[int, list[str]] = field(default_factory=dict)  # clause → the events of its main parts


def build(sentences: Sequence[Sentence], parts: Sequence[tuple[Part, ...]], mentions: Sequence[Mention],
          clauses: Sequence[Clause], terms: Sequence[DefinedTerm], own: frozenset[str] = frozenset()) -> Timeline:
    """Parts and mentions of a whole document → its timeline. `parts[i]` belongs to `sentences[i]`.

    `terms`: those that stand for an event. `own`: concepts that only the rules at hand put in order.
    """
    reading = _Reading(clauses={c.index: c for c in clauses})
    names = {name for group in parts for part in group for name, _, _ in part.names if not name.startswith(OWN)}
    aliases = {**_shortened(names), **_aliases(mentions, terms)}
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.concept in EVENTS or mention.concept in own:
            reading.nodes[mention.id] = node_of(mention)
            by_sentence.setdefault(mention.sentence, []).append(mention)
    ordered = sorted({*names, *aliases}, key=lambda n: (-len(n), n))
    search = automaton(ordered).find
    for sentence, group in zip(sentences, parts, strict=True):
        here = [ordered[n] for n in sorted({number for number, _, _ in search(sentence.view)})] if ordered else []
        cited = [n for part in group for n in part.names if n[0].startswith(REFERENCE)]
        events = sorted({*_events(sentence, by_sentence.get(sentence.index, []), here, aliases), *cited}, key=_place)
        _read(reading, sentence, group, events)
    dated = [_edge(link, sentence) for link, sentence in by_clock(reading.clocks)]
    edges = [*_cited(reading, [*reading.edges, *dated]), *_world(reading)]
    return Timeline(reading.nodes, tuple(edges))


def _shortened(names: set[str]) -> dict[str, tuple[str, ...]]:
    """A paper named in full once and by its last word later (尾款账单 … 账单): the short name → the full one."""
    longer: dict[str, list[str]] = {}
    for name in names:
        for tail in (name[i:] for i in range(1, len(name))):
            if tail in names:
                longer.setdefault(tail, []).append(name)
    return {name: tuple(full) for name, full in longer.items() if len(full) == 1}


def node_of(mention: Mention) -> str:
    """Payments and handovers are one event each; every look and every notice is one of its own."""
    concept = mention.concept
    if concept == "INSPECT" and mention.by in ("seller", "maker"):
        concept = "FACTORY_CHECK"
    return f"{concept}#{mention.id}" if concept in _APART else concept


def _aliases(mentions: Sequence[Mention], terms: Sequence[DefinedTerm]) -> dict[str, tuple[str, ...]]:
    """Defined terms that stand for events ("Completion" means …): term → the nodes of the events in its meaning."""
    found: dict[str, tuple[str, ...]] = {}
    events = sorted((m for m in mentions if m.concept in EVENTS), key=lambda m: m.start)
    starts = [m.start for m in events]
    for term in terms:
        inside = events[bisect_left(starts, term.meaning.start) : bisect_left(starts, term.meaning.end)]
        if inside:
            found[fold_characters(term.term)] = tuple(dict.fromkeys(node_of(m) for m in inside))
    return found


def _cited(reading: _Reading, edges: Sequence[Edge]) -> list[Edge]:
    """Edges to what another clause tells become edges to its events and to those of the clauses below it."""
    if not any(node.startswith(REFERENCE) for e in edges for node in (e.before, e.after)):
        return list(edges)
    children: dict[int, list[int]] = {}
    for clause in reading.clauses.values():
        if clause.parent is not None:
            children.setdefault(clause.parent, []).append(clause.index)

    def events(node: str) -> list[str]:
        if not node.startswith(REFERENCE):
            return [node]
        found: list[str] = []
        open_ = [int(node.removeprefix(REFERENCE))]
        while open_:
            found += reading.told_by.get(open_[-1], ())
            open_ += children.get(open_.pop(), ())
        return [n for n in dict.fromkeys(found) if not n.startswith(REFERENCE)]

    return [replace(e, before=a, after=b) for e in edges for a in events(e.before) for b in events(e.after) if a != b]


Event = tuple[str, int, int]  # node, view start, view end


def _place(event: Event) -> tuple[int, str, int]:
    return event[1], event[0], event[2]


def _events(sentence: Sentence, mentions: Sequence[Mention], names: Sequence[str],
            aliases: Mapping[str, tuple[str, ...]]) -> list[Event]:
    found: list[Event] = [(node_of(m), sentence.at(m.start), sentence.at(m.end)) for m in mentions]
    for name in names:
        at = sentence.view.find(name)
        while at >= 0:
            if all(at + len(name) <= s or e <= at or (s >= at and e <= at + len(name)) for _, s, e in found):
                found = [f for f in found if not (f[1] >= at and f[2] <= at + len(name))]
                stop = at + 1 if name in aliases else at + len(name)  # a term may be cut by the parts: 只有结清客户
                found += [(node, at, stop) for node in aliases.get(name, (name,))]
            at = sentence.view.find(name, at + 1)
    return sorted(found, key=lambda f: f[1])


def _read(reading: _Reading, sentence: Sentence, parts: tuple[Part, ...], events: Sequence[Event]) -> None:
    nodes: dict[int, list[str]] = {}
    for node, start, end in events:
        holders = _holders(parts, start, end)
        if node.startswith("NOTIFY#") and reading.notice and any(parts[i].status for i in holders):
            reading.nodes[int(node.split("#")[1])] = node = reading.notice
        if node.split("#")[0] in ("NOTIFY", "PAYMENT_NOTICE"):
            reading.notice = node
        for index in holders:
            nodes.setdefault(index, []).append(node)
    clause = reading.clauses.get(sentence.clause)
    if clause is not None and clause.heading and _bare(sentence.view) == _bare(clause.heading):
        reading.steps.follow(sentence, parts, (), reading.clauses)
        return  # a heading names what its clause is about and orders nothing
    if sentence.index - reading.told_in > _REACH:
        reading.told = ()
    for link in links(parts, nodes, reading.told):
        reading.edges.append(_edge(link, sentence))
    for index, part in enumerate(parts):
        if part.past and part.sign > 0 and part.relation in ("main", "and", "then"):
            past = [n for n in nodes.get(index, ()) if n.startswith("INSPECT#")]
            reading.edges += [_edge(Link(n, "CONCLUDE", part.start, part.end), sentence) for n in past]
    mains = [i for i, p in enumerate(parts) if p.relation in ("main", "and", "then") and nodes.get(i)]
    mains = mains or sorted(nodes)
    reading.told_by.setdefault(sentence.clause, []).extend(n for i in mains for n in nodes[i])
    for index, part in enumerate(parts):
        if part.clock is not None:
            reading.clocks += [(node, part.clock, part, sentence) for node in nodes.get(index, ())]
    colon = max(sentence.view.find(":"), sentence.view.find("：")) if any(p.announces for p in parts) else -1
    here = [n for i in mains if parts[i].start > colon or parts[i].end > colon + 1 for n in nodes[i]]
    reading.edges += [_edge(link, sentence) for link in reading.steps.follow(sentence, parts, here, reading.clauses)]
    if mains:
        reading.told, reading.told_in = tuple(nodes[mains[-1]]), sentence.index


def _bare(words: str) -> str:
    return "".join(c for c in fold_characters(words) if c.isalnum())


def _holders(parts: tuple[Part, ...], start: int, end: int) -> list[int]:
    """The innermost parts that hold this place (twins of one region count both)."""
    holding = [(p.end - p.start, i) for i, p in enumerate(parts) if p.start <= start and end <= p.end]
    if not holding:
        return []
    least = min(holding)[0]
    return [i for size, i in holding if size == least]


def _edge(link: Link, sentence: Sentence) -> Edge:
    span = sentence.span(link.start, min(link.end, len(sentence.view)))
    return Edge(link.before, link.after, span.start, span.end, sentence.clause, same=link.same, only=link.only)


def _world(reading: _Reading) -> list[Edge]:
    here = sorted({*reading.nodes.values(), "CONCLUDE"})
    kinds: dict[str, list[str]] = {}
    for node in here:
        kinds.setdefault(node.split("#")[0], []).append(node)
    found = []
    for a in here:
        pairs = [p for p in (*WORLD, *WEAK) if p[0] == a.split("#")[0]]
        for b, weak in sorted((b, pair in WEAK) for pair in pairs for b in kinds.get(pair[1], ())):
            found.append(Edge(a, b, 0, 0, 0, same=weak, world=True, weak=weak))
    return found
