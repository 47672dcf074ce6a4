"""Dated events: read strictly, with the place of everything that is wrong."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.errors import CaseError
from clausecheck.happenings import EVENTS, KEYS, read_happenings
from clausecheck.text import Source

LIST = """# what happened
- {event: DEPOSIT_PAID, on: 2024-07-19, amount: 5000, to: 星澜科技}
- event: DEFERRAL_AGREED
  on: 2024-10-22
  days: 360

# the demand
- {event: PAYMENT_DEMANDED, on: 2024-12-04, amount: "313,900"}
- event: DEPOSIT_KEPT
"""


def source(text: str) -> Source:
    return Source("happened-1", "happened", "happened.yaml", text, "und", "0" * 64)


def test_events_are_read_in_their_order() -> None:
    events = read_happenings(source(LIST))
    assert [(e.event, e.on) for e in events] == [
        ("DEPOSIT_PAID", date(2024, 7, 19)),
        ("DEFERRAL_AGREED", date(2024, 10, 22)),
        ("PAYMENT_DEMANDED", date(2024, 12, 4)),
        ("DEPOSIT_KEPT", None),
    ]
    assert [dict(e.more) for e in events] == [{"amount": "5000", "to": "星澜科技"}, {"days": "360"}, {"amount": "313900"}, {}]


def test_each_event_knows_its_words() -> None:
    assert [LIST[e.start : e.end] for e in read_happenings(source(LIST))] == [
        "- {event: DEPOSIT_PAID, on: 2024-07-19, amount: 5000, to: 星澜科技}",
        "- event: DEFERRAL_AGREED\n  on: 2024-10-22\n  days: 360",
        '- {event: PAYMENT_DEMANDED, on: 2024-12-04, amount: "313,900"}',
        "- event: DEPOSIT_KEPT",
    ]


WRONG = [
    ("- {event: DEPOSIT_PAYED}", 1, "did you mean DEPOSIT_PAID"),
    ("- {event: deposit_paid}", 1, "did you mean DEPOSIT_PAID"),
    ("\n- {event: XYZ}", 2, "known: CONTRACT_SIGNED"),
    ("- event: INSPECTED\n  date: 2024-07-19", 2, "unknown key 'date'"),
    ("- event: INSPECTED\n  amont: 3", 2, "did you mean amount"),
    ("- {event: INSPECTED}\n- {event: INSPECTED, on: 2024-13-40}", 2, "YYYY-MM-DD"),
    ("- {event: INSPECTED, on: 19 July 2024}", 1, "YYYY-MM-DD"),
    ("- {event: INSPECTED, on: 2024}", 1, "YYYY-MM-DD"),
    ("- {event: INSPECTED, on: 2024-7-19}", 1, "YYYY-MM-DD"),
    ("- {event: DEPOSIT_PAID, amount: five}", 1, "a sum such as 5000"),
    ("- {event: DEPOSIT_PAID, amount: -5}", 1, "a sum such as 5000"),
    ("- {event: DEFERRAL_AGREED, days: soon}", 1, "a number of days"),
    ("- {event: DEPOSIT_PAID, to: [a, b]}", 1, "a text or a number"),
    ("- {event: DEPOSIT_PAID, to: null}", 1, "a text or a number"),
    ("- {on: 2024-07-19}", 1, "`event:` is missing"),
    ("- DEPOSIT_PAID", 1, "written as `event: NAME`"),
    ("event: DEPOSIT_PAID", 1, "a list of events is wanted"),
    ("- {event: DEPOSIT_PAID, event: INSPECTED}", 1, "stands twice"),
    ("- {event: DEPOSIT_PAID", 1, "not valid YAML"),
    ("- &a {event: INSPECTED}\n- *a", 1, "refused"),
]


@pytest.mark.parametrize(("text", "line", "words"), WRONG, ids=[w[0] for w in WRONG])
def test_what_is_wrong_is_named_with_file_and_line(text: str, line: int, words: str) -> None:
    with pytest.raises(CaseError) as caught:
        read_happenings(source(text))
    assert str(caught.value).startswith("happened.yaml") and words in str(caught.value)
    assert caught.value.line == line


def test_an_empty_list_is_no_error_and_nothing_happened() -> None:
    assert read_happenings(source("[]")) == ()


def test_the_vocabulary_is_told_in_both_languages() -> None:
    assert all(text.zh and text.en for text in [*EVENTS.values(), *KEYS.values()])
    assert all(name == name.upper() for name in EVENTS)


@given(st.lists(st.tuples(st.sampled_from(sorted(EVENTS)), st.dates()), max_size=6), st.booleans())
def test_what_is_written_is_read_back(events: list[tuple[str, date]], block: bool) -> None:
    form = "- event: {}\n  on: {}\n" if block else "- {{event: {}, on: {}}}\n"
    text = "".join(form.format(name, day.isoformat()) for name, day in events) or "[]"
    read = read_happenings(source(text))
    assert [(e.event, e.on) for e in read] == events
    assert all(text[e.start : e.end].startswith("- ") for e in read)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_in_one_sentence(text: str) -> None:
    try:
        read_happenings(source(text))
    except CaseError as refused:
        assert "\n" not in str(refused)
