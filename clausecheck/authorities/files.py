"""An entry of a law file → what it says of the law, with every key checked. `entries` finds the entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from clausecheck import strictyaml
from clausecheck.authorities.provisions import Authority, CaseRef, DecidedCase, Doctrine, Instrument, LeadingCase, Ref
from clausecheck.errors import PackError
from clausecheck.findings import Reasoning
from clausecheck.strictyaml import Located
from clausecheck.text import Bilingual

# Of each law file: the keys that an entry must have, and those that it may have.
FIELDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "instruments": (("id", "short_zh", "short_en", "title_zh", "title_en", "number", "jurisdiction", "level",
                     "effective_date", "status"), ("status_note", "consumer_only", "older_cases")),
    "authorities": (("id", "instrument", "article", "effect", "summary_zh", "summary_en", "doctrines", "confidence"),
                    ("note",)),
    "doctrines": (("id", "category", "tier", "severity", "effect", "ground", "sectors", "decidable", "title_zh",
                   "title_en",
                   "description", "trigger", "exception", "authorities", "cases", "phrases_zh", "phrases_en"),
                  ("ask_zh", "ask_en", "exception_zh")),
    "cases": (("id", "kind", "court_zh", "court_en", "date", "status", "status_note_zh", "status_note_en", "side",
               "holding_zh", "holding_en", "sources", "confidence", "doctrines"),
              ("case_no", "parties", "instance", "line_zh", "line_en")),
}
LISTS = ("doctrines", "sources", "phrases_zh", "phrases_en", "sectors", "authorities", "cases")
FLAGS = ("consumer_only", "older_cases")  # every other key holds a text
# The words that some of them hold.
VALUES: dict[str, dict[str, tuple[str, ...]]] = {
    "instruments": {
        "level": ("statute", "administrative-regulation", "judicial-interpretation", "departmental-rule",
                  "local-regulation",
                  "normative-document", "guideline", "draft"),
        "status": ("in-force", "in-force-amended", "issued", "not-yet-effective", "unverified", "repealed"),
    },
    "authorities": {
        "effect": ("principle", "definition", "duty", "right", "void", "no-effect", "replaced", "not-incorporated",
                   "excess-ineffective", "election", "voidable", "adjustable", "interpretation", "remedy", "liability",
                   "procedure", "administrative", "guidance", "repealed"),
        "confidence": ("high", "medium", "low"),
    },
    "doctrines": {
        "tier": ("A", "B", "C"), "severity": ("high", "medium", "low"),
        "decidable": ("text", "combination", "facts", "layout"),
        "ground": ("invalid-standard-term", "good-faith", "breach-of-agreement", "deposit-rule", "not-incorporated",
                   "remedies",
                   "parties", "advertising", "data", "administrative"),
        "effect": ("void", "not-incorporated", "excess-ineffective", "replaced", "adjustable", "election", "overridden",
                   "against-drafter", "no-effect", "voidable", "breach", "duty", "liability", "administrative",
                   "none-claimed"),
    },
    "cases": {
        "status": ("first-instance", "second-instance", "final", "pending", "regulator", "consumer-body",
                   "guiding-case",
                   "typical-case", "unverified"),
        "side": ("buyer-won", "seller-won", "mixed", "pending", "n/a"),
    },
}


def _of_its_kind(e: Located, key: str) -> None:
    """Raises PackError where a list, a flag or a text is wanted and something else stands."""
    kind, what = (list, "a list") if key in LISTS else (bool, "true or false") if key in FLAGS else (str, "a text")
    value = str(e[key]) if kind is str and type(e[key]) is int else e[key]
    rows = value if isinstance(value, list) and key != "cases" else []
    if not isinstance(value, kind) or not all(isinstance(row, str) for row in rows):
        raise PackError(f"{key}: must be {what}" + (" of texts" if rows else ""), file=e.file, line=e.line(key))


def _checked(e: Located, kind: str) -> None:
    """Raises PackError for a key that is unknown, a value of the wrong kind or none of those known; KeyError for a key
    that is missing."""
    required, optional = FIELDS[kind]
    what = f"an entry of {kind}.yaml"
    strictyaml.only(e, (*required, *optional), what)
    for key in required:
        if key not in e:
            raise KeyError(key)  # whoever asked for the entry knows its name and line
    for key in e:
        _of_its_kind(e, key)
        other = f"{key[:-3]}_en" if key.endswith("_zh") else f"{key[:-3]}_zh" if key.endswith("_en") else key
        if other not in e and key[:-3] not in e:  # `exception:` is English by itself
            raise PackError(f"{what} has `{key}:` and no `{other}:`", file=e.file, line=e.line(key),
                            check="missing-language")
    for key, words in VALUES[kind].items():
        if e[key] not in words:
            sentence = f"{key}: {e[key]!r} is none of {', '.join(words)}{strictyaml.hint(str(e[key]), words)}"
            raise PackError(sentence, file=e.file, line=e.line(key))


def instrument(e: Located) -> Instrument:
    """An entry of instruments.yaml."""
    _checked(e, "instruments")
    return Instrument(
        e["id"], _both(e, "short"), _both(e, "title"), e["number"], e["jurisdiction"], e["level"], e["effective_date"],
        e["status"], e.get("status_note", ""), e.get("consumer_only", False), e.get("older_cases", False),
    )  # fmt: skip


def authority(e: Located, instruments: Mapping[str, Instrument]) -> Authority:
    """An entry of authorities.yaml. Raises PackError where its instrument is unknown."""
    name = e["instrument"]
    if name not in instruments:
        sentence = f"unknown instrument {name!r}{strictyaml.hint(str(name), instruments)}"
        raise PackError(sentence, file=e.file, line=e.line("instrument"), check="unknown-authority")
    _checked(e, "authorities")
    return Authority(
        e["id"], instruments[name], str(e["article"]), e["effect"], _both(e, "summary"), e.get("note", ""),
        tuple(e["doctrines"]), e["confidence"],
    )  # fmt: skip


def doctrine(e: Located) -> Doctrine:
    """An entry of doctrines.yaml."""
    _checked(e, "doctrines")
    ask = _both(e, "ask") if "ask_zh" in e else None
    return Doctrine(
        e["id"], e["category"], e["tier"], e["severity"], e["effect"], e["ground"], tuple(e["sectors"]), e["decidable"],
        _both(e, "title"), ask, e["description"], e["trigger"],
        Bilingual(e.get("exception_zh", e["exception"]), e["exception"]),
        tuple(Ref(*_words(e, "authorities", line, 3)) for line in e["authorities"]), tuple(_cases(e)),
        tuple(e["phrases_zh"]), tuple(e["phrases_en"]),
    )  # fmt: skip


def decided_case(e: Located) -> DecidedCase:
    """An entry of cases.yaml; its line is the holding where no shorter one is given."""
    _checked(e, "cases")
    holding = _both(e, "holding")
    return DecidedCase(
        e["id"], e["kind"], _both(e, "court"), str(e["date"] or ""), e.get("case_no", ""), e.get("parties", ""),
        e["status"], _both(e, "status_note"), e["side"], _both(e, "line") if "line_zh" in e else holding, holding,
        tuple(e["sources"]), e["confidence"], tuple(e["doctrines"]),
    )  # fmt: skip


def leading_case(file: Path) -> LeadingCase:
    """The leading case from its own file."""
    top = strictyaml.read(file)
    known = _both(top, "known")
    return LeadingCase(
        top["case"],
        known,
        tuple(Bilingual(fact["zh"], fact["en"]) for fact in top["facts"]),
        tuple(Bilingual(gap["zh"], gap["en"]) for gap in top["unknown"]),
        {name: str(value) for name, value in top["figures"].items()},
        tuple((g["id"], _both(g, "needs")) for g in top["grounds"]),
        tuple((_step(top["case"], s, known), tuple(s["doctrines"])) for s in top["steps"]),
    )


def _step(case: str, entry: Mapping[str, Any], known: Bilingual) -> Reasoning:
    said, relief = _both(entry, "finding"), _both(entry, "relief")
    return Reasoning(case, entry["step"], entry["ground"], said, relief, tuple(entry["authorities"]), known)


def _both(entry: Mapping[str, Any], name: str) -> Bilingual:
    return Bilingual(entry[f"{name}_zh"], entry[f"{name}_en"])


_NOTED = ("id", "role", "note", "note_zh")


def _cases(entry: Located) -> Iterator[CaseRef]:
    """`- id role`, or a mapping with a note in both languages."""
    for line in entry["cases"]:
        if isinstance(line, Located):
            strictyaml.only(line, _NOTED, "a case of a doctrine")
            for key in _NOTED:
                if not isinstance(line.get(key), str):
                    raise PackError(f"a case of a doctrine needs `{key}:`", file=line.file, line=line.at,
                                    check="missing-key")
            yield CaseRef(line["id"], line["role"], Bilingual(line["note_zh"], line["note"]))
        else:
            name, role = _words(entry, "cases", line, 2)
            yield CaseRef(name, role)


def _words(entry: Located, key: str, line: object, count: int) -> list[str]:
    """The words of one line of a list. Raises PackError unless there are `count` of them."""
    words = line.split() if isinstance(line, str) else []
    if len(words) != count:
        raise PackError(f"{key}: {line!r} is not {count} words", file=entry.file, line=entry.line(key))
    return words
