"""A pack's own events are put in order like those that ship; a sum in the gap of a form belongs to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausecheck import check

PACK = "name: parking\nversion: 0.1.0\njurisdiction: CN\nlanguages: [zh, en]\n"
LEXICON = """\
PAY_PARKING: {kind: event, actor: buyer, zh: [缴纳停车费], en: [pays the parking fee]}
DRIVE_IN: {kind: event, actor: buyer, zh: [驶入停车场], en: [drives in]}
ITEM_CAP: {kind: state, zh: [每件…封顶], en: [not exceed … per item]}
"""
RULE = """\
title: {zh: 先付停车费, en: Parking fee first}
doctrine: payment-before-inspection
when: [WHEN]
severity: low
effect: none-claimed
message: {zh: 先付停车费, en: The fee comes first}
why: {zh: 因为, en: since}
advice: {zh: 问, en: ask}
suggest: {zh: 另行约定。, en: To be agreed.}
ask: {zh: 先后如何？, en: Which comes first?}
examples:
  violates: {zh: [甲。, 乙。], en: [A., B.]}
  complies: {zh: [丙。, 丁。, {text: 戊。, near_miss: true}], en: [C., D., {text: E., near_miss: true}]}
"""


def pack(folder: Path, when: str) -> str:
    folder.mkdir()
    for name, text in (("pack.yaml", PACK), ("lexicon.yaml", LEXICON), ("fee-first.yaml", RULE.replace("WHEN", when))):
        (folder / name).write_text(text, encoding="utf-8")
    return str(folder)


@pytest.mark.parametrize(("text", "expected"), [
    ("车主缴纳停车费后驶入停车场。", (1, 0)),
    ("车主驶入停车场后缴纳停车费。", (0, 0)),
    ("车主不缴纳停车费的，不得驶入停车场。", (1, 0)),
    ("车主缴纳停车费。车主驶入停车场。", (0, 1)),
    ("The driver pays the parking fee before he drives in.", (1, 0)),
    ("Only after the driver drives in is it that he pays the parking fee.", (0, 0)),
])
def test_own_events_are_ordered(tmp_path: Path, text: str, expected: tuple[int, int]) -> None:
    report = check(text, packs=[pack(tmp_path / "parking", "{before: [PAY_PARKING, DRIVE_IN]}")])
    assert (len(report.findings), len(report.undetermined)) == expected


@pytest.mark.parametrize(("text", "found"), [
    ("Compensation shall not exceed RMB 300 per item.", True), ("Compensation shall not exceed RMB 900 per item.", False),
    ("损坏的每件300元封顶。", True), ("损坏的每件900元封顶。", False),
])
def test_a_sum_inside_of_a_form_is_its_own(tmp_path: Path, text: str, found: bool) -> None:
    report = check(text, packs=[pack(tmp_path / "parking", "{ITEM_CAP: {amount: {under: 500 CNY}}}")])
    assert bool(report.findings) is found


@pytest.mark.parametrize(("text", "denied"), [
    ("买方不得驶入停车场。", True), ("买方不得不驶入停车场。", False), ("买方驶入停车场。", False), ("买方概不驶入停车场；费用另计。", True),
    ("The Buyer never drives in.", True), ("The Buyer drives in.", False),
])
def test_an_own_event_that_nobody_orders_is_denied_by_the_words_before_it(tmp_path: Path, text: str, denied: bool) -> None:
    found = check(text, packs=[pack(tmp_path / "parking", "{DRIVE_IN: {negated: true}}")]).findings
    assert bool(found) == denied
