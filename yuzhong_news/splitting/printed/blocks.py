"""Blocks: lines of one column that follow each other closely, and the small heads between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from yuzhong_news.items import Box, Direction
from yuzhong_news.splitting.bylines import Signature, signature
from yuzhong_news.splitting.printed.cells import Cell, across, rule_between, union
from yuzhong_news.splitting.printed.heads import STOPS, Head

PITCH = 2.1
"""Type sizes from line to line in one block; body text is set with 1.25 to 1.8."""

WIDER_GAP = 1.3
"""Times the usual pitch: a wider gap parts two blocks (a subhead's white space, a new article)."""

HANGING = 1.4
"""Type sizes: closing marks may hang out of the column's right edge."""

EDGE = 0.6
"""Type sizes: lines of one column begin at the same place, give or take this."""

LONG = 6.0
"""Type sizes: a paragraph's first line that a short one under it may jut out from is longer."""

INDENT = (1.3, 3.2)
"""Type sizes: the indent of a paragraph's first line (usually 2; an opening quote shows less)."""

SHORT = 1.6
"""Type sizes: a line that ends so far from the right edge is a paragraph's last."""

FIRM_LINES = 4
"""Lines: a block of fewer says little about its column's edges."""

VERSES, RAGGED = 3, 1.2
"""Lines of a stanza at least, and type sizes by which the ends of its lines differ at least."""

AGREED = 0.2
"""Type sizes: a line that surely begins or ends with its column."""

COLUMN_REACH = 60
"""Type sizes up or down in which a column's edges are looked for."""

BULLET = re.compile(r"^[■□●○◎◆◇▲△★☆◉•·▪▎|]")


@dataclass(slots=True, eq=False)
class Block:
    """Lines of one column; ``left`` and ``right`` are the column's edges, ``cap`` the small head
    that stands directly over it.

    ``flush`` says that the page's paragraphs begin at the column's edge; a wider step from line to
    line than ``empty_line`` points then parts them, where it is not 0.  ``stanza`` says that the
    blocks over and under it show that all of them are verses.
    """

    lines: list[Cell]
    area: int
    left: float
    right: float
    cap: Head | None = None
    byline: Signature | None = None
    style: tuple[str, int] = ("", 2)
    lefts: list[float] = field(default_factory=list)
    rights: list[float] = field(default_factory=list)
    flush: bool = False
    empty_line: float = 0.0
    stanza: bool = False
    _box: Box | None = None

    @property
    def size(self) -> float:
        """The type size of the first line, in points."""
        return self.lines[0].size

    @property
    def box(self) -> Box:
        """The column's edges, from the top of the first line to the bottom of the last."""
        known = self._box
        if known is None or known.left != self.left or known.right != self.right:
            top, bottom = self.lines[0].box.top, self.lines[-1].box.bottom
            known = self._box = Box(self.left, top, self.right, bottom)
        return known

    @property
    def text(self) -> str:
        """The text of the lines, run together."""
        return "".join(cell.text for cell in self.lines)

    def indented(self, place: int) -> bool:
        """Whether line ``place`` begins a paragraph by its indent.

        A line that begins farther in runs around something, or is set to the right: a byline.
        """
        cell = self.lines[place]
        if cell.initial is not None:
            return True
        if self.verse:
            return True
        if self.flush and place:
            if self.empty_line:
                return cell.box.top - self.lines[place - 1].box.top > self.empty_line
            return self.lines[place - 1].text[-1] in STOPS and self.short(place - 1)
        indent = cell.box.left - self.lefts[place]
        if indent > INDENT[1] * cell.size:
            before = self.lines[place - 1]
            moved = abs(before.box.left - cell.box.left) > EDGE * cell.size
            set_right = before.box.left - self.lefts[place - 1] >= INDENT[0] * cell.size
            return place > 0 and (
                before.text[-1] in STOPS
                or (not self.short(place) and moved and (set_right or self.short(place - 1)))
            )
        return indent >= INDENT[0] * cell.size

    def short(self, place: int) -> bool:
        """Whether line ``place`` ends before the column does."""
        cell = self.lines[place]
        return self.rights[place] - cell.box.right >= SHORT * cell.size

    @property
    def verse(self) -> bool:
        """Whether the lines are verses: from one edge, most of them short, no stop inside one."""
        lines = self.lines
        if self.stanza:
            return True
        if len(lines) < VERSES or self.flush:
            return False
        lefts = [cell.box.left for cell in lines]
        rights = [cell.box.right for cell in lines[:-1]]
        return (
            max(lefts) - min(lefts) < AGREED * self.size
            and max(rights) - min(rights) > RAGGED * self.size
            and 2 * sum(max(rights) - right < EDGE * self.size for right in rights) <= len(rights)
            and not any("。" in cell.text[:-1] for cell in lines)
        )

    @property
    def opens_paragraph(self) -> bool:
        """Whether the block begins with a paragraph's first line."""
        return self.indented(0)

    @property
    def ends_paragraph(self) -> bool:
        """Whether the block surely ends with a paragraph's last line."""
        last = len(self.lines) - 1
        return self.lines[last].text[-1] in STOPS and self.short(last)

    @property
    def breaks_off(self) -> bool:
        """Whether the block surely ends inside a sentence."""
        last = self.lines[-1].text
        return last[-1] not in STOPS


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


def block_of(lines: list[Cell]) -> Block:
    size = lines[0].size
    style = Counter(c.style for c in lines for _ in range(len(c.text))).most_common(1)[0][0]
    block = Block(lines, lines[0].area, 0.0, 0.0, style=style)
    block.left = min(c.box.left for c in lines)
    inner = sorted(c.box.right for c in lines)
    block.right = next((r for r in reversed(inner) if inner[-1] - r < HANGING * size), inner[-1])
    full = [c.box.right for c in lines if inner[-1] - c.box.right < HANGING * size]
    block.right = sorted(full)[len(full) // 2]
    block.lefts = [block.left] * len(lines)
    block.rights = [block.right] * len(lines)
    return block


def settle_columns(blocks: Sequence[Block]) -> None:
    """Give blocks of few lines the edges of the column that they stand in."""
    firm = [block for block in blocks if len(block.lines) >= FIRM_LINES]
    for block in blocks:
        if len(block.lines) >= FIRM_LINES:
            continue
        own = union(cell.box for cell in block.lines)
        slack = EDGE * block.size
        fits = [
            other
            for other in firm
            if other.area == block.area
            and abs(other.size - block.size) < 0.3 * block.size
            and other.left - slack <= own.left
            and own.right <= other.right + HANGING * block.size
            and _shares_edge(block, other)
        ]
        styles = {cell.style for cell in block.lines}
        fits = [other for other in fits if other.style in styles]
        if not fits or _is_narrow(block, fits):
            continue
        near = min(fits, key=lambda other: (-_agreement(block, other), _distance(own, other.box)))
        if _distance(own, near.box) > COLUMN_REACH * block.size:
            continue
        block.left, block.right = near.left, max(near.right, block.right)
        block.lefts = [block.left] * len(block.lines)
        block.rights = [block.right] * len(block.lines)


def _agreement(block: Block, column: Block) -> int:
    """Return how many lines of a block begin and end exactly where a column's lines do."""
    near = AGREED * block.size
    return sum(
        any(abs(cell.box.left - column.left - indent * block.size) < near for indent in (0, 2))
        + (abs(cell.box.right - column.right) < near)
        for cell in block.lines
    )


def _distance(one: Box, other: Box) -> float:
    return max(one.top - other.bottom, other.top - one.bottom, 0.0)


def _is_narrow(block: Block, columns: Sequence[Block]) -> bool:
    """Whether the lines of a block agree on an edge of their own, as beside a picture."""
    if len(block.lines) < 2:
        return False
    size = block.size
    full = block.lines[:-1] if len(block.lines) > 2 else block.lines
    rights = [cell.box.right for cell in full]
    lefts = [cell.box.left for cell in full]
    agree = max(rights) - min(rights) < EDGE * size and max(lefts) - min(lefts) < EDGE * size
    return agree and all(
        column.right - max(rights) > 2 * size or min(lefts) - column.left > INDENT[1] * size
        for column in columns
    )


def _shares_edge(block: Block, column: Block) -> bool:
    """Whether lines of a block begin or end where a column's lines do."""
    size = block.size
    for cell in block.lines:
        indent = cell.box.left - column.left
        if abs(indent) < EDGE * size or INDENT[0] * size <= indent <= 2.4 * size:
            return True
        if abs(cell.box.right - column.right) < EDGE * size:
            return True
    return False
