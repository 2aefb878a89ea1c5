"""Areas: what frames, tints, four rules that meet, and tables set apart from the open page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yuzhong_news.items import Box, PrintedPage
from yuzhong_news.splitting.printed.cells import (
    Cell,
    across,
    flat,
    holds_centre,
    inside,
    union,
    upright,
)

LEAST_WIDTH, LEAST_HEIGHT = 6.0, 2.6
"""Body sizes: what is smaller frames a label, not an article."""

DISPLAY_SIZE = 1.22
"""Body sizes: one of a headline's lines on a plate is no smaller."""

PLATE_SIZE = 1.08
"""Body sizes: what stands on a headline's plate is larger."""

PLATE_HEIGHT, PLATE_GAP = 16.0, 3.5
"""Body sizes: how high a headline's plate is at most, and how close under it its text begins."""

PAGE_SHARE = 0.8
"""Of the page: a larger rectangle is the page's own ground or border."""

SAME = 0.8
"""Body sizes: the lines of a double frame, and rules that meet in a corner, are no farther off."""

TABLE_RULES, TABLE_PITCH = 4, 3.5
"""Rules one under the other, and body sizes between them, that make a table."""


@dataclass(slots=True)
class Area:
    """A rectangle that sets off what stands in it; ``parent`` is the area around it, or -1."""

    box: Box
    table: bool = False
    parent: int = -1


def areas_of(page: PrintedPage, body: float) -> list[Area]:
    """Return the areas of ``page`` from the largest to the smallest."""
    boxes: list[Box] = [*page.frames, *(tint.box for tint in page.tints), *_quads(page.rules, body)]
    boxes = [box for box in boxes if _is_area(box, page, body)]
    tables = _tables(page.rules, body)
    areas: list[Area] = []
    for box in sorted(boxes, key=lambda box: -box.width * box.height):
        if any(inside(box, table, SAME * body) for table in tables):
            continue
        if not any(_same(box, area.box, body) for area in areas):
            areas.append(Area(box))
    areas += [Area(table, table=True) for table in tables]
    areas.sort(key=lambda area: -area.box.width * area.box.height)
    for place, area in enumerate(areas):
        around = [
            other for other in range(place) if inside(area.box, areas[other].box, SAME * body)
        ]
        area.parent = around[-1] if around else -1
    return areas


def settle(cells: Iterable[Cell], areas: Sequence[Area]) -> None:
    """Give each cell the smallest area that it stands in."""
    for cell in cells:
        for place in range(len(areas) - 1, -1, -1):
            if holds_centre(areas[place].box, cell.box):
                cell.area = place
                break


def lift_plates(cells: Sequence[Cell], areas: Sequence[Area], body: float) -> None:
    """Give a headline that stands on a plate of its own to the area around the plate.

    A plate (反白题) holds display type only, and body text begins right under it.
    """
    for place, area in enumerate(areas):
        inner = [cell for cell in cells if cell.area == place]
        if (
            not inner
            or area.table
            or area.box.height > PLATE_HEIGHT * body
            or any(cell.size < PLATE_SIZE * body for cell in inner)
            or max(cell.size for cell in inner) < DISPLAY_SIZE * body
            or any(other.parent == place for other in areas)
        ):
            continue
        if any(
            cell.area == area.parent
            and abs(cell.size - body) < 0.06 * body
            and -0.3 * body <= cell.box.top - area.box.bottom <= PLATE_GAP * body
            and across(cell.box, area.box) > 0.5 * cell.box.width
            for cell in cells
        ):
            for cell in inner:
                cell.area = area.parent


def _is_area(box: Box, page: PrintedPage, body: float) -> bool:
    return (
        box.width >= LEAST_WIDTH * body
        and box.height >= LEAST_HEIGHT * body
        and box.width * box.height <= PAGE_SHARE * page.width * page.height
    )


def _same(one: Box, other: Box, body: float) -> bool:
    return all(abs(a - b) <= SAME * body for a, b in zip(one, other, strict=True))


def _quads(rules: Sequence[Box], body: float) -> list[Box]:
    """Return the rectangles whose four sides are rules of their own."""
    near = SAME * body
    sides = upright(rules)
    quads = []
    levels = sorted(flat(rules), key=lambda rule: rule.top)
    for place, top in enumerate(levels):
        for bottom in levels[place + 1 :]:
            if abs(top.left - bottom.left) > near or abs(top.right - bottom.right) > near:
                continue
            if all(
                any(
                    abs(side.left - x) <= near
                    and abs(side.top - top.top) <= near
                    and abs(side.bottom - bottom.bottom) <= near
                    for side in sides
                )
                for x in (top.left, top.right)
            ):
                quads.append(Box(top.left, top.top, top.right, bottom.bottom))
    return quads


def _tables(rules: Sequence[Box], body: float) -> list[Box]:
    """Return the boxes of tables: rules one close under the other, over the same width."""
    chains: list[list[Box]] = []
    for rule in sorted(flat(rules), key=lambda rule: rule.top):
        for chain in chains:
            last = chain[-1]
            widest = max(each.width for each in chain)
            if (
                0.5 * body < rule.top - last.top <= TABLE_PITCH * body
                and across(rule, union(chain)) >= 0.6 * min(rule.width, widest)
                and rule.width <= 1.1 * widest
            ):
                chain.append(rule)
                break
        else:
            chains.append([rule])
    return [union(chain) for chain in chains if len(chain) >= TABLE_RULES]
