"""Flush paragraphs: pages whose paragraphs begin at the column's edge, without an indent.

An empty line parts them, or no more than the short line that the paragraph before ends with.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from yuzhong_news.splitting.printed.blocks import Block, block_of
from yuzhong_news.splitting.printed.cells import Cell, across
from yuzhong_news.splitting.printed.heads import STOPS

LEAST = 6
"""Paragraphs that show how a page sets them."""

RATIO = 1.5
"""Times as many paragraphs without indent as with one make a page's manner."""

EMPTY_LINE = (1.6, 2.4)
"""Times the usual step from line to line: the step over an empty line."""

CUT = 1.3
"""Times the usual step: a wider one is over an empty line."""

EDGE = 0.3
"""Type sizes: text that goes on under an empty line begins at the same edge."""


def with_flush_paragraphs(blocks: Sequence[Block]) -> list[Block]:
    """Return ``blocks``; where the page's paragraphs are flush, each of them knows that.

    Blocks that an empty line parts are then one block of several paragraphs.
    """
    step = _usual_step(blocks)
    if not step:
        return list(blocks)
    prose = [block for block in blocks if not block.verse]
    indented = sum(block.indented(place) for block in prose for place in range(len(block.lines)))
    follows = _over_empty_lines(prose, step)
    if len(follows) >= LEAST and len(follows) > RATIO * indented:
        blocks = _merged(blocks, follows)
        for block in blocks:
            block.flush, block.empty_line = True, CUT * step
    elif sum(map(_short_ends, prose)) >= max(LEAST, RATIO * indented):
        for block in blocks:
            block.flush = True
    return list(blocks)


def _usual_step(blocks: Sequence[Block]) -> float:
    steps = sorted(
        below.box.top - above.box.top for block in blocks for above, below in pairwise(block.lines)
    )
    return steps[len(steps) // 2] if steps else 0.0


def _short_ends(block: Block) -> int:
    """Return how many paragraphs end in a block with a short line before a line at the edge."""
    return sum(
        line.text[-1] in STOPS
        and block.short(place)
        and abs(below.box.left - block.left) < EDGE * block.size
        for place, (line, below) in enumerate(pairwise(block.lines))
    )


def _over_empty_lines(blocks: Sequence[Block], step: float) -> dict[int, Block]:
    """Return for a block's id the block that goes on under it after one empty line."""
    found: dict[int, Block] = {}
    tops = sorted(blocks, key=lambda block: block.box.top)
    for upper in blocks:
        low, high = (upper.lines[-1].box.top + times * step for times in EMPTY_LINE)
        for lower in tops:
            if lower.box.top > high:
                break
            if lower.box.top >= low and _one_column(upper, lower):
                found[id(upper)] = lower
                break
    return found


def _one_column(upper: Block, lower: Block) -> bool:
    size = upper.size
    return (
        upper.area == lower.area
        and upper.style == lower.style
        and upper.byline is None
        and lower.byline is None
        and abs(upper.size - lower.size) < 0.05 * size
        and abs(upper.left - lower.left) < EDGE * size
        and across(upper.box, lower.box) > 0
    )


def _merged(blocks: Sequence[Block], follows: dict[int, Block]) -> list[Block]:
    later = {id(block) for block in follows.values()}
    merged = []
    for block in blocks:
        if id(block) in later:
            continue
        lines: list[Cell] = list(block.lines)
        step = follows.get(id(block))
        while step is not None:
            lines += step.lines
            step = follows.get(id(step))
        merged.append(block if len(lines) == len(block.lines) else block_of(lines))
    return merged
