"""Pages that the archive does not have yet: the rows of several of them, table by table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Date, and_, bindparam, insert, select

from yuzhong_news.items import Page as PageItem
from yuzhong_news.storage.content import content_hash, natural_key
from yuzhong_news.storage.continuations import rejoin
from yuzhong_news.storage.documents import insert_documents
from yuzhong_news.storage.rows import insert_articles, insert_missing, insert_page_doubts
from yuzhong_news.storage.tables import Issue, Newspaper, Page

_INSERT_PAGES = insert(Page).returning(Page.id, sort_by_parameter_order=True)
_ISSUE = (
    select(Newspaper.id, Issue.id)
    .outerjoin(
        Issue,
        and_(
            Issue.newspaper_id == Newspaper.id,
            Issue.issue_date == bindparam("wanted_date", type_=Date()),
        ),
    )
    .where(Newspaper.name == bindparam("wanted_name"))
)


def insert_pages(
    connection: Connection, run_id: int, pages: Sequence[PageItem], now: dt.datetime
) -> list[int]:
    """Insert pages with all that hangs on them, and return their ids; none may be there yet."""
    newspapers = {issue: issue_of(connection, *issue) for issue in _issues(pages)}
    rows = []
    for page in pages:
        newspaper_id = newspapers[page.newspaper, page.issue_date]
        row = page_row(page, content_hash(page), newspaper_id, run_id, now)
        rows.append({**row, "first_seen_at": now, "last_seen_at": now})
    page_ids = list(connection.scalars(_INSERT_PAGES, rows))
    by_id = dict(zip(page_ids, pages, strict=True))
    placed = [
        (page_id, place, article)
        for page_id, page in by_id.items()
        for place, article in enumerate(page.articles)
    ]
    article_ids = insert_articles(connection, placed, now)
    insert_page_doubts(connection, {page_id: page.doubts for page_id, page in by_id.items()})
    insert_documents(
        connection,
        {page_id: page.documents for page_id, page in by_id.items()},
        [
            (page_id, article_id, article)
            for article_id, (page_id, _, article) in zip(article_ids, placed, strict=True)
        ],
    )
    for newspaper, issue_date in _issues(pages):
        if newspaper and issue_date:
            rejoin(connection, newspaper, issue_date)
    return page_ids


def page_row(
    page: PageItem, content: str, newspaper_id: int | None, run_id: int, now: dt.datetime
) -> dict[str, Any]:
    """Return the page's row, but for when it was seen; ``content`` is the hash of its content."""
    return {
        "natural_key": natural_key(page),
        "newspaper_id": newspaper_id,
        "issue_date": page.issue_date,
        "page_number": page.page_number,
        "page_name": page.page_name,
        "source_url": page.source_url,
        "source_sha256": page.source_sha256,
        "splitter_version": page.splitter_version,
        "status": page.status.value if page.status else None,
        "width": page.width,
        "height": page.height,
        "content_hash": content,
        "furniture": "\n".join(page.furniture),
        "run_id": run_id,
        "stored_at": now,
    }


def issue_of(
    connection: Connection, newspaper: str | None, issue_date: dt.date | None
) -> int | None:
    """Return the id of the newspaper; it and its issue of that day are there afterwards."""
    if not newspaper:
        return None
    wanted = {"wanted_name": newspaper, "wanted_date": issue_date}
    row = connection.execute(_ISSUE, wanted).one_or_none()
    if row is None:
        insert_missing(connection, Newspaper, [{"name": newspaper}])
        row = connection.execute(_ISSUE, wanted).one()
    newspaper_id, issue_id = row
    if issue_id is None and issue_date is not None:
        issue = {"newspaper_id": newspaper_id, "issue_date": issue_date}
        insert_missing(connection, Issue, [issue])
    return int(newspaper_id)


def _issues(pages: Sequence[PageItem]) -> list[tuple[str | None, dt.date | None]]:
    return list(dict.fromkeys((page.newspaper, page.issue_date) for page in pages))
