"""Which head reigns over a text: it makes a small head a subhead, and a rule one of columns."""

from __future__ import annotations

from yuzhong_news.items import Box
from yuzhong_news.splitting.printed.blocks import Block
from yuzhong_news.splitting.printed.cells import across, along
from yuzhong_news.splitting.printed.heads import Head
from yuzhong_news.splitting.printed.insets import INSET_HEAD
from yuzhong_news.splitting.printed.sheet import Sheet

LARGER = 1.45
"""Times: a head that reigns over a subhead is so much larger at least."""

TEXT_SIZE, DISPLAY, STEP = 1.1, 1.25, 1.15
"""Body sizes of a subhead in the text's size at most, of a headline at least; times between."""

RAIL_HEADS = 3
"""Heads that make a rail of briefs."""

SIDE_GAP = 5.0
"""Body sizes between two columns of one setting at most."""


def outranks(sheet: Sheet, head: Head, small: Head) -> bool:
    """Whether a head is so much larger than a small one that this may be its subhead.

    A subhead in the size of the text needs no more than a headline that is larger than text.
    """
    if small.size <= TEXT_SIZE * sheet.body and head.size >= DISPLAY * sheet.body:
        return head.size > STEP * small.size
    return head.size > LARGER * small.size


def common_head(sheet: Sheet, one: Block, other: Block) -> bool:
    """Whether the lowest large head over ``one`` reigns over ``other``'s column as well."""
    found: Head | None = None
    for head in sheet.heads:
        low, high = sheet.domains[id(head)]
        if (
            head.area == one.area
            and head.size >= INSET_HEAD * sheet.body
            and not head.vertical
            and id(head) not in sheet.insets
            and low - sheet.body <= (one.left + one.right) / 2 <= high + sheet.body
            and head.box.bottom <= one.box.top + sheet.body
            and (found is None or head.box.bottom > found.box.bottom)
        ):
            found = head
    if found is None:
        return False
    low, high = sheet.domains[id(found)]
    middle = (other.left + other.right) / 2
    return low <= middle <= high and other.box.top >= found.box.bottom - sheet.body


def reigned(sheet: Sheet, small: Head) -> bool:
    """Whether a larger head reigns over a small one, which is then rather a subhead."""
    known = sheet.reigned.get(id(small))
    if known is None:
        known = sheet.reigned[id(small)] = _is_reigned(sheet, small)
    return known


def _is_reigned(sheet: Sheet, small: Head) -> bool:
    """Whether a larger head reigns over a small one: it is then rather a subhead.

    Looked for up the column: past other small heads and text, up to a rule or the area's top.
    Text that began in another column is under a head as well.
    """
    place = next(
        (
            Box(block.left, small.box.top, block.right, small.box.bottom)
            for block in sheet.blocks
            if block.cap is small
        ),
        small.box,
    )
    if _in_rail(sheet, small):
        return False
    for _ in range(len(sheet.blocks)):
        over = _next_above(sheet, place, small.area)
        if isinstance(over, Block) and over.box.width > 1.4 * place.width:
            roof = sheet.roofs[id(over)]
            if roof is not None and outranks(sheet, roof, small):
                return True
        if over is None or sheet.ruled_off(over.box, place):
            return (
                _spanned(sheet, place, small)
                or _beside_vertical(sheet, place, small)
                or _goes_on_beside(sheet, place, small)
            )
        if isinstance(over, Head):
            if outranks(sheet, over, small):
                return True
            if abs(over.size - small.size) > 0.1 * small.size:
                return True
        elif over.cap is None and sheet.roofs[id(over)] is None:
            return True
        place = over.box
    return False


def _in_rail(sheet: Sheet, small: Head) -> bool:
    """Whether a small head stands in a labelled area, with others like it and no larger."""
    if small.area < 0 or not any(label.area == small.area for label in sheet.labels):
        return False
    heads = [head for head in sheet.heads if head.area == small.area]
    return len(heads) >= RAIL_HEADS and all(not outranks(sheet, head, small) for head in heads)


def _goes_on_beside(sheet: Sheet, box: Box, small: Head) -> bool:
    """Whether the column whose top ``box`` is goes on with the text of the column at its left.

    A label over the small head, a rule between the columns, or a small head of the same size
    at the top of the other column says no: that is a rail of briefs.
    """
    for label in sheet.labels:
        gap = box.top - label.box.bottom
        if -sheet.body < gap < 4 * sheet.body and across(label.box, box) > 0:
            return False
    left = [
        block
        for block in sheet.blocks
        if block.area == small.area
        and -sheet.body < box.left - block.right < SIDE_GAP * sheet.body
        and block.box.top < box.top + 12 * sheet.body
        and block.box.bottom > box.top
        and not sheet.walled_off(block.box, box)
    ]
    if not left:
        return False
    top: Head | Block = min(left, key=lambda block: block.box.top)
    for _ in range(len(sheet.blocks)):
        over = _next_above(sheet, top.box, small.area)
        if over is None or sheet.ruled_off(over.box, top.box):
            break
        top = over
    return not (isinstance(top, Head) and not outranks(sheet, top, small))


def _beside_vertical(sheet: Sheet, box: Box, small: Head) -> bool:
    """Whether a larger vertical head stands at the level of a box, with no rule between them."""
    return any(
        head.vertical
        and head.area == small.area
        and outranks(sheet, head, small)
        and along(head.box, box) > 0
        and not sheet.walled_off(head.box, box)
        for head in sheet.heads
    )


def _spanned(sheet: Sheet, box: Box, small: Head) -> bool:
    """Whether the width of a larger head that stands higher covers a box."""
    middle = (box.left + box.right) / 2
    for head in sheet.heads:
        low, high = sheet.domains[id(head)]
        if (
            head.area == small.area
            and outranks(sheet, head, small)
            and low <= middle <= high
            and head.box.bottom <= box.top + 0.5 * sheet.body
            and not sheet.ruled_off(head.box, box)
            and not sheet.blocked(head.box, box)
        ):
            return True
    return False


def _next_above(sheet: Sheet, box: Box, area: int) -> Head | Block | None:
    found: Head | Block | None = None
    things: list[Head | Block] = [*sheet.heads, *sheet.blocks]
    for other in things:
        if (
            other.area == area
            and other.box.bottom <= box.top + 0.5 * sheet.body
            and across(other.box, box) > 0.3 * min(other.box.width, box.width)
            and (found is None or other.box.bottom > found.box.bottom)
        ):
            found = other
    return found
