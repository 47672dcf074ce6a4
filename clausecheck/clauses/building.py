"""Outline → clauses: paragraphs under a heading, kinds, headings, numbers and paths, sentences."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from clausecheck.clauses.headings import declares_party, is_recital, label_of, short_unfinished, typical_heading
from clausecheck.clauses.outline import Node, Outline
from clausecheck.clauses.sentences import read_sentences
from clausecheck.clauses.tables import read_tables
from clausecheck.patterns import later
from clausecheck.text import Clause, ClauseKind, Language

_RUN_IN = later(r"(?:\*\*)?(?P<heading>[A-Z][\w'’&/-]*(?:,? [\w'’&/-]+){0,5})\.(?:\*\*)?\s+(?=[*“\"A-Z])")
_SAYS = later(
    r"\d|\b(?:we|you|it|they|shall|must|may|will|is|are|be|has|have|can|does|do|not|no|if|within|from|pays?|only)\b",
    re.IGNORECASE,
)
_RUN_IN_ZH = later(r"(?P<heading>[\u4e00-\u9fff、]{2,12})[ \u3000]+(?=[\u4e00-\u9fff]\S{8})")
_DRESS = " \t\u3000*_#【】[]:：.-–—|│┃\\"
_HAN = later("[\u3400-\u9fff]")
_DEFINES = later(r"以下(?:简|统|合)?称|下称|hereinafter|\((?:the )?[“\"]", re.IGNORECASE)
# The opening of a list, as "The Buyer shall:", and not the heading of one.
_OPENS = later(
    r"(?:\b(?:shall|must|may|will|can|cannot|agrees?|accepts?|excludes?|liable|responsible|following|is|are|if|where|we|you|"
    r"means?|includes?|to|no|not|(?:for|that|because|when|unless|by|of|any|either|or|and|with|under|until)(?=\s*[:：]))\b|"
    r"应|须|不得|可以|有权|如下|下列|以下|约定|同意|负责|包括|承担|视为|的)[^\n]*[:：]\s*\Z",
    re.IGNORECASE,
)
_SENTENCE = later(r"[。！？!?]|(?<!Ltd)(?<!Inc)(?<!Co)(?<!Corp)\.(?:\s|\Z)")
_RECITES = later("鉴于|whereas", re.IGNORECASE)
_LABELLED = later(r"[^，。\n：:]{1,30}[：:]")
_LETTERED = frozenset({"a()", "a.", "A()", "A.", "i()", "i.", "I()"})


@dataclass(frozen=True, slots=True)
class _Draft:
    """A node with its end, and what paragraph of its parent it is (0: none)."""

    node: Node
    end: int
    parent: int | None
    paragraph: int = 0


def build(text: str, outline: Outline, start: int, language: Language) -> tuple[Clause, ...]:
    """The clauses of an outline; they tile text[start:]."""
    drafts = _drafts(text, outline, start)
    parents = {draft.parent for draft in drafts}
    numbered = [i for i, draft in enumerate(drafts) if draft.node.kind == "numbered"]
    first = numbered[0] if numbered else None
    clauses: list[Clause] = []
    sentence = 0
    rows = read_tables(text)
    for index, draft in enumerate(drafts):
        begin = start if index == 0 else draft.node.start
        words = max(draft.node.words, begin)
        sentences = read_sentences(text, words, draft.end, outline.breaks, sentence, index, language, rows)
        sentence += len(sentences)
        heading, alone = _heading(text, draft, outline.breaks, index in parents)
        kind = _kind(text, drafts, index, first, alone, index < outline.titles)
        if kind == "title":
            heading = text[words : draft.end].strip().split("\n")[0].strip(_DRESS)
        parent = clauses[draft.parent] if draft.parent is not None else None
        number = _number(draft, parent, language)
        path = _path(draft.node, parent)
        clauses.append(Clause(index, begin, draft.end, number, path, heading, kind, draft.parent, sentences))
    return tuple(clauses)


def _drafts(text: str, outline: Outline, start: int) -> list[_Draft]:
    nodes = outline.nodes or [Node(start, start, "paragraph", None)]
    parents = {node.parent for node in nodes}
    ends = [node.start for node in nodes[1:]] + [len(text)]
    place: dict[int, int] = {}
    drafts: list[_Draft] = []
    counts: dict[int, int] = {}
    for index, (node, end) in enumerate(zip(nodes, ends, strict=True)):
        place[index] = len(drafts)
        parent = place[node.parent] if node.parent is not None else None
        own = _paragraphs(text, node, end, outline.breaks) if index not in parents or node.kind == "numbered" else []
        below = len(drafts)
        drafts.append(_Draft(node, own[0] if own else end, parent))
        for number, (begin, stop) in enumerate(zip(own, [*own[1:], end], strict=False), start=1):
            drafts.append(_Draft(Node(begin, begin, "paragraph", below), stop, below, number))
        if node.kind == "paragraph" and parent is not None and drafts[parent].node.kind == "numbered":
            counts[parent] = counts.get(parent, 1) + 1  # the parent's own words are its first paragraph
            drafts[-1] = replace(drafts[-1], paragraph=counts[parent])
    return drafts


def _paragraphs(text: str, node: Node, end: int, breaks: Sequence[int]) -> list[int]:
    """Where the paragraphs under a numbered clause's heading begin, if it has a heading and two paragraphs or more."""
    inner = list(breaks[bisect_right(breaks, max(node.words, node.start)) : bisect_left(breaks, end)])
    if node.kind != "numbered" or len(inner) < 2:
        return []
    return inner if short_unfinished(text[node.words : inner[0]].strip(_DRESS + "\n")) else []


def _heading(text: str, draft: _Draft, breaks: Sequence[int], has_children: bool) -> tuple[str, bool]:
    """The heading, and whether the clause consists of nothing else."""
    node = draft.node
    at = bisect_right(breaks, node.words)
    stop = breaks[at] if at < len(breaks) and breaks[at] < draft.end else draft.end
    line = text[node.words : stop].strip()
    more = stop < draft.end or has_children
    if node.kind in ("heading", "schedule"):
        return line.split("\n")[0].strip(_DRESS), stop >= draft.end
    if node.kind == "signature":
        return "", False
    if has_children and _OPENS.search(line):
        return "", False
    label, value = label_of(text, node.words, stop)
    if label and (node.kind != "paragraph" or not declares_party(text, node.words, stop)):
        return label.strip(_DRESS), has_children and value >= node.words + len(line)
    plain = line.strip(_DRESS)
    short = node.kind == "numbered" and "\n" not in line and short_unfinished(plain)
    if short and (more or typical_heading(line)):
        return plain, stop >= draft.end and has_children
    return (_run_in(line) if node.kind in ("numbered", "bullet") else ""), False


def _run_in(line: str) -> str:
    match = _RUN_IN.match(line)
    if match:
        return "" if _SAYS.search(match["heading"]) else match["heading"]
    match = _RUN_IN_ZH.match(line)
    return match["heading"] if match and typical_heading(match["heading"]) else ""


def _kind(
    text: str, drafts: Sequence[_Draft], index: int, first: int | None, alone: bool, title: bool
) -> ClauseKind:
    draft = drafts[index]
    node = draft.node
    if title and node.kind not in ("numbered", "bullet"):
        return "title"
    if node.kind in ("schedule", "signature"):
        return node.kind
    if node.kind == "heading" or (node.kind == "numbered" and alone):
        return "heading"
    if node.kind in ("numbered", "bullet"):
        return "clause"
    words = text[node.words : draft.end].strip()
    before = first is not None and index < first
    if _introduces(text, node.words, node.words + len(words), before):
        return "preamble"
    if node.kind == "key-term":
        return "key-term" if len(words) <= 80 and "。" not in words and "；" not in words else "clause"
    short = len(words) < 60 and not _SENTENCE.search(words)
    return "preamble" if before and (short or _DEFINES.search(words)) else "clause"


def _introduces(text: str, start: int, end: int, before: bool) -> bool:
    """Parties and recitals. `before`: the stretch stands before the first numbered clause."""
    if before:
        return declares_party(text, start, end) or is_recital(text, start, end)
    return _RECITES.match(text, start, end) is not None or (
        _LABELLED.match(text, start, end) is not None and declares_party(text, start, end)
    )


def _number(draft: _Draft, parent: Clause | None, language: Language) -> str:
    if draft.node.label or parent is None or not draft.paragraph or not parent.number:
        return draft.node.label
    if parent.number.endswith("条"):
        return f"{parent.number}第{_ZH_DIGITS[draft.paragraph] if draft.paragraph < 11 else draft.paragraph}款"
    chinese = language == "zh" or _HAN.search(parent.number)
    return f"{parent.number}第{draft.paragraph}段" if chinese else f"{parent.number} para {draft.paragraph}"


_ZH_DIGITS = "零一二三四五六七八九十"


def _path(node: Node, parent: Clause | None) -> tuple[str, ...]:
    above = parent.path if parent is not None else ()
    if node.reading is None or node.kind == "bullet":
        return above
    style, values = node.reading
    if style == "schedule":
        return (node.label,)
    if style.startswith("dotted"):
        own = tuple(map(str, values))
        if style == "dotted-letter":
            own = (re.split(r"[.．]", node.label)[0].lower(), *own[1:])
        return (*above, own[-1]) if above and len(above) >= len(values) - 1 else own
    if style in _LETTERED:
        return (*above, node.label.strip("()（）.").lower())
    return (*above, "-".join(map(str, values)))
