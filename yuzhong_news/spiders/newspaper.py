"""Newspaper spiders: one class for each TOML of ``newspapers``, all of them made here.

``scrapy crawl yuzhong [-a date=… | -a since=… -a until=…] [-a pages=1-4] [-a refresh=1]``
``scrapy crawl yuzhong -a only="2025-02-09 2025-02-07/2,4"`` (as `scrapy backfill` does)

An issue's index names its pages, a page's layout its articles, PDF and picture.  Indexes and
layouts go through Scrapy's scheduler, oldest issue first; a page fetches its articles and files
itself, because it is stored whole or not at all.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from typing import Any

from scrapy import Request
from scrapy.exceptions import UsageError
from scrapy.http import Response

from yuzhong_news.items import FetchedPage, IssuePages
from yuzhong_news.newspapers import Newspaper
from yuzhong_news.platforms import (
    Fetch,
    Issue,
    Layout,
    NotAnIssueError,
    Platform,
)
from yuzhong_news.platforms.not_an_issue import check_date
from yuzhong_news.platforms.selectors import platform_with
from yuzhong_news.spiders.arguments import (
    ahead_of_today,
    check_known,
    days_of,
    flag_of,
    only_of,
    pages_of,
)
from yuzhong_news.spiders.facts import FactsError, date_of
from yuzhong_news.spiders.fetching import (
    GONE,
    FetchError,
    fetched_at_of,
    kind_of,
    request_of,
    same_place,
    text_of,
)
from yuzhong_news.spiders.gathering import gather
from yuzhong_news.spiders.issue import IssueUnderway, address_of, merged
from yuzhong_news.spiders.kinds import media_type_of
from yuzhong_news.spiders.reports import ReportingSpider

PAGES_AT_ONCE = 4
"""Pages whose articles and files are fetched side by side; each may hold a PDF of megabytes."""
MAX_PAGES = 400
"""Pages of one issue; a special issue of a big newspaper has 200."""
_ENTRANCES = 3
"""Indexes that may lead one to another before an issue's own is reached."""
_LAYOUT_FIRST = 1_000_000
"""Priority of a page before all indexes, so that one issue ends before the next begins."""

Found = AsyncIterator[Request | FetchedPage | IssuePages]


class NewspaperSpider(ReportingSpider):
    """Brings the issues of one newspaper, each page with its articles and files."""

    custom_settings = {  # noqa: RUF012 - Scrapy's own declaration is no ClassVar
        "METAREFRESH_ENABLED": False,  # the platforms follow entrances, and look at their dates
        "CONCURRENT_ITEMS": 8,  # Scrapy starts so many tasks for each response
        # Bytes of responses that are being read, beyond which no more are asked for. Each waits in
        # the memory until its page is gathered; with Scrapy's 5 MB, a thousand indexes did.
        "SCRAPER_SLOT_MAX_ACTIVE_SIZE": 30_000,
    }

    def __init__(
        self,
        *,
        date: str = "",
        since: str = "",
        until: str = "",
        pages: str = "",
        refresh: str = "",
        only: str = "",
        name: str | None = None,
        **unknown: str,
    ) -> None:
        super().__init__(name)
        try:
            check_known(unknown, "date, since, until, pages, refresh and only")
            if only and (date or since or until or pages):
                raise FactsError("give either only, or date, since, until and pages")
            self.only = only_of(only)
            self.days = list(self.only) or days_of(self.newspaper, date, since, until)
            self._notice = ahead_of_today(date_of(until or None, "argument until"))
            self.pages = pages_of(pages)
            self.refresh = flag_of(refresh, "refresh") or bool(self.only)
        except FactsError as error:
            raise UsageError(f"{self.name}: {error}") from None
        # Where nobody knows on which days a newspaper appears, a day without issue is no failure.
        self.strict = bool(date) or (
            len(self.days) == 1 and self.newspaper.publication_days is not None
        )
        self.own_hosts = self._hosts()
        self._places = asyncio.Semaphore(PAGES_AT_ONCE)

    def ask_for(self, days: list[dt.date]) -> None:
        """Take these days in place of those that the arguments say; none of them must be there."""
        self.days = days
        self.strict = False
        self.own_hosts = self._hosts()

    async def start(self) -> AsyncIterator[Request]:
        """Yield one request for each issue's index; those that are complete are left out later."""
        stats = self.crawler.stats
        stats.set_value("newspaper/issues", len(self.days))
        stats.set_value("newspaper/pages", 0)
        if self._notice:
            self.logger.warning("%s: %s", self.name, self._notice)
        if not self.newspaper.confirmed:
            self.logger.warning(
                "%s: its address and platform were not tried against the live site yet "
                "(confirmed = false in its TOML)",
                self.name,
            )
        if not self.days:
            self.logger.warning(
                "%s: no issue appears on the days asked for (publication_days in its TOML); "
                "-a date=… asks all the same",
                self.name,
            )
        for request in self.begin():
            yield request

    def begin(self) -> Iterator[Request]:
        """Yield the request with which each issue begins, the oldest first."""
        for place, day in enumerate(self.days):
            edition = self.newspaper.edition_of(day)
            platform = platform_with(edition.platform, edition.selectors)
            fetch = platform.start(edition.address, day)
            issue = IssueUnderway(self.newspaper.title, day)
            # What the archive has complete is asked for by newspaper, day and pages.
            meta = {} if self.refresh else {"issue": (self.newspaper.title, day, self.pages)}
            yield self._request(fetch, issue, priority=-place, meta=meta)

    async def parse(
        self, response: Response, fetch: Fetch, issue: IssueUnderway, entrances: int = 0
    ) -> Found:
        """Read an index or a layout, and yield what it leads to."""
        self._report(issue).asked = True
        issue.seen_at = issue.seen_at or fetched_at_of(response)
        if _is_guess(fetch) and len(issue.facts) > 1 and _is_none(response):
            issue.facts.pop(address_of(fetch), None)
            yield issue.pages()
            return
        try:
            text = text_of(response, fetch.step if issue.facts else "index")
            if fetch.step == "index":
                found = self._index(response, text, issue, entrances)
            else:
                layout = self._platform(issue).read_layout(text, response.url, fetch.page)
                self._check_date(layout.date, issue, response)
                found = self._layout(layout, fetch, issue, response)
        except NotAnIssueError as error:
            self._not_an_issue(error, issue)
            return
        async for one in found:
            yield one

    def _index(self, response: Response, text: str, issue: IssueUnderway, entrances: int) -> Found:
        index = self._platform(issue).read_index(text, response.url)
        further = [fetch for fetch in index.fetches if fetch.step == "index"]
        if not further:
            self._check_date(index.date, issue, response)
        elif entrances >= _ENTRANCES:
            raise NotAnIssueError(
                "shell", f"{response.url}: its indexes lead in a circle. Look at the site"
            )
        chosen = [fetch for fetch in further if fetch.date in (None, issue.date)]
        if further and not chosen:
            listed = sorted(fetch.date for fetch in further if fetch.date)
            raise NotAnIssueError(
                "no-issue",
                f"{response.url} lists no issue of {issue.date}, "
                f"but of {listed[0]} to {listed[-1]}",
            )
        if chosen:
            return self._entrance(chosen[0], issue, entrances + 1)
        return self._whole(index, response, issue)

    async def _entrance(self, fetch: Fetch, issue: IssueUnderway, entrances: int) -> Found:
        yield self._request(fetch, issue, entrances=entrances)

    async def _whole(self, index: Issue, response: Response, issue: IssueUnderway) -> Found:
        """Yield what the issue's own index leads to: its pages, or those that stand in it."""
        async for one in self._pages(index.fetches, issue, skip=response.url):
            yield one
        own = next((f for f in index.fetches if address_of(f) == response.url), None)
        if own is not None:
            # The index is the layout of a page, too, and need not be asked for again.
            async for one in self.parse(response, own, issue):
                yield one
        inside = [(f"{response.url}#page={n}", each) for n, each in enumerate(index.layouts, 1)]
        for address, layout in inside:
            issue.add(address, layout.page)
        if inside:
            self._tell_pages(issue)
            yield issue.pages()
        for address, layout in inside:
            async for page in self._page(layout, address, issue, response):
                yield page

    async def _pages(self, fetches: Iterable[Fetch], issue: IssueUnderway, skip: str = "") -> Found:
        """Yield the pages that the issue has, and requests for those that are wanted.

        The page at ``skip`` has been fetched already.
        """
        new = [fetch for fetch in fetches if not issue.knows(fetch)]
        room = max(MAX_PAGES - len(issue.facts), 0)
        if len(new) > room:
            self._failed(
                f"{self.name} {issue.date}: the site names more than {MAX_PAGES} pages, more than "
                "any newspaper has; the others are left out. Look at it in a browser",
                issue,
                "too-many-pages",
            )
            new = new[:room]
        for fetch in new:
            issue.add(address_of(fetch), fetch.page)
        if new:
            self._tell_pages(issue)
            yield issue.pages()
        for place, fetch in enumerate(new):
            number = issue.facts[address_of(fetch)].page_number
            if address_of(fetch) != skip and self.wants(issue.date, number):
                yield self._request(fetch, issue, priority=_LAYOUT_FIRST - place)

    async def _layout(
        self, layout: Layout, fetch: Fetch, issue: IssueUnderway, response: Response
    ) -> Found:
        address = address_of(fetch)
        layout = replace(layout, page=merged(fetch.page, layout.page))
        if issue.add(address, layout.page):
            yield issue.pages()
        async for one in self._pages(layout.siblings, issue):
            yield one
        async for page in self._page(layout, address, issue, response):
            yield page

    async def _page(
        self, layout: Layout, address: str, issue: IssueUnderway, response: Response
    ) -> AsyncIterator[FetchedPage]:
        """Yield the page with all that belongs to it, unless it is not wanted or fails."""
        facts = issue.facts[address]
        if not self.wants(issue.date, facts.page_number):
            return
        self.crawler.stats.inc_value("newspaper/pages")
        async with self._places:
            try:
                page = await self._gather(layout, address, issue, response)
            except NotAnIssueError as error:
                self._not_an_issue(error, issue)
                return
            except FetchError as error:
                message = f"{address}: not stored, because an article of it is missing: {error}"
                self._failed(message, issue, kind_of(error.__cause__))
                return
        yield page

    async def _gather(
        self, layout: Layout, address: str, issue: IssueUnderway, response: Response
    ) -> FetchedPage:
        gathered = await gather(self.crawler, self._platform(issue), layout, address, response)
        for problem in gathered.failed:
            self._failed(problem, issue, "document", "newspaper/documents/failed")
        return FetchedPage(
            facts=issue.facts[address],
            paper=self.newspaper.name,
            stem=issue.stem_of(address),
            labelled=gathered.labelled,
            files=gathered.files,
            picture_size=layout.picture_size,
            doubts=gathered.doubts,
        )

    def _hosts(self) -> frozenset[str]:
        editions = [self.newspaper.edition_of(day) for day in self.days]
        return frozenset().union(*(edition.hosts for edition in editions))

    def _request(self, fetch: Fetch, issue: IssueUnderway, **options: Any) -> Request:  # noqa: ANN401
        kwargs: dict[str, Any] = {"fetch": fetch, "issue": issue}
        if "entrances" in options:
            kwargs["entrances"] = options.pop("entrances")
            options["priority"] = _LAYOUT_FIRST
        if issue.seen_at is not None:
            options["meta"] = {"near": issue.seen_at, **options.get("meta", {})}
        return request_of(
            fetch, callback=self.parse, errback=self.unreachable, cb_kwargs=kwargs, **options
        )

    def _platform(self, issue: IssueUnderway) -> Platform:
        edition = self.newspaper.edition_of(issue.date)
        return platform_with(edition.platform, edition.selectors)

    def _check_date(self, found: dt.date | None, issue: IssueUnderway, response: Response) -> None:
        """Raise :class:`NotAnIssueError` unless a response is of the issue's date."""
        asked = (response.meta.get("redirect_urls") or [response.url])[0]
        check_date(found, issue.date, response.url)
        if found is None and not same_place(asked, response.url):
            raise NotAnIssueError(
                "other-date", f"{asked} redirects to {response.url}, which tells no date"
            )


def spider_of(newspaper: Newspaper) -> type[NewspaperSpider]:
    """Return the spider class of a newspaper."""
    name = "".join(part.title() for part in newspaper.name.split("_"))
    edition = newspaper.edition
    return type(
        f"{name}Spider",
        (NewspaperSpider,),
        {
            "name": newspaper.name,
            "newspaper": newspaper,
            "__doc__": f"{newspaper.title} ({newspaper.district}), {edition.address}",
            "__module__": __name__,
        },
    )


def _is_guess(fetch: Fetch) -> bool:
    """Whether a page is a PDF whose address follows a pattern, so that it may not be there."""
    return fetch.step == "layout" and fetch.page.pdf == fetch.url


def _is_none(response: Response) -> bool:
    """Whether a response says that there is no such PDF: the page behind the last one."""
    is_pdf = media_type_of(response.body) == "application/pdf"
    return response.status in GONE or (response.status < 400 and not is_pdf)
