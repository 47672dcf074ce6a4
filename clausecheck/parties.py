"""Who is buyer, seller, maker, payee, platform: from the contract's own words, with the quote.

The buyer is who pays for goods, services or housing. What a word usually means is read from data/party_words.txt; what
甲方, 乙方, Party A and Party B mean, and what names stand for, only from the contract: 甲方（买受人）：何女士,
"the Seller (\"we\")", or, where it gives no gloss, from who pays and who delivers.
"""

from __future__ import annotations

import re
from collections import Counter
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


_ANCHOR = re.compile(r"[ \t\u3000]*(?:[：:]|\n?[（(](?P<gloss>[^（）()\n：:]{1,30})[）)])")
_COLON = re.compile(r"[ \t\u3000]*[：:]")
_NAME = re.compile(r"[^\n；;|│]*")
_WIDE_GAP = re.compile(r"[ \u3000]{2,}|\u3000|\t")
_BLANK = re.compile(r"[_＿\s.…—-]*\Z")
_LATE_GLOSS = re.compile(r"[ \u3000]*[（(]([^（）()\n]{1,30})[）)]\Z")
_CALLED = re.compile(r"(?:以下|下)(?:简称|统称|合称|并称|称)为?[：:]?|[简统]称[：:]?|[“”\"「」]|\bthe\b|hereinafter", re.IGNORECASE)
_READ = 20_000  # characters: parties are declared at the head of a contract
_PAIR = re.compile(r"(?P<name>[^\n：:|]{2,80}?)\s*(?:\s[-–—]\s|\sand\s|与|和|——)\s*(?:the\s)?(?P<word>[\w\u4e00-\u9fff ]{1,20})\Z")


def find_parties(source_text: str, clauses: Sequence[Clause], terms: Sequence[DefinedTerm]) -> tuple[PartyName, ...]:
    """The parties that the contract names, one entry a party, in text order of the quote."""
    declared = _merged(
        [
            *_declarations(source_text, clauses),
            *_defined(source_text, terms),
            *_collected(source_text, clauses),
            *_labelled(source_text, clauses),
        ]
    )
    roles = _settled(declared, clauses)
    found = [
        PartyName(role, one.name, one.calls, one.start, one.end)
        for one, role in zip(declared, roles, strict=True)
        if role is not None
    ]
    found = _one_each(found)
    if clauses:
        found += _mentioned(source_text, clauses, {party.role for party in found})
    return tuple(sorted(found, key=lambda party: party.start))


def _mentioned(text: str, clauses: Sequence[Clause], known: set[Party]) -> Iterator[PartyName]:
    """Buyer and seller that no line declares: the word that the clauses use most for them, where it first stands."""
    counts: dict[Party, Counter[str]] = {"buyer": Counter(), "seller": Counter()}
    first: dict[str, re.Match[str]] = {}
    for match in _words().finditer(text, clauses[0].start, min(clauses[-1].end, clauses[0].start + _READ)):
        word = _plain(match.group())
        role = _roles().get(word) or _roles().get(word[:-1])
        if role in counts:
            counts[role][word] += 1
            first.setdefault(word, match)
    for role, words in counts.items():
        if role not in known and words:
            word = words.most_common(1)[0][0]
            yield PartyName(role, None, tuple(words), first[word].start(), first[word].end())


@lru_cache(maxsize=1)
def _words() -> re.Pattern[str]:
    """Any word for buyer or seller."""
    words = [word for word, role in _roles().items() if role in _OPPOSITE and word not in _VAGUE]
    chinese = "|".join(sorted((w for w in words if not w.isascii()), key=len, reverse=True))
    english = "|".join(sorted((w for w in words if w.isascii()), key=len, reverse=True))
    return re.compile(rf"{chinese}|(?<![\w-])(?:{english})s?(?![\w-])", re.IGNORECASE)


_VAGUE = frozenset("机构 学校 公司 物业 本人 老人 门店 shop store branch centre center school company firm business owner".split())


def _declarations(text: str, clauses: Sequence[Clause]) -> Iterator[_Declared]:
    """甲方（买受人）：何女士 and the like, 甲方（销售方） in a sentence, and company names on a line of their own."""
    if not clauses:
        return
    start = clauses[0].start
    stop = min(clauses[-1].end, start + _READ)
    taken = start
    for match in _ANCHOR.finditer(text, start, stop):
        if match.start() < taken:
            continue
        first = _word_before(text, match.start(), start)
        if first is None:
            continue
        colon = match if match["gloss"] is None else _COLON.match(text, match.end(), stop)
        if colon and _begins(text, first, start):
            one = _with_name(text, first, match, colon.end(), stop)
            taken = one.end
            yield one
        elif match["gloss"] and (calls := _calls(text[first : match.start()], match["gloss"])) and len(calls) > 1:
            yield _Declared(calls, None, first, match.end())
    yield from _on_lines(text, clauses)


def _word_before(text: str, end: int, floor: int) -> int | None:
    """Where the word for a party that ends at `end` begins; None where there is none."""
    words = text[max(floor, end - 24) : end]
    if words[-1:].isascii():
        match = re.search(r"(?:[A-Za-z][\w-]*\s){0,2}[A-Za-z][\w-]*\Z", words)
        while match is not None:
            if _known(match.group()):
                return end - len(match.group())
            match = re.compile(r"(?<=\s)[A-Za-z][\w-]*(?:\s[A-Za-z][\w-]*)*\Z").search(words, match.start() + 1)
        return None
    for size in range(7, 0, -1):
        if size <= len(words) and not words[-size].isspace() and _known(words[-size:]):
            return end - size
    return None


def _known(word: str) -> bool:
    plain = _plain(word)
    return plain in _LABELS or plain in _roles()


def _begins(text: str, start: int, floor: int) -> bool:
    """A declaration stands at the head of a line, or after a wide gap, a stop or another name."""
    before = text[max(floor, start - 2) : start]
    return not before.strip() or before[-1] in "\n；;、，,|│。.*\u3000）)”-" or before.endswith(" ")


def _calls(word: str, gloss: str | None) -> tuple[str, ...]:
    """All words that call the party: the word itself and those of its gloss."""
    calls = [_plain(word)]
    for part in re.split(r"[、，,/]", gloss or ""):
        call = _plain(_CALLED.sub("", part))
        if call in _LABELS or (role_of_word(call) and not _BUSINESS.search(call)):
            calls.append(call)
    return tuple(dict.fromkeys(calls))


def _with_name(text: str, first: int, match: re.Match[str], begin: int, stop: int) -> _Declared:
    named = _NAME.match(text, begin, stop)
    end = _name_end(text, begin, named.end() if named else begin)
    calls = _calls(text[first : match.start()], match["gloss"])
    name = text[begin:end]
    late = _LATE_GLOSS.search(name)
    if late and len(more := _calls(calls[0], late[1])) > 1:
        calls, name = tuple(dict.fromkeys((*calls, *more))), name[: late.start()]
    name = name.strip(" \t\u3000，,|*_＿")
    if _known(name):
        calls, name = tuple(dict.fromkeys((*calls, _plain(name)))), ""
    return _Declared(calls, None if _BLANK.match(name) or len(name) > 90 else name, first, max(end, begin))


def _name_end(text: str, begin: int, end: int) -> int:
    """A name ends where the next party is declared, at a wide gap, or at a comma that begins something else."""
    for colon in re.finditer(r"[：:]", text[begin:end]):
        first = _word_before(text, begin + colon.start(), begin)
        end = begin + colon.start() if first is None else first
        break
    body = text[begin:end]
    lead = len(body) - len(body.lstrip(" \t\u3000"))
    for cut in (_WIDE_GAP.search(body, lead), re.search(r"[，。]|, (?!Ltd|Inc|LLC|Co\b)", body)):
        body = body[: cut.start()] if cut and cut.start() <= len(body) else body
    pair = _PAIR.match(body)
    if pair and _known(pair["word"]):
        body = body[: pair.end("name")]
    return begin + len(body.rstrip())


def _on_lines(text: str, clauses: Sequence[Clause]) -> Iterator[_Declared]:
    """Velocity Auto Sales Co., Ltd. and customer: a company on a line of its own above the clauses."""
    for clause in clauses[:4]:
        if clause.number or clause.kind == "signature":
            break
        for line in re.finditer(r"[^\n]*\S[^\n]*", text[clause.start : clause.end]):
            yield from _on_line(text, clause.start + line.start(), clause.start + line.end())


def _on_line(text: str, start: int, end: int) -> Iterator[_Declared]:
    start += len(text[start:end]) - len(text[start:end].lstrip(" *#\u3000"))
    words = text[start:end].rstrip(" *#\u3000")
    pair = _PAIR.match(words)
    if pair and _known(pair["word"]):
        yield _Declared((_plain(pair["word"]),), None, start + pair.start("word"), start + pair.end("word"))
    name = text[start : _name_end(text, start, start + len(words))]
    if len(name) <= 80 and _COMPANY.search(name):
        yield _Declared(("company",), name, start, start + len(name))


_COMPANY = re.compile(r"(?:公司|Co\., Ltd\.?|Ltd\.?|Limited|Inc\.?|LLC|GmbH)(?:[（(][^）)]*[）)])?\Z")


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


def _labelled(text: str, clauses: Sequence[Clause]) -> Iterator[_Declared]:
    """甲方, 乙方, Party A, Party B where they first stand, in case nothing declares them."""
    if not clauses:
        return
    for label in re.finditer(r"[甲乙]方|\bparty [ab]\b", text[: clauses[0].start + _READ], re.IGNORECASE):
        if label.start() >= clauses[0].start:
            yield _Declared((_plain(label.group()),), None, *label.span())


def _settled(declared: Sequence[_Declared], clauses: Sequence[Clause]) -> list[Party | None]:
    """The role of each declared party: by its words, its name, the other party's role, and what it does."""
    roles = [_by_words(one) for one in declared]
    for at, one in enumerate(declared):
        if roles[at] in ("platform", "maker") and "seller" not in roles:
            roles[at] = "seller"
        elif roles[at] is None and one.name and _PERSON.search(one.name):
            roles[at] = "buyer"
    _settle_labels(declared, roles, clauses)
    for at, one in enumerate(declared):
        if roles[at] is None and one.name and _BUSINESS.search(one.name) and "seller" not in roles:
            roles[at] = "seller" if "buyer" in roles or one.calls == ("company",) else None
    return roles


def _settle_labels(declared: Sequence[_Declared], roles: list[Party | None], clauses: Sequence[Clause]) -> None:
    """甲方 and 乙方: one is what the other is not; where neither is known, by their deeds."""
    labelled = [i for i, one in enumerate(declared) if set(one.calls) & set(_LABELS)]
    if len(labelled) == 2 and {roles[i] for i in labelled} == {None}:
        first, second = (_deeds(declared[i], clauses) for i in labelled)
        if first != second:
            roles[labelled[0]] = "buyer" if first > second else "seller"
    for at in labelled:
        others = [roles[i] for i in labelled if i != at]
        if roles[at] is None and len(others) == 1 and others[0] is not None:
            roles[at] = _OPPOSITE.get(others[0])
        elif roles[at] is None and not others:
            score = _deeds(declared[at], clauses)
            roles[at] = "buyer" if score > 0 else "seller" if score < 0 else None


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


_PAYS = r"(?:(?<!款)(?:支付|付清|付足|付讫|缴|交纳|结清)|交付定金|付款(?![后前])|补齐|验车|看车|查验|检验|检查|验收|购买|租用|承租|入住|领取|提车|提货)"
_DELIVERS = r"(?:交付[车房商标]|提供|出售|出租|交车|交房|收取|收款|安排|施工|安装|维修|保养|发货|退还|退回|开具|发出|通知|销售|移交|寄送|保管|收到[^，。；]{0,10}款)"
_PAYS_EN = r"(?:pays?|paid|settles?|clears?|inspects?|views?|collects?|takes? delivery|rents?|purchases?|buys?)\b"
_DELIVERS_EN = r"(?:delivers?|provides?|supplies|supply|repairs?|refunds?|hands? over|sells?|installs?|produces?|arranges?|issues?|invoices?|notif(?:y|ies))\b"


def _deeds(one: _Declared, clauses: Sequence[Clause]) -> int:
    """How often a party pays, less how often it delivers."""
    call = next(c for c in one.calls if c in _LABELS)
    gap = "[^。；，;,甲乙]{0,20}?"
    duty = r"\s(?:shall|must|will|may|has to|is to|agrees to)?\s?(?:not be bound to )?"
    deed = re.compile(
        rf"(?<![向对给与为])(?:{call}{gap}(?:(?P<pays>{_PAYS})|{_DELIVERS})|{call}{duty}(?:(?P<pays_en>{_PAYS_EN})|{_DELIVERS_EN}))"
    )
    views = [sentence.view for clause in clauses for sentence in clause.sentences if call in sentence.view]
    deeds = [match for view in views[:400] for match in deed.finditer(view)]
    return sum(1 if match["pays"] or match["pays_en"] else -1 for match in deeds)


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
