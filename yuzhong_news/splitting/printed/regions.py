"""Regions: where an article stands on its page, as few rectangles as cover it well."""

from __future__ import annotations

from collections.abc import Sequence

from yuzhong_news.items import Box, Polygon
from yuzhong_news.splitting.printed.cells import union
from yuzhong_news.splitting.printed.chains import Chain

WASTE = 0.16
"""Of the joint rectangle: two are joined where no more of it lies outside both."""


def region_of(chain: Chain) -> list[Polygon]:
    """Return the polygons that cover an article's head, columns, pictures and captions."""
    boxes = [block.box for block in chain.blocks]
    boxes += [head.box for head in chain.subheads.values()]
    boxes += [cell.box for cell in chain.labels]
    if chain.head is not None:
        boxes.append(chain.head.whole)
    for legend in chain.legends:
        boxes += [legend.picture, *(cell.box for cell in legend.cells)]
    return polygons(boxes)


def polygons(boxes: Sequence[Box]) -> list[Polygon]:
    """Return ``boxes`` as polygons, those joined that together fill a rectangle."""
    rest = sorted(boxes, key=lambda box: (box.left, box.top))
    joined = True
    while joined:
        joined = False
        for place, one in enumerate(rest):
            for other_place in range(place + 1, len(rest)):
                whole = union([one, rest[other_place]])
                if _area(whole) - _covered(one, rest[other_place]) <= WASTE * _area(whole):
                    rest[place] = whole
                    del rest[other_place]
                    joined = True
                    break
            if joined:
                break
    return [
        [
            (round(x, 2), round(y, 2))
            for x, y in (
                (box.left, box.top),
                (box.right, box.top),
                (box.right, box.bottom),
                (box.left, box.bottom),
            )
        ]
        for box in sorted(rest, key=lambda box: (box.top, box.left))
    ]


def _covered(one: Box, other: Box) -> float:
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    return _area(one) + _area(other) - max(wide, 0.0) * max(high, 0.0)


def _area(box: Box) -> float:
    return max(box.width, 0.0) * max(box.height, 0.0)
