"""Pages into the archive, inside the transaction of the caller."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Container, Sequence
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, bindparam, func, select, update

from yuzhong_news.items import Page as PageItem
from yuzhong_news.storage.content import check_storable, content_hash, natural_key
from yuzhong_news.storage.continuations import rejoin
from yuzhong_news.storage.documents import are_linked, link_articles, write_documents
from yuzhong_news.storage.new_pages import insert_pages, issue_of, page_row
from yuzhong_news.storage.tables import Article, Newspaper, Page
from yuzhong_news.storage.versions import revise


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
    """What became of a page, why, and the id of its row.

    ``reason`` says why a page was kept, and of a changed one which facts are others now.
    ``fields`` counts, for a changed page, the articles that changed by field, are new, or gone.
    """

    outcome: Outcome
    reason: str
    page_id: int
    fields: Counter[str] = Counter()  # noqa: RUF012 - never added to


class _Known(NamedTuple):
    """A page that is in the archive."""

    id: int
    content_hash: str
    facts: dict[str, Any]
    articles: int
    source_sha256: str | None


def write_pages(
    connection: Connection,
    run_id: int,
    pages: Sequence[PageItem],
    of_this_run: Container[int] = (),
    *,
    accept_empty: bool = False,
) -> list[Written]:
    """Do with each page in turn what :func:`write_page` does; an error is that of them all.

    New pages that follow each other are inserted together, which is several times faster.
    """
    for page in pages:
        check_storable(page)
    written: list[Written] = []
    new = _surely_new(connection, pages)
    for together, some in groupby(zip(new, pages, strict=True), itemgetter(0)):
        group = [page for _, page in some]
        if together:
            ids = insert_pages(connection, run_id, group, dt.datetime.now(dt.UTC))
            written += [Written(Outcome.NEW, "", page_id) for page_id in ids]
            continue
        for page in group:
            before = (of_this_run, {one.page_id for one in written})
            written.append(write_page(connection, run_id, page, before, accept_empty=accept_empty))
    return written


def write_page(
    connection: Connection,
    run_id: int,
    page: PageItem,
    of_this_run: Sequence[Container[int]] = (),
    *,
    accept_empty: bool = False,
    seen: bool = True,
) -> Written:
    """Store the page with all its articles, or leave what is there, and say which.

    What is there stays, with the outcome ``kept``, when the new page has no articles and the
    stored one has (a refetch that failed must not empty the archive; ``accept_empty`` says that it
    is no failure), and when the stored page is in one of ``of_this_run`` (two sources of one run
    that claim to be the same page must not replace each other).  ``seen`` says that the page came
    from its source now, and was not split anew from what is kept of it.  A page that cannot be
    stored raises a ``ValueError`` or a database error.
    """
    check_storable(page)
    now = dt.datetime.now(dt.UTC)
    known = _known_page(connection, page)
    page = _completed(page, known)
    if known is None:
        (page_id,) = insert_pages(connection, run_id, [page], now)
        return Written(Outcome.NEW, "", page_id)
    content = content_hash(page)
    moment = {"last_seen_at": now} if seen else {}
    if known.content_hash == content:
        _see_again(connection, known.id, page, moment, now)
        if not seen:
            _rejoin(connection, page)
        return Written(Outcome.UNCHANGED, "", known.id)
    reason = _reason_to_keep(known, page, of_this_run, accept_empty)
    if reason:
        return Written(Outcome.KEPT, reason, known.id)
    revised = revise(connection, run_id, known.id, page, now)
    newspaper_id = issue_of(connection, page.newspaper, page.issue_date)
    row = page_row(page, content, newspaper_id, run_id, now)
    connection.execute(update(Page).where(Page.id == known.id).values({**row, **moment}))
    _attach(connection, known.id, page, revised.ids, now)
    return Written(Outcome.CHANGED, _other_facts(known, page), known.id, revised.fields)


def _attach(
    connection: Connection, page_id: int, page: PageItem, ids: Sequence[int], now: dt.datetime
) -> None:
    """Write the page's documents, link its articles with them, and join those of its issue."""
    write_documents(connection, page_id, page.documents, now)
    link_articles(connection, page_id, dict(zip(ids, page.articles, strict=True)))
    _rejoin(connection, page)


def _rejoin(connection: Connection, page: PageItem) -> None:
    """Join the articles of the page's issue, where it is known which one that is."""
    if page.newspaper and page.issue_date:
        rejoin(connection, page.newspaper, page.issue_date)


def _see_again(
    connection: Connection, page_id: int, page: PageItem, moment: dict[str, Any], now: dt.datetime
) -> None:
    """Take note of what came with a content that is there already."""
    told = {name: getattr(page, name) for name in ("source_sha256", "splitter_version")}
    values = moment | {name: value for name, value in told.items() if value is not None}
    if values:
        connection.execute(update(Page).where(Page.id == page_id).values(values))
    changed = write_documents(connection, page_id, page.documents, now)
    if changed or not are_linked(connection, page_id):
        of_page = select(Article.id).where(Article.page_id == page_id).order_by(Article.position)
        ids = connection.scalars(of_page).all()
        link_articles(connection, page_id, dict(zip(ids, page.articles, strict=True)))


def _reason_to_keep(
    known: _Known, page: PageItem, of_this_run: Sequence[Container[int]], accept_empty: bool
) -> str:
    """Return why the stored page must stay, or nothing."""
    if known.articles and not page.articles and not accept_empty:
        return f"no article was found on it now, so the stored ones stay: {known.articles}"
    if known.articles and any(known.id in ids for ids in of_this_run):
        return (
            "this run has already stored the same page with other articles, from "
            f"{known.facts['source_url'] or 'an unknown source'}"
        )
    return ""


def _other_facts(known: _Known, page: PageItem) -> str:
    """Return which facts of the stored page are others now, or nothing."""
    return ", ".join(
        f"{name} {fact} is {now} now"
        for name, fact in known.facts.items()
        if name in _CONTRADICTING and None not in (fact, now := getattr(page, name)) and fact != now
    )


def _surely_new(connection: Connection, pages: Sequence[PageItem]) -> list[bool]:
    """Say of each page whether no other, stored or among these, has its key or its source."""
    keys = [natural_key(page) for page in pages]
    sources = [page.source_url or None for page in pages]
    times = Counter(keys), Counter(sources)
    stored = (
        set(connection.scalars(_KEYS, {"wanted": keys})),
        set(connection.scalars(_SOURCES, {"wanted": [one for one in sources if one]})),
    )
    return [
        times[0][key] == 1
        and key not in stored[0]
        and (source is None or (times[1][source] == 1 and source not in stored[1]))
        for key, source in zip(keys, sources, strict=True)
    ]


_KEYS = select(Page.natural_key).where(Page.natural_key.in_(bindparam("wanted", expanding=True)))
_SOURCES = select(Page.source_url).where(Page.source_url.in_(bindparam("wanted", expanding=True)))


def _known_page(connection: Connection, page: PageItem) -> _Known | None:
    """Return the stored page that this one is, if any.

    It is the one with the same natural key, else the only one from the same source whose facts do
    not contradict: a page that was stored before its newspaper was known is still that page after.
    And where the very same bytes come from the same source with other facts, somebody has corrected
    the facts: it is the only page with that source and those bytes.  With the facts that the page
    lacks and such a one has, it may turn out to be a third one, which is here from elsewhere.
    """
    known = _like(connection, page)
    if known is None:
        return None
    key = natural_key(_completed(page, known))
    return known if key == natural_key(page) else _by_key(connection, key) or known


def _like(connection: Connection, page: PageItem) -> _Known | None:
    """Return the page with the same key, from the same source, or with the same bytes."""
    known = _by_key(connection, natural_key(page))
    if known is None and page.source_url:
        rows = connection.execute(_FROM_SOURCE, {"wanted": page.source_url})
        same = [_as_known(row) for row in rows]
        alike = [one for one in same if _agree(one.facts, page)]
        if len(alike) == 1:
            known = alike[0]
        elif not alike and page.source_sha256:
            moved = [one for one in same if one.source_sha256 == page.source_sha256]
            known = moved[0] if len(moved) == 1 else None
    return known


def _by_key(connection: Connection, key: str) -> _Known | None:
    row = connection.execute(_WITH_KEY, {"wanted": key}).one_or_none()
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


_WITH_KEY = _page_query().where(Page.natural_key == bindparam("wanted"))
_FROM_SOURCE = _page_query().where(Page.source_url == bindparam("wanted"))


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


_CONTRADICTING = ("newspaper", "issue_date", "page_number")
"""Facts by which two pages from one address are told apart."""


def _agree(facts: dict[str, Any], page: PageItem) -> bool:
    return all(
        None in (facts[name], getattr(page, name)) or facts[name] == getattr(page, name)
        for name in _CONTRADICTING
    )


def _completed(page: PageItem, known: _Known | None) -> PageItem:
    """Return the page with the facts that it lacks and the archive knows."""
    if known is None:
        return page
    lacking = {name: fact for name, fact in known.facts.items() if getattr(page, name) is None}
    return page.model_copy(update=lacking)
