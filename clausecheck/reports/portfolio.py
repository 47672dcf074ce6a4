"""Many agreements on one HTML page: counts with bars, one row an agreement that leads to its own report.

The page is complete without scripts; with them it can be filtered. Every value passes `harmless.visible` and is then
escaped; the page's own style and script are allowed by their hashes and nothing else is, so no word of a contract, a
seller's name or a file's name can act. It is made in pieces, so ten thousand rows need no memory to speak of.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from clausecheck.reports.harmless import visible
from clausecheck.text import Bilingual

_MOST = 12  # doctrines that are seen at once; the others wait behind a line
_FOLDER = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Row:
    """One agreement. `page`: its own report, relative to this page; `reason`: why it was not checked, else ""."""

    path: str
    seller: str | None
    year: int | None
    high: int
    medium: int
    low: int
    stake: float | None
    currency: str | None
    doctrines: tuple[str, ...]  # ids
    page: str | None = None
    reason: str = ""

    @property
    def points(self) -> int:
        return self.high + self.medium + self.low

    @property
    def worst(self) -> str:
        return "high" if self.high else "medium" if self.medium else "low" if self.low else "none"

    @property
    def link(self) -> str | None:
        return None if self.page is None else quote(self.page)

    @property
    def sum(self) -> str:
        return "" if self.stake is None else f"{self.stake:,.0f} {self.currency or ''}".strip()


@dataclass(frozen=True, slots=True)
class Portfolio:
    """What the page shows. Counts are of agreements (documents), points by severity."""

    folder: str
    agreements: int
    with_points: int
    not_checked: int
    points: Mapping[str, int]
    doctrines: Sequence[tuple[str, int]]  # id, agreements; the most first
    sellers: Sequence[tuple[str, int, int]]  # name, agreements, those with high points
    years: Sequence[tuple[int, int, int]]  # year, agreements, those with high points
    titles: Mapping[str, Bilingual]  # of doctrines

    def title(self, doctrine: str, language: str) -> str:
        return self.titles[doctrine].in_(language) if doctrine in self.titles else doctrine


WORDS = {
    "title": Bilingual("合同审查总览", "Portfolio of agreements"),
    "agreements": Bilingual("份合同", "agreements"),
    "with_points": Bilingual("份有问题点", "with points"),
    "not_checked": Bilingual("份未检查", "not checked"),
    "high": Bilingual("高", "high"), "medium": Bilingual("中", "medium"), "low": Bilingual("低", "low"),
    "points": Bilingual("问题点", "points"),
    "by_doctrine": Bilingual("按规则类别：多少份合同", "By doctrine: how many agreements"),
    "by_seller": Bilingual("按卖方：多少份合同，其中有高级别问题点的",
                           "By seller: agreements, and those with high points"),
    "by_year": Bilingual("按签订年份：多少份合同，其中有高级别问题点的",
                         "By year: agreements, and those with high points"),
    "every": Bilingual("全部合同", "Every agreement"),
    "file": Bilingual("文件", "File"), "seller": Bilingual("卖方", "Seller"), "year": Bilingual("年份", "Year"),
    "stake": Bilingual("最大争议金额", "Largest sum at stake"), "found": Bilingual("发现", "Found"),
    "nothing": Bilingual("按这些规则没有发现", "no finding by these rules"),
    "search": Bilingual("查找文件、卖方或类别", "Find a file, seller or doctrine"),
    "least": Bilingual("至少", "At least"), "any": Bilingual("全部", "any"), "shown": Bilingual("份显示", "shown"),
    "doctrine": Bilingual("规则类别", "Doctrine"), "only_unread": Bilingual("只看未检查的", "not checked only"),
    "unread": Bilingual("未检查", "not checked"), "more": Bilingual("其余 {} 类", "{} more"),
    "share": Bilingual("其中有高级别问题点的", "those with high points"), "all": Bilingual("份数", "all"),
    "limits": Bilingual(
        "“没有发现”只是说这些规则没有发现，不等于合同公平；未检查的文件另列原因。本页不是法律意见。",
        "“No finding” says only that these rules found nothing, not that an agreement is fair; files that were not "
        "checked are listed with the reason. This page is no legal advice."),
    "demand": Bilingual(
        "每份合同的报告：clausecheck check 文件 -o report.html，或扫描时加 --reports 目录",
        "The report of one agreement: clausecheck check FILE -o report.html, or scan with --reports DIR"),
}


def render(portfolio: Portfolio, rows: Iterable[Row], language: str = "en") -> Iterator[str]:
    """The page in pieces; `rows` in the order in which they are to stand."""
    language = "zh" if language == "zh" else "en"
    style, script = _file("portfolio.css"), _file("portfolio.js")
    top = max([n for _, n in portfolio.doctrines], default=1)
    template = _environment().get_template("portfolio.html.j2")
    yield from template.generate(
        p=portfolio, rows=rows, language=language, tag="zh-CN" if language == "zh" else "en", top=top, most=_MOST,
        word=lambda name: WORDS[name].in_(language), style=Markup(style), script=Markup(script),  # our own files
        style_hash=_hash(style), script_hash=_hash(script))


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


@lru_cache(maxsize=4)
def _file(name: str) -> str:
    return (_FOLDER / name).read_text("utf-8")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined,
                       finalize=_finalize, trim_blocks=True, lstrip_blocks=True)


def _finalize(value: object) -> object:
    """What every expression of the template goes through before it is escaped."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
