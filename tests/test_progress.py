"""The line of progress: for a terminal, and for nothing else."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.settings import Settings
from scrapy.statscollectors import MemoryStatsCollector

from tests.pages import a_page
from yuzhong_news.newspapers import BUILT_IN, load_folders
from yuzhong_news.spiders.folder import FolderSpider
from yuzhong_news.spiders.newspaper import spider_of
from yuzhong_news.spiders.progress import Progress, duration, line_of


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def make_crawler(spider: type) -> Crawler:
    crawler = Crawler(spider, Settings())
    crawler.stats = MemoryStatsCollector(crawler)
    return crawler


def test_the_line_tells_issue_pages_articles_and_time() -> None:
    page = a_page(newspaper="渝中报", issue_date=dt.date(2025, 2, 7))
    stats = {"newspaper/issues": 10, "newspaper/issues_begun": 2, "newspaper/pages_expected": 8}
    line = line_of(page, stats, pages=4, articles=20, seconds=10)
    assert line == "渝中报 2025-02-07: 4 of about 40 pages, 20 articles, 1 min 30 s left"


@pytest.mark.parametrize(
    ("seconds", "words"), [(8, "8 s"), (200, "3 min 20 s"), (7500, "2 h 05 min")]
)
def test_a_duration_has_the_units_that_count(seconds: int, words: str) -> None:
    assert duration(seconds) == words


def test_only_a_terminal_gets_it() -> None:
    spider = spider_of(load_folders([BUILT_IN]).newspapers["yuzhong"])
    with pytest.raises(NotConfigured):
        Progress(make_crawler(spider), io.StringIO())
    with pytest.raises(NotConfigured):
        Progress(make_crawler(FolderSpider), Terminal())
    terminal = Terminal()
    progress = Progress(make_crawler(spider), terminal)
    progress.told -= 1
    progress.page_scraped(a_page(newspaper="渝中报", issue_date=dt.date(2025, 2, 7)))
    assert terminal.getvalue().endswith("1 of about 1 pages, 1 articles")
