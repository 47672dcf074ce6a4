"""`clausecheck explain`: elements, cues, the timeline's path, what if; on a terminal, as JSON, as a page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from clausecheck.checker import DEFAULT_PACKS, read_case
from clausecheck.cli.app import app
from clausecheck.cli.explain import find_clause, find_rule
from clausecheck.document import Case, read
from clausecheck.engine import explain
from clausecheck.engine.cues import cues_of
from clausecheck.errors import UsageError
from clausecheck.explanations import Explained, Explanation
from clausecheck.places import samples_root
from clausecheck.readers import from_text
from clausecheck.readers.case_file import CaseSources, load_case
from clausecheck.reports import explained
from clausecheck.rulebook import Rulebook, open_rulebook

TEXT = ("第一条 买方付清尾款之前，不得查验车辆。\n第二条 买方应在收到付款通知后7日内付清尾款，逾期未付的，订单取消，定金不予退还。\n"
        "第三条 双方友好协商解决争议。\n")


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return open_rulebook(DEFAULT_PACKS, experimental=True)


def told(book: Rulebook, text: str, rule: str = "payment-before-inspection", clause: str | None = None) -> Explanation:
    case = Case(read(from_text(text), book.lexicon))
    return explain(find_rule(rule, book), case, book.lexicon, None if clause is None else find_clause(clause, case))


def leaves(elements: tuple[Explained, ...]) -> list[Explained]:
    return [leaf for e in elements for leaf in (leaves(e.inner) if e.inner else [e])]


@pytest.mark.parametrize("sample", ["meilan/zh", "meilan/en"])
def test_the_cues_name_the_party_that_the_mention_has(book: Rulebook, sample: str) -> None:
    case = read_case(load_case(samples_root() / sample / "case.yaml"), book)
    count = 0
    for mention in case.contract.mentions:
        cues = {c.qualifier: c for c in cues_of(mention, case.contract, book.lexicon)}
        if "by" in cues:
            count += 1
            assert cues["by"].value == (mention.by or "unknown")
        if mention.negated and book.lexicon.concepts[mention.concept].kind == "event":
            assert cues["negated"].value == "true"
        for cue in cues.values():
            if cue.words is not None:
                assert cue.words.quote == case.contract.source.text[cue.words.start : cue.words.end]
    assert count > 50


def test_denial_and_doer_are_shown_with_their_words(book: Rulebook) -> None:
    before = leaves(told(book, TEXT).when)[0]
    said = {(c.concept, c.qualifier, c.value): c.words and c.words.quote for c in before.cues}
    assert said["PAY_BALANCE", "by", "buyer"] == "买方"
    assert said["INSPECT", "negated", "false"] in ("不得", "之前")


def test_the_path_of_the_timeline_is_shown_with_its_words(book: Rulebook) -> None:
    path = leaves(told(book, TEXT).when)[0].path
    assert [(s.before, s.after, s.same) for s in path] == [("PAY_BALANCE", "INSPECT", False)]
    assert path[0].words is not None and "不得查验车辆" in path[0].words.quote


def test_what_would_change_the_verdict(book: Rulebook) -> None:
    found = told(book, TEXT)
    assert (found.verdict, found.severity) == ("found", "high")
    assert [lv.speaks for lv in found.levels] == [True, False, False]
    changes = {w.change.en: w.outcome for w in found.what_if}
    assert "medium" in changes.values()
    assert changes["with the defence any: [REFUSE_AND_REFUND, ESCROW]"] == "not found"
    mild = told(book, "第一条 买方付清尾款后，方可验车。\n")
    assert mild.severity == "low"
    assert {w.outcome for w in mild.what_if} >= {"high", "medium"}
    fair = told(book, "第一条 买方付清尾款后，方可验车。买方付款前尾款由第三方资金监管账户保管，验车不合格的有权拒收并退还全部款项。\n")
    assert fair.verdict == "not found"
    assert [w.change.en.startswith("without the defence") for w in fair.what_if] == [True]


def test_a_clause_is_called_as_reports_cite_it(book: Rulebook) -> None:
    case = read_case(CaseSources(from_text("一、会员卡\n1. 价款一次付清。\n2. 可以转让。\n二、课程\n1. 提前一天预约。")), book)
    text = case.contract.source.text
    for called, begins in (("二 1", "1. 提前"), ("一 2", "2. 可以"), ("2", "2. 可以"), ("二", "二、")):
        assert text[case.contract.clauses[find_clause(called, case)].start :].startswith(begins)


def test_one_clause_alone(book: Rulebook) -> None:
    rule = "deposit-forfeiture-unconditional"
    assert told(book, TEXT, rule, "第二条").verdict == "found"
    elsewhere = told(book, TEXT, rule, "3")
    assert (elsewhere.verdict, elsewhere.clauses) == ("not found", ("第三条",))
    assert any(e.note is not None and e.note.en == "it is mentioned elsewhere only" for e in leaves(elsewhere.when))
    whole = told(book, TEXT, clause="3")
    assert whole.note is not None and whole.note.en.startswith("this rule is read in the whole contract")
    with pytest.raises(UsageError, match="has no clause '9'"):
        told(book, TEXT, rule, "9")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "c.txt").write_text(TEXT.replace("查验车辆", "查验\x1b[31m<b>车辆</b>"), encoding="utf-8")
    return lambda *arguments: CliRunner().invoke(app, list(arguments))


def test_json_has_what_the_terminal_shows(run) -> None:
    data = json.loads(run("explain", "payment-before-inspection", "--on", "c.txt", "--format", "json").stdout)
    assert (data["verdict"], data["severity"]) == ("found", "high")
    shown = run("explain", "payment-before-inspection", "--on", "c.txt", "--lang", "zh").stdout
    for change in data["what_if"]:
        assert change["change"]["zh"] in shown


def test_the_page_asks_nothing_and_hostile_text_stays_text(run, tmp_path: Path) -> None:
    assert run("explain", "payment-before-inspection", "--on", "c.txt", "--format", "html", "-o", "why.html").exit_code == 0
    page = (tmp_path / "why.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in page and "<script" not in page and "http" not in page.replace("http-equiv", "")
    assert "<b>" not in page and "\x1b" not in page
    assert "\x1b" not in run("explain", "payment-before-inspection", "--on", "c.txt").stdout


@pytest.mark.parametrize(("arguments", "sentence"), [
    (["--clause", "3"], "--clause needs --on FILE"), (["--format", "json"], "--format json needs --on FILE"),
    (["--format", "pdf"], "--format is one of"), (["--on", "c.txt", "--clause", "第九条"], "has no clause '第九条'"),
])
def test_a_wrong_call_is_one_sentence(run, arguments: list[str], sentence: str) -> None:
    result = run("explain", "payment-before-inspection", *arguments)
    assert (result.exit_code, sentence in result.stderr) == (2, True)


@pytest.mark.parametrize(("language", "said"), [("zh", "卖方催收款项"), ("en", "the seller demanded payment")])
def test_events_are_told_in_words(book: Rulebook, language: str, said: str) -> None:
    case = read_case(load_case(samples_root() / "meilan" / language / "case.yaml"), book)
    why = explain(find_rule("events-against-side-agreement", book), case, book.lexicon, None)
    for text in (explained.terminal(why, language), explained.html(why, "case.yaml", language)):
        assert said in text and "event:" not in text
