"""PDF files made for tests, character by character: no font is needed, widths are a whole for Chinese, a half for Latin."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 595, 842
_TO_UNICODE = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
    "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    + "".join(
        f"{len(part)} beginbfrange\n" + "".join(f"<{n:02X}00> <{n:02X}FF> <{n:02X}00>\n" for n in part) + "endbfrange\n"
        for part in ([*range(start, start + 64)] for start in range(0, 256, 64))
    )
    + "endcmap end end"
)


@dataclass(frozen=True)
class Put:
    """Words on a page: x from the left, y of the baseline from the top, in points."""

    x: float
    y: float
    text: str
    size: float = 10
    space: float = 0  # beside each blank
    air: float = 0  # beside each character
    angle: int = 0  # 0, 90, 180, 270 or 45, counter-clockwise
    grey: float = 0


def wide(text: str, size: float = 10) -> float:
    """The width of a text in points."""
    return sum(size * (0.5 if ord(sign) < 0x2E80 else 1) for sign in text)


def wrapped(text: str, width: float, size: float = 10, hyphen: str = "") -> list[str]:
    """A paragraph as lines; with `hyphen`, long words are divided in their middle where that fits."""
    lines, line = [], ""
    for token in re.findall(r"[\x21-\x7e]+ ?| |[^\x00-\x7f]", text):
        if line and wide(line + token.rstrip(), size) > width and token not in "，。、；：）》":
            half = len(token) // 2
            if hyphen and len(token) > 8 and token.rstrip().isalpha() and wide(line + token[:half], size) < width:
                lines.append(line + token[:half] + hyphen)
                line = token[half:]
                continue
            lines.append(line.rstrip())
            line = ""
        line += token
    return [*lines, line.rstrip()]


def column(lines: Iterable[str], x: float = 60, y: float = 80, size: float = 10, step: float = 15, **more: float) -> list[Put]:
    """Lines under each other; "" is half a line of white."""
    puts = []
    for line in lines:
        if line:
            puts.append(Put(x, y, line, size, **more))  # type: ignore[arg-type]
        y += step if line else step / 2
    return puts


@dataclass(frozen=True)
class Sheet:
    """A page: its words, its drawn lines (left, top, right, bottom), how it is turned, what stands on it besides."""

    puts: Sequence[Put]
    rules: Sequence[tuple[float, float, float, float]] = ()
    turn: int = 0
    picture: bool = False
    fields: Sequence[tuple[float, float, str]] = ()  # filled fields of a form
    font: str = "/F1"


def pdf(*sheets: Sheet, encrypt: bool = False) -> bytes:
    """The bytes of a file with these pages. Font F1 says which characters it draws, F2 does not."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", *_fonts()]
    kids = []
    for sheet in sheets:
        kids.append(len(objects) + 1)
        content = len(objects) + 2
        annots = [content + 1 + 2 * n for n in range(len(sheet.fields))]
        picture = content + 1 + 2 * len(sheet.fields)
        images = f"/XObject << /I {picture} 0 R >>" if sheet.picture else ""
        objects.append((f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {sheet.turn} /Contents "
                        f"{content} 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> {images} >> "
                        f"/Annots [{' '.join(f'{n} 0 R' for n in annots)}] >>").encode())
        objects.append(stream(_content(sheet)))
        for x, y, value in sheet.fields:
            width = wide(value)
            objects.append(f"<< /Type /Annot /Subtype /Widget /FT /Tx /F 4 /Rect [{x} {HEIGHT - y - 3} {x + width} "
                           f"{HEIGHT - y + 10}] /AP << /N {len(objects) + 2} 0 R >> >>".encode())
            objects.append(stream(_words(Put(0, HEIGHT - 3, value), "/F1").encode(), f"/Type /XObject /Subtype /Form /BBox "
                                  f"[0 0 {width} 13] /Resources << /Font << /F1 3 0 R >> >>"))
        if sheet.picture:
            objects.append(stream(bytes(3), "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceRGB "
                                  "/BitsPerComponent 8"))
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{n} 0 R' for n in kids)}] >>".encode()
    return file_of(objects, encrypt)


def stream(data: bytes, more: str = "") -> bytes:
    """A stream object, packed."""
    packed = zlib.compress(data)
    return f"<< /Length {len(packed)} /Filter /FlateDecode {more} >>\nstream\n".encode() + packed + b"\nendstream"


def _fonts() -> list[bytes]:
    def font(more: str) -> bytes:
        return (f"<< /Type /Font /Subtype /Type0 /BaseFont /Made /Encoding /Identity-H {more} /DescendantFonts "
                "[<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Made /CIDSystemInfo << /Registry (Adobe) /Ordering "
                "(Identity) /Supplement 0 >> /DW 1000 /W [0 11903 500] /FontDescriptor 6 0 R >>] >>").encode()
    descriptor = (b"<< /Type /FontDescriptor /FontName /Made /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 "
                  b"/Descent -120 /CapHeight 700 /StemV 80 >>")
    return [font("/ToUnicode 5 0 R"), font(""), stream(_TO_UNICODE.encode()), descriptor]


_TURNS = {0: "1 0 0 1", 90: "0 1 -1 0", 180: "-1 0 0 -1", 270: "0 -1 1 0", 45: "0.7 0.7 -0.7 0.7"}


def _words(put: Put, font: str) -> str:
    codes = put.text.encode("utf-16-be").hex()
    shown = f"<{codes}> Tj"
    if put.space:
        parts = (f"<{part.encode('utf-16-be').hex()}> {-put.space / put.size * 1000}" for part in re.findall(r"[^ ]* ?", put.text) if part)
        shown = f"[{' '.join(parts)}] TJ"
    return (f"BT {put.grey} g {font} {put.size} Tf {put.air} Tc {_TURNS[put.angle]} {put.x} {HEIGHT - put.y} Tm {shown} ET\n")


def _content(sheet: Sheet) -> bytes:
    drawn = "".join(f"{left} {HEIGHT - top} m {right} {HEIGHT - bottom} l S\n" for left, top, right, bottom in sheet.rules)
    picture = "q 500 0 0 700 50 50 cm /I Do Q\n" if sheet.picture else ""
    return (drawn + picture + "".join(_words(put, sheet.font) for put in sheet.puts)).encode()


def file_of(objects: Sequence[bytes], encrypt: bool = False) -> bytes:
    """The bytes of a file with these objects, the first of them its catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode() + b"".join(b"%010d 00000 n \n" % at for at in places)
    locked = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'11' * 32}> /U <{'22' * 32}> /P -4 >> /ID [<33> <33>] " if encrypt else ""
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R {locked}>>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(out)
