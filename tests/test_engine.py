"""The engine: where a rule is met, how grave, what defends, which findings are one point."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from made import case, days, document, mention
from packed import law

from clausecheck.conditions.walking import needs, with_burden
from clausecheck.document import Case, Happening
from clausecheck.engine import evaluate, explain, fill
from clausecheck.engine.points import numbered
from clausecheck.findings import Finding, Subject, Undetermined
from clausecheck.mentions import Mention
from clausecheck.rulefiles.elements import ElementReader
from clausecheck.rules import NOTHING, Level, Pack, Rule
from clausecheck.strictyaml import LocatedList, parse
from clausecheck.text import Bilingual, Source

CONCEPTS = ("A", "B", "C", "D", "PRICE")
WORDS = {c: Bilingual(f"{c}字", c.lower()) for c in CONCEPTS}
EVENTS = frozenset({"DEPOSIT_PAID", "PAYMENT_DEMANDED", "INSPECTED", "CANCELLED"})
DOCTRINE = "payment-before-inspection"


def located(data: object) -> LocatedList:
    """Plain data as the strict reader gives it."""
    made = parse(json.dumps(data), "rule.yaml")
    assert isinstance(made, LocatedList)
    return made


def rule_of(when: list[Any], unless: list[Any] | None = None, scope: str = "document", within: str | None = None,
            levels: list[tuple[str, list[Any]]] | None = None, ask: Bilingual | None = None, name: str = "rule",
            message: Bilingual = NOTHING) -> Rule:
    """A rule from plain data; without levels it is high."""
    reader = ElementReader("rule.yaml", WORDS, EVENTS)
    elements = with_burden(reader.elements(located(when), 1, "when"))
    bound = dict(reader.names)
    graded = []
    for severity, more in levels or [("high", [])]:
        reader.names = dict(bound)
        graded.append(Level(severity, "void", reader.elements(located(more), 1, "when") if more else ()))  # type: ignore[arg-type]
    reader.names, reader.inside = bound, ("unless",)
    defences = reader.unshared(located(unless), 1, "unless") if unless else ()
    return Rule(f"test/{name}", NOTHING, DOCTRINE, (), (), "stable", (), scope, within, elements, defences,  # type: ignore[arg-type]
                tuple(graded), message, NOTHING, NOTHING, NOTHING, ask, (), frozenset(), needs(elements), "rule.yaml")


def run(given: Case, *rules: Rule, **more: Any) -> tuple[tuple[Finding, ...], tuple[Undetermined, ...]]:
    return evaluate(given, [Pack("test", "1", "CN", ("zh", "en"), rules)], law(), **more)


def places(given: Case, *rules: Rule) -> list[list[str]]:
    """The clause numbers of each finding."""
    return [[c.number for c in f.clauses] for f in run(given, *rules)[0]]


# --- where -----------------------------------------------------------------------------------------------------------
def test_scope_clause_wants_all_in_one_clause() -> None:
    given = case(mention("A", 0), mention("B", 1), mention("A", 2), mention("B", 2), clauses=3)
    assert places(given, rule_of(["A", "B"], scope="clause")) == [["3."]]


def test_scope_clause_finds_once_for_each_clause_scope_document_once_in_all() -> None:
    given = case(mention("A", 0), mention("A", 0), mention("A", 2), mention("B", 1), clauses=3)
    assert places(given, rule_of(["A"], scope="clause")) == [["1."], ["3."]]
    assert places(given, rule_of(["A", "B"])) == [["1.", "2."]]
    timed = case(mention("A", 0), mention("A", 2, deadline=days(7)), mention("B", 1), clauses=3)
    assert places(timed, rule_of(["A", "B"])) == [["3.", "2."]]


def test_within_says_how_close_and_scope_where_silence_is_heard() -> None:
    apart = case(mention("A", 0, 0), mention("B", 0, 1))
    together = case(mention("A", 0, 1), mention("B", 0, 1), mention("C", 0, 0))
    close = rule_of(["A", "B"], scope="clause", within="sentence")
    assert (places(apart, close), places(together, close)) == ([], [["1."]])
    silent = rule_of(["A", "B", {"none": ["C"]}], scope="clause", within="sentence")
    assert places(together, silent) == []
    wide = rule_of(["A", {"none": ["C"]}], scope="document", within="clause")
    assert places(case(mention("A", 0), mention("C", 1), clauses=2), wide) == []
    assert places(case(mention("A", 0), clauses=2), wide) == [["1."]]


def test_a_lead_in_and_its_items_are_one_clause() -> None:
    parents = {1: 0, 2: 0}
    mentions = (mention("A", 0), mention("B", 1), mention("C", 2))
    rule = rule_of(["B", "A", {"none": ["D"]}], scope="clause")
    assert places(case(*mentions, clauses=3, parents=parents, colon=frozenset({0})), rule) == [["2.", "1."]]
    assert places(case(*mentions, clauses=3, parents=parents), rule) == []
    silent = rule_of(["B", {"none": ["C"]}], scope="clause")
    assert places(case(*mentions, clauses=3, parents=parents, colon=frozenset({0})), silent) == []


def test_the_words_that_lead_in_are_in_the_sentence_of_each_item() -> None:
    parents = {1: 0, 2: 0}
    led = case(mention("A", 0), mention("B", 1), mention("C", 2), clauses=3, parents=parents, colon=frozenset({0}))
    assert places(led, rule_of(["B", "A"], scope="clause", within="sentence")) == [["2.", "1."]]
    assert places(led, rule_of(["C", "A"], scope="clause", within="sentence")) == [["3.", "1."]]
    assert places(led, rule_of(["B", "C"], scope="clause", within="sentence")) == []


def test_the_burden_is_the_marked_mention_else_the_first() -> None:
    given = case(mention("B", 0), mention("A", 1), clauses=2)
    assert places(given, rule_of(["A", "B"])) == [["2.", "1."]]
    assert places(given, rule_of(["A", {"B": {"burden": True}}])) == [["1.", "2."]]


def test_in_before_the_duty_carries_the_burden_not_its_mere_mention() -> None:
    edges = [("A", "B")]
    duty, supposed, look = mention("A", 1), mention("A", 0, hypothetical=True), mention("B", 0)
    rule = rule_of([{"before": ["A", "B"]}])
    assert places(case(supposed, look, duty, edges=edges, clauses=2), rule) == [["2.", "1."]]
    assert places(case(supposed, look, edges=edges, clauses=2), rule) == [["1."]]


def test_a_finding_on_mere_silence_points_at_the_contract() -> None:
    assert places(case(mention("A", 1), clauses=2), rule_of([{"none": ["B"]}])) == [["1."]]
    assert places(case(mention("A", 1), clauses=2), rule_of([{"none": ["B"]}], ["A"])) == []


def test_quotes_are_the_text() -> None:
    given = case(mention("A", 0), mention("B", 1), edges=[("A", "B")], clauses=2)
    (finding,), _ = run(given, rule_of([{"before": ["A", "B"]}]))
    text = given.contract.source.text
    assert [e.element for e in finding.evidence] == ["A", "before: [A, B]", "B"]
    assert all(e.quote == text[e.start : e.end] for e in finding.evidence)
    assert all(text[c.start :].startswith(c.number) for c in finding.clauses)


# --- found, undetermined, not found ----------------------------------------------------------------------------------
ASK = Bilingual("先付款还是先看货？", "Which comes first?")


def test_unknown_is_a_question_only_where_the_rule_has_one() -> None:
    unknown = case(mention("A", negated=None), mention("B"))
    assert run(unknown, rule_of(["A", "B"], ask=ASK)) == ((), run(unknown, rule_of(["A", "B"], ask=ASK))[1])
    (question,) = run(unknown, rule_of(["A", "B"], ask=ASK))[1]
    assert (question.ask, [e.quote for e in question.evidence]) == (ASK, ["a", "b"])
    assert run(unknown, rule_of(["A", "B"])) == ((), ())
    assert run(unknown, rule_of(["A", "B", {"B": {"negated": True}}], ask=ASK)) == ((), ())
    assert run(unknown, rule_of(["A", "B"], ["B"], ask=ASK)) == ((), ())


def test_an_unknown_defence_leaves_the_claim_unknown() -> None:
    given = case(mention("A"), mention("B", negated=None))
    findings, questions = run(given, rule_of(["A"], ["B"], ask=ASK))
    assert (findings, [e.quote for e in questions[0].evidence]) == ((), ["a", "b"])


def test_a_contradiction_is_said() -> None:
    from clausecheck.timeline import Edge, Timeline

    plain = document([mention("A"), mention("B")])
    edges = tuple(Edge(*pair, 0, 3, 0, only=True) for pair in (("A", "B"), ("B", "A")))
    given = Case(replace(plain, timeline=Timeline(plain.timeline.nodes, edges)))
    _, (question,) = run(given, rule_of([{"before": ["A", "B"]}], ask=ASK))
    assert question.contradiction


def test_a_rule_found_somewhere_asks_nothing_elsewhere() -> None:
    given = case(mention("A", 0), mention("A", 1, negated=None), clauses=2)
    findings, questions = run(given, rule_of(["A"], scope="clause", ask=ASK))
    assert (len(findings), questions) == (1, ())


# --- defences --------------------------------------------------------------------------------------------------------
def test_defences_stay_home() -> None:
    rule = rule_of(["A"], ["B"])
    for at, wanted in ((0, []), (1, [["1."]])):
        assert places(case(mention("A", 0), mention("B", at), clauses=2), rule) == wanted
    above = case(mention("A", 1), mention("B", 0), clauses=2, parents={1: 0})
    below = case(mention("A", 0), mention("B", 1), clauses=2, parents={1: 0})
    cited = case(mention("A", 0), mention("B", 1), clauses=2, cites={0: 1})
    citing = case(mention("A", 0), mention("B", 1), clauses=2, cites={1: 0})
    assert [len(places(given, rule)) for given in (above, below, cited, citing)] == [0, 1, 0, 0]


def test_anywhere_must_share_an_event_with_the_finding() -> None:
    far = [mention("A", 0), mention("B", 1, conditions=(1,)), mention("A", 1, hypothetical=True)]
    rule = rule_of([{"A": {"as": "x"}}], [{"anywhere": "B"}])
    assert places(case(*far, clauses=2), rule) == [["1."]]
    shared = [far[0], mention("B", 1, conditions=(0,))]
    assert places(case(*shared, clauses=2), rule) == []
    same = rule_of([{"A": {"as": "x"}}], [{"anywhere": {"A": {"same": "x", "may": True}}}])
    assert places(case(mention("A", 0, may=True), clauses=2), same) == []


def test_a_defence_may_mean_the_very_mention() -> None:
    rule = rule_of([{"A": {"as": "x"}}], [{"A": {"same": "x", "deadline": {"over": "15 days"}}}])
    given = case(mention("A", 0, deadline=days(30)), mention("A", 1, deadline=days(3)), clauses=2)
    assert places(given, rule) == [["2."]]


# --- levels ----------------------------------------------------------------------------------------------------------
LEVELS = [("high", [{"A": {"same": "x", "deadline": {"under": "15 days"}}}, "B"]),
          ("medium", [{"A": {"same": "x", "deadline": {"under": "15 days"}}}]), ("low", [])]
GRADED = rule_of([{"A": {"as": "x"}}], levels=LEVELS, ask=ASK)


@pytest.mark.parametrize(("mentions", "severity", "because"), [
    ((mention("A", deadline=days(7)), mention("B")), "high",
     "high because of 7 days and “b”; without 7 days low; without “b” medium"),
    ((mention("A", deadline=days(7)),), "medium", "medium because of 7 days; without 7 days low"),
    ((mention("A", deadline=days(30)), mention("B")), "low", None),
])
def test_the_first_level_that_is_met_speaks(mentions: tuple[Mention, ...], severity: str, because: str | None) -> None:
    (finding,), questions = run(case(*mentions), GRADED)
    assert (finding.severity, questions) == (severity, ())
    assert [b.en for b in finding.because] == ([] if because is None else [because])


def test_because_is_told_in_both_languages_and_of_silence_too() -> None:
    rule = rule_of(["A"], levels=[("high", [{"none": ["B"]}]), ("low", [])])
    (finding,), _ = run(case(mention("A")), rule)
    assert finding.because == (Bilingual("高：因为有未写B字；没有未写B字则为低", "high because of nothing said of b; without nothing said of b low"),)


def test_an_unknown_graver_level_is_asked_about() -> None:
    (finding,), (question,) = run(case(mention("A"), mention("B")), GRADED)
    assert (finding.severity, question.ask) == ("low", ASK)


def test_backtracking_finds_the_mention_that_is_gravest() -> None:
    given = case(mention("A", deadline=days(30)), mention("A", deadline=days(7)), mention("B"))
    (finding,), _ = run(given, GRADED)
    assert finding.severity == "high"


def test_captures_fill_the_texts() -> None:
    message = Bilingual("$sum，$n", "in $n, $5 and $$")
    rule = rule_of([{"A": {"deadline": {"as": "n"}, "amount": {"as": "sum"}}}], message=message)
    from made import money

    (finding,), _ = run(case(mention("A", deadline=days(7), amount=money(5000))), rule)
    assert finding.message == Bilingual("5,000元，7天", "in 7 days, $5 and $$")
    assert fill(message, {}).zh == "未写明，未写明"


# --- what happened ---------------------------------------------------------------------------------------------------
def happened(*events: tuple[str, str | None], **more: Any) -> Case:
    """A contract that keeps an order for 360 days, and dated events."""
    source = Source("happened", "happened", "events.yaml", " ".join(e for e, _ in events), "en", "")
    made = tuple(Happening(e, None if on is None else date.fromisoformat(on), source.text.index(e),
                           source.text.index(e) + len(e), more) for e, on in events)
    return Case(document([mention("A", duration=days(360))]), happened=made, happened_source=source)


DEMAND = rule_of([{"A": {"duration": {"as": "reserved"}}},
                  {"happened": {"PAYMENT_DEMANDED": {"within": "$reserved after DEPOSIT_PAID"}}}], ask=ASK)


@pytest.mark.parametrize(("events", "found", "asked"), [
    ((("DEPOSIT_PAID", "2024-01-01"), ("PAYMENT_DEMANDED", "2024-12-26")), 1, 0),
    ((("DEPOSIT_PAID", "2024-01-01"), ("PAYMENT_DEMANDED", "2024-12-27")), 0, 0),
    ((("DEPOSIT_PAID", "2024-01-01"), ("PAYMENT_DEMANDED", "2023-12-31")), 0, 0),
    ((("DEPOSIT_PAID", "2024-01-01"), ("PAYMENT_DEMANDED", None)), 0, 1),
    ((("DEPOSIT_PAID", None), ("PAYMENT_DEMANDED", "2024-02-01")), 0, 1),
    ((("PAYMENT_DEMANDED", "2024-02-01"),), 0, 0),
    ((("DEPOSIT_PAID", "2024-01-01"),), 0, 0),
])
def test_events_within_a_time_that_the_contract_gives(events: tuple[tuple[str, str | None], ...], found: int, asked: int) -> None:
    findings, questions = run(happened(*events), DEMAND)
    assert (len(findings), len(questions)) == (found, asked)


def test_events_are_ordered_by_date() -> None:
    rule = rule_of(["A", {"happened": {"before": ["PAYMENT_DEMANDED", "INSPECTED"]}}], ask=ASK)
    demanded = ("PAYMENT_DEMANDED", "2024-02-01")
    for inspected, found, asked in (("2024-02-02", 1, 0), ("2024-01-31", 0, 0), ("2024-02-01", 0, 1), (None, 0, 1)):
        findings, questions = run(happened(demanded, ("INSPECTED", inspected)), rule)
        assert (len(findings), len(questions)) == (found, asked)
    assert run(happened(demanded), rule) == ((), ())


def test_nothing_given_is_not_met_even_by_silence() -> None:
    rule = rule_of(["A", {"happened": {"none": ["INSPECTED"]}}])
    assert len(run(happened(("CANCELLED", None)), rule)[0]) == 1
    assert run(Case(document([mention("A")])), rule)[0] == ()


def test_who_did_it() -> None:
    rule = rule_of(["A", {"happened": {"CANCELLED": {"by": "seller", "as": "day"}}}], ask=ASK)
    cancelled = ("CANCELLED", "2024-02-01")
    counts = [tuple(map(len, run(happened(cancelled, **more), rule))) for more in ({"by": "seller"}, {"by": "buyer"}, {})]
    assert counts == [(1, 0), (0, 0), (0, 1)]


# --- reports of all rules --------------------------------------------------------------------------------------------
def test_findings_stand_gravest_first_then_in_place_and_share_points() -> None:
    given = case(mention("A", 0), mention("B", 1), mention("C", 1), mention("D", 2), clauses=3)
    low, high, other = (rule_of(["B"], levels=[("low", [])], name="low"), rule_of(["C"], name="high"), rule_of(["D"], name="far"))
    findings, _ = run(given, low, high, other)
    assert [(f.rule, f.severity, f.point) for f in findings] == [
        ("test/high", "high", 1), ("test/far", "high", 2), ("test/low", "low", 1)]


def test_points_join_over_several_steps() -> None:
    given = case(mention("A", 0), mention("B", 1), mention("C", 2), clauses=3)
    chain = [rule_of(["A"], name="a"), rule_of(["C", "B"], name="cb"), rule_of(["A", "B"], name="ab"), rule_of(["C"], name="c")]
    assert {f.point for f in run(given, *chain)[0]} == {1}
    assert {f.point for f in run(given, *chain[:2])[0]} == {1, 2}
    assert numbered((), "contract") == ()


def test_law_speaks_through_the_doctrine_where_a_rule_names_none() -> None:
    (finding,), _ = run(case(mention("A")), rule_of(["A"]))
    doctrine = law().doctrines[DOCTRINE]
    assert finding.ground == doctrine.ground
    assert {c.id for c in finding.authorities} <= {r.id for r in doctrine.authorities}
    assert finding.confidence == law().confidence(doctrine.authorities, "void")
    early, _ = run(case(mention("A")), rule_of(["A"]), as_of=date(1990, 1, 1))
    assert len(early[0].authorities) < len(finding.authorities)


def test_a_pack_that_another_extends_speaks_once() -> None:
    base = Pack("base", "1", "CN", ("en",), (rule_of(["A"], name="one"), rule_of(["A"], name="off")))
    mine = Pack("mine", "1", "CN", ("en",), base.rules[:1], extends=("base",))
    assert [f.rule for f in evaluate(case(mention("A")), [base, mine], law())[0]] == ["test/one"]


def test_rules_of_other_sectors_and_deprecated_ones_are_silent() -> None:
    cars = replace(rule_of(["A"]), sectors=("vehicle",))
    given = case(mention("A"))
    assert [len(run(given, cars, subject=Subject(s, given=True))[0]) for s in ((), ("vehicle",), ("medical",))] == [1, 1, 0]
    assert run(given, replace(cars, status="deprecated"))[0] == ()


def test_no_text_makes_a_rule_hang() -> None:
    many = case(*(mention("A") for _ in range(400)))
    slow = rule_of([{"A": {"as": "x"}}, {"A": {"as": "y"}}, {"A": {"as": "z", "may": True}}])
    assert run(many, slow)[0] == ()


def test_the_same_case_gives_the_same_report() -> None:
    given = case(mention("A", 0), mention("B", 1), mention("A", 1), edges=[("A", "B")], clauses=2)
    rules = (rule_of([{"before": ["A", "B"]}], name="x"), rule_of(["B", "A"], name="y"))
    assert run(given, *rules) == run(given, *rules)


# --- explain ---------------------------------------------------------------------------------------------------------
def test_explain_names_the_nearest_mention_and_what_it_fails() -> None:
    given = case(mention("A"), mention("B", by="seller"), mention("B", by="seller", negated=True))
    told = explain(rule_of(["A", {"B": {"by": "buyer"}}, "C"], ["D"]), given)
    assert (told.verdict, [e.value for e in told.when]) == ("not found", [True, False, False])
    nearest = told.when[1].nearest
    assert nearest is not None
    assert (nearest.evidence.quote, [f.en for f in nearest.fails]) == ("b", ["by: buyer: it is by the seller"])
    assert told.when[2].note == Bilingual("没有提到", "it is not mentioned")
    assert told.unless[0].value is False


def test_explain_shows_the_order_of_events() -> None:
    rule = rule_of([{"before": ["A", "B"]}], ask=ASK)
    back = explain(rule, case(mention("A"), mention("B"), edges=[("B", "A")]))
    assert back.when[0].note is not None and back.when[0].note.en.startswith("the contract orders them otherwise")
    unordered = explain(rule, case(mention("A"), mention("B")))
    assert (unordered.verdict, unordered.when[0].value) == ("undetermined", None)
    assert explain(rule, case(mention("A"))).when[0].note == Bilingual("没有 B", "there is no B")
    met = explain(rule, case(mention("A"), mention("B"), edges=[("A", "B")]))
    assert (met.verdict, [e.quote for e in met.when[0].evidence][::2]) == ("found", ["a", "b"])


def test_explain_looks_where_most_is_met_and_tells_levels() -> None:
    given = case(mention("A", 0), mention("A", 1), mention("B", 1), clauses=2)
    told = explain(rule_of(["A", "B", "C"], scope="clause", levels=[("high", ["D"]), ("low", [])]), given)
    assert (told.clauses, [e.value for e in told.when]) == (("2.",), [True, True, False])
    assert [(lv.severity, [e.value for e in lv.when]) for lv in told.levels] == [("high", [False]), ("low", [])]
