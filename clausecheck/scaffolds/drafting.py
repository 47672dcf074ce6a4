"""A wish (doctrine, elements, defences) → the text of a rule file that holds, and of a pack and its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from clausecheck.authorities import EFFECTS
from clausecheck.conditions.concept import Concept, Element
from clausecheck.conditions.happened import Happened
from clausecheck.conditions.operators import Any, Silent, Source
from clausecheck.errors import UsageError
from clausecheck.happenings import EVENTS
from clausecheck.linting.book import Book
from clausecheck.linting.claims import may_be_unknown
from clausecheck.linting.runs import loud_on_what_is_fair
from clausecheck.patterns import later
from clausecheck.rulebook import Opened
from clausecheck.rulefiles.claiming import voids
from clausecheck.rulefiles.reading import Known, in_words, rule_from
from clausecheck.rules import Example, Pack, Rule
from clausecheck.scaffolds.lines import bilingual, both, listed, written
from clausecheck.scaffolds.sentences import DENIALS, NEUTRAL, frames, sayings, words_of
from clausecheck.testing import mutants, passes, read_example, run_examples, why_not
from clausecheck.text import Bilingual

_HAN = later(r"[\u4e00-\u9fff]")
_TRIES = 400
_SUGGESTIONS = (
    Bilingual("此事由双方协商后另行书面约定。", "The parties settle this matter between them in writing."),
    Bilingual("双方各留一个联系电话。", "Each party leaves a telephone number."),
)
_BESIDE = ("its examples need what was said or done beside the contract: begin with the elements of the contract, and "
           "add promised:, agreed: or happened: to the rule and to its examples by hand")
_ADVICE = Bilingual("签约前书面要求对方修改这一条，并保存往来记录。",
                    "Before signing, ask in writing for this term to be changed, and keep the messages.")
_ASK = Bilingual("合同没有写清楚，请对方书面说明。",
                 "The contract leaves this open: ask the other side to say it in writing.")


@dataclass(frozen=True, slots=True)
class Wish:
    """What an author says of a new rule. `when`, `unless`: elements as the rule language writes them."""

    name: str
    doctrine: str
    when: tuple[str, ...]
    unless: tuple[str, ...] = ()
    title: Bilingual | None = None
    severity: str | None = None
    scope: str = "clause"
    examples: tuple[str, ...] = ()  # sentences of contracts in which it must find something


def new_rule(wish: Wish, opened: Opened, pack: Pack) -> str:
    """The text of a rule file that can be read and whose examples hold.

    Raises UsageError where no sentence can be made that holds, PackError where an element is wrong.
    """
    draft = _Draft(wish, opened, pack)
    return draft.text()


class _Draft:
    """Tries sentences on the rule until enough of them hold."""

    def __init__(self, wish: Wish, opened: Opened, pack: Pack) -> None:
        self.wish, self.opened, self.pack = wish, opened, pack
        self.doctrine = opened.law.doctrines[wish.doctrine]
        self.known = Known(in_words(opened.lexicon), frozenset(EVENTS), opened.law, pack.name, pack.languages)
        self.suggest = _SUGGESTIONS[0]
        self.ask = False
        self.rule = self._read(self._head() + "examples: {}\n", examples=False)
        self.ask = any(map(may_be_unknown, _all(self.rule.when)))
        if self.ask:
            self.rule = self._read(self._head() + "examples: {}\n", examples=False)

    def text(self) -> str:
        """The whole file; the suggestion is one that clears every example."""
        examples = [(lang, *self._examples(lang)) for lang in self.pack.languages]
        wrong = ""
        for self.suggest in _SUGGESTIONS:
            text = self._head() + written(examples)
            rule = self._read(text, examples=True)
            others = tuple(r for r in self.pack.rules if r.id != rule.id)
            tried = replace(self.pack, rules=(*others, rule))
            results = run_examples(tried, self.opened.lexicon, self.opened.law, only=rule.id)
            wrong = "; ".join(str(r) for r in results if r.problems)
            if not wrong:
                return self._lowered(text, rule)
        raise UsageError(f"no example could be made that holds for {self.rule.id}: {wrong}")

    def _lowered(self, text: str, rule: Rule) -> str:
        """A rule that speaks on what is fair begins at `low`, with a remark on what is missing."""
        alone = replace(self.pack, rules=(rule,))
        book = Book(alone, self.opened.lexicon, self.opened.law)
        loud = next(loud_on_what_is_fair(book), None)
        if loud is None:
            return text
        severity = self.wish.severity or self.doctrine.severity
        said = f"# Too loud yet: {loud.sentence}\n# Add what sets the unfair clause apart, then raise it to {severity}."
        return text.replace(f"severity: {severity}  # at most {self.doctrine.severity}", f"{said}\nseverity: low", 1)

    def _read(self, text: str, *, examples: bool) -> Rule:
        return rule_from(text, f"{self.wish.name}.yaml", f"{self.pack.name}/{self.wish.name}", self.known,
                         examples=examples)

    def _examples(self, language: str) -> tuple[list[str], list[str], list[str]]:
        """Sentences that violate (two or more), near misses (one or more), and others that comply (three in all)."""
        when = [c for e in self.rule.when for c in self._spoken(e, language)]
        said = (*frames(when, language, self.opened.lexicon), *DENIALS[language])
        given = self._given(language)
        made = self._that_hold(sayings(when, language, self.opened.lexicon, said), language, violates=True)
        violates = [*given, *islice((t for t in made if t not in given), max(0, 2 - len(given)))]
        mute = [c for c in when if not words_of(c, language, self.opened.lexicon)]
        if len(violates) < 2 and mute:
            raise UsageError(f"{mute[0]} has no words in {language}: choose another concept, or give it some")
        if len(violates) < 2:
            beside = any(isinstance(e, Source | Happened) for e in _all(self.rule.when))
            hint = _BESIDE if beside else f"give two in {language} with --example, and they are tried"
            raise UsageError(f"no sentence in {language} was made that {self.rule.id} finds: {hint}")
        near = self._near(language, said)
        plain = [t for t in self._that_hold(NEUTRAL[language], language, violates=False) if t not in near]
        return violates, near or plain[:1], plain[: max(1, 3 - len(near))] if near else plain[1:]

    def _given(self, language: str) -> list[str]:
        """The author's own sentences in this language. Raises UsageError, by element, where one is not found."""
        own = [t for t in self.wish.examples if (language == "zh") == bool(_HAN.search(t))]
        for text in own:
            if not self._holds(text, language, violates=True):
                told = "; ".join(why_not(self.rule, read_example(Example(text, language, True, 0),
                                                                 self.opened.lexicon)))
                raise UsageError(f"--example “{text}” is not found: {told}")
        return own

    def _near(self, language: str, frames: Sequence[str]) -> list[str]:
        """What looks most like the unfair clause: an element missing, a defence added, or the one element denied.

        Each but the last is found by the rule without that element or defence: it is what the example is for.
        """
        elements = [self._spoken(e, language) for e in self.rule.when]
        every = [c for e in elements for c in e]
        near = []
        for mutant in mutants(self.rule, "dropped"):
            concepts = ([c for i, e in enumerate(elements) if i != mutant.index for c in e] if mutant.key == "when"
                        else every + self._spoken(self.rule.unless[mutant.index], language))
            said = sayings(concepts, language, self.opened.lexicon, frames) if concepts else iter(())
            held = (t for t in self._that_hold(said, language, violates=False)
                    if self._holds(t, language, violates=True, rule=mutant.rule))
            near += list(islice(held, 1))
        if not near:
            denied = sayings(every, language, self.opened.lexicon, (*DENIALS[language], *frames))
            near += list(islice(self._that_hold(denied, language, violates=False), 1))
        return list(dict.fromkeys(near))

    def _spoken(self, element: Element, language: str) -> list[str]:
        """The concepts to be named so that an element is met: of `any:` the first that has words."""
        if isinstance(element, Silent):
            return []
        if isinstance(element, Concept):
            return [element.concept, *(c for e in element.inner for c in self._spoken(e, language))]
        inside = [self._spoken(e, language) for e in element.inner]
        if isinstance(element, Any):
            lexicon = self.opened.lexicon
            return next((c for c in inside if c and all(words_of(x, language, lexicon) for x in c)), inside[0])
        return list(chain.from_iterable(inside))

    def _that_hold(self, sentences: Iterable[str], language: str, *, violates: bool) -> Iterator[str]:
        return (t for t in islice(sentences, _TRIES) if self._holds(t, language, violates=violates))

    def _holds(self, text: str, language: str, *, violates: bool, rule: Rule | None = None) -> bool:
        example = Example(text, language, violates, 0)
        case = read_example(example, self.opened.lexicon)
        return passes(rule or self.rule, example, case, self.pack, self.opened.law)

    def _head(self) -> str:
        """The file down to its examples."""
        doctrine, wish = self.doctrine, self.wish
        title = wish.title or doctrine.title
        severity = wish.severity or doctrine.severity
        effect = doctrine.effect
        if effect == "void" and not any(voids(ref, self.opened.law) for ref in doctrine.authorities):
            effect = "none-claimed"
        cites = [c.cite for c in self.opened.law.cited(doctrine.authorities, None)[:1]] or [doctrine.title]
        why = Bilingual(f"{cites[0].zh}：{EFFECTS[effect].zh}。", f"{cites[0].en}: {EFFECTS[effect].en}.")
        message = Bilingual(f"合同里有这样的约定：{title.zh}。", f"The contract has a term of this kind: {title.en}.")
        return "\n".join([
            "# yaml-language-server: $schema=.schema/rule.json",
            "# A claim: each element of `when` is met, and no defence of `unless`. Contract words are in the lexicon.",
            "# Three kinds of “not”: said is X, denied is X: {negated: true}, silence is none: [X].",
            f"title: {both(title)}",
            f"doctrine: {doctrine.id}  # gives the ground, the gravest severity, the authorities",
            f"scope: {wish.scope}  # clause: all elements in one clause; document: anywhere in the contract",
            *listed("when", wish.when), *listed("unless", wish.unless),
            f"severity: {severity}  # at most {doctrine.severity}", f"effect: {effect}",
            "# 1. What the clause does to the buyer, in one sentence.", *bilingual("message", message),
            "# 2. Why: what may follow in law, never what a court must hold.", *bilingual("why", why),
            "# 3. What to do now.", *bilingual("advice", _ADVICE),
            "# 4. The wording to ask for instead. It is tested: in the place of the clause it must clear the finding.",
            *bilingual("suggest", self.suggest),
            *(["# The question that settles it where the contract leaves it open.",
               *bilingual("ask", doctrine.ask or _ASK)] if self.ask else []),
            "# 5. Clauses as contracts write them. The near miss is the fair one that looks most like the unfair one.",
            ""])


def _all(elements: Iterable[Element]) -> Iterator[Element]:
    for element in elements:
        yield element
        yield from _all(element.inner)
