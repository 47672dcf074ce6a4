"""Figures as a rule writes them: "15 days", "20% of PRICE", "20%", "5000 CNY", "200% of $theirs"."""

from __future__ import annotations

from decimal import Decimal

from clausecheck.conditions.figures import Bound
from clausecheck.patterns import later

DAYS = {"minute": Decimal(1) / 1440, "hour": Decimal(1) / 24, "day": Decimal(1), "working-day": Decimal(7) / 5,
        "week": Decimal(7), "month": Decimal(30), "year": Decimal(365)}

LENGTH = later(rf"(\d+(?:\.\d+)?) ({'|'.join(DAYS)})s?")
SHARE = later(r"(\d+(?:\.\d+)?)%(?: of (?:([A-Z][A-Z0-9_]*)|\$([a-z][a-z0-9_]*)))?")
SUM = later(r"(\d+(?:\.\d+)?)(?: ([A-Z]{3}))?")


def read_days(node: object) -> Decimal | None:
    """A length of time in days; None for anything else."""
    match = LENGTH.fullmatch(str(node))
    return None if match is None else Decimal(match[1]) * DAYS[match[2]]


def read_bound(node: object) -> Bound | None:
    """A sum, a share, or a share of a concept's amount or of one that was named; None for anything else."""
    share = SHARE.fullmatch(str(node))
    if share is not None:
        return Bound(Decimal(share[1]) / 100, True, None, share[2], share[3])
    plain = SUM.fullmatch(str(node))
    return None if plain is None else Bound(Decimal(plain[1]), False, plain[2])
