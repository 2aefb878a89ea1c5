"""The sheet: a page's heads, blocks, captions and areas, and what stands between two of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from yuzhong_news.items import Box
from yuzhong_news.splitting.printed.areas import Area
from yuzhong_news.splitting.printed.blocks import HANGING, Block
from yuzhong_news.splitting.printed.captions import Legend
from yuzhong_news.splitting.printed.cells import Cell, across, along, flat, union, upright
from yuzhong_news.splitting.printed.heads import Head
from yuzhong_news.splitting.printed.insets import is_inset
from yuzhong_news.splitting.printed.subheads import CAP_REACH, columns_under

SMALL = 1.3
"""Body sizes: a smaller head reigns over its own column only."""

COLUMN_GAP, COLUMN_STEPS = 1.9, 6
"""Body sizes of white space that a column's text goes on over, and how many things between."""

EMPTY_LINE, ONE_EDGE = 2.2, 0.3
"""Times the step from line to line: the step over an empty line; type sizes: one edge."""

SET_HEADS, SET_SHARE, SET_REACH = 3, 0.6, 24.0
"""Heads, and share of all, that a page sets to one side; body sizes down to their text."""

LOPSIDED = 4.0
"""Body sizes: heads stand centred over their text, or at its left; so far off may the middle be."""

UNDERLINE = 0.9
"""Body sizes: a rule so close under a byline underlines it."""


@dataclass(slots=True)
class Sheet:
    """A page taken apart; ``body`` is the size of its text in points."""

    body: float
    style: tuple[str, int]
    width: float
    height: float
    heads: list[Head]
    blocks: list[Block]
    legends: list[Legend]
    pictures: list[Box]
    areas: list[Area]
    rules: list[Box]
    furniture: list[Cell]
    labels: list[Cell] = field(default_factory=list)
    adverts: list[list[Cell]] = field(default_factory=list)
    domains: dict[int, tuple[float, float]] = field(default_factory=dict)
    roofs: dict[int, Head | None] = field(default_factory=dict)
    beyond: dict[int, Head | None] = field(default_factory=dict)
    reigned: dict[int, bool] = field(default_factory=dict)
    insets: set[int] = field(default_factory=set)
    narrow: set[int] = field(default_factory=set)
    gap: float = 0.0
    over: dict[int, Block] = field(default_factory=dict)
    under: dict[int, Block] = field(default_factory=dict)
    _cache: dict[int, list[tuple[Box, Block | Head | None]]] = field(default_factory=dict)

    def prepare(self) -> None:
        """Find for each head the width that it may reign over, for each block the head over it."""
        empty_line = max((block.empty_line for block in self.blocks), default=0.0)
        self.gap = max(COLUMN_GAP * self.body, 2 * empty_line - self.body)
        bylines = [cell.box for head in self.heads for cell, _ in head.bylines]
        bylines += [block.box for block in self.blocks if block.byline is not None]
        self.rules = [rule for rule in self.rules if not self._underlines(rule, bylines)]
        self.insets = {id(head) for head in self.heads if is_inset(self, head)}
        self.narrow = self._narrow()
        for block in self.blocks:
            if block.cap is not None and id(block.cap) in self.insets:
                block.cap = None
        at_left, at_right = self._set_to("left"), self._set_to("right")
        for head in self.heads:
            low, high = self._domain(head, centred=id(head) not in at_right)
            if id(head) in at_left:
                low = max(low, head.box.left - ONE_EDGE * self.body)
            elif id(head) in at_right:
                high = min(high, head.box.right + ONE_EDGE * self.body)
            self.domains[id(head)] = low, high
        for block in self.blocks:
            self.roofs[id(block)] = self._roof(block)
            self.beyond[id(block)] = self._roof(block, beyond_cap=True)
            over = self._text_over(block)
            if over is not None:
                self.over[id(block)] = over
                self.under.setdefault(id(over), block)

    def _narrow(self) -> set[int]:
        """Return the heads that reign over their own column only.

        These are the small ones, unless the page has no larger, or they stand over the gutters.
        """
        small = [head for head in self.heads if head.size < SMALL * self.body]
        if len(small) == len(self.heads):
            return set()
        reach = CAP_REACH * self.body
        return {
            id(head)
            for head in small
            if not columns_under(head.whole, head.area, self.blocks, reach)
        }

    def _set_to(self, side: str) -> set[int]:
        """Return the heads that stand at one edge of their text, where the page sets them so."""
        heads = [
            head
            for head in self.heads
            if head.size >= SMALL * self.body and not head.vertical and id(head) not in self.insets
        ]
        found = {id(head) for head in heads if self._shares_edge(head, side)}
        return found if len(found) >= max(SET_HEADS, SET_SHARE * len(heads)) else set()

    def _shares_edge(self, head: Head, side: str) -> bool:
        """Whether text that begins under a head has the same left or right edge."""
        near = ONE_EDGE * self.body
        hanging = near if side == "left" else HANGING * self.body
        edge = getattr(head.box, side)
        return any(
            block.area == head.area
            and -near < getattr(block.box, side) - edge < hanging
            and -near < block.box.top - head.whole.bottom < SET_REACH * self.body
            for block in self.blocks
        )

    def _underlines(self, rule: Box, bylines: Sequence[Box]) -> bool:
        return rule.width > rule.height and any(
            -0.3 * self.body <= rule.top - box.bottom <= UNDERLINE * self.body
            and across(rule, box) > 0.5 * box.width
            for box in bylines
        )

    def _printed_area(self) -> Box:
        """Return the page without its margins."""
        boxes = [block.box for block in self.blocks] + [head.box for head in self.heads]
        return union([*boxes, *self.pictures])

    def _domain(self, head: Head, *, centred: bool) -> tuple[float, float]:
        """Return how far to the left and right nothing stands at the level of the head's lines.

        ``centred`` heads reign no farther to the left of their middle than to its right.
        """
        box = head.whole
        area = self.areas[head.area].box if head.area >= 0 else self._printed_area()
        left, right = area.left, area.right
        walls = [other.box for other in self.heads if other is not head]
        walls += [block.box for block in self.blocks]
        walls += [cell.box for legend in self.legends for cell in legend.cells]
        walls += self.pictures
        walls += upright(self.rules)
        walls += [
            each.box
            for place, each in enumerate(self.areas)
            if place != head.area and not _holds(each.box, box)
        ]
        for wall in walls:
            if along(wall, box) < 0.3 * min(box.height, max(wall.height, 1.0)):
                continue
            if wall.right <= box.left + self.body:
                left = max(left, wall.right)
            elif wall.left >= box.right - self.body:
                right = min(right, wall.left)
        left, right = min(left, box.left), max(right, box.right)
        words = head.box
        before, after = words.left - left, right - words.right
        slack = LOPSIDED * self.body
        if centred and before > 1.5 * after + slack:
            left = words.left - 1.5 * after - slack
        return left, right

    def _roof(self, block: Block, *, beyond_cap: bool = False) -> Head | None:
        """Return the head that stands over ``block`` with no other text between them.

        With ``beyond_cap`` it is the one over the small head that stands directly on the block.
        """
        cap = block.cap if beyond_cap else None
        best: Head | None = None
        for head in self.heads:
            if head.area != block.area or head.vertical or head is cap:
                continue
            if id(head) in self.insets:
                continue
            if id(head) in self.narrow and head is not block.cap:
                continue
            low, high = self.domains[id(head)]
            middle = (block.left + block.right) / 2
            if not low <= middle <= high or head.box.bottom > block.box.top + 0.5 * self.body:
                continue
            if best is not None and best.box.bottom >= head.box.bottom:
                continue
            best = head
        signs = [other for other in self.blocks if other.byline is not None]
        if best is None or self.blocked(best.box, block.box, block, cap, *signs):
            return None
        return best

    def _text_over(self, block: Block) -> Block | None:
        """Return the text that goes on into ``block`` down its column.

        Subheads, pictures with their captions and inset headlines may stand between the two, but
        no rule, no other headline and no wide white space.
        """
        column = block.box
        for _ in range(COLUMN_STEPS):
            found: tuple[float, Box, Block | Head | None] | None = None
            for box, thing in self._things(block.area):
                gap = column.top - box.bottom
                if (
                    thing is not block
                    and -0.6 * self.body <= gap <= max(self.gap, _reach(thing, block))
                    and box.top < column.top - 0.3 * self.body
                    and across(box, column) > self._share(thing) * min(box.width, column.width)
                    and (found is None or box.bottom > found[0])
                ):
                    found = (box.bottom, box, thing)
            if found is None or self.ruled_off(found[1], column):
                return None
            _, box, thing = found
            if isinstance(thing, Block):
                lead = thing.box.width > 1.4 * block.box.width and thing.style != block.style
                return None if lead else thing
            if (
                isinstance(thing, Head)
                and thing.size >= SMALL * self.body
                and thing is not block.cap
                and id(thing) not in self.insets
            ):
                return None
            column = Box(column.left, box.top, column.right, column.bottom)
        return None

    def _share(self, thing: Block | Head | None) -> float:
        """Return how much of a column a thing must cover to stand in it."""
        return 0.08 if isinstance(thing, Head) and id(thing) in self.insets else 0.4

    def _things(self, area: int) -> list[tuple[Box, Block | Head | None]]:
        """Return all that may stand in a column, as box and what it is (None for pictures)."""
        if area not in self._cache:
            things: list[tuple[Box, Block | Head | None]] = []
            things += [(block.box, block) for block in self.blocks if block.area == area]
            things += [(head.whole, head) for head in self.heads if head.area == area]
            things += [(picture, None) for picture in self.pictures]
            things += [(each.box, None) for each in self.areas if each.parent == area]
            things += [(cell.box, None) for legend in self.legends for cell in legend.cells]
            self._cache[area] = things
        return self._cache[area]

    def blocked(self, above: Box, below: Box, *own: object) -> bool:
        """Whether a block or a head stands between two boxes, over the lower one.

        What stands in a box of its own inside of their area does not part them: text goes round.
        """
        strip = Box(below.left, above.bottom, below.right, below.top)
        if strip.height <= 0.3 * self.body:
            return False
        area = next((each.area for each in own if isinstance(each, Block)), None)
        for block in self.blocks:
            if block in own or self._is_boxed(block.area, area):
                continue
            if _stands_in(strip, block.box, self.body):
                return True
        return any(
            head not in own and _stands_in(strip, head.box, self.body)
            for head in self.heads
            if head.box != above
            and id(head) not in self.insets
            and not self._is_boxed(head.area, area)
        )

    def _is_boxed(self, inner: int, outer: int | None) -> bool:
        """Whether an area stands inside of another, as a box that its text goes round."""
        return outer is not None and inner >= 0 and self.areas[inner].parent == outer != inner

    def ruled_off(self, above: Box, below: Box) -> bool:
        """Whether a flat rule stands between two boxes that lie one over the other."""
        left, right = max(above.left, below.left), min(above.right, below.right)
        return any(
            above.bottom - 1 <= rule.top <= below.top + 1
            and min(rule.right, right) - max(rule.left, left) > 0.4 * (right - left)
            for rule in flat(self.rules)
        )

    def walled_off(self, one: Box, other: Box) -> bool:
        """Whether an upright rule stands between two boxes that lie side by side."""
        left, right = (one, other) if one.left <= other.left else (other, one)
        low, high = max(one.top, other.top), min(one.bottom, other.bottom)
        if high <= low:
            low, high = min(one.top, other.top), max(one.bottom, other.bottom)
        return any(
            left.right - 0.8 * self.body <= rule.left <= other_left + 0.8 * self.body
            and min(rule.bottom, high) - max(rule.top, low) > 0.5 * (high - low)
            for rule in upright(self.rules)
            for other_left in (right.left,)
        )


def _reach(upper: Block | Head | None, lower: Block) -> float:
    """Return how far under ``upper`` a block may stand that goes on at its edge in its type.

    That is an empty line, as between two stanzas.
    """
    if (
        not isinstance(upper, Block)
        or len(upper.lines) < 2
        or upper.style != lower.style
        or abs(upper.lines[0].box.left - lower.lines[0].box.left) > ONE_EDGE * lower.size
    ):
        return 0.0
    lines = upper.lines
    step = (lines[-1].box.top - lines[0].box.top) / (len(lines) - 1)
    return EMPTY_LINE * step - upper.size


def _holds(outer: Box, inner: Box) -> bool:
    return outer.left <= inner.left + 2 and outer.right >= inner.right - 2


def _stands_in(strip: Box, box: Box, body: float) -> bool:
    return across(strip, box) > 0.3 * min(strip.width, box.width) and along(strip, box) > min(
        0.5 * body, 0.5 * box.height
    )
