"""Words: concepts, their forms in each language, and one pass over a sentence that finds every occurrence.

A form is a literal string on the folded view of a sentence (see `folding`). In English it stands at word boundaries and
`*` at the end of a word is any ending ("refund*"). `…` is a gap inside the sentence: at most 12 characters in Chinese,
6 words in English. A concept of kind `mask` finds nothing; it hides what lies inside its words ("看车时间"). A `state`
is a fixed expression that holds its own "not"; a `circumstance` is said whatever is denied around it, and owns no sum.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from clausecheck.errors import PackError
from clausecheck.folding import fold, fold_characters
from clausecheck.matching import Automaton, build
from clausecheck.mentions import PARTIES, Party
from clausecheck.patterns import later
from clausecheck.strictyaml import Located, LocatedList, hint, only, read
from clausecheck.text import Sentence

Kind = Literal["event", "thing", "party", "state", "circumstance", "mask"]
KINDS = ("event", "thing", "party", "state", "circumstance", "mask")
KEYS = ("kind", "actor", "joins", "zh", "en")
LANGUAGES = ("zh", "en")
AMOUNT = "AMOUNT"  # in `joins`: any sum of money read from the sentence
PERIOD = "PERIOD"  # any length of time read from the sentence: its mentions hold it as deadline and as duration

_BREATH = later(r"[,，;；:：。！？!?()（）]|\.(?=\s|$)")
_SQUEEZED = later(r"[^\u3400-\u9fff…0-9A-Za-z*%'-]|\*\*")  # what a form may lose or keep, by what is beside it
_PARTY_HEADS = tuple("甲乙丙丁买卖双我你贵对供需各一他")
_GAP = {"zh": r"[^。；;！？\n]{0,12}?", "en": r"(?:\W+[\w'-]+){0,6}?\W+"}


@dataclass(frozen=True, slots=True)
class Concept:
    """An idea with its forms. `joins`: alternatives, each a list of concepts that together make this one."""

    id: str
    kind: Kind
    actor: Party | None = None
    joins: tuple[tuple[str, ...], ...] = ()
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    file: str = ""
    line: int = 0


class Hit(NamedTuple):
    """A concept found in a sentence. Positions of the view; `anchor` is the verb of a joined concept."""

    concept: str
    start: int
    end: int
    anchor: tuple[int, int]


class _Form(NamedTuple):
    """A form made ready: a literal with or without any ending, or a form with gaps behind its longest literal piece."""

    concept: str
    literal: str
    stem: bool  # any ending may follow
    gapped: str | None  # the folded form; its pattern is compiled when the literal is first met


class Lexicon:
    """All concepts of the loaded packs, with one automaton a language. Immutable once made."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.concepts: dict[str, Concept] = {c.id: c for c in concepts}
        self._forms: dict[str, list[_Form]] = {}
        self._automata: dict[str, Automaton] = {}
        self._joined = _by_part(self.concepts.values())

    def find(self, sentence: Sentence, amounts: Sequence[tuple[int, int]] = ()) -> list[Hit]:
        """Every mention of every concept in the sentence, in text order. `amounts`: view spans of sums of money."""
        if sentence.language not in LANGUAGES:
            return []
        plain = self._prune(self._matches(sentence))
        joined = self._join(sentence.view, plain, amounts)
        return sorted({*plain, *joined}, key=lambda h: (h.start, h.end, h.concept, h.anchor))

    def suggest(self, name: str) -> str:
        """" — did you mean X?" for an unknown concept, or nothing."""
        return hint(name, self.concepts)

    def _matches(self, sentence: Sentence) -> list[Hit]:
        view, language = sentence.view, sentence.language
        forms, automaton = self._ready(language)
        hits: list[Hit] = []
        seen: set[int] = set()
        for number, start, end in automaton.find(view):
            form = forms[number]
            if form.gapped is not None:
                if number not in seen:
                    seen.add(number)
                    found = _pattern(form.gapped, language).finditer(view)
                    hits += [Hit(form.concept, *m.span(), m.span()) for m in found]
            elif not _splits_party(view, start) if language == "zh" else _at_words(view, start, end, form.stem):
                stop = _word_end(view, end) if form.stem else end
                hits.append(Hit(form.concept, start, stop, (start, stop)))
        return hits

    def _ready(self, language: str) -> tuple[list[_Form], Automaton]:
        """The forms of a language and their automaton, made at first use: a run seldom needs both languages."""
        if language not in self._automata:
            given = [(c.id, f) for c in self.concepts.values() for f in c.forms.get(language, ())]
            views = _folded([f for _, f in given])
            forms = [_form(id, f, view, language) for (id, f), view in zip(given, views, strict=True)]
            self._forms[language] = forms
            self._automata[language] = build([f.literal for f in forms])
        return self._forms[language], self._automata[language]

    def _prune(self, hits: list[Hit]) -> list[Hit]:
        """Drop what a longer form of the same concept, another event's longer form, or a mask contains."""
        kinds = [self.concepts[h.concept].kind for h in hits]
        order = sorted(range(len(hits)), key=lambda n: (hits[n].start, -hits[n].end, kinds[n] != "mask"))
        masked = 0  # where the masks so far end
        longest: dict[str, Hit] = {}  # of each concept so far, the one that reaches furthest
        events: list[Hit] = []  # those so far that may still hold another one
        dropped: set[int] = set()
        for n in order:
            hit, kind = hits[n], kinds[n]
            if kind == "mask":
                masked = max(masked, hit.end)
                continue
            if kind == "event":
                events = [e for e in events if e.end > hit.start]
            if hit.end <= masked or _within(hit, longest.get(hit.concept)) or (
                    kind == "event" and any(_within(hit, e) and not self._makes(hit, e) for e in events)):
                dropped.add(n)
            if hit.concept not in longest or longest[hit.concept].end < hit.end:
                longest[hit.concept] = hit
            if kind == "event":
                events.append(hit)
        return [h for n, h in enumerate(hits) if n not in dropped and kinds[n] != "mask"]

    def _makes(self, part: Hit, whole: Hit) -> bool:
        """Is the one among the concepts that make the other?"""
        return part.concept == whole.concept or any(part.concept in way for way in self.concepts[whole.concept].joins)

    def _join(self, view: str, hits: list[Hit], amounts: Sequence[tuple[int, int]]) -> list[Hit]:
        """Concepts made of others in one breath, anchored on their event."""
        things = [*hits, *(Hit(AMOUNT, s, e, (s, e)) for s, e in amounts)]
        joined: list[Hit] = []
        for _ in range(2):  # a joined concept may be part of another; two storeys are enough and bounded
            known = set(joined)
            fresh = [h for h in self._joins_of(view, [*things, *joined]) if h not in known]
            if not fresh:
                break
            joined += fresh
        return joined

    def _joins_of(self, view: str, hits: list[Hit]) -> list[Hit]:
        if not hits:
            return []
        breaks = [m.start() for m in _BREATH.finditer(view)]
        breaths: dict[int, list[Hit]] = defaultdict(list)
        for hit in hits:
            breaths[bisect_right(breaks, hit.anchor[0])].append(hit)
        return [h for near in breaths.values() for h in self._joins_within(near)]

    def _joins_within(self, hits: list[Hit]) -> list[Hit]:
        here = {h.concept for h in hits}
        found: list[Hit] = []
        for concept, way in sorted({w for part in here for w in self._joined.get(part, ())}):
            if here.issuperset(way):
                found += _pair(concept, way, hits, self.concepts)
        return found


def _within(hit: Hit, other: Hit | None) -> bool:
    """Does the other, which begins no later, hold this one and more?"""
    return other is not None and hit.end <= other.end and (hit.start, hit.end) != (other.start, other.end)


def _by_part(concepts: Iterable[Concept]) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    parts: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for concept in concepts:
        for way in concept.joins:
            for part in way:
                parts[part].append((concept.id, way))
    return parts


def _pair(concept: str, way: tuple[str, ...], hits: list[Hit], concepts: Mapping[str, Concept]) -> list[Hit]:
    """One hit for each occurrence of the event of `way`, with the nearest occurrence of each other part."""
    lead = next((p for p in way if p in concepts and concepts[p].kind == "event"), way[0])
    found = []
    for verb in (h for h in hits if h.concept == lead):
        others = [_nearest(verb, [h for h in hits if h.concept == p]) for p in way if p != lead]
        near = [o for o in others if o is not None]
        if len(near) == len(way) - 1:
            start = min([verb.start, *(o.start for o in near)])
            end = max([verb.end, *(o.end for o in near)])
            found.append(Hit(concept, start, end, verb.anchor))
    return found


def _nearest(verb: Hit, things: list[Hit]) -> Hit | None:
    apart = [t for t in things if t.end <= verb.start or t.start >= verb.end]
    return min(apart, key=lambda t: max(verb.start - t.end, t.start - verb.end), default=None)


def _splits_party(view: str, start: int) -> bool:
    """乙方可 is 乙方 and 可, not 方可 ("only then"): a word that begins with 方 does not begin inside a party."""
    return view[start] == "方" and view[start - 1 : start] in _PARTY_HEADS


def _at_words(view: str, start: int, end: int, stem: bool) -> bool:
    before = start == 0 or not view[start - 1].isalnum()
    after = stem or end == len(view) or not view[end].isalnum()
    return before and after


def _word_end(view: str, end: int) -> int:
    while end < len(view) and (view[end].isalpha() or view[end] in "'’"):
        end += 1
    return end


def _form(concept: str, form: str, folded: str, language: str) -> _Form:
    """A form of the lexicon file → what the matcher needs. Raises PackError where it can never match."""
    if "…" not in folded and "*" not in folded and folded.strip():
        return _Form(concept, folded, False, None)
    pieces = [p for p in re.split(r"[…*]", folded) if p.strip()]
    if not pieces:
        raise PackError(f"the form {form!r} of {concept} has no letters, so it can never match", check="never-met")
    body = folded[:-1] if folded.endswith("*") else folded
    if "…" not in body and "*" not in body:
        return _Form(concept, body, folded.endswith("*") and language == "en", None)
    return _Form(concept, max(pieces, key=len).strip(), False, folded)


def _folded(forms: Sequence[str]) -> Iterator[str]:
    """Forms as they stand in a view; a gap stays a gap. Those without anything to squeeze are folded all at once."""
    plain = [f if _SQUEEZED.search(f) is None else "" for f in forms]
    for form, view in zip(forms, fold_characters("\n".join(plain)).split("\n"), strict=True):
        yield view or fold(form.replace("…", "\0"), 0, len(form))[0].strip().replace("\0", "…")


@lru_cache(maxsize=8192)
def _pattern(folded: str, language: str) -> re.Pattern[str]:
    parts = []
    for piece in re.split(r"\s*(…)\s*|(\*)", folded):
        if piece == "…":
            parts.append(_GAP[language])
        elif piece == "*":
            parts.append(r"[\w']*")
        elif piece:
            parts.append(re.escape(piece))
    edge = r"\b" if language == "en" else ""
    return re.compile(edge + "".join(parts) + edge)


def load(files: Iterable[Path]) -> Lexicon:
    """Lexicon files → one Lexicon. A concept may stand in several files as long as no key of it is given twice.

    Raises PackError with file and line: unknown key or kind, a key given twice, a join with an unknown concept.
    """
    entries: dict[str, dict[str, Any]] = {}
    places: dict[str, tuple[str, int]] = {}
    for path in files:
        table = read(path)
        for name, entry in table.items():
            _add(entries.setdefault(name, {}), name, entry, table, str(path))
            places.setdefault(name, (str(path), table.line(name)))
    concepts = [_concept(name, entry, *places[name]) for name, entry in entries.items()]
    _check_joins(concepts)
    return Lexicon(concepts)


_NAME = later(r"[A-Z][A-Z0-9_]*")


def _add(known: dict[str, Any], name: str, entry: object, table: Located, file: str) -> None:
    line = table.line(name)
    if not isinstance(entry, Located):
        raise PackError(f"{name} must be a mapping such as {{kind: event, zh: […], en: […]}}", file=file, line=line)
    if _NAME.fullmatch(name) is None:
        raise PackError(f"{name!r} is no name of a concept: UPPERCASE letters, digits and _", file=file, line=line)
    only(entry, KEYS, name)
    for key, value in entry.items():
        if key in known:
            raise PackError(f"{name}: {key} is given twice (also in another lexicon file)", file=file, line=line,
                            check="defined-twice")
        known[key] = _strings(name, value, file, line) if key in LANGUAGES else value


def _concept(name: str, entry: Mapping[str, Any], file: str, line: int) -> Concept:
    kind = entry.get("kind")
    if kind not in KINDS:
        raise PackError(f"{name} needs a kind, one of: {', '.join(KINDS)}{hint(str(kind), KINDS)}", file=file,
                        line=line)
    forms: dict[str, tuple[str, ...]] = {lang: entry[lang] for lang in LANGUAGES if lang in entry}
    actor = entry.get("actor")
    if "actor" in entry and actor not in PARTIES:
        raise PackError(f"{name}: actor {actor!r} is none of {', '.join(PARTIES)}", file=file, line=line)
    joins = entry.get("joins", [])
    if not isinstance(joins, list) or not all(isinstance(way, list | str) for way in joins):
        raise PackError(f"{name}: joins must be a list of concepts or a list of such lists", file=file, line=line)
    ways = joins if joins and isinstance(joins[0], list) else [joins] if joins else []
    return Concept(name, kind, actor,
                   tuple(tuple(map(str, way)) for way in ways), forms, file, line)


def _strings(name: str, value: object, file: str, line: int) -> tuple[str, ...]:
    if not isinstance(value, LocatedList) or not all(isinstance(v, str) for v in value):
        raise PackError(f"{name}: forms must be a list of texts", file=file, line=line)
    seen: set[str] = set()
    for i, form in enumerate(value):
        if form in seen:
            raise PackError(f"{name}: the form {form!r} stands twice", file=file, line=value.line(i),
                            check="defined-twice")
        if not form.strip("…* \t\n"):
            raise PackError(f"{name}: the form {form!r} has no letters, so it can never match", file=file,
                            line=value.line(i), check="never-met")
        seen.add(form)
    return tuple(value)


def _check_joins(concepts: Sequence[Concept]) -> None:
    known = {c.id for c in concepts} | {AMOUNT}
    for concept in concepts:
        for part in (p for way in concept.joins for p in way):
            if part not in known:
                raise PackError(f"{concept.id} joins the unknown concept {part}{hint(part, known)}",
                                file=concept.file, line=concept.line, check="unknown-concept")
