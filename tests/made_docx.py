"""Word documents written by hand, part by part, for the tests of their reader."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOTS = {"document": "document", "numbering": "numbering", "styles": "styles", "footnotes": "footnotes",
          "endnotes": "endnotes", "header": "hdr", "footer": "ftr"}


def docx(body: str, **parts: str) -> bytes:
    """A document whose body is this XML. `parts`: numbering, styles, footnotes, endnotes, header, footer as XML."""
    return zipped(members(body, **parts))


def members(body: str, **parts: str) -> dict[str, str]:
    """The files of the archive, to be spoiled before they are zipped."""
    inner = {"document": f"<w:body>{body}</w:body>", **parts}
    kinds = "".join(f'<Override PartName="/word/{p}.xml" ContentType="{_KIND}.{p}{".main" if p == "document" else ""}+xml"/>' for p in inner)
    relations = "".join(f'<Relationship Id="r{n}" Type="{_REL}/{p}" Target="{p}.xml"/>' for n, p in enumerate(parts))
    files = {f"word/{p}.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:{_ROOTS[p]} {_SPACES}>{xml}</w:{_ROOTS[p]}>' for p, xml in inner.items()}
    return {
        "[Content_Types].xml": f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{kinds}</Types>',
        "_rels/.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r0" Type="{_REL}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>',
        **files,
    }


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def t(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str, num: int | None = None, level: int | None = None, style: str = "", mark: str = "") -> str:
    """A paragraph; plain strings become runs."""
    numbering = "" if num is None and level is None else "<w:numPr>" + ("" if level is None else f'<w:ilvl w:val="{level}"/>') + ("" if num is None else f'<w:numId w:val="{num}"/>') + "</w:numPr>"
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + numbering + (f"<w:rPr>{mark}</w:rPr>" if mark else "")
    inner = "".join(run if run.startswith("<") else t(run) for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def level(number: int, format: str, pattern: str, more: str = "", *, start: int = 1) -> str:
    """A level of a numbering definition; `more`: lvlRestart, pStyle, isLgl, suff in the schema's order."""
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/>{more}<w:lvlText w:val="{pattern}"/></w:lvl>'


def numbering(*abstracts: Sequence[str], nums: Mapping[int, tuple[int, str]] | None = None) -> str:
    """Definitions 0, 1, …, each a list of levels, and nums 1, 2, … of them (or `nums`: id → definition, overrides)."""
    written = "".join(f'<w:abstractNum w:abstractNumId="{n}"><w:multiLevelType w:val="multilevel"/>{"".join(levels)}</w:abstractNum>' for n, levels in enumerate(abstracts))
    nums = nums or {n + 1: (n, "") for n in range(len(abstracts))}
    return written + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{a}"/>{more}</w:num>' for n, (a, more) in nums.items())


def style(name: str, properties: str = "", *, based_on: str = "", title: str = "", runs: str = "", kind: str = "paragraph") -> str:
    """A style; `properties`: its pPr."""
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{title or name}"/>{based}<w:pPr>{properties}</w:pPr><w:rPr>{runs}</w:rPr></w:style>'


def row(*cells: str) -> str:
    """A table row; a cell is paragraphs, or plain words."""
    return "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{cell if cell.startswith('<') else p(cell)}</w:tc>" for cell in cells) + "</w:tr>"


def table(*rows: str) -> str:
    return f'<w:tbl><w:tblPr/>{"".join(rows)}</w:tbl>'
