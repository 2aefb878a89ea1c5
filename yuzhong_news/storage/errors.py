"""What can go wrong with an archive, in words for the person who runs the crawl."""

from __future__ import annotations


class StorageError(Exception):
    """The archive cannot be opened, read or written; the message says why and what to do."""


class SchemaError(StorageError):
    """The database is there, but its tables are not those of this version."""
