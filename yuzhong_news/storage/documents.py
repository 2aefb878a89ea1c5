"""The files that a page and its articles came from."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select, update

from yuzhong_news.items import Article as ArticleItem
from yuzhong_news.items import Document as DocumentItem
from yuzhong_news.storage.tables import Article, ArticleDocument, Document

_PICTURES = ("picture", "image")
_INSERT_DOCUMENTS = insert(Document).returning(Document.id, sort_by_parameter_order=True)


class Source(NamedTuple):
    """What a text came from: the address, and the sha256 (hex) of the bytes."""

    url: str
    sha256: str


def write_documents(
    connection: Connection, page_id: int, documents: Sequence[DocumentItem], now: dt.datetime
) -> bool:
    """Make these the page's documents, and return whether they were others before.

    Those that are not among them any more stay, as superseded.  Without any, all stay as they are.
    """
    if not documents:
        return False
    query = select(
        Document.id,
        Document.kind,
        Document.url,
        Document.sha256,
        Document.path,
        Document.superseded_at,
    ).where(Document.page_id == page_id)
    known = {(row.kind, row.url, row.sha256): row for row in connection.execute(query)}
    wanted = {(one.kind, one.url, one.sha256): one for one in documents}
    gone = [row.id for key, row in known.items() if key not in wanted and row.superseded_at is None]
    if gone:
        replaced = update(Document).where(Document.id.in_(gone))
        connection.execute(replaced.values(superseded_at=now))
    changed = bool(gone)
    for key, one in wanted.items():
        row = known.get(key)
        if row is not None and (row.path, row.superseded_at) != (one.path or row.path, None):
            values = {"path": one.path or row.path, "superseded_at": None}
            connection.execute(update(Document).where(Document.id == row.id).values(values))
            changed = True
    rows = [
        {"page_id": page_id, "superseded_at": None, **one.model_dump()}
        for key, one in wanted.items()
        if key not in known
    ]
    if rows:
        connection.execute(insert(Document), rows)
    return changed or bool(rows)


def insert_documents(
    connection: Connection,
    documents: Mapping[int, Sequence[DocumentItem]],
    articles: Sequence[tuple[int, int, ArticleItem]],
) -> None:
    """Insert the documents of pages that have none yet, and link the pages' articles with them.

    ``documents`` are by the ids of the pages; an article comes with its page's id and its own.
    """
    found = {
        (page_id, one.kind, one.url, one.sha256): one
        for page_id, some in documents.items()
        for one in some
    }
    if not found:
        return
    rows = [
        {"page_id": key[0], "superseded_at": None, **one.model_dump()} for key, one in found.items()
    ]
    ids: dict[tuple[int, str], list[int]] = defaultdict(list)
    for key, row in zip(connection.scalars(_INSERT_DOCUMENTS, rows), rows, strict=True):
        ids[row["page_id"], row["url"]].append(key)
    _link(
        connection,
        (
            (article_id, document_id)
            for page_id, article_id, article in articles
            for url in article.sources
            for document_id in ids.get((page_id, url), ())
        ),
    )


def link_articles(
    connection: Connection, page_id: int, articles: Mapping[int, ArticleItem]
) -> None:
    """Link the articles, by their ids, with those of the page's present documents they came from.

    Articles that name no source stay as they are.
    """
    told = {article_id: one.sources for article_id, one in articles.items() if one.sources}
    if not told:
        return
    ids: dict[str, list[int]] = defaultdict(list)
    query = select(Document.url, Document.id).where(
        Document.page_id == page_id, Document.superseded_at.is_(None)
    )
    for url, document_id in connection.execute(query):
        ids[url].append(document_id)
    connection.execute(delete(ArticleDocument).where(ArticleDocument.article_id.in_(list(told))))
    _link(
        connection,
        ((key, found) for key, urls in told.items() for url in urls for found in ids[url]),
    )


def _link(connection: Connection, links: Iterable[tuple[int, int]]) -> None:
    """Link articles with documents, by their ids; a link may be named several times."""
    rows = [{"article_id": key, "document_id": found} for key, found in sorted(set(links))]
    if rows:
        connection.execute(insert(ArticleDocument), rows)


def are_linked(connection: Connection, page_id: int) -> bool:
    """Return whether any of the page's articles is linked with a document."""
    query = (
        select(ArticleDocument.document_id)
        .join(Article, Article.id == ArticleDocument.article_id)
        .where(Article.page_id == page_id)
        .limit(1)
    )
    return connection.execute(query).first() is not None


def sources_of_articles(connection: Connection, page_id: int) -> dict[int, list[Source]]:
    """Return what the texts of the page's articles came from, by their ids, oldest first."""
    query = (
        select(ArticleDocument.article_id, Document.url, Document.sha256)
        .join(Document, Document.id == ArticleDocument.document_id)
        .join(Article, Article.id == ArticleDocument.article_id)
        .where(Article.page_id == page_id, Document.kind.not_in(_PICTURES))
        .order_by(Document.id)
    )
    found: dict[int, list[Source]] = defaultdict(list)
    for article_id, url, sha256 in connection.execute(query):
        found[article_id].append(Source(url, sha256))
    return found


def sources_of_page(connection: Connection, page_id: int) -> set[Source]:
    """Return what the page's texts come from at present."""
    query = select(Document.url, Document.sha256).where(
        Document.page_id == page_id,
        Document.superseded_at.is_(None),
        Document.kind.not_in(_PICTURES),
    )
    return {Source(url, sha256) for url, sha256 in connection.execute(query)}


def sources_in(documents: Sequence[DocumentItem]) -> set[Source]:
    """Return what the texts of a page with these documents come from."""
    return {Source(one.url, one.sha256) for one in documents if one.kind not in _PICTURES}
