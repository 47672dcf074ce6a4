"""What the reader of a Word document is told about what is not in its text."""

from __future__ import annotations

from clausecheck.readers.docx.numbering import Numbering
from clausecheck.readers.docx.runs import Aside
from clausecheck.readers.extract import left_out
from clausecheck.text import Bilingual

_COUNTED = {
    "comments": ("批注 {n} 处，未读", "{n} comments, not read"),
    "pictures": ("图片 {n} 张，其中的文字未读", "{n} pictures, words in them not read"),
    "charts": ("图表或嵌入对象 {n} 个，未读", "{n} charts or embedded objects, not read"),
    "embedded documents": ("嵌入的文档 {n} 个，未读", "{n} embedded documents, not read"),
    "counting fields": ("编号域 {n} 处，其编号未读", "{n} numbering fields, their numbers not read"),
}
_READ = {
    "footnote": ("脚注 {n} 条，读在所属段落之后", "{n} footnotes, read after their paragraphs"),
    "endnote": ("尾注 {n} 条，读在所属段落之后", "{n} endnotes, read after their paragraphs"),
    "text-box": ("文本框 {n} 个，读在所属段落之后", "{n} text boxes, read after their paragraphs"),
}


def notes(aside: Aside, numbering: Numbering, read: dict[str, int], margins: str) -> list[Bilingual]:
    """All notes, what may matter most first."""
    found = []
    for zh, en, parts in (
        ("隐藏文字，不在所检查的文本内", "hidden text, not in the text checked", aside.hidden),
        ("修订中已删除的文字，未读", "tracked deletions, not read", aside.deleted),
        ("看不见的文字（白色或极小），已按正文读", "text too small or white to see, read like the rest", aside.white),
        ("加了删除线的文字，已按正文读", "struck-through text, read like the rest", aside.struck),
        ("页眉和页脚，未读", "page headers and footers, not read", [margins]),
        ("目录，未读", "table of contents, not read", aside.contents),
    ):
        text = " ".join(part.strip() for part in parts if part.strip())
        if text:
            found.append(left_out(zh, en, text))
    for table, counts in ((_COUNTED, aside.counts), (_READ, read)):
        found += [Bilingual(zh.format(n=counts[what]), en.format(n=counts[what]))
                  for what, (zh, en) in table.items() if counts.get(what)]
    if numbering.unknown:
        names = ", ".join(sorted(numbering.unknown))
        found.append(Bilingual(f"编号格式 {names} 显示为数字", f"numbers in the format {names} are shown as digits"))
    return found
