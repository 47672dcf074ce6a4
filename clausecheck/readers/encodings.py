"""Bytes → text: byte order mark, strict UTF-8, else the encoding whose text looks most like Chinese or English.

Candidates without a mark: UTF-16 (both ends), GB18030, Big5, Windows-1252. The score is the share of the characters
beyond ASCII that are common ones; where none of them scores, the bytes are not text.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from clausecheck.errors import InputError
from clausecheck.folding import simplify

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = ("utf-16-le", "utf-16-be", "gb18030", "big5", "cp1252")
# the characters that Chinese contracts are mostly made of, in simplified form, and common punctuation
_COMMON = set(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所"
    "民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日"
    "那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想"
    "已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几"
    "九区强放决西被干做必战先回则任取据处南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改"
    "清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许"
    "步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便"
    "团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满"
    "县局照参红细引听该铁价严首底液官德随病苏失尔死讲配女黄推显谈罪神艺呢席含企望密批营项防举球英氧势告李台落木帮轮破亚师围注远"
    "字材排供河态封另施减树溶怎止案言士均武固叶鱼波视仅费紧爱左章早朝害续轻服试食充兵源判护司足某练差致板田降黑犯负击范继兴似余"
    "坚曲输修故城夫够送笔船占右财吃富春职觉汉画功巴跟虽杂飞检吸助升阳互初创抗考投坏策古径换未跑留钢曾端责站简述钱副尽帝射草冲承"
    "独令限阿宣环双请超微让控州良轴找否纪益依优顶础载倒房突坐粉敌略客袁冷胜绝析块剂测丝协诉念陈仍罗盐友洋错苦夜刑移频逐靠混母短"
    "皮终聚汽村云哪既距卫停烈央察烧迅境若印洲刻括激孔搞甚室待核校散侵吧甲游久菜味旧模湖货损预阻毫普稳乙妈植息扩银语挥酒守拿序纸"
    "款付尾订购销售租押赔偿违签署协议条款买卖条约履逾迟延赁赠赁返退赁仲裁诉讼辖纠纷交付提货仓储贷逾账户币整佰仟拾万壹贰叁肆伍陆柒"
    "，。、；：？！（）《》“”‘’—…·【】％＋－０１２３４５６７８９　"
)
_WESTERN = set("“”‘’–—…•€£§©®°·éèêëàâäáãåçñöóôòõüúùûíìîïßøœæÉÀÇÑÖÜÄ½¼¾×\xa0«»™")
_ENOUGH = 0.55  # of the characters beyond ASCII must be common ones
_BINARY_CONTROLS = set(map(chr, [*range(9), *range(14, 27), *range(28, 32)]))


def decode(data: bytes, name: str) -> tuple[str, str, bool]:
    """Bytes → (text with `\\n` line ends, encoding, whether it was a guess). Raises InputError for what is not text."""
    if not data.strip():
        raise InputError("the file is empty", file=name)
    text, encoding, guessed = _marked(data, name) or _utf8(data) or _best(data, name)
    if not text.strip("\ufeff").strip():
        raise InputError("the file is empty", file=name)
    controls = sum(text.count(c) for c in _BINARY_CONTROLS)
    if controls > max(8, len(text) // 200):
        raise InputError("this is a binary file, not text", file=name)
    return text.replace("\r\n", "\n").replace("\r", "\n"), encoding, guessed


def _marked(data: bytes, name: str) -> tuple[str, str, bool] | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), encoding, False
            except UnicodeDecodeError as error:
                place = f"at byte {error.start + len(mark)}"
                raise InputError(f"marked as {encoding} but broken {place}", file=name) from error
    return None


def _utf8(data: bytes) -> tuple[str, str, bool] | None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    # UTF-16 text of ASCII letters is valid UTF-8 full of NULs
    return None if text.count("\0") > len(text) // 8 else (text, "utf-8", False)


def _best(data: bytes, name: str) -> tuple[str, str, bool]:
    scored = sorted(_scores(data), key=lambda s: -s[0])
    if not scored or scored[0][0] < _ENOUGH:
        raise InputError("this is not text in any encoding that can be read (UTF-8, UTF-16, GB18030, Big5, "
                         "Windows-1252): save it as UTF-8", file=name)
    return scored[0][2], scored[0][1], True


def _scores(data: bytes) -> Iterator[tuple[float, str, str]]:
    for encoding in _CANDIDATES:
        if encoding.startswith("utf-16") and len(data) % 2:
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = _score(text, encoding)
        if score is not None:
            yield score, encoding, text


def _score(text: str, encoding: str) -> float | None:
    """0–1: how much the text looks like what that encoding is used for; None where it says nothing."""
    sample = text[:20_000]
    if sample.count("\0") > len(sample) // 50:
        return None
    foreign = [c for c in sample if ord(c) > 127]
    if encoding == "cp1252":
        return sum(c in _WESTERN for c in foreign) / len(foreign) if len(foreign) < len(sample) / 3 else None
    if encoding.startswith("utf-16") and not foreign:
        return 1.0 if sample.isprintable() or any(c.isspace() for c in sample) else None
    common = _COMMON | _WESTERN if encoding.startswith("utf-16") else _COMMON
    plain = simplify("".join(foreign))
    return sum(c in common for c in plain) / len(plain) if plain else None
