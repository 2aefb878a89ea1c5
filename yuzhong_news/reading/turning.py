"""Pages that are shown turned (PDF's ``Rotate``), as the reader sees them."""

from __future__ import annotations

from dataclasses import replace

from yuzhong_news.items import Box, Direction, PrintedPage

_CLOCKWISE = {
    Direction.UPWARD: Direction.HORIZONTAL,
    Direction.HORIZONTAL: Direction.DOWNWARD,
}


def turned(page: PrintedPage, quarters: int) -> PrintedPage:
    """Return ``page`` turned clockwise by so many quarters of a circle."""
    for _ in range(quarters % 4):
        page = _quarter(page)
    return page


def _quarter(page: PrintedPage) -> PrintedPage:
    def box(old: Box) -> Box:
        return Box(page.height - old.bottom, old.left, page.height - old.top, old.right)

    return replace(
        page,
        width=page.height,
        height=page.width,
        lines=[
            replace(
                line,
                box=box(line.box),
                direction=_CLOCKWISE.get(line.direction, Direction.SLANTED),
            )
            for line in page.lines
        ],
        rules=[box(rule) for rule in page.rules],
        frames=[box(frame) for frame in page.frames],
        tints=[replace(tint, box=box(tint.box)) for tint in page.tints],
        pictures=[box(picture) for picture in page.pictures],
    )
