"""``scrapy run``: the newspapers of a schedule, and an exit code that a schedule can rely on."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar

from scrapy.exceptions import UsageError
from scrapy.spiderloader import SpiderLoaderProtocol

from yuzhong_news.commands import crawl
from yuzhong_news.commands.crawling import Crawls
from yuzhong_news.commands.enrich import enriched
from yuzhong_news.commands.finishing import finish, summed_up, tell_newspapers
from yuzhong_news.commands.output import database_url
from yuzhong_news.commands.papers import chosen_papers
from yuzhong_news.commands.stopping import Stops
from yuzhong_news.newspapers import Newspaper
from yuzhong_news.pipelines.json_log import use_json
from yuzhong_news.reporting import Summary
from yuzhong_news.spiders.loader import newspapers_in
from yuzhong_news.spiders.newspaper import NewspaperSpider

LEFT_UNDONE = "interrupted while keywords and reprints were found; a later run goes on from there"


class Command(crawl.Command):
    """Crawls newspapers, and asks the archive whether each issue that was to come is whole."""

    name: ClassVar[str] = "run"
    refused: tuple[str, ...] = ()
    """Why files of newspapers were refused, where all newspapers are to be fetched."""

    def syntax(self) -> str:
        return "[options] NAME... | --all"

    def short_desc(self) -> str:
        return "Fetch newspapers for a schedule; the exit code tells whether all is complete"

    def long_desc(self) -> str:
        return (
            "Fetch the issues of one or many newspapers (today's, or those of the days from "
            "--since to --until), and look in the archive whether each is complete and as usual. "
            "Exit code: 0 all is complete; 1 data is missing; 2 usage; 3 a site refused, or no "
            "issue was found though one was due; 4 the database or the disk failed. Of several, "
            "4 goes before 3, and 3 before 1."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--all", action="store_true", help="all newspapers of `scrapy list`")
        parser.add_argument("--since", metavar="DATE", help="the first day; else today")
        parser.add_argument("--until", metavar="DATE", help="the last day; else today")
        parser.add_argument("--summary", metavar="FILE", help="write what became of it, as JSON")
        parser.add_argument(
            "--no-enrich", action="store_true", help="leave keywords and reprints to a later run"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl the newspapers, tell what became of them, and set ``exitcode``."""
        newspapers = self.chosen(args, everything=opts.all)
        if opts.all:
            self.refused = tuple(map(str, newspapers_in(self.settings).refused))
        days = {"since": opts.since, "until": opts.until}
        twice = [name for name, day in days.items() if day and opts.spargs.get(name)]
        if twice:
            raise UsageError(f"{twice[0]} is given twice")
        arguments = {**opts.spargs, **{name: day for name, day in days.items() if day}}
        self.crawl({newspaper.name: arguments for newspaper in newspapers}, newspapers, opts)

    def crawl(
        self,
        arguments: dict[str, dict[str, str]],
        newspapers: Sequence[Newspaper],
        opts: argparse.Namespace,
    ) -> None:
        """Crawl with each newspaper's arguments, tell what became of it, set ``exitcode``."""
        assert self.settings is not None
        assert self.crawler_process is not None
        use_json(self.settings)
        started_at = dt.datetime.now(dt.UTC)
        crawls = Crawls(self.crawler_process, arguments).run(
            newspapers, self.settings.getint("RUN_NEWSPAPERS")
        )
        for crawled in crawls:
            crawl.end_of(crawled.crawler)
        with Stops(heard=any(crawled.was_stopped for crawled in crawls)) as stops:
            summary = self.completed(summed_up(self.name, crawls, self.settings, started_at))
            if not (opts.no_enrich or summary.error or stops.heard):
                failed = stops.unless_heard(partial(enriched, self.settings))
                interrupted = LEFT_UNDONE if failed is None else ""
                summary = replace(summary, error=failed or "", interrupted=interrupted)
            tell_newspapers(crawls, self.settings)
            self.exitcode = finish(summary, self.settings, opts.summary)

    def completed(self, summary: Summary) -> Summary:
        """Return the summary with what the command has to add to it."""
        return replace(summary, refused=self.refused)

    def chosen(self, names: Sequence[str], *, everything: bool) -> list[Newspaper]:
        """Return the newspapers that are named, or all; raises ``UsageError``."""
        assert self.settings is not None
        assert self.crawler_process is not None
        database_url(self.settings)
        known = newspapers_of(self.crawler_process.spider_loader)
        chosen = chosen_papers(names, known, everything=everything)
        shared = [str(uri) for uri in self.settings.getdict("FEEDS") if "%(name)s" not in str(uri)]
        if len(chosen) > 1 and shared:
            raise UsageError(
                f"the feed {shared[0]} is for one newspaper; for several write %(name)s"
            )
        return chosen


def newspapers_of(loader: SpiderLoaderProtocol) -> dict[str, Newspaper]:
    """Return the newspapers of all spiders that have one, by the spider's name."""
    spiders = [loader.load(name) for name in loader.list()]
    return {
        spider.name: spider.newspaper for spider in spiders if issubclass(spider, NewspaperSpider)
    }
