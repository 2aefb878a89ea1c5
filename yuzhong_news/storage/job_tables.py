"""The queue's tables: procrastinate's own, and ``attempt``, in a PostgreSQL schema of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, text

from yuzhong_news.storage.errors import StorageError

SCHEMA = "yuzhong_news_jobs"
"""The PostgreSQL schema that holds the queue."""

_LOCK = 0x79757A68716575
"""The advisory lock of whoever adds jobs, rescues jobs or makes the tables."""
_ALIVE = 60
"""Seconds without a sign of life, after which a worker does not hinder new tables."""
_ATTEMPTS = """
CREATE TABLE attempt (
    id bigserial PRIMARY KEY,
    job_id bigint NOT NULL REFERENCES procrastinate_jobs (id) ON DELETE CASCADE,
    worker text NOT NULL,
    began_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    outcome text CHECK (outcome IN ('done', 'retry', 'failed', 'handed-back', 'lost')),
    exit_code integer,
    reason text
);
CREATE INDEX attempt_job ON attempt (job_id, id);
CREATE INDEX procrastinate_jobs_by_lock ON procrastinate_jobs (lock, status, priority DESC, id)
    WHERE status IN ('todo', 'doing');
"""

Version = tuple[int, ...]


class Tables(NamedTuple):
    """Procrastinate's SQL: its version, its tables, and what leads from version to version."""

    version: Version
    sql: str
    migrations: Sequence[tuple[Version, str]]


def prepare(connection: Connection, tables: Tables) -> None:
    """Make the tables, or bring them to procrastinate's version; raises ``StorageError``."""
    lock(connection)
    known = version_of(connection)
    if known is None:
        connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"))
        _run(connection, tables.sql)
        _run(connection, _ATTEMPTS)
    elif known > tables.version:
        raise StorageError(
            f"the queue was made by procrastinate {_shown(known)}, and "
            f"{_shown(tables.version)} is installed here: pip install --upgrade "
            "'yuzhong_news[distributed]'"
        )
    else:
        _migrate(connection, known, tables)
    if known != tables.version:
        _run(
            connection,
            f"COMMENT ON SCHEMA {SCHEMA} IS 'procrastinate {_shown(tables.version)}'",
        )


def lock(connection: Connection) -> None:
    """Wait for all others who add jobs, rescue jobs or make the tables."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def version_of(connection: Connection) -> Version | None:
    """Return the version whose tables are there, null where there are none."""
    comment = connection.scalars(
        text("SELECT obj_description(to_regnamespace(:name), 'pg_namespace')"), {"name": SCHEMA}
    ).one()
    if not comment:
        return None
    return tuple(int(part) for part in str(comment).rpartition(" ")[2].split("."))


def _migrate(connection: Connection, known: Version, tables: Tables) -> None:
    wanted = [sql for version, sql in tables.migrations if known < version <= tables.version]
    if not wanted:
        return
    alive = connection.scalars(
        text(
            "SELECT count(*) FROM procrastinate_workers "
            "WHERE last_heartbeat > now() - make_interval(secs => :alive)"
        ),
        {"alive": _ALIVE},
    ).one()
    if alive:
        raise StorageError(
            f"procrastinate {_shown(tables.version)} needs new tables, and workers of "
            f"{_shown(known)} are running. Stop them all, wait a minute, and start them again"
        )
    for sql in wanted:
        _run(connection, sql)


def _shown(version: Version) -> str:
    return ".".join(map(str, version))


def _run(connection: Connection, sql: str) -> None:
    """Run SQL of several statements, in which % means nothing."""
    driver: Any = connection.connection.driver_connection
    driver.execute(sql)
