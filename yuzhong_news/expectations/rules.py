"""What is expected of a newspaper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from yuzhong_news.expectations.days import SHANGHAI, Span


@dataclass(frozen=True, slots=True)
class Rules:
    """Expectations of one newspaper; without any, only the archive's own history tells.

    ``weekdays`` (0 is Monday) are its days of publication, null where they are not known.
    ``since`` is its first issue, ``skipped`` are the days without one.  ``pages`` are the least
    pages of an issue by weekday, ``articles`` the least of a page.  ``usual_pages`` is how many an
    issue usually has, for as long as the archive does not know it better.  ``due_hour`` is the hour
    in Shanghai from which the issue of the day is due.
    """

    weekdays: frozenset[int] | None = None
    since: dt.date | None = None
    skipped: tuple[Span, ...] = ()
    pages: Mapping[int, int] = field(default_factory=dict)
    articles: int = 0
    usual_pages: int | None = None
    due_hour: int = 0

    def may_appear(self, day: dt.date) -> bool:
        """Whether nothing that is known speaks against an issue of ``day``."""
        if self.since is not None and day < self.since:
            return False
        if self.weekdays is not None and day.weekday() not in self.weekdays:
            return False
        return not any(span.holds(day) for span in self.skipped)

    def is_past_due(self, day: dt.date, now: dt.datetime) -> bool:
        """Whether an issue of ``day`` should be on the web at ``now``, if there is one."""
        local = now.astimezone(SHANGHAI)
        return day < local.date() or (day == local.date() and local.hour >= self.due_hour)
