"""The rows of a page's articles, written table by table: one statement for each table.

Whatever else is kept of articles (an index for searching, what reprints what) follows these three:
:func:`insert_articles`, :func:`update_articles` and :func:`delete_articles`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import (
    BindParameter,
    Connection,
    bindparam,
    delete,
    exists,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from yuzhong_news.items import Article as ArticleItem
from yuzhong_news.items import Doubt as DoubtItem
from yuzhong_news.people import canonical_name
from yuzhong_news.storage.base import Base
from yuzhong_news.storage.forgetting import forget
from yuzhong_news.storage.search import index_items, unindex_articles
from yuzhong_news.storage.tables import (
    Article,
    Caption,
    Continuation,
    Contribution,
    Doubt,
    Jump,
    Paragraph,
    Person,
    Subhead,
)

_T = TypeVar("_T")

Row = dict[str, Any]
Placed = tuple[int, ArticleItem]
"""An article and its place on the page, from 0; or its id, where it has one."""
OnPage = tuple[int, int, ArticleItem]
"""The id of a page, and an article of it with its place or its id as in :data:`Placed`."""

_NAMES_AT_ONCE = 500
"""Values in one statement; SQLite before 3.32 took no more than 999."""
_CHILDREN: tuple[type[Base], ...] = (Paragraph, Subhead, Contribution, Caption, Jump, Doubt)
_INSERT = {table: insert(table) for table in _CHILDREN}
_INSERT_ARTICLES = insert(Article).returning(Article.id, sort_by_parameter_order=True)
_OUT_OF_THE_WAY = 1_000_000
"""Added to positions while articles change places: more than a page has articles."""


def insert_articles(
    connection: Connection, articles: Sequence[OnPage], now: dt.datetime
) -> list[int]:
    """Insert articles at their places with all that hangs on them, and return their ids.

    The search index gets them too.  The places must be free.
    """
    if not articles:
        return []
    seen = {"first_seen_at": now, "changed_at": now}
    rows = [
        {**seen, "page_id": page_id, "position": place, **_article_row(article)}
        for page_id, place, article in articles
    ]
    ids = list(connection.scalars(_INSERT_ARTICLES, rows))
    _insert_children(
        connection, [(page, key, a) for key, (page, _, a) in zip(ids, articles, strict=True)]
    )
    index_items(connection, ids, [article for _, _, article in articles])
    return ids


def update_articles(
    connection: Connection,
    page_id: int,
    changed: Sequence[Placed],
    reworded: Iterable[int],
    now: dt.datetime,
) -> None:
    """Give the articles with these ids their new content; for ``reworded`` ones the words are new.

    Their places stay: see :func:`move_articles`.
    """
    if not changed:
        return
    changed_ids = [article_id for article_id, _ in changed]
    forget(connection, changed_ids)
    unindex_articles(connection, changed_ids)
    key: BindParameter[int] = bindparam("key")
    rows = [{"key": article_id, **_article_row(article)} for article_id, article in changed]
    connection.execute(update(Article).where(Article.id == key), rows)
    moments = [{"key": article_id, "changed_at": now} for article_id in reworded]
    if moments:
        connection.execute(update(Article).where(Article.id == key), moments)
    for ids in _chunks(changed_ids):
        joined = or_(Continuation.from_article_id.in_(ids), Continuation.to_article_id.in_(ids))
        connection.execute(delete(Continuation).where(joined))
        for table in _CHILDREN:
            connection.execute(delete(table).where(table.article_id.in_(ids)))  # type: ignore[attr-defined]
    _insert_children(connection, [(page_id, key, article) for key, article in changed])
    index_items(connection, changed_ids, [article for _, article in changed])


def delete_articles(connection: Connection, ids: Sequence[int]) -> None:
    """Delete the articles with all that hangs on them, in the search index too.

    The persons stay: :func:`delete_idle_persons` removes those that are credited nowhere any more,
    once the new articles are in.
    """
    forget(connection, ids)
    unindex_articles(connection, ids)
    for some in _chunks(ids):
        connection.execute(delete(Article).where(Article.id.in_(some)))


def move_articles(connection: Connection, page_id: int, places: Mapping[int, int]) -> None:
    """Put the articles with these ids, which must be all of the page, at these places."""
    query = select(Article.id, Article.position).where(Article.page_id == page_id)
    if {row.id: row.position for row in connection.execute(query)} == places:
        return
    # No two articles of a page may be at one place, even while they change places.
    connection.execute(
        update(Article)
        .where(Article.page_id == page_id)
        .values(position=Article.position + _OUT_OF_THE_WAY)
    )
    rows = [{"key": article_id, "position": place} for article_id, place in places.items()]
    if rows:
        connection.execute(update(Article).where(Article.id == bindparam("key")), rows)


def insert_page_doubts(connection: Connection, doubts: Mapping[int, Sequence[DoubtItem]]) -> None:
    """Insert the doubts on pages as a whole, by the ids of the pages."""
    rows = [
        {"page_id": page_id, "article_id": None, **row}
        for page_id, some in doubts.items()
        for row in _placed(some)
    ]
    if rows:
        connection.execute(insert(Doubt), rows)


def delete_page_doubts(connection: Connection, page_id: int) -> None:
    """Delete the doubts on the page as a whole."""
    of_page = (Doubt.page_id == page_id, Doubt.article_id.is_(None))
    connection.execute(delete(Doubt).where(*of_page))


def persons_of(connection: Connection, page_id: int) -> set[int]:
    """Return the ids of the persons whom the page credits now."""
    query = (
        select(Contribution.person_id)
        .join(Article, Article.id == Contribution.article_id)
        .where(Article.page_id == page_id)
    )
    return set(connection.scalars(query))


def delete_idle_persons(connection: Connection, candidates: Iterable[int]) -> None:
    """Delete those of the persons to whom no present article owes anything any more.

    Who is named in an older version only is named there, in its content.
    """
    credited = exists().where(Contribution.person_id == Person.id)
    for ids in _chunks(sorted(candidates)):
        connection.execute(delete(Person).where(Person.id.in_(ids), ~credited))


def insert_missing(connection: Connection, table: type[Base], rows: Sequence[Row]) -> None:
    """Insert the rows whose natural key is not there yet; leave those that are."""
    build = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    if rows:
        connection.execute(build(table).on_conflict_do_nothing(), rows)


def _article_row(article: ArticleItem) -> Row:
    return {
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


def _insert_children(connection: Connection, articles: Sequence[OnPage]) -> None:
    """Insert what hangs on the articles with these ids."""
    printed = {one.name for _, _, article in articles for one in article.contributors}
    names = {name: canonical_name(name) for name in printed}
    ids = _person_ids(connection, set(names.values()))
    people = {name: ids[canonical] for name, canonical in names.items()}
    rows: dict[type[Base], list[Row]] = {table: [] for table in _CHILDREN}
    for page_id, article_id, article in articles:
        for table, children in _children(page_id, article, people).items():
            rows[table] += [{"article_id": article_id, **child} for child in children]
    for table, children in rows.items():
        if children:
            connection.execute(_INSERT[table], children)


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
                "person_id": people[c.name],
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
        found.update(_known_persons(connection, chunk))
        missing = [name for name in chunk if name not in found]
        if missing:
            insert_missing(connection, Person, [{"name": name} for name in missing])
            found.update(_known_persons(connection, missing))
    return found


_PERSONS = select(Person.name, Person.id).where(Person.name.in_(bindparam("names", expanding=True)))


def _known_persons(connection: Connection, names: Sequence[str]) -> dict[str, int]:
    return {row[0]: row[1] for row in connection.execute(_PERSONS, {"names": list(names)})}


def _chunks(values: Sequence[_T]) -> Iterable[Sequence[_T]]:
    return (values[n : n + _NAMES_AT_ONCE] for n in range(0, len(values), _NAMES_AT_ONCE))
