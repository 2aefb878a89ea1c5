"""What the search needs of a database; the two kinds keep the index in ways of their own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Protocol

from sqlalchemy import Connection, Select

from yuzhong_news.search import Document, Field, Query
from yuzhong_news.storage.search.postgresql import Buckets
from yuzhong_news.storage.search.sqlite import Fts5


class Backend(Protocol):
    """How one kind of database keeps the index.

    ``version`` grows whenever an index that is there must be built anew: other grams, another form.
    """

    version: int

    def create(self, connection: Connection) -> None:
        """Make the empty index."""

    def finish(self, connection: Connection) -> None:
        """Do what is worth doing once, when a whole archive has been added."""

    def drop(self, connection: Connection) -> None:
        """Drop it, if it is there."""

    def add(self, connection: Connection, documents: Mapping[int, Document]) -> None:
        """Add articles, by their ids, that are not in the index."""

    def remove(self, connection: Connection, documents: Mapping[int, Document]) -> None:
        """Remove articles, with the texts that they were added with."""

    def matches(self, query: Query, fields: Collection[Field], *, ranked: bool) -> Select[Any]:
        """Return a query for the ``id`` of each match, and its ``rank``: less is better."""


_BACKENDS: dict[str, Backend] = {"sqlite": Fts5(), "postgresql": Buckets()}


def backend_of(connection: Connection) -> Backend:
    """Return how the database behind this connection keeps the index."""
    return _BACKENDS[connection.dialect.name]
