"""Days on which no issue appears: one day or a span, of one year or of each."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
"""Where the newspapers are, and their hours."""

_DAY = re.compile(r"(?:(\d{4})-)?(\d{2})-(\d{2})", re.ASCII)
_LEAP_YEAR = 2000
"""A year that has a 29 February."""


class DaysError(ValueError):
    """A text is no day and no span of days; the message says how one is written."""


class Span(NamedTuple):
    """The days from ``first`` to ``last``, each as (year, month, day).

    Where the year is 0 it is a span of each year, which may go over the turn of the year.
    """

    first: tuple[int, int, int]
    last: tuple[int, int, int]

    def holds(self, day: dt.date) -> bool:
        """Whether ``day`` is in the span."""
        yearly = not self.first[0]
        one = (0 if yearly else day.year, day.month, day.day)
        if self.first <= self.last:
            return self.first <= one <= self.last
        return one >= self.first or one <= self.last


def span_of(text: str) -> Span:
    """Return the span in ``2025-01-28/2025-02-04``, ``2025-05-01``, ``10-01/10-03`` or ``05-01``.

    A span is an ISO 8601 interval, its last day included.  Raises :class:`DaysError`.
    """
    first, slash, last = text.partition("/")
    span = Span(_parts(first, text), _parts(last, text) if slash else _parts(first, text))
    if bool(span.first[0]) != bool(span.last[0]):
        raise DaysError(f"{text}: write the year with both days, or with none")
    if span.first[0] and span.first > span.last:
        raise DaysError(f"{text}: the last day is before the first")
    return span


def _parts(word: str, text: str) -> tuple[int, int, int]:
    match = _DAY.fullmatch(word)
    try:
        if match is None:
            raise ValueError
        year, month, day = int(match[1] or 0), int(match[2]), int(match[3])
        dt.date(year or _LEAP_YEAR, month, day)
    except ValueError:
        raise DaysError(
            f"{text} is no day. Write 2025-05-01, 2025-01-28/2025-02-04, "
            "or for each year 05-01, 10-01/10-03"
        ) from None
    return year, month, day
