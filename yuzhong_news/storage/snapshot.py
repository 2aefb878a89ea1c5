"""Reading for minutes while others write: all that is read is of one moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from yuzhong_news.storage.engine import is_sqlite
from yuzhong_news.storage.faults import reading


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """Give a connection that sees the archive as it was at its first query, until it is closed.

    Writers are not kept waiting: SQLite's log (WAL) grows meanwhile, PostgreSQL keeps old rows.
    """
    with reading(engine), engine.connect() as connection:
        if not is_sqlite(engine):
            connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        with connection.begin():
            yield connection
