"""What an archive answers to a query."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from yuzhong_news.records import Selection
from yuzhong_news.search import Document, Field, Passage, Query, marks_in, passage_of
from yuzhong_news.search.highlighting import Marks
from yuzhong_news.storage.choice import conditions
from yuzhong_news.storage.order import NEWEST
from yuzhong_news.storage.search.backends import backend_of
from yuzhong_news.storage.search.documents import AT_ONCE, documents_of
from yuzhong_news.storage.tables import Article, Newspaper, Page

WEIGHED = 300
"""Hits whose text is weighed for ``best``; those behind them stay in the database's own order."""

Score = Callable[[Document, Sequence[str]], float]
"""A function that gives an article its score for folded terms; more is better."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One article that matches; ``headline_marks`` and ``passage`` show where."""

    article_id: int
    newspaper: str | None
    issue_date: dt.date | None
    page_number: int | None
    page_name: str | None
    source_url: str | None
    position: int
    kind: str
    headline: str | None
    headline_marks: Marks
    passage: Passage | None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """How many articles match in all, and the hits that were asked for."""

    total: int
    hits: list[Hit] = field(default_factory=list)


def find(
    connection: Connection,
    query: Query,
    choice: Selection,
    fields: Collection[Field] = (),
    *,
    score: Score | None = None,
    limit: int | None = 20,
    offset: int = 0,
) -> SearchResult:
    """Return the hits from ``offset`` on, at most ``limit`` (null: all), and their total number.

    ``fields`` are where in an article the terms must be; without any, anywhere.
    The newest come first, then those of the same day in the order of print; with ``score`` the
    best come first, of equal ones the newest.
    """
    matches = backend_of(connection).matches(query, fields, ranked=score is not None)
    found = _found(matches, choice)
    if limit == 0:
        return SearchResult(_count(connection, found))
    if score is None:
        rows = connection.execute(_page_of(found.order_by(*NEWEST), limit, offset)).all()
    else:
        rows = _best(connection, found, query, score, limit=limit, offset=offset)
    if not rows:
        return SearchResult(_count(connection, found) if offset else 0)
    return SearchResult(rows[0].total, list(_hits(connection, rows, query, fields)))


def _found(matches: Select[Any], choice: Selection) -> Select[Any]:
    """Return the query for the articles that match and are searched."""
    # Without it, a planner may ask the index once for each article of a narrow span of days.
    match = matches.cte("match").prefix_with("MATERIALIZED")
    return (
        select(
            Article.id,
            Newspaper.name.label("newspaper"),
            Page.issue_date,
            Page.page_number,
            Page.page_name,
            Page.source_url,
            Page.id.label("page_id"),
            Article.position,
            Article.kind,
            Article.headline,
            func.count().over().label("total"),
        )
        .select_from(match)
        .join(Article, Article.id == match.c.id)
        .join(Page, Page.id == Article.page_id)
        .join(Newspaper, Newspaper.id == Page.newspaper_id, isouter=True)
        .add_columns(match.c.rank.label("rank"))
        .where(*conditions(choice))
    )


def _best(
    connection: Connection,
    found: Select[Any],
    query: Query,
    score: Score,
    *,
    limit: int | None,
    offset: int,
) -> Sequence[Row[Any]]:
    """Return the hits that were asked for in the order of their scores."""
    end = None if limit is None else max(WEIGHED, offset + limit)
    by_rank = found.order_by(found.selected_columns.rank, *NEWEST)
    rows = list(connection.execute(_page_of(by_rank, end, 0)).all())
    first = rows[:WEIGHED]
    documents = documents_of(connection, [row.id for row in first])
    scores = {key: score(document, query.wanted) for key, document in documents.items()}
    first.sort(key=lambda row: (-scores[row.id], *_newest(row)))
    return [*first, *rows[WEIGHED:]][offset : None if limit is None else offset + limit]


def _newest(row: Row[Any]) -> tuple[int, str, int, str, int, int]:
    """Return what sorts equally good hits as :data:`NEWEST` does."""
    return (
        -row.issue_date.toordinal() if row.issue_date else 0,
        row.newspaper or "",
        -1 if row.page_number is None else row.page_number,
        row.source_url or "",
        row.page_id,
        row.position,
    )


def _page_of(query: Select[Any], limit: int | None, offset: int) -> Select[Any]:
    return query.limit(limit).offset(offset or None)


def _count(connection: Connection, found: Select[Any]) -> int:
    ids = found.with_only_columns(Article.id, maintain_column_froms=True).order_by(None)
    return connection.scalars(select(func.count()).select_from(ids.subquery())).one()


def _hits(
    connection: Connection, rows: Sequence[Row[Any]], query: Query, fields: Collection[Field]
) -> Iterator[Hit]:
    """Yield the hits; the texts of all of them are never in memory together."""
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        documents = documents_of(connection, [row.id for row in some])
        yield from (_hit(row, documents[row.id], query, fields) for row in some)


def _hit(row: Row[Any], document: Document, query: Query, fields: Collection[Field]) -> Hit:
    in_headline = not fields or Field.HEADLINE in fields
    return Hit(
        article_id=row.id,
        newspaper=row.newspaper,
        issue_date=row.issue_date,
        page_number=row.page_number,
        page_name=row.page_name,
        source_url=row.source_url,
        position=row.position,
        kind=row.kind,
        headline=row.headline,
        headline_marks=marks_in(row.headline or "", query.wanted) if in_headline else (),
        passage=passage_of(document, query.wanted, fields),
    )
