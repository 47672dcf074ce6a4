"""English tokens with a rough word class, and the finite verb groups among them.

Classes: M finite auxiliary or modal · B be/been/being/have/having · V verb (form base, s, ed, ing) · G negator ·
T infinitive "to" · D determiner · P pronoun · I preposition · C coordinator · R relative · A adverb · N anything else ·
`,` `;` `:` `.` `(` `)` punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from clausecheck.chunks.en_words import Words

_WORD = re.compile(
    r"\d[\d,.]*\d%?|\d+%?|[^\W\d_](?:[\w-]*\w)?(?:'(?!s\b|t\b|d\b|ll\b|re\b|ve\b)\w+)?|n?'\w+|'|->|=>|[^\s\w]"
)
_MODALS = frozenset(
    ["shall", "must", "may", "can", "could", "might", "will", "would", "should", "ought", "cannot", "won't", "is", "are", "was", "were", "am", "does", "do", "did", "has", "have", "had"]
)
_TRUE_MODALS = frozenset(["shall", "must", "may", "can", "could", "might", "will", "would", "should", "ought", "cannot", "need", "dare"])
_BE = frozenset(["be", "been", "being", "having"])
_DETERMINERS = frozenset(
    ["the", "a", "an", "any", "all", "each", "every", "no", "this", "these", "those", "its", "his", "her", "their", "our", "your", "my", "such", "some", "either", "another", "both"]
)
_PREPOSITIONS = frozenset(
    ["of", "in", "on", "at", "by", "for", "with", "from", "into", "onto", "to", "under", "over", "about", "against", "through", "between", "within", "upon", "during", "per", "via", "until", "till", "before", "after", "without", "as", "than", "like", "beyond", "towards", "toward", "around", "inside", "outside", "near", "behind", "off", "out", "up", "down", "back", "together"]
)
_COORDINATORS = frozenset(["and", "or", "but", "nor", "yet", "&", "and/or"])
_RELATIVES = frozenset(["who", "whom", "whose", "which", "whoever", "whichever", "what", "whatever"])
_ADVERBS = frozenset(
    ["not", "only", "then", "also", "first", "thereafter", "thereupon", "once", "already", "still", "yet", "even", "always", "never", "ever", "just", "again", "soon", "later", "now", "nevertheless", "nonetheless", "thus", "furthermore", "besides", "meanwhile", "anyway", "regardless", "nowhere", "elsewhere", "overleaf", "thereby", "therefore", "hereby", "otherwise", "instead", "likewise", "moreover", "however", "too", "so", "simply", "first", "long", "actually", "next", "merely"]
)
_NOUNS = frozenset(
    ["balance", "order", "notice", "deposit", "visit", "check", "test", "view", "look", "review", "call", "request", "demand", "charge", "cost", "price", "date", "day", "time", "record", "report", "invoice", "receipt", "slip", "pass", "code", "key", "keys", "keys", "payment", "inspection", "handover", "hand", "mail", "email", "text", "sign", "list", "state", "share", "end", "start", "place", "part", "set", "fit", "use", "purchase", "sale", "lease", "rent", "transfer", "return", "release", "refund", "delivery", "dispatch", "call", "claim", "credit", "lock", "seal", "store", "load", "yard", "line", "offer", "promise", "guarantee", "warranty", "change", "increase", "lodge", "plate", "display", "license", "tax", "evidence", "act", "work", "need", "want", "help", "run", "bill", "repair", "exchange", "cover", "ship", "match", "record", "note", "mark", "board", "amount", "total", "number", "drive", "conduct", "contract", "default", "breach", "holding", "reading", "meeting", "viewing", "viewings", "building", "opening", "booking", "hearing", "dealing", "remaining"]
)


_SUBJECTS = frozenset(["you", "we", "it", "they", "he", "she"])
_FRONTED = frozenset(
    ["case", "event", "events", "circumstances", "circumstance", "account", "time", "way", "then", "only", "nor", "so", "conditions", "condition", "moment", "point"]
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word or sign. `start`, `end`: positions of the view. `base`, `form` are set for verbs."""

    text: str
    start: int
    end: int
    tag: str
    base: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A finite verb group: tokens [start, end), its subject's first token, and the lexical verb's token (or −1)."""

    onset: int
    start: int
    end: int
    verb: int
    passive: bool
    perfect: bool
    inverted: bool = False


def tokenise(view: str, words: Words) -> list[Token]:
    """The view → tokens with their classes."""
    raw = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(view)]
    tokens: list[Token] = []
    for i, (text, start, end) in enumerate(raw):
        following = raw[i + 1][0] if i + 1 < len(raw) else ""
        tag, base, form = _class(text, following, tokens, words)
        if text == "." and view[end : end + 1] not in ("", " "):
            tag = "N"  # 2.1, e.g.
        tokens.append(Token(text, start, end, tag, base, form))
    return tokens


def _class(text: str, following: str, before: Sequence[Token], words: Words) -> tuple[str, str, str]:
    if not text[0].isalnum() and text not in ("'s", "n't", "'"):
        return (text if text in ",;:.()" else "," if text in "-" else "N"), "", ""
    if text in ("'s", "'"):
        return "D", "", ""
    if text in words.negators and text != "no" or text == "n't":
        if text in ("neither", "nor"):
            return ("C" if text == "nor" else "G"), "", ""
        return ("M" if text == "cannot" else "P" if text in ("nobody", "none", "nothing") else "G"), "", ""
    if text == "may" and (before and before[-1].text[0].isdigit() or following[:1].isdigit()):
        return "N", "", ""
    if text in _MODALS or (text in ("need", "dare") and following in ("not", "n't")):
        return _auxiliary(text, before)
    if text in _BE:
        return "B", "", ""
    if text == "to":
        last = before[-1] if before else None
        if last is not None and last.text in (
            "is",
            "are",
            "has",
            "have",
            "ought",
            "entitled",
            "obliged",
            "bound",
            "right",
            "free",
            "able",
            "allowed",
            "permitted",
            "required",
            "duty",
            "refuse",
            "refuses",
            "decline",
            "declines",
        ):
            if following not in _DETERMINERS and following not in ("him", "them", "us", "me"):
                return "T", "", ""
        return (
            ("T", "", "")
            if following in words.verbs and words.verbs[following][1] == "base" or following in ("be", "have")
            else ("I", "", "")
        )
    if text in _RELATIVES:
        return "R", "", ""
    if text in words.pronouns or text in ("them", "him", "us", "me", "itself", "themselves"):
        return (
            (
                "D"
                if text in ("this", "that", "such", "both", "neither", "one")
                and following
                and following not in words.verbs
                and following not in _MODALS
                else "P"
            ),
            "",
            "",
        )
    if text in _DETERMINERS:
        if len(text) == 1 and before and before[-1].text == "party":
            return "N", "", ""
        return "D", "", ""
    if text in _COORDINATORS:
        return "C", "", ""
    if text in _PREPOSITIONS:
        return "I", "", ""
    if text in _ADVERBS or (text.endswith("ly") and text not in words.verbs):
        return "A", "", ""
    if text in words.verbs:
        base, form = words.verbs[text]
        if _is_verb(text, base, form, following, before, words):
            return "V", base, form
        return "N", "", ""
    return _unlisted(text, following, before, words)


def _unlisted(text: str, following: str, before: Sequence[Token], words: Words) -> tuple[str, str, str]:
    """A word of no list is a verb after a modal, after a person (with -s), or as a participle after be and have."""
    last = next((t for t in reversed(before) if t.tag not in ("A", "G")), None)
    if last is None or not text.isalpha():
        return "N", "", ""
    be_form = last.text in ("is", "are", "was", "were", "be", "been", "being", "has", "have", "had")
    if text.endswith("ed") and be_form:
        return "V", text[:-2], "ed"
    if last.tag == "M" and not be_form or last.tag == "T":
        return "V", text, "base"
    if (
        text.endswith("s")
        and not text.endswith("ss")
        and following not in words.verbs
        and following not in _MODALS
        and (last.text in words.persons and not last.text.endswith("s") or last.text in ("it", "he", "she", "who"))
    ):
        return "V", text[:-1], "s"
    return "N", "", ""


def _auxiliary(text: str, before: Sequence[Token]) -> tuple[str, str, str]:
    last = next((t for t in reversed(before) if t.tag not in ("A", "G")), None)
    waiting = _open_modal(before)
    if text in ("have", "do") and last is not None and (last.tag in ("M", "T") or waiting):
        return ("B", "", "") if text == "have" else ("V", "do", "base")
    return "M", text, ""


def _open_modal(before: Sequence[Token]) -> bool:
    """Does a modal still wait for its verb behind an inverted subject ("in no case shall the customer have …")?"""
    for token in reversed(before[-7:]):
        if token.tag == "M":
            return token.text in _TRUE_MODALS
        if token.tag not in ("D", "N", "A", "P"):
            return False
    return False


def _is_verb(text: str, base: str, form: str, following: str, before: Sequence[Token], words: Words) -> bool:
    """Is this inflected form a verb here? Told by what stands before it, and by what may follow."""
    last = next((t for t in reversed(before) if t.tag not in ("A", "G")), None)
    nominal = text in _NOUNS or base in _NOUNS
    if form == "base" and following == "of" and last is not None and last.tag not in ("M", "T"):
        return False
    if form == "ed":
        return not (last is not None and last.tag == "D" and text not in ("paid",))
    if form == "ing":
        return (
            last is None
            or last.tag not in ("D", "N")
            or (last.tag == "N" and text not in _NOUNS and last.text in words.persons)
        )
    if last is not None and last.tag == "," and form == "s":
        return not nominal or following in _DETERMINERS
    if last is None or last.tag in (",", ";", ":", ".", ")"):
        return form == "base" and not (nominal and following not in _DETERMINERS and following not in words.pronouns)
    if last.tag in ("M", "T", "B"):
        return form == "base" and last.text not in (
            "is",
            "are",
            "be",
            "been",
            "being",
            "was",
            "were",
            "am",
            "has",
            "have",
            "had",
        )
    if last.tag in ("P", "R"):
        return last.text not in ("them", "him", "us", "me", "such")
    if last.tag == "C":
        return any(t.tag == "V" and t.form == form for t in before) or (form == "s" and not nominal)
    if last.tag == "N":
        if form == "s":
            return following not in ("is", "are", "shall", "may", "must", "will", "can") and (
                not nominal
                or last.text in words.persons
                or following in _DETERMINERS
                or following in words.pronouns
                or following in ("to",)
            )
        return (last.text in words.persons or last.text.endswith("s")) and (
            not nominal or following in _DETERMINERS or last.text.endswith("s")
        )
    return (
        form == "s"
        and last.tag == "V"
        and False
        or (last.tag == "V" and last.base in ("let", "help", "make", "see", "have") and form == "base")
    )


def verb_groups(tokens: Sequence[Token], events: Sequence[tuple[int, int]], persons: frozenset[str]) -> list[VerbGroup]:
    """The finite verb groups in order. `events`: token ranges of event mentions, which end a noun phrase."""
    groups: list[VerbGroup] = []
    i = 0
    while i < len(tokens):
        if _finite(tokens, i):
            group = _group(tokens, i, groups[-1].end if groups else 0, events, persons)
            groups.append(group)
            i = max(group.end, i + 1)
        else:
            i += 1
    return groups


def _finite(tokens: Sequence[Token], i: int) -> bool:
    token = tokens[i]
    if token.tag == "M":
        return True
    if token.tag != "V":
        return False
    last = next((t for t in reversed(tokens[:i]) if t.tag not in ("A", "G")), None)
    if token.form == "s":
        return True
    if token.form == "base":
        if any(t.tag == "V" and t.base in ("let", "help", "make", "have", "see") for t in tokens[max(0, i - 6) : i]):
            return False
        return last is None or last.tag in (".", ";", ":", ",", "P", "R", "C", "N")
    return token.form == "ed" and last is not None and last.tag in ("P", "R") and last.text not in ("that", "one")


def _group(
    tokens: Sequence[Token], i: int, floor: int, events: Sequence[tuple[int, int]], persons: frozenset[str]
) -> VerbGroup:
    end, verb, passive, perfect = _extent(tokens, i)
    onset = _onset(tokens, i, floor, events, persons)
    first = tokens[i].text
    asks = i + 1 < len(tokens) and (
        first in _TRUE_MODALS | {"do", "does", "did"}
        and tokens[i + 1].tag in ("D", "P")
        and tokens[i + 1].text not in ("both", "all", "each")
        or tokens[i].tag == "M"
        and tokens[i + 1].text in _SUBJECTS
    )
    if asks:
        onset = i
    fronted = onset == i or i > 0 and tokens[i - 1].text in _FRONTED
    inverted = (
        tokens[i].tag == "M"
        and end < len(tokens)
        and tokens[end].tag in ("D", "P")
        and verb < 0
        and fronted
        and (first not in ("has", "have", "had") or onset == i)
    )
    if inverted:
        end, verb, passive = _inverted(tokens, end)
        perfect = perfect or first == "had"
    return VerbGroup(i if inverted else onset, i, end, verb, passive, perfect, inverted)


def _extent(tokens: Sequence[Token], i: int) -> tuple[int, int, bool, bool]:
    """End of the group that begins at `i`, its lexical verb, passive?, perfect?"""
    verb = i if tokens[i].tag == "V" else -1
    be = tokens[i].text in ("is", "are", "was", "were", "am")
    perfect = tokens[i].text in ("has", "have", "had")
    j = i + 1
    while verb < 0 and j < len(tokens):
        token = tokens[j]
        if token.tag == "B":
            perfect = perfect or token.text in ("have", "having")
            be = be or token.text in ("be", "been", "being")
        elif token.tag == "V":
            verb = j
        elif token.tag == "T" and j + 1 < len(tokens) and (be or perfect or tokens[j - 1].text in ("ought",)):
            perfect = False
        elif token.tag not in ("A", "G", "M") and token.text not in ("yet", "first"):
            break
        j += 1
    passive = be and verb >= 0 and tokens[verb].form == "ed"
    return j, verb, passive, perfect and (verb < 0 or tokens[verb].form in ("ed", "") or passive)


def _inverted(tokens: Sequence[Token], j: int) -> tuple[int, int, bool]:
    """After "shall the car …": the rest of the verb group behind the subject."""
    be = False
    for k in range(j, min(j + 10, len(tokens))):
        if tokens[k].tag in ",;:.RM":
            break
        if tokens[k].tag == "B":
            be = True
        if tokens[k].tag == "V" and (tokens[k].form == "base" or be):
            return k + 1, k, be and tokens[k].form == "ed"
    return j, -1, be


def _onset(
    tokens: Sequence[Token], i: int, floor: int, events: Sequence[tuple[int, int]], persons: frozenset[str]
) -> int:
    """Walk left over the subject's noun phrase: where the clause of the verb at `i` begins."""
    ends = {e for _, e in events}
    j = i
    while j > floor:
        last = tokens[j - 1]
        if last.tag in ("A", "G") and (j == i or tokens[j].tag in ("A", "G", "M", "V")):
            j -= 1
        elif last.tag == "P":
            return j - 1
        elif last.tag == "D" and last.text not in ("'s", "'"):
            before = tokens[j - 2] if j - 2 >= floor else None
            if before is not None and before.tag == "D":
                j -= 1
            elif (
                before is not None
                and before.tag == "I"
                and before.text in ("of", "for", "in", "between", "by")
                and not (before.text == "by" and j < i)
            ):
                j -= 2
            else:
                return j - 1
        elif last.tag in ("N", "D"):
            if (
                last.tag == "N"
                and j < i
                and j in ends
                and tokens[j].tag in ("N", "V")
                and tokens[j].text not in ("'s",)
                and any(s == j for s, _ in events)
            ):
                return j
            if (
                j - 2 >= floor
                and tokens[j - 2].tag == "N"
                and last.text in persons
                and last.text.endswith("s")
                and j == i
            ):
                return j - 1
            j -= 1
        elif last.tag == "I" and last.text == "of" and j < i or last.tag == "V" and last.form in ("ed", "ing") and j < i and j - 2 >= floor and tokens[j - 2].tag == "D":
            j -= 1
        else:
            return j
    return j
