"""Bylines that are set with a head: under it, or upright beside a headline that is upright."""

from __future__ import annotations

from collections.abc import Sequence

from yuzhong_news.splitting.bylines import Signature, signature
from yuzhong_news.splitting.printed.blocks import BULLET
from yuzhong_news.splitting.printed.cells import Cell, across, along
from yuzhong_news.splitting.printed.heads import Head

NAME_CHARS = 4
"""Characters: a line under a headline that is no longer, and reads like a name, is its author's."""

UPRIGHT_SIGN = 4.0
"""Body sizes from a vertical headline to the byline that is set upright beside it at most."""

SUBHEAD = 1.45
"""Body sizes: a subhead is set in smaller type."""


def byline_of(cell: Cell) -> Signature | None:
    """Return the byline that a line beside a head is, or None."""
    if cell.text.endswith("。"):
        return None
    found = signature(cell.text)
    if found is None and (BULLET.match(cell.text) or len(cell.text) <= NAME_CHARS):
        found = signature(cell.text, bare=True)
    return found


def with_upright_bylines(heads: Sequence[Head], body: float) -> list[Head]:
    """Return the heads; a byline set from top to bottom goes to the one that it stands by."""
    kept: list[Head] = []
    for head in heads:
        for cell in head.lines[:] if head.vertical else []:
            small = SUBHEAD * cell.size <= head.size
            if small and (sign := byline_of(cell)) is not None:
                head.lines.remove(cell)
                head.bylines.append((cell, sign))
    for head in heads:
        sign = byline_of(head.lines[0]) if head.vertical and len(head.lines) == 1 else None
        near = [
            other
            for other in heads
            if sign is not None
            and other.vertical
            and other.area == head.area
            and other.size >= SUBHEAD * head.size
            and along(other.box, head.box) > 0.5 * head.box.height
            and 0 <= -across(other.box, head.box) <= UPRIGHT_SIGN * body
        ]
        if sign is None or not near:
            kept.append(head)
            continue
        owner = min(near, key=lambda other: -across(other.box, head.box))
        owner.bylines.append((head.lines[0], sign))
    return kept
