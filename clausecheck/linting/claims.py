"""Lints of a rule as it is written: its law, its names, its texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from clausecheck.conditions.concept import Concept, Element
from clausecheck.conditions.happened import Event, Within
from clausecheck.conditions.operators import Before
from clausecheck.conditions.qualifiers import Length, Same, Worth
from clausecheck.conditions.walking import walk
from clausecheck.linting.book import Book, Lint
from clausecheck.patterns import later
from clausecheck.rulefiles.reading import CAPTURE
from clausecheck.rules import NOTHING, Rule


def authority_repealed(book: Book) -> Iterator[Lint]:
    """A rule that names an authority which is no longer in force, or not yet: it would never be cited."""
    for rule in book.rules:
        for index, ref in enumerate(rule.refs):
            status = book.law.authorities[ref.id].status
            if status in ("repealed", "not-yet-effective"):
                yield book.of_rule(rule, "authority-repealed", f"{ref.id} is {status} and is never cited",
                                   "authorities", index)


def no_question(book: Book) -> Iterator[Lint]:
    """A rule that may be left unknown (an order, a figure) and has no `ask:`: it would then say nothing."""
    for rule in book.rules:
        for index, element in enumerate(rule.when):
            if rule.ask is None and any(map(may_be_unknown, walk((element,)))):
                yield book.of_rule(rule, "no-question",
                                   f"element {index + 1} may be unknown, and there is no `ask:` to settle it",
                                   "when", index)
                break


def may_be_unknown(element: Element) -> bool:
    """May it be left unknown: an order, a figure? Who does it is told by the contract as a rule."""
    if isinstance(element, Concept):
        return any(isinstance(q, Length | Worth) for q in element.qualifiers)
    return isinstance(element, Before)


def no_suggestion(book: Book) -> Iterator[Lint]:
    """A rule that reads the contract alone and does not say how the clause could be worded instead."""
    for rule in book.rules:
        if rule.suggest == NOTHING and not any(isinstance(e, Event) for e in walk(rule.when)):
            yield book.of_rule(rule, "no-suggestion", "there is no `suggest:` with a fairer wording")


def name_unused(book: Book) -> Iterator[Lint]:
    """A name given with `as:` that no later element and no text uses."""
    for rule in book.rules:
        levels = [e for level in rule.levels for e in level.when]
        used = _names_used([*walk((*rule.when, *rule.unless, *levels))]) | _names_in_texts(rule)
        lists = (("when", rule.when), ("unless", rule.unless), ("levels", tuple(levels)))
        for key, elements in lists:
            for index, element in enumerate(elements):
                for name in sorted({n for e in walk((element,)) for n in _names_given(e)} - used):
                    at = None if key == "levels" else index
                    yield book.of_rule(rule, "name-unused", f"the name {name!r} is given and never used", key, at)


def _names_given(element: Element) -> Iterator[str]:
    if isinstance(element, Concept | Event) and element.name:
        yield element.name
    if isinstance(element, Concept):
        yield from (q.name for q in element.qualifiers if isinstance(q, Length | Worth) and q.name)


def _names_used(elements: Sequence[Element]) -> set[str]:
    asked = [q for e in elements if isinstance(e, Concept) for q in e.qualifiers]
    same = {q.name for q in asked if isinstance(q, Same)} | {n for q in asked if isinstance(q, Worth) for n in q.named}
    within = [e.within for e in elements if isinstance(e, Event) and isinstance(e.within, Within)]
    return same | {w.days for w in within if isinstance(w.days, str)}


def _names_in_texts(rule: Rule) -> set[str]:
    captured = {name for example in rule.examples for name in example.captures}
    return captured | {name for _, text in _texts(rule) for name in CAPTURE.findall(text)}


def _texts(rule: Rule) -> list[tuple[str, str]]:
    """Every text for the reader, with its key."""
    keys = ("title", "message", "why", "advice", "suggest", "ask")
    own = [(key, getattr(rule, key)) for key in keys]
    own += [("levels", text) for level in rule.levels for text in (level.message, level.ask)]
    return [(key, words) for key, text in own if text is not None for words in (text.zh, text.en)]


_FLATLY_VOID = later(
    r"(?:是|属于?|应|当然|自始|均|即)无效|(?<!认定该)(?:条款|约定)无效(?=[。；，,;.]|$)|"
    r"\b(?:is|are|becomes?) (?:null and )?void\b|\b(?:is|are) invalid\b")


def says_void(book: Book) -> Iterator[Lint]:
    """A text that says a term *is* void: what follows from a term is for a court ("may be held void")."""
    for rule in book.rules:
        for key, text in _texts(rule):
            match = _FLATLY_VOID.search(text)
            if match is not None:
                yield book.of_rule(rule, "says-void", f"“{match[0]}” is for a court to say", key)


def text_in_one_language(book: Book) -> Iterator[Lint]:
    """A Chinese text without a Chinese character, or an English one full of them: swapped, or not translated."""
    for rule in book.rules:
        for key, text in _texts_by_language(rule):
            yield book.of_rule(rule, "text-in-one-language", text, key)
        for example in rule.examples:
            if (example.language == "zh") != bool(_HAN.search(example.text)):
                wanted = f"this is no {'Chinese' if example.language == 'zh' else 'English'} example"
                yield Lint("text-in-one-language", f"{wanted}: “{example.text[:40]}”", rule.file, example.line,
                           subject=rule.name)


def text_cut(book: Book) -> Iterator[Lint]:
    """An example without quotes that a # cuts short: YAML takes the rest of the line for a comment."""
    for rule in book.rules:
        file = Path(rule.file)
        lines = file.read_text(encoding="utf-8-sig").splitlines() if file.is_file() else []
        for example in rule.examples:
            line = lines[example.line - 1].strip("- ") if 0 < example.line <= len(lines) else ""
            text, cut, rest = line.partition(" #")
            if cut and text.rstrip() == example.text:
                yield Lint("text-cut", f"the example ends before “#{rest}”, which is a comment to YAML", rule.file,
                           example.line, subject=rule.name)


_HAN = later(r"[\u4e00-\u9fff]")


def _texts_by_language(rule: Rule) -> Iterator[tuple[str, str]]:
    for key in ("title", "message", "why", "advice", "suggest", "ask"):
        text = getattr(rule, key)
        if text is None or text == NOTHING:
            continue
        if not _HAN.search(text.zh):
            yield key, f"{key}: zh: is not Chinese: “{text.zh[:40]}”"
        if len(_HAN.findall(text.en)) > len(text.en) / 4:
            yield key, f"{key}: en: is not English: “{text.en[:40]}”"
