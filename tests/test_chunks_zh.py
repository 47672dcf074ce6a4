"""Chinese sentences and their parts. Each event of a sentence is marked: {word|what its part must be}.

The words of a mark: the relation (main, and, then, after, before, same, if, unless, without, because, relative), the
state of the event there (done, pending, same), the sign (+, -), the modality (must, may, is), `by=` the subject, `to=`
the marked word that its head part holds, `only`, `fails`, `past`.
"""

from __future__ import annotations

import re
from functools import lru_cache

import pytest

from clausecheck.chunks import Part
from clausecheck.chunks.reading import read_parts
from clausecheck.folding import fold
from clausecheck.lexicon import Lexicon, load
from clausecheck.places import rules_root
from clausecheck.text import Sentence

MARK = re.compile(r"\{([^|}]+)\|([^}]*)\}")

SENTENCES = """
买方{付清|after done to=验车}尾款后，卖方安排{验车|main +}。
买方{付清|before pending to=验车}尾款前，卖方不得安排{验车|main -}。
卖方不得在买方{验车|before pending to=付清}前要求其{付清|main -}尾款。
卖方不得要求买方在{验车|before pending}前{付清|main -}尾款。
未{付清|if pending to=验车}尾款的，买方无权{验车|main -}。
{付清|if done to=验车}尾款的，买方可以{验车|main + may}。
尾款未{付清|if pending to=看车}，恕不接待{看车|main -}。
不{付清|if pending}尾款，不予{验车|main -}。
不{付清|if pending}尾款不予{验车|main -}。
除非{付清|unless pending to=验车}尾款，否则不得{验车|main -}。
非经{结清|unless pending to=入场}余款，概不安排{入场|main -}{验车|then -}。
未经{验车|unless pending to=付款}，乙方有权拒绝{付款|main -}。
尾款{到账|after done only to=验车}方可{验车|main +}。
乙方须先{付清|main + must by=乙方}尾款，方可{验车|then + only to=付清}。
先{付清|main +}尾款，再{验车|then +}。
先{付清|main +}尾款，后{验车|then +}。
先{验车|after done to=付清}后{付清|main +}尾款。
甲方应在乙方{付款|before pending to=查验}前安排乙方{查验|main + must}车辆。
买方有权在{支付|before pending}余款前{查看|main + may}车辆，卖方应予配合。
乙方{验车|main +}不以{付清|without pending to=验车}尾款为前提。
{验车|main +}以{付清|if done only to=验车}尾款为前提。
以{付清|if done only to=验车}尾款作为{验车|main +}的条件。
甲方不得将{支付|without pending to=验车}尾款作为乙方{验车|main +}的条件。
{付清|if done only to=验车}尾款是{验车|main +}的必要条件。
{付清|without pending to=验车}尾款不是{验车|main +}的条件。
{验车|main +}取决于{付清|if done only}尾款。
{验车|main +}不取决于{付清|without pending}尾款。
{验车|main +}先于{付款|before pending to=验车}。
{付款|main +}不先于{验车|after done to=付款}。
{付款|main +}不得早于{验车|after done to=付款}。
{验车|main +}不得晚于{付款|before pending to=验车}。
{付款|main +}在先，{验车|then +}在后。
买受人不得以尚未{验车|because pending to=结清}为由拒绝{结清|main +}余款。
乙方可以以未{验车|because pending to=支付}为由拒绝{支付|main - may}尾款。
卖方不得以尾款未{付|because pending to=看车}为由拒绝买方{看车|main +}。
无论是否{验车|without pending to=付清}，乙方均应{付清|main + must by=乙方}尾款。
是否已经{看车|without pending to=缴纳}，不影响买受人{缴纳|main +}余款。
即使未{验车|without pending to=付清}，乙方仍应{付清|main + must}尾款。
无须{付清|without pending to=验车}尾款即可{验车|main +}。
余款不论{看房|without pending to=付清}结果均须{付清|main + must}。
买方{提车|same same to=检查}时{检查|main +}车辆。
{提车|same same to=验车}当日，买方{验车|main + by=买方}。
买方在{交付|same same to=检查}现场{检查|main +}车辆。
余款于买方{验收|after done to=支付}通过当日{支付|main +}。
尾款{到账|after done to=验车}之日起三日内，甲方安排{验车|main +}。
乙方应在{提车|before pending to=汇入}前一日将尾款{汇入|main + must}甲方账户，{提车|same same to=检查}当天对车辆进行{检查|main +}。
凭{放车单|after done to=移交}将车辆{移交|main +}乙方。
甲方{收款|after done to=放车单}后开具{放车单|main +}。
无{取车码|if pending to=进入}者不得{进入|main -}库区。
甲方仅对已{付清|relative done to=验车}尾款的客户开放{验车|main +}。
未{付清|relative pending to=看车}尾款的客户，不得{看车|main -}。
{付清|relative done to=验车}尾款的客户可以{验车|main + may}。
买方{付款|after done to=验车}后{验车|if done fails to=退款}不合格的，卖方应当{退款|main + must by=卖方}。
{验车|if done fails to=付}不满意的，买方有权拒{付|main -}尾款。
买方{验车|main +}，确认无误后{支付|main +}尾款。
如买方要求{验车|before pending to=付清}，须先{付清|main + must}尾款。
买方{验车|before pending to=付清}时，尾款应当已经{付清|main +}。
想要{验货|before pending to=付清}，先{付清|main +}货款。
未{付清|if pending to=检验}货款而要求{检验|main -}货物的，卖方可予拒绝。
{付清|after done to=试琴}余款后您可以{试琴|main + may by=您}，此前不可以。
买方已{查验|main + past}车辆并表示满意。
{付款|main +}{提车|then +}。
{签约|main +}→{验车|then +}→{付款|then +}→{提车|then +}。
办理顺序为：{验车|main +}、{缴款|then +}、{提车|then +}。
{付清|main +}尾款，否则不得{验车|main -}。
{看房|main +}不受{付款|without pending to=看房}情况的限制。
{验船|main +}与{交付|same same to=验船}同时进行。
检查完毕之前不负{付款|main -}义务。
款项{结清|after done}之日，即为{验车|main +}之时。
要{看车|before pending}，先{付清|main +}余款。
车辆{经|}买方{检验|after done to=付清}合格后，买方{付清|main + by=买方}余款。
业主在{验收|before pending to=结清}之前必须{结清|main + must by=业主}尾款。
买方应于收到{提车通知|after done to=付清}之日起五日内{付清|main + must by=买方}尾款。
甲方无义务在乙方{缴清|before pending to=查验}尾款前提供{查验|main -}机会。
乙方不享有{查验|main - by=乙方}车辆的权利。
甲方在{收到|before pending to=展示}全款前不负有向乙方{展示|main -}车辆的义务。
流程：{补款|main}→{看车|then to=补款}→提车。
顺序：待付{归零|main}——柜台{开盒|then to=归零}——顾客{验机|then to=开盒}——离店。
付款日取决于{看房|if done only}。
{看房|main +}乃房款{收讫|after done to=看房}之后续步骤。
上述手续未办结的，业务员不带客户{看车|main -}，也不发放看车单。
未{付清|relative pending to=看房}房款的业主，不得{看房|main -}。
{收到|after done to=验车}尾款后，方可{验车|main +}。
卖方在{付清|before pending to=验房}以前不接受{验房|main -}预约。
该次{验房|main -}预约自动取消。
在尾款{付讫|before pending to=验船}以前提出的{验船|main -}申请，一律无效。
入户{查验|main +}限{结清|relative done to=查验}房款的业主预约。
围栏即{开|+}，由买家{试骑|then to=开}。
您{看过|main +}没有磕碰，再把尾款{转给|then + to=看过}我们。
""".strip().splitlines()


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    files = sorted((rules_root() / "lexicon").glob("**/*.yaml"))
    return load(p for p in files if not p.name.startswith("cues"))


def read(text: str) -> tuple[Sentence, tuple[Part, ...]]:
    view, offsets = fold(text, 0, len(text))
    sentence = Sentence(0, 0, 0, len(text), "zh", view, tuple(offsets))
    hits = [(h.concept, *h.anchor) for h in lexicon().find(sentence)]
    return sentence, read_parts(sentence, hits)[1]


def marks(marked: str) -> tuple[str, list[tuple[str, int, list[str]]]]:
    """The plain text, and for each mark its word, its place and what is told of it."""
    found, plain, at = [], "", 0
    for m in MARK.finditer(marked):
        plain += marked[at : m.start()]
        if m[2]:
            found.append((m[1], len(plain), m[2].split()))
        plain += m[1]
        at = m.end()
    return plain + marked[at:], found


def innermost(parts: tuple[Part, ...], start: int, end: int) -> list[int]:
    holding = [(p.end - p.start, i) for i, p in enumerate(parts) if p.start <= start and end <= p.end]
    least = min(holding, default=(0, 0))[0]
    return [i for size, i in holding if size == least]


def told(sentence: Sentence, part: Part) -> set[str]:
    """Everything a mark may say of a part, but for its head."""
    words = {part.relation, part.modality, "+" if part.sign > 0 else "-" if part.sign < 0 else "0"}
    words |= {part.status} if part.status else set()
    words |= {name for name in ("only", "fails", "past") if getattr(part, name)}
    if part.subject:
        words.add("by=" + sentence.view[slice(*part.subject)])
    return words


@pytest.mark.parametrize("marked", SENTENCES)
def test_parts(marked: str) -> None:
    text, expected = marks(marked)
    sentence, parts = read(text)
    places = {word: innermost(parts, at, at + len(word)) for word, at, _ in expected}
    for word, at, wanted in expected:
        here = innermost(parts, at, at + len(word))
        assert here, f"no part holds {word}: {parts}"
        matching = [i for i in here if {w for w in wanted if not w.startswith("to=")} <= told(sentence, parts[i])]
        assert matching, f"{word}: wanted {wanted}, got {[told(sentence, parts[i]) for i in here]}"
        for goal in (w[3:] for w in wanted if w.startswith("to=")):
            assert any(parts[i].head in places[goal] for i in matching), f"{word} does not hang on {goal}: {parts}"


def test_heads_are_parts_of_the_sentence() -> None:
    for marked in SENTENCES:
        _, parts = read(marks(marked)[0])
        for index, part in enumerate(parts):
            assert part.head is None or (0 <= part.head < len(parts) and part.head != index)


def test_there_are_many_of_them() -> None:
    assert len(SENTENCES) >= 60


@pytest.mark.parametrize("text", ["", "，，。", "后", "前后", "（（（", "的的的的，者者", "\n\n", "未" * 200, "付款后" * 100, "（" * 500])
def test_odd_texts_have_parts_or_none(text: str) -> None:
    sentence, parts = read(text) if text.strip() else (Sentence(0, 0, 0, 0, "zh", "", (0,)), ())
    assert all(0 <= p.start <= p.end <= len(sentence.view) for p in parts)
