"""Web pages: lists numbered as browsers number them, no word of the agreement lost, no menu read, nothing hidden unsaid."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausecheck.errors import InputError
from clausecheck.readers import from_bytes
from clausecheck.readers.html import read
from clausecheck.readers.html.css import read_sheet
from clausecheck.readers.sniffing import reader_for


def page(body: str, css: str = "", head: str = "") -> bytes:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>no</title>{head}<style>{css}</style></head><body>{body}</body></html>'.encode()


def text(body: str, css: str = "") -> str:
    return read(page(body, css), "a.html").text


def noted(body: str, css: str = "", head: str = "") -> str:
    return " · ".join(note.en for note in read(page(body, css, head), "a.html").notes)


def items(count: int) -> str:
    return "<li>x" * count


# -- lists: the wanted numbers are those that Chromium shows (its accessibility tree) ---------------------------------


@pytest.mark.parametrize(
    ("body", "css", "shown"),
    [
        (f"<ol>{items(11)}</ol>", "", "1. 2. 3. 4. 5. 6. 7. 8. 9. 10. 11."),
        (f"<ol start=9>{items(3)}</ol>", "", "9. 10. 11."),
        (f"<ol type=a start=26>{items(2)}</ol><ol type=A start=702>{items(2)}</ol>", "", "z. aa. ZZ. AAA."),
        (f"<ol type=i start=4>{items(3)}</ol><ol type=I start=39>{items(2)}</ol>", "", "iv. v. vi. XXXIX. XL."),
        (f"<ol reversed>{items(3)}</ol><ol reversed start=10>{items(2)}</ol>", "", "3. 2. 1. 10. 9."),
        ("<ol><li>a<li value=7>b<li>c<li value=0>d<li>e</ol>", "", "1. 7. 8. 0. 1."),
        ("<ol><li>a<ol type=a><li>b<li>c</ol><li>d</ol>", "", "1. a. b. 2."),
        (f"<ol>{items(11)}</ol>", "ol{list-style-type:simp-chinese-informal}", "一、 二、 三、 四、 五、 六、 七、 八、 九、 十、 十一、"),
        (f"<ol start=100>{items(2)}</ol>", "ol{list-style:cjk-ideographic}", "一百、 一百零一、"),
        (f"<ol start=9>{items(3)}</ol>", "ol{list-style-type:simp-chinese-formal}", "玖、 壹拾、 壹拾壹、"),
        (f"<ol start=9>{items(3)}</ol>", "ol{list-style-type:cjk-decimal}", "九、 一〇、 一一、"),
        (f"<ol start=9>{items(3)}</ol>", "ol{list-style-type:cjk-heavenly-stem}", "壬、 癸、 一一、"),
        ("<ol class=o><li>a<ol><li>b</ol></ol>", "ol.o ol{list-style-type:lower-roman}", "1. i."),
        ("<ol><li>a<li class=h>b<li>c</ol>", ".h{display:none}", "1. 2."),
        ("<ol reversed><li>a<li class=h>b<li>c</ol>", ".h{display:none}", "2. 1."),
        ("<ol><div><li>a</div><li>b</ol>", "", "1. 2."),
        ("<ol start=-1><li>a<li>b<li>c</ol><ol type=a start=0><li>d</ol>", "", "-1. 0. 1. 0."),
        ("<ol style='list-style-type:upper-roman'><li>a<li style='list-style-type:lower-alpha'>b</ol>", "", "I. b."),
        ("<ul><li>a<ol><li>b</ol></ul><ol><li type=A>c</ol>", "", "• 1. A."),
        ("<ol style='list-style:none'><li>a</ol><li>b</li>", "", "•"),
        ("<ol style='list-style-type:decimal-leading-zero' start=9><li>a<li>b</ol>", "", "09. 10."),
    ],
)
def test_list_numbers(body: str, css: str, shown: str) -> None:
    extract = read(page(body, css), "a.html")
    assert [extract.text[place.start : place.end] for place in extract.places if place.kind == "number"] == shown.split()


def test_the_number_stands_before_the_first_words_of_an_item() -> None:
    assert text("<ol><li><p>甲</p><p>乙</p><li><div></div><ol type=a><li>丙</ol></ol>") == "1. 甲\n乙\n2. a. 丙\n"
    assert text("<ol style='list-style-type:cjk-ideographic'><li>甲<ol><li>乙</ol></ol>") == "一、甲\n  1. 乙\n"


# -- words -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<p>甲方：远岚汽车\n  销售有限公司<p>b  c\n d", "甲方：远岚汽车销售有限公司\nb c d\n"),
        ("a<div>b</div>c<br>d<br><br>e", "a\nb\nc\nd\n\ne\n"),
        ("<b>定</b><i>金</i>&nbsp;&yen;5&#44;000 &lt;x&gt;", "定金 ¥5,000 <x>\n"),
        ("<pre>第一条 a\n\n  第二条  b</pre>", "第一条 a\n\n  第二条  b\n"),
        ("<textarea>第一条\n第二条</textarea>", "第一条\n第二条\n"),
        ("<p style='white-space:pre-line'>a\nb</p>", "a\nb\n"),
        ("<p>a<h2>Price</h2><p>b", "a\n\nPrice\n\nb\n"),
        ("<details><summary>更多</summary>详情</details>", "更多\n详情\n"),
        ("<table><caption>表</caption><tfoot><tr><td>合计<td>9</tfoot><tr><th>Deposit<td>5,000<tr><td><td>x</table>", "表\nDeposit | 5,000\nx\n合计 | 9\n"),
        ("<table><tr><td rowspan=2>付款<td>定金<tr><td>尾款</table>", "付款 | 定金\n尾款\n"),
        ("<table><tr><td><table><tr><td>a<td>b<tr><td>c<td>d</table><td>e</table>", "a | b\nc | d\ne\n"),
        ("<table><tr><td><p>第一条 甲方应当交付车辆并承担运费。</p><p>第二条 乙</p></table>", "第一条 甲方应当交付车辆并承担运费。\n第二条 乙\n"),
        ("<dl><dt>定金<dd>5,000元<dt>说明<dd>一<dd>二</dl>", "定金 | 5,000元\n说明\n一\n二\n"),
        ("<p>数量 <input value=3> <input type=checkbox checked>同意<input type=checkbox>拒绝<input type=hidden value=x><select><option>a<option selected>b</select>", "数量 3 ☑同意☐拒绝b\n"),
        ("<ruby>定<rp>(</rp><rt>ding</rt><rp>)</rp></ruby>金<script>x()</script><button>提交</button>", "定金\n"),
        ("<p>一<del>二</del><s>三</s>", "一三\n"),
    ],
)
def test_words(body: str, shown: str) -> None:
    assert text(body) == shown


def test_a_page_without_a_body_tag_loses_nothing() -> None:
    for tag in ("main", "article", "section", "p", "div", "figure"):
        assert read(f"<!DOCTYPE html><meta charset=utf-8><title>no</title><{tag}>甲</{tag}><p>乙".encode(), "x").text == "甲\n乙\n"


def test_places_name_the_line_of_the_file_and_the_cell() -> None:
    extract = read(page("<p>a\n<table><tr><td>b<td>c</table>"), "a.html")
    found = [(extract.text[p.start : p.end], p.kind, p.at) for p in extract.places]
    assert found == [("a", "line", (1,)), ("b", "cell", (1, 1, 1)), ("b", "line", (2,)), ("c", "cell", (1, 1, 2)), ("c", "line", (2,))]


# -- what is left out ------------------------------------------------------------------------------------------------

AGREEMENT = "<h1>汽车订购协议</h1><ol>" + "<li>乙方应当在收到付款通知之日起七日内付清全部尾款，逾期的定金不予退还。" * 8 + "</ol>"


@pytest.mark.parametrize(
    ("around", "said"),
    [
        ("<nav><a href=/>首页</a> <a href=/b>车型</a></nav>", "menu, not read, 4 words"),
        ("<div class='main-nav'>首页 车型</div>", "menu, not read"),
        ("<div id=menu>首页 车型</div>", "menu, not read"),
        ("<div role=navigation>首页 车型</div>", "menu, not read"),
        ("<ul><li><a href=a>首页</a><li><a href=b>车型</a><li><a href=c>服务</a></ul>", "menu, not read"),
        ("<div class=breadcrumbs><a href=a>首页</a> &gt; 协议</div>", "menu, not read"),
        ("<header>远岚汽车官网 登录</header>", "page header, not read"),
        ("<footer>版权所有 京ICP备1号</footer>", "page footer, not read"),
        ("<div class='site-footer'>版权所有</div>", "page footer, not read"),
        ("<aside>相关推荐</aside>", "side column, not read"),
        ("<div id='cookie-banner'>我们使用 cookie 改善体验</div>", "cookie notice, not read"),
    ],
)
def test_what_stands_around_the_text_is_left_out_and_told(around: str, said: str) -> None:
    alone = text(AGREEMENT)
    for body in (around + AGREEMENT, AGREEMENT + around):
        assert text(body) == alone
        assert said in noted(body)


def test_the_agreement_is_text_whatever_its_box_is_called() -> None:
    alone = text(AGREEMENT)
    for box in ("<header>{}</header>", "<div class=sidebar>{}</div>", "<footer>{}</footer>", "<div class=menu>{}</div>", "<div id=cookie-policy>{}</div>"):
        assert text(box.format(AGREEMENT)) == alone
    assert text(f"<article><header><p>甲方：远岚</p></header>{AGREEMENT}<footer>签署日期</footer></article>").count("远岚") == 1


def test_a_page_header_keeps_the_title() -> None:
    extract = text("<header><a href=/>首页</a><h1>订购协议</h1></header><p>第一条 " + "甲" * 60)
    assert extract.startswith("订购协议\n\n第一条")


@pytest.mark.parametrize(
    ("body", "css"),
    [
        ("<p style='display:none'>定金不退</p>", ""),
        ("<p style='visibility: hidden'>定金不退</p>", ""),
        ("<p style='opacity:0'>定金不退</p>", ""),
        ("<p style='font-size:0'>定金不退</p>", ""),
        ("<p style='font-size:1px'>定金不退</p>", ""),
        ("<p style='color:#fff'>定金不退</p>", ""),
        ("<p style='color:rgb(254,254,254)'>定金不退</p>", ""),
        ("<p style='color:transparent'>定金不退</p>", ""),
        ("<font color=white>定金不退</font>", ""),
        ("<p style='position:absolute;left:-9999px'>定金不退</p>", ""),
        ("<p style='text-indent:-999em'>定金不退</p>", ""),
        ("<p style='height:0;overflow:hidden'>定金不退</p>", ""),
        ("<p style='position:absolute;clip:rect(0 0 0 0)'>定金不退</p>", ""),
        ("<p style='clip-path: inset(100%)'>定金不退</p>", ""),
        ("<p style='transform:scale(0)'>定金不退</p>", ""),
        ("<p hidden>定金不退</p>", ""),
        ("<p class='a b'>定金不退</p>", ".b{display:none}"),
        ("<p id=x>定金不退</p>", "#x{display:none}"),
        ("<em>定金不退</em>", "em{display:none}"),
        ("<div class=o><b><i>定金不退</i></b></div>", "div.o i{visibility:hidden}"),
        ("<p class=a>定金不退</p>", "@media screen{.a{display:none}}"),
        ("<div style='background:#000'><p style='color:black'>定金不退</p></div>", ""),
        ("<dialog>定金不退</dialog>", ""),
    ],
)
def test_hidden_text_is_apart_and_told(body: str, css: str) -> None:
    assert text(f"<p>甲</p>{body}<p>乙</p>", css) == "甲\n乙\n"
    assert "hidden text, not in the text checked, 4 words: “定金不退”" in noted(f"<p>甲</p>{body}<p>乙</p>", css)


@pytest.mark.parametrize(
    ("body", "css"),
    [
        ("<p class=a>定金不退</p>", "@media print{.a{display:none}}"),
        ("<p class=a>定金不退</p>", ".a:hover{display:none} .a[x]{display:none} .c .a{display:none} div>.a{display:none}"),
        ("<p class=a style='display:block'>定金不退</p>", ".a{display:none}"),
        ("<p class='a b'>定金不退</p>", ".a.b{display:block} .a{display:none}"),
        ("<p class=a>定金不退</p>", ".a{display:block!important} .a{display:none}"),
        ("<div style='background:#333'><p style='color:white'>定金不退</p></div>", ""),
        ("<div style='background:url(x.png)'><p style='color:white'>定金不退</p></div>", ""),
        ("<div style='visibility:hidden'><p style='visibility:visible'>定金不退</p></div>", ""),
        ("<div style='font-size:0'><p style='font-size:14px'>定金不退</p></div>", ""),
        ("<p style='position:relative;left:-3px;opacity:.9;font:12px serif'>定金不退</p>", ""),
        ("<p style='font-size:0.9em'>定金不退</p>", ""),
    ],
)
def test_seen_text_is_read(body: str, css: str) -> None:
    assert text(body, css) == "定金不退\n"


def test_unseen_sheets_and_frames_are_told() -> None:
    assert "style sheets linked from the page were not read" in noted("<p>甲", head="<link rel=stylesheet href=a.css>")
    assert "style sheets linked" in noted("<p>甲", css="@import url(a.css);")
    assert "1 pages framed" in noted("<p>甲<iframe src=x></iframe>")
    assert noted("<p>甲") == ""


# -- numbers made by the style sheet: as Chromium shows them ----------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "css", "shown"),
    [
        ("<h2>A</h2><p>x<p>y<h2>B</h2><p>z",
         "body{counter-reset:s} h2{counter-reset:c;counter-increment:s} h2::before{content:counter(s) '. '} "
         "p::before{counter-increment:c;content:counter(s) '.' counter(c) ' '}",
         "1. A|1.1 x|1.2 y|2. B|2.1 z"),
        ("<ol><li>a<ol><li>b<li>c</ol><li>d</ol><ol><li>e</ol>",
         "ol{counter-reset:i;list-style:none} li:before{counter-increment:i;content:counters(i,'.') ' '}",
         "1 a|1.1 b|1.2 c|2 d|1 e"),
        ("<p class=t>甲<p class=t>乙", ".t::before{counter-increment:n;content:'\\7B2C' counter(n, cjk-ideographic) '\\6761 '}", "第一条 甲|第二条 乙"),
        ("<p>a<p class=h>b<p>c", "p{counter-increment:n} p::before{content:counter(n) ')'} .h{display:none}", "1) a|2) c"),
        ("<p>a<p>b", "body{counter-reset:n 4} p{counter-increment:n 2} p::before{content:counter(n, upper-roman) '.'}", "VI. a|VIII. b"),
        ("<p>a <b>b</b>", "b::before{content:'\\f105'} p::before{content:'→'}", "a b"),
        ("<p>a<p>b", "p::before{content:'Article ' counter(n) ': ';counter-increment:n} p{counter-set:x 3}", "Article 1: a|Article 2: b"),
        ("<ol><li>a<li>b</ol>", "li::marker{content:none}", "1. a|2. b"),
    ],
)
def test_numbers_made_by_counters(body: str, css: str, shown: str) -> None:
    lines = [line.strip() for line in text(body, css).splitlines() if line.strip()]
    assert "|".join(lines) == shown


@given(st.text("counter-resets(){}:;'\"\\,.:before 1a→第", max_size=60))
def test_no_style_sheet_breaks_a_page(css: str) -> None:
    assert "甲" in text("<p>甲</p><ol><li>乙</ol>", f"p::before{{content:{css}}} li{{counter-reset:{css}}} {css}")


# -- bytes -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("gb2312", "gb18030"), ("GBK", "gb18030"), ("gb18030", "gb18030"), ("big5", "big5hkscs"), ("utf-8", "utf-8"), ("UTF8", "utf-8"), ("shift_jis", "cp932")],
)
def test_a_page_is_read_as_browsers_take_its_charset(charset: str, encoding: str) -> None:
    words = "第一条 定金「五千元」" + ("〇①" if encoding == "gb18030" else "")
    for head in (f"<meta charset={charset}>", f'<META http-equiv="Content-Type" content="text/html; charset={charset}">'):
        data = f"<html><head>{head}</head><p>{words}".encode(encoding)
        extract = read(data, "a.html")
        assert (extract.text, extract.notes) == (words + "\n", ())


def test_latin_pages_marks_and_lies() -> None:
    assert read("<meta charset=iso-8859-1><p>The Seller’s “notice” costs €5".encode("cp1252"), "x").text == "The Seller’s “notice” costs €5\n"
    assert read("\ufeff<html><p>定金".encode("utf-16-le"), "x").text == "定金\n"
    assert read("<meta charset=gbk><p>定金不予退还吗".encode(), "x").text == "定金不予退还吗\n", "UTF-8 that says it is GBK"
    guessed = read("<html><p>乙方应当付清全部尾款，逾期的定金不予退还。".encode("gb18030"), "x")
    assert "定金不予退还" in guessed.text
    assert "guessed" in guessed.notes[0].en


def test_pages_are_told_by_their_bytes() -> None:
    for data in (b"<!DOCTYPE html><p>x", b"\n <!-- c --><HTML><p>x", b"<?xml version='1.0'?><html><p>x", b"<div>\n<p>x</p>\n</div>", "\ufeff<html>".encode("utf-16-le")):
        assert reader_for(data, "a.txt") == "html"
    for data in (b"# T\n<p>x</p>", b"<p align=center>T</p>\n\nwords\n\nmore words\n\nand more\n", b"1. a < b", "第一条 <定金>".encode()):
        assert reader_for(data, "a.html") is None
    with pytest.raises(InputError, match="XML file"):
        reader_for(b"<?xml version='1.0'?><w:wordDocument/>", "a.xml")


def test_a_source_of_a_page() -> None:
    source = from_bytes(page("<nav>首页</nav><p>第一条 定金五千元，概不退还。</p>"), "page.bin")
    assert (source.encoding, source.language, source.text) == ("html", "zh", "第一条 定金五千元，概不退还。\n")
    assert source.notes[0].zh.startswith("菜单，未读，2 字")


# -- hostile pages ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<html>" + b"<div>" * 5000 + b"x", "inside each other"),
        (b"<html>" + b"<b>" * 200_000 + b"x", "inside each other"),
        (b"<html><p " + b" ".join(b"a%d=1" % n for n in range(5000)) + b">x", "attributes"),
        (b"<html><p " + b"a " * 200_000, "attributes"),
        (page("<script>render()</script>"), "its scripts fetch it"),
        (page("<iframe src=a></iframe>"), "frames other pages"),
        (page("<p style='display:none'>x"), "no text to be seen"),
    ],
)
def test_a_page_that_cannot_be_read_is_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        read(data, "a.html")


def test_unclosed_paragraphs_and_items_are_no_nesting() -> None:
    assert len(text("<p>x" * 3000).split()) == 3000
    assert text("<ol>" + "<li>x" * 3000 + "</ol>").endswith("3000. x\n")
    assert len(text("<table>" + "<tr><td>x" * 3000 + "</table>").split()) == 3000
    assert len(text("<p><script>if (a<b) f('<div>')</script>" + "<img src='a>b'>x" * 500 + "</p>")) == 501


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(["<p>", "</p>", "<ol>", "<li value=3>", "</ol>", "<table>", "<td>", "<tr>", "</table>", "<div style='color:", "<style>", "</style>", "'>", "<b", "<!--", "-->", "&amp", "定金", "x", "\n", "<br/>", "<dl>", "<dd>", "<select>", "<pre>", "\0", '"', ">"]), max_size=40))
def test_any_soup_is_a_text_or_one_sentence(parts: list[str]) -> None:
    try:
        extract = read(("<html>" + "".join(parts)).encode(), "a.html")
    except InputError as error:
        assert "\n" not in str(error)
    else:
        assert extract.text.strip()
        assert all(0 <= p.start <= p.end <= len(extract.text) for p in extract.places)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([".a", "#b", "p", ">", " ", ",", "{", "}", "display:none", ";", "@media print", "@media screen", ":hover", "/*", "*/", "!important", "color:#fff"]), max_size=30))
def test_any_style_sheet_is_read(parts: list[str]) -> None:
    sheet = read_sheet("".join(parts))
    assert sheet.count <= len(parts)
