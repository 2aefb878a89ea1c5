"""Hard-wrapped rows to paragraphs.

A column has a full width; a paragraph's first row is indented and its last row is short.  Where a
dump kept the indents they decide.  Where it lost them, the first row is two characters short of
the column, which decides as well; and where blank lines part the paragraphs, a blank line behind
the end of a sentence does (seed page: 35 of 36 breaks, none of them false).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from yuzhong_news.splitting.rows import Row
from yuzhong_news.splitting.text.feet import TABLE_ROW, foot_of
from yuzhong_news.splitting.text.frames import INDENT

_SHORT = 1.2
"""Full-width characters: a row that lacks more than this of its column does not fill it."""

_LOST_INDENT = 2.0
"""Full-width characters: what a first row lacks whose indent was lost."""

_INDENT_SHORT = 1.7
"""Full-width characters: a row that lacks so much may be a first row, give or take the punctuation
that hangs or is squeezed (seed page, line 32)."""

_LOOSE_END = re.compile(r"(?:[：:；;”]|——)$")
"""How a paragraph may end that does not end a sentence, in a row that does not fill its column."""

_ITEM = re.compile(
    r"(?:联系|咨询|报名|监督|举报|展示|标的|受理|办公|工作)?(?:人|时间|电话|地点|地址|方式|日期|范围|条件)[:：]"
)
"""How the items of a notice begin behind its text, wherever the row before ends."""

_SPEAKER = re.compile(r"(?:[问答]|记者|主持人)[:：]")
"""How each turn of an interview begins."""

_FAR_SHORT = 0.25
"""Share of its column that a last row lacks at least, where blank lines part most paragraphs."""

_RUN_AROUND = 5
"""Rows: the full width at a row is that of its neighbours within so many rows, because text that
runs around a picture narrows (seed page, lines 310-331)."""


class ParagraphMark(StrEnum):
    """By what a dump shows where a paragraph begins."""

    INDENT = "indent"
    BLANK = "blank"
    WIDTH = "width"


def paragraphs_of(rows: Sequence[Row], mark: ParagraphMark) -> list[list[Row]]:
    """Return ``rows`` of one body as paragraphs, in order; every row is in exactly one."""
    paragraphs: list[list[Row]] = []
    widths = _local_columns(rows)
    foot = foot_of(rows)
    for place, row in enumerate(rows):
        if (
            not paragraphs
            or place >= foot
            or _starts(rows, place, widths, mark, first=len(paragraphs[-1]) == 1)
        ):
            paragraphs.append([])
        paragraphs[-1].append(row)
    return paragraphs


def _starts(
    rows: Sequence[Row], place: int, columns: Sequence[float], mark: ParagraphMark, *, first: bool
) -> bool:
    """Whether a paragraph starts at a row; ``first`` says that one started at the row before."""
    before, row = rows[place - 1], rows[place]
    if before.ends_sentence and _SPEAKER.match(row.text):
        return True
    if TABLE_ROW.match(before.text) and TABLE_ROW.match(row.text):
        return True
    if mark is ParagraphMark.INDENT:
        return row.indent >= INDENT and (
            before.ends_sentence or before.text[-1] in "：:；;”’）)" or row.indent >= 2
        )
    if row.indent >= INDENT and before.ends_sentence:
        return True
    blank = before.frame != row.frame
    lack = columns[place] - row.width
    indented = lack >= _INDENT_SHORT and not (row.ends_sentence and lack > _LOST_INDENT + _SHORT)
    lack_before = columns[place - 1] - before.width - (_LOST_INDENT if first else 0.0)
    if not before.ends_sentence:
        return (
            lack_before > _SHORT
            and _LOOSE_END.search(before.text) is not None
            and (indented or (blank and before.text[-1] not in "”—"))
        ) or (lack_before > _SHORT and _ITEM.match(row.text) is not None)
    if mark is ParagraphMark.BLANK:
        ends = lack_before > _FAR_SHORT * columns[place - 1]
        return blank or ends or (indented and not row.ends_sentence)
    if lack_before > _SHORT:
        return True
    return indented and not row.ends_sentence


def _local_columns(rows: Sequence[Row]) -> list[float]:
    """Return the full width of the column at each row."""
    full = [row.width + row.indent for row in rows]
    columns = []
    for place in range(len(rows)):
        near = sorted(full[max(0, place - _RUN_AROUND) : place + _RUN_AROUND + 1])
        columns.append(near[(len(near) * 3) // 4])
    return columns
