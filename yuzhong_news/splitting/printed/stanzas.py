"""Stanzas: which blocks are verses, as the blocks over and under them show.

One stanza of four lines may look like the short end of a paragraph.  All stanzas of a column
together show what they are: their lines begin at one edge and end at many, and hardly one with a
stop.  Lines of prose fill their column but for the last of a paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence

from yuzhong_news.splitting.printed.blocks import AGREED, VERSES, Block
from yuzhong_news.splitting.printed.heads import STOPS

STANZA_GAP = 3.5
"""Type sizes from one stanza down to the next: an empty line, or a mark."""

LEAST = 2 * VERSES
"""Lines of verse that show what they are."""

SHORT_BY = 0.8
"""Type sizes by which a line ends before the longest: one character less."""

SHORT = 0.3
"""Of the lines of a poem: as many at least end before the longest does; of prose without a full
stop inside of a line, hardly one does."""

UNSTOPPED = 0.6
"""Of the lines that end before the longest does: as many at least end without a stop."""

LONGEST = 20.0
"""Type sizes: no verse is longer."""


def settle_stanzas(blocks: Sequence[Block]) -> None:
    """Tell the blocks that are stanzas so."""
    waiting = sorted(filter(_may_be, blocks), key=lambda block: (block.left, block.box.top))
    while waiting:
        poem = [waiting.pop(0)]
        for block in list(waiting):
            if _goes_on(poem[-1], block):
                poem.append(block)
                waiting.remove(block)
        if _are_verses(poem):
            for block in poem:
                block.stanza = True


def _may_be(block: Block) -> bool:
    """Whether all lines begin at one edge, and no sentence ends inside of one."""
    lefts = [cell.box.left for cell in block.lines]
    return (
        block.byline is None
        and max(lefts) - min(lefts) < AGREED * block.size
        and block.right - block.left <= LONGEST * block.size
        and not any("。" in cell.text[:-1] or cell.initial for cell in block.lines)
    )


def _goes_on(above: Block, below: Block) -> bool:
    size = above.size
    return (
        above.area == below.area
        and above.style == below.style
        and abs(above.size - below.size) < 0.05 * size
        and abs(above.left - below.left) < AGREED * size
        and -0.5 * size < below.box.top - above.box.bottom <= STANZA_GAP * size
    )


def _are_verses(poem: Sequence[Block]) -> bool:
    lines = [cell for block in poem for cell in block.lines]
    edge = max(cell.box.right for cell in lines)
    short = [cell for cell in lines if edge - cell.box.right > SHORT_BY * cell.size]
    unstopped = sum(cell.text[-1] not in STOPS for cell in short)
    return (
        len(lines) >= LEAST
        and len(short) >= SHORT * len(lines)
        and unstopped >= UNSTOPPED * len(short)
    )
