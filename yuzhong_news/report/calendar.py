"""Which issues of a newspaper are there, and which are missing on a day when one was to appear."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from yuzhong_news.figures import IssueFigures

WEEKS_ASKED = 4
"""Weeks with an issue, before a week and as many after it, that tell a newspaper's habit."""
HABIT = 0.5
"""The share of these weeks that must have an issue on a weekday."""
_FEWEST_WEEKS = 2

Appears = Callable[[dt.date], bool]


class State(StrEnum):
    """What the archive has of a day's issue."""

    COMPLETE = "complete"
    STORED = "stored"
    PARTIAL = "partial"
    MISSING = "missing"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of a newspaper; ``told`` says how many of which pages are there."""

    date: dt.date
    state: State
    told: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """A newspaper's days from its first issue on, the day of the report's end included."""

    newspaper: str
    days: Sequence[CalendarDay]
    by_habit: bool

    @property
    def counts(self) -> Counter[State]:
        """Return how many days have each state."""
        return Counter(day.state for day in self.days)

    def years(self) -> Iterator[tuple[int, list[CalendarDay]]]:
        """Yield the years with their days, the newest first."""
        for year in sorted({day.date.year for day in self.days}, reverse=True):
            yield year, [day for day in self.days if day.date.year == year]


def calendar(
    newspaper: str,
    issues: Sequence[IssueFigures],
    last: dt.date,
    appears: Appears | None = None,
) -> Calendar:
    """Return the newspaper's calendar up to the day ``last``; it has one issue at least.

    ``appears`` tells on which days it is published, null where that is not known: then the
    weekdays that its own issues show do (see :func:`habit`).
    """
    known = {issue.date: issue for issue in issues}
    expected = appears or habit([issue.date for issue in issues if issue.pages])
    first = min(known)
    last = max(last, *known)
    days = (first + dt.timedelta(n) for n in range((last - first).days + 1))
    found = [_day(day, known.get(day), expected) for day in days]
    return Calendar(newspaper, found, by_habit=appears is None)


def habit(dates: Sequence[dt.date]) -> Appears:
    """Return what tells from the days that have an issue whether another day should have one.

    Of the nearest weeks that have any issue, four before and four after the day's own, at least
    half must have one on this weekday.  Weeks without any issue tell nothing, so that a gap of
    months is missing in its whole length; and a newspaper may change its days.
    """
    there = set(dates)
    weeks = sorted({_monday(date) for date in there})

    def appears(day: dt.date) -> bool:
        monday = _monday(day)
        place = bisect_left(weeks, monday)
        behind = place + (place < len(weeks) and weeks[place] == monday)
        near = [*weeks[max(0, place - WEEKS_ASKED) : place], *weeks[behind : behind + WEEKS_ASKED]]
        if len(near) < _FEWEST_WEEKS:
            return False
        with_issue = sum(week + dt.timedelta(day.weekday()) in there for week in near)
        return with_issue >= HABIT * len(near)

    return appears


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(day.weekday())


def _day(day: dt.date, issue: IssueFigures | None, expected: Appears) -> CalendarDay:
    if issue is None:
        missing = expected(day)
        return CalendarDay(day, State.MISSING if missing else State.NONE, "no issue")
    if not issue.pages:
        told = f"none of {issue.expected} pages" if issue.expected else "no page"
        return CalendarDay(day, State.MISSING, told)
    if not issue.expected:
        told = f"{issue.pages} page{'s' if issue.pages > 1 else ''}, index not read"
        return CalendarDay(day, State.PARTIAL if issue.incomplete else State.STORED, told)
    told = f"{issue.stored} of {issue.expected} pages"
    whole = issue.stored >= issue.expected and not issue.incomplete
    return CalendarDay(day, State.COMPLETE if whole else State.PARTIAL, told)
