"""The rules as pages to browse: one a rule with an index, or all in one file; both languages, no request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from clausecheck.findings import CaseCited, Cited
from clausecheck.reports import said
from clausecheck.reports.html import page
from clausecheck.reports.wording import EFFECT, GROUND, KIND, LINK, ROLE, SEVERITY, STATUS, word
from clausecheck.text import Bilingual as B

WORDS: Mapping[str, B] = {
    "rules": B("规则", "Rules"), "pack": B("规则包", "Pack"), "index": B("全部规则", "All rules"),
    "what": B("说什么", "What it says"), "why": B("为何", "Why"), "advice": B("怎么做", "What you can do"),
    "suggest": B("可要求改为", "Ask for this instead"), "ask": B("要问的", "The question"),
    "elements": B("要件（须全部成立）", "Elements (all must be met)"),
    "defences": B("抗辩（成立一项即不成立）", "Defences (any one defeats it)"),
    "words": B("用语（部分）", "Words (some of them)"),
    "levels": B("定级", "Levels"), "otherwise": B("其余情形", "otherwise"), "examples": B("例子", "Examples"),
    "violates": B("会发现", "Found in"), "complies": B("不会发现", "Not found in"), "near": B("近似", "near miss"),
    "law": B("依据", "Law"), "cases": B("案例", "Cases"), "none": B("无", "none"),
    "sectors": B("行业", "Sectors"), "scope": B("范围", "Scope"), "doctrine": B("类型", "Doctrine"),
    "experimental": B("试用", "experimental"), "of_rules": B("条规则", "rules"),
    "clause": B("同一条款", "one clause"), "document": B("整份合同", "the whole contract"),
    "note": B("以下为规则的说明，不是法律意见；条款是否无效由法院认定。",
              "What rules look for, and no legal advice: what follows from a clause is for a court to decide."),
}


@dataclass(frozen=True, slots=True)
class LevelView:
    severity: str
    effect: str
    when: tuple[str, ...]
    message: B


@dataclass(frozen=True, slots=True)
class WordsView:
    """A concept and a few of its words in each language."""

    concept: str
    forms: B


@dataclass(frozen=True, slots=True)
class ExampleView:
    text: str
    language: str
    violates: bool
    near: bool


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule as its page shows it. `id` is pack/name."""

    id: str
    title: B
    doctrine: str
    ground: str
    scope: str
    sectors: tuple[str, ...]
    experimental: bool
    message: B
    why: B
    advice: B
    suggest: B
    ask: B | None
    when: tuple[str, ...]
    unless: tuple[str, ...]
    levels: tuple[LevelView, ...]
    words: tuple[WordsView, ...]
    examples: tuple[ExampleView, ...]
    law: tuple[Cited, ...]
    cases: tuple[CaseCited, ...]

    @property
    def anchor(self) -> str:
        return self.id.replace("/", "-")

    @property
    def name(self) -> str:
        return self.id.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class PackView:
    name: str
    version: str
    jurisdiction: str
    languages: tuple[str, ...]
    rules: tuple[RuleView, ...]


def site(packs: Sequence[PackView], language: str) -> dict[str, str]:
    """Relative path → page: `index.html` and one page a rule, `PACK/RULE.html`."""
    pages = {"index.html": _page(packs, (), language, "")}
    for pack in packs:
        for rule in pack.rules:
            pages[f"{pack.name}/{rule.name}.html"] = _page((), (rule,), language, "../index.html")
    return pages


def one_file(packs: Sequence[PackView], language: str) -> str:
    """Index and rules in one page."""
    return _page(packs, tuple(r for p in packs for r in p.rules), language, "#top", whole=True)


def _page(packs: Iterable[PackView], rules: Sequence[RuleView], language: str, home: str, whole: bool = False) -> str:
    return page("rules.html.j2", language, packs=list(packs), rules=rules, home=home, whole=whole, words=WORDS,
                severity=SEVERITY, effect=EFFECT, ground=GROUND, role=ROLE, link_words=LINK, status=STATUS, kind=KIND,
                word=word, filled=said.filled, by_ground=_by_ground)


def _by_ground(rules: Iterable[RuleView]) -> dict[str, list[RuleView]]:
    """The rules of a pack by their ground, in the order in which they come."""
    grouped: dict[str, list[RuleView]] = {}
    for rule in rules:
        grouped.setdefault(rule.ground, []).append(rule)
    return grouped
