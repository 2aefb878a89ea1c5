"""The tables of the archive.

A newspaper has issues, an issue has pages, a page has articles and the files it came from, and an
article has paragraphs, subheads, captions, jumps and contributions of persons; it may go on in
another article.  What a page and an article were before they changed is kept as versions (see
:mod:`yuzhong_news.storage.version_tables`).
``position`` is everywhere the index in the item's list, from 0, and ``subhead.before_paragraph`` is
a ``paragraph.position``.

Facts of a page that nobody knows are null.  ``page.natural_key`` says which page a row is (see
:func:`yuzhong_news.storage.content.natural_key`).  The foreign key from a page to its issue has
two columns, so that it holds exactly for the pages whose newspaper and date are both known.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from yuzhong_news.storage.base import Base, owner


class Run(Base):
    """One crawl; ``finished_at`` stays null for a run that was killed."""

    __tablename__ = "run"

    id: Mapped[int] = mapped_column(primary_key=True)
    spider: Mapped[str]
    software_version: Mapped[str]
    started_at: Mapped[dt.datetime]
    finished_at: Mapped[dt.datetime | None]
    ok: Mapped[bool | None]
    reason: Mapped[str | None]


class RunCount(Base):
    """One number that a run counted, under the name the crawl gave it."""

    __tablename__ = "run_count"

    run_id: Mapped[int] = owner("run.id", primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    total: Mapped[int]


class SearchIndex(Base):
    """Which version of the rules made the search index; its one row is written with the index."""

    __tablename__ = "search_index"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]


class Newspaper(Base):
    """A newspaper, by its name."""

    __tablename__ = "newspaper"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


class Issue(Base):
    """The issue of one newspaper on one day."""

    __tablename__ = "issue"
    __table_args__ = (UniqueConstraint("newspaper_id", "issue_date"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    newspaper_id: Mapped[int] = mapped_column(ForeignKey("newspaper.id"))
    issue_date: Mapped[dt.date] = mapped_column(index=True)


class ExpectedPage(Base):
    """A page that an issue's index names; the issue is complete when each of them is stored.

    ``natural_key`` is that of the page's own row, which may not be there yet.
    """

    __tablename__ = "expected_page"
    __table_args__ = (
        ForeignKeyConstraint(
            ["newspaper_id", "issue_date"],
            ["issue.newspaper_id", "issue.issue_date"],
            ondelete="CASCADE",
        ),
    )

    newspaper_id: Mapped[int] = mapped_column(primary_key=True)
    issue_date: Mapped[dt.date] = mapped_column(primary_key=True)
    natural_key: Mapped[str] = mapped_column(primary_key=True)
    page_number: Mapped[int | None]
    page_name: Mapped[str | None]


class Attempt(Base):
    """The last time that a run asked for the issue of a day, which there may not be.

    ``outcome`` says how it ended, ``times`` how often in a row it ended so (see
    :mod:`yuzhong_news.expectations.retrying`).
    """

    __tablename__ = "attempt"
    __table_args__ = (CheckConstraint("times >= 1", name="times"),)

    newspaper_id: Mapped[int] = owner("newspaper.id", primary_key=True)
    issue_date: Mapped[dt.date] = mapped_column(primary_key=True)
    asked_at: Mapped[dt.datetime]
    outcome: Mapped[str]
    times: Mapped[int]


class Page(Base):
    """One page as it was last stored; ``run_id`` and ``stored_at`` are of that content.

    ``first_seen_at`` and ``last_seen_at`` are when the page came first and last, whatever it held.
    ``splitter_version`` tells which code made its articles, null where that is not known; it and
    ``source_sha256`` are of the bytes that came last.
    ``status`` says why a page has no articles (``no-text-layer``, ``garbled-text``); ``width`` and
    ``height`` are in points, null for a text page.
    ``furniture`` is one line for each piece that belongs to no article.
    """

    __tablename__ = "page"
    __table_args__ = (
        UniqueConstraint("newspaper_id", "issue_date", "page_number"),
        ForeignKeyConstraint(
            ["newspaper_id", "issue_date"], ["issue.newspaper_id", "issue.issue_date"]
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    natural_key: Mapped[str] = mapped_column(unique=True)
    newspaper_id: Mapped[int | None] = mapped_column(ForeignKey("newspaper.id"))
    issue_date: Mapped[dt.date | None] = mapped_column(index=True)
    page_number: Mapped[int | None]
    page_name: Mapped[str | None]
    source_url: Mapped[str | None] = mapped_column(index=True)
    source_sha256: Mapped[str | None]
    splitter_version: Mapped[str | None] = mapped_column(index=True)
    status: Mapped[str | None] = mapped_column(index=True)
    width: Mapped[float | None]
    height: Mapped[float | None]
    content_hash: Mapped[str]
    furniture: Mapped[str]
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"), index=True)
    stored_at: Mapped[dt.datetime]
    first_seen_at: Mapped[dt.datetime]
    last_seen_at: Mapped[dt.datetime]


class Document(Base):
    """A file that a page came from; ``path`` is below FILES_STORE, null where it was not kept.

    ``fetched_at`` is when these bytes were fetched first; ``superseded_at`` is when other bytes
    from the same address, or none, took their place, null for what the page is made of now.
    """

    __tablename__ = "document"
    __table_args__ = (
        UniqueConstraint("page_id", "kind", "url", "sha256"),
        CheckConstraint("kind IN ('pdf', 'picture', 'html', 'image', 'text')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = owner("page.id")
    kind: Mapped[str]
    url: Mapped[str] = mapped_column(index=True)
    sha256: Mapped[str] = mapped_column(index=True)
    media_type: Mapped[str]
    fetched_at: Mapped[dt.datetime]
    path: Mapped[str | None]
    superseded_at: Mapped[dt.datetime | None]


class Article(Base):
    """One article of one page; ``body`` is its paragraphs, one on each line.

    Its ``id`` stays while it changes, and is never given to another article.  ``first_seen_at`` is
    when the page brought it first, ``changed_at`` when it brought its present words.
    ``region`` is where it stands on a printed page: polygons, each a list of corners [x, y] in the
    units of the page's ``width`` and ``height``; null for a text page.
    """

    __tablename__ = "article"
    __table_args__ = (
        UniqueConstraint("page_id", "position"),
        CheckConstraint("kind IN ('article', 'picture', 'notice')", name="kind"),
        CheckConstraint("position >= 0", name="position"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = owner("page.id")
    position: Mapped[int]
    kind: Mapped[str]
    column_label: Mapped[str | None]
    kicker: Mapped[str | None]
    headline: Mapped[str | None]
    subtitle: Mapped[str | None]
    dateline: Mapped[str | None]
    lead: Mapped[str | None]
    byline: Mapped[str | None]
    body: Mapped[str]
    continued_from: Mapped[int | None] = mapped_column(index=True)
    continued_to: Mapped[int | None] = mapped_column(index=True)
    region: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    first_seen_at: Mapped[dt.datetime]
    changed_at: Mapped[dt.datetime]


class ArticleDocument(Base):
    """A document that an article came from: its text's, and its pictures'."""

    __tablename__ = "article_document"

    article_id: Mapped[int] = owner("article.id", primary_key=True)
    document_id: Mapped[int] = owner("document.id", primary_key=True, index=True)


class Continuation(Base):
    """An article that goes on in another of the same issue; each has one before and one after it.

    ``cue`` says why: ``both-marks`` (下转 and 上接 name each other's pages) or ``one-mark`` (one of
    them does, and the wording is akin).
    """

    __tablename__ = "continuation"
    __table_args__ = (CheckConstraint("cue IN ('both-marks', 'one-mark')", name="cue"),)

    from_article_id: Mapped[int] = owner("article.id", primary_key=True)
    to_article_id: Mapped[int] = mapped_column(
        ForeignKey("article.id", ondelete="CASCADE"), unique=True
    )
    cue: Mapped[str]


class Paragraph(Base):
    """One paragraph of a body."""

    __tablename__ = "paragraph"

    article_id: Mapped[int] = owner("article.id", primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


class Subhead(Base):
    """A headline inside a body, before the paragraph at that position."""

    __tablename__ = "subhead"
    __table_args__ = (CheckConstraint("before_paragraph >= 0", name="before_paragraph"),)

    article_id: Mapped[int] = owner("article.id", primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    before_paragraph: Mapped[int]
    text: Mapped[str]


class Person(Base):
    """A name that a page credits; two persons of one name are one row, as in print."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


class Contribution(Base):
    """What a person did for an article: the printed role, and the work where it is printed."""

    __tablename__ = "contribution"

    article_id: Mapped[int] = owner("article.id", primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[str]
    work: Mapped[str | None]


class Caption(Base):
    """The words under one picture of an article, and to whom the picture is owed."""

    __tablename__ = "caption"

    article_id: Mapped[int] = owner("article.id", primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    credit: Mapped[str | None]


class Jump(Base):
    """A mark of continuation as printed, from or to a page of the same issue."""

    __tablename__ = "jump"
    __table_args__ = (
        CheckConstraint("direction IN ('from', 'to')", name="direction"),
        Index(None, "direction", "page_number"),
    )

    article_id: Mapped[int] = owner("article.id", primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    direction: Mapped[str]
    page_number: Mapped[int]
    text: Mapped[str]


class Doubt(Base):
    """A decision on a weak cue; ``article_id`` is null where the whole page is in doubt."""

    __tablename__ = "doubt"
    __table_args__ = (Index(None, "cue", "field"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = owner("page.id", index=True)
    article_id: Mapped[int | None] = mapped_column(
        ForeignKey("article.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    cue: Mapped[str]
    field: Mapped[str]
    detail: Mapped[str]
