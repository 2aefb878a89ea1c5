"""A worker: takes jobs, one a host over all machines, and crawls each in a process of its own."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import procrastinate

from yuzhong_news.distributed.crawling import Crawling
from yuzhong_news.distributed.queue import HandedBackError, HopelessError, NotNowError
from yuzhong_news.distributed.timing import Timing
from yuzhong_news.storage import StorageError
from yuzhong_news.storage.jobs import Attempt, JobQueue, Outcome

_USAGE = 2
"""The exit code of a crawl that no further try will help."""

Command = Callable[[str, str, bool], Sequence[str]]
"""From a newspaper's name, a day, and whether to fetch all anew, to the arguments of Scrapy."""


@dataclass(slots=True)
class Worker:
    """Does jobs; ``name`` is what others call it, ``tell`` where its log goes.

    ``taken`` and ``failed`` count its jobs, and those of them that failed.
    """

    queue: JobQueue
    name: str
    timing: Timing
    command: Command
    environment: Mapping[str, str]
    tell: Callable[[str], None]
    tell_crawl: Callable[[str], None] = lambda _: None
    taken: int = 0
    failed: int = 0
    _running: set[Crawling] = field(default_factory=set)

    async def run(
        self, context: procrastinate.JobContext, newspaper: str, date: str, refresh: bool
    ) -> None:
        """Crawl an issue; what is raised tells procrastinate what becomes of the job."""
        job = context.job
        assert job.id is not None
        assert job.worker_id is not None
        self.taken += 1
        attempt = await asyncio.to_thread(self.queue.begin_attempt, job.id, self.name)
        began = time.monotonic()
        self.tell(f"{newspaper} {date}: begun")
        crawling = await Crawling.start(
            (newspaper, date),
            self.command(newspaper, date, refresh),
            self.environment,
            self.timing.patience,
            self.tell_crawl,
        )
        lease = Lease(self.queue, crawling, job.id, job.worker_id, self.timing)
        keeping = asyncio.create_task(lease.keep())
        try:
            ended = await self._wait(crawling)
            # The site's delay lies between two issues, too: the lock is held as long.
            await asyncio.sleep(self.timing.delay)
        finally:
            await _cancelled(keeping)
        if lease.state == "lost" or not await self._still_own(job.id, job.worker_id):
            self._give_up(f"{newspaper} {date}: another worker has the job")
        verdict = _verdict(ended, crawling.last_line, lease, attempt, self.timing)
        try:
            await asyncio.to_thread(
                self.queue.end_attempt, attempt, verdict.outcome, ended.code, verdict.reason
            )
        except StorageError as error:
            # The job will be given back, by this worker or, as one of a dead worker, by others.
            self.tell(f"{newspaper} {date}: {error}")
            raise HandedBackError from error
        took = f"{time.monotonic() - began:.0f} s"
        reason = f": {verdict.reason}" if verdict.outcome != "done" else ""
        self.tell(f"{newspaper} {date}: {verdict.outcome} after {took}{reason}")
        self.failed += verdict.outcome in ("retry", "failed")
        if verdict.error is not None:
            raise verdict.error

    def give_up(self) -> None:
        """End all crawls now."""
        for crawling in self._running:
            crawling.kill()

    async def _wait(self, crawling: Crawling) -> Ended:
        self._running.add(crawling)
        try:
            return Ended(await asyncio.wait_for(crawling.wait(), self.timing.limit))
        except TimeoutError:
            crawling.kill()
            return Ended(await crawling.wait(), timed_out=True)
        except asyncio.CancelledError:
            return Ended(await crawling.stop(self.timing.stop), stopped=True)
        finally:
            self._running.discard(crawling)

    async def _still_own(self, job_id: int, worker_id: int) -> bool:
        """Whether the job is ours; where nobody can tell, procrastinate will find out."""
        try:
            return await asyncio.to_thread(self.queue.renew, job_id, worker_id)
        except StorageError:
            return True

    def _give_up(self, message: str) -> None:
        """End this process: whatever it would say of its jobs now is not its to say."""
        self.tell(f"{message}; this worker ends, start it again")
        self.give_up()
        sys.stderr.flush()
        os._exit(1)


@dataclass(slots=True)
class Ended:
    """How a crawl ended."""

    code: int
    timed_out: bool = False
    stopped: bool = False


@dataclass(slots=True)
class Lease:
    """A worker's right to its job; the crawl lives only as long as the right is sure.

    ``state`` is ``unsure`` when no sign of life got through for too long, and ``lost`` when
    another worker has the job.
    """

    queue: JobQueue
    crawling: Crawling
    job_id: int
    worker_id: int
    timing: Timing
    state: Literal["held", "unsure", "lost"] = "held"
    _confirmed: float = field(default_factory=time.monotonic)

    async def keep(self) -> None:
        """Renew the right and beat to the crawl, until cancelled or lost."""
        renewing = asyncio.create_task(self._renew())
        try:
            while self.state == "held":
                if time.monotonic() - self._confirmed > self.timing.unsure:
                    self.state = "unsure"
                    break
                self.crawling.beat()
                await asyncio.sleep(self.timing.beat)
            self.crawling.kill()
            await renewing
        finally:
            await _cancelled(renewing)

    async def _renew(self) -> None:
        while True:
            began = time.monotonic()
            # A database that is away may come back before the right is unsure.
            with contextlib.suppress(StorageError):
                if not await asyncio.to_thread(self.queue.renew, self.job_id, self.worker_id):
                    self.state = "lost"
                    return
                self._confirmed = began
            await asyncio.sleep(self.timing.heartbeat)


@dataclass(slots=True)
class _Verdict:
    outcome: Outcome
    reason: str
    error: Exception | None = None


def _verdict(
    ended: Ended, last_line: str, lease: Lease, attempt: Attempt, timing: Timing
) -> _Verdict:
    """Return what becomes of a job whose crawl ended so."""
    if ended.code == 0:
        return _Verdict("done", last_line)
    if ended.stopped:
        return _Verdict("handed-back", "its worker was stopped", HandedBackError())
    if lease.state == "unsure":
        return _Verdict("lost", "its worker had no database", HandedBackError())
    reason = last_line or f"the crawl said nothing, and ended with exit code {ended.code}"
    if ended.timed_out:
        reason = f"the crawl took longer than JOB_TIMEOUT ({timing.limit:g} seconds)"
    elif ended.code < 0:
        reason = f"the crawl was killed by signal {-ended.code}"
    failures = attempt.failures + 1
    if ended.code == _USAGE or failures > timing.retries:
        return _Verdict("failed", reason, HopelessError(reason))
    return _Verdict("retry", reason, NotNowError(reason, timing.wait_after(failures), failures))


async def _cancelled(task: asyncio.Task[None]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
