"""Splitting: numbering forms, headings, key terms, schedules, signatures, sentences, and what is no clause number."""

from __future__ import annotations

import pytest

from clausecheck.clauses import split


def numbers(text: str, language: str = "zh") -> list[str]:
    return [clause.number for clause in split(text, language) if clause.kind != "title" and clause.number]


def views(text: str, language: str = "en") -> list[str]:
    return [sentence.view for clause in split(text, language) for sentence in clause.sentences]


@pytest.mark.parametrize(
    ("markers", "expected"),
    [
        ("第一条 |第二条 |第三条 ", "第一条|第二条|第三条"),
        ("第1条 |第2条 |第3条 ", "第1条|第2条|第3条"),
        ("第十一条 |第十二条 |第十二条之一 |第十三条 ", "第十一条|第十二条|第十二条之一|第十三条"),
        ("第八条 |第8-1条 |第8-2条 |第九条 ", "第八条|第8-1条|第8-2条|第九条"),
        ("一.1 |一.2 |二.1 |二.2 ", "一.1|一.2|二.1|二.2"),
        ("【第一条】|【第二条】", "第一条|第二条"),
        ("一、|二、|三、", "一|二|三"),
        ("壹、|贰、|叁、", "壹|贰|叁"),
        ("（一）|（二）|（三）", "（一）|（二）|（三）"),
        ("(一) |(二) |(三) ", "(一)|(二)|(三)"),
        ("1、|2、|3、", "1|2|3"),
        ("１．|２．|３．", "１|２|３"),
        ("1. |2. |3. ", "1|2|3"),
        ("1) |2) |3) ", "1)|2)|3)"),
        ("1）|2）|3）", "1）|2）|3）"),
        ("（1）|（2）|（3）", "（1）|（2）|（3）"),
        ("①|②|③", "①|②|③"),
        ("1 |2 |3 ", "1|2|3"),
        ("1.1 |1.2 |1.3 ", "1.1|1.2|1.3"),
    ],
)
def test_chinese_numbering(markers: str, expected: str) -> None:
    text = "购车合同\n" + "\n".join(f"{marker}买方付清尾款。" for marker in markers.split("|"))
    assert numbers(text) == expected.replace("１", "1").replace("２", "2").replace("３", "3").split("|")


@pytest.mark.parametrize(
    ("markers", "expected"),
    [
        ("Article 1. |Article 2. |Article 3. ", "Article 1|Article 2|Article 3"),
        ("Article 5 |Article 5bis |Article 5ter |Article 6 ", "Article 5|Article 5bis|Article 5ter|Article 6"),
        ("Section I |Section II |Section III ", "Section I|Section II|Section III"),
        ("ARTICLE ONE: |ARTICLE TWO: ", ""),
        ("Clause 1: |Clause 2: ", "Clause 1|Clause 2"),
        ("§1 |§2 |§3 ", "§1|§2|§3"),
        ("Step 1: |Step 2: ", "Step 1|Step 2"),
        ("(a) |(b) |(c) ", "(a)|(b)|(c)"),
        ("a) |b) |c) ", "a)|b)|c)"),
        ("a. |b. |c. ", "a|b|c"),
        ("i. |ii. |iii. ", "i|ii|iii"),
        ("(A) |(B) |(C) ", "(A)|(B)|(C)"),
        ("I. |II. |III. |IV. ", "I|II|III|IV"),
        ("First. |Second. |Third. ", "First|Second|Third"),
        ("1 - |2 - |3 - ", "1|2|3"),
        ("**1.** |**2.** |**3.** ", "1|2|3"),
        ("## 1. |## 2. ", "1|2"),
        ("1\\. |2\\. ", "1|2"),
        ("A.1 |A.2 ", "A.1|A.2"),
    ],
)
def test_english_numbering(markers: str, expected: str) -> None:
    text = "CAR SALE\n" + "\n".join(f"{marker}The Buyer pays the balance." for marker in markers.split("|"))
    assert numbers(text, "en") == [number for number in expected.split("|") if number]


def test_nesting_numbers_and_paths() -> None:
    text = (
        "第一章 总则\n第一条 买方应当支付：\n（一）定金；\n（二）尾款。\n第二章 交付\n第二条 卖方交车。\n"
        "附件一 价格表\n1. 车价\n2. 税费\n"
    )
    clauses = split(text, "zh")
    tree = [(c.number, c.path, c.parent if c.parent is None else clauses[c.parent].number) for c in clauses]
    assert tree == [
        ("第一章", ("1",), None),
        ("第一条", ("1", "1"), "第一章"),
        ("（一）", ("1", "1", "1"), "第一条"),
        ("（二）", ("1", "1", "2"), "第一条"),
        ("第二章", ("2",), None),
        ("第二条", ("2", "2"), "第二章"),
        ("附件一", ("附件一",), None),
        ("1", ("附件一", "1"), "附件一"),
        ("2", ("附件一", "2"), "附件一"),
    ]
    assert [c.kind for c in clauses[:2]] == ["heading", "clause"]


def test_dotted_numbers_stand_below_articles() -> None:
    clauses = split("第三条 付款\n3.1 定金。\n3.2 尾款。\n第四条 交付\n4.1 交车。\n", "zh")
    assert [(c.number, c.path, c.parent) for c in clauses] == [
        ("第三条", ("3",), None), ("3.1", ("3", "1"), 0), ("3.2", ("3", "2"), 0), ("第四条", ("4",), None), ("4.1", ("4", "1"), 3)
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "1. The Buyer shall pay, as stated in clause\n2. below, the balance.\n2. The Seller delivers.\n",
        "1. The Buyer pays within\n3 days of notice, by\n30 June 2026.\n2. The Seller delivers.\n",
        "1. The price stated in clause\n4.2 below is RMB\n5,000 in all.\n2. The Seller delivers.\n",
        "1. Payment under Article\n1. 5,000 yuan is due.\n2. The Seller delivers.\n",
    ],
)
def test_numbers_at_the_head_of_a_wrapped_line_are_no_clauses(text: str) -> None:
    assert numbers(text, "en") == ["1", "2"]


@pytest.mark.parametrize(
    "text",
    [
        "第一条 买方依照本协议\n第二条履行付款义务后，始取得查验车辆的资格。\n第二条 买方付清尾款。\n",
        "第一条 价款为人民币\n5,000元，于2026年\n3月5日前付清。\n第二条 卖方交车。\n",
        "第一条 卖方未按第三条的约定交车的，买方有权解除合同。\n第二条 其他。\n",
        "第一条 前款所述尾款，包括\n2.1款项在内。\n第二条 卖方交车。\n",
    ],
)
def test_references_at_the_head_of_a_wrapped_line_are_no_clauses(text: str) -> None:
    assert numbers(text) == ["第一条", "第二条"]


def test_numbers_inside_one_paragraph_split_it() -> None:
    assert numbers("一、尾款付清后发放出库码。二、凭出库码方可入库。三、入库后由买方查验。\n") == ["一", "二", "三"]
    assert numbers("1. The Buyer pays. 2. The dealer delivers. 3. The Buyer inspects.\n", "en") == ["1", "2", "3"]
    assert numbers("Clause 1. You pay. Clause 2. We deliver. Clause 3. You look.\n", "en") == ["Clause 1", "Clause 2", "Clause 3"]
    assert numbers("1. Delivery is due on day 5. 12 days later the order lapses.\n", "en") == ["1"]


def test_a_gap_an_extract_and_a_slip_of_the_drafter() -> None:
    assert numbers("VEHICLE ORDER\n4. Vehicles are handed over.\n5. Customers pay.\n", "en") == ["4", "5"]
    assert numbers("房车销售合同\n第五条 尾款到账之前车辆由甲方保管。\n") == ["第五条"]
    assert numbers("1. Pay.\n2. Take.\n4. Leave.\n5. Return.\n", "en") == ["1", "2", "4", "5"]
    assert numbers("1. Pay.\n2. Take.\n2. Leave.\n3. Return.\n", "en") == ["1", "2", "2", "3"]


def test_items_below_an_opening_and_what_follows_the_list() -> None:
    text = "第九条 买方逾期付款的：\n（1）不超过三十日的，支付违约金；\n（2）超过三十日的，卖方可以解除合同。\n卖方解除合同的，应当退还已付款。\n第十条 其他。\n"
    clauses = split(text, "zh")
    assert [(c.number, c.parent) for c in clauses] == [
        ("第九条", None), ("（1）", 0), ("（2）", 0), ("第九条第二款", 0), ("第十条", None)
    ]  # fmt: skip
    english = split("1. The Buyer shall:\n(a) pay the price; and\n(b) collect the car.\n", "en")
    assert [(c.number, c.parent, c.kind) for c in english] == [("1", None, "clause"), ("(a)", 0, "clause"), ("(b)", 0, "clause")]


def test_paragraphs_under_an_articles_heading_are_its_parts() -> None:
    clauses = split("第七条 违约责任\n　　甲方逾期交车的，支付违约金。\n　　乙方逾期付款的，支付利息。\n第八条 其他\n　　略。\n", "zh")
    assert [c.number for c in clauses] == ["第七条", "第七条第一款", "第七条第二款", "第八条"]
    assert clauses[0].heading == "违约责任" and clauses[0].kind == "heading"
    assert clauses[3].heading == "其他" and clauses[3].kind == "clause"


def test_title_parties_key_terms_and_signature() -> None:
    text = (
        "汽车买卖合同\n出卖人：衡运汽车有限公司\n买受人：何先生\n\n车辆价款：318,900元\n\n第一条 买受人付款。\n第二条 出卖人交车。\n\n"
        "出卖人（盖章）：        买受人（签字）：\n"
    )
    assert [c.kind for c in split(text, "zh")] == [
        "title", "preamble", "preamble", "key-term", "clause", "clause", "signature"
    ]  # fmt: skip


def test_lines_with_labels_are_key_terms_and_long_ones_clauses() -> None:
    text = "SHOP POLICY\nPrice: RMB 5,000\nDeposit | 5,000\nFaults: tell us, with photos, within twelve hours, after which the pair counts as sound whatever comes to light.\n"
    clauses = split(text, "en")
    assert [c.kind for c in clauses] == ["title", "key-term", "key-term", "clause"]
    assert [c.heading for c in clauses[1:]] == ["Price", "Deposit", "Faults"]


def test_markdown_headings_and_bullets() -> None:
    clauses = split("# Terms\n\n## Returns\n\n- within 7 days\n- unworn\n\n## Payment\n\nYou pay by card.\n", "en")
    assert [(c.kind, c.heading, c.parent) for c in clauses] == [
        ("title", "Terms", None), ("heading", "Returns", None), ("clause", "", 1), ("clause", "", 1),
        ("heading", "Payment", None), ("clause", "", 4),
    ]  # fmt: skip


def test_text_without_numbers_is_split_by_paragraphs() -> None:
    clauses = split("CAR SALE\n\nThe buyer pays first.\nThe buyer looks later.\n\nThe seller delivers.\n", "en")
    assert [c.kind for c in clauses] == ["title", "clause", "clause", "clause"]
    one = split("买方付款。卖方交车。买方验车；双方签字。买方提车！卖方开票？", "zh")
    assert len(one) == 1 and len(one[0].sentences) == 6


def test_a_number_alone_on_its_line_takes_the_next() -> None:
    clauses = split("1.\nSCOPE\nThese terms apply.\n\n2.\nPRICE\nThe price is fixed.\n", "en")
    assert [(c.number, c.heading) for c in clauses] == [("1", "SCOPE"), ("2", "PRICE")]


def test_hard_wraps_inside_a_sentence_are_joined_in_its_view() -> None:
    text = "购车协议\n1. 剩余购车款到\n账后，甲方开具放\n车单。\n2. 乙方凭放车单提\n车。\n"
    assert views(text, "zh")[1:] == ["剩余购车款到账后，甲方开具放车单。", "乙方凭放车单提车。"]
    english = "1. The Dealer sends the Customer\n   a call for\n   funds.\n2. The Customer pays.\n"
    assert views(english)[0] == "the dealer sends the customer a call for funds."


def test_english_sentences_know_abbreviations_brackets_and_figures() -> None:
    text = (
        "Harrow Co., Ltd. sells the car, see Art. 5 and No. 7, for RMB 1.5 million, e.g. by transfer (in U.S. dollars; not "
        'in cash). Mr. Li pays 3.2 % more. "Is it due?" It is; he pays.'
    )
    assert [view[:14] for view in views(text)] == ["harrow co., lt", "mr. li pays 3.", '"is it due?"', "it is;", "he pays."]


def test_chinese_sentences_keep_quotes_and_brackets() -> None:
    text = "卖方称：“先付款，后验车。”买方（包括其代理人；下同）同意。附件见下；其余略。"
    assert views(text, "zh") == ['卖方称："先付款，后验车。"', "买方（包括其代理人；下同）同意。", "附件见下；", "其余略。"]


def test_each_sentence_has_its_own_language() -> None:
    text = "第一条 买方付清尾款。\nArticle 1 The Buyer pays the balance.\n第二条 卖方向 Customer 交车。\nArticle 2 The Seller (卖方) delivers.\n"
    clauses = split(text, "zh")
    assert [s.language for c in clauses for s in c.sentences] == ["zh", "en", "zh", "en"]
    assert [c.number for c in clauses] == ["第一条", "Article 1", "第二条", "Article 2"]


def test_start_leaves_out_what_stands_before_it() -> None:
    text = "---\nby: seller\n---\n1. You pay.\n2. We deliver.\n"
    clauses = split(text, "en", text.index("1."))
    assert clauses[0].start == text.index("1.") and [c.number for c in clauses] == ["1", "2"]
    assert split("", "zh") == () and split("abc", "en", 3) == ()
    assert len(split(" \n ", "en")) == 1


def test_a_sentence_about_a_section_opens_none() -> None:
    text = "PLEASE READ THESE TERMS.\nSECTION 11 INCLUDES A WAIVER OF SUITS.\nWe sell books to you.\n\nOrders are final.\n"
    assert [clause.number for clause in split(text, "en") if clause.number] == []


def test_items_of_a_markdown_list_keep_their_own_numbers() -> None:
    text = "## 第二条 交付\n\n**2.2** 有下列情形之一的，甲方不承担责任：\n\n- （一） 停产的；\n\n- （二） 迟延的。\n"
    assert numbers(text)[-2:] == ["（一）", "（二）"]
