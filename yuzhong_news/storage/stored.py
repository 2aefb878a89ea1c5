"""A stored page and its articles as the items they were made of."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from yuzhong_news.items import Article as ArticleItem
from yuzhong_news.items import Caption as CaptionItem
from yuzhong_news.items import Contributor, PageStatus
from yuzhong_news.items import Doubt as DoubtItem
from yuzhong_news.items import Jump as JumpItem
from yuzhong_news.items import Page as PageItem
from yuzhong_news.items import Subhead as SubheadItem
from yuzhong_news.storage.base import Base
from yuzhong_news.storage.tables import (
    Article,
    Caption,
    Contribution,
    Doubt,
    Jump,
    Newspaper,
    Page,
    Paragraph,
    Person,
    Subhead,
)


class StoredArticle(NamedTuple):
    """An article as it is in the archive, and since when it has its present words."""

    id: int
    position: int
    changed_at: dt.datetime
    item: ArticleItem


class StoredPage(NamedTuple):
    """A page as it is in the archive; the articles are beside the item, not in it."""

    item: PageItem
    content_hash: str
    stored_at: dt.datetime
    last_seen_at: dt.datetime
    articles: list[StoredArticle]


def read_page(connection: Connection, page_id: int) -> StoredPage:
    """Return the page with this id, with its articles in their order; it must be there."""
    query = (
        select(Page, Newspaper.name.label("newspaper"))
        .join_from(Page, Newspaper, isouter=True)
        .where(Page.id == page_id)
    )
    row = connection.execute(query).mappings().one()
    same = ("newspaper", "issue_date", "page_number", "page_name", "source_url", "source_sha256")
    item = PageItem(
        **{name: row[name] for name in (*same, "splitter_version", "width", "height")},
        status=PageStatus(row["status"]) if row["status"] else None,
        furniture=row["furniture"].split("\n") if row["furniture"] else [],
        doubts=_doubts_of_page(connection, page_id),
    )
    articles = read_articles(connection, page_id)
    return StoredPage(item, row["content_hash"], row["stored_at"], row["last_seen_at"], articles)


def read_articles(connection: Connection, page_id: int) -> list[StoredArticle]:
    """Return the page's articles in their order."""
    of_page = Article.page_id == page_id
    found = connection.execute(select(Article.__table__).where(of_page).order_by(Article.position))
    children = {
        table: _children(connection, table, page_id)
        for table in (Paragraph, Subhead, Contribution, Caption, Jump, Doubt)
    }
    return [
        StoredArticle(
            row["id"],
            row["position"],
            row["changed_at"],
            _item(row, {table: rows.get(row["id"], []) for table, rows in children.items()}),
        )
        for row in found.mappings()
    ]


def _item(row: Any, children: dict[type[Base], list[Any]]) -> ArticleItem:  # noqa: ANN401
    same = (
        *("kind", "kicker", "headline", "subtitle", "dateline", "lead", "byline"),
        *("continued_from", "continued_to"),
    )
    return ArticleItem(
        **{name: row[name] for name in same},
        column=row["column_label"],
        region=row["region"] or [],
        paragraphs=[one["text"] for one in children[Paragraph]],
        subheads=[
            SubheadItem(text=one["text"], before_paragraph=one["before_paragraph"])
            for one in children[Subhead]
        ],
        contributors=[
            Contributor(name=one["name"], role=one["role"], work=one["work"])
            for one in children[Contribution]
        ],
        captions=[CaptionItem(text=one["text"], credit=one["credit"]) for one in children[Caption]],
        jumps=[
            JumpItem(direction=one["direction"], page=one["page_number"], text=one["text"])
            for one in children[Jump]
        ],
        doubts=[
            DoubtItem(cue=one["cue"], field=one["field"], detail=one["detail"])
            for one in children[Doubt]
        ],
    )


def _children(connection: Connection, table: Any, page_id: int) -> dict[int, list[Any]]:  # noqa: ANN401
    """Return the rows of a table that hang on the page's articles, by the articles' ids."""
    columns = [table.__table__]
    joined = table.__table__.join(Article.__table__, table.article_id == Article.id)
    if table is Contribution:
        columns.append(Person.name)
        joined = joined.join(Person.__table__, Person.id == Contribution.person_id)
    query = (
        select(*columns)
        .select_from(joined)
        .where(Article.page_id == page_id)
        .order_by(table.article_id, table.position)
    )
    found: dict[int, list[Any]] = defaultdict(list)
    for row in connection.execute(query).mappings():
        found[row["article_id"]].append(row)
    return found


def _doubts_of_page(connection: Connection, page_id: int) -> list[DoubtItem]:
    query = (
        select(Doubt.cue, Doubt.field, Doubt.detail)
        .where(Doubt.page_id == page_id, Doubt.article_id.is_(None))
        .order_by(Doubt.position)
    )
    return [
        DoubtItem(cue=cue, field=field, detail=detail)
        for cue, field, detail in connection.execute(query)
    ]
