"""Which tables a database has, and how it gets those of this version."""

from __future__ import annotations

import shlex
from enum import Enum, auto
from typing import NamedTuple

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, inspect

from yuzhong_news.storage.engine import open_engine, writing
from yuzhong_news.storage.errors import SchemaError
from yuzhong_news.storage.faults import explained, reading
from yuzhong_news.storage.search import is_current, rebuild
from yuzhong_news.storage.urls import shown
from yuzhong_news.unpacked import folder_of

MIGRATIONS = folder_of(__package__, "migrations")
_VERSION_TABLE = "alembic_version"


class State(Enum):
    """How a database stands to the migrations that this version knows.

    With ``OTHER_INDEX`` its tables are the newest, but another version made its search index.
    """

    EMPTY = auto()
    NEWEST = auto()
    OTHER_INDEX = auto()
    OLDER = auto()
    UNKNOWN = auto()
    FOREIGN = auto()


class Migrated(NamedTuple):
    """The revisions before (null for an empty database) and after a migration."""

    before: str | None
    after: str


def prepare(engine: Engine, *, create: bool = True) -> None:
    """Leave the database with the tables of this version, or raise a ``SchemaError``.

    An empty database gets them here; two processes may start on it at once. A database with older
    tables is left alone, and the error names the command that migrates it: whoever owns ten years
    of pages may want to make a copy first.
    """
    with reading(engine, "opened"):
        with engine.connect() as connection:
            state = _state(connection)
        if state is State.NEWEST:
            return
        if state is State.EMPTY and create:
            with writing(engine, enforce_foreign_keys=False) as connection:
                # Another process may have made the tables while this one waited for the lock.
                if _state(connection) is State.EMPTY:
                    command.upgrade(configuration(connection), "head")
            with engine.connect() as connection:
                state = _state(connection)
        if state is not State.NEWEST:
            with engine.connect() as connection:
                raise SchemaError(_complaint(state, connection, engine))


def upgrade(url: str, *, create: bool = True) -> Migrated:
    """Migrate the database at this URL to the newest tables, in one transaction.

    A search index that another version made is built anew.  An empty database gets its tables;
    without ``create`` a SQLite file that is not there is an error, and none is made.
    A ``SchemaError`` says when the tables are not ours, or newer than this version; a
    ``StorageError`` when the database cannot be opened.
    """
    engine = open_engine(url, create=create)
    try:
        with (
            explained(engine, "migrated"),
            writing(engine, enforce_foreign_keys=False) as connection,
        ):
            state = _state(connection)
            if state in (State.UNKNOWN, State.FOREIGN):
                raise SchemaError(_complaint(state, connection, engine))
            before = _revision(connection)
            if state is State.OTHER_INDEX:
                rebuild(connection)
            elif state is not State.NEWEST:
                command.upgrade(configuration(connection), "head")
            return Migrated(before, newest())
    finally:
        engine.dispose()


def configuration(connection: Connection | None = None) -> Config:
    """Return what Alembic's commands need, to run on this connection inside its transaction."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def newest() -> str:
    """Return the newest revision that this version knows."""
    head = _scripts().get_current_head()
    if head is None:
        raise SchemaError("no migrations are installed: pip install --force-reinstall yuzhong_news")
    return head


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(configuration())


def _revision(connection: Connection) -> str | None:
    heads = MigrationContext.configure(connection).get_current_heads()
    return " and ".join(sorted(heads)) or None


def _state(connection: Connection) -> State:
    tables = set(inspect(connection).get_table_names())
    revision = _revision(connection) if _VERSION_TABLE in tables else None
    if revision is None:
        return State.FOREIGN if tables - {_VERSION_TABLE} else State.EMPTY
    if revision == newest():
        return State.NEWEST if is_current(connection) else State.OTHER_INDEX
    try:
        _scripts().get_revision(revision)
    except CommandError:
        return State.UNKNOWN
    return State.OLDER


def _complaint(state: State, connection: Connection, engine: Engine) -> str:
    database = shown(engine.url)
    setting = shlex.quote(f"DATABASE_URL={database}")
    password = " (with the password for ***)" if engine.url.password else ""
    if state is State.OTHER_INDEX:
        return (
            f"the search index of the archive {database} was made by another version. Have it "
            f"built anew{password}: scrapy migrate -s {setting}"
        )
    revision = _revision(connection)
    if state is State.OLDER:
        return (
            f"the archive {database} has the tables of an older version (revision {revision}, "
            f"this version needs {newest()}). Make a copy of it, then run{password}: "
            f"scrapy migrate -s {setting}"
        )
    if state is State.UNKNOWN:
        return (
            f"the archive {database} has revision {revision}, which this version does not know: "
            "a newer yuzhong_news made it (pip install --upgrade yuzhong_news), or the database "
            "belongs to another program (give the archive a database of its own in DATABASE_URL)"
        )
    if state is State.EMPTY:
        return (
            f"the database {database} is empty: no archive was made in it yet. Check DATABASE_URL, "
            "or fill it: scrapy crawl folder -a path=DIR"
        )
    return (
        f"the database {database} has tables that are not ours: "
        f"{', '.join(sorted(inspect(connection).get_table_names())[:5])}. "
        "Give the archive an empty database of its own in DATABASE_URL"
    )
