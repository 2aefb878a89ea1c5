"""Building heads: which lines are a headline's, its kicker, subtitle, byline and jump mark."""

from __future__ import annotations

import re
from collections.abc import Sequence

from yuzhong_news.items import Box, Direction
from yuzhong_news.splitting.bylines import credit, opening, signature
from yuzhong_news.splitting.jumps import find_mark
from yuzhong_news.splitting.printed.cells import (
    Cell,
    across,
    along,
    flat,
    rule_between,
    union,
    upright,
)
from yuzhong_news.splitting.printed.head_signs import SUBHEAD, byline_of, with_upright_bylines
from yuzhong_news.splitting.printed.heads import STOPS, Head, is_large

LINE_GAP = 0.95
"""Type sizes of the larger line: lines of one head have no wider gap between them."""

LEAD_CHARS, LEAD_SIZE = 24, 2.0
"""Characters that a lead block has at least, and body sizes that it is set in at most."""

CENTRED = 1.5
"""Body sizes by which the middles of lines that are centred on each other may differ."""

SIGN_GAP = 2.2
"""Body sizes from a head down to its byline at most, as under a headline on a plate."""

MARK_SIDE = 24.0
"""Body sizes: the jump mark over a centred headline stands at the left end of its columns."""

MARK_GAP = 3.0
"""Body sizes from a head to the jump mark over or under it."""

COMPANY = 1.0
"""Body sizes: a line beside a subtitle that reaches so far under the head makes it a subhead."""

TEXT_STEP = -0.3
"""Body sizes: a subhead at the top of its column stands lower than the text beside it by so much
white space at most."""

SMALL_LINES = 4
"""Lines: a kicker or a subtitle in body size has no more."""

_SUBTITLE_DASH = re.compile(r"^(?:——|—|――|--|－－|─)")


def _is_mark(cell: Cell) -> bool:
    """Whether a cell is a jump mark and nothing else."""
    mark = find_mark(cell.text)
    return mark is not None and mark.end - mark.start >= len(cell.text) - 2


class HeadBuilder:
    """Builds the heads of a page from its cells, and takes the cells that it uses."""

    def __init__(
        self, cells: Sequence[Cell], body: tuple[float, tuple[str, int]], rules: Sequence[Box]
    ) -> None:
        self.body, self.style = body
        self.free = list(cells)
        self.all = list(cells)
        self.rules = flat(rules)
        self.walls = upright(rules)

    def build(self) -> list[Head]:
        """Return the heads whose main lines are large; ``free`` then holds the other cells."""
        large = [cell for cell in self.free if is_large(cell, self.body)]
        marks = {id(cell) for cell in large if find_mark(cell.text) and len(cell.text) < 14}
        large = [cell for cell in large if id(cell) not in marks]
        stacks = [lines for lines in self._stacks(large) if not self._is_lead(lines)]
        heads = [Head(lines, lines[0].area) for lines in stacks]
        self._take(cell for head in heads for cell in head.lines)
        heads = with_upright_bylines(heads, self.body)
        for head in sorted(heads, key=lambda head: -head.size):
            self._above(head)
            self._below(head)
            self._beside(head)
            self._mark_near(head)
        return heads

    def _take(self, cells: object) -> None:
        taken = {id(cell) for cell in cells}  # type: ignore[attr-defined]
        self.free = [cell for cell in self.free if id(cell) not in taken]

    def _stacks(self, large: Sequence[Cell]) -> list[list[Cell]]:
        stacks: list[list[Cell]] = []
        for cell in sorted(large, key=lambda cell: (cell.box.top, cell.box.left)):
            best = None
            for stack in stacks:
                if self._goes_on(stack, cell):
                    best = stack
            if best is None:
                stacks.append([cell])
            else:
                best.append(cell)
        for stack in stacks:
            if stack[0].direction is Direction.STACKED:
                stack.sort(key=lambda cell: -cell.box.left)
        return stacks

    def _is_lead(self, lines: Sequence[Cell]) -> bool:
        """Whether large lines are a lead block: sentences, not a head."""
        text = "".join(cell.text for cell in lines)
        size = max(cell.size for cell in lines)
        return (
            ("。" in text or text.count("，") + text.count("、") > 2)
            and len(text) >= LEAD_CHARS
            and size < LEAD_SIZE * self.body
            and lines[0].direction is Direction.HORIZONTAL
        )

    def _goes_on(self, stack: Sequence[Cell], cell: Cell) -> bool:
        last = stack[-1]
        if last.area != cell.area or last.direction is not cell.direction:
            return False
        size = max(last.size, cell.size)
        if cell.direction is Direction.STACKED:
            return any(
                along(each.box, cell.box) > 0.4 * min(each.box.height, cell.box.height)
                and -across(each.box, cell.box) < 1.2 * size
                for each in stack
            )
        box = union(each.box for each in stack)
        gap = cell.box.top - last.box.bottom
        if along(last.box, cell.box) > 0.5 * min(last.size, cell.size):
            return (
                last.style == cell.style
                and abs(last.size - cell.size) < 0.1 * size
                and 0 <= -across(last.box, cell.box) < 1.2 * size
                and abs(last.box.bottom - cell.box.bottom) < 0.15 * size
                and len(stack) > 1
            )
        smaller = min(last.size, cell.size)
        if gap > min(LINE_GAP * size, 1.6 * smaller) or gap < -0.3 * size:
            return False
        if across(box, cell.box) < 0.5 * min(box.width, cell.box.width):
            return False
        if rule_between(self.rules, last.box, cell.box):
            return False
        if cell.size < SUBHEAD * self.body < last.size and self._has_text_beside(cell, box):
            return False
        return self._aligned(box, cell.box)

    def _aligned(self, one: Box, other: Box) -> bool:
        """Whether two boxes are centred on each other, or begin at the same place."""
        near = CENTRED * self.body
        middle = (one.left + one.right - other.left - other.right) / 2
        return (
            abs(middle) < 2 * near
            or abs(one.left - other.left) < 2 * near
            or across(one, other) > 0.8 * min(one.width, other.width)
        )

    def _above(self, head: Head) -> None:
        """Take the kicker over the head: few lines, set apart from the text over them."""
        while not head.vertical:
            box = head.lines[0].box
            found = [
                cell
                for cell in self._near(head)
                if -0.3 * cell.size <= box.top - cell.box.bottom <= 0.8 * head.size
                and across(box, cell.box) > 0.6 * min(cell.box.width, box.width)
                and self._aligned(box, cell.box)
                and self._is_set_apart(cell, head)
                and not _is_mark(cell)
                and not rule_between(self.rules, cell.box, box)
            ]
            if len(found) != 1 or len(head.lines) > SMALL_LINES + 2:
                return
            head.lines.insert(0, found[0])
            self._take(found)

    def _below(self, head: Head) -> None:
        """Take subtitle, byline and jump mark under the head."""
        while not head.vertical:
            box = head.whole
            reach = max(1.3 * self.body, 0.55 * head.size)
            found = [
                cell
                for cell in self._near(head)
                if -0.3 * cell.size <= cell.box.top - box.bottom <= self._reach(cell, reach)
                and (across(box, cell.box) > 0.6 * cell.box.width or self._signs_aside(head, cell))
                and not rule_between(self.rules, box, cell.box)
            ]
            found.sort(key=lambda cell: cell.box.top)
            if not any(self._add_below(head, cell, found) for cell in found):
                return

    def _signs_aside(self, head: Head, cell: Cell) -> bool:
        """Whether a byline stands under a head, but set to another side of the same columns.

        Such a line says by its words what it is, nothing stands between it and the head, and no
        other head is as near over it.
        """
        if byline_of(cell) is None or opening(cell.text) is not None:
            return False
        box = head.box
        left, right = (box, cell.box) if box.right < cell.box.right else (cell.box, box)
        band = Box(left.right, box.top, right.left, cell.box.bottom)
        over = Box(cell.box.left, box.top, cell.box.right, cell.box.top)
        if any(
            is_large(other, self.body)
            and other not in head.lines
            and other.area == head.area
            and along(other.box, band) > 0
            and across(other.box, cell.box) > across(box, cell.box)
            for other in self.all
        ):
            return False
        return not any(
            other not in head.lines
            and other is not cell
            and any(
                across(other.box, each) > 0.3 * self.body
                and along(other.box, each) > 0.3 * self.body
                for each in (band, over)
            )
            for other in self.all
        ) and not any(
            rule.left > band.left - self.body
            and rule.left < band.right + self.body
            and along(rule, band) > 0.5 * cell.size
            for rule in self.walls
        )

    def _reach(self, cell: Cell, reach: float) -> float:
        """Return how far under a head a cell may stand, in points; a byline stands farther."""
        far = SIGN_GAP * self.body
        if far <= reach or byline_of(cell) is None or opening(cell.text) is not None:
            return reach
        return far

    def _add_below(self, head: Head, cell: Cell, found: Sequence[Cell]) -> bool:
        level = [each for each in found if along(each.box, cell.box) > 0.5 * cell.size]
        mark = find_mark(cell.text)
        if mark is not None and mark.end - mark.start >= len(cell.text) - 2:
            head.jumps.append((cell, mark))
        elif (sign := byline_of(cell)) is not None:
            head.bylines.append((cell, sign))
        elif cell is found[0] and len(level) == 1 and self._is_subtitle(cell, head):
            head.lines.append(cell)
        else:
            return False
        self._take([cell])
        return True

    def _beside(self, head: Head) -> None:
        """Take the jump mark that stands at the end of the head's last line."""
        last = head.lines[-1].box
        for cell in self._near(head):
            mark = find_mark(cell.text)
            if (
                mark is not None
                and mark.end - mark.start >= len(cell.text) - 2
                and along(last, cell.box) > 0.5 * cell.size
                and -0.5 * cell.size < cell.box.left - last.right < 4 * self.body
            ):
                head.jumps.append((cell, mark))
                self._take([cell])
                return

    def _mark_near(self, head: Head) -> None:
        """Take the jump mark that stands over or under the head, at its left end or its middle."""
        box = head.box
        for cell in self._near(head):
            mark = find_mark(cell.text)
            if (
                mark is not None
                and mark.end - mark.start >= len(cell.text) - 2
                and mark.direction == "from"
                and (
                    -0.3 * cell.size < box.top - cell.box.bottom < MARK_GAP * self.body
                    or -0.3 * cell.size < cell.box.top - box.bottom < MARK_GAP * self.body
                )
                and -across(cell.box, box) < MARK_SIDE * self.body
                and self._is_nearest(head, cell)
            ):
                head.jumps.append((cell, mark))
                self._take([cell])
                return

    def _is_nearest(self, head: Head, cell: Cell) -> bool:
        """Whether no other text or rule stands between a head and a mark at its left."""
        box = head.box
        band = Box(min(cell.box.right, box.left), cell.box.top, box.left, box.bottom)
        return not any(
            other is not cell
            and other.area == cell.area
            and across(other.box, band) > 0.5 * self.body
            and along(other.box, band) > 0.3 * self.body
            for other in self.all
        )

    def _near(self, head: Head) -> list[Cell]:
        return [
            cell
            for cell in self.free
            if cell.area == head.area and cell.direction is Direction.HORIZONTAL
        ]

    def _is_set_apart(self, cell: Cell, head: Head) -> bool:
        """Whether a line over a head is no last line of the text over it."""
        if cell.text.endswith(("。", "；")) or cell.size > 1.02 * head.size:
            return False
        if signature(cell.text) is not None or credit(cell.text) is not None:
            return False
        above = [
            other
            for other in self.free
            if other is not cell
            and other.area == cell.area
            and across(other.box, cell.box) > 0.4 * min(other.box.width, cell.box.width)
            and 0 <= cell.box.top - other.box.top <= 2.0 * self.body
            and other.style == cell.style
            and abs(other.size - cell.size) < 0.05 * cell.size
        ]
        if any(
            other is not cell
            and other not in above
            and other.area == cell.area
            and across(other.box, cell.box) > 0.4 * min(other.box.width, cell.box.width)
            and 0 < cell.box.top - other.box.top <= 1.9 * self.body
            and other.text[-1] not in STOPS
            for other in self.free
        ):
            return False
        differs = cell.style != self.style or abs(cell.size - self.body) > 0.08 * self.body
        if differs:
            return len(above) < SMALL_LINES
        middle = abs(cell.box.left + cell.box.right - head.box.left - head.box.right) / 2
        return not above and middle < CENTRED * self.body and not self._has_company(cell, head)

    def _has_company(self, cell: Cell, head: Head) -> bool:
        """Whether other lines stand beside a cell under its head: text of another column."""
        return any(
            other is not cell
            and other.area == cell.area
            and along(other.box, cell.box) > 0.4 * cell.size
            and across(other.box, head.box) > COMPANY * self.body
            for other in self.free
        )

    def _has_text_beside(self, cell: Cell, head: Box) -> bool:
        """Whether text stands beside a cell under its head, not lower by more than half a line."""
        return any(
            other.area == cell.area
            and other.style == self.style
            and abs(other.size - self.body) < 0.06 * self.body
            and along(other.box, cell.box) > TEXT_STEP * self.body
            and across(other.box, cell.box) <= 0
            and across(other.box, head) > COMPANY * self.body
            for other in self.free
        )

    def _is_subtitle(self, cell: Cell, head: Head) -> bool:
        if _SUBTITLE_DASH.match(cell.text):
            return True
        if cell.text.endswith("。") or "。" in cell.text:
            return False
        differs = cell.style != self.style or abs(cell.size - self.body) > 0.08 * self.body
        if not differs:
            return bool(
                len(head.lines) > 1
                and _SUBTITLE_DASH.match(head.lines[-1].text)
                and cell.style == head.lines[-1].style
            )
        last = head.lines[-1]
        if last.style == cell.style and abs(last.size - cell.size) < 0.05 * cell.size:
            return len(head.lines) > len(head.main)
        if self._has_company(cell, head) or self._has_text_beside(cell, head.box):
            return False
        run = self._run_below(cell)
        if len(run) > SMALL_LINES - 1 or any("。" in each.text for each in run):
            return False
        box = head.box
        middle = abs(cell.box.left + cell.box.right - box.left - box.right) / 2
        aligned = middle < CENTRED * self.body or abs(cell.box.left - box.left) < self.body
        return aligned and not re.match(r"^本报讯|^[（(]", cell.text)

    def _run_below(self, cell: Cell) -> list[Cell]:
        """Return ``cell`` and the lines of its style that follow it closely."""
        run = [cell]
        for other in sorted(self.free, key=lambda each: each.box.top):
            if (
                other.area == cell.area
                and other.style == cell.style
                and abs(other.size - cell.size) < 0.05 * cell.size
                and 0 < other.box.top - run[-1].box.top < 2 * cell.size
                and across(other.box, cell.box) > 0
            ):
                run.append(other)
        return run
