"""Which lines are a column's label (栏目), by what sets them apart."""

from __future__ import annotations

from collections.abc import Sequence

from yuzhong_news.items import Box, Direction, PrintedPage
from yuzhong_news.splitting.printed.areas import SAME, Area
from yuzhong_news.splitting.printed.cells import Cell, across, along, flat, holds_centre, inside
from yuzhong_news.splitting.text.labels import LABEL

LABEL_HEIGHT, LABEL_WIDTH = 4.0, 14.0
"""Body sizes: the box of a column's label is no higher and no wider."""

LABEL_CHARS = 10
"""Characters: a column's label has no more (乡村振兴, 图片新闻, 身边榜样)."""

LABEL_SIZE, LABEL_GAP = 1.22, 2.5
"""Body sizes: a boxed line in smaller type is a subhead where text of its column stands so close
under it, and no label."""

RULED_GAP, RULED_WIDTH = 1.3, 45.0
"""Body sizes from a label to the rules over and under it, and how long these are at most."""

RULE_REACH, RULE_TIMES = 5.0, 2.0
"""Body sizes from a label to the rule that runs on from it, and times that this is as long."""


def labels_of(page: PrintedPage, cells: Sequence[Cell], body: float) -> list[Cell]:
    """Return the cells that are a column's label: a short line that something sets apart.

    That is a small box of its own, be it upright; a plate over a whole column, for a name that is
    usual; rules over and under it; or a rule that runs on from it.
    """
    boxes = [*page.frames, *(tint.box for tint in page.tints)]
    small = [
        box
        for box in boxes
        if box.height <= LABEL_HEIGHT * body and box.width <= LABEL_WIDTH * body
    ]
    rules = [rule for rule in flat(page.rules) if rule.width <= RULED_WIDTH * body]
    lines = flat(page.rules)
    labels = []
    for cell in cells:
        if len(cell.text) > LABEL_CHARS or cell.size < 0.9 * body:
            continue
        if (
            _on_tab(cell, boxes, cells, body)
            or _on_wide_plate(cell, boxes, cells, body)
            or _before_rule(cell, lines, cells, body)
        ):
            labels.append(cell)
            continue
        low = (box for box in small if box.height <= 2.6 * cell.size)
        own = next((box for box in low if _has_for_itself(cell, box, cells)), None)
        if (
            _between_rules(cell, rules, cells, body)
            if own is None
            else not _heads_text(cell, own, cells, body)
        ):
            labels.append(cell)
    return labels


def lift_labels(labels: Sequence[Cell], cells: Sequence[Cell], areas: Sequence[Area]) -> None:
    """Give a label that is alone on its plate to the area around the plate."""
    for label in labels:
        if label.area < 0 or any(area.parent == label.area for area in areas):
            continue
        if not any(cell.area == label.area for cell in cells if cell is not label):
            label.area = areas[label.area].parent


def _heads_text(cell: Cell, box: Box, cells: Sequence[Cell], body: float) -> bool:
    """Whether a boxed line is a subhead: body text of its column stands right under its box."""
    if cell.size >= LABEL_SIZE * body:
        return False
    under = [
        other
        for other in cells
        if other is not cell
        and -0.3 * body <= other.box.top - box.bottom <= LABEL_GAP * body
        and across(other.box, box) > 0.5 * box.width
    ]
    nearest = min(under, key=lambda other: other.box.top, default=None)
    return nearest is not None and abs(nearest.size - body) < 0.06 * body


def _between_rules(cell: Cell, rules: Sequence[Box], cells: Sequence[Cell], body: float) -> bool:
    """Whether a large short line stands by itself between two rules of one length."""
    if cell.size < LABEL_SIZE * body:
        return False
    near, box = RULED_GAP * body, cell.box
    held = [rule for rule in rules if across(rule, box) > 0.95 * box.width]
    for top in held:
        if not -0.2 * body <= box.top - top.bottom <= near:
            continue
        for low in held:
            if (
                -0.2 * body <= low.top - box.bottom <= near
                and abs(low.left - top.left) <= SAME * body
                and abs(low.right - top.right) <= SAME * body
            ):
                band = Box(top.left, top.bottom, top.right, low.top)
                return not any(c is not cell and holds_centre(band, c.box) for c in cells)
    return False


def _on_tab(cell: Cell, boxes: Sequence[Box], cells: Sequence[Cell], body: float) -> bool:
    """Whether a cell is set from top to bottom in a narrow box of its own."""
    if cell.direction is not Direction.STACKED:
        return False
    return any(
        box.width <= min(LABEL_HEIGHT * body, 2.6 * cell.size)
        and box.height <= LABEL_WIDTH * body
        and _has_for_itself(cell, box, cells)
        for box in boxes
    )


def _on_wide_plate(cell: Cell, boxes: Sequence[Box], cells: Sequence[Cell], body: float) -> bool:
    """Whether a cell with a column's usual name stands alone on a plate of any width."""
    if cell.size < LABEL_SIZE * body or not LABEL.match(cell.text.replace(" ", "")):
        return False
    return any(
        box.height <= min(LABEL_HEIGHT * body, 2.6 * cell.size)
        and LABEL_WIDTH * body < box.width <= RULED_WIDTH * body
        and _has_for_itself(cell, box, cells)
        for box in boxes
    )


def _has_for_itself(cell: Cell, box: Box, cells: Sequence[Cell]) -> bool:
    if not (holds_centre(box, cell.box) and inside(cell.box, box, 0.3 * cell.size)):
        return False
    return not any(other is not cell and holds_centre(box, other.box) for other in cells)


def _before_rule(cell: Cell, rules: Sequence[Box], cells: Sequence[Cell], body: float) -> bool:
    """Whether a rule runs on from a short line, with nothing else on its level: ■ 基层治理 ───."""
    if cell.direction is not Direction.HORIZONTAL or cell.box.width > LABEL_WIDTH * body:
        return False
    rule = trailing_rule(cell.box, rules, body)
    if rule is None or rule.width < RULE_TIMES * cell.box.width or len(cell.text) < 2:
        return False
    band = Box(cell.box.left, cell.box.top, rule.right, cell.box.bottom)
    return not any(
        other is not cell and along(other.box, band) > 0.3 * body and across(other.box, band) > 0
        for other in cells
    )


def trailing_rule(mark: Box, rules: Sequence[Box], body: float) -> Box | None:
    """Return the rule that runs on to the right from a line, or from its box: on its level."""
    slack = RULED_GAP * body
    found = [
        rule
        for rule in rules
        if mark.top <= rule.top
        and rule.bottom <= mark.bottom + slack
        and -slack <= rule.left - mark.right <= RULE_REACH * body
    ]
    return max(found, key=lambda rule: rule.width, default=None)
