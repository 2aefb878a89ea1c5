"""Running text from rows, with or without a blank where a line ends.

A byline that is broken over two lines loses the blank at the break: 夏　颖 / 记者　秦平静.
Names are read with it, bodies are joined without.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from yuzhong_news.splitting.rows import Joined, Row


class Spaced(Joined):
    """Rows joined with a blank between them."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._starts = []
        length = 0
        for row in rows:
            self._starts.append(length)
            length += len(row.text) + 1
        self.text = " ".join(row.text for row in rows)

    def index_in(self, other: Joined, index: int) -> int:
        """Return where the character at ``index`` stands in ``other``, joined of the same rows."""
        row = max(bisect_right(self._starts, index) - 1, 0)
        offset = min(index - self._starts[row], len(self._rows[row].text))
        return other._starts[row] + offset
