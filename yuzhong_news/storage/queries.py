"""What is read back from the archive."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select, true

from yuzhong_news.records import Selection
from yuzhong_news.storage.base import Base
from yuzhong_news.storage.choice import conditions
from yuzhong_news.storage.order import IN_PRINT, by_characters
from yuzhong_news.storage.tables import (
    Article,
    Caption,
    Contribution,
    Newspaper,
    Page,
    Paragraph,
    Person,
)


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article in few words; ``people`` are pairs of name and role, in the order of print."""

    newspaper: str | None
    issue_date: dt.date | None
    page_number: int | None
    source_url: str | None
    position: int
    kind: str
    column_label: str | None
    kicker: str | None
    headline: str | None
    subtitle: str | None
    lead: str | None
    people: tuple[tuple[str, str], ...]
    paragraphs: int
    captions: int
    continued_from: int | None
    continued_to: int | None


def outline(connection: Connection, choice: Selection) -> list[ArticleRow]:
    """Return the chosen articles in the order of print: newspaper, date, page, place on the page.

    Pages of unknown newspapers come first.  Two queries, however many articles there are.
    """
    chosen = list(conditions(choice))
    people: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for article_id, name, role in connection.execute(_people_query(chosen)):
        people[article_id].append((name, role))
    return [
        ArticleRow(people=tuple(people.get(article_id, ())), **row)
        for article_id, row in (
            (row["id"], {name: value for name, value in row.items() if name != "id"})
            for row in connection.execute(_article_query(chosen)).mappings()
        )
    ]


def table_counts(connection: Connection) -> dict[str, int]:
    """Return the number of rows of each table, by its name."""
    return {
        name: connection.scalars(select(func.count()).select_from(table)).one()
        for name, table in sorted(Base.metadata.tables.items())
    }


def newspapers(connection: Connection) -> list[str]:
    """Return the names of the newspapers, in the order of their characters."""
    return list(connection.scalars(select(Newspaper.name).order_by(by_characters(Newspaper.name))))


def _people_query(chosen: Sequence[ColumnElement[bool]]) -> Select[*tuple[Any, ...]]:
    articles = select(Article.id).join(Page, Page.id == Article.page_id).where(*chosen)
    return (
        select(Contribution.article_id, Person.name, Contribution.role)
        .join(Person, Person.id == Contribution.person_id)
        .where(Contribution.article_id.in_(articles) if chosen else true())
        .order_by(Contribution.article_id, Contribution.position)
    )


def _article_query(chosen: Sequence[ColumnElement[bool]]) -> Select[*tuple[Any, ...]]:
    paragraphs = select(func.count()).where(Paragraph.article_id == Article.id)
    captions = select(func.count()).where(Caption.article_id == Article.id)
    return (
        select(
            Article.id,
            Newspaper.name.label("newspaper"),
            Page.issue_date,
            Page.page_number,
            Page.source_url,
            Article.position,
            Article.kind,
            Article.column_label,
            Article.kicker,
            Article.headline,
            Article.subtitle,
            Article.lead,
            paragraphs.scalar_subquery().label("paragraphs"),
            captions.scalar_subquery().label("captions"),
            Article.continued_from,
            Article.continued_to,
        )
        .join_from(Article, Page, Page.id == Article.page_id)
        .join(Newspaper, Newspaper.id == Page.newspaper_id, isouter=True)
        .where(*chosen)
        .order_by(*IN_PRINT)
    )
