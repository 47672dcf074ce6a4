"""What stands in a paragraph of a Word document, as it reads with all tracked changes accepted.

Kept: insertions, text moved here, hyperlinks, content controls, results of fields, symbols, formulas as plain letters.
Apart: hidden text, deletions, tables of contents. Fields may run over several paragraphs, so their state outlives one.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from clausecheck.readers.docx.fields import Field, code, counts, form_value, lists_contents, shown
from clausecheck.readers.docx.package import MC, Element, W, local, switch, value, whole
from clausecheck.readers.docx.styles import Styles
from clausecheck.readers.docx.symbols import readable, symbol

_DELETED = frozenset({"del", "moveFrom"})
# nothing in these is seen by a reader of the page
_SILENT = frozenset({
    "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "instrText", "delInstrText",
    "delText", "rt", "rubyPr", "fldData", "annotationRef", "customXmlPr", "smartTagPr", "ctrlPr",
})  # fmt: skip
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_DEEPEST = 40  # fields inside each other
_BOXES = frozenset({"drawing", "pict", "object"})


@dataclass(slots=True)
class Aside:
    """What of a document is kept out of the text, in its own words, and how many things are not words."""

    hidden: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    white: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def count(self, what: str) -> None:
        self.counts[what] = self.counts.get(what, 0) + 1


@dataclass(slots=True)
class Words:
    """The words of one paragraph, and what hangs on it."""

    parts: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)  # ("footnote", id)
    boxes: list[Element] = field(default_factory=list)
    silent: bool = False  # it holds hidden words or contents

    @property
    def text(self) -> str:
        return "".join(self.parts)


@dataclass(slots=True)
class Inline:
    """Reads paragraphs of one part, one after another."""

    styles: Styles
    aside: Aside
    fields: list[Field] = field(default_factory=list)

    def read(self, paragraph: Element, style: str | None) -> Words:
        """A paragraph's words. `style`: the paragraph style that its runs inherit from."""
        words = Words()
        self._children(paragraph, words, style)
        return words

    def _children(self, parent: Element, words: Words, style: str | None) -> None:
        for child in parent:
            name = local(child)
            if name == "r":
                self._run(child, words, style)
            elif name in _DELETED:
                self.aside.deleted.append(_all_text(child))
            elif name == "sdt" and _is_contents(child):
                words.silent = True
                self.aside.contents.append(_all_text(child))
            elif name == "fldSimple":
                self._simple_field(child, words, style)
            elif name == "AlternateContent":
                self._children(alternative(child), words, style)
            elif name == "t":  # of a formula
                self._emit(child.text or "", words)
            elif name and name not in _SILENT:
                self._children(child, words, style)

    def _simple_field(self, element: Element, words: Words, style: str | None) -> None:
        frame = Field(element.get(W + "instr", ""), True)
        frame.contents = lists_contents(frame.code)
        self.fields.append(frame)
        self._children(element, words, style)
        self.fields.pop()

    def _run(self, run: Element, words: Words, style: str | None) -> None:
        properties = run.find(W + "rPr")
        hidden = self._hidden(properties, style)
        font = _font(properties)
        before = len(words.parts)
        for child in run:
            self._piece(child, words, style, font)
        said = "".join(words.parts[before:])
        if hidden and said:
            del words.parts[before:]
            words.silent = True
            self.aside.hidden.append(said)
        elif said.strip() and properties is not None:
            self._remark(properties, said)

    def _remark(self, properties: Element, said: str) -> None:
        """Words that stand in the text but should not be taken at their face."""
        if switch(properties, "strike") or switch(properties, "dstrike"):
            self.aside.struck.append(said)
        size = whole(value(properties, "sz"))
        white = (value(properties, "color") or "").upper() == "FFFFFF"
        if (size is not None and size <= 4) or (white and not _shaded(properties)):
            self.aside.white.append(said)

    def _hidden(self, properties: Element | None, style: str | None) -> bool:
        direct = switch(properties, "vanish")
        if direct is not None:
            return direct
        own = value(properties, "rStyle")
        return self.styles.hidden(own) or self.styles.hidden(style)

    def _piece(self, child: Element, words: Words, style: str | None, font: str) -> None:
        name = local(child)
        if name == "t":
            self._emit(readable(_spaced(child), font), words)
        elif name in _SIGNS:
            page = child.get(W + "type") in ("page", "column")
            self._emit(_SIGNS[name] if not page or words.parts else "", words)
        elif name == "sym":
            self._emit(symbol(code("0x" + child.get(W + "char", "")), child.get(W + "font", "")), words)
        elif name == "fldChar":
            self._field_sign(child, words)
        elif name == "instrText" and self.fields and not self.fields[-1].result:
            self.fields[-1].code += child.text or ""
        elif name in ("footnoteReference", "endnoteReference"):
            if self._open:
                words.notes.append((name[: -len("Reference")], child.get(W + "id", "")))
        elif name == "commentReference":
            self.aside.count("comments")
        elif name in _BOXES:
            self._box(child, words)
        elif name == "AlternateContent":
            for inner in alternative(child):
                self._piece(inner, words, style, font)
        elif name in ("ruby", "rubyBase"):
            self._children(child, words, style)

    @property
    def _open(self) -> bool:
        """Whether what is read now is shown: no field around it is still in its code, or a table of contents."""
        return all(frame.result and not frame.contents for frame in self.fields)

    def _emit(self, text: str, words: Words) -> None:
        if self._open:
            words.parts.append(text)
        elif any(frame.contents and frame.result for frame in self.fields):
            words.silent = True
            self.aside.contents.append(text)

    def _field_sign(self, sign: Element, words: Words) -> None:
        kind = sign.get(W + "fldCharType")
        if kind == "begin":
            self._emit(form_value(sign), words)
            if len(self.fields) < _DEEPEST:
                self.fields.append(Field())
        elif kind == "separate" and self.fields:
            frame = self.fields[-1]
            frame.result = True
            frame.contents = lists_contents(frame.code)
        elif kind == "end" and self.fields:
            frame = self.fields.pop()
            if not frame.result:
                if counts(frame.code):
                    self.aside.count("counting fields")
                self._emit(shown(frame.code), words)

    def _box(self, element: Element, words: Words) -> None:
        boxes = list(element.iter(W + "txbxContent"))
        known = set(boxes)
        outer = [box for box in boxes if not any(above in known for above in box.iterancestors())]
        fallback = {box for box in outer if any(a.tag == MC + "Fallback" for a in box.iterancestors())}
        if not self._open:
            return
        words.boxes += [box for box in outer if box not in fallback] or outer
        if not outer:
            kinds = {local(inner) for inner in element.iter()}
            if kinds & {"pic", "imagedata"}:
                self.aside.count("pictures")
            elif kinds & {"relIds", "chart", "OLEObject"}:
                self.aside.count("charts")


def alternative(element: Element) -> Element:
    """The branch of an mc:AlternateContent that is read: the first choice, or the fallback where that has no words."""
    choices = element.findall(MC + "Choice")
    fallback = element.find(MC + "Fallback")
    if not choices or (fallback is not None and _wordless(choices[0]) and not _wordless(fallback)):
        return fallback if fallback is not None else element
    return choices[0]


def _wordless(element: Element) -> bool:
    return next(element.iter(W + "t"), None) is None


def _is_contents(sdt: Element) -> bool:
    gallery = sdt.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(W + "val") == "Table of Contents"


def is_contents(element: Element) -> bool:
    """A content control that holds the table of contents."""
    return local(element) == "sdt" and _is_contents(element)


def _all_text(element: Element) -> str:
    """All words below an element, deleted ones too, with a blank between paragraphs."""
    parts = []
    for inner in element.iter(W + "t", W + "delText", W + "p", W + "tab"):
        parts.append(" " if local(inner) in ("p", "tab") else inner.text or "")
    return "".join(parts).strip()


all_text = _all_text


def _spaced(element: Element) -> str:
    text = (element.text or "").replace("\r", " ").replace("\n", " ")
    kept = element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    return text if kept else text.strip(" \t")


def _font(properties: Element | None) -> str:
    fonts = None if properties is None else properties.find(W + "rFonts")
    return "" if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or ""


def _shaded(properties: Element) -> bool:
    shade = properties.find(W + "shd")
    return shade is not None and shade.get(W + "fill", "auto").lower() not in ("auto", "ffffff") or (
        properties.find(W + "highlight") is not None)
