"""Packs written into a folder for tests, with the law that ships and a few concepts of their own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from clausecheck.authorities import Law, load
from clausecheck.lexicon import Concept, Lexicon
from clausecheck.lexicon.concepts import Forms
from clausecheck.places import rules_root
from clausecheck.strictyaml import LocatedList

PACK = "name: demo\nversion: 1.2.0\njurisdiction: CN\nlanguages: [zh, en]\n"
RULE = """\
title: {zh: 先付款后看货, en: Balance before inspection}
doctrine: payment-before-inspection
scope: document
when:
  - before: [{PAY_BALANCE: {as: pay}}, {INSPECT: {by: buyer}}]
unless:
  - ESCROW
levels:
  - severity: high
    effect: void
    when:
      - PAY_BALANCE: {same: pay, deadline: {under: 15 days, as: window}}
    message: {zh: 须在$window内付清, en: due within $window}
  - severity: low
    effect: none-claimed
message: {zh: 先付尾款, en: The balance comes first}
why: {zh: 因为, en: since}
advice: {zh: 问, en: ask}
suggest: {zh: 买方验货后付清尾款。, en: The Buyer pays the balance after the Buyer inspects.}
ask: {zh: 先付款还是先看货？, en: Which comes first?}
examples:
  violates:
    zh: [买方付清尾款后方可验货。, 买方应先付清尾款，再验货。]
    en: [The Buyer may inspect only after paying the balance., The Buyer shall pay the balance before inspecting.]
  complies:
    zh: [验货后付清尾款。, 本合同一式两份。, {text: 买方付清尾款。, near_miss: true}]
    en: [The Buyer pays the balance after inspecting., Two copies., {text: The Buyer pays the balance., near_miss: true}]
"""
FORMS = {
    "PAY": ("event", "buyer", ["付清"], ["pay*"]),
    "BALANCE": ("thing", None, ["尾款"], ["balance"]),
    "INSPECT": ("event", "buyer", ["验货"], ["inspect*"]),
    "ESCROW": ("event", "seller", ["监管账户"], ["escrow"]),
    "KEEP": ("event", "seller", ["不退"], ["keep*"]),
}


@lru_cache
def lexicon() -> Lexicon:
    plain = [Concept(name, kind, actor, (), Forms(name, {"zh": words(zh), "en": words(en)}), "lexicon.yaml", 1)  # type: ignore[arg-type]
             for name, (kind, actor, zh, en) in FORMS.items()]
    return Lexicon([*plain, Concept("PAY_BALANCE", "event", "buyer", (("PAY", "BALANCE"),), file="lexicon.yaml", line=1)])


def words(forms: Sequence[str]) -> LocatedList:
    """Forms as if they stood on the first line of a lexicon file."""
    found = LocatedList("lexicon.yaml", 1)
    found += forms
    found.lines += [1] * len(forms)
    return found


@lru_cache
def law() -> Law:
    return load(rules_root())


def write(folder: Path, rules: dict[str, str] | None = None, pack: str = PACK) -> Path:
    """A pack's folder with its rule files."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_text(pack, encoding="utf-8")
    for name, text in ({"first": RULE} if rules is None else rules).items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder
