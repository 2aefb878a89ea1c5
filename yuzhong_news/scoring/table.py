"""The table of all sets and measures, for people to read."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from yuzhong_news.scoring.floors import DIGITS, Row, round_down

_HEAD = ("set", "measure", "value", "floor", "")


def render(rows: Sequence[Row]) -> str:
    """Return ``rows`` as one aligned table; a set's name stands on its first row only."""
    cells = [_HEAD]
    previous = ""
    for row in rows:
        name = row.set_name if row.set_name != previous else ""
        previous = row.set_name
        cells.append((name, row.measure, _number(row.value), _number(row.floor), row.verdict))
    widths = [max(_width(line[column]) for line in cells) for column in range(len(_HEAD))]
    return "\n".join(
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)
        ).rstrip()
        for line in cells
    )


def _number(value: float | None) -> str:
    """Show a share rounded down, so that 1.000 is never less than one."""
    return "" if value is None else f"{round_down(value):.{DIGITS}f}"


def _width(text: str) -> int:
    """Return the columns that ``text`` takes on a terminal: two for a full-width character."""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)
