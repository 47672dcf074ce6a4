"""Lints of words: forms that cannot match or belong to two concepts, concepts unused, rules deaf in a language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from clausecheck.chunks import ACTS, EVENTS
from clausecheck.conditions.concept import Concept as Line
from clausecheck.conditions.concept import Element
from clausecheck.conditions.happened import Happened
from clausecheck.conditions.operators import Any, Silent, Source
from clausecheck.conditions.qualifiers import By, Late, Polarity, Qualifier
from clausecheck.conditions.walking import walk
from clausecheck.folding import fold
from clausecheck.lexicon import PERIOD, Concept, Lexicon
from clausecheck.linting.book import Book, Lint
from clausecheck.patterns import later
from clausecheck.rules import Rule
from clausecheck.text import Sentence

_SLIPS = (
    (later(r"\.\.\.|。。。"), "three dots are no gap: write …"),
    (later(r"\(.*\||\||\\|\.[*+?{]|\[.*\]|\(\?|\{\d+,?\d*\}|^\^|\$$"),
     "a form is words, no pattern: write each of them as a form of its own"),
    (later(r"^[“‘「].+[”’」]$"), "full-width quotes are words of the form: write straight quotes \""),
    (later(r"\*(?=\S)"), "* is any ending and stands at the end of a word: write “collect* the pet”"),
)
_NAMES = ("event", "thing",
          "party")  # kinds that name something; states and circumstances are phrases, which may overlap


def form_never_matches(book: Book) -> Iterator[Lint]:
    """A form that is not found even in a sentence that holds nothing else, since a mask or another event hides it."""
    for concept in book.concepts:
        for language, form, file, line in book.own_forms(concept) if concept.kind != "mask" else ():
            if not any(h.concept == concept.id for h in book.lexicon.find(_sentence(form, language))):
                yield book.of_concept(concept, "form-never-matches",
                                      f"the form {form!r} of {concept.id} can never match"
                                      f"{_hidden_by(form, language, concept, book.lexicon)}", (file, line))


def _sentence(form: str, language: str) -> Sentence:
    text = form.replace("*", "").replace("…", " " if language == "en" else "")
    view, offsets = fold(text, 0, len(text))
    return Sentence(0, 0, 0, len(text), language, view, tuple(offsets))


def _hidden_by(form: str, language: str, concept: Concept, lexicon: Lexicon) -> str:
    """Which mask or event takes its place."""
    for other in lexicon.concepts.values():
        if other.kind == "mask" and any(f.rstrip("*") in form for f in other.forms.get(language, ())):
            return f": the mask {other.id} hides it"
    others = [h.concept for h in lexicon.find(_sentence(form, language)) if lexicon.concepts[h.concept].kind == "event"]
    return f": {others[0]} takes its place" if others and concept.kind == "event" else ""


def form_odd(book: Book) -> Iterator[Lint]:
    """A form that its author meant otherwise: a pattern, dots for a gap, several that a full-width comma made one."""
    for concept in book.concepts:
        own = list(book.own_forms(concept))
        for language, form, file, line in own:
            alone = sum(x[0] == language for x in own) == 1
            slip = next((words for pattern, words in _SLIPS if pattern.search(form)), "")
            if not slip and alone and any(c in form for c in "，、"):
                slip = "a full-width comma parts no forms: write [one, another] with the comma of YAML"
            if slip:
                yield book.of_concept(concept, "form-odd", f"the form {form!r} of {concept.id}: {slip}", (file, line))


def form_in_two_concepts(book: Book) -> Iterator[Lint]:
    """A form of an event, thing or party that is a form of another one too: one word would then be two mentions."""
    owners: dict[tuple[str, str], list[Concept]] = defaultdict(list)
    for concept in book.lexicon.concepts.values():
        for language, forms in concept.forms.items() if concept.kind in _NAMES else ():
            for form in forms:
                owners[language, form.lower()].append(concept)
    shared: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    others: dict[str, dict[str, None]] = defaultdict(dict)
    for concept in book.concepts if owners else ():
        for language, form, file, line in book.own_forms(concept) if concept.kind in _NAMES else ():
            rivals = [o.id for o in owners[language, form.lower()] if o.id != concept.id and not _made_of(concept, o)
                      and concept.id not in others.get(o.id, ())]  # each two of them are told once
            if rivals:
                shared[concept.id].append((form, file, line))
                others[concept.id].update(dict.fromkeys(rivals))
    for one, forms_of in shared.items():
        yield Lint("form-in-two-concepts", f"{one} shares {_some([f'“{f}”' for f, _, _ in forms_of])} with "
                   f"{_some(others[one])}", *forms_of[0][1:], subject=one)


def _some(names: Iterable[str]) -> str:
    told = list(dict.fromkeys(names))
    return ", ".join(told[:6]) + (" …" if len(told) > 6 else "")


def _made_of(one: Concept, other: Concept) -> bool:
    return any(other.id in way for way in one.joins) or any(one.id in way for way in other.joins)


def concept_unused(book: Book) -> Iterator[Lint]:
    """A concept that no rule speaks of, that is part of no other concept, and that the timeline does not order."""
    used = {c for rule in book.pack.rules for c in rule.concepts} | EVENTS | ACTS | book.used
    used |= {part for concept in book.lexicon.concepts.values() for way in concept.joins for part in way}
    for concept in book.concepts:
        if concept.id not in used and concept.kind not in ("mask", "party"):
            yield book.of_concept(concept, "concept-unused", f"no rule speaks of {concept.id}")


def qualifier_of_no_act(book: Book) -> Iterator[Lint]:
    """A concept that names no act and is asked who does it, whether it is denied or late: it can never be met so."""
    for rule in book.rules:
        for key, index, elements in _placed(rule):
            for line in walk(elements):
                if not isinstance(line, Line) or line.concept not in book.lexicon.concepts:
                    continue
                concept = book.lexicon.concepts[line.concept]
                for said in _never(line.qualifiers, concept):
                    yield book.of_rule(rule, "qualifier-of-no-act", f"{line.concept} is a {concept.kind}: {said}", key,
                                       index)


def _placed(rule: Rule) -> Iterator[tuple[str, int, tuple[Element, ...]]]:
    """Elements with the key and the number of the line on which they stand."""
    for key, said in (("when", rule.when), ("unless", rule.unless)):
        for index, element in enumerate(said):
            yield key, index, (element,)
    for index, level in enumerate(rule.levels):
        yield "levels", index, level.when


def _never(qualifiers: Sequence[Qualifier], concept: Concept) -> Iterator[str]:
    """What is asked of a concept and no mention of it can be."""
    for q in qualifiers:
        if isinstance(q, Polarity) and q.negated is True and concept.kind not in ("event", "state"):
            yield "it is never denied, so that `negated: true` is never met"
        elif isinstance(q, Late) and q.late and concept.kind != "event":
            yield "it is never late, so that `late: true` is never met"
        elif isinstance(q, By) and concept.kind not in ("event", "state") and concept.actor is None:
            yield f"nobody does it, so that `{q.label}` is never met"


def concept_without_words(book: Book) -> Iterator[Lint]:
    """A rule that can never be met in a language of its pack, since a concept that it needs has no words there."""
    for rule in book.rules:
        for index, element in enumerate(rule.when):
            for language in book.pack.languages:
                for concept in sorted(_deaf(element, language, book.lexicon)):
                    sentence = f"{concept} has no words in {language}: the rule can never be met there"
                    yield book.of_rule(rule, "concept-without-words", sentence, "when", index)


def _deaf(element: Element, language: str, lexicon: Lexicon) -> frozenset[str]:
    """The concepts for want of whose words the element can never be met; none where it can."""
    if isinstance(element, Silent | Happened | Source):  # silence needs no words; other sources have their own language
        return frozenset()
    if isinstance(element, Line):
        return frozenset() if _has_words(element.concept, language, lexicon, 0) else frozenset({element.concept})
    inside = [_deaf(e, language, lexicon) for e in element.inner]
    if isinstance(element, Any):
        return frozenset().union(*inside) if all(inside) else frozenset()
    return frozenset().union(*inside)


def _has_words(name: str, language: str, lexicon: Lexicon, depth: int) -> bool:
    concept = lexicon.concepts.get(name)
    if concept is None or name == PERIOD or depth > 3:
        return True  # AMOUNT and PERIOD are read, not listed
    if concept.forms.get(language):
        return True
    return any(all(_has_words(p, language, lexicon, depth + 1) for p in way) for way in concept.joins)
