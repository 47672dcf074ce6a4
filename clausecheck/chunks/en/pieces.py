"""Sentences longer than any drafter's, cut: so that time grows with their length and not with its square."""

from __future__ import annotations

LONGEST = 1500
"""Characters that are read as one sentence, at most."""


def pieces(view: str) -> list[tuple[int, int]]:
    """Stretches of at most LONGEST characters, cut behind punctuation where there is any, else at a blank."""
    found, start = [], 0
    while len(view) - start > LONGEST:
        near = view[start : start + LONGEST]
        cut = max(near.rfind(". "), near.rfind("; ")) + 1 or near.rfind(", ") + 1 or near.rfind(" ") + 1 or LONGEST
        found.append((start, start + cut))
        start += cut
    return [*found, (start, len(view))]
