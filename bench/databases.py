"""A PostgreSQL server for the benchmarks, where one can be started."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import psycopg

from tests.databases import start_postgresql


def postgresql_urls() -> Iterator[str]:
    """Yield URLs of empty databases; none, and a word about it, where no server can be started."""
    server, problem = start_postgresql()
    if server is None:
        print(f"PostgreSQL left out: {problem}")
        return
    for number in count():
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE bench_{number}")
        yield server.replace("/postgres?", f"/bench_{number}?")
