"""Step 1: from a page's bytes to its lines."""

import hashlib
import logging
from typing import Self
from urllib.parse import unquote

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from yuzhong_news.items import PageFacts, PageLines, PageSource
from yuzhong_news.reading import ReadError, read

logger = logging.getLogger(__name__)


class ReadPipeline:
    """Drops, with an error in the log, the pages whose bytes cannot be read."""

    def __init__(self, crawler: Crawler) -> None:
        self.stats = crawler.stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: PageSource) -> PageLines:
        """Return the lines of the page, or raise ``DropItem``."""
        try:
            page = lines_of(item, name_of(item))
        except ReadError as error:
            self.stats.inc_value("read/failed")
            self.stats.inc_value(f"read/failed_by/{type(error).__name__}")
            logger.error("%s", error)
            raise DropItem(str(error), log_level="DEBUG") from error
        self.stats.inc_value("read/pages")
        return page


def lines_of(source: PageSource, name: str) -> PageLines:
    """Return ``source`` as read; raises :class:`ReadError`, which calls it ``name``."""
    reading = read(source.body, name=name, charset=source.charset)
    return PageLines(
        facts=PageFacts(**source.model_dump(include=set(PageFacts.model_fields))),
        lines=reading.lines,
        source_sha256=hashlib.sha256(source.body).hexdigest(),
        doubts=reading.doubts,
    )


def name_of(facts: PageFacts) -> str:
    """Return what messages call this page: its source, a file by its path in readable letters."""
    url = facts.source_url or "a page without source_url"
    return unquote(url.removeprefix("file://")) if url.startswith("file://") else url
