"""Step 4: pages into the archive, in batches, each page in a transaction of its own.

One writer thread does all that touches the database, so that the crawl does not wait for it.
"""

import asyncio
import datetime as dt
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, Self, TypeVar

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, NotConfigured
from scrapy.utils.spider import DefaultSpider

from yuzhong_news.items import IssuePages, Page
from yuzhong_news.pipelines.outcome import RUN_NOT_FINISHED, counts, failures
from yuzhong_news.pipelines.read import name_of
from yuzhong_news.storage import Archive, Outcome, StorageError

logger = logging.getLogger(__name__)
_P = ParamSpec("_P")
_T = TypeVar("_T")


class StorePipeline:
    """Stores the pages, and the run that brought them; an empty ``DATABASE_URL`` turns it off."""

    def __init__(self, crawler: Crawler) -> None:
        if issubclass(crawler.spidercls, DefaultSpider):
            raise NotConfigured  # `scrapy fetch` and `scrapy shell` look at pages, and store none
        self.url: str = crawler.settings.get("DATABASE_URL") or ""
        if not self.url.strip():
            raise NotConfigured  # which is no warning: the closing line says "nothing stored"
        self.batch_size = crawler.settings.getint("STORE_BATCH_SIZE")
        self.accept_empty = crawler.settings.getbool("STORE_ACCEPT_EMPTY")
        self.crawler = crawler
        self.stats = crawler.stats
        self.waiting: list[Page] = []
        self.archive: Archive | None = None
        self.writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="archive")
        crawler.signals.connect(self.finish, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def open_spider(self) -> None:
        """Open the archive and begin a run in it, or close the spider before it fetches a page."""
        spider = self.crawler.spidercls.name
        try:
            self.archive = await self._in_writer(Archive, self.url)
            self.run = await self._in_writer(self.archive.begin_run, spider)
        except StorageError as error:
            logger.error("%s", error)
            raise CloseSpider("archive_not_opened") from error
        self.stats.set_value("store/run", self.run)

    async def process_item(self, page: Page) -> Page:
        """Add ``page`` to the batch; whoever fills the batch waits until it is stored."""
        self.waiting.append(page)
        if len(self.waiting) >= self.batch_size:
            await self._flush()
        return page

    async def is_complete(
        self, newspaper: str, date: dt.date, pages: tuple[int, int] | None
    ) -> bool:
        """Whether the archive has all pages of an issue, or those from a first to a last one."""
        if self.archive is None:
            return False
        return await self._in_writer(
            self.archive.is_complete, newspaper, date, *(pages or (None, None))
        )

    async def expect(self, issue: IssuePages) -> None:
        """Let the archive know which pages an issue has."""
        if self.archive is not None:
            await self._in_writer(self.archive.expect, issue)

    async def close_spider(self) -> None:
        """Store the last batch."""
        await self._flush()

    async def finish(self, spider: Spider, reason: str) -> None:
        """Write how the run ended into its row, and close the archive."""
        del spider
        stats = self.stats.get_stats()
        if self.archive and "store/run" in stats:
            ok = not failures(stats, reason)
            try:
                await self._in_writer(
                    self.archive.finish_run, self.run, ok=ok, reason=reason, counts=counts(stats)
                )
            except StorageError as error:
                self.stats.inc_value(RUN_NOT_FINISHED)
                logger.error("%s", error)
        if self.archive:
            await self._in_writer(self.archive.close)
        self.writer.shutdown()

    async def _flush(self) -> None:
        pages, self.waiting = self.waiting, []
        if not pages or self.archive is None:
            return
        stored = await self._in_writer(
            self.archive.store, self.run, pages, accept_empty=self.accept_empty
        )
        for page, of_page in zip(pages, stored.pages, strict=True):
            self.stats.inc_value(f"store/{of_page.outcome}")
            if of_page.outcome is Outcome.FAILED:
                logger.error("%s: not stored: %s", name_of(page), of_page.reason)
            elif of_page.outcome is Outcome.KEPT:
                logger.warning(
                    "%s: not replaced: %s%s", name_of(page), of_page.reason, _remedy(page)
                )

    async def _in_writer(self, work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.writer, lambda: work(*args, **kwargs))


def _remedy(page: Page) -> str:
    return "" if page.articles else ". To replace them, give -s STORE_ACCEPT_EMPTY=True"
