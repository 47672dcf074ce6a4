"""What is sold and who buys: read with the words that decided, or said; what is left out is told."""

from __future__ import annotations

from pathlib import Path

import pytest

import clausecheck
from clausecheck.checker import DEFAULT_PACKS
from clausecheck.document import read
from clausecheck.findings import Subject
from clausecheck.places import samples_root
from clausecheck.readers import from_text, load
from clausecheck.rulebook import open_rulebook
from clausecheck.subjects import stands, subject_of

GYM = ("健身会员协议\n第一条 会员购买年卡一张，会员卡有效期一年，私教课程另计。\n第二条 会籍不得转让。\n"
       "第三条 车辆停放于门外停车场，本店不承担保管责任。\n")
ORDER = "第一条 买方：{buyer}\n卖方：海星汽车销售有限公司\n第二条 买方订购新车一辆，车型为S7，提车地点为本店。\n第三条 定金概不退还。\n"


def subject(text: str, **given: str) -> Subject:
    return subject_of(read(from_text(text), open_rulebook(DEFAULT_PACKS).lexicon), **given)


@pytest.mark.parametrize(("folder", "expected"), [("gym", "prepaid"), ("car", "vehicle"), ("housing", "housing")])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_samples_tell_what_is_sold(folder: str, language: str, expected: str) -> None:
    source = load(samples_root() / "fair" / language / f"{folder}.txt")
    found = subject_of(read(source, open_rulebook(DEFAULT_PACKS).lexicon))
    assert found.sectors[0] == expected
    assert found.evidence and all(e.quote == source.text[e.start : e.end] for e in found.evidence)


def test_a_gym_card_meets_no_rule_for_cars_and_the_report_says_so() -> None:
    assert subject(GYM).sectors == ("prepaid",)
    gap = {g.what: g.why.en for g in clausecheck.check(GYM).coverage.not_checked}["sector"]
    assert gap.startswith("this is about prepaid cards and memberships (by its words “健身”") and "vehicles" in gap
    assert stands(["vehicle"], subject(GYM)) is False
    assert stands(["prepaid", "vehicle"], subject(GYM)) and stands([], subject(GYM)) and stands(["online"], subject(GYM))


def test_few_words_tell_nothing_and_leave_nothing_out() -> None:
    found = subject("第一条 会员卡余额概不退还。\n")
    assert found.sectors == () and stands(["vehicle"], found)
    assert "sector" not in {g.what for g in clausecheck.check("第一条 会员卡余额概不退还。\n").coverage.not_checked}


def test_what_is_given_counts_and_not_the_words() -> None:
    found = subject(GYM, sector="vehicle")
    assert (found.sectors, found.given, found.evidence) == (("vehicle",), True, ())
    assert stands(["vehicle"], found) and not stands(["prepaid"], found) and not stands(["online"], found)


@pytest.mark.parametrize(("text", "consumer"), [
    (ORDER.format(buyer="何女士"), None), (ORDER.format(buyer="北辰物流有限公司"), False),
    (ORDER.format(buyer="北辰物流有限公司") + "第四条 消费者有权投诉。\n", True),
    (ORDER.format(buyer="何女士") + "第四条 所购车辆用于转售。\n", False),
    (ORDER.format(buyer="何女士") + "第四条 买方不得转售。\n", None),
])
def test_a_company_or_resale_makes_a_business(text: str, consumer: bool | None) -> None:
    assert subject(text).consumer is consumer


def test_a_business_loses_consumer_law_and_is_told_so() -> None:
    text = "第一条 卖方对本合同保留最终解释权。\n第二条 定金概不退还。\n"
    mine, firm = clausecheck.check(text), clausecheck.check(text, buyer="business")
    both = {f.rule for f in mine.findings} & {f.rule for f in firm.findings}
    laws = [{a.id for f in r.findings if f.rule in both for a in f.authorities} for r in (mine, firm)]
    assert {f.rule for f in firm.findings} == both < {f.rule for f in mine.findings}
    lost = laws[0] - laws[1]
    law = open_rulebook(DEFAULT_PACKS).law
    assert lost and all(law.authorities[a].instrument.consumer_only for a in lost)
    assert {"cn-civil-code-497"} <= laws[1] and not any(law.authorities[a].instrument.consumer_only for a in laws[1])
    assert "arts. 496 to 498 still apply" in {g.what: g.why.en for g in firm.coverage.not_checked}["buyer"]
    assert "buyer" not in {g.what for g in mine.coverage.not_checked}


def test_the_command_line_takes_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from typer.testing import CliRunner

    from clausecheck.cli.app import app

    monkeypatch.chdir(tmp_path)
    (tmp_path / "gym.txt").write_text(GYM, encoding="utf-8")
    run = CliRunner().invoke
    assert '"given": true' in run(app, ["check", "gym.txt", "--sector", "travel", "--format", "json"]).stdout
    assert "--sector is one of any, vehicle" in run(app, ["check", "gym.txt", "--sector", "boats"]).stderr
    assert "--buyer is consumer or business" in run(app, ["check", "gym.txt", "--buyer", "me"]).stderr
