"""What yuzhong_news asks of procrastinate: one task, its jobs, and when one is tried again."""

from __future__ import annotations

import asyncio
import datetime as dt
import importlib.metadata
import re
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import procrastinate
import psycopg
from procrastinate.connector import BaseConnector
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager
from procrastinate.retry import BaseRetryStrategy, RetryDecision
from procrastinate.schema import SchemaManager

from yuzhong_news.storage import JobQueue
from yuzhong_news.storage.job_tables import SCHEMA, Tables, Version

QUEUE = "yuzhong_news"
TASK = "yuzhong_news.issue"
_AT_ONCE = 1000
_BEHIND_ALL = 1_000_000
"""What a failed try takes from a priority: more than there are days since the year 1."""
_TRY_AGAIN = 60
_MIGRATION = re.compile(r"(\d+)\.(\d+)\.(\d+)_.*\.sql")

Run = Callable[[procrastinate.JobContext, str, str, bool], Awaitable[None]]
"""What does a job: its context, the newspaper's name, the day, and whether to fetch all anew."""


class IssueJob(NamedTuple):
    """The issue of a newspaper on a day; jobs with one ``lock`` never run side by side."""

    newspaper: str
    date: dt.date
    lock: str
    refresh: bool = False

    @property
    def key(self) -> str:
        """What tells the issue from all others."""
        return f"{self.newspaper}/{self.date}"


class HandedBackError(Exception):
    """The worker stops: another one may have the job at once."""


class NotNowError(Exception):
    """A try failed, and another one may help, ``seconds`` later."""

    def __init__(self, reason: str, seconds: float, failures: int) -> None:
        super().__init__(reason)
        self.seconds = seconds
        self.failures = failures


class LostError(Exception):
    """A job is no more this worker's."""


class HopelessError(Exception):
    """A try failed, and there will be none after it."""


class Retrying(BaseRetryStrategy):
    """Decides from the error; a job that waits must not keep its site's other jobs waiting.

    Procrastinate takes no job of a lock before those of higher priority, even where these may not
    begin yet, so that a job that failed goes behind all that have failed less often.
    """

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Return when to try again, null for never."""
        if isinstance(exception, HandedBackError):
            return RetryDecision(retry_at=None)
        if isinstance(exception, HopelessError):
            return None
        if isinstance(exception, NotNowError):
            priority = priority_of(str(job.task_kwargs["date"])) - _BEHIND_ALL * exception.failures
            return RetryDecision(
                retry_in={"seconds": max(round(exception.seconds), 0)}, priority=priority
            )
        return RetryDecision(retry_in={"seconds": _TRY_AGAIN})


class OwnJobs(JobManager):
    """Ends a job and gives it back only as long as it is this worker's.

    Procrastinate itself asks for the job's id alone: a worker that was believed dead, and wakes up,
    would end the job under the hands of the one that has it now, and free its site.
    """

    def __init__(self, connector: BaseConnector, queue: JobQueue) -> None:
        super().__init__(connector)
        self._queue = queue

    async def finish_job(self, job: Job, status: Status, delete_job: bool) -> None:
        """End the job; raises :class:`LostError`."""
        del delete_job
        await self._own(job, self._queue.finish, status.value)

    async def retry_job(
        self,
        job: Job,
        retry_at: dt.datetime | None = None,
        priority: int | None = None,
        queue: str | None = None,
        lock: str | None = None,
    ) -> None:
        """Let the job wait again; raises :class:`LostError`."""
        del queue, lock
        await self._own(job, self._queue.give_back, retry_at, priority)

    async def _own(self, job: Job, work: Callable[..., bool], *arguments: object) -> None:
        if not await asyncio.to_thread(work, job.id, job.worker_id, *arguments):
            raise LostError(f"{job.queueing_lock}: another worker has the job")


def app_of(queue: JobQueue, run: Run, connections: int, patience: float) -> procrastinate.App:
    """Return procrastinate's application, whose one task calls ``run``.

    ``patience`` is how many seconds it waits for a connection.
    """
    app = procrastinate.App(
        connector=procrastinate.PsycopgConnector(
            conninfo=queue.conninfo,
            min_size=1,
            max_size=connections,
            timeout=patience,
            configure=_use_schema,
        )
    )

    app.job_manager = OwnJobs(app.connector, queue)

    @app.task(name=TASK, queue=QUEUE, retry=Retrying(), pass_context=True)
    async def issue(
        context: procrastinate.JobContext, newspaper: str, date: str, refresh: bool = False
    ) -> None:
        await run(context, newspaper, date, refresh)

    return app


def enqueue(queue: JobQueue, jobs: Iterable[IssueJob]) -> int:
    """Put the jobs into the queue, and return how many are new.

    An issue that waits or is worked on already is left out.
    """
    connector = procrastinate.SyncPsycopgConnector(
        conninfo=queue.conninfo, min_size=1, max_size=1, configure=_use_schema_sync
    )
    app = procrastinate.App(connector=connector)
    with queue.enqueuing() as known, app.open():
        wanted = {job.key: job for job in jobs if job.key not in known}
        new = [_job(job) for job in wanted.values()]
        for start in range(0, len(new), _AT_ONCE):
            app.job_manager.batch_defer_jobs(new[start : start + _AT_ONCE])
    return len(new)


def priority_of(date: str) -> int:
    """Return the priority of the issue of a day: the newest goes first."""
    return dt.date.fromisoformat(date).toordinal()


def tables() -> Tables:
    """Return the installed procrastinate's tables, and the ways to them."""
    migrations = []
    for file in sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql")):
        match = _MIGRATION.fullmatch(file.name)
        if match is not None:
            version = tuple(int(part) for part in match.groups())
            migrations.append((version, file.read_text(encoding="utf-8")))
    return Tables(_installed(), SchemaManager.get_schema(), migrations)


def _installed() -> Version:
    numbers = re.findall(r"\d+", importlib.metadata.version("procrastinate"))
    return tuple(int(number) for number in numbers[:3])


def _job(job: IssueJob) -> Job:
    return Job(
        queue=QUEUE,
        task_name=TASK,
        priority=priority_of(job.date.isoformat()),
        lock=job.lock,
        queueing_lock=job.key,
        task_kwargs={
            "newspaper": job.newspaper,
            "date": job.date.isoformat(),
            "refresh": job.refresh,
        },
    )


async def _use_schema(connection: psycopg.AsyncConnection[Any]) -> None:
    await connection.execute(f"SET search_path TO {SCHEMA}")
    await connection.commit()


def _use_schema_sync(connection: psycopg.Connection[Any]) -> None:
    connection.execute(f"SET search_path TO {SCHEMA}")
    connection.commit()
