"""Places for a sum or a share that nobody filled in: ____元, [●], 总价：元, price: tbd."""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.patterns import later
from clausecheck.quantities import money

_GAP = r"[_＿]{2,}|□+|[.…]{4,}|—{3,}|【[\s●•_]{0,12}】|\[[\s●•_]{0,12}\]"
_BLANK = later(
    rf"(?P<before>人民币|rmb|cny|[¥￥$€£])?\s{{0,2}}(?<![_＿□.…—])(?P<gap>{_GAP})\s{{0,2}}"
    r"(?P<after>[万亿]?(?:元(?:整)?|yuan|rmb)|%|％|‰|per cent|percent)?"
)
# Behind a word for money: a unit with no figure (总价：元, price: rmb), or words that put the figure off (总价：待定).
_ENDS = r"\s?(?:$|[,，;；。、|)）])"
_LEFT_OPEN = later(
    r"(?P<sign>[:：=|为是计]\s?)?(?P<money>人民币|rmb|cny|[¥￥$€£])?\s?"
    rf"(?:(?P<unit>[万亿]?元整?(?={_ENDS})|yuan(?={_ENDS}))"
    r"|(?P<later>(?<=[:：=|为\s])(?:待定|另议|面议|另行(?:约定|商定|确定)|tb[acd]\b|"
    r"to be (?:agreed|confirmed|determined|advised)\b|/(?=\s?元)))"
    rf"|(?={_ENDS}))"
)
_MONEY_WORD = later(
    r"(?:[价款金费额]|price|deposit|balance|sum|amount|fee|total|instal?lment|payment)\s?(?=[:：=|为是计人元万亿ryt/待另面¥￥$€£])"
)
_BLANK_MARKS = ("__", "＿＿", "【", "[", "□", "....", "……", "———")
_BLANK_FRACTION = later(r"[百千万]分之\s?[_＿]{2,}")


def blanks(view: str) -> Iterator[tuple[int, int]]:
    """View spans of the sums and shares that are left open. A gap is money by its unit or by its label."""
    if any(mark in view for mark in _BLANK_MARKS):
        for blank in _BLANK.finditer(view):
            if blank["before"] or blank["after"] or money.is_bare_sum(view, blank.start("gap"), blank.end("gap")):
                yield blank.span()
        for blank in _BLANK_FRACTION.finditer(view):
            yield blank.span()
    for word in _MONEY_WORD.finditer(view):
        gap = _LEFT_OPEN.match(view, word.end())
        if gap and (gap["later"] or gap["unit"] or (gap["sign"] and gap["money"])):
            begin = min(at for at in map(gap.start, ("money", "unit", "later")) if at >= 0)
            yield begin, gap.end()
