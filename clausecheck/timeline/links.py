"""Signed links: how the parts of a sentence order its events. Knows no language.

Between an event x of a subordinate part and an event y of its head stand the state of x in which the head holds
(pending, done, same time) and the sign of y (+ happens or is allowed, − forbidden or refused):

    y + while x pending      y before x            y − while x pending      x before y
    y + once x is done       x before y            y − once x is done       nothing …
    y + at the time of x     same time             … unless x is a failed look: refusing y then means x before y
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from clausecheck.chunks import Part


@dataclass(frozen=True, slots=True)
class Link:
    """x before y (or at the same time), by the words of a part. Node names; view positions."""

    before: str
    after: str
    start: int
    end: int
    same: bool = False
    only: bool = False


Nodes = Mapping[int, Sequence[str]]  # index of a part → the nodes of the events in it, in text order


def links(parts: Sequence[Part], nodes: Nodes, told: Sequence[str] = ()) -> list[Link]:
    """Every link that the parts of one sentence make. `told`: the events that the sentence before ended with."""
    found: list[Link] = []
    for index, part in enumerate(parts):
        if part.relation in ("then", "purpose"):
            found += _then(parts, nodes, index, told)
        elif part.status is not None:
            found += _hanging(parts, nodes, index, told)
    found += _between(parts, nodes)
    found += _arranged(parts, nodes)
    return [link for link in found if link.before != link.after]


def _hanging(parts: Sequence[Part], nodes: Nodes, index: int, told: Sequence[str]) -> Iterator[Link]:
    part = parts[index]
    xs = _antecedent(parts, nodes, index, told) if part.anaphoric else _own(parts, nodes, index)
    factor = _comment(parts, nodes, index)
    for target in targets(parts, nodes, index):
        if parts[target].relation == "if" and parts[target].hypothetical and part.relation == "before":
            continue  # "if it insists on A before B": what is only supposed orders nothing
        head = parts[target] if factor > 0 else replace(parts[target], sign=-parts[target].sign)
        for x in xs:
            for y in nodes.get(target, ()):
                yield from _link(part, head, x, y)


def _comment(parts: Sequence[Part], nodes: Nodes, index: int) -> int:
    """The sign of the comments between a part and its head's event ("the call, which is not made until …")."""
    sign, head = 1, parts[index].head
    seen: set[int] = set()
    while head is not None and head not in seen and not nodes.get(head) and parts[head].relation == "relative":
        seen.add(head)
        sign *= parts[head].sign or 1
        head = parts[head].head
    return sign


def _link(part: Part, head: Part, x: str, y: str) -> Iterator[Link]:
    start, end = min(part.start, head.start), max(part.end, head.end)
    only = part.only or head.only or head.sign < 0
    if head.sign == 0 or part.sign == 0 or (part.late and head.sign > 0):
        return
    if part.status == "pending":
        first, second = (y, x) if head.sign > 0 else (x, y)
        yield Link(first, second, start, end, only=only and head.sign < 0)
    elif part.status == "same":
        if head.sign > 0:
            yield Link(x, y, start, end, same=True)
    elif head.sign > 0 or part.fails:
        yield Link(x, y, start, end, only=only and head.sign > 0)


def _antecedent(parts: Sequence[Part], nodes: Nodes, index: int, told: Sequence[str]) -> tuple[str, ...]:
    """What "thereafter" or "on the spot" means: the events of the last main part before, here or a sentence before."""
    head = parts[index].head
    place = parts[index].start if head is None else min(parts[index].start, parts[head].start)
    mains = [i for i, p in enumerate(parts) if p.end <= place and p.status is None and nodes.get(i)]
    return tuple(nodes[mains[-1]]) if mains else tuple(told)


def _own(parts: Sequence[Part], nodes: Nodes, index: int) -> tuple[str, ...]:
    """The events of a part; of an empty one, those of what is nested in it (如…在查验中发现)."""
    own = tuple(nodes.get(index, ()))
    if own:
        return own
    return tuple(n for i, p in enumerate(parts) if p.head == index and i != index for n in nodes.get(i, ()))


def targets(parts: Sequence[Part], nodes: Nodes, index: int) -> list[int]:
    """The parts that hold under a subordinate part: its head and what goes on from there without regions of its own."""
    head = parts[index].head
    seen: list[int] = []
    while head is not None and head not in seen:
        seen.append(head)
        if nodes.get(head) or parts[head].status is None and parts[head].relation not in ("relative", "purpose"):
            break
        head = parts[head].head
    if head is None:
        return []
    found = [head, *_joined(parts, head, {head})]
    if parts[head].relation == "if" and nodes.get(head):  # a condition's own regions hold for what follows from it too
        found += [i for i in targets(parts, nodes, head) if i not in found]
    if any(nodes.get(i) for i in found):
        return found
    inner = ("content", "purpose", "relative")
    return [*found, *(i for i, p in enumerate(parts) if p.head in found and p.relation in inner and i != index)]


def _joined(parts: Sequence[Part], head: int, seen: set[int]) -> list[int]:
    found = []
    for i, part in enumerate(parts):
        if part.head == head and i not in seen and part.relation in ("and", "then"):
            seen.add(i)
            found += [i, *_joined(parts, i, seen)]
    return found


def _then(parts: Sequence[Part], nodes: Nodes, index: int, told: Sequence[str]) -> Iterator[Link]:
    part = parts[index]
    earlier: Sequence[str] = told
    sign = 1
    start = part.start
    if part.head is not None:
        back = part.head
        while not nodes.get(back) and parts[back].relation in ("and", "then") and parts[back].head not in (None, back):
            back = parts[back].head or 0
        earlier, sign, start = nodes.get(back, ()), parts[back].sign, parts[back].start
    if part.relation == "purpose" and part.sign > 0 > sign:
        for x in earlier:
            for y in nodes.get(index, ()):
                yield Link(y, x, start, part.end)  # it need not x in order to y
        return
    if (part.sign <= 0 or sign <= 0) and not (part.only and sign > 0):
        return
    for x in earlier:
        for y in _led_to(parts, nodes, index):
            yield Link(x, y, start, part.end, only=part.only)


def _led_to(parts: Sequence[Part], nodes: Nodes, index: int) -> list[str]:
    """The events of a part that goes on, of what it is about (then we let you look), and of what it is joined with."""
    found = list(nodes.get(index, ()))
    for i, part in enumerate(parts):
        inner = part.relation in ("content", "purpose") and not found
        if part.head == index and part.sign > 0 and inner:
            found += [n for n in nodes.get(i, ()) if n not in found]
    onward = (i for i in _joined(parts, index, {index}) if parts[i].sign > 0)
    return list(dict.fromkeys([*found, *(n for i in onward for n in nodes.get(i, ()))]))


def _between(parts: Sequence[Part], nodes: Nodes) -> Iterator[Link]:
    """Two regions of one head: at that time x is done and y still to come (付清尾款后、交车前), or just happening."""
    rank = {"done": 0, "same": 1, "pending": 2}
    hanging = [(i, p) for i, p in enumerate(parts)
               if p.status is not None and p.head is not None and p.relation in ("after", "before", "same", "relative")]
    for i, a in hanging:
        for j, b in hanging:
            if i != j and a.head == b.head and a.status != b.status and rank[a.status or ""] < rank[b.status or ""]:
                for x in nodes.get(i, ()):
                    for y in nodes.get(j, ()):
                        yield Link(x, y, min(a.start, b.start), max(a.end, b.end))


def _arranged(parts: Sequence[Part], nodes: Nodes) -> Iterator[Link]:
    """What is arranged or announced in one part (预约到店, notify the buyer to inspect) comes after that."""
    for index, part in enumerate(parts):
        first = [n for n in nodes.get(index, ()) if n.split("#")[0] in ("APPOINT", "NOTIFY")]
        for x in first:
            for y in nodes.get(index, ()):
                if part.status is None and part.sign > 0 and y not in first:
                    yield Link(x, y, part.start, part.end)
