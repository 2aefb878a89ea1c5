"""Frames: runs of rows between blank lines, with the width of the column they are set in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yuzhong_news.items import Line
from yuzhong_news.splitting import furniture
from yuzhong_news.splitting.jumps import cut_mark, find_mark, is_cut_mark
from yuzhong_news.splitting.rows import Row

INDENT = 1.5
"""Full-width characters: a line that starts this far in is indented (the usual indent is 2)."""

_TEXT_BLOCK = 4
"""Rows: a frame of fewer says little about its column's width."""

_INDENTED_SHARE = 0.08
"""Of the long rows of a page that keeps its indents, at least so many are first rows."""


_FEW_BLANKS = 12
"""Rows a frame on average, where blank lines part no furniture (pages of six styles: 4 to 10)."""

_UNPARTED = 12
"""Rows: so long a frame may be a page, or an article with its heading, dumped without blanks."""

_NEIGHBOURS = 4
_ALIKE = 2.5
"""Full-width characters: Latin letters, digits and squeezed marks make the width of one column's
rows differ from frame to frame; that of its neighbours steadies it (seed page: 17.5 to 20)."""

_DOUBLED = 0.95
_SHORT_BY = 1.5
_BLANK_PARTED = 0.4


@dataclass(slots=True)
class Frame:
    """Rows without a blank line between them.

    ``column`` is the width of a full row in full-width characters.
    """

    index: int
    rows: list[Row]
    column: float = 0.0


def frames_of(lines: Sequence[Line]) -> list[Frame]:
    """Return the frames of ``lines``, rows cut at 上接/下转 marks, with column widths."""
    frames: list[Frame] = []
    for row in _cut_rows(lines):
        if not frames or frames[-1].index != row.frame:
            frames.append(Frame(row.frame, []))
        frames[-1].rows.append(row)
    _measure(frames)
    if sum(len(frame.rows) for frame in frames) >= _FEW_BLANKS * len(frames):
        frames = _without_furniture(frames)
    return frames


def _without_furniture(frames: Sequence[Frame]) -> list[Frame]:
    """Return the frames with furniture inside long ones set apart: the dump has few blank lines."""
    parted: list[Frame] = []
    for frame in frames:
        if len(frame.rows) < _UNPARTED:
            parted.append(frame)
            continue
        parted += [Frame(0, part, frame.column) for part in _parts(frame)]
    if len(parted) == len(frames):
        return list(frames)
    for index, frame in enumerate(parted):
        frame.index = index
        frame.rows = [row._replace(frame=index) for row in frame.rows]
    _measure(parted)
    return parted


def _parts(frame: Frame) -> list[list[Row]]:
    """Return a frame's rows, parted at furniture that is no part of a sentence begun above it."""
    parts: list[list[Row]] = [[]]
    short = True
    for row in frame.rows:
        above = parts[-1]
        free = row.width < frame.column and (short or (above and above[-1].ends_sentence))
        if free and furniture.is_certain(row.text, row.width):
            parts += [[row], []]
            short = True
            continue
        above.append(row)
        short = short and row.width < frame.column - _SHORT_BY
    return [part for part in parts if part]


def keeps_indents(frames: Iterable[Frame]) -> bool:
    """Whether the page's text still has the blanks at the start of its paragraphs."""
    rows = [row for frame in frames if len(frame.rows) >= _TEXT_BLOCK for row in frame.rows]
    indented = sum(row.indent >= INDENT for row in rows)
    return indented > _INDENTED_SHARE * len(rows)


def parts_by_blanks(frames: Iterable[Frame]) -> bool:
    """Whether blank lines part the page's paragraphs, not only its columns.

    Then sentences that end in a short row seldom stand inside a frame.
    """
    texts = [frame for frame in frames if any(row.has_stop for row in frame.rows)]
    inside = sum(
        row.ends_sentence and row.width < frame.column - _SHORT_BY
        for frame in texts
        for row in frame.rows[:-1]
    )
    return len(texts) > 1 and inside < _BLANK_PARTED * len(texts)


def _cut_rows(lines: Sequence[Line]) -> Iterable[Row]:
    frame = -1
    skip = 0
    spacing = _spacing(lines)
    for index, line in enumerate(lines):
        frame += index == 0 or line.blank_before > spacing
        start = skip
        tail = lines[index + 1] if index + 1 < len(lines) else None
        text = line.text
        end = len(text)
        next_skip = 0
        if tail is not None and is_cut_mark(text, tail.text):
            cut, next_skip = cut_mark(text, tail.text)
            yield from _split_at_marks(line, index, start, cut, frame)
            yield _row(line, index, cut, end, frame)
            yield _row(tail, index + 1, 0, next_skip, frame)
        else:
            yield from _split_at_marks(line, index, start, end, frame)
        skip = next_skip


def _spacing(lines: Sequence[Line]) -> int:
    """Return how many blank lines part any two lines: 1 where a program doubled the line ends."""
    parted = sum(line.blank_before > 0 for line in lines[1:])
    more = any(line.blank_before > 1 for line in lines[1:])
    return int(more and parted >= _DOUBLED * len(lines))


def _split_at_marks(line: Line, index: int, start: int, end: int, frame: int) -> Iterable[Row]:
    while start < end:
        mark = find_mark(line.text[start:end])
        if mark is None:
            break
        if line.text[start : start + mark.start].strip():
            yield _row(line, index, start, start + mark.start, frame)
        yield _row(line, index, start + mark.start, start + mark.end, frame)
        start += mark.end
    if line.text[start:end].strip():
        yield _row(line, index, start, end, frame)


def _row(line: Line, index: int, start: int, end: int, frame: int) -> Row:
    part = line.text[start:end]
    text = part.strip()
    lead = len(part) - len(part.lstrip())
    if start == 0 and len(text) == len(line.text.strip()):
        return Row(text, index, lead, line.indent, line.width, frame)
    width = len(text) - len(text.encode("ascii", "ignore")) / 2
    return Row(text, index, start + lead, line.indent if start <= lead else 0.0, width, frame)


def _measure(frames: list[Frame]) -> None:
    """Give each frame its column: by its own rows, or by its neighbours' where it has few."""
    for frame in frames:
        widths = sorted(row.width + row.indent for row in frame.rows)
        large = len(widths) >= _TEXT_BLOCK
        frame.column = widths[len(widths) * 3 // 5] if large else widths[-1]
    known = 0.0
    for frame in frames:
        if len(frame.rows) >= _TEXT_BLOCK:
            known = frame.column
        elif 0 < known - frame.column <= known / 3:
            frame.column = known
