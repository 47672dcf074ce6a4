"""A rule file as JSON Schema."""

from __future__ import annotations

from typing import Any

from clausecheck.authorities import EFFECTS as EFFECT_WORDS
from clausecheck.authorities import Law
from clausecheck.findings import RANK, SECTORS
from clausecheck.rulefiles.claiming import LINKS, ROLES
from clausecheck.rulefiles.examples import COMPLIES, VIOLATES
from clausecheck.rules import EFFECTS, LANGUAGES, STATUSES
from clausecheck.schema.elements import FLAG, listed, ref, table

Schema = dict[str, Any]

TEXTS = {
    "title": "What the rule finds, in a few words.",
    "message": "What the clause does to the buyer, in one sentence. $names are filled in.",
    "why": "What may follow in law: “may be held void”, never “is void”.",
    "advice": "What to do now.",
    "suggest": "The wording to ask for instead. It is proven: in the place of the clause it clears the finding.",
    "ask": "The question that settles it where the contract leaves it open.",
}


def rule_file(law: Law, languages: tuple[str, ...]) -> Schema:
    """The schema of a rule of a pack in these languages."""
    severity = {"enum": list(RANK), "description": "How urgent for the reader; at most the doctrine's."}
    effect = {"enum": list(EFFECTS), "description": "The legal consequence that is claimed: "
              + "; ".join(f"{k} ({EFFECT_WORDS[k].en})" for k in EFFECTS)}
    texts = {key: {"allOf": [ref("bilingual")], "description": words} for key, words in TEXTS.items()}
    level = table({"severity": severity, "effect": effect, "message": texts["message"], "ask": texts["ask"],
                   "when": listed(ref("element"), description="When this level speaks; the last level has none.")},
                  required=["severity", "effect"])
    properties = {
        **texts,
        "doctrine": {"enum": list(law.doctrines), "description":
                     "The family of reasons: ground, ceiling of severity, authorities."},
        "authorities": {"type": "array", "items": _authority(law), "description":
                        "Where the doctrine's own do not fit."},
        "sectors": _one_or_more({"enum": list(SECTORS)}, "For which kinds of contract."),
        "status": {"enum": list(STATUSES), "default": "stable", "description":
                   "experimental rules run only when asked for."},
        "was": _one_or_more({"type": "string"}, "Former names of the rule."),
        "scope": {"enum": ["clause", "document"], "default": "clause", "description":
                  "All elements in one clause, or anywhere in "
                  "the contract."},
        "within": {"enum": ["clause", "sentence"], "description": "How near to one another the elements stand."},
        "when": listed(ref("element"), description="The elements: all must be met."),
        "unless": listed(ref("element"), description="The defences: any one of them defeats the rule."),
        "severity": severity, "effect": effect,
        "levels": listed(level,
                         description="The gravest first; the first whose when is met speaks, the last has none."),
        "examples": _examples(languages),
    }
    graded = {"required": ["severity", "effect", "message"], "not": {"required": ["levels"]}}
    levels = {"required": ["levels"], "allOf": [{"not": {"required": ["severity"]}}, {"not": {"required": ["effect"]}}],
              "anyOf": [{"required": ["message"]}, {"properties": {"levels": {"items": {"required": ["message"]}}}}]}
    return table(properties, required=["title", "doctrine", "when", "why", "advice", "examples"], oneOf=[graded,
                                                                                                         levels],
                 description="A rule: elements that must all be met, defences any of which defeats it.")


def _authority(law: Law) -> Schema:
    return table({"id": {"enum": list(law.authorities)}, "role": {"enum": list(ROLES)},
                  "link": {"enum": list(LINKS), "description":
                           "stated: the authority says this of such terms; mapped: our inference."}},
                 required=["id", "role", "link"])


def _one_or_more(item: Schema, description: str) -> Schema:
    return {"anyOf": [item, {"type": "array", "items": item}], "description": description}


def _examples(languages: tuple[str, ...]) -> Schema:
    texts = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
    full = table({
        "text": {"type": "string", "description": "The contract, or a clause of it."},
        "lang": {"enum": list(LANGUAGES)}, "promised": texts, "agreed": texts,
        "happened": {"type": ["array", "string", "null"], "description": "Dated events, as in a happened.yaml."},
        "level": {"enum": [*RANK, None], "description": "The severity that must be found."},
        "captures": {"type": "object", "description": "What each $name must hold."},
        "near_miss": {**FLAG, "description": "The fair clause that looks most like the unfair one."},
        "clause": {"description": "The number of the clause where the burden stands, or words of it."},
    }, required=["text"])
    either = {"anyOf": [{"type": "string"}, full]}

    def kind(least: int, **more: Any) -> Schema:
        rows = {"type": "array", "items": either}
        return table({lang: {**rows, **({"minItems": least, **more}
                                        if lang in languages else {})} for lang in LANGUAGES},
                     required=list(languages))

    near = {"contains": {"type": "object", "properties": {"near_miss": {"const": True}}, "required": ["near_miss"]}}
    return table({"violates": {**kind(VIOLATES), "description": f"At least {VIOLATES} in each language."},
                  "complies": {**kind(COMPLIES, **near), "description":
                               f"At least {COMPLIES} in each language, one a near miss."}},
                 required=["violates", "complies"],
                 description="Texts that are tests: what it finds, and what it must not.")
