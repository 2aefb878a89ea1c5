"""``scrapy worker``: does the jobs that ``scrapy enqueue`` put into the queue."""

from __future__ import annotations

import argparse
import asyncio
import os
import socket
import sys
from collections.abc import Sequence
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from yuzhong_news.commands.enqueue import NEEDS
from yuzhong_news.commands.output import check_arguments, check_settings, complain, database_url

_DATABASE = "DATABASE_URL"


class Command(ScrapyCommand):
    """Takes jobs until it is stopped; any number of workers on any machines may run."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[options]"

    def short_desc(self) -> str:
        return "Fetch the issues in the queue"

    def long_desc(self) -> str:
        return (
            "Take jobs from the queue in the PostgreSQL database at DATABASE_URL, and crawl each "
            "in a process of its own, with the settings given here. At any time, one worker asks "
            "a site. A job of a worker that died is taken by another one after JOB_STALLED "
            "seconds. SIGTERM and Ctrl-C hand jobs back that do not end within JOB_STOP_TIMEOUT "
            "seconds."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--concurrency", type=int, default=1, help="jobs at once, of different sites"
        )
        parser.add_argument(
            "--once", action="store_true", help="end when there is no job to take any more"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Take jobs, and set ``exitcode``: 1 where the database cannot be used, or one failed."""
        try:
            from yuzhong_news.distributed.queue import tables  # noqa: PLC0415
            from yuzhong_news.distributed.serving import serve  # noqa: PLC0415
            from yuzhong_news.distributed.timing import Timing  # noqa: PLC0415
            from yuzhong_news.distributed.worker import Worker  # noqa: PLC0415
        except ModuleNotFoundError as error:
            raise UsageError(f"scrapy worker {NEEDS} ({error.name})") from None
        from yuzhong_news.storage import Archive, JobQueue, StorageError  # noqa: PLC0415

        check_arguments(args, needed=False)
        if opts.concurrency < 1:
            raise UsageError("--concurrency: at least 1")
        assert self.settings is not None
        check_settings(self.settings)
        url = database_url(self.settings)
        try:
            queue = JobQueue(url)
            Archive(url).close()
            queue.prepare(tables())
            worker = Worker(
                queue,
                f"{socket.gethostname()}:{os.getpid()}",
                _timing(self.settings, Timing),
                _command_of(opts.set),
                {"YUZHONG_NEWS_DATABASE_URL": url},
                lambda line: print(f"worker: {line}", file=sys.stderr, flush=True),
                lambda line: print(line, file=sys.stderr, flush=True),
            )
            asyncio.run(serve(worker, concurrency=opts.concurrency, wait=not opts.once))
        except StorageError as error:
            complain(error)
            self.exitcode = 1
            return
        self.exitcode = int(opts.once and worker.failed > 0)


def _timing(settings: BaseSettings, timing: type) -> Any:  # noqa: ANN401 - see Timing
    return timing(
        stalled=settings.getfloat("JOB_STALLED"),
        delay=settings.getfloat("DOWNLOAD_DELAY"),
        stop=settings.getfloat("JOB_STOP_TIMEOUT"),
        limit=settings.getfloat("JOB_TIMEOUT"),
        retries=settings.getint("JOB_RETRIES"),
        retry_delay=settings.getfloat("JOB_RETRY_DELAY"),
    )


def _command_of(given: Sequence[str]) -> Any:  # noqa: ANN401 - see worker.Command
    """Return the function from a job to Scrapy's arguments; the database goes another way."""
    options = [
        word
        for setting in given
        if setting.partition("=")[0].strip() != _DATABASE
        for word in ("-s", setting)
    ]

    def command(newspaper: str, date: str, refresh: bool) -> list[str]:
        anew = ["-a", "refresh=1"] if refresh else []
        # One `scrapy enrich` for all jobs spares counting after each.
        days = ("--since", date, "--until", date, "--no-enrich")
        return ["run", newspaper, *days, *anew, *options]

    return command
