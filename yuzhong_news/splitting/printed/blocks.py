"""Blocks: lines of one column that follow each other closely, and what their edges tell."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from yuzhong_news.items import Box
from yuzhong_news.splitting.bylines import Signature
from yuzhong_news.splitting.printed.cells import Cell
from yuzhong_news.splitting.printed.heads import STOPS, Head

HANGING = 1.4
"""Type sizes: closing marks may hang out of the column's right edge."""

EDGE = 0.6
"""Type sizes: lines of one column begin at the same place, give or take this."""

INDENT = (1.3, 3.2)
"""Type sizes: the indent of a paragraph's first line (usually 2; an opening quote shows less)."""

SHORT = 1.6
"""Type sizes: a line that ends so far from the right edge is a paragraph's last."""

VERSES, RAGGED = 3, 1.2
"""Lines of a stanza at least, and type sizes by which the ends of its lines differ at least."""

AGREED = 0.2
"""Type sizes: a line that surely begins or ends with its column."""

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
