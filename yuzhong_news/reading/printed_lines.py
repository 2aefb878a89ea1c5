"""Runs of characters to printed lines: stacks of upright characters, wide gaps, blanks by position.

A gap in a line is a gutter where the lines above or below leave it free as well, and a blank where
they run across it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

from yuzhong_news.items import Box, Direction, PrintedLine
from yuzhong_news.reading.drawings import Drawings
from yuzhong_news.reading.glyphs import ASCENT, DESCENT, SHADOW, SIZE_STEP, Run, Style
from yuzhong_news.reading.stacks import LEVEL, stacks_of

WIDEST_BLANK = 2.3
"""Type sizes: a wider gap parts two lines, whatever stands around it."""

DOUBTFUL_BLANK = 1.1
"""Type sizes: a gap between runs that are no neighbours in the file is a blank up to this."""

GUTTER = 0.8
"""Type sizes: no gutter is narrower."""

GRID_CHARS = 6
"""Characters of a line that shows where its column begins and ends."""

GRID_LINES, GRID_LEAST = 8, 3
"""Lines that make the two edges of a gutter together, and each of them."""

NARROWEST = 3.0
"""Type sizes: no column is narrower."""

HEAD_BLANK = 1.2
"""Type sizes: a wider gap parts two headlines that begin over the left edges of two columns."""

HANGING = frozenset("，。、；：")
"""Marks that may hang out of the column into the gutter."""

ALIKE = 1.4
"""Times: lines of very different sizes say nothing about each other's gaps."""

HAN_BLANK, MIXED_BLANK, LATIN_BLANK = 0.17, 0.42, 0.18
"""Type sizes by which a gap is wider than the line's usual gap where a blank stands in it: between
two Chinese characters, between one and a Latin letter (typesetters space these out by a quarter),
and between two Latin words."""

_UPRIGHT = dict(
    zip(
        "︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄︐︑︒︓︔︕︖︱︙",
        "（）｛｝〔〕【】《》〈〉「」『』，、。：；！？—…",
        strict=True,
    )
)


def lines_of(runs: Sequence[Run], drawn: Drawings) -> list[PrintedLine]:
    """Return the printed lines that ``runs`` make; no rule and no frame's edge crosses one."""
    shown = [run for run in runs if not _blank(run)]
    stacks, rest = stacks_of(shown, drawn.rules)
    horizontal = [run for run in rest if run.style.direction is Direction.HORIZONTAL]
    upright = sorted(_upright_edges(drawn))
    lines = [_stacked_line(stack) for stack in stacks]
    lines += [_line(group) for group in _Joiner(horizontal, upright).lines()]
    for direction in (Direction.UPWARD, Direction.DOWNWARD, Direction.SLANTED):
        turned = [run for run in rest if run.style.direction is direction]
        lines += [_line(group) for group in _Joiner(turned, []).lines()]
    return _without_shadows(lines)


def _without_shadows(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return ``lines``, each of which is there once: not again as its own shadow or outline."""
    kept: list[PrintedLine] = []
    known: dict[str, list[PrintedLine]] = {}
    for line in lines:
        twins = known.setdefault(line.text, [])
        near = SHADOW * line.size
        if not any(
            line.direction is twin.direction
            and all(abs(a - b) < near for a, b in zip(line.box, twin.box, strict=True))
            for twin in twins
        ):
            twins.append(line)
            kept.append(line)
    return kept


def _upright_edges(drawn: Drawings) -> Iterable[Box]:
    yield from (rule for rule in drawn.rules if rule.height > rule.width)
    for box in [*drawn.frames, *(tint.box for tint in drawn.tints)]:
        yield Box(box.left, box.top, box.left, box.bottom)
        yield Box(box.right, box.top, box.right, box.bottom)


def _blank(run: Run) -> bool:
    return all(char.isspace() for char in run.chars)


class _Joiner:
    """Joins runs of one direction that stand on one baseline into lines."""

    def __init__(self, runs: Sequence[Run], upright: Sequence[Box]) -> None:
        self.runs = sorted(runs, key=lambda run: (run.base, run.start))
        self.bases = [run.base for run in self.runs]
        self.upright = upright
        self._columns: dict[str, tuple[list[float], list[float]]] = {}

    def lines(self) -> list[list[Run]]:
        """Return the runs of each line, from its start to its end."""
        lines: list[list[Run]] = []
        level: list[Run] = []
        for run in self.runs:
            if level and run.base - level[-1].base > LEVEL * run.style.size:
                lines += self._level_lines(level)
                level = []
            level.append(run)
        return lines + self._level_lines(level)

    def _level_lines(self, level: list[Run]) -> list[list[Run]]:
        level.sort(key=lambda run: run.start)
        lines: list[list[Run]] = []
        for run in level:
            if lines and self._joins(lines[-1][-1], run):
                lines[-1].append(run)
            else:
                lines.append([run])
        return lines

    def _joins(self, left: Run, right: Run) -> bool:
        size = max(left.style.size, right.style.size)
        if size > SIZE_STEP * min(left.style.size, right.style.size) and not (
            _latin(left) or _latin(right)
        ):
            return False
        gap = right.start - left.end
        if gap < 0.3 * size:
            return gap > -size
        if gap > WIDEST_BLANK * size or self._ruled_off(left, right):
            return False
        if gap > GUTTER * size and self._on_grid(left.end, left, right, size):
            return False
        if left.chars[-1] in HANGING and self._on_grid(left.starts[-1], left, right, size):
            return False
        if gap > HEAD_BLANK * size and self._begins_column(left) and self._begins_column(right):
            return False
        if self._is_scrap(left, gap / size, size) and self._begins_column(left):
            return right.order - left.order == 1
        across, beside = self._neighbours(left, right, size)
        if across != beside:
            return across > beside
        if right.order - left.order == 1:
            return gap <= GUTTER * size or not _differ(left.styles[-1], right.styles[0])
        return gap <= DOUBTFUL_BLANK * size and across > 0

    def _ruled_off(self, left: Run, right: Run) -> bool:
        low = bisect_left(self.upright, (left.end - 1,))
        high = bisect_right(self.upright, (right.start + 1,))
        return any(
            rule.top < left.base - 0.4 * left.style.size < rule.bottom
            for rule in self.upright[low:high]
        )

    def _is_scrap(self, left: Run, gap: float, size: float) -> bool:
        """Whether a run is narrower than any column, with no more than a blank behind it."""
        return gap <= DOUBTFUL_BLANK and left.end - left.start < NARROWEST * size

    def _begins_column(self, run: Run) -> bool:
        """Whether many lines of another size begin where a run of display type does."""
        starts = self._text_starts
        near = 0.1 * run.style.size
        return _within(starts, run.start, near) >= GRID_LINES

    @cached_property
    def _text_starts(self) -> list[float]:
        """Return where the longer runs of the page's commonest size begin, sorted."""
        runs = [run for run in self.runs if len(run.chars) >= GRID_CHARS]
        sizes = Counter(round(run.style.size, 1) for run in runs)
        usual = sizes.most_common(1)[0][0] if sizes else 0.0
        return sorted(run.start for run in runs if round(run.style.size, 1) == usual)

    def _on_grid(self, end: float, left: Run, right: Run, size: float) -> bool:
        """Whether a gutter runs from ``end`` to ``right``.

        Many lines of text end where it begins, and begin where it ends.
        """
        font = left.styles[-1].font
        if font != right.styles[0].font:
            return False
        starts, ends = self._edges(font)
        ending = _within(ends, end, 0.3 * size)
        starting = _within(starts, right.start, 0.1 * size)
        return min(ending, starting) >= GRID_LEAST and ending + starting >= GRID_LINES

    def _edges(self, font: str) -> tuple[list[float], list[float]]:
        """Return where the longer runs of a font begin and end, each sorted."""
        if font not in self._columns:
            runs = [run for run in self.runs if len(run.chars) >= GRID_CHARS]
            self._columns[font] = (
                sorted(run.start for run in runs if run.styles[0].font == font),
                sorted(run.end for run in runs if run.styles[-1].font == font),
            )
        return self._columns[font]

    def _neighbours(self, left: Run, right: Run, size: float) -> tuple[int, int]:
        """Count the runs close above and below that cross the gap, and those that end at it."""
        across = beside = 0
        low = bisect_left(self.bases, left.base - 2.2 * size)
        high = bisect_right(self.bases, left.base + 2.2 * size)
        for run in self.runs[low:high]:
            if abs(run.base - left.base) < 0.3 * size:
                continue
            if not size / ALIKE <= run.style.size <= ALIKE * size:
                continue
            if run.start < left.end - 0.5 * size and run.end > right.start + 0.5 * size:
                across += 1
            elif abs(run.start - right.start) < 0.6 * size:
                beside += 1
        return across, beside


def _differ(one: Style, other: Style) -> bool:
    """Whether two styles differ in font and size alike, as a text and the caption beside it do."""
    return one.font != other.font and abs(one.size - other.size) > 0.04 * one.size


def _within(places: Sequence[float], place: float, reach: float) -> int:
    return bisect_right(places, place + reach) - bisect_left(places, place - reach)


def _latin(run: Run) -> bool:
    return all(char.isascii() for char in run.chars)


def _stacked_line(stack: Sequence[Run]) -> PrintedLine:
    size = max(run.style.size for run in stack)
    text = "".join(
        _UPRIGHT.get(char, char) for run in stack for char in run.chars if not char.isspace()
    )
    box = Box(
        min(run.start for run in stack),
        stack[0].base - ASCENT * size,
        max(run.end for run in stack),
        stack[-1].base + DESCENT * size,
    )
    style = stack[0].style
    return PrintedLine(text, box, size, style.font, style.weight, style.colour, Direction.STACKED)


def _line(runs: Sequence[Run]) -> PrintedLine:
    """Return the line that ``runs`` make; blanks at its ends are left out."""
    chars, starts, ends, styles = [], [], [], []
    for run in runs:
        chars += run.chars
        starts += run.starts
        ends += run.ends
        styles += run.styles
    first, last = 0, len(chars)
    while chars[first].isspace():
        first += 1
    while chars[last - 1].isspace():
        last -= 1
    chars, starts, ends = chars[first:last], starts[first:last], ends[first:last]
    style = _main_style(chars, styles[first:last])
    size = style.size
    text = _with_blanks(chars, starts, ends, size)
    base = runs[0].base
    return PrintedLine(
        text,
        _box(style.direction, min(starts), max(ends), base, size),
        size,
        style.font,
        style.weight,
        style.colour,
        style.direction,
    )


def _main_style(chars: Sequence[str], styles: Sequence[Style]) -> Style:
    """Return the style that most of the Chinese characters have, or of all where there is none."""
    first = styles[0]
    if all(style is first for style in styles):
        return first
    han = [style for char, style in zip(chars, styles, strict=True) if not char.isascii()]
    count = Counter((style.font, style.size, style.colour) for style in han or styles)
    most = count.most_common(1)[0][0]
    return next(s for s in styles if (s.font, s.size, s.colour) == most)


def _with_blanks(
    chars: Sequence[str], starts: Sequence[float], ends: Sequence[float], size: float
) -> str:
    """Return the text of a line, with a blank where a gap is wider than the line's gaps are."""
    gaps = [start - end for start, end in zip(starts[1:], ends, strict=False)]
    if not gaps or max(gaps) < HAN_BLANK * size:
        return "".join(chars)
    usual = max(sorted(gaps)[(len(gaps) - 1) // 4], 0.0) / size
    text = [chars[0]]
    for gap, char in zip(gaps, chars[1:], strict=True):
        if gap > HAN_BLANK * size and not (char.isspace() or text[-1].isspace()):
            latin = char.isascii() + text[-1].isascii()
            least = (HAN_BLANK, MIXED_BLANK, LATIN_BLANK)[latin]
            if gap > (usual + least) * size:
                text.append(" ")
        text.append(char)
    return "".join(text)


def _box(direction: Direction, start: float, end: float, base: float, size: float) -> Box:
    if direction is Direction.UPWARD:
        return Box(base - ASCENT * size, -end, base + DESCENT * size, -start)
    if direction is Direction.DOWNWARD:
        return Box(-base - DESCENT * size, start, -base + ASCENT * size, end)
    return Box(start, base - ASCENT * size, end, base + DESCENT * size)
