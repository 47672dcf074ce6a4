"""evaluate(case, packs, law) → findings and undetermined: the only place where rules meet documents.

A rule is *found* where every element is met and no defence is; *undetermined* where nothing refutes it, something is
unknown (an element, a figure, a defence) and the rule has a question to ask; else nothing is said. A finding at a lower
level whose graver level is unknown is reported, and the graver level's question asked besides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from clausecheck.authorities import Law
from clausecheck.authorities.provisions import Ref
from clausecheck.conditions.figures import MISSING
from clausecheck.conditions.places import Names, Reading, Whole, evidence_of, whole
from clausecheck.engine.because import because
from clausecheck.engine.claims import Claim, Court, claims
from clausecheck.engine.explaining import explain
from clausecheck.engine.points import numbered
from clausecheck.engine.structure import Structure
from clausecheck.findings import ClauseRef, Finding, Subject, Undetermined, reference
from clausecheck.rulefiles.reading import CAPTURE
from clausecheck.rules import Pack, Rule
from clausecheck.subjects import stands
from clausecheck.text import Bilingual

if TYPE_CHECKING:
    from clausecheck.document import Case

__all__ = ["evaluate", "explain", "fill", "standing_rules"]

_ANY = Subject()
_BESIDE = ("facts", "layout")  # kinds of doctrine that the text alone does not decide
Outcome = tuple[tuple[Finding, ...], tuple[Undetermined, ...]]


def evaluate(case: Case, packs: Sequence[Pack], law: Law, *, as_of: date | None = None,
             subject: Subject = _ANY) -> Outcome:
    """A case held against packs: findings (gravest first, then in text order) and questions.

    `as_of`: the day of the contract, for what may be cited; `subject`: what is sold and who buys: rules for other
    things are left out, and of a business that buys those that rest on the protection of consumers alone.
    """
    arranged = whole(case)
    court = Court(arranged, Structure(case.contract))
    findings: list[Finding] = []
    questions: list[Undetermined] = []
    consumer = subject.consumer is not False
    for rule in standing_rules(packs, law, subject):
        made = claims(rule, court)
        found = [c for c in made if c.value]
        findings += [_finding(c, law, arranged, as_of, consumer) for c in found]
        asked = _questions(rule, found, made, arranged)
        questions += asked or _unanswered(rule, found, law, arranged)
    return numbered(findings, case.contract.source.id), tuple(questions)


def standing_rules(packs: Sequence[Pack], law: Law, subject: Subject = _ANY) -> tuple[Rule, ...]:
    """The rules to be held against a contract, each once: a pack that another one extends speaks through that one."""
    return tuple(r for r in every_rule(packs) if stands(r.sectors, subject)
                 and (subject.consumer is not False or not for_consumers(r, law)))


def for_consumers(rule: Rule, law: Law) -> bool:
    """Does every ground of a rule protect consumers alone?"""
    grounds = [r for r in rule.refs or law.doctrines[rule.doctrine].authorities if r.role == "ground"]
    return bool(grounds) and all(law.authorities[r.id].instrument.consumer_only for r in grounds)


def every_rule(packs: Sequence[Pack]) -> tuple[Rule, ...]:
    """The rules of packs, each once, without those that are deprecated."""
    extended = {name for pack in packs for name in pack.extends}
    rules = {r.id: r for pack in packs if pack.name not in extended for r in pack.rules if r.status != "deprecated"}
    return tuple(rules.values())


def _finding(claim: Claim, law: Law, arranged: Whole, as_of: date | None, consumer: bool) -> Finding:
    rule, level, doctrine = claim.rule, claim.level, law.doctrines[claim.rule.doctrine]
    names = {**claim.reading.names, **claim.raised.names}
    refs: tuple[Ref, ...] = rule.refs or doctrine.authorities
    return Finding(
        rule=rule.id, doctrine=rule.doctrine, ground=doctrine.ground, severity=level.severity, effect=level.effect,
        confidence=law.confidence(_kept(refs, law, consumer), level.effect, as_of), because=because(claim), point=0,
        clauses=_refs(claim.clauses, arranged), evidence=evidence_of(claim.reading.uses + claim.raised.uses),
        title=fill(rule.title, names), message=fill(level.message or rule.message, names), why=fill(rule.why, names),
        advice=fill(rule.advice, names), suggest=fill(rule.suggest, names),
        authorities=law.cited(refs, as_of, consumer=consumer), cases=law.cases_cited(rule.doctrine),
        reasoning=law.reasoning(rule.doctrine), answer=law.answer(rule.doctrine),
    )


def _kept(refs: tuple[Ref, ...], law: Law, consumer: bool) -> tuple[Ref, ...]:
    """The authorities that may be relied on: of a business that buys none that protects consumers alone."""
    return tuple(r for r in refs if consumer or not law.authorities[r.id].instrument.consumer_only)


def _questions(rule: Rule, found: Sequence[Claim], made: Sequence[Claim], arranged: Whole) -> list[Undetermined]:
    """What to ask: of a rule found, about graver levels that are unknown; of one not found, what would settle it."""
    if not found:
        about = [(c, c.reading) for c in made]
        return [_question(rule, rule.ask, about, arranged)] if about and rule.ask else []
    asked: dict[Bilingual, list[tuple[Claim, Reading]]] = {}
    for claim in found:
        for level, reading in claim.asked:
            ask = level.ask or rule.ask
            if ask is not None:
                asked.setdefault(ask, []).append((claim, claim.reading.then(reading)))
    return [_question(rule, ask, about, arranged) for ask, about in asked.items()]


def _unanswered(rule: Rule, found: Sequence[Claim], law: Law, arranged: Whole) -> list[Undetermined]:
    """The question of a rule that was found by the contract's words alone, where what happened or was shown decides.
    What concerns the companies is asked with their names (`facts.questions`)."""
    contract = arranged.case.contract.source
    open_ = [c for c in found if all(use.source is contract for use in c.reading.uses + c.raised.uses)]
    doctrine = law.doctrines[rule.doctrine]
    if not open_ or rule.ask is None or doctrine.decidable not in _BESIDE or doctrine.ground == "parties":
        return []
    return [_question(rule, rule.ask, [(c, c.reading) for c in open_], arranged)]


def _question(rule: Rule, ask: Bilingual, about: Sequence[tuple[Claim, Reading]], arranged: Whole) -> Undetermined:
    clauses = dict.fromkeys(c for claim, _ in about for c in claim.clauses)
    uses = tuple(use for _, reading in about for use in reading.uses)
    contradiction = any(reading.contradiction for _, reading in about)
    words = fill(ask, about[0][1].names)
    return Undetermined(rule.id, rule.doctrine, words, _refs(clauses, arranged), evidence_of(uses), contradiction)


def fill(text: Bilingual, names: Names) -> Bilingual:
    """The text with each $name replaced by what it holds, "not stated" where the contract gives no figure."""
    def words(name: str) -> Bilingual:
        return names[name].words if name in names else MISSING

    return Bilingual(CAPTURE.sub(lambda m: words(m[1]).zh, text.zh), CAPTURE.sub(lambda m: words(m[1]).en, text.en))


def _refs(clauses: Iterable[int], arranged: Whole) -> tuple[ClauseRef, ...]:
    """Clauses as a finding names them; the contract's first where it names none, since the whole of it is meant."""
    all_clauses = arranged.case.contract.clauses
    chosen = tuple(clauses) or ((0,) if all_clauses else ())
    return tuple(reference(all_clauses[i], all_clauses) for i in chosen)
