"""Stretches of a Chinese sentence: cut at marks of punctuation, at arrows, and where a list of steps begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from clausecheck.chunks import Hit
from clausecheck.chunks.cues import any_of
from clausecheck.patterns import later

_ARROW = later(r"\s*(?:→|-+>|—+>|⇒|»|➔|➜|>{1,2}|—{1,2}|-{2,})\s*")
_MARK = later(r"(?<!\d),|,(?!\d)|[，;；:：。！？!?\n]")


def segments(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """The stretches between marks of punctuation; a chain of arrows is cut at each of them, and told by True."""
    found: list[tuple[int, int, bool]] = []
    for s, e in stretches(text, _MARK, start, end):
        chain = _arrows(text, s, e)
        found += [(a, b, chain) for a, b in (stretches(text, _ARROW, s, e) if chain else [(s, e)])]
    return found


def _arrows(text: str, start: int, end: int) -> bool:
    """Whether this stretch is a chain of steps: 补款→看车→提车, 归零——开盒——验机."""
    found = [m.group().strip() for m in _ARROW.finditer(text, start, end) if start < m.start()]
    return len(found) > 1 or any(">" in f or f in "→⇒»➔➜" for f in found)


def announced(view: str, start: int, end: int) -> int | None:
    """Where a list of steps begins: 流程如下, 顺序为, 依次, a chain of arrows; None where nothing announces one."""
    if any_of("zh", "unordered").search(view, start, end):
        return None
    m = _steps().search(view, start, end)
    return m.end() if m else None


@lru_cache(maxsize=1)
def _steps() -> re.Pattern[str]:
    noun, opens = any_of("zh", "sequence").pattern, any_of("zh", "sequence_open").pattern
    return re.compile(rf"(?<!小)(?:{noun})(?:{opens})|按[下以上].{{0,4}}(?:{noun})|分[二三四五六七两0-9]+步|依次")


def unmasked(view: str, text: str, events: Sequence[Hit]) -> str:
    """The view with only its events blanked and asides gone."""
    chars = [" " if t == "\u3000" else v for v, t in zip(view, text, strict=True)]
    for _, s, e in events:
        chars[s:e] = "\ue000" * (e - s)
    return "".join(chars)


def stretches(text: str, stop: re.Pattern[str], start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """What lies between the matches of `stop` in text[start:end)."""
    last = len(text) if end is None else end
    found, at = [], start
    for m in stop.finditer(text, start, last):
        found.append((at, m.start()))
        at = m.end()
    return [(s, e) for s, e in [*found, (at, last)] if e > s]
