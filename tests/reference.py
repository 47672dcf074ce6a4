"""The slow, obvious evaluator: every assignment of mentions to the elements of a rule is tried.

It reads rules as plain data, as YAML gives them, and shares no code with the real one but the timeline.

An element that holds a concept is a *slot*; an assignment gives every slot a mention of its concept, or nothing. Under an
assignment each element is True, None or False; a rule is the best over all assignments of the worst of its elements.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from clausecheck.document import Document
from clausecheck.mentions import Mention

Value = bool | None
Path = tuple[object, ...]
Chosen = Mapping[Path, Mention | None]


def best(values: Iterable[Value]) -> Value:
    given = list(values)
    return True if True in given else None if None in given else False


def worst(values: Iterable[Value]) -> Value:
    given = list(values)
    return False if False in given else None if None in given else True


def opposite(value: Value) -> Value:
    return None if value is None else not value


@dataclass(frozen=True)
class World:
    """A document, the slots that have names, and what may be looked at."""

    document: Document
    names: Mapping[str, Path]
    scope: tuple[Mention, ...]
    supposed: bool = False


def value_of_rule(when: Sequence[Any], unless: Sequence[Any], document: Document) -> Value:
    """True: found; None: nothing refutes it and something is unknown; False. The whole document is one place."""
    names = {name: path for i, e in enumerate(when) for name, path in named(e, (i,))}
    world = World(document, names, document.mentions)
    return best(
        worst([*(meets(e, (i,), chosen, world) for i, e in enumerate(when)),
               *(opposite(exists(e, ("unless", i), chosen, world)) for i, e in enumerate(unless))])
        for chosen in assignments(list(enumerate(when)), {}, world))


def split(node: Any) -> tuple[str, Any]:
    """"PAY" and {"PAY": {…}} → its key and what stands under it."""
    return (node, {}) if isinstance(node, str) else next(iter(node.items()))


def slots(node: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """The slots of an element; those inside `none` are its own affair."""
    key, body = split(node)
    if key in ("any", "all", "before"):
        for i, element in enumerate(body):
            yield from slots(element, (*path, i))
    elif key.isupper():
        yield path, key
        if "if" in body:
            yield from slots(body["if"], (*path, "if"))


def named(node: Any, path: Path) -> Iterator[tuple[str, Path]]:
    key, body = split(node)
    if key in ("any", "all", "before"):
        for i, element in enumerate(body):
            yield from named(element, (*path, i))
    elif key.isupper():
        if "as" in body:
            yield body["as"], path
        if "if" in body:
            yield from named(body["if"], (*path, "if"))


def assignments(elements: Sequence[tuple[object, Any]], chosen: Chosen, world: World) -> Iterator[Chosen]:
    places = [slot for i, e in elements for slot in slots(e, i if isinstance(i, tuple) else (i,))]
    ways = [[None, *(m for m in world.document.mentions if m.concept == concept)] for _, concept in places]
    for way in product(*ways):
        yield {**chosen, **{path: mention for (path, _), mention in zip(places, way, strict=True)}}


def exists(node: Any, path: Path, chosen: Chosen, world: World) -> Value:
    return best(meets(node, path, way, world) for way in assignments([(path, node)], chosen, world))


def meets(node: Any, path: Path, chosen: Chosen, world: World) -> Value:
    key, body = split(node)
    if key == "all":
        return worst(meets(e, (*path, i), chosen, world) for i, e in enumerate(body))
    if key == "any":
        return best(meets(e, (*path, i), chosen, world) for i, e in enumerate(body))
    if key == "none":
        return opposite(best(exists(e, (*path, i), chosen, world) for i, e in enumerate(body)))
    if key == "before":
        return before(body, path, chosen, world)
    return concept(body, path, chosen, world)


def concept(body: Mapping[str, Any], path: Path, chosen: Chosen, world: World) -> Value:
    mention = chosen[path]
    if mention is None or mention not in world.scope:
        return False
    values = [qualifier(key, wanted, mention, chosen, world) for key, wanted in body.items() if key not in ("if", "as")]
    late = bool(body.get("late"))
    if "negated" not in body and not late:
        values.append(opposite(mention.negated))
    if not late:
        values.append(world.supposed or not mention.hypothetical)
    if "if" in body:
        conditions = tuple(m for m in world.document.mentions if m.id in mention.conditions)
        values.append(meets(body["if"], (*path, "if"), chosen, World(world.document, world.names, conditions, True)))
    return worst(values)


def qualifier(key: str, wanted: Any, mention: Mention, chosen: Chosen, world: World) -> Value:
    if key == "by":
        return None if mention.by is None else mention.by in (wanted, "both")
    if key == "negated":
        return True if wanted == "any" else mention.negated
    if key == "same":
        return mention == chosen[world.names[wanted]]
    if key in ("late", "may"):
        return bool(getattr(mention, key)) == wanted
    period = getattr(mention, key)  # deadline, duration: {under: "N days"} or {over: "N days"}
    if period is None:
        return None
    (side, text), = wanted.items()
    number = int(text.split()[0])
    return bool(period.days < number if side == "under" else period.days > number)


def before(sides: Sequence[Any], path: Path, chosen: Chosen, world: World) -> Value:
    """Of all mentions that meet the sides, and besides of the named ones."""
    supposed = World(world.document, world.names, world.scope, True)
    sets = []
    for i, side in enumerate(sides):
        at = (*path, i)
        found = [(m, meets(side, at, {**chosen, at: m}, supposed)) for m in world.scope if m.concept == split(side)[0]]
        sets.append([(m, v) for m, v in found if v is not False])
    narrow = [[(m, v) for m, v in sets[i] if m == chosen[(*path, i)]] if "as" in split(side)[1] else sets[i]
              for i, side in enumerate(sides)]
    return worst([order(sets, world), order(narrow, world)])


def order(sets: Sequence[Sequence[tuple[Mention, Value]]], world: World) -> Value:
    """The timeline's answer, where the mentions that meet a side only perhaps do not change it."""
    answers = []
    for certain in (True, False):
        first, second = (frozenset(m.id for m, v in s if v or not certain) for s in sets)
        answers.append(world.document.timeline.order(first, second).value if first and second else False)
    return answers[0] if answers[0] == answers[1] else None
