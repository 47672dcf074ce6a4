"""The law that findings cite: articles, doctrines, decided cases, and how much weight their grounds carry.

`law = load(rules_folder)` is cheap: entries are parsed when they are asked for (`entries`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Protocol, TypeVar

from clausecheck.authorities import files as lawfiles
from clausecheck.authorities.entries import Entries
from clausecheck.authorities.provisions import (
    Authority,
    CaseRef,
    DecidedCase,
    Doctrine,
    Instrument,
    LeadingCase,
    Ref,
    day_in_force,
)
from clausecheck.findings import CaseCited, Cited, Reasoning
from clausecheck.strictyaml import Located
from clausecheck.text import Bilingual

__all__ = [
    "STANDING",
    "EFFECTS",
    "Authority",
    "CaseRef",
    "DecidedCase",
    "Doctrine",
    "Instrument",
    "Law",
    "Ref",
    "Reference",
    "load",
]

T = TypeVar("T")
# The legal consequences that a finding may claim, and the words in which it does.
EFFECTS: dict[str, Bilingual] = {
    "void": Bilingual("可能被认定无效", "may be held void"),
    "not-incorporated": Bilingual("可主张不成为合同内容", "you may claim it is not part of the contract"),
    "excess-ineffective": Bilingual("超出部分没有定金效力", "the part above the cap has no deposit effect"),
    "replaced": Bilingual("可能由法定规则取代", "the legal rule may take its place"),
    "adjustable": Bilingual("可请求法院酌减", "a court may reduce it on request"),
    "election": Bilingual("守约方只能择一", "the innocent side chooses one, not both"),
    "overridden": Bilingual("个别约定可能优先", "what was individually agreed may prevail"),
    "against-drafter": Bilingual(
        "可能作不利于提供方的解释", "of two readings, the one against the drafter may be taken"
    ),
    "no-effect": Bilingual("卖方可能不能援用", "the seller may be unable to rely on it"),
    "voidable": Bilingual("可能可撤销或待追认", "may be set aside, or need a guardian's consent"),
    "breach": Bilingual("照此行事可能构成违约", "acting on it may be a breach"),
    "duty": Bilingual("法律对卖方另有义务", "the law puts a duty on the seller here"),
    "liability": Bilingual("卖方可能须退还或赔偿", "the seller may have to pay or return it"),
    "administrative": Bilingual("可能受行政处罚，民事效力另论", "may be punished; civil effect open"),
    "none-claimed": Bilingual("不主张法律后果", "no legal effect claimed"),
}
STANDING: dict[str, Bilingual] = {  # how far a decision has come
    "first-instance": Bilingual("一审", "first instance"), "second-instance": Bilingual("二审", "second instance"),
    "final": Bilingual("已生效", "final"), "guiding-case": Bilingual("指导性案例", "guiding case"),
    "typical-case": Bilingual("典型案例", "typical case"), "regulator": Bilingual("监管部门", "regulator"),
    "consumer-body": Bilingual("消费者组织", "consumer body"), "unverified": Bilingual("未核实", "not verified"),
    "pending": Bilingual("未结", "pending"),
}
NO_EXCEPTION = Bilingual("未见可以援用的例外。", "No exception is known on which the seller could rely.")
# claimed effect → effects of an authority that carry it; what is not listed is carried by its own name alone
_CARRIES: dict[str, frozenset[str]] = {
    "replaced": frozenset({"replaced", "interpretation", "right"}),
    "overridden": frozenset({"interpretation"}),
    "against-drafter": frozenset({"interpretation"}),
    "no-effect": frozenset(
        {"no-effect", "void", "not-incorporated", "adjustable", "definition", "right", "duty", "liability"}
    ),
    "breach": frozenset({"duty", "liability", "remedy", "definition", "principle"}),
    "duty": frozenset({"duty", "right"}),
    "liability": frozenset({"liability", "remedy", "duty"}),
    "administrative": frozenset({"administrative", "duty"}),
}
_LEVELS = {
    "statute": 1,
    "administrative-regulation": 2,
    "judicial-interpretation": 3,
    "departmental-rule": 5,
    "local-regulation": 5,
    "normative-document": 6,
    "guideline": 6,
}
_VOIDS = frozenset({"statute", "administrative-regulation", "judicial-interpretation"})  # Civil Code art. 153
OWN_READING = 8
_ROLES = ("ground", "support", "contrary", "administrative")
_CASE_ROLES = ("support", "fact-pattern", "contrary", "pending")


class Reference(Protocol):
    """How a rule or a doctrine names an authority."""

    @property
    def id(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def link(self) -> str: ...


@dataclass(frozen=True)
class Law:
    """The law files: mappings by id, and the questions that findings ask of them. Unknown ids raise KeyError."""

    instruments: Mapping[str, Instrument]
    authorities: Mapping[str, Authority]
    doctrines: Mapping[str, Doctrine]
    cases: Mapping[str, DecidedCase]
    leading_case: Path

    def confidence(self, refs: Iterable[Reference], effect: str, as_of: date | None = None) -> int:
        """1 (statute) … 8 (our reading alone): the best ground that carries the effect, one lower where mapped; only
        what may be cited on the day of the contract counts."""
        steps = [self._step(ref, effect, as_of) for ref in refs if ref.role == "ground"]
        return min(steps, default=OWN_READING)

    def _step(self, ref: Reference, effect: str, as_of: date | None) -> int:
        authority = self.authorities[ref.id]
        carries = effect == "none-claimed" or authority.effect in _CARRIES.get(effect, {effect})
        if not carries or not _citable(authority, as_of) or (effect == "void" and authority.level not in _VOIDS):
            return OWN_READING
        step = _LEVELS.get(authority.level, OWN_READING)
        return min(OWN_READING, step + (ref.link == "mapped"))

    def cited(self, refs: Iterable[Reference], as_of: date | None, *, consumer: bool = True) -> tuple[Cited, ...]:
        """What may be cited, grounds first.

        Never what is repealed, not yet in force, or later than `as_of`, the day of the contract. `consumer=False` (a
        company buys, or for resale) leaves out what protects consumers alone.
        """
        found = [(ref, self.authorities[ref.id]) for ref in refs]
        kept = [(r, a) for r, a in found if _citable(a, as_of) and (consumer or not a.instrument.consumer_only)]
        kept.sort(key=lambda pair: _ROLES.index(pair[0].role))
        return tuple(Cited(a.id, a.level, r.role, r.link, a.status, a.cite, a.summary) for r, a in kept)

    def later(self, refs: Iterable[Reference], as_of: date) -> tuple[Instrument, ...]:
        """The instruments among `refs` that took effect after `as_of` and do not govern older cases."""
        found = {a.instrument.id: a.instrument for a in (self.authorities[ref.id] for ref in refs)
                 if _citable(a, None) and not _citable(a, as_of)}
        return tuple(found.values())

    def cases_cited(self, doctrine: str) -> tuple[CaseCited, ...]:
        """The decided cases that bear on a doctrine: support first, contrary as contrary; do-not-cite is left out."""
        links = [link for link in self.doctrines[doctrine].cases if link.role in _CASE_ROLES]
        links.sort(key=lambda link: _CASE_ROLES.index(link.role))
        return tuple(self._case_cited(link) for link in links)

    def answer(self, doctrine: str) -> Bilingual:
        """What the seller may answer, on one line: the doctrine's exception, and decisions that went the other way."""
        said = self.doctrines[doctrine].exception
        said = NO_EXCEPTION if said.en in ("None.", "None", "") else said
        against = [case for case in self.cases_cited(doctrine) if case.role == "contrary"]
        if not against:
            return said
        zh = "；".join(f"{c.court.zh}（{'，'.join(filter(None, (c.date, STANDING[c.status].zh)))}）" for c in against)
        en = "; ".join(f"{c.court.en} ({', '.join(filter(None, (c.date, STANDING[c.status].en)))})" for c in against)
        return Bilingual(f"{said.zh}另有相反裁判：{zh}。", f"{said.en} Decided to the contrary: {en}.")

    def _case_cited(self, link: CaseRef) -> CaseCited:
        case = self.cases[link.id]
        note = case.status_note
        if link.note:
            note = Bilingual(f"{link.note.zh}{note.zh}", f"{link.note.en} {note.en}")
        return CaseCited(case.id, link.role, case.status, case.court, case.date, case.line, note)

    def reasoning(self, doctrine: str) -> tuple[Reasoning, ...]:
        """The steps of the leading case's reasoning that concern a doctrine."""
        return tuple(step for step, doctrines in self.leading.steps if doctrine in doctrines)

    @cached_property
    def leading(self) -> LeadingCase:
        """The leading case, read when it is first asked for."""
        return lawfiles.leading_case(self.leading_case)


def _citable(authority: Authority, as_of: date | None) -> bool:
    if authority.status in ("repealed", "not-yet-effective"):
        return False
    if as_of is None or authority.instrument.older_cases:
        return True
    first = day_in_force(authority.instrument.effective_date)
    return first is not None and first <= as_of


def load(root: Path, *packs: Path) -> Law:
    """The law of a `rules/` folder, with what packs add under the same names. Raises PackError with file and line."""
    def own(name: str) -> list[Path]:
        return [f / name for f in packs if (f / name).is_file()]

    def entries(name: str, kind: str, build: Callable[[Located], T]) -> Entries[T]:
        return Entries(root / name, own(name), kind, build)

    instruments = entries("instruments.yaml", "instrument", lawfiles.instrument)
    return Law(
        instruments,
        entries("authorities.yaml", "authority", partial(lawfiles.authority, instruments=instruments)),
        entries("doctrines.yaml", "doctrine", lawfiles.doctrine),
        entries("cases.yaml", "case", lawfiles.decided_case),
        root / "meilan.yaml",
    )
