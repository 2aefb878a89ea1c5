"""What a run says of its issues: how many pages are expected, what went wrong, and with which."""

from __future__ import annotations

import datetime as dt

from scrapy import Request, Spider
from twisted.python.failure import Failure

from yuzhong_news.expectations import IssueReport, Problem
from yuzhong_news.newspapers import Newspaper
from yuzhong_news.platforms import NotAnIssueError
from yuzhong_news.spiders.arguments import PageRange
from yuzhong_news.spiders.fetching import kind_of, told
from yuzhong_news.spiders.issue import IssueUnderway

_MISSING = ("no-issue", "other-date")


class ReportingSpider(Spider):
    """Counts the pages of a newspaper's issues, and keeps what went wrong with each.

    ``strict`` says that a day without an issue is a failure; ``pages`` and ``only`` are the pages
    that are wanted, of all days and of some.
    """

    newspaper: Newspaper
    strict: bool
    pages: PageRange | None
    only: dict[dt.date, frozenset[int]]

    def __init__(self, name: str | None = None) -> None:
        super().__init__(name)
        self.reports: dict[dt.date, IssueReport] = {}
        self._expected: dict[dt.date, int] = {}

    def unreachable(self, failure: Failure) -> None:
        """Tell of an index or a page that could not be fetched."""
        request: Request = failure.request  # type: ignore[attr-defined]
        issue: IssueUnderway = request.cb_kwargs["issue"]
        self._report(issue).asked = True
        error = failure.value
        message = told(error, request.url) if isinstance(error, Exception) else str(error)
        self._failed(message, issue, kind_of(error))

    def wants(self, date: dt.date, number: int | None) -> bool:
        """Whether the page of this number is to be fetched of the issue of ``date``."""
        numbers = self.only.get(date)
        if numbers:
            return number in numbers
        return self.pages is None or self.pages.holds(number)

    def _tell_pages(self, issue: IssueUnderway) -> None:
        """Count the pages that are to be expected, for whoever waits for the end."""
        numbers = [facts.page_number for facts in issue.facts.values()]
        wanted = [n for n in numbers if self.wants(issue.date, n)]
        self._expected[issue.date] = len(wanted)
        stats = self.crawler.stats
        stats.set_value("newspaper/issues_begun", len(self._expected))
        stats.set_value("newspaper/pages_expected", sum(self._expected.values()))

    def _not_an_issue(self, error: NotAnIssueError, issue: IssueUnderway) -> None:
        """Count what is no issue; a day without issue is a failure only where one was expected."""
        self.crawler.stats.inc_value(f"not_an_issue/{error.kind}")
        message = f"{self.name} {issue.date}: {error.kind}: {error}"
        if error.kind in _MISSING and not self.strict and not issue.facts:
            self._report(issue).problems.append(Problem(error.kind, message))
            self.crawler.stats.inc_value("newspaper/days_without_issue")
            self.logger.warning("%s", message)
        else:
            self._failed(message, issue, error.kind)

    def _report(self, issue: IssueUnderway) -> IssueReport:
        return self.reports.setdefault(issue.date, IssueReport(issue.date))

    def _failed(
        self, message: str, issue: IssueUnderway, kind: str, count: str = "newspaper/failed"
    ) -> None:
        self._report(issue).problems.append(Problem(kind, message))
        self.crawler.stats.inc_value(count)
        self.logger.error("%s", message)
