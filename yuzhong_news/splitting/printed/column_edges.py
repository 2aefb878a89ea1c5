"""Edges of columns, for blocks of so few lines that they do not show them by themselves."""

from __future__ import annotations

from collections.abc import Sequence

from yuzhong_news.items import Box
from yuzhong_news.splitting.printed.blocks import AGREED, EDGE, HANGING, INDENT, Block
from yuzhong_news.splitting.printed.cells import union

FIRM_LINES = 4
"""Lines: a block of fewer says little about its column's edges."""

COLUMN_REACH = 60
"""Type sizes up or down in which a column's edges are looked for."""


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
