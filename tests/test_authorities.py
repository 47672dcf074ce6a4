"""The law files: complete, mirrored, honest; and what findings are told from them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck import check
from clausecheck.authorities import EFFECTS, OWN_READING, STANDING, Law, Ref, load
from clausecheck.authorities.provisions import chinese_number, cite, day_in_force
from clausecheck.errors import PackError
from clausecheck.quantities.numerals import chinese_value
from clausecheck.reports.authority import describe
from clausecheck.text import Bilingual

RULES = Path(__file__).parent.parent / "rules"
GROUNDS = {
    "invalid-standard-term", "not-incorporated", "good-faith", "breach-of-agreement", "deposit-rule", "advertising", "parties",
    "data", "administrative", "remedies",
}  # fmt: skip
MEILAN = "case-meilan-2025-xiaomi-deposit"


@pytest.fixture(scope="module")
def law() -> Law:
    return load(RULES)


def doctrines() -> list[str]:
    return list(load(RULES).doctrines)


def test_all_that_was_collected_is_there(law: Law) -> None:
    assert (len(law.authorities), len(law.doctrines), len(law.cases), len(law.instruments)) == (400, 102, 28, 50)


@pytest.mark.parametrize("name", doctrines())
def test_a_doctrine_is_complete(law: Law, name: str) -> None:
    doctrine = law.doctrines[name]
    assert doctrine.effect in EFFECTS and doctrine.ground in GROUNDS
    assert doctrine.severity in ("high", "medium", "low") and doctrine.tier in ("A", "B", "C")
    assert doctrine.title.zh and doctrine.title.en and doctrine.description and doctrine.phrases_zh and doctrine.phrases_en
    assert (doctrine.ask is None) == (doctrine.decidable == "text")
    assert any(ref.role == "ground" for ref in doctrine.authorities)
    for ref in doctrine.authorities:
        assert ref.id in law.authorities and ref.link in ("stated", "mapped")
        assert ref.role in ("ground", "support", "contrary", "administrative")
        assert law.authorities[ref.id].status != "repealed"
    for link in doctrine.cases:
        assert link.id in law.cases and link.role in ("support", "contrary", "fact-pattern", "pending", "do-not-cite")


def test_authorities_mirror_doctrines_exactly(law: Law) -> None:
    cited: dict[str, set[str]] = {}
    for name, doctrine in law.doctrines.items():
        for ref in doctrine.authorities:
            cited.setdefault(ref.id, set()).add(name)
    for name, authority in law.authorities.items():
        own = set(authority.doctrines) - {"background", "repealed-citation"}
        assert own == cited.get(name, set()), name


def test_cases_mirror_doctrines_exactly(law: Law) -> None:
    cited: dict[str, set[str]] = {}
    for name, doctrine in law.doctrines.items():
        for link in doctrine.cases:
            cited.setdefault(link.id, set()).add(name)
    assert all(set(case.doctrines) == cited.get(name, set()) for name, case in law.cases.items())


def test_what_claims_voidness_rests_on_a_voiding_statute_regulation_or_interpretation(law: Law) -> None:
    for name, doctrine in law.doctrines.items():
        if doctrine.effect == "void":
            assert law.confidence(doctrine.authorities, "void") <= 4, name


def test_every_case_speaks_both_languages(law: Law) -> None:
    for case in law.cases.values():
        for text in (case.court, case.line, case.holding, case.status_note):
            assert any("\u4e00" <= c <= "\u9fff" for c in text.zh)
            assert sum("\u4e00" <= c <= "\u9fff" for c in text.en) * 10 < len(text.en)  # a quoted term, no more


def test_summaries_claim_no_more_than_may_be_held(law: Law) -> None:
    for doctrine in law.doctrines.values():
        assert "is void" not in doctrine.title.en and not doctrine.title.zh.endswith("无效")


CITES = [
    ("cn-civil-code-497", "《民法典》第四百九十七条", "Civil Code art. 497"),
    ("cn-civil-code-7", "《民法典》第七条", "Civil Code art. 7"),
    ("cn-crpl-26", "《消费者权益保护法》第二十六条", "Consumer Law art. 26"),
    ("cn-spc-contract-10", "《最高人民法院民法典合同编通则解释》第十条", "SPC Interpretation on Contracts (General Provisions) art. 10"),
    ("cn-local-zhejiang-crpl-27-28", "《浙江省实施〈消费者权益保护法〉办法》第二十七至二十八条、第三十条", "Zhejiang Consumer Measures arts. 27-28, 30"),
    ("cn-auto-price-guide-2026", "《汽车行业价格行为合规指南》", "Automobile Price Compliance Guidelines"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "zh", "en"), CITES)
def test_how_an_article_is_cited(law: Law, name: str, zh: str, en: str) -> None:
    assert law.authorities[name].cite == Bilingual(zh, en)


def test_a_paragraph_is_cited_as_one() -> None:
    assert cite(Bilingual("公司法", "Company Law"), "63 and 20(3)").zh == "《公司法》第六十三条、第二十条第三款"


@given(st.integers(1, 9999))
def test_article_numbers_are_read_back(n: int) -> None:
    assert chinese_value(chinese_number(n)) == n


@pytest.mark.parametrize(
    ("refs", "effect", "step"),
    [
        ([Ref("cn-civil-code-497", "ground", "stated")], "void", 1),
        ([Ref("cn-civil-code-497", "ground", "mapped")], "void", 2),
        ([Ref("cn-civil-code-496", "ground", "stated")], "void", OWN_READING),  # not incorporated is not void
        ([Ref("cn-civil-code-497", "support", "stated")], "void", OWN_READING),  # only a ground counts
        ([Ref("cn-auto-sales-14", "ground", "stated")], "void", OWN_READING),  # a departmental rule does not void
        ([Ref("cn-auto-sales-14", "ground", "stated")], "administrative", 5),
        ([Ref("cn-spc-contract-10", "ground", "stated")], "not-incorporated", 3),
        ([Ref("cn-crpl-ir-13", "ground", "mapped")], "duty", 3),
        ([Ref("cn-crpl-ir-13", "ground", "mapped"), Ref("cn-crpl-10", "ground", "stated")], "duty", 1),
        ([Ref("cn-civil-code-587", "ground", "stated")], "none-claimed", 1),
        ([Ref("cn-repealed-contract-law-39-41", "ground", "stated")], "none-claimed", OWN_READING),
        ([], "void", OWN_READING),
    ],
)
def test_confidence_follows_from_the_grounds(law: Law, refs: list[Ref], effect: str, step: int) -> None:
    assert law.confidence(refs, effect) == step


def test_grounds_stand_first_and_repealed_law_is_never_cited(law: Law) -> None:
    refs = [
        Ref("cn-samr-contract-6", "administrative", "stated"),
        Ref("cn-repealed-contract-law-39-41", "support", "stated"),
        Ref("cn-icv-notice-2025-draft", "support", "stated"),
        Ref("cn-civil-code-497", "ground", "mapped"),
    ]
    cited = law.cited(refs, None)
    assert [(c.id, c.role, c.link, c.kind) for c in cited] == [
        ("cn-civil-code-497", "ground", "mapped", "statute"),
        ("cn-samr-contract-6", "administrative", "stated", "departmental-rule"),
    ]
    assert cited[0].cite.en == "Civil Code art. 497" and cited[0].summary.zh


@pytest.mark.parametrize(
    ("name", "day", "there"),
    [
        ("cn-civil-code-497", date(2021, 1, 1), True),
        ("cn-civil-code-497", date(2020, 12, 31), False),
        ("cn-crpl-ir-17", date(2024, 6, 30), False),
        ("cn-crpl-ir-17", date(2024, 7, 1), True),
        ("cn-spc-contract-10", date(2022, 5, 1), True),  # governs older open cases too
    ],
)
def test_what_was_not_in_force_on_the_day_is_not_cited(law: Law, name: str, day: date, there: bool) -> None:
    assert bool(law.cited([Ref(name, "ground", "stated")], day)) is there


def test_what_was_not_in_force_on_the_day_carries_nothing(law: Law) -> None:
    refs = [Ref("cn-civil-code-497", "ground", "stated")]
    assert law.confidence(refs, "void", date(2021, 1, 1)) == 1
    assert law.confidence(refs, "void", date(2020, 12, 31)) == OWN_READING
    assert [i.id for i in law.later(refs, date(2020, 12, 31))] == [law.authorities["cn-civil-code-497"].instrument.id]
    assert not law.later(refs, date(2021, 1, 1))


def test_a_report_says_which_law_came_only_after_the_day_of_the_contract() -> None:
    text = "1. The Seller reserves the right of final interpretation."
    said = {day: [g.why for g in check(text, as_of=day).coverage.not_checked if g.what == "as-of"] for day in
            (date(2020, 6, 1), date(2026, 11, 1), None)}
    assert "Civil Code" in said[date(2020, 6, 1)][0].en and "《民法典》" in said[date(2020, 6, 1)][0].zh
    assert not said[None]
    assert "Civil Code" not in "".join(why.en for why in said[date(2026, 11, 1)])


def test_a_company_that_buys_keeps_496_to_498_and_loses_consumer_law(law: Law) -> None:
    refs = [Ref(n, "ground", "stated") for n in ("cn-civil-code-496", "cn-civil-code-497", "cn-crpl-26", "cn-crpl-ir-17")]
    assert [c.id for c in law.cited(refs, None, consumer=False)] == ["cn-civil-code-496", "cn-civil-code-497"]


@pytest.mark.parametrize(("text", "day"), [("2025-02 (reported 2025-03-01)", date(2025, 2, 1)), ("n/a", None), ("2002", date(2002, 1, 1))])
def test_effective_dates(text: str, day: date | None) -> None:
    assert day_in_force(text) == day


def test_contrary_is_told_as_contrary_and_do_not_cite_is_left_out(law: Law) -> None:
    assert "case-suzhou-2025-xiaomi-hood" not in [c.id for c in law.cases_cited("jurisdiction-clause")]
    contrary = [c for c in law.cases_cited("deposit-forfeiture-unconditional") if c.role == "contrary"]
    assert contrary and all(c.id != MEILAN for c in contrary)
    for doctrine in law.doctrines:
        for cited in law.cases_cited(doctrine):
            assert cited.role != "do-not-cite"
            assert law.cases[cited.id].status != "pending" or cited.role == "pending"


@pytest.mark.parametrize("name", doctrines())
def test_what_the_seller_may_answer_is_one_line_in_each_language(law: Law, name: str) -> None:
    answer = law.answer(name)
    assert any("\u4e00" <= c <= "\u9fff" for c in answer.zh) and answer.zh.endswith("。")
    assert answer.en.endswith(".") and "\n" not in answer.zh + answer.en
    assert not answer.en.startswith("None.")


def test_contrary_decisions_are_part_of_the_answer_and_only_those(law: Law) -> None:
    for name in law.doctrines:
        contrary = [c for c in law.cases_cited(name) if c.role == "contrary"]
        assert ("Decided to the contrary" in law.answer(name).en) == bool(contrary)
        assert all(STANDING[c.status].zh in law.answer(name).zh for c in contrary)
        assert all(c.court.zh in law.answer(name).zh and c.court.en in law.answer(name).en for c in contrary)


def test_an_exception_without_chinese_is_told_in_english(tmp_path: Path) -> None:
    text = (RULES / "doctrines.yaml").read_text(encoding="utf-8")
    entry = text[text.index("- id: final-interpretation") : text.index("- id: jurisdiction-clause")]
    own = entry.replace("final-interpretation", "own").replace("  exception_zh: 无。\n", "").replace("None.", "A real reason.")
    (tmp_path / "doctrines.yaml").write_text(f"doctrines:\n{own}", encoding="utf-8")
    assert load(RULES, tmp_path).answer("own") == Bilingual("A real reason.", "A real reason.")


def test_what_must_be_said_of_a_link_is_said(law: Law) -> None:
    (meilan,) = [c for c in law.cases_cited("publicity-not-contract") if c.id == MEILAN]
    assert "No clause of this kind is reported" in meilan.note.en and "Not a binding precedent" in meilan.note.en
    assert "未报道有此类条款" in meilan.note.zh and "不是有约束力的先例" in meilan.note.zh


def test_the_leading_case_keeps_its_grounds_apart(law: Law) -> None:
    grounds = {d: [(s.step, s.ground) for s in law.reasoning(d)] for d in ("payment-before-inspection", "unilateral-scheduling", "promise-conduct-mismatch")}
    assert grounds == {
        "payment-before-inspection": [(1, "invalid-standard-term"), (2, "invalid-standard-term"), (4, "good-faith")],
        "unilateral-scheduling": [(5, "breach-of-agreement")],
        "promise-conduct-mismatch": [(3, "good-faith"), (4, "good-faith")],
    }
    assert law.reasoning("data-sharing-affiliates") == ()


def test_every_step_says_how_it_is_known_and_that_we_mapped_the_articles(law: Law) -> None:
    steps = {s.step: s for d in law.doctrines for s in law.reasoning(d)}
    assert sorted(steps) == [1, 2, 3, 4, 5, 6, 7]
    for step in steps.values():
        assert step.case == MEILAN and set(step.authorities) <= set(law.authorities)
        assert "First instance, known from the press; finality unknown" in step.known.en and "our mapping" in step.known.en
        assert "一审" in step.known.zh and "我们的对应" in step.known.zh
        assert not any(law.authorities[a].cite.zh in step.text.zh or law.authorities[a].cite.en in step.text.en for a in step.authorities)


def test_a_pack_may_add_law_but_not_define_it_twice(tmp_path: Path) -> None:
    entry = "cases:\n- id: case-own\n  kind: court decision\n  court_en: A\n  court_zh: 甲\n  date: 2024\n"
    (tmp_path / "cases.yaml").write_text(entry, encoding="utf-8")
    law = load(RULES, tmp_path)
    assert len(law.cases) == 29
    with pytest.raises(PackError, match=r"cases.yaml:2: the case 'case-own' lacks 'status'"):
        law.cases["case-own"]
    (tmp_path / "cases.yaml").write_text(entry.replace("case-own", MEILAN), encoding="utf-8")
    with pytest.raises(PackError, match="defined twice"):
        load(RULES, tmp_path)


def test_an_unknown_instrument_is_named_with_its_line(tmp_path: Path) -> None:
    text = "authorities:\n- id: xx-1\n  instrument: civil-cod\n  article: 1\n"
    (tmp_path / "authorities.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(PackError, match=r"authorities.yaml:3: unknown instrument 'civil-cod'.*did you mean civil-code"):
        load(RULES, tmp_path).authorities["xx-1"]


def test_a_line_of_a_doctrine_that_is_not_whole_is_named(tmp_path: Path) -> None:
    whole = (RULES / "doctrines.yaml").read_text(encoding="utf-8")
    (name,) = [d for d in load(RULES).doctrines if d == "payment-before-inspection"]
    start = whole.index(f"- id: {name}")
    text = "doctrines:\n" + whole[start : whole.index("\n- id:", start)].replace(name, "own-doctrine", 1) + "\n"
    (tmp_path / "doctrines.yaml").write_text(text.replace(" ground mapped", " ground", 1), encoding="utf-8")
    with pytest.raises(PackError, match=r"doctrines.yaml:\d+: authorities: 'cn-civil-code-497 ground' is not 3 words"):
        load(RULES, tmp_path).doctrines["own-doctrine"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_leading_case_has_a_page_of_its_own(law: Law, language: str) -> None:
    doctrines = {name for _, concerned in law.leading.steps for name in concerned}
    page = describe(law, MEILAN, language, {name: [f"pack/{name}"] for name in doctrines})
    words = "".join(page.split())
    for step, concerned in law.leading.steps:
        assert "".join(step.text.in_(language).split()) in words
        assert "".join(step.relief.in_(language).split()) in words
        assert all(f"pack/{name}" in words for name in concerned)
        assert all("".join(law.authorities[a].cite.in_(language).split()) in words for a in step.authorities)
    for _, needs in law.leading.grounds:
        assert "".join(needs.in_(language).split()) in words
    assert "".join(law.cases[MEILAN].status_note.in_(language).split()) in words
    assert all(figure in words for figure in law.leading.figures.values())
    assert all("".join(text.in_(language).split()) in words for text in (*law.leading.facts, *law.leading.unknown))
    assert "".join(law.cases["case-kaifu-2026-xiaomi-hood"].court.in_(language).split()) in words
    assert max(map(len, page.splitlines())) <= 80


@pytest.mark.parametrize(("name", "zh", "en"), [
    ("cn-civil-code-628", "相反：payment-before-inspection", "contrary: payment-before-inspection"),
    ("case-shenzhen-2011-560", "相反：deposit-forfeiture-unconditional", "contrary: deposit-forfeiture-unconditional"),
    ("case-shenzhen-2011-560", "卖方胜诉", "the seller won"), ("cn-crpl-26", "依据：", "ground: "),
])
def test_what_is_contrary_is_shown_as_contrary(law: Law, name: str, zh: str, en: str) -> None:
    for language, said in (("zh", zh), ("en", en)):
        assert "".join(said.split()) in "".join(describe(law, name, language).split())


@pytest.mark.parametrize(("text", "line", "sentence"), [
    ("doctrines: {}\n", 1, "with a list of entries below it"), ("# nothing\ndoctrine: []\n", 2, "unknown key 'doctrine'"),
    ("doctrines:\n- title: x\n", 2, "an entry begins with `- id: NAME`"), ("doctrines:\n- id: a b\n", 2, "an entry begins with"),
    ("doctrines:\n  - id: final-interpretation\n", 2, "defined twice"), ("doctrines:\n- id: a\n- id: a\n", 3, "defined twice"),
    ("doctrines:\n- id: a\n  x: [\n", 4, "not valid YAML"), ("", 1, "empty"),
])
def test_a_law_file_of_a_pack_that_is_none_says_so(tmp_path: Path, text: str, line: int, sentence: str) -> None:
    (tmp_path / "doctrines.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load(RULES, tmp_path)
    assert sentence in caught.value.sentence and caught.value.line in (line, None if not text else line)


def test_a_pack_may_indent_its_entries_and_put_the_keys_in_any_order(tmp_path: Path) -> None:
    whole = (RULES / "doctrines.yaml").read_text(encoding="utf-8")
    start = whole.index("- id: final-interpretation\n")
    lines = whole[start : whole.index("\n- id: ", start + 1)].splitlines()
    own = [lines[1].replace("  ", "- ", 1), "  id: own-one", *lines[2:]]
    (tmp_path / "doctrines.yaml").write_text("doctrines:\n" + "\n".join(f"    {line}" for line in own) + "\n", encoding="utf-8")
    found = load(RULES, tmp_path).doctrines["own-one"]
    assert found.title == load(RULES).doctrines["final-interpretation"].title
    (tmp_path / "doctrines.yaml").write_text("doctrines:\n  - id: own-one\n    severity: high\n", encoding="utf-8")
    with pytest.raises(PackError, match=r"doctrines.yaml:2: the doctrine 'own-one' lacks"):
        _ = load(RULES, tmp_path).doctrines["own-one"]
