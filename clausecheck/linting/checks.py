"""Every check by name: what it means and what mends it. docs/rules.md lists them; a test holds that it lists all."""

from __future__ import annotations

from clausecheck.linting import claims, runs, words
from clausecheck.linting.book import Check

# What keeps a pack from being read: raised by the readers under these names.
ERRORS = (
    Check("not-yaml", "the file is not YAML",
          "write the line as the sentence says; if it looks right, look at the line above"),
    Check("not-utf8", "the file is saved in another encoding than UTF-8",
          "in the editor: save as, encoding UTF-8"),
    Check("refused", "YAML that is not read here: an anchor, an alias, a tag, a second document",
          "write it out; in quotes if it is meant as text"),
    Check("bad-name", "a file of the pack whose name is no rule's, or that nobody reads (.yml)",
          "rename it as the sentence says"),
    Check("unknown-key", "a key that clausecheck does not know",
          "take the key that is suggested, or one of those listed"),
    Check("missing-key", "a key that every file of its kind must have is not there", "add it"),
    Check("wrong-value", "a value of the wrong kind, or none of those that are allowed",
          "write it as the sentence says"),
    Check("unknown-operator", "a lowercase word that is no operator",
          "concepts are UPPERCASE; operators: any, all, sentence, near, none, before, promised, agreed, happened, "
          "anywhere"),
    Check("unknown-concept", "a concept that no lexicon file defines", "take the one suggested, look for one with "
          "`clausecheck lexicon --find TEXT`, or define it in the pack's lexicon.yaml"),
    Check("unknown-doctrine", "a doctrine that no doctrines.yaml defines", "take the one suggested, or one that "
          "`clausecheck authorities --doctrines` lists"),
    Check("unknown-authority", "an authority that no authorities.yaml defines",
          "list them with `clausecheck authorities`"),
    Check("unknown-party", "`by:` names nobody", "buyer, seller, maker, platform, payee, third or both"),
    Check("unknown-event", "`happened:` names no event",
          "take one that `clausecheck rules schema happened` lists"),
    Check("unknown-rule", "`rules:` in pack.yaml names no rule of the pack", "take the one suggested"),
    Check("unknown-pack", "`extends:` or `needs:` names a pack that is not there, or too old", "install or upgrade it"),
    Check("unbound-capture", "a text uses a $name that some path through `when` does not bind",
          "give the name with `as:` in every branch of the `any:`, or leave it out of the text"),
    Check("unbound-name", "`same:` or `within:` uses a name that no element before it binds on every path",
          "name the mention with `as:` in an earlier element"),
    Check("missing-language", "a text for the reader lacks one of the two languages", "write both: {zh: …, en: …}"),
    Check("too-few-examples", "a rule has fewer examples than every rule needs, in some language of its pack",
          "two that violate and three that comply, in each language"),
    Check("no-near-miss", "none of the examples that comply is a near miss",
          "add the fair clause that looks most like the "
          "unfair one: {text: …, near_miss: true}"),
    Check("void-without-ground", "the effect `void` is claimed, and no ground of the rule voids anything",
          "cite the statute, "
          "regulation or interpretation that does, or claim the doctrine's own effect"),
    Check("graver-than-doctrine", "a level is graver than its doctrine allows", "lower the severity"),
    Check("never-met", "an element that nothing can ever meet", "change it as the sentence says"),
    Check("defined-twice", "a key, rule, concept or entry of law is there twice", "rename or delete one of them"),
)

REMARKS = (
    Check("form-never-matches", "a form that is not found even in a sentence that holds nothing else",
          "delete it, or make it longer than the mask or event that hides it", words.form_never_matches),
    Check("form-in-two-concepts", "a form of two events, things or parties: one word would be two mentions",
          "speak of the other one in the rule, make one `joins:` the other, or take longer words",
          words.form_in_two_concepts),
    Check("form-odd", "a form with signs that mean nothing in it: patterns, three dots for a gap, full-width quotes or "
          "commas", "forms are words: `…` is a gap, `*` any ending of a word; each form by itself in the list",
          words.form_odd),
    Check("concept-unused", "a concept that no rule speaks of", "use it or delete it", words.concept_unused),
    Check("concept-without-words", "a rule can never be met in a language of its pack, for want of words",
          "add forms in that language, or an `any:` with a concept that has some", words.concept_without_words),
    Check("qualifier-of-no-act", "an element asks who does, denies or is late with what is no act: it is never met so",
          "for silence write `none: […]`; else give the concept `kind: event`, or drop what is asked",
          words.qualifier_of_no_act),
    Check("authority-repealed", "an authority that is repealed or not yet in force is never cited",
          "cite what stands in its place", claims.authority_repealed),
    Check("no-question", "an element may be unknown and the rule has no `ask:`: it would then say nothing",
          "add `ask: {zh: …, en: …}`, the question that settles it", claims.no_question),
    Check("no-suggestion", "the rule does not say how the clause could be worded instead",
          "add `suggest: {zh: …, en: …}`", claims.no_suggestion),
    Check("name-unused", "a name given with `as:` is never used", "use it in a text as $name, or delete it",
          claims.name_unused),
    Check("says-void", "a text says that a term *is* void, which is for a court",
          "may be held void / 可能被认定无效", claims.says_void),
    Check("text-in-one-language", "a text stands in the wrong language", "translate it", claims.text_in_one_language),
    Check("text-cut", "an example that a # cuts short: what follows it is a comment",
          "put the whole text in quotes", claims.text_cut),
    Check("element-idle", "an element or defence could be dropped and no example would notice",
          "add the example that needs it, or delete it", runs.element_idle),
    Check("level-idle", "a level that none of the examples that violate reaches: it may never speak",
          "add the example that reaches it (level: low), or delete the level", runs.level_idle),
    Check("example-fails", "the rule finds an example that complies, or misses one that violates",
          "`clausecheck rules test` shows what met it or came nearest", runs.example_fails),
    Check("suggest-does-not-cure",
          "the `suggest:` put in the place of the clause does not clear the finding, or raises another",
          "word it so that it does", runs.suggest_does_not_cure),
    Check("loud-on-what-is-fair", "the rule speaks above `low` on an agreement of samples/fair",
          "add the defence that is missing, or an element", runs.loud_on_what_is_fair),
    Check("same-evidence", "two rules of different doctrines always speak together on the same words",
          "give one of them an element of its own, or merge them", runs.same_evidence),
)

CHECKS = {check.name: check for check in (*ERRORS, *REMARKS)}
