"""From a database URL to an engine: drivers, pragmas, locks, and errors that name the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event, func, select
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from yuzhong_news.storage.errors import StorageError

BUSY_TIMEOUT = 30
"""Seconds that a SQLite writer waits for the one before it."""

CONNECT_TIMEOUT = 10
"""Seconds that a PostgreSQL server has to answer, unless the URL says otherwise."""

WRITER_LOCK = 0x79757A686F6E67
"""The advisory lock of PostgreSQL that every writer takes: ``yuzhong`` in ASCII."""

_IN_MEMORY = (None, "", ":memory:")
_WRITER = "yuzhong_news_writer"


def open_engine(url: str | URL) -> Engine:
    """Return an engine whose database answers.

    ``postgresql://`` means the psycopg driver. A ``StorageError`` says what is wrong: a URL that
    cannot be read, a driver that is not installed, a folder that is not there, a server that does
    not answer.
    """
    parsed = _parse(url)
    if parsed.get_backend_name() == "sqlite" and not parsed.database:
        raise StorageError(
            f"DATABASE_URL {shown(parsed)} names no file. Say sqlite:///FILE, or for an archive "
            "that nobody keeps sqlite:///:memory:"
        )
    options = _options(parsed)
    try:
        engine = create_engine(parsed, **options)
    except ModuleNotFoundError as error:
        raise StorageError(_missing_driver(parsed, error)) from error
    except (ArgumentError, NoSuchModuleError) as error:
        raise StorageError(f"the archive {shown(parsed)} cannot be opened: {error}") from error
    if is_sqlite(engine):
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    with explained(engine, "opened"), engine.connect():
        pass
    return engine


@contextmanager
def writing(engine: Engine, *, enforce_foreign_keys: bool = True) -> Iterator[Connection]:
    """Give a connection inside a transaction that waits for, and then excludes, other writers.

    It is committed at the end, rolled back on an exception.  With ``enforce_foreign_keys`` false,
    SQLite checks them once, before the commit: a migration drops and renames tables, and a dropped
    table would take the rows that point to it along.
    """
    with engine.connect() as connection:
        lax = is_sqlite(engine) and not enforce_foreign_keys
        if lax:
            _pragma(connection, "foreign_keys=OFF")
        try:
            connection.execution_options(**{_WRITER: True})
            with connection.begin():
                if not is_sqlite(engine):
                    connection.execute(select(func.pg_advisory_xact_lock(WRITER_LOCK)))
                yield connection
                if lax:
                    _check_foreign_keys(connection)
        finally:
            if lax:
                _pragma(connection, "foreign_keys=ON")


@contextmanager
def explained(engine: Engine, verb: str) -> Iterator[None]:
    """Turn what the database driver raises inside into a ``StorageError`` with the URL."""
    try:
        yield
    except DBAPIError as error:
        raise StorageError(
            f"the archive {shown(engine.url)} cannot be {verb}: {_driver_text(error, engine.url)}"
        ) from error


def is_sqlite(engine: Engine) -> bool:
    """Say whether the engine speaks to SQLite; all others speak to PostgreSQL."""
    return engine.dialect.name == "sqlite"


def postgresql_url(url: str, purpose: str) -> str:
    """Return the URL as PostgreSQL's own library reads it, with the password.

    A ``StorageError`` says that ``purpose`` needs PostgreSQL, where the URL is another database's.
    """
    parsed = _parse(url)
    if parsed.get_backend_name() != "postgresql":
        raise StorageError(
            f"{purpose} needs PostgreSQL, and DATABASE_URL is {shown(parsed)}. Say where one is: "
            "DATABASE_URL=postgresql://user:password@host/database; "
            "with SQLite, `scrapy crawl` on one machine does the same"
        )
    return parsed.set(drivername="postgresql").render_as_string(hide_password=False)


def shown(url: URL) -> str:
    """Return the URL as it may be shown: with ``***`` for the password."""
    return url.render_as_string(hide_password=True)


def _parse(url: str | URL) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise StorageError(
            "DATABASE_URL cannot be read; it looks like sqlite:///news.db "
            "or postgresql://user:password@host/database"
        ) from error
    if parsed.drivername in ("postgresql", "postgres"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() not in ("sqlite", "postgresql"):
        raise StorageError(
            f"the archive {shown(parsed)} cannot be opened: "
            "it is kept in SQLite (sqlite:///news.db) or PostgreSQL (postgresql://…)"
        )
    return parsed


def _options(url: URL) -> dict[str, Any]:
    if url.get_backend_name() == "postgresql":
        known = {} if "connect_timeout" in url.query else {"connect_timeout": CONNECT_TIMEOUT}
        return {"connect_args": known, "pool_pre_ping": True, "hide_parameters": True}
    connect_args = {"check_same_thread": False, "timeout": BUSY_TIMEOUT}
    options: dict[str, Any] = {"connect_args": connect_args, "hide_parameters": True}
    if url.database in _IN_MEMORY:
        # Every new connection to :memory: is a new database, so there may only be one.
        return options | {"poolclass": StaticPool}
    _check_folder(url)
    return options


def _check_folder(url: URL) -> None:
    database = url.database or ""
    if database.startswith("file:"):
        return
    path = Path(database)
    if path.is_dir():
        raise StorageError(f"the archive {shown(url)} cannot be opened: {path} is a folder")
    if not path.absolute().parent.is_dir():
        raise StorageError(
            f"the archive {shown(url)} cannot be opened: there is no folder "
            f"{path.absolute().parent}; make it first: mkdir -p '{path.absolute().parent}'"
        )


def _missing_driver(url: URL, error: ModuleNotFoundError) -> str:
    return (
        f"the archive {shown(url)} needs the Python package {error.name}, which is not installed: "
        "pip install 'yuzhong_news[postgres]'"
    )


def _driver_text(error: DBAPIError, url: URL) -> str:
    text = " ".join(str(error.orig).split())
    return text.replace(str(url.password), "***") if url.password else text


def _set_up_sqlite(connection: DBAPIConnection, _record: object) -> None:
    # sqlite3 opens transactions by its own rules, and not before DDL; here "begin" opens them.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA synchronous=NORMAL")
    if cursor.execute("PRAGMA journal_mode").fetchone()[0] == "delete":
        _switch_to_wal(cursor)
    cursor.close()


def _switch_to_wal(cursor: DBAPICursor) -> None:
    try:
        cursor.execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError as error:
        # The switch does not wait for others. Without it all works, but readers wait for writers;
        # either the other one is switching just now, or the next connection will.
        if "locked" not in str(error):
            raise


def _begin_sqlite(connection: Connection) -> None:
    writer = connection.get_execution_options().get(_WRITER, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")


def _pragma(connection: Connection, pragma: str) -> None:
    # Through SQLAlchemy it would stand inside a transaction, where it does nothing.
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _check_foreign_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        tables = ", ".join(sorted({row[0] for row in broken}))
        raise StorageError(f"rows of {tables} would point to rows that are gone; nothing changed")
