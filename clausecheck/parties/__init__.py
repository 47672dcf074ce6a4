"""Who is buyer, seller, maker, payee, platform: from the contract's own words, with the quote.

The buyer is who pays for goods, services or housing. What a word usually means is read from data/party_words.txt; what
甲方, 乙方, Party A and Party B mean, and what names stand for, only from the contract: 甲方（买受人）：何女士,
"the Seller (\"we\")", or, where it gives no gloss, from who pays and who delivers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from clausecheck.mentions import Party
from clausecheck.parties.declarations import READ, Declared, declarations
from clausecheck.parties.words import BUSINESS, LABELS, PERSON, owner_of, plain_word, role_of_word, usual_roles
from clausecheck.text import Clause, DefinedTerm

_OPPOSITE: dict[Party, Party] = {"buyer": "seller", "seller": "buyer"}
_FIRST_TWO = ("甲方", "乙方", "party a", "party b")  # a third party is neither's opposite


@dataclass(frozen=True, slots=True)
class PartyName:
    """A role and the words that give it: 甲方（买受人）：何女士 → buyer, "何女士", aliases 甲方, 买受人."""

    role: Party
    name: str | None  # None: "not stated"
    aliases: tuple[str, ...]
    start: int
    end: int


def find_parties(source_text: str, clauses: Sequence[Clause], terms: Sequence[DefinedTerm]) -> tuple[PartyName, ...]:
    """The parties that the contract names, one entry a party, in text order of the quote."""
    declared = declarations(source_text, clauses, terms)
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
    start, end = clauses[0].start, min(clauses[-1].end, clauses[0].start + READ)
    for match in (m for words in _words() for m in words.finditer(text, start, end)):
        word = plain_word(match.group())
        role = usual_roles().get(word) or usual_roles().get(word[:-1])
        if role in counts:
            counts[role][word] += 1
            first.setdefault(word, match)
    for role, words in counts.items():
        if role not in known and words:
            word = words.most_common(1)[0][0]
            yield PartyName(role, None, tuple(words), first[word].start(), first[word].end())


@lru_cache(maxsize=1)
def _words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Any word for buyer or seller, in Chinese and in English."""
    words = [word for word, role in usual_roles().items() if role in _OPPOSITE and word not in _VAGUE]
    chinese = "|".join(sorted((w for w in words if not w.isascii()), key=len, reverse=True))
    english = "|".join(sorted((w for w in words if w.isascii()), key=len, reverse=True))
    return re.compile(chinese), re.compile(rf"(?<![\w-])(?:{english})s?(?![\w-])", re.IGNORECASE)


# Too often something else, when nothing declares them.
_VAGUE_WORDS = "机构 学校 公司 物业 本人 老人 门店 shop store branch centre center school company firm business owner"
_VAGUE = frozenset(_VAGUE_WORDS.split())


def _settled(declared: Sequence[Declared], clauses: Sequence[Clause]) -> list[Party | None]:
    """The role of each declared party: by its words, its name, the other party's role, and what it does."""
    roles = [_by_words(one) for one in declared]
    for at, one in enumerate(declared):
        if roles[at] in ("platform", "maker") and "seller" not in roles:
            roles[at] = "seller"
        elif roles[at] is None and one.name and PERSON.search(one.name):
            roles[at] = "buyer"
    _settle_labels(declared, roles, clauses)
    for at, one in enumerate(declared):
        if roles[at] is None and one.name and BUSINESS.search(one.name) and "seller" not in roles:
            roles[at] = "seller" if "buyer" in roles or one.calls == ("company",) else None
    return roles


def _settle_labels(declared: Sequence[Declared], roles: list[Party | None], clauses: Sequence[Clause]) -> None:
    """甲方 and 乙方: one is what the other is not; where neither is known, by their deeds."""
    labelled = [i for i, one in enumerate(declared) if set(one.calls) & set(LABELS)]
    if len(labelled) == 2 and {roles[i] for i in labelled} == {None}:
        first, second = (_deeds(declared[i], clauses) for i in labelled)
        if first != second:
            roles[labelled[0]] = "buyer" if first > second else "seller"
    pair = [i for i in labelled if set(declared[i].calls) & set(_FIRST_TWO)]
    for at in labelled:
        others = [roles[i] for i in (pair if at in pair else labelled) if i != at]
        if roles[at] is None and len(others) == 1 and others[0] is not None:
            roles[at] = _OPPOSITE.get(others[0])
        elif roles[at] is None and not others:
            score = _deeds(declared[at], clauses)
            roles[at] = "buyer" if score > 0 else "seller" if score < 0 else None


def _by_words(one: Declared) -> Party | None:
    if "payee" in one.calls:
        return "payee"
    votes = [role for call in one.calls if call not in LABELS and (role := role_of_word(call))]
    if not votes and one.name:
        by_name = (role_of_word(plain_word(one.name)), _inside(one.name))
        votes = [role for role in by_name if role in ("buyer", "seller")]
    return votes[0] if votes else None


def _inside(name: str) -> Party | None:
    """甲方：购车客户苗女士."""
    for word, role in usual_roles().items():
        if len(word) > 1 and not word.isascii() and role == "buyer" and word in name and not BUSINESS.search(name):
            return role
    return None


_PAYS = (
    r"(?:(?<!款)(?:支付|付清|付足|付讫|缴|交纳|结清)|交付定金|付款(?![后前])|补齐|"
    r"验车|看车|查验|检验|检查|验收|购买|租用|承租|入住|领取|提车|提货)"
)
_DELIVERS = (
    r"(?:交付[车房商标]|提供|出售|出租|交车|交房|收取|收款|安排|施工|安装|维修|保养|发货|退还|退回|开具|发出|"
    r"通知(?!后|前|之日|书|发出|送达|载明)|销售|移交|寄送|保管|收到[^，。；]{0,10}款)"
)
# 甲方在乙方付清后交车: what 乙方 does is told inside
_WHEN = "在[^，。；;,]{1,24}?(?:之日起|[之以]?后|[之以]?前|时|起)"
_PAYS_EN = r"(?:pays?|paid|settles?|clears?|inspects?|views?|collects?|takes? delivery|rents?|purchases?|buys?)\b"
_DELIVERS_EN = (
    r"(?:delivers?|provides?|supplies|supply|repairs?|refunds?|hands? over|sells?|installs?|produces?|"
    r"arranges?|issues?|invoices?|notif(?:y|ies))\b"
)


def _deeds(one: Declared, clauses: Sequence[Clause]) -> int:
    """How often a party pays, less how often it delivers."""
    call = next(c for c in one.calls if c in LABELS)
    gap = rf"(?:{_WHEN}|[于在到向给对与][甲乙]方|(?!{_WHEN})[^。；，;,甲乙]){{0,20}}?"
    duty = r"\s(?:shall|must|will|may|has to|is to|agrees to)?\s?(?:not be bound to )?"
    deed = re.compile(
        rf"(?:(?<![向对给与为于在到])|(?<=在)(?={_WHEN[1:]}))(?:{call}{gap}(?:(?P<pays>{_PAYS})|{_DELIVERS})|{call}{duty}(?:(?P<pays_en>{_PAYS_EN})|{_DELIVERS_EN}))"
    )
    views = [sentence.view for clause in clauses for sentence in clause.sentences if call in sentence.view]
    deeds = [match for view in views[:400] for match in deed.finditer(view)]
    return sum(1 if match["pays"] or match["pays_en"] else -1 for match in deeds)


def _one_each(parties: Sequence[PartyName]) -> list[PartyName]:
    """Several entries for the buyer (and the seller) are one, called by all its words."""
    kept: list[PartyName] = []
    for party in parties:
        alike = (i for i, k in enumerate(kept) if k.role == party.role and _may_be_one(k.name, party.name))
        at = next(alike, None)
        if at is None or party.role not in _OPPOSITE:
            kept.append(party)
            continue
        known = kept[at]
        better = party if party.name and not known.name else known
        other = (party.name,) if party.name and known.name else ()
        kept[at] = replace(better, aliases=tuple(dict.fromkeys((*known.aliases, *party.aliases, *other))))
    return kept


def _may_be_one(one: str | None, other: str | None) -> bool:
    """A party without a name, or one whose name is given in Chinese and again in Latin letters."""
    return one is None or other is None or one.isascii() != other.isascii()


def resolver(parties: Sequence[PartyName]) -> Callable[[str], Party | None]:
    """Words as they stand in a sentence (the source's or the view's) → who they mean in this contract."""
    named: dict[str, Party] = {}
    for party in parties:
        for alias in (*party.aliases, *((plain_word(party.name),) if party.name else ())):
            named.setdefault(alias, party.role)
    alone = not any(party.role == "seller" for party in parties)

    @lru_cache(maxsize=4096)
    def resolve(words: str) -> Party | None:
        """By the contract's own words first, then by what the word usually means."""
        plain = plain_word(words)
        for call in (plain, owner_of(plain), plain[:-1] if plain.endswith("s") else plain):
            if call in named:
                return named[call]
        found = role_of_word(plain)
        return "seller" if found == "platform" and alone else found

    return resolve
