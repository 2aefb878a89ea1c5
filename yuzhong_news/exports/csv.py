"""Flat rows in CSV (RFC 4180), which a spreadsheet must not take for formulas.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-``, ``@`` (also in full width), a tab or
a line end as a formula, and what a newspaper's page holds is anybody's text.  Such a cell gets an
apostrophe in front, and so does one that has an apostrophe there already: to have the text as it
was, take one apostrophe from each cell that begins with one.
https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from typing import IO, Any

from yuzhong_news.exports.columns import COLUMNS
from yuzhong_news.exports.stamps import iso, json_line
from yuzhong_news.records import Record

_FORMULA_STARTS = frozenset("=+-@＝＋－＠\t\r\n'")
_BOM = b"\xef\xbb\xbf"


class CsvWriter:
    """One row an article; ``guarded`` keeps formulas from being run, ``bom`` marks UTF-8."""

    def __init__(self, file: IO[bytes], *, guarded: bool = True, bom: bool = False) -> None:
        self.file = file
        self.guarded = guarded
        file.write(_BOM if bom else b"")
        self._write([[column.name for column in COLUMNS]])

    def add(self, records: Sequence[Record]) -> None:
        """Write one row for each record."""
        self._write([cells(record, guarded=self.guarded) for record in records])

    def finish(self) -> None:
        """Write nothing: the last row is like all others."""

    def _write(self, rows: Sequence[Sequence[str]]) -> None:
        text = io.StringIO(newline="")
        csv.writer(text).writerows(rows)
        self.file.write(text.getvalue().encode())


def cells(record: Record, *, guarded: bool) -> list[str]:
    """Return the cells of a record's row, in the order of the columns."""
    return [
        _guard(cell) if guarded and isinstance(value, str | list) else cell
        for value, cell in (
            (value, _cell(column.name, value))
            for column, value in zip(COLUMNS, record.values(), strict=True)
        )
    ]


def _guard(cell: str) -> str:
    return f"'{cell}" if cell[:1] in _FORMULA_STARTS and cell else cell


def _cell(name: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return _FLAT.get(name, json_line)(value) if value else ""
    return str(value) if isinstance(value, int | float) else iso(value)


def person(one: Mapping[str, Any]) -> str:
    """Return a person as one would print them: ``记者 某某 摄``."""
    return " ".join(part for part in (one["role"], one["name"], one["work"]) if part)


def caption(one: Mapping[str, Any]) -> str:
    """Return a caption with its credit in full-width brackets, where it has one."""
    return f"{one['text']}（{one['credit']}）" if one["credit"] else str(one["text"])


_FLAT: dict[str, Callable[[list[Any]], str]] = {
    "contributors": lambda people: "; ".join(map(person, people)),
    "paragraphs": "\n".join,
    "subheads": lambda subheads: "\n".join(one["text"] for one in subheads),
    "captions": lambda captions: "\n".join(map(caption, captions)),
    "jumps": lambda jumps: "\n".join(one["text"] for one in jumps),
    "doubts": lambda doubts: "; ".join(f"{one['cue']} ({one['field']})" for one in doubts),
    "sources": "\n".join,
    "documents": lambda files: "\n".join(f"{one['kind']} {one['url']}" for one in files),
}
