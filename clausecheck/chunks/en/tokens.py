"""English tokens with a rough word class.

Classes: M finite auxiliary or modal · B be/been/being/have/having · V verb (form base, s, ed, ing) · G negator ·
T infinitive "to" · D determiner · P pronoun · I preposition · C coordinator · R relative · A adverb · N anything else ·
`,` `;` `:` `.` `(` `)` punctuation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clausecheck.chunks.en.words import Words, group
from clausecheck.patterns import later

_WORD = later(
    r"[^\W\d_]+(?=n't\b)|n't\b|\d[\d,.]*\d%?|\d+%?|[^\W\d_](?:[\w-]*\w)?(?:'(?!s\b|t\b|d\b|ll\b|re\b|ve\b)\w+)?|n?'\w+|'|->|=>|[^\s\w]"
)
_BE = frozenset(["be", "been", "being", "having"])
_BE_FORMS = frozenset(["is", "are", "was", "were", "am", "be", "been", "being"])
_HAVE_FORMS = frozenset(["has", "have", "had"])
_COORDINATORS = frozenset(["and", "or", "but", "nor", "yet", "&", "and/or"])
_OBJECT_PRONOUNS = frozenset(["them", "him", "us", "me", "itself", "themselves"])
_SIGNS = {"?": ".", "-": ","}  # read like these
_DEMONSTRATIVES = frozenset(["this", "that", "such", "both", "neither", "one"])
_BARE_INFINITIVE = frozenset(["let", "help", "make", "see", "have"])
_CONTRACTED = {
    "ca": "can", "wo": "will", "sha": "shall", "'ll": "will", "'ve": "have", "'re": "are", "'m": "am", "'d": "would",
}  # fmt: skip
Class = tuple[str, str, str]  # tag, base, form


@dataclass(frozen=True, slots=True)
class Token:
    """One word or sign. `start`, `end`: positions of the view. `base`, `form` are set for verbs."""

    text: str
    start: int
    end: int
    tag: str
    base: str = ""
    form: str = ""


def tokenise(view: str, words: Words) -> list[Token]:
    """The view → tokens with their classes."""
    raw = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(view)]
    tokens: list[Token] = []
    for i, (text, start, end) in enumerate(raw):
        following = raw[i + 1][0] if i + 1 < len(raw) else ""
        text = _CONTRACTED.get(text, text)
        tag, base, form = _class(text, following, tokens[-12:], words)
        if text == "." and view[end : end + 1] not in ("", " "):
            tag = "N"  # 2.1, e.g.
        tokens.append(Token(text, start, end, tag, base, form))
    return tokens


def _class(text: str, following: str, before: Sequence[Token], words: Words) -> Class:
    if text == "whereas":
        return ";", "", ""  # as good as a new sentence
    if not text[0].isalnum() and text not in ("'s", "n't", "'"):
        return _SIGNS.get(text, text if text in ",;:.()" else "N"), "", ""
    closed = _closed(text, following, before, words)
    if closed:
        return closed, "", ""
    if text in group("finite") or text in ("need", "dare") and following in ("not", "n't"):
        return _auxiliary(text, before)
    if text in words.verbs:
        base, form = words.verbs[text]
        return ("V", base, form) if _is_verb(text, base, form, following, before, words) else ("N", "", "")
    return _unlisted(text, following, before, words)


def _closed(text: str, following: str, before: Sequence[Token], words: Words) -> str:
    """The tag of a word of a closed class; nothing for a finite auxiliary or an open class."""
    if text in ("'s", "'"):
        return "D"
    if text != "no" and text in words.negators or text == "n't":
        return {"nor": "C", "cannot": "M", "nobody": "P", "none": "P", "nothing": "P"}.get(text, "G")
    if text == "may" and (before and before[-1].text[0].isdigit() or following[:1].isdigit()):
        return "N"  # the month
    if text in _BE:
        return "B"
    if text == "to":
        return _to(following, before, words)
    if text in group("relatives"):
        return "R"
    if text in words.pronouns or text in _OBJECT_PRONOUNS:
        return "D" if _demonstrates(text, following, words) else "P"
    if text in group("determiners"):
        return "N" if len(text) == 1 and before and before[-1].text == "party" else "D"
    if text == "yet" and before and before[-1].tag in ("G", "B", "M"):
        return "A"  # "not yet paid"
    if text in _COORDINATORS:
        return "C"
    if text in group("prepositions"):
        return "I"
    return "A" if text in group("adverbs") or text.endswith("ly") and text not in words.verbs else ""


def _to(following: str, before: Sequence[Token], words: Words) -> str:
    """The infinitive's "to" or the preposition."""
    bound = bool(before) and before[-1].text in group("before_to")
    if bound and following not in group("determiners") and following not in _OBJECT_PRONOUNS:
        return "T"
    verb = following in words.verbs and words.verbs[following][1] == "base"
    return "T" if verb or following in ("be", "have") else "I"


def _demonstrates(text: str, following: str, words: Words) -> bool:
    """ "this sum", not "this is"."""
    verb = following in words.verbs or following in group("finite")
    return text in _DEMONSTRATIVES and bool(following) and not verb


def _last(before: Sequence[Token]) -> Token | None:
    """The last token that is neither adverb nor negator."""
    return next((t for t in reversed(before) if t.tag not in ("A", "G")), None)


def _unlisted(text: str, following: str, before: Sequence[Token], words: Words) -> Class:
    """A word of no list is a verb after a modal, after a person (with -s), or as a participle after be and have."""
    last = _last(before)
    if last is None or not text.isalpha():
        return "N", "", ""
    supported = last.text in _BE_FORMS | _HAVE_FORMS
    if text.endswith("ed") and supported:
        return "V", text[:-2], "ed"
    if last.tag == "M" and not supported or last.tag == "T":
        return "V", text, "base"
    person = last.text in words.persons and not last.text.endswith("s") or last.text in ("it", "he", "she", "who")
    if person and text.endswith("s") and not text.endswith("ss") and following not in {*words.verbs, *group("finite")}:
        return "V", text[:-1], "s"
    return "N", "", ""


def _auxiliary(text: str, before: Sequence[Token]) -> Class:
    last = _last(before)
    if text in ("have", "do") and last is not None and (last.tag in ("M", "T") or _open_modal(before)):
        return ("B", "", "") if text == "have" else ("V", "do", "base")
    return "M", text, ""


def _open_modal(before: Sequence[Token]) -> bool:
    """Does a modal still wait for its verb behind an inverted subject ("in no case shall the customer have …")?"""
    for token in reversed(before[-7:]):
        if token.tag == "M":
            return token.text in group("true_modals")
        if token.tag not in ("D", "N", "A", "P"):
            return False
    return False


# --- is an inflected form a verb here? -------------------------------------------------------------------------------
def _is_verb(text: str, base: str, form: str, following: str, before: Sequence[Token], words: Words) -> bool:
    """Told by what stands before it, and by what may follow."""
    last = _last(before)
    nominal = text in group("nominal") or base in group("nominal")
    object_follows = following in group("determiners") or following in words.pronouns
    if form == "base" and following == "of" and last is not None and last.tag not in ("M", "T"):
        return False
    if form == "ed":
        return last is None or last.tag != "D" or text == "paid"
    if form == "ing":
        return last is None or last.tag not in ("D", "N") or last.text in words.persons and text not in group("nominal")
    if last is None or last.tag in (",", ";", ":", ".", ")"):
        opens = form == "s" and last is not None and last.tag == "," or form == "base"
        return opens and (not nominal or object_follows)
    if last.tag == "N":
        return _after_noun(form, last, following, nominal, object_follows, words)
    return _after_function_word(form, last, before, nominal)


def _after_noun(form: str, last: Token, following: str, nominal: bool, object_follows: bool, words: Words) -> bool:
    person, plural = last.text in words.persons, last.text.endswith("s")
    if form == "s":
        return following not in group("finite") and (not nominal or person or object_follows or following == "to")
    return (person or plural) and (not nominal or object_follows or plural)


def _after_function_word(form: str, last: Token, before: Sequence[Token], nominal: bool) -> bool:
    if last.tag in ("M", "T", "B"):
        return form == "base" and last.text not in _BE_FORMS | _HAVE_FORMS
    if last.tag in ("P", "R"):
        return last.text not in _OBJECT_PRONOUNS and last.text != "such"
    if last.tag == "C":
        return any(t.tag == "V" and t.form == form for t in before) or form == "s" and not nominal
    return last.tag == "V" and last.base in _BARE_INFINITIVE and form == "base"
