"""Lines without a clause number that are more than a paragraph: headings, titles, key terms, parties, signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from clausecheck.clauses.cells import is_row, stands_in_pair
from clausecheck.clauses.lines import ENDS, HEADING_ENDS, Line, finished, goes_on
from clausecheck.clauses.markers import Marker
from clausecheck.patterns import later

_HAN = later("[\u3400-\u9fff]")
_LETTER = later(r"[^\W\d_]")
_UNDERLINE = later(r"(?:=+|-{3,}|\*{3,}|_{3,}|~{3,})\Z")
_INNER_STOP = later(r"[，。；、：:;|│┃＿_?!？！]|, |\. |\.\.|\t|  |　")
_TABLE_RULE = later(r"[\s|+:=~*_.\-─━┄┈┏┓┗┛┣┫┠┨┳┻╋┯┷┬┴┼├┤┌┐└┘╔╗╚╝═║│┃—–]+\Z")
_LABEL = later(
    r"(?:[-*•·]\s*)?(?:\*\*)?"
    r"(?P<label>[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9（）()/\u3000 ]{0,13}?|"
    r"[A-Z][\w'’()&/.-]*(?: [\w'’()&/.-]+){0,4}?)"
    r"(?:\*\*)?"
    r"\s*(?:[：:](?:\*\*)?(?!//)|[|│┃]|\t)\s*(?P<value>\S?)"
)
_PARTY_LABEL = later(
    r"(?:[甲乙丙丁][ \u3000]*方|[买卖][ \u3000]*方|"
    r"(?:出卖|买受|出租|承租|委托|受托|发包|承包|定作|承揽|出售|购买|销售|出借|转让|受让|购车|订购|"
    r"认购|消费|经营|提供|服务|卖车|买车|收款|付款|登记|持卡|承诺|受诺)[人方者商]|业主|施工方|装修公司|客户|顾客|用户|会员|平台|商家|卖家|买家|旅客|"
    r"学员|患者|家长|供方|需方|经销商|制造商|生产厂家|"
    r"(?:party [ab]|the )?(?:seller|buyer|dealer|customer|vendor|purchaser|client|lessor|lessee|landlord|tenant|owner|"
    r"contractor|operator|member|guest|patient|student|clinic|store|company|merchant|supplier|developer|manufacturer|"
    r"platform|party [ab])\b)",
    re.IGNORECASE,
)
_DECLARES = later(r"\s*(?:[（(][^）)\n]{1,20}[）)])?\s*[：:]|\s*[（(]")
_RECITAL = later(
    r"鉴于|根据《|依据《|为了?(?:明确|保护|规范)|(?:双方|各方).{0,30}(?:达成|订立|签订|协商)|本(?:合同|协议)由|"
    r"whereas\b|recitals?\b|background\b|this (?:agreement|contract) is (?:made|between|entered)|"
    r"between\b.{0,80}\band\b|"
    r"签订(?:日期|时间|地点)|合同编号|(?:signed|dated?|contract no\.?)\s*:",
    re.IGNORECASE,
)
_SIGNATURE = later(
    r"[（(]?以下无正文|[（(]?本页无正文|签[署字章名]页|签[字章署]栏|(?:双方|各方)?(?:签字|签章|盖章|签署)[：:（(]|"
    r"(?:[甲乙丙]方|[买卖]方|\w{2,4}[人方])[^，。；\n]{0,14}[（(][^）)]{0,12}(?:签|盖|公章)[^）)]{0,8}[）)]|(?:法定)?代表人?[（(：:]|"
    r"[甲乙买卖]方(?:签字|签名|签章|盖章)|in witness whereof|signed\b|signatures?\b|sign(?:ed)? by|by:\s|_{6,}|"
    r"(?:seller|buyer|customer|dealer|company|operator|party [ab])(?:'s)? \(?(?:signature|signed|seal)|"
    r"签订?日期[：:]|日期[：:]",
    re.IGNORECASE,
)
_TITLE_ENDS = later(
    r"(?:合同|合约|契约|协议|协议书|合同书|条款|须知|规则|规定|约定|办法|声明|承诺书|通知|章程|订单|[一-龥]单|[一-龥]书|[一-龥]页|政策|说明|细则|公告|範本|文本|"
    r"契約|協議|協議書|合約|條款|須知|規則)\s*(?:[（(【\[][^）)】\]]{1,20}[）)】\]])?\Z"
)

def short_unfinished(words: str) -> bool:
    """Few enough words, and no end of a sentence, for a heading."""
    if not words or ENDS.search(words) or len(words) > 80:
        return False
    return len(words) <= 26 if _HAN.search(words) else len(words.split()) <= 10


def heading_words(words: str) -> bool:
    """A short run without stops inside, as headings are."""
    return short_unfinished(words) and _INNER_STOP.search(words) is None and _LETTER.search(words) is not None


def typical_heading(words: str) -> bool:
    """Words that a Chinese heading ends with, or English in capitals."""
    return heading_words(words) and (HEADING_ENDS.search(words) is not None or words.istitle() or words.isupper())


def is_heading(text: str, lines: Sequence[Line], index: int, marker: Marker | None, new: bool) -> int:
    """The level of an unnumbered heading, 1 (highest) to 9; 0 for none."""
    line = lines[index]
    words = text[line.first : line.last]
    if marker is not None and marker.level and not marker.readings:
        return marker.level
    after = lines[index + 1] if index + 1 < len(lines) else None
    if after is None or index == 0 or not new:
        return 0
    if _UNDERLINE.match(text[after.first : after.last]) and not after.gap and not _UNDERLINE.match(words):
        return 1 if words and text[after.first] == "=" else 2
    if words.startswith("**") and words.endswith("**") and heading_words(words.strip("*")):
        return 7
    if not heading_words(words) or marker is not None or words[0] in "（(【[":
        return 0
    if _PARTY_LABEL.match(words) or goes_on(text, line) or stands_in_pair(text, line.first, line.last):
        return 0
    return _plain_heading(text, lines, index, words)


def _plain_heading(text: str, lines: Sequence[Line], index: int, words: str) -> int:
    line, after = lines[index], lines[index + 1]
    if words.isupper() and not _HAN.search(words) and len(words) > 3:
        return 8
    apart = line.gap or finished(text, lines[index - 1])
    if not apart or heading_words(text[after.first : after.last]) and not HEADING_ENDS.search(words):
        return 0
    if _HAN.search(words):
        return 9 if line.gap or HEADING_ENDS.search(words) else 0
    return 9 if words[0].isupper() and line.gap and len(words.split()) <= 8 else 0


def is_key_term(text: str, line: Line) -> bool:
    """車辆价款：318,900元 · Price: RMB 5,000 · Deposit | 5,000."""
    head = text[line.first : min(line.last, line.first + 60)]
    if head[0] in "|│┃" or ("|" in head and is_row(text[line.first : line.last])):
        return True
    if stands_in_pair(text, line.first, line.last):
        return True
    return any(sign in head for sign in "：:|│┃\t") and _LABEL.match(head) is not None


def label_of(text: str, start: int, end: int) -> tuple[str, int]:
    """The label with which text[start:end] begins, and where its value begins; ("", start) for none."""
    match = _LABEL.match(text, start, end)
    return (match["label"].strip(), match.start("value")) if match else ("", start)


def declares_party(text: str, start: int, end: int) -> bool:
    """甲方（买受人）：… · Seller: …"""
    label = _PARTY_LABEL.match(text, start, end)
    return label is not None and _DECLARES.match(text, label.end(), end) is not None


def is_recital(text: str, start: int, end: int) -> bool:
    """鉴于… · WHEREAS … · 本合同由…订立 · 合同编号…"""
    return _RECITAL.search(text, start, min(end, start + 160)) is not None


def is_signature(text: str, line: Line) -> bool:
    """签署页…, 甲方（盖章）…, Signed …, a line to sign on."""
    return _SIGNATURE.match(text, line.first, line.last) is not None


def is_table_rule(text: str, line: Line) -> bool:
    """A line that only draws: | --- | --- |, ├───┤."""
    return _TABLE_RULE.match(text, line.first, line.last) is not None


def short_title(text: str, line: Line) -> bool:
    """Short enough for a title, and no sentence."""
    return line.length <= 100 and not finished(text, line) and "，" not in text[line.first : line.last]


def is_title(text: str, start: int, end: int, apart: bool) -> bool:
    """A text's first line as its title. `apart`: a blank line, a number or a party line follows."""
    words = text[start:end].strip().strip("#*_ ")
    if not words or ENDS.search(words) or len(words) > 120 or "\n" in words:
        return False
    if _HAN.search(words):
        return len(words) <= 40 and "，" not in words and (apart or _TITLE_ENDS.search(words) is not None)
    capitals = sum(word[0].isupper() or not word[0].isalpha() for word in words.split())
    return apart or words.isupper() or capitals >= 0.7 * len(words.split())
