"""What the archive holds of a newspaper's issues, in numbers, and when they were asked for."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import Connection, delete, exists, func, insert, select

from yuzhong_news.expectations import Attempt, MissingPage, StoredIssue, StoredPage
from yuzhong_news.storage.issues import INCOMPLETE
from yuzhong_news.storage.order import by_characters
from yuzhong_news.storage.rows import insert_missing
from yuzhong_news.storage.tables import Article, Doubt, ExpectedPage, Newspaper, Page
from yuzhong_news.storage.tables import Attempt as AttemptRow


def holdings(
    connection: Connection, newspaper: str, since: dt.date | None, until: dt.date
) -> dict[dt.date, StoredIssue]:
    """Return the newspaper's issues from ``since`` (null: its first one) to ``until``, by day.

    An issue of which no page is stored or known is not among them.  Three queries, however many
    issues there are.
    """
    first = since or dt.date.min
    pages = _pages(connection, newspaper, first, until)
    missing = _missing(connection, newspaper, first, until)
    return {
        day: StoredIssue(day, tuple(pages.get(day, ())), tuple(missing.get(day, ())))
        for day in sorted(pages.keys() | missing.keys())
    }


def newspapers_with_issues(connection: Connection) -> list[str]:
    """Return the names of the newspapers that have an issue, a known page, or an attempt."""
    named = select(Newspaper.name).where(
        exists().where(Page.newspaper_id == Newspaper.id, Page.issue_date.is_not(None))
        | exists().where(ExpectedPage.newspaper_id == Newspaper.id)
        | exists().where(AttemptRow.newspaper_id == Newspaper.id)
    )
    return list(connection.scalars(named.order_by(by_characters(Newspaper.name))))


def attempts(connection: Connection, newspaper: str) -> dict[dt.date, Attempt]:
    """Return when each issue of the newspaper was last asked for, by day."""
    query = (
        select(AttemptRow.issue_date, AttemptRow.asked_at, AttemptRow.outcome, AttemptRow.times)
        .join(Newspaper, Newspaper.id == AttemptRow.newspaper_id)
        .where(Newspaper.name == newspaper)
    )
    return {
        day: Attempt(asked_at, outcome, times)
        for day, asked_at, outcome, times in connection.execute(query)
    }


def keep_attempts(
    connection: Connection, newspaper: str, attempted: Mapping[dt.date, Attempt]
) -> None:
    """Keep these attempts in place of those before them."""
    if not attempted:
        return
    insert_missing(connection, Newspaper, [{"name": newspaper}])
    newspaper_id = connection.scalars(select(Newspaper.id).where(Newspaper.name == newspaper)).one()
    for day, attempt in attempted.items():
        connection.execute(
            delete(AttemptRow).where(
                AttemptRow.newspaper_id == newspaper_id, AttemptRow.issue_date == day
            )
        )
        row = {
            "newspaper_id": newspaper_id,
            "issue_date": day,
            "asked_at": attempt.asked_at,
            "outcome": attempt.outcome,
            "times": attempt.times,
        }
        connection.execute(insert(AttemptRow), row)


def _pages(
    connection: Connection, newspaper: str, first: dt.date, last: dt.date
) -> dict[dt.date, list[StoredPage]]:
    characters = func.length(Article.body) + func.length(func.coalesce(Article.headline, ""))
    query = (
        select(
            Page.id,
            Page.issue_date,
            Page.page_number,
            Page.page_name,
            Page.status,
            func.count(Article.id),
            func.coalesce(func.sum(characters), 0),
        )
        .join(Newspaper, Newspaper.id == Page.newspaper_id)
        .join(Article, Article.page_id == Page.id, isouter=True)
        .where(Newspaper.name == newspaper, Page.issue_date.between(first, last))
        .group_by(Page.id)
        .order_by(Page.issue_date, Page.page_number.nulls_first(), Page.id)
    )
    failed = _failed_documents(connection, newspaper, first, last)
    found: dict[dt.date, list[StoredPage]] = defaultdict(list)
    for page_id, day, number, name, status, articles, letters in connection.execute(query):
        found[day].append(
            StoredPage(number, name, articles, int(letters), status, tuple(failed.get(page_id, ())))
        )
    return found


def _failed_documents(
    connection: Connection, newspaper: str, first: dt.date, last: dt.date
) -> dict[int, list[str]]:
    query = (
        select(Doubt.page_id, Doubt.detail)
        .join(Page, Page.id == Doubt.page_id)
        .join(Newspaper, Newspaper.id == Page.newspaper_id)
        .where(
            Newspaper.name == newspaper,
            Page.issue_date.between(first, last),
            Doubt.cue == INCOMPLETE,
        )
        .order_by(Doubt.page_id, Doubt.position)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for page_id, detail in connection.execute(query):
        found[page_id].append(detail)
    return found


def _missing(
    connection: Connection, newspaper: str, first: dt.date, last: dt.date
) -> dict[dt.date, list[MissingPage]]:
    query = (
        select(
            ExpectedPage.issue_date,
            ExpectedPage.page_number,
            ExpectedPage.page_name,
            ExpectedPage.natural_key,
        )
        .join(Newspaper, Newspaper.id == ExpectedPage.newspaper_id)
        .where(
            Newspaper.name == newspaper,
            ExpectedPage.issue_date.between(first, last),
            ~exists().where(Page.natural_key == ExpectedPage.natural_key),
        )
        .order_by(
            ExpectedPage.issue_date,
            ExpectedPage.page_number.nulls_first(),
            by_characters(ExpectedPage.natural_key),
        )
    )
    found: dict[dt.date, list[MissingPage]] = defaultdict(list)
    for day, number, name, key in connection.execute(query):
        found[day].append(MissingPage(number, name, key))
    return found
