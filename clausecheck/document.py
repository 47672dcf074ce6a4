"""Document and Case: what rules are held against, and how a source becomes one.

    source ─ split ─▶ clauses ─ find ─▶ hits ─ chunk, qualify ─▶ mentions ─ order ─▶ timeline
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from clausecheck import clauses as splitting
from clausecheck import timeline
from clausecheck.chunks import Part
from clausecheck.clauses.tables import table_views
from clausecheck.clauses.terms import defined_terms
from clausecheck.folding import fold, fold_characters
from clausecheck.lexicon import PERIOD, Lexicon
from clausecheck.mentions import Mention
from clausecheck.parties import PartyName, find_parties, resolver
from clausecheck.parties.labels import in_plain_words, plain_labels
from clausecheck.qualify import Resolver
from clausecheck.sentences import SILENCE, Reading, read_sentence
from clausecheck.statements import not_own
from clausecheck.text import Citation, Clause, DefinedTerm, Language, Sentence, Source
from clausecheck.timeline import Timeline
from clausecheck.timeline.standins import stand_ins

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Document:
    """One source, read: its clauses, parties, mentions (in text order) and timeline."""

    source: Source
    clauses: tuple[Clause, ...]
    parties: tuple[PartyName, ...]
    terms: tuple[DefinedTerm, ...]
    mentions: tuple[Mention, ...]
    timeline: Timeline

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(s for c in self.clauses for s in c.sentences)


@dataclass(frozen=True, slots=True)
class Happening:
    """One dated event of `happened`: an uppercase event name, its day, and what more was given (amount, by, to, …)."""

    event: str
    on: date | None
    start: int  # where it stands in the source's text
    end: int
    more: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Case:
    """A contract with what was promised, agreed and what happened. A role with no source was not checked."""

    contract: Document
    promised: tuple[Document, ...] = ()
    agreed: tuple[Document, ...] = ()
    happened: tuple[Happening, ...] | None = None  # None: not given
    happened_source: Source | None = None


def read(source: Source, lexicon: Lexicon, doc: Doc | None = None, *, only: Language | None = None) -> Document:
    """Source → Document. With a spaCy Doc of the same text its clauses go through `doc.spans["clauses"]`.

    `only`: of a text in two languages the one to be read; sentences of the other have no mentions and order nothing.
    """
    clauses = splitting.citations(splitting.split(source.text, source.language, source.body))
    if doc is not None:
        annotate(doc, clauses=clauses)
        clauses = clauses_of(doc, source)
    terms = defined_terms(source.text, clauses)
    parties = find_parties(source.text, clauses, terms)
    labels = plain_labels(parties)
    sentences = [in_plain_words(s, labels) for c in clauses for s in c.sentences]
    foreign = not_own(sentences, [source.about.get("by", "")]) if source.role == "promised" else frozenset()
    reader = _Reader(resolver(parties), foreign)
    unread = {s.index for s in sentences if only is not None and s.language != only}
    readings = [SILENCE if s.index in unread else read_sentence(s, lexicon, reader.resolve) for s in sentences]
    told = stand_ins(sentences, readings, clauses, terms)
    for sentence, reading in zip(sentences, readings, strict=True):
        also = () if sentence.index in unread else told.found(sentence, reading.amounts)
        reader.take(sentence, read_sentence(sentence, lexicon, reader.resolve, also) if also else reading)
    states = [t for t in terms if fold_characters(t.term).strip() in told.terms]
    order = timeline.build(sentences, reader.parts, reader.mentions, clauses, states, lexicon.ordered)
    return Document(source, clauses, parties, terms, tuple(reader.mentions), order)


@dataclass(slots=True)
class _Reader:
    """Sentences in order → parts and mentions, numbered through the document."""

    resolve: Resolver
    foreign: frozenset[int]
    parts: list[tuple[Part, ...]] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)

    def take(self, sentence: Sentence, reading: Reading) -> None:
        foreign = sentence.index in self.foreign  # another's words order nothing
        self.parts.append(() if foreign else reading.parts)
        first, found, many = len(self.mentions), reading.found, len(reading.found)
        offsets, clause, index = sentence.offsets, sentence.clause, sentence.index
        number_of = {n: first + at for at, n in enumerate(reading.order)}
        for number, n in enumerate(reading.order, first):
            if n < many:
                o, q = found[n], reading.qualified[n]
                self.mentions.append(Mention(
                    number, o.concept, offsets[o.start], offsets[o.end - 1] + 1, clause, index, q.by, q.negated, q.may,
                    q.late, q.hypothetical or foreign, tuple([number_of[c] for c in q.conditions]), q.deadline,
                    q.duration, q.amount, q.amounts))
            else:  # a length of time is a mention too: a rule may ask for one that no act is said to own
                length = reading.periods[n - many]
                span = sentence.span(length.start, length.end)
                self.mentions.append(Mention(number, PERIOD, span.start, span.end, clause, index, deadline=length,
                                             duration=length))


# --- spaCy: annotate() is the only place that writes to a Doc ---
def annotate(doc: Doc, *, clauses: Sequence[Clause] = (), concepts: Sequence[Mention] = (),
             findings: Sequence[tuple[str, int, int]] = (), report: Mapping[str, Any] | None = None) -> None:
    """Write span groups with plain-dict attributes: `clauses`, `concepts`, `findings` (label, start, end: characters).

    Spans are the tokens that cover the characters; exact offsets stand in the attributes.
    """
    if clauses:
        spans = [(c.number or c.kind, c.start, c.end) for c in clauses]
        _group(doc, "clauses", spans, {"clauses": list(map(_plain, clauses))})
    if concepts:
        _group(doc, "concepts", [(m.concept, m.start, m.end) for m in concepts], {})
    if report is not None:
        _group(doc, "findings", findings, {"report": dict(report)})


def _group(doc: Doc, name: str, spans: Sequence[tuple[str, int, int]], attributes: dict[str, Any]) -> None:
    from spacy.tokens import SpanGroup

    made = (doc.char_span(start, end, label=label, span_id=str(n), alignment_mode="expand")
            for n, (label, start, end) in enumerate(spans))
    doc.spans[name] = SpanGroup(doc, name=name, attrs=attributes, spans=[s for s in made if s is not None])


def _plain(clause: Clause) -> dict[str, Any]:
    """A clause as plain data, sentences and citations by their offsets."""
    return {
        "start": clause.start, "end": clause.end, "number": clause.number, "path": list(clause.path),
        "heading": clause.heading, "kind": clause.kind, "parent": clause.parent,
        "sentences": [[s.start, s.end, s.language] for s in clause.sentences],
        "cites": [[c.start, c.end, c.target] for c in clause.cites], "twin": clause.twin,
    }


def clauses_of(doc: Doc, source: Source) -> tuple[Clause, ...]:
    """`doc.spans["clauses"]` → the clauses, exactly as they were written there."""
    clauses: list[Clause] = []
    number = 0
    views = table_views(source.text)
    for index, plain in enumerate(doc.spans["clauses"].attrs["clauses"] if "clauses" in doc.spans else ()):
        sentences = []
        for start, end, language in plain["sentences"]:
            view, offsets = views.get((start, end)) or fold(source.text, start, end)
            sentences.append(Sentence(number, index, start, end, language, view, offsets))
            number += 1
        cites = tuple(Citation(*c) for c in plain["cites"])
        clauses.append(Clause(index, plain["start"], plain["end"], plain["number"], tuple(plain["path"]),
                              plain["heading"], plain["kind"], plain["parent"], tuple(sentences), cites, plain["twin"]))
    return tuple(clauses)
