"""Many crawls in one process: side by side where their hosts differ, else one after another."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess, Crawler, CrawlerProcessBase
from scrapy.exceptions import UsageError

from yuzhong_news.commands.stopping import tell_of_stop
from yuzhong_news.feeds import FeedExporter
from yuzhong_news.newspapers import Newspaper
from yuzhong_news.newspapers.lanes import lanes
from yuzhong_news.pipelines.outcome import FEEDS_NOT_WRITTEN, KILLED, SHUTDOWN
from yuzhong_news.spiders.newspaper import NewspaperSpider


@dataclass(slots=True)
class Crawled:
    """A newspaper's crawl; ``error`` is what ended it otherwise than by itself."""

    newspaper: Newspaper
    crawler: Crawler
    began: bool = False
    error: BaseException | None = None

    @property
    def stats(self) -> dict[str, Any]:
        """What the crawl counted; nothing where its spider was never made."""
        try:
            return dict(self.crawler.stats.get_stats())
        except RuntimeError:
            return {}

    @property
    def reason(self) -> str:
        """Why the crawl ended; that of one which never began says so."""
        if not self.began:
            return "not_begun"
        return str(self.stats.get("finish_reason") or "crashed")

    @property
    def was_stopped(self) -> bool:
        """Whether a signal ended it; to be asked when the process has ended its crawls."""
        return self.reason in (SHUTDOWN, KILLED)

    @property
    def spider(self) -> NewspaperSpider | None:
        """The spider, null where it was never made."""
        spider = self.crawler.spider
        return spider if isinstance(spider, NewspaperSpider) else None


class Crawls:
    """The crawls of one process."""

    def __init__(self, process: CrawlerProcessBase, arguments: dict[str, dict[str, str]]) -> None:
        """``arguments`` are those of each newspaper's spider, by its name."""
        if not isinstance(process, AsyncCrawlerProcess):
            raise UsageError("FORCE_CRAWLER_PROCESS must not be set: it runs one spider only")
        self._process = process
        self._arguments = arguments
        self._waiting: list[list[Crawled]] = []
        self._stopped = False

    def run(self, newspapers: Sequence[Newspaper], at_once: int) -> list[Crawled]:
        """Crawl all newspapers, at most so many at once, and return how each of them went.

        Raises ``UsageError`` for arguments that a spider does not understand.
        """
        self._waiting = [[self._new(one) for one in lane] for lane in lanes(newspapers)]
        all_of_them = [crawled for lane in self._waiting for crawled in lane]
        for _ in range(max(at_once, 1)):
            self._next([])
        if all_of_them:
            tell_of_stop(all_of_them[0].crawler)
            self._process.start()
        for crawled in all_of_them:
            if isinstance(crawled.error, UsageError):
                raise crawled.error
        return all_of_them

    def _new(self, newspaper: Newspaper) -> Crawled:
        return Crawled(newspaper, self._process.create_crawler(newspaper.name))

    def _next(self, lane: list[Crawled]) -> None:
        """Begin the next crawl of the lane, or where it is done the first of another one."""
        if not lane and self._waiting:
            lane = self._waiting.pop(0)
        if not lane or self._stopped:
            return
        crawled, rest = lane[0], lane[1:]
        crawled.began = True
        task = self._process.crawl(crawled.crawler, **self._arguments[crawled.newspaper.name])
        # Scrapy's own callback comes first, and its join() after ours: it sees the next crawl.
        task.add_done_callback(lambda done: self._ended(done, crawled, rest))

    def _ended(self, task: asyncio.Task[None], crawled: Crawled, rest: list[Crawled]) -> None:
        crawled.error = asyncio.CancelledError() if task.cancelled() else task.exception()
        crawler = crawled.crawler
        if (
            crawled.error is None
            and crawler.settings.getdict("FEEDS")
            and not crawler.get_extension(FeedExporter)
        ):
            crawler.stats.inc_value(FEEDS_NOT_WRITTEN)
        self._stopped = self._stopped or crawled.reason == SHUTDOWN or task.cancelled()
        self._next(rest)
