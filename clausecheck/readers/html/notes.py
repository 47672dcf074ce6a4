"""What the reader of a web page is told about what is not in its text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from clausecheck.readers.extract import left_out
from clausecheck.text import Bilingual

_LEFT_OUT = {
    "hidden": ("网页隐藏的文字，不在所检查的文本内", "hidden text, not in the text checked"),
    "deleted": ("标为已删除的文字，未读", "text marked as deleted, not read"),
    "struck": ("加了删除线的文字，已按正文读", "struck-through text, read like the rest"),
    "menu": ("菜单，未读", "menu, not read"),
    "header": ("网页页头，未读", "page header, not read"),
    "footer": ("网页页脚，未读", "page footer, not read"),
    "aside": ("侧栏，未读", "side column, not read"),
    "cookie": ("Cookie 提示，未读", "cookie notice, not read"),
}
_COUNTED = {
    "frames": ("网页中嵌入的其他网页（{n} 个）未读", "{n} pages framed in this one were not read"),
    "sheets": ("网页链接的样式表未读：由它们隐藏的文字仍当作可见，由它们编的号看不到",
               "style sheets linked from the page were not read: text that they hide counts as shown, numbers that "
               "they make are not seen"),
}


def notes(aside: Mapping[str, Sequence[str]], counts: Mapping[str, int]) -> list[Bilingual]:
    """All notes, what may matter most first."""
    found = [left_out(zh, en, " ".join(aside[kind])) for kind, (zh, en) in _LEFT_OUT.items() if aside.get(kind)]
    found += [Bilingual(zh.format(n=counts[what]), en.format(n=counts[what]))
              for what, (zh, en) in _COUNTED.items() if counts.get(what)]
    return found
