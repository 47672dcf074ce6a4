"""Printed lines → paragraphs: which line goes on from the one before, and what becomes of the hyphen between them."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from clausecheck.patterns import later
from clausecheck.readers.extract import Line
from clausecheck.readers.pdf.lines import MARKER, Item, Printed, TableRow
from clausecheck.readers.pdf.order import CJK
from clausecheck.text import Place

_ENDED = later(r"[。！？；.!?;:：][”’」』\"')）]*\Z")
_STOPPED = later(r"[。！？.!?][”’」』\"')）]*\Z")
_HYPHEN = later(r"(?<=[^\W\d_])(?:\xad|[-\u2010])\Z")
_COMPOUND = later(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)+")
_WORD = later(r"[^\W\d_]+")
_LAST_WORD = later(r"[^\W\d_]+\Z")
_FIRST_WORD = later(r"[^\W\d_]+")
_PREFIX = "non self ex all half cross third one two three four five six seven eight nine ten pre post co"
_PREFIXES = frozenset(_PREFIX.split())
# one sign in a font for two letters, characters that look like Chinese ones, and what has no width
_LIGATURES = {
    code: unicodedata.normalize("NFKC", chr(code))
    for code in (*range(0xFB00, 0xFB07), *range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00))
}
_SIGNS = _LIGATURES | {0x2010: "-", 0x2011: "-", 0xAD: "", 0x200B: "", 0xFEFF: "", 0x2060: "", 0xFFFE: ""}
_TALL = 1.35  # of the usual distance of lines: a new paragraph
_GAP = 1.6  # a blank line
_INDENT = 0.9  # sizes
_STRAYS = 50  # one line of so many may run out of its column
_PROOF = 4  # lines that end at a margin
_OPEN = later(r"[,，、\-\xad\u2010]\Z|[a-z]\Z")
_LABEL = later(r"[^，。,;；：:]{1,20}[：:]")
_DIGITS = later(r"\d[,.]?\Z")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Printed lines that are one line of the text; `gap`: white above it sets it apart."""

    lines: tuple[Printed, ...]
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Habits:
    """How the document is set: the distance of its lines in sizes, their size, right margins by column, its words."""

    leading: float
    size: float
    indents: bool  # the first lines of paragraphs are set in
    margins: dict[tuple[str, int], float]
    proven: frozenset[tuple[str, int]]  # columns in which several lines end at that margin
    words: Counter[str]

    def margin(self, line: Printed) -> float:
        """Where the lines of this column end."""
        return line.column[1] if line.kind == "cell" else self.margins.get(_slot(line), line.column[1])


    def proves(self, line: Printed) -> bool:
        """Whether where this line ends tells anything."""
        return line.kind == "cell" or _slot(line) in self.proven


def _slot(line: Printed) -> tuple[str, int]:
    return line.kind, round(line.column[0] / 40)


def habits(items: Sequence[Item]) -> Habits:
    """The habits of a document, from all of its pages."""
    lines = [item for item in items if isinstance(item, Printed)]
    steps = [
        (after.box[3] - before.box[3]) / after.size
        for before, after in zip(lines, lines[1:], strict=False)
        if before.page == after.page and 0 < after.box[3] - before.box[3] < 4 * after.size
    ]
    margins = _margins(lines)
    every = lines + [line for item in items if isinstance(item, TableRow) for cell in item.cells for line in cell]
    size = median([line.size for line in every]) if every else 10.0
    ends = Counter(_slot(line) for line in lines if margins[_slot(line)] - line.box[2] < 2 * line.size)
    proven = frozenset(slot for slot, count in ends.items() if count >= _PROOF)
    return Habits(_usual(steps), size, _indents(lines), margins, proven, _vocabulary(every))


def _margins(lines: Sequence[Printed]) -> dict[tuple[str, int], float]:
    """Where the longest lines of each column end, without the few that run out of it."""
    ends: dict[tuple[str, int], list[float]] = {}
    for line in lines:
        ends.setdefault(_slot(line), []).append(line.box[2])
    return {slot: sorted(rights, reverse=True)[len(rights) // _STRAYS] for slot, rights in ends.items()}


def _usual(steps: Sequence[float]) -> float:
    """The distance of lines inside of paragraphs: the smallest of the common ones."""
    if not steps:
        return 1.5
    counts = Counter(round(step, 1) for step in steps)
    common = [step for step, count in counts.items() if count >= max(2, 0.1 * len(steps))]
    return min(common, default=median(steps))


def _indents(lines: Sequence[Printed]) -> bool:
    """Lines that are set in are mostly followed by lines that are not."""
    single = double = 0
    for before, after in zip(lines, lines[1:], strict=False):
        if before.column == after.column and _depth(before) > _INDENT and not MARKER.match(before.text):
            single += abs(_depth(after)) < 0.3
            double += abs(before.box[0] - after.box[0]) < 0.3 * after.size
    return single >= 3 and 2 * single > double


def _depth(line: Printed) -> float:
    """How far a line is set in from its column, in sizes."""
    return (line.box[0] - line.column[0]) / line.size


def _vocabulary(lines: Iterable[Printed]) -> Counter[str]:
    words: Counter[str] = Counter()
    for line in lines:
        text = line.text.translate({0x2010: "-", 0x2011: "-"}).lower()
        words.update(_COMPOUND.findall(text))
        words.update(_WORD.findall(_COMPOUND.sub(" ", text)))
    return words


def paragraphs(items: Sequence[Item], manner: Habits) -> list[Paragraph | TableRow]:
    """Items in reading order → paragraphs, and the rows of tables as they were."""
    found: list[Paragraph | TableRow] = []
    for item in items:
        last = found[-1] if found else None
        if isinstance(item, TableRow):
            found.append(item)
        elif isinstance(last, Paragraph) and goes_on(last.lines, item, manner):
            found[-1] = Paragraph((*last.lines, item), last.gap)
        else:
            found.append(Paragraph((item,), _apart(last, item, manner)))
    return found


def _apart(last: Paragraph | TableRow | None, line: Printed, manner: Habits) -> bool:
    if last is None:
        return False
    before = last.lines[-1] if isinstance(last, Paragraph) else last.cells[0][-1]
    if before.page != line.page or before.kind != line.kind:
        return False
    return line.box[3] - before.box[3] > _GAP * manner.leading * line.size


def goes_on(lines: Sequence[Printed], after: Printed, manner: Habits) -> bool:
    """The line belongs to the paragraph of these lines."""
    before = lines[-1]
    if abs(before.size - after.size) > 0.12 * max(before.size, after.size):
        return False
    if _large(before, after, manner):
        return True
    if not _full(before, after, manner) or not manner.proves(before) and _begins(before, after):
        return False
    if MARKER.match(after.text) and _ENDED.search(before.text) or _both_labelled(lines, after):
        return False
    if before.page == after.page and before.column == after.column and after.box[1] > before.box[1]:
        step = after.box[3] - before.box[3]
        return step <= _TALL * manner.leading * after.size and not _indented(lines, after, manner)
    if _STOPPED.search(before.text) or MARKER.match(after.text):
        return False
    return after.box[0] - after.column[0] < _INDENT * after.size or len(lines) > 1 and lines[0].column == after.column


def _begins(before: Printed, after: Printed) -> bool:
    """By its words alone the line begins something new."""
    if _ENDED.search(before.text) or MARKER.match(after.text) or _LABEL.match(after.text):
        return True
    chinese = CJK.match(after.text) is not None
    if chinese != (CJK.match(before.text[-1:]) is not None):
        return True
    return not (chinese or _OPEN.search(before.text) or after.text[0].islower() or after.text[0].isdigit())


def _both_labelled(lines: Sequence[Printed], after: Printed) -> bool:
    """Two lines of a form, as 甲方：… and 乙方：…, though the first is as long as a line can be."""
    both = _LABEL.match(lines[0].text) and _LABEL.match(after.text)
    return both is not None and not _OPEN.search(lines[-1].text)


def _indented(lines: Sequence[Printed], after: Printed, manner: Habits) -> bool:
    """Set in as the first line of a paragraph is; the text beside a hanging number is not."""
    if MARKER.match(lines[0].text) and after.box[0] > lines[0].box[0]:
        return len(lines) > 1 and after.box[0] - lines[-1].box[0] > _INDENT * after.size
    deeper = after.box[0] - lines[-1].box[0] > _INDENT * after.size
    return deeper or manner.indents and _depth(after) > _INDENT


def _large(before: Printed, after: Printed, manner: Habits) -> bool:
    """A title on several lines, each in the middle."""
    middles = (before.box[0] + before.box[2]) / 2, (after.box[0] + after.box[2]) / 2
    same = before.page == after.page and before.column == after.column
    near = 0 < after.box[3] - before.box[3] < _TALL * manner.leading * after.size
    return same and near and after.size > 1.2 * manner.size and abs(middles[0] - middles[1]) < 0.5 * after.size


def _full(before: Printed, after: Printed, manner: Habits) -> bool:
    """The next line's first word would not have fitted into what is left of the line before."""
    left = manner.margin(before) - before.box[2]
    if CJK.match(after.text) or CJK.match(before.text[-1:]):
        return left < 2.6 * before.size
    first = len(after.text.split(" ", 1)[0]) + 1
    width = (after.box[2] - after.box[0]) / max(1, len(after.text))
    return left < first * width + 0.3 * before.size


def clean(text: str) -> str:
    """Ligatures as letters, hyphens as "-", without what has no width."""
    return text.translate(_SIGNS)


def joined(lines: Sequence[Printed], manner: Habits) -> Line:
    """Printed lines as one line of text, with the page and the box of each."""
    text = ""
    places: list[Place] = []
    for index, line in enumerate(lines):
        following = lines[index + 1].text if index + 1 < len(lines) else None
        words, between = _seam(line.text, following, manner.words)
        start = len(text)
        text += clean(words)
        places.append(Place(start, len(text), "page", (line.page, *(round(side) for side in line.shown))))
        text += between
    return Line(text, tuple(place for place in places if place.end > place.start))


def _seam(text: str, after: str | None, words: Counter[str]) -> tuple[str, str]:
    """A line's words as they go into the paragraph, and what stands between them and the next line's."""
    if after is None:
        return _shown_hyphen(text), ""
    if _HYPHEN.search(text):
        head = text[:-1]
        alike = after[:1].islower() or head[-2:].isupper() and after[:2].isupper()
        return (head if alike and _divided(head, after, words) else head + "-"), ""
    text = _shown_hyphen(text)
    if CJK.match(text[-1:]) or CJK.match(after[:1]):
        return text, ""
    chinese = CJK.search(text) or CJK.search(after)
    if text.endswith(("/", "-")) or chinese and _DIGITS.search(text) and after[:1].isdigit():
        return text, ""
    return text, " "


def _shown_hyphen(text: str) -> str:
    """A hyphen at a line's end is told as a soft one by pdfium, whichever it is."""
    return text[:-1] + "-" if text.endswith("\xad") else text


def _divided(head: str, after: str, words: Counter[str]) -> bool:
    """A word divided at the line's end, and not a compound whose own hyphen stands there."""
    left, right = _LAST_WORD.search(head), _FIRST_WORD.match(after)
    if left is None or right is None:
        return True
    one, two = left[0].lower(), right[0].lower()
    whole, compound = words[one + two], words[f"{one}-{two}"]
    return whole >= compound if whole or compound else one not in _PREFIXES
