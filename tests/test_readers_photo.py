"""Pictures of pages: what was recognized → text in reading order, guesses told; refused in one sentence without the extra.

Recognition itself is tried in tests/browser/test_photo.py; here its lines are given.
"""

from __future__ import annotations

import sys
from typing import Any

import pytest

from clausecheck.errors import InputError
from clausecheck.readers import from_bytes
from clausecheck.readers.extract import Extract
from clausecheck.readers.photo import recognizing, text_of
from clausecheck.readers.photo.recognizing import Picture, Seen, recognize, straight
from clausecheck.readers.sniffing import reader_for

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def seen(text: str, x: float, y: float, *, size: float = 40, lean: float = 0, sure: float = 0.99, unsure: str = "") -> Seen:
    """A line whose characters are squares (half as wide in Latin script). `lean`: pixels that its right end is lower."""
    width = sum(size / 2 if ord(sign) < 0x2E80 else size for sign in text)
    characters = tuple((sign, 0.3 if sign in unsure else sure) for sign in text)
    return Seen(characters, ((x, y), (x + width, y + lean * width), (x + width, y + size + lean * width), (x, y + size)))


def read(*lines: Seen, turned: int = 0) -> Extract:
    return text_of([Picture(lines, 1600, 2200, turned)], "a.jpg")


PARAGRAPH = ["第一条乙方应当在收到付款通知之日起七日内一次性付清尾款人民币叁拾壹万", "叁仟玖佰元，逾期未付的，甲方有权取消订单，已付定金不予退还，车辆由甲",
             "方另行出售。"]
OTHER = ["第二条甲方应当在乙方付清尾款之日起三十日内，在琼海交付中心向乙方交付", "车辆，乙方可以查验车辆的外观、内饰、功能和里程，与约定不符的有权拒收", "并要求更换。"]


def test_lines_become_paragraphs_wherever_they_stood_in_the_answer() -> None:
    lines = [seen(text, 100, 300 + 60 * n) for n, text in enumerate(PARAGRAPH)]
    title = seen("汽车订购协议", 600, 150, size=60)
    assert [line for line in read(*reversed(lines), title).text.split("\n") if line] == ["汽车订购协议", "".join(PARAGRAPH)]


def test_a_page_taken_askew_is_read_by_its_lines() -> None:
    left = [seen(text, 100 - 2 * n, 300 + 60 * n, lean=0.03) for n, text in enumerate(PARAGRAPH)]
    assert "".join(PARAGRAPH) in read(*left).text
    first, second = straight(left)[:2]
    assert first.corners[0][1] == pytest.approx(first.corners[1][1]) and second.corners[0][1] > first.corners[3][1] - 20


def test_two_columns_and_a_table() -> None:
    left = [seen(text[:16], 80, 300 + 60 * n) for n, text in enumerate(PARAGRAPH * 2)]
    right = [seen(text[16:32] or "止。", 800, 300 + 60 * n) for n, text in enumerate(PARAGRAPH * 2)]
    text = read(*(line for pair in zip(left, right, strict=True) for line in pair)).text.replace("\n", "")
    assert text.index(PARAGRAPH[1][:16]) < text.index(PARAGRAPH[0][16:32])
    cells = [["项目", "单价", "金额"], ["车辆", "九万元", "十万元"], ["定金", "一万元", "一万元"]]
    rows = [seen(cell, 100 + 500 * c, 300 + 80 * r) for r, line in enumerate(cells) for c, cell in enumerate(line)]
    assert read(*rows).text.strip().split("\n") == [" | ".join(line) for line in cells]


def test_boxes_are_pixels_of_the_picture() -> None:
    (place,) = read(seen("定金五千元", 100, 300)).places
    assert (place.kind, place.at) == ("page", (1, 100, 300, 300, 340))


def test_what_is_guessed_is_told_with_the_words_around_it() -> None:
    notes = read(seen("乙方应在柒日内付清尾款。", 100, 300, unsure="柒。"), turned=1).notes
    assert [note.en for note in notes[1:]] == ["page 1 was turned by 90 degrees", "1 characters are guessed: “乙方应在[柒]日内付清尾款”"]
    assert "请与原件核对" in notes[0].zh
    assert len(read(seen("乙方应在七日内付清尾款", 100, 300)).notes) == 1


def test_a_stain_is_no_line_and_a_blur_is_no_page() -> None:
    good = [seen("乙方应在七日内付清尾款", 100, 300 + 60 * n) for n in range(4)]
    extract = read(*good, seen("昆热热", 900, 900, sure=0.2))
    assert "昆" not in extract.text and extract.notes[-1].en == "1 lines that nobody could read were left out"
    with pytest.raises(InputError, match="take it again"):
        read(*(seen("昆热热昆昆校", 100, 300 + 60 * n, sure=0.5) for n in range(4)))
    with pytest.raises(InputError, match=r"a\.jpg: this picture holds no text"):
        read()


def test_pages_of_a_scan_are_one_text_without_what_is_repeated() -> None:
    pages = [Picture((seen("汽车订购协议标准文本", 500, 60), *(seen(text, 100, 300 + 60 * n) for n, text in enumerate(part)),
                      seen(f"第{number}页", 700, 2120)), 1600, 2200) for number, part in enumerate((PARAGRAPH, OTHER), 1)]  # fmt: skip
    extract = text_of(pages, "a.pdf")
    assert [line for line in extract.text.split("\n") if line] == ["".join(PARAGRAPH), "".join(OTHER)]
    assert {place.at[0] for place in extract.places} == {1, 2}
    assert [note.en for note in extract.notes[1:]] == [
        "heads and feet repeated on pages, not read, 10 words: “汽车订购协议标准文本”", "2 page numbers, not read"]


def picture_of(monkeypatch: pytest.MonkeyPatch, upright: int) -> list[int]:
    """A picture that reads well after so many quarter turns; the turns that were tried."""
    tried: list[int] = []

    class Image:
        def __init__(self, turns: int = 0) -> None:
            self.turns, self.width, self.height = turns, (1600, 2200)[turns % 2], (2200, 1600)[turns % 2]

        def rotate(self, degrees: int, expand: bool) -> Image:
            return Image(degrees // 90)

    def engine(image: Any) -> list[Seen]:
        tried.append(image.turns)
        line = seen("乙方应在七日内付清尾款", 100, 300)
        if (image.turns - upright) % 2:  # lines that run down the page read well all the same
            line = Seen(line.characters, tuple((y, x) for x, y in line.corners))  # type: ignore[arg-type]
        return [line if (image.turns - upright) % 4 != 2 else seen("昆热热昆昆校交", 100, 300, sure=0.65)]

    monkeypatch.setattr(recognizing, "_opened", lambda data, name: Image())
    monkeypatch.setattr(recognizing, "engine_for", lambda name: engine)
    return tried


@pytest.mark.parametrize("upright", range(4))
def test_a_page_is_turned_until_it_reads(monkeypatch: pytest.MonkeyPatch, upright: int) -> None:
    tried = picture_of(monkeypatch, upright)
    picture = recognize(PNG, "a.png")
    assert picture.turned == upright and tried == list(range(upright + 1))
    assert picture.lines[0].text == "乙方应在七日内付清尾款"


@pytest.mark.parametrize("missing", ["PIL", "rapidocr"])
def test_without_the_extra_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    if missing == "rapidocr":
        monkeypatch.setattr(recognizing, "_opened", lambda data, name: None)
    with pytest.raises(InputError, match=r"a\.png: .*pip install 'clausecheck\[photo\]'"):
        recognize(PNG, "a.png")


def test_pictures_are_told_by_their_bytes() -> None:
    assert reader_for(PNG, "contract.txt") == reader_for(b"\xff\xd8\xff\xe0JFIF", "a") == "photo"
    with pytest.raises(InputError, match="picture") as caught:
        from_bytes(PNG, "a.png")
    assert "\n" not in str(caught.value)
    with pytest.raises(InputError, match=r"a picture \(GIF\)"):
        from_bytes(b"GIF89a" + bytes(20), "a.gif")
