"""One page into the archive, inside the transaction of the caller."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, func, insert, select, update

from yuzhong_news.items import Page as PageItem
from yuzhong_news.storage.content import check_storable, content_hash, natural_key
from yuzhong_news.storage.continuations import rejoin
from yuzhong_news.storage.documents import write_documents
from yuzhong_news.storage.rows import (
    delete_articles,
    delete_idle_persons,
    insert_articles,
    insert_missing,
    persons_of,
)
from yuzhong_news.storage.tables import Article, Issue, Newspaper, Page


class Outcome(StrEnum):
    """What became of one page."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    FAILED = "failed"
    WAITING = "waiting"
    """The database was away: nothing was tried with this page, and it is to be stored later."""


class Written(NamedTuple):
    """What became of a page, why, and the id of its row."""

    outcome: Outcome
    reason: str
    page_id: int


class _Known(NamedTuple):
    """A page that is in the archive."""

    id: int
    content_hash: str
    facts: dict[str, Any]
    articles: int
    source_sha256: str | None


def write_page(
    connection: Connection,
    run_id: int,
    page: PageItem,
    of_this_run: Container[int] = (),
    *,
    accept_empty: bool = False,
) -> Written:
    """Store the page with all its articles, or leave what is there, and say which.

    What is there stays, with the outcome ``kept``, when the new page has no articles and the
    stored one has (a refetch that failed must not empty the archive; ``accept_empty`` says that it
    is no failure), and when the stored page is
    among ``of_this_run`` (two sources of one run that claim to be the same page must not replace
    each other).  A page that cannot be stored raises a ``ValueError`` or a database error.
    """
    check_storable(page)
    known = _known_page(connection, page)
    page = _completed(page, known)
    content = content_hash(page)
    if known is not None:
        if known.content_hash == content:
            write_documents(connection, known.id, page.documents)
            return Written(Outcome.UNCHANGED, "", known.id)
        reason = _reason_to_keep(known, page, of_this_run, accept_empty)
        if reason:
            return Written(Outcome.KEPT, reason, known.id)
    row = _page_row(connection, run_id, page, content)
    if known is None:
        page_id = connection.scalars(insert(Page).returning(Page.id), row).one()
        _insert_content(connection, page_id, page)
        return Written(Outcome.NEW, "", page_id)
    persons = persons_of(connection, known.id)
    delete_articles(connection, known.id)
    connection.execute(update(Page).where(Page.id == known.id).values(row))
    _insert_content(connection, known.id, page)
    delete_idle_persons(connection, persons)
    return Written(Outcome.CHANGED, "", known.id)


def _insert_content(connection: Connection, page_id: int, page: PageItem) -> None:
    """Insert what hangs on a page's row, and join its articles with those of its issue."""
    insert_articles(connection, page_id, page)
    write_documents(connection, page_id, page.documents)
    if page.newspaper and page.issue_date:
        rejoin(connection, page.newspaper, page.issue_date)


def _reason_to_keep(
    known: _Known, page: PageItem, of_this_run: Container[int], accept_empty: bool
) -> str:
    """Return why the stored page must stay, or nothing."""
    if known.articles and not page.articles and not accept_empty:
        return f"no article was found on it now, so the stored ones stay: {known.articles}"
    if known.articles and known.id in of_this_run:
        return (
            "this run has already stored the same page with other articles, from "
            f"{known.facts['source_url'] or 'an unknown source'}"
        )
    return ""


def _known_page(connection: Connection, page: PageItem) -> _Known | None:
    """Return the stored page that this one is, if any.

    It is the one with the same natural key, else the only one from the same source whose facts do
    not contradict: a page that was stored before its newspaper was known is still that page after.
    And where the very same bytes come from the same source with other facts, somebody has corrected
    the facts: it is the only page with that source and those bytes.
    """
    known = _by_key(connection, natural_key(page))
    if known is None and page.source_url:
        rows = connection.execute(_page_query().where(Page.source_url == page.source_url))
        same = [_as_known(row) for row in rows]
        alike = [one for one in same if _agree(one.facts, page)]
        if len(alike) == 1:
            key = natural_key(_completed(page, alike[0]))
            known = _by_key(connection, key) or alike[0]
        elif not alike and page.source_sha256:
            moved = [one for one in same if one.source_sha256 == page.source_sha256]
            known = moved[0] if len(moved) == 1 else None
    return known


def _by_key(connection: Connection, key: str) -> _Known | None:
    row = connection.execute(_page_query().where(Page.natural_key == key)).one_or_none()
    return None if row is None else _as_known(row)


def _page_query() -> Select[*tuple[Any, ...]]:
    articles = select(func.count()).where(Article.page_id == Page.id).scalar_subquery()
    return select(
        Page.id,
        Page.content_hash,
        articles.label("articles"),
        Newspaper.name.label("newspaper"),
        Page.issue_date,
        Page.page_number,
        Page.page_name,
        Page.source_url,
        Page.source_sha256,
    ).join_from(Page, Newspaper, isouter=True)


def _as_known(row: Row[*tuple[Any, ...]]) -> _Known:
    facts = ("newspaper", "issue_date", "page_number", "page_name", "source_url")
    values = row._mapping
    return _Known(
        values["id"],
        values["content_hash"],
        {name: values[name] for name in facts},
        values["articles"],
        values["source_sha256"],
    )


def _agree(facts: dict[str, Any], page: PageItem) -> bool:
    return all(
        None in (facts[name], getattr(page, name)) or facts[name] == getattr(page, name)
        for name in ("newspaper", "issue_date", "page_number")
    )


def _completed(page: PageItem, known: _Known | None) -> PageItem:
    """Return the page with the facts that it lacks and the archive knows."""
    if known is None:
        return page
    lacking = {name: fact for name, fact in known.facts.items() if getattr(page, name) is None}
    return page.model_copy(update=lacking)


def _page_row(connection: Connection, run_id: int, page: PageItem, content: str) -> dict[str, Any]:
    newspaper_id = _newspaper_id(connection, page.newspaper)
    if newspaper_id is not None and page.issue_date is not None:
        issue = {"newspaper_id": newspaper_id, "issue_date": page.issue_date}
        insert_missing(connection, Issue, [issue])
    return {
        "natural_key": natural_key(page),
        "newspaper_id": newspaper_id,
        "issue_date": page.issue_date,
        "page_number": page.page_number,
        "page_name": page.page_name,
        "source_url": page.source_url,
        "source_sha256": page.source_sha256,
        "status": page.status.value if page.status else None,
        "width": page.width,
        "height": page.height,
        "content_hash": content,
        "furniture": "\n".join(page.furniture),
        "run_id": run_id,
        "stored_at": dt.datetime.now(dt.UTC),
    }


def _newspaper_id(connection: Connection, name: str | None) -> int | None:
    if not name:
        return None
    insert_missing(connection, Newspaper, [{"name": name}])
    return connection.scalars(select(Newspaper.id).where(Newspaper.name == name)).one()
