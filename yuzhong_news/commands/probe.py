"""``scrapy probe``: what an e-paper's address is, and the TOML that adds the newspaper."""

from __future__ import annotations

import argparse
import asyncio
import logging
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from yuzhong_news.commands.outline import outline_of
from yuzhong_news.commands.output import check_log_file, check_settings, complain, show
from yuzhong_news.items import Page
from yuzhong_news.newspapers.guess import toml_of
from yuzhong_news.pipelines.outcome import failures
from yuzhong_news.spiders.arguments import check_past, pages_of
from yuzhong_news.spiders.facts import FactsError, date_of
from yuzhong_news.spiders.probe import ProbeSpider, probe_class


class Command(ScrapyCommand):
    """Fetches one issue, shows what would be stored, and stores nothing."""

    requires_project = True

    def syntax(self) -> str:
        return "[options] URL"

    def short_desc(self) -> str:
        return "Look at an e-paper's address: its platform, its newest issue, its TOML"

    def long_desc(self) -> str:
        return (
            "Fetch the e-paper at URL (its entrance, or any page of an issue), say which platform "
            "it is, print the pages and articles of the issue that a crawl would store, and the "
            "TOML that adds the newspaper. Nothing is stored. Where the platform is unknown, it "
            "says what it saw and what to do, and the exit code is 1."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--date", default="", help="the issue of this day, not the newest")
        parser.add_argument("--pages", default="", help="only these pages: 3 or 1-4")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Take the options; nothing is stored, and the report says what went wrong."""
        super().process_options(args, opts)
        assert self.settings is not None
        check_settings(self.settings)
        check_log_file(self.settings)
        quiet = {"DATABASE_URL": "", "FILES_STORE": "", "LOG_LEVEL": "ERROR"}
        self.settings.setdict(quiet, priority="cmdline")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Look at the address, print what it is, and set ``exitcode``."""
        if len(args) != 1 or urlsplit(args[0]).scheme not in ("http", "https"):
            raise UsageError("one address is needed: scrapy probe http://…", print_help=False)
        try:
            pages_of(opts.pages)
            date = date_of(opts.date or None, "--date")
            if date is not None:
                check_past(date, "--date")
        except FactsError as error:
            raise UsageError(str(error), print_help=False) from None
        # The report tells of what could not be fetched, in one line each.
        logging.getLogger("scrapy.downloadermiddlewares.retry").setLevel(logging.CRITICAL)
        assert self.crawler_process is not None
        crawler = self.crawler_process.create_crawler(probe_class())
        pages: list[Page] = []
        spiders: list[ProbeSpider] = []

        def keep_page(item: Any) -> None:  # noqa: ANN401 - Scrapy's signal
            pages.append(item)

        def keep_spider(spider: ProbeSpider) -> None:
            spiders.append(spider)

        crawler.signals.connect(keep_page, signal=signals.item_scraped)
        crawler.signals.connect(keep_spider, signal=signals.spider_opened)
        task = self.crawler_process.crawl(crawler, url=args[0], pages=opts.pages, date=date)
        self.crawler_process.start()
        if isinstance(task, asyncio.Task) and task.done() and not task.cancelled():
            raised = task.exception()
            if raised is not None:
                raise raised
        stats = crawler.stats.get_stats()
        failed = failures(stats, stats.get("finish_reason"))
        self.exitcode = _tell(spiders[0], pages, failed) if spiders else 1


def _tell(spider: ProbeSpider, pages: list[Page], failed: Mapping[str, int]) -> int:
    """Print the report, and return the exit code."""
    for name, count in failed.items():
        complain(f"not all went well: {name} {count}")
    if not pages:
        for problem in spider.problems or ["no issue was found, and nothing says why"]:
            complain(problem)
        if spider.platform is not None:
            complain(f"the platform is {spider.platform.name}, but no issue of it was found")
        return 1
    show(_report(spider, sorted(pages, key=lambda page: page.page_number or 0)))
    for problem in spider.problems:
        complain(problem)
    return int(bool(failed))


def _report(spider: ProbeSpider, pages: list[Page]) -> Iterator[str]:
    assert spider.platform is not None
    articles = sum(len(page.articles) for page in pages)
    yield f"platform: {spider.platform.name}"
    yield f"issue: {pages[0].issue_date}, {len(pages)} pages, {articles} articles"
    for page in pages:
        yield ""
        yield from outline_of(page, page.source_url or "")
    yield ""
    yield "# This TOML adds the newspaper: put it into your folder of newspapers (NEWSPAPERS_DIR),"
    yield "# and write a name of its own and its district."
    yield from toml_of(spider.platform.name, spider.address, spider.title).splitlines()
