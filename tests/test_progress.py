"""The line of progress: for a terminal, and for nothing else."""

from __future__ import annotations

import datetime as dt
import io
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.settings import Settings
from scrapy.statscollectors import MemoryStatsCollector

from tests.pages import ROOT, a_page
from tests.papers import DAY, folder_of, site
from tests.replay import serve
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


def test_a_crawl_on_a_terminal_tells_its_progress(tmp_path: Path) -> None:
    days = [DAY, DAY + dt.timedelta(days=1)]
    files = {path: body for day in days for path, body in site(day, pdf_pages=()).items()}
    with serve(files) as paper:
        newspapers = folder_of(tmp_path, paper.address)
        command = [
            *(sys.executable, "-m", "scrapy", "crawl", "yucheng"),
            *("-a", f"since={days[0]}", "-a", f"until={days[1]}"),
            *(
                "-s",
                f"NEWSPAPERS_DIR={newspapers}",
                "-s",
                f"DATABASE_URL=sqlite:///{tmp_path}/a.db",
            ),
            *("-s", "FILES_STORE=", "-s", "DOWNLOAD_DELAY=0.2", "-s", "AUTOTHROTTLE_ENABLED=0"),
        ]
        seen, code = on_a_terminal(command)
    assert code == 0, seen
    lines = [line for line in seen.split("\r\x1b[K") if line.strip()]
    told = r"渝城报 2025-02-0[78]: \d of about [48] pages, \d articles, \d+ s left"
    assert any(re.fullmatch(told, line) for line in lines), seen
    assert lines[-1].startswith("yucheng: 8 pages, "), "the closing line stands alone"


def on_a_terminal(command: list[str]) -> tuple[str, int]:
    """Run a command whose standard error is a terminal, and return what that showed."""
    master, slave = pty.openpty()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=slave) as child:
        os.close(slave)
        shown = b""
        try:
            while block := os.read(master, 65536):
                shown += block
        except OSError:  # the terminal's other end is closed
            pass
        code = child.wait(timeout=60)
    os.close(master)
    return shown.decode(), code
