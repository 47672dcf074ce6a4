"""Files made to do harm, given to `check` beside a good one: one sentence each, exit 2, and the good one is checked."""

from __future__ import annotations

import io
import json
import os
import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_docx import docx, level, members, numbering, p, row, style, t, table, zipped
from made_pdf import Put, Sheet, column, file_of, pdf, stream, wrapped
from typer.testing import CliRunner

from clausecheck import check
from clausecheck.checker import examine
from clausecheck.cli.app import app
from clausecheck.errors import InputError
from clausecheck.findings import Report
from clausecheck.readers import files, from_text, load, worker
from clausecheck.readers.case_file import CaseSources
from clausecheck.readers.extract import LIMIT

TERM = "第一条 定金5000元，任何情况下概不退还。"
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12)) + "]>"


def spaces(megabytes: int) -> bytes:
    """A docx whose document.xml holds so many megabytes of blanks."""
    out, files = io.BytesIO(), members(p(TERM))
    head, _, tail = files["word/document.xml"].partition("</w:body>")
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            with archive.open(name, "w", force_zip64=True) as member:
                if name != "word/document.xml":
                    member.write(data.encode())
                    continue
                member.write(head.encode())
                for _ in range(megabytes):
                    member.write(b" " * 2**20)
                member.write(f"</w:body>{tail}".encode())
    return out.getvalue()


def declared(declaration: str, words: str, encoding: str = "utf-8") -> bytes:
    """A docx whose document.xml opens with a document type declaration."""
    parts: dict[str, str | bytes] = dict(members(p(words)))
    body = str(parts["word/document.xml"]).split("?>", 1)[1]
    parts["word/document.xml"] = f'<?xml version="1.0" encoding="{encoding}"?>{declaration}{body}'.encode(encoding)
    return zipped(parts)


def nested_tables(depth: int) -> bytes:
    return docx("<w:tbl><w:tr><w:tc>" * depth + p(TERM) + "</w:tc></w:tr></w:tbl>" * depth)


def page(body: str) -> bytes:
    return f"<!DOCTYPE html><html><body>{body}{TERM}</body></html>".encode()


def tree(*objects: str | bytes) -> bytes:
    """A PDF of these objects below its catalogue; the second object is the root of the pages."""
    return file_of([b"<< /Type /Catalog /Pages 2 0 R >>", *(o if isinstance(o, bytes) else o.encode() for o in objects)])


def inflating(times: int) -> bytes:
    """A page whose content is packed so many times over: 64 MB, of blanks."""
    data = b" " * 2**26
    for _ in range(times):
        data = zlib.compress(data)
    filters = "/FlateDecode " * times
    return tree("<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
                f"<< /Length {len(data)} /Filter [{filters}] >>\nstream\n".encode() + data + b"\nendstream")


FORM = "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>"
ITSELF = ("<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
          "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>",
          stream(b"/X Do"), stream(b"/X Do", FORM))

HARMFUL: dict[str, tuple[Callable[[], bytes], str]] = {
    "spaces.docx": (lambda: spaces(512), "zip bomb"),
    "laughs.docx": (lambda: declared(LAUGHS, "&m;"), "document type declaration"),
    "laughs-16.docx": (lambda: declared(LAUGHS, "&m;", "utf-16"), "well-formed|document type declaration"),
    "outside.docx": (lambda: declared('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "&e;"),
                     "document type declaration"),
    "deep.docx": (lambda: nested_tables(10_000), "well-formed|nested too deeply"),
    "controls.docx": (lambda: docx(p("a&#xD800;b")), "well-formed"),
    "long.docx": (lambda: docx(p("定金" * (LIMIT // 2)) * 2), "more than a million characters"),
    "deep.html": (lambda: page("<div>" * 100_000), "400 tags stand inside each other"),
    "attributes.html": (lambda: page("<a " + "x='' " * 200_000 + ">"), "attributes"),
    "circle.pdf": (lambda: tree("<< /Type /Pages /Count 5 /Kids [2 0 R 2 0 R] >>"), "damaged: page 1"),
    "circle-2.pdf": (lambda: tree("<< /Type /Pages /Count 5 /Kids [3 0 R] >>", "<< /Type /Pages /Count 5 /Kids [2 0 R] >>"),
                     "damaged: page 1"),
    "deep.pdf": (lambda: tree(*(f"<< /Type /Pages /Count 1 /Kids [{n} 0 R] >>" for n in range(3, 9_000))), "damaged: page 1"),
    "itself.pdf": (lambda: tree(*ITSELF), "no text|reader died"),
    "packed.pdf": (lambda: inflating(3), "no text|reader died"),
    "nothing.pdf": (lambda: tree("<< /Type /Pages /Count 2147483647 /Kids [] >>"), "no agreement|no text|damaged|no pages"),
    "nul.txt": (lambda: "\0".join(TERM).encode(), "not text|binary"),
    "surrogate.txt": (lambda: TERM.encode() + b"\xed\xa0\x80", "not text in any encoding"),
    "surrogate.md": (lambda: b"# x\n" + b"\xed\xbf\xbf" * 9, "not text in any encoding"),
    "surrogate.html": (lambda: page("<p>x").replace(b"x", b"\xed\xa0\x80"), "not text in any encoding"),
    "long.txt": (lambda: b"a " * 6 * LIMIT + b"a", "more than twelve million characters"),
    "laughs.yaml": (lambda: b"a: &a [x, x]\nb: &b [*a, *a]\ncontract: *b\n", "anchors .* are refused"),
    "deep.yaml": (lambda: b"contract: " + b"{a: " * 100_000, "nested more than 60 deep|nesting depth"),
    "nul.yaml": (lambda: b'contract: "a\\0b.txt"\n', "null byte"),
    "nul-2.yaml": (lambda: b"contract: a\0b.txt\n", "a character that no text may hold"),
    "surrogate.yaml": (lambda: b'contract: "\\ud800.txt"\n', "not valid YAML"),
    "itself.yaml": (lambda: b"contract: itself.yaml\n", "no agreement is one"),
    "device.yaml": (lambda: b"contract: /dev/zero\n", "no regular file|no such file"),
    "folder.yaml": (lambda: b"contract: .\n", "a folder, not a file"),
}


def told(*arguments: str) -> tuple[int, list[str], str]:
    """Exit code, sentences on stderr, stdout."""
    done = CliRunner().invoke(app, ["check", "--format", "short", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.exit_code, done.stderr.splitlines(), done.stdout


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("good.txt").write_text(TERM, encoding="utf-8")


@pytest.mark.parametrize("name", HARMFUL)
def test_one_sentence_and_the_others_go_on(name: str) -> None:
    make, sentence = HARMFUL[name]
    Path(name).write_bytes(make())
    code, said, out = told(name, "good.txt", "-o", "out.json")
    assert code == 2
    assert len(said) == 1
    assert re.search(sentence, said[0])
    assert out.startswith("good.txt: 第一条")
    assert [source["name"] for source in json.loads(Path("out.json").read_text("utf-8"))["sources"]] == ["good.txt"]


def test_a_report_that_cannot_be_made_leaves_the_old_one() -> None:
    Path("out.json").write_text("as it was", encoding="utf-8")
    Path("bad.docx").write_bytes(spaces(9)[:-40])
    assert told("bad.docx", "-o", "out.json")[0] == 2
    assert told("good.txt", "good.txt", "-o", "out.json", "-o", "out.html")[:2] == (
        2, ["clausecheck: a html file holds one report: check the files one by one, or use json"])
    assert Path("out.json").read_text(encoding="utf-8") == "as it was"
    assert sorted(os.listdir()) == ["bad.docx", "good.txt", "out.json"]


# -- what is no file, and what a file may be called ------------------------------------------------------------------


@pytest.mark.skipif(os.name != "posix", reason="pipes, devices and links as Unix has them")
@pytest.mark.parametrize("suffix", [".txt", ".docx", ".yaml"])
def test_what_is_no_regular_file_keeps_nobody_waiting(suffix: str) -> None:
    os.mkfifo("pipe" + suffix)
    os.symlink("/dev/zero", "zero" + suffix)
    os.symlink("b" + suffix, "a" + suffix)
    os.symlink("a" + suffix, "b" + suffix)
    os.mkdir("folder" + suffix)
    names = [name + suffix for name in ("pipe", "zero", "a", "folder")]
    code, said, out = told(*names, "good.txt", "--promised", "good.txt")
    assert code == 2
    assert [line.split(": ")[1] for line in said] == names
    assert out.startswith("good.txt")
    assert told("good.txt", "--promised", "pipe" + suffix)[0] == 2


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such names")
@pytest.mark.parametrize("name", [b"a\nb.txt", b"a\rb.txt", b"\x1b[31mred.txt", "\u202etxt.exe".encode(), b"\xff\xfe.txt", b"-x.txt",
                                  b"--help", b"[red]%s$(id){x}.txt", b"a'b\"c<d>&.txt", b"x" * 251 + b".txt", b"~", b"http:"])
def test_odd_names(name: bytes) -> None:
    Path(os.fsdecode(name)).write_text(TERM, encoding="utf-8")
    for format in ("short", "terminal", "html", "json", "markdown", "sarif"):
        done = CliRunner().invoke(app, ["check", "--format", format, "--", os.fsdecode(name)])
        assert done.exit_code == 1, done.exception
        assert not set(done.stdout) & set("\x1b\r\u202e")
        if format == "short":
            assert done.stdout.count("\n") == 1
    missing = told("--", os.fsdecode(name) + "?")
    assert (missing[0], len(missing[1])) == (2, 1)


def test_a_name_that_no_system_takes() -> None:
    code, said, _ = told("x" * 300, "a/" * 3000, "a\0b", "good.txt")
    assert (code, len(said)) == (2, 3)
    assert check(TERM * 30).findings, "a text in one long line is a text"


def test_standard_input_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clausecheck.readers.MAX_BYTES", 8)
    done = CliRunner().invoke(app, ["check", "-"], input=TERM)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "no agreement is that long" in done.stderr


def test_a_file_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 8)
    with pytest.raises(InputError, match=r"good\.txt: larger than"):
        load("good.txt")


def test_a_text_has_a_limit() -> None:
    with pytest.raises(InputError, match="more than twelve million characters"):
        from_text("a " * 6 * LIMIT + "a")


# -- where a report is written ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("option", ["--promised", "--agreed"])
def test_a_report_never_takes_the_place_of_what_is_checked(option: str) -> None:
    Path("said.txt").write_text("支持先验车后付尾款。", encoding="utf-8")
    Path("case.yaml").write_text("contract: good.txt\n", encoding="utf-8")
    for asked, target in ((("good.txt",), "./good.txt"), (("good.txt", option, "said.txt"), "said.txt"), (("case.yaml",), "good.txt")):
        code, said, _ = told(*asked, "-o", target)
        assert (code, said) == (2, [f"clausecheck: {target} is checked itself: the report needs another name"])
    assert Path("good.txt").read_text(encoding="utf-8") == TERM


@pytest.mark.skipif(os.name != "posix", reason="pipes and links as Unix has them")
def test_a_report_is_written_through_a_link_and_never_over_a_pipe() -> None:
    Path("reports").mkdir()
    os.symlink("reports/real.json", "link.json")
    assert told("good.txt", "-o", "link.json")[0] == 1
    assert Path("link.json").is_symlink()
    assert Path("reports/real.json").is_file()
    os.mkfifo("pipe.json")
    assert told("good.txt", "-o", "pipe.json")[:2] == (2, ["clausecheck: pipe.json cannot be written: it is no regular file"])


def test_an_error_of_ours_costs_one_document_and_is_no_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("bad.txt").write_text(TERM, encoding="utf-8")

    def broken(case: CaseSources, *rest: object, **more: object) -> Report:
        if case.contract.name == "bad.txt":
            raise ZeroDivisionError("division by zero")
        return examine(case, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("clausecheck.checker.examine", broken)
    code, said, out = told("bad.txt", "good.txt")
    assert code == 2
    assert len(said) == 1
    assert "bad.txt: not checked: an error in clausecheck itself: ZeroDivisionError: division by zero (test_hostile.py:" in said[0]
    assert out.startswith("good.txt")


# -- damaged files ---------------------------------------------------------------------------------------------------

WORD = members(
    p(TERM, num=1) + table(row("项目", "单价"), row("车", "1")) + p(t("注"), '<w:r><w:footnoteReference w:id="1"/></w:r>', style="A"),
    numbering=numbering([level(0, "chineseCounting", "第%1条")]), styles=style("A", based_on="B") + style("B"),
    footnotes='<w:footnote w:id="1">' + p("含税") + "</w:footnote>",
)
WHOLE = {
    "docx": zipped(WORD),
    "html": page('<style>.x{display:none}</style><ol start=3 type=i><li>a<li value=7>b</ol><table><tr><th rowspan=2>c<td>1<tr><td>2</table>'),
    "pdf": pdf(Sheet([*column(wrapped(TERM * 3, 300)), Put(200, 400, "DRAFT", angle=45)], rules=[(50, 50, 300, 50)], fields=[(60, 700, "x")])),
}


def answered(kind: str, data: bytes) -> None:
    """A text whose places lie in it, or one sentence; anything else is an error of ours."""
    answer = worker.respond(kind, data, "x", 1536)
    if "error" in answer:
        assert "\n" not in answer["error"]
        return
    answer["text"].encode("utf-8")
    assert all(0 <= start <= end <= len(answer["text"]) for start, end, _, _ in answer["places"])


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(sorted(WHOLE)), st.floats(0, 1))
def test_a_file_cut_off_anywhere(kind: str, share: float) -> None:
    answered(kind, WHOLE[kind][: int(share * len(WHOLE[kind]))])


@settings(deadline=None, max_examples=200)
@given(st.sampled_from([*sorted(WHOLE), *(name for name in WORD if name.startswith("word/"))]),
       st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 30), st.binary(max_size=12)), min_size=1, max_size=4))
def test_a_file_with_bytes_changed(what: str, changes: list[tuple[float, int, bytes]]) -> None:
    data = WHOLE[what] if what in WHOLE else WORD[what].encode()
    for share, gone, new in changes:
        at = int(share * len(data))
        data = data[:at] + new + data[at + gone :]
    answered(*((what, data) if what in WHOLE else ("docx", zipped({**WORD, what: data}))))


def test_characters_without_a_size_are_no_part_of_a_page() -> None:
    content = stream(b"BT /F1 0 Tf 1 0 0 0 9 99 Tm (hidden) Tj /F1 1e9 Tf (huge) Tj /F1 -9 Tf -1 0 0 -1 9 50 Tm (seen) Tj ET")
    data = tree("<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
                content, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    assert worker.respond("pdf", data, "x", 1536)["text"] == "seen\n"


def test_a_footnote_that_names_itself_is_read_once() -> None:
    again = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    data = docx(p(TERM, again), footnotes='<w:footnote w:id="1">' + p("注", again, again) + "</w:footnote>")
    assert worker.respond("docx", data, "x", 1536)["text"] == f"{TERM}\n[1] 注\n"


@pytest.mark.parametrize("encoding", ["unicode_escape", "raw_unicode_escape", "punycode", "idna", "utf-7", "undefined", "cp037", "zlib"])
def test_what_is_no_encoding_of_web_pages_is_not_decoded_by(encoding: str) -> None:
    data = f"<html><meta charset={encoding}><p>{TERM}</html>".encode()
    assert worker.respond("html", data, "x", 1536)["text"] == TERM + "\n"
