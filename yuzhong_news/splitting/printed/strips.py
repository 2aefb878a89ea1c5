"""The strips at the page's head, foot and sides: masthead, folio, editors, guide, imprint."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from yuzhong_news.items import Direction, PrintedPage
from yuzhong_news.splitting.furniture import (
    is_certain,
    is_date,
    is_guide,
    is_masthead,
    is_page_name,
)
from yuzhong_news.splitting.printed.cells import Cell, across, flat, union

HEAD, FOOT = 0.22, 0.06
"""Of the page's height: in which parts of it the strips may stand."""

HEAD_BY_WORDS = 0.08
"""Of the page's height: how deep the head strip is where no rule closes it."""

WORD_GAP = 1.6
"""Type sizes from one line of the folio to the next."""

RULE_GAP = 4.0
"""Body sizes from the folio's words down to the rule that closes the strip."""

WIDE_RULE = 0.55
"""Of the text's width: the rule under the head is no shorter."""

HEAD_CHARS = 420
"""Characters: a head strip with the masthead, the imprint and a guide holds no more."""

FOOT_CHARS = 160
"""Characters: a foot strip with folio, date, editors and imprint holds no more."""

SIDE_CHARS = 160
"""Characters: a strip at the page's side with folio, date and editors holds no more."""

SIDE_LINE = 6
"""Characters: a line of text that shows where the page's text begins and ends has as many."""

TEXT_BLOCK = 4
"""Lines of one column, one close under the other: text, and no part of a head strip."""


def strips_of(page: PrintedPage, cells: Sequence[Cell], body: float) -> list[Cell]:
    """Return the cells of the strips at the head, the foot and the sides."""
    if not cells:
        return []
    sides = _sides(cells, body)
    ids = {id(cell) for cell in sides}
    cells = [cell for cell in cells if id(cell) not in ids]
    return sides + _head_and_foot(page, cells, body) if cells else sides


def _head_and_foot(page: PrintedPage, cells: Sequence[Cell], body: float) -> list[Cell]:
    head = _head(page, cells, body)
    ids = {id(cell) for cell in head}
    head += _head_by_words(page, [cell for cell in cells if id(cell) not in ids], head)
    ids = {id(cell) for cell in head}
    rest = [cell for cell in cells if id(cell) not in ids]
    foot = _foot_by_rule(page, rest, body) or _foot(page, rest, body)
    return head + foot


def _sides(cells: Sequence[Cell], body: float) -> list[Cell]:
    """Return the folio that stands at a side of the page, out of all lines of text.

    Its words may be set from top to bottom, or turned; what stands over and under them belongs
    to it.
    """
    text = [
        cell.box
        for cell in cells
        if cell.direction is Direction.HORIZONTAL
        and len(cell.text) >= SIDE_LINE
        and abs(cell.size - body) < 0.1 * body
    ]
    if not text:
        return []
    left, right = min(box.left for box in text), max(box.right for box in text)
    found: list[Cell] = []
    for side in (
        [cell for cell in cells if cell.box.right <= left],
        [cell for cell in cells if cell.box.left >= right],
    ):
        words = [cell.box for cell in side if _names_page(cell)]
        strip = [cell for cell in side if words and across(cell.box, union(words)) > 0]
        if sum(len(cell.text) for cell in strip) <= SIDE_CHARS:
            found += strip
    return found


def _names_page(cell: Cell) -> bool:
    """Whether a cell at a page's side is a folio's: words of one, or its page's name and number."""
    if cell.direction is Direction.STACKED:
        return is_page_name(cell.text.strip("0123456789")) or _is_folio(cell)
    return _is_folio(cell)


def is_furniture(cell: Cell) -> bool:
    """Whether a cell is furniture by its own words."""
    width = len(cell.text) - len(cell.text.encode("ascii", "ignore")) / 2
    return (
        is_certain(cell.text, width)
        or is_date(cell.text)
        or is_masthead(cell.text)
        or is_page_name(cell.text)
        or is_guide(cell.text)
    )


def _head(page: PrintedPage, cells: Sequence[Cell], body: float) -> list[Cell]:
    text = union(cell.box for cell in cells)
    limit = text.top + HEAD * page.height
    levels = sorted(
        rule.bottom
        for rule in flat(page.rules)
        if rule.width >= WIDE_RULE * text.width and rule.top < limit
    )
    words = [cell for cell in cells if cell.box.bottom < limit and _is_folio(cell)]
    lowest = max((cell.box.bottom for cell in words), default=0.0)
    levels.sort(key=lambda level: (level < lowest - 1, abs(level - lowest)))
    for level in levels:
        if level > lowest + RULE_GAP * body:
            continue
        above = [cell for cell in cells if cell.box.bottom <= level + 1]
        if (
            above
            and sum(len(cell.text) for cell in above) <= HEAD_CHARS
            and any(is_furniture(cell) for cell in above)
            and not any(_is_text(cell) for cell in above)
            and not _holds_text(above, body)
        ):
            return above
    return []


def _head_by_words(page: PrintedPage, cells: Sequence[Cell], known: Sequence[Cell]) -> list[Cell]:
    """Return the cells beside the folio's words at the top, where no rule closes the strip."""
    if not cells:
        return []
    top = min(cell.box.top for cell in [*cells, *known])
    limit = top + HEAD_BY_WORDS * page.height
    words = [cell for cell in cells if cell.box.bottom < limit and _is_folio(cell)]
    strip = list(known) or words[:1]
    grown = True
    while grown and strip:
        bottom = max(cell.box.bottom for cell in strip)
        more = [c for c in words if c not in strip and c.box.top < bottom + WORD_GAP * c.size]
        grown = bool(more)
        strip += more
    if not strip or not words:
        return []
    words = strip
    band = union(cell.box for cell in words)
    return [
        cell
        for cell in cells
        if cell.box.bottom < limit
        and (cell.box.top + cell.box.bottom) / 2 < band.bottom
        and not _is_text(cell)
    ]


def _is_folio(cell: Cell) -> bool:
    width = len(cell.text) - len(cell.text.encode("ascii", "ignore")) / 2
    return is_certain(cell.text, width) or is_date(cell.text) or is_page_name(cell.text)


def _is_text(cell: Cell) -> bool:
    """Whether a cell reads like running text."""
    return "。" in cell.text and len(cell.text) > 12


def _holds_text(cells: Sequence[Cell], body: float) -> bool:
    """Whether some of ``cells`` are lines of one column of running text."""
    lines = sorted(
        (cell for cell in cells if cell.size < 1.2 * body and len(cell.text) >= 8),
        key=lambda cell: (round(cell.box.right / body), cell.box.top),
    )
    run = 1
    for above, below in pairwise(lines):
        close = 0 < below.box.top - above.box.top < 2.2 * body
        level = abs(below.box.right - above.box.right) < body
        run = run + 1 if close and level and not is_furniture(below) else 1
        if run >= TEXT_BLOCK:
            return True
    return False


def _foot_by_rule(page: PrintedPage, cells: Sequence[Cell], body: float) -> list[Cell]:
    """Return the folio at the page's foot: a line or two under a rule over the page's width."""
    if not cells:
        return []
    text = union(cell.box for cell in cells)
    limit = text.bottom - FOOT * page.height
    for rule in sorted(flat(page.rules), key=lambda rule: -rule.bottom):
        if rule.top < limit or rule.width < WIDE_RULE * text.width:
            continue
        under = [cell for cell in cells if cell.box.top >= rule.bottom - 1]
        if (
            under
            and min(cell.box.top for cell in under) <= rule.bottom + RULE_GAP * body
            and max(cell.box.bottom for cell in under) <= rule.bottom + 2 * RULE_GAP * body
            and sum(len(cell.text) for cell in under) <= FOOT_CHARS
            and any(_is_folio(cell) for cell in under)
            and not any(_is_text(cell) for cell in under)
        ):
            return under
    return []


def _foot(page: PrintedPage, cells: Sequence[Cell], body: float) -> list[Cell]:
    """Return the imprint: furniture by its words, lower than everything else on the page."""
    strip: list[Cell] = []
    limit = 0.0
    for cell in sorted(cells, key=lambda cell: -cell.box.top):
        width = len(cell.text) - len(cell.text.encode("ascii", "ignore")) / 2
        if not is_certain(cell.text, width) or is_date(cell.text):
            limit = max(limit, cell.box.bottom)
            if len(strip) == 0 and cell.box.bottom < page.height * (1 - FOOT) - body:
                break
            continue
        strip.append(cell)
    return [cell for cell in strip if cell.box.top >= limit - 0.3 * body]
