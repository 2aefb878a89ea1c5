"""The tables of what pages and articles were before they changed; see :mod:`storage.versions`."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from yuzhong_news.storage.base import Base, owner


class PageVersion(Base):
    """What a page was before it changed, but for its articles.

    ``content`` is the item without articles and documents, as JSON without what is null or empty.
    ``first_seen_at`` to ``last_seen_at`` is how long the page was so; ``fields`` names what of it
    changed, ``cause`` says whether other bytes (``source``) or another splitter on the same bytes
    did it, and ``run_id`` is the run that brought what took its place.
    """

    __tablename__ = "page_version"
    __table_args__ = (CheckConstraint("cause IN ('source', 'splitter')", name="cause"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = owner("page.id", index=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    content_hash: Mapped[str]
    source_url: Mapped[str | None]
    source_sha256: Mapped[str | None]
    splitter_version: Mapped[str | None]
    first_seen_at: Mapped[dt.datetime]
    last_seen_at: Mapped[dt.datetime]
    fields: Mapped[str]
    cause: Mapped[str]
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"), index=True)


class ArticleVersion(Base):
    """What an article was before it changed, or, with ``gone``, before it was no more.

    ``article_id`` is the article's own, whether it is still there or not; ``content`` is the item
    as JSON without what is null or empty.  ``first_seen_at`` to ``last_seen_at`` is how long it was
    so; ``fields`` names what of it changed, with commas; the rest is as in :class:`PageVersion`,
    with ``source_sha256`` of the article's own document.  A change of ``region`` or ``doubts``
    alone makes no version.
    """

    __tablename__ = "article_version"
    __table_args__ = (CheckConstraint("cause IN ('source', 'splitter')", name="cause"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(index=True)
    page_id: Mapped[int] = owner("page.id", index=True)
    position: Mapped[int]
    headline: Mapped[str | None]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    content_hash: Mapped[str]
    source_sha256: Mapped[str | None]
    splitter_version: Mapped[str | None]
    first_seen_at: Mapped[dt.datetime]
    last_seen_at: Mapped[dt.datetime]
    fields: Mapped[str]
    gone: Mapped[bool]
    cause: Mapped[str]
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"), index=True)
