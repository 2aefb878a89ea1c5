"""What an issue should hold, and whether it does."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, delete, exists, func, select

from yuzhong_news.items import IssuePages, PageFacts
from yuzhong_news.items import Page as PageItem
from yuzhong_news.storage.content import natural_key
from yuzhong_news.storage.rows import insert_missing
from yuzhong_news.storage.tables import Doubt, ExpectedPage, Issue, Newspaper, Page

INCOMPLETE = "missing-document"
"""The cue of a page's doubt that says: something of it could not be fetched, but may be later."""


def expect(connection: Connection, issue: IssuePages) -> None:
    """Keep which pages the issue has; see :class:`IssuePages`."""
    insert_missing(connection, Newspaper, [{"name": issue.newspaper}])
    newspaper_id = connection.scalars(
        select(Newspaper.id).where(Newspaper.name == issue.newspaper)
    ).one()
    key = {"newspaper_id": newspaper_id, "issue_date": issue.issue_date}
    insert_missing(connection, Issue, [key])
    if issue.whole:
        connection.execute(
            delete(ExpectedPage).where(
                ExpectedPage.newspaper_id == newspaper_id,
                ExpectedPage.issue_date == issue.issue_date,
            )
        )
    rows = [
        {
            **key,
            "natural_key": key_of(page),
            "page_number": page.page_number,
            "page_name": page.page_name,
        }
        for page in issue.pages
    ]
    insert_missing(connection, ExpectedPage, rows)


def is_complete(
    connection: Connection,
    newspaper: str,
    issue_date: dt.date,
    first: int | None = None,
    last: int | None = None,
) -> bool:
    """Whether all pages that the issue's index named are stored, with all that belongs to them.

    With ``first`` and ``last`` only the pages so numbered are asked for.  An issue of which no
    page is expected is not complete.
    """
    incomplete = exists().where(Doubt.page_id == Page.id, Doubt.cue == INCOMPLETE)
    stored = exists().where(Page.natural_key == ExpectedPage.natural_key, ~incomplete)
    expected = (
        select(func.count())
        .select_from(ExpectedPage)
        .join(Newspaper, Newspaper.id == ExpectedPage.newspaper_id)
        .where(Newspaper.name == newspaper, ExpectedPage.issue_date == issue_date)
    )
    if first is not None:
        expected = expected.where(ExpectedPage.page_number >= first)
    if last is not None:
        expected = expected.where(ExpectedPage.page_number <= last)
    there = connection.scalars(expected).one()
    return there > 0 and not connection.scalars(expected.where(~stored)).one()


def key_of(facts: PageFacts) -> str:
    """Return the natural key that the page with these facts will have."""
    return natural_key(PageItem(**facts.model_dump(include=set(PageFacts.model_fields))))
