"""pack.yaml, lexicon.yaml, case.yaml and happened.yaml as JSON Schema."""

from __future__ import annotations

from typing import Any

from clausecheck.findings import RANK
from clausecheck.happenings import EVENTS, KEYS
from clausecheck.lexicon import KINDS, Lexicon
from clausecheck.mentions import PARTIES
from clausecheck.rules import LANGUAGES
from clausecheck.schema.elements import known_concepts, listed, ref, table

Schema = dict[str, Any]

_KINDS = {
    "event": "somebody does it", "thing": "a thing or a sum", "party": "somebody",
    "state": "a whole phrase with its own “not”",
    "circumstance": "said whatever is denied around it", "mask": "hides what lies inside its words",
}


def pack_file(rules: tuple[str, ...]) -> Schema:
    """A pack.yaml. `rules`: the names that its overrides complete."""
    severity = {"enum": [*RANK, "off"]}
    override = {"anyOf": [severity, table({
        "severity": {"enum": list(RANK)}, "unless": listed(ref("element"), description="More defences."),
        **{key: ref("bilingual") for key in ("message", "why", "advice", "suggest", "ask")}})]}
    need = {"type": "string", "pattern": r"^[a-z][a-z0-9-]* *>= *\d+(?:\.\d+)*$", "examples": ["clausecheck>=0.1"]}
    name = {"type": "string", "pattern": "^[a-z][a-z0-9-]*$"}
    return table({
        "name": {**name, "description": "Lowercase letters, digits and -; the folder's name if left out."},
        "version": {"type": ["string", "integer"], "examples": ["1.0.0"]},
        "jurisdiction": {"type": ["string", "integer"], "examples": ["CN"]},
        "languages": listed({"enum": list(LANGUAGES)}, description="Every rule has examples in each of them."),
        "needs": {"anyOf": [need, {"type": "array", "items": need}], "description":
                  "The oldest versions that can read it."},
        "extends": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
                    "description": "Packs whose rules it takes over."},
        "softened_by": {"type": "string", "pattern": "^[A-Z][A-Z0-9_]*$", "description":
                        "A concept: what the rules find in a clause that also says this is at most medium."},
        "rules": {"type": "object", "properties": dict.fromkeys(rules, override), "additionalProperties": override,
                  "description": "Single rules changed: a severity, off, or what is to be different.",
                  "examples": [{"no-refund": "medium"}]},
    }, description="A pack: a folder of rules.")


def lexicon_file(lexicon: Lexicon) -> Schema:
    """A lexicon.yaml: concepts with their forms."""
    part = {"enum": known_concepts(lexicon)}
    form = {"type": "string", "pattern": r"[^\s…*]"}
    forms = {"type": "array", "items": form, "uniqueItems": True,
             "description": "`*` at the end of a word: any ending. `…`: a gap inside the sentence."}
    concept = table({
        "kind": {"enum": list(KINDS), "description": "; ".join(f"{k}: {w}" for k, w in _KINDS.items())},
        "actor": {"enum": list(PARTIES), "description": "Who does it where the text does not say."},
        "joins": {"anyOf": [{"type": "array", "items": part}, {"type": "array", "items": {"type": "array",
                                                                                          "items": part}}],
                  "description": "Made of others in one breath, in either order."},
        "in_order": {"type": "boolean", "description": "Of what `joins` names each stands within a few words behind "
                                                       "the one before."},
        **dict.fromkeys(LANGUAGES, forms),
    }, examples=[{"kind": "thing", "zh": ["尾款"], "en": ["balance"]}])
    return {"type": "object", "propertyNames": {"pattern": "^[A-Z][A-Z0-9_]*$"}, "additionalProperties": concept,
            "description": "Words: concepts in UPPERCASE with their forms in each language."}


def case_file() -> Schema:
    """A case.yaml: the agreement and what stands beside it, as files."""
    files = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
    one = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 1}]}
    events = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "maxItems": 1}]}
    return table({
        "contract": {**one, "description": "The agreement.", "examples": ["contract.txt"]},
        "promised": {**files, "description": "What the seller said in public."},
        "agreed": {**files, "description": "Side agreements."},
        "happened": {**events, "description": "Dated events (YAML)."},
    }, required=["contract"], description="A case: files relative to this one.")


def happened_file() -> Schema:
    """A happened.yaml: a list of dated events."""
    text = {"type": ["string", "integer"]}
    more = {key: {**text, "description": words.en} for key, words in KEYS.items()}
    return {"type": "array", "items": table({
        **more,
        "event": {"enum": list(EVENTS), "description": "; ".join(f"{k}: {w.en}" for k, w in EVENTS.items())},
        "on": {"type": ["string", "null"], "pattern": r"^\d{4}-\d{2}-\d{2}$", "description":
               "Its day; left out where unknown."},
        "amount": {**text, "pattern": r"^(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?:\.\d{1,2})?$", "minimum": 0},
        "days": {**text, "pattern": r"^[1-9]\d{0,4}$", "minimum": 1, "maximum": 99999},
    }, required=["event"])}
