"""The rows of a page's articles, inserted table by table: one statement for each table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, exists, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from yuzhong_news.items import Article as ArticleItem
from yuzhong_news.items import Page as PageItem
from yuzhong_news.people import canonical_name
from yuzhong_news.storage.forgetting import forget
from yuzhong_news.storage.tables import (
    Article,
    Base,
    Caption,
    Contribution,
    Doubt,
    Jump,
    Paragraph,
    Person,
    Subhead,
)

_T = TypeVar("_T")

Row = dict[str, Any]

_NAMES_AT_ONCE = 500
"""Values in one statement; SQLite before 3.32 took no more than 999."""


def insert_articles(connection: Connection, page_id: int, page: PageItem) -> None:
    """Insert the page's articles with all that hangs on them, and the doubts on page and articles.

    The page must have none yet.
    """
    people = _person_ids(
        connection,
        {canonical_name(c.name) for article in page.articles for c in article.contributors},
    )
    ids = _insert_article_rows(connection, page_id, page.articles)
    rows: dict[type[Base], list[Row]] = {
        table: [] for table in (Paragraph, Subhead, Contribution, Caption, Jump, Doubt)
    }
    for article_id, article in zip(ids, page.articles, strict=True):
        for table, children in _children(page_id, article, people).items():
            rows[table] += [{"article_id": article_id, **child} for child in children]
    rows[Doubt] += [{"page_id": page_id, "article_id": None, **row} for row in _placed(page.doubts)]
    for table, children in rows.items():
        if children:
            connection.execute(insert(table), children)


def delete_articles(connection: Connection, page_id: int) -> None:
    """Delete the page's articles with all that hangs on them.

    The persons stay: :func:`delete_idle_persons` removes those that are credited nowhere any more,
    once the new articles are in.
    """
    forget(connection, connection.scalars(select(Article.id).where(Article.page_id == page_id)))
    connection.execute(delete(Article).where(Article.page_id == page_id))
    connection.execute(delete(Doubt).where(Doubt.page_id == page_id))


def persons_of(connection: Connection, page_id: int) -> set[int]:
    """Return the ids of the persons whom the page credits now."""
    query = (
        select(Contribution.person_id)
        .join(Article, Article.id == Contribution.article_id)
        .where(Article.page_id == page_id)
    )
    return set(connection.scalars(query))


def delete_idle_persons(connection: Connection, candidates: Iterable[int]) -> None:
    """Delete those of the persons to whom nothing is owed any more."""
    credited = exists().where(Contribution.person_id == Person.id)
    for ids in _chunks(sorted(candidates)):
        connection.execute(delete(Person).where(Person.id.in_(ids), ~credited))


def insert_missing(connection: Connection, table: type[Base], rows: Sequence[Row]) -> None:
    """Insert the rows whose natural key is not there yet; leave those that are."""
    build = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    if rows:
        connection.execute(build(table).on_conflict_do_nothing(), rows)


def _insert_article_rows(
    connection: Connection, page_id: int, articles: Sequence[ArticleItem]
) -> list[int]:
    if not articles:
        return []
    statement = insert(Article).returning(Article.id, sort_by_parameter_order=True)
    rows = [
        {
            "page_id": page_id,
            "position": position,
            "kind": article.kind.value,
            "column_label": article.column,
            "kicker": article.kicker,
            "headline": article.headline,
            "subtitle": article.subtitle,
            "dateline": article.dateline,
            "lead": article.lead,
            "byline": article.byline,
            "body": "\n".join(article.paragraphs),
            "continued_from": article.continued_from,
            "continued_to": article.continued_to,
            "region": article.region or None,
        }
        for position, article in enumerate(articles)
    ]
    return list(connection.scalars(statement, rows))


def _children(
    page_id: int, article: ArticleItem, people: Mapping[str, int]
) -> dict[type[Base], list[Row]]:
    return {
        Paragraph: [{"position": n, "text": text} for n, text in enumerate(article.paragraphs)],
        Subhead: _placed(article.subheads),
        Caption: _placed(article.captions),
        Contribution: [
            {
                "position": n,
                "person_id": people[canonical_name(c.name)],
                "role": c.role,
                "work": c.work,
            }
            for n, c in enumerate(article.contributors)
        ],
        Jump: [
            {"position": n, "direction": j.direction, "page_number": j.page, "text": j.text}
            for n, j in enumerate(article.jumps)
        ],
        Doubt: [{"page_id": page_id, **row} for row in _placed(article.doubts)],
    }


def _placed(items: Sequence[Any]) -> list[Row]:
    """Return the items' own fields, which are the columns of their table, and their positions."""
    return [{"position": position, **item.model_dump()} for position, item in enumerate(items)]


def _person_ids(connection: Connection, names: set[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for chunk in _chunks(sorted(names)):
        insert_missing(connection, Person, [{"name": name} for name in chunk])
        query = select(Person.name, Person.id).where(Person.name.in_(chunk))
        found.update((name, person_id) for name, person_id in connection.execute(query))
    return found


def _chunks(values: Sequence[_T]) -> Iterable[Sequence[_T]]:
    return (values[n : n + _NAMES_AT_ONCE] for n in range(0, len(values), _NAMES_AT_ONCE))
