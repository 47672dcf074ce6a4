"""Nothing above low in whole agreements of many trades that deal fairly, as official model contracts do.

They have no twin in the other language; what stands in samples/fair is shown to users, these are only held against the pack.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from clausecheck import check

FAIR = sorted((Path(__file__).parent / "fair").glob("*/*.txt"))


@pytest.mark.parametrize("path", FAIR, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_nothing_above_low(path: Path) -> None:
    assert [(f.rule, f.severity, f.clauses[0].number) for f in check(path).findings if f.severity != "low"] == []
