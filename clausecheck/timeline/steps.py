"""Lists of steps that a contract announces ("in this order: …"): each item comes after the one before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clausecheck.chunks import Part
from clausecheck.patterns import later
from clausecheck.text import Clause, Sentence
from clausecheck.timeline.links import Link

_ITEM = later(
    r"\s*[(（]?[0-9a-z\u4e00-\u9fff]{1,3}[)）.、]|\s*[①-⑳]|\s*(?:其|第)?[一二三四五六七八九十](?:是|为|[,，:：])")
_NUMERAL = later(r"[0-9]+|[ivx]+|[a-z]|[一二三四五六七八九十]+|[①-⑳]")


@dataclass(slots=True)
class Steps:
    """The list being read: who announced it, how its items are numbered, the events of its last item."""

    listing: Clause | None = None
    style: str | None = None
    last: tuple[str, ...] = ()
    opened: bool = False  # the sentence before ended with a colon

    def follow(self, sentence: Sentence, parts: Sequence[Part], here: Sequence[str],
               clauses: Mapping[int, Clause]) -> list[Link]:
        """The links of a sentence to the item before it. `here`: the events (nodes) of its main parts."""
        clause = clauses.get(sentence.clause)
        opened, self.opened = self.opened, False
        if any(p.announces for p in parts):
            title = sentence.view.rstrip().endswith((":", "："))
            heading = len(here) < 2 and clause is not None and clause.kind != "clause"
            self.listing, self.style, self.last = clause, None, () if title or heading else tuple(here)
            self.opened = title
            return []
        if opened and len(here) > 1 and sentence.view.count("、") >= len(here) - 1 and clause is self.listing:
            return [Link(a, b, 0, len(sentence.view)) for a, b in zip(here, here[1:], strict=False) if a != b]
        if self.listing is None or clause is None or not self._is_item(self.listing, clause, sentence):
            return []
        found = [Link(a, b, 0, len(sentence.view)) for a in self.last for b in here if a != b]
        self.last = tuple(here) or self.last
        return found

    def _is_item(self, listing: Clause, clause: Clause, sentence: Sentence) -> bool:
        """Whether a sentence is the list's next item: numbered below it, or all in one style beside it."""
        if clause.index == listing.index:
            return bool(_ITEM.match(sentence.view))
        style = _NUMERAL.sub("", clause.number)
        beside = bool(listing.number) and style == _NUMERAL.sub("", listing.number)
        if not clause.number or (clause.parent != listing.index and beside):
            self.listing = None
            return False
        self.style = self.style if self.style is not None else style
        if style != self.style:
            self.listing = None
        return style == self.style
