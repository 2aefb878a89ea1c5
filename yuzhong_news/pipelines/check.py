"""Step 3: count what the pages hold, and what is doubtful about it."""

import logging
from typing import Self

from scrapy.crawler import Crawler

from yuzhong_news.items import Page
from yuzhong_news.pipelines.read import name_of

logger = logging.getLogger(__name__)


class CheckPipeline:
    """Counts articles, and doubts by the cue that decided; changes nothing."""

    def __init__(self, crawler: Crawler) -> None:
        self.stats = crawler.stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, page: Page) -> Page:
        """Return ``page`` as it came."""
        doubts = [*page.doubts, *(doubt for article in page.articles for doubt in article.doubts)]
        for doubt in doubts:
            self.stats.inc_value(f"doubts/{doubt.cue}")
        self.stats.inc_value("check/doubts", len(doubts))
        self.stats.inc_value("check/articles", len(page.articles))
        for article in page.articles:
            self.stats.inc_value(f"check/articles/{article.kind}")
        if not page.articles:
            self.stats.inc_value("check/empty_pages")
            logger.warning("%s: no article found on this page", name_of(page))
        return page
