"""From an archive's facts to its gaps: what is missing, and what looks as if something were.

All is found in one walk over the days, so that each issue is compared with those before it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict, deque
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import median

from yuzhong_news.expectations.facts import StoredIssue, StoredPage
from yuzhong_news.expectations.rules import Rules

HISTORY = 8
"""Issues of the same weekday, or same pages of them, that an issue is compared with."""
LEAST_HISTORY = 4
"""Such issues that must be there before anything is compared with them."""
THIN = 1 / 3
"""Share of its usual characters at which a page is suspicious."""
FEWER = 3 / 4
"""Share of the usual number of pages below which an issue is suspicious."""
USUAL = 6
"""Issues of the last HISTORY days of a weekday that make it a usual day of publication."""
SILENCE = 14
"""Days asked for in a row for which the site had no issue, at which a newspaper is silent."""
_WEEK = 7


class GapKind(StrEnum):
    """What kind of thing is missing, or suspicious."""

    MISSING_ISSUE = "missing-issue"
    SILENT = "silent"
    MISSING_PAGE = "missing-page"
    FAILED_DOCUMENT = "failed-document"
    FEWER_PAGES = "fewer-pages"
    FEW_ARTICLES = "few-articles"
    THIN_PAGE = "thin-page"

    @property
    def is_suspicion(self) -> bool:
        """Whether everything that was named is there, and only looks too little."""
        return self in (GapKind.FEWER_PAGES, GapKind.FEW_ARTICLES, GapKind.THIN_PAGE)


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that an issue lacks; ``page`` and ``page_name`` are null for a whole issue."""

    kind: GapKind
    date: dt.date
    page: int | None = None
    page_name: str | None = None
    detail: str = ""

    @property
    def of_page(self) -> bool:
        """Whether it is of one page, and not of the issue as a whole."""
        return self.kind not in (GapKind.MISSING_ISSUE, GapKind.SILENT, GapKind.FEWER_PAGES)


def find_gaps(
    rules: Rules,
    issues: Mapping[dt.date, StoredIssue],
    days: Collection[dt.date],
    now: dt.datetime,
    *,
    failed: Collection[dt.date] = (),
    absent: Collection[dt.date] = (),
) -> list[Gap]:
    """Return the gaps of ``days``, the oldest first.

    ``issues`` are those that the archive has, of the weeks before the first of ``days``, too.  A
    day without issue is a gap where one was due: on a day of publication, or, where those are not
    known, on a weekday that had an issue in most of the weeks before.  ``failed`` are days whose
    issue was asked for in vain, though the site did not say that there is none: they are gaps, too.
    ``absent`` are days of which it did say so.  Many of them in a row make a newspaper silent whose
    days of publication nobody knows: its site may have moved.
    """
    found: list[Gap] = []
    if not days:
        return found
    asked = set(days)
    walk = _History(rules)
    first = min([min(asked), *issues])
    for n in range((max(asked) - first).days + 1):
        day = first + dt.timedelta(n)
        issue = issues.get(day)
        if issue is not None and not issue.is_there:
            issue = None
        if day in asked:
            if issue is not None:
                found += _of_issue(rules, issue, walk)
            elif (day in failed or walk.is_usual(day)) and rules.is_past_due(day, now):
                found.append(Gap(GapKind.MISSING_ISSUE, day))
        walk.add(day, issue)
    held = [day for day, issue in issues.items() if issue.is_there and day <= max(asked)]
    past = {day for day in absent if rules.may_appear(day) and rules.is_past_due(day, now)}
    silent = None if rules.weekdays is not None else _silence(held, past & asked, past)
    if silent is not None and silent.date not in {gap.date for gap in found}:
        found.append(silent)
    return found


def _silence(
    held: Collection[dt.date], asked: Collection[dt.date], absent: Collection[dt.date]
) -> Gap | None:
    """Return the gap on the last day that was asked for, where the newspaper is silent.

    A newspaper that paused for longer before, as a monthly one does, is silent from then on only.
    """
    days = sorted(held)
    pauses = [(after - before).days for before, after in pairwise(days)]
    last = days[-1] if days else dt.date.min
    since = [day for day in absent if day > last]
    if len(since) < max([SILENCE, *pauses]) or not asked or max(asked) <= last:
        return None
    ever = f"none since {last}" if days else "none is in the archive"
    detail = f"no issue on {len(since)} days asked for, {ever}"
    return Gap(GapKind.SILENT, max(asked), detail=detail)


class _History:
    """What the issues before a day were like."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._appeared: dict[int, deque[bool]] = defaultdict(lambda: deque(maxlen=HISTORY))
        self._pages: dict[int, deque[int]] = defaultdict(lambda: deque(maxlen=HISTORY))
        self._characters: dict[tuple[int, int], deque[int]] = defaultdict(
            lambda: deque(maxlen=HISTORY)
        )
        self._last: dt.date | None = None

    def add(self, day: dt.date, issue: StoredIssue | None) -> None:
        weekday = day.weekday()
        if issue is not None:
            self._last = day
            self._pages[weekday].append(len(issue.pages) + len(issue.missing))
            for page in issue.pages:
                if page.number is not None:
                    self._characters[weekday, page.number].append(page.characters)
        # A week in which nothing came tells of a crawl that stood still, not of the newspaper.
        awake = self._last is not None and (day - self._last).days < _WEEK
        if awake and self._rules.may_appear(day):
            self._appeared[weekday].append(issue is not None)

    def is_usual(self, day: dt.date) -> bool:
        if not self._rules.may_appear(day):
            return False
        return self._rules.weekdays is not None or sum(self._appeared[day.weekday()]) >= USUAL

    def usual_pages(self, day: dt.date) -> float | None:
        return _usual(self._pages[day.weekday()]) or self._rules.usual_pages

    def usual_characters(self, day: dt.date, page: StoredPage) -> float | None:
        if page.number is None:
            return None
        return _usual(self._characters[day.weekday(), page.number])


def _usual(numbers: Collection[int]) -> float | None:
    return median(numbers) if len(numbers) >= LEAST_HISTORY else None


def _of_issue(rules: Rules, issue: StoredIssue, history: _History) -> Iterator[Gap]:
    for missing in issue.missing:
        where = "" if missing.number is not None else missing.key
        yield Gap(GapKind.MISSING_PAGE, issue.date, missing.number, missing.name, where)
    for page in issue.pages:
        yield from _of_page(rules, issue.date, page, history)
    number = len(issue.pages) + len(issue.missing)
    usual = history.usual_pages(issue.date)
    least = rules.pages.get(issue.date.weekday(), 0)
    if number < least:
        detail = f"{number} instead of {least}"
        yield Gap(GapKind.FEWER_PAGES, issue.date, detail=detail)
    elif not least and usual is not None and number < usual * FEWER:
        detail = f"{number}, usual are {usual:g}"
        yield Gap(GapKind.FEWER_PAGES, issue.date, detail=detail)


def _of_page(rules: Rules, day: dt.date, page: StoredPage, history: _History) -> Iterator[Gap]:
    for failed in page.failed_documents:
        yield Gap(GapKind.FAILED_DOCUMENT, day, page.number, page.name, failed)
    # A page that could not be read says so itself: neither its articles nor letters are counted.
    if page.status is None and page.articles < rules.articles:
        detail = f"{page.articles} instead of {rules.articles}"
        yield Gap(GapKind.FEW_ARTICLES, day, page.number, page.name, detail)
    usual = history.usual_characters(day, page)
    if page.status is None and usual and page.characters <= usual * THIN:
        detail = f"{page.characters} characters, usual are {usual:g}"
        yield Gap(GapKind.THIN_PAGE, day, page.number, page.name, detail)
