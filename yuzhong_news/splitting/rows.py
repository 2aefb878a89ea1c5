"""Rows: lines, or parts of lines, that have one role; and texts joined from rows.

Every role is given to rows.  A line is one row, unless a mark such as （上接1版） stands inside it:
then what is before the mark, the mark, and what is after it are rows of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

CLOSERS = "”’」』）)】》〉"
"""Marks that may follow the stop of a sentence."""

_SENTENCE_END = re.compile(rf"[。！？…!?][{CLOSERS}\"']*$")
_LAST_MARKS = frozenset(f"。！？…!?{CLOSERS}\"'")
_LATIN_EDGE = re.compile(r"[0-9A-Za-z]$")


class Row(NamedTuple):
    """A printed line or part of one: ``text`` has no white space at its ends.

    ``line`` is the index of the line it stands in, ``start`` the offset of ``text`` in that line;
    ``indent`` and ``width`` are in full-width characters; ``frame`` counts the runs of lines
    between blank lines.
    """

    text: str
    line: int
    start: int
    indent: float
    width: float
    frame: int

    @property
    def ends_sentence(self) -> bool:
        """Whether the row ends with a stop; a closing quote counts only behind a stop."""
        text = self.text
        return text[-1:] in _LAST_MARKS and _SENTENCE_END.search(text[-8:]) is not None

    @property
    def has_stop(self) -> bool:
        """Whether a full stop stands anywhere in the row."""
        return "。" in self.text


class Span(NamedTuple):
    """Characters ``start`` to ``end`` of the line with index ``line`` belong to one field.

    ``article`` is the index of the article, or None for what belongs to no article; ``item`` is
    the place in a field that is a list.
    """

    line: int
    start: int
    end: int
    article: int | None
    field: str
    item: int = 0


class Joined:
    """The text of several rows run together, hard wraps undone, that can find its way back."""

    def __init__(self, rows: Sequence[Row]) -> None:
        """Join ``rows``: without a blank, but with one between two Latin words or digits."""
        parts: list[str] = []
        self._starts: list[int] = []
        self._rows = rows
        length = 0
        for row in rows:
            if (
                parts
                and row.text[0].isascii()
                and _LATIN_EDGE.search(parts[-1])
                and row.text[0].isalpha()
            ):
                parts.append(" ")
                length += 1
            self._starts.append(length)
            parts.append(row.text)
            length += len(row.text)
        self.text = "".join(parts)

    def places(self, start: int, end: int) -> Iterable[tuple[int, int, int]]:
        """Yield (line, start, end) of the printed characters of ``text[start:end]``."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        for row, offset in zip(self._rows[first:], self._starts[first:], strict=True):
            if offset >= end:
                return
            low = max(start - offset, 0)
            high = min(end - offset, len(row.text))
            if low < high:
                yield row.line, row.start + low, row.start + high


def join(rows: Sequence[Row]) -> str:
    """Return the text of ``rows`` with hard wraps undone."""
    if len(rows) == 1:
        return rows[0].text
    parts = [rows[0].text]
    for row in rows[1:]:
        first = row.text[0]
        if first.isascii() and first.isalpha() and _LATIN_EDGE.search(parts[-1]):
            parts.append(" ")
        parts.append(row.text)
    return "".join(parts)


def stack(rows: Sequence[Row]) -> str:
    """Return the text of ``rows`` as of a headline: its lines joined by one space."""
    return " ".join(row.text for row in rows)
