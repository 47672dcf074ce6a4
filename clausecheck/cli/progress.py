"""A line on stderr that says how far a long run is: a bar on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import shutil
import sys
import time

from clausecheck.batch.scanning import Progress

REDRAW, PLAIN = 0.2, 30.0  # seconds between two drawings on a terminal, between two lines elsewhere


class Bar:
    """Draws a Progress. Call it as often as you like; `clear` before anything else is printed."""

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._began = time.monotonic()
        self._last = self._began if not self._terminal else 0.0
        self._first: tuple[float, int] | None = None  # when reading began, how many were done then
        self._drawn = False

    def __call__(self, progress: Progress) -> None:
        now = time.monotonic()
        if progress.total is not None and self._first is None:
            self._first = (now, progress.done)
        if now - self._last < (REDRAW if self._terminal else PLAIN):
            return
        self._last = now
        text = line(progress, *self._pace(progress, now))
        if self._terminal:
            width = shutil.get_terminal_size().columns
            sys.stderr.write(f"\r{text[: width - 1]}\x1b[K")
            self._drawn = True
        else:
            sys.stderr.write(f"clausecheck: {text}\n")
        sys.stderr.flush()

    def _pace(self, progress: Progress, now: float) -> tuple[float, float | None]:
        """Documents a second, and seconds left where that can be told."""
        if self._first is None or progress.total is None or now <= self._first[0]:
            return 0.0, None
        rate = (progress.done - self._first[1]) / (now - self._first[0])
        return rate, (progress.total - progress.done) / rate if rate else None

    def clear(self) -> None:
        """Take the bar off the screen."""
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._drawn = False


def line(progress: Progress, rate: float, left: float | None) -> str:
    """The line: [#####.....] 1,200 of 100,000 · 85.3/s · 19 min left · 3 not checked."""
    if progress.total is None:
        return f"looking through the folder: {progress.listed:,} names"
    share = progress.done / progress.total if progress.total else 1.0
    full = int(share * 24)
    parts = [f"[{'#' * full}{'.' * (24 - full)}] {progress.done:,} of {progress.total:,}", f"{rate:,.1f}/s"]
    if left is not None:
        parts.append(f"{span(left)} left")
    if progress.refused:
        parts.append(f"{progress.refused:,} not checked")
    return " - ".join(parts)


def span(seconds: float) -> str:
    """Seconds in words: 45 s, 19 min, 3 h 20 min."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60:02d} min"
