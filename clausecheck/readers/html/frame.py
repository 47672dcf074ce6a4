"""What stands around the text of a page: menus, page headers and footers, side columns, cookie notices.

Told by tags and roles, by the usual class names, and by lists that are nothing but links. What holds much of the page's
own words is text whatever it is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

Element = etree._Element
# <head> itself is not one of them: where a page leaves out <body>, the parser puts its <main> and <article> there
NEVER_SHOWN = frozenset({
    "applet", "area", "audio", "base", "button", "canvas", "col", "colgroup", "datalist", "embed", "frame", "frameset",
    "iframe", "link", "map", "math", "meta", "meter", "noframes", "noscript", "object", "param", "progress",
    "rp", "rt", "script", "source", "style", "svg", "template", "title", "track", "video",
})  # fmt: skip
_TAGS = {"nav": "menu", "header": "header", "footer": "footer", "aside": "aside", "search": "menu"}
_ROLES = {"navigation": "menu", "menu": "menu", "menubar": "menu", "toolbar": "menu", "search": "menu",
          "banner": "header", "contentinfo": "footer", "complementary": "aside"}
_ARTICLES = frozenset({"main", "article", "section", "dialog", "blockquote", "table", "ol", "ul", "li"})
_SITE = r"(?:site|page|global|main|top|web|common|layout|g|m|pc|app|sub|left|right|bottom)?[-_]?"
_PART = r"[-_]?(?:bar|list|box|wrap|wrapper|container|inner|left|right|links?)"
_CLASSES = tuple((kind, re.compile(pattern + r"\Z", re.IGNORECASE)) for kind, pattern in (
    ("cookie", r".*(?:cookie|consent|gdpr|onetrust).*"),
    ("menu", rf"{_SITE}(?:nav|navbar|navigation|menu|menubar|topbar|tabbar|toolbar|crumbs?|breadcrumbs?|pagination)"
             rf"(?:{_PART}|[-_]?(?:top|menu))?|skip-?(?:link|nav|to-content)|(?:share|social)(?:[-_].*)?|"
             r"search(?:[-_]?(?:bar|box|form))?|lang(?:uage)?[-_]?(?:switch|select(?:or)?|bar)|back-?to-?top|"
             r"login[-_]?(?:bar|box)|toc|table-of-contents"),
    ("header", rf"{_SITE}(?:header|masthead|hd)(?:{_PART})?|top[-_]?bar"),
    ("footer", rf"{_SITE}(?:footer|foot|ft|copyright|colophon)(?:{_PART})?|friend[-_]?links?"),
    ("aside", rf"{_SITE}(?:sidebar|side|aside|ads?|advert(?:isement)?s?|related|recommend(?:ed|ations?)?|newsletter|"
              rf"subscribe|comments?|hot[-_]?news)(?:{_PART})?"),
))  # fmt: skip
_MANY_LINKS = 3
_LISTS = frozenset({"ul", "ol", "div", "table", "dl", "p", "td", "span", "section", "tr"})
_ROOTS = frozenset({"html", "body", "main", "article"})


@dataclass(frozen=True, slots=True)
class Weight:
    """How many characters an element holds outside links and in links, and how many links."""

    own: int = 0
    linked: int = 0
    links: int = 0


@dataclass(slots=True)
class Frame:
    """The weights of all elements of a page."""

    weights: dict[Element, Weight] = field(default_factory=dict)
    total: int = 0

    def characters(self, element: Element) -> int:
        """How many characters an element holds."""
        weight = self.weights.get(element, Weight())
        return weight.own + weight.linked

    def kind(self, element: Element) -> str:
        """menu, header, footer, aside or cookie for what is no part of the text; "" for what is."""
        if element.tag in _ROOTS:
            return ""
        weight = self.weights.get(element, Weight())
        if 2 * weight.own > self.total:
            return ""
        sure = _by_tag(element)
        if sure:
            return "" if sure in ("header", "footer", "aside") and self._is_text(weight, 0.2) else sure
        named = _by_class(element)
        if named == "cookie" or (named and not self._is_text(weight, 0.1)):
            return named
        return "menu" if element.tag in _LISTS and _only_links(weight) else ""

    def _is_text(self, weight: Weight, share: float) -> bool:
        return weight.own >= 300 and weight.own > 4 * weight.linked and weight.own >= share * self.total


def weigh(root: Element) -> Frame:
    """Count the characters of every element, the innermost first."""
    frame = Frame()
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    for element in reversed(elements):
        frame.weights[element] = _weight(frame, element)
    frame.total = frame.weights[root].own if root in frame.weights else 0
    return frame


def _weight(frame: Frame, element: Element) -> Weight:
    if element.tag in NEVER_SHOWN:
        return Weight()
    own, linked, links = _solid(element.text), 0, 0
    for child in element:
        inner = frame.weights.get(child, Weight())
        own, linked, links = own + inner.own + _solid(child.tail), linked + inner.linked, links + inner.links
    return Weight(0, own + linked, 1) if element.tag == "a" and element.get("href") else Weight(own, linked, links)


def _solid(text: str | None) -> int:
    """Characters that are not blank, and not the bars and arrows between links."""
    return sum(c.isalnum() for c in text) if text else 0


def _by_tag(element: Element) -> str:
    kind = _ROLES.get(element.get("role", "")) or _TAGS.get(str(element.tag), "")
    if kind in ("header", "footer") and any(above.tag in _ARTICLES for above in element.iterancestors()):
        return ""
    return kind


def _by_class(element: Element) -> str:
    said = " ".join(element.get(name) or "" for name in ("class", "id", "aria-label")).strip()
    return _kind_named(said) if said else ""


@lru_cache(maxsize=4096)
def _kind_named(said: str) -> str:
    """What class names, an id and a label call an element."""
    names = [name for name in said.split()[:12] if len(name) < 60]
    for kind, pattern in _CLASSES:
        if any(pattern.match(name) for name in names):
            return kind
    return ""


def _only_links(weight: Weight) -> bool:
    """At least three links, all short, and next to nothing between them."""
    return weight.links >= _MANY_LINKS and weight.linked >= 8 * weight.own and weight.linked <= 24 * weight.links


def shown_text(element: Element) -> str:
    """The words in an element, without scripts and the like, blanks between the parts."""
    return " ".join(part for part in _parts(element) if part)


def _parts(element: Element) -> Iterator[str]:
    stack: list[Element | str] = [element]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            yield item.strip()
        elif isinstance(item.tag, str) and item.tag not in NEVER_SHOWN:
            for child in reversed(item):
                stack += [child.tail or "", child]
            yield (item.text or "").strip()
