"""Why a rule did or did not match: on a terminal, as JSON, as one HTML page. Nothing is left to colour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.text import Text

from clausecheck.explanations import Cue, Explained, Explanation, PathStep
from clausecheck.findings import Evidence
from clausecheck.reports import events
from clausecheck.reports.harmless import inline
from clausecheck.reports.html import page
from clausecheck.reports.json import encode, plain
from clausecheck.reports.terminal import printed
from clausecheck.reports.wording import PARTY, SEVERITY, event, word
from clausecheck.text import Bilingual as B

MARK = {True: "✓", False: "✗", None: "?"}
STYLE = {True: "green", False: "red", None: "yellow"}
VERDICT: Mapping[str, B] = {
    "found": B("有发现", "found"), "undetermined": B("不能确定", "undetermined"),
    "not found": B("没有发现", "not found"),
}
WORDS: Mapping[str, B] = {
    "verdict": B("对这份合同", "on this agreement"),
    "clauses": B("条款", "clauses"),
    "when": B("要件（须全部成立）", "elements (all must be met)"),
    "unless": B("抗辩（成立一项即不成立）", "defences (any one defeats it)"),
    "levels": B("定级", "levels"),
    "otherwise": B("其余情形", "otherwise"),
    "speaks": B("本次定级", "this one speaks"),
    "nearest": B("最接近的", "nearest"),
    "world": B("事理如此", "true of the world"),
    "before": B("先于", "before"),
    "same": B("同时", "with"),
    "what_if": B("如果", "what if"),
    "by": B("由谁做", "by"), "negated": B("否定", "denied"), "late": B("逾期", "late"),
    "unknown": B("不明", "unknown"), "true": B("是", "yes"), "false": B("否", "no"),
    "absent": B("没有提到", "not mentioned"),
    "met": B("成立", "met"), "unmet": B("不成立", "not met"),
}


def terminal(explanation: Explanation, language: str, *, colour: bool = False) -> str:
    """The explanation as lines, with ANSI styles only if `colour`."""
    return printed(_lines(explanation, language), colour)


def to_json(explanation: Explanation) -> str:
    """The explanation as JSON, both languages, sorted."""
    return encode(plain(explanation))


def html(explanation: Explanation, name: str, language: str) -> str:
    """One page that asks nothing of anyone. `name`: of the agreement."""
    return page(
        "explained.html.j2", language, told=explanation, events=events, name=name, words=WORDS, mark=MARK, state=state,
        shown=head_of, verdict=VERDICT[explanation.verdict], cue=cue_words, outcome=outcome, event_name=event,
    )  # fmt: skip


def cue_words(cue: Cue) -> B:
    """"INSPECT by: buyer (the subject of its words)", "INSPECT denied: yes (a word that denies)"."""
    said = WORDS.get(cue.value) or word(PARTY, cue.value)
    name = WORDS[cue.qualifier]
    return B(f"{cue.concept} {name.zh}：{said.zh}（{cue.how.zh}）",
             f"{cue.concept} {name.en}: {said.en} ({cue.how.en})")


def outcome(code: str) -> B:
    """A what-if's outcome: a severity or a verdict."""
    return VERDICT.get(code) or word(SEVERITY, code)


def state(value: bool | None) -> B:
    """Met, not met or unknown, in words."""
    return WORDS["unknown"] if value is None else WORDS["met" if value else "unmet"]


def _lines(told: Explanation, language: str) -> Iterator[Text]:
    def say(name: str) -> str:
        return WORDS[name].in_(language)

    head = Text(f"{say('verdict')}: ")
    head.append(VERDICT[told.verdict].in_(language), "bold")
    if told.severity:
        head.append(f", {word(SEVERITY, told.severity).in_(language)}", "bold")
    where = ", ".join(filter(None, map(inline, told.clauses)))
    yield head.append(f" ({say('clauses')} {where})" if where else "")
    if told.note:
        yield Text(f"  {told.note.in_(language)}", "dim")
    for name, elements in (("when", told.when), ("unless", told.unless)):
        if elements:
            yield Text(f"  {say(name)}", "bold")
        for element in elements:
            yield from _element(element, language, 2)
    if len(told.levels) > 1 or told.levels[0].when:
        yield Text(f"  {say('levels')}", "bold")
        for level in told.levels:
            line = Text(f"    {word(SEVERITY, level.severity).in_(language)}", "bold")
            line.append("" if level.when else f": {say('otherwise')}")
            yield line.append(f"  ← {say('speaks')}" if level.speaks else "")
            for element in level.when:
                yield from _element(element, language, 3)
    if told.what_if:
        yield Text(f"  {say('what_if')}", "bold")
    for change in told.what_if:
        yield Text(f"    {inline(change.change.in_(language))}: {outcome(change.outcome).in_(language)}")


def _element(element: Explained, language: str, depth: int) -> Iterator[Text]:
    lead = "  " * depth
    yield Text(lead).append(f"{MARK[element.value]} {inline(head_of(element))}", STYLE[element.value])
    for evidence in () if element.inner else element.evidence:
        yield Text(f"{lead}    {_words(evidence, language)}")
    if element.nearest is not None:
        fails = "; ".join(f.in_(language) for f in element.nearest.fails)
        name = WORDS["nearest"].in_(language)
        yield Text(f"{lead}    {name} {_words(element.nearest.evidence, language)}" + (f": {fails}" if fails else ""))
    if element.note is not None:
        yield Text(f"{lead}    {element.note.in_(language)}", "italic")
    for step in element.path:
        yield Text(f"{lead}    {_step(step, language)}", "cyan")
    for cue in element.cues:
        words = f" {_words(cue.words, language)}" if cue.words else ""
        yield Text(f"{lead}    · {cue_words(cue).in_(language)}{words}", "dim")
    absent = [e.element for e in element.inner if e.absent]
    for inner in element.inner:
        if not inner.absent:
            yield from _element(inner, language, depth + 1)
    if absent:
        yield Text(f"{lead}  {MARK[False]} {WORDS['absent'].in_(language)}: {', '.join(absent)}", STYLE[False])


def head_of(element: Explained) -> str:
    """The element as the rule writes it; of an operator whose elements are shown below it only the operator."""
    return f"{element.element.partition(':')[0]}:" if element.inner else element.element


def _step(step: PathStep, language: str) -> str:
    sign = "=" if step.same else "→"
    words = _words(step.words, language) if step.words else WORDS["world"].in_(language)
    return f"{event(step.before).in_(language)} {sign} {event(step.after).in_(language)}: {words}"


def _words(evidence: Evidence, language: str) -> str:
    return inline(events.words(evidence).in_(language))
