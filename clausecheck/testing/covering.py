"""What the examples of a rule touch: its elements, defences, levels, and the forms of its words.

A concept in `when` is touched where a finding's evidence holds it; one in `none:` or in a defence where an example that
complies speaks of it; a level where a finding has its severity; a form where the words of some mention are its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from clausecheck.authorities import Law
from clausecheck.conditions.concept import Concept, Element
from clausecheck.conditions.happened import Event
from clausecheck.conditions.operators import Silent
from clausecheck.document import Case, Document
from clausecheck.engine import evaluate
from clausecheck.folding import fold
from clausecheck.lexicon import Lexicon
from clausecheck.rules import Pack, Rule
from clausecheck.testing.running import read_example

Form = tuple[str, str, str]  # concept, language, form


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a kind are touched, and which are not."""

    kind: str  # elements | defences | levels | forms
    touched: int
    missing: tuple[str, ...]

    @property
    def total(self) -> int:
        return self.touched + len(self.missing)

    def __str__(self) -> str:
        return f"{self.kind} {self.touched} of {self.total}"


def coverage(rule: Rule, pack: Pack, lexicon: Lexicon, law: Law) -> tuple[Share, ...]:
    """The shares of one rule, in the order of `Share.kind`; a kind that the rule does not have is left out."""
    said: set[str] = set()  # labels in the evidence of findings
    heard: set[str] = set()  # concepts and events in examples that comply
    severities: set[str] = set()
    forms: set[Form] = set()
    for example in rule.examples:
        case = read_example(example, lexicon)
        documents = (case.contract, *case.promised, *case.agreed)
        forms |= {f for d in documents for f in _forms(d, example.language, rule.concepts, lexicon)}
        if example.violates:
            for finding in evaluate(case, (replace(pack, rules=(rule,)),), law)[0]:
                said |= {e.element for e in finding.evidence}
                severities.add(finding.severity)
        else:
            heard |= _heard(case, documents)
    whens = (*rule.when, *(e for level in rule.levels for e in level.when))
    wanted = {(c, lang, f) for c in rule.concepts if c in lexicon.concepts
              for lang, fs in lexicon.concepts[c].forms.items() if lang in pack.languages for f in fs}
    shares = (
        _share("elements", _names(whens, silent=False), said),
        _share("defences", [*_names(rule.unless, silent=None), *_names(whens, silent=True)], heard),
        _share("levels", [level.severity for level in rule.levels], severities),
        _share("forms", [_shown(f) for f in sorted(wanted)], {_shown(f) for f in forms}),
    )
    return tuple(s for s in shares if s.total)


def _share(kind: str, wanted: Iterable[str], touched: set[str]) -> Share:
    every = list(dict.fromkeys(wanted))
    missing = tuple(w for w in every if w not in touched)
    return Share(kind, len(every) - len(missing), missing)


def _names(elements: Iterable[Element], *, silent: bool | None, inside: bool = False) -> Iterator[str]:
    """The concepts and events named: inside of `none:` (True), outside of it (False), or both (None)."""
    for element in elements:
        if isinstance(element, Concept | Event) and silent in (None, inside):
            yield element.label
        yield from _names(element.inner, silent=silent, inside=inside or isinstance(element, Silent))


def _heard(case: Case, documents: Iterable[Document]) -> set[str]:
    return {m.concept for d in documents for m in d.mentions} | {h.event for h in case.happened or ()}


def _forms(document: Document, language: str, concepts: frozenset[str], lexicon: Lexicon) -> Iterator[Form]:
    """The forms that the mentions of the rule's concepts are of."""
    text = document.source.text
    for mention in document.mentions:
        if mention.concept in concepts and mention.concept in lexicon.concepts:
            said = _view(text[mention.start : mention.end])
            for form in lexicon.concepts[mention.concept].forms.get(language, ()):
                if _is_of(said, form):
                    yield mention.concept, language, form


def _view(text: str) -> str:
    return fold(text, 0, len(text))[0]


def _is_of(said: str, form: str) -> bool:
    """Are the words those of the form, its gaps and endings filled?"""
    pieces = [p for p in _view(form.replace("…", "*")).split("*") if p.strip()]
    at = 0
    for piece in pieces:
        found = said.find(piece.strip(), at)
        if found < 0 or (at == 0 and found > 0):
            return False
        at = found + len(piece.strip())
    return at == len(said) or form.endswith("*")


def _shown(form: Form) -> str:
    return f"{form[0]} “{form[2]}”"
