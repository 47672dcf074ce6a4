"""What happened: a YAML list of dated events, read strictly.

    - {event: DEPOSIT_PAID, on: 2024-07-19, amount: 5000, to: the maker}
    - event: DEFERRAL_AGREED
      on: 2024-10-22
      days: 360

`event` is one of EVENTS, `on` its day (left out where it is not known), the other keys are KEYS. `by` and `to` name a
party of the contract by its role (buyer, seller, maker, payee, platform) or anybody else by name.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from clausecheck import strictyaml
from clausecheck.document import Happening
from clausecheck.errors import CaseError
from clausecheck.patterns import later
from clausecheck.strictyaml import Located, LocatedList, day
from clausecheck.text import Bilingual, Source

EVENTS: dict[str, Bilingual] = {
    "CONTRACT_SIGNED": Bilingual("合同签订或订单成立", "the contract was made or the order placed"),
    "DEPOSIT_PAID": Bilingual("买方支付定金", "the buyer paid the deposit"),
    "ADVANCE_PAID": Bilingual("买方支付订金或意向金", "the buyer paid an advance that is no deposit"),
    "DEFERRAL_AGREED": Bilingual("双方约定延期或保留订单", "a postponement or the keeping of the order was agreed"),
    "SCHEDULING_REQUESTED": Bilingual("买方申请排产", "the buyer asked for production to be scheduled"),
    "PRODUCTION_SCHEDULED": Bilingual("卖方安排生产", "the seller scheduled production"),
    "CAR_PRODUCED": Bilingual("车辆下线", "the car came off the line"),
    "PAYMENT_NOTICE": Bilingual("卖方发出付款通知", "the seller sent a payment notice"),
    "PAYMENT_DEMANDED": Bilingual("卖方催收款项", "the seller demanded payment"),
    "INSPECTION_REQUESTED": Bilingual("买方要求验车（验货、验房）", "the buyer asked to inspect"),
    "INSPECTION_REFUSED": Bilingual("卖方拒绝查验", "the seller refused an inspection"),
    "INSPECTED": Bilingual("买方完成查验", "the buyer inspected"),
    "DEFECT_REPORTED": Bilingual("买方提出质量问题", "the buyer reported a defect"),
    "BALANCE_PAID": Bilingual("买方付清尾款", "the buyer paid the balance"),
    "MONEY_RECEIVED_BY": Bilingual("款项的实际收款人", "who in fact received the money (`by`)"),
    "DELIVERED": Bilingual("交付", "the thing was handed over"),
    "CANCELLED": Bilingual("订单取消或合同解除", "the order was cancelled or the contract ended"),
    "DEPOSIT_KEPT": Bilingual("卖方不退定金", "the seller kept the deposit"),
    "DEPOSIT_RETURNED": Bilingual("卖方退还定金", "the seller returned the deposit"),
    "REFUND_REQUESTED": Bilingual("买方要求退款", "the buyer asked for the money back"),
    "REFUND_REFUSED": Bilingual("卖方拒绝退款", "the seller refused a refund"),
    "STATEMENT_MADE": Bilingual("卖方公开表示", "the seller made a public statement"),
    "STATEMENT_RETRACTED": Bilingual("卖方更正或收回表示", "the seller corrected or withdrew a statement"),
    "TERMS_CHANGED": Bilingual("卖方变更条款", "the seller changed the terms"),
    "PRICE_CHANGED": Bilingual("卖方变更价格", "the seller changed the price"),
    "TERMS_POINTED_OUT": Bilingual("签约时重要条款已显著提示或单独确认", "important terms were pointed out on signing"),
    "TERMS_NOT_POINTED_OUT": Bilingual("签约时重要条款没有提示", "important terms were not pointed out on signing"),
    "CHOICE_GIVEN": Bilingual("签约时让买方在仲裁和诉讼之间选择", "the buyer could choose arbitration or court"),
    "GOODS_RESOLD": Bilingual("卖方把标的物另行卖出", "the seller sold the goods to somebody else"),
    "ORDERED_BY_MINOR": Bilingual("下单的人未成年", "a minor placed the order"),
    "GUARDIAN_AGREED": Bilingual("监护人事前同意或事后追认", "the guardian agreed before or after"),
    "CONFIGURATION_CHANGED": Bilingual("卖方变更配置", "the seller changed the configuration"),
}
KEYS: dict[str, Bilingual] = {
    "event": Bilingual("事件名", "the event's name"),
    "on": Bilingual("日期（年-月-日）", "its day, YYYY-MM-DD"),
    "amount": Bilingual("金额", "the sum"),
    "currency": Bilingual("币种，如 CNY", "its currency, such as CNY"),
    "by": Bilingual("由谁", "by whom"),
    "to": Bilingual("向谁", "to whom"),
    "days": Bilingual("天数（期限）", "a number of days that it grants"),
    "note": Bilingual("备注", "a remark"),
}
_SUM = later(r"(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?:\.\d{1,2})?")
_DAYS = later(r"[1-9]\d{0,4}")


def read_happenings(source: Source) -> tuple[Happening, ...]:
    """The events of a source in its own order. Raises CaseError with file and line for what is wrong in it."""
    events = strictyaml.parse(source.text, source.name, CaseError)
    if not isinstance(events, LocatedList):
        sentence = "a list of events is wanted, such as `- {event: DEPOSIT_PAID, on: 2024-07-19, amount: 5000}`"
        raise CaseError(sentence, file=source.name, line=1)
    lines = _line_starts(source.text)
    ends = [*events.lines[1:], len(lines)][: len(events)]
    return tuple(
        _happening(entry, source.name, line, _span(source.text, lines, line, max(line + 1, end)))
        for entry, line, end in zip(events, events.lines, ends, strict=True)
    )


def _happening(entry: Any, file: str, line: int, span: tuple[int, int]) -> Happening:
    if not isinstance(entry, Located):
        raise CaseError("an event is written as `event: NAME` with its keys", file=file, line=line)
    strictyaml.only(entry, KEYS, "an event", CaseError)
    name = entry.get("event")
    if name is None:
        raise CaseError("this event has no name: `event:` is missing", file=file, line=line)
    if not isinstance(name, str) or name not in EVENTS:
        hint = strictyaml.hint(str(name).upper(), EVENTS) or f" (known: {', '.join(EVENTS)})"
        raise CaseError(f"unknown event {name!r}{hint}", file=file, line=entry.line("event"))
    more = {key: _value(entry, key) for key in entry if key not in ("event", "on")}
    return Happening(name, _day(entry), *span, more)


def _day(entry: Located) -> date | None:
    given = entry.get("on")
    if given is None:
        return None
    try:
        return day(str(given))
    except ValueError:
        raise CaseError(f"{given!r} is no day: write it as YYYY-MM-DD", file=entry.file,
                        line=entry.line("on")) from None


def _value(entry: Located, key: str) -> str:
    """The text of one key. Raises CaseError where a number is wanted and something else stands there."""
    given = entry[key]
    if given is None or isinstance(given, (bool, dict, list)):
        raise CaseError(f"{key!r} wants a text or a number", file=entry.file, line=entry.line(key))
    text = str(given)
    wanted = {"amount": (_SUM, "a sum such as 5000"), "days": (_DAYS, "a number of days such as 360")}.get(key)
    if wanted and not wanted[0].fullmatch(text):
        raise CaseError(f"{text!r} is not {wanted[1]}", file=entry.file, line=entry.line(key))
    return text.replace(",", "") if key == "amount" else text


def _line_starts(text: str) -> list[int]:
    """Where each line begins, with the end of the text as the last entry: line n begins at [n - 1]."""
    return [0, *(m.end() for m in re.finditer("\n", text)), len(text)]


def _span(text: str, lines: list[int], first: int, after: int) -> tuple[int, int]:
    """The words of an entry on the lines [first, after), without the space around them and the remarks below them."""
    rows = list(range(first - 1, min(after, len(lines)) - 1)) or [first - 1]
    while len(rows) > 1 and _is_remark(text[lines[rows[-1]] : lines[rows[-1] + 1]]):
        rows.pop()
    start, end = lines[rows[0]], lines[rows[-1] + 1]
    body = text[start:end]
    return start + len(body) - len(body.lstrip()), start + len(body.rstrip())


def _is_remark(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")
