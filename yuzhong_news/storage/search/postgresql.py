"""The index in PostgreSQL: the folded texts, with a GIN index over buckets of their grams.

A gram of two characters falls into one of 65,536 buckets, and an article has the buckets of its
grams.  They tell which articles may have a term; whether one has it is looked up in its texts,
which are kept with them.  So the index is as large as its texts and not many times larger, as it is
with the grams themselves, of which an archive has millions.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import Any
from zlib import crc32

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    SmallInteger,
    case,
    column,
    func,
    literal_column,
    not_,
    or_,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import ARRAY

from yuzhong_news.search import Document, Field, Query
from yuzhong_news.search.folding import fold
from yuzhong_news.search.ranking import WEIGHTS

_NAMES = ", ".join(field.value for field in Field)
_SMALLEST = -(2**15)
"""The first of the numbers that a bucket has, those of PostgreSQL's smallint."""


class Buckets:
    """The index in PostgreSQL."""

    version = 2

    def create(self, connection: Connection) -> None:
        """Make the empty table."""
        texts = ", ".join(f"{field.value} text NOT NULL" for field in Field)
        connection.exec_driver_sql(
            "CREATE TABLE article_search (article_id integer PRIMARY KEY "
            "REFERENCES article (id) ON DELETE CASCADE, "
            f"buckets smallint[] NOT NULL, {texts})"
        )

    def finish(self, connection: Connection) -> None:
        """Build the index of the buckets, which is many times faster when they are all there."""
        connection.exec_driver_sql(
            "CREATE INDEX ix_article_search_buckets ON article_search USING gin (buckets)"
        )
        connection.exec_driver_sql("ANALYZE article_search")

    def drop(self, connection: Connection) -> None:
        """Drop it, if it is there."""
        connection.exec_driver_sql("DROP TABLE IF EXISTS article_search")

    def add(self, connection: Connection, documents: Mapping[int, Document]) -> None:
        """Add articles, by their ids, that are not in the index."""
        marks = ", ".join("%s" for _ in Field)
        statement = (
            f"INSERT INTO article_search (article_id, buckets, {_NAMES}) "
            f"VALUES (%s, CAST(%s AS smallint[]), {marks})"
        )
        rows = [_row(key, document) for key, document in documents.items()]
        if rows:
            connection.exec_driver_sql(statement, rows)

    def remove(self, connection: Connection, documents: Mapping[int, Document]) -> None:
        """Remove articles, with the texts that they were added with."""
        statement = "DELETE FROM article_search WHERE article_id = %s"
        if documents:
            connection.exec_driver_sql(statement, [(key,) for key in documents])

    def matches(self, query: Query, fields: Collection[Field], *, ranked: bool) -> Select[Any]:
        """Return a query for the ``id`` of each match, and its ``rank``: less is better."""
        searched = tuple(fields) or tuple(Field)
        buckets = column("buckets", ARRAY(SmallInteger))
        index = table("article_search", column("article_id"), buckets)
        found = select(index.c.article_id.label("id"))
        wanted = buckets_of(query.wanted)
        if wanted:
            found = found.where(index.c.buckets.contains(wanted))
        found = found.where(*(not_(_holds(term, searched)) for term in query.excluded))
        if not ranked:
            found = found.where(*(_holds(term, searched) for term in query.wanted))
            return found.add_columns(literal_column("0").label("rank"))
        return _ranked(found, query.wanted, searched)


def buckets_of(texts: Collection[str]) -> list[int]:
    """Return the buckets of all grams of folded texts, each once; one character has no gram."""
    grams = {gram for text in texts for gram in pairwise(text)}
    return sorted({crc32("".join(gram).encode()) % 2**16 + _SMALLEST for gram in grams})


def _row(key: int, document: Document) -> tuple[Any, ...]:
    texts = {field: [fold(text) for text in document.of(field)] for field in Field}
    found = buckets_of([text for some in texts.values() for text in some])
    return (key, found, *("\n".join(texts[field]) for field in Field))


def _holds(term: str, fields: Sequence[Field]) -> ColumnElement[bool]:
    """Return whether an article has a folded term in one of these fields."""
    return or_(*(func.strpos(literal_column(field.value), term) > 0 for field in fields))


def _ranked(found: Select[Any], terms: Sequence[str], fields: Sequence[Field]) -> Select[Any]:
    """Return of the articles found those that have all terms, ranked.

    The rank is the sum of the weights of the fields in which each of the terms is, below zero.
    """
    columns = [_weight(term, fields).label(f"weight_{n}") for n, term in enumerate(terms)]
    # Without it, a planner would look through each text twice.
    weighed = found.add_columns(*columns).cte("weighed").prefix_with("MATERIALIZED")
    weights = [weighed.c[one.name] for one in columns]
    rank = sum(weights[1:], weights[0])
    return select(weighed.c.id, rank.label("rank")).where(*(weight < 0 for weight in weights))


def _weight(term: str, fields: Sequence[Field]) -> ColumnElement[Any]:
    """Return the sum of the weights of the fields that hold a folded term, below zero."""
    weights: list[ColumnElement[Any]] = [
        case((func.strpos(literal_column(field.value), term) > 0, -WEIGHTS[field]), else_=0)
        for field in fields
    ]
    return sum(weights[1:], weights[0])
