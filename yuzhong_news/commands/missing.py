"""What the archive lacks, with what is known of each gap: for ``scrapy gaps`` and ``backfill``."""

from __future__ import annotations

import datetime as dt
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from yuzhong_news.commands.judging import history_of, rules_of
from yuzhong_news.commands.output import complain, database_url
from yuzhong_news.expectations import (
    Attempt,
    Gap,
    Rules,
    find_gaps,
    is_absence,
    is_failure,
    is_resting,
    is_settled,
)
from yuzhong_news.newspapers import Newspaper, named, none_named
from yuzhong_news.reporting.summary import gap_values
from yuzhong_news.spiders.arguments import ahead_of_today, check_past, today
from yuzhong_news.spiders.facts import FactsError, date_of

if TYPE_CHECKING:
    from yuzhong_news.storage import Archive


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``since`` (null: the archive's first issue) to ``until``."""

    since: dt.date | None
    until: dt.date


@dataclass(frozen=True, slots=True)
class Missing:
    """A gap of a newspaper's issue; ``attempt`` is when the issue was last asked for.

    ``settled`` says that it will stay as it is, ``resting`` that it is too early to ask again.
    ``issues_before`` counts the issues that are stored of the days before it: where it is the same
    for two missing issues, none is stored between them.
    """

    newspaper: str
    title: str
    gap: Gap
    attempt: Attempt | None
    settled: bool
    resting: bool
    issues_before: int = 0

    def values(self) -> dict[str, Any]:
        """Return it as JSON can hold it."""
        attempt = self.attempt
        return {
            "newspaper": self.newspaper,
            "title": self.title,
            **gap_values(self.gap),
            "settled": self.settled,
            "outcome": attempt.outcome if attempt else None,
            "times": attempt.times if attempt else 0,
            "asked_at": attempt.asked_at.isoformat(timespec="seconds") if attempt else None,
        }


def period_of(since: str | None, until: str | None) -> Period:
    """Return the days of two options, up to today at the latest; raises ``UsageError``."""
    try:
        first = date_of(since or None, "--since")
        last = date_of(until or None, "--until") or today()
        if first is not None:
            check_past(first, "--since")
    except FactsError as error:
        raise UsageError(str(error), print_help=False) from None
    if first is not None and first > last:
        raise UsageError(f"--since {first} is after {last}", print_help=False)
    if notice := ahead_of_today(last):
        complain(notice)
    return Period(first, min(last, today()))


@dataclass(frozen=True, slots=True)
class Search:
    """Where gaps are looked for: some newspapers (none: all that the archive has), some days.

    Without ``create``, an archive that is not there is an error, and is not made.  ``looked_at``
    counts the newspapers, days and stored pages among which the last search was.
    """

    known: Mapping[str, Newspaper]
    names: Sequence[str]
    period: Period
    settings: BaseSettings
    create: bool = False
    looked_at: Counter[str] = field(default_factory=Counter)

    def missing(self) -> list[Missing]:
        """Return what the archive lacks now, by newspaper and day, the oldest first.

        Of a newspaper that has no TOML (any more), nothing is expected but what its issues
        themselves say and what is usual.  Raises ``StorageError``, and ``UsageError`` for a name
        that nobody knows.
        """
        from yuzhong_news.storage import Archive  # noqa: PLC0415

        now = dt.datetime.now(dt.UTC)
        self.looked_at.clear()
        with Archive(database_url(self.settings), create=self.create) as archive:
            return [
                missing
                for title, newspaper in _newspapers(archive, self.known, self.names)
                for missing in self._of_one(archive, title, newspaper, now)
            ]

    def _of_one(
        self, archive: Archive, title: str, newspaper: Newspaper | None, now: dt.datetime
    ) -> Iterator[Missing]:
        rules = rules_of(newspaper, self.settings) if newspaper else Rules()
        since = self.period.since and history_of(self.period.since)
        issues = archive.holdings(title, since, self.period.until)
        attempts = archive.attempts(title)
        failed = {day for day, attempt in attempts.items() if is_failure(attempt)}
        absent = {day for day, attempt in attempts.items() if is_absence(attempt)}
        days = _days(self.period, [*issues, *attempts])
        pages = (len(issues[day].pages) for day in days if day in issues)
        self.looked_at.update({"newspapers": 1, "days": len(days), "pages": sum(pages)})
        held = sorted(day for day, issue in issues.items() if issue.is_there)
        for gap in find_gaps(rules, issues, days, now, failed=failed, absent=absent):
            attempt = attempts.get(gap.date)
            yield Missing(
                newspaper.name if newspaper else "",
                title,
                gap,
                attempt,
                is_settled(gap, attempt),
                is_resting(attempt, now),
                bisect(held, gap.date),
            )


def _newspapers(
    archive: Archive, known: Mapping[str, Newspaper], names: Sequence[str]
) -> list[tuple[str, Newspaper | None]]:
    """Return title and newspaper of those that are named, or of all that the archive has.

    A name is the spider's or the title; raises ``UsageError`` for one that nobody knows.
    """
    by_title = {newspaper.title: newspaper for newspaper in known.values()}
    titles = archive.newspapers_with_issues()
    if not names:
        return [(title, by_title.get(title)) for title in titles]
    found: dict[str, Newspaper | None] = {}
    for name in names:
        newspaper = named(name, known)
        if newspaper is None and name not in titles:
            raise UsageError(none_named(name, known, titles), print_help=False)
        found[newspaper.title if newspaper else name] = newspaper
    return list(found.items())


def _days(period: Period, known: Sequence[dt.date]) -> list[dt.date]:
    first = period.since or min(known, default=None)
    if first is None:
        return []
    return [first + dt.timedelta(n) for n in range((period.until - first).days + 1)]
