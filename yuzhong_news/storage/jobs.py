"""The queue's tables beside the archive, in a PostgreSQL schema of their own.

The tables are those of procrastinate, which brings its SQL itself, and ``attempt``: which worker
had a job when, and what came of it.  They are no part of our migrations.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, text

from yuzhong_news.storage.engine import open_engine
from yuzhong_news.storage.faults import explained
from yuzhong_news.storage.job_tables import SCHEMA, Tables, lock, prepare, version_of
from yuzhong_news.storage.urls import postgresql_url

LONGEST_REASON = 1000
"""Characters of a reason that are kept."""

Outcome = Literal["done", "retry", "failed", "handed-back", "lost"]
State = Literal["todo", "doing", "done", "failed"]


class Attempt(NamedTuple):
    """One try of a job: its id, and how many tries of the job have failed before."""

    id: int
    failures: int


@dataclass(frozen=True, slots=True)
class JobRow:
    """One issue's newest job; ``worker``, ``since``, ``reason`` are of its last attempt."""

    newspaper: str
    date: dt.date
    state: State
    attempts: int
    worker: str | None
    since: dt.datetime | None
    not_before: dt.datetime | None
    reason: str | None


class JobQueue:
    """The queue in the archive's database; any thread may use it."""

    def __init__(self, url: str) -> None:
        """Open the database; raises ``StorageError`` where it is not PostgreSQL, or not there."""
        self.conninfo = postgresql_url(url, "a queue for many machines")
        self.engine = open_engine(url)

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

    def prepare(self, tables: Tables) -> None:
        """Make the queue's tables where there are none, or bring them to procrastinate's version.

        A ``StorageError`` says that workers must be stopped before, or procrastinate is too old.
        """
        with self._session("opened") as connection:
            prepare(connection, tables)

    def is_there(self) -> bool:
        """Whether the queue has its tables."""
        with self._session("read") as connection:
            return version_of(connection) is not None

    @contextmanager
    def enqueuing(self) -> Iterator[set[str]]:
        """Give the keys of all jobs that wait or are worked on; nobody else adds one meanwhile."""
        with self._session("written") as connection:
            lock(connection)
            rows = connection.scalars(
                text(
                    "SELECT queueing_lock FROM procrastinate_jobs WHERE status IN ('todo', 'doing')"
                )
            )
            yield set(rows)

    def begin_attempt(self, job_id: int, worker: str) -> Attempt:
        """Record that a worker begins with a job."""
        with self._session("written") as connection:
            failures = connection.scalars(
                text("SELECT count(*) FROM attempt WHERE job_id = :job AND outcome = 'retry'"),
                {"job": job_id},
            ).one()
            attempt = connection.scalars(
                text("INSERT INTO attempt (job_id, worker) VALUES (:job, :worker) RETURNING id"),
                {"job": job_id, "worker": worker},
            ).one()
        return Attempt(attempt, failures)

    def end_attempt(
        self, attempt: Attempt, outcome: Outcome, exit_code: int | None, reason: str
    ) -> None:
        """Record how an attempt ended; one that was given up for lost already stays so."""
        with self._session("written") as connection:
            connection.execute(
                text(
                    "UPDATE attempt SET ended_at = now(), outcome = :outcome, exit_code = :code, "
                    "reason = :reason WHERE id = :id AND outcome IS NULL"
                ),
                {
                    "id": attempt.id,
                    "outcome": outcome,
                    "code": exit_code,
                    "reason": reason[:LONGEST_REASON].replace("\0", "") or None,
                },
            )

    def renew(self, job_id: int, worker_id: int) -> bool:
        """Give a sign of life, and return whether the job is still this worker's."""
        with self._session("written") as connection:
            connection.execute(
                text("UPDATE procrastinate_workers SET last_heartbeat = now() WHERE id = :worker"),
                {"worker": worker_id},
            )
            mine = connection.scalars(
                text(
                    "SELECT count(*) FROM procrastinate_jobs "
                    "WHERE id = :job AND worker_id = :worker AND status = 'doing'"
                ),
                {"job": job_id, "worker": worker_id},
            )
            return bool(mine.one())

    def finish(self, job_id: int, worker_id: int, status: str) -> bool:
        """End a job, if it is still this worker's, and return whether it was."""
        with self._session("written") as connection:
            done = connection.execute(
                text(
                    "UPDATE procrastinate_jobs SET attempts = attempts + 1, "
                    "abort_requested = false, status = CAST(:status AS procrastinate_job_status) "
                    "WHERE id = :job AND worker_id = :worker AND status = 'doing'"
                ),
                {"job": job_id, "worker": worker_id, "status": status},
            )
            return done.rowcount == 1

    def give_back(
        self, job_id: int, worker_id: int, not_before: dt.datetime | None, priority: int | None
    ) -> bool:
        """Let a job wait again, if it is still this worker's, and return whether it was."""
        with self._session("written") as connection:
            done = connection.execute(
                text(
                    "UPDATE procrastinate_jobs SET attempts = attempts + 1, status = 'todo', "
                    "abort_requested = false, worker_id = NULL, scheduled_at = :not_before, "
                    "priority = COALESCE(:priority, priority) "
                    "WHERE id = :job AND worker_id = :worker AND status = 'doing'"
                ),
                {
                    "job": job_id,
                    "worker": worker_id,
                    "not_before": not_before,
                    "priority": priority,
                },
            )
            return done.rowcount == 1

    def rescue(self, seconds: float) -> list[str]:
        """Give back the jobs whose workers gave no sign for so long, and return their keys.

        Where the issue waits in another job already, the lost one is ended.
        """
        with self._session("written") as connection:
            lock(connection)
            lost = connection.execute(text(_STALLED), {"seconds": seconds}).all()
            for job_id, key in lost:
                connection.execute(text(_GIVE_BACK), {"job": job_id, "key": key})
                connection.execute(
                    text(
                        "UPDATE attempt SET ended_at = now(), outcome = 'lost', reason = :reason "
                        "WHERE job_id = :job AND outcome IS NULL"
                    ),
                    {"job": job_id, "reason": f"its worker gave no sign for {seconds:g} seconds"},
                )
            return [key for _, key in lost]

    def jobs(self, newspaper: str | None = None) -> list[JobRow]:
        """Return each issue's newest job, the newest issue first."""
        with self._session("read") as connection:
            rows = connection.execute(text(_JOBS), {"newspaper": newspaper}).mappings().all()
        return sorted((_row(row) for row in rows), key=lambda row: (row.newspaper, -_day(row)))

    @contextmanager
    def _session(self, verb: str) -> Iterator[Connection]:
        with explained(self.engine, verb), self.engine.begin() as connection:
            connection.execute(text(f"SET LOCAL search_path TO {SCHEMA}"))
            yield connection


_STALLED = """
SELECT job.id, job.queueing_lock
FROM procrastinate_jobs job
WHERE job.status = 'doing' AND NOT EXISTS (
    SELECT 1 FROM procrastinate_workers worker
    WHERE worker.id = job.worker_id
    AND worker.last_heartbeat >= now() - make_interval(secs => :seconds)
)
FOR UPDATE OF job
"""
_GIVE_BACK = """
UPDATE procrastinate_jobs
SET worker_id = NULL, attempts = attempts + 1, abort_requested = false, scheduled_at = NULL,
    status = CASE WHEN EXISTS (
        SELECT 1 FROM procrastinate_jobs other
        WHERE other.queueing_lock = :key AND other.status = 'todo'
    ) THEN 'aborted'::procrastinate_job_status ELSE 'todo'::procrastinate_job_status END
WHERE id = :job AND status = 'doing'
"""
_JOBS = """
SELECT DISTINCT ON (job.queueing_lock)
    job.args, job.status::text AS status, job.scheduled_at,
    tries.number, last.worker, last.began_at, last.reason
FROM procrastinate_jobs job
LEFT JOIN LATERAL (
    SELECT worker, began_at, reason FROM attempt WHERE job_id = job.id ORDER BY id DESC LIMIT 1
) last ON true
LEFT JOIN LATERAL (SELECT count(*) AS number FROM attempt WHERE job_id = job.id) tries ON true
WHERE CAST(:newspaper AS text) IS NULL OR job.args ->> 'newspaper' = :newspaper
ORDER BY job.queueing_lock, job.id DESC
"""
_STATES: dict[str, State] = {
    "todo": "todo",
    "doing": "doing",
    "succeeded": "done",
}


def _row(row: Any) -> JobRow:  # noqa: ANN401 - a row of SQLAlchemy
    args = row["args"] if isinstance(row["args"], dict) else json.loads(row["args"])
    state: State = _STATES.get(row["status"], "failed")
    return JobRow(
        newspaper=args["newspaper"],
        date=dt.date.fromisoformat(args["date"]),
        state=state,
        attempts=row["number"],
        worker=row["worker"],
        since=row["began_at"],
        not_before=row["scheduled_at"] if state == "todo" else None,
        reason=row["reason"] if state in ("todo", "failed") else None,
    )


def _day(row: JobRow) -> int:
    return row.date.toordinal()
