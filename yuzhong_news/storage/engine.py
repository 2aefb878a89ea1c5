"""From a database URL to an engine: drivers, pragmas, locks, and errors that name the database."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event, func, select
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from yuzhong_news.storage.errors import StorageError
from yuzhong_news.storage.faults import explained
from yuzhong_news.storage.urls import check_file, is_in_memory, parse, shown

BUSY_TIMEOUT = 30
"""Seconds that a writer waits for the one before it; a SQLite URL may say ``?timeout=…``."""

CONNECT_TIMEOUT = 10
"""Seconds that a PostgreSQL server has to answer, unless the URL says otherwise."""

WRITER_LOCK = 0x79757A686F6E67
"""The advisory lock of PostgreSQL that every writer takes: ``yuzhong`` in ASCII."""

_WRITER = "yuzhong_news_writer"


def open_engine(url: str | URL, *, create: bool = True, read_only: bool = False) -> Engine:
    """Return an engine whose database answers.

    Without ``create`` a SQLite file that is not there is an error, and none is made.  With
    ``read_only`` whatever tries to write fails.
    ``postgresql://`` means the psycopg driver. A ``StorageError`` says what is wrong: a URL that
    cannot be read, a driver that is not installed, a folder that is not there, a server that does
    not answer.
    """
    parsed = parse(url)
    if parsed.get_backend_name() == "sqlite" and not parsed.database:
        raise StorageError(
            f"DATABASE_URL {shown(parsed)} names no file. Say sqlite:///FILE, or for an archive "
            "that nobody keeps sqlite:///:memory:"
        )
    options = _options(parsed, create)
    if read_only:
        options["execution_options"] = {"postgresql_readonly": True}
    try:
        engine = create_engine(parsed, **options)
    except ModuleNotFoundError as error:
        raise StorageError(_missing_driver(parsed, error)) from error
    except (ArgumentError, NoSuchModuleError) as error:
        raise StorageError(f"the archive {shown(parsed)} cannot be opened: {error}") from error
    if is_sqlite(engine):
        event.listen(engine, "connect", _set_up_reader if read_only else _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    try:
        with explained(engine, "opened"), engine.connect() as connection:
            _check_encoding(connection)
    except BaseException:
        engine.dispose()
        raise
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
                    # In this order: the limit holds for the lock that comes after it.
                    wait = func.set_config("lock_timeout", f"{BUSY_TIMEOUT}s", True)
                    connection.execute(select(wait, func.pg_advisory_xact_lock(WRITER_LOCK)))
                yield connection
                if lax:
                    _check_foreign_keys(connection)
        finally:
            if lax:
                _pragma(connection, "foreign_keys=ON")


def is_sqlite(engine: Engine) -> bool:
    """Say whether the engine speaks to SQLite; all others speak to PostgreSQL."""
    return engine.dialect.name == "sqlite"


def _options(url: URL, create: bool) -> dict[str, Any]:
    options: dict[str, Any] = {
        "hide_parameters": True,
        "json_serializer": partial(json.dumps, ensure_ascii=False, separators=(",", ":")),
    }
    if url.get_backend_name() == "postgresql":
        # Whatever the server keeps text in, its messages are to be read; see _check_encoding.
        known = {"connect_timeout": CONNECT_TIMEOUT, "client_encoding": "UTF8"}
        told = {name: value for name, value in known.items() if name not in url.query}
        return options | {"connect_args": told, "pool_pre_ping": True}
    connect_args: dict[str, Any] = {"check_same_thread": False}
    if "timeout" not in url.query:
        connect_args["timeout"] = BUSY_TIMEOUT
    options["connect_args"] = connect_args
    if is_in_memory(url):
        # Every new connection to :memory: is a new database, so there may only be one.
        return options | {"poolclass": StaticPool}
    check_file(url, create)
    return options


def _check_encoding(connection: Connection) -> None:
    """Raise a ``StorageError`` where a server's database cannot keep Chinese."""
    if connection.dialect.name != "postgresql":
        return
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    if encoding != "UTF8":
        url = connection.engine.url
        raise StorageError(
            f"the archive {shown(url)} cannot be opened: the database keeps its text in "
            f"{encoding}, which does not hold Chinese. Make one that does: "
            "createdb --encoding=UTF8 --template=template0 NAME"
        )


def _missing_driver(url: URL, error: ModuleNotFoundError) -> str:
    return (
        f"the archive {shown(url)} needs the Python package {error.name}, which is not installed: "
        "pip install 'yuzhong_news[postgres]'"
    )


def _set_up_sqlite(connection: DBAPIConnection, _record: object) -> None:
    # sqlite3 opens transactions by its own rules, and not before DDL; here "begin" opens them.
    connection.isolation_level = None
    cursor = connection.cursor()
    try:
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA synchronous=NORMAL")
        if cursor.execute("PRAGMA journal_mode").fetchone()[0] == "delete":
            _switch_to_wal(cursor)
    except UnicodeDecodeError as error:
        # SQLite complains of a damaged schema with the damaged bytes, which sqlite3 cannot read.
        raise sqlite3.DatabaseError("malformed database schema") from error
    cursor.close()


def _set_up_reader(connection: DBAPIConnection, _record: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA query_only=ON")
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
