"""One line on a terminal that tells how far a newspaper's crawl is; nothing in a pipe."""

import sys
import time
from typing import Self, TextIO

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from yuzhong_news.items import Page
from yuzhong_news.spiders.newspaper import NewspaperSpider

_EVERY = 0.2
"""Seconds between two lines."""


class Progress:
    """Writes the line over itself whenever a page has been stored."""

    def __init__(self, crawler: Crawler, out: TextIO) -> None:
        if not issubclass(crawler.spidercls, NewspaperSpider) or not out.isatty():
            raise NotConfigured
        self.stats = crawler.stats
        self.out = out
        self.began = self.told = time.monotonic()
        self.articles = self.pages = 0
        crawler.signals.connect(self.page_scraped, signal=signals.item_scraped)
        crawler.signals.connect(self.closed, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler, sys.stderr)

    def page_scraped(self, item: Page) -> None:
        """Count the page, and tell."""
        self.pages += 1
        self.articles += len(item.articles)
        now = time.monotonic()
        if now - self.told >= _EVERY:
            self.told = now
            line = line_of(
                item, self.stats.get_stats(), self.pages, self.articles, now - self.began
            )
            self.out.write(f"\r\x1b[K{line}")
            self.out.flush()

    def closed(self, spider: Spider) -> None:
        """Take the line away: the closing line follows."""
        del spider
        self.out.write("\r\x1b[K")
        self.out.flush()


def line_of(page: Page, stats: dict[str, int], pages: int, articles: int, seconds: float) -> str:
    """Return the line: the issue, pages and articles so far, and about how long it will take."""
    issues = stats.get("newspaper/issues", 1)
    complete = stats.get("newspaper/complete_issues", 0)
    begun = max(stats.get("newspaper/issues_begun", 1), 1)
    expected = stats.get("newspaper/pages_expected", 0) / begun * max(issues - complete, 1)
    left = f", {duration(seconds / pages * max(expected - pages, 0))} left" if expected else ""
    return (
        f"{page.newspaper} {page.issue_date}: {pages} of about {max(round(expected), pages)} "
        f"pages, {articles} articles{left}"
    )


def duration(seconds: float) -> str:
    """Return a time in the two units that count: 2 h 05 min, 3 min 20 s, 8 s."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes_left = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes_left:02} min"
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
