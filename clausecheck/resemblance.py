"""A second look at what no rule met: sentences that resemble what a pack's own examples call unfair.

Never a finding: a list to read oneself. A sentence *leans* as far as its small pieces (n-grams of one to three
characters of Chinese, of one and two words of English) stand in violating rather than in complying examples: the sum of
their log-odds over the root of their number. What leans far enough is shown with the violating example nearest to it,
by the cosine of idf-weighted character n-grams. Where all concepts of that example's rule stand in the sentence, the
rule has judged it and it is not listed.

A pack may bring further wordings, `wordings.zh.txt` and `wordings.en.txt`: on each line a doctrine, or a hyphen for
what complies, a tab, and a sentence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, chain
from math import log, sqrt
from pathlib import Path

from clausecheck.document import Document
from clausecheck.findings import Finding, Resemblance, Undetermined, reference
from clausecheck.folding import fold_characters
from clausecheck.patterns import later
from clausecheck.rulefiles.examples import texts_in
from clausecheck.rules import Rule
from clausecheck.text import Language, Sentence

LISTED = 5  # sentences of a report at most
# Set on development texts alone: see benchmarks/quality/README.md.
ENOUGH = {"zh": 2.0, "en": 1.8}  # how far a sentence must lean
NEAR = {"zh": 0.05, "en": 0.08}  # and how near the example that it is shown with
_SHORTEST = {"zh": 10, "en": 30}  # letters of a sentence that says something
_GRAMS = {"zh": (2, 3), "en": (4,)}  # lengths of the character n-grams that are compared
_PIECES = {"zh": (1, 2, 3), "en": (1, 2)}  # lengths of what leans: characters, words
_COMMON = 0.05  # n-grams in more of the examples than this tell nothing and are not looked up
_PRIOR = 2.0  # added to each count: a piece seen once leans little
_END = later(r"[。；！？\n.;!?]+\s*(?=\S)")
_KINDS = ("clause", "preamble", "key-term", "schedule")
_Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class _Shown:
    """A violating example of one sentence, and the rule whose it is."""

    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class _Near:
    """Where the n-grams of the violating examples stand."""

    where: dict[str, list[tuple[int, float]]]  # n-gram → the examples that hold it, with its weight there
    rarity: _Weights
    unseen: float


@dataclass(frozen=True)
class _Likeness:
    """What one language's examples look like."""

    language: Language
    shown: tuple[_Shown, ...]
    lean: _Weights

    @cached_property
    def near(self) -> _Near:
        """Made for the first sentence that leans far enough: most contracts have none."""
        return _near([fold_characters(s.text) for s in self.shown], self.language)

    def leaning(self, view: str) -> float:
        pieces = set(_pieces(view, self.language))
        return sum(self.lean.get(p, 0.0) for p in pieces) / sqrt(max(len(pieces), 1))

    def nearest(self, view: str) -> list[_Shown]:
        """Of each rule the violating example that is nearest, where it is near enough; the rule first whose three
        nearest are nearest together."""
        like: defaultdict[int, float] = defaultdict(float)
        for gram, weight in _weighed(_grams(view, self.language), self.near.rarity, self.near.unseen):
            for example, its in self.near.where.get(gram, ()):
                like[example] += weight * its
        by_rule: defaultdict[str, list[tuple[float, int]]] = defaultdict(list)
        for value, example in sorted(((-value, n) for n, value in like.items())):
            by_rule[self.shown[example].rule].append((value, example))
        near = sorted((sum(v for v, _ in row[:3]), row[0][1]) for row in by_rule.values()
                      if -row[0][0] >= NEAR[self.language])
        return [self.shown[example] for _, example in near]


def second_look(document: Document, rules: Sequence[Rule], standing: Iterable[Rule], findings: Iterable[Finding],
                undetermined: Iterable[Undetermined]) -> tuple[Resemblance, ...]:
    """The sentences to read oneself, those that lean furthest first; none where every clause was met by a rule.

    `rules`: all whose examples are known, one set a process; `standing`: those held against this contract; `findings`:
    all of them, told or not.
    """
    language = document.source.language
    likeness = _likeness(tuple((r.id, r.doctrine, r.file, r.suggest.in_(language)) for r in rules), language)
    by_id = {r.id: r for r in standing}
    concepts: defaultdict[int, set[str]] = defaultdict(set)
    for mention in document.mentions:
        concepts[mention.sentence].add(mention.concept)
    left = ((likeness.leaning(s.view), s) for s in _left(document, language, findings, undetermined))
    leaning = sorted(((lean, s) for lean, s in left if lean >= ENOUGH[language]), key=lambda p: (-p[0], p[1].start))
    found: list[Resemblance] = []
    for _, sentence in leaning:
        shown = next((e for e in likeness.nearest(sentence.view) if e.rule in by_id), None)
        if shown is not None and not _judged(by_id[shown.rule], concepts[sentence.index]):
            found.append(_told(document, sentence, by_id[shown.rule], shown.text))
        if len(found) == LISTED:
            break
    return tuple(found)


def _judged(rule: Rule, concepts: set[str]) -> bool:
    return bool(rule.needs) and all(need & concepts for need in rule.needs)


def _left(document: Document, language: Language, findings: Iterable[Finding],
          undetermined: Iterable[Undetermined]) -> Iterator[Sentence]:
    """Sentences of clauses that no rule met, which are long enough to say something."""
    told: tuple[Finding | Undetermined, ...] = (*findings, *undetermined)
    met = sorted({*((c.start, c.end) for t in told for c in t.clauses),
                  *((e.start, e.end) for t in told for e in t.evidence if e.source == document.source.id)})
    reach = list(accumulate((end for _, end in met), max))  # the furthest end of each and those before it
    for clause in document.clauses:
        before = bisect_left(met, (clause.end,))
        if clause.kind in _KINDS and not (before and reach[before - 1] > clause.start):
            yield from (s for s in clause.sentences
                        if s.language == language and sum(map(str.isalpha, s.view)) >= _SHORTEST[language])


def _told(document: Document, sentence: Sentence, rule: Rule, example: str) -> Resemblance:
    clause = reference(document.clauses[sentence.clause], document.clauses)
    quote = document.source.text[sentence.start : sentence.end]
    return Resemblance(clause, quote, sentence.start, sentence.end, rule.doctrine, rule.id, rule.title, example)


@lru_cache(maxsize=8)
def _likeness(rules: tuple[tuple[str, str, str, str], ...], language: Language) -> _Likeness:
    """The examples and wordings of rules (id, doctrine, file, fairer wording) in one language. A violating one of
    several sentences tells of an order of things and is left out; the fairer wording complies."""
    shown: list[_Shown] = []
    fair: list[str] = []
    for id, _, file, fairer in rules:
        fair += _parts(fairer)
        for violates, text in texts_in(file, language):
            parts = _parts(text)
            if not violates:
                fair += parts
            elif len(parts) == 1:
                shown.append(_Shown(id, text))
    by_doctrine = {doctrine: id for id, doctrine, _, _ in reversed(rules)}
    for doctrine, text in _wordings({Path(file).parent for _, _, file, _ in rules}, language):
        if doctrine == "-":
            fair.append(text)
        elif doctrine in by_doctrine:
            shown.append(_Shown(by_doctrine[doctrine], text))
    return _Likeness(language, tuple(shown), _lean([s.text for s in shown], fair, language))


def _lean(wrong: list[str], fair: list[str], language: Language) -> _Weights:
    """How far each piece leans that was seen more than once."""
    bad, good = (Counter(chain.from_iterable(set(_pieces(fold_characters(t), language)) for t in part))
                 for part in (wrong, fair))
    ratio = (len(fair) + 2 * _PRIOR) / (len(wrong) + 2 * _PRIOR)
    return {p: log((bad[p] + _PRIOR) / (good[p] + _PRIOR) * ratio) for p in bad | good if bad[p] + good[p] > 1}


def _near(views: list[str], language: Language) -> _Near:
    counts = [_grams(view, language) for view in views]
    held = Counter(gram for c in counts for gram in c)
    rarity = {gram: log((1 + len(views)) / (1 + n)) + 1 for gram, n in held.items()}
    unseen = log(1 + len(views)) + 1
    where: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for example, grams in enumerate(counts):
        for gram, weight in _weighed(grams, rarity, unseen):
            if held[gram] <= _COMMON * len(views):
                where[gram].append((example, weight))
    return _Near(dict(where), rarity, unseen)


def _wordings(folders: Iterable[Path], language: Language) -> Iterator[tuple[str, str]]:
    """A pack's further wordings: doctrine or hyphen, and sentence."""
    for file in sorted(folder / f"wordings.{language}.txt" for folder in folders):
        for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else ():
            doctrine, tab, text = line.partition("\t")
            if tab:
                yield doctrine, text


def _parts(text: str) -> list[str]:
    return [part for part in _END.split(text) if part.strip()]


def _weighed(grams: Counter[str], rarity: _Weights, unseen: float) -> list[tuple[str, float]]:
    """N-grams with weights whose squares add up to 1."""
    weights = [(gram, (1 + log(n)) * rarity.get(gram, unseen)) for gram, n in grams.items()]
    length = sqrt(sum(w * w for _, w in weights)) or 1.0
    return [(gram, weight / length) for gram, weight in weights]


def _grams(view: str, language: Language) -> Counter[str]:
    text = "".join(filter(str.isalnum, view)) if language == "zh" else f" {' '.join(_words(view))} "
    return Counter(text[i : i + n] for n in _GRAMS[language] for i in range(len(text) - n + 1))


def _pieces(view: str, language: Language) -> Iterator[str]:
    units = [c for c in view if c.isalnum()] if language == "zh" else _words(view)
    for n in _PIECES[language]:
        yield from map(" ".join, zip(*(units[i:] for i in range(n)), strict=False))


def _words(view: str) -> list[str]:
    return "".join(c if c.isalnum() or c == "'" else " " for c in view).split()
