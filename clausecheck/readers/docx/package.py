"""The parts of a Word document: which zip archives are one, and their XML parsed without trusting it."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from lxml import etree

from clausecheck.errors import InputError
from clausecheck.readers.guards import Archive, open_archive

Element = etree._Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# "Strict Open XML" files say the same under other names
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W.strip("{}").encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R.strip("{}").encode()),
)
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# a file of the archive → what the archive is
_OTHERS = (
    ("xl/", "an Excel workbook (xlsx), not an agreement in words"),
    ("ppt/", "a presentation (pptx), not an agreement in words"),
    ("visio/", "a Visio drawing"),
    ("META-INF/container.xml", "an e-book (epub): save it as docx or txt"),
    ("META-INF/MANIFEST.MF", "a Java program"),
    ("content.xml", "an OpenDocument file (odt): save it as docx"),
    ("Index/", "a Pages document (pages): export it as docx or pdf"),
)


@dataclass(frozen=True, slots=True)
class Package:
    """A Word document's archive. `main`: the name of its main part; `relations`: of it, id → (kind, part's name)."""

    archive: Archive
    main: str
    relations: dict[str, tuple[str, str]]

    def part(self, member: str) -> Element:
        """A part's root. Raises InputError where it is missing or broken."""
        return _parse(self.archive, member)

    def related(self, kind: str) -> Element | None:
        """The part of a kind (numbering, styles, footnotes, …) that the main part names; None without one."""
        for found, member in self.relations.values():
            if found == kind and member in self.archive.names:
                return self.part(member)
        return None


def open_package(data: bytes, name: str) -> Package:
    """Bytes → the package. Raises InputError: damaged, locked, a bomb, or an archive that is no Word document."""
    archive = open_archive(data, name)
    main = _main_part(archive)
    if main is None:
        raise InputError(f"this is {_other(archive)}", file=name)
    return Package(archive, main, _relations(archive, main))


def _main_part(archive: Archive) -> str | None:
    if "[Content_Types].xml" not in archive.names:
        return None
    types = _parse(archive, "[Content_Types].xml")
    for override in types.iter(_TYPES + "Override"):
        if "wordprocessingml" in override.get("ContentType", "") and "main+xml" in override.get("ContentType", ""):
            member = override.get("PartName", "").lstrip("/")
            return member if member in archive.names else None
    return "word/document.xml" if "word/document.xml" in archive.names else None


def _other(archive: Archive) -> str:
    for member, kind in _OTHERS:
        if any(found.startswith(member) for found in archive.names):
            return kind
    return "a zip archive without a Word document in it: unpack it and check the files"


def _relations(archive: Archive, main: str) -> dict[str, tuple[str, str]]:
    folder, file = posixpath.split(main)
    member = posixpath.join(folder, "_rels", file + ".rels")
    if member not in archive.names:
        return {}
    found = {}
    for relation in _parse(archive, member).iter(_RELATION):
        if relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/" + folder, relation.get("Target", "")))
            found[relation.get("Id", "")] = (relation.get("Type", "").rpartition("/")[2], target.lstrip("/"))
    return found


def _parse(archive: Archive, member: str) -> Element:
    data = archive.read(member)
    if b"<!DOCTYPE" in data:
        raise _doctype(archive, member)
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"damaged: {member} in it is no well-formed XML ({' '.join((error.msg or '').split())})",
                         file=archive.name) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise _doctype(archive, member)
    return root


def _doctype(archive: Archive, member: str) -> InputError:
    return InputError(f"{member} in it has a document type declaration, which Word never writes: not read",
                      file=archive.name)


def local(element: Element) -> str:
    """The element's name without its namespace; "" for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value(parent: Element | None, child: str) -> str | None:
    """The w:val of a child: None where there is no such child, "" where it has no value."""
    found = None if parent is None else parent.find(W + child)
    return None if found is None else found.get(W + "val", "")


def switch(parent: Element | None, child: str) -> bool | None:
    """An on/off property: None where nothing is said."""
    found = value(parent, child)
    return None if found is None else found.lower() not in ("0", "false", "off", "none")


def whole(text: str | None) -> int | None:
    """A whole number of at most nine digits; None for anything else."""
    if text is None or not text.lstrip("-").isascii() or not text.lstrip("-").isdigit() or len(text) > 9:
        return None
    return int(text)
