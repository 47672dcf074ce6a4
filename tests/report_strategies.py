"""Random reports: nothing in them is likely, everything in them is allowed."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

from hypothesis import strategies as st

from clausecheck.findings import (
    AuthorityCite,
    CaseCited,
    Cited,
    ClauseRef,
    Coverage,
    Evidence,
    Finding,
    NotChecked,
    PackInfo,
    Reasoning,
    Remedy,
    Report,
    Resemblance,
    Severity,
    Step,
    Undetermined,
)
from clausecheck.mentions import Party
from clausecheck.parties import PartyName
from clausecheck.text import Bilingual, Place, Role, Source

HOSTILE = "\x00\x07\x1b[31m\x7f\x9b\u202e\u2066\u200b\u2028\ufeff\U000e0041\ud800<script>=1+1[red]|`*_#中。"
text = st.text(st.one_of(st.characters(), st.sampled_from(HOSTILE)), max_size=12)
words = st.text("abcdefgh-", min_size=1, max_size=8)
bilingual = st.builds(Bilingual, text, text)
place = st.integers(0, 60)
amount = st.decimals(-10**9, 10**9, allow_nan=False, allow_infinity=False, places=2) | st.integers(0, 10**9).map(Decimal)


def many(of: st.SearchStrategy) -> st.SearchStrategy:  # type: ignore[type-arg]
    return st.lists(of, max_size=2).map(tuple)


def spans(of: type, *before: st.SearchStrategy) -> st.SearchStrategy:  # type: ignore[type-arg]
    """Builds something whose last two fields are start <= end."""
    return st.tuples(*before, place, place).map(lambda got: of(*got[:-2], *sorted(got[-2:])))


severity = st.sampled_from(get_args(Severity))
clause = spans(ClauseRef, text, text)
source_id = st.sampled_from(["contract", "promised-1"])
evidence = spans(Evidence, text, text, source_id)
cited = st.builds(Cited, words, words, words, words, words, bilingual, bilingual)
case = st.builds(CaseCited, words, words, words, bilingual, text, bilingual, bilingual)
reasoning = st.builds(Reasoning, words, st.integers(1, 9), words, bilingual, bilingual, many(words), bilingual)
finding = st.builds(
    Finding, text, text, words, severity, words, st.integers(1, 9), many(bilingual), st.integers(1, 3), many(clause),
    many(evidence), bilingual, bilingual, bilingual, bilingual, bilingual, many(cited), many(case), many(reasoning),
    answer=bilingual,
)  # fmt: skip
kinds, counts = st.sampled_from(["page", "cell"]), st.lists(st.integers(0, 9), max_size=5).map(tuple)
file_place = st.tuples(place, place, kinds, counts).map(lambda got: Place(*sorted(got[:2]), *got[2:]))
about = st.dictionaries(words, text, max_size=2)
body = st.text(st.one_of(st.characters(), st.sampled_from(HOSTILE + "\n")), max_size=60)
sources = st.tuples(
    st.builds(Source, st.just("contract"), st.just("contract"), text, body, words, words, words, st.booleans(), place, about,
        many(file_place), many(bilingual)),
    st.builds(Source, st.just("promised-1"), st.sampled_from(get_args(Role)), text, body, words, words),
)
remedy = st.builds(
    Remedy, words, st.none() | amount, st.none() | st.sampled_from(["CNY", "USD"]), bilingual, many(words), text,
    many(bilingual), st.none() | words,
)  # fmt: skip
party = spans(PartyName, st.sampled_from(get_args(Party)), st.none() | text, many(text))
step = spans(Step, words, words, source_id, text)
coverage = st.builds(
    Coverage, st.integers(0, 99), many(clause), many(st.builds(PackInfo, text, text, st.integers(0, 9))),
    many(st.builds(NotChecked, words, bilingual)),
)  # fmt: skip
undetermined = st.builds(Undetermined, text, text, bilingual, many(clause), many(evidence), st.booleans())
resemblance = st.builds(Resemblance, clause, text, place, place, words, words, bilingual, text)
reports = st.builds(
    Report, sources, many(party), coverage, many(finding), many(undetermined), many(remedy), many(step), many(finding),
    many(st.builds(AuthorityCite, words, bilingual)), resembling=many(resemblance),
)  # fmt: skip
