"""Money, shares, periods and dates as a contract writes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money, or a share of one. Exactly one of `value` and `share` is set; a blank ("____元") has neither."""

    start: int  # view positions of the sentence it was read from
    end: int
    value: Decimal | None  # in units of `currency`
    share: Decimal | None  # 0.20 for 20 %, 百分之二十, 两成, 万分之五 = 0.0005
    currency: str | None  # "CNY", "USD", …; None where not said
    basis: tuple[int, int] | None = None  # view span of the words the share is of ("车价" in 车价的20%)
    upper: Decimal | None = None  # the upper end of a range


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time: `days` is what is compared, in calendar days (working days × 7/5; months 30, years 365)."""

    start: int
    end: int
    value: Decimal
    unit: Literal["minute", "hour", "day", "working-day", "week", "month", "year"]
    days: Decimal


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar date."""

    start: int
    end: int
    value: date
