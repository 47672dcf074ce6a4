"""What is said of each remedy: on what condition it holds, by which authorities, and which figure may be missing."""

from __future__ import annotations

from clausecheck.text import Bilingual

# Doctrines whose findings put a deposit, a price or a day of payment at stake.
AT_STAKE = frozenset({
    "payment-before-inspection", "payment-before-production-or-date", "short-payment-window",
    "payment-waives-objection", "performance-defences-waived", "payment-to-undisclosed-payee",
    "deposit-forfeiture-unconditional", "deposit-asymmetry", "deposit-over-20-percent", "deposit-label-confusion",
    "auto-lock-conversion", "deposit-plus-penalty", "refund-delay-or-deduction", "excessive-liquidated-damages",
    "all-payments-forfeited", "unilateral-scheduling", "auto-termination-deemed-default", "supplement-overridden",
    "promise-conduct-mismatch", "seller-free-cancellation", "termination-right-exclusion", "seller-delay-exempt",
    "forced-new-terms-at-main-contract", "asymmetric-liability",
})  # fmt: skip

NO_PRICE = Bilingual("合同价款", "the price")
NO_DEPOSIT = Bilingual("实际支付的定金数额", "the deposit that was in fact paid")
NO_DAY = Bilingual("支付定金的日期", "the day on which the deposit was paid")
NO_PENALTY = Bilingual("违约金数额", "the sum of the penalty")
NO_SHARE = Bilingual("未履行部分所占的比例", "the share that was left unperformed")

# kind → the condition on which it holds, and the authorities behind it
SAID: dict[str, tuple[Bilingual, tuple[str, ...]]] = {
    "balance": (Bilingual("价款减去定金", "the price less the deposit"), ()),
    "deposit-share": (
        Bilingual("定金占价款的比例，上限为20%", "the deposit's share of the price, of which 20% is the cap"),
        ("cn-civil-code-586",),
    ),
    "deposit-cap": (
        Bilingual(
            "定金的上限，超出部分没有定金效力", "the most that can be a deposit; what is above has no deposit effect"
        ),
        ("cn-civil-code-586",),
    ),
    "advance-returned": (
        Bilingual(
            "订金、预付款不是定金，不翻倍：退回买方自己的钱",
            "an advance (订金) is no deposit: the own money back, never double",
        ),
        ("cn-spc-contract-67", "cn-civil-code-157", "cn-civil-code-566"),
    ),
    "deposit-returned-once": (
        Bilingual(
            "条款失去效力，收受方没有违约，买方也没有使合同目的落空的违约：退回买方自己的钱，不翻倍（我们的解读）",
            "the clause falls, the receiver is not in breach, nor the buyer in a default that defeats the purpose: "
            "the buyer's own money back, not double (our reading)",
        ),
        ("cn-civil-code-157", "cn-civil-code-566"),
    ),
    "deposit-doubled": (
        Bilingual(
            "收受方违约致使合同目的不能实现：双倍返还；若约定的是解约定金，须先查明",
            "the receiver's breach defeats the purpose: double in all; ask first whether the deposit was agreed as the "
            "price of leaving (解约定金)",
        ),
        ("cn-civil-code-587", "cn-civil-code-586", "cn-spc-contract-67"),
    ),
    "deposit-in-proportion": (
        Bilingual(
            "部分已履行并被接受：只就未履行的比例适用定金罚则，除非未履行部分使合同目的落空",
            "part was performed and accepted: the rule for what is left unperformed, unless it defeats the purpose",
        ),
        ("cn-spc-contract-68",),
    ),
    "deposit-both-in-breach": (
        Bilingual(
            "双方均违约致使合同目的不能实现，或因不可抗力不能履行：不适用定金罚则，退回一次",
            "both sides in breach that defeats the purpose, or force majeure: no deposit rule, returned once",
        ),
        ("cn-spc-contract-68", "cn-civil-code-157", "cn-civil-code-566"),
    ),
    "deposit-lost": (
        Bilingual(
            "买方违约致使合同目的不能实现：即使印好的条款失去效力，定金仍可能不退；超过上限的部分仍应退还",
            "the buyer's own default defeats the purpose: the deposit may be lost though the printed clause is gone; "
            "what is above the cap still comes back",
        ),
        ("cn-civil-code-587", "cn-civil-code-586"),
    ),
    "deposit-or-penalty": (
        Bilingual(
            "对同一违约既有定金又有违约金：守约方择一，不能并用；定金不足以弥补损失的，可请求赔偿超出部分",
            "a deposit and a penalty for one default: the innocent side chooses one, never both; loss above the "
            "deposit if it is proved",
        ),
        ("cn-civil-code-588",),
    ),
    "payment-due": (
        Bilingual("按合同付款期限计算的最后一天", "the last day of the contract's time to pay"),
        (),
    ),
    "reserved-until": (
        Bilingual("补充约定保留订单的最后一天", "the last day on which the side agreement keeps the order"),
        ("cn-civil-code-509", "cn-civil-code-543"),
    ),
}
