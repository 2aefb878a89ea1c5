"""The spider behind ``scrapy probe``: what an address is, and its newest issue."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from yuzhong_news.newspapers import Newspaper
from yuzhong_news.newspapers.guess import address_in, asked_by_address, dated_starts, name_in
from yuzhong_news.platforms import PLATFORMS, Fetch, NotAnIssueError, Platform, platform_of
from yuzhong_news.platforms.dates import date_of_url
from yuzhong_news.platforms.entrances import entrance
from yuzhong_news.platforms.markup import document, text_of
from yuzhong_news.platforms.not_an_issue import diagnose
from yuzhong_news.spiders.arguments import pages_of, today
from yuzhong_news.spiders.fetching import request_of, told
from yuzhong_news.spiders.fetching import text_of as decoded
from yuzhong_news.spiders.issue import IssueUnderway
from yuzhong_news.spiders.newspaper import Found, NewspaperSpider
from yuzhong_news.spiders.reports import ReportingSpider

_BACK = 8
"""Days, today included, on which an issue is looked for: a weekly has one in them."""
_ENTRANCES = 4
_ELSEWHERE = ("no-issue", "error-page", "shell")
"""What an address may show, and issues lie below it all the same."""
_SEEN = 120
"""Characters of a page that the report shows."""


class ProbeSpider(NewspaperSpider):
    """Looks at one address; ``platform``, ``address``, ``title`` and ``problems`` tell what it is.

    It has no name of its own, so that ``scrapy list`` does not show it.
    """

    custom_settings = {"METAREFRESH_ENABLED": False, "DATABASE_URL": "", "FILES_STORE": ""}  # noqa: RUF012

    def __init__(
        self, url: str, pages: str = "", date: dt.date | None = None, name: str = "probe"
    ) -> None:
        ReportingSpider.__init__(self, name)
        self.url = url
        self.pages = pages_of(pages)
        self.refresh = True
        self.strict = False
        self.date = date
        self.days: list[dt.date] = []
        self.own_hosts = frozenset({urlsplit(url).hostname or ""})
        self.platform: Platform | None = None
        self.address = url
        self.title = ""
        self.problems: list[str] = []
        self.only = {}
        self._places = asyncio.Semaphore(1)

    async def start(self) -> AsyncIterator[Request]:
        """Ask for the address itself."""
        yield request_of(Fetch(self.url, "index"), callback=self.look, errback=self.unreachable)

    async def look(self, response: Response, entrances: int = 0) -> Found:
        """Tell which platform this is, and go on to its newest issue."""
        asked = asked_by_address(self.url, PLATFORMS.values())
        try:
            text = decoded(response, "layout")
        except NotAnIssueError as error:
            if asked is None:
                self.problems.append(str(error))
                if error.kind in _ELSEWHERE:
                    for request in self._guess():
                        yield request
                return
            text = ""
        self.title = self.title or _title(text)
        platform = platform_of(text, response.url)
        forward = entrance(document(text), text, response.url)
        if forward is not None and forward.fetches and entrances < _ENTRANCES:
            yield request_of(
                forward.fetches[0],
                callback=self.look,
                errback=self.unreachable,
                cb_kwargs={"entrances": entrances + 1},
            )
            return
        platform = platform or asked
        if platform is None:
            self.problems.append(_unknown(text, response))
            for request in self._guess():
                yield request
            return
        for request in self._begin(platform, response):
            yield request

    async def guessed(self, response: Response, place: int) -> Found:
        """Go on to the issue at a platform's usual path, or try the next platform's."""
        try:
            text = decoded(response, "index")
            platform = platform_of(text, response.url)
            index = platform.read_index(text, response.url) if platform else None
        except NotAnIssueError:
            platform = index = None
        if platform is None or index is None or not (index.fetches or index.layouts):
            for request in self._guess(place + 1):
                yield request
            return
        self.title = _title(text) or self.title
        self.problems = [f"{self.url} shows no issue itself; {response.url} does"]
        for request in self._begin(platform, response):
            yield request

    def not_guessed(self, failure: Failure) -> list[Request]:
        """Try the next platform's usual path where one could not be fetched."""
        request: Request = failure.request  # type: ignore[attr-defined]
        return self._guess(request.cb_kwargs["place"] + 1)

    async def parse(
        self, response: Response, fetch: Fetch, issue: IssueUnderway, entrances: int = 0
    ) -> Found:
        """Read as a newspaper's spider does; where there is no issue, try the day before."""
        found = False
        async for one in super().parse(response, fetch, issue, entrances):
            found = True
            yield one
        if not found and not issue.facts:
            for request in self._next(self.days.index(issue.date) + 1):
                yield request

    def unreachable(self, failure: Failure) -> None:
        """Keep why a page could not be fetched."""
        request: Request = failure.request  # type: ignore[attr-defined]
        if "issue" in request.cb_kwargs:
            super().unreachable(failure)
        else:
            self.crawler.stats.inc_value("newspaper/failed")
            self.problems.append(told(failure.value, request.url))  # type: ignore[arg-type]

    def _begin(self, platform: Platform, response: Response) -> list[Request]:
        """Take what a response shows of platform and address, and return the first request."""
        self.platform = platform
        date = date_of_url(response.url)
        self.address = address_in(response.url if date else self.url, date, platform)
        self.newspaper = self._newspaper(platform)
        date = self.date or date
        self.days = [date] if date else [today() - dt.timedelta(n) for n in range(_BACK)]
        return self._next(0)

    def _guess(self, place: int = 0) -> list[Request]:
        """Return the request for the place at which one of the platforms would have the issue."""
        if self.date is None:
            self.problems.append(
                "Where you know a day on which the newspaper appeared, add --date 2025-02-07: "
                "the addresses that the known platforms give its issue are then tried, too"
            )
            return []
        starts = dated_starts(self.url, self.date, PLATFORMS.values())
        if place < len(starts):
            return [
                request_of(
                    starts[place],
                    callback=self.guessed,
                    errback=self.not_guessed,
                    cb_kwargs={"place": place},
                )
            ]
        if starts:
            self.problems.append(
                f"of the {len(starts)} addresses that the known platforms would give the issue of "
                f"{self.date} none shows one, from {starts[0].url} to {starts[-1].url}"
            )
        return []

    def _next(self, place: int) -> list[Request]:
        """Return the request for the issue of the day at this place, if there is one."""
        if place >= len(self.days) or self.platform is None:
            return []
        try:
            fetch = self.platform.start(self.address, self.days[place])
        except ValueError as error:
            self.problems.append(str(error))
            return []
        return [self._request(fetch, IssueUnderway(self.newspaper.title, self.days[place]))]

    def _newspaper(self, platform: Platform) -> Newspaper:
        return Newspaper(
            name=name_in(self.address),
            title=self.title[:40] or "?",
            district="?",
            platform=platform.name,
            address=self.address,
            confirmed=True,
        )

    def _failed(
        self, message: str, issue: IssueUnderway, kind: str, count: str = "newspaper/failed"
    ) -> None:
        del issue, kind
        self.crawler.stats.inc_value(count)
        self.problems.append(message)

    def _not_an_issue(self, error: NotAnIssueError, issue: IssueUnderway) -> None:
        message = f"{issue.date}: {error.kind}: {error}"
        if issue.facts:
            # A page is missing; a day without issue leads to the one before.
            self._failed(message, issue, error.kind)
        else:
            self.problems.append(message)


def _title(text: str) -> str:
    found = next(document(text).iter("title"), None)
    return "" if found is None else " ".join("".join(found.itertext()).split())[:40]


def _unknown(text: str, response: Response) -> str:
    """Return what was seen at an address of an unknown platform, and what to do."""
    root = document(text)
    seen = " ".join(str(text_of(root, limit=2000)).split())[:_SEEN]
    links = sum(1 for _ in root.iter("a"))
    kind = diagnose(text, response.url, root)
    known = ", ".join(sorted(PLATFORMS))
    challenge = f"\n  {kind}" if kind.kind in ("challenge", "error-page", "shell") else ""
    return (
        f"{response.url}: no platform of an e-paper is recognised.\n"
        f"  seen: status {response.status}, {len(response.body):,} bytes, {links} links, "
        f"{_title(text) or 'no title'!r}: {seen!r}{challenge}\n"
        f"  known platforms: {known}.\n"
        "  Give the address of one page of an issue (it lists the other pages), as your browser "
        "shows it.\n"
        '  If the site has PDFs only, write a TOML with platform = "plain_pdf". A platform that '
        "is none of these needs a module in yuzhong_news/platforms: please send the page."
    )


def probe_class() -> type[ProbeSpider]:
    """Return the spider's class with a name, as Scrapy asks for."""
    return type("Probe", (ProbeSpider,), {"name": "probe"})
