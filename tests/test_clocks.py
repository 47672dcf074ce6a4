from hypothesis import given
from hypothesis import strategies as st

from clausecheck.chunks import Clock, Part
from clausecheck.text import Sentence
from clausecheck.timeline.clocks import by_clock, earlier

PART = Part(0, 1, None, "main", None, 1, "is", None, None)
SENTENCE = Sentence(0, 0, 0, 1, "zh", "x", (0, 1))
DAY = st.one_of(st.none(), st.integers(0, 9))
DATED = st.tuples(st.sampled_from(["PAY_BALANCE", "HANDOVER", "DEPOSIT_PAID", "INSPECT#1", "INSPECT#2"]),
                  st.builds(Clock, st.sampled_from(["", "HANDOVER_DAY"]), DAY, DAY))


@given(st.lists(DATED, max_size=60))
def test_an_event_dated_often_is_ordered_as_if_every_day_were_compared(days):
    clocks = [(node, clock, PART, SENTENCE) for node, clock in days]
    slow = {(a, b) for a, first in days for b, second in days
            if a != b and first.anchor == second.anchor and not ("#" in a and "#" in b) and earlier(a, first, b, second)}
    assert {(link.before, link.after) for link, _ in by_clock(clocks)} == slow
