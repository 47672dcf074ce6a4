"""Word documents: numbers as Word shows them, everything that is text once and in order, everything else told."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_docx import docx, level, members, numbering, p, row, style, t, table, zipped

from clausecheck.errors import InputError
from clausecheck.quantities.numerals import chinese_value
from clausecheck.readers import from_bytes
from clausecheck.readers.docx import read
from clausecheck.readers.docx.numerals import FORMATS, numeral


def lines(data: bytes) -> list[str]:
    return [line for line in read(data, "a.docx").text.split("\n") if line.strip()]


def stripped(data: bytes) -> list[str]:
    return [line.strip() for line in lines(data)]


def noted(data: bytes) -> str:
    return " · ".join(note.en for note in read(data, "a.docx").notes)


# -- numbers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("format", "shown"),
    [
        ("decimal", "1 2 9 10 11 20 21 100 101"),
        ("decimalZero", "01 02 09 10 11 20 21 100 101"),
        ("upperLetter", "A B I J K T U VVVV WWWW"),
        ("lowerRoman", "i ii ix x xi xx xxi c ci"),
        ("ordinal", "1st 2nd 9th 10th 11th 20th 21st 100th 101st"),
        ("ordinalText", "First Second Ninth Tenth Eleventh Twentieth Twenty-first One_hundredth One_hundred_first"),
        ("cardinalText", "One Two Nine Ten Eleven Twenty Twenty-one One_hundred One_hundred_one"),
        ("chineseCounting", "一 二 九 十 十一 二十 二十一 一百 一百零一"),
        ("chineseCountingThousand", "一 二 九 十 十一 二十 二十一 一百 一百零一"),
        ("japaneseCounting", "一 二 九 十 十一 二十 二十一 一百 一百零一"),
        ("ideographDigital", "一 二 九 一〇 一一 二〇 二一 一〇〇 一〇一"),
        ("ideographTraditional", "甲 乙 壬 癸 甲 癸 甲 癸 甲"),
        ("ideographZodiac", "子 丑 申 酉 戌 未 申 卯 辰"),
        ("ideographZodiacTraditional", "甲子 乙丑 壬申 癸酉 甲戌 癸未 甲申 癸卯 甲辰"),
        ("decimalEnclosedCircle", "① ② ⑨ ⑩ ⑪ ⑳ 21 100 101"),
        ("decimalEnclosedParen", "⑴ ⑵ ⑼ ⑽ ⑾ ⒇ 21 100 101"),
        ("ideographEnclosedCircle", "㈠ ㈡ ㈨ ㈩ 11 20 21 100 101"),
        ("chineseLegalSimplified", "壹 贰 玖 壹拾 壹拾壹 贰拾 贰拾壹 壹佰 壹佰零壹"),
        ("ideographLegalTraditional", "壹 貳 玖 壹拾 壹拾壹 貳拾 貳拾壹 壹佰 壹佰零壹"),
        ("decimalFullWidth", "１ ２ ９ １０ １１ ２０ ２１ １００ １０１"),
    ],
)
def test_numeral(format: str, shown: str) -> None:
    got = " ".join((numeral(n, format) or "").replace(" ", "_") for n in (1, 2, 9, 10, 11, 20, 21, 100, 101))
    assert got == shown


@given(st.integers(1, 99_999))
def test_chinese_numerals_are_read_back_as_the_number(number: int) -> None:
    for format in ("chineseCountingThousand", "chineseLegalSimplified", "ideographDigital"):
        assert chinese_value(numeral(number, format) or "") == number


@given(st.integers(-5, 10**9), st.sampled_from(sorted(FORMATS)))
def test_no_number_of_any_format_is_long_or_fails(number: int, format: str) -> None:
    assert len(numeral(number, format) or "") < 120


CHAPTERS = numbering([
    level(0, "chineseCountingThousand", "第%1章", '<w:suff w:val="space"/>'),
    level(1, "chineseCountingThousand", "第%2条", '<w:lvlRestart w:val="0"/><w:suff w:val="space"/>'),
    level(2, "decimal", "（%3）", '<w:suff w:val="nothing"/>'),
])


def test_chapters_restart_their_items_and_never_their_articles() -> None:
    wanted = ["第一章 总则", "第一条 甲", "（1）子", "（2）丑", "第二条 乙", "（1）寅", "第二章 付款", "第三条 丙"]
    levels = [0, 1, 2, 2, 1, 2, 0, 1]
    body = "".join(p(line.split()[-1].split("）")[-1], num=1, level=at) for line, at in zip(wanted, levels, strict=True))
    assert stripped(docx(body, numbering=CHAPTERS)) == wanted


def test_a_deeper_level_is_set_in() -> None:
    data = docx(p("a", num=1, level=0) + p("b", num=1, level=1), numbering=numbering([level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)")]))
    assert lines(data) == ["1. a", "  (a) b"]


def numbers(sequence: list[tuple[int, int]], xml: str) -> list[str]:
    body = "".join(p("x", num=num, level=at) for num, at in sequence)
    return [line.split()[0] for line in lines(docx(body, numbering=xml))]


OVER = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'


@pytest.mark.parametrize(
    ("levels", "nums", "sequence", "shown"),
    [
        # two nums of one definition count on; an override restarts once
        (["%1."], {1: (0, ""), 2: (0, "")}, [(1, 0), (2, 0), (1, 0)], "1. 2. 3."),
        (["%1."], {1: (0, ""), 2: (0, OVER.format(1))}, [(1, 0), (1, 0), (2, 0), (2, 0), (1, 0), (2, 0)], "1. 2. 1. 2. 3. 4."),
        (["%1."], {1: (0, OVER.format(7))}, [(1, 0), (1, 0)], "7. 8."),
        # a level that is skipped counts as begun
        (["%1.", "%1.%2", "%1.%2.%3"], None, [(1, 1), (1, 1), (1, 0), (1, 2), (1, 1)], "1.1 1.2 2. 2.1.1 2.2"),
        (["%1.", "%1.%2"], None, [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)], "1. 1.1 1.2 2. 2.1"),
    ],
)
def test_counting(levels: list[str], nums: dict[int, tuple[int, str]] | None, sequence: list[tuple[int, int]], shown: str) -> None:
    xml = numbering([level(n, "decimal", pattern) for n, pattern in enumerate(levels)], nums=nums)
    assert numbers(sequence, xml) == shown.split()


def test_legal_numbering_shows_the_levels_above_in_digits() -> None:
    xml = numbering([level(0, "upperRoman", "Article_%1."), level(1, "decimalZero", "Section_%1.%2", "<w:isLgl/>"), level(2, "lowerLetter", "%1.(%3)")])
    assert numbers([(1, 0), (1, 1), (1, 2), (1, 0), (1, 1)], xml) == ["Article_I.", "Section_1.01", "I.(a)", "Article_II.", "Section_2.01"]


def test_lvl_restart_after_a_higher_level_only() -> None:
    xml = numbering([level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"), level(2, "lowerLetter", "(%3)", '<w:lvlRestart w:val="1"/>')])
    assert numbers([(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2)], xml)[2::2] == ["(a)", "(b)", "(a)"]


def test_a_bullet_has_no_number_in_the_patterns_below_it() -> None:
    xml = numbering([level(0, "decimal", "%1."), level(1, "bullet", "-"), level(2, "decimal", "%1.%2%3")])
    assert numbers([(1, 0), (1, 1), (1, 2)], xml) == ["1.", "-", "1.1"]


@pytest.mark.parametrize(("sign", "shown"), [("\uf0b7", "•"), ("o", "◦"), ("\uf0a7", "•"), ("■", "■"), ("", "•")])
def test_bullets(sign: str, shown: str) -> None:
    assert lines(docx(p("x", num=1, level=0), numbering=numbering([level(0, "bullet", sign)]))) == [f"{shown} x"]


def test_numbers_through_styles() -> None:
    styles = (
        style("Clause", '<w:numPr><w:numId w:val="1"/></w:numPr>')
        + style("Sub", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')
        + style("Derived", based_on="Sub")
        + style("Plain", '<w:numPr><w:numId w:val="0"/></w:numPr>', based_on="Clause")
        + style("OnlyLevel", '<w:numPr><w:ilvl w:val="2"/></w:numPr>', based_on="Clause")
    )
    xml = numbering([level(0, "decimal", "%1.", '<w:pStyle w:val="Clause"/>'), level(1, "decimal", "%1.%2", '<w:pStyle w:val="Sub"/>'), level(2, "lowerLetter", "(%3)")])
    body = p("a", style="Clause") + p("b", style="Sub") + p("c", style="Derived") + p("d", style="Plain") + p("e", style="Sub", num=0) + p("f", style="OnlyLevel") + p("g", style="Clause")
    got = stripped(docx(body, numbering=xml, styles=styles))
    assert got[:5] == ["1. a", "1.1 b", "1.2 c", "d", "e"]
    assert got[-1] == "2. g"


def test_a_numbering_style_stands_for_the_definition_it_names() -> None:
    xml = ('<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Legal"/></w:abstractNum>'
           f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="Legal"/>{level(0, "decimal", "%1)")}</w:abstractNum>'
           '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>')
    styles = style("Legal", '<w:numPr><w:numId w:val="2"/></w:numPr>', kind="numbering")
    assert lines(docx(p("a", num=1) + p("b", num=1), numbering=xml, styles=styles)) == ["1) a", "2) b"]


def test_suffixes_and_a_number_alone() -> None:
    xml = numbering([level(0, "decimal", "%1、", '<w:suff w:val="nothing"/>')])
    assert lines(docx(p("甲", num=1, level=0) + p(num=1, level=0) + p("丙", num=1, level=0), numbering=xml)) == ["1、甲", "2、", "3、丙"]


def test_a_number_is_marked_as_no_words_of_the_file() -> None:
    source = from_bytes(docx(p("总价", num=1, level=0), numbering=CHAPTERS), "a.docx")
    found = {place.kind: (source.text[place.start : place.end], place.at) for place in source.places}
    assert found == {"number": ("第一章", ()), "paragraph": ("总价", (0,))}


def test_an_unknown_format_is_digits_and_told() -> None:
    data = docx(p("x", num=1, level=0), numbering=numbering([level(0, "thaiLetters", "%1.")]))
    assert lines(data) == ["1. x"]
    assert "thaiLetters" in noted(data)


# -- words -----------------------------------------------------------------------------------------------------------

LINK = '<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>'
CONTROL = "<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>"
FIELD = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>五月</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'


@pytest.mark.parametrize(
    ("runs", "shown"),
    [
        ((LINK, CONTROL, FIELD), "链接控件五月"),
        (("a", "<w:ins>" + t("b") + "</w:ins>", "<w:moveTo>" + t("c") + "</w:moveTo>"), "abc"),
        (("a", "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>", "<w:moveFrom>" + t("y") + "</w:moveFrom>", "b"), "ab"),
        (("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/><w:t>d</w:t></w:r>",), "a\tb-cd"),
        (("<w:r><w:t>一</w:t><w:br/><w:t>二</w:t></w:r>",), "一\n二"),
        (('<w:fldSimple w:instr="REF x"><w:r><w:t>第3条</w:t></w:r></w:fldSimple>',), "第3条"),
        (('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', t("同意")), "☑同意"),
        ((t("\uf0a8", '<w:rFonts w:ascii="Wingdings"/>'), t("拒绝")), "□拒绝"),
        (('<w:r><w:ruby><w:rt><w:r><w:t>ding</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>定</w:t></w:r></w:rubyBase></w:ruby></w:r>', "金"), "定金"),
        (("<m:oMath><m:r><m:t>x=5</m:t></m:r></m:oMath>",), "x=5"),
        (("<w:smartTag>" + t("a") + "</w:smartTag><w:customXml>" + t("b") + "</w:customXml>",), "ab"),
        (('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>', "是"), "☑是"),
        (('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>eq \\o\\ac(○,3)</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>', "款"), "③款"),
        (("<w:r><w:t> a </w:t></w:r>", t(" b ")), "a b"),
    ],
)
def test_words_of_a_paragraph(runs: tuple[str, ...], shown: str) -> None:
    assert read(docx(p(*runs)), "a.docx").text == shown + "\n"


def test_deletions_are_told() -> None:
    assert "tracked deletions, not read, 4 words: “概不退还”" in noted(docx(p("定金", "<w:del><w:r><w:delText>概不退还</w:delText></w:r></w:del>")))


def test_a_deleted_paragraph_mark_joins_the_next_paragraph_under_its_number() -> None:
    xml = numbering([level(0, "decimal", "%1.")])
    body = p("The Buyer shall ", num=1, level=0, mark="<w:del/>") + p("pay.", num=1, level=0) + p("Next.", num=1, level=0)
    assert lines(docx(body, numbering=xml)) == ["1. The Buyer shall pay.", "2. Next."]


def test_a_run_in_heading_stands_on_the_line_of_its_paragraph() -> None:
    xml = numbering([level(0, "decimal", "%1.")])
    assert lines(docx(p("Price. ", num=1, level=0, mark="<w:vanish/><w:specVanish/>") + p("It is RMB 5."), numbering=xml)) == ["1. Price. It is RMB 5."]


@pytest.mark.parametrize(
    "paragraph",
    [
        p("见", t("定金不退", "<w:vanish/>"), "下"),
        p("见", '<w:r><w:rPr><w:rStyle w:val="Ghost"/></w:rPr><w:t>定金不退</w:t></w:r>', "下"),
    ],
)
def test_hidden_text_is_apart_and_told(paragraph: str) -> None:
    data = docx(paragraph, styles=style("Ghost", runs="<w:vanish/>", kind="character"))
    assert lines(data) == ["见下"]
    assert "hidden text, not in the text checked, 4 words: “定金不退”" in noted(data)


def test_a_hidden_paragraph_takes_no_number() -> None:
    xml = numbering([level(0, "decimal", "%1.")])
    body = p("a", num=1, level=0) + p(t("b", "<w:vanish/>"), num=1, level=0, mark="<w:vanish/>") + p("c", num=1, level=0)
    assert lines(docx(body, numbering=xml)) == ["1. a", "2. c"]


def test_white_tiny_and_struck_text_is_read_and_told() -> None:
    data = docx(p(t("白字", '<w:color w:val="FFFFFF"/>'), t("小字", '<w:sz w:val="2"/>'), t("删字", "<w:strike/>"), "常"))
    assert lines(data) == ["白字小字删字常"]
    assert "too small or white to see, read like the rest, 4 words" in noted(data)
    assert "struck-through text, read like the rest, 2 words" in noted(data)


def test_a_row_is_a_line_and_a_merged_cell_stands_once() -> None:
    merged = '<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:tcPr/>' + p("尾款") + "</w:tc></w:tr>"
    first = '<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + p("付款") + "</w:tc><w:tc><w:tcPr/>" + p("定金") + "</w:tc></w:tr>"
    data = docx(p("上") + table(row("Deposit", "5,000"), first, merged) + p("下"))
    assert lines(data) == ["上", "Deposit | 5,000", "付款 | 定金", "尾款", "下"]
    cells = [(read(data, "x").text[c.start : c.end], c.at) for c in read(data, "x").places if c.kind == "cell"]
    assert cells == [("Deposit", (1, 1, 1)), ("5,000", (1, 1, 2)), ("付款", (1, 2, 1)), ("定金", (1, 2, 2)), ("尾款", (1, 3, 2))]


def test_running_text_in_a_table_keeps_its_paragraphs() -> None:
    inner = p("第一条 甲") + p("第二条 乙")
    nested = table(row(p("外") + table(row("a", "b"), row("c", "d")), "右"))
    assert lines(docx(table(row(inner)) + nested)) == ["第一条 甲", "第二条 乙", "外", "a | b", "c | d", "右"]


def test_a_deleted_row_is_gone() -> None:
    data = docx(table(row("a", "b"), '<w:tr><w:trPr><w:del/></w:trPr><w:tc>' + p("x") + "</w:tc></w:tr>"))
    assert lines(data) == ["a | b"]
    assert "tracked deletions" in noted(data)


def test_footnotes_follow_their_paragraph() -> None:
    notes = '<w:footnote w:id="2">' + p("利率另计。") + '</w:footnote><w:footnote w:id="1">' + p("含税。") + "</w:footnote>"
    data = docx(p("价款", '<w:r><w:footnoteReference w:id="1"/></w:r>', "如下") + p("二", '<w:r><w:footnoteReference w:id="2"/></w:r>'), footnotes=notes)
    assert lines(data) == ["价款如下", "[1] 含税。", "二", "[2] 利率另计。"]
    assert "2 footnotes" in noted(data)


BOX = "<wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx>"


def test_a_text_box_is_read_once() -> None:
    inner = p("定金概不退还")
    both = f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{BOX.format(inner)}</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    data = docx(p("正文", f"<w:r>{both}</w:r>") + p("下文"))
    assert lines(data) == ["正文", "定金概不退还", "下文"]
    assert [place.at for place in read(data, "x").places if place.kind == "text-box"] == [(1,)]


def test_headers_comments_and_pictures_are_told() -> None:
    data = docx(p("正文", '<w:r><w:commentReference w:id="1"/></w:r>', "<w:r><w:drawing><pic:pic/></w:drawing></w:r>"), header=p("远岚汽车 内部文件"), footer=p("1"))
    assert lines(data) == ["正文"]
    for said in ("page headers and footers, not read, 8 words: “远岚汽车 内部文件", "1 comments", "1 pictures"):
        assert said in noted(data)


def test_a_table_of_contents_is_apart() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    data = docx(p(begin, "第一条 标的\t1") + p("第二条 价款\t2") + p('<w:r><w:fldChar w:fldCharType="end"/></w:r>') + p("第一条 标的"))
    assert lines(data) == ["第一条 标的"]
    assert "table of contents, not read" in noted(data)


def test_a_heading_stands_between_blank_lines() -> None:
    styles = style("H", '<w:outlineLvl w:val="0"/>')
    assert read(docx(p("一") + p("价款", style="H") + p("二"), styles=styles), "x").text == "一\n\n价款\n\n二\n"


def test_the_strict_kind_of_document_is_the_same() -> None:
    files = members(p("甲", num=1, level=0), numbering=CHAPTERS)
    strict = {name: data.replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main") for name, data in files.items()}
    assert lines(zipped(strict)) == ["第一章 甲"]


def test_a_document_of_python_docx() -> None:
    docx_library = pytest.importorskip("docx")
    document = docx_library.Document()
    document.add_heading("ORDER AGREEMENT", 0)
    document.add_paragraph("Pay first.", style="List Number")
    document.add_paragraph("Look later.", style="List Number")
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "Deposit", "RMB 5,000"
    out = io.BytesIO()
    document.save(out)
    assert lines(out.getvalue()) == ["ORDER AGREEMENT", "1. Pay first.", "2. Look later.", "Deposit | RMB 5,000"]


# -- places and hostile files ----------------------------------------------------------------------------------------


def test_places_lead_back_to_the_file() -> None:
    data = docx(p("一") + p("") + table(row("a", "b")) + p("二"))
    source = from_bytes(data, "a.docx")
    back = {source.text[place.start : place.end]: place.at for place in source.places if place.kind == "paragraph"}
    assert back == {"一": (0,), "a": (2,), "b": (3,), "二": (4,)}
    assert (source.encoding, len(source.sha256)) == ("docx", 64)


DOCTYPE = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def test_every_document_type_declaration_is_refused() -> None:
    files = members(p("x"), styles="")
    for name in ("word/document.xml", "word/styles.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"):
        spoiled = {**files, name: files[name].replace("<w:", DOCTYPE + "<w:", 1) if "<?xml" in files[name] else DOCTYPE + files[name]}
        with pytest.raises(InputError, match="document type declaration"):
            read(zipped(spoiled), "a.docx")


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"}, "Excel workbook"),
        ({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<x/>"}, "presentation"),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}, "OpenDocument"),
        ({"Index/Document.iwa": "x", "preview.jpg": "x"}, "Pages document"),
        ({"a.txt": "words"}, "without a Word document"),
        ({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document>"}, "no well-formed XML"),
    ],
)
def test_archives_that_are_no_word_document(files: dict[str, str], sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        read(zipped(files), "a.docx")


def test_an_empty_document_says_so() -> None:
    with pytest.raises(InputError, match="no text"):
        read(docx(p("")), "a.docx")
    with pytest.raises(InputError, match="nothing but pictures"):
        read(docx(p("<w:r><w:drawing><pic:pic/></w:drawing></w:r>")), "a.docx")


WHOLE = docx(p("第一条 定金", num=1, level=0) + table(row("a", "b")), numbering=CHAPTERS)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_a_spoiled_byte_is_a_text_or_one_sentence(at: int, by: int) -> None:
    data = bytearray(WHOLE)
    data[at] = (data[at] + by) % 256
    try:
        assert read(bytes(data), "a.docx").text
    except InputError as error:
        assert "\n" not in str(error)


@settings(max_examples=30, deadline=None)
@given(st.integers(5, len(WHOLE) - 1))
def test_a_truncated_file_is_one_sentence(length: int) -> None:
    with pytest.raises(InputError, match="truncated or damaged"):
        read(WHOLE[:length], "a.docx")
