"""Scrapy's count of logged errors, in which the crawls of one process stay apart."""

import logging

from scrapy import Spider
from scrapy.extensions.logcount import LogCount
from scrapy.utils.log import LogCounterHandler


class OwnLogCount(LogCount):
    """Counts what a crawl's own spider logged, and of the rest only what none else can have.

    Scrapy's own counts every event of the process: of two newspapers that are fetched side by
    side, each would answer for the other's errors.
    """

    def spider_opened(self, spider: Spider) -> None:
        """Begin to count."""
        super().spider_opened(spider)
        if self.handler is not None:
            self.handler.addFilter(self._is_own)

    def _is_own(self, record: logging.LogRecord) -> bool:
        spider = getattr(record, "spider", None)
        if spider is not None:
            return spider is self.crawler.spider
        counters = [one for one in logging.root.handlers if isinstance(one, LogCounterHandler)]
        return len(counters) == 1
