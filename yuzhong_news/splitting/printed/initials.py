"""Initials (首字下沉): a paragraph's first character, as high as two lines or more of its text."""

from __future__ import annotations

from collections.abc import Sequence

from yuzhong_news.items import Direction
from yuzhong_news.splitting.printed.cells import Cell, along

MOST_CHARS = 2
"""Characters: an opening quotation mark may stand before the initial."""

MOST_LARGE = 100
"""Large characters that stand alone: where there are more, it is no page of articles."""

LEAST_SIZE, LEAST_LINES = 1.5, 2
"""Body sizes of an initial at least, and lines of text that begin at its right."""

GAP = (-0.4, 1.3)
"""Body sizes from an initial to the lines at its right."""

EDGE, INDENT = 0.7, 2.4
"""Body sizes: the text under an initial begins no farther to its left, and to its right."""

UNDER = 2.4
"""Body sizes from an initial down to the next line of text, over an empty one at most."""


def lift_initials(cells: Sequence[Cell], body: float) -> list[Cell]:
    """Return ``cells`` without the initials, each of which its first line then holds.

    The lines beside an initial then begin at the column's edge, as the lines under it do.
    """
    text = [
        cell
        for cell in cells
        if cell.direction is Direction.HORIZONTAL and abs(cell.size - body) < 0.2 * body
    ]
    large = [
        cell
        for cell in cells
        if len(cell.text) <= MOST_CHARS
        and cell.size >= LEAST_SIZE * body
        and cell.direction is Direction.HORIZONTAL
    ]
    taken: set[int] = set()
    for cell in large if len(large) <= MOST_LARGE else []:
        beside = _beside(cell, text, body)
        if len(beside) >= LEAST_LINES and _goes_on_under(cell, text, beside, body):
            beside[0].initial = cell
            for line in beside:
                line.box = line.box._replace(left=cell.box.left)
            taken.add(id(cell))
    return [cell for cell in cells if id(cell) not in taken]


def _beside(initial: Cell, text: Sequence[Cell], body: float) -> list[Cell]:
    """Return the lines that begin right beside an initial, from the top."""
    low, high = GAP[0] * body, GAP[1] * body
    return sorted(
        (
            cell
            for cell in text
            if cell.area == initial.area
            and low <= cell.box.left - initial.box.right <= high
            and along(cell.box, initial.box) > 0.5 * cell.box.height
        ),
        key=lambda cell: cell.box.top,
    )


def _goes_on_under(
    initial: Cell, text: Sequence[Cell], beside: Sequence[Cell], body: float
) -> bool:
    """Whether text of the same type goes on under an initial, or begins a paragraph there."""
    low = max(cell.box.bottom for cell in beside)
    return any(
        cell.area == initial.area
        and -0.3 * body <= cell.box.top - low <= UNDER * body
        and -EDGE * body <= cell.box.left - initial.box.left <= INDENT * body
        and cell.style == beside[-1].style
        for cell in text
    )
