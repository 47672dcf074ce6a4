"""Who is buyer, seller, maker, payee, platform: from the contract's own words, with the quote."""

from __future__ import annotations

from dataclasses import dataclass

from clausecheck.mentions import Party


@dataclass(frozen=True, slots=True)
class PartyName:
    """A role and the words that give it: 甲方（买受人）：何女士 → buyer, "何女士", aliases 甲方, 买受人."""

    role: Party
    name: str | None  # None: "not stated"
    aliases: tuple[str, ...]
    start: int
    end: int
