"""Small heads: short lines in body size or little more, set apart by style and white space."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from yuzhong_news.items import Box
from yuzhong_news.splitting.bylines import credit, opening, signature
from yuzhong_news.splitting.jumps import find_mark
from yuzhong_news.splitting.printed.blocks import Block, block_of
from yuzhong_news.splitting.printed.cells import Cell, across, along
from yuzhong_news.splitting.printed.heads import STOPS, Head

MOST_LINES = 3
"""Lines of a small head."""

MARGIN, LEVEL = 0.6, 1.6
"""Type sizes: a centred line leaves so much free at both sides, and these differ by less."""

REACH = 3.2
"""Type sizes from a small head down to its text."""

STACK_GAP = 1.2
"""Type sizes between two small heads that belong together."""

LARGEST = 1.8
"""Body sizes: a larger head is no subhead."""

SPANNING = 1.25
"""Body sizes: a smaller head stands over one column only."""

AT_EDGE = 0.2
"""Type sizes: a line that juts out farther is no line of its column."""

SIDE_GAP = 5.0
"""Type sizes between two columns of one setting at most."""

JUT = 0.6
"""Type sizes: a subhead juts out of its column by no more; a headline over several columns does."""

CAP_REACH = 3.4
"""Type sizes from any head down to the text that it may be a subhead of."""


def pull_heads(blocks: Sequence[Block]) -> tuple[list[Block], list[Head]]:
    """Return the blocks without their small heads, and these."""
    rest: list[Block] = []
    heads: list[Head] = []
    usual = _usual_style(blocks)
    whole: list[Block] = []
    for block in sorted(blocks, key=lambda block: -block.box.top):
        if _is_head(block, blocks, whole):
            whole.append(block)
            heads.append(Head(block.lines, block.area))
    for block in blocks:
        if block in whole:
            continue
        parts = _parts(block, usual)
        for lines, is_head in parts:
            if is_head:
                heads.append(Head(lines, block.area))
                continue
            if len(parts) == 1:
                rest.append(block)
                continue
            part = block_of(lines)
            part.flush, part.empty_line = block.flush, block.empty_line
            part.stanza = block.stanza
            part.left, part.right = block.left, block.right
            part.lefts, part.rights = [block.left] * len(lines), [block.right] * len(lines)
            rest.append(part)
    return rest, _stacked(heads)


def _stacked(heads: Sequence[Head]) -> list[Head]:
    """Return the heads, those that stand closely one over the other as one."""
    merged: list[Head] = []
    for head in sorted(heads, key=lambda head: head.box.top):
        box = head.box
        for other in merged:
            gap = box.top - other.box.bottom
            if (
                other.area == head.area
                and -0.3 * head.size < gap < STACK_GAP * head.size
                and across(other.box, box) > 0.5 * min(other.box.width, box.width)
            ):
                other.lines += head.lines
                break
        else:
            merged.append(head)
    return merged


def _is_head(block: Block, blocks: Sequence[Block], heads: Sequence[Block]) -> bool:
    """Whether a whole block is a small head over the text below it, or over such a head."""
    if len(block.lines) > MOST_LINES or not _reads_like_head(block.lines):
        return False
    if any(_differs(cell, block.lines[0]) for cell in block.lines):
        return False
    below = _below(block, blocks)
    if below is None:
        columns = columns_under(block.box, block.area, blocks, REACH * block.size)
        return len(columns) > 1 and _differs(block.lines[0], columns[0].lines[-1])
    if below in heads:
        return below.style == block.style and abs(below.size - block.size) < 0.05 * block.size
    first = below.lines[0] if len(below.lines) < 2 else below.lines[1]
    return _differs(block.lines[0], first) and _set_apart(block, below)


def _set_apart(block: Block, below: Block) -> bool:
    """Whether a block is no paragraph: no dateline, no indented first line that is full."""
    if opening(block.text) is not None:
        return False
    first = block.lines[0].box
    indent, rest = first.left - below.left, below.right - first.right
    return not (len(block.lines) > 1 and indent > 1.3 * block.size and rest < 0.7 * block.size)


def _below(block: Block, blocks: Sequence[Block]) -> Block | None:
    size = block.size
    found = [
        other
        for other in blocks
        if other is not block
        and other.area == block.area
        and -0.2 * size <= other.box.top - block.box.bottom <= REACH * size
        and across(other.box, block.box) > 0.5 * min(other.box.width, block.box.width)
        and len("".join(c.text for c in other.lines)) > 6
    ]
    return min(found, key=lambda other: other.box.top, default=None)


def columns_under(box: Box, area: int, blocks: Sequence[Block], reach: float) -> list[Block]:
    """Return the columns, level with each other, that a box stands over the middle of.

    No single one of them holds the box.
    """
    near = sorted(
        (
            block
            for block in blocks
            if block.area == area
            and -0.2 * block.size <= block.box.top - box.bottom <= reach
            and across(block.box, box) > -SIDE_GAP * block.size
        ),
        key=lambda block: block.box.top,
    )
    level = [block for block in near if block.box.top - near[0].box.top < 0.5 * block.size]
    level.sort(key=lambda block: block.left)
    if len(level) < 2 or level[0].left > box.left or level[-1].right < box.right:
        return []
    held = any(
        block.left - JUT * block.size <= box.left and box.right <= block.right + JUT * block.size
        for block in level
    )
    return [] if held else level


def _usual_style(blocks: Sequence[Block]) -> tuple[str, int] | None:
    """Return the style that most characters of ``blocks`` are set in."""
    count: Counter[tuple[str, int]] = Counter()
    for block in blocks:
        for cell in block.lines:
            count[cell.style] += len(cell.text)
    return count.most_common(1)[0][0] if count else None


def _parts(block: Block, usual: tuple[str, int] | None) -> list[tuple[list[Cell], bool]]:
    """Cut a block at lines of another style that stand centred in the column."""
    parts: list[tuple[list[Cell], bool]] = []
    own = usual if any(cell.style == usual for cell in block.lines) else block.style
    done = 0
    for style, run in groupby(block.lines, key=lambda cell: cell.style):
        lines = list(run)
        first, done = done, done + len(lines)
        is_head = (
            style != own
            and len(lines) <= MOST_LINES
            and _reads_like_head(lines)
            and (
                _centred(lines, block)
                or _between_paragraphs(block, first, done)
                or (first == 0 and _is_wider(lines, block.lines[done:]))
            )
        )
        if parts and not is_head and not parts[-1][1]:
            parts[-1][0].extend(lines)
        else:
            parts.append((lines, is_head))
    return parts


def _centred(lines: Sequence[Cell], block: Block) -> bool:
    """Whether all lines stand in the middle of a column, and one of them shows that it does."""
    margins = [
        ((cell.box.left - block.left) / cell.size, (block.right - cell.box.right) / cell.size)
        for cell in lines
    ]
    return (
        all(abs(left - right) <= LEVEL for left, right in margins)
        and max(min(margin) for margin in margins) >= MARGIN
    )


def _between_paragraphs(block: Block, first: int, end: int) -> bool:
    """Whether lines from ``first`` to ``end`` stand between two paragraphs and are none.

    They begin at the column's edge, the line under them is indented, and the line over them ends
    a paragraph.
    """
    return (
        end < len(block.lines)
        and block.indented(end)
        and not any(block.indented(place) for place in range(first, end))
        and (first == 0 or block.lines[first - 1].text[-1] in STOPS)
    )


def _is_wider(lines: Sequence[Cell], rest: Sequence[Cell]) -> bool:
    """Whether one of ``lines`` juts out of the column of ``rest`` at both of its sides."""
    if not rest:
        return False
    left, right = min(c.box.left for c in rest), max(c.box.right for c in rest)
    return any(
        left - cell.box.left > AT_EDGE * cell.size and cell.box.right - right > AT_EDGE * cell.size
        for cell in lines
    )


def _differs(cell: Cell, text: Cell) -> bool:
    return cell.style != text.style or cell.size > 1.06 * text.size


def _reads_like_head(lines: Sequence[Cell]) -> bool:
    text = "".join(cell.text for cell in lines)
    if text.endswith(("。", "；", "：", ":", "，")) or "。" in text:
        return False
    if find_mark(text) is not None or len(text) < 2:
        return False
    return signature(text) is None and credit(text) is None


def _spans(head: Head, block: Block, things: Sequence[Box]) -> bool:
    """Whether a head stands over the middle of several columns, of which ``block`` is one.

    The text of the column beside begins on a level with the text under the head, and nothing
    stands over it at the head's own level.
    """
    box, size = head.box, block.size
    for other in things:
        gap = max(other.left - block.right, block.left - other.right)
        if not 0 < gap < SIDE_GAP * size or abs(other.top - block.box.top) > 0.5 * size:
            continue
        over = Box(other.left, box.top, other.right, block.box.top)
        if not any(
            across(over, each) > 0 and along(over, each) > 0.3 * size
            for each in things
            if each is not other
        ):
            return True
    return False


def cap_blocks(
    blocks: Sequence[Block], heads: Sequence[Head], pictures: Sequence[Box], body: float
) -> None:
    """Tell each block which head stands directly over it in its own column.

    Heads too large to be a subhead are left out.
    """
    display = any(head.size >= SPANNING * body for head in heads)
    spanning = SPANNING * body if display else 0.0
    things = [block.box for block in blocks] + [head.box for head in heads] + list(pictures)
    for head in heads:
        if head.size >= LARGEST * body or head.vertical:
            continue
        box = head.box
        under = [
            block
            for block in blocks
            if block.area == head.area
            and -0.3 * block.size <= block.box.top - head.whole.bottom <= CAP_REACH * block.size
            and across(block.box, box) > 0.5 * min(box.width, block.box.width)
            and box.left >= block.left - JUT * block.size
            and box.right <= block.right + JUT * block.size
        ]
        if under:
            block = min(under, key=lambda each: each.box.top)
            known = block.cap
            if known is not None and known.box.bottom >= box.bottom:
                continue
            if head.size < spanning or not _spans(head, block, things):
                block.cap = head
