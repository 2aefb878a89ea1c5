"""Step 2: from a page's lines to its articles."""

import logging
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from yuzhong_news.items import LabelledPage, Page, PageFacts, PageLines, PageSheet
from yuzhong_news.pipelines.labelled import split_labelled
from yuzhong_news.pipelines.plain import page_of
from yuzhong_news.pipelines.printed import split_sheet
from yuzhong_news.pipelines.read import name_of
from yuzhong_news.workers import Workers

logger = logging.getLogger(__name__)


class SplitPipeline:
    """Drops a page that the splitting cannot digest, so that the others of the run are stored."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.stats = crawler.stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_item(self, item: PageLines | PageSheet | LabelledPage) -> Page:
        """Return the page with its articles, or raise ``DropItem``; PDFs are split in a worker."""
        try:
            if isinstance(item, LabelledPage):
                page = split_labelled(item.fetched, await self._printed(item.sheet))
            elif isinstance(item, PageSheet):
                page = await Workers.of(self.crawler).run(split_sheet, item)
            else:
                page = page_of(item)
        except Exception as error:
            self.stats.inc_value("split/failed")
            logger.error("%s", split_failure(name_of(_facts_of(item)), error))
            logger.debug("The failure in splitting:", exc_info=True)
            raise DropItem(str(error), log_level="DEBUG") from error
        self.stats.inc_value("split/pages")
        return page

    async def _printed(self, sheet: PageSheet | None) -> Page | None:
        return None if sheet is None else await Workers.of(self.crawler).run(split_sheet, sheet)


def _facts_of(item: PageLines | PageSheet | LabelledPage) -> PageFacts:
    return item.fetched.facts if isinstance(item, LabelledPage) else item.facts


def split_failure(name: str, error: Exception) -> str:
    """Return the message for a page at which the splitting itself broke."""
    return (
        f"{name}: could not be split ({type(error).__name__}: {error}). "
        "This is a bug in yuzhong_news: please report it with the page"
    )
