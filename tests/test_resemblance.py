"""The second look: what no rule met is listed apart where it is worded like an example, and never as a finding."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from sample_reports import sample

from clausecheck import check, checker
from clausecheck.document import read
from clausecheck.findings import ClauseRef, Resemblance, Undetermined
from clausecheck.places import rules_root
from clausecheck.readers import from_text
from clausecheck.readers.case_file import CaseSources
from clausecheck.reports import html, markdown, terminal
from clausecheck.reports.phrases import LABEL
from clausecheck.resemblance import LISTED, second_look
from clausecheck.rulebook import open_rulebook
from clausecheck.rulefiles.examples import texts_in
from clausecheck.rules import Rule
from clausecheck.text import Bilingual

BOOK = open_rulebook(("cn-consumer",))
RULES = tuple(r for p in BOOK.packs for r in p.rules)
EXAMPLES = {
    "zh": ("final-interpretation", "争议不论大小，本协议由公司负责解释，买方不得异议。"),
    "en": ("final-interpretation", "In any case we reserve the right of final interpretation of this."),
}


def wordings(language: str) -> list[tuple[str, str]]:
    lines = (rules_root() / "cn-consumer" / f"wordings.{language}.txt").read_text(encoding="utf-8").splitlines()
    return [(doctrine, text) for doctrine, _, text in (line.partition("\t") for line in lines)]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_further_wording_has_a_doctrine_of_the_pack_or_complies(language: str) -> None:
    doctrines = {r.doctrine for r in RULES}
    assert {doctrine for doctrine, _ in wordings(language)} <= {*doctrines, "-"}
    assert all(text.strip() == text and text for _, text in wordings(language))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_wording_comes_from_what_is_held_for_measuring(language: str) -> None:
    quality = Path(__file__).parent.parent / "benchmarks" / "quality"
    held = [*sorted((quality / "held").glob(f"*.{language}.jsonl")), quality / "breadth" / f"clauses.{language}.jsonl"]
    texts = [" ".join(json.loads(line)["text"].split()) for file in held
             for n, line in enumerate(file.read_text(encoding="utf-8").splitlines())
             if file.parent.name == "held" or n % 2]
    unfair = [text for doctrine, text in wordings(language) if doctrine != "-"]
    assert texts and not [text for text in unfair if any(text in held_text for held_text in texts)]


def look(text: str, *met: tuple[int, int], rules: tuple[Rule, ...] = RULES) -> tuple[Resemblance, ...]:
    """The second look at a text in which no concept was found, but for clauses [start, end) that a rule met."""
    bare = read(from_text(text), BOOK.lexicon)
    document = type(bare)(bare.source, bare.clauses, bare.parties, bare.terms, (), bare.timeline)
    questions = [Undetermined("x", "x", Bilingual("", ""), (ClauseRef("", "", *m),), ()) for m in met]
    return second_look(document, RULES, rules, (), questions)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_worded_like_an_example_is_listed_with_it(language: str) -> None:
    doctrine, text = EXAMPLES[language]
    (found,) = look(text)
    assert found.doctrine == doctrine and found.quote == text[found.start : found.end]
    rule = next(r for r in RULES if r.id == found.rule)
    assert (True, found.example) in texts_in(rule.file, language) or (doctrine, found.example) in wordings(language)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_clause_that_a_rule_met_is_not_listed(language: str) -> None:
    _, text = EXAMPLES[language]
    assert not look(text, (0, len(text)))


def test_a_rule_that_knows_the_words_has_judged_them() -> None:
    _, text = EXAMPLES["en"]
    document = read(from_text(f"The Seller has no such right. {text.replace('we reserve', 'nobody reserves')}"), BOOK.lexicon)
    assert any(m.concept in {c for r in RULES if r.name == "final-interpretation" for n in r.needs for c in n}
               for m in document.mentions)
    assert "final-interpretation" not in {r.doctrine for r in second_look(document, RULES, RULES, (), ())}


def test_only_rules_that_are_held_against_the_contract_count() -> None:
    _, text = EXAMPLES["zh"]
    others = tuple(r for r in RULES if r.doctrine != "final-interpretation")
    assert "final-interpretation" not in {r.doctrine for r in look(text, rules=others)}


@pytest.mark.parametrize("text", ["本合同一式两份，双方各执一份，自签字之日起生效。", "The annexes form part of this contract.",
                                  "争议解决", "Final interpretation"])
def test_harmless_and_short_words_are_not_listed(text: str) -> None:
    assert not look(text)


def test_no_more_than_five_and_the_most_alike_first() -> None:
    _, text = EXAMPLES["zh"]
    many = "".join(f"第{n}条 {text}\n" for n in "一二三四五六七八")
    far = f"第九条 凡本店所作之说明，{text}\n"
    found = look(far + many)
    assert len(found) == LISTED and far not in {f.quote for f in found}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_they_are_told_apart_and_counted_nowhere(language: str) -> None:
    report = sample(language)
    data = report.to_dict()
    assert data["summary"] == replace(report, resembling=()).to_dict()["summary"]
    assert set(data["resembling"][0]) == {"clause", "quote", "start", "end", "doctrine", "rule", "title", "example"}
    for shown in (terminal.render(report, language), markdown.render(report, language), html.render(report, language)):
        assert LABEL["resembling"].in_(language) in shown
        assert LABEL["resembling"].in_(language) not in terminal.render(replace(report, resembling=()), language)


def test_a_scan_may_do_without(monkeypatch: pytest.MonkeyPatch) -> None:
    (made,) = sample("zh").resembling
    monkeypatch.setattr(checker, "second_look", lambda *given: (made,))
    sources = CaseSources(from_text("第一条 本合同一式两份。"))
    assert checker.examine(sources, BOOK).resembling == (made,)
    assert checker.examine(sources, BOOK, look_again=False).resembling == ()


@pytest.mark.parametrize("name", ["gym.txt", "shop.txt"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_fair_samples_have_little_to_read_again(language: str, name: str) -> None:
    assert len(check(Path(__file__).parent.parent / "samples" / "fair" / language / name).resembling) <= 2
