"""The simple rules of a page's own style sheet: which properties that hide text or number a list hold for an element.

Read: tags, classes, ids and what they are inside of (`.note p`, `ul > li`), in the cascade's order; what stands before
an element (`::before`, `::marker`). Passed over: rules with other pseudo-classes or attributes, media other than all
and screen, and style sheets that the page only links to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from clausecheck.patterns import later

Element = etree._Element
Weight = tuple[int, int, int, int]
_NAMES = (
    "display visibility opacity font-size font color background background-color position left right top bottom "
    "text-indent margin-left clip clip-path overflow overflow-x overflow-y width height max-height max-width transform "
    "list-style list-style-type white-space filter content counter-reset counter-increment counter-set"
)
PROPERTIES = frozenset(_NAMES.split())
RULES = 20_000
_TRIED = 400  # rules for one element, the last ones
_COMMENT = later(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_COMPOUND = later(r"(?P<tag>[a-zA-Z][\w-]*|\*)?(?P<rest>(?:[.#][\w\u0080-\uffff-]+)*)\Z")
_BEFORE = later(r"(?:::?before|::marker)\Z", re.IGNORECASE)
_PART = later(r"([.#])([\w\u0080-\uffff-]+)")
_MEDIA = later(r"@media\s*(?:only\s+)?(?:all|screen)?\s*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Compound:
    """`tag#id.class.class`; `child`: it must be the parent itself of what follows."""

    tag: str
    id: str
    classes: frozenset[str]
    child: bool = False

    def fits(self, element: Element) -> bool:
        if self.tag not in ("", "*", element.tag) or (self.id and element.get("id") != self.id):
            return False
        return self.classes <= frozenset((element.get("class") or "").split())


@dataclass(frozen=True, slots=True)
class Rule:
    """A selector, from the outside in, and what it declares. `weight`: specificity and place in the sheet."""

    path: tuple[Compound, ...]
    weight: Weight
    declared: Mapping[str, tuple[str, bool]]

    def said(self) -> list[tuple[bool, Weight, str, str]]:
        """(important, weight, name, value) of each declaration: the greatest holds."""
        return [(important, self.weight, name, said) for name, (said, important) in self.declared.items()]


@dataclass(slots=True)
class Sheet:
    """All rules, by what their last part asks for: an id, a class, a tag, or nothing."""

    rules: dict[str, list[Rule]] = field(default_factory=dict)
    known: dict[tuple[str, str | None, str | None], tuple[dict[str, str], list[Rule]]] = field(default_factory=dict)
    count: int = 0
    before: Sheet | None = None  # the rules of what is put before elements; None where there are none
    imports: bool = False  # it takes in sheets that are not seen

    def style(self, element: Element) -> dict[str, str]:
        """The declarations that hold for an element: the sheet's, then its own style attribute's."""
        own = element.get("style")
        if not own and not self.rules:
            return {}
        key = (str(element.tag), element.get("id"), element.get("class"))
        if key not in self.known:
            self.known[key] = self._of_its_kind(element)
        plain, deep = self.known[key]
        if not own and not deep:
            return plain
        found = [(False, (0, 0, 0, 0), name, said) for name, said in plain.items()] if not deep else []
        for rule in deep:
            if len(rule.path) == 1 or _matches(rule.path, element):
                found += rule.said()
        found += [(important, (1, 0, 0, 0), *said) for important, said in _flat(declarations(own or ""))]
        return {name: said for _, _, name, said in sorted(found)}

    def _of_its_kind(self, element: Element) -> tuple[dict[str, str], list[Rule]]:
        """What holds for all elements of this tag, id and class; and the rules to try where some ask what is above."""
        fitting = [rule for rule in self._candidates(element) if rule.path[-1].fits(element)]
        important = any(said[1] for rule in fitting for said in rule.declared.values())
        if important or any(len(rule.path) > 1 for rule in fitting):
            return {}, fitting[-_TRIED:]
        return {name: said for _, _, name, said in sorted(part for rule in fitting for part in rule.said())}, []

    def _candidates(self, element: Element) -> Iterator[Rule]:
        classes = (f".{name}" for name in dict.fromkeys((element.get("class") or "").split()[:50]))
        for key in (f"#{element.get('id')}", *classes, str(element.tag), "*"):
            yield from self.rules.get(key, ())


def _flat(declared: Mapping[str, tuple[str, bool]]) -> Iterator[tuple[bool, tuple[str, str]]]:
    return ((important, (name, said)) for name, (said, important) in declared.items())


def read_sheet(css: str) -> Sheet:
    """The text of all <style> elements → the rules that matter here."""
    sheet = Sheet(imports="@import" in css, before=Sheet())
    for selectors, body in _blocks(_COMMENT.sub(" ", css)):
        declared = declarations(body)
        if not declared:
            continue
        for selector in selectors.split(","):
            of, put = sheet, _BEFORE.search(selector.strip())
            if put is not None and sheet.before is not None:
                of, selector = sheet.before, selector.strip()[: put.start()] or "*"
            path = _path(selector)
            if path is None or sheet.count >= RULES:
                continue
            sheet.count += 1
            ids = sum(bool(part.id) for part in path)
            classes = sum(len(part.classes) for part in path)
            tags = sum(part.tag not in ("", "*") for part in path)
            rule = Rule(path, (0, ids, classes, tags * RULES + sheet.count), declared)
            of.rules.setdefault(_key(path[-1]), []).append(rule)
    if sheet.before is not None and not sheet.before.rules:
        sheet.before = None
    return sheet


def declarations(body: str) -> dict[str, tuple[str, bool]]:
    """`display: none; color: red !important` → name → (value, important), of the properties that matter here."""
    found: dict[str, tuple[str, bool]] = {}
    for declaration in body.split(";"):
        name, colon, said = declaration.partition(":")
        name = name.strip().lower()
        if not colon or name not in PROPERTIES:
            continue
        said = said.strip() if name == "content" else " ".join(said.lower().split())
        important = said.endswith("important") and "!" in said
        said = said.partition("!")[0].strip()
        if name not in found or important or not found[name][1]:
            found[name] = (said, important)
    return found


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """(selectors, declarations) of each rule; @media blocks for other media than the screen are passed over."""
    at = 0
    shown: list[bool] = []  # the open @ blocks: whether they hold on a screen
    while True:
        opened, closed = css.find("{", at), css.find("}", at)
        if opened < 0 and closed < 0:
            return
        if opened < 0 or 0 <= closed < opened:
            if shown:
                shown.pop()
            at = closed + 1
            continue
        head = css[at:opened].rpartition(";")[2].strip()
        if head.startswith("@"):
            shown.append(_MEDIA.match(head) is not None or head.startswith(("@layer", "@supports")))
            at = opened + 1
            continue
        end = closed if closed >= 0 else len(css)
        if all(shown):
            yield head, css[opened + 1 : end]
        at = end + 1


def _path(selector: str) -> tuple[Compound, ...] | None:
    """`ul.a > li #b` → its parts; None for a selector with more than tags, classes and ids."""
    parts: list[Compound] = []
    child = False
    for word in selector.replace(">", " > ").split():
        if word == ">":
            if not parts:
                return None
            last = parts.pop()
            parts.append(Compound(last.tag, last.id, last.classes, True))
            continue
        match = _COMPOUND.match(word)
        if match is None:
            return None
        names = _PART.findall(match["rest"])
        ids = [name for sign, name in names if sign == "#"]
        classes = frozenset(name for sign, name in names if sign == ".")
        parts.append(Compound((match["tag"] or "").lower(), ids[0] if ids else "", classes, child))
    return tuple(parts) or None


def _key(last: Compound) -> str:
    if last.id:
        return f"#{last.id}"
    return f".{min(last.classes)}" if last.classes else last.tag or "*"


def _matches(path: tuple[Compound, ...], element: Element) -> bool:
    if not path[-1].fits(element):
        return False
    above = element.getparent()
    for part in reversed(path[:-1]):
        while above is not None and not part.fits(above):
            if part.child:
                return False
            above = above.getparent()
        if above is None:
            return False
        above = above.getparent()
    return True
