"""How well PDF files are read: the sample agreements in several layouts, read back and held against the text.

    python benchmarks/readers.py [--keep FOLDER]

For each layout: share of wrong characters (blanks and the signs between a term and its value aside), share of the
paragraphs that come back whole, whether the findings are those of the text (same rule, severity and clause), and the
seconds taken. The first four layouts are drawn here and need no font; the others are printed by Chromium and exported
by LibreOffice, where these are installed (with a Chinese font), and are named as skipped where not.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from made_pdf import Put, Sheet, column, pdf, wrapped  # noqa: E402

from clausecheck.checker import DEFAULT_PACKS, examine  # noqa: E402
from clausecheck.errors import InputError  # noqa: E402
from clausecheck.readers import from_bytes, from_text  # noqa: E402
from clausecheck.readers.case_file import CaseSources  # noqa: E402
from clausecheck.rulebook import Rulebook, open_rulebook  # noqa: E402
from clausecheck.text import Source  # noqa: E402

TERM = re.compile(r"(?![甲乙]方|Seller|Buyer)([^，。:：]{1,20})[:：] ?(.+)")
STYLE = {
    "one column": "@page{size:A4;margin:25mm}",
    "two columns": "@page{size:A4;margin:20mm}main{column-count:2;column-gap:8mm}",
    "justified, words divided": "@page{size:A4;margin:30mm}main{width:95mm}"
                                "p{text-align:justify;hyphens:auto;text-indent:2em}",
    "head, foot, table": "@page{size:A5;margin:20mm 15mm}",
}


def sheets(lines: Sequence[str], length: int, x: float = 60) -> list[list[Put]]:
    """Lines by pages or columns of so many."""
    return [column(lines[at : at + length], x=x) for at in range(0, len(lines), length)]


def one_column(text: str) -> bytes:
    return pdf(*map(Sheet, sheets([part for line in text.split("\n") for part in wrapped(line, 470)], 44)))


def two_columns(text: str) -> bytes:
    lines = [part for line in text.split("\n") for part in wrapped(line, 220)]
    pages = [lines[at : at + 88] for at in range(0, len(lines), 88)]
    return pdf(*(Sheet([*column(page[:44]), *column(page[44:], x=320)]) for page in pages))


def divided_with_head(text: str) -> bytes:
    pages = sheets([part for line in text.split("\n") for part in wrapped(line, 300, hyphen="-")], 40)
    return pdf(*(Sheet([Put(200, 40, "LANYU 订购协议"), *page, Put(290, 810, f"{n} / {len(pages)}")])
                 for n, page in enumerate(pages, 1)))


def drawn_row_by_row(text: str) -> bytes:
    """Two columns, their lines drawn from left to right over both."""
    lines = [part for line in text.split("\n") for part in wrapped(line, 220)]
    pages = [lines[at : at + 88] for at in range(0, len(lines), 88)]
    both = ([*column(page[:44]), *column(page[44:], x=320)] for page in pages)
    return pdf(*(Sheet(sorted(puts, key=lambda put: put.y)) for puts in both))


DRAWN: dict[str, Callable[[str], bytes]] = {
    "one column": one_column, "two columns": two_columns, "words divided, head, page numbers": divided_with_head,
    "two columns row by row": drawn_row_by_row,
}


def page_of(text: str, language: str, layout: str) -> str:
    """The agreement as a web page to be printed."""
    parts: list[str] = []
    for index, line in enumerate(filter(str.strip, text.split("\n"))):
        term = TERM.fullmatch(line) if "table" in layout else None
        if term:
            parts.append(f"<tr><td>{escape(term[1])}<td>{escape(term[2])}")
        else:
            parts.append(f"<h1>{escape(line)}</h1>" if index == 0 else f"<p>{escape(line)}</p>")
    inner = re.sub(r"((?:<tr>[^\0]*?)(?=<p>|<h1>|\Z))", r"<table>\1</table>", "".join(parts))
    style = ("body{font:10.5pt 'Noto Serif CJK SC',serif}p{margin:.4em 0}h1{font-size:16pt;text-align:center}"
             "table{border-collapse:collapse;width:100%}td{border:1px solid}" + STYLE[layout])
    return f"<!DOCTYPE html><html lang={language}><meta charset=utf-8><style>{style}</style><main>{inner}</main>"


def printed(text: str, language: str, folder: Path) -> Iterator[tuple[str, Path]]:
    """By Chromium, with its own head and foot where the layout asks for them."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        print("  SKIPPED: printed layouts (no chromium)")
        return
    for number, layout in enumerate(STYLE):
        page, target = folder / f"{language}-{number}.html", folder / f"{language}-{number}.pdf"
        page.write_text(page_of(text, language, layout), encoding="utf-8")
        bare = [] if "head" in layout else ["--no-pdf-header-footer"]
        run([chromium, "--headless", "--no-sandbox", "--disable-gpu", *bare, f"--print-to-pdf={target}", page.as_uri()])
        if target.exists():
            yield f"Chromium, {layout}", target
        else:
            print(f"  SKIPPED: Chromium, {layout} (it printed nothing)")


def exported(text: str, language: str, folder: Path) -> Iterator[tuple[str, Path]]:
    """By LibreOffice."""
    office = shutil.which("soffice")
    if office is None:
        print("  SKIPPED: LibreOffice (no soffice)")
        return
    source = folder / f"{language}-office.txt"
    source.write_text(text, encoding="utf-8")
    run([office, "--headless", "--convert-to", "pdf:writer_pdf_Export", str(source), "--outdir", str(folder)])
    if source.with_suffix(".pdf").exists():
        yield "LibreOffice", source.with_suffix(".pdf")
    else:
        print("  SKIPPED: LibreOffice (it exported nothing)")


def run(command: Sequence[str]) -> None:
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=180, check=False)


def bare(text: str) -> str:
    """Without blanks and the signs between a term and its value."""
    return re.sub(r"[\s|:：]+", "", text)


def error_rate(wanted: str, got: str) -> float:
    """Characters to be put, dropped or changed, by the wanted ones."""
    codes = SequenceMatcher(None, wanted, got, autojunk=False).get_opcodes()
    return sum(max(b - a, d - c) for kind, a, b, c, d in codes if kind != "equal") / len(wanted)


def findings(source: Source, book: Rulebook) -> list[tuple[str, str, str]]:
    report = examine(CaseSources(source), book)
    return sorted((f.rule, f.severity, f.clauses[0].number) for f in report.findings)


def row(layout: str, data: bytes, text: str, book: Rulebook) -> bool:
    """One line of the table; whether the findings agree."""
    began = time.perf_counter()
    try:
        source = from_bytes(data, layout)
    except InputError as error:
        print(f"  {layout:38} NOT READ: {error.sentence}")
        return False
    took = time.perf_counter() - began
    wanted = {bare(line) for line in text.split("\n") if line.strip()}
    whole = len(wanted & {bare(line) for line in source.text.split("\n")}) / len(wanted)
    same = findings(source, book) == findings(from_text(text), book)
    rate = error_rate(bare(text), bare(source.text))
    agree = "same" if same else "DIFFER"
    print(f"  {layout:38} errors {rate:6.2%}  whole {whole:4.0%}  findings {agree:6}  {took:5.2f} s")
    return same


def main() -> int:
    """Exit 1 where the findings of a layout differ from those of the text."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path, help="keep the files made in this folder")
    keep = parser.parse_args().keep
    book, good = open_rulebook(DEFAULT_PACKS), True
    with tempfile.TemporaryDirectory() as made:
        folder = keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        for language in ("zh", "en"):
            text = (ROOT / "samples/meilan" / language / "contract.txt").read_text(encoding="utf-8")
            print(f"samples/meilan/{language}")
            for layout, draw in DRAWN.items():
                good &= row(layout, draw(text), text, book)
            for layout, path in (*printed(text, language, folder), *exported(text, language, folder)):
                good &= row(layout, path.read_bytes(), text, book)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
