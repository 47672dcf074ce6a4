"""A rule's YAML → Rule, strictly: whatever is wrong is a PackError with file, line and a did-you-mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any as Node

from clausecheck.authorities import Law
from clausecheck.conditions.concept import Element
from clausecheck.conditions.walking import needs, with_burden
from clausecheck.errors import PackError
from clausecheck.findings import RANK, SECTORS
from clausecheck.lexicon import Lexicon
from clausecheck.patterns import later
from clausecheck.rulefiles.claiming import check_claims, read_doctrine, read_refs
from clausecheck.rulefiles.elements import ElementReader
from clausecheck.rulefiles.examples import read_examples
from clausecheck.rules import EFFECTS, LANGUAGES, NOTHING, STATUSES, Level, Rule
from clausecheck.strictyaml import Located, LocatedList, hint, mapping, only, text_of
from clausecheck.text import Bilingual
from clausecheck.yamlfaults import wide_hint

KEYS = ("title", "doctrine", "authorities", "sectors", "status", "was", "scope", "within", "when", "unless", "severity",
        "effect", "levels", "message", "why", "advice", "suggest", "ask", "examples")
REQUIRED = ("title", "doctrine", "when", "why", "advice", "examples")
OVERRIDES = ("severity", "unless", "message", "why", "advice", "suggest",
             "ask")  # what another pack may change in a rule

CAPTURE = later(r"\$([a-z][a-z0-9_]*)")
_EXAMPLES = later(r"^examples:[ \t]*$", re.MULTILINE)
_TOP_KEY = later(r"^[a-z]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Known:
    """What a rule may speak of: concepts in a reader's words, events, the law; and its pack."""

    words: Mapping[str, Bilingual]
    events: frozenset[str]
    law: Law
    pack: str
    languages: tuple[str, ...]


def in_words(lexicon: Lexicon) -> dict[str, Bilingual]:
    """Each concept in a reader's words: its first form, or those of the concepts that make it."""
    return {name: Bilingual(_word(name, "zh", lexicon), _word(name, "en", lexicon)) for name in lexicon.concepts}


def _word(name: str, language: str, lexicon: Lexicon) -> str:
    concept = lexicon.concepts.get(name)
    form = concept.forms.first(language) if concept else ""
    if form:
        return form.rstrip("*").replace("…", "……" if language == "zh" else " … ")
    parts = concept.joins[0] if concept and concept.joins else ()
    words = [_word(p, language, lexicon) for p in parts if p in lexicon.concepts and p != name]
    return ("" if language == "zh" else " ").join(words) or name.lower().replace("_", " ")


def read_rule(path: Path, known: Known, *, examples: bool) -> Rule:
    """A rule file → Rule. Without `examples` they are not even parsed: a check has no use for them."""
    file = str(path)
    text = text_of(path)
    return rule_from(text, file, f"{known.pack}/{path.stem}", known, examples=examples)


def rule_from(text: str, file: str, id: str, known: Known, *, examples: bool) -> Rule:
    """The text of a rule file → Rule. Raises PackError as if it stood in `file`."""
    table = mapping(text if examples else _without_examples(text), file)
    return _RuleReader(table, file, known, examples).rule(id)


def amended(rule: Rule, changes: Located, known: Known) -> Rule:
    """A rule with other texts and one more defence each for `unless:`, as another pack's pack.yaml wants them.

    Its file is read again, so that the names that its elements give are known. Raises PackError at the place in
    pack.yaml.
    """
    reader = _RuleReader(mapping(_without_examples(Path(rule.file).read_text(encoding="utf-8-sig")), rule.file),
                         rule.file,
                         known, examples=False)
    return reader.amended(rule, changes)


def _without_examples(text: str) -> str:
    """The text before `examples:` where that is the last key, with an empty one in its place."""
    match = _EXAMPLES.search(text)
    if match is None or _TOP_KEY.search(text, match.end()):
        return text
    return text[: match.start()] + "examples: {}\n"


class _RuleReader:
    """Reads one rule's table, key by key."""

    def __init__(self, table: Located, file: str, known: Known, examples: bool) -> None:
        self.table = table
        self.file = file
        self.known = known
        self.with_examples = examples
        self.elements = ElementReader(file, known.words, known.events)
        self.named: set[str] = set()  # names that levels give

    def rule(self, id: str) -> Rule:
        table = self.table
        only(table, KEYS, "a rule")
        self._required()
        doctrine = read_doctrine(table, self.known.law)
        refs = read_refs(table, self.known.law)
        when = with_burden(self.elements.elements(table["when"], table.line("when"), "when"))
        bound = dict(self.elements.names)
        levels = self._levels()
        self.elements.names = dict(bound)
        unless = self._unless()
        self.elements.names = bound
        check_claims(table, self.known.law, doctrine, refs, levels)
        return Rule(
            id=id, title=self.text("title"), doctrine=doctrine, refs=refs, sectors=self._words("sectors", SECTORS),
            status=self._word("status", STATUSES, "stable") or "stable", was=self._words("was"),
            scope=self._word("scope", ("clause", "document"), "clause"),  # type: ignore[arg-type]  # one of these
            within=self._word("within", ("clause", "sentence"), None),  # type: ignore[arg-type]  # one of these
            when=when, unless=unless, levels=levels, message=self._message(levels), why=self.text("why"),
            advice=self.text("advice"), suggest=self.text("suggest"), ask=self.text("ask") if "ask" in table else None,
            examples=read_examples(table, self.known.languages, {*bound, *self.named}) if self.with_examples else (),
            concepts=frozenset(self.elements.used), needs=needs(when), file=self.file,
        )

    def amended(self, rule: Rule, changes: Located) -> Rule:
        """The rule with what `changes` says in the place of its own; defences are added."""
        self.elements.elements(self.table["when"], self.table.line("when"), "when")
        self.table, self.file, self.elements.file = changes, changes.file, changes.file
        self.elements.used.clear()
        texts = {key: self.text(key) for key in OVERRIDES if key in changes and key not in ("severity", "unless")}
        unless = self._unless()
        concepts = rule.concepts | self.elements.used
        return replace(rule, unless=rule.unless + unless, concepts=concepts, **texts)  # type: ignore[arg-type]  # texts only

    def wrong(self, sentence: str, line: int, check: str = "wrong-value") -> PackError:
        return PackError(sentence, file=self.file, line=line, check=check)

    def _none_of(self, key: str, given: object, values: tuple[str, ...], line: int) -> PackError:
        return self.wrong(f"{key}: {given!r} is none of {', '.join(values)}{hint(str(given), values)}", line)

    def _required(self) -> None:
        for key in REQUIRED:
            if key not in self.table:
                raise self.wrong(f"a rule needs `{key}:`", self.table.at, "missing-key")
        if "levels" in self.table and ("severity" in self.table or "effect" in self.table):
            raise self.wrong("severity and effect, or levels: not both", self.table.line("levels"))

    def _unless(self) -> tuple[Element, ...]:
        if "unless" not in self.table:
            return ()
        self.elements.inside = ("unless",)
        return self.elements.unshared(self.table["unless"], self.table.line("unless"), "unless")

    def _levels(self) -> tuple[Level, ...]:
        if "levels" not in self.table:
            return (self._level(self.table, self.table.at),)
        rows = self.table["levels"]
        if not isinstance(rows, LocatedList) or not rows:
            raise self.wrong("levels: must be a list of {severity, effect, when, message}", self.table.line("levels"))
        bound = dict(self.elements.names)
        found = []
        for i, row in enumerate(rows):
            self.elements.names = dict(bound)
            found.append(self._graded(row, rows.line(i), last=i == len(rows) - 1))
            self.named |= set(self.elements.names)
        ranks = [RANK[level.severity] for level in found]
        if ranks != sorted(ranks, reverse=True):
            raise self.wrong("levels stand with the gravest first: the first that is met speaks", rows.at)
        return tuple(found)

    def _graded(self, row: Node, line: int, last: bool) -> Level:
        if not isinstance(row, Located):
            raise self.wrong("a level is {severity, effect, when, message}", line)
        only(row, ("severity", "effect", "when", "message", "ask"), "a level")
        if last == ("when" in row):
            raise self.wrong("every level has a `when:` but the last, which has none", line)
        return self._level(row, line)

    def _level(self, row: Located, line: int) -> Level:
        for key, values in (("severity", tuple(RANK)), ("effect", EFFECTS)):
            if row.get(key) not in values:
                raise self._none_of(key, row.get(key), values, row.line(key) if key in row else line)
        if row is self.table:
            return Level(row["severity"], row["effect"])
        when = self.elements.elements(row["when"], row.line("when"), "when") if "when" in row else ()
        message = self._bilingual(row, "message") if "message" in row else None
        ask = self._bilingual(row, "ask") if "ask" in row else None
        return Level(row["severity"], row["effect"], when, message, ask)

    def _message(self, levels: Iterable[Level]) -> Bilingual:
        if "message" not in self.table and all(level.message for level in levels):
            return NOTHING
        if "message" not in self.table:
            raise self.wrong("a rule needs `message:`, or one for each of its levels", self.table.at, "missing-key")
        return self.text("message")

    def text(self, key: str) -> Bilingual:
        """A text of the rule in both languages; nothing where the rule has none."""
        return self._bilingual(self.table, key) if key in self.table else NOTHING

    def _bilingual(self, table: Located, key: str) -> Bilingual:
        value, line = table[key], table.line(key)
        if not isinstance(value, Located) or set(value) != set(LANGUAGES):
            raise self.wrong(f"{key}: must be {{zh: …, en: …}}{_why_not_both(value)}", line, "missing-language")
        for language in LANGUAGES:
            if not isinstance(value[language], str) or not value[language].strip():
                number = isinstance(value[language], int | bool)
                here = f': write "{str(value[language]).lower()}" in quotes' if number else ""
                raise self.wrong(f"{key}: {language}: must be a text{here}", value.line(language), "missing-language")
            for name in CAPTURE.findall(value[language]):
                if name not in self.elements.names:
                    raise self.wrong(f"{key}: ${name} is not bound on every path through when"
                                     f"{hint(name, self.elements.names)}", value.line(language), "unbound-capture")
        return Bilingual(value["zh"].strip(), value["en"].strip())

    def _word(self, key: str, values: tuple[str, ...], default: str | None) -> str | None:
        value = self.table.get(key, default)
        if value is not default and value not in values:
            raise self._none_of(key, value, values, self.table.line(key))
        return value

    def _words(self, key: str, values: tuple[str, ...] | None = None) -> tuple[str, ...]:
        given = self.table.get(key, [])
        words = [given] if isinstance(given, str) else given
        if not isinstance(words, list) or not all(isinstance(w, str) for w in words):
            raise self.wrong(f"{key}: must be a word or a list of words", self.table.line(key))
        for word in words if values is not None else ():
            if word not in (values or ()):
                raise self._none_of(key, word, values or (), self.table.line(key))
        return tuple(words)


def _why_not_both(value: Node) -> str:
    """What is likely to be missing or wrong in a text for the reader."""
    if not isinstance(value, Located):
        return "; a text in one language is not enough" if isinstance(value, str) else ""
    if any(v is None or v == "" for v in value.values()):
        wide = next((wide_hint(v) for v in value.values() if isinstance(v, str) and v[:1] in "“‘" and v), "")
        return f"; a text with a comma inside {{…}} stands in quotes{wide}"
    missing = [language for language in LANGUAGES if language not in value]
    more = [key for key in value if key not in LANGUAGES]
    return "".join([f"; {missing[0]}: is missing" if missing else "", f"; {more[0]!r} is no language" if more else ""])
