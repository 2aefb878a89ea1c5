"""Units: runs of rows of one role, in the order of the page.

A first reading, by each frame's own form and what stands beside it.  What a heading is (headline or
subhead), and to which article a unit belongs, is decided later over the whole page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from yuzhong_news.splitting import furniture
from yuzhong_news.splitting.bylines import Signature, closing, credit, opening, signature
from yuzhong_news.splitting.jumps import Mark, find_mark
from yuzhong_news.splitting.notices import is_notice_headline, is_notice_text
from yuzhong_news.splitting.rows import Row, join, stack
from yuzhong_news.splitting.text.frames import INDENT, Frame


class Role(StrEnum):
    """What a unit is at first reading."""

    BODY = "body"
    HEADING = "heading"
    BYLINE = "byline"
    CAPTION = "caption"
    COLUMN = "column"
    JUMP = "jump"
    FURNITURE = "furniture"


@dataclass(slots=True, eq=False)
class Unit:
    """Rows of one role.  ``weak`` names the cue where the role was a guess."""

    role: Role
    rows: list[Row]
    column: float
    signature: Signature | None = None
    mark: Mark | None = None
    inline: bool = False
    weak: str = ""


_MAX_HEADING_ROWS = 9
_MAX_SIGNATURE_ROWS = 3
SIGN_OFF = "sign-off"
_OFFICE = re.compile(
    r"(?:委员会|局|支队|大队|编辑部|公司|中心|政府|办公室|办事处|管委会|学校|医院|法院|检察院|公证处|银行|指挥部|协会|组委会|工作组|"
    r"领导小组|集团|委|院|站|所|社)$"
)
_REST_OF_BYLINE = 8.0
_PICTURE_PART = re.compile(r"^(?:图|摄影|摄)\s*[/／:：]|^文?\s*[/／]?\s*[图摄]$")
_BODY_COMMAS = 3
_HEADING_SHORT = 3.5
"""Full-width characters: a first row whose indent was lost is 2 short of its column, give or take
one and a half; what is shorter still and ends no sentence is a heading."""

_FIRST_ROW_SHORT = 1.8
_RUNS_ON = 0.9
_SHORT_BY = 1.0
"""Full-width characters: a row shorter than its column by more does not fill it.  Rows of one
column differ by up to one character: punctuation may hang or be squeezed (seed page)."""

_CAPTION_HEAD = re.compile(
    r"^(?:[▲▼◀▶△▽←→↑↓]|[上下左右]图|图[为①②③④⑤⑥⑦⑧⑨0-9一二三四五六]|[（(]?(?:见)?[上下左右]图)"
)
_SIGNATURE_HINT = re.compile(
    r"[（(□■●◎◆○◇▲★◢※]|记者|通讯员|评论员|实习生|特约|编辑|供稿|报道|^文|文$|摄|图|撰|译|整理|作者|执笔"
)
_MAX_FOOT = 4
_CONTACT = re.compile(r"(?:电话|地址|邮箱|热线|联系人)\s*[：:]|\d{7}|\d{3,4}-\d{7,8}")
"""What stands at the foot of a notice, and in no heading."""

_PAIRS = {char: pair for pair in ("“”", "《》", "（）", "()") for char in pair}
_SENTENCE_HEAD = re.compile(
    r"(?:近日|日前|\d{1,4}[年月日]|据|[^，]{2,4}(?:的是|认为|表示|介绍|后|以来)，).*|.*，$"
)
_CLAUSE_MARK = re.compile("[，、；]")
_LABEL = re.compile(
    r"^[【\[■●◆▲|｜]?\s*(?:\S{0,5}(?:速递|速览|快讯|快报|动态|一线|驿站|故事|在线|短波|简讯|短讯|简报|看点|视点|观察|聚焦|关注|"
    r"论坛|时评|快评|短评|锐评|评论|榜样|实践|振兴|建设|环境|实事|教育|高质量发展|人物|风采|之窗|窗口|园地|连线|直击|访谈|调查|追踪|"
    r"热线|微镜头|天下|广角|扫描|集锦|资讯|播报|看台|专栏|传真|之声|讲堂|课堂|台账|纪实|随笔|漫笔|杂谈|絮语|手记|札记|信箱|服务台|"
    r"新闻|消息|要闻|党建|文明|法治|民生|进行时|现场|瞬间|档案|专题|特稿|特写)|光影|镜头|影像|图说|图片新闻|视觉|短波|微波|延伸阅读|相关链接|新闻链接|背景链接|"
    r"编者按|编者的话|编后|开栏的话|名词解释|新闻\+|知识窗)\s*[】\]|｜]?$"
)
_LABEL_MAX_WIDTH = 7.0
_PICTURE_LABEL = re.compile(r"图片|光影|镜头|影像|图说|视觉|摄影|瞬间|看图|影廊|写真")


def units_of(frames: Sequence[Frame], *, indented: bool) -> list[Unit]:
    """Return the units of a page in the order of its rows; every row is in exactly one."""
    fixed = _page_furniture(frames)
    units: list[Unit] = []
    for place, frame in enumerate(frames):
        if frame.index in fixed:
            units.append(Unit(Role.FURNITURE, frame.rows, frame.column))
            continue
        behind = frames[place + 1] if place + 1 < len(frames) else None
        if behind is not None and (indented or behind.index in fixed or not _runs_on(behind)):
            behind = None
        units += _frame_units(frame, _last_body(units), behind, indented=indented)
    units = _whole_bylines(units)
    _mark_columns(units)
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


def is_picture_label(text: str) -> bool:
    """Whether a column's name announces picture news: 图片新闻, 光影, 镜头 …"""
    return _PICTURE_LABEL.search(text) is not None


def is_label_of_picture(unit: Unit) -> bool:
    """Whether a unit is the name of a column that announces picture news."""
    return unit.role is Role.COLUMN and is_picture_label(unit.rows[0].text)


def unfinished(unit: Unit | None) -> bool:
    """Whether a body unit stops in the middle of a sentence, and with no byline either."""
    if unit is None or unit.rows[-1].ends_sentence or unit.rows[-1].text[-1] in "：:；;":
        return False
    if len(unit.rows) == 1 or _is_foot(unit.rows, len(unit.rows) - 1):
        foot = unit.rows[-1].text
        if furniture.is_date(foot) or _OFFICE.search(foot) or _CONTACT.search(foot):
            return False
    tail = join(unit.rows[-3:])
    return not (_SIGNATURE_HINT.search(unit.rows[-1].text) and closing(tail))


def fills(row: Row, column: float) -> bool:
    """Whether a row reaches the end of its column."""
    return row.width + row.indent >= column - _SHORT_BY


def _page_furniture(frames: Sequence[Frame]) -> set[int]:
    """Return the indexes of the frames that are furniture, by words or by neighbours."""
    certain = {
        f.index for f in frames if len(f.rows) <= 3 and all(_is_furniture_row(r) for r in f.rows)
    }
    fixed = set(certain)
    order = [f.index for f in frames]
    by_index = {f.index: f for f in frames}
    changed = True
    while changed:
        changed = False
        for place, index in enumerate(order):
            frame = by_index[index]
            if index in fixed or len(frame.rows) > 2:
                continue
            before = order[place - 1] in fixed if place else True
            behind = order[place + 1] in fixed if place + 1 < len(order) else True
            if (before or behind) and _is_neighbour_furniture(
                frame, both=before and behind, any_fixed=bool(fixed)
            ):
                fixed.add(index)
                changed = True
    return fixed


def _is_furniture_row(row: Row) -> bool:
    return furniture.is_certain(row.text, row.width) or (
        furniture.is_guide(row.text) and find_mark(row.text) is None
    )


def _is_neighbour_furniture(frame: Frame, *, both: bool, any_fixed: bool) -> bool:
    if not any_fixed:
        return False
    text = join(frame.rows)
    width = max(row.width for row in frame.rows)
    if furniture.is_date(text) or furniture.is_masthead(text) or furniture.is_page_name(text):
        return True
    return (
        both
        and len(frame.rows) == 1
        and furniture.could_be_page_name(text, width)
        and not _LABEL.match(text)
    )


def _last_body(units: Sequence[Unit]) -> Unit | None:
    return next((unit for unit in reversed(units) if unit.role is Role.BODY), None)


def _frame_units(
    frame: Frame, before: Unit | None, behind: Frame | None, *, indented: bool
) -> list[Unit]:
    rows = frame.rows
    if _is_vertical(rows):
        return [Unit(Role.HEADING, rows, frame.column, weak="vertical-line")]
    if not any(_mark(row) for row in rows):
        whole = _whole_frame(frame, before, behind)
        if whole is not None:
            return [whole]
    return _mixed_frame(frame, before, indented=indented)


def _is_vertical(rows: Sequence[Row]) -> bool:
    return len(rows) >= 3 and all(row.width <= 2 for row in rows)


def _whole_frame(frame: Frame, before: Unit | None, behind: Frame | None) -> Unit | None:
    """Return the one unit that the whole frame is, or None where it has to be taken apart."""
    rows, column = frame.rows, frame.column
    text = join(rows)
    if len(rows) <= _MAX_SIGNATURE_ROWS and _SIGNATURE_HINT.search(text):
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
    if _is_sign_off(rows, before):
        return Unit(Role.BODY, rows, column, weak=SIGN_OFF)
    if _is_heading(rows, column, before, behind):
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


def _is_sign_off(rows: Sequence[Row], before: Unit | None) -> bool:
    """Whether rows are the foot of a notice or a letter: an office and a date, behind its text."""
    if before is None or len(rows) > 3 or unfinished(before):
        return False
    dated = furniture.is_date(rows[-1].text)
    if not dated and not _OFFICE.search(rows[-1].text):
        return False
    if any(row.has_stop for row in rows):
        return False
    return dated or before.weak == SIGN_OFF or is_notice_text(join(before.rows))


def _is_heading(
    rows: Sequence[Row], column: float, before: Unit | None, behind: Frame | None
) -> bool:
    """Whether a frame without a full stop is a heading, not a piece of a body cut by its column.

    ``behind`` is the next frame where that one goes on in the middle of a paragraph.
    """
    if len(rows) > _MAX_HEADING_ROWS or any(row.has_stop for row in rows) or not _balanced(rows):
        return False
    if any(_CONTACT.search(row.text) for row in rows) or furniture.is_date(rows[-1].text):
        return False
    if rows[-1].text.endswith("…") and "，" in join(rows):
        return False
    if rows[-1].text[-1] in "、；;：:" or rows[0].indent >= INDENT:
        return False
    if rows[-1].text[-1] in "，," and len(rows) > 2:
        return False
    text = join(rows)
    if is_notice_headline(text):
        return True
    filled = all(fills(row, column) for row in rows[:-1]) and len(rows) > 1
    if opening(text) is not None or text.count("，") + text.count("；") >= _BODY_COMMAS - filled:
        return False
    if before is not None and unfinished(before) and _continues(rows, before):
        return False
    if behind is not None and rows[-1].width >= behind.column - 3.6:
        return False
    if before is not None and _begins_paragraph(rows, before.column):
        return False
    return not (len(rows) >= 5 and all(fills(row, column) for row in rows[:-1]) and column >= 9)


def _begins_paragraph(rows: Sequence[Row], column: float) -> bool:
    """Whether rows look like the beginning of a paragraph that the end of its column cut off.

    The first row lacks the two characters of its indent, the others are full, and it has a comma,
    or ends in one; a heading of that very width and wording is rare.
    """
    first, rest = rows[0], rows[1:]
    slack = _SHORT_BY if not rest else 0.6
    if abs(column - 2 - first.width) > slack or any(
        abs(column - row.width) > slack for row in rest
    ):
        return False
    return "，" in join(rows) and (bool(rest) or _SENTENCE_HEAD.match(first.text) is not None)


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


def _mark(row: Row) -> Mark | None:
    return find_mark(row.text)


def _mixed_frame(frame: Frame, before: Unit | None, *, indented: bool) -> list[Unit]:
    """Take a frame apart: body, subheads or headlines, bylines and jump marks between its rows."""
    rows, column = frame.rows, frame.column
    units: list[Unit] = []
    place = 0
    while place < len(rows):
        size, unit = _next_unit(
            rows, place, column, units[-1] if units else before, indented=indented
        )
        if (
            unit.role is Role.BODY
            and units
            and units[-1].role is Role.BODY
            and not _opens_at(unit.rows)
        ):
            units[-1].rows += unit.rows
        else:
            units.append(unit)
        place += size
    bodies = [place for place, unit in enumerate(units) if unit.role is Role.BODY]
    for place, unit in enumerate(units):
        unit.inline = bool(bodies) and bodies[0] < place < bodies[-1]
    return units


def _next_unit(
    rows: Sequence[Row], place: int, column: float, before: Unit | None, *, indented: bool
) -> tuple[int, Unit]:
    row = rows[place]
    mark = _mark(row)
    if mark is not None:
        return 1, Unit(Role.JUMP, [row], column, mark=mark)
    behind = rows[place + 1] if place + 1 < len(rows) else None
    if behind is not None and (both := find_mark(row.text + behind.text)) and both.start == 0:
        return 2, Unit(Role.JUMP, [row, behind], column, mark=both)
    if behind is not None and behind.line == row.line and (from_mark := _mark(behind)):
        role = Role.HEADING if from_mark.direction == "from" else Role.BODY
        return 1, Unit(role, [row], column)
    after_mark = place > 0 and before is not None and before.role is Role.JUMP
    at_start = before is None or before.role is not Role.BODY or not unfinished(before)
    if at_start and (size := _signature_rows(rows, place)):
        part = list(rows[place : place + size])
        return size, Unit(Role.BYLINE, part, column, signature=_signature_of(part))
    if at_start and place and _is_foot(rows, place):
        return 1, Unit(Role.BODY, [row], column)
    if (
        at_start
        and not after_mark
        and (size := _heading_rows(rows, place, column, indented=indented))
    ):
        return size, Unit(Role.HEADING, list(rows[place : place + size]), column)
    return 1, Unit(Role.BODY, [row], column)


def _is_foot(rows: Sequence[Row], place: int) -> bool:
    """Whether the rows from ``place`` on are the foot of a notice: contact, office, date."""
    rest = rows[place:]
    if len(rest) > _MAX_FOOT or any(row.has_stop for row in rest):
        return False
    if furniture.is_date(rest[-1].text) or any(_CONTACT.search(row.text) for row in rest):
        return True
    return _OFFICE.search(rest[-1].text) is not None and is_notice_text(join(rows[:place]))


def _signature_of(rows: Sequence[Row]) -> Signature | None:
    """Return the byline that rows are: a line may end within a name (康 / 海) or behind one."""
    return signature(join(rows)) or signature(stack(rows))


def _signature_rows(rows: Sequence[Row], place: int) -> int:
    """Return how many rows from ``place`` on are a byline (0: none); the longest reading wins."""
    if not _SIGNATURE_HINT.search(rows[place].text):
        return 0
    best = 0
    for size in range(1, min(_MAX_SIGNATURE_ROWS, len(rows) - place) + 1):
        found = _signature_of(rows[place : place + size])
        if found is not None and _is_text_byline(found):
            best = size
    return best


def _heading_rows(rows: Sequence[Row], place: int, column: float, *, indented: bool) -> int:
    """Return how many rows from ``place`` on are a heading set between paragraphs (0: none).

    Where indents are kept, what follows is indented and the heading is not.  Where they are lost, a
    first row is two characters short of its column: the heading is shorter still, or stands before
    such a first row.
    """
    size = 0
    for row in rows[place : place + 4]:
        if row.has_stop or row.ends_sentence or row.indent >= INDENT or row.text[-1] in "，、；：:":
            break
        if (
            row.width > column - (_SHORT_BY if size == 0 else _HEADING_SHORT)
            or _mark(row)
            or opening(row.text)
        ):
            break
        size += 1
        if row.width > column - _HEADING_SHORT:
            break
    behind = rows[place + size] if place + size < len(rows) else None
    if size in (0, 4) or not _balanced(rows[place : place + size]):
        return 0
    beside = [*rows[max(0, place - 3) : place], *rows[place + size : place + size + 3]]
    column = min(column, max((row.width + row.indent for row in beside), default=column))
    short = rows[place].width <= column - _HEADING_SHORT
    if place == 0 and not short:
        return 0
    if behind is None:
        return size if short else 0
    if mark := _mark(behind):
        return size if mark.direction == "from" else 0
    if indented:
        return size if behind.indent >= INDENT else 0
    first_row = behind.width <= column - _FIRST_ROW_SHORT and not behind.ends_sentence
    if short:
        return size if behind.width <= column - _RUNS_ON or rows[place].width <= column / 2 else 0
    return size if first_row and not _CLAUSE_MARK.search(rows[place].text) else 0


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


def _opens_at(rows: Sequence[Row]) -> bool:
    return opening(join(rows[:1])) is not None


def _mark_columns(units: Sequence[Unit]) -> None:
    """Turn short headings that are usual names of columns into columns."""
    for unit in units:
        if unit.role is not Role.HEADING or len(unit.rows) != 1 or unit.inline:
            continue
        row = unit.rows[0]
        if row.width > _LABEL_MAX_WIDTH or not _LABEL.match(row.text):
            continue
        unit.role = Role.COLUMN
