"""Cells: printed lines on their way into an article, and how boxes lie to each other.

Every tolerance of this package is in type sizes of the page's body text, so that a tabloid set in
7 points and a broadsheet set in 10 are treated alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yuzhong_news.items import Box, Direction, PrintedLine, PrintedPage
from yuzhong_news.splitting.rows import Row

SIZE_GRAIN = 0.25
"""Points: sizes that differ by less are counted as one."""


@dataclass(slots=True, eq=False)
class Cell:
    """One printed line, or the part of it that is not a mark; ``index`` is its line's.

    ``start`` is the offset of ``text`` in the line; ``area`` is the index of the smallest framed or
    tinted area that the cell stands in, -1 for the open page; ``initial`` is a paragraph's large
    first character, which stands at the left of its first lines.
    """

    text: str
    box: Box
    size: float
    style: tuple[str, int]
    index: int
    start: int = 0
    area: int = -1
    direction: Direction = Direction.HORIZONTAL
    colour: int = 0
    initial: Cell | None = None

    @property
    def row(self) -> Row:
        """The cell as a row of text, which the text path's helpers take."""
        width = self.box.width / self.size if self.size else 0.0
        return Row(self.text, self.index, self.start, 0.0, width, 0)

    @property
    def rows(self) -> list[Row]:
        """The cell as rows of text: its initial, where it has one, and its own."""
        return [self.row] if self.initial is None else [self.initial.row, self.row]


def cells_of(page: PrintedPage) -> list[Cell]:
    """Return the cells of ``page``: one for each line that is not blank."""
    cells = []
    for index, line in enumerate(page.lines):
        text = line.text.strip()
        if text:
            lead = len(line.text) - len(line.text.lstrip())
            cells.append(_cell(line, text, index, lead))
    return cells


def _cell(line: PrintedLine, text: str, index: int, lead: int) -> Cell:
    style = (line.font, round(line.weight / 200))
    return Cell(
        text,
        line.box,
        line.size,
        style,
        index,
        lead,
        direction=line.direction,
        colour=line.colour,
    )


def rows_of(cells: Iterable[Cell]) -> list[Row]:
    """Return the rows of text that ``cells`` make, with their initials."""
    return [row for cell in cells for row in cell.rows]


def body_of(cells: Iterable[Cell]) -> tuple[float, tuple[str, int]]:
    """Return the size and the style that most characters are set in (8 points on an empty page)."""
    count: Counter[tuple[float, tuple[str, int]]] = Counter()
    for cell in cells:
        if cell.direction is Direction.HORIZONTAL:
            grain = round(cell.size / SIZE_GRAIN) * SIZE_GRAIN
            count[grain, cell.style] += len(cell.text)
    return count.most_common(1)[0][0] if count else (8.0, ("", 2))


def union(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around ``boxes``, of which there is one at least."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def across(one: Box, other: Box) -> float:
    """Return how much two boxes overlap from side to side (negative: the gap between them)."""
    return min(one.right, other.right) - max(one.left, other.left)


def along(one: Box, other: Box) -> float:
    """Return how much two boxes overlap from top to bottom (negative: the gap between them)."""
    return min(one.bottom, other.bottom) - max(one.top, other.top)


def inside(inner: Box, outer: Box, slack: float = 0.0) -> bool:
    """Whether ``inner`` lies in ``outer``, give or take ``slack`` points at each side."""
    return (
        inner.left >= outer.left - slack
        and inner.right <= outer.right + slack
        and inner.top >= outer.top - slack
        and inner.bottom <= outer.bottom + slack
    )


def holds_centre(outer: Box, inner: Box) -> bool:
    """Whether the middle of ``inner`` lies in ``outer``."""
    x, y = (inner.left + inner.right) / 2, (inner.top + inner.bottom) / 2
    return outer.left <= x <= outer.right and outer.top <= y <= outer.bottom


def flat(rules: Iterable[Box]) -> list[Box]:
    """Return the rules that run from side to side."""
    return [rule for rule in rules if rule.width > rule.height]


def upright(rules: Iterable[Box]) -> list[Box]:
    """Return the rules that run from top to bottom."""
    return [rule for rule in rules if rule.height >= rule.width]


def rule_between(rules: Sequence[Box], above: Box, below: Box) -> bool:
    """Whether one of the flat ``rules`` stands between two boxes that lie one over the other."""
    left, right = max(above.left, below.left), min(above.right, below.right)
    if right <= left:
        left, right = min(above.left, below.left), max(above.right, below.right)
    for rule in rules:
        if above.bottom - 1 <= rule.top and rule.bottom <= below.top + 1:
            covered = min(rule.right, right) - max(rule.left, left)
            if covered > 0.5 * (right - left):
                return True
    return False
