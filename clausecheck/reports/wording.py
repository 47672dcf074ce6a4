"""Every phrase of the product itself, in Chinese and English: the words for codes, and the sentences around them.

What the law may do is always said as a possibility ("may be held void / 可能被认定无效"): courts decide.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from clausecheck.authorities import STANDING
from clausecheck.reports.phrases import CURRENCIES, EVENTS
from clausecheck.text import Bilingual as B

Words = Mapping[str, B]

SEVERITY: Words = {"high": B("高", "high"), "medium": B("中", "medium"), "low": B("低", "low")}
EFFECT: Words = {
    "void": B("可能被认定无效", "may be held void"),
    "not-incorporated": B("可主张不成为合同内容", "you may claim it is not part of the contract"),
    "excess-ineffective": B("超出部分没有定金效力", "the part above the cap has no deposit effect"),
    "replaced": B("可能由法定规则取代", "the legal rule may take its place"),
    "adjustable": B("可请求法院酌减", "a court may reduce it on request"),
    "election": B("守约方只能择一", "the innocent side chooses one, not both"),
    "overridden": B("个别约定可能优先", "what was individually agreed may prevail"),
    "against-drafter": B("可能作不利于提供方的解释", "of two readings, the one against the drafter may be taken"),
    "no-effect": B("卖方可能不能援用", "the seller may be unable to rely on it"),
    "voidable": B("可能可撤销或待追认", "may be set aside, or need a guardian's consent"),
    "breach": B("照此行事可能构成违约", "acting on it may be a breach"),
    "duty": B("法律对卖方另有义务", "the law puts a duty on the seller here"),
    "liability": B("卖方可能须退还或赔偿", "the seller may have to pay or return it"),
    "administrative": B("可能受行政处罚，民事效力另论", "may be punished; civil effect open"),
    "none-claimed": B("不主张法律后果", "no legal effect claimed"),
}
GROUND: Words = {
    "invalid-standard-term": B("格式条款效力", "Invalid standard term"),
    "not-incorporated": B("未订入合同", "Not part of the contract"),
    "good-faith": B("诚信原则（对照公开承诺）", "Good faith (against what was promised)"),
    "breach-of-agreement": B("违反约定", "Breach of agreement"),
    "deposit-rule": B("定金规则", "Deposit rule"),
    "advertising": B("广告与宣传", "Advertising"),
    "parties": B("合同主体", "Who answers for the contract"),
    "data": B("个人信息", "Personal data"),
    "administrative": B("行政监管", "Administrative rules"),
    "remedies": B("救济与违约后果", "Remedies"),
}
CONFIDENCE: tuple[B, ...] = (  # step n of the law's own ladder stands at n - 1
    B("法律明文", "a statute says so"),
    B("行政法规明文，或由我们对应到法律", "an administrative regulation says so, or a statute as we map it"),
    B("司法解释明文，或由我们对应到行政法规", "a judicial interpretation says so, or a regulation as we map it"),
    B("指导性案例或生效裁判，或由我们对应到司法解释", "a guiding or final case, or an interpretation as we map it"),
    B("部门规章或地方性法规", "a departmental rule or local regulation"),
    B("监管部门、消费者组织或规范性文件的意见", "a regulator, consumer body or normative document"),
    B("一审判决，仅见于媒体报道", "a first-instance decision known from the press"),
    B("仅为我们的解读", "our reading alone"),
)
KIND: Words = {
    "statute": B("法律", "statute"),
    "administrative-regulation": B("行政法规", "administrative regulation"),
    "judicial-interpretation": B("司法解释", "judicial interpretation"),
    "departmental-rule": B("部门规章", "departmental rule"),
    "local-regulation": B("地方性法规", "local regulation"),
    "normative-document": B("规范性文件", "normative document"),
    "guideline": B("指引", "guideline"),
    "draft": B("草案", "draft"),
}
STATUS: Words = {
    "in-force": B("现行有效", "in force"),
    "in-force-amended": B("现行有效，已修改", "in force, amended"),
    "issued": B("已发布", "issued"),
    "not-yet-effective": B("尚未施行", "not yet in force"),
    "unverified": B("未核实", "not verified"),
    "repealed": B("已废止", "repealed"),
    **STANDING,
}
ROLE: Words = {  # of an authority or a case towards a finding
    "ground": B("依据", "ground"),
    "support": B("佐证", "supports"),
    "contrary": B("相反", "contrary"),
    "administrative": B("监管规定", "administrative"),
    "fact-pattern": B("类似事实，不作先例", "like facts, not a holding"),
    "pending": B("未结案件，不作先例", "pending, not a holding"),
    "do-not-cite": B("不可引用", "not to be cited"),
}
LINK: Words = {"stated": B("原文即指此类条款", "says so itself"), "mapped": B("我们的对应", "our mapping")}
SOURCE: Words = {
    "contract": B("合同", "contract"),
    "promised": B("公开承诺", "promised"),
    "agreed": B("另行约定", "agreed beside it"),
    "happened": B("实际经过", "what happened"),
}
SIDE: Words = {  # how a case ended
    "buyer-won": B("买方胜诉", "the buyer won"),
    "seller-won": B("卖方胜诉", "the seller won"),
    "mixed": B("互有胜负", "each side in part"),
    "pending": B("未结", "pending"),
    "n/a": B("不适用或未见", "does not apply, or not seen"),
}
CHECKED: Words = {  # how well the text of an authority was checked
    "high": B("充分", "well"),
    "medium": B("部分", "in part"),
    "low": B("很少", "little"),
}
ASPECT: Words = {  # what a coverage may say was not checked
    **SOURCE,
    "layout": B("版式", "layout"),
    "language": B("语言", "language"),
    "sector": B("行业", "sector"),
    "buyer": B("买方", "buyer"),
    "as-of": B("订立日期", "day of conclusion"),
}
PARTY: Words = {
    "buyer": B("买方", "buyer"),
    "seller": B("卖方", "seller"),
    "maker": B("生产者", "maker"),
    "platform": B("平台", "platform"),
    "payee": B("收款人", "payee"),
    "third": B("第三人", "third party"),
    "both": B("双方", "both sides"),
}
LANGUAGE: Words = {"zh": B("中文", "Chinese"), "en": B("英文", "English"), "und": B("语言不明", "language unknown")}
NOTHING = B("按这些规则没有发现", "No finding by these rules")
NOT_READ = B("没有检查：没有规则能读这份合同的语言", "Not checked: no rule reads the language of this contract")
NOT_ADVICE = B(
    "以上为信息，不是法律意见；是否如此由法院认定。",
    "This is information, not legal advice; what follows from a clause is for a court to decide.",
)
MAPPED_NOTE = B(
    "“我们的对应”：有关报道或条文没有点明二者的联系，是我们对应的。",
    "“Our mapping”: no report or text says that this article meets this clause; we hold that it does.",
)


def word(words: Words, code: str) -> B:
    """The phrase for `code`; a code without one is shown as its own words ("third-party" as "third party")."""
    return words.get(code) or B(code.replace("-", " "), code.replace("-", " "))


def confidence(step: int) -> B:
    """A confidence step (1 is the strongest) in words; a step beyond the ladder is its last."""
    return CONFIDENCE[min(max(step, 1), len(CONFIDENCE)) - 1]


def event(node: str) -> B:
    """A timeline node or concept: "PAY_BALANCE" → 付尾款 / paying the balance; unknown names as their own words."""
    name = node.partition("#")[0]  # what follows tells one inspection from another
    return EVENTS.get(name) or B(name.replace("_", " ").lower(), name.replace("_", " ").lower())


def money(amount: Decimal, currency: str | None) -> B:
    """A sum: 10000 CNY → 10,000 元 / CNY 10,000. Fractions are kept as they are, at least two places if any."""
    whole = amount == amount.to_integral_value()
    figure = f"{amount:,.0f}" if whole else f"{amount:,f}" if amount != round(amount, 1) else f"{amount:,.2f}"
    unit = CURRENCIES.get(currency or "", currency or "")
    return B(f"{figure} {unit}".rstrip(), f"{currency or ''} {figure}".lstrip())


def count(number: int, zh: str, one: str, many: str) -> B:
    """A number with its noun: (2, "处问题", "point", "points") → 2 处问题 / 2 points."""
    return B(f"{number} {zh}", f"{number} {one if number == 1 else many}")


def joined(parts: list[B]) -> B:
    """Phrases side by side, as each language sets them apart."""
    return B("，".join(part.zh for part in parts), ", ".join(part.en for part in parts))
