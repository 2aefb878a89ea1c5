"""Issues between a spider and the archive: which are complete already, which pages they have."""

import datetime as dt
import logging
from collections.abc import AsyncIterator
from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from yuzhong_news.items import IssuePages
from yuzhong_news.pipelines.store import StorePipeline
from yuzhong_news.storage import StorageError

logger = logging.getLogger(__name__)


class IssuesMiddleware:
    """Leaves out the issues that the archive has, and tells it the pages that an index names.

    A request for an issue's index says in its meta ``issue`` which one it is: newspaper, date, and
    the first and last page that is wanted (null for all).
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Yield what the spider begins with, but for the issues that are complete."""
        async for one in start:
            issue = one.meta.get("issue") if isinstance(one, Request) else None
            if issue is not None and await self._is_complete(*issue):
                self.crawler.stats.inc_value("newspaper/complete_issues")
                continue
            yield one

    async def process_spider_output(
        self, response: Response, result: AsyncIterator[Any]
    ) -> AsyncIterator[Any]:
        """Yield what the spider found, and keep which pages an issue has."""
        del response
        async for one in result:
            if isinstance(one, IssuePages):
                await self._expect(one)
            else:
                yield one

    async def _is_complete(
        self, newspaper: str, date: dt.date, pages: tuple[int, int] | None
    ) -> bool:
        store = self.crawler.get_item_pipeline(StorePipeline)
        try:
            return store is not None and await store.is_complete(newspaper, date, pages)
        except StorageError as error:
            logger.error("%s", error)
            return False

    async def _expect(self, issue: IssuePages) -> None:
        store = self.crawler.get_item_pipeline(StorePipeline)
        try:
            if store is not None:
                await store.expect(issue)
        except StorageError as error:
            logger.error("%s", error)
