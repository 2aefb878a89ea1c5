"""Places: where the text of a head begins – under it, at its right, or around it."""

from __future__ import annotations

from yuzhong_news.items import Box
from yuzhong_news.splitting.printed.blocks import Block
from yuzhong_news.splitting.printed.cells import across, along, union
from yuzhong_news.splitting.printed.heads import Head
from yuzhong_news.splitting.printed.sheet import Sheet

NEXT_COLUMN = 4.5
"""Body sizes: the gutter between two columns of one article is no wider."""

FAR_ROOF = 14.0
"""Body sizes: a headline that stands so much higher may leave a text to one at its left."""

SIDE_HEAD = 14.0
"""Body sizes: a headline at the left of its text stands no farther off."""

WHITE, WHITE_COST = 16.0, 0.15
"""Body sizes of white space beside a vertical headline that stands alone in it, and what each
costs."""

INSET_REACH = 30.0
"""Body sizes: the text around an inset headline begins no higher above it."""

BEFORE = 1.4
"""What each column costs that stands before the text of a headline."""


def column_of(sheet: Sheet, block: Block) -> Box:
    """Return the box around a block and the text under it in its column."""
    boxes = [block.box]
    step = sheet.under.get(id(block))
    while step is not None and len(boxes) < len(sheet.blocks):
        boxes.append(step.box)
        step = sheet.under.get(id(step))
    return union(boxes)


class HeadPlaces:
    """Weighs how the blocks of one sheet lie to its heads."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.body = sheet.body

    def place(self, head: Head, block: Block) -> float:
        """Return how well a text's place fits a head, 0 or less for not at all."""
        whole, box = head.whole, block.box
        if head.vertical:
            return self._beside_vertical(head, block)
        if id(head) in self.sheet.insets:
            return self._around(head, block)
        gap = (box.top - whole.bottom) / self.body
        if gap >= -0.5:
            return self._under(head, block, gap)
        column = column_of(self.sheet, block)
        if box.left >= whole.right - self.body and along(whole, column) > 0.5 * min(
            whole.height, column.height
        ):
            return self._beside(head, block)
        return 0.0

    def _under(self, head: Head, block: Block, gap: float) -> float:
        low, high = self.sheet.domains[id(head)]
        box = block.box
        if id(head) in self.sheet.narrow and across(box, head.whole) <= 0:
            return 0.0
        slack = 2 * self.body
        outside = box.left < low - slack or box.right > high + slack
        if outside and across(box, head.whole) < 0.5 * min(box.width, head.box.width):
            return 0.0
        if self.sheet.blocked(head.box, box, block, head, block.cap):
            return 0.0
        score = 6.0 - 0.25 * min(gap, 12.0)
        if gap > 12:
            score -= 0.1 * (gap - 12)
        score -= BEFORE * self._columns_before(head, block, low)
        if self.sheet.ruled_off(head.whole, box):
            score -= 1.5
        if across(box, head.whole) <= 0:
            score -= 1.0
        return score

    def _columns_before(self, head: Head, block: Block, low: float) -> int:
        """Return how many columns of text stand between the head's left end and ``block``."""
        count = 0
        for other in self.sheet.blocks:
            if (
                other is not block
                and other.area == block.area
                and other.right <= block.left + self.body
                and other.left >= low - self.body
                and other.box.top >= head.whole.bottom - self.body
                and self.sheet.roofs[id(other)] is head
            ):
                count += 1
        return count

    def _beside(self, head: Head, block: Block) -> float:
        """A headline at the left of its text."""
        if self.sheet.walled_off(head.whole, block.box):
            return 0.0
        gap = (block.box.left - head.whole.right) / self.body
        roof = self.sheet.roofs[id(block)]
        if gap > SIDE_HEAD:
            return 0.0
        if roof is not None and block.box.top - roof.whole.bottom < FAR_ROOF * self.body:
            return 0.0
        under = any(self.sheet.roofs[id(other)] is head for other in self.sheet.blocks)
        return 0.5 if under else 3.5 - 0.3 * gap

    def _beside_vertical(self, head: Head, block: Block) -> float:
        box, whole = block.box, head.whole
        level = along(box, whole)
        if level <= 0.2 * min(box.height, whole.height):
            return 0.0
        walled = self.sheet.walled_off(whole, box)
        gap = (box.left - whole.right) / self.body
        if -1 <= gap <= NEXT_COLUMN and not walled:
            return 5.5 - 0.4 * abs(box.top - whole.top) / self.body / 4 - 0.2 * gap
        if 0 < gap <= WHITE and not walled and self._is_white(head, block):
            return 5.0 - WHITE_COST * gap
        if gap > 0:
            return 0.0
        before = sum(self._before(other, block, whole) for other in self.sheet.blocks)
        return (2.5 if walled else 3.5) - BEFORE * before

    def _is_white(self, head: Head, block: Block) -> bool:
        """Whether nothing stands between a vertical head and a block at its level."""
        whole = head.whole
        band = Box(whole.right, whole.top, block.left, whole.bottom)
        boxes = [other.box for other in self.sheet.blocks if other is not block]
        boxes += [other.box for other in self.sheet.heads if other is not head]
        boxes += self.sheet.pictures
        return not any(across(box, band) > 0 and along(box, band) > 0 for box in boxes)

    def _before(self, other: Block, block: Block, level: Box) -> bool:
        """Whether ``other`` stands at the left of ``block``, or over it, beside a vertical head."""
        if other is block or other.area != block.area or along(other.box, level) <= 0:
            return False
        if other.left > level.left or self.sheet.ruled_off(other.box, block.box):
            return False
        if self._is_headed(other):
            return False
        if self.sheet.walled_off(other.box, block.box):
            return False
        if across(other.box, block.box) > 0:
            return other.box.top < block.box.top
        return other.left < block.left

    def _is_headed(self, block: Block) -> bool:
        """Whether a headline stands over the column of text that a block is part of."""
        top = block
        for _ in range(len(self.sheet.blocks)):
            over = self.sheet.over.get(id(top))
            if over is None:
                break
            top = over
        return self.sheet.roofs[id(top)] is not None

    def _around(self, head: Head, block: Block) -> float:
        """A headline set into its text: the text begins over it, at its left."""
        box, whole = block.box, head.whole
        if self.sheet.roofs[id(block)] is not None or block.left > whole.left + 2 * self.body:
            return 0.0
        if not whole.top - INSET_REACH * self.body < box.top < whole.top:
            return 0.0
        if self.sheet.walled_off(box, whole) or id(block) in self.sheet.over:
            return 0.0
        if self.sheet.ruled_off(box, Box(box.left, whole.top, box.right, whole.bottom)):
            return 0.0
        return 6.0 - BEFORE * sum(
            other.right <= block.left + self.body
            and other.area == block.area
            and along(other.box, whole) > -INSET_REACH * self.body
            and whole.top - INSET_REACH * self.body < other.box.top < whole.top
            and not self.sheet.walled_off(other.box, whole)
            and id(other) not in self.sheet.over
            for other in self.sheet.blocks
        )
