"""Web pages (html) → plain text as a browser shows it: one paragraph a line, list items with their numbers.

A table's row is one line, its cells joined by " | ". Menus, page headers and footers and cookie notices are left out,
text that the page hides is kept apart, and the notes tell of both.
"""

from __future__ import annotations

import re
from functools import partial

from lxml import etree

from clausecheck.errors import InputError
from clausecheck.patterns import later
from clausecheck.readers.extract import Extract, Line, Sheet
from clausecheck.readers.html.bytes import check_bounds, decode_page
from clausecheck.readers.html.css import Sheet as StyleSheet
from clausecheck.readers.html.css import read_sheet
from clausecheck.readers.html.flow import Flow
from clausecheck.readers.html.frame import NEVER_SHOWN, Element, shown_text, weigh
from clausecheck.readers.html.lists import Listing, label, list_style, open_list
from clausecheck.readers.html.look import Look, hidden
from clausecheck.readers.html.notes import notes
from clausecheck.readers.html.reading import Around, Reading
from clausecheck.readers.html.tables import definitions, has_only_definitions, paired, table

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head",
    "header", "hgroup", "hr", "html", "legend", "li", "listing", "main", "menu", "nav", "ol", "optgroup", "p",
    "pre", "search", "section", "summary", "textarea", "ul", "xmp",
})  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"ol", "ul", "menu", "dir"})
_INLINE = ("inline", "inline-block", "inline-flex", "contents")
# wordless tags without an end, which the parser takes to hold all that follows
_UNCLOSED = later(r"<(?:wbr|source|track|embed|bgsound|keygen)\b[^<>]*>", re.IGNORECASE)
_TYPED = ("", "text", "number", "date", "tel", "email", "url", "month", "time", "datetime-local")


def read(data: bytes, name: str) -> Extract:
    """The bytes of a page → its text. Raises InputError for a page without words, or one that no parser survives."""
    page, said = decode_page(data, name)
    check_bounds(page, name)
    root = _parse(page, name)
    reading = Reading(_style_sheet(root), weigh(root))
    _count_unseen(reading, root)
    flow = Flow()
    _element(reading, root, Around(Look()), flow)
    flow.end()
    sheet = Sheet()
    for line in flow.lines:
        sheet.write(line)
    extract = sheet.extract([*said, *notes(reading.aside, reading.counts)])
    if not extract.text.strip():
        raise InputError(_empty(reading, root), file=name)
    return extract


def _parse(page: str, name: str) -> Element:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    clean = _UNCLOSED.sub("", page.replace("\0", "\ufffd")).encode("utf-8", "replace")
    try:
        root = etree.fromstring(clean, parser)
    except etree.LxmlError as error:
        raise InputError(f"this web page cannot be parsed ({error})", file=name) from None
    if root is None:
        raise InputError("this web page holds no text", file=name)
    return root


def _style_sheet(root: Element) -> StyleSheet:
    shown = (element for element in root.iter("style") if element.get("media", "all") in ("all", "screen"))
    return read_sheet("\n".join(element.text or "" for element in shown)[: 4 * 1024 * 1024])


def _count_unseen(reading: Reading, root: Element) -> None:
    for element in root.iter("iframe", "frame", "link"):
        if element.tag != "link":
            reading.count("frames")
        elif "stylesheet" in element.get("rel", "").lower():
            reading.count("sheets")
    if reading.sheet.imports:
        reading.count("sheets")


def _empty(reading: Reading, root: Element) -> str:
    if reading.counts.get("frames"):
        return "this web page only frames other pages: save the one with the agreement itself"
    if next(root.iter("script"), None) is not None:
        return "this web page holds no text, its scripts fetch it: save it from the browser as text"
    return "this web page holds no text to be seen"


def _children(reading: Reading, element: Element, around: Around, flow: Flow) -> None:
    _say(reading, element.text, around, flow, element)
    for child in element:
        if isinstance(child.tag, str) and child not in reading.taken:
            _element(reading, child, around, flow)
        _say(reading, child.tail, around, flow, element)


def _say(reading: Reading, text: str | None, around: Around, flow: Flow, element: Element) -> None:
    if not text:
        return
    if around.look.unseen:
        reading.keep_out("hidden", text)
    else:
        flow.add(text, keep=around.look.keeps_breaks, line=_line(element))


def _line(element: Element) -> int:
    """The line of the file on which an element begins; 0 where it is not known."""
    found: object = element.sourceline
    return found if isinstance(found, int) else 0


def _element(reading: Reading, element: Element, around: Around, flow: Flow) -> None:
    tag = str(element.tag)
    if tag in NEVER_SHOWN:
        return
    if reading.frame.kind(element) == "header":
        _title(element, flow)
    inner = reading.enter(element, around)
    if inner is None:
        return
    if tag in ("del", "s", "strike"):
        reading.keep_out("deleted" if tag == "del" else "struck", shown_text(element))
        if tag == "del":
            return
    style = reading.sheet.style(element)
    if reading.sheet.before is None:
        _shown(reading, element, style, inner, flow, "")
        return
    before = reading.sheet.before.style(element)
    reading.counters.count(element, style)
    reading.counters.count(element, before)
    put = "" if inner.look.unseen else reading.counters.words(before.get("content", ""))
    _shown(reading, element, style, inner, flow, put)
    reading.counters.leave(element)


def _shown(reading: Reading, element: Element, style: dict[str, str], inner: Around, flow: Flow, put: str) -> None:
    """`put`: the words that the style sheet puts before the element."""
    tag = str(element.tag)
    if tag == "br":
        flow.end_or_blank()
    elif tag == "table":
        flow.end()
        flow.extend(table(reading, element, inner, partial(_inside, reading)))
    elif tag == "dl" and has_only_definitions(reading, element):
        flow.end()
        flow.extend(_definitions(reading, element, inner))
    elif tag in ("input", "select"):
        flow.add(_value(element), keep=False, line=_line(element))
    else:
        _block_or_inline(reading, element, style, inner, flow, put)


def _block_or_inline(reading: Reading, element: Element, style: dict[str, str], inner: Around, flow: Flow,
                     put: str) -> None:
    tag = str(element.tag)
    display = style.get("display", "")
    block = tag in _BLOCKS and display not in _INLINE or display in ("block", "flex", "grid", "list-item", "flow-root")
    if block:
        flow.end()
    if tag in _HEADINGS or tag == "hr":
        flow.blank()
    if tag in _LISTS:
        inner = Around(inner.look, (*inner.lists, _listing(reading, element, style, inner)))
    if tag == "li":
        flow.label(_label(element, style, inner), max(0, len(inner.lists) - 1))
    if put and block:
        flow.label(put.strip(), max(0, len(inner.lists) - 1))
    elif put:
        flow.add(put, keep=False, line=_line(element))
    _children(reading, element, inner, flow)
    if block:
        flow.end()
    if tag == "li":
        flow.end_item()
    if tag in _HEADINGS:
        flow.blank()


def _listing(reading: Reading, element: Element, style: dict[str, str], around: Around) -> Listing:
    items = 0
    if element.get("reversed") is not None:
        items = sum(child.tag == "li" and not hidden(child, reading.sheet.style(child)) for child in element)
    return open_list(element, items, list_style(style), len(around.lists) + 1)


def _label(element: Element, style: dict[str, str], around: Around) -> str:
    """An item's number. A stray item, outside of any list, has a bullet in browsers."""
    return label(around.lists[-1], element, list_style(style)) if around.lists else "•"


def _title(element: Element, flow: Flow) -> None:
    """The main heading in a page header that is left out: it is the text's title."""
    title = element.find(".//h1")
    said = shown_text(title) if title is not None else ""
    if said:
        flow.blank()
        flow.add(said, keep=False, line=_line(element))
        flow.blank()


def _inside(reading: Reading, element: Element, around: Around) -> list[Line]:
    """The lines of what is inside of an element."""
    flow = Flow()
    _children(reading, element, around, flow)
    flow.end()
    return flow.lines


def _definitions(reading: Reading, element: Element, around: Around) -> list[Line]:
    # an unclosed term or description holds those that follow
    parts = definitions(element)
    reading.taken.update(parts)
    groups: list[tuple[str, list[Line]]] = []
    for part in parts:
        flow = Flow()
        _element(reading, part, around, flow)
        flow.end()
        groups.append((str(part.tag), flow.lines))
    return paired(groups)


def _value(element: Element) -> str:
    """What a field of a form shows."""
    if element.tag == "select":
        options = list(element.iter("option"))
        chosen = [option for option in options if option.get("selected") is not None] or options[:1]
        return " ".join(shown_text(option) for option in chosen)
    kind = element.get("type", "").lower()
    if kind in ("checkbox", "radio"):
        return "☑" if element.get("checked") is not None else "☐"
    return element.get("value", "") if kind in _TYPED else ""
