"""Words for parties and what they usually mean, read from data/party_words.txt: 买受人 → buyer, the Dealer → seller."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import get_args

from clausecheck.folding import fold_characters
from clausecheck.mentions import Party
from clausecheck.patterns import later

_WORDS = Path(__file__).parents[1] / "data" / "party_words.txt"
LABELS = ("甲方", "乙方", "丙方", "丁方", "party a", "party b", "party c")

BUSINESS = later(
    r"公司|集团|中心|商行|经营部|工作室|俱乐部|门诊|医院|诊所|学校|旅行社|酒店|馆\Z|店\Z|厂\Z|行\Z|工程队|事务所|"
    r"\b(?:co|ltd|inc|llc|plc|gmbh|corp|company|limited|motors|centre|clinic|club|studio|agency|hotel|store)\b",
    re.IGNORECASE,
)
PERSON = later(r"女士|先生|小姐|个人|本人|身份证|\b(?:mr|mrs|ms|miss|person|individual|natural)\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def usual_roles() -> Mapping[str, Party]:
    """Word → its usual role."""
    roles: dict[str, Party] = {}
    for line in _WORDS.read_text(encoding="utf-8").splitlines():
        role, *words = line.split() or [""]
        if role in get_args(Party):
            roles.update(dict.fromkeys((word.replace("_", " ") for word in words), role))  # type: ignore[arg-type]
    return roles


def is_party_word(word: str) -> bool:
    """甲方, or a word with a usual role, by itself."""
    plain = plain_word(word)
    return plain in LABELS or plain in usual_roles()


def plain_word(word: str) -> str:
    """A word as the tables have it: folded, without the, any, each and the blanks of 甲 方."""
    return _ADDED.sub("", fold_characters(word).strip(" \"'*_"))


def role_of_word(word: str) -> Party | None:
    """The usual role of a word or short phrase: 本合同的买受人 → buyer, the Dealer's staff → seller, 车辆 → None."""
    roles = usual_roles()
    plain = plain_word(_THIS.sub("", plain_word(word)))
    if plain in roles:
        return roles[plain]
    if plain.endswith("s") and plain[:-1] in roles:
        return roles[plain[:-1]]
    return roles.get(owner_of(plain)) or _head(plain)


_STAFF_ZH = later(
    r"的?(?:工作人员|员工|授权代表|代表|代理人|客服|专员|销售顾问|销售人员|经办人|指定人员|门店|交付中心|展厅|本人)\Z"
)
_STAFF_EN = later(
    r"(?:'s|s')\s(?:\w+\s)?"
    r"(?:staff|employees?|agents?|representatives?|personnel|surveyor|expert|nominee|yard|branch|store)\Z"
)
_ADDED = later(r"(?<=[甲乙丙丁买卖])[ \u3000]+(?=方)|\A(?:the|an?|our|any|each|every|such|said)\s")
_THIS = later(r"\A(?:本合同|本协议|本次|上述|前述|该|此|每位|全体|所有|各|其他)的?")


def owner_of(plain: str) -> str:
    """甲方工作人员 → 甲方; the dealer's staff → dealer."""
    return _STAFF_EN.sub("", _STAFF_ZH.sub("", plain))


def _head(plain: str) -> Party | None:
    """The last word of a phrase: 购车客户, first-time customers, the paid-up customer."""
    if plain.isascii():
        last = plain.split(" of ")[0].split(" ")[-1:]
        return usual_roles().get(last[0]) if last and plain.count(" ") <= 3 and "'" not in plain else None
    if len(plain) > 10:
        return None
    for size in (4, 3, 2):
        if len(plain) > size and plain[-size:] in usual_roles() and "的" not in plain[:-size]:
            return usual_roles()[plain[-size:]]
    return None
