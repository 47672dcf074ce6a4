"""Runs the examples of a pack's rules, and proves its suggestions.

Every `violates` example must be found, at the stated level, every `complies` example must be silent; and every
`suggest` is proven: put in the place of its clause it clears the finding and raises none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from clausecheck import document as documents
from clausecheck.authorities import Law
from clausecheck.document import Case
from clausecheck.engine import evaluate, explain
from clausecheck.explanations import Explained
from clausecheck.findings import RANK, Finding
from clausecheck.happenings import read_happenings
from clausecheck.lexicon import Lexicon
from clausecheck.readers import from_text
from clausecheck.rules import NOTHING, Example, Pack, Rule
from clausecheck.text import Source


@dataclass(frozen=True, slots=True)
class Result:
    """One example of one rule, run. No problems: it passed."""

    rule: str
    file: str
    line: int
    kind: str  # violates | complies | suggest
    language: str
    problems: tuple[str, ...]
    diff: tuple[str, ...] = ()  # element by element, where it failed

    @property
    def told(self) -> str:
        """What failed and, below it, each element and defence with what met it or came nearest."""
        return "\n".join([str(self), *(f"    {line}" for line in self.diff)])

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.kind} ({self.language}): {'; '.join(self.problems) or 'passed'}"


def read_example(example: Example, lexicon: Lexicon) -> Case:
    """The case that an example describes."""
    happened = None if example.happened is None else from_text(example.happened, "happened", name="happened")
    return Case(
        documents.read(_source(example, example.text), lexicon),
        tuple(documents.read(from_text(t, "promised", n), lexicon) for n, t in enumerate(example.promised, 1)),
        tuple(documents.read(from_text(t, "agreed", n), lexicon) for n, t in enumerate(example.agreed, 1)),
        None if happened is None else read_happenings(happened),
        happened,
    )


def _source(example: Example, text: str) -> Source:
    """An example says its own language: a few words are too short to tell it by."""
    return replace(from_text(text), language=example.language)


def run_examples(pack: Pack, lexicon: Lexicon, law: Law, *, only: str | None = None) -> tuple[Result, ...]:
    """Every example of the pack's rules (of the rule named `only`), and for each finding its suggestion."""
    rules = [r for r in pack.rules if only in (None, r.name, r.id)]
    return tuple(result for rule in rules for result in _run_rule(rule, pack, lexicon, law))


def _run_rule(rule: Rule, pack: Pack, lexicon: Lexicon, law: Law) -> Iterator[Result]:
    for example in rule.examples:
        yield from run_example(rule, example, pack, lexicon, law)


def run_example(rule: Rule, example: Example, pack: Pack, lexicon: Lexicon, law: Law) -> Iterator[Result]:
    """One example of a rule, and its suggestion where it is found."""
    case = read_example(example, lexicon)
    found = _found(rule, case, pack, law)
    problems = tuple(_problems(rule, example, case, found))
    kind = "violates" if example.violates else "complies"
    diff = tuple(_diff(rule, case)) if problems else ()
    yield Result(rule.id, rule.file, example.line, kind, example.language, problems, diff)
    if example.violates and found and rule.suggest != NOTHING:
        proof = tuple(_proof(rule, example, case, found, pack, lexicon, law))
        yield Result(rule.id, rule.file, example.line, "suggest", example.language, proof)


def passes(rule: Rule, example: Example, case: Case, pack: Pack, law: Law) -> bool:
    """Does the example hold for the rule? Its suggestion is left aside."""
    return not any(_problems(rule, example, case, _found(rule, case, pack, law)))


def _found(rule: Rule, case: Case, pack: Pack, law: Law) -> tuple[Finding, ...]:
    return evaluate(case, (replace(pack, rules=(rule,)),), law)[0]


def _problems(rule: Rule, example: Example, case: Case, found: Sequence[Finding]) -> Iterator[str]:
    """What is not as the example says."""
    if not example.violates:
        for finding in found:
            words = ", ".join(f"{e.element} “{e.quote}”" for e in finding.evidence)
            yield f"found ({finding.severity}) though it complies: {words}"
        return
    if not found:
        yield "not found: " + "; ".join(why_not(rule, case))
        return
    gravest = max((f.severity for f in found), key=lambda s: RANK[s])
    if example.level is not None and gravest != example.level:
        yield f"found at level {gravest}, not {example.level}"
    if example.clause is not None and not any(_at(f, example.clause, case) for f in found):
        yield f"found, but its burden is not in clause {example.clause}"
    yield from _captures(rule, example, case)


def _at(finding: Finding, clause: str, case: Case) -> bool:
    burden = finding.clauses[0]
    words = case.contract.source.text[burden.start : burden.end]
    return clause in (burden.number, burden.number.rstrip(".")) or clause in words


def _captures(rule: Rule, example: Example, case: Case) -> Iterator[str]:
    from clausecheck.conditions.places import whole
    from clausecheck.engine.claims import Court, claims
    from clausecheck.engine.structure import Structure

    if not example.captures:
        return
    made = claims(rule, Court(whole(case), Structure(case.contract)))
    held = [{**c.reading.names, **c.raised.names} for c in made if c.value]
    for name, wanted in example.captures.items():
        words = {w for names in held if name in names for w in (names[name].words.zh, names[name].words.en)}
        if wanted not in words:
            yield f"${name} is {' or '.join(sorted(words)) or 'nothing'}, not {wanted}"


def _diff(rule: Rule, case: Case) -> Iterator[str]:
    """Each element, defence and level of the rule on its own line."""
    told = explain(rule, case)
    for number, element in enumerate(told.when, 1):
        yield f"{_mark(element)} element {number} {_told(element)}"
    for number, defence in enumerate(told.unless, 1):
        yield f"{_mark(defence)} defence {number} {_told(defence)}"
    for level in told.levels:
        yield from (f"{_mark(e)} {level.severity} if {_told(e)}" for e in level.when)


def _mark(element: Explained) -> str:
    return {True: "✓", False: "✗", None: "?"}[element.value]


def why_not(rule: Rule, case: Case) -> Iterator[str]:
    """The elements that are not met, with the mention that came nearest; a defence that is."""
    told = explain(rule, case)
    for number, element in enumerate(told.when, 1):
        if element.value is not True:
            yield f"element {number} {_told(element)}"
    for defence in told.unless:
        if defence.value is not False and all(e.value for e in told.when):
            yield f"defence {defence.element} is {'met' if defence.value else 'unknown'}: {_quotes(defence)}"


def _told(element: Explained) -> str:
    if element.value:
        return f"{element.element}: met by {_quotes(element)}"
    state = "not met" if element.value is False else "unknown"
    parts = [f"{element.element}: {state}"]
    if element.note is not None:
        parts.append(element.note.en)
    if element.nearest is not None:
        fails = ", ".join(f.en for f in element.nearest.fails)
        parts.append(f"nearest mention “{element.nearest.evidence.quote}”" + (f" ({fails})" if fails else ""))
    inner = [_told(e) for e in element.inner if e.value is not True]
    return "; ".join(parts) + (f" [{'; '.join(inner)}]" if inner else "")


def _quotes(element: Explained) -> str:
    return ", ".join(f"“{e.quote}”" for e in element.evidence) or "silence"


def _proof(rule: Rule, example: Example, case: Case, found: Sequence[Finding], pack: Pack, lexicon: Lexicon,
           law: Law) -> Iterator[str]:
    """The suggestion in the place of the clause: the rule is silent, and no rule speaks that did not before."""
    before = {f.rule for f in evaluate(case, (pack,), law)[0]}
    better = replace(case, contract=documents.read(_source(example, _rewritten(example, found)), lexicon))
    after = evaluate(better, (pack,), law)[0]
    if any(f.rule == rule.id for f in after):
        yield "the suggestion does not clear the finding: " + _first_words(after, rule.id)
    for finding in after:
        if finding.rule not in before:
            yield f"the suggestion raises {finding.rule}: " + _first_words(after, finding.rule)


def _first_words(findings: Sequence[Finding], rule: str) -> str:
    finding = next(f for f in findings if f.rule == rule)
    return ", ".join(f"{e.element} “{e.quote}”" for e in finding.evidence)


def _rewritten(example: Example, found: Sequence[Finding]) -> str:
    """The text with the suggestion for the first clause that carries the burden, and without the others that do."""
    text, first = example.text, min(found, key=lambda f: f.clauses[0].start)
    for finding in sorted(found, key=lambda f: -f.clauses[0].start):
        clause = finding.clauses[0]
        suggestion = first.suggest.in_(example.language)
        number = f"{clause.number} " if clause.number else ""
        text = text[: clause.start] + (f"{number}{suggestion}\n" if finding is first else "") + text[clause.end :]
    return text
