"""The rule language as JSON Schema: elements, qualifiers, events, figures."""

from __future__ import annotations

from typing import Any

from clausecheck.happenings import EVENTS
from clausecheck.lexicon import AMOUNT, Lexicon
from clausecheck.mentions import PARTIES
from clausecheck.rulefiles.figures import LENGTH, SHARE, SUM

Schema = dict[str, Any]

NAME = {"type": "string", "pattern": "^(?!burden$)[a-z][a-z0-9_]*$", "description":
        "A name: lowercase letters, digits, _."}
FLAG = {"type": "boolean"}
_WITHIN = r"^(?:\$[a-z][a-z0-9_]*|.+?) after [A-Z][A-Z0-9_]*$"
_QUALIFIERS: dict[str, str] = {
    "by": "Who does it: buyer, seller, maker, payee, platform …",
    "negated": "true: it is denied. any: said or denied. Left out: it is said.",
    "late": "Not done in time (未按期支付的, fails to pay in time), whether as a condition or not.",
    "may": "A right or option, no duty.",
    "if": "What it follows on: in whose default, on what condition.",
    "deadline": "By when it is to be done.",
    "duration": "How long a right lasts; of PERIOD: any length of time that is named.",
    "amount": "How much: a sum, or a share of another concept's sum.",
    "as": "Names this mention, for same: and for $captures in texts.",
    "same": "The very mention that an earlier element named.",
    "burden": "The finding stands where this mention stands (else where the first element does).",
}
OPERATORS: dict[str, str] = {
    "any": "One of them is met.",
    "all": "Each of them is met.",
    "sentence": "Each of them is met, and all in one sentence up to its full stop.",
    "near": "Each of them is met in one sentence, none further than some fifteen words from the first.",
    "none": "Silence: none of them is met anywhere in scope. Another thing than a denial (negated: true).",
    "before": "The contract makes the first happen before the second, through however many clauses.",
    "promised": "It holds in what the seller said in public.",
    "agreed": "It holds in the side agreement.",
    "happened": "It holds of the dated events.",
    "anywhere": "In unless: look beyond the finding's neighbourhood.",
}


def ref(name: str) -> Schema:
    """A reference to a definition."""
    return {"$ref": f"#/definitions/{name}"}


def listed(item: Schema, **more: Any) -> Schema:
    """A list of at least one item."""
    return {"type": "array", "items": item, "minItems": 1, **more}


def table(properties: dict[str, Any], **more: Any) -> Schema:
    """A mapping with these keys and no others."""
    return {"type": "object", "properties": properties, "additionalProperties": False, **more}


def definitions(lexicon: Lexicon) -> dict[str, Schema]:
    """Everything that an element is made of, with the concepts by their ids."""
    concepts = sorted(lexicon.concepts)
    events = {name: ref("event") for name in EVENTS}
    several = {op: listed(ref("element")) for op in ("any", "all", "sentence", "near", "none")}
    sourced = {op: ref("element") for op in ("promised", "agreed", "anywhere")}
    operators = {**several, "before": {"anyOf": [_pair("orderable"), _pair("happening")]}, **sourced,
                 "happened": ref("happened")}
    described = {op: {**schema, "description": OPERATORS[op]} if "$ref" not in schema
                 else {"allOf": [schema], "description": OPERATORS[op]} for op, schema in operators.items()}
    happening_operators = {**{op: listed(ref("happened")) for op in ("any", "all", "sentence", "none")},
                           "before": _pair("happening")}
    mentions = {name: ref("qualifiers") for name in concepts}
    return {
        "concept": {"enum": concepts, "description":
                    "A concept: what a contract may speak of. `clausecheck lexicon NAME` "
                    "shows its words."},
        "element": {"description": "An element: met, not met or unknown.", "examples": ["PAY_BALANCE",
                                                                                        {"none": ["REFUND"]}],
                    "anyOf": [ref("concept"), _one({**mentions, **described})]},
        "orderable": {"description": "What can be ordered in time: a concept, or any: of concepts.",
                      "anyOf": [ref("concept"), _one({**mentions, "any": listed(ref("orderable"))})]},
        "happened": {"description": "An element on dated events.",
                     "anyOf": [ref("happening"), _one(happening_operators)]},
        "happening": {"description": "A dated event.", "anyOf": [{"enum": list(EVENTS)}, _one(events)]},
        "event": table({"by": _party(), "as": NAME,
                        "within": {"type": "string", "pattern": _WITHIN, "description":
                                   "No later than so long after another event.",
                                   "examples": ["15 days after DEPOSIT_PAID", "$reserved after DEFERRAL_AGREED"]}}),
        "qualifiers": table(_qualifiers()),
        "days": {"type": "string", "pattern": f"^{LENGTH.pattern}$", "examples": ["15 days", "2 hours", "1 month"]},
        "figure": {"anyOf": [{"type": "string", "pattern": f"^(?:{SHARE.pattern}|{SUM.pattern})$"},
                             {"type": "integer", "minimum": 0}],
                   "examples": ["20% of PRICE", "20%", "5000 CNY", "200% of $theirs"]},
        "bilingual": table({"zh": _words("In Chinese."), "en": _words("In English.")}, required=["zh", "en"],
                           examples=[{"zh": "…", "en": "…"}]),
    }


def _one(properties: dict[str, Any]) -> Schema:
    """A mapping with exactly one of these keys."""
    return table(properties, minProperties=1, maxProperties=1)


def _pair(name: str) -> Schema:
    return {"type": "array", "items": ref(name), "minItems": 2, "maxItems": 2}


def _party() -> Schema:
    return {"enum": list(PARTIES), "description": _QUALIFIERS["by"]}


def _words(description: str) -> Schema:
    return {"type": "string", "pattern": r"\S", "description": description}


def _qualifiers() -> dict[str, Any]:
    sides = {"over": ref("days"), "under": ref("days"), "as": NAME}
    amount = table({"over": ref("figure"), "under": ref("figure"), "total": {**FLAG, "description":
                                                                             "Instalments added up."},
                    "as": NAME}, minProperties=1)
    amount["if"] = {"properties": {"total": {"const": True}}, "required": ["total"]}
    amount["then"] = {"anyOf": [{"required": ["over"]}, {"required": ["under"]}]}
    made: dict[str, Schema] = {
        "by": _party(), "negated": {"enum": [True, False,
                                             "any"]}, "late": FLAG, "may": FLAG, "if": {"allOf": [ref("element")]},
        "deadline": table(sides, minProperties=1), "duration": table(sides, minProperties=1), "amount": amount,
        "as": NAME, "same": NAME, "burden": FLAG,
    }
    return {key: {**schema, "description": _QUALIFIERS[key]} for key, schema in made.items()}


def known_concepts(lexicon: Lexicon) -> list[str]:
    """The concepts that others may be made of."""
    return sorted({*lexicon.concepts, AMOUNT})
