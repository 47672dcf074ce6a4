"""What is wrong, or will surprise, in a pack: for `clausecheck rules lint`.

Errors that keep a pack from being read are lints too, all of them. Every other lint is one function of `LINTS` with one
sentence on what it means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from clausecheck.authorities import Law
from clausecheck.chunks import EVENTS
from clausecheck.conditions.concept import Concept, Element
from clausecheck.conditions.happened import Event, Within
from clausecheck.conditions.operators import Before
from clausecheck.conditions.qualifiers import By, Length, Same, Worth
from clausecheck.conditions.walking import walk
from clausecheck.errors import PackError
from clausecheck.folding import fold
from clausecheck.lexicon import PERIOD, Lexicon
from clausecheck.patterns import later
from clausecheck.rulefiles.packs import read_pack
from clausecheck.rulefiles.reading import CAPTURE
from clausecheck.rules import NOTHING, Pack, Rule
from clausecheck.testing import idle
from clausecheck.text import Sentence


@dataclass(frozen=True, slots=True)
class Lint:
    """One remark on a file. `error`: the pack cannot be used."""

    name: str
    sentence: str
    file: str
    line: int
    error: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.sentence} [{self.name}]"


@dataclass(frozen=True, slots=True)
class Book:
    """What a lint may look at."""

    pack: Pack
    lexicon: Lexicon
    law: Law


def lint(folder: Path, lexicon: Lexicon, law: Law) -> tuple[Lint, ...]:
    """Everything to be said of a pack, errors first."""
    pack, errors = read_pack(folder, lexicon, law)
    if pack is None:
        return tuple(_error(e, folder) for e in errors)
    book = Book(pack, lexicon, law)
    return tuple(found for check in LINTS for found in check(book))


def _error(error: PackError, folder: Path) -> Lint:
    return Lint("broken", error.sentence, error.file or str(folder), error.line or 1, error=True)


def _of(rule: Rule, name: str, sentence: str) -> Lint:
    return Lint(name, sentence, rule.file, rule.line)


def form_never_matches(book: Book) -> Iterator[Lint]:
    """A form that is not found even in a sentence that holds nothing else, since a mask or another event hides it."""
    for concept in book.lexicon.concepts.values():
        for language, forms in concept.forms.items() if concept.kind != "mask" else ():
            for form in forms:
                if not any(h.concept == concept.id for h in book.lexicon.find(_sentence(form, language))):
                    yield Lint("form-never-matches", f"the form {form!r} of {concept.id} can never match", concept.file,
                               concept.line)


def _sentence(form: str, language: str) -> Sentence:
    text = form.replace("*", "").replace("…", " " if language == "en" else "")
    view, offsets = fold(text, 0, len(text))
    return Sentence(0, 0, 0, len(text), language, view, tuple(offsets))


def concept_unused(book: Book) -> Iterator[Lint]:
    """A concept that no rule speaks of, that is part of no other concept, and that the timeline does not order."""
    used = {c for rule in book.pack.rules for c in rule.concepts} | EVENTS
    used |= {part for concept in book.lexicon.concepts.values() for way in concept.joins for part in way}
    for concept in book.lexicon.concepts.values():
        if concept.id not in used and concept.kind not in ("mask", "party"):
            sentence = f"no rule of {book.pack.name} speaks of {concept.id}"
            yield Lint("concept-unused", sentence, concept.file, concept.line)


def concept_without_words(book: Book) -> Iterator[Lint]:
    """A concept that a rule speaks of but that has no words in a language of the pack: the rule is deaf there."""
    for rule in book.pack.rules:
        for concept in sorted(rule.concepts):
            for language in book.pack.languages:
                if not _has_words(concept, language, book.lexicon, 0):
                    yield _of(rule, "concept-without-words", f"{concept} has no words in {language}")


def _has_words(name: str, language: str, lexicon: Lexicon, depth: int) -> bool:
    concept = lexicon.concepts.get(name)
    if concept is None or name == PERIOD or depth > 3:
        return True  # AMOUNT and PERIOD are read, not listed
    if concept.forms.get(language):
        return True
    return any(all(_has_words(p, language, lexicon, depth + 1) for p in way) for way in concept.joins)


def authority_repealed(book: Book) -> Iterator[Lint]:
    """A rule that names an authority which is no longer in force, or not yet: it would never be cited."""
    for rule in book.pack.rules:
        for ref in rule.refs:
            status = book.law.authorities[ref.id].status
            if status in ("repealed", "not-yet-effective"):
                yield _of(rule, "authority-repealed", f"{ref.id} is {status} and is never cited")


def no_question(book: Book) -> Iterator[Lint]:
    """A rule that may be left unknown (an order, a figure, a party) and has no `ask:`: it would then say nothing."""
    for rule in book.pack.rules:
        if rule.ask is None and any(map(_may_be_unknown, walk(rule.when))):
            yield _of(rule, "no-question", "an element may be unknown, and there is no `ask:` to settle it")


def _may_be_unknown(element: Element) -> bool:
    if isinstance(element, Concept):
        return any(isinstance(q, By | Length | Worth) for q in element.qualifiers)
    return isinstance(element, Before)


def no_suggestion(book: Book) -> Iterator[Lint]:
    """A rule that reads the contract alone and does not say how the clause could be worded instead."""
    for rule in book.pack.rules:
        if rule.suggest == NOTHING and not any(isinstance(e, Event) for e in walk(rule.when)):
            yield _of(rule, "no-suggestion", "there is no `suggest:` with a fairer wording")


def name_unused(book: Book) -> Iterator[Lint]:
    """A name given with `as:` that no later element and no text uses."""
    for rule in book.pack.rules:
        levels = [e for level in rule.levels for e in level.when]
        elements = list(walk((*rule.when, *rule.unless, *levels)))
        used = _names_used(elements) | _names_in_texts(rule)
        for name in sorted({n for e in elements for n in _names_given(e)} - used):
            yield _of(rule, "name-unused", f"the name {name!r} is given and never used")


def _names_given(element: Element) -> Iterator[str]:
    if isinstance(element, Concept | Event) and element.name:
        yield element.name
    if isinstance(element, Concept):
        yield from (q.name for q in element.qualifiers if isinstance(q, Length | Worth) and q.name)


def _names_used(elements: Sequence[Element]) -> set[str]:
    same = {q.name for e in elements if isinstance(e, Concept) for q in e.qualifiers if isinstance(q, Same)}
    within = [e.within for e in elements if isinstance(e, Event) and isinstance(e.within, Within)]
    return same | {w.days for w in within if isinstance(w.days, str)}


def _names_in_texts(rule: Rule) -> set[str]:
    captured = {name for example in rule.examples for name in example.captures}
    return captured | {name for text in _texts(rule) for name in CAPTURE.findall(text)}


def _texts(rule: Rule) -> list[str]:
    own = [rule.title, rule.message, rule.why, rule.advice, rule.suggest, rule.ask]
    own += [text for level in rule.levels for text in (level.message, level.ask)]
    return [words for text in own if text is not None for words in (text.zh, text.en)]


_FLATLY_VOID = later(
    r"(?:是|属于?|应|当然|自始|均|即)无效|\b(?:is|are|becomes?) (?:null and )?void\b|\b(?:is|are) invalid\b")


def says_void(book: Book) -> Iterator[Lint]:
    """A text that says a term *is* void: what follows from a term is for a court ("may be held void")."""
    for rule in book.pack.rules:
        for text in _texts(rule):
            match = _FLATLY_VOID.search(text)
            if match is not None:
                yield _of(rule, "says-void", f"“{match[0]}” is for a court to say: may be held void, 可能被认定无效")


def element_idle(book: Book) -> Iterator[Lint]:
    """An element or defence that could be dropped without any of the rule's examples noticing."""
    for rule in book.pack.rules:
        for label in idle(rule, book.pack, book.lexicon, book.law):
            yield _of(rule, "element-idle", f"no example needs {label}")


LINTS: tuple[Callable[[Book], Iterator[Lint]], ...] = (
    form_never_matches, concept_unused, concept_without_words, authority_repealed, no_question, no_suggestion,
    name_unused, says_void, element_idle,
)
