"""What the law files hold, as plain data, and how an article is cited in both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from clausecheck.findings import Reasoning
from clausecheck.text import Bilingual


@dataclass(frozen=True, slots=True)
class Ref:
    """An authority that a doctrine names: role ground | support | contrary | administrative, link stated | mapped."""

    id: str
    role: str
    link: str


@dataclass(frozen=True, slots=True)
class CaseRef:
    """A case that a doctrine names, with what must be said of the link."""

    id: str
    role: str  # support | contrary | fact-pattern | pending | do-not-cite
    note: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, regulation, interpretation or rule."""

    id: str
    short: Bilingual  # as a citation names it
    title: Bilingual
    number: str
    jurisdiction: str
    level: str
    effective_date: str
    status: str
    status_note: str
    consumer_only: bool  # protects consumers, not a company that buys
    older_cases: bool  # governs older cases that are still open, too


@dataclass(frozen=True, slots=True)
class Authority:
    """An article of an instrument, or the whole of it."""

    id: str
    instrument: Instrument
    article: str
    effect: str
    summary: Bilingual
    note: str
    doctrines: tuple[str, ...]
    confidence: str  # how well the text was checked: high | medium | low

    @property
    def cite(self) -> Bilingual:
        """《民法典》第四百九十七条 / Civil Code art. 497."""
        return cite(self.instrument.short, self.article)

    @property
    def level(self) -> str:
        return self.instrument.level

    @property
    def status(self) -> str:
        return self.instrument.status


@dataclass(frozen=True, slots=True)
class Doctrine:
    """A family of reasons for which a clause may be unfair."""

    id: str
    category: str
    tier: str
    severity: str
    effect: str
    ground: str
    sectors: tuple[str, ...]
    decidable: str
    title: Bilingual
    ask: Bilingual | None
    description: str
    trigger: str
    exception: Bilingual  # what the seller may answer
    authorities: tuple[Ref, ...]
    cases: tuple[CaseRef, ...]
    phrases_zh: tuple[str, ...]
    phrases_en: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecidedCase:
    """A decision, a penalty, or a finding of a regulator or consumer association."""

    id: str
    kind: str
    court: Bilingual
    date: str
    case_no: str
    parties: str
    status: str
    status_note: Bilingual
    side: str
    line: Bilingual
    holding: Bilingual
    sources: tuple[str, ...]
    confidence: str
    doctrines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeadingCase:
    """The case that the rules began with: what happened, its figures, what each ground needs, its reasoning step by
    step, and what is not known of it."""

    case: str
    known: Bilingual  # how it is known, and that the articles are ours
    facts: tuple[Bilingual, ...]  # in order
    unknown: tuple[Bilingual, ...]
    figures: Mapping[str, str]
    grounds: tuple[tuple[str, Bilingual], ...]  # ground, and what it needs to be shown
    steps: tuple[tuple[Reasoning, tuple[str, ...]], ...]  # each with the doctrines that it concerns


def cite(short: Bilingual, article: str) -> Bilingual:
    """An instrument's short name and an article ("497", "27-28, 30", "63 and 20(3)", "whole") → its citation."""
    if article == "whole":
        return Bilingual(f"《{short.zh}》", short.en)
    parts = re.split(r"\s*(?:,|and)\s*", article)
    several = len(parts) > 1 or "-" in article
    zh = "、".join(_article_zh(part) for part in parts)
    return Bilingual(f"《{short.zh}》{zh}", f"{short.en} {'arts.' if several else 'art.'} {article}")


def _article_zh(part: str) -> str:
    """497 → 第四百九十七条, 27-28 → 第二十七至二十八条, 20(3) → 第二十条第三款."""
    numbers, _, paragraph = part.partition("(")
    article = "至".join(chinese_number(int(n)) for n in numbers.split("-"))
    return f"第{article}条" + (f"第{chinese_number(int(paragraph.rstrip(')')))}款" if paragraph else "")


def chinese_number(n: int) -> str:
    """1 … 9999 as a statute numbers its articles: 10 → 十, 497 → 四百九十七, 1034 → 一千零三十四."""
    digits = "零一二三四五六七八九"
    text = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = n // unit % 10
        if digit:
            text += digits[digit] + name
        elif text and not text.endswith("零"):
            text += "零"
    text = text.rstrip("零")
    return text[1:] if text.startswith("一十") else text


def day_in_force(effective: str) -> date | None:
    """The first day that an effective date can mean ("2025-02" → 1 February 2025); None where none is given."""
    found = re.match(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", effective)
    return date(int(found[1]), int(found[2] or 1), int(found[3] or 1)) if found else None
