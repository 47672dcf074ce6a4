"""Papers and keys that are given out, held and shown, by their own name: 放车单, 提车码, 登船许可."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from clausecheck.chunks import EVENTS, Hit
from clausecheck.chunks.cues import any_of, words
from clausecheck.patterns import later

_GIVING = later("(?:发送|发出|寄发|送达|发放|推送|生成|开通|提供|寄送|派发|给予|点亮|激活)[^,，。]{0,4}$|[发给]$")
_NOT_PAPER = (
    "(?:(?<=单)[方独位价元纯薄]|(?<=书)[面籍包]|(?<=证)[明据件]|(?<=条)[件款]|(?<=号)码|(?<=信)[息用]|"
    "(?<=签)[署字订合约]|(?<=码)头|(?<=票)[据面]|(?<=令)人)")


def papers_of(view: str, hits: Sequence[Hit]) -> list[Hit]:
    """Things that are given out and shown, by their own name: 放车单, 提车码, 登船许可."""
    known = [h for h in hits if h[0] in ("RECEIPT", "INSPECTION_RECORD", "PAYMENT_NOTICE", "PAPERS")]
    found = []
    for m in _paper_pattern().finditer(view):
        start, end = m.span("name")
        personal = any(h[0] == "PAPERS" and h[1] <= start and end <= h[2] for h in known)
        if not personal and not any(h[1] < end and start < h[2] and h[0] != "PAPERS" for h in known):
            name = view[start:end]
            if any_of("zh", "proof").search(name) and any(h[0] == "PAY" and start <= h[1] < end for h in hits):
                found.append(("PAY_BALANCE", start, end))
                continue
            found.append(("NOTIFY" if name in ("通知", "书面通知", "通知书", "短信") else name, start, end))
    found += _told_again(view, found)
    found += _event_papers(view, hits, known)
    return [_letting(view, name, hits) for name in found]


def _told_again(view: str, found: Sequence[Hit]) -> list[Hit]:
    """领取钥匙后…，钥匙凭收据发放: the same thing where it is what is given out."""
    names = {name for name, _, _ in found if not name.isascii()}
    taken = {start for _, start, _ in found}
    issue = any_of("zh", "issue").pattern
    return [(name, *m.span()) for name in sorted(names)
            for m in re.finditer(rf"{re.escape(name)}(?=[凭由于在自须应待经][^,，。;；]*?(?:{issue}))", view)
            if m.start() not in taken]


def _letting(view: str, name: Hit, hits: Sequence[Hit]) -> Hit:
    """Giving out the way to look (发送验房密码) is letting look."""
    look = next((h for h in hits if h[0] == "INSPECT" and name[1] <= h[1] < name[2]), None)
    if look and name[0].endswith(("权限", "资格", "许可", "名额", "权")):
        return "INSPECT", look[1], look[2]
    access = name[0].endswith(("密码", "口令", "二维码", "门禁", "入场券", "通行证", "钥匙"))
    if look and access and not re.search("[凭持用扫带]$|输入$|出示$", view[:name[1]]):
        return "INSPECT", look[1], look[2]
    letter = name[0].endswith(("单", "通知", "记录", "报告", "书", "证明", "函"))
    return ("INSPECT", look[1], look[2]) if look and not letter and _GIVING.search(view[:name[1]]) else name


def _event_papers(view: str, hits: Sequence[Hit], known: Sequence[Hit]) -> list[Hit]:
    """An event and a paper in one word (提车码, 验车通知) is that paper wherever it stands."""
    found = []
    for concept, start, end in hits:
        named = concept in EVENTS | {"PAY"} and view[start:end] not in words("zh", "issue")
        m = _suffix().match(view, end) if named else None
        if m and not any(h[1] < m.end() and start < h[2] and h[0] != "PAPERS" for h in known):
            proof = concept == "PAY" and any_of("zh", "proof").search(m.group())
            found.append(("PAY_BALANCE" if proof else view[start:m.end()], start, m.end()))
    return found


@lru_cache(maxsize=1)
def _suffix() -> re.Pattern[str]:
    """What makes a paper of an event's word: 提车+码, 验收+确认书."""
    made = "(?:确认|预约|申请|资格|专用|准许|许可|结果)?"
    return re.compile(rf"{made}(?:{any_of('zh', 'paper').pattern}|柜|箱|闸机|门禁)(?!{_NOT_PAPER})")


@lru_cache(maxsize=1)
def _paper_pattern() -> re.Pattern[str]:
    """A verb of giving or holding, and the name of what is given."""
    issue, paper, prefix = (f"(?:{any_of('zh', name).pattern})" for name in ("issue", "paper", "paper_prefix"))
    lead = rf"(?:(?!凭[证据条单]|无[条偿息故需须论忧权法理正]){issue})(?:{prefix}|[一二三两0-9]+[张份个把枚])*"
    stem = rf"(?:(?!{issue})[\u4e00-\u9fff]){{1,5}}?"
    name = f"(?!{prefix})(?:{stem}{paper}|钥匙|通知|短信|密码|口令|二维码|门禁|许可证?)"
    return re.compile(rf"(?:{lead}|(?<=[交拿取领发给送])(?=钥匙))(?P<name>{name})(?!{_NOT_PAPER})")
