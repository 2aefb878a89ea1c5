"""Which articles somebody asks for: of a newspaper, of some days, of a kind, of a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import ColumnElement, Select, exists, select

from yuzhong_news.people import canonical_name
from yuzhong_news.records import Selection
from yuzhong_news.storage.tables import (
    Article,
    Continuation,
    Contribution,
    Issue,
    Newspaper,
    Page,
    Person,
)


def conditions(choice: Selection) -> Iterator[ColumnElement[bool]]:
    """Yield what an article and its page must fulfil to be selected."""
    if choice.newspaper is not None:
        of_name = select(Newspaper.id).where(Newspaper.name == choice.newspaper)
        yield Page.newspaper_id.in_(of_name)
    yield from on_days(choice.since, choice.until)
    if choice.kind is not None:
        yield Article.kind == choice.kind
    if choice.person is not None:
        yield Article.id.in_(_of_person(choice.person, whole=choice.whole))
    if choice.whole:
        yield ~exists().where(Continuation.to_article_id == Article.id)


def on_days(
    since: dt.date | None, until: dt.date | None, of: type[Page | Issue] = Page
) -> Iterator[ColumnElement[bool]]:
    """Yield what a page or an issue must fulfil to be of the days from the first to the last."""
    if since is not None:
        yield of.issue_date >= since
    if until is not None:
        yield of.issue_date <= until


def _of_person(name: str, *, whole: bool) -> Select[int]:
    """Return the query for the articles that credit a person; with ``whole``, for their beginnings.

    A byline often stands under the last piece of an article that goes over several pages.
    """
    credited = (
        select(Contribution.article_id.label("article_id"))
        .join(Person, Person.id == Contribution.person_id)
        .where(Person.name == canonical_name(name))
    )
    if not whole:
        return credited
    back = credited.cte("back", recursive=True)
    back = back.union(
        select(Continuation.from_article_id).join(
            back, Continuation.to_article_id == back.c.article_id
        )
    )
    return select(back.c.article_id)
