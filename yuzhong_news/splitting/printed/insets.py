"""Inset headlines: set into their text, which stands over, under and beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuzhong_news.items import Box
from yuzhong_news.splitting.printed.blocks import Block
from yuzhong_news.splitting.printed.cells import across, along, union
from yuzhong_news.splitting.printed.heads import Head

if TYPE_CHECKING:
    from yuzhong_news.splitting.printed.sheet import Sheet

INSET_HEAD, INSET_GAP = 1.6, 3.6
"""Body sizes: a headline set into its text is no smaller, and the text around it no farther."""

AROUND = 7.0
"""Body sizes of white space beside a headline that text runs around."""


def is_inset(sheet: Sheet, head: Head) -> bool:
    """Whether a headline is set into its text, which stands over, under and beside it.

    Text that runs around the headline settles it; else the text has to go on at both sides,
    and to break off over the headline or go on under it inside a sentence.
    """
    box, near = head.whole, INSET_GAP * sheet.body
    if head.size < INSET_HEAD * sheet.body or head.vertical:
        return False
    over: list[Block] = []
    under: list[Block] = []
    beside: list[Block] = []
    for block in sheet.blocks:
        other = union(cell.box for cell in block.lines)
        if block.area != head.area:
            continue
        if across(box, other) > sheet.body:
            if -sheet.body < box.top - other.bottom < near and not sheet.ruled_off(other, box):
                over.append(block)
            if -sheet.body < other.top - box.bottom < near and not sheet.ruled_off(box, other):
                under.append(block)
        elif along(box, other) > 0.5 * sheet.body and not sheet.walled_off(box, other):
            beside.append(block)
    if not over or not under:
        return False
    if any(_runs_around(sheet, block, box) for block in beside):
        return True
    low, high = _gap_width(sheet, head, [*over, *under])
    left = any(block.right < low + near and low - block.right < near for block in beside)
    right = any(block.left > high - near and block.left - high < near for block in beside)
    first, last = min(under, key=lambda b: b.left), max(over, key=lambda b: b.right)
    torn = last.breaks_off or not first.opens_paragraph
    return left and right and torn


def _gap_width(sheet: Sheet, head: Head, touched: list[Block]) -> tuple[float, float]:
    """Return how far to the left and right the columns stand open around an inset headline.

    ``touched`` are the blocks over and under it; columns beside these that stop over the headline's
    top and go on under its foot are open as well.
    """
    box, near = head.whole, INSET_GAP * sheet.body
    low = min(box.left, *(block.left for block in touched))
    high = max(box.right, *(block.right for block in touched))
    blocks = [block for block in sheet.blocks if block.area == head.area]
    over = [b for b in blocks if -sheet.body < box.top - b.box.bottom < near]
    under = [b for b in blocks if -sheet.body < b.box.top - box.bottom < near]
    open_columns = [b for b in over if any(across(b.box, u.box) > 0.5 * b.box.width for u in under)]
    for column in sorted(open_columns, key=lambda b: -b.right):
        if column.left < low and low - column.right < near:
            low = column.left
    for column in sorted(open_columns, key=lambda b: b.left):
        if column.right > high and column.left - high < near:
            high = column.right
    return low, high


def _runs_around(sheet: Sheet, block: Block, box: Box) -> bool:
    """Whether a block is narrowed by ``box``: its column is wider over or under the box."""
    own = union(cell.box for cell in block.lines)
    if own.height > 2.2 * box.height + 4 * sheet.body:
        return False
    for other in sheet.blocks:
        if other is block or other.area != block.area:
            continue
        gap = max(own.top - other.box.bottom, other.box.top - own.bottom)
        if gap > 2 * sheet.body or other.box.width < own.width + 2 * sheet.body:
            continue
        if own.right <= box.left + sheet.body:
            shared = abs(own.left - other.left) < sheet.body
            if (
                shared
                and other.right > own.right + 2 * sheet.body
                and other.right > box.left - AROUND * sheet.body
            ):
                return True
        elif own.left >= box.right - sheet.body:
            shared = abs(own.right - other.right) < 1.5 * sheet.body
            if (
                shared
                and other.left < own.left - 2 * sheet.body
                and other.left < box.right + AROUND * sheet.body
            ):
                return True
    return False
