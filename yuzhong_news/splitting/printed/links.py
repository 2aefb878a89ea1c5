"""Links: how well a block of text follows a head, or another block.

Language and geometry vote together.  A block that breaks off inside a sentence must be followed by
one that does not begin a paragraph; text goes down its column, then to the top of the next.
"""

from __future__ import annotations

from yuzhong_news.items import Box
from yuzhong_news.splitting.printed.blocks import Block
from yuzhong_news.splitting.printed.cells import across, along
from yuzhong_news.splitting.printed.ends import ends_of
from yuzhong_news.splitting.printed.heads import Head
from yuzhong_news.splitting.printed.places import NEXT_COLUMN, HeadPlaces, column_of
from yuzhong_news.splitting.printed.reigns import LARGER, common_head, outranks, reigned
from yuzhong_news.splitting.printed.sheet import Sheet
from yuzhong_news.splitting.wording import Wording, pairs

LEVEL = 1.6
"""Body sizes: the columns of one article begin at the same height, give or take this."""

OWN_WIDTH = 0.08
"""Of a column's width: columns of one setting differ by less."""

INTO_COLUMN, OUT_OF_COLUMN = 3.5, 2.5
"""What it costs to enter a column under text that stands in it, and to leave one over such text."""

LEAD, LEAD_GAP = 5.0, 6.0
"""What it counts that a block is the lead over its text, and body sizes between the two."""

WALL, COLUMN_RULE = 5.0, 0.5
"""What it costs to step over an upright rule: between articles, and between columns of one."""

VERSE = 3.5
"""What it counts that a stanza follows a stanza."""

CLOSING, SIGN_GAP = 6.0, 1.3
"""What it counts that a byline ends the text over it, and body sizes between the two."""

LARGE_HEAD = 1.3
"""Body sizes: a head of this size is hardly a subhead, unless a much larger one reigns over it."""


class Linker:
    """Weighs the links of one sheet; weights of 0 or less link nothing."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.body = sheet.body
        self.places = HeadPlaces(sheet)
        self.ends = {id(block): ends_of(block) for block in sheet.blocks}
        self.number = {id(block): place for place, block in enumerate(sheet.blocks)}
        self.wording = Wording([block.text for block in sheet.blocks])
        self.styles = self._repeated()
        self._caps: dict[int, float] = {}
        self.closed = self._closed()

    def _repeated(self) -> dict[tuple[object, int], int]:
        count: dict[tuple[object, int], int] = {}
        for head in self.sheet.heads:
            key = (head.main[0].style, round(head.size / 0.4))
            count[key] = count.get(key, 0) + 1
        return count

    def _closed(self) -> dict[int, Block]:
        """Return for the id of a byline that stands under the end of a text that text.

        The text stands closer over the byline than any other under it.
        """
        closed: dict[int, Block] = {}
        for sign in self.sheet.blocks:
            if sign.byline is None:
                continue
            gaps = [
                (max(sign.box.top - block.box.bottom, block.box.top - sign.box.bottom), block)
                for block in self.sheet.blocks
                if block.byline is None
                and block.area == sign.area
                and across(block.box, sign.box) > 0.5 * sign.box.width
            ]
            if not gaps:
                continue
            gap, near = min(gaps, key=lambda item: item[0])
            if near.box.bottom <= sign.box.top + 1 and gap <= SIGN_GAP * self.body:
                closed[id(sign)] = near
        return closed

    def head_to_block(self, head: Head, block: Block) -> float:
        """Return how well ``block`` begins the text under, beside or around ``head``."""
        if head.area != block.area and not self._is_child(head.area, block.area):
            return 0.0
        ends = self.ends[id(block)]
        score = self.places.place(head, block)
        if score <= 0:
            return 0.0
        if id(block) in self.closed:
            return 0.0
        if ends.opening or block.byline is not None:
            score += 3.0
        elif ends.opens:
            score += 1.0
        elif ends.mid_start:
            score -= 6.0
        elif not head.jumps and not ends.may_open:
            score -= 3.5
        score += min(1.2 * (head.size / self.body - 1.0), 2.4)
        if block.cap is not None and block.cap is not head:
            score -= 0.5 if head.size > 1.25 * block.cap.size else 4.0
        if block.cap is head:
            score += self._small_head(head)
        words = pairs(head.text)
        if words:
            score += 2.0 * self.wording.share(words, self.number[id(block)])
        return score

    def _small_head(self, head: Head) -> float:
        """Return whether a small head is rather a headline: no larger one stands in its area."""
        larger = [
            other
            for other in self.sheet.heads
            if other.area == head.area and outranks(self.sheet, other, head)
        ]
        if head.bylines or head.jumps or len(head.main) != len(head.lines):
            return 2.0
        if not larger:
            return 2.0
        ratio = min(max((head.size / self.body - 1.0) / (LARGE_HEAD - 1.0), 0.0), 1.5)
        if reigned(self.sheet, head):
            if self.styles[head.main[0].style, round(head.size / 0.4)] > 1:
                return -4.5
            return -4.5 + 2.5 * ratio
        return 0.5 + ratio

    def _is_child(self, outer: int, inner: int) -> bool:
        return inner >= 0 and self.sheet.areas[inner].parent == outer and outer >= 0

    def block_to_block(self, one: Block, other: Block) -> float:
        """Return how well ``other`` goes on where ``one`` stops."""
        if one is other or one.area != other.area:
            return 0.0
        if other.byline is not None:
            return CLOSING if self.closed.get(id(other)) is one else 0.0
        if id(one) in self.closed:
            return 0.0
        place = self._step(one, other)
        if place is None:
            return 0.0
        if one.byline is not None:
            return place + 4.0 if across(one.box, other.box) > 0 else 0.0
        score = place + self._seam(one, other)
        if other.cap is not None:
            score += self._over_cap(other.cap)
        if self._is_lead(one, other):
            score += LEAD
        elif one.style != other.style or abs(one.size - other.size) > 0.04 * one.size:
            score -= (
                2.0 if abs(one.right - one.left - other.right + other.left) < self.body else 1.0
            )
        kin = self.wording.kinship([self.number[id(one)]], [self.number[id(other)]])
        return score + max(-0.8, min(2.0, 25.0 * (kin - 0.05)))

    def _is_lead(self, one: Block, other: Block) -> bool:
        """Whether ``one`` is a lead block of its own width over the first column of its text."""
        a, b = one.box, other.box
        roof = self.sheet.roofs[id(one)]
        if roof is None or a.width < 1.4 * b.width:
            return False
        top = other.cap.box.top if other.cap is not None else b.top
        edges = (a.left, self.sheet.domains[id(roof)][0])
        return (
            any(abs(b.left - edge) < 3 * self.body for edge in edges)
            and -0.5 * self.body < top - a.bottom < LEAD_GAP * self.body
        )

    def _seam(self, one: Block, other: Block) -> float:
        before, after = self.ends[id(one)], self.ends[id(other)]
        if before.to_mark or after.from_mark:
            return -9.0
        if before.verse and after.verse:
            return VERSE
        score = 0.0
        if before.signed:
            score -= 5.0
        if after.opening:
            score -= 5.0
        opens = after.opens and not after.verse
        if before.breaks:
            score += -5.0 if opens or other.cap is not None else 3.5
        elif before.ends:
            score += 1.0 if after.may_open else -5.0
        else:
            score += 1.5 if opens else 0.5
        if after.mid_start:
            score += 2.0
        if before.open_quote and after.closes_quote:
            score += 1.5
        return score

    def _over_cap(self, cap: Head) -> float:
        """Return what it costs that a head between two blocks is no more than a subhead."""
        known = self._caps.get(id(cap))
        if known is None:
            known = self._caps[id(cap)] = self._cap_cost(cap)
        return known

    def _cap_cost(self, cap: Head) -> float:
        if cap.bylines or cap.jumps or len(cap.main) != len(cap.lines):
            return -9.0
        ratio = cap.size / self.body
        repeated = self.styles[cap.main[0].style, round(cap.size / 0.4)]
        larger = [
            head
            for head in self.sheet.heads
            if head.area == cap.area and outranks(self.sheet, head, cap)
        ]
        score = 0.5 if larger else -4.0
        under_larger = reigned(self.sheet, cap)
        if not under_larger:
            score -= 3.0
        if repeated > 1 and under_larger:
            return score + 2.0 - max(ratio - 1.1, 0.0) / 0.4
        return score - 2.5 * max(ratio - 1.1, 0.0) / 0.4

    def _step(self, one: Block, other: Block) -> float | None:
        """Return how well the eye goes from ``one`` to ``other``, by geometry alone."""
        a, b = one.box, other.box
        wide = abs(a.width - b.width) <= OWN_WIDTH * max(a.width, b.width) + 0.5 * self.body
        roofs = self.sheet.beyond
        roof, own_roof = roofs[id(other)], roofs[id(one)]
        if across(a, b) > 0.5 * min(a.width, b.width) and b.top >= a.bottom - 0.5 * self.body:
            if self.sheet.blocked(a, b, one, other, other.cap):
                return None
            if self.sheet.over.get(id(other)) is one:
                score = 4.0 if wide else 3.2
            else:
                gap = (b.top - a.bottom) / self.body
                score = (2.0 if wide else 1.2) - 0.08 * min(gap, 40)
            if self.sheet.ruled_off(a, b):
                score -= 2.0 if not wide and b.left >= a.left - self.body else 4.0
            if roof is not None and roof.box.top > a.top:
                score -= 4.0
            return score
        if b.left >= a.right - self.body:
            return self._to_the_right(one, other, wide, roof, own_roof)
        if b.top >= a.bottom - self.body and b.right <= a.left + self.body:
            return self._back(one, other, wide)
        return None

    def _to_the_right(
        self, one: Block, other: Block, wide: bool, roof: Head | None, own_roof: Head | None
    ) -> float:
        a, b = one.box, other.box
        gap = (b.left - a.right) / self.body
        score = 3.5 if wide else 2.2
        if gap > NEXT_COLUMN:
            score -= 1.2 + 0.05 * gap
        if self.sheet.walled_off(a, b):
            own_rule = common_head(self.sheet, one, other) or self._is_headless(one, other)
            score -= COLUMN_RULE if own_rule else WALL
        if b.top > a.bottom + LEVEL * self.body:
            score -= 1.5 + (4.0 if self._bands_apart(a, b) else 0.0)
        elif b.bottom < a.top:
            score -= 1.0 + (4.0 if self._bands_apart(b, a) else 0.0)
        if roof is not None:
            if roof is own_roof:
                score += 2.0
            elif self._reigns(roof, one):
                score += 1.0
            else:
                score -= 4.0
        elif id(other) not in self.sheet.over:
            score += 0.8
        if id(other) in self.sheet.over:
            score -= INTO_COLUMN
        if id(one) in self.sheet.under:
            score -= OUT_OF_COLUMN
        return score

    def _is_headless(self, one: Block, other: Block) -> bool:
        """Whether a column without headline goes on with the text that ``one`` broke off.

        That is so in the next column of the same height, with no headline beside it.
        """
        before, after = self.ends[id(one)], self.ends[id(other)]
        if (
            self.sheet.roofs[id(other)] is not None
            or id(other) in self.sheet.over
            or other.box.left - one.box.right > NEXT_COLUMN * self.body
        ):
            return False
        if before.breaks:
            return not after.opens
        return not (before.signed or after.opening or self._has_own_head(one, other))

    def _has_own_head(self, one: Block, other: Block) -> bool:
        """Whether a headline stands between two columns, or is set into the second one."""
        column = column_of(self.sheet, other)
        return any(
            head.area == other.area
            and along(head.box, column) > 0
            and (
                id(head) in self.sheet.insets
                or (
                    head.box.left >= one.box.right - self.body
                    and (head.vertical or column.left >= head.box.right)
                )
            )
            for head in self.sheet.heads
            if head.size > LARGER * self.body
        )

    def _bands_apart(self, upper: Box, lower: Box) -> bool:
        """Whether a flat rule, or a head, parts the bands that two boxes stand in."""
        return self.sheet.ruled_off(
            Box(upper.left, upper.top, upper.right, upper.bottom),
            Box(upper.left, lower.top, upper.right, lower.bottom),
        ) or self.sheet.ruled_off(
            Box(lower.left, upper.top, lower.right, upper.bottom),
            lower,
        )

    def _reigns(self, roof: Head, block: Block) -> bool:
        """Whether ``block`` stands under ``roof``, if not directly."""
        low, high = self.sheet.domains[id(roof)]
        middle = (block.left + block.right) / 2
        return low <= middle <= high and block.box.top >= roof.box.bottom - self.body

    def _back(self, one: Block, other: Block, wide: bool) -> float | None:
        """Text that begins a second band under its first one."""
        if self.sheet.ruled_off(one.box, Box(one.left, other.box.top, one.right, other.box.bottom)):
            return None
        if self.sheet.beyond[id(other)] is not None:
            return None
        score = 1.8 if wide else 1.3
        if id(other) in self.sheet.over:
            score -= INTO_COLUMN
        if id(one) in self.sheet.under:
            score -= OUT_OF_COLUMN
        return score
