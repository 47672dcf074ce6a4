"""Money, shares, periods and dates as a contract writes them: what the rest of clausecheck imports.

`read_amounts`, `read_periods` and `read_days` take a sentence's view (lower case, half-width) and its language ("zh",
"en"; any other reads both) and give tuples in text order, with view positions, in linear time. What is no quantity of
their kind (clause numbers, model names, counts of things) they leave out.
"""

from __future__ import annotations

from clausecheck.quantities.amounts import Amount, read_amounts, read_conflicts
from clausecheck.quantities.dates import Day, read_days
from clausecheck.quantities.periods import Period, read_periods

__all__ = ["Amount", "Day", "Period", "read_amounts", "read_conflicts", "read_days", "read_periods"]
