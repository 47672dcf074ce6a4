"""Who is buyer, seller, maker, payee, platform: from the contract's own words, with the quote.

The buyer is who pays for goods, services or housing. What a word usually means is read from data/party_words.txt; what
甲方, 乙方, Party A and Party B mean, and what names stand for, only from the contract: 甲方（买受人）：何女士,
"the Seller (\"we\")", or, where it gives no gloss, from who pays and who delivers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import get_args

from clausecheck.folding import fold_characters
from clausecheck.mentions import Party
from clausecheck.text import Clause, DefinedTerm

_WORDS = Path(__file__).parent / "data" / "party_words.txt"
_LABELS = ("甲方", "乙方", "丙方", "丁方", "party a", "party b", "party c")
_OPPOSITE: dict[Party, Party] = {"buyer": "seller", "seller": "buyer"}

_BUSINESS = re.compile(
    r"公司|集团|中心|商行|经营部|工作室|俱乐部|门诊|医院|诊所|学校|旅行社|酒店|馆\Z|店\Z|厂\Z|行\Z|工程队|事务所|"
    r"\b(?:co|ltd|inc|llc|plc|gmbh|corp|company|limited|motors|centre|clinic|club|studio|agency|hotel|store)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(r"女士|先生|小姐|个人|本人|身份证|\b(?:mr|mrs|ms|miss|person|individual|natural)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PartyName:
    """A role and the words that give it: 甲方（买受人）：何女士 → buyer, "何女士", aliases 甲方, 买受人."""

    role: Party
    name: str | None  # None: "not stated"
    aliases: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Declared:
    """What one declaration says before roles are known: the words that call a party, its name, and the quote."""

    calls: tuple[str, ...]
    name: str | None
    start: int
    end: int


@lru_cache(maxsize=1)
def _roles() -> Mapping[str, Party]:
    """Word → its usual role."""
    roles: dict[str, Party] = {}
    for line in _WORDS.read_text(encoding="utf-8").splitlines():
        role, *words = line.split() or [""]
        if role in get_args(Party):
            roles.update(dict.fromkeys((word.replace("_", " ") for word in words), role))  # type: ignore[arg-type]
    return roles


@lru_cache(maxsize=1)
def _declaration() -> re.Pattern[str]:
    """A word for a party at its declaration: 乙方（消费者）：, Seller:, 平台经营者：."""
    words = sorted({*_roles(), *_LABELS}, key=len, reverse=True)
    spaced = {"甲方": "甲[ \u3000]*方", "乙方": "乙[ \u3000]*方", "买方": "买[ \u3000]*方", "卖方": "卖[ \u3000]*方"}
    chinese = "|".join(spaced.get(w, re.escape(w)) for w in words if not w.isascii() and len(w) > 1)
    english = "|".join(re.escape(w) for w in words if w.isascii())
    word = rf"(?:{chinese}|您|(?<![\w-])(?:the\s+)?(?:{english})(?![\w-]))"
    return re.compile(
        rf"(?P<word>{word})[ \u3000]*(?:[（(](?P<gloss>[^（）()\n：:]{{1,30}})[）)])?[ \u3000]*(?P<colon>[：:])?"
        rf"[ \u3000]*(?:[（(](?P<late>[^（）()\n：:]{{1,20}})[）)])?",
        re.IGNORECASE,
    )


_NAME = re.compile(r"[ \t\u3000]*(?P<name>[^\n；;：:，,（(。]*(?:[（(][^）)\n]{0,30}[）)][^\n；;：:，,（(。]*)?)")
_NAME_EN = re.compile(r"[ \t]*(?P<name>[^\n;:]{1,120})")
_BLANK = re.compile(r"[_＿\s.…—-]*\Z")
_CALLED = re.compile(r"(?:以下|下)(?:简称|统称|合称|并称|称)为?[：:]?|[简统]称[：:]?|[“”\"「」]|\bthe\b|hereinafter", re.IGNORECASE)


def find_parties(source_text: str, clauses: Sequence[Clause], terms: Sequence[DefinedTerm]) -> tuple[PartyName, ...]:
    """The parties that the contract names, one entry a party, in text order of the quote."""
    declared = _merged([*_declarations(source_text, clauses), *_defined(source_text, terms), *_collected(source_text, clauses)])
    roles = _settled(declared, source_text, clauses)
    found = [
        PartyName(role, one.name, one.calls, one.start, one.end)
        for one, role in zip(declared, roles, strict=True)
        if role is not None
    ]
    return tuple(sorted(_one_each(found), key=lambda party: party.start))


def _declarations(text: str, clauses: Sequence[Clause]) -> Iterator[_Declared]:
    """甲方（买受人）：何女士 and the like, where a line or what stands after a wide gap begins with it."""
    for clause in clauses:
        whole = clause.kind in ("preamble", "title", "key-term") or not clause.number
        stop = clause.end if whole else min(clause.end, clause.start + 400)
        taken = clause.start
        for match in _declaration().finditer(text, clause.start, stop):
            if match.start() < taken or not (match["colon"] or match["gloss"] or match["late"]):
                continue
            if match["colon"] and _begins(text, match.start(), clause.start):
                one = _with_name(text, match, stop)
                taken = one.end
                yield one
            elif _glossed(match):
                yield _Declared(_calls(match), None, match.start(), match.end())


def _begins(text: str, start: int, floor: int) -> bool:
    before = text[max(floor, start - 3) : start]
    return not before.strip() or before[-1] in "\n；;、，,|│。.*　" or before.endswith("  ") or before[-1:] in "）)"


def _glossed(match: re.Match[str]) -> bool:
    """甲方（销售方）, Party A (the Purchaser), 您（下单用户）: word and gloss both call a party."""
    gloss = match["gloss"] or match["late"]
    if not gloss:
        return False
    word, other = _plain(match["word"]), _plain(_CALLED.sub("", gloss))
    return (word in _LABELS or word in _roles()) and (other in _LABELS or role_of_word(other) is not None)


def _calls(match: re.Match[str]) -> tuple[str, ...]:
    calls = [_plain(match["word"])]
    for gloss in (match["gloss"], match["late"]):
        for part in re.split(r"[、，,/]|以下", gloss or ""):
            call = _plain(_CALLED.sub("", part))
            if call and (call in _LABELS or (role_of_word(call) and not _BUSINESS.search(call))):
                calls.append(call)
    return tuple(dict.fromkeys(calls))


def _with_name(text: str, match: re.Match[str], stop: int) -> _Declared:
    english = match["word"].isascii()
    named = (_NAME_EN if english else _NAME).match(text, match.end(), stop)
    name, end = (named["name"], named.end()) if named else ("", match.end())
    cut = _next_call(name)
    if cut is not None:
        end -= len(name) - cut
        name = name[:cut]
    end -= len(name) - len(name.rstrip(" \u3000;；,，|"))
    name = name.strip(" \u3000;；,，|*")
    calls = _calls(match)
    late = re.search(r"[（(]([^（）()]{1,20})[）)]\Z", name)
    if late and (call := _plain(_CALLED.sub("", late[1]))) and (call in _LABELS or role_of_word(call) and not _BUSINESS.search(call)):
        calls, name = (*calls, call), name[: late.start()].strip()
    if "：" in match.group() and re.search(r"以下(?:简)?称", text[match.end() : end + 12]):
        name = re.sub(r"[，,]?以下.*", "", name)
    return _Declared(calls, None if _BLANK.match(name) else name, match.start(), max(end, match.end()))


def _next_call(name: str) -> int | None:
    """Where the next party's declaration begins within a name."""
    for match in _declaration().finditer(name, 1):
        if match["colon"] and not name[match.start() - 1].isalnum():
            return match.start()
        if match["colon"] and name[match.start() - 1] > "\u3000" and match["word"] in _LABELS:
            return match.start()
    gap = re.search(r"[ \u3000]{2,}|\u3000", name.strip())
    return gap.start() if gap else None


def _defined(text: str, terms: Sequence[DefinedTerm]) -> Iterator[_Declared]:
    """星野汽车有限公司（以下简称甲方）, Starfall Co., Ltd. ("we", "us")."""
    for term in terms:
        call = _plain(term.term)
        meaning = text[term.meaning.start : term.meaning.end].strip()
        head = re.split(r"[：:]", meaning)[0]
        if term.meaning.start >= term.start or len(meaning) > 160:
            continue
        by_words = call in _LABELS or role_of_word(call) is not None
        if not by_words and not (_BUSINESS.search(meaning) or role_of_word(head)):
            continue
        calls = (call, _plain(head)) if role_of_word(head) else (call,)
        name = meaning[len(head) + 1 :].strip() if len(head) < len(meaning) else meaning
        plain = _plain(name)
        named = None if plain in _LABELS or role_of_word(plain) or _BLANK.match(name) else name
        yield _Declared(calls, named, term.meaning.start, term.end)


_COLLECTS = re.compile(
    r"(?:由|向|至|入)(?P<name>[\u4e00-\u9fffA-Za-z（）()]{2,30}?(?:公司|银行|中心))(?:代为?收取?|收取|的?(?:指定)?(?:收款)?账户)"
    r"|(?:collected|taken|received|payable|paid)\s+(?:by|to)\s+(?P<name_en>[A-Z][\w&.,()' -]{2,60}?(?:Ltd\.?|Limited|Inc\.?|LLC|Corp\.?))"
    r"(?=[^.\n]{0,20}\bfor\s+(?:us|the\s+seller|the\s+dealer)|\s+on\s+(?:our|the)\b)"
)


def _collected(text: str, clauses: Sequence[Clause]) -> Iterator[_Declared]:
    """定金由云岚科技有限公司代为收取: who takes the money for the seller."""
    if not clauses:
        return
    for match in _COLLECTS.finditer(text, clauses[0].start):
        group = "name" if match["name"] else "name_en"
        yield _Declared(("payee",), match[group], *match.span(group))


def _merged(declared: Sequence[_Declared]) -> list[_Declared]:
    """Declarations that share a word or a name are one party; the first quote that gives a name stays."""
    merged: list[_Declared] = []
    for one in sorted(declared, key=lambda d: (d.start, -d.end)):
        for at, known in enumerate(merged):
            if set(one.calls) & set(known.calls) or (one.name and one.name == known.name and "payee" not in one.calls):
                calls = tuple(dict.fromkeys((*known.calls, *one.calls)))
                better = one if one.name and not known.name else known
                merged[at] = replace(better, calls=calls)
                break
        else:
            merged.append(one)
    return merged


def _settled(declared: Sequence[_Declared], text: str, clauses: Sequence[Clause]) -> list[Party | None]:
    """The role of each declared party: by its words, its name, the other party's role, and what it does."""
    roles = [_by_words(one) for one in declared]
    others = {role for role in roles if role is not None}
    for at, one in enumerate(declared):
        if roles[at] in ("platform", "maker") and "seller" not in others:
            roles[at] = "seller"
        elif roles[at] is None and one.name:
            roles[at] = "buyer" if _PERSON.search(one.name) else None
    for at, one in enumerate(declared):
        if roles[at] is None and set(one.calls) & {"甲方", "乙方", "party a", "party b"}:
            roles[at] = _by_the_other(declared, roles, at) or _by_deeds(one, clauses)
    for at, one in enumerate(declared):
        if roles[at] is None and one.name and _BUSINESS.search(one.name) and "buyer" in roles and "seller" not in roles:
            roles[at] = "seller"
    return roles


def _by_words(one: _Declared) -> Party | None:
    if "payee" in one.calls:
        return "payee"
    votes = [role for call in one.calls if call not in _LABELS and (role := role_of_word(call))]
    if not votes and one.name:
        votes = [role for role in (role_of_word(_plain(one.name)), _inside(one.name)) if role in ("buyer", "seller")]
    return votes[0] if votes else None


def _inside(name: str) -> Party | None:
    """甲方：购车客户苗女士."""
    for word, role in _roles().items():
        if len(word) > 1 and not word.isascii() and role == "buyer" and word in name and not _BUSINESS.search(name):
            return role
    return None


def _by_the_other(declared: Sequence[_Declared], roles: Sequence[Party | None], at: int) -> Party | None:
    labels = [i for i, one in enumerate(declared) if i != at and set(one.calls) & set(_LABELS)]
    known = [roles[i] for i in labels if roles[i] in _OPPOSITE]
    return _OPPOSITE[known[0]] if len(labels) == 1 and known and known[0] else None


_PAYS = r"(?:支付|付清|缴|交纳|交付定金|付款|结清|补齐|验车|验收|购买|租用|承租|入住|领取|提车|提货)"
_DELIVERS = r"(?:交付车|交付房|交付商品|交付标的|提供|出售|出租|交车|交房|收取|安排|负责施工|安装|维修|保养|发货|退还|退回|开具|通知|销售|移交)"
_PAYS_EN = r"(?:pays?|paid|settles?|inspects?|collects?|takes? delivery|rents?|purchases?|buys?)\b"
_DELIVERS_EN = r"(?:delivers?|provides?|supplies|supply|repairs?|refunds?|hands? over|sells?|installs?|produces?|invoices?|notif(?:y|ies))\b"


def _by_deeds(one: _Declared, clauses: Sequence[Clause]) -> Party | None:
    """Who pays is the buyer, who delivers the seller; None where they balance."""
    call = next(c for c in one.calls if c in _LABELS)
    gap = "[^。；，;,.]{0,10}?"
    duty = r"\s(?:shall|must|will|may|has to|is to|agrees to)?\s?(?:not be bound to )?"
    pays = re.compile(rf"{call}{gap}{_PAYS}|{call}{duty}{_PAYS_EN}")
    delivers = re.compile(rf"{call}{gap}{_DELIVERS}|{call}{duty}{_DELIVERS_EN}")
    score = 0
    for clause in clauses:
        for sentence in clause.sentences:
            score += len(pays.findall(sentence.view)) - len(delivers.findall(sentence.view))
    return "buyer" if score > 0 else "seller" if score < 0 else None


def _one_each(parties: Sequence[PartyName]) -> list[PartyName]:
    """Several entries for the buyer (and the seller) are one, called by all its words."""
    kept: list[PartyName] = []
    for party in parties:
        at = next((i for i, k in enumerate(kept) if k.role == party.role and (k.name is None or party.name is None)), None)
        if at is None or party.role not in _OPPOSITE:
            kept.append(party)
            continue
        known = kept[at]
        better = party if party.name and not known.name else known
        kept[at] = replace(better, aliases=tuple(dict.fromkeys((*known.aliases, *party.aliases))))
    return kept


def _plain(word: str) -> str:
    return re.sub(r"(?<=[甲乙丙丁买卖])[ \u3000]+(?=方)|\A(?:the|an?|our|any|each|every|such|said)\s", "", fold_characters(word).strip(" \"'*_"))


def role_of_word(word: str) -> Party | None:
    """The usual role of a word or short phrase: 本合同的买受人, the Dealer's staff → buyer, seller; None for other things."""
    roles = _roles()
    plain = _plain(re.sub(r"\A(?:本合同|本协议|本次|上述|前述|该|此|每位|全体|所有|各|其他)的?", "", _plain(word)))
    if plain in roles:
        return roles[plain]
    if plain.endswith("s") and plain[:-1] in roles:
        return roles[plain[:-1]]
    return roles.get(_owner(plain)) or _head(plain)


_STAFF_ZH = re.compile(r"(?:的|方)?(?:工作人员|员工|授权代表|代表|代理人|客服|专员|销售顾问|销售人员|经办人|指定人员|门店|交付中心|展厅|本人)\Z")
_STAFF_EN = re.compile(r"(?:'s|s')\s(?:\w+\s)?(?:staff|employees?|agents?|representatives?|personnel|surveyor|expert|nominee|yard|branch|store)\Z")


def _owner(plain: str) -> str:
    """甲方工作人员 → 甲方; the dealer's staff → dealer."""
    return _STAFF_EN.sub("", _STAFF_ZH.sub("", plain))


def _head(plain: str) -> Party | None:
    """The last word of a phrase: 购车客户, first-time customers, the paid-up customer."""
    if plain.isascii():
        last = plain.split(" of ")[0].split(" ")[-1:]
        return _roles().get(last[0]) if last and plain.count(" ") <= 3 and "'" not in plain else None
    if len(plain) > 10:
        return None
    for size in (4, 3, 2):
        if len(plain) > size and plain[-size:] in _roles() and "的" not in plain[:-size]:
            return _roles()[plain[-size:]]
    return None


def resolver(parties: Sequence[PartyName]) -> Callable[[str], Party | None]:
    """Words as they stand in a sentence (the source's or the view's) → who they mean in this contract."""
    named: dict[str, Party] = {}
    for party in parties:
        for alias in (*party.aliases, *((_plain(party.name),) if party.name else ())):
            named.setdefault(alias, party.role)
    alone = not any(party.role == "seller" for party in parties)

    @lru_cache(maxsize=4096)
    def resolve(words: str) -> Party | None:
        plain = _plain(words)
        for call in (plain, _owner(plain), plain[:-1] if plain.endswith("s") else plain):
            if call in named:
                return named[call]
        found = role_of_word(plain)
        return "seller" if found == "platform" and alone else found

    return resolve
