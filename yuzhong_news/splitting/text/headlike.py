"""Whether rows are a heading: a frame of its own, or lines between the paragraphs of a frame."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from yuzhong_news.splitting import furniture
from yuzhong_news.splitting.bylines import opening, signature
from yuzhong_news.splitting.bylines.lexicon import is_common_word
from yuzhong_news.splitting.jumps import find_mark
from yuzhong_news.splitting.notices import is_notice_headline
from yuzhong_news.splitting.rows import Row, join
from yuzhong_news.splitting.text.feet import CONTACT, SIGNATURE_HINT, unfinished
from yuzhong_news.splitting.text.frames import INDENT, Frame
from yuzhong_news.splitting.text.units import BULLETS, SHORT_BY, Unit, fills

_MAX_HEADING_ROWS = 9
_BODY_COMMAS = 3
_HEADING_SHORT = 3.5
"""Full-width characters: a first row whose indent was lost is 2 short of its column, give or take
one and a half; what is shorter still and ends no sentence is a heading."""
_FIRST_ROW_SHORT = 1.8
_SLACK = 0.6
_RUNS_ON = 0.9
_PAIRS = {char: pair for pair in ("“”", "《》", "（）", "()") for char in pair}
_SENTENCE_HEAD = re.compile(
    r"(?:近日|日前|\d{1,4}[年月日]|据|[^，]{2,4}(?:的是|认为|表示|介绍|后|以来)，).*|.*，$"
)
_WHEN = re.compile(
    r"[^，。、]{0,9}(?:[年月日]|近日|此后|今后|日前|目前|随后|同时|据悉|认为|表示|介绍|[中后前时来])，"
)
_HALF = 0.5
"""Share of its column that a piece of a paragraph fills at least, beside a picture too."""

_DAY = re.compile(r"\d{1,4}[年月日时:：.．]")
"""How the rows of a list of days or hours begin."""

_TABLE = 3
_FIGURE = re.compile(r"\d")
"""Rows that each hold a figure are a table, not a heading."""

_CLAUSE_MARK = re.compile("[，、；]")


def is_heading(
    rows: Sequence[Row],
    column: float,
    before: Unit | None,
    behind: Frame | None,
    after: Row | None,
) -> bool:
    """Whether a frame without a full stop is a heading, not a piece of a body cut by its column.

    ``behind`` is the next frame where that one goes on in the middle of a paragraph; ``after`` is
    the next row of the page.
    """
    if len(rows) > _MAX_HEADING_ROWS or any(row.has_stop for row in rows) or not _balanced(rows):
        return False
    if any(CONTACT.search(row.text) for row in rows) or furniture.is_date(rows[-1].text):
        return False
    if rows[-1].text.endswith("…") and ("，" in join(rows) or len(rows) > 2):
        return False
    if any(row.text[-1] in "；;" for row in rows):
        return False
    if len(rows) > 1 and all(_DAY.match(row.text) for row in rows):
        return False
    if len(rows) >= _TABLE and all(_FIGURE.search(row.text) for row in rows):
        return False
    if rows[-1].text[-1] in "、：:" or rows[0].indent >= INDENT:
        return False
    if rows[-1].text[-1] in "，," and len(rows) > 2:
        return False
    text = join(rows)
    if is_notice_headline(text):
        return True
    filled = all(fills(row, column) for row in rows[:-1]) and len(rows) > 1
    if opening(text) is not None or text.count("，") + text.count("；") >= _BODY_COMMAS - filled:
        return False
    if _is_quotation(text) and len(rows) == 1:
        return True
    if begins_sentence(rows) or runs_into(rows, column, after):
        return False
    if before is not None and unfinished(before) and _continues(rows, before):
        return False
    if behind is not None and rows[-1].width >= behind.column - 3.6:
        return False
    if before is not None and (
        _begins_paragraph(rows, before.column)
        or (len(rows) > 2 and introduces(rows, before.column))
    ):
        return False
    return not (len(rows) >= 5 and all(fills(row, column) for row in rows[:-1]) and column >= 9)


def _is_quotation(text: str) -> bool:
    """Whether a line is one quotation from end to end, as headlines are (“我见证了巨变”)."""
    return text[0] == "“" and text.find("”") == len(text) - 1


def begins_sentence(rows: Sequence[Row]) -> bool:
    """Whether rows begin with when or who says so, and a comma (近日，…  梅小棠认为，…)."""
    return _WHEN.match(rows[0].text) is not None


def runs_into(rows: Sequence[Row], column: float, after: Row | None) -> bool:
    """Whether rows stop within a common word that the next row completes (唯一的银/行网点)."""
    last = rows[-1]
    if after is None or last.width < _HALF * column or opening(after.text):
        return False
    return is_common_word(last.text[-1] + after.text[0])


def _begins_paragraph(rows: Sequence[Row], column: float) -> bool:
    """Whether rows look like the beginning of a paragraph that the end of its column cut off.

    The first row lacks the two characters of its indent, the others are full, and it has a comma,
    or ends in one; a heading of that very width and wording is rare.
    """
    first, rest = rows[0], rows[1:]
    slack = SHORT_BY if not rest else _SLACK
    if abs(column - 2 - first.width) > slack or any(
        abs(column - row.width) > slack for row in rest
    ):
        return False
    return "，" in join(rows) and (bool(rest) or _SENTENCE_HEAD.match(first.text) is not None)


def introduces(rows: Sequence[Row], column: float) -> bool:
    """Whether rows are a paragraph that names who speaks next, and ends in a dash (侯正超——).

    Its first row lacks the two characters of its indent, all others but the last are full.
    """
    if not rows[-1].text.endswith("——") or abs(column - 2 - rows[0].width) > _SLACK:
        return False
    return all(abs(column - row.width) <= _SLACK for row in rows[1:-1])


def _continues(rows: Sequence[Row], before: Unit) -> bool:
    """Whether rows could go on in the column of a body that stopped in mid-sentence.

    They fill the column, or they are about as wide as the row before, where the text runs around a
    picture.
    """
    last = rows[-1]
    narrowed = not fills(before.rows[-1], before.column) and not before.rows[-1].ends_sentence
    if not (last.ends_sentence or fills(last, before.column) or narrowed):
        return False
    full = [abs(row.width - before.column) <= 1.3 for row in rows[:-1]] or [
        before.column - 3.5 <= rows[0].width <= before.column + 0.8
    ]
    beside = abs(rows[0].width - before.rows[-1].width) <= 2.6
    return (all(full) or beside) and rows[-1].width <= before.column + 0.8


def heading_rows(
    rows: Sequence[Row], place: int, column: float, after: Frame | None, *, indented: bool
) -> int:
    """Return how many rows from ``place`` on are a heading set between paragraphs (0: none).

    ``after`` is the next frame: at the end of a column a heading stands before its first paragraph.

    Where indents are kept, what follows is indented and the heading is not.  Where they are lost, a
    first row is two characters short of its column: the heading is shorter still, or stands before
    such a first row.
    """
    if _is_brief_s_heading(rows, place):
        return 1
    size = 0
    for row in rows[place : place + 4]:
        if row.has_stop or row.ends_sentence or row.indent >= INDENT or row.text[-1] in "，、；：:":
            break
        if (
            row.width > column - (SHORT_BY if size == 0 else _HEADING_SHORT)
            or find_mark(row.text)
            or opening(row.text)
            or (size and is_byline(row))
        ):
            break
        size += 1
        if row.width > column - _HEADING_SHORT:
            break
    while size and size < 4 and not _balanced(rows[place : place + size]):
        size -= 1
    behind = rows[place + size] if place + size < len(rows) else None
    heading = rows[place : place + size]
    if size in (0, 4) or begins_sentence(heading) or introduces(heading, column):
        return 0
    if runs_into(heading, column, behind):
        return 0
    beside = [*rows[max(0, place - 3) : place], *rows[place + size : place + size + 3]]
    column = min(column, max((row.width + row.indent for row in beside), default=column))
    short = rows[place].width <= column - _HEADING_SHORT
    if place == 0 and not short:
        return 0
    if behind is None:
        return size if short or (after is not None and begins_paragraph(after)) else 0
    if mark := find_mark(behind.text):
        return size if mark.direction == "from" else 0
    if indented:
        return size if behind.indent >= INDENT or is_byline(behind) else 0
    first_row = behind.width <= column - _FIRST_ROW_SHORT and not behind.ends_sentence
    if short:
        return size if behind.width <= column - _RUNS_ON or rows[place].width <= column / 2 else 0
    return size if first_row and not _CLAUSE_MARK.search(rows[place].text) else 0


def is_byline(row: Row) -> bool:
    """Whether a row is all byline: 记者 某某 under a headline."""
    if not SIGNATURE_HINT.search(row.text):
        return False
    found = signature(row.text)
    return found is not None and bool(found.contributors) and not found.pictures_only


def _is_brief_s_heading(rows: Sequence[Row], place: int) -> bool:
    """Whether a row is a brief's heading: a bullet, and a line shorter than its column."""
    row = rows[place]
    if row.text[0] not in BULLETS or row.has_stop or row.ends_sentence or "，" in row.text:
        return False
    full = max(other.width + other.indent for other in rows[max(0, place - 3) : place + 4])
    behind = rows[place + 1].text if place + 1 < len(rows) else row.text
    return row.width <= full - _FIRST_ROW_SHORT and behind[0] != row.text[0]


def begins_paragraph(frame: Frame) -> bool:
    """Whether a frame of text starts with a paragraph's first row, two characters short."""
    first = frame.rows[0]
    if len(frame.rows) < 2 or not any(row.has_stop for row in frame.rows):
        return False
    return first.indent >= INDENT or 1.5 <= frame.column - first.width <= 2.5


def _balanced(rows: Sequence[Row]) -> bool:
    """Whether quotes and brackets that open in rows also close in them, and none else.

    A heading is whole; a piece of a paragraph that a column's end cut off seldom is.
    """
    depth: Counter[str] = Counter()
    for char in "".join(row.text for row in rows):
        if pair := _PAIRS.get(char):
            depth[pair] += 1 if char in "“《（(" else -1
            if depth[pair] < 0:
                return False
    return not any(depth.values())
