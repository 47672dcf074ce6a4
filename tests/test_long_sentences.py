"""No text makes reading slow: time grows with the length of a sentence, and pieces of one hold to its text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausecheck.clauses.sentences import LONGEST, spans
from clausecheck.document import read
from clausecheck.readers import from_text
from clausecheck.rulebook import open_rulebook

UNITS = ["甲方应当配合办理", "，；：、", "付清尾款后", "第一条\n", "before ", "（", "([（【"]


def cpu(unit: str, size: int) -> float:
    """CPU seconds to read `size` characters without an end of a sentence; a fixed part keeps short times from noise."""
    source = from_text("合同\n" + (unit * size)[:size], "contract", 1)
    began = time.process_time()
    read(source, open_rulebook(("cn-consumer",)).lexicon)
    return time.process_time() - began + 0.1


@pytest.mark.parametrize("unit", UNITS)
def test_four_times_the_length_takes_no_more_than_eight_times_the_time(unit: str) -> None:
    cpu(unit, 200)  # patterns are compiled
    assert cpu(unit, 6000) / cpu(unit, 1500) < 8


@settings(max_examples=60, deadline=None)
@given(st.text("付清尾款后 ,，before1（\n", min_size=1, max_size=60), st.integers(1, 120))
def test_pieces_keep_every_letter_in_order_and_none_is_too_long(unit: str, times: int) -> None:
    text = unit * times
    found = list(spans(text, 0, len(text), ()))
    assert all(a[1] <= b[0] for a, b in zip(found, found[1:], strict=False))
    assert all(end - start <= max(LONGEST.values()) + 200 for start, end in found)
    held = {i for start, end in found for i in range(start, end)}
    assert all(i in held for i, c in enumerate(text) if c.isalnum())
