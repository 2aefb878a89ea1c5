"""Heads: what is set apart over a text – headline with kicker and subtitle, or a subhead.

Whether a head is an article's headline or a subhead inside one is not decided here: a head carries
its size and its place, and the matching decides (see ``links``).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from yuzhong_news.items import Box, Direction
from yuzhong_news.splitting.bylines import Signature
from yuzhong_news.splitting.jumps import Mark
from yuzhong_news.splitting.printed.cells import Cell, union

LARGE = 1.22
"""Body sizes: a line that is larger is part of a head."""

STOPS = "。！？…—”’」』）)!?；：:"
"""Marks that a line ends with where nothing has to follow."""


@dataclass(slots=True, eq=False)
class Head:
    """Lines of one head from the top, and what is set with it."""

    lines: list[Cell]
    area: int
    bylines: list[tuple[Cell, Signature]] = field(default_factory=list)
    jumps: list[tuple[Cell, Mark]] = field(default_factory=list)
    _known: tuple[int, Box, Box, float] | None = None

    def _measures(self) -> tuple[int, Box, Box, float]:
        """Return number of cells, box, whole and size, measured anew where cells came to it."""
        count = len(self.lines) + 100 * (len(self.bylines) + len(self.jumps))
        if self._known is None or self._known[0] != count:
            box = union(cell.box for cell in self.lines)
            extra = [cell.box for cell, _ in self.bylines] + [cell.box for cell, _ in self.jumps]
            whole = union([box, *(each for each in extra if each.bottom > self.lines[0].box.top)])
            self._known = (count, box, whole, max(cell.size for cell in self.lines))
        return self._known

    @property
    def size(self) -> float:
        """The type size of the largest line, in points."""
        return self._measures()[3]

    @property
    def main(self) -> list[Cell]:
        """The lines of the largest size."""
        return [cell for cell in self.lines if cell.size >= 0.86 * self.size]

    @property
    def box(self) -> Box:
        """The box around the head's lines, without byline and jump mark."""
        return self._measures()[1]

    @property
    def whole(self) -> Box:
        """The box around all that is set with the head, but for what stands over it."""
        return self._measures()[2]

    @property
    def text(self) -> str:
        """The words of the largest lines."""
        return "".join(cell.text for cell in self.main)

    @property
    def vertical(self) -> bool:
        """Whether the head is set from top to bottom."""
        return self.main[0].direction is Direction.STACKED


def is_large(cell: Cell, body: float) -> bool:
    """Whether a cell is set so large that it can be no running text."""
    return cell.size >= LARGE * body or cell.direction is Direction.STACKED
