"""What a contract makes happen first: payment of the balance or the buyer's look. Each frame stands with its twin, the
roles swapped, in `traps/order.*.txt`.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausecheck.chunks import Clock
from clausecheck.document import Document, read
from clausecheck.lexicon import Lexicon, load
from clausecheck.places import rules_root
from clausecheck.text import Source
from clausecheck.timeline import Answer, Edge, Timeline
from clausecheck.timeline.clocks import earlier

FOLDER = Path(__file__).parent / "traps"


def twins(language: str) -> list[tuple[str, str]]:
    """The labelled lines of `traps/order.LANGUAGE.txt`."""
    lines = (FOLDER / f"order.{language}.txt").read_text(encoding="utf-8").splitlines()
    return [(line[0], line[2:].replace("\\n", "\n")) for line in lines if line and not line.startswith("#")]


CASES = twins("zh")
ENGLISH = twins("en")


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    return load(p for p in sorted((rules_root() / "lexicon").glob("**/*.yaml")) if not p.name.startswith("cues"))


def document(text: str) -> Document:
    language = "en" if text.isascii() else "zh"
    return read(Source("contract", "contract", "<text>", text, language, "0" * 64), lexicon())


def asked(text: str) -> Answer:
    doc = document(text)
    pay = frozenset(m.id for m in doc.mentions if m.concept == "PAY_BALANCE")
    look = frozenset(m.id for m in doc.mentions if m.concept == "INSPECT" and m.by not in ("seller", "maker"))
    return doc.timeline.order(pay, look)


@pytest.mark.parametrize(("label", "text"), [*CASES, *ENGLISH], ids=[f"{a}-{t[:24]}" for a, t in [*CASES, *ENGLISH]])
def test_order(label: str, text: str) -> None:
    value = asked(text).value
    assert value is True if label == "A" else value is not True


@pytest.mark.parametrize(("label", "text"), CASES, ids=[f"{a}-{t[:16]}" for a, t in CASES])
def test_evidence_is_in_the_text(label: str, text: str) -> None:
    for edge in document(text).timeline.edges:
        assert edge.world or (0 <= edge.start < edge.end <= len(text) and text[edge.start : edge.end].strip())


DECIDED = [t for a, t in CASES if a in "AN" and "\n" not in t]


@pytest.mark.parametrize("text", DECIDED, ids=[t[:16] for t in DECIDED])
def test_labels_and_unrelated_sentences_change_nothing(text: str) -> None:
    value = asked(text).value
    swapped = text.replace("甲方", "\0").replace("乙方", "甲方").replace("\0", "乙方")
    assert asked(swapped).value is value
    assert asked(text + "\n本合同一式两份，双方各执一份。").value is value
    assert asked("本合同由双方自愿订立。\n" + text).value is value


@given(st.sampled_from(DECIDED), st.integers(20, 40))
@settings(max_examples=40, deadline=None)
def test_hard_wraps_change_nothing(text: str, width: int) -> None:
    text = "第一条 双方就标的物的价款与看货约定以下各点并共同遵守。" + text
    at = [i for i in range(width, len(text) - 1, width) if text[i] not in "，。；：、”）→" and text[i - 1] not in "“（。；0123456789"]
    wrapped = "".join(("\n" if i in at else "") + c for i, c in enumerate(text))
    assert asked(wrapped).value is asked(text).value


CHAIN = ("余款付清后发放出库码。", "凭出库码入库。", "入库后由买方查验车辆。", "车辆价款为十万元。")


@given(st.permutations(CHAIN))
@settings(max_examples=24, deadline=None)
def test_the_order_of_independent_clauses_does_not_matter(clauses: list[str]) -> None:
    text = "\n".join(f"第{n}条 {c}" for n, c in zip("一二三四", clauses, strict=True))
    assert asked(text).value is True


# --- the graph alone -------------------------------------------------------------------------------------------------
def edge(before: str, after: str, **more: bool) -> Edge:
    return Edge(before, after, 0, 1, 0, **more)


NODES = {0: "PAY_BALANCE", 1: "INSPECT#1", 2: "HANDOVER", 3: "INSPECT#3"}
PAY, LOOK = frozenset({0}), frozenset({1, 3})


def test_never_occurring_is_not_met() -> None:
    assert Timeline(NODES, ()).order(PAY, frozenset()) == Answer(False)


def test_nothing_orders_them() -> None:
    assert Timeline(NODES, ()).order(PAY, LOOK) == Answer(None)


def test_a_path_through_the_same_time() -> None:
    edges = (edge("PAY_BALANCE", "HANDOVER"), edge("INSPECT#1", "HANDOVER", same=True))
    answer = Timeline(NODES, edges).order(PAY, LOOK)
    assert answer.value is True
    assert answer.path == edges


def test_only_the_same_time_is_no_before() -> None:
    edges = (edge("PAY_BALANCE", "HANDOVER", same=True), edge("INSPECT#1", "HANDOVER", same=True))
    assert Timeline(NODES, edges).order(PAY, LOOK).value is False


def test_an_earlier_look_settles_it() -> None:
    edges = (edge("INSPECT#1", "PAY_BALANCE"), edge("PAY_BALANCE", "INSPECT#3"))
    assert Timeline(NODES, edges).order(PAY, LOOK).value is False


def test_two_commands_that_exclude_each_other_are_a_contradiction() -> None:
    edges = (edge("INSPECT#1", "PAY_BALANCE", only=True), edge("PAY_BALANCE", "INSPECT#1", only=True))
    answer = Timeline(NODES, edges).order(PAY, LOOK)
    assert answer.value is None
    assert answer.contradiction


def test_a_weak_edge_counts_where_nothing_else_decides() -> None:
    nodes = {**NODES, 4: "HANDOVER_DAY"}
    day = (edge("PAY_BALANCE", "HANDOVER"), edge("INSPECT#1", "HANDOVER_DAY", same=True))
    weak = edge("HANDOVER_DAY", "HANDOVER", same=True, world=True, weak=True)
    assert Timeline(nodes, day).order(PAY, LOOK).value is None
    assert Timeline(nodes, (*day, weak)).order(PAY, LOOK).value is True
    assert Timeline(nodes, (*day, weak, edge("INSPECT#3", "PAY_BALANCE"))).order(PAY, LOOK).value is False


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.booleans()), max_size=12))
def test_a_path_is_made_of_edges_that_join(pairs: list[tuple[str, str, bool]]) -> None:
    timeline = Timeline({0: "a", 1: "f"}, tuple(edge(x, y, same=s) for x, y, s in pairs if x != y))
    here = "a"
    path = timeline.path({"a"}, {"f"})
    for step in path:
        assert here in ((step.before, step.after) if step.same else (step.before,))
        here = step.after if here == step.before else step.before
    assert not path or (here == "f" and any(not s.same for s in path))


@pytest.mark.parametrize(
    ("first", "second", "before"),
    [
        (Clock("", None, 5), Clock("", 9, 9), True),
        (Clock("", None, 9), Clock("", 5, 5), False),
        (Clock("", 5, 9), Clock("", 9, 9), False),
        (Clock("", 5, None), Clock("", 9, 9), False),
    ],
)
def test_clocks(first: Clock, second: Clock, before: bool) -> None:
    assert earlier("PAY_BALANCE", first, "INSPECT#1", second) is before


def test_money_with_a_last_day_need_not_be_paid_before_it() -> None:
    assert earlier("INSPECT#1", Clock("", 1, 1), "PAY_BALANCE", Clock("", None, 8))
    assert not earlier("PAY_BALANCE", Clock("", 1, 1), "INSPECT#1", Clock("", None, 8))


@pytest.mark.parametrize(("label", "text"), [
    ("A", "尾款支付截止日：2026年6月10日。车辆查看日：2026年6月12日。"),
    ("N", "车辆查看日：2026年6月10日。尾款支付截止日：2026年6月12日。"),
    ("A", "第三周：买方支付剩余设备款。第四周：买方派员到厂验收。"),
    ("N", "第三周：买方派员到厂验收。第四周：买方支付剩余设备款。"),
])
def test_dates_beside_colons(label: str, text: str) -> None:
    assert asked(text).value is (label == "A")
