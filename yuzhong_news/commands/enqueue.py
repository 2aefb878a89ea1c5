"""``scrapy enqueue``: one job an issue into the queue, for ``scrapy worker`` on any machine."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from yuzhong_news.commands.output import complain, database_url, show
from yuzhong_news.commands.papers import chosen_papers
from yuzhong_news.newspapers import Newspaper
from yuzhong_news.spiders.arguments import ahead_of_today, days_of
from yuzhong_news.spiders.facts import FactsError, date_of
from yuzhong_news.spiders.loader import newspapers_in

if TYPE_CHECKING:
    from yuzhong_news.distributed.queue import IssueJob
    from yuzhong_news.storage import Archive

NEEDS = "needs procrastinate: pip install 'yuzhong_news[distributed]'"


class Command(ScrapyCommand):
    """Adds the issues that the archive has not complete, and no job has already."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[options] NEWSPAPER..."

    def short_desc(self) -> str:
        return "Put issues into the queue of the workers"

    def long_desc(self) -> str:
        return (
            "Put one job for each issue from --since to --until (today's without them) into the "
            "queue in the PostgreSQL database at DATABASE_URL. Issues that are complete in the "
            "archive, and those that have a job already, are left out. `scrapy worker` does the "
            "jobs, on any number of machines; `scrapy jobs` tells how far they are."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--since", default="", help="the first day, 2025-01-01")
        parser.add_argument("--until", default="", help="the last day; without it, today")
        parser.add_argument("--all", action="store_true", help="all newspapers")
        parser.add_argument(
            "--refresh", action="store_true", help="also the issues that are complete"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Put the jobs into the queue, say how many, and set ``exitcode``."""
        # Scrapy imports all commands before it runs one, and these take their time.
        try:
            from yuzhong_news.distributed.queue import enqueue, tables  # noqa: PLC0415
            from yuzhong_news.distributed.sites import locks_of  # noqa: PLC0415
        except ModuleNotFoundError as error:
            raise UsageError(f"scrapy enqueue {NEEDS} ({error.name})") from None
        from yuzhong_news.storage import Archive, JobQueue, StorageError  # noqa: PLC0415

        assert self.settings is not None
        loaded = newspapers_in(self.settings)
        papers = chosen_papers(args, loaded.newspapers, everything=opts.all)
        # Newspapers that are not asked for now may share a site with one that is.
        locks = locks_of(loaded.newspapers.values())
        days = {paper.name: _days(paper, opts) for paper in papers}
        if notice := ahead_of_today(date_of(opts.until or None, "--until")):
            complain(notice)
        url = database_url(self.settings)
        try:
            queue = JobQueue(url)
            with Archive(url) as archive:
                queue.prepare(tables())
                jobs = list(self._jobs(papers, locks, days, archive, refresh=opts.refresh))
            new = enqueue(queue, jobs)
        except StorageError as error:
            complain(error)
            self.exitcode = 1
            return
        for refused in loaded.refused:
            complain(f"newspaper refused: {refused}")
        self.exitcode = int(opts.all and bool(loaded.refused))
        asked = sum(map(len, days.values()))
        show(
            [
                f"{new} of {asked} issues put into the queue; {asked - len(jobs)} complete "
                f"already, {len(jobs) - new} in the queue already."
            ]
        )

    def _jobs(
        self,
        papers: list[Newspaper],
        locks: dict[str, str],
        days: dict[str, list[dt.date]],
        archive: Archive,
        *,
        refresh: bool,
    ) -> Iterator[IssueJob]:
        from yuzhong_news.distributed.queue import IssueJob  # noqa: PLC0415

        for paper in papers:
            for day in days[paper.name]:
                if refresh or not archive.is_complete(paper.title, day):
                    yield IssueJob(paper.name, day, locks[paper.name], refresh)


def _days(paper: Newspaper, opts: argparse.Namespace) -> list[dt.date]:
    try:
        return days_of(paper, "", opts.since, opts.until)
    except FactsError as error:
        message = str(error).replace("argument ", "--")
        raise UsageError(f"{paper.name}: {message}") from None
