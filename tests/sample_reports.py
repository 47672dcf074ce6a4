"""Two rich reports, one on a Chinese and one on an English car contract, for the tests of every report format.

They use all grounds, several points, all four sources, undetermined questions, remedies, a timeline and a suppressed
finding. The agreements are invented.
"""

from __future__ import annotations

from decimal import Decimal
from hashlib import sha256

from clausecheck.findings import (
    CaseCited,
    Cited,
    ClauseRef,
    Coverage,
    Evidence,
    Finding,
    NotChecked,
    PackInfo,
    Remedy,
    Report,
    Resemblance,
    Severity,
    Step,
    Undetermined,
)
from clausecheck.parties import PartyName
from clausecheck.text import Bilingual, Role, Source

ZH = """澄海汽车订购协议

甲方（销售方）：澄海汽车销售（海口）有限公司
乙方（购车人）：林女士

第一条 车辆与价款
乙方订购澄海 S5 一台，含税总价人民币 318,900 元，定金 5,000 元已付，尾款 313,900 元。

第二条 排产
甲方有权根据生产计划自行安排排产，无须另行征得乙方同意。

第三条 尾款
乙方应在甲方发出付款通知后 7 日内付清尾款 313,900 元，付清尾款前不得验车。

第四条 逾期
乙方未按前条付款的，订单自动取消，定金不予退还，甲方不承担任何责任。

第五条 交付
尾款到账后甲方通知乙方提车，乙方于提车时在交付中心查验车辆。

第六条 宣传
甲方的广告、官网展示和客服答复仅供参考，不构成合同内容。

第七条 违约金
乙方解除合同的，除定金不退外，另按总价的 30% 支付违约金。

第八条 个人信息
乙方同意甲方将其个人信息提供给任何合作方使用。

第九条 责任主体
本协议项下的责任由甲方独立承担，其关联公司不承担责任。

第十条 争议
因本协议产生的争议由甲方所在地人民法院管辖。

第十一条 附则
本协议一式两份，双方各执一份。最终解释权归甲方所有。
"""

EN = """CHENGHAI VEHICLE ORDER AGREEMENT

Seller: Chenghai Auto Sales (Haikou) Co., Ltd.
Buyer: Ms Lin

1. Vehicle and price
The Buyer orders one Chenghai S5 at CNY 318,900; earnest money of CNY 5,000 has been paid; the balance is CNY 313,900.

2. Production
The Seller may schedule production as it sees fit and without the Buyer's consent.

3. Balance
The Buyer shall pay the balance of CNY 313,900 within 7 days of the payment notice and may not inspect the car before.

4. Default
If the Buyer does not pay in time, the order is cancelled, the earnest money is forfeited and the Seller owes nothing.

5. Handover
Once the balance has arrived the Seller calls the Buyer for collection, when the car may be looked at.

6. Publicity
Advertisements, the website and replies by staff are for reference only and no part of this agreement.

7. Penalty
A Buyer who withdraws loses the earnest money and pays a penalty of 30% of the price as well.

8. Personal data
The Buyer agrees that the Seller passes on personal data to any partner.

9. Who is liable
Only the Seller answers for this agreement; its affiliates do not.

10. Disputes
The courts at the Seller's seat decide all disputes.

11. Closing
Two copies are made. The Seller has the right of final interpretation.
"""

OTHER = {
    "zh": {
        "promised": "官方账号 答复：我们支持先验车、后付尾款，请放心下单。\n",
        "agreed": "客服：已为您延期，自定金支付之日起 360 日内可随时申请排产。\n",
        "happened": "- DEPOSIT_PAID: 2026-01-05\n- PAYMENT_NOTICE: 2026-03-02\n- CANCELLED: 2026-03-12\n",
    },
    "en": {
        "promised": "Official reply: we support inspecting the car first and paying the balance afterwards.\n",
        "agreed": "Customer service: deferred; you may ask for production at any time within 360 days.\n",
        "happened": "- DEPOSIT_PAID: 2026-01-05\n- PAYMENT_NOTICE: 2026-03-02\n- CANCELLED: 2026-03-12\n",
    },
}

B = Bilingual


def source(role: Role, text: str, language: str, name: str = "", number: int = 1) -> Source:
    identity = role if role in ("contract", "happened") else f"{role}-{number}"
    return Source(identity, role, name or f"{role}.txt", text, language, sha256(text.encode("utf-8", "surrogatepass")).hexdigest())


def evidence(element: str, quote: str, of: Source) -> Evidence:
    start = of.text.index(quote)
    return Evidence(element, quote, of.id, start, start + len(quote))


def clause(number: str, of: Source) -> ClauseRef:
    """The clause whose heading line opens with `number`."""
    start = of.text.index(f"\n{number} ") + 1
    after = of.text.find("\n\n", start)
    heading = of.text[start : of.text.index("\n", start)].removeprefix(number).strip()
    return ClauseRef(number, heading, start, after if after >= 0 else len(of.text))


CODE_497 = Cited(
    "cn-civil-code-497", "statute", "ground", "mapped", "in-force", B("《民法典》第497条", "Civil Code art. 497"),
    B("格式条款不合理地加重对方责任、限制对方主要权利的无效。", "Standard terms that unreasonably burden the other side or restrict its main rights."),
)  # fmt: skip
CODE_586 = Cited(
    "cn-civil-code-586", "statute", "ground", "stated", "in-force", B("《民法典》第586条", "Civil Code art. 586"),
    B("定金不得超过主合同标的额的百分之二十。", "A deposit may not exceed 20% of the contract's value."),
)  # fmt: skip
CODE_587 = Cited(
    "cn-civil-code-587", "statute", "support", "mapped", "in-force", B("《民法典》第587条", "Civil Code art. 587"),
    B("收受定金方违约致使目的落空的，双倍返还。", "The receiver whose breach defeats the purpose returns the deposit twice over."),
)  # fmt: skip
LAW_26 = Cited(
    "cn-crpl-26", "statute", "support", "mapped", "in-force-amended", B("《消费者权益保护法》第26条", "Consumer Law art. 26"),
    B("经营者不得以格式条款排除消费者权利。", "Traders may not exclude consumers' rights by standard terms."),
)  # fmt: skip
MEASURES = Cited(
    "cn-samr-contract-6", "departmental-rule", "administrative", "stated", "unverified",
    B("《合同行政监督管理办法》第6条", "Contract Supervision Measures art. 6"),
    B("监管部门可责令改正。", "The regulator may order correction."),
)  # fmt: skip
COURT = CaseCited(
    "case-haikou", "support", "first-instance", B("海口某区人民法院", "A district court in Haikou"), "2025-11-18",
    B("先付尾款、不验不提、逾期没收，加重付款义务并限制验车这一主要权利。",
      "Paying first without inspection, on pain of forfeiture, adds to the duty to pay and restricts the main right to inspect."),
    B("仅见于媒体报道；案号、是否上诉不明。", "Known from the press only; case number and appeal unknown."),
)  # fmt: skip
CONTRARY = CaseCited(
    "case-changsha", "contrary", "first-instance", B("长沙某区人民法院", "A district court in Changsha"), "2026-02-12",
    B("买方未证明卖方违约，双倍返还定金的请求未获支持。", "No breach by the seller was shown; the claim for a double deposit failed."),
    B("买方据报已上诉。", "The buyer is reported to have appealed."),
)  # fmt: skip


def finding(
    rule: str, ground: str, severity: Severity, effect: str, point: int, clauses: tuple[ClauseRef, ...],
    shown: tuple[Evidence, ...], title: Bilingual, message: Bilingual, suggest: Bilingual,
    authorities: tuple[Cited, ...], cases: tuple[CaseCited, ...] = (), because: tuple[Bilingual, ...] = (),
) -> Finding:  # fmt: skip
    return Finding(
        f"cn-consumer/{rule}", rule, ground, severity, effect, 2, because, point, clauses, shown, title, message,
        B("买方在看到货之前就失去了拒付这一最有力的手段。", "The buyer gives up the strongest means there is, holding back payment, before seeing the goods."),
        B("付款前书面要求先验车，并保留记录。", "Ask in writing to inspect before you pay, and keep the answer."),
        suggest, authorities, cases,
    )  # fmt: skip


QUOTES = {
    "zh": {
        "pay": "7 日内付清尾款", "before": "付清尾款前不得验车", "cancel": "订单自动取消", "keep": "定金不予退还",
        "nothing": "甲方不承担任何责任", "later": "乙方于提车时在交付中心查验车辆", "schedule": "无须另行征得乙方同意",
        "reference": "仅供参考，不构成合同内容", "penalty": "另按总价的 30% 支付违约金", "data": "提供给任何合作方使用",
        "alone": "其关联公司不承担责任", "last": "最终解释权归甲方所有", "reply": "先验车、后付尾款",
        "deferred": "360 日内可随时申请排产", "notice": "PAYMENT_NOTICE: 2026-03-02", "buyer": "林女士",
        "seller": "澄海汽车销售（海口）有限公司", "court": "由甲方所在地人民法院管辖",
    },
    "en": {
        "pay": "pay the balance of CNY 313,900 within 7 days", "before": "may not inspect the car before",
        "cancel": "the order is cancelled", "keep": "the earnest money is forfeited", "nothing": "the Seller owes nothing",
        "later": "when the car may be looked at", "schedule": "without the Buyer's consent",
        "reference": "for reference only and no part of this agreement", "penalty": "a penalty of 30% of the price as well",
        "data": "passes on personal data to any partner", "alone": "its affiliates do not",
        "last": "the right of final interpretation", "reply": "inspecting the car first",
        "deferred": "at any time within 360 days", "notice": "PAYMENT_NOTICE: 2026-03-02", "buyer": "Ms Lin",
        "seller": "Chenghai Auto Sales (Haikou) Co., Ltd.", "court": "The courts at the Seller's seat decide",
    },
}  # fmt: skip
NUMBERS = {"zh": ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一"], "en": [f"{n}." for n in range(1, 12)]}


def sample(language: str) -> Report:
    """The rich report on the contract in `language` ("zh" or "en")."""
    text, words = (ZH if language == "zh" else EN), QUOTES[language]
    contract = source("contract", text, language, "购车协议.txt" if language == "zh" else "order agreement.txt")
    promised, agreed, happened = (source(r, OTHER[language][r], language) for r in ("promised", "agreed", "happened"))
    about = {"by": "官方账号", "channel": "微博", "date": "2025-12-30"} if language == "zh" else {"by": "Official", "date": "2025-12-30"}
    promised = Source(promised.id, promised.role, promised.name, promised.text, language, promised.sha256, about=about)

    def at(number: int) -> ClauseRef:
        spoken = NUMBERS[language][number - 1]
        return clause(f"第{spoken}条" if language == "zh" else spoken, contract)

    def ev(element: str, key: str, of: Source = contract) -> Evidence:
        return evidence(element, words[key], of)

    return Report(
        sources=(contract, promised, agreed, happened),
        parties=(_party("buyer", words["buyer"], text, language), _party("seller", words["seller"], text, language)),
        coverage=Coverage(
            11, (at(1), at(10)), (PackInfo("cn-consumer", "1.0.0", 102),),
            (NotChecked("layout", B("文本看不出字号和弹窗", "the text does not show type size or pop-ups")),),
        ),
        findings=_findings(at, ev, promised, agreed, happened),
        undetermined=(
            Undetermined(
                "cn-consumer/forum-far-away", "forum-far-away",
                B("你住在哪个市？法院离你远吗？", "Which city do you live in, and is the court far away?"),
                (at(10),), (ev("FORUM: {by: seller}", "court"),), contradiction=True,
            ),
            Undetermined(
                "cn-consumer/deposit-unclear", "deposit-unclear",
                B("这 5,000 元是可退的订金，还是定金？", "Are the 5,000 a refundable advance or earnest money?"), (at(1),), (),
            ),
        ),
        remedies=_remedies(),
        timeline=(
            _step("PAYMENT_NOTICE", "PAY_BALANCE", words["pay"], text),
            _step("PAY_BALANCE", "INSPECT", words["before"], text),
            _step("HANDOVER", "INSPECT", words["later"], text),
        ),
        suppressed=(
            finding(
                "final-interpretation", "invalid-standard-term", "low", "void", 9, (at(11),), (ev("INTERPRET", "last"),),
                B("最终解释权", "Right of final interpretation"), B("解释权只归一方。", "One side alone interprets."),
                B("", ""), (MEASURES,),
            ),
        ),
        resembling=(_resembling(at(10), words["court"], text),),
    )  # fmt: skip


def _resembling(clause: ClauseRef, words: str, text: str) -> Resemblance:
    start = text.index(words)
    return Resemblance(clause, words, start, start + len(words), "jurisdiction-clause", "cn-consumer/jurisdiction-clause",
                       B("卖方所在地法院管辖", "The court at the seller's place"), "<b>争议</b>由卖方所在地法院管辖")


def _findings(at, ev, promised, agreed, happened) -> tuple[Finding, ...]:  # type: ignore[no-untyped-def]
    ask = B("乙方验车合格后 7 日内付清尾款。", "The Buyer pays the balance within 7 days of a satisfactory inspection.")
    no = B("", "")
    return (
        finding(
            "payment-before-inspection", "invalid-standard-term", "high", "void", 1, (at(3), at(4), at(5)),
            (ev("before: [PAY_BALANCE, INSPECT]", "before"), ev("PAY_BALANCE: {deadline: {under: 15 days}}", "pay"),
             ev("FORFEIT: {if: DEFAULT}", "keep"), ev("INSPECT", "later")),
            B("先付尾款，后才能验车", "The balance is due before the car may be inspected"),
            B("须在 7 日内付清 313,900 元，此前不得验车；逾期即失去定金。",
              "CNY 313,900 is due within 7 days and the car may not be inspected before; whoever is late loses the deposit."),
            ask, (CODE_497, LAW_26), (COURT,),
            (B("定为高：期限只有 7 日，且逾期没收定金；没有没收则为中", "high because 7 days and forfeiture; without the forfeiture medium"),),
        ),
        finding(
            "short-payment-window", "invalid-standard-term", "medium", "void", 1, (at(3),), (ev("PAY_BALANCE", "pay"),),
            B("付款期限过短", "Short time to pay"), B("只有 7 日。", "Seven days only."), ask, (CODE_497,),
        ),
        finding(
            "deposit-forfeiture", "deposit-rule", "medium", "adjustable", 1, (at(4),), (ev("FORFEIT", "keep"), ev("CANCEL", "cancel")),
            B("逾期一律没收定金", "Any delay forfeits the deposit"), B("不问原因。", "Whatever the reason."), no, (CODE_586, CODE_587),
        ),
        finding(
            "promise-conduct-mismatch", "good-faith", "high", "void", 2, (at(3),),
            (ev("promised: INSPECT", "reply", promised), ev("PAY_BALANCE", "before")),
            B("与公开答复相反", "Contrary to the public reply"),
            B("官方答复说先验车后付款，合同却相反。", "The official reply says inspect first; the contract says the opposite."),
            ask, (CODE_497,), (COURT, CONTRARY),
        ),
        finding(
            "unilateral-scheduling", "breach-of-agreement", "medium", "breach", 3, (at(2),),
            (ev("SCHEDULE", "schedule"), ev("agreed: SCHEDULE", "deferred", agreed), ev("happened: PAYMENT_NOTICE", "notice", happened)),
            B("违反延期约定自行排产", "Production against the deferral agreed"), B("已约定 360 日。", "360 days were agreed."), no, (CODE_587,),
        ),
        finding(
            "publicity-not-contract", "advertising", "medium", "no-effect", 4, (at(6),), (ev("PUBLICITY", "reference"),),
            B("宣传不算数", "Publicity counts for nothing"), B("一概排除。", "All excluded."), no, (MEASURES,),
        ),
        finding(
            "deposit-and-penalty", "remedies", "low", "election", 5, (at(7),), (ev("PENALTY: {amount: {over: 20% of PRICE}}", "penalty"),),
            B("定金与违约金并罚", "Deposit and penalty together"), B("两者并罚。", "Both are taken."), no, (CODE_586,),
        ),
        finding(
            "data-to-anyone", "data", "low", "liability", 6, (at(8),), (ev("DATA", "data"),),
            B("个人信息提供给任何人", "Personal data to anyone"), B("没有限制。", "Without limit."), no, (MEASURES,),
        ),
        finding(
            "group-liability", "parties", "low", "none-claimed", 7, (at(9),), (ev("AFFILIATE", "alone"),),
            B("排除关联公司责任", "Affiliates excluded"), B("只有甲方负责。", "Only the seller answers."), no, (MEASURES,),
        ),
        finding(
            "total-exemption", "administrative", "low", "administrative", 8, (at(4),), (ev("EXEMPT", "nothing"),),
            B("免除全部责任", "All liability excluded"), B("不承担任何责任。", "Nothing is owed."), no, (MEASURES,),
        ),
        finding(
            "interpretation", "not-incorporated", "low", "not-incorporated", 8, (at(11),), (ev("INTERPRET", "last"),),
            B("最终解释权", "Right of final interpretation"), B("由甲方解释。", "The seller interprets."), no, (MEASURES,),
        ),
    )  # fmt: skip


def _remedies() -> tuple[Remedy, ...]:
    return (
        Remedy(
            "deposit-returned-once", Decimal("5000"), "CNY", B("条款失效而卖方没有违约", "the clause falls and the seller is not in breach"),
            ("cn-civil-code-497",), "5,000 × 1 = 5,000",
        ),
        Remedy(
            "deposit-doubled", Decimal("10000.00"), "CNY", B("卖方违约致使合同目的落空", "the seller's breach defeats the purpose"),
            ("cn-civil-code-587",), "5,000 × 2 = 10,000, of which 5,000 is the buyer's own",
        ),
        Remedy(
            "penalty", None, "CNY", B("选择违约金时", "the penalty is chosen instead"), ("cn-civil-code-586",), "",
            (B("实际损失", "the actual loss"),),
        ),
        Remedy("deadline", None, None, B("延期届满", "the deferral ends"), (), "2026-01-05 + 360 days", (), "2026-12-31"),
    )  # fmt: skip


def _party(role: str, name: str, text: str, language: str) -> PartyName:
    start = text.rindex("\n", 0, text.index(name)) + 1
    aliases = {"zh": {"buyer": ("乙方", "购车人"), "seller": ("甲方", "销售方")}, "en": {"buyer": ("Buyer",), "seller": ("Seller",)}}
    return PartyName(role, name, aliases[language][role], start, text.index(name) + len(name))  # type: ignore[arg-type]


def _step(before: str, after: str, quote: str, text: str) -> Step:
    start = text.index(quote)
    return Step(before, after, "contract", quote, start, start + len(quote))


def bare(language: str = "zh") -> Report:
    """A report with one source and nothing found."""
    text = "第一条 乙方验车后付款。\n" if language == "zh" else "1. The Buyer pays after inspection.\n"
    return Report(
        (source("contract", text, language),), (), Coverage(1, (), (PackInfo("cn-consumer", "1.0.0", 102),), ()), ()
    )
