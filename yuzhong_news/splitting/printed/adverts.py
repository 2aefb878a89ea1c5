"""Adverts and tables: areas whose lines are no columns of text, kept whole as one notice each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from yuzhong_news.splitting.printed.areas import Area
from yuzhong_news.splitting.printed.cells import Cell, across

SIZES = 4
"""Different type sizes: an advertisement has more than the two or three of an article."""

TEXT_SHARE = 0.3
"""Of an area's characters: an article has more of them in one column of body type."""

CELLS, TABLE_ROWS, TABLE_SHARE = 3, 4, 0.6
"""Cells of a row, rows of a table without rules, and the share of its rows and cells in order."""

TITLE_GAP = 2.0
"""Body sizes from a table's title down to its first rule."""

_SELLING = re.compile(
    r"[（(]广告[）)]|热线|电话|咨询|订购|地址|预约|优惠|折起|促销|市场价|直销|\d{3,4}-\d{7,8}|1[3-9]\d{9}|\d元/"
)


def adverts_of(
    areas: Sequence[Area], cells: Sequence[Cell], body: tuple[float, tuple[str, int]]
) -> list[list[Cell]]:
    """Return the cells of each table and advertisement, from the top, lines from the left."""
    found: list[list[Cell]] = []
    taken: set[int] = set()
    for place, area in enumerate(areas):
        inner = [cell for cell in cells if _in(areas, cell.area, place) and id(cell) not in taken]
        if not inner:
            continue
        if area.table:
            inner += _title(area, [cell for cell in cells if id(cell) not in taken], body[0])
        elif not (_is_advert(inner, body) or _is_table(inner, body[0])):
            continue
        unique = list({id(cell): cell for cell in inner}.values())
        unique.sort(key=lambda cell: (round(cell.box.bottom / (0.5 * body[0])), cell.box.left))
        found.append(unique)
        taken |= {id(cell) for cell in unique}
    return found


def _in(areas: Sequence[Area], inner: int, outer: int) -> bool:
    while inner >= 0:
        if inner == outer:
            return True
        inner = areas[inner].parent
    return False


def _title(area: Area, cells: Sequence[Cell], body: float) -> list[Cell]:
    return [
        cell
        for cell in cells
        if -0.5 * body <= area.box.top - cell.box.bottom <= TITLE_GAP * body
        and across(cell.box, area.box) > 0.95 * cell.box.width
        and cell.box.width > 0.4 * area.box.width
        and "。" not in cell.text
    ]


def _is_table(cells: Sequence[Cell], body: float) -> bool:
    """Whether an area holds a table without rules: rows of short cells, below each other."""
    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        rows.setdefault(round(cell.box.bottom / (0.5 * body)), []).append(cell)
    table = [row for row in rows.values() if len(row) >= CELLS]
    inner = [cell for row in table for cell in row]
    lefts = Counter(round(cell.box.left / body) for cell in inner)
    even = sum(count for _, count in lefts.most_common(CELLS)) if lefts else 0
    return (
        len(table) >= TABLE_ROWS
        and len(table) > TABLE_SHARE * len(rows)
        and even > TABLE_SHARE * len(inner)
        and not any("。" in cell.text for cell in cells)
    )


def _is_advert(cells: Sequence[Cell], body: tuple[float, tuple[str, int]]) -> bool:
    total = sum(len(cell.text) for cell in cells)
    in_body = sum(
        len(cell.text)
        for cell in cells
        if cell.style == body[1] and abs(cell.size - body[0]) < 0.06 * body[0]
    )
    sizes = {round(cell.size / (0.12 * body[0])) for cell in cells}
    text = "".join(cell.text for cell in cells)
    return (
        in_body < TEXT_SHARE * total and len(sizes) >= SIZES and _SELLING.search(text) is not None
    )
