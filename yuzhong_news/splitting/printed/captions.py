"""Captions: what stands close to a picture, in another style than the text, or with a credit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yuzhong_news.items import Box, PrintedPage
from yuzhong_news.splitting.bylines import credit
from yuzhong_news.splitting.printed.blocks import Block
from yuzhong_news.splitting.printed.cells import Cell, across, along, holds_centre, inside, union

PICTURE = 4.5
"""Body sizes: a smaller image is a sign or an ornament."""

BELOW, BESIDE, ABOVE = 2.6, 2.2, 1.6
"""Body sizes from a picture to its caption."""

OVERHANG = 1.8
"""Body sizes: a caption under a picture is wider by no more."""

ON_PICTURE = -0.6
"""What it counts that words stand on a picture: only a mark or a credit makes them its caption."""

CREDITED = 5
"""Lines of a caption at most that is set as the text is, and known by the credit in it."""

NARROW = 16
"""Type sizes: a caption beside its picture is no wider."""

MARK = re.compile(r"^[▲▼◀▶△▽←→↑↓◄►■●]|^[（(]?[上下左右]?图(?:为|①|一|1|：|:)|图为")


@dataclass(slots=True, eq=False)
class Legend:
    """A picture and the blocks of its caption, from the top."""

    picture: Box
    blocks: list[Block]

    @property
    def cells(self) -> list[Cell]:
        """The caption's lines."""
        return [cell for block in self.blocks for cell in block.lines]

    @property
    def text(self) -> str:
        """The caption's text."""
        return "".join(cell.text for cell in self.cells)


def pictures_of(page: PrintedPage, body: float) -> list[Box]:
    """Return the pictures that may have a caption; parts of one picture count as one."""
    boxes = [
        box
        for box in page.pictures
        if min(box.width, box.height) >= PICTURE * body
        and box.width * box.height < 0.7 * page.width * page.height
    ]
    boxes.sort(key=lambda box: -box.width * box.height)
    kept: list[Box] = []
    for box in boxes:
        for place, other in enumerate(kept):
            if inside(box, other, body):
                break
            touching = abs(box.left - other.left) < 1 and abs(box.right - other.right) < 1
            if touching and -0.2 * body < -along(box, other) < 0.2 * body:
                kept[place] = union([box, other])
                break
        else:
            kept.append(box)
    return kept


def legends_of(
    pictures: Sequence[Box], blocks: Sequence[Block], body: tuple[float, tuple[str, int]]
) -> list[Legend]:
    """Return the captions among ``blocks``, each with the picture that it stands nearest to."""
    legends: dict[int, Legend] = {}
    taken: set[int] = set()
    scored = []
    for number, picture in enumerate(pictures):
        for block in blocks:
            score = _score(picture, block, body)
            if score > 0:
                scored.append((score, number, block))
    for _, number, block in sorted(scored, key=lambda item: -item[0]):
        if id(block) in taken:
            continue
        legend = legends.setdefault(number, Legend(pictures[number], []))
        if legend.blocks and not _together(legend, block, body[0]):
            continue
        legend.blocks.append(block)
        taken.add(id(block))
    for legend in legends.values():
        if _differs(legend.blocks[0], body):
            _grow(legend, blocks, taken, body[0])
        legend.blocks.sort(key=lambda block: (block.box.top, block.box.left))
    return list(legends.values())


def _score(picture: Box, block: Block, body: tuple[float, tuple[str, int]]) -> float:
    size = body[0]
    own = union(cell.box for cell in block.lines)
    place = _place(picture, own, size)
    if place == 0:
        return 0.0
    text = block.text
    score = place
    differs = _differs(block, body)
    credited = credit(text) is not None
    score += 1.6 if differs else -0.8 if credited and len(block.lines) <= CREDITED else -2.0
    if MARK.match(text):
        score += 2.0
    if credited:
        score += 2.0
    if len(block.lines) > 6 and own.width < 0.6 * picture.width:
        score -= 2.0
    return score - 1.5


def _differs(block: Block, body: tuple[float, tuple[str, int]]) -> bool:
    """Whether a block is set in another type than the page's text."""
    return block.style != body[1] or abs(block.size - body[0]) > 0.04 * body[0]


def _place(picture: Box, own: Box, size: float) -> float:
    """Return how well a caption's place fits a picture: 0 for not at all, about 1 for well."""
    gap = own.top - picture.bottom
    slack = OVERHANG * size
    within = own.left >= picture.left - slack and own.right <= picture.right + slack
    if within and -0.6 * size <= gap <= BELOW * size:
        return 1.0 - 0.1 * max(gap, 0) / size
    if within and -0.6 * size <= picture.top - own.bottom <= ABOVE * size:
        return 0.4
    beside = -across(picture, own)
    level = own.top >= picture.top - size and own.bottom <= picture.bottom + size
    if level and -0.5 * size <= beside <= BESIDE * size and own.width <= NARROW * size:
        return 0.8
    if holds_centre(picture, own):
        return ON_PICTURE
    return 0.0


def _together(legend: Legend, block: Block, body: float) -> bool:
    """Whether a block stands close to a picture's other captions: under, over or beside them."""
    own = union(cell.box for cell in block.lines)
    box = union(cell.box for cell in legend.cells)
    return along(own, box) > -1.3 * body


def _grow(legend: Legend, blocks: Sequence[Block], taken: set[int], body: float) -> None:
    """Add the lines of the caption's style that follow it closely: its end, or its credit."""
    grown = True
    while grown:
        grown = False
        box = union(cell.box for cell in legend.cells)
        first = legend.blocks[0]
        for block in blocks:
            own = union(cell.box for cell in block.lines)
            if (
                id(block) not in taken
                and block.style == first.style
                and abs(block.size - first.size) < 0.05 * first.size
                and -0.3 * body <= own.top - box.bottom <= 1.2 * body
                and across(own, box) > 0.3 * min(own.width, box.width)
            ):
                legend.blocks.append(block)
                taken.add(id(block))
                grown = True
