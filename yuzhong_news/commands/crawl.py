"""``scrapy crawl``, whose exit code and last line tell whether the run went well."""

import argparse
import asyncio
import gc
import sys
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path

from scrapy import signals
from scrapy.commands import crawl
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError
from w3lib.url import file_uri_to_path

from yuzhong_news.commands.output import check_log_file, check_settings, check_writable
from yuzhong_news.commands.stopping import tell_of_stop
from yuzhong_news.feeds import FeedExporter
from yuzhong_news.pipelines.outcome import FEEDS_NOT_WRITTEN, KILLED, closing_line, failures
from yuzhong_news.spiders.loader import newspapers_in
from yuzhong_news.workers import Workers


class Command(crawl.Command):
    """Scrapy's own ``crawl`` exits with 0 on nearly every failure; a daily run must not."""

    def short_desc(self) -> str:
        return "Run a spider by name; exit with 1 if any page failed"

    def long_desc(self) -> str:
        return (
            "Run a spider of this project, by name. The last line on standard error tells how many "
            "pages were stored, and the exit code is 0 if all went well, 1 if a page could not be "
            "read, split or stored or the run did not come to its end, and 2 for arguments that "
            "cannot be understood. Pages go into the database at DATABASE_URL (-s DATABASE_URL=... "
            "or the environment variable YUZHONG_NEWS_DATABASE_URL; empty to store nothing). "
            "Examples: scrapy crawl yuzhong -a date=2025-02-07; "
            "scrapy crawl folder -a path=pages/ -O pages.jsonl"
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Take the options, and refuse feeds that could not be written when the pages come."""
        super().process_options(args, opts)
        assert self.settings is not None
        check_settings(self.settings)
        check_log_file(self.settings)
        for uri in self.settings.getdict("FEEDS"):
            _check_feed(str(uri))

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Run the spider that ``args`` names, and set ``exitcode``."""
        if len(args) != 1 or args[0].startswith("-"):
            raise UsageError(f"one spider is needed, not {' '.join(args) or 'none'}")
        assert self.crawler_process is not None
        crawler = self.crawler_process.create_crawler(self._spider(args[0]))
        crawler.signals.connect(_spare_collector, signal=signals.spider_opened)
        tell_of_stop(crawler)
        task = self.crawler_process.crawl(crawler, **opts.spargs)
        self.crawler_process.start()
        if isinstance(task, asyncio.Task) and task.done() and not task.cancelled():
            # An exception that nobody asks for would be printed as a traceback at the exit.
            error = task.exception()
            if error is not None:
                raise error
        end_of(crawler)
        self.exitcode = _tell(crawler)

    def _spider(self, name: str) -> str:
        """Return the spider's name; a newspaper may be named by its title (渝中报), too."""
        assert self.crawler_process is not None
        spiders = {one: one for one in self.crawler_process.spider_loader.list()}
        papers = newspapers_in(self.settings).newspapers
        words = spiders | {paper.title: paper.name for paper in papers.values()} | spiders
        if name not in words:
            near = [words[one] for one in get_close_matches(name, words, n=3)]
            meant = f" Did you mean {' or '.join(dict.fromkeys(near))}?" if near else ""
            raise UsageError(f"no spider {name}.{meant} `scrapy list` names all")
        return words[name]


_NEW_OBJECTS = 20_000
"""Objects after which garbage is looked for; Python's 700 are gone with each response."""


def _spare_collector() -> None:
    """Let the garbage collector look at what the run makes, and not at all that was imported."""
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, 10, 10)


def _check_feed(uri: str) -> None:
    """Raise ``UsageError`` for a feed whose file cannot be made; Scrapy finds out at every page."""
    if "%(" in uri or uri.startswith("stdout:") or ("://" in uri and not uri.startswith("file://")):
        return
    file = Path(file_uri_to_path(uri) if uri.startswith("file://") else uri)
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
    check_writable(file, f"the feed {uri}")


def end_of(crawler: Crawler) -> None:
    """Bring a run to its end that was told twice to stop, so that its event loop is gone.

    Its worker processes are killed, what it has in memory is stored, and its row says so.
    """
    # Scrapy imports all commands before it runs one, and SQLAlchemy takes most of a second.
    from yuzhong_news.pipelines.store import StorePipeline  # noqa: PLC0415

    stats = crawler.stats
    if crawler.engine is None or stats.get_value("finish_reason") is not None:
        return
    stats.set_value("finish_reason", KILLED)
    Workers.of(crawler).close()
    store = crawler.get_item_pipeline(StorePipeline)
    if store is not None:
        store.cut_short(KILLED)


def _tell(crawler: Crawler) -> int:
    """Print the closing line of a run, and return its exit code."""
    if crawler.settings.getdict("FEEDS") and not crawler.get_extension(FeedExporter):
        crawler.stats.inc_value(FEEDS_NOT_WRITTEN)
    stats = crawler.stats.get_stats()
    reason = stats.get("finish_reason")
    print(closing_line(crawler.spidercls.name, stats, reason), file=sys.stderr)
    return int(bool(failures(stats, reason)))
