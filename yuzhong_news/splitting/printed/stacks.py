"""Stacks of lines: which lines follow each other closely in one column, and where a block ends."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from yuzhong_news.items import Box, Direction
from yuzhong_news.splitting.bylines import signature
from yuzhong_news.splitting.printed.blocks import BULLET, EDGE, HANGING, INDENT, Block, block_of
from yuzhong_news.splitting.printed.cells import Cell, across, rule_between
from yuzhong_news.splitting.printed.heads import STOPS

PITCH = 2.1
"""Type sizes from line to line in one block; body text is set with 1.25 to 1.8."""

WIDER_GAP = 1.3
"""Times the usual pitch: a wider gap parts two blocks (a subhead's white space, a new article)."""

LONG = 6.0
"""Type sizes: a paragraph's first line that a short one under it may jut out from is longer."""


def blocks_of(cells: Sequence[Cell], rules: Sequence[Box]) -> list[Block]:
    """Return the blocks that ``cells`` make, each from its first line to its last.

    A byline that opens with a bullet is a block of its own.
    """
    stacks: list[list[Cell]] = []
    open_stacks: list[list[Cell]] = []
    signed: list[Block] = []
    for cell in sorted(cells, key=_reading_place):
        if BULLET.match(cell.text) and (sign := signature(cell.text, bare=True)) is not None:
            signed.append(block_of([cell]))
            signed[-1].byline = sign
            continue
        open_stacks = [stack for stack in open_stacks if _is_open(stack[-1], cell)]
        fits = [stack for stack in open_stacks if _goes_on(stack, cell, rules)]
        if fits:
            min(fits, key=lambda stack: cell.box.top - stack[-1].box.top).append(cell)
        else:
            stacks.append([cell])
            open_stacks.append(stacks[-1])
    return signed + [block for stack in stacks for block in _cut(stack)]


def _is_open(last: Cell, cell: Cell) -> bool:
    """Whether a line so far down could still follow ``last``."""
    return cell.box.bottom - last.box.bottom <= (PITCH + 0.5) * max(last.size, cell.size)


def _reading_place(cell: Cell) -> tuple[float, float]:
    """Return a key that sorts cells from line to line, and in a line from the left."""
    return (round((cell.box.bottom - 0.12 * cell.size) * 2), cell.box.left)


def _ends_line(stack: Sequence[Cell], cell: Cell) -> bool:
    """Whether a cell stands at the right end of a block's last line: a byline or a jump mark."""
    last = stack[-1]
    right = max(c.box.right for c in stack[-6:])
    return (
        last.area == cell.area
        and abs(last.box.bottom - cell.box.bottom) < 0.3 * last.size
        and cell.box.left > last.box.right
        and len(stack) > 1
        and cell.box.right <= right + HANGING * last.size
        and abs(cell.size - last.size) < 0.3 * last.size
    )


def _goes_on(stack: Sequence[Cell], cell: Cell, rules: Sequence[Box]) -> bool:
    last = stack[-1]
    size = last.size
    if _ends_line(stack, cell):
        return True
    if last.area != cell.area or abs(cell.size - size) > 0.12 * size:
        return False
    if (
        last.style != cell.style
        and abs(cell.size - size) > 0.02 * size
        and not _runs_on(last, cell)
    ):
        return False
    if cell.direction is not Direction.HORIZONTAL or last.direction is not Direction.HORIZONTAL:
        return False
    pitch = cell.box.top - last.box.top
    if not 0.5 * size < pitch <= PITCH * size:
        return False
    near = stack[-6:]
    left, right = min(c.box.left for c in near), max(c.box.right for c in near)
    outdent = INDENT[1] * size if len(stack) == 1 and right - left > LONG * size else 0.0
    reach = Box(left - outdent, 0, right, 0)
    if across(reach, cell.box) < 0.5 * min(right - left, cell.box.width):
        return False
    slack = EDGE * size
    if len(stack) == 1:
        indent = INDENT[1] * size
        if cell.box.left < left - indent or cell.box.right > right + indent + 12 * size:
            return False
        if (
            cell.box.right > right + HANGING * size
            and len(last.text) > 3
            and not _short_start(last, cell)
        ):
            return False
    elif cell.box.right > right + HANGING * size or (
        cell.box.left < left - slack
        and not _all_indented(stack, cell)
        and not _first_line(stack, cell.box.left)
    ):
        return False
    return not rule_between(rules, last.box, cell.box)


def _all_indented(stack: Sequence[Cell], cell: Cell) -> bool:
    """Whether all lines so far are first lines of paragraphs, as ``cell`` shows, which is none."""
    indents = [(c.box.left - cell.box.left) / cell.size for c in stack]
    return all(INDENT[0] <= indent <= INDENT[1] for indent in indents)


def _runs_on(last: Cell, cell: Cell) -> bool:
    """Whether a line in another style ends the sentence that the line over it broke off."""
    indent = last.box.left - cell.box.left
    return (
        last.text[-1] not in STOPS
        and last.box.right >= cell.box.right - EDGE * last.size
        and (
            abs(indent) < EDGE * last.size or INDENT[0] * last.size < indent < INDENT[1] * last.size
        )
    )


def _short_start(first: Cell, second: Cell) -> bool:
    """Whether a block's first line may be the short end of a paragraph, the second a full line."""
    return abs(first.box.left - second.box.left) < INDENT[1] * first.size


def _cut(stack: list[Cell]) -> list[Block]:
    """Cut a stack where the white space widens or an edge shifts for several lines."""
    pitches = sorted(
        b.box.top - a.box.top for a, b in pairwise(stack) if b.box.top - a.box.top > 0.5 * a.size
    )
    usual = pitches[len(pitches) // 3] if pitches else 0.0
    parts: list[list[Cell]] = [[]]
    for place, cell in enumerate(stack):
        part = parts[-1]
        if part and (
            cell.box.top - stack[place - 1].box.top > WIDER_GAP * usual
            or _edge_shifts(part, stack, place)
            or _bursts(part, cell)
        ):
            parts.append([])
        parts[-1].append(cell)
    return [block_of(part) for part in parts]


def _bursts(part: Sequence[Cell], cell: Cell) -> bool:
    """Whether a line is longer than the column that the lines over it stand in."""
    slack = HANGING * cell.size
    return len(part) >= 2 and (
        cell.box.right > max(c.box.right for c in part) + slack
        or (
            cell.box.left < min(c.box.left for c in part) - slack
            and not _all_indented(part, cell)
            and not _first_line(part, cell.box.left)
        )
    )


def _edge_shifts(part: Sequence[Cell], stack: Sequence[Cell], place: int) -> bool:
    """Whether at ``place`` the column's left or right edge moves, as beside a picture."""
    ahead = stack[place : place + 3]
    if len(ahead) < 3 or len(part) < 2:
        return False
    size = stack[place].size
    left, right = min(c.box.left for c in part[-6:]), max(c.box.right for c in part[-6:])
    new_left, new_right = min(c.box.left for c in ahead), max(c.box.right for c in ahead)
    if left - new_left > INDENT[1] * size and ahead[0].box.left > left - EDGE * size:
        return False
    if (
        abs(new_left - left) > 1.2 * size
        and sum(c.box.left - new_left < EDGE * size for c in ahead) >= 2
        and not (abs(part[-1].box.right - new_right) < EDGE * size and _first_line(part, new_left))
    ):
        return True
    moved = abs(new_right - right) > 2 * size
    return moved and sum(new_right - c.box.right < EDGE * size for c in ahead) >= 2


def _first_line(part: Sequence[Cell], left: float) -> bool:
    """Whether a part is a subhead and a paragraph's first line in a column from ``left``."""
    last, size = part[-1], part[-1].size
    return INDENT[0] * size <= last.box.left - left <= INDENT[1] * size and all(
        cell.style != last.style for cell in part[:-1]
    )
