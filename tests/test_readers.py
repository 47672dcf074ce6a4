"""Bytes to text: encodings detected, guesses admitted, everything else refused in one sentence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausecheck.errors import CaseError, InputError
from clausecheck.readers import from_bytes, from_text, load
from clausecheck.readers.case_file import load_case
from clausecheck.readers.encodings import decode
from clausecheck.readers.language import detect

ZH = "第一条　乙方应在收到付款通知后七日内付清尾款，逾期未付的，订单自动取消，定金不予退还。\n第二条 车辆由甲方安排交付。\n"
ZH_HANT = "第一條　買方應於收到付款通知後七日內付清尾款，逾期未付者，訂單自動取消，訂金不予退還。\n第二條 車輛由賣方安排交付。\n"
EN = "1. The Buyer shall pay the balance – in full – within seven days. The Seller’s “notice” costs €5.\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(ZH, "utf-8"), (ZH, "gb18030"), (ZH, "utf-16-le"), (ZH, "utf-16-be"), (ZH_HANT, "big5"), (ZH_HANT, "utf-8"),
     (EN, "cp1252"), (EN, "utf-8"), (EN, "utf-16-le")],
)
def test_decode_finds_the_encoding(text: str, encoding: str) -> None:
    got, found, guessed = decode(text.encode(encoding), "a.txt")
    assert (got, found) == (text, encoding)
    assert guessed == (encoding != "utf-8")


@pytest.mark.parametrize(("mark", "encoding"), [("utf-8-sig", "utf-8"), ("utf-16", "utf-16-le"), ("utf-32", "utf-32-le")])
def test_decode_trusts_a_mark(mark: str, encoding: str) -> None:
    assert decode(ZH.encode(mark), "a.txt") == (ZH, encoding, False)


def test_decode_makes_line_ends_one_kind() -> None:
    assert decode(b"a\r\nb\rc\n", "a.txt")[0] == "a\nb\nc\n"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [(b"", "empty"), (b" \n\t ", "empty"), (b"\xef\xbb\xbf \n", "empty"), (b"%PDF-1.7 x", "truncated"),
     (b"PK\x03\x04abc", "truncated or damaged"), (b"\x89PNG\r\n", "picture"), (b"<?xml version='1.0'?><a/>", "an XML file"),
     (b"{\\rtf1 x", "rich-text"), (b"From: <Saved by Blink>\r\n", "web archive"), (b"<!DOCTYPE html><p></p>", "no text"),
     (bytes(range(256)) * 4, "text"), (b"\x00\x01\x02\x03" * 50, "text"), (b"\xff\xfea", "broken")],
)
def test_what_is_not_text_is_one_sentence_with_the_name(data: bytes, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence) as caught:
        from_bytes(data, "odd name.bin")
    assert str(caught.value).startswith("odd name.bin: ") and "\n" not in str(caught.value)


@settings(deadline=None)  # what begins as a zip is read in a process of its own
@given(st.binary(max_size=400))
def test_any_bytes_are_a_text_or_one_sentence(data: bytes) -> None:
    try:
        source = from_bytes(data, "x")
    except InputError as error:
        assert "\n" not in str(error)
    else:
        assert source.text.strip()
        assert "\r" not in source.text


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r"), min_size=1).filter(str.strip))
def test_utf8_text_comes_back_unchanged(text: str) -> None:
    data = text.encode()
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return
    try:
        assert decode(data, "x")[0] == text
    except InputError as error:
        assert "binary" in str(error) or "not text" in str(error) or "empty" in str(error)


def test_files_that_cannot_be_read(tmp_path) -> None:
    for path in (tmp_path, tmp_path / "none.txt"):
        with pytest.raises(InputError):
            load(path)


@pytest.mark.parametrize(
    ("text", "language"),
    [(ZH, "zh"), (ZH_HANT, "zh"), (EN, "en"), ("これは契約書です。買主は代金を支払います。", "ja"), ("구매자는 잔금을 지급한다.", "ko"),
     ("A buyer who pays late owes a penalty; do as the notice says.", "en"),
     ("Le client doit payer le solde dans les sept jours et ne peut pas refuser la livraison.", "fr"),
     ("Der Käufer hat den Restbetrag innerhalb von sieben Tagen zu zahlen und die Ware ist abzunehmen.", "de"),
     ("El comprador pagará el saldo en el plazo de siete días y no podrá rechazar la entrega.", "es"),
     ("Покупатель обязан уплатить остаток цены.", "ru"), ("12345 — 678", "und"),
     ("甲方 Party A: Harrow Motors Ltd. 乙方应付清尾款。卖方交付车辆，买方验收。", "zh"), ("Balance: RMB 5,000", "en")],
)
def test_detect(text: str, language: str) -> None:
    assert detect(text) == language


def test_front_matter_tells_who_said_it() -> None:
    text = "---\nby: 远岚汽车官方\nchannel: 微博\ndate: 2024-05-01\n---\n支持验车后付尾款。\n"
    source = from_text(text, "promised")
    assert source.about == {"by": "远岚汽车官方", "channel": "微博", "date": "2024-05-01"}
    assert source.text[source.body :] == "支持验车后付尾款。\n"
    assert from_text(text).about == {}, "a contract has no front matter"


def test_front_matter_with_a_wrong_key_says_where() -> None:
    with pytest.raises(InputError, match=r"<text>:3: .*'chanel'.*did you mean channel"):
        from_text("---\nby: x\nchanel: y\n---\nwords\n", "promised")


def test_case_file(tmp_path) -> None:
    (tmp_path / "c.txt").write_text(ZH, encoding="utf-8")
    (tmp_path / "p.md").write_text("支持验车后付款。", encoding="utf-8")
    case = tmp_path / "case.yaml"
    case.write_text("contract: c.txt\npromised: [p.md]\n", encoding="utf-8")
    sources = load_case(case)
    assert [s.id for s in sources.all] == ["contract", "promised-1"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("promised: p.md\n", "no `contract:`"), ("contract: c.txt\npromissed: p.md\n", ":2: .*did you mean promised"),
     ("contract: [a.txt, b.txt]\n", "one contract"), ("contract: none.txt\n", "no such file"), ("- a\n", "key: value"),
     ("contract: c.txt\nhappened: [a.yaml, b.yaml]\n", ":2: .*one list of events")],
)
def test_a_wrong_case_file_says_what_and_where(tmp_path, text: str, sentence: str) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(text, encoding="utf-8")
    (tmp_path / "c.txt").write_text(ZH, encoding="utf-8")
    with pytest.raises((CaseError, InputError), match=sentence):
        load_case(case)
