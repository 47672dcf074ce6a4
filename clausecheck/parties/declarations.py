"""Where a contract declares its parties: 甲方（买受人）：何女士, Seller: X Ltd., X Ltd. ("we"), a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from clausecheck.parties.tables import columns, is_cell, names
from clausecheck.parties.words import BUSINESS, LABELS, is_party_word, plain_word, role_of_word
from clausecheck.patterns import later
from clausecheck.text import Clause, DefinedTerm

_ANCHOR = later(r"[ \t\u3000]{0,4}(?:[：:]|(?P<cell>[|│\t])|\n?[（(](?P<gloss>[^（）()\n：:]{1,30})[）)])")
_COLON = later(r"[ \t\u3000]*(?:[：:]|[|│\t][ \u3000]?)")
_NAME = later(r"[^\n；;|│]*")
_WIDE_GAP = later(r"[ \u3000]{2,}|\u3000|\t")
_BLANK = later(r"[_＿\s.…—-]*\Z")
_EITHER = later(r"\s+(?:or|and/or)\s+|/|或者?")  # the Student or guardian: words, no name
_NO_NAME = later(
    r"(?:as|the|any|whoever|each)\b.*\b(?:named|identified|signing|shown|stated|whose|who)\b|（|\(", re.IGNORECASE)
_LEFT_BLANK = later(r"\s*[_＿]{2}")  # ____等____人
_LATE_GLOSS = later(r"[ \u3000]*[（(]([^（）()\n]{1,30})[）)]\Z")
_SIGNS_HERE = later(
    r"\s*[（(](?:盖章|签章|签字|签名|公章|seal|stamp|sign(?:ed|ature)?)[^（）()]{0,8}[）)]\Z", re.IGNORECASE)
_CALLED = later(
    r"(?:以下|下)(?:简称|统称|合称|并称|称)为?[：:]?|[简统]称[：:]?|[“”\"「」]|\bthe\b|hereinafter", re.IGNORECASE
)
READ = 20_000  # characters: parties are declared at the head of a contract
_PAIR = later(
    r"(?P<name>[^\n：:|]{2,80}?)\s{0,4}(?:\s[-–—]\s|\sand\s|与|和|——)\s*(?:the\s)?(?P<word>[\w\u4e00-\u9fff ]{1,20})\Z"
)


@dataclass(frozen=True, slots=True)
class Declared:
    """What one declaration says before roles are known: the words that call a party, its name, and the quote."""

    calls: tuple[str, ...]
    name: str | None
    start: int
    end: int


def declarations(source_text: str, clauses: Sequence[Clause], terms: Sequence[DefinedTerm]) -> list[Declared]:
    """All parties that a text declares, each once, in text order."""
    return _merged(
        [
            *_declarations(source_text, clauses),
            *_headed(source_text, clauses),
            *_defined(source_text, terms),
            *_collected(source_text, clauses),
            *_labelled(source_text, clauses),
        ]
    )


def _declarations(text: str, clauses: Sequence[Clause]) -> Iterator[Declared]:
    """甲方（买受人）：何女士 and the like, 甲方（销售方） in a sentence, and company names on a line of their own."""
    if not clauses:
        return
    start = clauses[0].start
    stop = min(clauses[-1].end, start + READ)
    taken = start
    for match in _ANCHOR.finditer(text, start, stop):
        if match.start() < taken:
            continue
        first = _word_before(text, match.start(), start)
        if first is None:
            continue
        colon = match if match["gloss"] is None else _COLON.match(text, match.end(), stop)
        if colon and colon.group().strip("\t \u3000") not in ("：", ":"):
            if is_cell(text, first, start) and names(text, colon.end(), stop):
                one = _with_name(text, first, match, colon.end(), stop)
                taken = one.end
                yield one
        elif colon and (_begins(text, first, start) or _labels(text[first : match.start()], match["gloss"])):
            one = _with_name(text, first, match, colon.end(), stop)
            taken = one.end
            yield one
        elif match["gloss"] and (calls := _calls(text[first : match.start()], match["gloss"])) and len(calls) > 1:
            yield Declared(calls, None, first, match.end())
    yield from _on_lines(text, clauses)


def _headed(text: str, clauses: Sequence[Clause]) -> Iterator[Declared]:
    """The names in a table whose columns are headed by the parties."""
    for word, first, last in columns(text, clauses[0].start if clauses else 0, READ):
        if not _BLANK.match(text[first:last]):
            yield Declared((plain_word(word),), text[first:last], first, last)


def _labels(word: str, gloss: str | None) -> bool:
    """甲方（…）： declares wherever it stands."""
    return gloss is not None and plain_word(word) in LABELS


def _word_before(text: str, end: int, floor: int) -> int | None:
    """Where the word for a party that ends at `end` begins; None where there is none."""
    words = text[max(floor, end - 24) : end]
    if words[-1:].isascii():
        match = re.search(r"(?:[A-Za-z][\w-]*\s){0,2}[A-Za-z][\w-]*\Z", words)
        while match is not None:
            if is_party_word(match.group()):
                return end - len(match.group())
            match = re.compile(r"(?<=\s)[A-Za-z][\w-]*(?:\s[A-Za-z][\w-]*)*\Z").search(words, match.start() + 1)
        return None
    for size in range(7, 0, -1):
        if size <= len(words) and not words[-size].isspace() and is_party_word(words[-size:]):
            return end - size
    return None


def _begins(text: str, start: int, floor: int) -> bool:
    """A declaration stands at the head of a line, or after a wide gap, a stop or another name."""
    before = text[max(floor, start - 2) : start]
    return not before.strip() or before[-1] in "\n；;、，,|│。.*\u3000）)”-" or before.endswith(" ")


def _more(word: str, gloss: str) -> tuple[str, ...]:
    """The word, and what a gloss behind the name calls the party besides: （买受人）, （以下称“凌曜”）."""
    calls = _calls(word, gloss)
    return calls if len(calls) > 1 or not _CALLED.match(gloss) else (*calls, plain_word(_CALLED.sub("", gloss)))


def _calls(word: str, gloss: str | None) -> tuple[str, ...]:
    """All words that call the party: the word itself and those of its gloss."""
    calls = [plain_word(word)]
    for part in re.split(r"[、，,/]", gloss or ""):
        call = plain_word(_CALLED.sub("", part))
        if call in LABELS or (role_of_word(call) and not BUSINESS.search(call)):
            calls.append(call)
    return tuple(dict.fromkeys(calls))


def _with_name(text: str, first: int, match: re.Match[str], begin: int, stop: int) -> Declared:
    named = _NAME.match(text, begin, stop)
    end = _name_end(text, begin, named.end() if named else begin)
    calls = _calls(text[first : match.start()], match["gloss"])
    name = text[begin:end]
    name = name[:-1] if name.endswith((").", "）。")) else name
    late = _LATE_GLOSS.search(name)
    if late and len(more := _more(calls[0], late[1])) > 1:
        calls, name = tuple(dict.fromkeys((*calls, *more))), name[: late.start()]
    name = name.strip(" \t\u3000，,|/*_＿")
    sign = _SIGNS_HERE.search(name)
    if sign and is_party_word(name[: sign.start()]):
        name = ""  # 供方(盖章) | 需方(盖章): two places to sign, neither the other's name
    said = [word for word in _EITHER.split(name.rstrip(".。")) if is_party_word(word)]
    if said or _NO_NAME.match(name) or (_LEFT_BLANK.match(text[begin:end]) and not BUSINESS.search(name)):
        calls, name = tuple(dict.fromkeys((*calls, *map(plain_word, said)))), ""
    return Declared(calls, None if _BLANK.match(name) or len(name) > 90 else name, first, max(end, begin))


def _name_end(text: str, begin: int, end: int) -> int:
    """A name ends where the next party is declared, at a wide gap, or at a comma that begins something else."""
    for colon in re.finditer(r"(?:[（(][^（）()\n]{1,30}[）)])?[：:]", text[begin:end]):
        first = _word_before(text, begin + colon.start(), begin)
        end = begin + colon.start() if first is None else first
        break
    body = text[begin:end]
    lead = len(body) - len(body.lstrip(" \t\u3000"))
    for cut in (_WIDE_GAP.search(body, lead), re.search(r"[，。]|, (?!Ltd|Inc|LLC|Co\b)", body)):
        body = body[: cut.start()] if cut and cut.start() <= len(body) else body
    pair = _PAIR.match(body)
    if pair and is_party_word(pair["word"]):
        body = body[: pair.end("name")]
    return begin + len(body.rstrip())


def _on_lines(text: str, clauses: Sequence[Clause]) -> Iterator[Declared]:
    """Velocity Auto Sales Co., Ltd. and customer: a company on a line of its own above the clauses."""
    for clause in clauses[:4]:
        if clause.number or clause.kind == "signature":
            break
        for line in re.finditer(r"[^\n]+", text[clause.start : min(clause.end, clause.start + READ)]):
            if not line.group().isspace() and "|" not in line.group():
                yield from _on_line(text, clause.start + line.start(), clause.start + line.end())


def _on_line(text: str, start: int, end: int) -> Iterator[Declared]:
    start += len(text[start:end]) - len(text[start:end].lstrip(" *#\u3000"))
    words = text[start:end].rstrip(" *#\u3000")
    pair = _PAIR.match(words)
    if pair and is_party_word(pair["word"]):
        yield Declared((plain_word(pair["word"]),), None, start + pair.start("word"), start + pair.end("word"))
    name = text[start : _name_end(text, start, start + len(words))]
    if len(name) <= 80 and _COMPANY.search(name):
        yield Declared(("company",), name, start, start + len(name))


_COMPANY = later(r"(?:公司|Co\., Ltd\.?|Ltd\.?|Limited|Inc\.?|LLC|GmbH)(?:[（(][^）)]*[）)])?\Z")


def _defined(text: str, terms: Sequence[DefinedTerm]) -> Iterator[Declared]:
    """星野汽车有限公司（以下简称甲方）, Starfall Co., Ltd. ("we", "us")."""
    for term in terms:
        meaning = text[term.meaning.start : term.meaning.end].strip()
        if term.start > READ or term.meaning.start >= term.start or len(meaning) > 160:
            continue
        call = plain_word(term.term)
        head = re.split(r"[：:]", meaning)[0]
        by_words = call in LABELS or role_of_word(call) is not None
        if not by_words and not (BUSINESS.search(meaning) or role_of_word(head)):
            continue
        called = role_of_word(head) is not None and not _COMPANY.search(head)
        calls = (call, plain_word(head)) if called else (call,)
        name = meaning[len(head) + 1 :].strip() if len(head) < len(meaning) else meaning
        plain = plain_word(name)
        named = None if is_party_word(plain) or _BLANK.match(name) or _NO_NAME.match(name) else name
        yield Declared(calls, named, term.meaning.start, term.end)


_COLLECTS = later(
    r"(?:由|向|至|入)(?P<name>[\u4e00-\u9fffA-Za-z（）()]{2,30}?(?:公司|银行|中心))(?:代为?收取?|收取|的?(?:指定)?(?:收款)?账户)"
    r"|(?:collected|taken|received|payable|paid)\s+(?:by|to)\s+"
    r"(?P<name_en>[A-Z][\w&.,()' -]{2,60}?(?:Ltd\.?|Limited|Inc\.?|LLC|Corp\.?))"
    r"(?=[^.\n]{0,20}\bfor\s+(?:us|the\s+seller|the\s+dealer)|\s+on\s+(?:our|the)\b)"
)


def _collected(text: str, clauses: Sequence[Clause]) -> Iterator[Declared]:
    """定金由云岚科技有限公司代为收取: who takes the money for the seller."""
    if not clauses:
        return
    for match in _COLLECTS.finditer(text, clauses[0].start):
        group = "name" if match["name"] else "name_en"
        yield Declared(("payee",), match[group], *match.span(group))


def _merged(declared: Sequence[Declared]) -> list[Declared]:
    """Declarations that share a word or a name are one party; the first quote that gives a name stays."""
    merged: list[Declared] = []
    for one in sorted(declared, key=lambda d: (d.start, -d.end)):
        for at, known in enumerate(merged):
            if set(one.calls) & set(known.calls) or (one.name and one.name == known.name and "payee" not in one.calls):
                calls = tuple(dict.fromkeys((*known.calls, *one.calls)))
                better = one if one.name and not known.name else known
                merged[at] = replace(better, calls=calls)
                break
        else:
            merged.append(one)
    return merged


def _labelled(text: str, clauses: Sequence[Clause]) -> Iterator[Declared]:
    """甲方, 乙方, Party A, Party B where they first stand, in case nothing declares them."""
    if not clauses:
        return
    for label in re.finditer(r"[甲乙]方|\bparty [ab]\b", text[: clauses[0].start + READ], re.IGNORECASE):
        if label.start() >= clauses[0].start:
            yield Declared((plain_word(label.group()),), None, *label.span())
