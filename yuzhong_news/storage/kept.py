"""Pages to be split again: which they are, and how they take the place of what is there."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Select, or_, select

from yuzhong_news.items import Document as DocumentItem
from yuzhong_news.items import Doubt as DoubtItem
from yuzhong_news.items import Page as PageItem
from yuzhong_news.items import PageFacts
from yuzhong_news.storage.choice import on_days
from yuzhong_news.storage.content import content_hash
from yuzhong_news.storage.pages import Outcome, Written, write_page
from yuzhong_news.storage.stored import read_page
from yuzhong_news.storage.tables import Document, Doubt, Newspaper, Page
from yuzhong_news.storage.versions import preview

MEANWHILE = "another run has stored it anew meanwhile"
"""Why a page that was split again is not stored."""


@dataclass(slots=True, frozen=True)
class KeptPage:
    """A page of the archive and the documents that it is made of at present."""

    id: int
    facts: PageFacts
    source_sha256: str | None
    content_hash: str
    documents: list[DocumentItem] = field(default_factory=list)
    doubts: list[DoubtItem] = field(default_factory=list)


@dataclass(slots=True, frozen=True)
class Chosen:
    """Which pages are wanted: null and nothing stand for all.

    ``split_by_others_than`` is a splitter's version; pages of which it is not known are wanted.
    """

    newspapers: Collection[str] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    split_by_others_than: str | None = None


def kept_pages(connection: Connection, chosen: Chosen, after: int, limit: int) -> list[KeptPage]:
    """Return the next pages in the order of their ids, those above ``after``."""
    facts = ("issue_date", "page_number", "page_name", "source_url")
    rows = connection.execute(_pages(chosen).where(Page.id > after).limit(limit)).mappings().all()
    ids = [row["id"] for row in rows]
    documents = _documents(connection, ids)
    doubts = _doubts(connection, ids)
    return [
        KeptPage(
            id=row["id"],
            facts=PageFacts(newspaper=row["name"], **{name: row[name] for name in facts}),
            source_sha256=row["source_sha256"],
            content_hash=row["content_hash"],
            documents=documents[row["id"]],
            doubts=doubts[row["id"]],
        )
        for row in rows
    ]


def is_as_before(connection: Connection, kept: KeptPage) -> bool:
    """Return whether the page still is what it was when it was read."""
    query = select(Page.content_hash, Page.source_sha256).where(Page.id == kept.id)
    row = connection.execute(query).one_or_none()
    return row is not None and tuple(row) == (kept.content_hash, kept.source_sha256)


def write_again(connection: Connection, run_id: int, kept: KeptPage, page: PageItem) -> Written:
    """Store a page that was split again, unless another run has stored it meanwhile."""
    if not is_as_before(connection, kept):
        return Written(Outcome.KEPT, MEANWHILE, kept.id)
    return write_page(connection, run_id, page, seen=False)


def compare_again(connection: Connection, kept: KeptPage, page: PageItem) -> Written:
    """Return what :func:`write_again` would do, without doing it."""
    if content_hash(page) == kept.content_hash:
        return Written(Outcome.UNCHANGED, "", kept.id)
    before = read_page(connection, kept.id)
    if before.articles and not page.articles:
        return Written(Outcome.KEPT, "no article was found on it now", kept.id)
    return Written(Outcome.CHANGED, "", kept.id, preview(before, page))


def _pages(chosen: Chosen) -> Select[*tuple[Any, ...]]:
    query = (
        select(
            *(Page.id, Page.issue_date, Page.page_number, Page.page_name, Page.source_url),
            *(Page.source_sha256, Page.content_hash, Newspaper.name),
        )
        .join_from(Page, Newspaper, isouter=True)
        .where(*on_days(chosen.since, chosen.until))
        .order_by(Page.id)
    )
    if chosen.newspapers:
        query = query.where(Newspaper.name.in_(list(chosen.newspapers)))
    if chosen.split_by_others_than is not None:
        other = Page.splitter_version != chosen.split_by_others_than
        query = query.where(or_(Page.splitter_version.is_(None), other))
    return query


def _documents(connection: Connection, page_ids: Sequence[int]) -> dict[int, list[DocumentItem]]:
    query = (
        select(Document)
        .where(Document.page_id.in_(page_ids), Document.superseded_at.is_(None))
        .order_by(Document.id)
    )
    return _by_page(connection, query, DocumentItem)


def _doubts(connection: Connection, page_ids: Sequence[int]) -> dict[int, list[DoubtItem]]:
    query = (
        select(Doubt)
        .where(Doubt.page_id.in_(page_ids), Doubt.article_id.is_(None))
        .order_by(Doubt.position)
    )
    return _by_page(connection, query, DoubtItem)


def _by_page(connection: Connection, query: Any, item: Any) -> dict[int, list[Any]]:  # noqa: ANN401
    """Return items made of rows, by the rows' pages."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in connection.execute(query).mappings():
        found[row["page_id"]].append(item(**{name: row[name] for name in item.model_fields}))
    return found
