"""What happened in words: day, event, sum, to whom, and the remark, instead of the YAML that it stood in."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from clausecheck.errors import ClausecheckError
from clausecheck.findings import Evidence
from clausecheck.happenings import EVENTS
from clausecheck.reports import wording
from clausecheck.strictyaml import LocatedList, parse
from clausecheck.text import Bilingual


def told(evidence: Iterable[Evidence]) -> Bilingual:
    """Events that a finding rests on, in their order, each once."""
    found = list(dict.fromkeys(_event(item.quote) for item in sorted(evidence, key=lambda item: item.start)))
    return Bilingual("；".join(one.zh for one in found), "; ".join(one.en for one in found))


def words(evidence: Evidence) -> Bilingual:
    """What shows an element: an event told in words, anything else as it is quoted."""
    quoted = Bilingual(f"“{evidence.quote}”", f"“{evidence.quote}”")
    return told([evidence]) if evidence.source == "happened" else quoted


def _event(quote: str) -> Bilingual:
    """One item of the list; the quote itself where it is none."""
    try:
        items = parse(quote.strip(), "<event>")
    except ClausecheckError:
        items = None
    item = items[0] if isinstance(items, LocatedList) and items else items
    if not isinstance(item, dict) or item.get("event") not in EVENTS:
        return Bilingual(quote, quote)
    event, more = EVENTS[item["event"]], {key: str(value) for key, value in item.items() if value is not None}
    zh, en = event.zh, event.en.replace("`by`", "by")
    if item["event"] == "MONEY_RECEIVED_BY" and "by" in more:
        who = _who(more["by"])
        zh, en = f"款项实际由{who.zh}收取", f"the money was in fact received by {who.en}"
    elif "to" in more:
        who = _who(more["to"])
        zh, en = f"{zh}（付给{who.zh}）", f"{en} to {who.en}"
    extra = [*_sum(more), *([Bilingual(f"{more['days']} 天", f"{more['days']} days")] if "days" in more else []),
             *([Bilingual(more["note"], more["note"])] if "note" in more else [])]
    day = f"{more['on']} " if "on" in more else ""
    parts = [Bilingual(day + zh, day + en), *extra]
    return Bilingual("，".join(part.zh for part in parts), ", ".join(part.en for part in parts))


def _who(name: str) -> Bilingual:
    role = wording.PARTY.get(name)
    return Bilingual(name, name) if role is None else Bilingual(role.zh, f"the {role.en}")


def _sum(more: dict[str, str]) -> list[Bilingual]:
    try:
        return [wording.money(Decimal(more["amount"].replace(",", "")), more.get("currency", "CNY"))]
    except (KeyError, InvalidOperation):
        return []
