"""What can go wrong with an archive, in words for the person who runs the crawl."""

from __future__ import annotations


class StorageError(Exception):
    """The archive cannot be opened, read or written; the message says why and what to do."""


class AwayError(StorageError):
    """The database is away for now (stopped, locked, full): what was to be stored can wait."""


class SchemaError(StorageError):
    """The database is there, but its tables are not those of this version."""
