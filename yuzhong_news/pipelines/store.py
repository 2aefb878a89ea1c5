"""Step 4: pages into the archive, in batches, each page in a transaction of its own.

One writer thread does all that touches the database, so that the crawl does not wait for it; while
the database is away, it lets the pages wait on disk.
"""

import asyncio
import datetime as dt
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import ParamSpec, Self, TypeVar

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, NotConfigured
from scrapy.settings import BaseSettings
from scrapy.utils.spider import DefaultSpider

from yuzhong_news.items import IssuePages, Page
from yuzhong_news.pipelines.outcome import (
    RUN_NOT_FINISHED,
    SHUTDOWN,
    SPOOL,
    SPOOL_ASIDE,
    WAITING,
    counts,
    failures,
)
from yuzhong_news.pipelines.read import name_of
from yuzhong_news.pipelines.writer import Drained, Writer
from yuzhong_news.spool import Spool
from yuzhong_news.storage import Outcome, PageOutcome, StorageError, archive_name

logger = logging.getLogger(__name__)
_P = ParamSpec("_P")
_T = TypeVar("_T")
_LAST_WORDS = 40.0
"""Seconds that a run which is told twice to stop gives the database for its last pages."""


class StorePipeline:
    """Stores the pages, and the run that brought them; an empty ``DATABASE_URL`` turns it off."""

    def __init__(self, crawler: Crawler) -> None:
        if issubclass(crawler.spidercls, DefaultSpider):
            raise NotConfigured  # `scrapy fetch` and `scrapy shell` look at pages, and store none
        self.url: str = crawler.settings.get("DATABASE_URL") or ""
        if not self.url.strip():
            raise NotConfigured  # which is no warning: the closing line says "nothing stored"
        self.batch_size = crawler.settings.getint("STORE_BATCH_SIZE")
        self.crawler = crawler
        self.stats = crawler.stats
        self.waiting: list[Page] = []
        self.writer: Writer | None = None
        self.finished = False
        self.thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="archive")
        crawler.signals.connect(self.finish, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def open_spider(self) -> None:
        """Open the archive and begin a run in it, or close the spider before it fetches a page."""
        try:
            run = await self._in_thread(self._open)
        except StorageError as error:
            logger.error("%s", error)
            raise CloseSpider("archive_not_opened") from error
        self.stats.set_value("store/run", run)

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
        if self.writer is None:
            return False
        first, last = pages or (None, None)
        return await self._in_thread(self.writer.is_complete, newspaper, date, first, last)

    async def expect(self, issue: IssuePages) -> None:
        """Let the archive know which pages an issue has."""
        if self.writer is not None:
            await self._in_thread(self.writer.expect, issue)

    async def close_spider(self) -> None:
        """Store the last batch."""
        await self._flush()

    async def finish(self, spider: Spider, reason: str) -> None:
        """Store what waits, write how the run ended into its row, and close the archive."""
        del spider
        patience = self.crawler.settings.getfloat("DATABASE_PATIENCE")
        await self._in_thread(self._finish, reason, 0.0 if reason == SHUTDOWN else patience)
        self.thread.shutdown()

    def cut_short(self, reason: str) -> None:
        """Store what is in the memory, and end the run, where no event loop runs any more."""
        if self.writer is None or self.finished:
            return
        self.writer.hurry()
        pages, self.waiting = self.waiting, []
        self.thread.submit(self._store, pages)
        try:
            self.thread.submit(self._finish, reason, 0.0).result(_LAST_WORDS)
        except TimeoutError:
            self.stats.inc_value(RUN_NOT_FINISHED)
            logger.error("the database does not answer: the end of this run is not recorded")
        self.thread.shutdown(wait=False, cancel_futures=True)

    async def _flush(self) -> None:
        pages, self.waiting = self.waiting, []
        if not pages or self.writer is None:
            return
        await self._in_thread(self._store, pages)
        if self.writer.full is not None and self.crawler.engine is not None:
            # Not awaited: the engine waits for this very page before it closes.
            self._closing = asyncio.ensure_future(
                self.crawler.engine.close_spider_async(reason="spool_full")
            )

    async def _in_thread(self, work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.thread, lambda: work(*args, **kwargs))

    # What follows runs in the writer's thread.

    def _open(self) -> int:
        settings = self.crawler.settings
        accept_empty = settings.getbool("STORE_ACCEPT_EMPTY")
        self.writer = Writer(self.url, spool_of(settings, self.url), accept_empty=accept_empty)
        run = self.writer.begin(self.crawler.spidercls.name)
        for one in self.writer.drain():
            self._tell_drained(one)
        self._count_waiting()
        return run

    def _store(self, pages: list[Page]) -> None:
        assert self.writer is not None
        outcomes, drained = self.writer.store(pages)
        for one in drained:
            self._tell_drained(one)
        for page, outcome in zip(pages, outcomes, strict=True):
            self._tell(page, outcome)
        self._count_waiting()

    def _finish(self, reason: str, patience: float) -> None:
        if self.writer is None:
            return
        for one in self.writer.settle(patience):
            self._tell_drained(one)
        self._count_waiting()
        stats = self.stats.get_stats()
        if "store/run" in stats:
            ok = not failures(stats, reason)
            try:
                self.writer.finish(ok=ok, reason=reason, counts=counts(stats))
            except StorageError as error:
                self.stats.inc_value(RUN_NOT_FINISHED)
                logger.error("%s", error)
        self.finished = True
        self.writer.close()

    def _tell_drained(self, one: Drained) -> None:
        self._tell(one.page, one.outcome, "store" if one.own else SPOOL)

    def _tell(self, page: Page, outcome: PageOutcome, count: str = "store") -> None:
        if outcome.outcome is Outcome.WAITING:
            return
        self.stats.inc_value(f"{count}/{outcome.outcome}")
        if outcome.outcome is Outcome.FAILED:
            logger.error("%s: not stored: %s", name_of(page), outcome.reason)
        elif outcome.outcome is Outcome.KEPT:
            logger.warning("%s: not replaced: %s%s", name_of(page), outcome.reason, _remedy(page))
        elif outcome.reason:
            logger.warning("%s: the stored page's %s", name_of(page), outcome.reason)

    def _count_waiting(self) -> None:
        assert self.writer is not None
        waiting = self.writer.waiting
        if waiting or WAITING in self.stats.get_stats():
            self.stats.set_value(WAITING, waiting)
        if self.writer.set_aside:
            self.stats.set_value(SPOOL_ASIDE, self.writer.set_aside)


def spool_of(settings: BaseSettings, url: str) -> Spool:
    """Return the spool of the archive at ``url``, as the settings say."""
    folder = settings.get("SPOOL_DIR")
    return Spool(
        Path(folder or ".").expanduser(),
        archive_name(url),
        max_pages=settings.getint("SPOOL_MAX_PAGES") if folder else 0,
        max_bytes=settings.getint("SPOOL_MAX_BYTES"),
    )


def _remedy(page: Page) -> str:
    return "" if page.articles else ". To replace them, give -s STORE_ACCEPT_EMPTY=True"
