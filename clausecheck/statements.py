"""Whose words they are: in a post, a reply or a chat, which sentences are the seller's own statements.

A question, a denial of another's claim, a rumour that is reported and another speaker's words ("网友：…") are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from clausecheck.text import Sentence

# "官方：", "Q:", "Support —": a short label in front of what somebody says
_LABEL = re.compile(r"^\s*[\[【(（<《\"'*#>-]*\s*([\w .@·&/-]{1,24}?)\s*[\])】）>》\"'*]*\s*(?:[:：]|说[:：,，]|问[:：,，]|答[:：,，])\s*")
_OTHERS = re.compile(
    r"网友|用户|车主|客户|顾客|消费者|买家|买方|读者|记者|媒体|粉丝|博主|评论|提问|问题|准车主|业主|学员|会员|患者|家长|匿名|某|"
    r"^\s*(?:问|q)\s*\d*$|\b(?:q\d*|question|user|customer|client|buyer|purchaser|fan|reader|reporter|journalist|owner|"
    r"member|guest|student|patient|comment|asker|anonymous|me|visitor|follower)\b")
_OWN = re.compile(
    r"官方|客服|我司|公司|卖方|厂家|品牌|销售|顾问|门店|商家|店家|平台|主播|博主本人|回复|答复|^\s*(?:答|a)\s*\d*$|"
    r"\b(?:a\d*|answer|reply|official|support|service|sales|dealer|seller|company|team|staff|store|agent|"
    r"adviser|advisor|representative|we|host)\b")
_QUESTION = re.compile(r"[?？]\s*[\"'”’」』)）]*\s*$|^(?:请问|是不是|是否|能不能|可不可以|可否|有没有|怎么|为什么|难道)|[吗么呢]\s*[。!！~]?\s*$")
_REPORTED = re.compile(
    r"网传|传言|谣言|有人说|有人称|据说|据传|据称|听说|所谓|不实|误传|外界|有消息称|坊间|"
    r"\b(?:rumou?rs?|allegedly|reportedly|it is said|some (?:people )?(?:say|claim)|claims? circulating|"
    r"hearsay|has been claimed|so-called|untrue|false claim)\b")
_DENIED = re.compile(
    r"从未|从来没有|并未(?:说|承诺|表示|宣称)|没有(?:说|承诺|表示|宣称)过?|不曾|未曾|不承诺|否认|"
    r"\b(?:(?:have|has|had) never|never (?:said|promised|stated|claimed)|did not (?:say|promise|state|claim)|"
    r"(?:do|does) not (?:promise|guarantee|support)|deny|denies|denied)\b")


def not_own(sentences: Sequence[Sentence], names: Iterable[str] = ()) -> frozenset[int]:
    """Indices of the sentences that are not the seller's own statement. `names`: the speaker's, from the front matter."""
    own_names = [n.lower() for n in names if n]
    foreign: set[int] = set()
    other_speaks = False
    last_line = -1
    for sentence in sentences:
        label = _LABEL.match(sentence.view)
        if label is not None:
            other_speaks = _is_other(label.group(1), own_names, other_speaks)
        elif sentence.clause != last_line:
            other_speaks = False  # a new paragraph with no label is the file's own speaker again
        last_line = sentence.clause
        if other_speaks or _is_no_statement(sentence.view):
            foreign.add(sentence.index)
    return frozenset(foreign)


def _is_other(label: str, own_names: Sequence[str], before: bool) -> bool:
    """Does the label name somebody else? A label that says nothing ("日期") leaves the speaker as he was."""
    if any(name in label or label in name for name in own_names) or _OWN.search(label):
        return False
    return True if _OTHERS.search(label) else before


def _is_no_statement(view: str) -> bool:
    return any(pattern.search(view) for pattern in (_QUESTION, _REPORTED, _DENIED))
