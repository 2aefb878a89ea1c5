"""Whether the database is away for now, or does not take one page."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError

_SQLITE = (
    *("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN"),
    *("SQLITE_READONLY", "SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_NOMEM", "SQLITE_PROTOCOL"),
)
"""Names of SQLite's result codes, with all their extended ones, that say so."""

_POSTGRESQL = ("08", "25006", "40", "42P01", "53", "55P03", "57", "58")
"""Beginnings of SQLSTATE: connections, read-only, conflicts, no table, resources, locks, operator
intervention, system errors."""


def is_away(error: BaseException) -> bool:
    """Whether the same would go well once the database is as it should be.

    That is a server that is stopped, a file that is locked, a disk that is full: what is to be
    stored can wait.  An error that says so of one page only is not.
    """
    if not isinstance(error, DBAPIError):
        return False
    if error.connection_invalidated:
        return True
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        name = getattr(cause, "sqlite_errorname", None) or ""
        return name.startswith(_SQLITE) or str(cause).startswith("no such table")
    state = getattr(cause, "sqlstate", None)
    if state is None:
        return type(cause).__name__ in ("OperationalError", "InterfaceError")
    return str(state).startswith(_POSTGRESQL)
