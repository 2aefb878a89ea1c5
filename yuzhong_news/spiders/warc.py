"""The spider ``warc``: issues out of WARC files, without the network.

``scrapy crawl warc -a path=FILE|DIR|GLOB [-a newspaper=… -a since=… -a until=… -a refresh=1]``

It lets the newspapers' own spiders ask, and answers them from the files, so that an issue is read
as it was when it came from the web.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import glob
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, ClassVar

from scrapy import Request, Spider
from scrapy.exceptions import CloseSpider, UsageError

from yuzhong_news.newspapers import Newspaper, named, none_named
from yuzhong_news.spiders.arguments import SHANGHAI, flag_of
from yuzhong_news.spiders.facts import FactsError, date_of
from yuzhong_news.spiders.loader import newspapers_in
from yuzhong_news.spiders.newspaper import NewspaperSpider, spider_of
from yuzhong_news.spiders.warc_issues import days_in, is_dated
from yuzhong_news.warc import Index, WarcError
from yuzhong_news.warc.index import warc_files

_HANDLER = "yuzhong_news.spiders.warc_handler.WarcDownloadHandler"
_TOLD = 10
"""Problems of a file that are told one by one, and hosts that are named."""


class WarcSpider(Spider):
    """Brings all issues that the files hold of the newspapers there are."""

    name = "warc"
    offline: ClassVar[bool] = True
    custom_settings = {  # noqa: RUF012 - Scrapy's own declaration is no ClassVar
        **(NewspaperSpider.custom_settings or {}),
        "DOWNLOAD_HANDLERS": {
            "http": _HANDLER,
            "https": _HANDLER,
            **dict.fromkeys(("data", "file", "ftp", "s3")),
        },
        "DOWNLOAD_DELAY": 0,
        "AUTOTHROTTLE_ENABLED": False,
        "RETRY_ENABLED": False,
        "HTTPCACHE_ENABLED": False,
    }

    def __init__(
        self,
        *,
        path: str = "",
        newspaper: str = "",
        since: str = "",
        until: str = "",
        refresh: str = "",
        name: str | None = None,
        **unknown: str,
    ) -> None:
        super().__init__(name)
        if unknown:
            raise UsageError(
                f"warc: unknown argument {', '.join(sorted(unknown))}. "
                "It takes path, newspaper, since, until and refresh"
            )
        if not path:
            raise UsageError("warc: no path. Say which WARC files: -a path=FILE|DIR|GLOB")
        try:
            self.since = date_of(since or None, "warc: argument since")
            self.until = date_of(until or None, "warc: argument until")
            self.refresh = flag_of(refresh, "refresh")
        except FactsError as error:
            raise UsageError(str(error)) from None
        self.path = path
        self.only = newspaper
        self.index = Index()
        self.own_hosts: frozenset[str] = frozenset()

    @classmethod
    def from_crawler(cls, crawler: Any, *args: Any, **kwargs: Any) -> WarcSpider:  # noqa: ANN401
        """Return the spider; refuses a newspaper that there is not."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.newspapers = newspapers_in(crawler.settings).newspapers
        if spider.only:
            paper = named(spider.only, spider.newspapers)
            if paper is None:
                raise UsageError(f"warc: {none_named(spider.only, spider.newspapers)}")
            spider.only = paper.name
        return spider

    newspapers: dict[str, Newspaper]

    async def start(self) -> AsyncIterator[Request]:
        """Yield what each issue begins with, or close the run where the files hold none."""
        files = files_of(self.path)
        await asyncio.to_thread(self._read, files)
        papers = [self.newspapers[self.only]] if self.only else [*self.newspapers.values()]
        spiders = [one for one in await asyncio.to_thread(self._spiders, papers) if one.days]
        stats = self.crawler.stats
        for name, count in self.index.counts.items():
            stats.set_value(f"warc/{name}", count)
        stats.set_value("newspaper/issues", sum(len(spider.days) for spider in spiders))
        if files and not spiders:
            hosts = sorted(self.index.hosts)[:_TOLD]
            self.logger.error(
                "%s: no issue of a newspaper found in %d responses, from %s. If it is a "
                "newspaper's, add its TOML (scrapy probe, NEWSPAPERS_DIR)",
                self.path,
                self.index.counts["responses"],
                ", ".join(hosts) or "nowhere",
            )
        if not spiders:
            raise CloseSpider("no_issues")
        self.own_hosts = frozenset().union(*(spider.own_hosts for spider in spiders))
        for spider in spiders:
            for request in spider.begin():
                day = request.cb_kwargs["issue"].date
                if not is_dated(spider.newspaper.edition_of(day), day):
                    request.meta["near"] = dt.datetime.combine(day, dt.time(12), SHANGHAI)
                yield request

    def _read(self, files: list[Path]) -> None:
        """Look through all files, and tell what is wrong with them."""
        if not files:
            self._failed(f"{self.path}: no WARC file (*.warc, *.warc.gz) found. Check the path")
        for file in files:
            problems = 0
            try:
                for problem in self.index.add(file):
                    # A file that was not finished ends where its crawl was killed.
                    if problem.at_end and file.suffix == ".open":
                        self.crawler.stats.inc_value("warc/unfinished")
                        self.logger.warning("%s: ends in the middle of its last record", file)
                        continue
                    problems += 1
                    quiet = problems > _TOLD
                    self._failed(f"{file}: byte {problem.offset}: {problem.reason}", quiet)
            except (WarcError, OSError) as error:
                self._failed(f"{file}: cannot be read: {error}")
            if problems > _TOLD:
                self.logger.error("%s: %d broken records in all", file, problems)

    def _spiders(self, papers: list[Newspaper]) -> list[NewspaperSpider]:
        """Return a spider for each newspaper, with the days of the issues that are there."""
        spiders = []
        for paper in papers:
            days = days_in(self.index, paper, self.since, self.until)
            spider = spider_of(paper)(refresh="1" if self.refresh else "")
            spider._set_crawler(self.crawler)
            spider.ask_for(days)
            spiders.append(spider)
        return spiders

    def _failed(self, message: str, quiet: bool = False) -> None:
        self.crawler.stats.inc_value("warc/failed")
        if not quiet:
            self.logger.error("%s", message)


def files_of(path: str) -> list[Path]:
    """Return the WARC files that a file, a folder with all below it, or a glob stands for.

    A file that is named itself is one, whatever its name is.
    """
    literal = Path(path).expanduser()
    if literal.is_dir():
        return warc_files(file for file in literal.rglob("*") if file.is_file())
    if literal.exists():
        return [literal]
    matches = glob.glob(str(literal), recursive=True)  # noqa: PTH207 - takes absolute patterns
    return warc_files(Path(match) for match in matches if Path(match).is_file())
