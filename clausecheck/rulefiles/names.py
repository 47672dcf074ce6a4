"""Names that elements give with `as:`: what each holds, and which are bound on every path."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clausecheck.patterns import later

NAME = later(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Held:
    """What a name holds (mention, period, amount, day), and of which concepts."""

    kind: str
    concepts: frozenset[str] = frozenset()


def shared(paths: Sequence[Mapping[str, Held]]) -> dict[str, Held]:
    """The names that are bound on each of several paths, with all the concepts that they may be of."""
    names = set(paths[0]).intersection(*paths[1:])
    alike = {n for n in names if len({p[n].kind for p in paths}) == 1}
    return {n: Held(paths[0][n].kind, frozenset().union(*(p[n].concepts for p in paths))) for n in sorted(alike)}
