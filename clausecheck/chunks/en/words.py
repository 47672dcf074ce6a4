"""English word classes: read once from `cues.en.yaml`, with the inflections that the file leaves out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from clausecheck.chunks import Relation
from clausecheck.chunks.cues import cues
from clausecheck.chunks.cues import words as listed

NUMBER = (
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|sixty|ninety"
    r"|\d+|[a-z]+teen|[a-z]+ty)"
)
LENGTH = (
    NUMBER + r"(?: ?\(\d+\))?(?: (?:full|clear|whole|working|business|calendar|natural|consecutive|banking))*"
    r"[ -](?:days?|weeks?|months?|hours?|minutes?|years?)(?: at (?:the )?(?:latest|least|most|earliest))?"
)
NTH = (
    r"(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|fifteenth|next|last|very)"
)


# base: past, participle — only where the rule -ed fails
IRREGULAR = {
    "pay": "paid", "make": "made", "give": "gave given", "hold": "held", "take": "took taken", "see": "saw seen",
    "let": "let", "put": "put", "withhold": "withheld", "forbid": "forbade forbidden", "keep": "kept", "send": "sent",
    "set": "set", "begin": "began begun", "become": "became become", "fall": "fell fallen", "come": "came come",
    "go": "went gone", "get": "got gotten", "do": "done", "know": "knew known", "say": "said", "tell": "told",
    "mean": "meant", "show": "showed shown", "run": "ran run", "find": "found", "leave": "left", "bring": "brought",
    "buy": "bought", "sell": "sold", "build": "built", "lose": "lost", "draw": "drew drawn", "drive": "drove driven",
    "choose": "chose chosen", "bear": "bore borne", "stand": "stood", "meet": "met", "write": "wrote written",
    "arise": "arose arisen", "undertake": "undertook undertaken", "undergo": "underwent undergone", "lay": "laid",
    "wear": "wore worn", "bind": "bound", "seek": "sought", "cease": "ceased", "forgo": "forwent forgone",
    "remit": "remitted", "permit": "permitted", "admit": "admitted", "refer": "referred", "defer": "deferred",
    "transfer": "transferred", "submit": "submitted", "omit": "omitted", "commit": "committed", "bar": "barred",
    "stop": "stopped", "occur": "occurred", "ban": "banned", "fit": "fitted", "ship": "shipped", "read": "read",
    "cost": "cost", "cut": "cut", "shut": "shut", "wait": "waited", "understand": "understood", "overtake": "overtaken",
    "oversee": "oversaw overseen", "foresee": "foreseen", "repay": "repaid", "retake": "retaken", "spend": "spent",
    "throw": "thrown", "break": "broke broken", "speak": "spoke spoken", "rise": "rose risen", "feel": "felt",
    "try": "tried", "like": "liked", "lie": "lay lain", "lend": "lent", "sign": "signed", "hand": "handed",
    "clear": "cleared", "debar": "debarred", "prefer": "preferred", "credit": "credited", "hear": "heard",
    "drop": "dropped", "plan": "planned", "step": "stepped", "tap": "tapped", "bid": "bid", "split": "split",
    "quit": "quit", "win": "won",
}  # fmt: skip


_PATTERNS = ("pseudo", "then", "first", "prior", "ordered", "unordered", "undone", "owing", "doubtful",
             "releases")


@dataclass(frozen=True, slots=True)
class Opener:
    """A cue that opens a subordinate part: the relation, how its status is told, and what must follow it."""

    pattern: re.Pattern[str]
    relation: Relation
    status: str  # done | pending | same | polarity | when | while | unmet | none | otherwise
    takes: str  # any | clause | noun
    sure: str = ""  # letters that every match begins with


@dataclass(frozen=True, slots=True)
class Frame:
    """Two events and the words between them. `first`: the side that comes first; `denied`: reversed | nothing."""

    pattern: re.Pattern[str]
    first: str
    denied: str


@dataclass(frozen=True, slots=True)
class Words:
    """Everything closed that the chunker knows."""

    openers: tuple[Opener, ...]
    frames: tuple[Frame, ...]
    must: re.Pattern[str]
    may: re.Pattern[str]
    pseudo: re.Pattern[str]
    then: re.Pattern[str]
    first: re.Pattern[str]
    prior: re.Pattern[str]
    ordered: re.Pattern[str]
    unordered: re.Pattern[str]
    undone: re.Pattern[str]
    owing: re.Pattern[str]
    doubtful: re.Pattern[str]
    releases: re.Pattern[str]
    refusing_states: re.Pattern[str]
    negators: frozenset[str]
    refuse: frozenset[str]
    refusing_nouns: frozenset[str]
    allow: frozenset[str]
    states: frozenset[str]
    phrasal: Mapping[str, frozenset[str]]
    persons: frozenset[str]
    pronouns: frozenset[str]
    verbs: Mapping[str, tuple[str, str]]  # inflected form → (base, "base" | "s" | "ed" | "ing")


@cache
def group(name: str) -> frozenset[str]:
    """The words of one class of `cues.en.yaml`."""
    return frozenset(listed("en", name))


@cache
def words() -> Words:
    """The word classes of `cues.en.yaml`, compiled. Read at first use."""
    data: Mapping[str, Any] = cues("en")
    bases = [w for key in ("verbs", "refuse", "allow") for w in data[key] if " " not in w]
    return Words(
        openers=tuple(
            Opener(_any([cue]), o["relation"], o["status"], o["takes"], _beginning(cue))
            for o in data["openers"]
            for cue in o["cue"]
        ),
        frames=tuple(Frame(_any([cue]), f["first"], f["denied"]) for f in data["frames"] for cue in f["cue"]),
        must=_any(data["modals"]["must"]),
        may=_any(data["modals"]["may"]),
        refuse=frozenset(w for w in data["refuse"]),
        allow=frozenset(data["allow"]),
        negators=frozenset(data["negators"]),
        states=frozenset(data["states"]),
        phrasal={verb: frozenset(particles) for verb, particles in data["phrasal"].items()},
        refusing_nouns=frozenset(data["refusing_nouns"]),
        persons=frozenset([*data["persons"], *(p + "s" for p in data["persons"]), "parties", "companies"]),
        pronouns=frozenset(data["pronouns"]),
        verbs=_inflect(bases),
        **{name: _any(data[name]) for name in _PATTERNS},
        refusing_states=_any(data["refusing_states"]),
    )


def _beginning(cue: str) -> str:
    """The plain letters with which a pattern begins, so that a look for them can spare one for the pattern."""
    plain = re.match(r"[a-z ]*", cue)
    if plain is None or "|" in re.sub(r"\([^()]*\)", "", re.sub(r"\([^()]*\)", "", cue)):
        return ""
    optional = cue[plain.end() : plain.end() + 1] in ("?", "*", "{") and not cue.startswith("{N", plain.end())
    return plain.group()[:-1] if optional else plain.group()


def _any(patterns: list[str]) -> re.Pattern[str]:
    longest = sorted(patterns, key=len, reverse=True)
    body = "|".join(p.replace("{N}", LENGTH).replace("{NTH}", NTH) for p in longest)
    return re.compile(rf"(?<![\w-])(?:{body})(?![\w-])")


def _inflect(bases: list[str]) -> dict[str, tuple[str, str]]:
    """Every inflected form of the bases. A base wins over another verb's inflection ("found", "left")."""
    forms: dict[str, tuple[str, str]] = {}
    for base in dict.fromkeys([*bases, *IRREGULAR]):
        for form, kind in [(base, "base"), (_s(base), "s"), (_ing(base), "ing"), *((p, "ed") for p in _past(base))]:
            forms.setdefault(form, (base, kind))
    return forms


def _s(base: str) -> str:
    if re.search(r"(?:s|x|z|ch|sh|o)$", base):
        return base + "es"
    return re.sub(r"(?<=[^aeiou])y$", "ie", base) + "s"


def _ing(base: str) -> str:
    past = IRREGULAR.get(base, "")
    if past.endswith(base[-1] * 2 + "ed") or base in (
        "set",
        "put",
        "let",
        "get",
        "run",
        "begin",
        "cut",
        "shut",
        "forbid",
    ):
        return base + base[-1] + "ing"
    if base.endswith("ie"):
        return base[:-2] + "ying"
    return re.sub(r"(?<=[^eoy])e$", "", base) + "ing"


def _past(base: str) -> list[str]:
    if base in IRREGULAR:
        return IRREGULAR[base].split()
    stem = re.sub(r"(?<=[^aeiou])y$", "i", base)
    return [stem + ("d" if base.endswith("e") else "ed")]
