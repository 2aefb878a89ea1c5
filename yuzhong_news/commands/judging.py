"""From crawls and the archive to a summary: is each issue complete that was to come?"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scrapy.settings import BaseSettings

from yuzhong_news.commands.crawling import Crawled
from yuzhong_news.expectations import (
    Attempt,
    ExitCode,
    Gap,
    GapKind,
    IssueOutcome,
    Rules,
    StoredIssue,
    code_of,
    find_gaps,
    gravest,
    is_absence,
    is_settled,
    next_attempt,
    outcome_of,
)
from yuzhong_news.newspapers import Newspaper
from yuzhong_news.pipelines.outcome import other_failures, storage_failures
from yuzhong_news.reporting import IssueSummary, NewspaperSummary
from yuzhong_news.spiders.newspaper import NewspaperSpider

if TYPE_CHECKING:
    from yuzhong_news.storage import Archive

_HISTORY = 70
"""Days back in which an issue's weekday is looked at; see :data:`expectations.gaps.HISTORY`."""
_OUTCOMES = ("new", "changed", "unchanged", "kept", "failed")


def history_of(day: dt.date) -> dt.date:
    """Return the first day with which an issue of ``day`` is compared."""
    return dt.date.fromordinal(max(day.toordinal() - _HISTORY, 1))


def rules_of(newspaper: Newspaper, settings: BaseSettings) -> Rules:
    """Return what is expected of a newspaper, with the setting's hour where it has none."""
    if newspaper.expect.due_hour is not None:
        return newspaper.rules
    return replace(newspaper.rules, due_hour=settings.getint("ISSUE_DUE_HOUR"))


def judged(
    archive: Archive | None, crawled: Crawled, settings: BaseSettings, now: dt.datetime
) -> NewspaperSummary:
    """Return what became of a newspaper, and keep in the archive which issues were asked for.

    Without an archive (it cannot be opened), nothing is known of the issues.  Raises
    ``StorageError``.
    """
    stats, reason = crawled.stats, crawled.reason
    of_storage = storage_failures(stats, reason)
    failures = {**of_storage, **other_failures(stats, reason)}
    if crawled.error is not None:
        failures[f"crashed with {type(crawled.error).__name__}"] = 1
    codes = [ExitCode.DATABASE] if of_storage else [ExitCode.DATA_MISSING] if failures else []
    issues: list[IssueSummary] = []
    if archive is not None and crawled.spider is not None:
        rules = rules_of(crawled.newspaper, settings)
        issues = _issues(archive, crawled.spider, rules, now)
        codes += [issue.code for issue in issues]
    return NewspaperSummary(
        newspaper=crawled.newspaper.name,
        title=crawled.newspaper.title,
        code=gravest(codes),
        reason=reason,
        run=stats.get("store/run"),
        failures=failures,
        issues=tuple(issues),
        **_counted(stats),
    )


def _expect_named(
    spider: NewspaperSpider,
    stored: Mapping[dt.date, StoredIssue],
    gaps: dict[dt.date, list[Gap]],
    rules: Rules,
    now: dt.datetime,
) -> None:
    """Add the issue of a day that was asked for by name, whatever is known of that day."""
    for day in spider.days:
        if day not in stored and not gaps[day] and rules.is_past_due(day, now):
            gaps[day].append(Gap(GapKind.MISSING_ISSUE, day))


def _counted(stats: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "articles": stats.get("check/articles", 0),
        "doubts": stats.get("check/doubts", 0),
        "requests": stats.get("downloader/request_count", 0),
        "response_bytes": stats.get("downloader/response_bytes", 0),
        "pages": {outcome: stats.get(f"store/{outcome}", 0) for outcome in _OUTCOMES},
    }


def _issues(
    archive: Archive, spider: NewspaperSpider, rules: Rules, now: dt.datetime
) -> list[IssueSummary]:
    if not spider.days:
        return []
    title = spider.newspaper.title
    stored = archive.holdings(title, history_of(min(spider.days)), max(spider.days))
    before = archive.attempts(title)
    gaps: dict[dt.date, list[Gap]] = defaultdict(list)
    absent = {day for day, attempt in before.items() if is_absence(attempt)}
    absent |= {day for day, report in spider.reports.items() if report.is_absent}
    for gap in find_gaps(rules, stored, spider.days, now, absent=absent):
        if not gap.of_page or gap.page is None or spider.wants(gap.date, gap.page):
            gaps[gap.date].append(gap)
    if spider.strict:
        _expect_named(spider, stored, gaps, rules, now)
    issues: list[IssueSummary] = []
    attempts: dict[dt.date, Attempt] = {}
    for day in sorted(spider.days):
        report = spider.reports.get(day)
        outcome = outcome_of(report, gaps[day], is_stored=day in stored)
        attempt = before.get(day)
        # Before it is due, an issue that is not there says nothing.
        told = outcome is not IssueOutcome.NO_ISSUE or rules.is_past_due(day, now)
        if report is not None and report.asked and spider.pages is None and told:
            attempt = attempts[day] = next_attempt(attempt, outcome, now)
        left = [gap for gap in gaps[day] if not is_settled(gap, attempt)]
        problems = tuple(report.problems) if report else ()
        issues.append(IssueSummary(day, outcome, code_of(outcome, left), problems, tuple(left)))
    archive.keep_attempts(title, attempts)
    return issues
