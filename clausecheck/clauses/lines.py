"""Lines of a text, and whether a line goes on from the one before or begins something new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clausecheck.folding import CJK
from clausecheck.patterns import later

ENDS = later(r"[。！？；;.!?：:…][\"”’'」』）)\]】*_]*\Z")
# A line that stops after one of these goes on: a number that begins the next line is no clause number.
_EN_WORDS = (
    "a an and any art. article articles as at be between by cl. clause clauses cny condition conditions exhibit for "
    "from in into is its least more most no no. not of on or our over para. paragraph paragraphs part per rmb rule "
    "schedule sec. section sections annex than that the their this these those to under until up upon usd which will "
    "with within without your"
)
_ZH_WORDS = (
    "按 按照 依 依照 根据 照 本 和 与 及 至 到 或 第 符合 违反 适用 共 人民币 超过 不足 满 在 于 因 的 每 前述 上述 "
    "本合同 本协议 该合同 该协议 逾期 大写 依据 参见 详见 如 由 向 对 包括 其中 所述 之 并 但 而 且"
)
_GOES_ON_EN = frozenset(_EN_WORDS.split())
_GOES_ON_ZH = tuple(_ZH_WORDS.split())
_GOES_ON_SIGNS = frozenset(",([“‘$¥￥§-（，、《→⇒➔➜")
_ABBREVIATED = (" No.", " Nos.", " Art.", " art.", " Sec.", " sec.", " para.", " cl.")
# Chinese words that a heading hardly has: after one of these a line that stops short is the first half of a sentence.
IN_SENTENCE = later("[应可须得将把被由向经按则若如各已未就让给]|[方人][于在]|不得|有权|收到|支付|之日")
_LAST_WORD = later(r"[A-Za-z.]+\Z")
_WORD = later(r"\S+")
_CJK = later(f"[{CJK}]")
_STOPS = later(r"[，。；、,;]")
HEADING_ENDS = later(
    r"(?:责任|方式|期限|义务|权利|条款|解决|标准|价款|价格|付款|支付|交付|交车|验收|查验|检验|质量|保修|质保|售后|争议|违约|保密|定金|退款|退订|"
    r"通知|其他|其它|附则|总则|定义|说明|约定|变更|解除|终止|生效|不可抗力|事项|内容|标的|概况|保证|服务|处理|费用|范围|时间|地点|办法|规定|信息|提示|"
    r"協議|責任|條款)\Z"
)
_LOWER_OR_CLOSING = later(r"[a-z,.;:)\]%，。；：、！？）】》」』”’]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something on it: [begin, end) is the whole line, [first, last) is without the blanks around."""

    begin: int
    first: int
    last: int
    end: int
    gap: bool  # a blank line stands before it, and that means something here

    @property
    def indent(self) -> int:
        """Blanks before the first character."""
        return self.first - self.begin

    @property
    def length(self) -> int:
        """Characters without the blanks around."""
        return self.last - self.first


def read_lines(text: str, start: int) -> list[Line]:
    """All lines of text[start:] that are not blank, in order."""
    lines: list[Line] = []
    blank = True
    position = start
    while position < len(text):
        stop = text.find("\n", position)
        end = len(text) if stop < 0 else stop + 1
        body = text[position:end]
        stripped = body.strip()
        if stripped:
            first = position + len(body) - len(body.lstrip())
            lines.append(Line(position, first, first + len(stripped), end, blank))
        blank = not stripped
        position = end
    return _without_double_spacing(lines)


def _without_double_spacing(lines: list[Line]) -> list[Line]:
    """Where nearly every line is followed by a blank one, blank lines say nothing."""
    if len(lines) < 12 or sum(line.gap for line in lines) < 0.85 * len(lines):
        return lines
    return [Line(line.begin, line.first, line.last, line.end, False) for line in lines]


@dataclass(frozen=True, slots=True)
class Layout:
    """What the lines have in common. `width`: of the longest; `wrapped`: lines break in mid sentence."""

    width: int
    wrapped: bool


def read_layout(text: str, lines: Sequence[Line], numbered: frozenset[int]) -> Layout:
    """`numbered`: where the lines begin that may begin with a clause number."""
    if not lines:
        return Layout(0, False)
    lengths = sorted(line.last - line.begin for line in lines)
    goes_on = body = 0
    for i in range(2, len(lines)):
        if lines[i].begin in numbered or lines[i - 1].begin in numbered or lines[i].gap or lines[i - 1].length < 6:
            continue
        body += 1
        goes_on += not finished(text, lines[i - 1])
    return Layout(lengths[int(0.95 * (len(lengths) - 1))], goes_on >= max(1, 0.15 * body))


def finished(text: str, line: Line) -> bool:
    """The line ends as a sentence or an opening ends, not with "No."."""
    if ENDS.search(text, max(line.first, line.last - 12), line.last) is None:
        return False
    return text[line.last - 1] != "." or not text.endswith(_ABBREVIATED, line.first, line.last)


def goes_on(text: str, line: Line) -> bool:
    """The line ends with a word or sign that cannot end anything; a heading in capitals does not go on."""
    last = text[line.last - 1]
    if last in _GOES_ON_SIGNS:
        return True
    if last > "\u3400":
        return text.endswith(_GOES_ON_ZH, line.first, line.last)
    word = _LAST_WORD.search(text, max(line.first, line.last - 12), line.last)
    if word is None or word.group().lower() not in _GOES_ON_EN:
        return False
    return not (word.group().isupper() and len(word.group()) > 3 and text[line.first : line.last].isupper())


def deliberate(text: str, before: Line, line: Line, width: int | None) -> bool:
    """The break between two lines was meant: a blank line stands between, or the next word would have fitted.

    `width`: that of the longest lines where the text is wrapped; None where each of its lines is a paragraph.
    """
    if line.gap:
        return not (goes_on(text, before) and before.length > 20)
    if finished(text, before):
        return width is None or _room(text, before, line, width) or line.indent != before.indent
    if goes_on(text, before) or _LOWER_OR_CLOSING.match(text, line.first):
        return False
    if _CJK.match(text, before.last - 1) and _half_sentence(text, before):
        return False
    if width is None:
        return True
    indented = line.indent > before.indent and text[line.begin] == "\u3000"
    return indented or (_stands_alone(text, before) and _room(text, before, line, width))


def _half_sentence(text: str, line: Line) -> bool:
    """A Chinese line that stops without a stop, and is no heading."""
    words = text[line.first : line.last]
    if HEADING_ENDS.search(words) and not _STOPS.search(words):
        return False
    if "→" in words:
        return True
    return IN_SENTENCE.search(words) is not None or (_STOPS.search(words) is not None and "：" not in words)


def _room(text: str, before: Line, line: Line, width: int) -> bool:
    """The first word of a line would have fitted on the line before."""
    room = width - (before.last - before.begin)
    if _CJK.match(text, before.last - 1):
        return room > 0.3 * width
    word = _WORD.match(text, line.first, line.last)
    return room > 3 + (word.end() - word.start() if word else 0)


def _stands_alone(text: str, line: Line) -> bool:
    """A line that could be a heading: in Chinese by its last word, in English by its capitals."""
    words = text[line.first : line.last]
    if _STOPS.search(words):
        return False
    if _CJK.search(words):
        return line.length <= 24 and HEADING_ENDS.search(words) is not None
    spoken = [word for word in words.split() if word[0].isalpha()]
    return len(spoken) <= 8 and sum(word[0].isupper() for word in spoken) > 0.6 * len(spoken)
