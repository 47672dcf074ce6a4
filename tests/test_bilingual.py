"""Agreements in two languages, however the halves are set: one clause, two texts, each finding once."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import escape
from itertools import zip_longest
from pathlib import Path

import pytest
from made_docx import docx, p, row, table
from made_pdf import Sheet, column, pdf, wrapped

from clausecheck.checker import DEFAULT_PACKS, examine
from clausecheck.clauses import languages_of, prevailing, split
from clausecheck.clauses.sentences import spans
from clausecheck.findings import Report
from clausecheck.quantities.numerals import chinese_value
from clausecheck.readers import from_text
from clausecheck.readers.case_file import CaseSources
from clausecheck.readers.docx import read as read_docx
from clausecheck.readers.html import read as read_html
from clausecheck.readers.pdf import read as read_pdf
from clausecheck.rulebook import open_rulebook

SAMPLES = Path(__file__).parent.parent / "samples"
PREVAILS = ("第三十二条 文本\n中英文文本不一致的，以中文文本为准。", "32. Text\nIf the two texts differ, the Chinese text prevails.")


def blocks(language: str) -> list[str]:
    """Title, parties, key terms and clauses of the sample, without blank lines."""
    text = (SAMPLES / f"meilan/{language}/contract.txt").read_text(encoding="utf-8").strip()
    found = [line for part in text.split("\n\n") for line in ([part] if re.match(r"第|\d", part) else part.split("\n"))]
    return [*found, PREVAILS[language == "en"]]


def pairs() -> list[tuple[str, str]]:
    return list(zip_longest(blocks("zh"), blocks("en"), fillvalue=""))


def articles(block: str) -> str:
    return re.sub(r"^(\d+)\. ", r"Article \1 ", block)


def flat(block: str) -> str:
    """A clause with its heading on its own line, as one line."""
    return re.sub(r"\n", "。" if block.startswith("第") else ". ", block)


def heads(report: Report) -> list[tuple[str, int]]:
    """Each finding's rule, and the number of the clause where its burden stands."""
    numbers = [re.sub(r"[第条]|Article ", "", f.clauses[0].number) for f in report.findings]
    return sorted((f.rule, int(n if n.isdigit() else chinese_value(n))) for f, n in zip(report.findings, numbers, strict=True))


LAYOUTS: dict[str, Callable[[], str]] = {
    "one under the other": lambda: "\n".join(f"{zh}\n{articles(en)}\n" for zh, en in pairs()),
    "English first": lambda: "\n".join(f"{articles(en)}\n{zh}\n" for zh, en in pairs()),
    "English without numbers": lambda: "\n".join(f"{flat(zh)}\n" + re.sub(r"^\d+\. ", "", flat(en)) for zh, en in pairs()),
    "in one line": lambda: "\n".join(f"{flat(zh)} / {flat(en)}" for zh, en in pairs()),
    "one after the other": lambda: "\n\n".join(blocks("zh")) + "\n\n\n" + "\n\n".join(blocks("en")),
    "table in Word": lambda: read_docx(docx(table(*(row(p(escape(flat(zh))), p(escape(flat(en)))) for zh, en in pairs()))), "a.docx").text,
    "table in a page": lambda: read_html(("<!DOCTYPE html><meta charset=utf-8><table>" + "".join(
        f"<tr><td>{escape(flat(zh))}<td>{escape(flat(en))}" for zh, en in pairs()) + "</table>").encode(), "a.html").text,
    "columns of a PDF": lambda: read_pdf(pdf(*columns()), "a.pdf").text,
}


def columns() -> list[Sheet]:
    """Chinese at the left, English at the right, each going on from page to page."""
    left, right = ([line for block in blocks(language) for part in block.split("\n") for line in wrapped(part, 220)] for language in ("zh", "en"))
    return [Sheet([*column(left[at : at + 45]), *column(right[at : at + 45], x=320)]) for at in range(0, max(len(left), len(right)), 45)]


def examined(text: str) -> Report:
    return examine(CaseSources(from_text(text)), open_rulebook(DEFAULT_PACKS))


@cache
def alone(language: str) -> Report:
    return examined("\n\n".join(blocks(language)))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_two_texts_are_one_agreement(layout: str) -> None:
    text = LAYOUTS[layout]()
    clauses = split(text, "zh")
    languages = languages_of(clauses)
    assert languages is not None and set(languages) == {"zh", "en"}
    report = examined(text)
    assert heads(report) == sorted({*heads(alone("zh")), *heads(alone("en"))})
    assert [q.rule for q in report.undetermined] == [q.rule for q in alone("zh").undetermined]
    assert [(r.kind, r.amount) for r in report.remedies] == [(r.kind, r.amount) for r in alone("zh").remedies]
    assert [party.role for party in report.parties if party.name] == [party.role for party in alone("zh").parties if party.name]


@pytest.mark.parametrize("sample", ["meilan/zh/contract.txt", "unfair/en/order.txt", "fair/zh/car.txt"])
def test_one_language_is_one_language(sample: str) -> None:
    text = (SAMPLES / sample).read_text(encoding="utf-8")
    clauses = split(text, "zh")
    assert languages_of(clauses) is None and not any(c.twin for c in clauses)


@pytest.mark.parametrize(("words", "language"), [
    ("中英文文本不一致的，以中文文本为准。", "zh"), ("两种文本如有歧义，以英文版为准。", "en"),
    ("In case of conflict the Chinese version shall prevail.", "zh"), ("The English text of this agreement governs.", "en"),
    ("以甲方的解释为准。", None), ("The Buyer speaks English.", None),
])  # fmt: skip
def test_which_text_prevails(words: str, language: str | None) -> None:
    found = prevailing(words)
    assert (found and found[0]) == language
    assert found is None or words[found[1] : found[2]].strip()


@pytest.mark.parametrize(("text", "parts"), [
    ("乙方应在7日内付清尾款 / The Buyer shall pay the balance within 7 days", 2),
    ("The Buyer shall pay the balance within 7 days / 乙方应在7日内付清尾款", 2), ("车辆总价 / Total price: RMB 318,900", 1),
    ("买方和/或卖方应当在七日内通知对方", 1), ("the Seller and/or the Buyer shall notify the other side", 1),
])  # fmt: skip
def test_a_line_in_two_languages_is_two_sentences(text: str, parts: int) -> None:
    assert len(list(spans(text, 0, len(text), []))) == parts
