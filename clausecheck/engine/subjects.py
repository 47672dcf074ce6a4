"""What a report says of the rules that were left out for what is sold, or for who buys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from clausecheck.authorities import Law
from clausecheck.findings import Evidence, NotChecked, Subject
from clausecheck.rules import Rule
from clausecheck.subjects import SOLD, stands
from clausecheck.text import Bilingual

_NAMED = 3  # instruments that are named of those that came later
_SECTORS = {
    "vehicle": Bilingual("汽车", "vehicles"), "housing": Bilingual("房屋", "housing"),
    "prepaid": Bilingual("预付卡与会员", "prepaid cards and memberships"), "education": Bilingual("培训", "education"),
    "medical": Bilingual("医疗", "medical services"), "travel": Bilingual("旅游", "travel"),
    "online": Bilingual("网络交易", "online trade"),
    "finance": Bilingual("金融", "finance"), "any": Bilingual("不限", "any"),
}


def about_subject(rules: Sequence[Rule], subject: Subject, law: Law) -> Iterator[NotChecked]:
    """The rules for other sectors, and what a business that buys does not have; nothing where nothing is left out."""
    from clausecheck.engine import for_consumers

    out = [r for r in rules if not stands(r.sectors, subject)]
    if out:
        others = [s for s in SOLD if any(s in r.sectors for r in out) and s not in subject.sectors]
        zh, en = "、".join(_SECTORS[s].zh for s in others), ", ".join(_SECTORS[s].en for s in others)
        own_zh, own_en = ("、".join(_SECTORS[s].zh for s in subject.sectors),
                          ", ".join(_SECTORS[s].en for s in subject.sectors))
        how = Bilingual("按要求" if subject.given else f"合同用语：{_quoted(subject.evidence, '、')}",
                        "as asked" if subject.given else f"by its words {_quoted(subject.evidence, ', ')}")
        yield NotChecked("sector", Bilingual(
            f"标的为{own_zh}（{how.zh}）：只适用于{zh}的 {len(out)} 条规则未运行（--sector）",
            f"this is about {own_en} ({how.en}): {len(out)} rules for {en} alone were not run (--sector)"))
    if subject.consumer is False:
        lost = sum(for_consumers(r, law) for r in rules)
        how = Bilingual("按要求" if subject.buyer_given else _quoted(subject.buyer_evidence, "、"),
                        "as asked" if subject.buyer_given else _quoted(subject.buyer_evidence, ", "))
        yield NotChecked("buyer", Bilingual(
            f"买方是经营者或为转售而购买（{how.zh}）：只保护消费者的规定没有引用，只以其为依据的 {lost} 条规则未运行；"
            "《民法典》第四百九十六至四百九十八条仍可适用（--buyer）",
            f"the buyer is a business or buys for resale ({how.en}): what protects consumers alone is not cited, "
            f"and {lost} rules that rest on it alone were not run; Civil Code arts. 496 to 498 still apply (--buyer)"))


def about_day(rules: Sequence[Rule], as_of: date | None, law: Law) -> Iterator[NotChecked]:
    """What was not yet law on the day of the contract, so that none of it is cited; nothing where no day is given."""
    if as_of is None:
        return
    refs = [ref for rule in rules for ref in (rule.refs or law.doctrines[rule.doctrine].authorities)]
    later = sorted(law.later(refs, as_of), key=lambda i: (i.level != "statute", i.effective_date, i.id))
    if later:
        zh, en = "、".join(f"《{i.short.zh}》" for i in later[:_NAMED]), ", ".join(i.short.en for i in later[:_NAMED])
        more = len(later) > _NAMED
        yield NotChecked("as-of", Bilingual(
            f"合同订立于 {as_of}：其后才施行的 {zh}{'等' if more else ''}没有引用；当时施行而已被取代的法律没有收录",
            f"concluded on {as_of}: {en}{' and others' if more else ''}, in force only later, are not cited; the law "
            "of that day which has since been replaced is not carried here"))


def _quoted(evidence: Sequence[Evidence], between: str) -> str:
    return between.join(f"“{' '.join(e.quote.split())}”" for e in evidence)
