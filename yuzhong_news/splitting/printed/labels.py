"""Column labels (栏目) to the articles, rails of briefs and pictures that stand under them."""

from __future__ import annotations

from collections.abc import Sequence

from yuzhong_news.items import Box
from yuzhong_news.splitting.printed.captions import Legend
from yuzhong_news.splitting.printed.cells import Cell, across, flat, union
from yuzhong_news.splitting.printed.chains import Chain
from yuzhong_news.splitting.printed.heads import Head
from yuzhong_news.splitting.printed.label_forms import RULED_GAP, trailing_rule
from yuzhong_news.splitting.printed.sheet import Sheet

REACH = 4.0
"""Body sizes from a label down to the picture or the headline that it labels."""

PICTURE_REACH = 45.0
"""Body sizes from a label down to a headline under a picture that stands between the two."""

BRIEF = 1.7
"""Body sizes: the headlines of a rail of briefs are no larger."""

ALIKE = 1.35
"""Times: the headlines of one rail differ less in size."""

SAME_SIZE = 0.06
"""Share by which the headlines under one label's rule differ in size at most."""

RAIL_GAP, AREA_GAP = 6.0, 20.0
"""Body sizes from one brief down to the next, on the open page and inside a frame or a tint."""

RULED_BRIEFS = 3
"""Briefs that make a rail at least where rules part them."""

SIDE = 5.0
"""Body sizes between the columns of one rail."""


def labelled_pictures(sheet: Sheet, chains: Sequence[Chain]) -> list[Chain]:
    """Return an article for each picture that stands under a label and belongs to no headline."""
    found: list[Chain] = []
    heads = [chain.head for chain in chains if chain.head is not None]
    given = [legend for chain in chains for legend in chain.legends]
    for label in sheet.labels:
        for legend in sheet.legends:
            gap = legend.picture.top - label.box.bottom
            if (
                legend not in given
                and -sheet.body <= gap <= REACH * sheet.body
                and across(legend.picture, label.box) > 0.5 * label.box.width
                and not any(_near(sheet, legend, head, label) for head in heads)
            ):
                found.append(Chain(legends=[legend], labels=[label], area=legend.blocks[0].area))
                given.append(legend)
    return found


def _near(sheet: Sheet, legend: Legend, head: Head, label: Cell) -> bool:
    """Whether a headline stands right under a picture with its caption, or over it."""
    whole = union([legend.picture, label.box, *(cell.box for cell in legend.cells)])
    box = head.whole
    if across(whole, box) < 0.5 * min(whole.width, box.width):
        return False
    return whole.top - sheet.body <= box.top <= whole.bottom + REACH * sheet.body


def give_labels(sheet: Sheet, chains: Sequence[Chain]) -> None:
    """Give each label that is still free to the article under it, or to all briefs of its rail."""
    given = {id(label) for chain in chains for label in chain.labels}
    headed = [chain for chain in chains if chain.head is not None]
    for label in sheet.labels:
        if id(label) in given:
            continue
        below = [chain for chain in headed if _is_under(sheet, label, chain)]
        if not below:
            continue
        first = min(below, key=lambda chain: (_top(chain), _left(chain)))
        for chain in _rail(sheet, label, first, headed):
            chain.labels.append(label)


def _top(chain: Chain) -> float:
    return chain.head.box.top if chain.head is not None else 0.0


def _left(chain: Chain) -> float:
    return chain.head.box.left if chain.head is not None else 0.0


def _is_under(sheet: Sheet, label: Cell, chain: Chain) -> bool:
    head = chain.head
    if head is None or head.area != label.area:
        return False
    box, mark = head.box, label.box
    if not mark.top - sheet.body <= box.top <= mark.bottom + PICTURE_REACH * sheet.body:
        return False
    low, high = sheet.domains[id(head)]
    if not low - 2 * sheet.body <= mark.left <= max(high, box.right):
        return False
    if box.right <= mark.left and box.top < mark.bottom:
        return False
    strip = Box(mark.left, mark.top, max(mark.right, box.right), mark.bottom)
    own_rule = _own_rule(sheet, mark)
    if own_rule is not None:
        strip = strip._replace(bottom=own_rule + 2)
    if sheet.ruled_off(strip, Box(mark.left, box.top, mark.right, box.bottom)):
        return False
    between = Box(mark.left, mark.bottom, mark.right, box.top)
    return not any(
        across(block.box, between) > 0 and mark.bottom - 1 <= block.box.top < box.top - 1
        for block in sheet.blocks
    )


def _own_rule(sheet: Sheet, mark: Box) -> float | None:
    """Return where the rule of a label stands: under one between two rules, or running on."""
    near = RULED_GAP * sheet.body
    held = [rule for rule in flat(sheet.rules) if across(rule, mark) > 0.95 * mark.width]
    over = any(-0.2 * sheet.body <= mark.top - rule.bottom <= near for rule in held)
    under = [rule.bottom for rule in held if -0.2 * sheet.body <= rule.top - mark.bottom <= near]
    if over and under:
        return min(under)
    trailing = trailing_rule(mark, flat(sheet.rules), sheet.body)
    return trailing.bottom if trailing is not None else None


def _rail(sheet: Sheet, label: Cell, first: Chain, headed: Sequence[Chain]) -> list[Chain]:
    """Return the briefs of the rail that ``first`` begins, or ``first`` alone."""
    top = first.head
    if top is None:
        return [first]
    if len(row := _under_one_rule(sheet, label, first, headed)) > 1:
        return row
    if top.size > BRIEF * sheet.body:
        return [first]
    rail = _grown(sheet, label, first, headed, ruled=False)
    if len(rail) > 1:
        return rail
    ruled = _grown(sheet, label, first, headed, ruled=True)
    return ruled if len(ruled) >= RULED_BRIEFS else rail


def _under_one_rule(
    sheet: Sheet, label: Cell, first: Chain, headed: Sequence[Chain]
) -> list[Chain]:
    """Return ``first`` and what stands beside it under the rule that runs on from the label.

    Their headlines are of one size and on one level, as those of poems in three columns.
    """
    rule = trailing_rule(label.box, flat(sheet.rules), sheet.body)
    top = first.head
    if rule is None or top is None:
        return [first]
    return [
        chain
        for chain in headed
        if chain.head is not None
        and chain.head.area == top.area
        and abs(chain.head.box.top - top.box.top) < sheet.body
        and abs(chain.head.size - top.size) < SAME_SIZE * top.size
        and label.box.left - sheet.body <= chain.head.box.left
        and chain.head.box.right <= rule.right + sheet.body
    ]


def _grown(
    sheet: Sheet, label: Cell, first: Chain, headed: Sequence[Chain], *, ruled: bool
) -> list[Chain]:
    """Return ``first`` and what goes on from it, also across rules where the rail is ``ruled``."""
    top = first.head
    rail = [first]
    grown = top is not None
    while grown and top is not None:
        grown = False
        for chain in headed:
            head = chain.head
            if chain in rail or head is None or not chain.blocks or head.area != top.area:
                continue
            if not top.size / ALIKE <= head.size <= ALIKE * top.size:
                continue
            if any(_goes_on(sheet, member, chain, label, ruled=ruled) for member in rail):
                rail.append(chain)
                grown = True
    return rail


def _goes_on(sheet: Sheet, member: Chain, chain: Chain, label: Cell, *, ruled: bool) -> bool:
    """Whether a brief stands under another one, or beside it in the next column."""
    if member.head is None or chain.head is None or not member.blocks:
        return False
    one = union([member.head.box, *(block.box for block in member.blocks)])
    other = union([chain.head.box, *(block.box for block in chain.blocks)])
    if across(one, other) > 0.5 * min(one.width, other.width):
        gap = other.top - one.bottom
        reach = RAIL_GAP if label.area < 0 else AREA_GAP
        near = -sheet.body < gap < reach * sheet.body
        return near and (ruled or not sheet.ruled_off(one, other))
    gap = max(other.left - one.right, one.left - other.right)
    level = other.top >= label.box.top - sheet.body
    return gap < SIDE * sheet.body and level and not sheet.walled_off(one, other)
