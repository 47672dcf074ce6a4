"""Who is who: by declaration, gloss, name, the other party or deeds; and the roles of words in a sentence."""

from __future__ import annotations

import pytest

from clausecheck.clauses import defined_terms, split
from clausecheck.parties import PartyName, find_parties, resolver, role_of_word
from clausecheck.parties.labels import in_plain_words, plain_labels


def parties(text: str, language: str = "zh") -> dict[str, PartyName]:
    clauses = split(text, language)
    found = find_parties(text, clauses, defined_terms(text, clauses))
    for party in found:
        quote = text[party.start : party.end]
        assert quote and quote == quote.strip()
        assert party.name is None or party.name in quote
    return {party.role: party for party in found}


def roles(text: str, *words: str, language: str = "zh") -> list[str | None]:
    clauses = split(text, language)
    resolve = resolver(find_parties(text, clauses, defined_terms(text, clauses)))
    return [resolve(word) for word in words]


@pytest.mark.parametrize(
    ("head", "buyer", "seller"),
    [
        ("甲方（买受人）：何女士\n乙方（出卖人）：衡运汽车有限公司", "何女士", "衡运汽车有限公司"),
        ("乙方（消费者）：谢女士　甲方：凯晟汽车销售有限公司", "谢女士", "凯晟汽车销售有限公司"),
        ("买方（甲方）：戴先生　　卖方（乙方）：泰和汽车有限公司", "戴先生", "泰和汽车有限公司"),
        ("甲方：米女士（买车人）　乙方：安捷汽车有限公司", "米女士", "安捷汽车有限公司"),
        ("业主：马先生；施工方：筑巢装饰工程队", "马先生", "筑巢装饰工程队"),
        ("出租人：安居公寓有限公司\n承租人：李先生", "李先生", "安居公寓有限公司"),
        ("平台：环球优选商贸有限公司　用户：您", None, "环球优选商贸有限公司"),
        ("卖方（以下简称甲方）：泰和公司\n买方（以下简称乙方）：＿＿＿＿", None, "泰和公司"),
        ("出卖人 | 远岚公司 | 买受人 | 何女士", "何女士", "远岚公司"),
        ("供方(盖章) | 需方(盖章)\n第一条 供方向需方供应大米。", None, None),
        ("供方(盖章) | 远岚公司(盖章)\n第一条 供方向需方供应大米。", None, "远岚公司(盖章)"),
        ("甲方 | 乙方\n远岚公司 | 何女士\n第一条 甲方向乙方出售车辆，乙方支付价款。", "何女士", "远岚公司"),
        ("甲方（出卖人）：远岚公司乙方（买受人）：何女士", "何女士", "远岚公司"),
        ("销售方：凌曜汽车有限公司（以下称“凌曜”）\n订购人：何女士\n第一条 车辆由凌曜汽车有限公司交付。", "何女士", "凌曜汽车有限公司"),
        ("甲方 | 负责交付车辆\n乙方 | 应付清尾款\n第一条 甲方向乙方出售车辆，乙方支付价款。", None, None),
        ("甲 方：新纪元汽车有限公司\n乙 方：费女士", "费女士", "新纪元汽车有限公司"),
        ("本合同由泰和汽车有限公司（以下简称“甲方”）与谢女士（以下简称“乙方”）订立。", "谢女士", "泰和汽车有限公司"),
    ],
)
def test_chinese_declarations(head: str, buyer: str | None, seller: str | None) -> None:
    found = parties(f"购车合同\n{head}\n第一条 尾款于验车后付清。\n")
    assert (found["buyer"].name, found["seller"].name) == (buyer, seller)


@pytest.mark.parametrize(
    ("head", "buyer", "seller"),
    [
        ("Seller: Seaview Motor Sales Co., Ltd. Buyer: Ms Guo Lin", "Ms Guo Lin", "Seaview Motor Sales Co., Ltd."),
        ("Lessor: Maple Court Co., Ltd.; Lessee: Mr Tan", "Mr Tan", "Maple Court Co., Ltd."),
        ("Party A (the Purchaser): Ms Li\nParty B (the Dealer): Harrow Ltd.", "Ms Li", "Harrow Ltd."),
        ("Party A: Steppe Auto Sales Co., Ltd. Party B: Mr Bao", "Mr Bao", "Steppe Auto Sales Co., Ltd."),
        ("Contractor: Goldleaf Decoration Co., Ltd. Owner: ________", None, "Goldleaf Decoration Co., Ltd."),
        ("Velocity Auto Online Sales Co., Ltd. and customer", None, "Velocity Auto Online Sales Co., Ltd."),
        ("Reboot Devices Co., Ltd. - buyer", None, "Reboot Devices Co., Ltd."),
        ("Clinic: Velvet Medical Clinic Co., Ltd. Client: Ms Jiang", "Ms Jiang", "Velvet Medical Clinic Co., Ltd."),
    ],
)
def test_english_declarations(head: str, buyer: str | None, seller: str | None) -> None:
    found = parties(f"TERMS OF SALE\n{head}\n\n1. The balance is due after inspection.\n", "en")
    assert (found["buyer"].name, found["seller"].name) == (buyer, seller)


def test_labels_mean_whoever_the_contract_says() -> None:
    buyer_first = "购车合同\n甲方（买受人）：何女士\n乙方：衡运汽车有限公司\n第一条 甲方付款。\n"
    seller_first = "购车合同\n甲方（销售方）：衡运汽车有限公司\n乙方：何女士\n第一条 乙方付款。\n"
    assert roles(buyer_first, "甲方", "乙方", "甲方工作人员", "何女士") == ["buyer", "seller", "buyer", "buyer"]
    assert roles(seller_first, "甲方", "乙方", "甲方的工作人员", "衡运汽车有限公司") == ["seller", "buyer", "seller", "seller"]


def test_labels_without_a_gloss_go_by_deeds() -> None:
    assert roles("第一条 甲方应付清尾款。\n第二条 乙方收款后交车。\n", "甲方", "乙方") == ["buyer", "seller"]
    assert roles("第一条 甲方通知乙方验车。\n第二条 乙方付清尾款。\n", "甲方", "乙方") == ["seller", "buyer"]
    assert roles("第一条 甲方应在尾款付清后十日内寄送证书，乙方有权查验车辆。\n", "甲方", "乙方") == ["seller", "buyer"]
    assert roles("第一条 甲方与乙方应友好协商。\n", "甲方", "乙方") == [None, None]
    english = "1. Party A shall pay the balance.\n2. Party B delivers the car.\n"
    assert roles(english, "Party A", "party b", language="en") == ["buyer", "seller"]


def test_glosses_inside_a_sentence() -> None:
    text = "汽车订购协议\n第一条 整车下线当日，甲方（销售方）向乙方\n（订车人）发出通知。\n"
    assert roles(text, "甲方", "乙方", "订车人") == ["seller", "buyer", "buyer"]
    english = "Agreement between Party A (the Purchaser) and Party B (the Dealer)\n1. Party A pays.\n"
    assert roles(english, "party a", "Party B", "the dealer", language="en") == ["buyer", "seller", "seller"]


def test_we_and_you_and_who_takes_the_money() -> None:
    text = (
        "本协议由您（下单用户）与云岚汽车销售有限公司（以下称“我们”）订立。\n第一条 定金由云岚科技有限公司代为收取。\n"
    )
    found = parties(text)
    assert found["payee"].name == "云岚科技有限公司"
    assert found["seller"].name == "云岚汽车销售有限公司"
    assert roles(text, "您", "我们", "云岚科技有限公司") == ["buyer", "seller", "payee"]
    english = 'Between Starfall Co., Ltd. ("we", "us") and the person named below ("you").\n1. Payments are taken by Starfall Technology Co., Ltd. for us.\n'
    assert roles(english, "we", "us", "You", language="en") == ["seller", "seller", "buyer"]
    assert parties(english, "en")["payee"].name == "Starfall Technology Co., Ltd."


def test_parties_that_no_line_declares_are_quoted_where_they_first_stand() -> None:
    text = "CAR SALE\n1. The Customer pays the Dealer.\n"
    found = parties(text, "en")
    assert [(p.name, text[p.start : p.end]) for p in (found["buyer"], found["seller"])] == [(None, "Customer"), (None, "Dealer")]
    assert parties("尾款付清后方可验车。\n") == {}


def test_a_platform_is_a_platform_where_someone_else_sells() -> None:
    alone = "平台：环球优选有限公司　用户：您\n1. 用户付款。\n"
    beside = "平台：环球优选有限公司　商家：青禾百货店　用户：您\n1. 用户付款。\n"
    assert roles(alone, "平台") == ["seller"]
    assert roles(beside, "平台", "商家", "用户") == ["platform", "seller", "buyer"]


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("买受人", "buyer"), ("本合同的买受人", "buyer"), ("全体会员", "buyer"), ("购车客户", "buyer"), ("買受人", "buyer"), ("業主", "buyer"),
        ("出卖人", "seller"), ("经销商", "seller"), ("本公司", "seller"), ("销售方工作人员", "seller"), ("制造商", "maker"), ("第三方", "third"),
        ("双方", "both"), ("车辆", None), ("尾款", None), ("the Buyer", "buyer"), ("Customers", "buyer"), ("any customer", "buyer"),
        ("the paid-up customer", "buyer"), ("the Dealer's staff", "seller"), ("the Dealer's bank", None), ("Vendor", "seller"), ("manufacturer", "maker"),
        ("either party", "both"), ("the balance", None), ("the car", None), ("", None),
    ],
)  # fmt: skip
def test_usual_roles_of_words(word: str, role: str | None) -> None:
    assert role_of_word(word) == role
    assert resolver(())(word) == role


def test_labels_are_read_as_the_parties_they_stand_for() -> None:
    text = "甲方（消费者）：何女士\n乙方（经营者）：远岚公司\n第一条 乙方不得加收费用，甲方有权退货。"
    clauses = split(text, "zh")
    plain = plain_labels(find_parties(text, clauses, ()))
    assert plain == {"甲方": "买方", "乙方": "卖方"}
    last = in_plain_words([s for c in clauses for s in c.sentences][-1], plain)
    assert last.view.endswith("卖方不得加收费用，买方有权退货。")
    at = last.view.index("买方")
    span = last.span(at, at + 2)
    assert text[span.start:span.end] == "甲方"


def test_english_labels_stand_where_they_stood() -> None:
    text = 'Party A (the "Seller"): Yuanlan Ltd\nParty B (the "Buyer"): Ms He\n1. The Party A delivers and Party B pays.'
    clauses = split(text, "en")
    plain = plain_labels(find_parties(text, clauses, defined_terms(text, clauses)))
    last = in_plain_words([s for c in clauses for s in c.sentences][-1], plain)
    assert last.view.endswith("the seller delivers and the buyer pays.")
    assert len(last.offsets) == len(last.view) + 1
    at = last.view.index("the buyer")
    span = last.span(at, at + len("the buyer"))
    assert text[span.start:span.end] == "Party B"


def test_labels_that_no_word_explains_stay() -> None:
    sentence = split("甲方与乙方友好合作。", "zh")[0].sentences[0]
    assert in_plain_words(sentence, {}) is sentence


@pytest.mark.parametrize(
    ("head", "buyer", "seller"),
    [
        ("旅游者：____等____人　　旅行社：____（许可证编号：____）", None, None),
        ("甲方（养老机构）：____　乙方（老年人）：何先生　丙方（监护人）：____", "何先生", None),
        ("Landlord: ________ Tenant: ________ Property: ________", None, None),
        ('Seller: Hallam Motors Limited. Customer: ________ ("you").', None, "Hallam Motors Limited."),
        ("Party A: Qiming Language School Ltd (the School). Party B: the Student or guardian.", None, "Qiming Language School Ltd"),
        ("Organiser: Blue Ridge Ltd. Traveller: the person named on the booking form.", None, "Blue Ridge Ltd."),
    ],
)
def test_a_blank_or_a_description_is_no_name(head: str, buyer: str | None, seller: str | None) -> None:
    found = parties(f"{head}\n1. 乙方支付费用。\n", "zh" if head[0] > "\u2e7f" else "en")
    assert (found["buyer"].name, found["seller"].name) == (buyer, seller)
