"""No request leaves the newspaper's own hosts, also after redirects."""

from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest


class OffHostError(IgnoreRequest):
    """A request would have gone to a host that is not the newspaper's; the message names it."""


class OwnHostsMiddleware:
    """Refuses what a spider with ``own_hosts`` must not ask for.

    It stands in the downloader, so that it sees pages, files, robots.txt and each redirect alike.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Let the request pass, or raise :class:`OffHostError`."""
        own = getattr(self.crawler.spider, "own_hosts", None)
        if own is None:
            return
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https") and parts.hostname in own:
            return
        self.crawler.stats.inc_value("newspaper/off_host")
        origin = request.meta.get("redirect_urls", [])
        way = f"{origin[0]} redirects to {request.url}" if origin else request.url
        raise OffHostError(
            f"{way}: {parts.hostname or parts.scheme} is no host of this newspaper, so it is not "
            "asked. If it is one, name it in the newspaper's `hosts`"
        )
