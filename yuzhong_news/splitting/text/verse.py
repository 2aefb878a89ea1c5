"""Verse: short lines that are kept as they stand, under the headline and the name of a poet."""

from __future__ import annotations

import re
from collections.abc import Sequence

from yuzhong_news.splitting.bylines import opening
from yuzhong_news.splitting.rows import Row
from yuzhong_news.splitting.text.units import VERSE, Role, Unit

_LINES = 4
"""Lines of a poem or a stanza, at least."""

_WIDTH = 14.0
"""Full-width characters: the longest lines of poems (songs of 词 have 9 to 11)."""

_FREE_WIDTH = 20.0
_UNEVEN = 2.5
"""Full-width characters: the rows of a text differ by less."""

_CLOSED = 0.75
"""Share of the lines that end with a mark, where lines are closed; of the rows of a narrow column
one in eight does."""

_CLOSED_LINE = re.compile(r"[，。；！？、：…—,;!?][”’」』）]?$")
_MARK = re.compile(r"[，。；！？、：,;!?]")


def with_verse(units: Sequence[Unit]) -> list[Unit]:
    """Return the units with poems marked as bodies of verse, the stanzas of one as one unit."""
    verse: list[Unit] = []
    for unit in units:
        last = verse[-1] if verse else None
        if not _is_verse(unit, last):
            verse.append(unit)
        elif last is not None and last.weak == VERSE:
            last.rows += unit.rows
            last.column = max(last.column, unit.column)
        else:
            verse.append(Unit(Role.BODY, unit.rows, unit.column, weak=VERSE))
    return verse


def _is_verse(unit: Unit, above: Unit | None) -> bool:
    rows = unit.rows
    if unit.role not in (Role.HEADING, Role.BODY) or len(rows) < _LINES or above is None:
        return False
    if above.role is Role.BYLINE and _is_free(rows):
        return True
    if max(row.width for row in rows) > _WIDTH or min(row.width for row in rows) <= 1:
        return False
    if above.weak != VERSE and above.role not in (Role.HEADING, Role.BYLINE):
        return False
    if unit.role is Role.HEADING and above.role is not Role.HEADING:
        return not any(_MARK.search(row.text) for row in rows) or _is_closed(rows)
    return _is_closed(rows) and opening(rows[0].text) is None


def _is_closed(rows: Sequence[Row]) -> bool:
    closed = sum(_CLOSED_LINE.search(row.text) is not None for row in rows)
    return closed >= _CLOSED * len(rows)


def _is_free(rows: Sequence[Row]) -> bool:
    """Whether lines of uneven width end without a mark each, as free verse does."""
    widths = [row.width for row in rows[:-1]]
    return (
        max(widths) <= _FREE_WIDTH
        and max(widths) - min(widths) >= _UNEVEN
        and not any(row.has_stop or _CLOSED_LINE.search(row.text) for row in rows)
    )
