"""What every report says of a finding, a clause, a sum: one Bilingual phrase each, so that all formats agree.

Codes become words here; texts from the contract and the packs are passed on as they are, to be made safe where shown.
"""

from __future__ import annotations

import re
from decimal import Decimal

from clausecheck.findings import ClauseRef, Finding, NotChecked, Remedy, Report, Resemblance
from clausecheck.reports import wording
from clausecheck.reports.phrases import LABEL, REMEDY
from clausecheck.reports.points import Point, at_stake, by_severity, points
from clausecheck.reports.wording import count, joined, word
from clausecheck.text import Bilingual, Source

_AROUND = 120  # characters shown on either side of words in a source that has no clauses
_BREAK = re.compile(r"[\s。！？；，、,.;:!?]")


def filled(text: Bilingual) -> bool:
    return bool(text.zh.strip() or text.en.strip())


def totals(report: Report) -> Bilingual:
    """3 points (7 findings): 1 high, 2 medium."""
    found = points(report)
    point = count(len(found), "处问题", "point", "points")
    finding = count(len(report.findings), "项发现", "finding", "findings")
    levels = [(word(wording.SEVERITY, level), n) for level, n in by_severity(p.severity for p in found).items() if n]
    spread = joined([Bilingual(f"{name.zh} {n}", f"{n} {name.en}") for name, n in levels])
    return Bilingual(f"{point.zh}（{finding.zh}）：{spread.zh}", f"{point.en} ({finding.en}): {spread.en}")


def answer(report: Report) -> Bilingual:
    """The first line of every report: how much was found, or that nothing was, or that nothing was read."""
    if report.findings:
        return totals(report)
    unread = any(gap.what.startswith("language") for gap in report.coverage.not_checked)
    return wording.NOT_READ if unread else wording.NOTHING


def stake(report: Report) -> Bilingual | None:
    """The money at stake, "up to" the largest single remedy of each currency; None where there is no remedy."""
    if not report.remedies:
        return None
    sums = largest(at_stake(report.remedies))
    label, unknown = LABEL["at_stake"], LABEL["not_known"]
    return Bilingual(
        f"{label.zh}：{LABEL['up_to'].zh} {sums.zh}" if sums else f"{label.zh}：{unknown.zh}",
        f"{label.en}: {LABEL['up_to'].en} {sums.en}" if sums else f"{label.en}: {unknown.en}",
    )


def largest(sums: dict[str, Decimal]) -> Bilingual | None:
    """Sums by currency as one phrase; None where there are none."""
    return joined([wording.money(amount, currency) for currency, amount in sorted(sums.items())]) if sums else None


def open_questions(report: Report) -> Bilingual | None:
    n = len(report.undetermined)
    asked = count(n, "件事", "more question", "more questions")
    return Bilingual(f"还有 {asked.zh}需要问清", f"{asked.en} to settle") if n else None


def left_out(report: Report) -> Bilingual | None:
    n = len(report.suppressed)
    phrase = count(n, "项发现已按要求略去", "finding suppressed on request", "findings suppressed on request")
    return phrase if n else None


def source(item: Source) -> Bilingual:
    """What a source is: its role, language, and whether its encoding was a guess."""
    parts = [word(wording.SOURCE, item.role)]
    parts += [word(wording.LANGUAGE, item.language)] if item.role != "happened" else []
    if item.guessed:
        parts.append(Bilingual(f"{LABEL['guessed'].zh}（{item.encoding}）", f"{LABEL['guessed'].en} ({item.encoding})"))
    return joined(parts)


def file_name(item: Source) -> str:
    """A source's name without its folders."""
    return item.name.replace("\\", "/").rsplit("/", 1)[-1] or item.name


def source_head(item: Source) -> Bilingual:
    """A source as the heading of a quote: its role, name, who said it and when."""
    about = [item.about[key] for key in ("by", "channel", "date") if item.about.get(key)]
    rest = " · ".join([file_name(item), *about])
    role = word(wording.SOURCE, item.role)
    return Bilingual(f"{role.zh} · {rest}", f"{role.en[:1].upper()}{role.en[1:]} · {rest}")


def place(clause: ClauseRef) -> Bilingual:
    """A clause by its number: 第四条 as it stands, "4.1" as clause 4.1, (a) of 3 as 3(a); else by its heading."""
    if not clause.number:
        heading = clause.heading.strip()
        return Bilingual(heading, heading) if heading else LABEL["preamble"]
    number = clause.number.rstrip(".．、 ")
    gap = " " if clause.above[-1:].isalnum() and number[:1].isalnum() else ""
    number = f"{clause.above}{gap}{number}"
    if number[:1].isdigit() and "第" in number:  # a paragraph that has no number of its own: 1第2段
        head, _, paragraph = number.partition("第")
        return Bilingual(f"第 {head} 条第{paragraph}", f"clause {head} 第{paragraph}")
    spoken = number[:1] in "第一二三四五六七八九十百（" or number[:1].isalpha()
    return Bilingual(number if spoken else f"第 {number} 条", number if spoken else f"clause {number}")


def clause(item: ClauseRef) -> Bilingual:
    """A clause as a heading: its place and its own heading."""
    number, heading = place(item), item.heading.strip() if item.number else ""
    return Bilingual(f"{number.zh} {heading}".strip(), f"{number.en[:1].upper()}{number.en[1:]} {heading}".strip())


def page(item: Source, offset: int) -> Bilingual | None:
    """The page of the file on which a place stood; None where the file has no pages."""
    for place in item.places:
        if place.kind == "page" and place.at and place.start <= offset < place.end:
            return Bilingual(f"第 {place.at[0]} 页", f"page {place.at[0]}")
    return None


def paged(head: Bilingual, item: Source, offset: int) -> Bilingual:
    """A heading with the page behind it, where there is one."""
    found = page(item, offset)
    return Bilingual(f"{head.zh} · {found.zh}", f"{head.en} · {found.en}") if found else head


def body(text: str, item: ClauseRef) -> int:
    """Where a clause's words begin after its heading line; its start where the heading has no line of its own."""
    line = text.find("\n", item.start, item.end)
    head = text[item.start : line] if line >= 0 else ""
    own = _bare(head) == _bare(item.number + item.heading)  # "9. Payment" is number 9 and heading "Payment"
    return line + 1 if own and head.strip() and text[line : item.end].strip() else item.start


def _bare(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def effect(finding: Finding) -> Bilingual:
    ground, what = word(wording.GROUND, finding.ground), word(wording.EFFECT, finding.effect)
    return Bilingual(f"{ground.zh}：{what.zh}", f"{ground.en}: {what.en}")


def basis(finding: Finding) -> Bilingual:
    """The confidence step with its words."""
    said, step, steps = wording.confidence(finding.confidence), finding.confidence, len(wording.CONFIDENCE)
    return Bilingual(f"第 {step} 级（共 {steps} 级）：{said.zh}", f"step {step} of {steps}: {said.en}")


def cost(point: Point, numbers: tuple[int, ...], report: Report) -> Bilingual:
    """The most that the remedies which rest on this point's law come to, and their numbers; empty where none does."""
    sums = largest(at_stake(report.remedies[n - 1] for n in numbers))
    if sums is None:
        return Bilingual("", "")
    listed = ", ".join(map(str, numbers))
    return Bilingual(
        f"{LABEL['up_to'].zh} {sums.zh}（{LABEL['remedy'].zh} {listed} 项）",
        f"{LABEL['up_to'].en} {sums.en} ({LABEL['remedy'].en}{'' if len(numbers) == 1 else 's'} {listed})",
    )


def also(finding: Finding) -> Bilingual:
    """Another finding of a point on one line: severity, title, where, possible effect."""
    level, what = word(wording.SEVERITY, finding.severity), word(wording.EFFECT, finding.effect)
    where = place(finding.clauses[0]) if finding.clauses else LABEL["preamble"]
    return Bilingual(
        f"〔{level.zh}〕{finding.title.zh}（{where.zh}）——{what.zh}",
        f"[{level.en}] {finding.title.en} ({where.en}) — {what.en}",
    )


def resembles(item: Resemblance) -> Bilingual:
    """What a sentence resembles: the rule's title, and the words of its example."""
    like = LABEL["resembles"]
    return Bilingual(f"{like.zh}：{item.title.zh}——“{item.example}”", f"{like.en}: {item.title.en} — “{item.example}”")


def remedy_head(remedy: Remedy) -> Bilingual:
    """What a remedy gives: its kind, then the sum or the day, or that the sum is not known where a figure lacks."""
    kind = word(REMEDY, remedy.kind)
    if remedy.amount is not None:
        given = wording.money(remedy.amount, remedy.currency)
    elif not remedy.date and not remedy.missing:
        return kind
    else:
        given = Bilingual(remedy.date, remedy.date) if remedy.date else LABEL["not_known"]
    return Bilingual(f"{kind.zh}：{given.zh}", f"{kind.en}: {given.en}")


def not_checked(item: NotChecked) -> Bilingual:
    """What was not checked, and why."""
    what = word(wording.ASPECT, item.what)
    return Bilingual(f"{what.zh}：{item.why.zh}", f"{what.en}: {item.why.en}")


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """[start, end) with its sentences, or as much of a long one as is near; never cut within a word."""
    left, right = max(text.rfind("\n", 0, start) + 1, start - _AROUND), text.find("\n", end)
    right = min(right if right >= 0 else len(text), end + _AROUND)
    if left > 0 and text[left - 1] != "\n":
        left = next((at for at in range(left, start) if _BREAK.match(text, at)), left)
    if right < len(text) and text[right] != "\n":
        right = next((at for at in range(right, end, -1) if _BREAK.match(text, at - 1)), right)
    return left, right
