"""The course of a deal as one source orders it: which of its main events come first, by whose words.

Worked out from the steps of the report alone. Only what a source orders is here: an event in no step does not appear,
and two events that nothing orders stand in no order. Left out are steps of no use to a reader (a notice of address
before an address) and steps that turn the way of all goods round (handed over before they were made): such words were
misread.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clausecheck.findings import Report, Step
from clausecheck.reports.wording import event, joined
from clausecheck.text import Bilingual, Source

MAIN = (
    "CONCLUDE", "PAY_DEPOSIT", "SCHEDULE", "PRODUCED", "ESCROW", "PAYMENT_NOTICE", "PAY_BALANCE", "DISPATCH", "ARRIVE",
    "APPOINT", "VISIT", "INSPECT", "ACCEPT", "HANDOVER_DAY", "HANDOVER", "TITLE",
)  # fmt: skip
"""The events that are drawn, in the order in which unordered ones are shown."""
PAYING = "PAY_BALANCE"
LOOKING = "INSPECT"
_GOODS = ("CONCLUDE", "SCHEDULE", "PRODUCED", "DISPATCH", "ARRIVE", "HANDOVER")  # can only happen in this order
_WITH_A_LOOK = frozenset({"HANDOVER", "HANDOVER_DAY", "ARRIVE", "VISIT", "ACCEPT"})  # at the same time: worth telling


@dataclass(frozen=True, slots=True)
class Arrow:
    """Row `start` comes before row `end`, by the words of `steps`. `against`: drawn upwards, the source contradicts
    itself."""

    start: int
    end: int
    steps: tuple[Step, ...]
    against: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Events on one level: in each inner tuple those of one time, side by side those that share what is before them."""

    events: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Course:
    """Rows from first to last with the arrows between them, and the words for events at one time.

    `first` is "pay" where paying the balance comes before any look at the goods, "look" where a look comes before
    paying, "" where the source does not say or says both.
    """

    source: Source
    rows: tuple[Row, ...]
    arrows: tuple[Arrow, ...]
    together: tuple[Step, ...]
    first: str

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that are drawn, in the order of the text."""
        drawn = {*self.together, *(step for arrow in self.arrows for step in arrow.steps)}
        return tuple(sorted(drawn, key=lambda step: (step.start, step.end, step.before, step.after)))


def courses(report: Report) -> tuple[Course, ...]:
    """One course for each source of the report that orders main events, the contract's first."""
    found = (_course(source, [s for s in report.timeline if s.source == source.id]) for source in report.sources)
    return tuple(course for course in found if course and (course.source.role == "contract" or _weighs(course)))


def names(row: Row) -> Bilingual:
    """The events of a row by name: "+" where they happen at one time."""
    together = [[event(name) for name in events] for events in row.events]
    return joined([Bilingual(" + ".join(e.zh for e in one), " + ".join(e.en for e in one)) for one in together])


def name_of(node: str) -> str:
    """An event without what tells one inspection from another."""
    return node.partition("#")[0]


def _weighs(course: Course) -> bool:
    """What stands beside the contract is worth a drawing where it speaks of paying or looking."""
    return any(name in (PAYING, LOOKING) for row in course.rows for events in row.events for name in events)


def _course(source: Source, given: Sequence[Step]) -> Course | None:
    steps = _kept([step for step in given if _possible(step)])
    if not steps:
        return None
    merged = _merged(steps)
    groups = _groups(steps, merged)
    edges: dict[tuple[str, str], list[Step]] = {}
    for step in steps:
        pair = groups[step.before], groups[step.after]
        if not step.same and pair[0] != pair[1]:
            edges.setdefault(pair, []).append(step)
    members: dict[str, list[str]] = {}
    for node, group in groups.items():
        members.setdefault(group, []).append(node)
    order = _order(members, edges)
    rows, arrows = _laid(order, members, _needed(edges, order))
    together = tuple(step for step in steps if step.same)
    return Course(source, rows, arrows, together, _first(members, edges))


# --- which steps ----------------------------------------------------------------------------------------------------
def _possible(step: Step) -> bool:
    before, after = name_of(step.before), name_of(step.after)
    if step.same:
        return LOOKING in (before, after) and bool(_WITH_A_LOOK & {before, after})
    if before == after:
        return False
    return not (before in _GOODS and after in _GOODS and _GOODS.index(before) > _GOODS.index(after))


def _kept(steps: Sequence[Step]) -> list[Step]:
    """Steps between main events, and those through a paper or a notice that lead from one main event to another."""
    main = {n for s in steps for n in (s.before, s.after) if name_of(n) in MAIN}
    reached = _spread(main, [(s.before, s.after) for s in steps])
    leading = _spread(main, [(s.after, s.before) for s in steps])
    papers = {s.before for s in steps if s.after == PAYING and not s.before.isupper() and "#" not in s.before}
    nodes = main | (reached & leading) | papers
    return [s for s in steps if s.before in nodes and s.after in nodes]


def _spread(start: set[str], pairs: Iterable[tuple[str, str]]) -> set[str]:
    """What can be reached from `start`."""
    onward: dict[str, list[str]] = {}
    for before, after in pairs:
        onward.setdefault(before, []).append(after)
    found, queue = set[str](), list(start)
    while queue:
        for node in onward.get(queue.pop(), ()):
            if node not in found:
                found.add(node)
                queue.append(node)
    return found


# --- which events are one ------------------------------------------------------------------------------------------
def _merged(steps: Sequence[Step]) -> dict[str, str]:
    """Node → the name it goes by: inspections are one event unless that would turn the order into a circle."""
    apart = {n: n for s in steps for n in (s.before, s.after)}
    known: dict[str, list[str]] = {}
    for node in sorted(apart):
        known.setdefault(name_of(node), []).append(node)
    merged = dict(apart)
    circular = _circle(steps, apart)
    for name, nodes in known.items():
        one = dict.fromkeys(nodes, name)
        if len(nodes) == 1 or circular or not _circle(steps, {**apart, **one}):
            merged.update(one)
    return merged


def _circle(steps: Sequence[Step], names: dict[str, str]) -> bool:
    """Does any event come before itself?"""
    onward: dict[str, set[str]] = {name: set() for name in names.values()}
    for step in steps:
        if not step.same:
            onward[names[step.before]].add(names[step.after])
    coming = dict.fromkeys(onward, 0)
    for after in (name for names in onward.values() for name in names):
        coming[after] += 1
    free = [name for name, number in coming.items() if not number]
    for name in free:
        for after in onward[name]:
            coming[after] -= 1
            free += [] if coming[after] else [after]
    return len(free) < len(onward)


def _groups(steps: Sequence[Step], names: dict[str, str]) -> dict[str, str]:
    """Node → its group: nodes of one name, and those that happen at one time."""
    group = dict(names)
    for step in steps:
        one, other = group[step.before], group[step.after]
        strict = [(group[s.before], group[s.after]) for s in steps if not s.same]
        if step.same and one != other and other not in _spread({one}, strict) and one not in _spread({other}, strict):
            group = {node: one if name == other else name for node, name in group.items()}
    return group


# --- in which order ------------------------------------------------------------------------------------------------
def _order(members: dict[str, list[str]], edges: dict[tuple[str, str], list[Step]]) -> list[str]:
    """Groups from first to last: what is connected stays together, what comes next stays near."""
    placed: list[str] = []
    before: dict[str, set[str]] = {group: set() for group in members}
    for first, then in edges:
        before[then].add(first)
    for island in _islands(members, edges):
        waiting = sorted(island, key=lambda group: _rank(members[group]))
        while waiting:
            left = set(waiting)
            free = [group for group in waiting if not before[group] & left] or waiting[:1]
            follows = [group for group in free if placed and placed[-1] in before[group]]
            placed.append((follows or free)[0])
            waiting.remove(placed[-1])
    return placed


def _islands(members: dict[str, list[str]], edges: dict[tuple[str, str], list[Step]]) -> list[set[str]]:
    both = [*edges, *((after, before) for before, after in edges)]
    islands: list[set[str]] = []
    for group in sorted(members, key=lambda group: _rank(members[group])):
        if not any(group in island for island in islands):
            islands.append({group} | _spread({group}, both))
    return islands


def _rank(nodes: Sequence[str]) -> tuple[int, str]:
    ranks = [MAIN.index(name_of(node)) if name_of(node) in MAIN else len(MAIN) for node in nodes]
    return min(ranks), min(nodes)


def _needed(edges: dict[tuple[str, str], list[Step]], order: Sequence[str]) -> dict[tuple[str, str], list[Step]]:
    """The edges without those that follow from others; what is said of paying and looking always stays."""
    at = {group: index for index, group in enumerate(order)}
    down = [pair for pair in edges if at[pair[0]] < at[pair[1]]]

    def follows(pair: tuple[str, str]) -> bool:
        return pair[1] in _spread({pair[0]}, [other for other in down if other != pair])

    def says(steps: Sequence[Step]) -> bool:
        return any({name_of(step.before), name_of(step.after)} == {PAYING, LOOKING} for step in steps)

    return {pair: steps for pair, steps in edges.items() if says(steps) or not follows(pair)}


def _laid(order: Sequence[str], members: dict[str, list[str]],
          edges: dict[tuple[str, str], list[Step]]) -> tuple[tuple[Row, ...], tuple[Arrow, ...]]:
    """Rows and arrows. Neighbours with the same events before and after them share a row."""
    def around(group: str) -> tuple[frozenset[str], frozenset[str]]:
        return frozenset(b for b, a in edges if a == group), frozenset(a for b, a in edges if b == group)

    rows: list[list[str]] = []
    for group in order:
        if rows and around(rows[-1][0]) == around(group) and any(around(group)):
            rows[-1].append(group)
        else:
            rows.append([group])
    at = {group: index for index, row in enumerate(rows) for group in row}
    found: dict[tuple[int, int], list[Step]] = {}
    for (before, after), steps in edges.items():
        found.setdefault((at[before], at[after]), []).extend(steps)
    pairs = sorted(found, key=lambda pair: (pair[1], pair[0]))
    arrows = [Arrow(before, after, _once(found[before, after]), before > after) for before, after in pairs]
    shown = tuple(Row(tuple(_shown(members[group]) for group in row)) for row in rows)
    return shown, tuple(arrows)


def _shown(nodes: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted({name_of(node) for node in nodes}, key=lambda name: _rank([name])))


def _once(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Steps in the order of the text, of those whose words lie within each other's the longest."""
    found: list[Step] = []
    for step in sorted(steps, key=lambda step: (step.start, -step.end)):
        if not found or step.end > found[-1].end:
            found.append(step)
    return tuple(found)


def _first(members: dict[str, list[str]], edges: dict[tuple[str, str], list[Step]]) -> str:
    pays = {group for group, nodes in members.items() if PAYING in map(name_of, nodes)}
    looks = {group for group, nodes in members.items() if LOOKING in map(name_of, nodes)}
    forth, back = bool(looks & _spread(pays, edges)), bool(pays & _spread(looks, edges))
    return "" if forth == back else "pay" if forth else "look"
