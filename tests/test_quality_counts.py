"""What benchmarks/quality counts, on cases made for it."""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from clausecheck import check

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks" / "quality"))
from counting import Row, Tally, added, cases, f1, interval, judge, per_thousand, share  # noqa: E402
from measure import is_held  # noqa: E402
from misleading import Uses, count  # noqa: E402

TEXT = "One. Two. Three."


def case(**more: Any) -> dict[str, Any]:
    return {"id": "c", "text": TEXT, "expect": [], "forbid": [], **more}


def counted(labelled: dict[str, Any], *found: tuple[str, str, tuple[int, int]]) -> Tally:
    tally = Tally()
    judge(labelled, [(d, s, [span]) for d, s, span in found], tally, 3)
    return tally


def test_a_label_is_found_where_it_stands_by_a_doctrine_that_it_allows() -> None:
    labelled = case(expect=[{"doctrine": ["a", "b"], "target": "Two.", "min": "medium"}])
    assert counted(labelled, ("b", "high", (5, 9))).rows["a"] == Row(right=1)
    for wrong in (("b", "low", (5, 9)), ("b", "high", (0, 4)), ("c", "high", (5, 9))):
        tally = counted(labelled, wrong)
        assert tally.rows["a"] == Row(missed=1) and tally.misses == ["missed c: a/b"]


def test_a_near_miss_that_is_found_is_wrong() -> None:
    assert counted(case(forbid=["a"]), ("a", "low", (0, 4))).rows["a"] == Row(wrong=1, near=1, near_found=1)
    assert counted(case(forbid=["a"]), ("b", "low", (0, 4))).rows["a"] == Row(near=1)


def test_every_finding_in_a_fair_text_is_wrong_and_counted_by_clauses() -> None:
    tally = counted(case(fair=True), ("a", "high", (0, 4)), ("a", "low", (5, 9)))
    assert tally.rows["a"] == Row(wrong=1, fair=2) and tally.fair_texts == [1, 1] and tally.fair_clauses == 3
    assert per_thousand(tally.total.fair, tally.fair_clauses) == "666.7"


def test_a_finding_beside_the_labels_of_an_unfair_text_is_neither_right_nor_wrong() -> None:
    tally = counted(case(expect=[{"doctrine": ["a"], "target": "One."}]), ("a", "low", (0, 4)), ("z", "high", (0, 4)))
    assert tally.total == Row(right=1)


def test_a_family_is_right_when_all_its_members_are() -> None:
    good, bad = (counted(case(family="f", forbid=["a"]), *found) for found in ([], [("a", "low", (0, 4))]))
    whole = added([good, bad])
    assert good.families == {"f": True} and bad.families == {"f": False} and whole.total.near == 2


def test_intervals() -> None:
    low, high = interval(8, 10)
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)
    assert share(8, 10) == "8/10 = 0.80 [0.49–0.94]" and share(0, 0) == "–"
    assert f1(Row(right=8, missed=1, wrong=1)).startswith("0.89 [0.66–0.97]") and f1(Row()) == "–"


def test_halves_are_lines(tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    file.write_text("".join(f'{{"id": {n}}}\n' for n in range(5)), encoding="utf-8")
    assert [c["id"] for c in cases(file, "even")] == [0, 2, 4] and [c["id"] for c in cases(file, "odd")] == [1, 3]


@pytest.mark.parametrize(("path", "half", "held"), [("held/a.jsonl", "even", True), ("breadth/a.jsonl", "odd", True),
                                                    ("breadth/a.jsonl", "all", True), ("breadth/a.jsonl", "even", False),
                                                    ("developed/a.jsonl", "all", False)])
def test_what_is_held_is_never_listed(path: str, half: str, held: bool) -> None:
    assert is_held((Path(path), half)) is held


def test_words_are_counted_by_whether_the_doctrine_was_meant() -> None:
    text = "商家对本活动享有最终解释权。"
    meant: dict[tuple[str, str], Uses] = defaultdict(Uses)
    count(case(expect=[{"doctrine": ["final-interpretation"]}]), check(text).findings, meant)
    assert meant and all(use.right and not use.beside for use in meant.values())
    other: dict[tuple[str, str], Uses] = defaultdict(Uses)
    count(case(expect=[{"doctrine": ["auto-renewal"]}]), check(text).findings, other)
    assert set(other) == set(meant)
    assert all(not use.right and use.beside == {"final-interpretation": 1} for use in other.values())
