"""Texts without a stop are read in pieces that hold to the text (how long it takes: benchmarks/speed.py)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausecheck.clauses.sentences import LONGEST, spans
from clausecheck.document import read
from clausecheck.readers import from_text
from clausecheck.rulebook import open_rulebook

UNITS = ["甲方应当配合办理", "，；：、", "付清尾款后", "第一条\n", "before ", "（", "([（【"]


@pytest.mark.parametrize("unit", UNITS)
def test_a_page_without_a_stop_is_read(unit: str) -> None:
    text = "合同\n" + (unit * 3000)[:3000]
    document = read(from_text(text), open_rulebook(("cn-consumer",)).lexicon)
    assert "".join(text[c.start : c.end] for c in document.clauses) == text


@settings(max_examples=60, deadline=None)
@given(st.text("付清尾款后 ,，before1（\n", min_size=1, max_size=60), st.integers(1, 120))
def test_pieces_keep_every_letter_in_order_and_none_is_too_long(unit: str, times: int) -> None:
    text = unit * times
    found = list(spans(text, 0, len(text), ()))
    assert all(a[1] <= b[0] for a, b in zip(found, found[1:], strict=False))
    assert all(end - start <= max(LONGEST.values()) + 200 for start, end in found)
    held = {i for start, end in found for i in range(start, end)}
    assert all(i in held for i, c in enumerate(text) if c.isalnum())
