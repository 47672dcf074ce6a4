"""The marked-up sentences of `traps/`: one test a line, read by the whole road from text to mentions.

A line that cannot be had stands in `traps/known.txt` with its reason, and is expected to fail: one that starts to pass
fails here, so that the list never outlives its reasons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from clausecheck.document import Document, read
from clausecheck.lexicon import Lexicon, load
from clausecheck.mentions import Mention, Party
from clausecheck.places import rules_root
from clausecheck.quantities import Amount, Period
from clausecheck.text import Source

FOLDER = Path(__file__).parent / "traps"
QUALIFIERS = ("amount", "by", "conditions", "deadline", "duration", "late", "may", "negated")
ATTRIBUTES = ("negated", "late", "may", "by", "deadline", "duration", "amount", "hypothetical", "if")
LEAST = 40  # sentences a qualifier

_MARK = re.compile(r"\[([^|\]]*)\|([A-Z_]+)((?: [a-z]+=[^\s\]]+)*)\]")
_HEADER = re.compile(r"\{([^}]*)\}")
_ROLES: dict[str, tuple[str, str]] = {
    "buyer": ("买受人", "buyer"), "seller": ("出卖人", "seller"), "maker": ("生产厂家", "manufacturer"),
    "platform": ("交易平台", "platform"), "third": ("第三方", "third party"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """One mark: the words, at what places of the text, and what must be read off them."""

    concept: str
    words: str
    start: int
    end: int
    attributes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Trap:
    """One line of a file: the whole text that is read, and its marks."""

    file: str
    line: int
    language: str
    text: str
    wanted: tuple[Wanted, ...]

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}"


def _parties(header: str, language: str) -> str:
    """甲方=buyer 乙方=seller → the lines by which a contract declares them."""
    pairs = re.findall(r"([^=]+)=([a-z]+)\s*", header)
    if language == "zh":
        return "".join(f"{name}（{_ROLES[role][0]}）：\n" for name, role in pairs)
    return "".join(f"{name} ({_ROLES[role][1]}):\n" for name, role in pairs)


def parse(line: str, file: str, number: int) -> Trap:
    """A line of a trap file → what is read and what is wanted."""
    language = file.split(".")[1]
    header = _HEADER.match(line)
    text = _parties(header[1], language) + "\n" if header else ""
    at = header.end() if header else 0
    wanted = []
    for mark in _MARK.finditer(line):
        text += line[at : mark.start()]
        pairs = tuple((key, value) for key, value in re.findall(r"([a-z]+)=(\S+)", mark[3]))
        wanted.append(Wanted(mark[2], mark[1].replace("⏎", "\n"), len(text), len(text) + len(mark[1]), pairs))
        text += mark[1]
        at = mark.end()
    return Trap(file, number, language, (text + line[at:]).replace("⏎", "\n"), tuple(wanted))


@cache
def traps() -> tuple[Trap, ...]:
    return tuple(_lines())


def _lines() -> Iterator[Trap]:
    for path in sorted(p for p in FOLDER.glob("*.*.txt") if not p.name.startswith("order.")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                yield parse(line, path.name, number)


@cache
def known() -> dict[str, str]:
    """`file:line  reason` → the reason by the place."""
    path = FOLDER / "known.txt"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return dict(line.split(None, 1) for line in lines if line.strip() and not line.startswith("#"))


@cache
def lexicon() -> Lexicon:
    folder = rules_root() / "lexicon"
    return load(p for p in sorted(folder.rglob("*.yaml")) if not p.name.startswith("cues"))


def document(trap: Trap) -> Document:
    return read(Source("contract", "contract", trap.place, trap.text, trap.language, "0" * 64), lexicon())  # type: ignore[arg-type]


def mention(mentions: Sequence[Mention], wanted: Wanted) -> Mention | None:
    """The mention of the concept that shares most with the marked words."""
    over = [m for m in mentions if m.concept in _kin(wanted.concept) and m.start < wanted.end and wanted.start < m.end]

    def fit(m: Mention) -> tuple[bool, int, int]:
        shared = min(m.end, wanted.end) - max(m.start, wanted.start)
        return m.concept == wanted.concept, shared, -(m.end - m.start)

    return max(over, key=fit, default=None)


@cache
def _kin(concept: str) -> frozenset[str]:
    """The concept and those that are made of it: to pay the balance is to pay."""
    made = {c.id for c in lexicon().concepts.values() if any(concept in way for way in c.joins)}
    return frozenset({concept, *made})


def got(attribute: str, m: Mention, mentions: Sequence[Mention], value: str) -> str:
    """What was read, written as the mark-up writes it."""
    if attribute == "if":
        grounds = [mentions[c] for c in m.conditions]
        said = [g.concept if ":" not in value else f"{g.concept}:{g.by}" for g in grounds]
        said += [value for g, s in zip(grounds, tuple(said), strict=True)
                 if s != value and _stands_for(g, value)]
        return value if value in said else " ".join(said) or "none"
    if attribute == "negated":
        return {True: "yes", False: "no", None: "unknown"}[m.negated]
    if attribute == "by":
        by: Party | None = m.by
        return by or "none"
    if attribute == "deadline":
        return _period(m.deadline, value)
    if attribute == "duration":
        return _period(m.duration, value)
    if attribute == "amount":
        return _amount(m.amount)
    return "yes" if getattr(m, attribute) else "no"


def _stands_for(ground: Mention, value: str) -> bool:
    concept, _, who = value.partition(":")
    return ground.concept in _kin(concept) and (not who or ground.by == who)


def _period(period: Period | None, value: str) -> str:
    """In the unit of the mark: working days as such, hours as such, all else in days."""
    if period is None:
        return "none"
    if period.unit == "working-day":
        return f"{period.value.normalize():f}wd"
    if value.endswith("h") and value != "none":
        return f"{(period.days * 24).quantize(Decimal('0.01')).normalize():f}h"
    return f"{period.days.normalize():f}d"


def _amount(amount: Amount | None) -> str:
    if amount is None:
        return "none"
    if amount.share is not None:
        return f"{(amount.share * 100).normalize():f}%"
    return "none" if amount.value is None else f"{amount.value.normalize():f}"


def failures(trap: Trap) -> list[str]:
    """What was read otherwise than marked: one line each."""
    mentions = document(trap).mentions
    wrong = []
    for wanted in trap.wanted:
        m = mention(mentions, wanted)
        if m is None:
            wrong.append(f"{wanted.words}: no mention of {wanted.concept}")
            continue
        for attribute, value in wanted.attributes:
            read_as = got(attribute, m, mentions, value)
            if read_as != value:
                wrong.append(f"{wanted.words}|{wanted.concept}: {attribute} wanted {value}, got {read_as}")
    return wrong


def _cases() -> list[object]:
    return [
        pytest.param(trap, id=trap.place, marks=[pytest.mark.xfail(reason=known()[trap.place], strict=True)]
                     if trap.place in known() else [])
        for trap in traps()
    ]


@pytest.mark.parametrize("trap", _cases())
def test_trap(trap: Trap) -> None:
    wrong = failures(trap)
    assert not wrong, f"{trap.place}: {trap.text.strip()}\n  " + "\n  ".join(wrong)


@pytest.mark.parametrize("qualifier", QUALIFIERS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_qualifier_has_its_traps_in_each_language(qualifier: str, language: str) -> None:
    assert sum(t.file == f"{qualifier}.{language}.txt" for t in traps()) >= LEAST


def test_the_mark_up_is_well_formed() -> None:
    for trap in traps():
        assert trap.wanted, f"{trap.place} marks nothing"
        assert not re.search(r"[\[\]|{}]", trap.text), f"{trap.place}: stray mark-up"
        for wanted in trap.wanted:
            assert wanted.concept in lexicon().concepts, f"{trap.place}: {wanted.concept}"
            assert {key for key, _ in wanted.attributes} <= set(ATTRIBUTES), trap.place


def test_known_failures_are_few_and_name_their_line() -> None:
    assert set(known()) <= {t.place for t in traps()}
    assert len(known()) <= 0.045 * len(traps())
