"""PDF → text: reading order, paragraphs, tables, what is left out, what is refused. The files are made here."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_pdf import HEIGHT, WIDTH, Put, Sheet, column, pdf, wide, wrapped
from typer.testing import CliRunner

from clausecheck.cli.app import app
from clausecheck.errors import InputError
from clausecheck.readers import from_bytes, guards, worker
from clausecheck.readers.guards import read_apart
from clausecheck.readers.pdf import glyphs as pdf_glyphs
from clausecheck.readers.pdf import read

SAMPLES = Path(__file__).parent.parent / "samples"
EN = [
    "1. The Buyer shall pay the balance of RMB 313,900 within seven days of receiving the payment notice, failing which "
    "the Seller may cancel the order and keep the earnest money without further notice to anyone.",
    "2. The Seller delivers the vehicle within thirty days after the balance has been paid, and the Buyer may then inspect "
    "its bodywork, its interior and its documents before signing the record of handover.",
    "3. Neither party is liable for a delay caused by circumstances beyond its control that could not have been foreseen "
    "when this agreement was signed, provided that it tells the other party at once.",
]
ZH = [
    "第一条 乙方应当在收到付款通知之日起7日内一次性付清尾款人民币313,900元，逾期未付的，甲方有权取消订单，已付定金不予退还，车辆由甲方另行出售。",
    "第二条 甲方应当在乙方付清尾款之日起30日内，在琼海交付中心向乙方交付车辆，乙方可以查验车辆的外观、内饰、功能和里程，与约定不符的有权拒收。",
    "第三条 因不可抗力不能履行本协议的，受影响的一方应当及时通知对方，并在15日内提供证明，双方可以协商解除本协议并退还全部已付款项。",
]


def text_of(*sheets: Sheet) -> str:
    return read(pdf(*sheets), "a.pdf").text


def lines_of(*sheets: Sheet) -> list[str]:
    return [line for line in text_of(*sheets).split("\n") if line]


def set_in(paragraphs: list[str], width: float, **more: str) -> list[str]:
    return [line for paragraph in paragraphs for line in wrapped(paragraph, width, **more)]


# -- paragraphs ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("paragraphs", [EN, ZH], ids=["en", "zh"])
@pytest.mark.parametrize("width", [120, 200, 400])
def test_a_paragraph_is_one_line(paragraphs: list[str], width: float) -> None:
    assert lines_of(Sheet(column(set_in(paragraphs, width)))) == paragraphs


@pytest.mark.parametrize("hyphen", ["-", "\u2010", "\xad"])
def test_divided_words_are_mended(hyphen: str) -> None:
    lines = set_in(EN, 200, hyphen=hyphen)
    assert sum(line.endswith(hyphen) for line in lines) >= 2
    assert lines_of(Sheet(column(lines))) == EN


def test_a_compound_keeps_its_hyphen_at_the_end_of_a_line() -> None:
    lines = ["The earnest money is non-", "refundable and the clean-", "up cost, a clean-up fee, re-", "mains payable in 2024-", "2025."]
    said = " ".join(lines_of(Sheet(column(lines))))
    assert said == "The earnest money is non-refundable and the clean-up cost, a clean-up fee, remains payable in 2024-2025."


def test_ligatures_and_radicals_are_plain_characters() -> None:
    assert lines_of(Sheet(column(["The ﬁrst oﬀer, an oﬃcial aﬄuent", "⼀⽅"]))) == ["The first offer, an official affluent", "一方"]


def test_stretched_lines_keep_their_words() -> None:
    stretched = [Put(60, 80, EN[0][:60], space=6), Put(60, 95, "第一条　乙方应付清", air=2), Put(60, 110, "乙方应付清尾款。", air=3)]
    assert lines_of(Sheet(stretched)) == [EN[0][:60].strip(), "第一条 乙方应付清", "乙方应付清尾款。"]


def test_first_lines_set_in_begin_paragraphs() -> None:
    puts = []
    for n, paragraph in enumerate(["The Buyer inspects it. " * 4, "The Seller pays it all. " * 4, "Each party signs it. " * 5] * 2):
        first, *rest = wrapped("0000" + paragraph.strip(), 160)
        puts += [Put(80, 80 + 75 * n, first[4:]), *column(rest, y=95 + 75 * n)]
    assert [line[:9] for line in lines_of(Sheet(puts))] == ["The Buyer", "The Selle", "Each part"] * 2


def test_a_hanging_number_stays_with_its_text() -> None:
    puts = []
    for n, paragraph in enumerate(EN):
        number, words = paragraph.split(" ", 1)
        puts += [Put(60, 80 + 90 * n, number), *column(wrapped(words, 220), x=80, y=80 + 90 * n)]
    assert lines_of(Sheet(puts)) == EN


def test_short_lines_are_not_run_together() -> None:
    lines = ["甲方：远岚汽车销售有限公司", "乙方：何女士", "车型：澜屿L7", "Seller: Harrow Motors Ltd.", "Buyer: Ms Li"]
    assert lines_of(Sheet(column(lines))) == lines


def test_white_above_a_paragraph_is_a_blank_line() -> None:
    lines = [*wrapped(EN[0], 200), "", "", *wrapped(EN[1], 200)]
    assert text_of(Sheet(column(lines))) == f"{EN[0]}\n\n{EN[1]}\n"


def test_a_paragraph_goes_on_over_the_page() -> None:
    lines = set_in(EN, 200)
    assert lines_of(*(Sheet(column(part)) for part in (lines[:7], lines[7:9], lines[9:]))) == EN


def test_bold_by_drawing_twice_is_read_once() -> None:
    assert lines_of(Sheet([Put(60, 80, "Deposit"), Put(60.3, 80, "Deposit")])) == ["Deposit"]


# -- order -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("paragraphs", [EN, ZH], ids=["en", "zh"])
@pytest.mark.parametrize("drawn", ["by column", "row by row"])
@pytest.mark.parametrize("shift", [0, 7], ids=["level", "offset"])
def test_two_columns(paragraphs: list[str], drawn: str, shift: float) -> None:
    lines = set_in(paragraphs, 220)
    half = (len(lines) + 1) // 2
    puts = [*column(lines[:half], y=140), *column(lines[half:], x=320, y=140 + shift)]
    if drawn == "row by row":
        puts.sort(key=lambda put: put.y)
    title = [Put(170, 80, "汽车订购协议 AGREEMENT ON THE SALE", 16)]
    assert lines_of(Sheet([*puts, *title])) == ["汽车订购协议 AGREEMENT ON THE SALE", *paragraphs]


def test_three_columns() -> None:
    lines = set_in(EN, 140)
    third = len(lines) // 3 + 1
    puts = [put for n in range(3) for put in column(lines[n * third : (n + 1) * third], x=50 + 170 * n)]
    assert lines_of(Sheet(sorted(puts, key=lambda put: put.y))) == EN


def test_three_columns_whose_lines_stand_on_no_common_grid() -> None:
    lines = set_in(EN * 2, 140)
    third = len(lines) // 3 + 1
    puts = [put for n in range(3) for put in column(lines[n * third : (n + 1) * third], x=50 + 170 * n, y=80 + 5 * n)]
    assert lines_of(Sheet(puts)) == EN * 2


SIGNED = ["Seller:", "Buyer:", "Date:", "Place:", "Phone:", "Bank:", "Account:", "Witness:", "Signed:", "Stamp:"]


def test_a_right_column_that_ends_in_short_lines() -> None:
    lines = set_in(EN, 220)
    puts = [*column(lines[:9]), *column(lines[9:], x=320), *column(SIGNED, x=320, y=80 + 15 * len(lines[9:]))]
    assert lines_of(Sheet(puts)) == [*EN, *SIGNED]


def test_a_last_page_with_short_lines_only_in_the_right_column() -> None:
    lines = set_in(EN * 2, 220)
    pages = [Sheet([*column(lines[:9]), *column(lines[9:18], x=320)]), Sheet([*column(lines[18:]), *column(SIGNED, x=320)])]
    assert lines_of(*pages) == [*EN * 2, *SIGNED]


def justified(lines: list[str], x: float, y: float, width: float, step: float = 15) -> list[Put]:
    """Lines whose blanks are stretched until they are as wide as the column; the last one is not."""
    found = []
    for n, line in enumerate(lines):
        room = (width - wide(line)) / max(1, line.count(" "))
        found.append(Put(x, y + step * n, line, space=room if n < len(lines) - 1 else 0))
    return found


@pytest.mark.parametrize("width", [110, 130])
def test_stretched_lines_of_a_narrow_column_are_no_table(width: float) -> None:
    puts, y = [], 80.0
    for paragraph in EN:
        lines = wrapped(paragraph, width)
        puts += [put for x in (60, 60 + width + 25) for put in justified(lines, x, y, width)]
        y += 15 * len(lines) + 10
    assert " | " not in text_of(Sheet(puts))


def test_a_table_whose_gaps_are_alike_is_one() -> None:
    rows = [["deposit", "2024", "5000"], ["advance", "2025", "6000"], ["balance", "2026", "7000"]]
    puts = [Put(60 + x, 80 + 15 * n, cell) for n, row in enumerate(rows) for x, cell in zip((0, 75, 135), row, strict=True)]
    assert lines_of(Sheet(puts)) == [" | ".join(row) for row in rows]


def test_a_last_page_with_one_line_in_the_right_column() -> None:
    lines = set_in(EN * 2, 220)
    rest = lines[20:]
    pages = [Sheet([*column(lines[:10]), *column(lines[10:20], x=320)]), Sheet([*column(rest[:-1]), *column(rest[-1:], x=320)])]
    assert lines_of(*pages) == EN * 2


def test_columns_of_short_items_are_told_by_the_order_of_the_file() -> None:
    lines = [part for line in ZH for part in (*wrapped(line, 220), "（一） 停产的；", "（二） 迟延的；", "（三） 其他情形；", "第四条 其他")]
    half = len(lines) // 2
    puts = [*column(lines[:half], step=15), *column(lines[half:], x=320, y=84, step=19)]
    assert lines_of(Sheet(puts))[0] == ZH[0] and " | " not in text_of(Sheet(puts))


def test_a_form_whose_values_are_written_last_is_read_row_by_row() -> None:
    labels, values = ZH[0][:20], ["2025年9月30日前", "琼海", "人民币5,000元", "白色"]
    puts = [*column([f"{labels}{n}" for n in range(4)], step=18), *column(values, x=320, step=18)]
    assert lines_of(Sheet(puts)) == [f"{labels}{n} | {value}" for n, value in enumerate(values)]


def test_two_languages_side_by_side_without_lines() -> None:
    puts, y = [], 80.0
    for zh, en in zip(ZH, EN, strict=True):
        cells = [wrapped(zh, 210), wrapped(en, 210)]
        puts += [*column(cells[0], y=y), *column(cells[1], x=290, y=y)]
        y += 15 * max(map(len, cells)) + 6
    assert lines_of(Sheet(puts)) == [" | ".join(row) for row in zip(ZH, EN, strict=True)]


def test_a_heading_stretched_over_both_columns() -> None:
    lines = set_in(EN, 220)
    puts = [*justified(["FURNITURE SALE AND DELIVERY", ""], 60, 80, 480), *column(lines[:9], y=110), *column(lines[9:], x=320, y=110)]
    assert lines_of(Sheet(puts)) == ["FURNITURE SALE AND DELIVERY", *EN]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_text_is_read_upright_however_the_page_is_turned(turn: int, angle: int) -> None:
    places = {0: (60, 100, 0, 15), 90: (100, 700, 15, 0), 180: (500, 700, 0, -15), 270: (400, 60, -15, 0)}
    x, y, right, down = places[angle]
    lines = set_in(EN, 250)
    puts = [Put(x + right * n, y + down * n, line, angle=angle) for n, line in enumerate(lines)]
    extract = read(pdf(Sheet(puts, turn=turn)), "a.pdf")
    assert [line for line in extract.text.split("\n") if line] == EN
    width, height = (WIDTH, HEIGHT) if turn % 180 == 0 else (HEIGHT, WIDTH)
    for place in extract.places:
        _, left, top, right_, bottom = place.at
        assert 0 <= left < right_ <= width and 0 <= top < bottom <= height
        assert (right_ - left > bottom - top) == ((turn + angle) % 180 == 0), "boxes are those of the page as shown"


# -- tables ----------------------------------------------------------------------------------------------------------

TERMS = [("Model", "Lanyu L7"), ("Vehicle price", "RMB 318,900"), ("Balance", "RMB 313,900"), ("定金", "人民币5,000元")]


def test_a_table_is_read_row_by_row() -> None:
    puts = [put for n, (term, value) in enumerate(TERMS) for put in (Put(60, 80 + 20 * n, term), Put(250, 80 + 20 * n, value))]
    wanted = [" | ".join(row) for row in TERMS]
    assert lines_of(Sheet(puts)) == wanted
    by_column = sorted(puts, key=lambda put: put.x)
    assert lines_of(Sheet(by_column)) == wanted, "whatever the order of drawing"


def framed(rows: list[tuple[str, ...]], edges: list[float], y: float = 80, step: float = 14) -> Sheet:
    """A table with all of its lines drawn, cells wrapped and set in the middle of their rows."""
    puts, rules = [], []
    for row in rows:
        cells = [wrapped(cell, right - left - 18) for cell, left, right in zip(row, edges, edges[1:], strict=False)]
        height = step * max(map(len, cells)) + 4
        rules.append((edges[0], y, edges[-1], y))
        for cell, left in zip(cells, edges, strict=False):
            above = (height - step * len(cell)) / 2 + 10
            puts += column(cell, x=left + 4, y=y + above, step=step)
        rules += [(x, y, x, y + height) for x in edges]
        y += height
    return Sheet(puts, [*rules, (edges[0], y, edges[-1], y)])


def test_wrapped_cells_stay_cells() -> None:
    rows = [("No", "Item", "What it is"), ("1", "Place of delivery", EN[1][3:]), ("2", "Deposit", "RMB 5,000"), ("3", "违约责任", ZH[0][4:])]
    assert lines_of(framed(rows, [60, 90, 190, 420])) == [" | ".join(row) for row in rows]


def test_two_languages_side_by_side_in_a_frame() -> None:
    rows = list(zip(ZH, EN, strict=True))
    assert lines_of(framed(rows, [60, 300, 540])) == [" | ".join(row) for row in rows]


def test_a_cell_without_lines_goes_on_below() -> None:
    puts = [Put(60, 80, "Model"), Put(250, 80, "Lanyu L7"), Put(60, 110, "Delivery"), Put(250, 110, "Lanyu Qionghai"),
            Put(250, 124, "Delivery Centre"), Put(60, 154, "Deposit"), Put(250, 154, "RMB 5,000")]
    assert lines_of(Sheet(puts))[1] == "Delivery | Lanyu Qionghai Delivery Centre"


# -- what is left out ------------------------------------------------------------------------------------------------


def notes(*sheets: Sheet) -> list[str]:
    return [note.en for note in read(pdf(*sheets), "a.pdf").notes]


@pytest.mark.parametrize("number", ["{n}", "- {n} -", "Page {n} of 3", "第{n}页 共3页", "{n}/3", "第 {n} 页"])
def test_running_heads_and_page_numbers_are_left_out_and_told(number: str) -> None:
    pages = [Sheet([Put(200, 40, "Lanyu Auto Order Agreement"), *column(wrapped(paragraph, 300)), Put(280, 800, number.format(n=n))])
             for n, paragraph in enumerate(EN, start=1)]
    assert lines_of(*pages) == EN
    assert notes(*pages) == ["heads and feet repeated on pages, not read, 4 words: “Lanyu Auto Order Agreement”", "3 page numbers, not read"]


def test_a_page_number_on_a_single_page_and_a_figure_in_the_text() -> None:
    sheet = Sheet([*column(["The vehicles are numbered"] + ["7"]), Put(290, 810, "1")])
    assert lines_of(sheet) == ["The vehicles are numbered", "7"]


def test_words_repeated_in_the_middle_of_pages_are_kept() -> None:
    pages = [Sheet([*column(wrapped(paragraph, 300)), Put(60, 400, "Initials of the Buyer")]) for paragraph in EN]
    assert text_of(*pages).count("Initials of the Buyer") == 3


def test_watermarks_white_words_pictures_are_told() -> None:
    puts = [*column(["The Buyer pays."]), Put(200, 500, "DRAFT", 50, angle=45), Put(60, 300, "No refund", grey=1)]
    sheet = Sheet(puts, picture=True)
    assert lines_of(sheet) == ["The Buyer pays.", "No refund"]
    assert notes(sheet) == ["text too small or white to see, read like the rest, 2 words: “No refund”",
                            "slanted text (a watermark), not read, 1 words: “DRAFT”", "1 pictures, words in them not read"]


def test_a_page_that_is_a_picture_is_told() -> None:
    assert notes(Sheet(column(EN[:1])), Sheet([], picture=True)) == ["pages that are pictures, not read: 2"]


def test_a_page_in_a_font_that_cannot_be_read_is_told() -> None:
    good = [Sheet(column(set_in(EN, 300))) for _ in range(3)]
    assert any("not to be relied on: 4" in note for note in notes(*good, Sheet(column(["Buyer pays"]), font="/F2")))


def test_filled_fields_of_a_form_stand_in_their_place() -> None:
    sheet = Sheet(column(["Price: RMB", "Paid at once."]), fields=[(115, 80, "318,900")])
    assert lines_of(sheet) == ["Price: RMB 318,900", "Paid at once."]


# -- places ----------------------------------------------------------------------------------------------------------


def test_the_size_of_pages_may_stand_above_them() -> None:
    """Many makers write the MediaBox once, at the root of the pages; read as US letter, A4 loses its top lines."""
    whole = pdf(Sheet(column(wrapped(EN[0], 400), y=30)))
    box = b"/MediaBox [0 0 595 842] "
    above = whole.replace(box, b" " * len(box)).replace(b"/Type /Pages ", b"/Type /Pages " + box)
    assert read(above, "a.pdf").text == read(whole, "a.pdf").text == EN[0] + "\n"
    assert [place.at for place in read(above, "a.pdf").places] == [place.at for place in read(whole, "a.pdf").places]


def test_each_printed_line_knows_its_page_and_box() -> None:
    lines = set_in(EN[:2], 200)
    extract = read(pdf(Sheet(column(lines[:6])), Sheet(column(lines[6:]))), "a.pdf")
    assert [extract.text[place.start : place.end] for place in extract.places] == lines
    assert [place.at[0] for place in extract.places] == [1] * 6 + [2] * (len(lines) - 6)
    _, left, top, right, bottom = extract.places[0].at
    assert (left, right) == (60, round(60 + wide(lines[0])))
    assert top < 80 < bottom < 95


def test_the_source_carries_them() -> None:
    source = from_bytes(pdf(Sheet(column(["The Buyer pays."]))), "a.txt")
    assert (source.encoding, source.text, source.places[0].kind) == ("pdf", "The Buyer pays.\n", "page")


# -- refused ---------------------------------------------------------------------------------------------------------

WHOLE = pdf(Sheet(column(EN)))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [(pdf(Sheet([], picture=True)), "scan"), (pdf(Sheet([])), "holds no text"), (pdf(Sheet(column(EN)), encrypt=True), "password"),
     (pdf(Sheet(column(EN), font="/F2")), "fonts in this PDF"), (WHOLE[: len(WHOLE) // 2], "truncated"), (WHOLE[:-8], "truncated"),
     (b"%PDF-1.7\n" + b"x" * 500 + b"\n%%EOF\n", "damaged"), (b"%PDF-1.4\n%%EOF", "damaged"),
     (pdf(Sheet(column(["\ue000\ue001\ue002 pays"]))), "fonts in this PDF"), (pdf(Sheet([Put(290, 810, "1")])), "no text beside")],
    ids=["scan", "empty", "locked", "no map", "half", "tail", "junk", "bare", "private use", "number"],
)
def test_what_cannot_be_read_is_one_sentence(data: bytes, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "find_spec", lambda name: None)  # a scan is refused where nothing recognizes it
    path = tmp_path / "agreement.pdf"
    path.write_bytes(data)
    result = CliRunner().invoke(app, ["check", str(path)])
    assert result.exit_code == 2
    assert re.search(sentence, result.stderr)
    assert len(result.stderr.strip().split("\n")) == 1


def test_a_scan_goes_to_what_recognizes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf(Sheet([], picture=True))
    assert worker.respond("pdf", data, "a.pdf", 1536)["scan"] is True
    asked: list[str] = []

    class Done:
        returncode, stdout = 0, b'{"scan": true, "error": "a scan"}'

    def run(command: list[str], input: bytes, **more: object) -> Done:
        asked.append(json.loads(input.split(b"\n")[0])["kind"])
        return Done()

    monkeypatch.setattr(guards.subprocess, "run", run)
    for found, kinds in ((None, ["pdf"]), (object(), ["pdf", "scan"])):
        monkeypatch.setattr(guards, "find_spec", lambda name, found=found: found)
        with pytest.raises(InputError, match=r"a\.pdf: a scan"):
            read_apart("pdf", data, "a.pdf")
        assert asked == kinds
        asked.clear()


def test_too_many_pages_and_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf(Sheet(column(EN)), Sheet(column(EN)))
    monkeypatch.setattr(pdf_glyphs, "PAGES", 1)
    with pytest.raises(InputError, match="2 pages"):
        read(data, "a.pdf")
    monkeypatch.setattr(pdf_glyphs, "PAGES", 2)
    monkeypatch.setattr(pdf_glyphs, "CHARACTERS", 100)
    with pytest.raises(InputError, match="page 1 holds"):
        read(data, "a.pdf")


def test_a_content_stream_that_unpacks_without_end_costs_one_sentence() -> None:
    packer = zlib.compressobj(9)
    bomb = b"".join([*(packer.compress(b" " * 2**24) for _ in range(10)), packer.flush()])
    plain = pdf(Sheet([Put(60, 142, "A")]))
    start = plain.index(b"stream\n", plain.index(b"/Contents")) + 7
    end = plain.index(b"\nendstream", start)
    before = plain[:start].rsplit(b"/Length", 1)[0]
    data = before + b"/Length %d /Filter /FlateDecode >>\nstream\n" % len(bomb) + bomb + plain[end:]
    with pytest.raises(InputError) as caught:
        read_apart("pdf", data, "bomb.pdf", megabytes=250)
    assert "\n" not in str(caught.value)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=30))
def test_damage_is_text_or_one_sentence(at: int, junk: bytes) -> None:
    try:
        extract = read(WHOLE[:at] + junk + WHOLE[at + len(junk) :], "a.pdf")
    except InputError as error:
        assert "\n" not in str(error)
    else:
        assert extract.text.strip()


def test_pdfium_is_loaded_in_the_readers_process_only(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(WHOLE)
    code = ("import sys; from clausecheck.readers import load; assert load(sys.argv[1]).text; "
            "print([name for name in sys.modules if 'pdfium' in name])")
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
