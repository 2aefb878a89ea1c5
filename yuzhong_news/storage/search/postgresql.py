"""The index in PostgreSQL: a tsvector of grams with the field as weight, and a GIN index on it.

A tsvector says which articles have all grams of a term.  It cannot say whether they stand in a row
(it keeps 256 places of a lexeme, and none behind the 16,383rd); that is looked up in the folded
texts, which are kept with it.  Two characters are one gram and need no second look.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    column,
    func,
    literal,
    literal_column,
    not_,
    or_,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from yuzhong_news.search import Document, Field, Query
from yuzhong_news.search.folding import fold
from yuzhong_news.search.grams import grams_of, index_text
from yuzhong_news.search.ranking import WEIGHTS

_LETTER = {Field.HEADLINE: "A", Field.BODY: "B", Field.CAPTION: "C", Field.OTHER: "D"}
"""The weights of a tsvector that stand for the fields."""


class Tsvector:
    """The index in PostgreSQL."""

    def create(self, connection: Connection) -> None:
        """Make the empty table."""
        texts = ", ".join(f"{field.value} text NOT NULL" for field in Field)
        connection.exec_driver_sql(
            "CREATE TABLE article_search (article_id integer PRIMARY KEY "
            "REFERENCES article (id) ON DELETE CASCADE, "
            f"grams tsvector NOT NULL, {texts})"
        )

    def finish(self, connection: Connection) -> None:
        """Build the index of the grams, which is many times faster when they are all there."""
        connection.exec_driver_sql(
            "CREATE INDEX ix_article_search_grams ON article_search USING gin (grams)"
        )
        connection.exec_driver_sql("ANALYZE article_search")

    def drop(self, connection: Connection) -> None:
        """Drop it, if it is there."""
        connection.exec_driver_sql("DROP TABLE IF EXISTS article_search")

    def add(self, connection: Connection, documents: Mapping[int, Document]) -> None:
        """Add articles, by their ids, that are not in the index."""
        names = ", ".join(field.value for field in Field)
        marks = ", ".join("%s" for _ in Field)
        statement = (
            f"INSERT INTO article_search (article_id, grams, {names}) "
            f"VALUES (%s, CAST(%s AS tsvector), {marks})"
        )
        rows = [
            (key, _vector(document), *(fold("\n".join(document.of(field))) for field in Field))
            for key, document in documents.items()
        ]
        if rows:
            connection.exec_driver_sql(statement, rows)

    def remove(self, connection: Connection, documents: Mapping[int, Document]) -> None:
        """Remove articles, with the texts that they were added with."""
        statement = "DELETE FROM article_search WHERE article_id = %s"
        if documents:
            connection.exec_driver_sql(statement, [(key,) for key in documents])

    def matches(self, query: Query, fields: Collection[Field], *, ranked: bool) -> Select[Any]:
        """Return a query for the ``id`` of each match, and its ``rank``: less is better."""
        index = table("article_search", column("article_id"), column("grams"))
        letters = "".join(_LETTER[field] for field in fields)
        wanted = _tsquery([gram for term in query.wanted for gram in _lexemes(term, letters)])
        conditions: list[ColumnElement[bool]] = [index.c.grams.op("@@")(wanted)]
        conditions += [_holds(term, fields) for term in query.wanted if len(term) > 2]
        conditions += [not_(_has(index.c.grams, term, fields, letters)) for term in query.excluded]
        rank: ColumnElement[Any] = literal_column("0")
        if ranked:
            # In the order of PostgreSQL: the weights of D, C, B and A, which ts_rank wants below 1.
            weights = [WEIGHTS[field] / max(WEIGHTS.values()) for field in reversed(Field)]
            numbers = ", ".join(map(str, weights))
            array: ColumnElement[Any] = literal_column(f"CAST('{{{numbers}}}' AS real[])")
            rank = -func.ts_rank(array, index.c.grams, wanted)
        return select(index.c.article_id.label("id"), rank.label("rank")).where(and_(*conditions))


def _vector(document: Document) -> str:
    """Return a tsvector as text: each gram once, with a place of its own for each of its fields."""
    letters: dict[str, str] = {}
    for field in Field:
        for gram in set(index_text(document.of(field)).split()):
            letters[gram] = letters.get(gram, "") + _LETTER[field]
    return " ".join(
        f"{_quoted(gram)}:{','.join(f'{n}{letter}' for n, letter in enumerate(where, start=1))}"
        for gram, where in letters.items()
    )


def _quoted(gram: str) -> str:
    """Return a gram as a lexeme in the text of a tsvector or a tsquery."""
    return "'" + gram.replace("\\", "\\\\").replace("'", "''") + "'"


def _lexemes(term: str, letters: str) -> list[str]:
    """Return the lexemes that an article with the term has, in these fields (without any: all)."""
    suffix = ("*" if len(term) == 1 else "") + letters
    return [
        _quoted(gram) + (f":{suffix}" if suffix else "") for gram in dict.fromkeys(grams_of(term))
    ]


def _tsquery(lexemes: Sequence[str]) -> ColumnElement[Any]:
    return literal(" & ".join(lexemes)).cast(TSQUERY)


def _has(
    grams: ColumnElement[Any], term: str, fields: Collection[Field], letters: str
) -> ColumnElement[bool]:
    """Return whether an article has the term."""
    candidate = grams.op("@@")(_tsquery(_lexemes(term, letters)))
    return and_(candidate, _holds(term, fields)) if len(term) > 2 else candidate


def _holds(term: str, fields: Collection[Field]) -> ColumnElement[bool]:
    """Return whether a folded text holds the term; its grams may stand far from each other."""
    return or_(
        *(func.strpos(literal_column(field.value), term) > 0 for field in (fields or tuple(Field)))
    )
