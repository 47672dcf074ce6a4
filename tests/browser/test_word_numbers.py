"""What a reader sees: numbers and order of a Word document as our reader has them, beside LibreOffice's own text of it."""

import shutil
import subprocess
from pathlib import Path

import pytest
from made_docx import docx, level, numbering, p, row, t, table

from clausecheck.readers.docx import read

pytestmark = pytest.mark.browser
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")

# LibreOffice gives no legal numbering (isLgl) and no full-width digits: those are held to the standard, not to it.
SCHEMES = {
    "articles": [level(0, "chineseCounting", "第%1条"), level(1, "decimal", "%1.%2"), level(2, "lowerLetter", "(%3)")],
    "dotted": [level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"), level(2, "lowerRoman", "(%3)")],
    "chapters": [level(0, "upperRoman", "Part %1"), level(1, "upperLetter", "%2."), level(2, "decimal", "%3)")],
    "late start": [level(0, "decimal", "Article %1", start=4), level(1, "decimal", "%1.%2"), level(2, "lowerLetter", "%3.")],
}
STEPS = (0, 1, 1, 2, 2, 1, 0, 1, 2, 0, 0, 1, 1)


def seen(body: str, scheme: list[str], folder: Path) -> tuple[list[str], list[str]]:
    """The lines of our reader and of LibreOffice, white space made even."""
    data = docx(body, numbering=numbering(scheme))
    (folder / "a.docx").write_bytes(data)
    assert OFFICE
    subprocess.run([OFFICE, f"-env:UserInstallation={(folder / 'home').as_uri()}", "--headless", "--convert-to", "txt:Text (encoded):UTF8",
                    "--outdir", str(folder), str(folder / "a.docx")], check=True, capture_output=True, timeout=120)
    theirs = (folder / "a.txt").read_text(encoding="utf-8-sig")
    return *(["".join(line.split()) for line in text.split("\n") if line.strip()] for text in (read(data, "a.docx").text, theirs)),


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed: Word numbering was not compared with it")
@pytest.mark.parametrize("scheme", SCHEMES)
def test_numbers_are_those_that_a_reader_sees(scheme: str, tmp_path: Path) -> None:
    body = "".join(p(t(f"clause {n}"), num=1, level=step) for n, step in enumerate(STEPS))
    ours, theirs = seen(body, SCHEMES[scheme], tmp_path)
    assert ours == theirs
    assert len(ours) == len(STEPS)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed: the order of tables was not compared with it")
def test_tables_stand_where_a_reader_sees_them(tmp_path: Path) -> None:
    body = p(t("before")) + table(row(p(t("总价")), p(t("318,900元"))), row(p(t("定金")), p(t("5,000元")))) + p(t("after"))
    ours, theirs = seen(body, SCHEMES["dotted"], tmp_path)
    assert "".join(ours).replace("|", "") == "".join(theirs)
