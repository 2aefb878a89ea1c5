"""Hard-wrapped rows to paragraphs.

A column has a full width; a paragraph's first row is indented and its last row is short.  Where a
dump kept the indents they decide; where it lost them, the first row is two characters short of
the column, which decides as well (seed page, lines 31-32).
"""

from __future__ import annotations

from collections.abc import Sequence

from yuzhong_news.splitting.frames import INDENT
from yuzhong_news.splitting.rows import Row

_SHORT = 1.2
"""Full-width characters: a row that lacks more than this of its column does not fill it."""

_LOST_INDENT = 1.2
"""Full-width characters: a first row whose indent was lost lacks 2, give or take the punctuation."""

_RUN_AROUND = 5
"""Rows: the full width at a row is that of its neighbours within so many rows, because text that
runs around a picture narrows (seed page, lines 310-331)."""


def paragraphs_of(rows: Sequence[Row], *, indented: bool) -> list[list[Row]]:
    """Return ``rows`` of one body as paragraphs, in order; every row is in exactly one."""
    if not rows:
        return []
    widths = _local_columns(rows)
    paragraphs = [[rows[0]]]
    for place in range(1, len(rows)):
        starts = (
            _starts_indented(rows[place - 1], rows[place])
            if indented
            else _starts_unindented(rows, place, widths)
        )
        if starts:
            paragraphs.append([])
        paragraphs[-1].append(rows[place])
    return paragraphs


def _local_columns(rows: Sequence[Row]) -> list[float]:
    """Return the full width of the column at each row."""
    full = [row.width + row.indent for row in rows]
    columns = []
    for place in range(len(rows)):
        near = sorted(full[max(0, place - _RUN_AROUND) : place + _RUN_AROUND + 1])
        columns.append(near[(len(near) * 3) // 4])
    return columns


def _starts_indented(before: Row, row: Row) -> bool:
    return row.indent >= INDENT and (
        before.ends_sentence or before.text[-1] in "：:；;”’）)" or row.indent >= 2
    )


def _starts_unindented(rows: Sequence[Row], place: int, columns: Sequence[float]) -> bool:
    before, row = rows[place - 1], rows[place]
    blank = before.frame != row.frame
    short = before.width < columns[place - 1] - _SHORT
    narrow = row.width < columns[place] - _LOST_INDENT
    last = row.ends_sentence and narrow
    if row.indent >= INDENT and before.ends_sentence:
        return True
    if not before.ends_sentence:
        return short and before.text[-1] in "：:；;" and (blank or not narrow)
    if blank:
        return short or narrow or not _next_row_is_full(rows, place, columns)
    if short:
        return True
    return narrow and not last


def _next_row_is_full(rows: Sequence[Row], place: int, columns: Sequence[float]) -> bool:
    return rows[place].width >= columns[place] - 0.6
