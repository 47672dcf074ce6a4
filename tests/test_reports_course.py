"""The course of a deal as its sources order it, and its drawing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_strategies import reports
from sample_reports import bare, sample

from clausecheck.findings import Report, Step
from clausecheck.reports.course import MAIN, Course, courses
from clausecheck.reports.timeline_svg import WIDTH, draw, in_words
from clausecheck.reports.wrapping import cells


def ordered(*steps: str) -> Report:
    """A report whose contract says each "A > B", or "A = B" at one time."""
    text = "；".join(steps)
    found = []
    for step in steps:
        before, sign, after = step.split(" ")
        start = text.index(step)
        found.append(Step(before, after, "contract", step, start, start + len(step), sign == "="))
    report = bare("zh")
    return replace(report, sources=(replace(report.sources[0], text=text),), timeline=tuple(found))


def only(*steps: str) -> Course:
    (found,) = courses(ordered(*steps))
    return found


def shown(course: Course) -> list[str]:
    """Each row as "A", "A+B" at one time, "A|B" in no order."""
    return ["|".join("+".join(events) for events in row.events) for row in course.rows]


def arrows(course: Course) -> set[str]:
    rows = shown(course)
    return {f"{rows[arrow.start]} > {rows[arrow.end]}" for arrow in course.arrows}


def test_events_stand_in_the_order_of_their_arrows() -> None:
    course = only("PAY_BALANCE > INSPECT#9", "PAYMENT_NOTICE > PAY_BALANCE", "PRODUCED > PAYMENT_NOTICE")
    assert shown(course) == ["PRODUCED", "PAYMENT_NOTICE", "PAY_BALANCE", "INSPECT"]
    assert [(arrow.start, arrow.end) for arrow in course.arrows] == [(0, 1), (1, 2), (2, 3)]


@pytest.mark.parametrize(
    "steps, first",
    [
        (["PAY_BALANCE > INSPECT#1"], "pay"),
        (["INSPECT#1 > PAY_BALANCE"], "look"),
        (["PAY_BALANCE > HANDOVER", "HANDOVER > INSPECT#1"], "pay"),
        (["INSPECT#1 > ACCEPT", "ACCEPT > PAY_BALANCE"], "look"),
        (["PAY_BALANCE > HANDOVER", "HANDOVER = INSPECT#1"], "pay"),
        (["INSPECT#1 > PAY_BALANCE", "PAY_BALANCE > INSPECT#2"], ""),
        (["PAYMENT_NOTICE > PAY_BALANCE", "ARRIVE > INSPECT#1"], ""),
        (["PAY_DEPOSIT > INSPECT#1"], ""),
    ],
)  # fmt: skip
def test_who_comes_first_is_said_only_where_it_is_ordered_one_way(steps: list[str], first: str) -> None:
    assert only(*steps).first == first


def test_what_nothing_orders_has_no_arrow() -> None:
    course = only("CONCLUDE > PAY_DEPOSIT", "PAY_BALANCE > INSPECT#1")
    assert arrows(course) == {"CONCLUDE > PAY_DEPOSIT", "PAY_BALANCE > INSPECT"}
    assert "与以上的先后未写明" in [words.text for words in draw(course).words]
    assert courses(bare("zh")) == ()


def test_events_with_the_same_before_and_after_share_a_row() -> None:
    assert shown(only("PAY_BALANCE > INSPECT#1", "PAY_BALANCE > HANDOVER")) == ["PAY_BALANCE", "INSPECT|HANDOVER"]
    course = only("PAY_BALANCE > HANDOVER", "HANDOVER = INSPECT#1")
    assert shown(course) == ["PAY_BALANCE", "INSPECT+HANDOVER"] and len(course.together) == 1


def test_inspections_are_one_unless_that_makes_a_circle() -> None:
    assert shown(only("INSPECT#1 > PAY_BALANCE", "INSPECT#2 > PAY_BALANCE")) == ["INSPECT", "PAY_BALANCE"]
    assert shown(only("INSPECT#1 > PAY_BALANCE", "PAY_BALANCE > INSPECT#2")) == ["INSPECT", "PAY_BALANCE", "INSPECT"]


def test_what_follows_from_other_arrows_is_not_drawn_but_for_paying_and_looking() -> None:
    course = only("ARRIVE > INSPECT#1", "INSPECT#1 > HANDOVER", "ARRIVE > HANDOVER")
    assert arrows(course) == {"ARRIVE > INSPECT", "INSPECT > HANDOVER"}
    course = only("PAY_BALANCE > HANDOVER", "HANDOVER > INSPECT#1", "PAY_BALANCE > INSPECT#1")
    assert "PAY_BALANCE > INSPECT" in arrows(course)


def test_both_ways_is_drawn_both_ways() -> None:
    course = only("PAY_BALANCE > INSPECT#1", "INSPECT#1 > PAY_BALANCE")
    assert sorted(arrow.against for arrow in course.arrows) == [False, True] and course.first == ""
    assert {look for _, look in draw(course).paths} == {"arrow", "against"}


def test_steps_of_no_use_to_a_reader_are_left_out() -> None:
    course = only("PAY_BALANCE > INSPECT#1", "NOTIFY#3 > 地址", "HANDOVER > PRODUCED", "HANDOVER = CONCLUDE")
    assert shown(course) == ["PAY_BALANCE", "INSPECT"]


def test_a_paper_between_two_events_is_shown() -> None:
    assert shown(only("PAY_BALANCE > 放车单", "放车单 > HANDOVER")) == ["PAY_BALANCE", "放车单", "HANDOVER"]
    assert shown(only("提车通知 > PAY_BALANCE")) == ["提车通知", "PAY_BALANCE"]


def test_of_words_within_words_the_longer_are_quoted() -> None:
    report = ordered("PAY_BALANCE > INSPECT#1")
    step = report.timeline[0]
    part = replace(step, quote=step.quote[:5], end=step.start + 5)
    (course,) = courses(replace(report, timeline=(part, step)))
    assert [step.quote for step in course.arrows[0].steps] == ["PAY_BALANCE > INSPECT#1"]


def test_what_was_promised_stands_beside_the_contract() -> None:
    report = sample("zh")
    promise = Step("INSPECT#1", "PAY_BALANCE", "promised", "先验车、后付尾款", 0, 8)
    aside = Step("CONCLUDE", "PAY_DEPOSIT", "agreed", "…", 0, 1)
    source = report.sources[1]
    found = courses(replace(report, timeline=(*report.timeline, replace(promise, source=source.id),
                                              replace(aside, source=report.sources[2].id))))  # fmt: skip
    assert [(course.source.role, course.first) for course in found] == [("contract", "pay"), ("promised", "look")]


def test_the_drawing_in_words() -> None:
    words = in_words(only("PAYMENT_NOTICE > PAY_BALANCE", "PAY_BALANCE > INSPECT#1"))
    assert words.zh == "付款通知先于付尾款；付尾款先于验货"
    assert words.en == "the notice to pay before paying the balance; paying the balance before inspecting the goods"


def test_long_words_wrap_and_end_in_an_ellipsis() -> None:
    report = ordered("PAY_BALANCE > INSPECT#1")
    long = replace(report.timeline[0], quote="乙方付清尾款之前不得要求查验车辆，" * 30)
    (course,) = courses(replace(report, timeline=(long,)))
    quoted = [words for words in draw(course).words if words.look == "quote"]
    assert len(quoted) == 4 and quoted[-1].text.endswith("…")
    assert all(words.x + cells(words.text) * 6.25 <= WIDTH for words in quoted)


def test_boxes_follow_each_other_and_hold_their_names() -> None:
    drawing = draw(only("PAY_BALANCE > INSPECT#1", "PAY_BALANCE > HANDOVER", "HANDOVER > TITLE", "CONCLUDE > PAY_DEPOSIT"))
    for above, below in zip(drawing.boxes, drawing.boxes[1:], strict=False):
        assert above.y + above.height < below.y
    assert drawing.boxes[-1].y + drawing.boxes[-1].height <= drawing.height
    for words in drawing.words:
        if words.look.startswith("name"):
            assert any(box.y < words.y < box.y + box.height for box in drawing.boxes)


nodes = st.sampled_from([*MAIN, "INSPECT#1", "INSPECT#2", "NOTIFY#1", "放车单"])
sets = st.lists(st.builds(Step, nodes, nodes, st.just("contract"), st.just("。"), st.integers(0, 9), st.just(9), st.booleans()))


@settings(deadline=None, max_examples=150)
@given(sets, reports)
def test_random_orders_are_drawn_whole(steps: list[Step], report: Report) -> None:
    for given_report in (replace(report, timeline=tuple(steps)), report):
        for course in courses(given_report):
            drawing = draw(course)
            assert len(drawing.boxes) == len(course.rows)
            names = [name for row in course.rows for events in row.events for name in events]
            assert names and all(arrow.start != arrow.end for arrow in course.arrows)
            assert all(arrow.against == (arrow.start > arrow.end) for arrow in course.arrows)
            assert set(course.steps) <= set(given_report.timeline)
