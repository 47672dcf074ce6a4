"""Files made to do harm cost one document and one sentence; plain text pays nothing for it."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from made_docx import docx, members, p, zipped
from typer.testing import CliRunner

from clausecheck.cli.app import app
from clausecheck.errors import InputError
from clausecheck.readers import from_bytes, guards, load, worker
from clausecheck.readers.extract import Extract, Line, Sheet, TooLongError, joined, row, trimmed
from clausecheck.readers.guards import open_archive, read_apart
from clausecheck.text import Place


def refused(data: bytes, sentence: str, name: str = "odd name.docx") -> None:
    with pytest.raises(InputError, match=sentence) as caught:
        from_bytes(data, name)
    assert str(caught.value).startswith(f"{name}: ")
    assert "\n" not in str(caught.value)


# -- archives --------------------------------------------------------------------------------------------------------


def test_a_zip_bomb_is_told_by_its_directory() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members(p("x")).items():
            archive.writestr(name, data)
        archive.writestr("word/media/image1.bmp", bytes(64 * 1024 * 1024))
    refused(out.getvalue(), "zip bomb")


def test_a_directory_that_lies_about_sizes_is_not_believed() -> None:
    files = members(p("x"))
    files["word/document.xml"] = files["word/document.xml"].replace("</w:body>", " " * 200_000 + "</w:body>")
    data = bytearray(zipped(files))
    real = struct.pack("<I", len(files["word/document.xml"]))
    assert real in data
    data = data.replace(real, struct.pack("<I", 10))
    refused(bytes(data), "cannot be unpacked|well-formed|damaged")


def test_inflating_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped({"a": b"1" * 1000, "b": b"2" * 1000})
    monkeypatch.setattr(guards, "INFLATED", 2500)
    archive = open_archive(data, "x")
    assert len(archive.read("a")) == 1000
    monkeypatch.setattr(guards, "INFLATED", 1500)
    with pytest.raises(InputError, match="zip bomb"):
        archive.read("b")


def test_too_many_members_and_double_names() -> None:
    refused(zipped({f"f{n}": b"" for n in range(guards.MEMBERS + 1)}), "zip bomb")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("a", "1")
        archive.writestr("a", "2")
    refused(out.getvalue(), "one name")


def test_a_locked_zip() -> None:
    data = bytearray(zipped({"a": b"words"}))
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    refused(bytes(data), "password")


def test_truncated_and_foreign_archives() -> None:
    refused(docx(p("x"))[:-30], "truncated or damaged")
    refused(b"PK\x03\x04", "truncated or damaged")
    refused(zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"}), "Excel workbook")


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [("EncryptedPackage", "locked with a password"), ("WordDocument", "old Word file"), ("Workbook", "old Excel"), ("Other", "old Office file")],
)
def test_office_files_of_the_old_kind(entry: str, sentence: str) -> None:
    refused(OLE + entry.encode("utf-16-le"), sentence)


# -- the process apart -----------------------------------------------------------------------------------------------


def made_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    """A reader that behaves badly, found by the process through this one's paths, in place of the one for html."""
    (tmp_path / "bad_reader.py").write_text(body, encoding="utf-8")
    (tmp_path / "bad_worker.py").write_text(
        "from clausecheck.readers import worker\nworker.READERS['html'] = 'bad_reader'\nmain = worker.main\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(guards, "_BOOT", guards._BOOT.replace("clausecheck.readers.worker", "bad_worker"))


HEAD = "import os, signal\nfrom clausecheck.readers.extract import Extract\ndef read(data, name):\n    "


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("while True: pass", "took longer than 0.8 seconds"),
        ("os.abort()", "its reader died"),
        ("os._exit(3)", "its reader died .exit code 3."),
        ("raise ZeroDivisionError", "its reader died .exit code 1."),
        ("return read(data, name)", "nested too deeply"),
        ("import nothing_of_that_name", "needs the package nothing_of_that_name"),
    ],
)
def test_a_reader_that_misbehaves_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, sentence: str) -> None:
    made_reader(tmp_path, monkeypatch, HEAD + body + "\n")
    with pytest.raises(InputError, match=sentence):
        read_apart("html", b"<p>x", "a.html", seconds=0.8 if "while" in body else 20)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux holds a process to its address space")
def test_memory_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made_reader(tmp_path, monkeypatch, HEAD + "return Extract(chr(65) * 900_000_000)\n")
    with pytest.raises(InputError, match="more than 400 MB of memory"):
        read_apart("html", b"<p>x", "a.html", megabytes=400)


def test_a_module_beside_the_agreement_is_not_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lxml.py").write_text("raise SystemExit('imported')", encoding="utf-8")
    (tmp_path / "json.py").write_text("raise SystemExit('imported')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert from_bytes(docx(p("定金")), "a.docx").text == "定金\n"


def test_the_other_documents_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bad.docx").write_bytes(docx(p("x"))[:-30])
    Path("good.docx").write_bytes(docx(p("第一条 定金5000元，任何情况下概不退还。")))
    done = CliRunner().invoke(app, ["check", "bad.docx", "good.docx", "--format", "json"])
    assert done.exit_code == 2
    assert done.stderr.startswith("clausecheck: bad.docx: truncated or damaged")
    assert "deposit-forfeiture-unconditional" in done.stdout


def test_plain_text_starts_no_process_and_imports_no_reader(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("1. a < b\n", encoding="utf-8")
    code = (f"import sys; from clausecheck.readers import load; load({str(file)!r}); "
            "print([m for m in ('lxml', 'subprocess', 'zipfile', 'clausecheck.readers.guards', 'clausecheck.readers.docx') if m in sys.modules])")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parent.parent, check=True)
    assert done.stdout.strip() == "[]"


def test_what_a_process_answers_is_what_the_reader_gave(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(docx(p("一 \U0001f697"), header=p("head")))
    source = load(file)
    assert source.text == "一 \U0001f697\n"
    assert source.places == (Place(0, 3, "paragraph", (0,)),)
    assert [note.en for note in source.notes] == ["page headers and footers, not read, 1 words: “head”"]


def test_every_reader_has_a_module() -> None:
    from importlib import import_module

    assert all(callable(import_module(module).read) for module in worker.READERS.values())


# -- the sheet -------------------------------------------------------------------------------------------------------


def test_sheet_writes_lines_and_one_blank_between() -> None:
    sheet = Sheet()
    for text in ("", "a", "", " ", "b", ""):
        sheet.write(Line(text))
    assert sheet.extract(()) == Extract("a\n\nb\n")


def test_sheet_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clausecheck.readers.extract.LIMIT", 5)
    with pytest.raises(TooLongError):
        Sheet().write(Line("123456"))


def test_places_move_with_their_words() -> None:
    line = trimmed(joined([Line("  "), Line("ab ").within("paragraph", 1), Line("\u3000")], ""))
    assert line == Line("ab", (Place(0, 2, "paragraph", (1,)),))
    found = row([[Line("a").within("cell", 1)], [], [Line("b"), Line("c").within("cell", 2)]])
    assert found == [Line("a |  | b c", (Place(0, 1, "cell", (1,)), Place(9, 10, "cell", (2,))))]
