"""The operators: three values, and the same answers as the slow evaluator of `reference`."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import case, days, document, mention, money
from reference import best as best_of
from reference import opposite, value_of_rule
from reference import worst as worst_of

from clausecheck.conditions.concept import best, value_of
from clausecheck.conditions.figures import amount_words, period_words
from clausecheck.conditions.places import Place, whole
from clausecheck.document import Case, Document
from clausecheck.errors import PackError
from clausecheck.mentions import Mention
from clausecheck.quantities import Amount
from clausecheck.rulefiles.elements import ElementReader
from clausecheck.strictyaml import parse
from clausecheck.text import Bilingual

CONCEPTS = ("A", "B", "C", "PRICE", "T", "F", "U")
WORDS = {c: Bilingual(c, c) for c in CONCEPTS}


def elements(text: str, names: ElementReader | None = None) -> tuple[Any, ...]:
    reader = names or ElementReader("rule.yaml", WORDS, frozenset({"PAID", "DEMANDED"}))
    return reader.elements(parse(text, "rule.yaml"), 1, "when")


def place(given: Case | Document) -> Place:
    whole_case = whole(given if isinstance(given, Case) else Case(given))
    return Place(whole_case, (whole_case.contract,), (whole_case.contract,))


def value(text: str, given: Case | Document) -> bool | None:
    """The value of a list of elements in a contract."""
    return value_of(best(elements(text), place(given), {}))


# --- one concept -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("element", "qualifiers", "wanted"), [
    ("A", {}, True),
    ("A", {"negated": True}, False),
    ("A", {"negated": None}, None),
    ("A", {"hypothetical": True}, False),
    ("{A: {negated: true}}", {}, False),
    ("{A: {negated: true}}", {"negated": True}, True),
    ("{A: {negated: true}}", {"negated": None}, None),
    ("{A: {negated: any}}", {"negated": None}, True),
    ("{A: {negated: any}}", {"negated": True}, True),
    ("{A: {late: true}}", {}, False),
    ("{A: {late: true}}", {"late": True, "hypothetical": True}, True),
    ("{A: {late: true, negated: true}}", {"late": True, "negated": False}, False),
    ("{A: {may: true}}", {"may": True}, True),
    ("{A: {may: false}}", {"may": True}, False),
    ("{A: {by: buyer}}", {"by": "buyer"}, True),
    ("{A: {by: buyer}}", {"by": "both"}, True),
    ("{A: {by: buyer}}", {"by": "seller"}, False),
    ("{A: {by: buyer}}", {}, None),
    ("{A: {by: buyer, negated: true}}", {"negated": False}, False),
])
def test_a_concept_asks_of_its_mention(element: str, qualifiers: dict[str, Any], wanted: bool | None) -> None:
    assert value(f"[{element}]", case(mention("A", **qualifiers))) is wanted


def test_one_certain_mention_outweighs_doubtful_ones() -> None:
    assert value("[A]", case(mention("A", negated=None), mention("A", negated=True), mention("A"))) is True


@pytest.mark.parametrize(("limit", "length", "wanted"), [
    ("under: 15 days", 7, True), ("under: 7 days", 7, False), ("over: 7 days", 7, False), ("over: 1 week", 8, True),
    ("under: 24 hours", 0.5, True), ("over: 20 working-days", 27, False), ("over: 20 working-days", 29, True),
    ("under: 15 days", None, None), ("as: n", None, None), ("as: n", 3, True),
])
@pytest.mark.parametrize("kind", ["deadline", "duration"])
def test_lengths_of_time_are_compared_in_days(kind: str, limit: str, length: float | None, wanted: bool | None) -> None:
    given = mention("A", **{kind: None if length is None else days(length)})
    assert value(f"[{{A: {{{kind}: {{{limit}}}}}}}]", case(given)) is wanted


PRICE = mention("PRICE", amount=money(100_000))


@pytest.mark.parametrize(("limit", "given", "wanted"), [
    ("over: 20% of PRICE", [mention("A", amount=money(30_000)), PRICE], True),
    ("over: 20% of PRICE", [mention("A", amount=money(20_000)), PRICE], False),
    ("under: 20% of PRICE", [mention("A", amount=money(5_000)), PRICE], True),
    ("over: 20% of PRICE", [mention("A"), PRICE], None),
    ("over: 20% of PRICE", [mention("A", amount=money()), PRICE], None),
    ("over: 20% of PRICE", [mention("A", amount=money(30_000))], None),
    ("over: 20% of PRICE", [mention("A", amount=money(30_000)), PRICE, mention("PRICE", amount=money(90_000))], None),
    ("over: 20% of PRICE", [mention("A", amount=money(share="0.3")), PRICE], None),
    ("over: 20%", [mention("A", amount=money(share="0.3"))], True),
    ("over: 5000 CNY", [mention("A", amount=money(5001))], True),
    ("over: 5000 USD", [mention("A", amount=money(5001))], None),
    ("over: 5000", [mention("A", amounts=(money(6000), money(7000, at=1)))], True),
    ("over: 6500", [mention("A", amounts=(money(6000), money(7000, at=1)))], None),
    ("over: 12000, total: true", [mention("A", amounts=(money(6000), money(7000, at=1)))], True),
    ("over: 14000, total: true", [mention("A", amounts=(money(6000), money(7000, at=1)))], False),
    ("over: 9000, total: true", [mention("A", 0, 0, amount=money(5000)), mention("A", 0, 1, amount=money(5000))], True),
    ("over: 9000, total: true", [mention("A", 0, amount=money(5000)), mention("A", 1, amount=money(5000))], False),
    ("over: 9000, total: true", [mention("A", 0, 0, amount=money(5000)), mention("A", 0, 1, negated=True, amount=money(5000))],
     False),
])
def test_amounts_are_compared_with_what_the_contract_gives(limit: str, given: list[Mention], wanted: bool | None) -> None:
    assert value(f"[{{A: {{amount: {{{limit}}}}}}}]", case(*given, clauses=2)) is wanted


def test_a_share_is_of_what_its_words_name() -> None:
    text_starts_at = 3  # "1. " and then the price
    share = mention("A", 0, 1, amount=money(share="0.3", basis=(text_starts_at, text_starts_at + 5)))
    assert value("[{A: {amount: {over: 20% of PRICE}}}]", case(mention("PRICE", 0, 0), share)) is True
    assert value("[{A: {amount: {over: 20% of B}}}]", case(mention("PRICE", 0, 0), share)) is None


def test_all_bases_are_shown_where_they_differ() -> None:
    given = case(mention("A", amount=money(30_000)), PRICE, mention("PRICE", amount=money(90_000)))
    reading = best(elements("[{A: {amount: {over: 20% of PRICE}}}]"), place(given), {})
    assert reading is not None
    assert [use.element for use in reading.uses] == ["A", "PRICE", "PRICE"]


def rate(concept: str, sentence: int, share: str, per: str | None = "day") -> Mention:
    return mention(concept, 0, sentence, amount=Amount(0, 3, None, Decimal(share), None, per=per))


@pytest.mark.parametrize(("mine", "met"), [
    (rate("B", 1, "0.01"), True), (rate("B", 1, "0.00111"), True), (rate("B", 1, "0.0011"), False), (rate("B", 1, "0.001"), False),
    (rate("B", 1, "0.05", None), False), (rate("B", 1, "0.05", "month"), False),
    (mention("B", 0, 1, amount=Amount(0, 3, Decimal(500), None, "CNY", per="day")), False), (mention("B", 0, 1), False),
])
def test_an_amount_is_held_against_one_that_was_named(mine: Mention, met: bool) -> None:
    """Like with like: strictly above 110 % of it, a rate a day with a rate a day."""
    text = "[{A: {amount: {as: theirs}}}, {B: {amount: {over: 110% of $theirs}}}]"
    assert value(text, case(rate("A", 0, "0.001"), mine)) is met


def test_names_of_amounts_are_checked_as_a_rule_is_read() -> None:
    for text, wrong in (("[{B: {amount: {over: 110% of $theirs}}}]", "'theirs' is not named"),
                        ("[{A: {deadline: {as: time}}}, {B: {amount: {over: 90% of $time}}}]", "names a period"),
                        ("[{A: {amount: {as: x}}}, {B: {amount: {over: 90% of $x, total: true}}}]", "total: needs")):
        with pytest.raises(PackError, match=wrong):
            elements(text)


def test_if_looks_at_the_conditions_of_the_very_mention() -> None:
    given = case(mention("B", hypothetical=True, by="buyer"), mention("A", conditions=(0,)), mention("C", conditions=()))
    assert value("[{A: {if: {B: {by: buyer}}}}]", given) is True
    assert value("[{A: {if: {B: {by: seller}}}}]", given) is False
    assert value("[{C: {if: B}}]", given) is False
    assert value("[B]", given) is False
    assert value("[{A: {if: {none: [C]}}}]", given) is True


# --- names -----------------------------------------------------------------------------------------------------------
def test_same_means_that_very_mention_and_backtracks_to_it() -> None:
    given = case(mention("A"), mention("A", deadline=days(3)), mention("B"))
    assert value("[{A: {as: x}}, {A: {same: x, deadline: {under: 7 days}}}]", given) is True
    assert value("[{A: {deadline: {over: 2 days}, as: x}}, {A: {same: x, may: true}}]", given) is False


def test_captures_hold_words_in_both_languages() -> None:
    given = case(mention("A", deadline=days(7), amount=money(5000)))
    reading = best(elements("[{A: {as: what, deadline: {as: window}, amount: {as: sum}}}]"), place(given), {})
    assert reading is not None
    told = {name: (held.words.zh, held.words.en) for name, held in reading.names.items()}
    assert told == {"what": ("a", "a"), "window": ("7天", "7 days"), "sum": ("5,000元", "CNY 5,000")}


def test_figures_in_words() -> None:
    assert period_words(None) == Bilingual("未写明", "not stated")
    assert period_words(days(1, "working-day")).en == "1 working day"
    assert amount_words([money(share="0.2"), money(1250.5)]) == Bilingual("20%、1,250.5元", "20%, CNY 1,250.5")


# --- before ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("edges", "wanted"), [([("A", "B")], True), ([("B", "A")], False), ([], None),
                                               ([("A", "C"), ("C", "B")], True)])
def test_before_asks_the_timeline(edges: list[tuple[str, str]], wanted: bool | None) -> None:
    given = document([mention("A"), mention("B", hypothetical=True)], edges)
    assert value("[before: [A, B]]", given) is wanted


def test_before_is_not_met_where_an_event_never_occurs() -> None:
    assert value("[before: [A, B]]", document([mention("A")], [("A", "B")])) is False
    assert value("[before: [A, {B: {by: buyer}}]]", document([mention("A"), mention("B", by="seller")], [("A", "B")])) is False


def test_before_shows_its_path() -> None:
    reading = best(elements("[before: [A, B]]"), place(document([mention("A"), mention("B")], [("A", "B")])), {})
    assert reading is not None
    assert [use.element for use in reading.uses] == ["A", "before: [A, B]", "B"]


def test_before_is_unknown_where_a_doubtful_mention_would_change_it() -> None:
    given = document([mention("A"), mention("B", by=None)], [("A", "B")])
    assert value("[before: [A, {B: {by: buyer}}]]", given) is None


# --- sources ---------------------------------------------------------------------------------------------------------
def test_a_role_without_a_source_is_not_met_even_by_silence() -> None:
    assert value("[promised: A]", case(mention("A"))) is False
    assert value("[promised: {none: [A]}]", case()) is False
    assert value("[{none: [{promised: A}]}]", case()) is True


def test_promises_are_read_in_their_own_documents() -> None:
    promise = document([mention("A", negated=None), mention("B")], [("A", "B")], role="promised")
    given = Case(document([mention("A", negated=True)]), promised=(promise,))
    assert value("[promised: B]", given) is True
    assert value("[promised: A]", given) is None
    assert value("[agreed: B]", given) is False
    assert value("[promised: {before: [{A: {negated: any}}, B]}]", given) is True
    assert value("[promised: {none: [A]}]", given) is None


def test_a_retracted_promise_and_one_of_the_buyer_do_not_count() -> None:
    first = document([mention("A")], role="promised", date="2024-01-01")
    second = document([mention("B")], role="promised", number=2, retracts="2024-01-01")
    third = document([mention("C")], role="promised", number=3, by="buyer")
    given = Case(document(), promised=(first, second, third))
    assert [value(f"[promised: {c}]", given) for c in "ABC"] == [False, True, False]


# --- truth tables ----------------------------------------------------------------------------------------------------
VALUES = {"T": True, "F": False, "U": None}
TABLE = document([mention("T"), mention("F", negated=True), mention("U", negated=None)])


@pytest.mark.parametrize("row", list(product("TFU", repeat=3)))
def test_all_is_the_worst_any_the_best_none_the_opposite(row: tuple[str, ...]) -> None:
    values = [VALUES[v] for v in row]
    listed = ", ".join(row)
    assert value(f"[all: [{listed}]]", TABLE) is worst_of(values)
    assert value(f"[any: [{listed}]]", TABLE) is best_of(values)
    assert value(f"[none: [{listed}]]", TABLE) is opposite(best_of(values))
    assert value(f"[{listed}]", TABLE) is worst_of(values)
    assert value(f"[none: [{{none: [{listed}]}}]]", TABLE) is best_of(values)


# --- the reference ---------------------------------------------------------------------------------------------------
PARTIES = st.sampled_from([None, "buyer", "seller", "both"])
LETTERS = st.sampled_from("ABC")
RARELY = st.sampled_from([False, False, False, True])
PERIODS = st.sampled_from([None, days(3), days(10)])


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Up to five mentions of three concepts, with whatever qualifiers, and up to four edges."""
    count = draw(st.integers(1, 5))
    mentions = [
        mention(draw(LETTERS), sentence=i // 2, by=draw(PARTIES), negated=draw(st.sampled_from([False, False, True, None])),
                may=draw(st.booleans()), late=draw(RARELY), hypothetical=draw(RARELY), deadline=draw(PERIODS),
                conditions=tuple(sorted(draw(st.sets(st.integers(0, count - 1), max_size=2)))))
        for i in range(count)]
    return document(mentions, draw(st.lists(st.tuples(LETTERS, LETTERS).filter(lambda e: e[0] != e[1]), max_size=4)))


@st.composite
def concepts(draw: st.DrawFn, name: str | None = None, same: bool = False, plain: bool = False) -> Any:
    """A concept with some qualifiers; `name`d ones and those that mean the `same` are of concept A."""
    body: dict[str, Any] = draw(st.sampled_from([
        {}, {}, {"by": "buyer"}, {"by": "seller"}, {"negated": True}, {"negated": "any"}, {"late": True}, {"may": True},
        {"may": False}, {"deadline": {"under": "7 days"}}, {"deadline": {"over": "7 days"}},
        {"by": "buyer", "negated": "any"}, {"by": "buyer", "deadline": {"under": "7 days"}}]))
    body = dict(body)
    if not plain and draw(st.integers(0, 3)) == 0:
        body["if"] = draw(trees(1))
    if name:
        return {"A": {**body, "as": name}}
    if same:
        return {"A": {**body, "same": "x"}}
    concept = draw(LETTERS)
    return {concept: body} if body else concept


@st.composite
def trees(draw: st.DrawFn, depth: int = 2) -> Any:
    kind = draw(st.sampled_from(["concept", "concept", "any", "all", "none", "before"] if depth else ["concept"]))
    if kind == "concept":
        return draw(concepts(plain=depth < 2))
    if kind == "before":
        return {"before": [draw(concepts(plain=True)), draw(concepts(plain=True))]}
    return {kind: draw(st.lists(trees(depth - 1), min_size=1, max_size=2))}


@st.composite
def rules(draw: st.DrawFn) -> tuple[list[Any], list[Any]]:
    """`when` and `unless`; often an element names x, and a later one or a defence means the same."""
    style = draw(st.sampled_from(["plain", "concept", "before"]))
    when = draw(st.lists(trees(), min_size=style == "plain", max_size=2 if style == "plain" else 1))
    unless = draw(st.lists(trees(), max_size=1))
    if style == "concept":
        when = [draw(concepts(name="x", plain=True)), *when]
    if style == "before":
        when = [{"before": [draw(concepts(name="x", plain=True)), draw(concepts(plain=True))]}, *when]
    if style != "plain":
        (when if draw(st.booleans()) else unless).append(draw(concepts(same=True, plain=True)))
    return when, unless


@settings(max_examples=400, deadline=None)
@given(rules(), documents())
def test_the_evaluator_agrees_with_the_reference(rule: tuple[list[Any], list[Any]], given: Document) -> None:
    when, unless = rule
    assert verdict(when, unless, given) is value_of_rule(when, unless, given)


def verdict(when: list[Any], unless: list[Any], given: Document) -> bool | None:
    """What the real evaluator says of a rule of scope document."""
    from test_engine import rule_of

    from clausecheck.engine.claims import Court, claims
    from clausecheck.engine.structure import Structure

    arranged = whole(Case(given))
    values = [claim.value for claim in claims(rule_of(when, unless), Court(arranged, Structure(given)))]
    return best_of(values)
