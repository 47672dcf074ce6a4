"""Rows of a table as text for a terminal, CSV, XLSX, Parquet or JSON lines. Words of contracts never act anywhere.

In CSV and XLSX what a spreadsheet could take for a formula begins with an apostrophe, and characters that hide or act
are named in place; Parquet and JSON keep every character.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any

from clausecheck.errors import UsageError
from clausecheck.reports.harmless import cell, inline, json_safe
from clausecheck.reports.wrapping import cells

SUFFIXES = (".csv", ".xlsx", ".parquet", ".jsonl")
SHEET_ROWS, CELL = 1_048_575, 32_000  # what a sheet and a cell of it may hold
_GROUP = 20_000  # rows of a Parquet row group
_WIDEST = 60

Rows = Iterable[Sequence[object]]


def terminal(names: Sequence[str], rows: Rows, limit: int, width: int) -> str:
    """At most `limit` rows in columns; the widest column gives way where the window is too narrow."""
    every = list(islice(rows, limit + 1))
    shown = [[inline(_text(v)) for v in row] for row in every[:limit]]
    widths = [min(_WIDEST, max([cells(n), *(cells(r[i]) for r in shown)])) for i, n in enumerate(names)]
    while sum(widths) + 2 * len(widths) > width and max(widths) > 12:
        widths[widths.index(max(widths))] -= 1
    lines = [_row(names, widths), _row(["-" * w for w in widths], widths), *(_row(r, widths) for r in shown)]
    if len(every) > limit:
        lines.append(f"… more: --limit, or clausecheck export (shown: {limit})")
    elif not shown:
        lines.append("nothing")
    return "\n".join(lines) + "\n"


def _row(values: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(_fit(v, w) for v, w in zip(values, widths, strict=True)).rstrip()


def _fit(text: str, width: int) -> str:
    """`text` in exactly `width` cells, cut with an ellipsis where it is longer; of a path the end is kept."""
    if cells(text) > width:
        path = text.startswith("/") or "://" in text
        while cells(text) > width - 1:
            text = text[1:] if path else text[:-1]
        text = f"…{text}" if path else f"{text}…"
    return text + " " * (width - cells(text))


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def jsonl(names: Sequence[str], rows: Rows) -> Iterable[str]:
    """One JSON object a row, a line each."""
    for row in rows:
        yield json_safe(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False)) + "\n"


def csv_lines(names: Sequence[str], rows: Rows) -> Iterable[str]:
    """Lines of CSV (RFC 4180)."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    for row in chain([names], rows):
        writer.writerow([cell(v) if isinstance(v, str) else v for v in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def write(path: Path, suffix: str, tables: Mapping[str, tuple[Sequence[str], Rows]]) -> None:
    """Tables by name into the file `path`, in the format of `suffix`; all but XLSX hold one. Raises UsageError."""
    if suffix not in SUFFIXES:
        raise UsageError(f"an export ends in {', '.join(SUFFIXES)}, not in {suffix!r}")
    if suffix == ".xlsx":
        _xlsx(path, tables)
        return
    ((names, rows),) = tables.values()
    if suffix == ".parquet":
        _parquet(path, names, rows)
        return
    lines = csv_lines(names, rows) if suffix == ".csv" else jsonl(names, rows)
    encoding = "utf-8-sig" if suffix == ".csv" else "utf-8"  # the mark tells Excel that it is UTF-8
    with path.open("w", encoding=encoding, errors="backslashreplace", newline="") as file:
        file.writelines(lines)


def _xlsx(path: Path, tables: Mapping[str, tuple[Sequence[str], Rows]]) -> None:
    import xlsxwriter

    # every text is written as text whatever it looks like; rows go to disk as they come
    book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                                      "strings_to_numbers": False, "nan_inf_to_errors": True})
    try:
        bold = book.add_format({"bold": True})
        for title, (names, rows) in tables.items():
            sheet = book.add_worksheet(title[:31])
            sheet.freeze_panes(1, 0)
            for column, name in enumerate(names):
                sheet.write_string(0, column, cell(name), bold)
            for at, row in enumerate(rows, 1):
                if at > SHEET_ROWS:
                    raise UsageError(f"a sheet holds {SHEET_ROWS:,} rows, this is more: export to .csv or .parquet")
                _cells(sheet, at, row)
    finally:
        book.close()


def _cells(sheet: Any, at: int, row: Sequence[object]) -> None:
    for column, value in enumerate(row):
        if isinstance(value, int | float):
            sheet.write_number(at, column, value)
        elif value is not None:
            sheet.write_string(at, column, cell(str(value))[:CELL])


def _parquet(path: Path, names: Sequence[str], rows: Rows) -> None:
    """Columns take the type of what stands in them in the first group: whole number, number, or text."""
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError:
        raise UsageError("Parquet needs pyarrow: pip install 'clausecheck[tables]'") from None
    coming = iter(rows)
    first = list(islice(coming, _GROUP))
    kinds = [_kind([row[i] for row in first]) for i in range(len(names))]
    types = {"int": arrow.int64(), "float": arrow.float64(), "text": arrow.string()}
    schema = arrow.schema([(name, types[kind]) for name, kind in zip(names, kinds, strict=True)])
    with parquet.ParquetWriter(path, schema, compression="zstd") as file:
        while True:
            columns = [[_as(kind, row[i]) for row in first] for i, kind in enumerate(kinds)]
            arrays = [arrow.array(c, field.type) for c, field in zip(columns, schema, strict=True)]
            file.write_table(arrow.table(arrays, schema=schema))
            first = list(islice(coming, _GROUP))
            if not first:
                return


def _kind(values: Sequence[object]) -> str:
    present = [v for v in values if v is not None]
    if present and all(isinstance(v, int) for v in present):
        return "int"
    return "float" if present and all(isinstance(v, int | float) for v in present) else "text"


def _as(kind: str, value: object) -> object:
    if value is None or kind == "text":
        return None if value is None else str(value)
    if not isinstance(value, int | float):
        raise UsageError(f"a column of numbers holds {str(value)[:40]!r}: export to .csv, or cast it in the SQL")
    return int(value) if kind == "int" else float(value)
