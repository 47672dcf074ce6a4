"""Questions that the papers leave open whatever the rules: a blank figure, who took the money, who stands behind.

They stand with what the rules leave undetermined, under `facts/…` in the place of a rule's name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clausecheck.document import Case
from clausecheck.findings import ClauseRef, Evidence, Fact, Finding, Undetermined
from clausecheck.text import Bilingual

# Doctrines that turn on which company of a group signed, and which took the money.
_GROUP = frozenset({"group-liability-disclaimer", "payment-to-undisclosed-payee"})
_DEPOSIT = "deposit-over-20-percent"  # its own question asks for price and deposit
_TERMS = {
    "price": Bilingual("价款在合同里空着：价款是多少？", "The price is left blank: what is the price?"),
    "deposit": Bilingual("定金在合同里空着：付了多少？", "The earnest money is left blank: how much was paid?"),
    "deposit-unclear": Bilingual("押金或定金的数额空着：付了多少？", "The deposit is left blank: how much was paid?"),
    "balance": Bilingual("尾款在合同里空着：还要付多少？", "The balance is left blank: how much is left to pay?"),
}
_DIFFER = Bilingual("大小写金额不一致：约定的是哪一个？", "Figures and words differ: which of them was agreed?")
_PAYEE = Bilingual("钱实际付给了哪一家公司？", "Which company did the money actually go to?")


def questions(case: Case, facts: Sequence[Fact], findings: Sequence[Finding],
              asked: Sequence[Undetermined]) -> tuple[Undetermined, ...]:
    """What to ask beside the rules' own questions (`asked`); nothing is asked twice."""
    return (*_terms(case, facts, asked), *_companies(case, facts, findings, asked))


def _terms(case: Case, facts: Sequence[Fact], asked: Sequence[Undetermined]) -> Iterator[Undetermined]:
    covered = {"price", "deposit", "deposit-unclear"} if any(q.doctrine == _DEPOSIT for q in asked) else set()
    for fact in facts:
        if fact.state == "blank" and fact.kind in _TERMS and fact.kind not in covered:
            yield _question(case, f"facts/{fact.kind}", "key-terms", _TERMS[fact.kind], [fact])
        elif fact.state == "differs":
            yield _question(case, "facts/figures", "key-terms", _DIFFER, [fact])


def _companies(case: Case, facts: Sequence[Fact], findings: Sequence[Finding],
               asked: Sequence[Undetermined]) -> Iterator[Undetermined]:
    """Where a group of companies shares out signing, taking the money and promising."""
    named = {act: [f for f in facts if f.kind == act and f.value] for act in ("sells", "collects", "promises")}
    seller = named["sells"][0].value if named["sells"] else None
    others = [f for act in ("collects", "promises") for f in named[act] if not _same(f.value, seller)]
    concerned = [f for f in findings if f.doctrine in _GROUP]
    if not concerned and not others:
        return
    about = named["sells"][:1] + others
    clauses = tuple(c for f in concerned for c in f.clauses[:1])
    known = {q.doctrine for q in asked}
    if not named["collects"] and not _received(case) and "payment-to-undisclosed-payee" not in known:
        yield _question(case, "facts/payee", "payment-to-undisclosed-payee", _PAYEE, about, clauses)
    who = Bilingual(seller or "签约的公司", seller or "the company that signed")
    ask = Bilingual(f"{who.zh}是不是只有一个股东，股东是谁？", f"Has {who.en} only one shareholder, and who is it?")
    if "group-liability-disclaimer" not in known:
        yield _question(case, "facts/single-shareholder", "group-liability-disclaimer", ask, about, clauses)


def _same(name: str | None, seller: str | None) -> bool:
    return name is not None and seller is not None and (name in seller or seller in name)


def _received(case: Case) -> bool:
    """Do the events say who received the money?"""
    return any(h.event == "MONEY_RECEIVED_BY" or "to" in h.more for h in case.happened or ())


def _question(case: Case, rule: str, doctrine: str, ask: Bilingual, about: Sequence[Fact],
              clauses: Sequence[ClauseRef] = ()) -> Undetermined:
    texts = {d.source.id: d.source.text for d in (case.contract, *case.promised)}
    evidence = tuple(Evidence(f"fact: {f.kind}", texts[f.source][f.start : f.end], f.source, f.start, f.end)
                     for f in about if f.source in texts and f.end > f.start)
    starts = [e.start for e in evidence if e.source == case.contract.source.id]
    own = [c for c in case.contract.clauses if any(c.start <= start < c.end for start in starts)]
    found = tuple(clauses) or tuple(ClauseRef(c.number, c.heading, c.start, c.end) for c in own)
    return Undetermined(rule, doctrine, ask, tuple(dict.fromkeys(found)), evidence)
