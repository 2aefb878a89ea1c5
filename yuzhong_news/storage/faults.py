"""What a database driver complains of, in words for the person who runs the crawl."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Engine
from sqlalchemy.exc import DBAPIError

from yuzhong_news.storage.away import is_away
from yuzhong_news.storage.errors import AwayError, StorageError
from yuzhong_news.storage.urls import shown, without_password

# What a driver's message holds, as a regular expression, and what to do then; the first one counts.
_REMEDIES = (
    (
        "database is locked",
        "another program has it open for writing (a copy, a migration, an editor of databases). "
        "End it and run again; to wait longer, add ?timeout=300 (seconds) to DATABASE_URL",
    ),
    (
        "lock timeout",
        "another program holds a lock on it (a migration, an open transaction: see "
        "pg_stat_activity). End it and run again",
    ),
    (
        "readonly database",
        "it may be read only. Make the file and its folder writable (chmod u+w), and leave "
        "mode=ro out",
    ),
    ("read-only transaction", "the server lets nobody write now: a standby, or its owner's choice"),
    (
        "disk is full",
        "make room on the disk and run again; what was stored before is there unharmed",
    ),
    ("No space left", "make room on the server's disk; what was stored before is there unharmed"),
    (
        "malformed",
        "the file is damaged. Put back a copy, or save what can be read: "
        "sqlite3 OLD.db .recover | sqlite3 NEW.db",
    ),
    (
        "not a database",
        "the file is no SQLite database, or its beginning is damaged. Name another file, or put "
        "back a copy",
    ),
    ("disk I/O error", "the disk or the network share failed, or the file was cut off. Look at it"),
    ("unable to open database file", "look at the permissions of the file and of its folder"),
    (
        'no such table: article_fts|relation "article_search" does not exist',
        "the search index is gone. Build it anew: scrapy search --reindex",
    ),
    (
        'no such table|relation ".*" does not exist',
        "a part of the archive is gone. Put back a copy",
    ),
    ("does not exist", "make the database first: createdb --encoding=UTF8 --template=template0 …"),
    ("password authentication failed", "check user and password in DATABASE_URL"),
    ("no password supplied", "write the password into DATABASE_URL: postgresql://user:password@…"),
    ("permission denied", "the user may not do this: let the database's owner grant it"),
    ("too many", "the server has no connection free. End some, or raise max_connections"),
)


@contextmanager
def explained(engine: Engine, verb: str) -> Iterator[None]:
    """Turn what the database driver raises inside into a ``StorageError`` with the URL."""
    try:
        yield
    except DBAPIError as error:
        kind = AwayError if is_away(error) else StorageError
        raise kind(
            f"the archive {shown(engine.url)} cannot be {verb}: {told(error, engine.url)}"
        ) from error


@contextmanager
def reading(engine: Engine, verb: str = "read") -> Iterator[None]:
    """Do as :func:`explained` does for what only reads, and look for values that are none of ours.

    What is read of a damaged file may be no date, number or text.
    """
    try:
        with explained(engine, verb):
            yield
    except (ValueError, TypeError, LookupError) as error:
        raise StorageError(
            f"the archive {shown(engine.url)} cannot be {verb}: it holds what no archive holds "
            f"({' '.join(str(error).split())}). The file is damaged: put back a copy"
        ) from error


def told(error: Exception, url: URL) -> str:
    """Return the error in one line: the driver's own words without the SQL, and what to do."""
    if not isinstance(error, DBAPIError):
        return f"{type(error).__name__}: {' '.join(str(error).split())}"
    text = without_password(" ".join(str(error.orig).split()), url)
    remedy = next((remedy for sign, remedy in _REMEDIES if re.search(sign, text)), "")
    return f"{text}: {remedy}" if remedy else text
