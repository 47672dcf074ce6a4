"""A second look at what no rule met: sentences that resemble what a pack's own examples call unfair.

Never a finding: a list to read oneself. Two likenesses, both from the examples alone, must agree. *Near*: the cosine of
idf-weighted character n-grams to the closest violating example, less half of that to the closest complying one.
*Lean*: how much more often the sentence's small pieces stand in violating than in complying examples (mean log-odds).
A rule whose concepts all stand in the clause has judged it, and its examples are not held against it again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt

from clausecheck.document import Document
from clausecheck.findings import Finding, Resemblance, Undetermined, reference
from clausecheck.folding import fold_characters
from clausecheck.patterns import later
from clausecheck.rulefiles.examples import texts_in
from clausecheck.rules import Rule
from clausecheck.text import Language, Sentence, Span

LISTED = 5  # sentences of a report at most
# Set on development texts alone: see benchmarks/quality/README.md.
ENOUGH = {"zh": 0.035, "en": 0.09}
_SHORTEST = {"zh": 10, "en": 30}  # letters of a sentence that says something
_NEAR = {"zh": (2, 3), "en": (4,)}  # lengths of the n-grams that are compared
_FLOOR = 0.2  # added to a lean: a sentence that leans neither way may still be near
_NEAREST = 0.5  # nobody writes nearer than that without a rule's seeing it: what leans less than needed is not compared
_COMMON = 0.05  # n-grams in more of the examples than this tell nothing and are not looked up
_END = later(r"[。；！？\n.;!?]+\s*(?=\S)")
_KINDS = ("clause", "preamble", "key-term", "schedule")
_Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class _Shown:
    """A violating example of one sentence."""

    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class _Likeness:
    """What one language's examples look like. Complying ones have no entry in `shown`: their index is beyond it."""

    language: Language
    shown: tuple[_Shown, ...]
    where: dict[str, list[tuple[int, float]]]  # n-gram → examples that hold it, with its weight there
    rarity: _Weights
    unseen: float
    lean: _Weights

    def leaning(self, view: str) -> float:
        pieces = set(_pieces(view, self.language))
        return sum(self.lean.get(p, 0.0) for p in pieces) / max(len(pieces), 1)

    def nearest(self, view: str, least: float) -> list[tuple[float, _Shown]]:
        """The violating examples that are at least so near, the nearest first, each with how near it is."""
        like: defaultdict[int, float] = defaultdict(float)
        for gram, weight in _weighed(_grams(view, self.language), self.rarity, self.unseen):
            for example, its in self.where.get(gram, ()):
                like[example] += weight * its
        wrong = [(value, n) for n, value in like.items() if value >= least and n < len(self.shown)]
        if not wrong:
            return []
        right = max((value for n, value in like.items() if n >= len(self.shown)), default=0.0) / 2
        wrong.sort(key=lambda pair: (-pair[0], pair[1]))
        return [(value - right, self.shown[n]) for value, n in wrong if value - right >= least]


def second_look(document: Document, rules: Sequence[Rule], standing: Iterable[Rule], findings: Iterable[Finding],
                undetermined: Iterable[Undetermined]) -> tuple[Resemblance, ...]:
    """The sentences to read oneself, the most alike first; none where every clause was met by a rule.

    `rules`: all whose examples are known, one set a process; `standing`: those held against this contract; `findings`:
    all of them, told or not.
    """
    language = document.source.language
    likeness = _likeness(tuple((r.id, r.file, r.suggest.in_(language)) for r in rules), language)
    by_id = {r.id: r for r in standing}
    least = ENOUGH[language] / _NEAREST
    concepts: defaultdict[int, set[str]] = defaultdict(set)
    for mention in document.mentions:
        concepts[mention.clause].add(mention.concept)
    found: list[tuple[float, Sentence, _Shown]] = []
    for sentence in _left(document, language, findings, undetermined):
        lean = likeness.leaning(sentence.view) + _FLOOR
        if lean >= least:
            near = likeness.nearest(sentence.view, ENOUGH[language] / lean)
            here = concepts[sentence.clause]
            left = (n for n in near if n[1].rule in by_id and not _judged(by_id[n[1].rule], here))
            found += [(value * lean, sentence, example) for value, example in left][:1]
    found.sort(key=lambda row: (-row[0], row[1].start))
    return tuple(_told(document, s, by_id[e.rule], e.text) for _, s, e in found[:LISTED])


def _judged(rule: Rule, concepts: set[str]) -> bool:
    return bool(rule.needs) and all(need & concepts for need in rule.needs)


def _left(document: Document, language: Language, findings: Iterable[Finding],
          undetermined: Iterable[Undetermined]) -> Iterator[Sentence]:
    """Sentences of clauses that no rule met, which are long enough to say something."""
    told: tuple[Finding | Undetermined, ...] = (*findings, *undetermined)
    met = [Span(c.start, c.end) for t in told for c in t.clauses]
    met += [Span(e.start, e.end) for t in told for e in t.evidence if e.source == document.source.id]
    for clause in document.clauses:
        own = Span(clause.start, clause.end)
        if clause.kind in _KINDS and not any(own.overlaps(span) for span in met):
            yield from (s for s in clause.sentences
                        if s.language == language and sum(map(str.isalpha, s.view)) >= _SHORTEST[language])


def _told(document: Document, sentence: Sentence, rule: Rule, example: str) -> Resemblance:
    clause = reference(document.clauses[sentence.clause], document.clauses)
    quote = document.source.text[sentence.start : sentence.end]
    return Resemblance(clause, quote, sentence.start, sentence.end, rule.doctrine, rule.id, rule.title, example)


@lru_cache(maxsize=8)
def _likeness(rules: tuple[tuple[str, str, str], ...], language: Language) -> _Likeness:
    """The examples of rules (id, file, fairer wording) in one language. A violating one of several sentences tells of
    an order of things and is left out; the fairer wording complies."""
    shown: list[_Shown] = []
    fair: list[str] = []
    for id, file, fairer in rules:
        fair += _parts(fairer)
        for violates, text in texts_in(file, language):
            parts = _parts(text)
            if not violates:
                fair += parts
            elif len(parts) == 1:
                shown.append(_Shown(id, text))
    views = [fold_characters(t) for t in (*(s.text for s in shown), *fair)]
    counts = [_grams(view, language) for view in views]
    held = Counter(gram for c in counts for gram in c)
    rarity = {gram: log((1 + len(views)) / (1 + n)) + 1 for gram, n in held.items()}
    unseen = log(1 + len(views)) + 1
    where: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for example, grams in enumerate(counts):
        for gram, weight in _weighed(grams, rarity, unseen):
            if held[gram] <= _COMMON * len(views):
                where[gram].append((example, weight))
    return _Likeness(language, tuple(shown), dict(where), rarity, unseen, _lean(views, len(shown), language))


def _parts(text: str) -> list[str]:
    return [part for part in _END.split(text) if part.strip()]


def _lean(views: Sequence[str], wrong: int, language: Language) -> _Weights:
    """Piece → log-odds of violating over complying; the first `wrong` views violate."""
    bad, good = (Counter(p for v in part for p in set(_pieces(v, language))) for part in (views[:wrong], views[wrong:]))
    ratio = (len(views) - wrong + 2) / (wrong + 2)
    return {p: log((bad[p] + 1) / (good[p] + 1) * ratio) for p in bad | good if bad[p] + good[p] > 1}


def _weighed(grams: Counter[str], rarity: _Weights, unseen: float) -> list[tuple[str, float]]:
    """N-grams with weights whose squares add up to 1."""
    weights = [(gram, (1 + log(n)) * rarity.get(gram, unseen)) for gram, n in grams.items()]
    length = sqrt(sum(w * w for _, w in weights)) or 1.0
    return [(gram, weight / length) for gram, weight in weights]


def _grams(view: str, language: Language) -> Counter[str]:
    text = "".join(filter(str.isalnum, view)) if language == "zh" else f" {' '.join(_words(view))} "
    return Counter(text[i : i + n] for n in _NEAR[language] for i in range(len(text) - n + 1))


def _pieces(view: str, language: Language) -> Iterator[str]:
    """One and two characters of Chinese; words and pairs of them of English."""
    units = [c for c in view if c.isalnum()] if language == "zh" else _words(view)
    yield from units
    yield from map(" ".join, zip(units, units[1:], strict=False))


def _words(view: str) -> list[str]:
    return "".join(c if c.isalnum() or c == "'" else " " for c in view).split()
