"""A first reading of the page: frames to units, by their own form and their neighbours.

What a heading is (headline or subhead), and to which article a unit belongs, is decided later over
the whole page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from yuzhong_news.splitting.bylines import Signature, closing, credit, opening, signature
from yuzhong_news.splitting.jumps import find_mark
from yuzhong_news.splitting.rows import Row, join, stack
from yuzhong_news.splitting.text.feet import (
    MAX_FOOT,
    SIGNATURE_HINT,
    is_foot,
    is_sign_off,
    unfinished,
)
from yuzhong_news.splitting.text.folios import page_furniture
from yuzhong_news.splitting.text.frames import Frame
from yuzhong_news.splitting.text.headlike import heading_rows, is_heading
from yuzhong_news.splitting.text.labels import mark_columns
from yuzhong_news.splitting.text.signing import is_bare_name, mark_names
from yuzhong_news.splitting.text.units import SHORT_BY, SIGN_OFF, Role, Unit
from yuzhong_news.splitting.text.verse import with_verse

_MAX_SIGNATURE_ROWS = 3
_ORGAN = re.compile(r"(?:报|社|台|网|中心)$")
"""Whom a reporter works for may stand in a row of its own, above the reporter's name."""

_REST_OF_BYLINE = 8.0
_PICTURE_PART = re.compile(r"^(?:图|摄影|摄)\s*[/／:：]|^文?\s*[/／]?\s*[图摄]$")
_SIGNS = re.compile(rf"{SIGNATURE_HINT.pattern}|[版转轉接讯訊电電]")
"""What a row holds that may be, or be cut from, a byline, a dateline or a jump mark."""

_CAPTION_HEAD = re.compile(
    r"^(?:[▲▼◀▶△▽←→↑↓]|[上下左右]图|图[为①②③④⑤⑥⑦⑧⑨0-9一二三四五六]|[（(]?(?:见)?[上下左右]图)"
)


def units_of(frames: Sequence[Frame], *, indented: bool) -> list[Unit]:
    """Return the units of a page in the order of its rows; every row is in exactly one."""
    fixed = page_furniture(frames)
    units: list[Unit] = []
    before: Unit | None = None
    for place, frame in enumerate(frames):
        if frame.index in fixed:
            units.append(Unit(Role.FURNITURE, frame.rows, frame.column))
            continue
        behind = frames[place + 1] if place + 1 < len(frames) else None
        after = behind if behind is not None and _is_text(behind) else None
        if behind is not None and (indented or behind.index in fixed or not _runs_on(behind)):
            behind = None
        new = _frame_units(frame, before, behind, after, indented=indented)
        units += new
        before = _last_body(new, before)
    units = _whole_bylines(units)
    mark_names(units)
    units = with_verse(units)
    mark_columns(units)
    return units


def _whole_bylines(units: Sequence[Unit]) -> list[Unit]:
    """Return the units with bylines put together again that a frame's end cut in two."""
    whole: list[Unit] = []
    for unit in units:
        last = whole[-1] if whole else None
        if last is not None and last.role is Role.BYLINE and _is_rest_of_byline(last, unit):
            rows = last.rows + unit.rows
            whole[-1] = Unit(Role.BYLINE, rows, last.column, signature=signature(join(rows)))
        else:
            whole.append(unit)
    return whole


def _is_rest_of_byline(byline: Unit, unit: Unit) -> bool:
    if unit.role not in (Role.HEADING, Role.BYLINE, Role.CAPTION) or len(unit.rows) > 2:
        return False
    text = join(byline.rows)
    open_bracket = text[0] in "（(" and text[-1] not in "）)"
    wrapped = byline.rows[-1].width >= byline.column - 2 and unit.rows[0].width <= _REST_OF_BYLINE
    if not (open_bracket or wrapped or _PICTURE_PART.search(unit.rows[0].text)):
        return False
    found = signature(join(byline.rows + unit.rows))
    return found is not None and _is_text_byline(found)


def _runs_on(frame: Frame) -> bool:
    """Whether a frame whose indents were lost starts in the middle of a paragraph."""
    first = frame.rows[0]
    if len(frame.rows) < 3 or not any(row.has_stop for row in frame.rows) or opening(first.text):
        return False
    return first.width > frame.column - 0.9


def _is_text(frame: Frame) -> bool:
    """Whether a frame has a sentence that ends."""
    return any(row.has_stop or row.ends_sentence for row in frame.rows)


def _last_body(units: Sequence[Unit], before: Unit | None) -> Unit | None:
    """Return the body that a frame may go on with: one of the ``units`` before it, or ``before``.

    None goes on behind its （下转2版）.
    """
    for unit in reversed(units):
        if unit.role is Role.BODY:
            return unit
        if unit.mark is not None and unit.mark.direction == "to":
            return None
    return before


def _frame_units(
    frame: Frame, before: Unit | None, behind: Frame | None, after: Frame | None, *, indented: bool
) -> list[Unit]:
    rows = frame.rows
    if _is_vertical(rows):
        return [Unit(Role.HEADING, rows, frame.column, weak="vertical-line")]
    if signed := _tail_byline(rows):
        part = rows[-signed:]
        sign = _signature_of(part) or signature(join(part), bare=True)
        byline = Unit(Role.BYLINE, part, frame.column, signature=sign)
        head = Frame(frame.index, rows[:-signed], frame.column)
        return [*_frame_units(head, before, behind, after, indented=indented), byline]
    if not any(find_mark(row.text) for row in rows):
        whole = _whole_frame(frame, before, behind, after)
        if whole is not None:
            return [whole]
    return _mixed_frame(frame, before, after, indented=indented)


def _tail_byline(rows: Sequence[Row]) -> int:
    """Return how many rows at the end of a headline's frame are its byline (0: none)."""
    if len(rows) < 2 or any(row.has_stop for row in rows):
        return 0
    if _ORGAN.search(rows[0].text):
        return 0
    for size in range(min(_MAX_SIGNATURE_ROWS, len(rows) - 1), 0, -1):
        if _signature_rows(rows, len(rows) - size) == size:
            return 0 if SIGNATURE_HINT.search(rows[0].text) else size
    return int(is_bare_name(rows[-1]))


def _is_vertical(rows: Sequence[Row]) -> bool:
    return len(rows) >= 3 and all(row.width <= 2 for row in rows)


def _whole_frame(
    frame: Frame, before: Unit | None, behind: Frame | None, after: Frame | None
) -> Unit | None:
    """Return the one unit that the whole frame is, or None where it has to be taken apart."""
    rows, column = frame.rows, frame.column
    text = join(rows)
    if len(rows) <= _MAX_SIGNATURE_ROWS and SIGNATURE_HINT.search(text):
        found = signature(text)
        if found is not None and _is_text_byline(found):
            return Unit(Role.BYLINE, rows, column, signature=found)
    if _CAPTION_HEAD.match(text) and not opening(text):
        return Unit(Role.CAPTION, rows, column)
    tail = text[-80:]
    if (
        (found := credit(tail)) is not None
        and _is_picture_credit(found)
        and closing(tail[: found.span.start]) is None
    ):
        return Unit(Role.CAPTION, rows, column)
    if is_sign_off(rows, before):
        return Unit(Role.BODY, rows, column, weak=SIGN_OFF)
    if is_heading(rows, column, before, behind, after.rows[0] if after else None):
        return Unit(Role.HEADING, rows, column)
    return None


def _is_text_byline(found: Signature) -> bool:
    """Whether a line of names credits a text: 记者 X, 文/X 图/Y, not X 摄 or 资料图片 alone."""
    if not found.contributors:
        return False
    return any(person.work in (None, "文", "文/图") for person in found.contributors)


def _is_picture_credit(found: Signature) -> bool:
    people = found.contributors
    if people:
        return all(person.work in ("摄", "图", "文/图") for person in people)
    return all(source.work is not None for source in found.organisations)


def _mixed_frame(
    frame: Frame, before: Unit | None, after: Frame | None, *, indented: bool
) -> list[Unit]:
    """Take a frame apart: body, subheads or headlines, bylines and jump marks between its rows."""
    rows, column = frame.rows, frame.column
    units: list[Unit] = []
    place = 0
    while place < len(rows):
        size, unit = _next_unit(
            rows, place, column, units[-1] if units else before, after, indented=indented
        )
        if (
            unit.role is Role.BODY
            and units
            and units[-1].role is Role.BODY
            and not (_opens_at(unit.rows) and not _is_dateline(units[-1].rows))
        ):
            units[-1].rows += unit.rows
        else:
            units.append(unit)
        place += size
    bodies = [place for place, unit in enumerate(units) if unit.role is Role.BODY]
    for place, unit in enumerate(units):
        unit.inline = bool(bodies) and bodies[0] < place < bodies[-1]
        unit.attached = bool(bodies)
    return units


def _next_unit(
    rows: Sequence[Row],
    place: int,
    column: float,
    before: Unit | None,
    after: Frame | None,
    *,
    indented: bool,
) -> tuple[int, Unit]:
    if plain := _plain_rows(rows, place, column):
        return plain, Unit(Role.BODY, list(rows[place : place + plain]), column)
    row = rows[place]
    mark = find_mark(row.text)
    if mark is not None:
        return 1, Unit(Role.JUMP, [row], column, mark=mark)
    behind = rows[place + 1] if place + 1 < len(rows) else None
    if behind is not None and (both := find_mark(row.text + behind.text)) and both.start == 0:
        return 2, Unit(Role.JUMP, [row, behind], column, mark=both)
    if behind is not None and behind.line == row.line and (from_mark := find_mark(behind.text)):
        role = Role.HEADING if from_mark.direction == "from" else Role.BODY
        return 1, Unit(role, [row], column)
    near_foot = place > 0 and len(rows) - place <= MAX_FOOT
    if not (near_foot or row.width <= column - SHORT_BY or SIGNATURE_HINT.search(row.text)):
        return 1, Unit(Role.BODY, [row], column)
    after_mark = place > 0 and before is not None and before.role is Role.JUMP
    at_start = before is None or before.role is not Role.BODY or not unfinished(before)
    if at_start and (size := _signature_rows(rows, place)):
        part = list(rows[place : place + size])
        return size, Unit(Role.BYLINE, part, column, signature=_signature_of(part))
    if at_start and place and is_foot(rows, place):
        return 1, Unit(Role.BODY, [row], column)
    if (
        at_start
        and not after_mark
        and (size := heading_rows(rows, place, column, after, indented=indented))
    ):
        return size, Unit(Role.HEADING, list(rows[place : place + size]), column)
    return 1, Unit(Role.BODY, [row], column)


def _plain_rows(rows: Sequence[Row], place: int, column: float) -> int:
    """Return how many rows from ``place`` on fill their column and hold no sign of anything."""
    end = place
    while (
        end + MAX_FOOT < len(rows)
        and rows[end].width > column - SHORT_BY
        and rows[end].line != rows[end + 1].line
        and not _SIGNS.search(rows[end].text)
    ):
        end += 1
    return end - place


def _signature_of(rows: Sequence[Row]) -> Signature | None:
    """Return the byline that rows are: a line may end within a name (康 / 海) or behind one."""
    return signature(join(rows)) or signature(stack(rows))


def _signature_rows(rows: Sequence[Row], place: int) -> int:
    """Return how many rows from ``place`` on are a byline (0: none); the longest reading wins."""
    if not SIGNATURE_HINT.search(rows[place].text):
        return 0
    best = 0
    for size in range(1, min(_MAX_SIGNATURE_ROWS, len(rows) - place) + 1):
        found = _signature_of(rows[place : place + size])
        if found is not None and _is_text_byline(found):
            best = size
    return best


def _opens_at(rows: Sequence[Row]) -> bool:
    return opening(join(rows[:1])) is not None


def _is_dateline(rows: Sequence[Row]) -> bool:
    """Whether rows are a dateline and nothing else: its byline stands in the row below."""
    text = join(rows)
    head = opening(text) if len(rows) == 1 else None
    return head is not None and head.signature is None and head.end >= len(text)
