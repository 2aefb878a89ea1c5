"""Patterns over all units of a page: lists of headings, parallel headings, widths of columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from yuzhong_news.splitting.text.units import Role, Unit

_MIN_LIST = 4
_MIN_ROWS = 3
_RUNS_ON = 0.9
_PARALLEL = 1.0

COLUMN_STEP = 1.5
"""Full-width characters: columns that differ by more are of two settings (pages of six styles)."""

_NEIGHBOURS = 4
_ALIKE = 2.5
"""Full-width characters: Latin letters, digits and squeezed marks make the width of one column
differ from frame to frame; that of its neighbours steadies it (seed page: 17.5 to 20)."""


def steady(columns: Sequence[float]) -> list[float]:
    """Return each column's width as the median of its neighbours that are about as wide."""
    steady = []
    for place, own in enumerate(columns):
        near = columns[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS + 1]
        alike = sorted(column for column in near if abs(column - own) <= _ALIKE)
        steady.append(alike[len(alike) // 2])
    return steady


def listed_headings(units: Sequence[Unit]) -> list[Unit]:
    """Return the headings that stand in lists: four or more in a row, without a body between."""
    listed: list[Unit] = []
    run: list[Unit] = []
    for unit in [*units, None]:
        if unit is not None and unit.role is Role.HEADING:
            run.append(unit)
        elif unit is None or unit.role is Role.BODY:
            if len(run) >= _MIN_LIST:
                listed += run
            run = []
    return listed


def starts_within(unit: Unit) -> bool:
    """Whether a body whose indents were lost starts in the middle of a paragraph: a full row."""
    first = unit.rows[0]
    return len(unit.rows) >= _MIN_ROWS and first.width > unit.column - _RUNS_ON


def parallel_headings(units: Sequence[Unit]) -> set[int]:
    """Return the ids of headings that are set like the heading before or behind them.

    The subheads of one article are parallel: as many lines, as many characters.
    """
    headings = [unit for unit in units if unit.role is Role.HEADING]
    found: set[int] = set()
    for one, other in pairwise(headings):
        if len(one.rows) == len(other.rows) and all(
            abs(a.width - b.width) <= _PARALLEL for a, b in zip(one.rows, other.rows, strict=True)
        ):
            found |= {id(one), id(other)}
    return found
