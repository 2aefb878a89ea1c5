"""Text in columns of a terminal, where a Chinese character is two columns wide."""

import shutil
import unicodedata
from collections.abc import Sequence

GAP = "  "
_WIDE = frozenset("WF")
_MIN_WIDTH = 4
_PIPED_WIDTH = 200
"""Columns of a table in a file or a program, unless the variable COLUMNS tells them."""


def width(text: str) -> int:
    """Return how many columns of a terminal ``text`` takes."""
    return sum(_columns(character) for character in text)


def fit(text: str, columns: int) -> str:
    """Return ``text`` cut to ``columns``, with an ellipsis where something was cut off.

    Line ends and other characters that a terminal would obey become blanks.
    """
    text = "".join(character if character.isprintable() else " " for character in text)
    if width(text) <= columns:
        return text
    taken = 0
    for index, character in enumerate(text):
        taken += _columns(character)
        if taken > columns - 1:
            return text[:index] + "…"
    return text


def table(
    head: Sequence[str], rows: Sequence[Sequence[str]], columns: int | None = None
) -> list[str]:
    """Return the lines of a table that is at most ``columns`` wide where that is possible.

    Without ``columns`` it is as wide as the terminal.
    A column that is empty in every row is left out; the widest columns give way first.
    """
    if columns is None:
        columns = shutil.get_terminal_size((_PIPED_WIDTH, 0)).columns
    kept = [index for index in range(len(head)) if any(row[index] for row in rows)]
    cells = [[line[index] for index in kept] for line in (head, *rows)]
    widths = _widths([max(map(width, column)) for column in zip(*cells, strict=True)], columns)
    return [GAP.join(map(_pad, line, widths)).rstrip() for line in cells]


def _widths(wanted: list[int], columns: int) -> list[int]:
    widths = list(wanted)
    room = columns - len(GAP) * (len(widths) - 1)
    while sum(widths) > room and max(widths) > _MIN_WIDTH:
        widths[widths.index(max(widths))] -= 1
    return widths


def _pad(text: str, columns: int) -> str:
    text = fit(text, columns)
    return text + " " * (columns - width(text))


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1
