"""``scrapy backfill``: fetches what ``scrapy gaps`` lists, the newest first."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from scrapy.exceptions import UsageError

from yuzhong_news.commands import run
from yuzhong_news.commands.finishing import finish
from yuzhong_news.commands.gaps import gap_table
from yuzhong_news.commands.missing import Missing, Search, period_of
from yuzhong_news.commands.output import check_arguments, database_url, show
from yuzhong_news.commands.run import newspapers_of
from yuzhong_news.reporting import Summary

MAX = 60
"""Issues of each newspaper that one backfill asks for, unless --max says another number."""


class Command(run.Command):
    """Asks for exactly the issues and pages that are missing, and says what stays missing."""

    name: ClassVar[str] = "backfill"
    search: Search

    def syntax(self) -> str:
        return "[options] [NAME...]"

    def short_desc(self) -> str:
        return "Fetch what is missing in the archive, the newest first"

    def long_desc(self) -> str:
        return (
            "Fetch the issues and pages that `scrapy gaps` lists, of the newspapers that are named "
            "or of all in the archive, and say what stays missing. An issue that the site does not "
            "have is asked for ever more rarely, and then given up. Exit codes as those of "
            "`scrapy run`; 0: nothing stays missing."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--since", metavar="DATE", help="the first day; else that of the first issue"
        )
        parser.add_argument("--max", metavar="N", default=str(MAX),
                            help=f"issues of each newspaper at most (default: {MAX})")  # fmt: skip
        parser.add_argument(
            "--all", action="store_true", help="those that are given up or wait, too"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Fetch what is missing, tell what stays missing, and set ``exitcode``."""
        from yuzhong_news.storage import StorageError  # noqa: PLC0415

        check_arguments(args, needed=bool(args))
        assert self.settings is not None
        assert self.crawler_process is not None
        if not opts.max.isdecimal() or not int(opts.max):
            raise UsageError(f"--max: {opts.max} is no number of issues", print_help=False)
        database_url(self.settings)
        known = newspapers_of(self.crawler_process.spider_loader)
        period = period_of(opts.since, opts.until)
        # Of an archive that is not there yet, only a newspaper that is named can lack something.
        self.search = Search(known, args, period, self.settings, create=bool(args))
        try:
            found = self.search.missing()
        except StorageError as error:
            now = dt.datetime.now(dt.UTC)
            summary = Summary(self.name, now, now, error=str(error))
            self.exitcode = finish(summary, self.settings, opts.summary)
            return
        wanted = [one for one in found if opts.all or not (one.settled or one.resting)]
        arguments = {
            name: {**opts.spargs, "only": only_of(each, int(opts.max))}
            for name, each in by_newspaper(wanted).items()
        }
        self.crawl(arguments, [known[name] for name in arguments], opts)

    def completed(self, summary: Summary) -> Summary:
        """Return the summary with the gaps that are left; they are listed, too."""
        from yuzhong_news.storage import StorageError  # noqa: PLC0415

        try:
            left = [one for one in self.search.missing() if not one.settled]
        except StorageError as error:
            return replace(summary, error=str(error))
        if left:
            show(gap_table(left))
        return replace(summary, missing=tuple(one.values() for one in left))


def by_newspaper(wanted: Iterable[Missing]) -> dict[str, list[Missing]]:
    """Return what is wanted by the name of its newspaper, without those that have no spider."""
    found: dict[str, list[Missing]] = {}
    for one in wanted:
        if one.newspaper:
            found.setdefault(one.newspaper, []).append(one)
    return found


def only_of(wanted: Iterable[Missing], most: int) -> str:
    """Return the spider's argument ``only`` for these gaps, the newest day first.

    A day is asked for as a whole where a whole issue is in question, or a page has no number.
    """
    days: dict[dt.date, set[int | None]] = {}
    for one in wanted:
        days.setdefault(one.gap.date, set()).add(one.gap.page if one.gap.of_page else None)
    words = []
    for day in sorted(days, reverse=True)[:most]:
        pages = sorted(page for page in days[day] if page is not None)
        whole = None in days[day]
        words.append(f"{day}" if whole else f"{day}/{','.join(map(str, pages))}")
    return " ".join(words)
